"""What was judged of an answer, in words and signs that every front end shows alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.core.duration import minutes_seconds
from trainer.grading.order import misplaced, out_of_order

if TYPE_CHECKING:
    from trainer.grading.points.points import Mark
    from trainer.grading.typed.typed import Piece

BOXES = {True: "[x]", False: "[ ]", None: "[?]"}
"""How a point is shown: said, not said, to be decided by the user."""

SIGNS = {"right": "✓", "close": "≈", "wrong": "✗"}
"""What stands before the verdict on a typed answer."""


def signed(piece: "Piece") -> str:
    """Return a piece of a difference: what is too much as ``[-so-]``, what is missing as ``{+so+}``."""
    return {"same": piece.text, "extra": f"[-{piece.text}-]", "missing": f"{{+{piece.text}+}}"}[piece.kind]


def legend(pieces: "Sequence[Piece]") -> str:
    """Say what the signs of a difference mean, as far as they are in it; "" where none is."""
    kinds = {piece.kind for piece in pieces}
    said = ["[-too much-]"] * ("extra" in kinds) + ["{+missing+}"] * ("missing" in kinds)
    return "  ".join(said)


def because(mark: "Mark", tick: bool | None) -> str:
    """Say which words of an answer made a point tick or doubt; ``tick`` is what the user makes of it."""
    if tick is None:
        return f"you decide: “{mark.because}”" if mark.because else "you decide"
    if tick != {"said": True, "missed": False, "unsure": None}[mark.result]:
        return f"you decided: “{mark.because}”" if mark.because else "you decided"
    if not mark.because:
        return ""
    return f"“{mark.because}”" if mark.result != "missed" else f"not counted: “{mark.because}”"


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


def to_decide(undecided: Sequence[int]) -> str:
    """Say how many points wait for the user."""
    return f"{len(undecided)} to decide: ↑↓x" if undecided else ""
