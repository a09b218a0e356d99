"""Redo in a session: the queue stands as it did before the undo."""

from collections.abc import Callable

import pytest

from tests.practice.context import all_good, current, give, session
from tests.store.build import DAY, Shelf, answer, basic, pair
from trainer.practice.session import Session
from trainer.practice.summary import summary
from trainer.practice.undoing import go
from trainer.scheduling.queue import Counts
from trainer.store.store import Store

ACTS: dict[str, Callable[[Session], object]] = {
    "good": lambda practice: give(practice, 4),
    "again": lambda practice: give(practice, 2),
    "bury": Session.bury,
    "suspend": Session.suspend,
    "flag": Session.flag,
    "reset": Session.reset,
    "reschedule": lambda practice: practice.reschedule(DAY + 9),
}


@pytest.mark.parametrize("name", ACTS)
def test_undo_and_redo_leave_the_session_as_it_was(store: Store, name: str) -> None:
    Shelf(store, basic("a"), pair("b"), basic("c"), basic("d"))
    store.record(answer("deck/a", 4, DAY - 1))
    practice = session(store)
    give(practice, 4)
    ACTS[name](practice)
    after = current(practice), practice.counts, len(practice.answers), summary(practice), store.states()
    assert practice.undo() is not None
    assert practice.redo() is not None
    assert (
        current(practice),
        practice.counts,
        len(practice.answers),
        summary(practice),
        store.states(),
    ) == after
    assert practice.redo() is None


def test_several_steps_at_once_and_a_later_session_goes_forward(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcd"))
    practice = session(store)
    give(practice, 4, 4, 4)
    assert go(practice, 3, "four").said == "undone: 3 steps, the last the answer “good”"
    assert len(practice.answers) == 0
    later = session(store)
    assert go(later, -9, "four").said == "done again: 3 steps, the last the answer “good” of “Q c”"
    assert later.counts == Counts(new=1)
    assert len(later.answers) == 0, "another session gave them"
    assert all_good(later) == ["deck/d"]


def test_a_cram_goes_on_where_it_was(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    for name in "ab":
        store.record(answer(f"deck/{name}", 4, DAY - 1))
    practice = session(store)
    assert practice.go_on(cards=["deck/a", "deck/b"], cram=True)
    give(practice, 2)
    after = current(practice), practice.counts
    practice.undo()
    assert current(practice) == "deck/a"
    practice.redo()
    assert (current(practice), practice.counts, practice.cram) == (*after, True)
