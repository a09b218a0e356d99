"""Of a note one card a day is asked: what is due and waits for another card of its note."""

from collections.abc import Sequence

from trainer.core.card import note_of
from trainer.core.library import Library
from trainer.core.query import All, Is, Named, Node, literal
from trainer.core.scope import EVERYTHING, Scope

_DUE = Is("due")


def waits_for(library: Library, day: int, card: str) -> str:
    """Return the card of the same note that a study day asks, or asked, in place of a card that is due by its
    schedule; "" where there is none."""
    note = note_of(card)
    if card in library.wanted(day, EVERYTHING) or not library.among([card], Scope(query=_DUE), day):
        return ""
    here = Scope(query=Named("id", literal(note)), day=day)
    done = [other for other in library.today(day).took if note_of(other) == note]
    asked = done if note in library.today(day).notes else library.due(day, here, 1)
    return next(iter(asked), "") if card not in asked else ""


def said_of(library: Library, day: int, card: str) -> str:
    """Say for which card of its note a due card waits; "" where it waits for none."""
    other = waits_for(library, day, card)
    was = "was" if note_of(card) in library.today(day).notes else "is"
    return f"Not asked today: of a note one card a day, and {other} {was} today's." if other else ""


def waiting(library: Library, day: int, cards: Sequence[str]) -> int:
    """Return how many of these due cards wait for another card of their note."""
    wanted = {*library.wanted(day, EVERYTHING)}
    due = [card for card in cards if card not in wanted]
    return len(due) - len({note_of(card) for card in due} - library.today(day).notes)


def beside(library: Library, day: int, cards: Sequence[str]) -> str:
    """Say how many of these due cards wait for another card of their note; "" for none."""
    count = waiting(library, day, cards)
    due_ones = "due card is" if count == 1 else "due cards are"
    return f"{count} {due_ones} not asked today, as another of the note is" if count else ""


def asks_for_due(query: Node | None) -> bool:
    """Does a query find due cards only?"""
    return query == _DUE or (isinstance(query, All) and any(map(asks_for_due, query.parts)))


def due_in(library: Library, day: int, scope: Scope) -> Sequence[str]:
    """Return the due cards in a scope, also those that wait for another card of their note."""
    return library.cards(scope.narrowed(_DUE)._replace(day=day), day)
