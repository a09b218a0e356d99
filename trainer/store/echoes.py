"""What is in the log twice, of which one is taken back: answers given here on one device, exported to Anki,
and brought home on another one that did not know them yet, for Anki keeps no ids of ours; and events saved
from a damaged file under a damaged id that came from elsewhere under their own."""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, select

from trainer.core.ids import derived_id
from trainer.core.log import ANKI, GIVEN, RULE, SAME_ANSWER, UNDOABLE, Event
from trainer.store.codec import SAVED
from trainer.store.forms import are_near, is_id
from trainer.store.tables import AboutRow, EventRow, HistoryRow

Find = Callable[[Session, Iterable[str]], Iterator[Event]]

_FAILED = 2  # the grade of Anki's lowest key, which stands for all failing ones


def possible(session: Session) -> list[Find]:
    """Return what finds events to take back, of which there may be any at all."""
    saved = session.exec(select(exists().where(col(AboutRow.name) == SAVED))).one()
    return [*([echoes] if _is_of_both(session) else ()), *([twins] if saved else ())]


def _is_of_both(session: Session) -> bool:
    """Are there answers of Anki and others at all?"""
    device, given = col(EventRow.device), col(EventRow.kind).in_(GIVEN)
    found = (select(exists().where(which, given)) for which in (device == ANKI, device < ANKI, device > ANKI))
    there, *others = (session.exec(query).one() for query in found)
    return bool(there and any(others))


def echoes(session: Session, cards: Iterable[str]) -> Iterator[Event]:
    """Yield what takes back those answers to some cards that are copies of answers given here. An event made
    for the same copy is the same on every device."""
    copy, own = HistoryRow, aliased(HistoryRow)
    given_here = exists().where(
        col(own.present) == copy.present,
        col(own.at).between(copy.at - SAME_ANSWER + 1, copy.at),
        col(own.device) != ANKI,
        col(own.kind).in_(GIVEN),
        func.max(own.grade, _FAILED) == copy.grade,
    )
    query = select(copy).where(
        col(copy.present).in_(cards),
        copy.device == ANKI,
        col(copy.kind).in_(GIVEN),
        ~col(copy.undone),
        given_here,
    )
    for found in session.exec(query):
        id = derived_id(found.at, f"echo:{found.id}")
        yield Event(id, ANKI, found.at, found.day, found.offset, found.card, "undo", undoes=found.id)


_ALIKE = [name for name in Event._fields if name != "id"]


def twins(session: Session, cards: Iterable[str]) -> Iterator[Event]:
    """Yield what takes back events about some cards that are there under a damaged id, too; where that one
    was taken back before, the other one is. An event made for the same one is the same on every device."""
    one, other = HistoryRow, aliased(HistoryRow)
    pairs = select(one, other).where(
        col(one.present).in_(cards),
        col(one.kind).in_(UNDOABLE),
        and_(*(col(getattr(one, name)).is_not_distinct_from(getattr(other, name)) for name in _ALIKE)),
        col(one.id) < other.id,
    )
    for pair in session.exec(pairs):
        if are_near(pair[0].id, pair[1].id):
            damaged, true = sorted(pair, key=lambda event: (is_id(event.id), event.id))
            found = {event.id: derived_id(event.at, f"twin:{event.id}") for event in pair}
            done = session.exec(select(exists().where(col(EventRow.id).in_(found.values())))).one()
            if not done and not (damaged.undone and true.undone):
                back = true if damaged.undone else damaged
                at, day, offset = back.at, back.day, back.offset
                yield Event(found[back.id], RULE, at, day, offset, back.card, "undo", undoes=back.id)
