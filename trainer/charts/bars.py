"""Numbers as bars: pure functions to lines of text."""

from collections.abc import Sequence

EIGHTHS = " ▁▂▃▄▅▆▇█"
_HALVES = " ...:::#"


def bar(share: float, width: int, *, plain: bool = False) -> str:
    """Return a bar that is filled to ``share`` (0..1) of ``width`` cells; something is never nothing, and all
    but all is never all."""
    filled = round(min(max(share, 0.0), 1.0) * width)
    if share > 0 and not filled:
        filled = 1
    if share < 1 and filled == width:
        filled = max(0, width - 1)
    full, empty = ("#", "-") if plain else ("━", "─")
    return full * filled + empty * (width - filled)


def columns(values: Sequence[float], height: int, *, cell: int = 1, plain: bool = False) -> list[str]:
    """Return values as columns ``cell`` cells wide, the greatest of them, or 1 where none has that much,
    ``height`` lines high; what is not 0 is seen."""
    most = max([1, *values])
    eighths = [max(round(value / most * height * 8), 1 if value else 0) for value in values]
    signs = _HALVES + "#" if plain else EIGHTHS
    lines = []
    for row in range(height - 1, -1, -1):
        parts = (signs[min(max(eighth - 8 * row, 0), 8)] for eighth in eighths)
        lines.append("".join(part * max(1, cell - 1) + (" " if cell > 1 else "") for part in parts).rstrip())
    return lines
