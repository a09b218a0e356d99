"""Days in a row wherever one travels: on real moments, as events have them."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.build import Shelf, basic
from trainer.core.log import ANSWERS, NewEvent
from trainer.core.moment import Moment
from trainer.scheduling.registry import DEFAULT
from trainer.stats.streaks import answers_by_day, in_a_row, streaks
from trainer.store.store import Store

HERE, AWAY = ZoneInfo("America/Los_Angeles"), ZoneInfo("Asia/Tokyo")
FLIGHT = datetime(2026, 11, 22, 8, tzinfo=AWAY)


def answered(store: Store, *times: datetime) -> None:
    Shelf(store, basic("a"))
    for time in times:
        store.record(NewEvent(Moment.of(time, 4), "deck/a", "review", grade=4, scheduler=DEFAULT.name))


def row(store: Store, now: datetime) -> tuple[int, int]:
    moment = Moment.of(now, 4)
    return in_a_row(store, answers_by_day(store, moment.day), moment)


EVENINGS = [datetime(2026, 11, day, 23, tzinfo=HERE) for day in (17, 18, 19, 20)]


def test_a_date_that_a_flight_leaves_out_breaks_no_row(store: Store) -> None:
    answered(store, *EVENINGS)
    assert row(store, FLIGHT) == (4, 4), "before the first answer there"
    answered(store, FLIGHT)
    assert row(store, FLIGHT) == (5, 5)
    assert row(store, FLIGHT + timedelta(days=1)) == (5, 5)
    assert row(store, FLIGHT + timedelta(days=2)) == (0, 5)


def test_a_day_without_practice_does_wherever_it_went_by(store: Store) -> None:
    late = FLIGHT + timedelta(hours=8, minutes=59)  # an evening once more by a clock of home
    for time, wanted in ((late, (5, 5)), (late + timedelta(minutes=2), (1, 4))):
        with Store(Path(":memory:")) as other:
            answered(other, *EVENINGS, time)
            assert row(other, time) == wanted


def test_a_night_in_the_air_breaks_no_row_of_mornings(store: Store) -> None:
    """Nothing of the date between was there but the flight."""
    answered(store, *(datetime(2026, 11, day, 7, tzinfo=HERE) for day in (17, 18, 19, 20)))
    assert row(store, FLIGHT) == (4, 4)
    answered(store, FLIGHT)
    assert row(store, FLIGHT) == (5, 5)


def test_a_date_on_which_anything_was_practised_was_not_left_out(store: Store) -> None:
    answered(store, *EVENINGS, FLIGHT)
    now = Moment.of(FLIGHT, 4)
    of_a_deck = [*answers_by_day(store, now.day)]
    assert in_a_row(store, of_a_deck, now) == (5, 5)
    answered(store, datetime(2026, 11, 21, 6, tzinfo=HERE))  # in another deck, say
    assert in_a_row(store, of_a_deck, now) == (1, 4)


def test_what_was_taken_back_is_no_answer(store: Store) -> None:
    answered(store, *EVENINGS, FLIGHT, FLIGHT + timedelta(hours=10))
    early = next(event for event in store.log(ANSWERS) if event.at == Moment.of(FLIGHT, 4).at)
    later = Moment.of(FLIGHT + timedelta(hours=11), 4)
    store.record(NewEvent(later, "deck/a", "undo", undoes=early.id))
    assert row(store, FLIGHT + timedelta(hours=12)) == (1, 4)


HOURS = st.floats(0.1, 23.9)
OFFSET = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(HOURS, OFFSET), min_size=1, max_size=12))
def test_without_a_pause_of_a_day_all_days_are_in_a_row_in_any_zones(
    steps: list[tuple[float, timezone]],
) -> None:
    at, times = datetime(2026, 5, 1, tzinfo=UTC), []
    for pause, zone in steps:
        at += timedelta(hours=pause)
        times.append(at.astimezone(zone))
    with Store(Path(":memory:")) as store:
        answered(store, *times)
        moment = max((Moment.of(time, 4) for time in times), key=lambda each: each.day)
        days = answers_by_day(store, moment.day)
        assert in_a_row(store, days, moment) == (len(days), len(days))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 70), min_size=1, max_size=12), OFFSET)
def test_at_home_only_dates_count(pauses: list[int], zone: timezone) -> None:
    at, times = datetime(2026, 5, 1, tzinfo=zone), []
    for pause in pauses:
        at += timedelta(hours=pause)
        times.append(at)
    with Store(Path(":memory:")) as store:
        answered(store, *times)
        moment = Moment.of(at, 4)
        days = answers_by_day(store, moment.day)
        assert in_a_row(store, days, moment) == streaks([*days], moment.day)
