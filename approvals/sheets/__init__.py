"""決裁票: what one sheet of paper says of a post, from the first word of it to its result."""
