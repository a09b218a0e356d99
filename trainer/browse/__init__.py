"""All cards, by query: what a row of the list says, and what can be done with many at once."""
