"""Cards in a list as lines, one of them with its answer, and its history. Part of the gate for deck text."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from trainer.browse.history import Entry, intervals, lines
from trainer.browse.row import Row
from trainer.browse.wording import LANGUAGE, LANGUAGE_CELLS
from trainer.core.day import short_span
from trainer.core.library import StudyCard
from trainer.core.text import counted
from trainer.core.title import innermost
from trainer.practice.grades import Keys
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, hang, lay_out, wrap
from trainer.tui.lines.markdown import inline, parse

_BLANK = Content()
_BAR = Content.styled("▌ ", ".answer")
_DUE = 8  # cells of the column that says when a card is due
_DECK = 5  # the part of the width for the deck: a fifth
_SIGNS = {"suspended": "!", "buried": "b", "leech": "♥", "flagged": "⚑"}


def row_line(row: Row, width: int, day: int, *, marked: bool, chosen: bool) -> Content:
    """Return a card as one line of a list: its question, and as much of where it stands as has room."""
    lead = Content.assemble(("▸" if marked else " ", ".accent"), ("●" if chosen else " ", ".key"), " ")
    signs = "".join(sign for mark, sign in _SIGNS.items() if mark in row.marks)
    when = Content(f" {_when(row, day):>{_DUE}} ").stylize("" if "due" in row.marks else ".dim")
    tail = when + Content.styled(f"{signs:3}", ".warn")
    if width >= 70:
        cells = width // _DECK
        deck = Content(row.deck)
        if deck.cell_length > cells:
            deck = Content(innermost(row.deck)).truncate(cells, ellipsis=True)
        tail = "  " + deck.pad_right(cells - deck.cell_length).stylize(".dim") + tail
    room = max(4, width - lead.cell_length - tail.cell_length)
    question = inline(row.question).truncate(room, ellipsis=True)
    line = Content.assemble(lead, question, " " * (room - question.cell_length), tail)
    # Of one colour: colours reversed would be patches.
    return Content(line.plain).stylize("reverse") if marked else line


def _when(row: Row, day: int) -> str:
    if row.due is None:
        return "new"
    days = row.due_in(day)
    return f"-{short_span(-days)}" if days < 0 else "due" if days == 0 else short_span(days)


def preview_lines(card: StudyCard, row: Row, width: int) -> list[Content]:
    """Return a card as it is asked, with its answer, and what is known of it."""
    width = min(width, WIDEST)
    sides = card.note.shown(card.key)
    found = lay_out(parse(sides.prompt), width)
    found += [
        _BLANK,
        *(_BAR + line.stylize_before(".answer") for line in lay_out(parse(sides.answer), width - 2)),
    ]
    if card.note.why:
        found += [_BLANK, *lay_out(parse(card.note.why), width)]
    interval = f"interval {counted(row.interval_days, 'day')}" if row.interval_days is not None else ""
    known = [
        ", ".join(row.marks),
        interval,
        counted(row.reviews, "review") if row.reviews else "",
        counted(row.lapses, "lapse") if row.lapses else "",
        row.level,
        f"asked {row.asked} of 9" if row.asked is not None else "",
    ]
    found += [_BLANK, *wrap(Content.styled(" · ".join(filter(None, known)), ".dim"), width)]
    return found + wrap(Content.styled(row.card, ".dim"), width)


def history_lines(entries: Sequence[Entry], keys: Keys, today: int, width: int) -> list[Content]:
    """Return the history of a card: its intervals as bars, then each answer, the newest first."""
    if not entries:
        return wrap(Content("Nothing happened to this card yet."), width)
    found: list[Content] = []
    if grown := intervals(entries)[-max(1, width - 20) :]:
        plot = Content.assemble((chrome.bars(grown), ".accent"), f"  longest {counted(max(grown), 'day')}")
        found += [*hang(Content("intervals  "), [plot.truncate(max(4, width - 11))]), _BLANK]
    for line in lines(entries, keys, today):
        found += wrap(Content(line), width)
    return found


def language_lines(queries: Iterable[tuple[str, str]], width: int) -> list[Content]:
    """Return what may stand in a query, and the user's own by their names."""
    signs = ", ".join(f"{sign} {mark}" for mark, sign in _SIGNS.items())
    found = wrap(
        Content(f"Of a card: when it is due (-2d: since 2 days; 3d: in 3 days); {signs}; ● picked"), width
    )
    found += [_BLANK, Content.styled("A query", ".heading")]
    for said, meaning in (*LANGUAGE, *queries):
        label = Content.styled(f"{said}  ".ljust(LANGUAGE_CELLS), ".key")
        if width < 2 * label.cell_length:  # no room beside it
            found += [*wrap(label.rstrip(), width), *hang(Content("  "), wrap(Content(meaning), width - 2))]
        else:
            found += hang(label, wrap(Content(meaning), width - label.cell_length))
    return found
