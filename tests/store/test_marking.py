"""What is done with many cards at once is what each would come to by itself, in a few looks at the history
(issue 11)."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.log import NewEvent, detail_of
from trainer.store.store import Store

CARDS = ("deck/a", "deck/old", "deck/c", "deck/d")
KINDS = ("suspend", "unsuspend", "flag", "unflag", "bury", "want", "reset", "reschedule")
MARKS = st.lists(
    st.builds(
        lambda card, kind, day: mark(
            card, kind, DAY + day, detail=detail_of(due=DAY + 9) if kind == "reschedule" else ""
        ),
        st.sampled_from(CARDS),
        st.sampled_from(KINDS),
        st.sampled_from([0, 0, 0, 1, 3, 5]),
    ),
    max_size=12,
)


def _practised(store: Store) -> None:
    """A note of an older name, one card answered in the days to come."""
    Shelf(store, basic("a"), basic("b", formerly=("deck/old",)), basic("c"), basic("d"))
    for card, day in (("deck/a", DAY - 2), ("deck/old", DAY - 1), ("deck/c", DAY + 4)):
        store.record(answer(card, 4, day))


@pytest.mark.hypothesis
@given(marks=MARKS)
@some(60)
def test_many_at_once_come_to_what_one_after_the_other_does(marks: Sequence[NewEvent]) -> None:
    with (
        TemporaryDirectory() as folder,
        Store(Path(folder, "one.db")) as one,
        Store(Path(folder, "all.db")) as together,
    ):
        for store in (one, together):
            _practised(store)
        for event in marks:
            one.record(event)
        stored = together.record_all(marks)
        assert together.states() == one.states()
        assert (together.mismatches(), together.miscounted()) == ([], [])
        assert [event.card for event in stored] == [event.card.replace("/old", "/b") for event in marks]
        assert len({event.session for event in stored}) <= 1
        assert [event.id for event in stored] == sorted(event.id for event in stored)
        if marks:
            before = len(together.deeds(99)[0])
            together.undo(marks[-1].when)
            assert len(together.deeds(99)[0]) == before - 1
            assert (together.mismatches(), together.miscounted()) == ([], [])


@pytest.mark.parametrize("kind", ["suspend", "flag", "bury", "reset", "reschedule"])
def test_many_are_not_looked_up_one_by_one(store: Store, kind: str) -> None:
    cards = [f"n{number}" for number in range(40)]
    Shelf(store, *map(basic, cards))
    for card in cards:
        store.record(answer(f"deck/{card}", 4, DAY - 1))

    def looks(count: int, day: int) -> int:
        asked: list[str] = []
        store._connection.set_trace_callback(asked.append)
        detail = detail_of(due=DAY + 9) if kind == "reschedule" else ""
        store.record_all([mark(f"deck/{card}", kind, day, detail=detail) for card in cards[:count]])
        store._connection.set_trace_callback(None)
        return sum(sql.lstrip().startswith(("SELECT", "WITH")) for sql in asked)

    looks(2, DAY)
    assert looks(40, DAY + 2) <= looks(4, DAY + 1)
