"""How long something took, in words."""


def minutes_seconds(milliseconds: float) -> str:
    """Return a time as ``1:05``; what has run out is shown as ``-0:12``."""
    seconds = int(abs(milliseconds) // 1000)
    return f"{'-' if milliseconds <= -1000 else ''}{seconds // 60}:{seconds % 60:02}"
