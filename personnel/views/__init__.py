"""The pages of administration: lists to look at, and acts in two steps with a fresh proof."""
