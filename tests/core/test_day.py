"""Study days (DESIGN section 6): dates shifted by the rollover hour, right through DST and travel."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.day import iso, short_span, span, study_day
from trainer.core.moment import Moment
from trainer.core.state import Outcome
from trainer.scheduling.sm2 import SM2

# Both changes of a year: at two or three in the morning, by half an hour, at midnight.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), 23),
    ("Europe/Berlin", date(2026, 10, 25), 25),
    ("America/New_York", date(2026, 3, 8), 23),
    ("America/New_York", date(2026, 11, 1), 25),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("Africa/Cairo", date(2025, 4, 25), 23),
    ("Africa/Cairo", date(2025, 10, 30), 25),
]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia"])
def test_a_study_day_begins_at_four_and_not_at_midnight(zone: str) -> None:
    local = ZoneInfo(zone)
    today = date(2026, 7, 15).toordinal()
    assert study_day(datetime(2026, 7, 15, 0, 0, tzinfo=local), 4) == today - 1
    assert study_day(datetime(2026, 7, 15, 3, 59, 59, 999_999, tzinfo=local), 4) == today - 1
    assert study_day(datetime(2026, 7, 15, 4, 0, tzinfo=local), 4) == today
    assert study_day(datetime(2026, 7, 15, 23, 59, tzinfo=local), 4) == today


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_day_with_a_clock_change_has_its_wall_clock_length_and_loses_no_date(
    zone: str, day: date, hours: float
) -> None:
    local = ZoneInfo(zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=local).astimezone(UTC)
    next_midnight = datetime.combine(day + timedelta(days=1), time(), local).astimezone(UTC)
    assert next_midnight - midnight == timedelta(hours=hours), "the table of clock changes is wrong"
    for rollover in range(24):
        start = midnight - timedelta(hours=24)
        days = [
            study_day((start + timedelta(minutes=15 * quarter)).astimezone(local), rollover)
            for quarter in range(4 * 72)
        ]
        steps = [after - before for before, after in pairwise(days)]
        assert set(steps) == {0, 1}
        assert days.count(day.toordinal()) / 4 in (24, hours)


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_the_rollover_is_at_four_by_the_wall_clock_on_the_day_of_a_clock_change(
    zone: str, day: date, hours: float
) -> None:
    four = datetime(day.year, day.month, day.day, 4, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    before = (four - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    assert (before.hour, before.minute) == (3, 59)
    assert study_day(before, 4) == day.toordinal() - 1
    assert study_day(four.astimezone(ZoneInfo(zone)), 4) == day.toordinal()


def test_six_days_over_a_clock_change_are_six_dates() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for morning in (datetime(2026, 3, 27, 4, 5, tzinfo=berlin), datetime(2026, 10, 23, 4, 5, tzinfo=berlin)):
        first = SM2.answer(None, 4, study_day(morning, 4)).memory
        second = SM2.answer(first, 4, first.due).memory
        assert second.due == study_day(morning + timedelta(days=7), 4)
        assert study_day(morning + timedelta(days=7, minutes=-6), 4) == second.due - 1


def test_a_flight_to_the_west_makes_the_same_instant_an_earlier_day_which_schedules_nothing_anew() -> None:
    landing = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    tokyo = study_day(landing.astimezone(ZoneInfo("Asia/Tokyo")), 4)
    angeles = study_day(landing.astimezone(ZoneInfo("America/Los_Angeles")), 4)
    assert (iso(tokyo), iso(angeles)) == ("2026-03-02", "2026-03-01")
    memory = SM2.answer(None, 4, tokyo).memory
    assert SM2.answer(memory, 2, angeles) == Outcome("drill", memory)
    assert SM2.answer(memory, 4, memory.due).kind == "review"


def test_a_flight_to_the_east_brings_the_due_date_of_the_place_one_is_in() -> None:
    takeoff = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    memory = SM2.answer(None, 4, study_day(takeoff.astimezone(ZoneInfo("America/Los_Angeles")), 4)).memory
    landing = (takeoff + timedelta(hours=12)).astimezone(ZoneInfo("Asia/Tokyo"))
    assert study_day(landing, 4) == memory.due
    assert SM2.answer(memory, 4, study_day(landing, 4)).kind == "review"


def test_the_date_that_a_zone_skipped_is_not_counted() -> None:
    apia = ZoneInfo("Pacific/Apia")  # crossed the date line: there was no 30 December 2011
    last = datetime(2011, 12, 30, 9, 0, tzinfo=UTC).astimezone(apia)
    assert iso(study_day(last, 4)) == "2011-12-29"
    assert iso(study_day((last.astimezone(UTC) + timedelta(days=1)).astimezone(apia), 4)) == "2011-12-31"


@given(
    now=st.datetimes(
        min_value=datetime(1990, 1, 2),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-12), timedelta(hours=14))),
    ),
    rollover=st.integers(0, 23),
)
def test_the_study_day_is_the_wall_clock_date_less_the_rollover_hours(now: datetime, rollover: int) -> None:
    wall = now.replace(tzinfo=None)
    assert iso(study_day(now, rollover)) == (wall - timedelta(hours=rollover)).date().isoformat()


@pytest.mark.parametrize("hour", [-1, 24])
def test_an_impossible_rollover_hour_is_an_error(hour: int) -> None:
    with pytest.raises(ValueError, match="rollover hour"):
        study_day(datetime(2026, 1, 1, tzinfo=UTC), hour)


def test_a_time_without_its_zone_is_an_error() -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        study_day(naive, 4)
    with pytest.raises(ValueError, match="zone"):
        Moment.of(naive, 4)


@pytest.mark.parametrize(
    ("zone", "minutes"),
    [("UTC", 0), ("Europe/Berlin", 120), ("America/St_Johns", -150), ("Asia/Kathmandu", 345)],
)
def test_the_offset_is_in_minutes_ahead_of_utc(zone: str, minutes: int) -> None:
    assert Moment.of(datetime(2026, 7, 1, 12, tzinfo=ZoneInfo(zone)), 4).offset == minutes


@pytest.mark.parametrize(
    ("days", "words", "short"),
    [
        (-3, "today", "⟳"),
        (0, "today", "⟳"),
        (1, "1 day", "1d"),
        (59, "59 days", "59d"),
        (60, "2 months", "2mo"),
        (365, "12 months", "12mo"),
        (730, "2.0 years", "2.0y"),
        (36500, "100.0 years", "100.0y"),
    ],
)
def test_intervals_in_words(days: int, words: str, short: str) -> None:
    assert (span(days), short_span(days)) == (words, short)
