"""Cards as lists: which a scope holds, in which order, and what a row of a list says of one.

With sqlite3 alone: a list of 100,000 cards is there at once, and only the rows in view are made.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, compress, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from trainer.core.card import Note, Outline, note_of
from trainer.core.kinds.sides import Sides, listed
from trainer.core.library import First, Listed, Sort
from trainer.core.moved import first_of_moved, keys_of_moved
from trainer.core.query import All, Is, Named, Node, Within, each_leaf
from trainer.core.scope import Scope
from trainer.core.tables import without_blocks
from trainer.core.text import one_line
from trainer.store import codec
from trainer.store.found import Found
from trainer.store.shown import TEXT
from trainer.store.tally import NEVER
from trainer.store.telling import Telling
from trainer.store.within import (
    CARDS,
    DUE,
    REMEMBERED,
    TAGS_IN_USE,
    USED,
    by_place,
    note_within,
    within,
)  # fmt: skip

if TYPE_CHECKING:
    from trainer.core.notebook import OwnDeck

_ORDER: dict[Sort, tuple[str, ...]] = {
    "deck": ("c.place",),
    "due": (f"coalesce({DUE}, {NEVER})", "c.rank"),
    "interval": (f"coalesce(c.due - c.last, -{NEVER})",),  # all numbers, and no NULL, are sorted soonest
    "lapses": ("c.lapses",),
    "asked": ("coalesce(c.asked, -1)",),
    "added": ("c.added",),
    "order": (
        """CASE :first WHEN 'own-only' THEN NOT d.own WHEN 'shipped-only' THEN d.own
           WHEN 'own-first' THEN c.rank % 2 END""",
        "c.rank",
    ),
    "question": (TEXT,),
}
_BY_DUE = (f"coalesce(c.due, {NEVER})", "c.rank")
"""By due on a day that the user put nothing into, word for word as an index has it (`copied.DUE`)."""
_STATE = ", ".join(f"m.{name}" for name in codec.STATE)
_FEW = 8
"""One of so many cards is sought sooner than all are looked through."""
_LONGEST = 300  # characters of a question in a list


def _question(sides: Sides) -> str:
    """Return what a card asks; of a row of a comparison first what is asked, then of whom."""
    table = sides.table
    return sides.prompt if table is None else f"{table.rows[table.asked][0]} ({listed(table.subjects)})"


class Listing(Telling):
    """The part of `trainer.store.hot.Hot` that lists cards."""

    def own_decks(self) -> "list[OwnDeck]":
        rows = self._rows("SELECT id, title, path FROM deck WHERE own = 1 AND retired = 0 ORDER BY title")
        from trainer.core.notebook import OwnDeck  # here: the first card need not wait for it

        return [OwnDeck(*row) for row in rows]

    def tags(self) -> set[str]:
        """Return all tags in use."""
        return {tag for row in self._column(TAGS_IN_USE) for tag in row.split()}

    def confused_with(self, notes: Collection[Note]) -> list[Note]:
        if not notes:
            return []
        rows = self._rows(
            """SELECT n.key, n.line, n.content FROM note n JOIN deck d ON d.id = n.deck
                WHERE n.retired = 0 AND d.retired = 0 AND (
                  n.key IN (SELECT value FROM json_each(:named))
                  OR instr(n.content, '"confusable":') > 0  -- so that only few notes are read as JSON
                  AND EXISTS (SELECT 1 FROM json_each(n.content, '$.confusable') other
                              WHERE other.value IN (SELECT value FROM json_each(:notes))))
                ORDER BY d.position, n.position""",
            notes=json.dumps([note.key for note in notes]),
            named=json.dumps([key for note in notes for key in note.confusable]),
        )
        return [codec.load(key, line, content)[0] for key, line, content in rows]

    def outlines(self, scope: Scope, notes: Collection[str] | None = None) -> list[Outline]:
        where, values = note_within(scope)
        if notes is not None:
            where += " AND n.key IN (SELECT value FROM json_each(:notes))"
            values["notes"] = json.dumps(list(notes))
        rows = self._rows(
            f"""SELECT n.key, n.kind, {_said("level")}, n.asked, {_said("needs")}, n.cite, d.own, d.weight,
                  c.key
                FROM note n JOIN deck d ON d.id = n.deck JOIN card c ON c.note = n.key
                WHERE n.retired = 0 AND d.retired = 0 AND c.retired = 0 AND {where}
                ORDER BY d.position, n.position, c.position""",
            **values,
        )
        found = []
        for told, together in groupby(rows, key=itemgetter(*range(8))):
            key, kind, level, asked, needs, cite, own, weight = told
            cards = tuple(row[8] for row in together)
            needed, cited = (tuple(json.loads(keys)) if keys else () for keys in (needs, cite))
            found.append(Outline(key, kind, level, asked, needed, cited, cards, bool(own), weight))
        return found

    def cards(
        self,
        scope: Scope,
        day: int,
        sort: Sort = "deck",
        *,
        down: bool = False,
        first: First = "own-first",
    ) -> Found:
        where, values = within(scope)
        columns, cards, is_in_order = _ORDER[sort], CARDS, False
        if sort == "due" and self._stands_by_due(scope, day):
            columns, cards = _BY_DUE, CARDS.replace("card c", "card c INDEXED BY card_due", 1)
        elif self._are_many_of_decks(scope.query) or (sort == "deck" and not _are_sought(scope)):
            cards = by_place(where, *columns)
            is_in_order = sort == "deck" and not down
        found = f"SELECT c.id AS id FROM {cards} WHERE {USED} AND {where}"
        if not is_in_order:  # else each would be handed on once more
            order = [f"{part} {'DESC' if down else 'ASC'}" for part in columns]
            if "c.rank" not in columns and sort != "deck":
                order.append("c.place")
            found += f" ORDER BY {', '.join(order)}"
        # One text: a row for each number would take longer to be handed over than to be found.
        ((numbers,),) = self._rows(
            f"SELECT coalesce(group_concat(id), '') FROM ({found})", day=day, first=first, **values
        )
        return Found(numbers, self._keyed, self._numbered)

    def _stands_by_due(self, scope: Scope, day: int) -> bool:
        """Need the cards in scope not be sorted by the day that they are due on, as an index has them in that
        order? It knows their decks and nothing else, is worth it for most of these, and does not know what
        the user put into the day."""
        query = scope.query
        is_deck = isinstance(query, Named) and query.field == "deck"
        if scope.decks or scope.tags or not (query is None or query == All(()) or is_deck):
            return False
        where, values = within(scope)
        ((most, is_put),) = self._rows(
            f"""SELECT 2 * sum({where}) > count(*),
                  EXISTS (SELECT 1 FROM memory WHERE wanted = :day AND wanted > 0)
                FROM (SELECT id AS deck FROM deck WHERE retired = 0) c""",
            day=day,
            **values,
        )
        return bool(most) and not is_put

    def _are_many_of_decks(self, query: Node | None) -> bool:
        """Does a query name decks that have so many cards that it takes less time to look through all than to
        seek those?"""
        parts = query.parts if isinstance(query, All) else (query,)
        decks = tuple(part for part in parts if isinstance(part, Named) and part.field in ("deck", "deck:re"))
        if not decks:
            return False
        where, values = within(Scope(query=All(decks)))
        ((are_many,),) = self._rows(
            f"""SELECT EXISTS (SELECT 1 FROM card c WHERE {where}
                               LIMIT 1 OFFSET (SELECT max(id) / {_FEW} FROM card))""",
            **values,
        )
        return bool(are_many)

    def _keyed(self, numbers: Iterable[int | str]) -> list[str]:
        """Return the keys of the cards with these numbers, in their order."""
        return self._column(
            "SELECT c.key FROM json_each(:numbers) i CROSS JOIN card c ON c.id = i.value",
            numbers=f"[{','.join(map(str, numbers))}]",
        )

    def _numbered(self, key: str) -> int:
        """Return the number of the card with this key, 0 where there is none."""
        found: list[int] = self._column("SELECT id FROM card WHERE key = :key", key=key)
        return found[0] if found else 0

    def among(self, cards: Sequence[str], scope: Scope, day: int) -> list[str]:
        where, values = within(scope)
        found = self._column(
            f"""SELECT c.key FROM {CARDS}
                WHERE c.key IN (SELECT value FROM json_each(:cards)) AND {USED} AND {where}""",
            cards=json.dumps([*cards]),
            day=day,
            **values,
        )
        here = set(found)
        return [card for card in cards if card in here]

    def put_among(self, keys: Sequence[str], scope: Scope, day: int) -> set[str]:
        where, values = within(scope)
        found = self._column(
            f"""SELECT p.value FROM json_each(:keys) p WHERE EXISTS (
                  SELECT 1 FROM {CARDS} WHERE {USED} AND {where} AND (c.key = p.value OR c.note = p.value
                    AND NOT EXISTS (SELECT 1 FROM card o WHERE o.key = p.value)))""",
            keys=json.dumps([*keys]),
            day=day,
            **values,
        )
        return set(found)

    def marks(self, cards: Sequence[str], day: int, marks: Sequence[str]) -> dict[str, tuple[str, ...]]:
        tests = [within(Scope(query=Is(mark)))[0] for mark in marks]
        rows = self._rows(
            f"""SELECT c.key, {", ".join(tests)} FROM {CARDS}
                WHERE c.key IN (SELECT value FROM json_each(:cards)) AND {USED}""",
            cards=json.dumps([*cards]),
            day=day,
        )
        return {card: tuple(compress(marks, has)) for card, *has in rows}

    def listed(self, cards: Sequence[str]) -> list[Listed]:
        rows = self._rows(
            f"""SELECT c.key, n.key, n.line, n.content, d.title, {_STATE}
                FROM {REMEMBERED} WHERE c.key IN (SELECT value FROM json_each(:cards))
                AND n.content IS NOT NULL AND d.title IS NOT NULL""",  # which a damaged file may lack
            cards=json.dumps([*cards]),
        )
        notes = (note for note, _ in codec.load_all(row[1:4] for row in rows))
        found = {}
        for (card, _, _, _, title, *state), note in zip(rows, notes, strict=True):
            question = one_line(without_blocks(_question(note.sides(card))), _LONGEST)
            found[card] = Listed(card, question, title, note, codec.card_state(state))
        return [found[card] for card in cards if card in found]

    def dues(self) -> dict[str, int]:
        """Return the study day that each card is due on."""
        return dict(self._stream("SELECT card, due FROM memory WHERE due IS NOT NULL"))

    def written_here(self, *, out: bool = False) -> list[Note]:
        """Return the notes in use that did not come from Anki; ``out``: those that decks have no more."""
        sql = """SELECT n.key, n.line, n.content FROM note n JOIN deck d ON d.id = n.deck
                 WHERE n.retired = :out AND d.retired = 0 AND json_extract(n.content, '$.guid') IS NULL"""
        rows = self._stream(sql, out=int(out))
        return [note for note, _ in codec.load_all(rows)]

    def taken_out(self) -> Iterator[tuple[str, int | None, str]]:
        """Yield (guid, template or None, key) of each note that came from Anki and is in its deck no more."""
        return self._stream(
            """SELECT json_extract(n.content, '$.guid'), json_extract(n.content, '$.template'), n.key
               FROM note n JOIN deck d ON d.id = n.deck
               WHERE n.retired AND NOT d.retired AND json_extract(n.content, '$.guid') IS NOT NULL"""
        )

    def without_deck(self) -> Iterator[str]:
        """Yield the keys of cards that the history knows and that no deck in use has."""
        rows = self._stream(
            """SELECT card FROM memory m WHERE typeof(card) = 'text' AND NOT EXISTS (
                 SELECT 1 FROM card c JOIN deck d ON d.id = c.deck
                 WHERE c.key = m.card AND c.retired = 0 AND d.retired = 0)"""
        )
        return (card for (card,) in rows)

    def with_older_keys(self, notes: Iterable[Note]) -> list[Note]:
        """Return ``notes``, those that moved to another deck with the keys in `Note.formerly` that the log
        knows them by, too: first that under which each began, also where it is back there. A key that is
        another note's now is left out."""
        told = self._told("moved")
        began = {note_of(key): note_of(first) for key, first in first_of_moved(told).items()}
        aliases = dict(self._rows("SELECT old, card FROM alias")) if began else {}
        older: dict[str, dict[str, None]] = {}
        for old in chain.from_iterable(keys_of_moved(told)):
            if old in aliases:
                older.setdefault(note_of(aliases[old]), {})[note_of(old)] = None
        return [_known_before(note, began, older[note.key]) if note.key in older else note for note in notes]

    def gone(self) -> tuple[list[str], list[str]]:
        """Return the keys of notes that no deck has any more, under whatever id, and of notes that are in use
        and had other cards before."""
        notes = self._rows(
            """SELECT n.key FROM note n JOIN deck d ON d.id = n.deck WHERE (n.retired OR d.retired)
               AND NOT EXISTS (SELECT 1 FROM card c JOIN alias a ON a.old = c.key WHERE c.note = n.key)
               ORDER BY d.position, n.position"""
        )
        others = self._rows(
            """SELECT DISTINCT n.key FROM card c JOIN note n ON n.key = c.note JOIN deck d ON d.id = n.deck
               WHERE c.retired AND NOT n.retired AND NOT d.retired ORDER BY d.position, n.position"""
        )
        return [key for (key,) in notes], [key for (key,) in others]


def _said(name: str) -> str:
    """Return what the content of a note says of its place in the order, which few do: NULL where it does not.
    Within a text quotes are escaped."""
    return f"CASE WHEN instr(n.content, '\"{name}\":') > 0 THEN json_extract(n.content, '$.{name}') END"


def _are_sought(scope: Scope) -> bool:
    """Is there a condition by which cards are found in another index than that of the places of all?"""
    leaves = () if scope.query is None else each_leaf(scope.query)
    return bool(scope.decks) or any(
        isinstance(leaf, Named | Within) and leaf.field in ("deck", "deck:re", "resched") for leaf in leaves
    )


def _known_before(note: Note, began: Mapping[str, str], older: Collection[str]) -> Note:
    oldest = note.formerly[0] if note.formerly else note.key
    # An older id without a deck is read as one of the present deck, where the note may never have had it.
    own = oldest.startswith(f"{note.deck}/")
    keys = (*note.formerly, note.key) if own else (oldest,)
    first = next((began[key] for key in keys if key in began), oldest)
    if first not in older and first != note.key:
        first = oldest
    return replace(note, formerly=tuple(dict.fromkeys((first, *note.formerly, *older))))
