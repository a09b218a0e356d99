"""A card's turn as lines: question, options or table, hints; after the reveal the answer and its notes."""

from typing import NamedTuple

from textual.content import Content

from trainer.core.card import Reference
from trainer.core.cloze import hidden
from trainer.core.kinds import Cloze, Face, Table
from trainer.core.text import clean, one_line
from trainer.study.library import StudyCard
from trainer.study.turn import Turn
from trainer.tui.blocks import Grid
from trainer.tui.layout import grid, hang, lay_out, wrap
from trainer.tui.markdown import inline, parse

_BLANK = Content()
_ANSWER = Content.styled("───", ".dim")


class Drawn(NamedTuple):
    """The lines of a card; ``fresh`` is the number of the line where what was asked for last begins."""

    lines: list[Content]
    fresh: int


def draw(turn: Turn, width: int) -> Drawn:
    """Return the lines of the card as far as it is shown. The question is the same before and after."""
    face = turn.face
    in_place = turn.revealed and turn.card.note.kind == "cloze"
    lines = lay_out(parse(face.answer if in_place else face.prompt), width)
    fresh = 0
    if face.options:
        lines += _options(turn, width)
    elif face.table is not None:
        start = len(lines)
        lines += [_BLANK, *_table(face.table, width, revealed=turn.revealed)]
        if turn.revealed:
            fresh = next((at for at in range(start, len(lines)) if _has(lines[at], ".answer")), start)
    elif face.steps:
        lines += _steps(turn, width)
    for number, hint in enumerate(turn.hints, 1):
        head = Content.styled(f"hint {number}  ", ".dim")
        if not turn.revealed:
            fresh = len(lines) + 1
        lines += [_BLANK, *hang(head, lay_out(parse(hint), width - head.cell_length))]
    if turn.revealed:
        if in_place:
            lines += _hidden_in_code(turn, face, width)
        elif not face.options and face.table is None:
            fresh = len(lines) + 1
            lines += [_ANSWER, *lay_out(parse(face.answer), width)]
        lines += _notes(turn.card, width)
    return Drawn(lines, fresh)


def cited(card: StudyCard) -> tuple[Reference, ...]:
    """Return what the card's note cites, in its order; an id that nothing explains stands for itself."""
    known = {reference.key: reference for reference in card.sources}
    return tuple(known.get(key, Reference(key, key)) for key in card.note.cite)


def source_lines(card: StudyCard, width: int) -> list[Content]:
    """Return the sources of a card with their addresses, as plain text."""
    lines: list[Content] = []
    for reference in cited(card):
        if lines:
            lines.append(_BLANK)
        seen = f" (seen {reference.seen})" if reference.seen else ""
        lines += wrap(Content(clean(reference.title + seen)), width)
        if reference.url:
            lines += wrap(Content(clean(reference.url)).stylize(".dim"), width)
    return lines or wrap(Content("This note names no sources."), width)


def _options(turn: Turn, width: int) -> list[Content]:
    face = turn.face
    lines: list[Content] = []
    if face.several:
        right = sum(option.right for option in face.options)
        lines += [_BLANK, *wrap(Content.styled(f"choose {right}", ".dim"), width)]
    lines.append(_BLANK)
    for index, option in enumerate(face.options):
        picked = index in turn.picked
        box = ("[x]" if picked else "[ ]") if face.several else ("(•)" if picked else "( )")
        number = str(index + 1) if index < 9 else " "
        sign = ("✓" if option.right else "✗") if turn.revealed else " "
        tone = (".good" if option.right else ".bad") if turn.revealed else ".strong" if picked else ""
        head = (
            Content.assemble((sign, tone), f" {number} {box} ")
            if width >= 30
            else Content(f"{sign}{number}{box} ")
        )
        room = width - head.cell_length
        body = lay_out(parse(option.text), room)
        if turn.revealed:
            because = Content.assemble(": ", inline(option.because)) if option.because else _BLANK
            word = ("right" if option.right else "wrong") + (", your pick" if picked else "")
            verdict = Content.assemble((word, tone), because)
            body += wrap(verdict.stylize_before(".note"), room)
        lines += hang(head, body)
    return lines


def _steps(turn: Turn, width: int) -> list[Content]:
    """Show the steps with the key that places each, and the place that it was given."""
    lines: list[Content] = [_BLANK]
    for index, step in enumerate(turn.face.steps):
        place = f"{turn.placed.index(index) + 1}." if index in turn.placed else "  "
        head = Content.assemble(f"{index + 1} ", (f"[{place}] ", ".strong" if index in turn.placed else ""))
        lines += hang(head, lay_out(parse(step), width - head.cell_length))
    return lines


def _table(table: Table, width: int, *, revealed: bool) -> list[Content]:
    """Show the table with its hidden cell as ``?``, or filled in and marked. Columns keep their widths."""
    row, column = table.hidden
    cells = [[inline(cell) for cell in cells] for cells in table.rows]
    columns = tuple(inline(name) for name in table.columns)
    answer = Content.assemble(("→ ", ".answer"), cells[row][column].stylize_before(".answer"))

    def with_cell(cell: Content) -> Grid:
        cells[row][column] = cell
        return Grid(columns, tuple(tuple(cells) for cells in cells))

    full = with_cell(answer)
    return grid(full if revealed else with_cell(Content.styled(" ? ", "bold reverse")), width, full)


def _hidden_in_code(turn: Turn, face: Face, width: int) -> list[Content]:
    """Name the hidden words that stand inside code, where nothing can set them off."""
    body = turn.card.note.body
    if not isinstance(body, Cloze):
        return []
    number = int(turn.card.key.rpartition("#c")[2])
    inside = [part for part in hidden(body.text, number) if f"**{part}**" not in face.answer]
    return [_BLANK, *wrap(Content(f"→ {', '.join(inside)}").stylize(".answer"), width)] if inside else []


def _notes(card: StudyCard, width: int) -> list[Content]:
    note = card.note
    lines: list[Content] = []
    if note.why:
        lines += [_BLANK, *lay_out(parse(note.why), width)]
    if note.corrects:
        sign = Content.styled("⚠ ", ".warn")
        lines += [_BLANK, *hang(sign, lay_out(parse(note.corrects), width - 2))]
    facts = [f"as of {note.as_of}"] if note.as_of else []
    facts += [reference.title for reference in cited(card)]
    if facts:
        short = " · ".join(one_line(fact, 48) for fact in facts)
        lines += [_BLANK, *wrap(Content(short).stylize(".dim"), width)]
    return lines


def _has(line: Content, style: str) -> bool:
    return any(span.style == style for span in line.spans)
