"""How fast is what people wait for? Run by hand through make."""
