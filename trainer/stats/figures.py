"""Figures about practice, from the log and the present states of cards. Pure but for reading the library."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from trainer.charts.calendar import DAYS
from trainer.confusions import MixedUp, all_confusions
from trainer.core.card import Outline
from trainer.core.library import Library, Past
from trainer.core.query import MATURE
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import CardState, Memory
from trainer.core.title import shown
from trainer.core.weak import weakest
from trainer.interview.estimate import wilson
from trainer.interview.transcript import KIND, read_all
from trainer.practice.overview import coming_after
from trainer.practice.session import Session
from trainer.scheduling.demand import worth
from trainer.scheduling.scheduler import PASS, Scheduler
from trainer.stats.streaks import days_practised, streaks

YEAR = DAYS
"""Days that the calendar looks back: 53 weeks."""
MONTH = 30
"""Days of recall, and days to come, that are shown."""
_LONGEST_LISTS = 10
_BOUNDS = (1, 3, 7, 14, 30, 60, 120, 365)
"""Upper ends, in days, of the groups in which intervals are counted; what is longer has its own."""


_EASES: Mapping[str, tuple[float, ...]] = {
    "ease": (1.5, 1.7, 1.9, 2.1, 2.3, 2.5, 2.7),
    "difficulty": (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0),
}
"""Numbers of schedulers that say how easy a card is, and the bounds of the groups of cards by it."""


class Day(NamedTuple):
    """What was done on a study day: answers, and the milliseconds they took."""

    day: int
    answers: int
    took: int


class Rate(NamedTuple):
    """How many of ``of`` answers were passes."""

    passed: int
    of: int

    @property
    def share(self) -> float:
        """The share of passes, 0 to 1; 0 of nothing."""
        return self.passed / self.of if self.of else 0.0

    @property
    def range(self) -> tuple[float, float]:
        """The Wilson score interval at 90 % of the share; all is possible where there is nothing."""
        return wilson(self.share, self.of) if self.of else (0.0, 1.0)


class Group(NamedTuple):
    """How many cards are alike in something, which ``label`` names."""

    label: str
    cards: int


class Mastery(NamedTuple):
    """How well a deck or section is known.

    Attributes:
        title: of the deck or section; ``topic``: the first part of the deck's title.
        notes, met: notes there are, and those with an answer.
        known: share of what is asked of it that would be recalled today, 0 to 1; notes weigh by how often
            interviewers ask them, or by level where none of it is asked; a card never answered counts 0.
        asked: what it weighs among all that is asked, 0 to 1.
    """

    title: str
    topic: str
    notes: int
    met: int
    known: float
    asked: float


class Weak(NamedTuple):
    """A weak card: its question, and how often it was forgotten after it had been learnt."""

    card: str
    question: str
    forgotten: int


class Mock(NamedTuple):
    """A finished mock interview: its day, its score from 0 to 1, and how many questions it had."""

    day: int
    score: float
    questions: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one scope on one study day.

    Attributes:
        day: the study day. ``days``: those of the last year with answers, the oldest first.
        calendar: of study days of the last year how many answers went through the schedule, as home has them.
        in_a_row, longest: study days in a row, up to today or yesterday, and the most there ever were; of
            some decks in the last year.
        recall: of cards asked again on their day in the last 30 days and in the last year, by their
            maturity: ``young`` where less than 21 days lay before the answer, ``mature``, ``all``.
        forecast: cards that wait on each of the next `MONTH` days, new ones too, as home and `due` have them.
        intervals: cards by the length of their interval. ``eases``: by the number of their scheduler that
            ``ease_name`` names: how easy, or how difficult, they are.
            ``keys``: answers by the key, again to easy.
        hours: answers by the hour of the day (0-23).
        decks, sections: how well they are known; sections are those of the syllabus.
        weakest, confusions, mocks: see there; mocks are of all decks.
        of: what the figures are about, in words.
        counted: is anything of it known to be asked? If not, ``known`` is of own notes, by their level.
    """

    day: int
    days: tuple[Day, ...]
    calendar: Mapping[int, int]
    in_a_row: int
    longest: int
    recall: Mapping[str, Mapping[str, Rate]]
    forecast: tuple[int, ...]
    intervals: tuple[Group, ...]
    ease_name: str
    eases: tuple[Group, ...]
    keys: tuple[int, int, int, int]
    hours: tuple[Rate, ...]
    decks: tuple[Mastery, ...]
    sections: tuple[Mastery, ...]
    weakest: tuple[Weak, ...]
    confusions: tuple[MixedUp, ...]
    mocks: tuple[Mock, ...]
    of: str
    counted: bool

    @property
    def answers(self) -> int:
        """Answers in the last year."""
        return sum(one.answers for one in self.days)

    @property
    def hours_spent(self) -> float:
        """Hours of practice in the last year."""
        return sum(one.took for one in self.days) / 3_600_000

    @property
    def known(self) -> float:
        """The share of what is asked, over all decks in scope, that would be recalled today."""
        return sum(deck.known * deck.asked for deck in self.decks)


