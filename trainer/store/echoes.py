"""Answers that are in the log twice: given here on one device, exported to Anki from there, and brought home
on another one that did not know them yet. Anki keeps no ids of ours, so the copy is taken back."""

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, select

from trainer.core.log import ANKI, GIVEN, SAME_ANSWER, Event, derived_id
from trainer.store.tables import EventRow, HistoryRow

_FAILED = 2  # the grade of Anki's lowest key, which stands for all failing ones


def possible(session: Session) -> bool:
    """Are there answers of Anki and others at all?"""
    device = col(EventRow.device)
    found = (select(exists().where(which)) for which in (device == ANKI, device < ANKI, device > ANKI))
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
