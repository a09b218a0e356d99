"""SQLite: the only place that knows SQL and SQLModel. Takes and returns core values."""
