"""What practice reads, with the standard library's sqlite3 alone.

SQLModel takes longer to import than all the rest of the way to the first card, so nothing here needs it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from trainer.core.card import Problem
from trainer.core.log import UNDOABLE, Event
from trainer.core.scope import Scope
from trainer.core.state import NEW, CardState, Memory
from trainer.scheduling.sm2 import PASS
from trainer.store import codec

_EVENT = ", ".join(f'"{name}"' for name in Event._fields)
_STATE = ", ".join(f'm."{name}"' for name in (*Memory._fields, "suspended", "buried", "flagged", "wanted"))
_UNDONE = "SELECT 1 FROM event u WHERE u.undoes = e.id AND u.undoes <> ''"
_AGAIN = "(m.drill = :day OR (m.wanted = :day AND NOT coalesce(m.due <= :day, 0)))"
_ACTIVE = "c.retired = 0 AND d.retired = 0"
_PUT_OFF = """c.note IN (SELECT b.note FROM memory x JOIN card b ON b.key = x.card
              WHERE x.buried = :day AND x.buried > 0)"""
_JOINED = "memory m JOIN card c ON c.key = m.card JOIN deck d ON d.id = c.deck JOIN note n ON n.key = c.note"


class Reader:
    """Queries over one connection; all results are core values."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def due(self, day: int, scope: Scope, limit: int) -> list[str]:
        """Keys of due cards not suspended or put off, the most overdue first."""
        return self._keys(
            f"""SELECT m.card FROM {_JOINED}
                WHERE m.due <= :day AND m.suspended = 0 AND {_ACTIVE} AND NOT {_PUT_OFF} AND {{scope}}
                ORDER BY m.due, m.card LIMIT :limit""",
            scope,
            day=day,
            limit=limit,
        )

    def new(self, day: int, scope: Scope, limit: int) -> list[str]:
        """Keys of cards never answered in learning order, one a note: by level, and within a level by the
        card's place in its deck, so that all decks advance together."""
        if limit <= 0:
            return []
        where, values = _within(scope)
        rows = self._connection.execute(
            f"""SELECT c.key, c.note FROM card c JOIN deck d ON d.id = c.deck JOIN note n ON n.key = c.note
                LEFT JOIN memory m ON m.card = c.key
                WHERE m.due IS NULL AND coalesce(m.suspended, 0) = 0
                  AND {_ACTIVE} AND NOT {_PUT_OFF} AND {where}
                ORDER BY c.level, c.position, d.position""",
            {"day": day, **values},
        )
        return list(islice(_first_of_each_note(rows), limit))

    def drills(self, day: int, scope: Scope) -> list[str]:
        """Keys of cards to be asked again on ``day``, in the order in which that came about: their drill is
        open, or they were put into today's practice without being due."""
        return self._keys(
            f"""SELECT m.card FROM {_JOINED}
                WHERE {_AGAIN} AND m.suspended = 0
                  AND {_ACTIVE} AND NOT {_PUT_OFF} AND {{scope}}
                ORDER BY (SELECT max(e.at) FROM event e WHERE e.card = m.card)""",
            scope,
            day=day,
        )

    def due_on(self, day: int, scope: Scope) -> int:
        """How many cards will be due by ``day`` if nothing more is answered."""
        where, values = _within(scope)
        row = self._connection.execute(
            f"""SELECT count(*) FROM {_JOINED}
                WHERE m.due <= :day AND m.suspended = 0 AND {_ACTIVE} AND {where}""",
            {"day": day, **values},
        ).fetchone()
        return int(row[0])

    def answers_on(self, day: int) -> list[tuple[str, bool, bool]]:
        """Answers of ``day`` not undone: (card, was it a scheduled review, was the card new)."""
        rows = self._connection.execute(
            f"""SELECT coalesce(a.card, e.card), e.kind = 'review', e.before = ''
                FROM event e LEFT JOIN alias a ON a.old = e.card
                WHERE e.day = ? AND e.kind IN ('review', 'drill', 'early') AND NOT EXISTS ({_UNDONE})""",
            (day,),
        )
        return [(card, bool(review), bool(new)) for card, review, new in rows]

    def forecast(self, day: int, days: int) -> list[int]:
        """How many cards fall due on each of ``days`` study days from ``day``; overdue ones are due first."""
        counts = [0] * days
        rows = self._connection.execute(
            f"""SELECT max(m.due, :day), count(*) FROM {_JOINED}
                WHERE m.due < :end AND m.suspended = 0 AND {_ACTIVE} GROUP BY 1""",
            {"day": day, "end": day + days},
        )
        for due, count in rows:
            counts[due - day] = count
        return counts

    def decks(self, day: int) -> list[sqlite3.Row]:
        """One row a deck in use: id, title, new, due, again, cards, learnt, suspended, next_due."""
        return self._rows(
            f"""WITH notes AS (
                  SELECT c.deck AS deck, count(*) AS cards, count(m.due) AS learnt,
                         sum(coalesce(m.suspended, 0)) AS suspended,
                         sum(coalesce(m.due <= :day AND m.suspended = 0, 0)) AS due,
                         sum(coalesce({_AGAIN} AND m.suspended = 0, 0)) AS again,
                         max(m.due IS NULL AND coalesce(m.suspended, 0) = 0) AS fresh,
                         max(coalesce(m.last, 0) = :day) AS met,
                         max(coalesce(m.buried, 0) = :day) AS put_off,
                         min(CASE WHEN m.due > :day AND m.suspended = 0 THEN m.due END) AS next_due
                  FROM card c LEFT JOIN memory m ON m.card = c.key
                  WHERE c.retired = 0 GROUP BY c.note)
                SELECT d.id, d.title, coalesce(sum(fresh AND NOT met AND NOT due AND NOT put_off), 0) AS new,
                       coalesce(sum(CASE WHEN put_off THEN 0 ELSE due END), 0) AS due,
                       coalesce(sum(CASE WHEN put_off THEN 0 ELSE again END), 0) AS again,
                       coalesce(sum(cards), 0) AS cards, coalesce(sum(learnt), 0) AS learnt,
                       coalesce(sum(suspended), 0) AS suspended, coalesce(min(next_due), 0) AS next_due
                FROM deck d LEFT JOIN notes ON notes.deck = d.id
                WHERE d.retired = 0 GROUP BY d.id ORDER BY d.title COLLATE NOCASE, d.id""",
            day=day,
        )

    def titles(self) -> list[tuple[str, str]]:
        """(id, title) of the decks in use."""
        return list(
            self._connection.execute("SELECT id, title FROM deck WHERE retired = 0 ORDER BY position")
        )

    def deck(self, key: str) -> tuple[str, str, str]:
        """Title, about and path of a deck."""
        title, about, path = self._connection.execute(
            "SELECT title, about, path FROM deck WHERE id = ?", (key,)
        ).fetchone()
        return title, about, path

    def tags(self) -> set[str]:
        """All tags of the notes in use."""
        rows = self._connection.execute(
            """SELECT DISTINCT n.tags FROM note n JOIN deck d ON d.id = n.deck
               WHERE n.retired = 0 AND d.retired = 0"""
        )
        return {tag for (tags,) in rows for tag in tags.split()}

    def card(self, key: str) -> sqlite3.Row | None:
        """One row with note, line, content, title, path, fingerprint, answered of a card in use."""
        rows = self._rows(
            f"""SELECT c.note, n.line, n.content, d.title, d.path, c.fingerprint,
                  (SELECT count(*) FROM event e
                   WHERE e.card IN (SELECT c.key UNION ALL SELECT old FROM alias WHERE card = c.key)
                   AND e.grade IS NOT NULL AND NOT EXISTS ({_UNDONE})) AS answered
                FROM card c JOIN note n ON n.key = c.note JOIN deck d ON d.id = c.deck
                WHERE c.key = :key AND {_ACTIVE}""",
            key=key,
        )
        return rows[0] if rows else None

    def usual(self, key: str) -> tuple[int, ...]:
        """Milliseconds of thought that the latest right answers to a card took, the newest first."""
        thought = "coalesce(CASE WHEN e.detail <> '' THEN json_extract(e.detail, '$.thought') END, e.took)"
        rows = self._connection.execute(
            f"""SELECT {thought} FROM event e
                WHERE e.card = ? AND e.kind IN ('review', 'early') AND e.grade >= 3
                AND e.took IS NOT NULL AND NOT EXISTS ({_UNDONE}) ORDER BY e.at DESC LIMIT 20""",
            (key,),
        )
        return tuple(took for (took,) in rows)

    def state(self, card: str) -> CardState:
        """The cached state of a card; `NEW` for one without a row."""
        row = self._connection.execute(
            f"SELECT {_STATE} FROM memory m WHERE m.card = ?",
            (card,),
        ).fetchone()
        return NEW if row is None else _state(row)

    def states(self) -> Iterator[tuple[str, CardState]]:
        """All cached states, by card key."""
        for row in self._connection.execute(f"SELECT m.card, {_STATE} FROM memory m ORDER BY m.card"):
            yield row[0], _state(row[1:])

    def events(self, cards: Sequence[str]) -> list[Event]:
        """All events of the given card keys, in log order."""
        marks = ", ".join("?" * len(cards))
        rows = self._connection.execute(
            f"SELECT {_EVENT} FROM event WHERE card IN ({marks}) ORDER BY at, id", tuple(cards)
        )
        return [Event(*row) for row in rows]

    def all_events(self) -> Iterator[Event]:
        """The whole log, card by card, each card's events in log order."""
        for row in self._connection.execute(f"SELECT {_EVENT} FROM event ORDER BY card, at, id"):
            yield Event(*row)

    def log(self, kinds: Collection[str], session: str, *, failed: bool) -> list[Event]:
        """Events of the given kinds that were not undone, in log order; of one session only, if named;
        ``failed``: only those with an answer in words that was no pass."""
        marks = ", ".join("?" * len(kinds))
        one = "AND e.session = ?" if session else ""
        one += f" AND coalesce(e.grade, 0) < {PASS} AND e.answer <> ''" if failed else ""
        rows = self._connection.execute(
            f"""SELECT {_EVENT} FROM event e WHERE e.kind IN ({marks}) {one} AND NOT EXISTS ({_UNDONE})
                ORDER BY e.at, e.id""",
            (*kinds, *([session] if session else ())),
        )
        return [Event(*row) for row in rows]

    def last_undoable(self) -> Event | None:
        """The latest event that can be taken back and is not yet."""
        kinds = ", ".join(f"'{kind}'" for kind in sorted(UNDOABLE))
        row = self._connection.execute(
            f"""SELECT {_EVENT} FROM event e WHERE e.kind IN ({kinds}) AND NOT EXISTS ({_UNDONE})
                ORDER BY e.at DESC, e.id DESC LIMIT 1"""
        ).fetchone()
        return None if row is None else Event(*row)

    def last_instant(self) -> int:
        """The instant of the latest event, or 0."""
        return int(self._connection.execute("SELECT coalesce(max(at), 0) FROM event").fetchone()[0])

    def formerly(self, card: str) -> list[str]:
        """Older keys of a card, under which it may have events."""
        return [old for (old,) in self._connection.execute("SELECT old FROM alias WHERE card = ?", (card,))]

    def present(self, card: str) -> str:
        """The key that the card with this key has now."""
        row = self._connection.execute("SELECT card FROM alias WHERE old = ?", (card,)).fetchone()
        return card if row is None else str(row[0])

    def aliases(self) -> dict[str, str]:
        """Older card keys and the present ones."""
        return dict(self._connection.execute("SELECT old, card FROM alias").fetchall())

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and time of each deck file in use, as last read."""
        rows = self._connection.execute("SELECT path, size, mtime_ns FROM deck_file WHERE present = 1")
        return {path: (size, mtime_ns) for path, size, mtime_ns in rows}

    def digests(self) -> list[tuple[str, str, str]]:
        """Path, deck and digest of each deck file, also of those that are gone."""
        return self._connection.execute("SELECT path, deck, digest FROM deck_file").fetchall()

    def problems(self) -> list[Problem]:
        """What was wrong with the deck files in use when they were last read."""
        rows = self._connection.execute(
            "SELECT problems FROM deck_file WHERE present = 1 AND problems <> '[]' ORDER BY path"
        )
        return [Problem(*problem) for (problems,) in rows for problem in json.loads(problems)]

    def about(self, name: str) -> str | None:
        """A value of the ``about`` table, such as the device's id."""
        row = self._connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def notes(self, scope: Scope) -> list[tuple[str, str, int, str, int]]:
        """Notes in use: (key, deck id, line, content, second of the last change), in deck order."""
        where, values = _within(scope)
        return self._connection.execute(
            f"""SELECT n.key, n.deck, n.line, n.content, n.changed FROM note n JOIN deck d ON d.id = n.deck
                WHERE n.retired = 0 AND d.retired = 0 AND {where} ORDER BY d.position, n.position""",
            values,
        ).fetchall()

    def _keys(self, sql: str, scope: Scope, **values: Any) -> list[str]:
        where, more = _within(scope)
        rows = self._connection.execute(sql.replace("{scope}", where), {**values, **more})
        return [key for (key,) in rows]

    def _rows(self, sql: str, **values: Any) -> list[sqlite3.Row]:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(sql, values).fetchall()


def load_card(row: sqlite3.Row) -> tuple[Any, Any]:
    """Return the note and the references it cites from a row of `Reader.card`."""
    return codec.load(row["note"], row["line"], row["content"])


def _within(scope: Scope) -> tuple[str, dict[str, str]]:
    """Return a condition on ``d`` (deck) and ``n`` (note), and its values."""
    values = {f"deck{index}": deck for index, deck in enumerate(scope.decks)}
    tests = [f"d.id IN ({', '.join(':' + name for name in values)})"] if values else []
    for index, tag in enumerate(scope.tags):
        tests.append(f"instr(n.tags, :tag{index}) > 0")
        values[f"tag{index}"] = f" {tag} "
    return f"({' OR '.join(tests)})" if tests else "1", values


def _first_of_each_note(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    met: set[str] = set()
    for card, note in rows:
        if note not in met:
            met.add(note)
            yield card


def _state(row: Sequence[Any]) -> CardState:
    *memory, suspended, buried, flagged, wanted = row
    known = None if memory[0] is None else Memory(*memory)
    return CardState(known, bool(suspended), buried, bool(flagged), wanted)
