"""Advice: whether a statement says to do a thing or not to, under which condition.

"Do not take it if the table is small" and "take it if the table is small" have the same condition, word for
word; what differs is said beside it. So a sentence falls into conditions and what governs them, and of that
only counts whether it is for the matter or against it.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.points.contrast import set_against
from trainer.grading.points.forms import stem
from trainer.grading.points.language import Language
from trainer.grading.points.reading import Reading

BEFORE = 2  # words before what is said of a matter by which it is denied itself, and no advice is
CASE = 6  # words that name a case, and state nothing
OPENING = 1  # words before the one that makes a question of a sentence
ENDING = 3  # letters that must stand before an ending that makes a condition


class Part(NamedTuple):
    """Words of a sentence from ``first`` up to ``last``: a condition, or what governs conditions; ``but``: a
    condition but for which it holds ("unless")."""

    first: int
    last: int
    condition: bool
    but: bool = False


class Advice(NamedTuple):
    """What a point advises: ``side`` is 1 to do it, -1 not to, 0 where it advises nothing; ``own``: the stems
    by which the matter is named."""

    side: int
    own: frozenset[str]


class Stance:
    """For each sentence of a text its conditions, and if what governs them is for a matter or against it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said = said = [word.text for word in reading.words]
        favour, adverse = _stems(reading.speech)
        speech, words = reading.speech, reading.words
        self._for = {i for i in range(len(said)) if words[i].stem in favour or speech.favour.at(said, i)}
        self._against = {
            i for i in range(len(said)) if words[i].stem in adverse or speech.adverse.at(said, i)
        }
        self._rows: dict[int, list[Part]] = {}

    @property
    def telling(self) -> set[int]:
        """The words that recommend or advise against."""
        return self._for | self._against

    def parts(self, first: int, last: int) -> list[Part]:
        """Return the conditions of the sentence ``first``..``last`` and what stands beside them."""
        if first not in self._rows:
            self._rows[first] = self._parts(first, last)
        return self._rows[first]

    def _parts(self, first: int, last: int) -> list[Part]:
        said, speech, breaks = self._said, self._reading.speech, self._reading.breaks
        found: list[Part] = []
        start = at = first
        while at < last:
            opens = speech.if_before.at(said, at)
            but = speech.if_not.at(said, at)
            if opens or but:
                if at > start:
                    found.append(Part(start, at, condition=False))
                end = self._end(at + max(opens, but), last, opening=not found)
                found.append(Part(at, end, condition=True, but=bool(but)))
                start = at = end
            elif length := self._closing(at):
                begin = max(
                    (i for i in range(start, at + 1) if i in breaks or said[i] in speech.links), default=start
                )
                if begin > start:
                    found.append(Part(start, begin, condition=False))
                found.append(Part(begin, at + length, condition=True))
                start = at = at + length
            else:
                at += 1
        if start < last:
            found.append(Part(start, last, condition=False))
        return found

    def _closing(self, at: int) -> int:
        """Return how many words from ``at`` on end a condition that stands before them, or 0."""
        speech, word = self._reading.speech, self._said[at]
        if any(word.endswith(one) and len(word) >= len(one) + ENDING for one in speech.if_endings):
            return 1
        return speech.if_after.at(self._said, at)

    def _end(self, start: int, last: int, *, opening: bool) -> int:
        """Return where a condition ends: after a word that closes it, or where what it is set against begins;
        if it opens the sentence, at a comma."""
        speech, breaks = self._reading.speech, self._reading.breaks
        for at in range(start, last):
            if length := self._closing(at):
                return at + length
            new = self._said[at] in speech.connectives or speech.if_before.at(self._said, at)
            if at > start and (new or (opening and (at in breaks or speech.if_then.at(self._said, at)))):
                return at
        return last

    def governing(self, row: Sequence[Part], at: int) -> Part | None:
        """Return the part that governs the condition with the word ``at`` in it, that part itself where it
        stands in none; None if nothing does."""
        here = next(i for i, part in enumerate(row) if part.first <= at < part.last)
        if not row[here].condition:
            return row[here]
        before, after = row[:here][::-1], row[here + 1 :]
        ways = (*after, *before) if row[0].condition else (*before, *after)
        return next((part for part in ways if not part.condition), None)

    def side(self, part: Part, own: frozenset[str], beside: Collection[int] = ()) -> int:
        """Return 1 where a part is for the matter that ``own`` (stems) names, -1 where against it, 0 if
        it says neither. ``beside``: the words that say the condition or case."""
        words = self._reading.words
        inside = [at for at in range(part.first, part.last) if at not in beside]
        denials = {at for at in inside if words[at].denies}
        undone = {at for at in denials if not self._against.isdisjoint(range(at + 1, at + 1 + BEFORE))}
        against = any(undone.isdisjoint(range(at - BEFORE, at)) for at in self._against.intersection(inside))
        own_denials = {at for at in denials if any(at + step in beside for step in range(1, BEFORE + 1))}
        if against or denials - undone - own_denials:
            return -1
        if undone:
            return 1
        return int(any(at in self._for or (words[at].stem in own and not words[at].small) for at in inside))


@lru_cache(maxsize=32)
def _stems(speech: Language) -> tuple[frozenset[str], ...]:
    """Return the stems of the words by which something is recommended, or advised against."""
    return tuple(
        frozenset(stem(word, speech) for word in table.single) for table in (speech.favour, speech.adverse)
    )


def advice(say: Reading, ask: Reading, asked: frozenset[str]) -> Advice:
    """Return what a point advises under a condition.

    Where it states no more than the condition, or a case, it is what the question asks for ("when not …?").
    """
    stance, last = Stance(say), len(say.words)
    row = stance.parts(0, last)
    governs = [part for part in row if not part.condition]
    own = asked | {say.words[at].stem for at in stance.telling}
    if len(governs) == len(row):  # no condition
        wanted = _asked_for(ask)
        if stance.telling and wanted is not None:
            return Advice(stance.side(row[0], own), own)
        case = last <= CASE and not any(word.text in say.speech.finite for word in say.words)
        return Advice(wanted or 0 if case else 0, own)
    if not governs:
        return Advice(_asked_for(ask) or 0, own)
    for part in governs:
        for word in say.words[part.first : part.last]:
            if not word.small and not word.denies and word.stem not in own:
                return Advice(0, own)
    sides = {stance.side(part, own) or 1 for part in governs}
    flip = -1 if any(part.but for part in row) else 1
    return Advice(flip * sides.pop() if len(sides) == 1 else 0, own)


def _asked_for(ask: Reading) -> int | None:
    """Return for which side a question asks for cases ("when not …?"), 0 for both, None where it does not."""
    said, speech = [word.text for word in ask.words], ask.speech
    asks = [at for at in range(len(said)) if speech.asks_when.at(said, at)]
    if not asks or (asks[0] > OPENING and speech.if_before.at(said, asks[0])):
        return None
    if len(asks) > 1:
        return 0
    return Stance(ask).side(Part(0, len(said), condition=False), frozenset(), set_against(ask)) or 1
