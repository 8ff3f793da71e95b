"""What does a person at the demonstration see? The page of the stand-in and what feeds it."""
