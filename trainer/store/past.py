"""Answers counted by their day and what else statistics look at: kept beside the log, as going through all
answers takes a time that grows with them.

Study day and hour are those of the wall clock where the answer was given, as its event has them: neither
another zone nor another start of the day changes any of it, and no scheduler does. `counted` is the one
definition of the counts. They are brought up to date by who writes answers, takes them back or says whose
they are (`trainer.store.log`, `undoing`, `shelf`), in the same transaction; so are the days on which cards
were answered (`trainer.store.days`).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import fmod
from operator import attrgetter
from typing import Any

from trainer.core.log import GIVEN, Event
from trainer.core.query import MATURE
from trainer.store import days
from trainer.store.order import stands_at
from trainer.store.tally import Run, differing

_KEYS = ("day", "deck", "hour", "kind", "grade", "waited")
NAMES = (*_KEYS, "answers", "took")
Sums = dict[tuple[Any, ...], tuple[int, int]]
"""By day, deck, hour, kind, grade and pause: how many answers there are, and how long they took."""

_ALL = ", ".join(NAMES)
KINDS = ", ".join(f"'{kind}'" for kind in sorted(GIVEN))
"""What an answer is, in SQL."""
_SOUND = " AND ".join(f"typeof({name}) = 'integer'" for name in ("h.day", "h.at", 'h."offset"', "h.grade"))
"""What holds of each answer that can be counted; a damaged file has others."""


def counted(where: str) -> str:
    """Return the query that counts the answers ``h`` that were not undone and of which ``where`` holds, which
    holds of all answers to a card or of none: by what `trainer.core.library.Past` says of them, and the
    ``deck`` of the card, "" where no deck has it."""
    return f"""
      SELECT day, deck, hour, kind, grade,
             CASE WHEN pause >= {MATURE} THEN {MATURE} ELSE pause > 0 END AS waited,
             count(*) AS answers, sum(took) AS took
      FROM (SELECT h.day AS day, coalesce(c.deck, '') AS deck,
                   (h.at / 60000 + h."offset") / 60 % 24 AS hour, h.kind AS kind, h.grade AS grade,
                   h.day - lag(h.day, 1, h.day)
                     OVER (PARTITION BY h.present ORDER BY h.day, {stands_at("h.")}, h.id) AS pause,
                   CASE WHEN typeof(h.took) = 'integer' AND h.took < 1 << 41 THEN h.took ELSE 0 END AS took
            FROM history h LEFT JOIN card c ON c.key = h.present
            WHERE h.kind IN ({KINDS}) AND NOT h.undone AND {_SOUND} AND {where})
      GROUP BY {", ".join(_KEYS)}"""


_OF_CARDS = counted("h.present IN (SELECT value FROM json_each(:those))")
_ADDED = f"""ON CONFLICT ({", ".join(_KEYS)}) DO UPDATE
    SET answers = answers + excluded.answers, took = took + excluded.took"""
_CHANGE = f"INSERT INTO past ({_ALL}) VALUES ({', '.join('?' * len(NAMES))}) {_ADDED}"
_TIDY = f"DELETE FROM past WHERE {' AND '.join(f'{name} = ?' for name in _KEYS)} AND answers = 0"


_DECKS = "SELECT key, deck FROM card WHERE key IN (SELECT value FROM json_each(:those))"
_NONE = 0, 0
_LATE = 2 * 86_400_000
"""An instant (ms) from which on the clock on the wall is behind 1970 everywhere."""
_day = attrgetter("day")


def of_decks(decks: str) -> str:
    """Return where the counts ``a`` from the study day ``:first`` to ``:day`` are found of the ``decks`` that
    a query names: by each day that has any, so that those of other decks are passed over."""
    return f"""(
      WITH RECURSIVE practised (day) AS (
        SELECT min(day) FROM past WHERE day >= :first
        UNION ALL
        SELECT (SELECT min(later.day) FROM past later WHERE later.day > practised.day) FROM practised
        WHERE practised.day < :day)
      SELECT day FROM practised) p CROSS JOIN past a ON a.day = p.day AND a.deck IN ({decks})"""


class Counts:
    """What becomes of the counts while something is done to answers; see `following`."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._changes: Sums = {}
        self._cards = set[str]()
        self._days = set[str]()
        self._any_cards = bool(run("SELECT EXISTS (SELECT 1 FROM card)").fetchone()[0])
        self._anew = False

    def about(self, cards: Iterable[str]) -> None:
        """Be told, before anything is done to their answers, of cards by their present keys, before and
        after."""
        if not self._anew and (new := {*cards} - self._cards):
            self._count(new, -1)
            self._cards |= new

    def first(self, cards: Mapping[str, Sequence[Event]]) -> None:
        """Be told of cards without any answer what their first ones are, by their present keys: what counts,
        nothing of it undone, each card's in log order."""
        if self._anew:
            return
        decks: dict[str, str] = {}
        if self._any_cards:
            decks = dict(self._run(_DECKS, {"those": json.dumps([*cards])}).fetchall())
            self._days |= decks.keys()
        for card, events in cards.items():
            add_first(self._changes, decks.get(card, ""), events)

    def anew(self) -> None:
        """Count all anew in the end, whatever is told."""
        self._anew = True

    def write(self) -> None:
        """Write the counts as they are now."""
        if self._anew:
            recount(self._run)
            return
        if self._cards:
            self._count(self._cards, 1)
        if days_of := self._cards | self._days:
            days.write(self._run, days_of)
        if changes := [row for row in rows(self._changes) if any(row[-2:])]:
            self._run(_CHANGE, changes)
        if fewer := [row[:-2] for row in changes if row[-2] < 0]:
            self._run(_TIDY, fewer)

    def _count(self, cards: Iterable[str], sign: int) -> None:
        for *key, answers, took in self._run(_OF_CARDS, {"those": json.dumps([*cards])}):
            before = self._changes.get(tuple(key), _NONE)
            self._changes[tuple(key)] = before[0] + sign * answers, before[1] + sign * took


