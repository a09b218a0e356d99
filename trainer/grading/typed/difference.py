"""The readable difference between two short texts: by words, inside similar words by characters."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

LONGEST = 40_000
"""Pairs of words, or of letters in two words, that are compared at most: more would be waited for."""

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
    for tag, g1, g2, e1, e2 in _steps(given, expected):
        one, other = "".join(given[g1:g2]), "".join(expected[e1:e2])
        if tag == "replace" and _alike(one, other):
            yield from _by_letters(one, other)
        elif tag == "equal":
            yield Piece("same", one)
        else:
            yield Piece("extra", one)
            yield Piece("missing", other)


def _by_letters(given: str, expected: str) -> Iterator[Piece]:
    for tag, g1, g2, e1, e2 in _steps(given, expected):
        if tag == "equal":
            yield Piece("same", given[g1:g2])
        else:
            yield Piece("extra", given[g1:g2])
            yield Piece("missing", expected[e1:e2])


def _alike(one: str, other: str) -> bool:
    if len(one) * len(other) > LONGEST:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _steps(given: Sequence[str], expected: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from one sequence to the other; of long ones only what is alike at both ends."""
    if len(given) * len(expected) <= LONGEST:
        return list(SequenceMatcher(None, given, expected, autojunk=False).get_opcodes())
    least = min(len(given), len(expected))
    start = next((at for at in range(least) if given[at] != expected[at]), least)
    left = least - start
    end = next((at for at in range(left) if given[-1 - at] != expected[-1 - at]), left)
    to_given, to_expected = len(given) - end, len(expected) - end
    return [
        ("equal", 0, start, 0, start),
        ("replace", start, to_given, start, to_expected),
        ("equal", to_given, len(given), to_expected, len(expected)),
    ]


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
