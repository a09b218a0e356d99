"""What was judged of an answer, in words and signs that every front end shows alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.core.duration import minutes_seconds
from trainer.core.text import counted
from trainer.grading.order import misplaced, out_of_order

if TYPE_CHECKING:
    from trainer.grading.marking import Ticks
    from trainer.grading.typed.typed import Piece

BOXES = {True: "[x]", False: "[ ]"}
"""How a point is shown: does it count as said?"""

UNREAD = {"language": "in a language that is not read", "length": "too far back to be read"}
"""Why a point could not be judged."""

SIGNS = {"right": "✓", "close": "≈", "unsure": "?", "wrong": "✗"}
"""What stands before the verdict on a typed answer."""


LONG = 200
"""Letters of what is too much in an answer from which on only both its ends are shown."""


def signed(piece: "Piece") -> str:
    """Return a piece of a difference: what is too much as ``[-so-]``, what is missing as ``{+so+}``."""
    if piece.kind == "extra":
        return f"[-{ends(piece.text)}-]"
    return piece.text if piece.kind == "same" else f"{{+{piece.text}+}}"


def ends(text: str) -> str:
    """Return a long text as its two ends, so that what is said of it stays in sight."""
    left = len(text) - LONG
    return text if left <= 0 else f"{text[: LONG // 2]} … {left:,} letters … {text[-LONG // 2 :]}"


def legend(pieces: "Sequence[Piece]") -> str:
    """Say what the signs of a difference mean, as far as they are in it; "" where none is."""
    kinds = {piece.kind for piece in pieces}
    said = ["[-too much-]"] * ("extra" in kinds) + ["{+missing+}"] * ("missing" in kinds)
    return "  ".join(said)


def because(ticks: "Ticks", index: int) -> str:
    """Say which words of an answer made a point count, or not; that it is in doubt; or that the person
    decided. "" where there is nothing to say."""
    mark = ticks.mark(index)
    if mark is None:
        return ""
    quoted = f"“{mark.because}”" if mark.because else ""
    if index in ticks.decided and ticks.ticks[index] != ticks.judged.ticks[index]:
        return f"you decided: {quoted}" if quoted else "you decided"
    if mark.result == "unsure":
        return f"perhaps: {quoted or UNREAD.get(mark.why, 'not clear')}"
    if not quoted:
        return ""
    return quoted if mark.result == "said" else f"not counted: {quoted}"


def order_verdict(places: Sequence[int], steps: int) -> str:
    """Say how far ``places`` is from the right order of so many ``steps``.

    Where few steps moved would mend what displaces many, that is said too.
    """
    wrong, moved, left = len(misplaced(places)), len(out_of_order(places)), steps - len(places)
    parts = [f"{wrong} of {steps} in the wrong place"] if wrong else []
    parts += [f"{moved} to move"] if 0 < moved < wrong and not left else []
    parts += [f"{left} not placed"] if left else []
    return ", ".join(parts) or "right order"


def time_taken(seconds: int, allowed: int) -> str:
    """Return the time an open answer takes, of that which a good one has (0 = unsaid; both in seconds)."""
    passed = minutes_seconds(1000 * seconds)
    if not allowed:
        return passed
    return f"{passed} of {minutes_seconds(1000 * allowed)}{', over' if seconds > allowed else ''}"


def in_doubt(ticks: "Ticks") -> str:
    """Say which parts are in doubt; "" where none is."""
    numbers = ", ".join(str(index + 1) for index in ticks.doubtful)
    return f"perhaps: {numbers}" if numbers else ""


def new_terms(count: int) -> str:
    """Say that words of the person may become terms of a note; "" where there are none."""
    return f"{counted(count, 'new term')} noted: `trainer terms`" if count else ""
