"""Dates as people say them."""

from datetime import date

import pytest

from trainer.core import dates
from trainer.core.errors import UsageError
from trainer.core.log import LAST_DAY
from trainer.core.moment import Moment

TODAY = date(2026, 11, 27).toordinal()  # a Friday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-10", date(2026, 12, 10)),
        ("2026-2-3", date(2026, 2, 3)),
        ("10 Dec", date(2026, 12, 10)),
        ("Dec 10", date(2026, 12, 10)),
        ("10 December", date(2026, 12, 10)),
        ("Thu, 10 Dec 2026", date(2026, 12, 10)),
        ("10th dec.", date(2026, 12, 10)),
        ("27 Nov", date(2026, 11, 27)),
        ("26 Nov", date(2027, 11, 26)),
        ("29 Feb", date(2028, 2, 29)),
        ("+14d", date(2026, 12, 11)),
        ("+14", date(2026, 12, 11)),
        ("+2w", date(2026, 12, 11)),
        ("14d", date(2026, 12, 11)),
        ("2 weeks", date(2026, 12, 11)),
        ("in 3 days", date(2026, 11, 30)),
        ("today", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 28)),
        ("yesterday", date(2026, 11, 26)),
        ("friday", date(2026, 12, 4)),
        ("mon", date(2026, 11, 30)),
        ("next Thurs", date(2026, 12, 3)),
    ],
)
def test_a_date_is_read_in_the_ways_people_write_it(text: str, expected: date) -> None:
    assert date.fromordinal(dates.read_day(text, TODAY)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "31 Feb",
        "2026-02-30",
        "10",
        "10 20",
        "Dec",
        "+3x",
        "10 Dec 11",
        "mo",
        "monk",
    ],
)
def test_what_is_no_date_is_told_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no date; say it as"):
        dates.read_day(text, TODAY)


@pytest.mark.parametrize(("text", "days"), [("+1m", 30), ("2 months", 60), ("+10y", 3650), ("1 year", 365)])
def test_months_and_years_are_told_in_days(text: str, days: int) -> None:
    with pytest.raises(UsageError, match=rf"say \+{days}d, or the date"):
        dates.read_day(text, TODAY)


@pytest.mark.parametrize("text", ["9999-12-31", "9000-01-02", "31 Dec 9999"])
def test_what_is_too_far_ahead_is_told_so(text: str) -> None:
    with pytest.raises(UsageError, match="is too far ahead: dates go up to Wed 1 Jan 9000"):
        dates.read_day(text, TODAY)
    assert dates.read_day("9000-01-01", TODAY) == LAST_DAY


NOV = date(2026, 11, 27).toordinal()


@pytest.mark.parametrize("text", ["10 Nov..20 Nov", "26 Nov", "1 Jul..9 Jul", "10 Nov..20 Nov 2026"])
def test_days_without_a_year_that_were_lately_are_not_those_of_next_year(text: str) -> None:
    with pytest.raises(UsageError, match=r"2026 is over; say the year if another one is meant"):
        dates.read_days(text, NOV)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("20 Nov..30 Nov", date(2026, 11, 20), date(2026, 11, 30)),
        ("20 Nov..30 Nov 2026", date(2026, 11, 20), date(2026, 11, 30)),
        ("27 Nov", date(2026, 11, 27), date(2026, 11, 27)),
        ("24 Dec..2 Jan", date(2026, 12, 24), date(2027, 1, 2)),
        ("1 Mar..9 Mar", date(2027, 3, 1), date(2027, 3, 9)),
        ("10 Nov 2027..20 Nov 2027", date(2027, 11, 10), date(2027, 11, 20)),
        ("yesterday..+1d", date(2026, 11, 26), date(2026, 11, 27)),
    ],
)
def test_days_without_a_year_are_those_going_on_or_the_next(text: str, first: date, last: date) -> None:
    assert dates.read_days(text, NOV) == (first.toordinal(), last.toordinal())


def test_every_day_is_read_back_as_it_is_said() -> None:
    for day in range(TODAY, TODAY + 800):
        assert dates.read_day(dates.said(day, TODAY), TODAY) == day


def test_days_from_to() -> None:
    assert dates.read_days("24 Dec..2 Jan", TODAY) == (
        date(2026, 12, 24).toordinal(),
        date(2027, 1, 2).toordinal(),
    )
    assert dates.read_days("tomorrow", TODAY) == (TODAY + 1, TODAY + 1)
    with pytest.raises(UsageError, match="ends before it begins"):
        dates.read_days("2026-12-10..2026-12-09", TODAY)


def test_ends_that_are_exchanged_make_no_holiday_of_a_year() -> None:
    for text in ("20 Dec..18 Dec", "thu 20 dec..18.12.", "20 Dec 2027..18 Dec", "1 Feb..30 Nov"):
        with pytest.raises(UsageError, match=r"begins, or lasts until .* has its year with it"):
            dates.read_days(text, TODAY)
    for text in ("20 Dec..2027-12-18", "20 Dec..18 Dec 2027", "20 Dec..+363d", "20 Dec..1 Jun"):
        begin, end = dates.read_days(text, TODAY)
        assert end > begin + 150


@pytest.mark.parametrize(
    ("hour", "offset", "day", "told"),
    [
        (2, 0, TODAY - 1, True),
        (2, 0, TODAY, False),
        (23, 0, TODAY, False),
        (23, 120, TODAY, True),
        (1, -120, TODAY - 1, False),
    ],
)
def test_behind_midnight_it_is_said_which_day_it_still_is(
    hour: int, offset: int, day: int, told: bool
) -> None:
    at = ((TODAY - date(1970, 1, 1).toordinal()) * 24 + hour) * 3_600_000
    said = dates.night(Moment(at, day, offset))
    words = f"tonight counts as {dates.said(day)}: tomorrow is {dates.said(day + 1)}"
    assert said == (words if told else "")


@pytest.mark.parametrize(("text", "which"), [("3 Dec..", "last"), ("..3 Dec", "first"), (" .. ", "first")])
def test_a_day_that_is_missing_is_named(text: str, which: str) -> None:
    with pytest.raises(UsageError, match=f"the {which} day is missing; say both"):
        dates.read_days(text, TODAY)


def test_weekdays_are_read_as_they_are_said() -> None:
    assert dates.read_weekdays("sat,sun") == {5, 6}
    assert dates.read_weekdays("Monday wed") == {0, 2}
    assert dates.read_weekdays("none") == frozenset()
    assert dates.read_weekdays("weekend") == {5, 6}
    assert dates.read_weekdays("weekends, fri") == {4, 5, 6}
    assert dates.read_weekdays("weekdays") == {0, 1, 2, 3, 4}
    assert dates.weekdays(frozenset({6, 5})) == "Sat, Sun"
    for wrong in ("", "sat,xyz"):
        with pytest.raises(UsageError, match="is no weekday"):
            dates.read_weekdays(wrong)


def test_a_due_day_is_a_number_of_days_or_any_date() -> None:
    today = date(2026, 11, 27).toordinal()
    for text, day in (("0", today), ("9", today + 9), (" +9d ", today + 9), ("10 Dec", today + 13)):
        assert dates.read_due(text, today) == day
    for text in ("", "-1", "9999999", "soon", "1 2"):
        with pytest.raises(UsageError, match="is no date"):
            dates.read_due(text, today)
