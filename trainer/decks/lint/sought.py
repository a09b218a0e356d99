"""Patterns that are looked for only where they can be found: in texts with a word that each of them needs.

Most texts have none of these words, and to find that out takes a tenth of what the pattern takes.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class Sought(NamedTuple):
    """A pattern, and words or parts of some, in small letters: whatever the pattern finds has one of them."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Return what `re.Pattern.search` does."""
        return self.pattern.search(text) if has_any(text, self.words) else None


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Is one of these in a text, whether its letters are small or not?"""
    small = _small(text)
    for word in words:  # noqa: SIM110  any() takes twice as long
        if word in small:
            return True
    return False


@lru_cache(maxsize=16)
def _small(text: str) -> str:
    """Return a text in small letters, with those for other ones that a pattern takes for the same (ſ for s, a
    dotless i)."""
    if text.isascii():
        return text.lower()
    return text.casefold().replace("\u0307", "").replace("\u0131", "i")
