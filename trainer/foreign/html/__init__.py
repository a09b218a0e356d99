"""HTML of other programs, read as a browser reads it, to the Markdown of decks."""
