"""Anki packages. Sees core values only."""
