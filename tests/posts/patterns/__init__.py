"""文例: kept, used, and their pages."""
