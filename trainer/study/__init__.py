"""Use cases over core values and a store that is handed in."""
