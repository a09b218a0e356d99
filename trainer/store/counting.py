"""How many cards are what, for all decks at once: what a first screen shows before anything is asked."""

import json
import re
from collections.abc import Collection, Sequence
from typing import Any

from trainer.core import text
from trainer.core.library import DeckCounts, First, Past
from trainer.core.moment import EPOCH, Moment
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory
from trainer.store import codec, past
from trainer.store.knowing import Knowing
from trainer.store.tally import NEVER, counted
from trainer.store.within import (
    ACTIVE,
    AGAIN,
    ANSWERED,
    ASKABLE,
    CARDS,
    MET,
    PUT_OFF,
    REMEMBERED,
    USED,
    WANTED,
    joined,
    within,
)

_DAY = 86_400_000
"""Milliseconds."""

_TODAY = f"""c.note IN (SELECT o.note FROM card o WHERE o.key IN (
               {ANSWERED} UNION SELECT card FROM memory WHERE buried = :day AND buried > 0
               UNION SELECT card FROM memory WHERE drill = :day AND drill > 0
               UNION SELECT card FROM memory WHERE wanted = :day AND wanted > 0))"""
"""Which notes had something done to them today that no card's schedule tells."""


class Counting(Knowing):
    """The part of `trainer.store.hot.Hot` that counts cards."""

    def spoken_of(self, name: str) -> str:
        """Say how many notes speak of what no deck is named after, and which query finds them, if any."""
        if not re.fullmatch(r"\w[\w .+-]+", name):
            return ""
        notes, _ = self.size(Scope(query=parse(f'"{name}"')))
        found = text.counted(notes, "note speaks", "notes speak")
        return f"; {found} of it: '\"{name}\"' in its place" if notes else ""

    def size(self, scope: Scope) -> tuple[int, int]:
        where, values = within(scope)
        notes = f"SELECT c.note FROM {CARDS} WHERE {USED} AND {where}"
        found = f"count(DISTINCT c.note), count(*) FROM card c WHERE {USED} AND c.note IN ({notes})"
        if _is_whole_decks(scope):
            tally, values = _tally(scope)
            found = f"coalesce(sum(t.notes), 0), coalesce(sum(t.cards), 0) FROM {tally}"
        ((notes, cards),) = self._rows(f"SELECT {found}", **{"day": scope.day, **values})
        return notes, cards

    def due_on(self, day: int, scope: Scope) -> int:
        tally, values = _tally(scope)
        ((count,),) = self._rows(
            f"SELECT coalesce(sum(t.cards), 0) FROM {tally} WHERE t.day <= :day", day=day, **values
        )
        return int(count)

    def due_notes(
        self,
        day: int,
        scope: Scope,
        most: int,
        without: Collection[str] = (),
        among: Collection[str] | None = None,
    ) -> list[str]:
        where, values = within(scope)
        named = "1" if among is None else "c.note IN (SELECT value FROM json_each(:among))"
        return self._column(
            f"""SELECT DISTINCT c.note FROM {joined(where)}
                WHERE {ASKABLE} AND {where} AND {named} LIMIT :most""",
            day=day,
            most=most,
            without=json.dumps([*without]),
            among=json.dumps([*(among or ())]),
            **values,
        )

    def forecast(self, day: int, days: int, scope: Scope = EVERYTHING) -> list[int]:
        tally, values = _tally(scope)
        counts = [0] * days
        for due, count in self._rows(
            f"SELECT max(t.day, :day), sum(t.cards) FROM {tally} WHERE t.day < :end GROUP BY 1",
            day=day,
            end=day + days,
            **values,
        ):
            counts[due - day] = count
        return counts

    def returning(
        self, day: int, days: int, most: int, scope: Scope = EVERYTHING
    ) -> list[tuple[str, Memory]]:
        where, values = within(scope)
        among = joined(where) if where != "1" else "memory m"
        rows = self._rows(
            f"""SELECT m.card, m.due, m.last, m.drill, m.reviews, m.lapses, m.data
                FROM (SELECT m.* FROM {among} WHERE m.due < :end AND m.suspended = 0 AND {where}
                      ORDER BY m.due LIMIT :most) m
                JOIN card c ON c.key = m.card JOIN deck d ON d.id = c.deck
                WHERE m.due - m.last < :days AND {ACTIVE} ORDER BY m.due, m.card""",
            **{"day": day, "end": day + days, "days": days, "most": most, **values},
        )
        return [(card, codec.memory(memory)) for card, *memory in rows]

    def past(self, scope: Scope, first: int, day: int) -> list[Past]:
        where, values = within(scope)
        answers = "past a" if where == "1" else past.of_decks(f"SELECT d.id FROM deck d WHERE {where}")
        if not _is_whole_decks(scope):
            answers = f"({past.counted(f'h.present IN (SELECT c.key FROM {CARDS} WHERE {where})')}) a"
        rows = self._rows(
            f"""SELECT a.day, a.hour, a.kind, a.grade, a.waited, sum(a.answers), sum(a.took) FROM {answers}
                WHERE a.day BETWEEN :first AND :day GROUP BY 1, 2, 3, 4, 5 ORDER BY 1""",
            **{"first": first, "day": day, **values},
        )
        return [Past(*row) for row in rows]

    def practised(self, day: int, days: int) -> list[tuple[int, int]]:
        return self._by_day("kind IN ('review', 'early')", day, days)

    def answered_on(self, day: int, days: int) -> list[tuple[int, int]]:
        return self._by_day("1", day, days)

    def travelled(self, days: Sequence[tuple[int, int]], now: Moment) -> set[int]:
        # The clocks of such days differ, which one event of each tells: of few all answers are looked at.
        given = f"h.kind IN ({past.KINDS}) AND NOT h.undone"
        rows = self._rows(
            f"""WITH pair AS (
                  SELECT json_extract(value, '$[0]') AS one, json_extract(value, '$[1]') AS other
                  FROM json_each(:days)),
                clocks AS (
                  SELECT one, other,
                         (SELECT "offset" FROM event
                          WHERE rowid = (SELECT max(rowid) FROM event WHERE day = one)) AS before,
                         coalesce((SELECT "offset" FROM event
                                   WHERE rowid = (SELECT min(rowid) FROM event WHERE day = other)),
                                  :offset) AS after
                  FROM pair
                  WHERE NOT EXISTS (SELECT 1 FROM past WHERE day > one AND day < other)),  -- in whatever deck
                pause AS (
                  SELECT one, before,
                         (SELECT max(h.at) FROM history h WHERE h.day = one AND {given}) AS last,
                         coalesce((SELECT min(h.at) FROM history h WHERE h.day = other AND {given}), :at)
                           AS first
                  FROM clocks WHERE before < after)
                SELECT one FROM pause
                WHERE first - last < {_DAY}
                   OR first + 60000 * before < {_DAY} * (one + 2 - {EPOCH})""",
            days=json.dumps(days),
            at=now.at,
            offset=now.offset,
        )
        return {day for (day,) in rows}

    def _by_day(self, where: str, day: int, days: int) -> list[tuple[int, int]]:
        return self._rows(
            f"""SELECT day, sum(answers) FROM past WHERE day < :day AND {where}
                GROUP BY day ORDER BY day DESC LIMIT :days""",
            day=day,
            days=days,
        )

    def decks(self, day: int, scope: Scope = EVERYTHING, first: First = "own-first") -> list[DeckCounts]:
        tally, values = _tally(scope)
        where, _ = within(scope)
        rows = self._rows(
            f"""WITH counts AS (
                  SELECT t.deck AS deck, sum(t.new) AS new, sum(t.cards) AS cards, sum(t.learnt) AS learnt,
                         sum(t.suspended) AS suspended,
                         sum(CASE WHEN t.day <= :day THEN t.notes ELSE 0 END) AS due,
                         sum(CASE WHEN t.day > :day THEN t.fresh ELSE 0 END) AS fresh,
                         sum(CASE WHEN t.day <= :day THEN t.cards - t.notes ELSE 0 END) AS siblings,
                         min(CASE WHEN t.day > :day AND t.day < {NEVER} AND t.cards THEN t.day END)
                           AS next_due
                  FROM {tally} GROUP BY t.deck),
                touched AS (
                  SELECT c.deck AS deck, sum(coalesce(m.due <= :day AND m.suspended = 0, 0)) AS due,
                         sum(coalesce({AGAIN} AND m.suspended = 0, 0)) AS again,
                         sum(coalesce({WANTED} AND m.suspended = 0, 0)) AS wanted,
                         max(m.due IS NULL AND coalesce(m.suspended, 0) = 0) AS new,
                         max({MET}) AS met, max({PUT_OFF}) AS put_off
                  FROM {REMEMBERED} WHERE c.retired = 0 AND {where} AND {_TODAY} GROUP BY c.note),
                today AS (
                  SELECT deck, sum(CASE WHEN put_off THEN 0 ELSE (due AND NOT met) + wanted END) AS due,
                         sum(due > 0) AS as_due, sum(CASE WHEN put_off THEN 0 ELSE again END) AS again,
                         sum(CASE WHEN put_off THEN 0 ELSE wanted END) AS wanted,
                         sum(new AND NOT due AND (again OR wanted OR met OR put_off)) AS not_fresh,
                         sum(due AND met) AS waiting
                  FROM touched GROUP BY deck)
                SELECT d.id, d.title, coalesce(c.new, 0),
                       coalesce(c.due, 0) + coalesce(t.due - t.as_due, 0), coalesce(t.again, 0),
                       coalesce(c.cards, 0), coalesce(c.learnt, 0), coalesce(c.suspended, 0),
                       CASE WHEN c.siblings OR t.waiting THEN :day + 1 ELSE coalesce(c.next_due, 0) END,
                       CASE WHEN (d.own OR :others) AND NOT (d.own AND :shipped)
                         THEN coalesce(c.fresh, 0) - coalesce(t.not_fresh, 0) ELSE 0 END,
                       coalesce(t.wanted, 0)
                FROM deck d {"LEFT" if scope == EVERYTHING else ""} JOIN counts c ON c.deck = d.id
                LEFT JOIN today t ON t.deck = d.id
                WHERE d.retired = 0 ORDER BY d.title COLLATE NOCASE, d.id""",
            day=day,
            others=first != "own-only",
            shipped=first == "shipped-only",
            **values,
        )
        return [DeckCounts(*row) for row in rows]


def _tally(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return where the counts ``t`` of the cards in scope are found, of decks ``d`` in use, and its values:
    where they are kept, if the scope is whole decks."""
    where, values = within(scope)
    in_use = "JOIN deck d ON d.id = t.deck AND d.retired = 0"
    if _is_whole_decks(scope):
        return f"tally t {in_use} AND {where}", values
    return f"({counted(REMEMBERED, where)}) t {in_use}", values


def _is_whole_decks(scope: Scope) -> bool:
    return scope.query is None and not scope.tags