def figures_of(session: Session, sections: Mapping[str, str], of: str) -> Figures:
    """Return the figures of the scope of a new session; ``sections`` and ``of`` as for `figures`."""
    ahead = coming_after(session, days=MONTH)
    library, scheduler = session.library, session.plan.scheduler
    return figures(library, session.day, scheduler, session.scope, sections, ahead, of)


def figures(
    library: Library,
    day: int,
    scheduler: Scheduler,
    scope: Scope = EVERYTHING,
    sections: Mapping[str, str] | None = None,
    coming: Sequence[int] = (),
    of: str = "all decks",
) -> Figures:
    """Return the figures of ``scope`` on study day ``day``; ``sections``: for each fact that a note may cite,
    the title of its section; ``coming``: how many cards wait on each of the next `MONTH` days;
    ``of``: the name of the scope."""
    past = library.past(scope, day - YEAR + 1, day)
    states = library.states()
    practised = _practised(library, past, scope, day)
    memories = list(_learnt(library, states, scope, day))
    outlines = library.outlines(scope)
    counted = any(map(_is_asked, outlines)) or not outlines
    by_deck, by_section = _mastery(library, outlines, states, day, scheduler, sections or {})
    return Figures(
        day,
        _days(past),
        {then: count for then, count in practised.items() if then > day - YEAR},
        *streaks([*practised], day),
        {
            "month": _recall(one for one in past if one.day > day - MONTH),
            "year": _recall(past),
        },
        tuple(coming) or (0,) * MONTH,
        _intervals(memories),
        *_eases(memories, scheduler),
        _keys(past),
        _hours(past),
        by_deck,
        by_section,
        _weakest(library, scope, day),
        tuple(words for _, words in all_confusions(library, scope)[:_LONGEST_LISTS]),
        _mocks(library),
        of,
        counted,
    )


def _practised(library: Library, past: Iterable[Past], scope: Scope, day: int) -> Mapping[int, int]:
    """Return the days that count for days in a row; over all decks those that home counts."""
    if scope == EVERYTHING:
        return days_practised(library, day)
    counts = Counter[int]()
    for one in past:
        if one.kind in ("review", "early"):
            counts[one.day] += one.answers
    return dict(sorted(counts.items()))


def _days(past: Iterable[Past]) -> tuple[Day, ...]:
    answers, took = Counter[int](), Counter[int]()
    for one in past:
        answers[one.day] += one.answers
        took[one.day] += one.took
    return tuple(Day(day, answers[day], took[day]) for day in sorted(answers))


def _recall(past: Iterable[Past]) -> dict[str, Rate]:
    """Count the passes of cards that were asked again on their day; the first answer to one tells nothing."""
    passed, of = Counter[str](), Counter[str]()
    for one in past:
        if one.kind == "review" and one.waited:
            for name in ("all", "mature" if one.waited >= MATURE else "young"):
                of[name] += one.answers
                passed[name] += one.answers * (one.grade >= PASS)
    return {name: Rate(passed[name], of[name]) for name in ("young", "mature", "all")}


def _keys(past: Iterable[Past]) -> tuple[int, int, int, int]:
    counts = Counter[int]()
    for one in past:
        counts[max(2, one.grade)] += one.answers
    return (counts[2], counts[3], counts[4], counts[5])


def _hours(past: Iterable[Past]) -> tuple[Rate, ...]:
    passed, of = Counter[int](), Counter[int]()
    for one in past:
        of[one.hour] += one.answers
        passed[one.hour] += one.answers * (one.grade >= PASS)
    return tuple(Rate(passed[hour], of[hour]) for hour in range(24))


def _learnt(library: Library, states: Mapping[str, CardState], scope: Scope, day: int) -> Iterator[Memory]:
    for card in library.cards(scope, day):
        state = states.get(card)
        if state is not None and state.memory is not None and not state.suspended and state.memory.answered:
            yield state.memory


def _intervals(memories: Iterable[Memory]) -> tuple[Group, ...]:
    """Return the cards by the length of their interval."""
    long = Counter[int]()
    for memory in memories:
        long[next((bound for bound in _BOUNDS if memory.due - memory.last <= bound), 0)] += 1
    groups, least = [], 1
    for bound in _BOUNDS:
        label = f"{least}" if least == bound else f"{least}–{bound}"
        groups.append(Group(f"{label} d", long[bound]))
        least = bound + 1
    return (*groups, Group(f"over {_BOUNDS[-1]} d", long[0]))


