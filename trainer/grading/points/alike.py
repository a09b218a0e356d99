"""How near what an answer means, by its sentences and clauses, is to the points of a question."""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from trainer.grading.points.meaning import Meaning, Meanings, direction, meanings, near, total
from trainer.grading.points.reading import Reading, Word

MORE, ASKED = 0.16, 0.38
"""How much nearer to a point than to the others, and than to the question, a place usually is that has words
of it."""
SOME = 0.2  # how near texts are that have little to do with each other


class _Part(NamedTuple):
    """A part of an answer: how near it is to each point, and to the question."""

    points: tuple[float, ...]
    asked: float


def meaning(words: Sequence[Word], tag: str) -> Meaning:
    """Return what words with content of their own mean together; () in other languages than English."""
    table = meanings() if tag == "en" else None
    return direction(_known(words, table)) if table else ()


def _known(words: Sequence[Word], table: Meanings) -> list[Meaning]:
    return [found for word in words if not word.small and (found := table.word(word.text))]


class Alike:
    """An answer held against what the points ``says`` and the question ``ask`` mean."""

    def __init__(self, reading: Reading, says: Sequence[Meaning], ask: Meaning) -> None:
        self._reading, self._says, self._ask = reading, says, ask

    def at(self, number: int, sentence: int, clauses: Sequence[int]) -> tuple[float, float]:
        """Return how much nearer a sentence, or these clauses of it, are to the point ``number`` than to any
        other, and than to the question, which all of them are about, each beyond what is usual; 0 where
        nothing is known."""
        if sentence not in self._sentences:
            return 0.0, 0.0
        whole = self._sentences[sentence]
        parts = [whole, *(self._clauses[clause] for clause in clauses if clause in self._clauses)]
        own = max(part.points[number] for part in parts)
        others = [near for part in parts for other, near in enumerate(part.points) if other != number]
        return own - max(others) - MORE if others else 0.0, own - whole.asked - ASKED

    def anywhere(self, number: int) -> tuple[float, float]:
        """Return how near, from `SOME` on, some part of the answer is to the point ``number``; and how much
        nearer one is than to any other, or than `SOME`."""
        parts = [*self._sentences.values(), *self._clauses.values(), *self._pairs]
        if not parts:
            return 0.0, 0.0
        nearest = max(part.points[number] for part in parts)
        return max(0.0, nearest - SOME), max(_more(part, number) for part in parts)

    @cached_property
    def _rows(self) -> dict[int, Sequence[float]]:
        """What the words of each clause add up to, of those in which any word is known."""
        table = meanings() if self._ask or any(self._says) else None
        if table is None or self._reading.speech.tag != "en":
            return {}
        words = self._reading.words
        rows = (total(_known(words[clause.first : clause.last], table)) for clause in self._reading.clauses)
        return {number: row for number, row in enumerate(rows) if row}

    @cached_property
    def _clauses(self) -> dict[int, _Part]:
        return {number: self._part([row]) for number, row in self._rows.items()}

    @cached_property
    def _sentences(self) -> dict[int, _Part]:
        inside: dict[int, list[Sequence[float]]] = {}
        for number, row in self._rows.items():
            inside.setdefault(self._reading.clauses[number].sentence, []).append(row)
        return {sentence: self._part(rows) for sentence, rows in inside.items()}

    @cached_property
    def _pairs(self) -> list[_Part]:
        """Two clauses of a sentence, one after the other."""
        clauses = self._reading.clauses
        return [
            self._part([self._rows[one], self._rows[other]])
            for one, other in pairwise(self._rows)
            if clauses[one].sentence == clauses[other].sentence
        ]

    def _part(self, rows: Sequence[Sequence[float]]) -> _Part:
        found = direction(rows)
        return _Part(tuple(near(found, say) for say in self._says), near(found, self._ask))


def _more(part: _Part, number: int) -> float:
    others = (near for other, near in enumerate(part.points) if other != number)
    return part.points[number] - max((SOME, *others))
