"""Which history a database holds of a person. Its id stands among the events, in a row of its own with the
head of a text (`trainer.replicate.lines`); where histories were made one, in a row each, as none is changed.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from trainer.core.log import Event
from trainer.replicate.folder import HISTORY, is_new, mine, new_history
from trainer.replicate.lines import Head, read, written
from trainer.replicate.people import EventRow

ROW = "history-"
"""How the ids of such rows begin; those of events never do."""

MINE = col(EventRow.person) == text("CURRENT_USER::text")
PART = 1000


class Log(Protocol):
    """The part of a store that tells whose it is."""

    def added(self, after: int, most: int) -> list[tuple[int, Event]]:
        """Events in the order in which they were added here, each with its place in that order."""

    def about(self, name: str) -> str | None:
        """Return a fact about the file."""

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the file."""


def agreed(session: Session, log: Log, *, known: bool, join: bool) -> bool:
    """Is what the database holds of the person the same history as the log's? Then both name it.

    The rule is that of folders (`trainer.replicate.folder.mine`). ``known``: the two were exchanged before;
    ``join``: they are made one now.
    """
    history = log.about(HISTORY) or ""
    named = _named(session)
    if not history or history not in named:
        own = history if history or named else new_history()
        if own:  # adding waits for other devices of the person; what they named meanwhile is seen
            row = {"id": f"{ROW}{own}", "event": "".join(written((), history=own)).rstrip("\n")}
            table: Any = EventRow.__table__  # type: ignore[attr-defined]
            session.connection().execute(insert(table).on_conflict_do_nothing(), [row])
            named = _named(session)
        if not (known or join or _is_ours(session, log, history, named - {own})):
            session.rollback()
            return False
    session.commit()
    if min(named) != history:
        log.note(HISTORY, min(named))
    return True


def newer(seq: int, most: int = PART) -> Any:
    """Return the query for the next part of a person's rows behind the number ``seq``."""
    return select(EventRow).where(MINE, EventRow.seq > seq).order_by(col(EventRow.seq)).limit(most)


def _named(session: Session) -> set[str]:
    rows = select(EventRow.id).where(MINE, col(EventRow.id).startswith(ROW))
    return {id.removeprefix(ROW) for id in session.exec(rows)}


def _is_ours(session: Session, log: Log, history: str, named: set[str]) -> bool:
    rows = [row for row in session.exec(newer(0)) if not row.id.startswith(ROW)]
    devices = {event.device for row in rows if (event := read(row.event)) is not None}
    session.expunge_all()
    if not devices and not named:
        return True
    own = [*_events(log)]
    heads = {device: Head(device=device, history=min(named, default="")) for device in devices or {""}}
    return bool(mine(heads, {history} - {""}, {event.device for event in own}, new=is_new(own)))


def _events(log: Log) -> Iterator[Event]:
    place = 0
    while part := log.added(place, PART):
        yield from (event for _, event in part)
        place = part[-1][0]
