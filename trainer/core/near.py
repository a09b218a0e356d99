"""Which known names look like a word that means nothing."""

from collections.abc import Iterable


def near(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Return up to ``count`` of the ``known`` names that look like ``word`` in any case, nearest first."""
    import difflib  # needed only once somebody mistyped

    spelt = {name.casefold(): name for name in known}
    return [spelt[name] for name in difflib.get_close_matches(word.casefold(), spelt, count)]
