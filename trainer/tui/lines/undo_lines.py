"""A step that can be taken back, or done again, as a line. Part of the gate for deck text."""

from textual.content import Content

from trainer.practice.undoing import Step
from trainer.tui.lines.layout import choosable
from trainer.tui.lines.markdown import inline

ROOMY = 60
"""Cells from which on ages are told in full."""


def step_line(step: Step, wide: int, index: int, width: int, *, marked: bool) -> Content:
    """Return a step with its age in a column of so many cells; a click chooses its ``index``."""
    age = step.age if width >= ROOMY else step.short_age
    lead = Content.assemble(("› " if marked else "  ", ".key"), ("↷ " if step.undone else "  ", ".accent"))
    done = Content(f" · {step.done}" if step.about else step.done)
    room = width - lead.cell_length - wide - 2 - done.cell_length
    about = inline(step.about).truncate(max(4, room), ellipsis=True)  # what was done stays in sight
    what = (about + done).stylize(".dim" if step.undone else "")
    line = Content.assemble(lead, (f"{age:{wide}}  ", ".dim"), what)
    line = line.truncate(width, ellipsis=True)
    return choosable([line.stylize(".strong") if marked else line], index)[0]
