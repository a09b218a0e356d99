"""The readable difference between two short texts: by words, inside similar words by characters."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

ALIKE = 0.6  # from this similarity on, two words are shown as one with changed letters


class Piece(NamedTuple):
    """A stretch of the difference: in both texts, only in the expected one, or only in the typed one."""

    kind: Literal["same", "missing", "extra"]
    text: str


def difference(given: str, expected: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from ``given`` to ``expected``.

    The texts of ``same`` and ``missing`` give ``expected``, those of ``same`` and ``extra`` give ``given``.
    """
    return tuple(_joined(_by_words(_words(given), _words(expected))))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _by_words(given: Sequence[str], expected: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, given, expected, autojunk=False)
    for tag, g1, g2, e1, e2 in matcher.get_opcodes():
        one, other = "".join(given[g1:g2]), "".join(expected[e1:e2])
        if tag == "replace" and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE:
            yield from _by_letters(one, other)
        elif tag == "equal":
            yield Piece("same", one)
        else:
            yield Piece("extra", one)
            yield Piece("missing", other)


def _by_letters(given: str, expected: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, given, expected, autojunk=False)
    for tag, g1, g2, e1, e2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", given[g1:g2])
        else:
            yield Piece("extra", given[g1:g2])
            yield Piece("missing", expected[e1:e2])


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind and drop empty pieces."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
