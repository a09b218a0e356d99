"""Figures about practice, line by line."""

from trainer.core.text import one_line
from trainer.plain.talk import Talk
from trainer.stats.figures import Figures
from trainer.stats.lines import MORE, lines


def show(
    talk: Talk,
    figures: Figures,
    width: int = 80,
    *,
    plain: bool = True,
    every: bool = False,
    more: str = MORE,
) -> None:
    """Say all figures in a width; ``plain``: plots of ASCII characters only; ``every``: long lists whole,
    which ``more`` says otherwise."""
    talk.say(f"Statistics of {one_line(figures.of, 200)}", "")
    for line in lines(figures, width, plain=plain, every=every, more=more):
        talk.say("".join(text for text, _ in line).rstrip())
    if not figures.days:
        talk.say("", "Nothing was answered in the last year.")
