"""Decks of other programs become readable YAML decks: read into drafts, planned, then written."""
