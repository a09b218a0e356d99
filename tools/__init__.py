"""Tools for those who work on the decks; nothing of it ships."""
