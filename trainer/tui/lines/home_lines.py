"""What stands around the decks on the first screen: the day, the days to come, the deck that is marked.
Part of the gate for deck text."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from trainer.core.dates import said
from trainer.core.text import counted, one_line
from trainer.practice.overview import Detail
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.lines.markdown import inline

_CELL = 4
"""Cells of a day in the forecast."""
_LABEL = 18
_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


BRAND = Content.styled("trainer", ".heading")


def calendar(day: int, in_a_row: int, width: int) -> Content:
    """Return the date, and how many days in a row were practised, where there is room."""
    parts = [said(day, day)] if width >= 40 else []
    parts += [f"{counted(in_a_row, 'day')} in a row"] if width >= 60 and in_a_row > 1 else []
    return Content.styled(" · ".join(parts), ".dim")


def warning(what: str, verb: str) -> Content:
    """Return what is wrong, if anything, and which command says more."""
    return Content.styled(f"⚠ {what}: {verb}", ".warn") if what else Content()


def forecast_line(days: Sequence[int], width: int) -> Content:
    """Return how many cards wait on each of the coming days as one line."""
    label = f"next {len(days)} days  " if width >= 50 else "next  "
    line = Content.assemble((label, ".dim"), (chrome.bars(days), ".due"))
    numbers = Content.styled(f"today {days[0]}, tomorrow {days[1]}, most {max(days)}", ".dim")
    return chrome.spread(line, numbers, width) if width >= 70 else line.truncate(width)


def forecast_block(days: Sequence[int], day: int, width: int) -> list[Content]:
    """Return the same as columns with their days and numbers; one line where those have no room."""
    if _LABEL + _CELL * len(days) > width:
        return [forecast_line(days, width)]
    dates = [date.fromordinal(day + ahead) for ahead in range(len(days))]
    columns = [f"{_SHORT[at.weekday()]:>{_CELL}}" for at in dates]
    numbers = [f"{at.day:>{_CELL}}" for at in dates]
    bars = [f"{sign * 2:>{_CELL}}" if sign != "·" else f"{sign:>{_CELL}}" for sign in chrome.bars(days)]
    counts = [Content.styled(f"{n or '·':>{_CELL}}", "" if n else ".dim") for n in days]
    busiest = days.index(max(days))
    most = f"most {max(days)}, {phrases.when(day + busiest, day)}"
    return [
        Content.assemble((f"{f'next {len(days)} days':{_LABEL}}", ".dim"), ("".join(columns), ".dim")),
        Content.assemble((f"{'':{_LABEL}}" + "".join(numbers), ".dim")),
        Content.assemble((f"{most:{_LABEL}}", ".dim"), ("".join(bars), ".due")),
        Content.assemble(" " * _LABEL, *counts),
    ]


def detail_lines(title: Sequence[str], detail: Detail, day: int, width: int) -> list[Content]:
    """Return what is known of the deck that is marked. Deck text goes through the gate of Markdown."""
    name = Content(one_line(" › ".join(title), 200)) if title else Content("All decks")
    lines = wrap(name.stylize(".strong"), width)
    met = Content(f"{counted(detail.notes, 'note')} · {detail.met} met")
    if detail.weak:
        met = Content.assemble(met, " · ", (f"{detail.weak} weak", ".again"))
    lines += [Content(), *wrap(met, width)]
    if detail.next_due:
        lines += wrap(Content(f"next {phrases.when(detail.next_due, day)}"), width)
    if detail.suspended:
        lines += wrap(Content.styled(f"{counted(detail.suspended, 'card')} suspended", ".dim"), width)
    if detail.weakest:
        lines += [Content(), Content.styled("weakest", ".dim")]
        for question in detail.weakest:
            lines += hang(Content.styled("· ", ".again"), wrap(inline(question), width - 2))
    return lines
