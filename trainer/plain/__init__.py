"""The same features line by line."""
