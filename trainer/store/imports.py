"""What imports brought, as it stands in the log: found again to be taken back, and to be taken in again."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlmodel import Session, case, col, select

from trainer.core.errors import NotUndoneError
from trainer.core.imports import KIND, TAKEN, TAKEN_BACK, digest, is_of_text, number_of, sum_of
from trainer.core.log import ANKI, RULE, Event, EventKind, details
from trainer.store.folding import parts, rowid
from trainer.store.tables import EventRow


class Brief(NamedTuple):
    """An event, as far as it is looked at to take it back: an import may have brought any number of them.
    ``detail``: of what tells of an import, or may; "" of all others."""

    id: str
    device: str
    card: str
    kind: str
    undoes: str
    session: str
    detail: str


class Act(NamedTuple):
    """An event that is to be written: an ``undo`` or ``redo`` of the event ``undoes``, with its ``detail``.
    ``event``: what counts no longer by that, or counts again."""

    kind: EventKind
    undoes: str
    event: Brief
    detail: str = ""


_UNDOES: Any = col(EventRow.undoes)
_COLUMNS: list[Any] = [col(getattr(EventRow, name)) for name in Event._fields]
_BRIEF: list[Any] = [col(getattr(EventRow, name)) for name in Brief._fields[:-1]]
_BRIEF.append(case((col(EventRow.kind).in_((KIND, "undo", "redo")), col(EventRow.detail)), else_=""))

_STANDS = "NOT EXISTS (SELECT 1 FROM event r WHERE r.undoes = u.id AND r.undoes <> '')"
_OVER = f"""SELECT u.undoes, u.id FROM json_each(?) these CROSS JOIN event u ON u.undoes = these.value
            WHERE u.undoes <> '' AND {_STANDS}"""
"""What takes some events back and was not done again itself. In this order: there may be many others."""
_TOGETHER = """SELECT DISTINCT u.undoes FROM json_each(?) these CROSS JOIN event u ON u.session = these.value
                CROSS JOIN event e ON e.id = u.undoes
                WHERE u.session <> '' AND u.kind = 'undo' AND u.id <> u.session
                AND e.rowid NOT BETWEEN ? AND ?"""
"""What else some undos took back together with what they are of, but for rows that are known."""
_READ = f"""SELECT {", ".join(f"e.{name}" for name in Brief._fields[:-1])},
              CASE WHEN e.kind IN ('{KIND}', 'undo', 'redo') THEN e.detail ELSE '' END FROM """
_BY_ID = "json_each(?) these CROSS JOIN event e ON e.id = these.value"
_AT_ONCE = 10_000
"""How many ids are handed to SQLite at once."""


def brought(session: Session, head: Brief) -> list[Brief]:
    """Return what an import brought, itself not among it.

    Raises:
        NotUndoneError: the log does not tell any more.
    """
    place = session.exec(select(rowid).select_from(EventRow).where(EventRow.id == head.id)).one()
    last = select(rowid).select_from(EventRow).where(rowid < place).order_by(rowid.desc())
    rows = session.exec(last.limit(number_of(head))).all()
    first = rows[-1] if rows else place
    found = {
        row.id: row for row in _read(session, "event e WHERE e.rowid >= ? AND e.rowid < ?", first, place)
    }
    if digest(found) != sum_of(head):
        how = "; `trainer import --undo FILE` takes it back" if is_of_text(head) else ""
        raise NotUndoneError(f"the history was repaired since and tells no more what it brought{how}")
    lifted = _of_session(session, head.id, "redo")
    found.update({row.id: row for row in _of_session(session, head.id, "undo")})
    found.update(_targets(session, _targets(session, lifted).values()))
    firsts = json.dumps([undo.id for undo in _undos(session, [head.id]) if undo.session == undo.id])
    others = [id for (id,) in _driver(session).execute(_TOGETHER, (firsts, first, place))]
    found.update({row.id: row for row in those(session, others) if row.id != head.id})
    return list(found.values())


def back(session: Session, heads: Sequence[Brief], rows: Collection[Brief]) -> list[Act]:
    """Return what takes back imports, the events ``heads``, that brought ``rows``: also what these took back
    or did again of others, but for what follows from others by a rule, and would again."""
    own = {head.id for head in heads}
    rows = [row for row in rows if row.id not in own]
    gone = _gone(session, (row.id for row in rows))
    stand = [row for row in rows if row.kind in TAKEN and row.id not in gone]
    acts = [Act("undo", event.id, event, TAKEN_BACK) for event in (*heads, *stand)]
    return [*acts, *_undone_by(session, rows), *_redone_by(session, rows)]


def _undone_by(session: Session, rows: Collection[Brief]) -> Iterator[Act]:
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


def _redone_by(session: Session, rows: Collection[Brief]) -> Iterator[Act]:
    """Yield what takes back what the redos among ``rows`` did again of other events."""
    ids = {row.id for row in rows}
    undos = _targets(session, (row for row in rows if row.kind == "redo" and row.undoes not in ids))
    events = _targets(session, undos.values())
    gone = _gone(session, events)
    for id, event in events.items():
        if id not in ids and id not in gone:
            yield Act("undo", id, event, TAKEN_BACK)


def forward(session: Session, undos: Sequence[Brief]) -> list[Act]:
    """Return what does again what ``undos``, which were written as one, took back, and takes back again what
    was done again together with them."""
    acts = [Act("redo", undo.id, event) for undo, event in zip(undos, undone(session, undos), strict=True)]
    if undos and undos[-1].detail == TAKEN_BACK:
        acts += _anew(session, _of_session(session, undos[-1].id, "redo"))
    return acts


def undone(session: Session, undos: Sequence[Brief]) -> list[Brief]:
    """Return for each of these events that which it takes back."""
    events = _targets(session, undos)
    return [events[undo.undoes] for undo in undos]


def done_again(session: Session, events: Iterable[str]) -> dict[str, list[Brief]]:
    """Return by the ids of these events what was done one by one, but taken back and done again as one, with
    each of them, and still counts: in the order in which it was taken back, the last first."""
    undos = {row.id: row for row in _undos(session, events)}
    redos = sorted(_undos(session, undos), key=lambda row: row.id)
    last = {undos[redo.undoes].undoes: redo.session for redo in redos}
    found = {of: _counting_again(session, of) for of in {*last.values()} - {""}}
    return {id: found[of] for id, of in last.items() if found.get(of)}


def lifted(session: Session, redo: Brief) -> list[Brief]:
    """Return what was done again as one with this ``redo`` and still counts, as `done_again` does; none of an
    import."""
    redos = _of_session(session, redo.session, "redo") if redo.session else [redo]
    if redo.session and redo.session not in {one.id for one in redos}:
        return []
    events = _targets(session, _targets(session, redos).values())
    if redo.detail == TAKEN_BACK or any(event.kind == KIND for event in events.values()):
        return []
    gone = _gone(session, events)
    return in_turn(event for id, event in events.items() if id not in gone)[::-1]


def _counting_again(session: Session, of: str) -> list[Brief]:
    """Return the same of what was done again as one, which has the session ``of``; none of an import, nor of
    what was done as one from the beginning."""
    heads = those(session, {undo.session for undo in _targets(session, those(session, [of])).values()})
    if any(event.kind == KIND for event in _targets(session, heads).values()):
        return []  # and it may be any number
    undos = _targets(session, _of_session(session, of, "redo"))
    events = _targets(session, undos.values())
    firsts = [events.get(undo.undoes) for undo in undos.values() if undo.id == undo.session]
    if not are_apart(events.values()) or any(first is None or first.kind == KIND for first in firsts):
        return []
    gone = _gone(session, events)
    return in_turn((event for id, event in events.items() if id not in gone))[::-1]


def were_apart(session: Session, undo: Event) -> bool:
    """Were the events done one by one that were taken back as one with this undo, the first of these? An
    import never was."""
    (first,) = those(session, [undo.undoes])
    return first.kind != KIND and are_apart(
        _targets(session, _of_session(session, undo.session, "undo")).values()
    )


def are_apart(events: Collection[Brief]) -> bool:
    """Were these events, which were taken back as one, done one by one?"""
    sessions = {event.session for event in events}
    return len(events) > 1 and (len(sessions) > 1 or sessions.isdisjoint(event.id for event in events))


def in_turn(events: Iterable[Brief]) -> list[Brief]:
    """Return events in the order in which they are taken back as one: what begins with an import is one."""
    return sorted(events, key=lambda event: (event.kind == KIND, event.id))


def still_undone(session: Session, acts: Sequence[Act]) -> set[str]:
    """Return the ids of the events that do not count again by what is done, as others took them back, too."""
    lifted = {act.undoes for act in acts if act.kind == "redo"}
    redone = (act.event.id for act in acts if act.kind == "redo")
    return {id for id, undo in _over(session, redone) if undo not in lifted}


def again(session: Session, known: Collection[str], new: Collection[str]) -> list[Act]:
    """Return what takes in again what undos of imports, and no others, took back of ``known`` events that are
    imported once more, together with ``new`` ones; what is taken back among these stays so."""
    marked = [_UNDOES != "", EventRow.detail == TAKEN_BACK]
    acts: list[Act] = []
    undos, redos = (
        list(briefs_of(session, briefs().where(EventRow.kind == kind, *marked))) for kind in ("undo", "redo")
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


def _anew(session: Session, redos: Iterable[Brief]) -> Iterator[Act]:
    """Yield what takes back again what ``redos`` did again, unless something did already."""
    undos = _targets(session, redos)
    events = _targets(session, undos.values())
    gone = _gone(session, events)
    for id, undo in {undo.undoes: undo for undo in undos.values()}.items():
        if id in events and id not in gone:
            yield Act("undo", id, events[id], f'{{"of": "{_copied(undo) or undo.id}"}}')


def _copied(undo: Brief) -> str:
    """Return the id of the undo that this one was written in place of, "" for none."""
    return str(details(undo.detail).get("of") or "")


def standing(session: Session, events: Iterable[str]) -> dict[str, list[Brief]]:
    """Return by the ids of these events what takes them back and was not done again itself."""
    over = [undo for _, undo in _over(session, events)]
    found: dict[str, list[Brief]] = {}
    for undo in those(session, over):
        found.setdefault(undo.undoes, []).append(undo)
    return found


def _gone(session: Session, events: Iterable[str]) -> set[str]:
    """Return which of these events are taken back."""
    return {id for id, _ in _over(session, events)}


def _over(session: Session, events: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the ids of these events, each with that of what takes it back and was not done again itself."""
    for part in _lists(events):
        yield from _driver(session).execute(_OVER, (part,))


