"""How a typed text compares with the right one, as lines."""

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.text import clean
from trainer.grading.wording import SIGNS, legend, signed
from trainer.tui.lines.layout import wrap

if TYPE_CHECKING:
    from trainer.grading.typed.typed import Comparison

MOST = 8
"""Lines of a difference that are shown at most."""

TONES = {"right": ".good", "close": ".warn", "unsure": ".warn", "wrong": ".bad"}
_PIECES = {"same": "", "extra": ".bad", "missing": ".good"}


def compared(found: "Comparison", width: int) -> list[Content]:
    """Say how what was typed compares with the answer, and show the difference."""
    lines = wrap(Content.styled(f"{SIGNS[found.result]} {found.result}", TONES[found.result]), width)
    if found.result != "right":
        pieces = [Content.styled(clean(signed(piece)), _PIECES[piece.kind]) for piece in found.pieces]
        shown = wrap(Content().join(pieces), width)
        if len(shown) > MOST:  # so that the right answer below it stays in sight
            shown = [*shown[: MOST - 2], Content.styled("…", ".dim"), shown[-1]]
        lines += shown
        lines += wrap(Content.styled(legend(found.pieces), ".dim"), width)
    return lines
