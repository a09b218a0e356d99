"""Which known names look like a word that means nothing."""

import re
from collections.abc import Iterable

_MOST = 3
_FEW = 12


def near(word: str, known: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """Return up to ``count`` of the ``known`` names that look like ``word`` in any case, nearest first;
    ``cutoff``: how much they must, 0 to 1 (`difflib.SequenceMatcher.ratio`)."""
    import difflib  # needed only once somebody mistyped

    spelt = {name.casefold(): name for name in known}
    return [spelt[name] for name in difflib.get_close_matches(word.casefold(), spelt, count, cutoff)]


def meant(word: str, known: Iterable[str], form: str = "{}", otherwise: str = "") -> str:
    """Return what to tell somebody who wrote a ``word`` that is none of the ``known`` names: some that look
    like it, or of which a word begins with it, each as ``form`` has it. Where none is near it is
    ``otherwise``, or all names, if they are few."""
    names = list(dict.fromkeys(known))
    begins = re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) if word else None
    begun = [name for name in names if begins is not None and begins.search(name)]
    close = list(dict.fromkeys([*near(word, names, _MOST), *begun]))[:_MOST]
    if close:
        return f"did you mean {' or '.join(form.format(name) for name in close)}?"
    return otherwise or f"known are {', '.join(names[:_FEW])}{' …' if len(names) > _FEW else '.'}"
