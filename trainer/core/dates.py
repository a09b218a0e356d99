"""Dates as people say them, and back: ``2026-12-10``, ``10 Dec``, ``10.12.``, ``+14d``, ``tomorrow``,
``friday``."""

import re
from datetime import date

from trainer.core.errors import UsageError
from trainer.core.log import LAST_DAY
from trainer.core.moment import Moment

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)
_SEVERAL = {"weekend": WEEKDAYS[5:], "weekday": WEEKDAYS[:5]}
_DAYS = {"d": 1, "day": 1, "days": 1, "w": 7, "week": 7, "weeks": 7}
_EXAMPLES = "2026-12-10, 10 Dec, +14d, tomorrow or friday"

_LONG = 183
"""Days from one date to another, without a year, that are more likely exchanged."""


def read_day(text: str, today: int) -> int:
    """Return the study day that a date names; one without a year, and a weekday, is the next one after
    ``today`` (a day and month that are today's are today).

    Raises:
        UsageError: it names none.
    """
    words = re.sub(r"[\s,]+", " ", text.strip().casefold())
    if either := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/[0-9]{2,4})?", words):
        either_way = [place for place in map(int, either.groups()) if 1 <= place <= 12]
        months = " or ".join(MONTHS[place - 1].title() for place in dict.fromkeys(either_way))
        raise UsageError(f"{text!r} may be the day or the month first; name the month ({months or 'Dec'})")
    if found := re.fullmatch(r"(?:\+|in )? ?([0-9]{1,3}) ?(?:m|mo|month|months)", words):
        raise UsageError(f"{text!r}: months differ in length; say +{30 * int(found[1])}d, or the date")
    if found := re.fullmatch(r"(?:\+|in )? ?([0-9]{1,2}) ?(?:y|yr|year|years)", words):
        raise UsageError(f"{text!r}: years differ in length; say +{365 * int(found[1])}d, or the date")
    day = _read(words, today)
    if day is not None and day > LAST_DAY:
        raise UsageError(f"{text!r} is too far ahead: dates go up to {said(LAST_DAY)}")
    if day is None or day < 1:
        raise UsageError(f"{text!r} is no date; say it as {_EXAMPLES}")
    return day


def read_due(text: str, today: int) -> int:
    """Return the study day on which a card is to be due: a number of days from ``today``, or a date as
    `read_day` reads it.

    Raises:
        UsageError: it names none.
    """
    words = text.strip()
    return read_day(f"+{words}" if words.isascii() and words.isdecimal() else words, today)


def read_days(text: str, today: int) -> tuple[int, int]:
    """Return the first and the last study day of ``FROM..TO``, or of a single date. Days without a year are
    those going on, or the next ones after ``today``.

    Raises:
        UsageError: it names none, the last day comes before the first, or without a year being said so much
            later that the two are rather exchanged, or days that are over are nearer than the next ones.
    """
    first, dots, last = text.partition("..")
    for day, which in ((first, "first"), (last, "last")):
        if dots and not day.strip():
            raise UsageError(f"{text.strip()!r}: the {which} day is missing; say both, as 24 Dec..2 Jan")
    begin = read_day(first, today)
    if _is_of_any_year(first, begin) and (before := read_day(first, begin - 366)) < begin:
        over = read_day(last, before) if dots else before
        if before <= over and today <= over <= before + _LONG:
            return before, over  # it is going on
        if before <= over < today and today - over < begin - today:
            raise UsageError(f"{said_days(before, over)} is over; say the year if another one is meant")
    end = read_day(last, begin) if dots else begin
    if end < begin:
        raise UsageError(f"{text!r} ends before it begins")
    if end - begin > _LONG and _is_of_any_year(last, end):
        raise UsageError(
            f"{text.strip()!r} ends before it begins, or lasts until {said(end)}; that has its year with it"
        )
    return begin, end


def _is_of_any_year(text: str, day: int) -> bool:
    """Is ``day``, which ``text`` names, a day and a month without a year?"""
    return read_day(text, day) == day and read_day(text, day + 1) > day + _LONG


