"""予定表: what it shows, moving a draft in it, and the feed for other calendars."""
