"""Figures about practice, from the log and the present states of cards. Pure but for reading the library."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from trainer.charts.calendar import DAYS
from trainer.confusions import MixedUp, all_confusions
from trainer.core.library import Library, Past
from trainer.core.moment import Moment
from trainer.core.query import MATURE
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory
from trainer.core.weak import weakest
from trainer.interview.estimate import wilson
from trainer.interview.transcript import KIND, read_all
from trainer.practice.overview import MONTH, are_new_ahead, coming_after
from trainer.practice.session import Session
from trainer.scheduling.scheduler import PASS, Scheduler
from trainer.stats.mastery import Mastery, is_asked, mastery
from trainer.stats.streaks import answers_by_day, in_a_row

YEAR = DAYS
"""Days that the calendar looks back."""
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


class Weak(NamedTuple):
    """A weak card: its question, and how often it was forgotten after it had been learnt."""

    card: str
    question: str
    forgotten: int


class Mock(NamedTuple):
    """A finished mock interview: its day, its score from 0 to 1, how many questions it had, and what it was
    about; of a scope the score and number of those of its questions that are in it."""

    day: int
    score: float
    questions: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one scope on one study day.

    Attributes:
        day: the study day. ``days``: those of the last year with answers, the oldest first.
        in_a_row, longest: study days in a row, up to today or yesterday, and the most there ever were; of
            some decks in the last year.
        recall: of cards asked again on their day in the last 30 days and in the last year, by their
            maturity: ``young`` where less than 21 days lay before the answer, ``mature``, ``all``.
        forecast: cards that wait on each of the next `MONTH` days, as home and `due` have them; ``with_new``:
            are new ones among them?
        intervals: cards by the length of their interval. ``eases``: by the number of their scheduler that
            ``ease_name`` names: how easy, or how difficult, they are.
            ``keys``: answers by the key, again to easy.
        hours: answers by the hour of the day (0-23).
        decks, sections: how well they are known; sections are those of the syllabus.
        weakest, confusions, mocks: see there.
        of: what the figures are about, in words.
        counted: is anything of it known to be asked? If not, ``known`` is of own notes, by their level.
    """

    day: int
    days: tuple[Day, ...]
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
    with_new: bool = False

    @property
    def calendar(self) -> Mapping[int, int]:
        """Answers on each study day of the last year that has any."""
        return {one.day: one.answers for one in self.days}

    @property
    def answers(self) -> int:
        """Answers in the last year."""
        return sum(one.answers for one in self.days)

    @property
    def spent(self) -> float:
        """Seconds of practice in the last year."""
        return sum(one.took for one in self.days) / 1000

    @property
    def known(self) -> float:
        """The share of what is asked, over all decks in scope, that would be recalled today."""
        return sum(deck.known * deck.weight for deck in self.decks)


def figures_of(session: Session, sections: Mapping[str, str], of: str) -> Figures:
    """Return the figures of the scope of a new session; ``sections`` and ``of`` as for `figures`."""
    ahead = coming_after(session, days=MONTH)
    library, scheduler = session.library, session.plan.scheduler
    now = session.plan.moment(session.clock())
    found = figures(library, now, scheduler, session.scope, sections, ahead, of)
    return replace(found, with_new=are_new_ahead(session))


def figures(
    library: Library,
    now: Moment,
    scheduler: Scheduler,
    scope: Scope = EVERYTHING,
    sections: Mapping[str, str] | None = None,
    coming: Sequence[int] = (),
    of: str = "all decks",
) -> Figures:
    """Return the figures of ``scope`` as they are ``now``; ``sections``: for each fact that a note may cite,
    the title of its section; ``coming``: how many cards wait on each of the next `MONTH` days;
    ``of``: the name of the scope."""
    day = now.day
    past = library.past(scope, day - YEAR + 1, day)
    days = _days(past)
    ever = answers_by_day(library, day) if scope == EVERYTHING else [one.day for one in days]
    stand = library.standing(scope, day, lambda memory: scheduler.retrievability(memory, day))
    by_deck, by_section = mastery(stand, sections or {})
    return Figures(
        day,
        days,
        *in_a_row(library, ever, now),
        {
            "month": _recall(one for one in past if one.day > day - MONTH),
            "year": _recall(past),
        },
        tuple(coming) or (0,) * MONTH,
        _intervals(stand.memories),
        *_eases(stand.memories, scheduler),
        _keys(past),
        _hours(past),
        by_deck,
        by_section,
        _weakest(library, scope, day),
        tuple(words for _, words in all_confusions(library, scope)[:_LONGEST_LISTS]),
        _mocks(library, scope, day),
        of,
        any(map(is_asked, stand.alike)) or not stand.alike,
    )


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


def _intervals(cards: Mapping[Memory, int]) -> tuple[Group, ...]:
    """Return the cards by the length of their interval."""
    long = Counter[int]()
    for memory, count in cards.items():
        long[bisect_left(_BOUNDS, memory.due - memory.last)] += count
    starts = (1, *(bound + 1 for bound in _BOUNDS))
    labels = [
        f"{least}" if least == bound else f"{least}–{bound}"
        for least, bound in zip(starts, _BOUNDS, strict=False)
    ]
    labels = [*(f"{label} d" for label in labels), f"over {_BOUNDS[-1]} d"]
    return tuple(Group(label, long[at]) for at, label in enumerate(labels))


def _eases(cards: Mapping[Memory, int], scheduler: Scheduler) -> tuple[str, tuple[Group, ...]]:
    """Return what the scheduler calls how easy cards are, and the cards by it."""
    alike = Counter[tuple[object, ...]]()
    for memory, count in cards.items():
        alike[memory.data] += count
    one_of = {memory.data: memory for memory in cards}
    facts = [(scheduler.facts(one_of[data]), count) for data, count in alike.items()]
    name = next((name for name in _EASES if facts and name in facts[0][0]), "")
    if not name:
        return "", ()
    bounds = _EASES[name]
    found = Counter[int]()
    for each, count in facts:
        found[bisect_right(bounds, each[name])] += count
    labels = [f"{low:.1f} to {high:.1f}" for low, high in pairwise(bounds)]
    labels = [f"under {bounds[0]:.1f}", *labels, f"from {bounds[-1]:.1f}"]
    return name, tuple(Group(label, found[at]) for at, label in enumerate(labels))


def _weakest(library: Library, scope: Scope, day: int) -> tuple[Weak, ...]:
    rows = library.listed(weakest(library, scope, day)[:_LONGEST_LISTS])
    return tuple(Weak(row.card, row.question, row.state.memory.lapses) for row in rows if row.state.memory)


def _mocks(library: Library, scope: Scope, day: int) -> tuple[Mock, ...]:
    """Return the interviews that asked something in scope."""
    found = []
    for held in read_all(library.log({KIND})):
        keys = [one.card for one in held.asked]
        here = {*keys} if scope == EVERYTHING else library.put_among(keys, scope, day)
        asked = tuple(one for one in held.asked if one.card in here)
        if held.finished and asked:
            found.append(Mock(held.day, held._replace(asked=asked).score, len(asked), held.about))
    return tuple(found)
