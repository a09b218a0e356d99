"""What stands around the decks on the first screen: the day, the days to come, the deck that is marked.
Part of the gate for deck text."""

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from trainer.charts.bars import columns
from trainer.charts.calendar import DAYS, shaded
from trainer.charts.calendar import calendar as calendar_of
from trainer.core.dates import said as date_said
from trainer.core.text import counted, one_line
from trainer.practice.overview import Detail
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.lines.markdown import inline

_CELL = 4
"""Cells of a day in the forecast."""
_LABEL = 18
_MOST = 2
"""Lines of a question that is only named."""
_SHORT = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


BRAND = Content.styled("trainer", ".heading")


def calendar(day: int, in_a_row: int, width: int) -> Content:
    """Return the date, and how many days in a row had answers, where there is room."""
    parts = [date_said(day, day)] if width >= 40 else []
    parts += [f"{counted(in_a_row, 'day')} in a row"] if width >= 60 and in_a_row > 1 else []
    return Content.styled(" · ".join(parts), ".dim")


def warning(what: str, verb: str) -> Content:
    """Return what is wrong, if anything, and which command says more."""
    return Content.styled(f"⚠ {what}: {verb}", ".warn") if what else Content()


def forecast_line(days: Sequence[int], width: int, of: str = "") -> Content:
    """Return how many cards wait on each of the coming days as one line; ``of``: where, "" where that is
    plain."""
    label = f"next {len(days)} days  " if width >= 50 else "next  "
    label = f"{of}, {label}" if of else label
    line = Content.assemble((label, ".dim"), (chrome.bars(days), ".due"))
    numbers = Content.styled(f"today {days[0]}, tomorrow {days[1]}, most {max(days)}", ".dim")
    return chrome.spread(line, numbers, width) if width >= 70 else line.truncate(width)


def forecast_block(days: Sequence[int], day: int, width: int, height: int = 1, of: str = "") -> list[Content]:
    """Return the same as columns of up to ``height`` lines, with their days and numbers; one line where those
    have no room."""
    if _LABEL + _CELL * len(days) > width:
        return [forecast_line(days, width, of)]
    dates = [date.fromordinal(day + ahead) for ahead in range(len(days))]
    names = [f"{_SHORT[at.weekday()]:>{_CELL}}" for at in dates]
    numbers = [f"{at.day:>{_CELL}}" for at in dates]
    bars = [f" {line}" for line in columns(days, height, cell=_CELL)]
    counts = [Content.styled(f"{n or '·':>{_CELL}}", "" if n else ".dim") for n in days]
    busiest = days.index(max(days))
    most = f"most {max(days)}, {phrases.when(day + busiest, day)}" if max(days) > min(days) else ""
    return [
        Content.assemble((f"{f'next {len(days)} days':{_LABEL}}", ".dim"), ("".join(names), ".dim")),
        Content.assemble((f"{of:{_LABEL}}" + "".join(numbers), ".dim")),
        *(
            Content.assemble((f"{'' if row else most:{_LABEL}}", ".dim"), (bar, ".due"))
            for row, bar in enumerate(bars)
        ),
        Content.assemble(" " * _LABEL, *counts),
    ]


def year_block(answers: Mapping[int, int], day: int, width: int) -> list[Content]:
    """Return what was done on each day of the last year as a calendar, by ``answers`` on study days."""
    lines = calendar_of(answers, day, width - _LABEL)
    if not lines:
        return []
    said = ["last 12 months", counted(sum(at > day - DAYS for at in answers), "day")]
    return [
        Content.assemble(
            (f"{'' if row >= len(said) else said[row]:{_LABEL}}", ".dim"),
            (line[:4], ".dim"),
            *((piece, ".good" if done and row else ".dim") for piece, done in shaded(line[4:])),
        )
        for row, line in enumerate(lines)
    ]


def detail_lines(
    title: Sequence[str],
    detail: Detail,
    comes: int,
    day: int,
    width: int,
    inside: Sequence[Content],
    most: int,
) -> list[Content]:
    """Return what is known of the deck that is marked, of which cards are asked next on the study day
    ``comes`` (0: none), the decks ``inside`` it, and as many weak cards as fit
    ``most`` lines, then of those not met yet. Deck text goes through the gate of Markdown."""
    name = Content(one_line(" › ".join(title), 200)) if title else Content("All decks")
    lines = wrap(name.stylize(".strong"), width)
    met = Content(f"{counted(detail.notes, 'note')} · {detail.met} met")
    if detail.weak:
        met = Content.assemble(met, " · ", (f"{detail.weak} weak", ".again"))
    lines += [Content(), *wrap(met, width)]
    if comes:
        lines += wrap(Content(f"next {phrases.when(comes, day)}"), width)
    if detail.suspended:
        lines += wrap(Content.styled(f"{counted(detail.suspended, 'card')} suspended", ".dim"), width)
    if inside:
        lines += [Content(), *inside]
    for heading, questions, role in (
        ("weakest", detail.weakest, ".again"),
        ("not met yet", detail.unmet, ".new"),
    ):
        lines += _questions(heading, questions, role, width, most - len(lines))
    return lines


def _questions(heading: str, questions: Sequence[str], role: str, width: int, most: int) -> list[Content]:
    """Return as many questions as fit ``most`` lines, below a blank one and their heading."""
    lines: list[Content] = []
    for question in questions:
        told = wrap(inline(question), width - 2)
        if len(told) > _MOST:
            told = [*told[: _MOST - 1], (told[_MOST - 1] + " …").truncate(width - 2, ellipsis=True)]
        told = hang(Content.styled("· ", role), told)
        if 2 + len(lines) + len(told) > most:
            break
        lines += told
    return [Content(), Content.styled(heading, ".dim"), *lines] if lines else []
