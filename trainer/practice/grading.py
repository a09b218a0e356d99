"""A grade saved, in words that every front end shows alike."""

from trainer.core.log import Event
from trainer.grading.wording import new_terms
from trainer.practice.session import Session

MEANWHILE = "it was changed meanwhile, as by another program; your answer counts after that (u takes it back)"


def save_grade(session: Session, grade: int) -> tuple[Event | None, list[str]]:
    """Save the grade of the revealed card, as `Session.grade` does; return the event, and what there is to
    say of it: that the card was answered elsewhere since it was shown, and words that may become terms."""
    attempt = session.attempt
    if attempt is None:
        return None, []
    terms = len(attempt.terms)
    now = session.library.state(attempt.card.key).memory
    changed = not attempt.crammed and now != attempt.card.state.memory
    stored = session.grade(grade)
    said = (MEANWHILE if changed else "", new_terms(terms))
    return stored, [part for part in said if part and stored is not None]
