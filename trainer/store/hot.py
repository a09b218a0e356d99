"""What is read before a first card or question, with the standard library's sqlite3 alone.

SQLModel takes longer to import than all the rest of the way to the first card, so nothing here needs it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from trainer.core.card import THERE, Deck, KnownFile, Note, Problem, Reference, note_of, one_of_each_note
from trainer.core.kept import parse_kept
from trainer.core.kinds import Body
from trainer.core.library import LONGEST, First, StudyCard, Today
from trainer.core.log import ANSWERS, WISHES, Event, details, fault, number_in
from trainer.core.scope import EVERYTHING, Scope, ScopeError, resolve
from trainer.core.state import Memory
from trainer.core.text import folded, without_marks
from trainer.scheduling.queue import overdueness
from trainer.scheduling.scheduler import PASS, Scheduler
from trainer.store import codec
from trainer.store.counting import Counting
from trainer.store.known import check
from trainer.store.order import NEWEST_FIRST, ORDER
from trainer.store.shown import SHOWN
from trainer.store.sought import ASIDE, MISSED, MOST
from trainer.store.within import (
    ACTIVE,
    AGAIN,
    ASKABLE,
    PUT_OFF,
    RECALL,
    WANTED,
    WITHOUT,
    joined,
    note_within,
    tagged,
    within,
)

_EVENT = ", ".join(f'"{name}"' for name in Event._fields)
_MEMORY = ", ".join(f"m.{name}" for name in Memory._fields)


class Hot(Counting):
    """What `trainer.core.library.Library` promises, as far as it is to be read: a first card waits for it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, scheduler: Scheduler) -> None:
        super().__init__(connection, path)
        self.scheduler = scheduler
        """What the cached states are folded under, with the parameters that the log has for it."""
        connection.create_function("folded", 1, folded, deterministic=True)
        connection.create_function("without_marks", 1, without_marks, deterministic=True)
        connection.create_function("number", 8, self._number)
        connection.create_function("tagged", 2, tagged, deterministic=True)

    def due(self, day: int, scope: Scope, limit: int, without: Collection[str] = ()) -> list[str]:
        where, values = within(scope)
        rows = self._rows(
            f"SELECT m.card, {_MEMORY} FROM {joined(where)} WHERE {ASKABLE} AND {where}",
            day=day,
            without=json.dumps([*without]),
            **values,
        )
        weights = self.worth(day) if len(rows) > limit else {}
        waited = {memory: overdueness(codec.memory(memory), day) for memory in {row[1:] for row in rows}}
        rows.sort(key=lambda row: (-waited[row[1:]] * (1 + weights.get(note_of(row[0]), 0)), row[0]))
        return list(islice(one_of_each_note(card for card, *_ in rows), limit))

    def new(
        self,
        day: int,
        scope: Scope,
        limit: int,
        first: First = "own-first",
        without: Collection[str] = (),
    ) -> list[str]:
        if limit <= 0:
            return []
        where, values = within(scope)
        whose = ("0", "1") if first == "own-first" else ("c.rank % 2",)
        rows = (
            card
            for turn in whose
            for (card,) in self._stream(
                f"""SELECT c.key
                    FROM card c CROSS JOIN deck d ON d.id = c.deck LEFT JOIN note n ON n.id = c.note_id
                    {SHOWN} LEFT JOIN memory m ON m.card = c.key
                    WHERE c.rank % 2 = {turn} AND m.due IS NULL AND coalesce(m.suspended, 0) = 0
                      AND {ACTIVE} AND NOT {PUT_OFF} AND {where}
                      AND (d.own OR :others) AND NOT (d.own AND :shipped) AND c.key NOT IN {WITHOUT}
                    ORDER BY c.rank""",  # by its index: no more is looked at than is wanted
                day=day,
                others=first != "own-only",
                shipped=first == "shipped-only",
                without=json.dumps([*without]),
                **values,
            )
        )
        return list(islice(one_of_each_note(rows), limit))

    def ahead(self, day: int, scope: Scope, days: int) -> list[str]:
        where, values = within(scope)
        rows = self._rows(
            f"""SELECT m.card FROM {joined(where)}
                WHERE m.due <= :end AND m.suspended = 0
                  AND {ACTIVE} AND NOT {PUT_OFF} AND {where} ORDER BY m.due, c.rank, m.card""",
            day=day,
            end=day + days,
            **values,
        )
        return list(one_of_each_note((card for (card,) in rows), self.today(day).notes))

    def drills(self, day: int, scope: Scope) -> list[str]:
        return self._today_by(AGAIN, day, scope)

    def wanted(self, day: int, scope: Scope) -> list[str]:
        return self._today_by(WANTED, day, scope)

    def _today_by(self, condition: str, day: int, scope: Scope) -> list[str]:
        where, values = within(scope)
        keys = self._column(
            f"""SELECT m.card FROM {joined(where)}
                WHERE {condition} AND m.suspended = 0 AND {ACTIVE} AND NOT {PUT_OFF} AND {where}""",
            day=day,
            **values,
        )
        return sorted(keys, key=self.newest)

    def today(self, day: int) -> Today:
        return self.kept(("today", day), lambda: self._found_of(day))

    def _found_of(self, day: int) -> Today:
        rows = self._rows(
            f"""SELECT present, kind, grade, took, detail FROM history
               WHERE day = :day AND kind IN ('review', 'drill', 'early', 'cram', 'more') AND NOT undone
               ORDER BY {ORDER}""",
            day=day,
        )
        reviewed = [card for card, kind, *_ in rows if kind == "review"]
        new = self._new_on(day, set(reviewed)) if reviewed else 0
        missed = (
            card for card, kind, grade, *_ in rows if kind != "more" and grade is not None and grade < PASS
        )
        spent, goals = dict[str, int](), dict[str, str]()
        for card, kind, _, took, detail in rows:
            if kind != "more":
                spent[card] = spent.get(card, 0) + min(took or 0, LONGEST)
                if detail and isinstance(goal := details(detail).get("goal"), str):
                    goals[card] = goal
        wishes = [detail for _, kind, *_, detail in rows if kind == "more"]
        return Today(
            new,
            len(reviewed) - new,
            frozenset(note_of(card) for card, kind, *_ in rows if kind in ANSWERS),
            sum(number_in(detail, "new", 9999) or 0 for detail in wishes),
            tuple(dict.fromkeys(missed)),
            sum(number_in(detail, "minutes", 24 * 60) or 0 for detail in wishes),
            spent,
            goals,
        )

    def _new_on(self, day: int, cards: Collection[str]) -> int:
        """Return how many reviews of ``cards`` on a day were the first that was known of the card, as the log
        has it now: whoever wrote the review may not have known of earlier ones."""
        new, known, rest = 0, set[str](), iter(cards)
        while values := {f"card{index}": card for index, card in enumerate(islice(rest, 500))}:
            rows = self._rows(
                f"""SELECT present, kind, day FROM history
                    WHERE present IN ({", ".join(f":{name}" for name in values)})
                      AND kind IN ('review', 'drill', 'early', 'reset', 'reschedule', 'adopt') AND NOT undone
                    ORDER BY {ORDER}""",
                **values,
            )
            for card, kind, then in rows:
                if kind == "reset":
                    known.discard(card)
                else:
                    new += kind == "review" and then == day and card not in known
                    known.add(card)
        return new

    def card(self, key: str) -> StudyCard | None:
        rows = self._rows(
            f"""SELECT c.key, c.note, n.line, n.content, d.title, d.path, c.fingerprint,
                  (SELECT count(*) FROM history h
                   WHERE h.present = :key AND h.grade IS NOT NULL AND NOT h.undone)
                FROM card c JOIN note n ON n.key = c.note JOIN deck d ON d.id = c.deck
                WHERE c.key = :key AND {ACTIVE}""",
            key=self.present(key),
        )
        if not rows:
            return None
        key, name, line, content, title, path, fingerprint, answered = rows[0]
        note, sources = codec.load(name, line, content)
        state, usual = self.state(key), self._usual(key)
        others = self._others(note) if note.body.way == "typed" or note.body.typable else frozenset()
        beside = self._beside(note) if note.body.way == "points" else ()
        where = note.path or path
        rest = usual, others, beside, path
        return StudyCard(key, note, title, sources, where, state, fingerprint, answered, *rest)

    def log(
        self, kinds: Collection[str], session: str = "", *, failed: bool = False, since: int = 0
    ) -> list[Event]:
        # With one more that is none: SQLite takes a list of one for equal, and then says nothing of others.
        tests = [f"kind IN ('', {', '.join(f':kind{index}' for index in range(len(kinds)))})", "NOT undone"]
        tests += ["present = ''"] if WISHES.issuperset(kinds) else []  # which finds them by an index
        tests += [ASIDE] if not {*MOST}.intersection(kinds) else []  # likewise, and so on
        tests += ["session = :session AND session <> ''"] if session else []
        tests += ["day >= :since"] if since else []
        tests += [MISSED] if failed else []
        values = {f"kind{index}": kind for index, kind in enumerate(kinds)}
        rows = self._rows(
            # Sorted when found: by the index of their order all events would be looked at.
            f"SELECT present, {_EVENT} FROM history WHERE {' AND '.join(tests)} ORDER BY {ORDER}",
            **values,
            session=session,
            since=since,
        )
        names = self._names() if rows else {}
        events = ((present, Event(*row)) for present, *row in rows)
        return [codec.now(event, present, names) for present, event in events if not fault(event)]

    def devices_before(self) -> list[tuple[str, int]]:
        """Return the device ids that this history had before, each with the number of the row that has the
        last event which it wrote under it; what came later under it was written elsewhere."""
        rows = self._rows(
            "SELECT substr(name, length(:before) + 1), coalesce(e.rowid, 0) FROM about"
            " LEFT JOIN event e ON e.id = value"
            " WHERE substr(name, 1, length(:before)) = :before ORDER BY name",
            before=codec.BEFORE,
        )
        return [(device, last) for device, last in rows]

    def present(self, key: str) -> str:
        """Return the key that the card with this key has now."""
        rows = self._rows("SELECT card FROM alias WHERE old = :key", key=key)
        return str(rows[0][0]) if rows else key

    def presents(self, keys: Collection[str]) -> dict[str, str]:
        """Return the keys that cards have now, by those of these keys that are older ones."""
        return dict(
            self._rows(
                "SELECT old, card FROM alias WHERE old IN (SELECT value FROM json_each(:keys))",
                keys=json.dumps([*keys]),
            )
        )

    def problems(self) -> list[Problem]:
        rows = self._rows(
            "SELECT problems FROM deck_file WHERE present > 0 AND problems <> '[]' ORDER BY path"
        )
        return [Problem(*problem) for (problems,) in rows for problem in json.loads(problems)]

    def notes(self, scope: Scope) -> list[Note]:
        return [note for note, _ in codec.load_all(row[:3] for row in self._notes(scope))]

    def export(self, scope: Scope = EVERYTHING) -> tuple[list[Deck], dict[str, int]]:
        """Return the decks in scope as core values, and for each note key the second of its last change."""
        decks, changed = [], dict[str, int]()
        for (deck, title, about, path), together in groupby(self._notes(scope), key=itemgetter(4, 5, 6, 7)):
            notes: list[Note] = []
            references: dict[str, Reference] = {}
            for note, sources in codec.load_all(_noting(together, changed)):
                notes.append(note)
                references.update((source.key, source) for source in sources)
            decks.append(Deck(deck, title, about, (), tuple(references.values()), tuple(notes), path=path))
        return decks, changed | self.worded_before(changed)

    def resolve(self, names: Sequence[str], day: int = 0, saved: Mapping[str, str] | None = None) -> Scope:
        """Return the scope that deck ids, titles, tags and queries name on study day ``day``; ``saved``: the
        user's queries by their names.

        Raises:
            ScopeError: an unknown name.
            QueryError: a query that cannot be read.
        """
        if not names:
            return EVERYTHING
        titles = self._rows("SELECT id, title FROM deck WHERE retired = 0 ORDER BY position")
        try:
            return self._checked(resolve(names, titles, self.tags(), day, saved))
        except ScopeError as error:
            raise ScopeError(f"{error}{self.spoken_of(error.deck)}", error.deck) from None

    def search(self, text: str, day: int, saved: Mapping[str, str] | None = None) -> Scope:
        saved, name = saved or {}, text.strip()
        query = parse_kept(saved[name], saved, name) if name in saved else parse_kept(text, saved)
        return self._checked(Scope(query=query, day=day))

    def _checked(self, scope: Scope) -> Scope:
        """See that what a query names is there; raises `QueryError`."""
        if scope.query is not None:
            facts = self.scheduler.facts(self.scheduler.answer(None, PASS, 1, "").memory)
            check(scope.query, self._rows, facts)
        return scope

    def known(
        self, found: Sequence[tuple[str, int, int]], reader: str, roots: str = ""
    ) -> dict[str, KnownFile] | None:
        """Return what is kept of the deck files found (path, size, mtime in ns), by path.

        None when nothing changed at all: no file, none came or went, and the ``reader`` is still the one that
        read them, with the same ``roots`` if some files are away. Another reader reads all files again.
        """
        kept = self._rows("SELECT path, size, mtime_ns, present FROM deck_file WHERE present > 0")
        files = {path: (size, mtime_ns) for path, size, mtime_ns, present in kept if present == THERE}
        now = {path: (size, mtime_ns) for path, size, mtime_ns in found}
        same_reader = self.about("reader") == reader
        if same_reader and files == now and (len(files) == len(kept) or self.about("roots") == roots):
            return None
        rows = self._rows("SELECT path, deck, digest, size, mtime_ns, present FROM deck_file")
        return {
            path: KnownFile(
                deck, digest, same_reader and path in now and files.get(path) == now[path], *version
            )
            for path, deck, digest, *version in rows
        }

    def about(self, name: str) -> str | None:
        """Return a fact about the file, such as its device's id."""
        rows = self._rows("SELECT value FROM about WHERE name = :name", name=name)
        return str(rows[0][0]) if rows else None

    def _number(self, name: str, day: int, *columns: Any) -> float | None:
        """Return a number that the scheduler keeps of a card; ``columns`` are those of its memory."""
        if columns[0] is None:
            return None
        memory = codec.memory(columns)
        if name == RECALL:
            return self.scheduler.retrievability(memory, day)
        return self.scheduler.facts(memory).get(name)

    def _notes(self, scope: Scope) -> Iterator[Any]:
        """Notes in use, each with its deck, in deck order."""
        where, values = note_within(scope)
        return self._stream(
            f"""SELECT n.key, n.line, n.content, n.changed, d.id, d.title, d.about, d.path
                FROM note n JOIN deck d ON d.id = n.deck
                WHERE n.retired = 0 AND d.retired = 0 AND {where} ORDER BY d.position, n.position""",
            **values,
        )

    def _names(self) -> dict[str, str]:
        """Older keys of cards, and of notes that no deck has any more, each with the present one. What is
        only a part of its present card, as a cell of a table, goes on by its own name."""
        keys = dict(self._rows("SELECT old, card FROM alias"))
        notes = {note_of(old): note_of(card) for old, card in keys.items()}
        cards = {old: card for old, card in keys.items() if codec.suffix(old) == codec.suffix(card)}
        used = self._rows(
            """SELECT key FROM note WHERE retired = 0 AND key IN (
                 SELECT CASE instr(old, '#') WHEN 0 THEN old ELSE substr(old, 1, instr(old, '#') - 1) END
                 FROM alias)"""
        )
        for (note,) in used:
            del notes[note]
        return notes | cards

    def _others(self, note: Note) -> frozenset[str]:
        """Return the answers that other notes of the deck want typed."""
        return frozenset(answer for content in self._contents(note) for answer in codec.answers(content))

    def _beside(self, note: Note) -> tuple[Body, ...]:
        """Return the other open questions of the deck, and its comparisons."""
        return tuple(body for content in self._contents(note) if (body := codec.beside_question(content)))

    def _contents(self, note: Note) -> list[str]:
        """Return the contents of the other notes of the deck."""
        rows = self._rows(
            "SELECT content FROM note WHERE deck = :deck AND key <> :key AND retired = 0 ORDER BY key",
            deck=note.deck,
            key=note.key,
        )
        return [content for (content,) in rows]

    def _usual(self, key: str) -> tuple[int, ...]:
        """Milliseconds of thought that the latest right answers to a card took, the newest first."""
        rows = self._rows(
            f"""SELECT took, detail FROM history
                WHERE present = :key AND kind IN ('review', 'early') AND grade >= :least
                AND took IS NOT NULL AND NOT undone ORDER BY {NEWEST_FIRST} LIMIT 20""",
            key=key,
            least=PASS,
        )
        found = ((details(detail).get("thought"), took) for took, detail in rows)
        return tuple(thought if type(thought) is int and thought >= 0 else took for thought, took in found)


def _noting(rows: Iterable[Any], changed: dict[str, int]) -> Iterator[tuple[str, int, str]]:
    """Hand on what notes are made of, and note when each was changed."""
    for key, line, content, second, *_ in rows:
        changed[key] = second
        yield key, line, content
