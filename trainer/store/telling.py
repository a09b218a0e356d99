"""What events tell of cards, read from the log: of one card, of all, and of what other devices wrote."""

import json
import sys
from collections.abc import Collection, Iterator
from itertools import groupby, starmap
from operator import itemgetter
from typing import Any

from trainer.core.imports import TAKEN_BACK
from trainer.core.log import GIVEN, Event, fault
from trainer.core.moment import Moment, agrees
from trainer.store.faults import FAULT
from trainer.store.order import NEWEST_FIRST, ORDER, stands_at
from trainer.store.pace import Pace
from trainer.store.steps import UNDONE


class Telling(Pace):
    """The part of `trainer.store.hot.Hot` that reads events."""

    def newest_answers(self, days: int) -> list[int]:
        rows = self._stream(
            f"""SELECT at, day, "offset" FROM event e WHERE kind IN ('review', 'drill', 'early')
               AND typeof(at) = 'integer' AND typeof(day) = 'integer' AND typeof("offset") = 'integer'
               AND NOT {UNDONE}
               ORDER BY at DESC, id DESC"""
        )
        # Of what contradicts itself one is damaged: it does not tell when it was.
        found: dict[int, int] = {}
        for then in starmap(Moment, rows):
            if agrees(then):
                found.setdefault(then.day, then.at)
            if len(found) == days:
                break
        return [*found.values()]

    def newest(self, key: str) -> tuple[int, str]:
        """Return what the newest event of a card is sorted by, see `trainer.core.moment.log_order`."""
        rows = self._rows(
            f"""SELECT {stands_at()}, id FROM history WHERE present = :key
                ORDER BY {NEWEST_FIRST} LIMIT 1""",
            key=key,
        )
        return (rows[0][0], rows[0][1]) if rows else (-sys.maxsize, "")

    def latest(self, cards: Collection[str]) -> dict[str, int]:
        """Return by what the newest event of each of these cards that has one is sorted first."""
        return dict(
            self._rows(
                f"""SELECT present, max(stands) FROM (
                      SELECT present, {stands_at()} AS stands FROM history
                      WHERE present IN (SELECT value FROM json_each(:cards))
                      LIMIT -1)  -- which keeps it apart: of what is summed up all events would be looked at
                    GROUP BY present""",
                cards=json.dumps([*cards]),
            )
        )

    def history(self, card: str, *, undone: bool = False) -> list[Event]:
        names = ", ".join(f'"{name}"' for name in Event._fields)
        which = "undone" if undone else "NOT undone"
        rows = self._rows(
            f"SELECT {names} FROM history WHERE present = :card AND {which} ORDER BY {ORDER}", card=card
        )
        return [event for row in rows if not fault(event := Event(*row))]

    def has_faults(self) -> bool:
        """Is there any event that no log could take in, see `trainer.core.log.fault`?"""
        ((found,),) = self._rows(f"SELECT EXISTS (SELECT 1 FROM event WHERE {FAULT})")
        return bool(found)

    def told(self) -> Iterator[tuple[Any, ...]]:
        """Yield the present key of a card and an event of it, for all that were not undone, by these keys and
        in log order."""
        names = ", ".join(f'"{name}"' for name in Event._fields)
        return self._stream(
            f"SELECT present, {names} FROM history WHERE NOT undone ORDER BY present, {ORDER}"
        )

    def scheduled(self) -> Iterator[tuple[str, list[Event]]]:
        """Yield each card that has events, by these keys, with those that were not undone, in log order: only
        what their schedules follow from, and how long the answers took, has been read of them."""
        rows = self._stream(
            f"""SELECT present, at, day, card, kind, grade, took, scheduler, detail FROM history
                WHERE NOT undone AND present <> '' ORDER BY present, {ORDER}"""
        )
        for present, mine in groupby(rows, key=itemgetter(0)):
            yield present, [_of_schedule(*row) for _, *row in mine]

    def answered(self, *, but: str) -> Iterator[tuple[str, int, int | None]]:
        """Yield card, instant (ms) and grade of each answer that another device than ``but`` wrote; without
        a grade, when it made a card new again."""
        kinds = ", ".join(map(repr, sorted(GIVEN | {"reset"})))
        return self._stream(
            f"""SELECT present, at, grade FROM history
                WHERE kind IN ({kinds}) AND device <> :but AND typeof(at) = 'integer'
                      AND (grade BETWEEN 0 AND 5 OR (grade IS NULL AND kind = 'reset'))""",
            but=but,
        )

    def instants(self, device: str) -> Iterator[tuple[str, str]]:
        """Yield each card with the instants (ms), in one text with blanks between them, of the answers that a
        device wrote, and of when it made the card new, but for what was taken back together with its
        import."""
        return self._stream(
            """SELECT present, group_concat(at, ' ') FROM history h
               WHERE device = :device AND (grade IS NOT NULL OR kind = 'reset') AND typeof(at) = 'integer'
                     AND NOT (undone AND EXISTS (
                         SELECT 1 FROM event u
                         WHERE u.undoes = h.id AND u.undoes <> '' AND u.detail = :by_import))
               GROUP BY present""",
            device=device,
            by_import=TAKEN_BACK,
        )

    def adopted(self, device: str, *, undone: bool = False) -> Iterator[tuple[str, str, int]]:
        """Yield card, detail and instant (ms) of each state of another program that a device took over, or of
        those ``undone`` since."""
        return self._stream(
            f"""SELECT present, detail, at FROM history
                WHERE kind = 'adopt' AND device = :device AND undone = :undone
                      AND typeof(at) = 'integer' AND typeof(detail) = 'text' ORDER BY {ORDER}""",
            device=device,
            undone=undone,
        )

    def settled(self, *, but: str) -> Iterator[tuple[str, int]]:
        """Yield each card whose schedule another device than ``but`` set, by an answer or otherwise, and the
        instant (ms) at which one last did."""
        return self._stream(
            """SELECT present, max(at) FROM history
               WHERE device <> :but AND NOT undone
                     AND kind IN ('review', 'drill', 'early', 'reset', 'reschedule', 'adopt')
               GROUP BY present""",
            but=but,
        )


def _of_schedule(
    at: int, day: int, card: str, kind: str, grade: int | None, took: int | None, scheduler: str, detail: str
) -> Event:
    return Event("", "", at, day, 0, card, kind, grade, None, took, scheduler=scheduler, detail=detail)
