"""What was typed of the subjects of a comparison against the cells of the row asked: word for word, and where
that fails by its meaning, as a point of an open question is."""

import re
from collections.abc import Sequence

from trainer.core.kinds import Point, Points
from trainer.core.text import bare
from trainer.grading.points.language import language
from trainer.grading.points.points import mark
from trainer.grading.points.reading import read
from trainer.grading.typed.typed import Comparison, Piece, Result, compare_text

_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b)\s*(?:and\b\s*)?", re.IGNORECASE)
_FILLERS = frozenset("a an the both it its is are onli just mere simpli".split())  # noqa: SIM905
"""Stems of English words without which a cell says the same."""


def compared(ask: str, texts: Sequence[str], cells: Sequence[str], tag: str = "en") -> tuple[Comparison, ...]:
    """Compare each of ``texts`` with its cell of the row that asks ``ask``; ``tag`` is their language.

    Where the words are others, what says the cell in another order is ``right``, what says it as far as a
    point of an open question must be said ``close``, what perhaps does ``unsure``, and what says another cell
    of the row ``wrong``.
    """
    wanted = [bare(cell) for cell in cells]
    row = Points(ask, tuple(Point(cell, about=ask) for cell in wanted))
    return tuple(_compared(at, text, wanted, row, tag) for at, text in enumerate(texts))


def _compared(at: int, text: str, cells: Sequence[str], row: Points, tag: str) -> Comparison:
    found = compare_text(text, [cells[at]], tag)
    others = [*cells[:at], *cells[at + 1 :]]
    if found.result != "wrong" or not text or compare_text(text, others, tag).result != "wrong":
        return found
    parts = _parts(text, tag)
    same = [other for other, cell in enumerate(cells) if _parts(cell, tag) == parts]
    if same == [at]:
        return Comparison("right", found.expected, (Piece("same", found.expected),))
    if same and at not in same:
        return found
    said = mark(text, row, tag)[at]
    result: Result = "close" if said.counts else "unsure" if said.result == "unsure" else "wrong"
    return found._replace(result=result)


def _parts(text: str, tag: str) -> frozenset[tuple[tuple[str, bool], ...]]:
    """Return the members of an enumeration, each as its words, denied or not, but for what fills them up: the
    order of the members tells nothing, that within one does."""
    speech = language(tag)
    members = (read(part, speech).words for part in _BETWEEN.split(text))
    return frozenset(
        tuple((word.stem, word.denied) for word in words if word.stem not in _FILLERS or len(words) == 1)
        for words in members
    )
