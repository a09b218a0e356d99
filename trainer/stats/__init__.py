"""What the log says about the user's practice: figures, and how they are shown."""
