"""Card rules: what makes a note hard to learn from."""
