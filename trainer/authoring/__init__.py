"""Deck files of the user's own written for him: notes that he adds, and his versions of shipped ones."""
