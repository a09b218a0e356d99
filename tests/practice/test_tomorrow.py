"""How much tomorrow asks is known without all that is due then (issue 11, point 11), and is the same."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.context import session
from tests.practice.test_overview import STEPS, done, fill
from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice import agenda
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


@some(20)
@given(STEPS, st.sampled_from([0, 1, 2, 4]), st.sampled_from([0, 1, 3]), st.sampled_from([(), ("b",)]))
def test_it_is_what_a_queue_of_tomorrow_holds(
    steps: list[tuple[str, int | str, int]], due: int, new: int, decks: tuple[str, ...]
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "trainer.db") as store:
        fill(store)
        done(store, [*steps, *((card, 4, -30) for card in ("a/x", "b/p#c1", "b/q#c2"))])
        store.record(mark("a/p#c2", "want", DAY + 1))
        plan, scope = Plan(new_per_day=new, due_per_day=due), Scope(decks)
        at = session(store, plan=plan, scope=scope)
        left = [entry.card for entry in at.would_ask().entries() if entry.why != "again"]
        again = agenda.come_again(store, plan, DAY, left)
        assert at.tomorrow() == agenda._queue(store, plan, DAY + 1, scope, 0, left, again).counts()
        for deck in store.decks(DAY):
            alone = session(store, plan=plan, scope=Scope((deck.id,)))
            if due and not alone.would_ask().counts().total:
                comes = session(store, plan=plan).comes([deck])
                assert (comes == DAY + 1) == (alone.tomorrow().total > 0), "home says it as its end does"
        for limit in (0, 1, 99):
            waiting = {card.partition("#")[0] for card in store.due(DAY + 1, scope, 99, left)}
            found = store.due_notes(DAY + 1, scope, limit, left)
            assert len(found) == len({*found}) == min(limit, len(waiting))
            assert {*found} <= waiting
            assert {*store.due_notes(DAY + 1, scope, 99, left, ["b/q"])} == waiting & {"b/q"}


def test_what_is_due_is_not_read_where_a_day_takes_no_more_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(9)))
    for number in range(6):
        store.record(answer(f"deck/n{number}", 4, DAY - 9))
    at = session(store, plan=Plan(new_per_day=1, due_per_day=2))
    assert at.would_ask().counts() == Counts(1, 2)
    monkeypatch.setattr(store, "due", None)
    assert at.tomorrow() == Counts(1, 2)
    assert len(store.due_notes(DAY + 1, EVERYTHING, 99)) == 6
