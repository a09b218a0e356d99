"""What the log tells of the user's days and times, with the standard library's sqlite3 alone, as a first card
waits for some of it."""

import json
from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

from trainer.core.card import Asked
from trainer.core.library import Answered
from trainer.core.log import as_written, details, number_in
from trainer.core.moved import keys_of_moved
from trainer.scheduling.demand import WITHOUT_COUNT
from trainer.store import codec
from trainer.store.kept import Kept
from trainer.store.order import ORDER
from trainer.store.steps import UNDONE


class _Told(NamedTuple):
    """An event that is about no card."""

    id: str
    device: str
    at: int
    day: int
    offset: int
    detail: str


class Pace(Kept):
    """The part of `trainer.store.hot.Hot` that is about days and times, not about single cards."""

    def kinds(self, cards: Sequence[str]) -> dict[str, tuple[str, bool]]:
        rows = self._rows(
            """SELECT c.key, json_extract(n.content, '$.kind'), m.due IS NOT NULL
               FROM card c JOIN note n ON n.key = c.note LEFT JOIN memory m ON m.card = c.key
               WHERE c.key IN (SELECT value FROM json_each(:cards))""",
            cards=json.dumps(cards),
        )
        return {card: (kind, bool(met)) for card, kind, met in rows}

    def asked(self) -> list[Asked]:
        rows = self._rows("SELECT value FROM about WHERE name = 'asked'")
        return codec.asked_of(rows[0][0]) if rows else []

    def answers(self, most: int) -> list[Answered]:
        rows = self._rows(
            f"""SELECT e.card, json_extract(n.content, '$.kind'), e.day, coalesce(e.took, 0), e.before
               FROM (SELECT id, at, card, day, took, before FROM event
                     WHERE kind IN ('review', 'drill', 'early')
                     ORDER BY at DESC, id DESC LIMIT :most) e
               JOIN card c ON c.key = e.card JOIN note n ON n.key = c.note
               WHERE NOT {UNDONE}
               ORDER BY e.at DESC, e.id DESC""",
            most=most,
        )
        return [Answered(card, kind, day, took, not before) for card, kind, day, took, before in rows]

    def looks(self, since: int) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        present = dict(self._rows("SELECT old, card FROM alias"))
        for key, day, grade in self._rows(
            # Not from the history, of which all would be sorted, not those of one day at a time.
            f"""SELECT card, day, CASE kind WHEN 'reset' THEN NULL ELSE grade END FROM event e
               WHERE day >= :since AND kind IN ('review', 'early', 'reset') AND NOT {UNDONE}
               ORDER BY day, {ORDER}""",
            since=since,
        ):
            card = present.get(key, key)
            looks = found.get(card)
            if grade is None:
                found.pop(card, None)
            elif looks is None:
                found[card] = [(day, grade)]
            elif looks[-1][0] != day:
                looks.append((day, grade))
        return found

    def spread(self, day: int) -> int:
        told = self._told("spread")
        until = number_in(told[-1], "until") or 0 if told else 0
        return until if until >= day else 0

    def parameters(self, model: str) -> list[float]:
        """Return the newest parameters in the log for a scheduler's model; none where there are none."""
        read = map(details, reversed(self._told("parameters")))
        found = next((told for told in read if told.get("model") == model), {})
        numbers = found.get("parameters")
        fits = isinstance(numbers, list) and all(type(number) in (int, float) for number in numbers)
        return list(map(float, numbers)) if fits and isinstance(numbers, list) else []

    def moves(self) -> list[list[str]]:
        """Return the keys of each card that moved to another deck, by the log; the present one is last."""
        return keys_of_moved(self._told("moved"))

    def _told(self, kind: str) -> list[str]:
        """Return the details of events of a kind that is about no card, the one that counts last."""
        rows = self._rows(
            """SELECT id, device, at, day, "offset", detail FROM history
               WHERE present = '' AND kind = :kind AND NOT undone""",
            kind=kind,
        )
        return [row.detail for row in as_written(starmap(_Told, rows))]

    def load(self, first: int, last: int) -> dict[int, int]:
        return dict(
            self._rows(
                """SELECT due, count(*) FROM memory WHERE due BETWEEN :first AND :last AND suspended = 0
                   GROUP BY due""",
                first=first,
                last=last,
            )
        )

    def worth(self, day: int) -> dict[str, float]:
        """Return how often interviewers ask the notes that have due cards, as the learning order has it."""
        rows = self._rows(
            """SELECT c.note, c.asked, c.level FROM memory m JOIN card c ON c.key = m.card
               WHERE m.due <= :day AND c.retired = 0""",
            day=day,
        )
        return {note: WITHOUT_COUNT[level] if asked is None else asked for note, asked, level in rows}