def _undos(session: Session, ids: Iterable[str]) -> list[Brief]:
    back = "json_each(?) these CROSS JOIN event e ON e.undoes = these.value WHERE e.undoes <> ''"
    return [event for part in _lists(ids) for event in _read(session, back, part)]


def those(session: Session, ids: Iterable[str], *tests: Any) -> list[Brief]:
    """Return the events with these ids, as far as they are there and pass the ``tests``."""
    which = (briefs().where(col(EventRow.id).in_(part), *tests) for part in parts(ids))
    return [event for query in which for event in briefs_of(session, query)]


def whole(session: Session, ids: Collection[str]) -> dict[str, Event]:
    """Return the events with these ids, as far as they are there, by these."""
    which = (picked().where(col(EventRow.id).in_(part)) for part in parts(ids))
    return {event.id: event for query in which for event in events_of(session, query)}


def picked() -> Any:
    """Return a query for events as `events_of` reads them: not as rows that a session knows, which take much
    more room."""
    return select(*_COLUMNS)


def events_of(session: Session, query: Any) -> Iterator[Event]:
    """Yield the events that a query finds, see `picked`."""
    return map(Event._make, session.execute(query))


def briefs() -> Any:
    """Return a query for events as `briefs_of` reads them."""
    return select(*_BRIEF)


