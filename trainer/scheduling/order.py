"""Learning order: which new card comes next. Pure; computed when decks change, not when a card is asked.

What brings most for its cards comes first: how often interviewers ask it, shared among the cards that it
takes to answer, with what must be met before it and the follow-ups that come along. So a question that one
card answers comes before one as often asked that takes three. Cards come in short runs of one topic, so that
a day stays with few topics and meets each of them in connection. A run goes from definitions to comparisons
to open questions, and from an open question to its follow-ups: a follow-up waits for its questions, and
comes along with the most asked of them where it is asked about as often.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from trainer.core.card import Level
from trainer.core.defaults import LEVEL

RUN, LEAST, DROP = 5, 2, 0.7
"""New cards of one topic in a row, at least: up to `RUN`, and after `LEAST` only while the next one brings no
less than this part of the first. So what is asked most of all topics comes before what is asked less of one,
and topics alike take turns: with twenty cards a day, four or five are met."""

LATELY, MOST_LATELY = 4, 2
"""Of so many runs in a row a topic has at most so many, while there are others: two weeks meet many."""

DAY, TOPICS = 20, 5
"""So many new cards in a row are of so many topics at most. So is each day, whichever card it begins with,
but for one more where a sibling had to wait. There are more only where topics have no card left."""

RUN_TOPICS = 3
"""Of so many topics a run's cards are, its own one included, unless a single note needs cards of more."""

BEGINNING = 1
"""Runs with which a topic begins before its first open question: those are told freely, not read."""

WAITS = 1.0
"""A follow-up waits for an open question unless it is asked by more than so many steps of ``asked`` more:
that is a question of its own, which is only a follow-up in an interview."""

FOLLOW_UP = 2.0
"""Those whose ``asked`` are no more than so many steps apart are met together, as far as it does not wait."""

FIRST_CARD = 0.7
"""The share of a note's demand that the first of several cards brings; the others share the rest."""

MOST_ASKED = 9
"""The greatest ``asked``."""

DEPTH = 50
"""So many notes that a note needs, directly or not, are looked at to say what it brings for its cards."""

WITHOUT_COUNT: Mapping[Level, float] = {"core": 1.0, "solid": 0.0, "deep": -1.0}
"""What a note is worth whose ``asked`` nobody counted, by its level: never more than one that was counted."""


