"""A year of days as a calendar of weeks: pure functions to lines of text."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

SHADES = "·░▒▓█"
_PLAIN = ".-+*#"
WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
"""Names beside the rows; those between go without."""


DAYS = 365
WEEKS = 53
"""Weeks that have days of such a year, whatever day of the week it ends on."""


def busiest(counts: Mapping[int, int], today: int) -> int:
    """Return how much was done on the busiest day of a year up to ``today``: the scale of its shades, however
    many of its weeks have room."""
    return max((count for day, count in counts.items() if today - DAYS < day <= today), default=0)


def calendar(counts: Mapping[int, int], today: int, width: int, *, plain: bool = False) -> list[str]:
    """Return as many weeks up to ``today`` as fit ``width`` cells, a column for each, with the months above.

    Args:
        counts: by study day (`date.toordinal`), how much was done on it.
        plain: only ASCII characters.

    A day is shaded by the quarter in which it lies of what the busiest day of the year has;
    days to come, and those before the year, are blank.
    """
    weeks = min(WEEKS, width - 4)
    if weeks < 2:
        return []
    monday = today - date.fromordinal(today).weekday() - 7 * (weeks - 1)
    most = busiest(counts, today)
    lines = [f"{'':4}{_months(monday, weeks)}".rstrip()]
    for weekday in range(7):
        cells = (_cell(counts, monday + 7 * week + weekday, today, most) for week in range(weeks))
        row = "".join(" " if level is None else (_PLAIN if plain else SHADES)[level] for level in cells)
        lines.append(f"{WEEKDAYS[weekday]:4}{row}".rstrip())
    return lines


def shaded(row: str) -> Iterator[tuple[str, bool]]:
    """Yield a row of a calendar in pieces, each with whether something was done on its days."""
    for done, piece in groupby(row, lambda sign: sign not in f"{SHADES[0]}{_PLAIN[0]} "):
        yield "".join(piece), done


def _cell(counts: Mapping[int, int], day: int, today: int, most: int) -> int | None:
    return shade(counts.get(day, 0), most) if today - DAYS < day <= today else None


def shade(count: int, most: int) -> int:
    """Return 0 for nothing, and 1 to 4 for the quarters up to ``most``."""
    return 1 + min(3, 4 * (count - 1) // max(1, most)) if count else 0


def months(monday: int, weeks: int) -> Iterator[tuple[int, str]]:
    """Yield the months that begin in one of the weeks from that of ``monday`` on: which, and their names."""
    for week in range(weeks):
        last = date.fromordinal(monday + 7 * week + 6)
        if last.day <= 7:
            yield week, f"{last:%b}"


def _months(monday: int, weeks: int) -> str:
    """Return the names of the months, each above the week in which it begins."""
    row = [" "] * (weeks + 3)
    for week, name in months(monday, weeks):
        row[week : week + 3] = name
    return "".join(row)[:weeks]