@contextmanager
def following(run: Run) -> Iterator[Counts]:
    """Have the counts follow what the block does to answers, of which it tells what is yielded."""
    counts = Counts(run)
    yield counts
    counts.write()


def add_first(sums: Sums, deck: str, events: Sequence[Event]) -> None:
    """Add the first answers to a card of a ``deck`` to counts: what of them counts, nothing of it undone, in
    log order. They are counted as `counted` does it, sooner."""
    before = 0
    for event in sorted(events, key=_day) if len(events) > 1 else events:
        kind, grade, day = event.kind, event.grade, event.day
        if kind not in GIVEN or grade is None:
            continue
        pause = day - before if before else 0
        before = day
        waited = MATURE if pause >= MATURE else int(pause > 0)
        key = day, deck, _hour(event.at, event.offset), kind, grade, waited
        answers, took = sums.get(key, _NONE)
        sums[key] = answers + 1, took + (event.took or 0)


def rows(sums: Sums) -> list[tuple[Any, ...]]:
    """Return counts as rows."""
    return [(*key, *found) for key, found in sums.items()]


def add_up(run: Run, query: str) -> None:
    """Add the rows that a query finds to the counts."""
    run(f"INSERT INTO past ({_ALL}) SELECT * FROM ({query}) WHERE true {_ADDED}")


def _hour(at: int, offset: int) -> int:
    """Return the hour as `counted` has it: SQL rounds towards 0, which before 1970 is not down."""
    if at > _LATE:
        return (at // 60_000 + offset) // 60 % 24
    minutes = int(at / 60_000) + offset
    return int(fmod(int(minutes / 60), 24))


def of_no_deck(run: Run) -> bool:
    """Are answers counted to cards that no deck has?"""
    return bool(run("SELECT EXISTS (SELECT 1 FROM past WHERE deck = '')").fetchone()[0])


def is_mostly_of_no_deck(run: Run) -> bool:
    """Are so many answers counted to cards that no deck has that it takes less time to count all anew than
    those of all cards that come?"""
    return bool(
        run(
            "SELECT coalesce(sum(CASE WHEN deck = '' THEN answers END) * 2 > sum(answers), 0) FROM past"
        ).fetchone()[0]
    )


def recount(run: Run) -> None:
    """Count all answers anew, and find the days that cards were answered on."""
    count_all(run)
    days.write(run)


def count_all(run: Run) -> None:
    """Count all answers anew."""
    run("DELETE FROM past")
    run(f"INSERT INTO past ({_ALL}) {counted('1')}")


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks whose answers are not counted as counting anew does, or said to be of other
    days; "" stands for cards that no deck has."""
    return sorted({*differing(run, counted("1"), f"SELECT {_ALL} FROM past"), *days.wrong(run)})
