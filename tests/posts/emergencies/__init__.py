"""緊急の投稿: texts approved beforehand, posts written from them, and reports afterwards."""
