"""What is known of cards, summed up over many in one pass over their cached states."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from trainer.core.scope import Scope
from trainer.core.standing import Alike, Standing
from trainer.core.state import NEW, CardState, Memory
from trainer.store import codec
from trainer.store.listing import Listing
from trainer.store.within import CARDS, USED, note_within, within

_STATE = ", ".join(codec.STATE)

FIRST_READ = "first read "
"""With the id of a deck behind it, under which name a history notes at which UTC second it first read it."""

_SINCE = f"""
    SELECT key, max(since) FROM (
      SELECT n.key, n.kind,
        CASE WHEN EXISTS (SELECT 1 FROM event f WHERE f.card = c.key AND f.at < 1000 * n.changed) THEN
          (SELECT min(e.at) / 1000 FROM event e
           WHERE e.card = c.key AND e.fingerprint = c.fingerprint AND e.at > coalesce(
             (SELECT max(o.at) FROM event o
              WHERE o.card = c.key AND o.fingerprint NOT IN ('', c.fingerprint)), 0)) END since
      FROM (SELECT DISTINCT w.note
            FROM (SELECT DISTINCT card FROM event NOT INDEXED WHERE fingerprint <> '') e
              CROSS JOIN card w ON w.key = e.card) worded
        CROSS JOIN note n ON n.key = worded.note AND n.retired = 0
        CROSS JOIN about a ON a.name = '{FIRST_READ}' || n.deck AND n.changed <= CAST(a.value AS INTEGER)
        CROSS JOIN card c ON c.note = n.key AND c.retired = 0)
    GROUP BY key
    HAVING max(since) IS NOT NULL AND (count(since) = count(*) OR kind IN ('basic', 'typed', 'cloze'))"""
"""Of notes that did not change since their deck was first read: from when on their cards were answered in
their present wording, and in no other. A card of a plain note or of gaps shows all of that. Few events of a
history that was brought in say in which wording; cards without such a one are not looked at."""


class Knowing(Listing):
    """The part of `trainer.store.hot.Hot` that sums up what is known."""

    def state(self, key: str) -> CardState:
        rows = self._rows(f"SELECT {_STATE} FROM memory WHERE card = :key", key=key)
        return codec.card_state(rows[0]) if rows else NEW

    def newest_row(self) -> str:
        """Return what tells the log from what it will be with one more event."""
        rows = self._rows("SELECT rowid, id FROM event WHERE rowid = (SELECT max(rowid) FROM event)")
        return " ".join(map(str, rows[0])) if rows else ""

    def changed(self) -> dict[str, int]:
        """Return for each note key the UTC second of the last change of the note."""
        found = dict[str, int](self._rows("SELECT key, changed FROM note WHERE retired = 0"))
        return found | self.worded_before(found)

    def worded_before(self, changed: Mapping[str, int]) -> dict[str, int]:
        """Return the UTC seconds from which on notes had their wording, as far as that is earlier than they
        ``changed`` by their files: a file that is first read here may be a copy, with the time of copying,
        and elsewhere its cards were answered as they are."""
        return {key: since for key, since in self._rows(_SINCE) if key in changed and since < changed[key]}

    def states(self) -> dict[str, CardState]:
        rows = self._rows(f"SELECT card, {_STATE} FROM memory ORDER BY card")
        return {card: codec.card_state(row) for card, *row in rows}

    def states_of(self, cards: Collection[str]) -> dict[str, CardState]:
        """Return the state of each of these cards."""
        rows = self._rows(
            f"SELECT card, {_STATE} FROM memory WHERE card IN (SELECT value FROM json_each(:cards))",
            cards=json.dumps([*cards]),
        )
        return dict.fromkeys(cards, NEW) | {card: codec.card_state(row) for card, *row in rows}

    def standing(self, scope: Scope, day: int, recall: Callable[[Memory], float]) -> Standing:
        scope = scope._replace(day=day)
        where, values = note_within(scope)
        here = "1" if scope.query is None else within(scope)[0]
        among = CARDS if where != "1" else "card c"  # SQLite leaves no join out of what it counts
        # All rows as they lie there: in the order of an index, each would be sought.
        each = CARDS if where != "1" else CARDS.replace("card c", "card c NOT INDEXED", 1)
        groups = self._rows(
            f"""SELECT c.deck, c.level, c.asked, count(*) FROM {among}
                WHERE {USED} AND c.position = 0 AND {where} GROUP BY 1, 2, 3""",
            **values,
        )
        cited = self._rows(
            f"""SELECT c.note, n.cite, c.deck, c.level, c.asked
                FROM deck d CROSS JOIN note n INDEXED BY note_cite ON n.deck = d.id AND n.cite <> ''
                  CROSS JOIN card c ON c.note = n.key  -- in this order, as few notes cite anything
                WHERE {USED} AND c.position = 0 AND {where} ORDER BY c.place""",
            **values,
        )
        rows = self._stream(
            f"""SELECT c.due, c.last, c.data, c.drill, c.reviews, c.lapses, c.deck, c.level, c.asked, c.cards,
                       c.note, c.suspended = 0 AND {here}
                FROM {each} WHERE c.reviews > 0 AND c.data IS NOT NULL AND {USED} AND {where}""",
            **values,
        )
        sums: dict[tuple[Any, ...], list[Any]] = {row[:3]: [0, 0.0] for row in groups}  # met, known
        of_note = {row[0]: 0.0 for row in cited}
        seen = set[str]()
        memories: dict[tuple[Any, ...], list[Any]] = {}
        for due, last, data, drill, reviews, lapses, deck, level, asked, cards, note, is_active in rows:
            if (one := memories.get((due, last, data))) is None:
                memory = codec.memory((due, last, drill, reviews, lapses, data))
                one = memories[due, last, data] = [memory, recall(memory), 0]
            one[2] += is_active
            part = one[1] / cards
            its = sums[deck, level, asked]
            its[0] += cards == 1 or note not in seen
            its[1] += part
            if of_note and note in of_note:
                of_note[note] += part
                seen.add(note)
            elif cards > 1:
                seen.add(note)
        titles = {
            deck: (title, bool(own))
            for deck, title, own in self._rows("SELECT id, title, own FROM deck ORDER BY position")
        }
        place = {deck: at for at, deck in enumerate(titles)}
        groups = [row for row in groups if row[0] in place]  # a damaged file lacks decks
        groups.sort(key=lambda row: place[row[0]])
        return Standing(
            [
                Alike(deck, *titles[deck], level, asked, notes, *sums[deck, level, asked])
                for deck, level, asked, notes in groups
            ],
            [
                (Alike(deck, *titles[deck], level, asked, 1, note in seen, of_note[note]), json.loads(facts))
                for note, facts, deck, level, asked in cited
            ],
            {memory: count for memory, _, count in memories.values() if count},
        )
