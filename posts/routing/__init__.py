"""決裁ルート: what a post has to pass before アカウント管理者 decides, who is asked, and when."""
