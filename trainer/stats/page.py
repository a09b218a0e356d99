"""The figures as one HTML page: no scripts, nothing loaded, light and dark. jinja2 escapes every text."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from trainer.charts.calendar import WEEKDAYS, busiest, months, shade
from trainer.core.dates import said
from trainer.core.day import iso
from trainer.core.reads import as_shown
from trainer.core.text import counted, one_line, percent, times
from trainer.files import reserve
from trainer.files import save as save_file
from trainer.stats.figures import YEAR, Figures
from trainer.stats.lines import KEYS, asked, by_least, by_topic, minutes, title_of_ease, title_of_year, whole


class Cell(NamedTuple):
    """A day of the calendar: its column and row, its date, its answers, and its shade from 0 to 4."""

    week: int
    weekday: int
    date: str
    answers: int
    shade: int


def page(at: Figures) -> str:
    """Return the page."""
    cells = list(_cells(at))
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            at=at,
            title=f"Practice until {said(at.day)}: {one_line(at.of, 80)}",
            year=title_of_year(at),
            cells=cells,
            months=list(months(_monday(at), cells[-1].week + 1)),
            weekdays=WEEKDAYS,
            busiest=busiest(at.calendar, at.day),
            forecast=[(said(at.day + ahead, at.day), count) for ahead, count in enumerate(at.forecast)],
            recent=list(_recent(at)),
            minutes=[(day, spent) for (day, _), spent in zip(_recent(at), minutes(at), strict=True)],
            ease=title_of_ease(at),
            keys=list(zip(KEYS, at.keys, strict=True)),
            asked=asked(at),
            topics=by_topic(at.decks),
            decks=by_least(at.decks),
        )
    )


def save(at: Figures, folder: Path) -> Path:
    """Write the page into ``folder`` and return its path. No file is overwritten.

    Raises:
        FileError: it cannot be written there.
    """
    (path,) = reserve(folder, f"stats-{iso(at.day)}", [".html"])
    save_file(path, page(at).encode())
    return path


def _cells(at: Figures) -> Iterator[Cell]:
    counts, most = at.calendar, busiest(at.calendar, at.day)
    monday = _monday(at)
    for day in range(at.day - YEAR + 1, at.day + 1):
        answers = counts.get(day, 0)
        yield Cell((day - monday) // 7, (day - monday) % 7, said(day), answers, shade(answers, most))


def _monday(at: Figures) -> int:
    """Return the first day of the week in which the year of the calendar begins."""
    first = at.day - YEAR + 1
    return first - date.fromordinal(first).weekday()


def _recent(at: Figures) -> Iterator[tuple[str, int]]:
    counts = at.calendar
    for day in range(at.day - 29, at.day + 1):
        yield said(day, at.day), counts.get(day, 0)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("trainer.stats", "."), autoescape=True, undefined=StrictUndefined
    )
    filters: dict[str, Any] = {
        "percent": percent,
        "short": one_line,
        "counted": counted,
        "said": said,
        "times": times,
        "plainly": as_shown,
        "whole": whole,
    }
    environment.filters.update(filters)
    return environment
