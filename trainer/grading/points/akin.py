"""Words that may stand for each other in a paraphrase: those on one line of a language's list."""

from collections.abc import Iterator
from functools import lru_cache

from trainer.grading.points.forms import stem
from trainer.grading.points.language import Language
from trainer.grading.points.reading import Reading
from trainer.grading.points.words import flat, spaceless, split

ROOT = "-"
"""Ends an entry with which words may begin ("delet-")."""


class Akin:
    """On which lines of the list words stand."""

    def __init__(self, speech: Language) -> None:
        self._speech = speech
        self._stems: dict[str, frozenset[int]] = {}
        self._roots: dict[str, frozenset[int]] = {}
        self._letters: dict[str, frozenset[int]] = {}
        for number, line in enumerate(speech.akin):
            for entry in line:
                if spaceless(entry):
                    _add(self._letters, entry, number)
                elif entry.endswith(ROOT):
                    _add(self._roots, entry.removesuffix(ROOT), number)
                else:
                    for word in split(entry):
                        _add(self._stems, stem(word, speech), number)
        self._longest = max(map(len, self._letters), default=0)
        self._of: dict[str, frozenset[int]] = {}

    def lines(self, word: str) -> frozenset[int]:
        """Return on which lines a word stands, in any of its forms."""
        if word not in self._of:
            base = stem(word, self._speech)
            found = self._stems.get(base, frozenset())
            for form in {word, base} if self._roots else ():
                for end in range(1, len(form) + 1):
                    found |= self._roots.get(form[:end], frozenset())
            self._of[word] = found
        return self._of[word]

    def inside(self, text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Yield from where to where words without blanks stand in a text, each with its lines."""
        for start in range(len(text)) if self._longest else ():
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                if found := self._letters.get(text[start:end]):
                    yield start, end, found

    def of(self, reading: Reading) -> list[frozenset[int]]:
        """Return for each word of a text on which lines it stands; what has no blanks does with its first
        letter."""
        found = [frozenset[int]() if word.small else self.lines(word.text) for word in reading.words]
        starts = {word.start: at for at, word in enumerate(reading.words)}
        for start, _, lines in self.inside(flat(reading.text)):
            if start in starts:
                found[starts[start]] |= lines
        return found


def _add(table: dict[str, frozenset[int]], entry: str, number: int) -> None:
    table[entry] = table.get(entry, frozenset()) | {number}


@lru_cache(maxsize=32)
def akin(speech: Language) -> Akin:
    """Return the words of a language that may stand for each other, made ready."""
    return Akin(speech)
