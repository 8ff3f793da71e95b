"""統計: what was sent, whom it reached, who opened it, and how the number of friends moves."""
