"""Dates in the ways they are written: 9 November 1989, Nov 9th, 9.11.1989, 1989-11-09, 1989年11月9日."""

import re
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.typed.letters import plain
from trainer.grading.typed.months import MONTHS, WITHIN


class Date(NamedTuple):
    """A date; 0 for what is not said."""

    year: int
    month: int
    day: int


_ISO = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d\d?)[-./](?P<day>\d\d?)")
_DAY_FIRST = re.compile(r"(?P<day>\d\d?)\s?[-./]\s?(?P<month>\d\d?)\s?[-./]\s?(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{4})")
_EAST = re.compile(
    r"(?:(?P<year>\d{3,4})\s?[年년]\s?)?(?P<month>\d\d?)\s?[月월]\s?(?:(?P<day>\d\d?)\s?[日일号號])?"
)
_VIETNAMESE = re.compile(r"(?:ngày )?(?P<day>\d\d?) tháng (?P<month>\d\d?)(?:,? (?:năm )?(?P<year>\d{4}))?")
_PIECES = re.compile(r"\d+|[^\W\d_][^\s\d,.]*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ος|-?го|-?е)(?!\w)")
_SHAPES = (_ISO, _DAY_FIRST, _EAST, _VIETNAMESE)


def dates(text: str, language: str) -> frozenset[Date]:
    """Return the dates that a text may be, two for 4/5/1999 in English; none if it is something else."""
    tag = language.partition("-")[0].casefold()
    text = plain(text).casefold().strip(" .!?。")
    shapes = (*_SHAPES, _MONTH_FIRST) if tag == "en" else _SHAPES
    matches = (one.fullmatch(text) for one in shapes)
    found = {_date(*match.group("year", "month", "day")) for match in matches if match}
    return frozenset(date for date in (*found, _in_words(text, tag)) if date and 1 <= date.month <= 12)


def _date(year: str | None, month: str, day: str | None) -> Date | None:
    date = Date(int(year or 0), int(month), int(day or 0))
    return date if date.day <= 31 and (date.day or date.year) else None


def _in_words(text: str, tag: str) -> Date | None:
    names, within = _months(tag), plain(WITHIN).split()
    pieces = [piece for piece in _PIECES.findall(_ORDINAL.sub("", text)) if piece not in within]
    months = [names[piece] for piece in pieces if piece in names]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(months) + len(numbers) != len(pieces) or not 1 <= len(numbers) <= 2:
        return None
    days = [int(number) for number in numbers if len(number) <= 2]
    years = [int(number) for number in numbers if 3 <= len(number) <= 4]
    if len(days) > 1 or len(years) > 1 or (days and not 1 <= days[0] <= 31):
        return None
    return Date(sum(years), months[0], sum(days))


@lru_cache(maxsize=32)
def _months(tag: str) -> dict[str, int]:
    """Return the months of a language, and of English, by their names."""
    names: dict[str, int] = {}
    for one in ("en", tag):
        for number, spellings in enumerate(plain(MONTHS.get(one, "")).split(), 1):
            names |= dict.fromkeys(spellings.split("/"), number)
    return names
