"""A leech as lines, with what may be why. Part of the gate for deck text."""

from textual.content import Content

from trainer.practice.leeches import Leech
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.lines.markdown import inline

_BLANK = Content()


def leech_lines(leech: Leech, width: int) -> list[Content]:
    """Return the question, what was given instead of its answer, and what is easily mixed up with it."""
    lines = wrap(inline(leech.question), width)
    for text in leech.instead:
        lines += [_BLANK, *wrap(inline(text), width)]
    if leech.confusable:
        lines += [_BLANK, Content.styled("easily mixed up with", ".dim")]
    for text in leech.confusable:
        lines += hang(Content("  "), wrap(inline(text), width - 2))
    return lines
