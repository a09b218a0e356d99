"""The log has one order, wherever it is asked for, also of what a damaged history dates in two ways."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from tests.store.build import DAY, MILLISECONDS, Shelf, answer, basic, mark, noon
from trainer.core.ids import new_id
from trainer.core.log import Event, detail_of
from trainer.core.moment import Moment, agrees, log_order, midnight, stands_at
from trainer.replicate.lines import line, read
from trainer.scheduling.replay import replay
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b")
KINDS = ("review", "reset", "reschedule", "suspend", "unsuspend", "flag", "unflag")
ODD = st.sampled_from([0, 0, 0, 1, -1, 2, -2, 100, -100, 5000])


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    """Events of two cards over some days, of which damage changed instants, study days and zones."""
    events: list[Event] = []
    for number in range(draw(st.integers(1, 12))):
        day = DAY + draw(st.integers(0, 9))
        offset = draw(st.sampled_from([0, 60, -600, 840]))
        at = noon(day) - offset * 60_000 + draw(st.sampled_from([0, 1, -10_000_000, 30_000_000]))
        kind = draw(st.sampled_from(KINDS))
        grade = draw(st.integers(0, 5)) if kind == "review" else None
        detail = detail_of(due=day + 9) if kind == "reschedule" else ""
        id = new_id(at, events[-1].id if events else "")
        event = Event(id, "device", at, day, offset, CARDS[number % 2], kind, grade, took=900, detail=detail)
        at, day = at + MILLISECONDS * draw(ODD), day + draw(ODD)
        events.append(event._replace(at=at, day=day, scheduler="sm2"))
    return events


def in_order(events: Sequence[Event]) -> list[str]:
    return [event.id for event in sorted(events, key=log_order)]


@pytest.mark.hypothesis
@given(log=logs(), cut=st.integers(0, 12))
@some(60)
def test_all_places_have_one_order(log: list[Event], cut: int) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder, "one.db")) as store:
        Shelf(store, basic("a"), basic("b"))
        store.merge(log[cut:])
        store.merge(log)
        assert [event.id for event in store.events()] == in_order(log)
        told = {event.id: event for event in log}
        assert [event.id for event in store.log(KINDS)] == in_order(log)
        for card, mine in store.histories():
            assert [event.id for event in mine] == in_order([one for one in log if one.card == card])
            assert [event.id for event in store.history(card)] == [event.id for event in mine]
            assert store.newest(card) == log_order(told[mine[-1].id])
            assert store.state(card) == replay(mine[::-1], store.scheduler)
        assert (store.mismatches(), [*store.miscounted()]) == ([], [])
        for card in CARDS:
            store.record(answer(card, 4, DAY + 20))
            state = replay([one for one in store.events() if one.card == card], store.scheduler)
            assert store.state(card) == state
        with Store(Path(folder, "other.db")) as other:
            other.merge(filter(None, (read(line(event)) for event in store.events()[::-1])))
            assert (other.events(), other.states()) == (store.events(), store.states())


def damaged(store: Store, at: int = 0, day: int = 0) -> Event:
    """Have two answers in a history, and then one of which the instant and the study day are so many days
    off."""
    Shelf(store, basic("a"))
    store.record_all([answer("deck/a", 4, DAY), answer("deck/a", 4, DAY + 1)])
    event = store.record(answer("deck/a", 2, DAY + 7))
    assert store.undo(Moment(event.at, event.day)) is not None
    odd = event._replace(id=new_id(event.at, store.events()[-1].id), at=event.at + at * MILLISECONDS)
    store.merge([odd := odd._replace(day=odd.day + day)])
    assert agrees(odd) == (at == day == 0)
    return odd


@pytest.mark.parametrize(("at", "day"), [(5000, 0), (-5000, 0), (0, 5000), (0, -5000), (0, 0)])
def test_what_is_done_later_holds_whichever_of_the_two_is_damaged(store: Store, at: int, day: int) -> None:
    damaged(store, at, day)
    due = detail_of(due=DAY + 20)
    store.record(mark("deck/a", "reschedule", DAY + 9, detail=due))
    memory = store.state("deck/a").memory
    assert memory is not None
    assert memory.due == DAY + 20, "the day that doctor has one say"
    assert store.mismatches() == []


def test_an_instant_in_the_future_does_not_repeat_a_failure_after_each_answer(store: Store) -> None:
    damaged(store, at=26_000)
    for day in (8, 9, 15):
        store.record(answer("deck/a", 5, DAY + day))
    memory = store.state("deck/a").memory
    assert memory is not None
    assert memory.due > DAY + 20


def test_what_agrees_counts_where_it_is() -> None:
    for offset in (-720, 0, 845):
        for hours in range(4, 28):
            at = noon(DAY) + (hours - 12) * 3_600_000 - offset * 60_000
            event = Event("id", "device", at, DAY, offset, "deck/a", "review", 4)
            assert agrees(event)
            assert stands_at(event) == at
            late = event._replace(at=at + 2 * MILLISECONDS)
            assert stands_at(late) == midnight(DAY + 1, offset) - 1