def _eases(memories: Iterable[Memory], scheduler: Scheduler) -> tuple[str, tuple[Group, ...]]:
    """Return what the scheduler calls how easy cards are, and the cards by it."""
    facts = [scheduler.facts(memory) for memory in memories]
    name = next((name for name in _EASES if facts and name in facts[0]), "")
    if not name:
        return "", ()
    bounds = _EASES[name]
    found = Counter(bisect_right(bounds, each[name]) for each in facts)
    labels = [f"{low:.1f} to {high:.1f}" for low, high in pairwise(bounds)]
    labels = [f"under {bounds[0]:.1f}", *labels, f"from {bounds[-1]:.1f}"]
    return name, tuple(Group(label, found[at]) for at, label in enumerate(labels))


class _Known(NamedTuple):
    """Of a note: was it met, how much of it is known, what it is worth, and is it asked?"""

    met: bool
    known: float
    worth: float
    asked: bool


def _is_asked(note: Outline) -> bool:
    """May a note be among what is asked? Of the user's own those that say how often; of what comes with the
    program it is counted."""
    return note.asked is not None or not note.own


def _mastery(
    library: Library,
    notes: Sequence[Outline],
    states: Mapping[str, CardState],
    day: int,
    scheduler: Scheduler,
    sections: Mapping[str, str],
) -> tuple[tuple[Mastery, ...], tuple[Mastery, ...]]:
    titles = {deck.id: deck.title for deck in library.decks(day)}
    by_deck: dict[str, list[_Known]] = {}
    by_section: dict[tuple[str, str], list[_Known]] = {}
    counted = {note.deck for note in notes if note.asked is not None}
    for note in notes:
        memories = [state.memory for key in note.card_keys() if (state := states.get(key)) is not None]
        met = [memory for memory in memories if memory is not None and memory.answered]
        recalls = [scheduler.retrievability(memory, day) for memory in met]
        cards = len(note.card_keys())
        known = sum(recalls) / cards if cards else 0.0
        weight = worth(note.asked, note.level, counted=note.deck in counted)
        row = _Known(bool(recalls), known, weight, _is_asked(note))
        by_deck.setdefault(note.deck, []).append(row)
        for section in dict.fromkeys(sections[fact] for fact in note.cite if fact in sections):
            by_section.setdefault((section, titles.get(note.deck, note.deck)), []).append(row)
    every = [row for rows in by_deck.values() for row in rows]
    whole = sum(row.worth for row in _asked(every)) or 1.0
    none = not any(row.asked for row in every)
    decks = [
        _mastered(titles.get(deck, deck), titles.get(deck, deck), rows, whole, none)
        for deck, rows in by_deck.items()
    ]
    merged: dict[str, list[_Known]] = {}
    topics: dict[str, str] = {}
    for (section, title), rows in by_section.items():
        merged.setdefault(section, []).extend(rows)
        topics.setdefault(section, title)
    mapped = [_mastered(section, topics[section], rows, whole, none) for section, rows in merged.items()]
    return tuple(decks), tuple(sorted(mapped, key=lambda one: (-one.asked, one.title)))


def _asked(rows: Sequence[_Known]) -> Sequence[_Known]:
    """Return those of notes that are asked; all where none is."""
    return [row for row in rows if row.asked] or rows


def _mastered(title: str, deck: str, rows: Sequence[_Known], whole: float, none: bool) -> Mastery:
    """Return how well notes are known, of ``whole``; is ``none`` of all notes asked?"""
    those = _asked(rows)
    weight = sum(row.worth for row in those)
    known = sum(row.known * row.worth for row in those) / weight if weight else 0.0
    part = weight / whole if none or those[0].asked else 0.0
    topic = shown(deck).partition(" › ")[0]
    return Mastery(shown(title), topic, len(rows), sum(row.met for row in rows), known, part)


def _weakest(library: Library, scope: Scope, day: int) -> tuple[Weak, ...]:
    rows = library.listed(weakest(library, scope, day)[:_LONGEST_LISTS])
    return tuple(Weak(row.card, row.question, row.state.memory.lapses) for row in rows if row.state.memory)


def _mocks(library: Library) -> tuple[Mock, ...]:
    held = [one for one in read_all(library.log({KIND})) if one.finished]
    return tuple(Mock(one.day, one.score, len(one.asked)) for one in held)
