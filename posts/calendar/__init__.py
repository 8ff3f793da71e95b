"""予定表: which posts go out on which day, how a draft is moved, and the feed."""