COMPARED, OPEN = 2, 3
"""The stages of comparisons and of open questions."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the order must know of a note.

    Attributes:
        stage: that of its kind, see `trainer.core.kinds.body.Body`.
        cards: the keys of its cards.
        asked: 0-9; where nobody counted (None), ``level`` decides.
        weight: that of its deck (1-5): its notes come sooner by so many steps of ``asked``, less one.
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


def demand(asked: int | None, level: Level | None) -> float:
    """Return how often a note is asked on the scale of ``asked``: 0-9, where two steps are twice as often."""
    return WITHOUT_COUNT[level or LEVEL] if asked is None else float(asked)


def share(asked: int | None, level: Level | None) -> float:
    """Return a note's part of all that interviewers ask, in parts of what the most asked note has (0..1).

    It is additive: the sum over notes is what all of them together answer. The scale of `demand` is its
    logarithm.
    """
    return float(2 ** ((demand(asked, level) - MOST_ASKED) / 2))


def learning_order(candidates: Sequence[Candidate]) -> list[str]:
    """Return the keys of all cards in the order in which they should be met.

    Among equals the order of ``candidates`` counts, that is of decks and of notes within them.
    """
    walk = _Walk(candidates)
    offers = _Offers(walk)
    out: list[str] = []
    lately: deque[str] = deque(maxlen=LATELY)
    day: deque[str] = deque(maxlen=DAY - 1)
    while (topic := offers.best(set(day), lately)) is not None:
        run, changed = walk.take_run(topic)
        for key, card in run:
            out.append(card)
            day.append(walk.topic(key))
        lately.append(topic)
        for other in {topic: None, **changed}:
            offers.renew(other, len(out) if other == topic else 0)
    return out


class _Offers:
    """What each topic's next run brings, the best first."""

    def __init__(self, walk: "_Walk") -> None:
        self._walk = walk
        self._places = {topic: place for place, topic in enumerate(walk.topics)}
        self._current: dict[str, tuple[float, int, str]] = {}
        self._heap: list[tuple[float, int, str]] = []
        for topic in walk.topics:
            self.renew(topic)

    def renew(self, topic: str, later: int = 0) -> None:
        """Say anew what a topic's next run brings; among equals it comes ``later`` than topics not taken."""
        self._current.pop(topic, None)
        if self._walk.is_left(topic):
            place = len(self._places) + later if later else self._places[topic]
            self._current[topic] = offer = (-self._walk.next_value(topic), place, topic)
            heappush(self._heap, offer)

    def best(self, day: Set[str], lately: Sequence[str]) -> str | None:
        """Return the topic of the best run that keeps a day's topics few and was not met too often lately.

        Where no run does both, the best that keeps the topics few; where none does, the best. None when
        nothing is left.
        """
        full = len(day) >= TOPICS
        few = [offer for offer in map(self._current.get, day) if offer and self._keeps_few(offer, day)]
        rested = [offer for offer in few if lately.count(offer[2]) < MOST_LATELY]
        if not full and (other := self._first(day, lately)) is not None:
            rested.append(other)
        chosen = min(rested or few, default=None) or self._first(None, ())
        return chosen and chosen[2]

    def _keeps_few(self, offer: tuple[float, int, str], day: Set[str]) -> bool:
        return len(day | self._walk.next_topics(offer[2])) <= max(TOPICS, len(day))

    def _first(self, day: Set[str] | None, lately: Sequence[str]) -> tuple[float, int, str] | None:
        """Return the best offer: of all (no ``day``), or of those that keep the topics few and are rested."""
        aside: list[tuple[float, int, str]] = []
        found = None
        while self._heap and found is None:
            offer = heappop(self._heap)
            if self._current.get(offer[2]) is not offer:
                continue
            aside.append(offer)
            if day is None or (lately.count(offer[2]) < MOST_LATELY and self._keeps_few(offer, day)):
                found = offer
        for offer in aside:
            heappush(self._heap, offer)
        return found


