"""What a new card needs that was not met yet: in the learning order it comes before, but a session over some
decks, a tag or a query asks only what is in its scope. So it is named, and asked first if the user wishes."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from trainer.core.card import Outline
from trainer.core.library import leaves_out
from trainer.core.scope import EVERYTHING
from trainer.core.text import one_line
from trainer.core.title import topic
from trainer.practice.learning import question_of
from trainer.practice.session import Session

MOST = 20
"""So many notes are asked first at most; whoever lacks more had better begin with another deck."""

_SHOWN = 40
"""Letters of a question that are shown."""


def missing(session: Session) -> Sequence[str]:
    """Return the first cards of the notes that the current card, a new one, needs, directly or not, and that
    were never answered, each behind what it needs itself."""
    attempt, library = session.attempt, session.library
    if attempt is None or attempt.entry.why != "new" or not attempt.card.note.needs:
        return ()
    found: dict[str, Outline] = {}
    pending = set(attempt.card.note.needs)
    while pending and len(found) < MOST:
        notes = library.outlines(EVERYTHING, pending)
        found.update((note.key, note) for note in notes if _can_be_met(session, note))
        pending = {key for note in notes if note.key in found for key in note.needs} - found.keys()
    return list(dict.fromkeys(_in_turn(attempt.card.note.needs, found, set())))


def about(session: Session, how: str) -> str:
    """Say ``how`` to be asked first what the current card needs and was not met yet; "" for nothing. What
    matters stands first: a narrow line is cut at its end."""
    cards = missing(session)
    if not cards:
        return ""
    if (last := session.library.card(cards[-1])) is None:
        return ""
    more = f"; {len(cards) - 1} before it" if len(cards) > 1 else ""
    asks, where = one_line(question_of(last.note), _SHOWN), topic(last.deck_title)
    return f"{how} asks first what it needs: “{asks}” ({where}){more}"


def ask_first(session: Session) -> str:
    """Ask what the current card needs before it; say so, or that it needs nothing."""
    cards = missing(session)
    if not cards:
        return "this card needs nothing that was not met yet"
    session.ask_first(cards)
    return "first what the card needs, then the card itself"


def _can_be_met(session: Session, note: Outline) -> bool:
    """Is a note new, and may one of its cards be asked today?"""
    states = [session.library.state(card) for card in note.cards]
    if any(state.memory is not None for state in states) or leaves_out(session.plan.first, own=note.own):
        return False
    return not (states[0].suspended or session.day in (state.buried for state in states))


def _in_turn(needs: Collection[str], notes: Mapping[str, Outline], seen: set[str]) -> Iterator[str]:
    for key in needs:
        if key in notes and key not in seen:
            seen.add(key)
            yield from _in_turn(notes[key].needs, notes, seen)
            yield notes[key].cards[0]
