"""The lines around the card: header, rules, key lines. Pure functions of numbers, words and a width."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from trainer.scheduling.queue import Counts
from trainer.tui.keymap import SAYS, Shown, is_key, shown_name
from trainer.tui.lines.layout import wrap

BLOCKS = " ▁▂▃▄▅▆▇█"
_ROLE = {"ahead": "due"}
LEAST, NARROW = 30, 60
MOST_LINES = 3
"""Of a status on a screen of so many cells."""


def spread(left: Content, right: Content, width: int) -> Content:
    """Put ``left`` and ``right`` at the ends of a line; ``left`` is cut where both do not fit."""
    room = width - right.cell_length - 2
    if room < 1:
        return right.truncate(width, ellipsis=True)
    left = left.truncate(room, ellipsis=True)
    return Content.assemble(left, " " * (width - left.cell_length - right.cell_length), right)


def fitting(forms: Sequence[Content], width: int) -> Content:
    """Return the first form of a line that has room, or as much of the last as has."""
    found = next((form for form in forms if form.cell_length <= width), forms[-1])
    return found.truncate(width, ellipsis=True)


def header(title: Content, counts: Counts, width: int, *, cram: bool = False) -> Content:
    """Return deck title and cards left, as words where there is room and as letters where not; of a ``cram``
    only how many, and that the schedule stays."""
    if cram:
        left = f"cram: {counts.total} left"
        roomy = width >= 60
        return spread(title, Content(f"{left}, the schedule stays" if roomy else left), width)
    words, letters = waiting(counts), waiting(counts, "{}{:.1}", " ")
    roomy = words.cell_length + min(title.cell_length, 24) + 4 <= width
    return spread(title, words if roomy else letters, width)


def waiting(counts: Counts, form: str = "{} {}", gap: str = "   ") -> Content:
    """Return how many cards wait, each kind in its colour; what does not wait is quiet."""
    return Content(gap).join(
        Content.styled(form.format(number, name), f".{_ROLE.get(name, name)}" if number else ".dim")
        for name, number in counts.parts
    )


def progress(done: int, total: int, width: int) -> Content:
    """Return a line across that is heavy as far as the session is done, with the count at its end."""
    count = f" {done}/{total}"
    room = width - len(count)
    if room < 3:
        return Content(count.strip()).truncate(width)
    return Content.assemble(bar(done, total, room), count)


def footer(status: Content, facts: Content, width: int, *, whole: bool = True) -> Content:
    """Return a line across with a status at its left and facts about the card at its right. Where the screen
    is narrow, a status that has no room without what stands in parentheses at its end takes more lines,
    `MOST_LINES` at most, if it is to be read ``whole``: without these where they have no room even so."""
    status = _pressed(status)
    core = re.sub(r" \([^()]*\)$", "", status.plain)
    if whole and LEAST < width < NARROW and cell_len(core) > width - 4:
        room = width - 3
        lines = wrap(status, room)
        if len(lines) > MOST_LINES:
            lines = wrap(status[: len(core)], room)
        if len(lines) > MOST_LINES:
            lines[MOST_LINES - 1] = (lines[MOST_LINES - 1] + " …").truncate(room, ellipsis=True)
        first, *rest = lines[:MOST_LINES]
        line = Content.assemble(("─ ", ".dim"), first, (f" {'─' * (room - first.cell_length)}", ".dim"))
        return Content("\n").join([line, *(Content("  ") + other for other in rest)])
    if status:
        status = Content.assemble(("─ ", ".dim"), in_parts(status, max(1, width - 4)), " ")
    if facts and status.cell_length + facts.cell_length + 6 <= width:
        facts = Content.assemble(" ", facts, (" ─", ".dim"))
    else:
        facts = Content()
    room = width - status.cell_length - facts.cell_length
    return Content.assemble(status, ("─" * max(0, room), ".dim"), facts).truncate(width)


def _pressed(sentence: Content) -> Content:
    """Return a sentence of which a click on a key that is in it, or on what that does, presses the key."""
    for found in SAYS.finditer(sentence.plain):
        if is_key(name := shown_name(found[1])):
            sentence = sentence.stylize(Style.from_meta({"typed": name}), found.start(1), found.end(2))
    return sentence


def in_parts(text: Content, width: int) -> Content:
    """Return a sentence that has no room without its last parts; cut only where its first part has none."""
    ends = [found.start() for found in re.finditer(r" · | \(|; ", text.plain)]
    fitting = [end for end in ends if end <= width and text.cell_length > width]
    return text[: fitting[-1]] if fitting else text.truncate(width, ellipsis=True)


def key_line(hints: Sequence[tuple[str, str]], width: int, shown: Shown = str, *, stay: int = 1) -> Content:
    """Return as many of ``hints`` (key, label), the first ones first, as fit; so many of the last ones always
    ``stay``. ``shown`` says what is pressed for a key."""
    for gap in ("   ", "  "):
        line = _join(hints, gap, shown)
        if line.cell_length <= width:
            return line
    first, last = list(hints[:-stay]), hints[-stay:]
    while first and _join([*first, *last], "  ", shown).cell_length > width:
        first.pop()
    return _join([*first, *last], "  ", shown).truncate(width)


def _join(hints: Sequence[tuple[str, str]], gap: str, shown: Shown) -> Content:
    there = [(key, label) for key, label in hints if not key or shown(key)]  # some have lost their key
    return Content(gap).join(key_with_label(key, label, shown) for key, label in there)


def key_with_label(key: str, label: str, shown: Shown = str) -> Content:
    """Return a key with its label; a click on it is the key (`Page.on_click`)."""
    found = Content.assemble((shown(key), ".key"), f" {label}" if label else "")
    name = "" if " " in key or "-" in key[1:] else shown_name(key)
    return found.stylize(Style.from_meta({"key": name})) if name else found


def foot(keys: Sequence[tuple[str, str]], shown: Shown = str, said: str = "") -> Content:
    """Return what a frame says at its foot: some words, and keys with what they do, each of which a click
    presses."""
    parts = [line for key, does in keys for line in pressing(key, [Content(f"{shown(key)} {does}")])]
    return Content(" · ").join([Content(said), *parts] if said else parts)


def pressing(key: str, lines: Iterable[Content]) -> list[Content]:
    """Return lines of which a click anywhere presses a key, by what the user reads."""
    style = Style.from_meta({"key": shown_name(key)})
    return [line.stylize(style) if line else line for line in lines]


class Grade(NamedTuple):
    """One grade key: its digit ("" where digits mean something else), its word, its interval in full and in
    short, and whether it is the one offered. ``grade`` is what a click gives where there is no digit."""

    digit: str
    word: str
    span: str
    short: str
    offered: bool
    grade: int = 0


Hints = Sequence[tuple[str, str]]
AFTER: Sequence[Hints] = ([("u", "undo"), ("?", "keys")], [("u", ""), ("?", "")], [("?", "")])
"""What stands behind the grades, the fullest first."""

_SHORT_OF_WORDS = 2
"""So many of the last tails are only for where not all intervals of the grades have room."""

_APART, _TOUCHING = (1, 0), -1
"""For columns that have no room: two blanks between grades, or one, or none before the bracket."""


def grade_line(
    grades: Sequence[Grade], tails: Sequence[Hints], width: int, shown: Shown = str, *, ticking: bool = False
) -> Content:
    """Return the grade keys, with as much of word and interval as fits, and other keys behind them.

    They stand in columns of one width where there is room, so that each stays where it is from card to card.
    ``tails`` are the other keys with their labels, the fullest first; those of the last one always stay. The
    grades get the room, but while digits are ``ticking``: then first the intervals of those that are not
    offered give way.
    """
    words = ("{0.word}  {0.span}", "{0.word} {0.short}")
    bare = ("offered", "{0.short}") if ticking else ("{0.short}", "")
    behind = [_join(tail, "  ", shown) for tail in tails] or [Content()]
    tries = [(form, tail) for tail in behind[:-_SHORT_OF_WORDS] for form in words] if ticking else []
    tries += [(form, tail) for form in (bare if ticking else (*words, *bare)) for tail in behind]
    for form, tail in tries:
        labels = [_label(grade, form) for grade in grades]
        cells = [_grade(grade, label, shown) for grade, label in zip(grades, labels, strict=True)]
        size = max(map(len, labels)) + 4
        room = width - (tail.cell_length + 2 if tail else 0)
        tight = (_TOUCHING,) if form in bare and tail is behind[-1] else ()
        apart = () if form == words[0] else _APART  # a grade is never nearer to the next than to its interval
        for column in (size + 3, size + 1, size, *apart, *tight):
            line = _in_columns(grades, cells, column)
            if line.cell_length <= room:
                return spread(line, tail, width) if tail else line
    return spread(line, tail, width) if tail else line.truncate(width)


def _label(grade: Grade, form: str) -> str:
    if form == "offered":
        return f"{grade.word} {grade.short}".strip() if grade.offered else grade.word
    return form.format(grade)


def _in_columns(grades: Sequence[Grade], cells: Sequence[Content], column: int) -> Content:
    """Put cells into columns so wide, or as near to each other as `_APART` and `_TOUCHING` say."""
    line = Content()
    for at, cell in enumerate(cells):
        before_bracket = at + 1 < len(grades) and grades[at + 1].offered
        apart = column == _APART[0] or (before_bracket and column != _TOUCHING)
        line += cell.pad_right(max(column - cell.cell_length, int(apart)))
    return line.rstrip()


def _grade(grade: Grade, label: str, shown: Shown) -> Content:
    cell = key_with_label(grade.digit, label, shown) if grade.digit else Content(label)
    if not grade.digit:
        cell = cell.stylize(Style.from_meta({"does": f"grade({grade.grade})"}))
    return Content.assemble("[", cell, "]").stylize(".strong") if grade.offered else Content(" ") + cell


def bar(part: int, whole: int, width: int) -> Content:
    """Return ``part`` of ``whole`` as a bar of ``width`` cells: something is never nothing, nor all of it."""
    filled = width * part // whole if whole else width
    if part and not filled:
        filled = 1
    return Content.assemble(("━" * filled, ".accent"), ("─" * (width - filled), ".dim"))


def bars(values: Sequence[int]) -> str:
    """Return numbers as a row of bars one character wide; zero is a dot."""
    most = max(values, default=0)
    return "".join(BLOCKS[max(1, -(-value * 8 // most))] if value else "·" for value in values)
