"""Words that several screens use for grades, actions and times."""

from trainer.core.log import ANSWERS, Event
from trainer.core.text import one_line
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_word


def facts(attempt: Attempt) -> str:
    """Return what is known of a card in a few words: flag, reason, level, how often it was seen."""
    card = attempt.card
    seen = (
        "new" if not card.answered else "seen once" if card.answered == 1 else f"seen {card.answered} times"
    )
    parts = ["⚑ flagged"] if card.state.flagged else []
    parts += ["again"] if attempt.entry.why == "again" else []
    parts += [card.note.level] if card.note.level else []
    return " · ".join([*parts, seen])


def undone(event: Event | None, attempt: Attempt | None, keys: Keys) -> str:
    """Say what an undo took back; ``turn`` is what is asked now."""
    if event is None:
        return "nothing to undo"
    names = {
        "suspend": "taking it out of practice",
        "bury": "putting it off",
        "flag": "flag",
        "unflag": "taking the flag away",
        "quiz": "the quiz answer",
        "mock": "the last step of a mock interview",
        "want": "putting it into today's practice",
    }
    what = names.get(event.kind, event.kind)
    if event.kind in ANSWERS and event.grade is not None:
        what = f"the answer “{grade_word(event.grade, keys)}”"
    if event.card and (attempt is None or attempt.card.key != event.card):
        what += f" of {one_line(event.card, 40)}"
    return f"undone: {what}"


def minutes(seconds: float) -> str:
    """Return a time in words: ``under a minute``, ``14 min``, ``1 h 05 min``."""
    whole = round(seconds / 60)
    if whole < 1:
        return "under a minute"
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02} min"


def when(day: int, today: int) -> str:
    """Return a coming study day in words: ``tomorrow``, ``in 5 days``."""
    days = day - today
    return "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"


def cards(count: int) -> str:
    """Return a number of cards in words."""
    return "1 card" if count == 1 else f"{count} cards"
