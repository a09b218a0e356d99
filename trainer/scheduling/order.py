"""Learning order: which new card comes next. Pure; computed when decks change, not when a card is asked.

What interviewers ask most comes first, each note after what it needs, in short runs of one topic, so that a
day stays with few topics and meets each of them in connection. A run goes from definitions to comparisons to
open questions. A question's follow-ups come soon after it. A note's later cards wait until the first cards of
notes about as important have been met.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from trainer.core.card import Level
from trainer.core.defaults import LEVEL

RUN = 5
"""New cards of one topic in a row: with twenty a day, four or five topics are met."""

LATELY, MOST_LATELY = 6, 2
"""Of so many runs in a row a topic has at most so many, while there are others: two weeks meet many."""

BEGINNING = 3
"""Runs with which a topic begins before its first open question: those are told freely, not read."""

LATER_CARD = 1.0
"""How much less a note's next card is worth than the one before it, in steps of ``asked``."""

FOLLOW_UP = 2.0
"""How much less a follow-up is worth than its question, at most."""

WITHOUT_COUNT: Mapping[Level, float] = {"core": 2.0, "solid": 1.0, "deep": 0.0}
"""What a note is worth whose ``asked`` nobody counted, by its level."""


OPEN = 3
"""The stage of open questions."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the order must know of a note.

    Attributes:
        stage: that of its kind, see `trainer.core.kinds.body.Body`.
        cards: the keys of its cards.
        asked: 0-9; where nobody counted (None), ``level`` and ``weight`` of the deck (1-5) decide.
        needs, follow_up: keys of notes; those that are not among the candidates do not count.
    """

    key: str
    topic: str
    stage: int
    cards: tuple[str, ...]
    level: Level | None = None
    asked: int | None = None
    needs: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    weight: int = 1


def learning_order(candidates: Sequence[Candidate]) -> list[str]:
    """Return the keys of all cards in the order in which they should be met.

    Among equals the order of ``candidates`` counts, that is of decks and of notes within them.
    """
    every = {note.key: note for note in candidates}
    notes = {note.key: replace(note, needs=tuple(_needs(note, every))) for note in candidates if note.cards}
    values = worth(candidates)
    topics: dict[str, list[tuple[float, int, str, int]]] = {}
    for place, note in enumerate(candidates):
        for number in range(len(note.cards)):
            offer = (-(values[note.key] - LATER_CARD * number), place, note.key, number)
            topics.setdefault(note.topic, []).append(offer)
    ways = {topic: _Way(sorted(offers), notes) for topic, offers in topics.items()}
    met: set[tuple[str, int]] = set()
    runs: list[tuple[float, int, str]] = []
    for place, (topic, way) in enumerate(ways.items()):
        if (value := way.next_value(met)) is not None:
            heappush(runs, (value, place, topic))
    out: list[str] = []
    lately: deque[str] = deque(maxlen=LATELY)
    resting: list[tuple[float, int, str]] = []
    while runs or resting:
        if not runs:  # only topics that had more than their share are left
            runs, resting = resting, []
            lately.clear()
        value_then, place, topic = heappop(runs)
        value_now = ways[topic].next_value(met)
        if value_now is None:
            continue
        if value_now > value_then:  # part of the run was met meanwhile, as a need of another topic
            heappush(runs, (value_now, place, topic))
            continue
        if lately.count(topic) >= MOST_LATELY:
            resting.append((value_now, place, topic))
            continue
        out += ways[topic].take_run(met)
        lately.append(topic)
        if (after := ways[topic].next_value(met)) is not None:
            heappush(runs, (after, len(out) + len(ways), topic))
        for rested in resting:
            heappush(runs, rested)
        resting = []
    return out


def demand(asked: int | None, level: Level | None) -> float:
    """Return how often a note is asked on the scale of ``asked``: 0-9, where two steps are twice as often."""
    return WITHOUT_COUNT[level or LEVEL] if asked is None else float(asked)


