"""The figures as lines of text for a width, with plots; what both front ends show.

A line is made of pieces, each a text with the role of its style ("" for none); plain mode takes the texts.
Texts of decks in them are cleaned, on one line, and in the words of `as_shown`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from trainer.charts.bars import bar, columns
from trainer.charts.calendar import calendar, shaded
from trainer.core import duration
from trainer.core.cells import cut, padded
from trainer.core.columns import fitted
from trainer.core.dates import said as date
from trainer.core.reads import as_shown
from trainer.core.text import counted, one_line, percent, times
from trainer.stats.figures import Figures, Group, Rate
from trainer.stats.mastery import Mastery

Piece = tuple[str, str]
Line = tuple[Piece, ...]
KEYS = ("again", "hard", "good", "easy")
MORE = "trainer stats --all"
"""What shows all rows, in a shell."""
_MOST_ROWS = 12


class Part(NamedTuple):
    """A part of the page: its title, and its lines for a width."""

    title: str
    lines: Callable[[int], Sequence[Line]]


def parts(at: Figures, *, plain: bool = False, every: bool = False, more: str = MORE) -> list[Part]:
    """Return the parts of the page in order, those left out that have nothing to say.

    ``plain``: only ASCII in plots. ``every``: also the rows of long lists that are cut otherwise; ``more``:
    what shows these, in words.
    """
    most = 10_000 if every else _MOST_ROWS

    def mastered(rows: Sequence[Mastery], width: int, most: int) -> list[Line]:
        return _mastery(rows, width, most, plain=plain, asked=at.counted, more=more)

    found = [Part(title_of_year(at), lambda width: _calendar(at, width, plain=plain))] if at.days else []
    found += [Part("Recall of cards asked again on their day", lambda width: _recall(at, width, plain=plain))]
    found += [Part(_coming(at), lambda width: _columns(at.forecast, _dates(at.day), width, plain=plain))]
    if at.days:
        recent = [(day, count) for day, count in _last(at)]
        found.append(
            Part(
                "Answers on the last 30 days",
                lambda width: _columns([n for _, n in recent], "30 days ago", width, plain=plain),
            )
        )
        found.append(
            Part(
                "Minutes on the last 30 days",
                lambda width: _columns(minutes(at), "30 days ago", width, plain=plain),
            )
        )
        found.append(Part("Answers by key", lambda width: _answers(at, width, plain=plain)))
        found.append(Part("By hour of the day", lambda width: _hours(at, width, plain=plain)))
    if any(group.cards for group in at.intervals):
        found.append(
            Part("Intervals of learnt cards", lambda width: _groups(at.intervals, width, plain=plain))
        )
    if at.eases:
        found.append(Part(title_of_ease(at), lambda width: _groups(at.eases, width, plain=plain)))
    found.append(Part(_asked(at), lambda width: mastered(by_topic(at.decks), width, 100)))
    if at.sections:
        found.append(
            Part(
                "Sections of the syllabus, the most asked first",
                lambda width: mastered(at.sections, width, most),
            )
        )
    found.append(
        Part(
            "Decks, the least known first",
            lambda width: mastered(by_least(at.decks), width, most),
        )
    )
    if at.weakest:
        found.append(Part("Weakest cards, forgotten most often", lambda width: _weakest(at, width)))
    if at.confusions:
        found.append(Part("Mixed up", lambda width: _confusions(at, width)))
    if at.mocks:
        found.append(Part("Mock interviews", lambda width: _mocks(at, width, plain=plain)))
    return found


def lines(
    at: Figures, width: int, *, plain: bool = False, every: bool = False, more: str = MORE
) -> Iterator[Line]:
    """Yield the whole page; see `parts`."""
    for number, part in enumerate(parts(at, plain=plain, every=every, more=more)):
        if number:
            yield ()
        yield from part_lines(part, width)


def part_lines(part: Part, width: int) -> Iterator[Line]:
    """Yield one part with its heading."""
    yield from (((line, "heading"),) for line in fitted([part.title], width))
    yield from part.lines(width)


def title_of_year(at: Figures) -> str:
    """Say what was done in the last year."""
    row = f", {counted(at.in_a_row, 'day')} in a row" if at.in_a_row > 1 else ""
    took = f", {duration.minutes(at.spent)}" if at.answers else ""
    what = f"{counted(at.answers, 'answer')} on {counted(len(at.days), 'day')}{took}"
    return f"Last 12 months: {what}{row}; longest {counted(at.longest, 'day')}"


def _calendar(at: Figures, width: int, *, plain: bool) -> list[Line]:
    return [
        (
            (line[:4], "dim"),
            *((piece, "good" if done and number else "dim") for piece, done in shaded(line[4:])),
        )
        for number, line in enumerate(calendar(at.calendar, at.day, width, plain=plain))
    ]


def _recall(at: Figures, width: int, *, plain: bool) -> list[Line]:
    found: list[Line] = []
    for span, title in (("month", "last 30 days"), ("year", "last 12 months")):
        rates = at.recall[span]
        if rates["all"].of:
            found.append(((f"{title}", "dim"),))
            found += [
                _rate(name, rates[key], width, plain=plain)
                for key, name in (("young", "young"), ("mature", "mature (21 days and more)"), ("all", "all"))
                if rates[key].of
            ]
    return found or [(("no card was asked again on its day yet", "dim"),)]


def _rate(name: str, rate: Rate, width: int, *, plain: bool) -> Line:
    low, high = rate.range
    said = f"{percent(rate.share):>5}  {rate.passed} of {rate.of}, likely {100 * low:.0f}–{100 * high:.0f} %"
    said = said if width - len(said) >= _NAME else said.replace("likely ", "")
    room = width - 26 - max(len(said), _RATE) - 2
    drawn = (("  ", ""), *_bar(rate.share, min(room, 30), "accent", plain=plain)) if room >= 8 else ()
    said = f"{said:{_RATE}}" if drawn else said
    return ((f"{name:26}"[: max(_NAME, width - len(said))], ""), (said, "strong"), *drawn)


_RATE = 38
"""Cells of a share in words, so that the bars behind begin at one place."""

_NAME = 8
"""Cells that are left for its name."""


def _bar(share: float, width: int, tone: str, *, plain: bool) -> Line:
    """Return a bar: what is filled in its tone, the rest quiet."""
    drawn = bar(share, width, plain=plain)
    filled = len(drawn.rstrip("─-"))
    return ((drawn[:filled], tone), (drawn[filled:], "dim"))


def _coming(at: Figures) -> str:
    total = sum(at.forecast)
    if not total:
        return "Next 30 days: nothing waits"
    most = max(at.forecast)
    ahead = at.forecast.index(most)
    when = "today" if not ahead else "tomorrow" if ahead == 1 else f"on {date(at.day + ahead, at.day)}"
    new = ", new ones too" * at.with_new
    return f"Next 30 days: {counted(total, 'card')}{new}, most {when}: {most}"


def _columns(values: Sequence[float], first: str, width: int, *, plain: bool) -> list[Line]:
    if not any(values):
        return []
    cell = 2 if width >= 2 * len(values) else 1
    values = values[: width // cell]
    found: list[Line] = [((line, "accent"),) for line in columns(values, 4, cell=cell, plain=plain)]
    most = max(values, default=0)
    return [*found, ((f"{first}  ·  most {whole(most)}"[:width], "dim"),)]


def whole(number: float) -> str:
    """Say what a column shows as a whole number, as `duration.minutes` rounds; some is never none."""
    return "under 1" if number and round(number) < 1 else str(round(number))


def _dates(day: int) -> str:
    return f"from today, {date(day)}"


def _last(at: Figures) -> list[tuple[int, int]]:
    counts = at.calendar
    return [(day, counts.get(day, 0)) for day in range(at.day - 29, at.day + 1)]


def _answers(at: Figures, width: int, *, plain: bool) -> list[Line]:
    total = sum(at.keys) or 1
    room = max(4, min(40, width - 22))
    tones = ("bad", "warn", "good", "good")
    return [
        (
            (f"{name:7}", ""),
            *_bar(count / total, room, tone, plain=plain),
            (f" {count:6}  {percent(count / total)}", ""),
        )
        for name, count, tone in zip(KEYS, at.keys, tones, strict=True)
    ]


def _hours(at: Figures, width: int, *, plain: bool) -> list[Line]:
    cell = 3 if width >= 74 else 2 if width >= 50 else 1
    found: list[Line] = [
        ((line, "accent"),) for line in columns([rate.of for rate in at.hours], 3, cell=cell, plain=plain)
    ]
    scale = "".join(f"{hour:<{6 * cell}}" for hour in (0, 6, 12, 18))
    asked = [(hour, rate) for hour, rate in enumerate(at.hours) if rate.of >= 20]
    best = max(asked, key=lambda one: one[1].share, default=None)
    said = f"best at {best[0]}:00, {percent(best[1].share)} right of {best[1].of}" if best else ""
    return [*found, ((scale.rstrip(), "dim"),), *([((said, ""),)] if said else [])]


def title_of_ease(at: Figures) -> str:
    """Say by what number the scheduler tells easy cards from others."""
    return f"{at.ease_name.capitalize()} of learnt cards"


def minutes(at: Figures) -> list[float]:
    """Return the minutes of practice on each of the last 30 days."""
    took = {one.day: one.took for one in at.days}
    return [took.get(day, 0) / 60_000 for day in range(at.day - 29, at.day + 1)]


def _groups(groups: Sequence[Group], width: int, *, plain: bool) -> list[Line]:
    most = max(group.cards for group in groups) or 1
    room = max(4, min(40, width - 22))
    return [
        (
            (f"{group.label:>11}  ", "dim"),
            *_bar(group.cards / most, room, "accent", plain=plain),
            (f" {group.cards}", ""),
        )
        for group in groups
    ]


def _asked(at: Figures) -> str:
    return f"{asked(at)}: you would recall {percent(at.known)} of {'it' if at.counted else 'them'} today"


def asked(at: Figures) -> str:
    """Say what it is of that a share is known: of what is asked, or of own notes where none of it is."""
    return "What is asked" if at.counted else "Your own notes, by their level"


def by_topic(decks: Sequence[Mastery]) -> list[Mastery]:
    """Return the decks of each topic as one, the most asked first; of those that are asked."""
    together: dict[str, list[Mastery]] = {}
    for deck in decks:
        if not deck.asked:
            continue
        together.setdefault(deck.topic, []).append(deck)
    found = []
    for topic, members in together.items():
        asked = sum(one.weight for one in members)
        known = sum(one.known * one.weight for one in members) / asked if asked else 0.0
        notes, met = (
            sum(numbers) for numbers in zip(*((one.notes, one.met) for one in members), strict=True)
        )
        found.append(Mastery(topic, topic, notes, met, known, asked))
    return sorted(found, key=lambda one: (-one.weight, one.title))


def by_least(decks: Sequence[Mastery]) -> list[Mastery]:
    """Return decks, the least known first."""
    return sorted(decks, key=lambda one: (one.known, one.title))


def _mastery(
    rows: Sequence[Mastery], width: int, most: int, *, plain: bool, asked: bool, more: str
) -> list[Line]:
    """Return a row for each: its name, a bar of what is known, and what it weighs among all that is
    ``asked``, or of all where nothing is; ``more`` says what shows the rows beyond ``most``."""
    tail = 6 + (22 if width >= 76 else 0)
    room = 10 if width >= 60 else 6
    name = max(10, min(44, width - room - tail - 2))
    found: list[Line] = []
    for row in rows[:most]:
        told = f"  {row.met} of {counted(row.notes, 'note')}" if width >= 76 else ""
        weight = f"  {percent(row.asked)} of all{' asked' * asked}" if row.asked and width >= 100 else ""
        found.append(
            (
                (f"{padded(one_line(row.title, name), name)}  ", ""),
                *_bar(row.known, room, "accent", plain=plain),
                (f" {percent(row.known):>5}", "strong"),
                (told + weight, "dim"),
            )
        )
    if len(rows) > most:
        found.append(((f"… and {len(rows) - most} more: {more}", "dim"),))
    return found


def _weakest(at: Figures, width: int) -> list[Line]:
    wide = max(len(times(one.forgotten)) for one in at.weakest)
    return [
        (
            (f"{times(one.forgotten):>{wide}}  ", "bad"),
            (one_line(as_shown(one.question), max(10, width - wide - 2)), ""),
        )
        for one in at.weakest
    ]


def _confusions(at: Figures, width: int) -> list[Line]:
    room = max(6, (width - 8) // 2)
    return [
        (
            (f"{pair.times} x  ", "warn"),
            (
                cut(
                    f"{one_line(as_shown(pair.one), room)} / {one_line(as_shown(pair.other), room)}",
                    width - 5,
                ),
                "",
            ),
        )
        for pair in at.confusions
    ]


def _mocks(at: Figures, width: int, *, plain: bool) -> list[Line]:
    room = max(4, min(20, width - 41))
    left = width - 17 - room
    return [
        (
            (f"{date(one.day, at.day):15}  ", "dim"),
            *_bar(one.score, room, "accent", plain=plain),
            (cut(f" {percent(one.score)} of {counted(one.questions, 'question')}: {one.about}", left), ""),
        )
        for one in at.mocks[-_MOST_ROWS:]
    ]
