"""Redo (DESIGN section 5): an undo is an event, and so is what takes it back; until something new is done."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.core.log import Event, NewEvent, undone
from trainer.core.moment import Moment
from trainer.core.state import NEW, CardState
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.replay import replay
from trainer.store.store import Store

NOW = Moment(noon(DAY), DAY)
CARDS = ("deck/a", "deck/b", "deck/c")
MARKS = ("suspend", "bury", "flag", "unflag", "want", "reset")


def said(event: Event | None) -> str | None:
    return None if event is None else f"{event.kind} {event.card}"


def states(store: Store) -> list[CardState]:
    return [store.state(card) for card in CARDS]


def test_redo_leads_forward_through_every_state_over_restarts(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    seen = [states(store)]
    for event in (
        answer("deck/a", 4),
        answer("deck/b", 2),
        mark("deck/a", "suspend"),
        mark("deck/b", "reset"),
        answer("deck/a", 5, DAY + 1),
        NewEvent(Moment(noon(DAY), DAY), "deck/c", "reschedule", detail=f'{{"due": {DAY + 9}}}'),
    ):
        store.record(event)
        seen.append(states(store))
    for _ in seen[1:]:
        assert store.undo(NOW) is not None
    assert states(store) == [NEW] * 3
    for after in seen[1:]:
        with Store(store.path) as later:
            assert later.redo(NOW) is not None
            assert states(later) == after
            assert later.mismatches() == []
    assert store.redo(NOW) is None
    assert store.undo(NOW) is not None
    assert states(store) == seen[-2]


def test_what_is_done_anew_ends_what_could_be_done_again(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    store.record(answer("deck/b", 4))
    store.undo(NOW)
    store.undo(NOW)
    assert said(store.redo(NOW)) == "review deck/a"
    store.record(answer("deck/b", 2))
    assert store.redo(NOW) is None
    assert store.deeds(9)[1] == []
    store.undo(NOW)
    assert said(store.redo(NOW)) == "review deck/b"
    assert store.state("deck/b").memory is not None
    assert store.today(DAY).new == 2


def test_what_was_done_as_one_is_done_again_as_one(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    store.record(answer("deck/c", 4))
    store.record_all([mark(card, "suspend") for card in CARDS])
    after = states(store)
    done, taken_back = store.deeds(9)
    assert [(said(deed.event), deed.number) for deed in done] == [("suspend deck/a", 3), ("review deck/c", 1)]
    assert taken_back == []
    assert said(store.undo(NOW)) == "suspend deck/a"
    assert [(said(deed.event), deed.number) for deed in store.deeds(9)[1]] == [("suspend deck/a", 3)]
    assert said(store.redo(NOW)) == "suspend deck/a"
    assert states(store) == after


def test_a_list_holds_no_more_than_was_asked_for_the_newest_first(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    for card in CARDS:
        store.record(answer(card, 4))
    store.undo(NOW)
    done, taken_back = store.deeds(1)
    assert [said(deed.event) for deed in (*done, *taken_back)] == ["review deck/b", "review deck/c"]


def test_what_another_device_did_is_neither_undone_nor_redone_here(tmp_path: Path) -> None:
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "two.db") as two:
        for store in (one, two):
            Shelf(store, *(basic(name) for name in "abc"))
        one.record(answer("deck/a", 4))
        one.undo(NOW)
        two.merge(one.events())
        assert two.redo(NOW) is None
        assert two.deeds(9) == ([], [])
        two.record(answer("deck/b", 4))
        one.merge(two.events())
        assert said(one.redo(NOW)) == "review deck/a"  # the other's answer is not this one's next
        two.merge(one.events())
        assert states(one) == states(two)
        assert one.state("deck/a").memory is not None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "mark", "undo", "undo", "redo", "redo", "merge"]),
        st.sampled_from([0, 1]),
        st.sampled_from(CARDS),
        st.integers(0, 5),
    ),
    max_size=25,
)


@pytest.mark.hypothesis
@given(steps=STEPS)
@some(12)
def test_undo_and_redo_are_the_fold_without_what_is_undone_on_two_devices(
    steps: list[tuple[str, int, str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        stores = [Store(Path(folder) / name) for name in ("one.db", "two.db")]
        stand: list[list[str]] = [[], []]
        """What each device did and has not taken back; and what it took back and could do again."""
        back: list[list[str]] = [[], []]
        try:
            for store in stores:
                Shelf(store, *(basic(name) for name in "abc"))
            for at, (what, who, card, number) in enumerate(steps):
                store, day = stores[who], DAY + at // 4
                if what == "answer":
                    stand[who].append(store.record(answer(card, number, day)).id)
                    back[who].clear()
                elif what == "mark":
                    stand[who].append(store.record(mark(card, MARKS[number], day)).id)
                    back[who].clear()
                elif what == "undo":
                    event = store.undo(Moment(noon(day), day))
                    assert (event.id if event else None) == (stand[who][-1] if stand[who] else None)
                    back[who] += [stand[who].pop()] if event else []
                elif what == "redo":
                    event = store.redo(Moment(noon(day), day))
                    assert (event.id if event else None) == (back[who][-1] if back[who] else None)
                    stand[who] += [back[who].pop()] if event else []
                else:
                    store.merge(stores[1 - who].events())
                assert [deed.event.id for deed in store.deeds(99)[0]] == stand[who][::-1]
                assert [deed.event.id for deed in store.deeds(99)[1]] == back[who][::-1]
                assert store.mismatches() == []
            for one, other in (stores, stores[::-1]):
                one.merge(other.events())
            assert states(stores[0]) == states(stores[1])
            events = stores[0].events()
            kept = {*stand[0], *stand[1]}
            done = [event for event in events if event.kind not in ("undo", "redo")]
            assert {event.id for event in done if event.id not in undone(events)} == kept
            for card in CARDS:
                mine = [event for event in done if event.card == card and event.id in kept]
                assert stores[0].state(card) == replay(mine, DEFAULT)
        finally:
            for store in stores:
                store.close()


def test_what_is_passed_over_stays_as_it_is_with_all_that_was_done_with_it(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    store.record(answer("deck/c", 4))
    group = store.record_all([mark(card, "suspend") for card in CARDS])
    passed = [group[0].id]
    before = store.state("deck/c")
    assert said(store.undo(NOW, passed)) == "review deck/c"
    assert [said(deed.event) for deed in store.deeds(9)[0]] == ["suspend deck/a"]
    assert store.undo(NOW, passed) is None
    store.undo(NOW)
    assert store.redo(NOW, [group[0].id, store.deeds(9)[1][1].event.id]) is None
    assert said(store.redo(NOW, passed)) == "review deck/c"
    assert said(store.redo(NOW)) == "suspend deck/a"
    assert store.state("deck/c") == before
    assert store.mismatches() == []
