"""異動ファイル: April's transfers as a file, read, checked, shown, and applied all or nothing."""