def briefs_of(session: Session, query: Any) -> Iterator[Brief]:
    """Yield the events that a query finds, see `briefs`."""
    return _sparing(session.execute(query))


def _targets(session: Session, rows: Iterable[Brief]) -> dict[str, Brief]:
    """Return by their ids the events that these take back, as far as they are known."""
    lists = _lists(dict.fromkeys(row.undoes for row in rows))
    return {row.id: row for part in lists for row in _read(session, _BY_ID, part)}


def _of_session(session: Session, id: str, kind: EventKind) -> list[Brief]:
    where = "event e WHERE e.session = ? AND e.session <> '' AND e.kind = ? ORDER BY e.id"
    return list(_read(session, where, id, kind))


def _read(session: Session, source: str, *values: object) -> Iterator[Brief]:
    """Yield the events ``e`` of a source: as SQLite's driver has them, as there may be any number."""
    return _sparing(_driver(session).execute(_READ + source, values))


def _sparing(rows: Iterable[Sequence[Any]]) -> Iterator[Brief]:
    """Yield events from rows; a text that many have is there once."""
    one = dict[str, str]().setdefault
    for id, device, card, kind, undoes, together, detail in rows:
        its = one(device, device), one(card, card), one(kind, kind)
        yield Brief(id, *its, undoes, one(together, together), one(detail, detail))


def _driver(session: Session) -> Any:
    return session.connection().connection.driver_connection


def _lists(ids: Iterable[str]) -> Iterator[str]:
    """Yield ids as lists in JSON, of as many as are handed over at once."""
    rest = iter(ids)
    while part := list(islice(rest, _AT_ONCE)):
        yield json.dumps(part)
