"""What imports brought, as it stands in the log: found again to be taken back, and to be taken in again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from trainer.core.errors import NotUndoneError
from trainer.core.imports import KIND, TAKEN, TAKEN_BACK, digest, is_of_text, number_of, sum_of
from trainer.core.log import ANKI, RULE, Event, EventKind, details
from trainer.store.folding import parts, rowid
from trainer.store.tables import EventRow

_UNDOES: Any = col(EventRow.undoes)
_COLUMNS: list[Any] = [col(getattr(EventRow, name)) for name in Event._fields]


class Act(NamedTuple):
    """An event that is to be written: an ``undo`` or ``redo`` of the event ``undoes``, with its ``detail``.
    ``event``: what counts no longer by that, or counts again."""

    kind: EventKind
    undoes: str
    event: Event
    detail: str = ""


def brought(session: Session, head: Event) -> list[Event]:
    """Return what an import brought, itself not among it.

    Raises:
        NotUndoneError: the log does not tell any more.
    """
    place = select(rowid).select_from(EventRow).where(EventRow.id == head.id).scalar_subquery()
    before = picked().where(rowid < place).order_by(rowid.desc()).limit(number_of(head))
    found = {row.id: row for row in events_of(session, before)}
    if digest(found) != sum_of(head):
        how = "; `trainer import --undo FILE` takes it back" if is_of_text(head) else ""
        raise NotUndoneError(f"the history was repaired since and tells no more what it brought{how}")
    within = [row for row in _of_session(session, head.id) if row.id != head.id]
    lifted = [row for row in within if row.kind == "redo"]
    found.update({row.id: row for row in within if row.kind == "undo"})
    found.update(_targets(session, _targets(session, lifted).values()))
    for undo in _undos(session, [head.id]):
        if undo.session == undo.id:
            others = [
                row for row in _of_session(session, undo.id) if row.kind == "undo" and row.id != undo.id
            ]
            found.update(_targets(session, others))
    return list(found.values())


def back(session: Session, heads: Sequence[Event], rows: Collection[Event]) -> list[Act]:
    """Return what takes back imports, the events ``heads``, that brought ``rows``: also what these took back
    or did again of others, but for what follows from others by a rule, and would again."""
    rows = [row for row in rows if row not in heads]
    undone = standing(session, {row.id for row in rows})
    stand = [row for row in rows if row.kind in TAKEN and row.id not in undone]
    acts = [Act("undo", event.id, event, TAKEN_BACK) for event in (*heads, *stand)]
    return [*acts, *_undone_by(session, rows), *_redone_by(session, rows)]


def _undone_by(session: Session, rows: Collection[Event]) -> Iterator[Act]:
    """Yield what does again what the undos among ``rows`` took back of other events."""
    ids = {row.id for row in rows}
    told = [row for row in rows if row.kind == "undo" and row.device not in (ANKI, RULE)]
    undos = {row.id: row for row in told if row.undoes not in ids}
    events = _targets(session, undos.values())
    over = standing(session, events)
    for id, event in events.items():
        for undo in over.get(id, ()):
            if undo.id in undos or _copied(undo) in undos:
                yield Act("redo", undo.id, event, TAKEN_BACK)


def _redone_by(session: Session, rows: Collection[Event]) -> Iterator[Act]:
    """Yield what takes back what the redos among ``rows`` did again of other events."""
    ids = {row.id for row in rows}
    undos = _targets(session, (row for row in rows if row.kind == "redo" and row.undoes not in ids))
    events = _targets(session, undos.values())
    over = standing(session, events)
    for id, event in events.items():
        if id not in ids and id not in over:
            yield Act("undo", id, event, TAKEN_BACK)


def forward(session: Session, undos: Sequence[Event]) -> list[Act]:
    """Return what does again what ``undos``, which were written as one, took back, and takes back again what
    was done again together with them."""
    acts = [Act("redo", undo.id, event) for undo, event in zip(undos, undone(session, undos), strict=True)]
    if undos and undos[-1].detail == TAKEN_BACK:
        acts += _anew(session, (row for row in _of_session(session, undos[-1].id) if row.kind == "redo"))
    return acts


def undone(session: Session, undos: Sequence[Event]) -> list[Event]:
    """Return for each of these events that which it takes back."""
    events = _targets(session, undos)
    return [events[undo.undoes] for undo in undos]


def done_again(session: Session, events: Iterable[str]) -> dict[str, list[Event]]:
    """Return by the ids of these events what was done one by one, but taken back and done again as one, with
    each of them, and still counts: in the order in which it was taken back, the last first."""
    undos = {row.id: row for row in _undos(session, events)}
    redos = sorted(_undos(session, undos), key=lambda row: row.id)
    last = {undos[redo.undoes].undoes: redo.session for redo in redos}
    found = {of: _counting_again(session, of) for of in {*last.values()} - {""}}
    return {id: found[of] for id, of in last.items() if found.get(of)}


def _counting_again(session: Session, of: str) -> list[Event]:
    """Return the same of what was done again as one, which has the session ``of``; none of an import, nor of
    what was done as one from the beginning."""
    undos = _targets(session, (row for row in _of_session(session, of) if row.kind == "redo"))
    events = _targets(session, undos.values())
    firsts = [events.get(undo.undoes) for undo in undos.values() if undo.id == undo.session]
    if not are_apart(events.values()) or any(first is None or first.kind == KIND for first in firsts):
        return []
    gone = standing(session, events)
    return in_turn((event for id, event in events.items() if id not in gone))[::-1]


def were_apart(session: Session, undo: Event) -> bool:
    """Were the events done one by one that were taken back as one with this undo, the first of these? An
    import never was."""
    (first,) = undone(session, [undo])
    return first.kind != KIND and are_apart(_targets(session, _of_session(session, undo.session)).values())


def are_apart(events: Collection[Event]) -> bool:
    """Were these events, which were taken back as one, done one by one?"""
    sessions = {event.session for event in events}
    return len(events) > 1 and (len(sessions) > 1 or sessions.isdisjoint(event.id for event in events))


def in_turn(events: Iterable[Event]) -> list[Event]:
    """Return events in the order in which they are taken back as one: what begins with an import is one."""
    return sorted(events, key=lambda event: (event.kind == KIND, event.id))


def still_undone(session: Session, acts: Sequence[Act]) -> set[str]:
    """Return the ids of the events that do not count again by what is done, as others took them back, too."""
    lifted = {act.undoes for act in acts if act.kind == "redo"}
    over = standing(session, {act.event.id for act in acts if act.kind == "redo"})
    return {id for id, undos in over.items() if any(undo.id not in lifted for undo in undos)}


def again(session: Session, known: Collection[str], new: Collection[str]) -> list[Act]:
    """Return what takes in again what undos of imports, and no others, took back of ``known`` events that are
    imported once more, together with ``new`` ones; what is taken back among these stays so."""
    marked = [_UNDOES != "", EventRow.detail == TAKEN_BACK]
    acts: list[Act] = []
    undos, redos = (
        list(events_of(session, picked().where(EventRow.kind == kind, *marked))) for kind in ("undo", "redo")
    )
    if not undos and not redos:
        return []
    wanted = {*known}
    theirs = those(session, known, _UNDOES != "")
    lifted = _targets(session, (row for row in theirs if row.kind == "redo"))
    wanted |= _targets(session, lifted.values()).keys()
    taken = {row.undoes for row in undos} & wanted
    events = {row.id: row for row in those(session, taken)}
    for id, mine in standing(session, taken).items():
        if all(undo.detail == TAKEN_BACK and undo.id not in known and undo.id not in new for undo in mine):
            acts += [Act("redo", undo.id, events[id]) for undo in mine]
    of_theirs = {row.id for row in theirs}
    return acts + list(_anew(session, (row for row in redos if row.undoes in of_theirs)))


def _anew(session: Session, redos: Iterable[Event]) -> Iterator[Act]:
    """Yield what takes back again what ``redos`` did again, unless something did already."""
    undos = _targets(session, redos)
    events = _targets(session, undos.values())
    still = standing(session, events)
    for id, undo in {undo.undoes: undo for undo in undos.values()}.items():
        if id in events and id not in still:
            yield Act("undo", id, events[id], f'{{"of": "{_copied(undo) or undo.id}"}}')


def _copied(undo: Event) -> str:
    """Return the id of the undo that this one was written in place of, "" for none."""
    return str(details(undo.detail).get("of") or "")


def standing(session: Session, events: Collection[str]) -> dict[str, list[Event]]:
    """Return by the ids of these events what takes them back and was not done again itself."""
    undos = _undos(session, events)
    lifted = {row.undoes for row in _undos(session, [undo.id for undo in undos])}
    found: dict[str, list[Event]] = {}
    for undo in undos:
        if undo.id not in lifted:
            found.setdefault(undo.undoes, []).append(undo)
    return found


def _undos(session: Session, ids: Iterable[str]) -> list[Event]:
    which = (picked().where(_UNDOES.in_(part), _UNDOES != "") for part in parts(ids))
    return [event for query in which for event in events_of(session, query)]


def those(session: Session, ids: Iterable[str], *tests: Any) -> list[Event]:
    """Return the events with these ids, as far as they are there and pass the ``tests``."""
    which = (picked().where(col(EventRow.id).in_(part), *tests) for part in parts(ids))
    return [event for query in which for event in events_of(session, query)]


def picked() -> Any:
    """Return a query for events as `events_of` reads them: not as rows that a session knows, which take much
    more room."""
    return select(*_COLUMNS)


def events_of(session: Session, query: Any) -> Iterator[Event]:
    """Yield the events that a query finds, see `picked`."""
    return map(Event._make, session.execute(query))


def _targets(session: Session, rows: Iterable[Event]) -> dict[str, Event]:
    """Return by their ids the events that these take back, as far as they are known."""
    return {row.id: row for row in those(session, dict.fromkeys(row.undoes for row in rows))}


def _of_session(session: Session, id: str) -> list[Event]:
    return list(events_of(session, picked().where(EventRow.session == id).order_by(col(EventRow.id))))
