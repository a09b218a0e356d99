"""How long something took, or is past, in words."""

from trainer.core.day import span
from trainer.core.text import counted


def minutes_seconds(milliseconds: float) -> str:
    """Return a time as ``1:05``; what has run out is shown as ``-0:12``."""
    seconds = int(abs(milliseconds) // 1000)
    return f"{'-' if milliseconds <= -1000 else ''}{seconds // 60}:{seconds % 60:02}"


def about(seconds: float) -> str:
    """Return an estimate of a time in words: ``under a minute``, ``about 14 min``."""
    return minutes(seconds) if round(seconds / 60) < 1 else f"about {minutes(seconds)}"


def minutes(seconds: float) -> str:
    """Return a time in words: ``under a minute``, ``14 min``, ``1 h 05 min``."""
    whole = round(seconds / 60)
    if whole < 1:
        return "under a minute"
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02} min"


def ago(milliseconds: float) -> str:
    """Return how long ago something was: ``just now``, ``2 minutes ago``, ``24 days ago``."""
    past = int(milliseconds // 60_000)
    if past < 1:
        return "just now"
    if past < 60:
        return f"{counted(past, 'minute')} ago"
    if past < 24 * 60:
        return f"{counted(past // 60, 'hour')} ago"
    return f"{span(past // (24 * 60))} ago"
