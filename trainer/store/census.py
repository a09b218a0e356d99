"""How many events a damaged history file had: their rows count from 1 on, as none was ever deleted, and pages
that are still there name rows that are not."""

from collections.abc import Collection, Iterable
from itertools import pairwise

Nodes = Iterable[tuple[int, list[tuple[int, int]]]]

_ROWS = 1000
"""More than a usual page has rows of the log, or pages below it."""


class Census:
    """What the pages of a file say about the rows of its log."""

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._ends: dict[int, set[int]] = {}
        self._ids: dict[int, list[str]] = {}
        self._highest = 0

    def read(self, row: int, page: int = 0) -> None:
        """Note a row that was read, an event or what was one, and on which page."""
        self._rows.add(row)
        if page:
            self._ends.setdefault(page, set()).add(row)

    def named(self, row: int, id: str) -> None:
        """Note that an index has the event ``id`` in a row."""
        self._ids.setdefault(row, []).append(id)

    def led(self, nodes: Nodes) -> None:
        """Note what leads to the pages of the log, after all rows on them: which rows they have, also those
        on pages that are gone."""
        own = self._ends
        most = _ROWS
        rest = list(nodes)
        while found := [
            (page, children)
            for page, children in rest
            if any(
                last in own.get(child, ()) or (child in own and not own[child]) for child, last in children
            )
        ]:
            for _, children in found:
                lasts = [last for _, last in children]
                fitting = [0 < last - before <= most for before, last in pairwise(lasts)]
                for last, *near in zip(
                    lasts, [*fitting[:1], *fitting], [*fitting, *fitting[-1:]], strict=False
                ):
                    if all(near):
                        self._highest = max(self._highest, last)
            own = {page: set() for page, _ in found}
            rest = [node for node in rest if node[0] not in own]
            most *= _ROWS

    def true_id(self, row: int, id: str) -> str:
        """Return the id that at least two indexes have for a row whose own ``id`` none has."""
        told = self._ids.get(row, ())
        return next((one for one in told if told.count(one) > 1), id) if id not in told else id

    def lost(self, events: Collection[str], refused: Collection[str], elsewhere: int) -> int:
        """Return how many events had a row, and are neither among the ids of those that were found nor of
        those that were ``refused``. ``elsewhere``: how many were found that no index here names."""
        certain = {row for row, ids in self._ids.items() if (row in self._rows) + len(ids) > 1}
        rows = {*self._ids, *range(1, max((self._highest, *certain), default=0) + 1)} - self._rows
        missing = {
            id
            for ids in self._ids.values()
            for id in ids
            if ids.count(id) > 1 and id not in events and id not in refused
        }
        gone = [row for row in rows if not any(id in events for id in self._ids.get(row, ()))]
        unnamed = sum(row not in self._ids for row in gone)
        others = sum(row in self._ids and missing.isdisjoint(self._ids[row]) for row in gone)
        return len(missing) + others + max(0, unnamed - elsewhere)
