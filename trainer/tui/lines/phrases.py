"""Words that several screens use for grades, actions and times."""

from trainer.core.text import times
from trainer.practice.attempt import Attempt
from trainer.scheduling.leech import is_leech


def facts(attempt: Attempt) -> str:
    """Return what is known of a card in a few words: flag, reason, level, how often it was seen."""
    card = attempt.card
    seen = f"seen {times(card.answered)}" if card.answered else "new"
    flag, leech = "⚑ " * card.state.flagged, is_leech(card.state)
    parts = [f"{flag}{'leech' if leech else 'flagged'}"] if flag or leech else []
    parts += [attempt.entry.why] if attempt.entry.why in ("again", "cram") else []
    parts += [card.note.level] if card.note.level else []
    return " · ".join([*parts, seen])


def when(day: int, today: int) -> str:
    """Return a coming study day in words: ``tomorrow``, ``in 5 days``."""
    days = day - today
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
