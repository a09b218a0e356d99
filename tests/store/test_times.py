"""Instant, study day and difference to UTC of an event bound each other: where they contradict, the id, the
indexes or what its device wrote before and after tell which was damaged, or it is named."""

import pytest

from tests.store.build import DAY, MILLISECONDS, noon
from tests.store.test_witnesses import ids, made
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.core.moment import Moment, agrees
from trainer.store import examine
from trainer.store.clocks import doubtful
from trainer.store.forms import Arrived, meant
from trainer.store.witnesses import corrected

NOW = Moment(noon(DAY + 20), DAY + 20)
YEAR = 365 * MILLISECONDS


@pytest.fixture
def events() -> list[Event]:
    """Events of a device whose clock was ahead once: all later ids count on from that one."""
    return made([3000, *range(12)])


def spoilt(events: list[Event], place: int, *, at: int = 0, day: int = 0) -> list[Event]:
    """Events of which one has another instant or study day."""
    damaged = events[place]._replace(at=at or events[place].at, day=day or events[place].day)
    return [*events[:place], damaged, *events[place + 1 :]]


def test_each_study_day_that_can_be_fits() -> None:
    for offset in (-12 * 60, 0, 14 * 60):
        for hour in range(24):
            at = noon(DAY) + (hour - 12) * MILLISECONDS // 24 - offset * 60_000
            fitting = [day for day in range(DAY - 3, DAY + 4) if agrees(Moment(at, day, offset))]
            assert fitting == [DAY - 1, DAY]


@pytest.mark.parametrize("indexed", [False, True])
def test_the_day_tells_that_an_instant_is_damaged(events: list[Event], *, indexed: bool) -> None:
    """Also where the damage is in all that has the instant: then it is put between those around it, and
    counted; it was no answer of a wrong clock."""
    there = spoilt(events, 6, at=events[6].at + 9 * YEAR)
    told = {events[6].id: [("at", there[6].at), ("at", there[6].at), ("day", events[6].day)]}
    assert [event.id for event in doubtful(there, NOW).ahead] == [events[0].id]
    right, undecided = corrected(there, ids(there), told if indexed else {})
    assert undecided == {events[6].id: {"at": [there[6].at]}}
    moved = right[events[6].id]
    assert moved._replace(at=0) == events[6]._replace(at=0)
    assert events[5].at <= moved.at <= events[7].at
    assert meant(there) == ({moved.id: moved}, {})


def test_what_nothing_tells_is_named_and_is_not_of_the_future(events: list[Event]) -> None:
    there = spoilt(events, 12, at=events[12].at + 9 * YEAR)
    assert doubtful(there[1:], NOW).ids == []
    (said,) = examine.of_log(there[1:], (), NOW)
    assert not said.error
    assert events[12].id in said.message
    assert "contradict" in said.message
    assert f"{events[12].id} of {events[12].card}" in said.message
    assert "say on which day it is due" in said.remedy


def test_a_value_of_thousands_of_letters_is_named_by_its_first(events: list[Event]) -> None:
    there = [*events[1:-1], events[-1]._replace(scheduler="s" * 5000, kind="k" * 5000)]
    found = [*examine.of_log(there, (), NOW)]
    assert {one.message[:8] for one in found} == {"1 event "}
    assert len(found) == 2
    assert all(len(one.line()) < 300 for one in found)


@pytest.mark.parametrize("end", ["\0\0", "\ufffd"])
def test_what_is_lost_of_a_name_is_said_so(events: list[Event], end: str) -> None:
    there = [*events[1:-1], events[-1]._replace(scheduler=f"sm2{end}")]
    assert any("sm2(lost)" in found.line() for found in examine.of_log(there, (), NOW))


def test_a_day_that_all_else_speaks_against_is_put_right(events: list[Event]) -> None:
    there = spoilt(events[1:], 5, day=events[6].day + 4000)
    assert meant(there) == ({events[6].id: events[6]}, {})
    (said,) = examine.of_log(there, (), NOW)
    assert (said.error, said.what) == (True, "value")
    arrived = Arrived()
    assert {*arrived.handed_on(there)} == {*events[1:]}
    assert arrived.mended == 1


def test_days_of_a_text_that_were_all_shifted_are_named() -> None:
    there = [event._replace(day=event.day + 100) for event in made([*range(1200)])]
    arrived = Arrived()
    assert {*arrived.handed_on(there)} == {*there}
    assert arrived.formless == {event.id: ("day",) for event in there}, "however many"
    there = there[:12]
    (said,) = examine.of_log(there, (), Moment(noon(DAY + 200), DAY + 200))
    assert said.message.startswith("12 events of which the study day and the instant contradict each other")


@pytest.mark.parametrize("far", [9 * YEAR, -9 * YEAR, 34 * YEAR])
def test_the_ids_tell_the_instants_of_several_events_in_a_row_too(far: int) -> None:
    """Of one study day, whether or not an index is damaged: that of each agrees with its id."""
    events = [
        event._replace(id=new_id(at := noon(DAY) + 60_000 * place), at=at)
        for place, event in enumerate(made([0] * 12))
    ]
    there = [event._replace(at=event.at + far * (place in (8, 9, 10))) for place, event in enumerate(events)]
    told = {event.id: [("at", event.at), ("day", event.day)] for event in there}
    for found in (meant(there).events, corrected(there, ids(there), told).events):
        assert found == {event.id: event for event in events[8:11]}
    (said,) = examine.of_log(there, (), NOW)
    assert (said.what, said.message[:8]) == ("value", "3 events")
