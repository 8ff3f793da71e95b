"""What administrators fill in; every form can say once more what was filled in."""