def worth(candidates: Iterable[Candidate]) -> dict[str, float]:
    """Return how soon each note should be met, by key.

    That is how often it is asked, but at least as much as any note that needs it, and at most `FOLLOW_UP`
    less than a question that it follows up.
    """
    notes = {note.key: note for note in candidates}
    found = {
        key: demand(note.asked, note.level) + (note.weight - 1 if note.asked is None else 0)
        for key, note in notes.items()
    }
    heap = [(-value, key) for key, value in found.items()]
    heapify(heap)
    while heap:
        value, key = heappop(heap)
        if -value < found[key]:
            continue
        raised = [(needed, found[key]) for needed in notes[key].needs]
        raised += [(after, found[key] - FOLLOW_UP) for after in notes[key].follow_up]
        for other, least in raised:
            if other in found and found[other] < least:
                found[other] = least
                heappush(heap, (-least, other))
    return found


class _Way:
    """One topic's cards, the most worthwhile first, taken run by run."""

    def __init__(self, offers: list[tuple[float, int, str, int]], notes: Mapping[str, Candidate]) -> None:
        self._offers = offers
        self._notes = notes
        self._at = 0
        self._runs = 0

    def next_value(self, met: set[tuple[str, int]]) -> float | None:
        """Return the mean of the next run's values, negative so that the least is best; None at the end."""
        run = [value for value, _, _, _ in self._next(met)]
        return sum(run) / len(run) if run else None

    def take_run(self, met: set[tuple[str, int]]) -> list[str]:
        """Mark the next run as met and return its cards, each behind what it needs."""
        chosen: dict[str, int] = {}
        for _, _, key, number in self._next(met):
            for needed in self._missing(key, met):
                chosen.setdefault(needed, 0)
            chosen.setdefault(key, number)
            if len(chosen) >= RUN:
                break
        met.update(chosen.items())
        self._runs += 1
        return [self._notes[key].cards[number] for key, number in _in_turn(chosen, self._notes)]

    def _next(self, met: set[tuple[str, int]]) -> list[tuple[float, int, str, int]]:
        """Return up to `RUN` offers of different notes not met yet."""
        while self._at < len(self._offers) and self._offers[self._at][2:] in met:
            self._at += 1
        run: dict[str, tuple[float, int, str, int]] = {}
        early = self._runs < BEGINNING and any(
            self._notes[key].stage != OPEN and (key, number) not in met
            for _, _, key, number in self._offers[self._at :]
        )
        for at in range(self._at, len(self._offers)):
            offer = self._offers[at]
            if offer[2:] not in met and not (early and self._notes[offer[2]].stage == OPEN):
                run.setdefault(offer[2], offer)
            if len(run) == RUN or (run and at > self._at + 20 * RUN):
                break
        return list(run.values())

    def _missing(self, key: str, met: set[tuple[str, int]]) -> Iterator[str]:
        """Yield the notes not yet met that ``key`` needs, directly or not, each behind its own needs."""
        seen = {key}
        ways = [iter(self._notes[key].needs)]
        above: list[str] = []
        while ways:
            needed = next(ways[-1], None)
            if needed is None:
                ways.pop()
                if above:
                    yield above.pop()
            elif needed not in seen and (needed, 0) not in met:
                seen.add(needed)
                above.append(needed)
                ways.append(iter(self._notes[needed].needs))


def _needs(note: Candidate, notes: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield the notes with cards that ``note`` needs; of one without cards, those that it needs instead."""
    pending, seen = list(reversed(note.needs)), {note.key}
    while pending:
        key = pending.pop()
        if key in seen or key not in notes:
            continue
        seen.add(key)
        if notes[key].cards:
            yield key
        else:
            pending += reversed(notes[key].needs)


def _in_turn(chosen: Mapping[str, int], notes: Mapping[str, Candidate]) -> list[tuple[str, int]]:
    """Order a run: what is needed first, and otherwise from definitions to open questions."""
    left = sorted(chosen.items(), key=lambda pair: notes[pair[0]].stage)
    placed: list[tuple[str, int]] = []
    while left:
        waiting = {key for key, _ in left}
        ready = next((pair for pair in left if not waiting.intersection(notes[pair[0]].needs)), None)
        if ready is None:  # a circle of needs is entered where the walk through them ended
            ready = next(pair for pair in chosen.items() if pair in left)
        left.remove(ready)
        placed.append(ready)
    return placed
