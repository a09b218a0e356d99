"""The points of an open question as lines: each with its digit, whether it counts, and why."""

from textual.content import Content

from trainer.core.text import clean
from trainer.grading.marking import Ticks
from trainer.grading.wording import because
from trainer.tui.lines.layout import choosable, hang, lay_out
from trainer.tui.lines.markdown import parse
from trainer.tui.lines.row_lines import MARK, ticked

NARROW = 30
"""Below so many cells there is no room for the mark."""

Marked = tuple[int, int] | None


def points(ticks: Ticks, width: int, mark: int | None) -> tuple[list[Content], Marked]:
    """Return the points, and the lines (first, last) of the one that is marked. Of the answer only the words
    that decided are quoted, in one line."""
    lines: list[Content] = []
    marked = None
    for index, point in enumerate(ticks.parts):
        start = len(lines)
        sign = "" if width < NARROW else MARK if index == mark else "  "
        head = Content.assemble((sign, ".accent"), ticked(ticks, index))
        room = max(4, width - head.cell_length)
        text = lay_out(parse(f"{ticks.told(index)} **(must)**" if point.must else ticks.told(index)), room)
        if words := because(ticks, index):
            tone = ".warn" if index in ticks.doubtful else ".note"
            text.append(Content.styled(" ".join(clean(words).split()), tone).truncate(room, ellipsis=True))
        lines += choosable(hang(head, text), index)
        if index == mark:
            marked = start, len(lines) - 1
    return lines, marked