class _Walk:
    """What has been met on the way through the notes, and what to meet next in each topic."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        every = {note.key: note for note in candidates}
        self._notes = {
            note.key: replace(note, needs=tuple(_needs(note, every))) if note.needs else note
            for note in candidates
            if note.cards
        }
        self.topics = list(dict.fromkeys(note.topic for note in self._notes.values()))
        self._place = {key: place for place, key in enumerate(self._notes)}
        self._demand = {
            key: demand(note.asked, note.level) + note.weight - 1 for key, note in self._notes.items()
        }
        self._before = {key: note.needs for key, note in self._notes.items()}
        self._ladders: dict[str, list[str]] = {}
        self._leader: dict[str, str] = {}
        self._waits: dict[str, list[str]] = {key: [] for key in self._notes}
        self._awaited: dict[str, list[str]] = {key: [] for key in self._notes}
        self._lead_follow_ups()
        self._packages = {key: tuple(self._package(key)) for key in self._notes}
        self._part_of: dict[str, list[str]] = {}
        for key, package in self._packages.items():
            for part in package:
                self._part_of.setdefault(part, []).append(key)
        self._met = dict.fromkeys(self._notes, 0)
        self._runs = dict.fromkeys(self.topics, 0)
        self._offers: dict[str, list[tuple[float, int, int, str]]] = {topic: [] for topic in self.topics}
        self._value: dict[str, float] = {}
        self._runs_to_come: dict[str, list[str]] = {}
        for key in self._notes:
            self._offer(key)

    def is_left(self, topic: str) -> bool:
        """Tell whether a topic has a card that was not met yet."""
        return bool(self._next(topic))

    def next_value(self, topic: str) -> float:
        """Return the mean of what the next run's cards bring."""
        run = self._next(topic)
        return sum(self._value[key] for key in run) / len(run)

    def topic(self, key: str) -> str:
        """Return the topic of a note."""
        return self._notes[key].topic

    def next_topics(self, topic: str) -> set[str]:
        """Return the topics of the next run's cards: its own, and those of what they need and bring along."""
        return {self._notes[key].topic for key in self._chosen(topic)}

    def _chosen(self, topic: str) -> dict[str, int]:
        """Return the notes of the next run and of what comes along, with the number of the card of each."""
        chosen: dict[str, int] = {}
        run = self._next(topic)
        for key in run:
            along = {key: self._met[key] for key in self._along(key)} if key not in chosen else {}
            topics = {self._notes[other].topic for other in (*chosen, *along)}
            if not chosen or len(topics) <= RUN_TOPICS:
                chosen.update((other, number) for other, number in along.items() if other not in chosen)
            if len(chosen) >= len(run):
                break
        return chosen

    def take_run(self, topic: str) -> tuple[list[tuple[str, str]], dict[str, None]]:
        """Meet the next run; return its notes and cards, each behind what it needs, and topics changed."""
        chosen = self._chosen(topic)
        self._runs[topic] += 1
        for key in chosen:
            self._met[key] += 1
        changed: dict[str, None] = {}
        for key, number in chosen.items():
            again = (key, *((*self._part_of[key], *self._awaited[key]) if number == 0 else ()))
            for other in again:
                if self._met[other] == 0 or other == key:
                    self._offer(other)
                    changed[self._notes[other].topic] = None
        for other in (topic, *changed):
            self._runs_to_come.pop(other, None)
        return [(key, self._notes[key].cards[number]) for key, number in self._in_turn(chosen)], changed

    def _next(self, topic: str) -> list[str]:
        """Return the notes of the next run, see `RUN`; asked for over and over until one is met."""
        if (found := self._runs_to_come.get(topic)) is None:
            found = self._runs_to_come[topic] = self._sought(topic)
        return found

    def _sought(self, topic: str) -> list[str]:
        offers = self._offers[topic]
        run: list[tuple[float, int, int, str]] = []
        open_ones: list[tuple[float, int, int, str]] = []
        early = self._runs[topic] < BEGINNING
        while offers and len(run) < RUN:
            offer = heappop(offers)
            value, number, _, key = offer
            if number == self._met[key] and -value == self._value[key]:
                waits = early and number == 0 and self._opens(key)
                (open_ones if waits else run).append(offer)
        for offer in (*run, *open_ones):
            heappush(offers, offer)
        found = [key for _, _, _, key in run or open_ones[:RUN]]
        least = DROP * self._value[found[0]] if found else 0.0
        return found[: next((at for at in range(LEAST, len(found)) if self._value[found[at]] < least), RUN)]

    def _opens(self, key: str) -> bool:
        return any(self._notes[part].stage == OPEN and not self._met[part] for part in self._packages[key])

    def _offer(self, key: str) -> None:
        """Say anew what the note's next card brings, if it has one and waits for no question."""
        note, number = self._notes[key], self._met[key]
        if number == len(note.cards) or (number == 0 and self._is_early(key)):
            return
        if number:
            value = self._gain(key, number)
            if note.stage == COMPARED:  # begun, it is finished soon: a table in splinters is no comparison
                value = max(value, float(2 ** (self._demand[key] / 2)))
        else:
            missing = [part for part in self._packages[key] if not self._met[part]]
            value = sum(self._gain(part, 0) for part in missing) / len(missing)
            if (question := self._leader.get(key)) is not None and self._met[question]:
                value = max(value, float(2 ** (self._demand[question] / 2)))
        self._value[key] = value
        heappush(self._offers[note.topic], (-value, number, self._place[key], key))

    def _gain(self, key: str, number: int) -> float:
        """Return the share of what interviewers ask that one card brings."""
        cards = len(self._notes[key].cards)
        part = 1.0 if cards == 1 else FIRST_CARD if number == 0 else (1 - FIRST_CARD) / (cards - 1)
        return float(2 ** (self._demand[key] / 2) * part)

    def _along(self, key: str) -> Iterator[str]:
        """Yield the notes to meet with the note's next card: what it needs, itself, and its follow-ups."""
        for part in (key, *(self._ladders.get(key, ()) if not self._met[key] else ())):
            if part == key or not (self._met[part] or self._is_early(part)):
                yield from self._missing(part)
                yield part

    def _is_early(self, key: str) -> bool:
        return any(not self._met[question] for question in self._waits[key])

    def _missing(self, key: str) -> Iterator[str]:
        """Yield the notes not yet met that must come before ``key``, each behind what comes before it."""
        if self._met[key]:
            return
        seen = {key}
        ways = [iter(self._before[key])]
        above: list[str] = []
        while ways:
            needed = next(ways[-1], None)
            if needed is None:
                ways.pop()
                if above:
                    yield above.pop()
            elif needed not in seen and not self._met[needed]:
                seen.add(needed)
                above.append(needed)
                ways.append(iter(self._before[needed]))

    def _package(self, key: str) -> dict[str, None]:
        """Return what comes along with the note while nothing is met, itself included."""
        parts: dict[str, None] = {}
        for part in (key, *self._ladders.get(key, ())):
            parts.update(dict.fromkeys((part, *self._all_before(part, {}))))
        return parts

    def _all_before(self, key: str, waits: Mapping[str, Sequence[str]]) -> list[str]:
        """Return what must come before ``key``, directly or not, and what it ``waits`` for, up to `DEPTH`."""
        found = {key: None}
        for part in (waiting := [key]):
            before = (*self._before[part], *waits.get(part, ()))
            new = [other for other in before if other not in found]
            found.update(dict.fromkeys(new))
            waiting += new
            if len(found) > DEPTH:
                break
        return [other for other in found if other != key]

    def _lead_follow_ups(self) -> None:
        """Let each follow-up wait for its questions, unless one needs it, and come with the most asked."""
        questions: dict[str, list[str]] = {}
        for key, note in self._notes.items():
            for after in note.follow_up if note.stage == OPEN else ():
                if after in self._notes and self._demand[after] <= self._demand[key] + WAITS:
                    questions.setdefault(after, []).append(key)
        for after, asking in questions.items():
            for key in sorted(asking, key=lambda key: -self._demand[key]):
                before = self._all_before(key, self._waits)
                if after in (key, *before) or len(before) >= DEPTH:  # it comes first, or nobody knows
                    continue
                if after not in self._leader and self._demand[after] >= self._demand[key] - FOLLOW_UP:
                    self._leader[after] = key
                    self._ladders.setdefault(key, []).append(after)
                    self._before[after] = (*self._before[after], key)
                else:
                    self._waits[after].append(key)
        for after in self._leader:  # who comes with a question waits for what that one waits for
            led = after
            while led := self._leader.get(led, ""):
                self._waits[after] += self._waits[led]
        for after, asking in self._waits.items():
            for key in asking:
                self._awaited[key].append(after)

    def _in_turn(self, chosen: Mapping[str, int]) -> list[tuple[str, int]]:
        """Order a run: what comes before others first, and otherwise from definitions to open questions."""
        left = sorted(chosen.items(), key=lambda pair: self._notes[pair[0]].stage)
        placed: list[tuple[str, int]] = []
        while left:
            waiting = {key for key, _ in left}
            behind = ((pair, (*self._before[pair[0]], *self._waits[pair[0]])) for pair in left)
            ready = next((pair for pair, others in behind if not waiting.intersection(others)), None)
            if ready is None:  # a circle of needs is entered where the walk through them ended
                ready = next(pair for pair in chosen.items() if pair in left)
            left.remove(ready)
            placed.append(ready)
        return placed


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
