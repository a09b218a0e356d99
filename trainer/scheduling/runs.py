"""The runs of cards in which each topic is met: what the next one is made of, and what it brings."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

from trainer.scheduling.candidate import COMPARED, OPEN, Candidate
from trainer.scheduling.needs import Needs

RUN, LEAST, DROP = 5, 2, 0.8
"""New cards of one topic in a row, at least: up to `RUN`, and after `LEAST` only while the next one brings no
less than this part of the first. So what is asked most of all topics comes before what is asked less of one,
and topics alike take turns: with twenty cards a day, four or five are met."""

RUN_TOPICS = 3
"""Of so many topics a run's cards are, its own one included, unless a single note needs cards of more."""

BEGINNING = 1
"""Runs with which a topic begins before its first open question: those are told freely, not read."""

FIRST_CARD = 0.7
"""The share of a note's demand that the first of several cards brings; the others share the rest."""

BEGUN = 3.0
"""The next row of a comparison that was begun brings what a note does that is asked so many steps less: a
table in splinters is no comparison."""


class Runs:
    """What has been met on the way through the notes, and what to meet next in each topic."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._needs = Needs(candidates)
        self._notes = self._needs.notes
        self.topics = list(dict.fromkeys(note.topic for note in self._notes.values()))
        self._place = {key: place for place, key in enumerate(self._notes)}
        self._packages = {key: tuple(self._needs.package(key)) for key in self._notes}
        self._part_of: dict[str, list[str]] = {}
        for key, package in self._packages.items():
            for part in package:
                self._part_of.setdefault(part, []).append(key)
        self._met = dict.fromkeys(self._notes, 0)
        self._runs = dict.fromkeys(self.topics, 0)
        self._offers: dict[str, list[tuple[float, int, int, str]]] = {topic: [] for topic in self.topics}
        self._value: dict[str, float] = {}
        self._runs_to_come: dict[str, list[str]] = {}
        self._chosen_now: dict[str, dict[str, int]] = {}
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
        """Return the notes of the next run and of what comes along, with the number of the card of each;
        asked for again when the run is met."""
        if (found := self._chosen_now.get(topic)) is not None:
            return found
        chosen: dict[str, int] = {}
        run = self._next(topic)
        if not any(map(self._brings_others, run)):  # as most do
            chosen = {key: self._met[key] for key in run}
        for key in run if not chosen else ():
            along = {key: self._met[key] for key in self._along(key)} if key not in chosen else {}
            topics = {self._notes[other].topic for other in (*chosen, *along)}
            if not chosen or len(topics) <= RUN_TOPICS:
                chosen.update((other, number) for other, number in along.items() if other not in chosen)
            if len(chosen) >= len(run):
                break
        self._chosen_now[topic] = chosen
        return chosen

    def take_run(self, topic: str) -> tuple[list[tuple[str, str]], dict[str, None]]:
        """Meet the next run; return its notes and cards, each behind what it needs, and topics changed."""
        chosen = self._chosen(topic)
        self._chosen_now.clear()
        self._runs[topic] += 1
        for key in chosen:
            self._met[key] += 1
        changed: dict[str, None] = {}
        for key, number in chosen.items():
            again = (key, *(self._part_of[key] if number == 0 else ()))
            for other in again:
                if self._met[other] == 0 or other == key:
                    if self._met[other] < len(self._notes[other].cards):
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
        """Say anew what the note's next card brings, which it has."""
        note, number = self._notes[key], self._met[key]
        if number:
            value = self._gain(key, number)
            if note.stage == COMPARED:
                value = max(value, _worth(self._needs.demand[key] - BEGUN))
        else:
            package = self._packages[key]
            if len(package) == 1:
                value = self._gain(key, 0)
            else:
                missing = [part for part in package if not self._met[part]]
                value = sum([self._gain(part, 0) for part in missing]) / len(missing)
            if (question := self._needs.leader.get(key)) is not None and self._met[question]:
                value = max(value, _worth(self._needs.demand[question]))
        self._value[key] = value
        heappush(self._offers[note.topic], (-value, number, self._place[key], key))

    def _gain(self, key: str, number: int) -> float:
        """Return the share of what interviewers ask that one card brings."""
        cards = len(self._notes[key].cards)
        part = 1.0 if cards == 1 else FIRST_CARD if number == 0 else (1 - FIRST_CARD) / (cards - 1)
        return _worth(self._needs.demand[key]) * part

    def _along(self, key: str) -> Iterator[str]:
        """Yield the notes to meet with the note's next card: what it needs, itself, and its follow-ups."""
        if not self._brings_others(key):
            yield key
            return
        for part in (key, *(self._needs.ladders.get(key, ()) if not self._met[key] else ())):
            if part == key or not self._met[part]:
                yield from self._needs.missing(part, self._met)
                yield part

    def _brings_others(self, key: str) -> bool:
        return bool(self._needs.before[key]) or key in self._needs.ladders

    def _in_turn(self, chosen: Mapping[str, int]) -> list[tuple[str, int]]:
        """Order a run: what comes before others first, and otherwise from definitions to open questions."""
        if not any(map(self._needs.before.__getitem__, chosen)):
            return sorted(chosen.items(), key=lambda pair: self._notes[pair[0]].stage)
        left = sorted(chosen.items(), key=lambda pair: self._notes[pair[0]].stage)
        placed: list[tuple[str, int]] = []
        while left:
            waiting = {key for key, _ in left}
            behind = ((pair, self._needs.before[pair[0]]) for pair in left)
            ready = next((pair for pair, others in behind if not waiting.intersection(others)), None)
            if ready is None:  # a circle of needs is entered where the walk through them ended
                ready = next(pair for pair in chosen.items() if pair in left)
            left.remove(ready)
            placed.append(ready)
        return placed


def _worth(demand: float) -> float:
    """Return how often a note is asked, in parts that can be added."""
    return float(2 ** (demand / 2))
