"""A flashcard and quiz trainer with spaced repetition for the terminal."""

__version__ = "0.1.0"
