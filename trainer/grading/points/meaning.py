"""What English words mean, as far as a table tells: the more alike what they mean, the nearer their rows.

The table was made from the language model all-MiniLM-L6-v2 (Apache License 2.0) by `tools.distil`. It has a
row for each of the usual words and for parts of words, of which others are put together ("##" before what
stands inside a word). It tells what is akin, not what is the same: opposites are near each other, too.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log, sqrt
from operator import mul
from pathlib import Path

TABLE = Path(__file__).parent / "meaning.bin"
INSIDE = "##"
_PARTS = re.compile(r"[a-z]+|[0-9]+")

Meaning = tuple[float, ...]
"""A direction: numbers whose squares add up to 1, or () where nothing is known."""


class Meanings:
    """The rows of a table; raises ValueError if it is none."""

    def __init__(self, packed: bytes) -> None:
        names, _, numbers = packed.partition(b"\n")
        pieces = names.decode("ascii").split(" ")
        self._rows = array("b", numbers)
        self._size, odd = divmod(len(self._rows), len(pieces))
        if odd or not self._size:
            raise ValueError(f"{len(numbers)} numbers for {len(pieces)} pieces of words")
        self._places = {piece: at * self._size for at, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces))
        self._words: dict[str, Meaning] = {}

    def word(self, word: str) -> Meaning:
        """Return what a word in small letters means: that of its pieces, each as long as can be."""
        if word not in self._words:
            found = [self._rows[at : at + self._size] for at in self._pieces(word)]
            self._words[word] = direction(found)
        return self._words[word]

    def rarity(self, word: str) -> float:
        """Return 1 for a word in small letters that is put together, less the more usual another is, 0 for
        the first of the table, which begins with the most usual ones."""
        if word not in self._places:
            return 1.0
        return log(1 + self._places[word] / self._size) / log(1 + len(self._places))

    def _pieces(self, word: str) -> Iterable[int]:
        for part in _PARTS.findall(word):
            first = 0
            while first < len(part):
                before = INSIDE if first else ""
                ends = range(min(len(part), first + self._longest), first, -1)
                last = next((end for end in ends if before + part[first:end] in self._places), 0)
                if last:
                    yield self._places[before + part[first:last]]
                first = last or first + 1


def total(rows: Sequence[Sequence[float]]) -> Sequence[float]:
    """Return the sum of rows of numbers; () of none."""
    return [sum(column) for column in zip(*rows, strict=True)]


def direction(rows: Sequence[Sequence[float]]) -> Meaning:
    """Return what words or parts of a text, each given by its numbers, mean together."""
    row = total(rows)
    length = sqrt(sum(map(mul, row, row)))
    return tuple(number / length for number in row) if length else ()


def near(one: Meaning, other: Meaning) -> float:
    """Return how near two meanings are: 1 if they are the same, 0 if they have nothing to do with each other
    or one is not known."""
    return float(sum(map(mul, one, other)))


def packed(pieces: Sequence[str], numbers: bytes) -> bytes:
    """Return a table as it stands in its file: the pieces, and for each so many numbers from -127 to 127."""
    return " ".join(pieces).encode("ascii") + b"\n" + numbers


@lru_cache(maxsize=1)
def meanings() -> Meanings | None:
    """Return the table; None where it cannot be read, and then nothing is told by what words mean."""
    try:
        return Meanings(TABLE.read_bytes())
    except (OSError, ValueError):
        return None