def read_weekdays(text: str) -> frozenset[int]:
    """Return the weekdays (0 is Monday) of a list such as ``sat,sun``, or ``weekend``; ``none`` is no day.

    Raises:
        UsageError: a word is no weekday.
    """
    words = [word for word in re.split(r"[\s,]+", text.strip().casefold()) if word]
    if words in (["none"], ["no"]):
        return frozenset()
    words = [day for word in words for day in _SEVERAL.get(word.removesuffix("s"), (word,))]
    found = {word: _place(word, WEEKDAYS) for word in words}
    wrong = next((word for word, place in found.items() if place is None), None)
    if wrong is not None or not words:
        raise UsageError(f"{wrong or text!r} is no weekday; say days off as sat,sun, weekend or none")
    return frozenset(place for place in found.values() if place is not None)


def weekdays(days: frozenset[int]) -> str:
    """Return weekdays as `read_weekdays` reads them: ``Sat, Sun``."""
    return ", ".join(WEEKDAYS[day].title() for day in sorted(days))


def said(day: int, today: int = 0) -> str:
    """Return a study day in words, as all screens and lines have it: ``Thu 10 Dec``, with its year where that
    is not the one of ``today``. What programs read has `trainer.core.day.iso`."""
    then = date.fromordinal(day)
    year = f" {then.year}" if not today or then.year != date.fromordinal(today).year else ""
    return f"{WEEKDAYS[then.weekday()].title()} {then.day} {MONTHS[then.month - 1].title()}{year}"


def said_days(first: int, last: int, today: int = 0) -> str:
    """Return days from the first to the last in words, each as `said` has it."""
    return said(first, today) + (f" to {said(last, today)}" if last > first else "")


def night(when: Moment) -> str:
    """Say behind midnight, while the study day is still the one before, which one that is; "" else."""
    calendar = date(1970, 1, 1).toordinal() + (when.at // 60_000 + when.offset) // (24 * 60)
    return (
        f"tonight counts as {said(when.day)}: tomorrow is {said(when.day + 1)}" if calendar > when.day else ""
    )


def _read(words: str, today: int) -> int | None:
    if words in ("today", "tomorrow", "yesterday"):
        return today + ("yesterday", "today", "tomorrow").index(words) - 1
    if found := re.fullmatch(r"(\+|in )? ?([0-9]{1,5}) ?([a-z]*)", words):
        length = _DAYS.get(found[3] or ("d" if found[1] else ""))
        if length is not None:
            return today + int(found[2]) * length
    if found := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", words):
        return _of(int(found[1]), int(found[3]), int(found[4]))
    if (found := re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})?", words)) and (
        1 <= int(found[2]) <= 12
    ):
        return _day_and_month(f"{found[1]} {MONTHS[int(found[2]) - 1]} {found[3] or ''}".strip(), today)
    if (place := _place(words.removeprefix("on ").removeprefix("next "), WEEKDAYS)) is not None:
        return today + ((place - date.fromordinal(today).weekday() - 1) % 7) + 1
    return _day_and_month(words, today)


def _day_and_month(words: str, today: int) -> int | None:
    """Read ``10 dec``, ``dec 10``, ``thu 10 december 2026``."""
    parts = [re.sub(r"(?<=[0-9])(?:st|nd|rd|th)$", "", part.rstrip(".")) for part in words.split(" ")]
    if parts and _place(parts[0], WEEKDAYS) is not None:
        parts = parts[1:]
    years = [part for part in parts if re.fullmatch(r"[0-9]{4}", part)]
    days = [part for part in parts if re.fullmatch(r"[0-9]{1,2}", part)]
    months = [place for part in parts if (place := _place(part, MONTHS)) is not None]
    if len(days) != 1 or len(months) != 1 or len(years) + 2 != len(parts):
        return None
    if years:
        return _of(int(years[0]), months[0] + 1, int(days[0]))
    this = date.fromordinal(today).year
    coming = (_of(year, months[0] + 1, int(days[0])) for year in range(this, this + 9))
    return next((day for day in coming if day is not None and day >= today), None)


def _of(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of ``names`` (of three letters) a word is, in full or cut short."""
    if len(word) < 3 or word[:3] not in names:
        return None
    return names.index(word[:3]) if any(full.startswith(word) for full in _FULL) else None
