"""An answer held against the points of one question: what of them stands where."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from trainer.grading.points.advice import Stance
from trainer.grading.points.akin import akin
from trainer.grading.points.alike import Alike
from trainer.grading.points.around import Around
from trainer.grading.points.claims import Claim, Topic
from trainer.grading.points.contrast import set_against
from trainer.grading.points.doers import Doers
from trainer.grading.points.forms import hangul
from trainer.grading.points.numbers import numbers_of, numbers_of_say, same_value
from trainer.grading.points.reading import EITHER, Reading
from trainer.grading.points.subjects import Subjects, tail
from trainer.grading.points.terms import Index
from trainer.grading.points.verbatim import verbatim
from trainer.grading.points.words import spaceless

SAYS = 0.4  # share of what a point says of its subject that makes a clause say it
SHORT = 7  # words from which on a row of words without commas is one in other languages than English
ROOT = 5  # letters with which words begin that are of one root, in languages with many forms
CHANCE = 0.25  # share of a sentence's words that some other note of a deck has by chance


class Sentence(NamedTuple):
    """A sentence of the answer: the indices of its words, the stems of those with content of their own, and
    how much better it fits another note of the deck."""

    words: tuple[int, ...]
    stems: frozenset[str]
    gate: float


class Answer:
    """An answer held against the points of one question.

    Attributes:
        items: for each point where its words stand. ``hits``: where its terms do, each with the term.
        by_clause: for each point which of its words stand in which clause.
        listed: the words of the answer that are part of a term.
        exact: where the points stand word for word. ``sentences``: what is known of each sentence.
        lines: for each word on which lines of words that are akin it stands.
        alike: how near what it means is to the points.
        beside: the words that only name what something is set against.
        stance: what it advises, by sentence. ``is_list``: how much the answer is a mere row of words.
    """

    def __init__(self, reading: Reading, note: Topic, others: Around | None) -> None:
        self.reading, self.note, self.around = reading, note, others
        self.index, self.stance = Index(reading), Stance(reading)
        self.beside = set_against(reading)
        self.doers = Doers(reading, note.names)
        self.lines = akin(reading.speech).of(reading)
        self.alike = Alike(reading, [claim.meaning for claim in note.claims], note.meaning)
        self.numbers = numbers_of(reading)
        self.number_places = [number.at for number in self.numbers]
        words = reading.words
        self.items = [
            {item.stem: self.index.places(item.text) for item in claim.items} for claim in note.claims
        ]
        for claim, where in zip(note.claims, self.items, strict=True):
            self._numbers_too(claim, where)
        self.hits = [
            [(one, hit) for one in claim.terms for hit in self.index.hits(one)] for claim in note.claims
        ]
        self.listed = {at for hits in self.hits for _, hit in hits for at in hit}
        self.by_clause: list[dict[int, set[str]]] = []
        for found in self.items:
            clauses: dict[int, set[str]] = {}
            for base, places in found.items():
                for at in places:
                    clauses.setdefault(words[at].clause, set()).add(base)
            self.by_clause.append(clauses)
        self.subjects = Subjects(
            reading, note, self.index, [self._says(number) for number in range(len(note.claims))]
        )
        self.sentences = self._sentences()
        if note.names_only and reading.open:
            self.reading = reading._replace(open=self._doubts())
        self.is_list = self._list_like()
        self.exact = verbatim(self.reading, note, self.index)
        self.verbatim = {at for run in self.exact for at in run or ()}

    def _doubts(self) -> dict[int, frozenset[str]]:
        """Return what leaves sentences open, but for "either … or" between the names of different points."""
        words, link = self.reading.words, self.reading.speech.either[1:]
        result = dict(self.reading.open)
        for number, doubts in self.reading.open.items():
            links = [at for at in self.sentences[number].words if words[at].text in link]
            if EITHER in doubts and any(self._names_both(number, at) for at in links):
                result[number] = doubts - {EITHER}
        return {number: doubts for number, doubts in result.items() if doubts}

    def _names_both(self, sentence: int, link: int) -> bool:
        """Do different points stand on the two sides of a word in a sentence, by their terms?"""
        inside = self.sentences[sentence].words
        before, after = (
            {
                number
                for number, hits in enumerate(self.hits)
                if any(side.start <= hit[0] and hit[-1] < side.stop for _, hit in hits)
            }
            for side in (range(inside[0], link), range(link, inside[-1] + 1))
        )
        return bool(before - after and after - before)

    def _numbers_too(self, claim: Claim, places: dict[str, list[int]]) -> None:
        """Let a number of a point stand where its value does ("three" for "3")."""
        for wanted in numbers_of_say(claim.say.text, claim.say.speech):
            base = claim.say.words[wanted.at].stem
            same = [one.at for one in self.numbers if same_value(wanted, one)]
            if base in places and same:
                places[base] = sorted({*places[base], *same})

    def _sentences(self) -> dict[int, Sentence]:
        words = self.reading.words
        inside: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            inside.setdefault(word.sentence, []).append(at)
        result = {}
        for number, indices in inside.items():
            stems = frozenset(words[at].stem for at in indices if not words[at].small)
            own = len(stems & self.note.vocabulary) / max(1, len(stems))
            other = self.around.best(stems) if self.around and stems else 0.0
            gate = max(0.0, other - own - CHANCE) / (1 - CHANCE)
            result[number] = Sentence(tuple(indices), stems, gate)
        return result

    def _says(self, number: int) -> dict[int, list[int]]:
        """Return the clauses that say what a point says, by a term or by its words, with these."""
        claim, words = self.note.claims[number], self.reading.words
        found: dict[int, list[int]] = {}
        for _, hit in self.hits[number]:
            for at in hit:
                if spaceless(words[at].text) or words[at].stem not in claim.head:
                    found.setdefault(words[at].clause, []).append(at)
        for item in claim.items:
            for at in () if item.head or spaceless(item.text) else self.items[number][item.stem]:
                clause = words[at].clause
                if clause in found or tail(claim, self.by_clause[number][clause]) >= SAYS:
                    found.setdefault(clause, []).append(at)
        return found

    def _list_like(self) -> float:
        """Return how much the answer is a mere row of words, by how few it has that make statements."""
        words, size = (
            self.reading.words,
            sum(self.reading.speech.size(one.text) for one in self.reading.words),
        )
        if not words or (self.reading.speech.tag != "en" and size < SHORT and not self.reading.breaks):
            return 0.0  # languages without articles say a lot without small words
        glue = (
            sum(
                (word.small or (hangul(word.text) and word.stem != word.text)) and at not in self.listed
                for at, word in enumerate(words)
            )
            + self.reading.labels
        )
        loose = sum(
            at not in self.listed and word.stem not in self.note.vocabulary for at, word in enumerate(words)
        )
        return max(0.0, 1 - (4 * glue + 2 * loose) / size) if len(words) > 2 else 0.0

    def met_in(self, number: int, sentence: int) -> set[str]:
        """Return the stems of a point that stand in a sentence."""
        inside, words = self.sentences[sentence].words, self.reading.words
        clauses = range(words[inside[0]].clause, words[inside[-1]].clause + 1)
        return set().union(*(self.by_clause[number].get(clause, set()) for clause in clauses))

    def ordered(self, number: int, sentence: int) -> bool:
        """Do the words of a point that stand in a sentence stand in its order? The first two may be turned
        round, as a subject and its verb are."""
        inside = self.sentences[sentence].words
        rows = (self.items[number][item.stem] for item in self.note.claims[number].items)
        found = [row[i] for row in rows if (i := bisect_left(row, inside[0])) < len(row)]
        here = [at for at in found if at <= inside[-1]]
        return sorted(here) in (here, [*here[1::-1], *here[2:]])

    def in_other_words(self, number: int, places: Sequence[int]) -> set[str]:
        """Return the stems of a point and its terms that stand at ``places``, also in other words."""
        claim, words = self.note.claims[number], self.reading.words
        stems = {words[at].stem for at in places if not words[at].small}
        lines = frozenset[int]().union(*(self.lines[at] for at in places))
        roots = (
            {base[:ROOT] for base in stems if len(base) >= ROOT} if self.reading.speech.tag != "en" else ()
        )
        found = {
            base
            for base, own in claim.akin.items()
            if base in stems or base[:ROOT] in roots or not own.isdisjoint(lines)
        }
        return found.union(*(letters for letters, own in claim.phrases if not own.isdisjoint(lines)))


def cover(claim: Claim, met: set[str]) -> float:
    """Return how much of a point's own words is met."""
    total = sum(item.weight for item in claim.items)
    return sum(item.weight for item in claim.items if item.stem in met) / total if total else 0.0
