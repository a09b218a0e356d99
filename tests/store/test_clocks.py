"""Events of a clock that was wrong are told from all others: ahead, set back, and between two answers."""

import random
from datetime import date

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.core.log import TIMELESS, UNDOABLE
from trainer.core.moment import Moment
from trainer.store import examine
from trainer.store.clocks import doubtful
from trainer.store.store import Store

YEAR = 365
NOW = Moment(noon(DAY + 40), DAY + 40)


def written(store: Store, *days: int) -> None:
    Shelf(store, basic("a"))
    for day in days:
        store.record(answer("deck/a", 4, day))


def test_what_several_days_or_devices_say_may_be_right_and_the_clock_wrong_now(store: Store) -> None:
    written(store, *(DAY + day for day in (0, 9999, 9999)))
    one = doubtful(store.events(), NOW)
    assert (len(one.ahead), one.or_is_wrong_now) == (2, False)
    of_two = [event._replace(device=str(number)) for number, event in enumerate(one.ahead)]
    assert one._replace(ahead=of_two).or_is_wrong_now
    before = Moment(noon(DAY - 9 * YEAR), DAY - 9 * YEAR)
    written(store, DAY + 10_000)
    (found,) = examine.of_log(store.events(), (), before)
    assert "or it is now" in found.message
    assert "set it right first" in found.remedy


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ([0, 1, 2, 3], []),
        ([0, 1, 1, 1, 30], []),
        ([0, 1, 9999, 9999, 2, 3], [9999, 9999]),
        ([0, 1, 2, -5 * YEAR, 3, 4], [-5 * YEAR]),
        ([0, 1, *[-5 * YEAR] * 9], [-5 * YEAR] * 9),
        ([0, 1, *[-5 * YEAR] * 9, 2, *[-9 * YEAR] * 2], [*[-9 * YEAR] * 2, *[-5 * YEAR] * 9]),
        ([0, 1, 2, 3, 4, -20, -20, 5, 6], [-20, -20]),
        ([0, 1, 30, 2, 3, 4, 5], [30]),
        ([0, 1, 9999, -5 * YEAR, 2], [9999, -5 * YEAR]),
        ([*range(30), 5, 30], [5]),
    ],
)
def test_what_does_not_fit_is_found_and_nothing_else(store: Store, days: list[int], wrong: list[int]) -> None:
    written(store, *(DAY + day for day in days))
    found = doubtful(store.events(), NOW)
    assert [event.day - DAY for event in (*found.ahead, *found.behind)] == wrong


@pytest.mark.parametrize("day", [DAY + 9999, DAY - 9 * YEAR])
@pytest.mark.parametrize("kind", sorted(TIMELESS & UNDOABLE))
def test_what_stands_in_deck_files_and_imports_is_none_of_it(store: Store, kind: str, day: int) -> None:
    written(store, DAY, DAY + 1)
    store.record(mark("", kind, day))
    store.record(answer("deck/a", 4, day))
    found = doubtful(store.events(), NOW)
    assert [event.card for event in (*found.ahead, *found.behind)] == ["deck/a"]


def test_a_day_more_or_less_is_another_zone_or_a_clock_put_right(store: Store) -> None:
    Shelf(store, basic("a"))
    for number in range(50):
        store.record(answer("deck/a", 4, DAY, at=noon(DAY) + random.Random(number).randrange(80_000_000)))
    assert doubtful(store.events(), NOW).ids == []


def test_each_device_has_a_clock_of_its_own(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What comes from another one may be older than what is there."""
    written(store, DAY + 10, DAY + 11)
    with Store(tmp_path_factory.mktemp("other") / "other.db") as other:
        written(other, DAY - 900, DAY - 800, DAY + 5)
        store.merge(other.events())
    assert doubtful(store.events(), NOW).ids == []


def test_they_are_taken_back_as_one_and_the_schedule_is_as_without_them(store: Store) -> None:
    written(store, DAY, DAY + 6)
    before = store.states()
    written(store, *[DAY - 5 * YEAR] * 3)
    (found,) = examine.of_log(store.events(), [], NOW)
    assert found.message.startswith("3 events of a clock that was set back")
    assert "--undo-clock" in found.remedy
    assert store.take_back(doubtful(store.events(), NOW).ids, NOW) == 3
    assert store.states() == before
    assert list(examine.of_log(store.events(), [], NOW)) == []
    assert store.mismatches() == []
    assert len(store.events()) == 8, "nothing is rewritten"
    assert store.redo(NOW) is not None, "one step does all of it again"
    assert len(doubtful(store.events(), NOW).ids) == 3


@pytest.mark.parametrize("year", [9001, 9950])
def test_what_was_written_beyond_the_calendar_is_taken_back_like_the_rest(store: Store, year: int) -> None:
    written(store, DAY, DAY + 6)
    before, far = store.states(), date(year, 1, 1).toordinal()
    written(store, far, far)
    found = list(examine.of_log(store.events(), [], NOW))
    assert [one.what for one in found] == ["clock"]
    assert store.take_back(doubtful(store.events(), NOW).ids, NOW) == 2
    assert list(examine.of_log(store.events(), [], NOW)) == []
    assert (store.states(), store.mismatches()) == (before, [])
