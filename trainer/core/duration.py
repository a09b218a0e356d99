"""How long something took, in words."""


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
