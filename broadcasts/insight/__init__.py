"""What LINE counts of a broadcast afterwards: asked for on a schedule, kept, said in words."""
