"""Daily practice, driven the same way by every front end."""
