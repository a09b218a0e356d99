"""Where a card stands in the learning order, and why there: who asks for it, and what it needs."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from trainer.core.card import Demand, Level, Note, note_of
from trainer.core.defaults import LEVEL
from trainer.core.library import First, Library, StudyCard, leaves_out
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted, one_line
from trainer.core.title import topic
from trainer.scheduling.preferences import Plan

Demands = Callable[[str], Demand | None]
"""Returns how many collections ask what the note with a key asks."""


class Learning(NamedTuple):
    """What decides when a card is met.

    Attributes:
        level, asked: of its note; ``asked`` is None where nobody counted.
        demand: who asks it, if that is known.
        met, needed: the questions of notes it needs, those met so far and those still to be met.
        place: its place among the cards to be met, from 1; 0 where it is not among them, as it was answered,
            or stands behind another card of its note. ``of``: how many they are.
        topic, in_topic: the topic of its deck, and its place among those of it.
        left_out: that a setting keeps it out of practice while it is new; "" for none.
    """

    level: Level
    asked: int | None
    demand: Demand | None
    met: tuple[str, ...]
    needed: tuple[str, ...]
    place: int
    of: int
    topic: str
    in_topic: int
    left_out: str = ""


def learning(
    library: Library, card: StudyCard, day: int, first: First, demands: Demands = lambda _: None
) -> Learning:
    """Return where ``card`` stands in the learning order on study day ``day``."""
    note = card.note
    met, needed = _needs(library, card)
    order: list[str] = []
    mine: list[str] = []
    if card.state.memory is None:
        order = list(library.new(day, EVERYTHING, 10**9, first))
        here = topic(card.deck_title)
        decks = {deck.id for deck in library.decks(day) if topic(deck.title) == here}
        mine = [key for key in order if key.partition("/")[0] in decks]
    return Learning(
        note.level or LEVEL,
        note.asked,
        demands(note.key),
        met,
        needed,
        order.index(card.key) + 1 if card.key in order else 0,
        len(order),
        topic(card.deck_title),
        mine.index(card.key) + 1 if card.key in mine else 0,
        _left_out(library, card, first),
    )


def _left_out(library: Library, card: StudyCard, first: First) -> str:
    """Say that the setting ``first`` keeps a new card out of practice; "" for one that it does not."""
    deck = Scope((card.note.key.partition("/")[0],))
    out = card.state.memory is None and any(
        leaves_out(first, own=note.own) for note in library.outlines(deck, [card.note.key])
    )
    return (
        f'Not asked: `first = "{first}"` in your settings leaves new cards of this deck out.' if out else ""
    )


def order_of(
    library: Library,
    card: StudyCard,
    day: int,
    plan: Plan,
    demands: Demands = lambda _: None,
    planned: str = "",
    *,
    now: bool = False,
) -> list[str]:
    """Say what decides when ``card`` is met, or was, if it is asked ``now``; see `sentences`."""
    found = learning(library, card, day, plan.first, demands)
    return list(sentences(found, card.state.memory is None, 0 if now else plan.new_per_day, planned))


def sentences(found: Learning, new: bool, per_day: int, planned: str = "") -> Iterator[str]:
    """Say it, a line each; ``new``: was the card never answered? ``per_day``: new cards of a day, 0: say not
    when. ``planned``: what a plan does with it, which then decides, not its place in the order."""
    if found.demand is not None:
        yield (
            f"Asked in {found.demand.by} of {found.demand.of} public collections of interview questions, "
            "as far as these were read."
        )
    elif found.asked is not None:
        yield f"How often interviewers ask it: {found.asked} of 9."
    else:
        yield f"Level {found.level}; nobody counted how often it is asked."
    if found.met:
        yield f"Needs, met: {' · '.join(found.met)}"
    if found.needed:
        yield f"Needs, still to be met: {' · '.join(found.needed)}"
    if planned:
        yield planned
    if planned or not new:
        return
    if found.left_out:
        yield found.left_out
    elif not found.place:
        yield "Another card of its note comes first."
    elif found.in_topic == 1:
        yield f"Place {found.place} of {found.of} to be met; the next new card of {found.topic}."
    else:
        wait = counted(-(-found.place // per_day), "day") if per_day else ""
        when = f", in about {wait}" if wait and found.place > per_day else ""
        yield f"Place {found.place} of {found.of} to be met{when}; number {found.in_topic} of {found.topic}."


def _needs(library: Library, card: StudyCard) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the questions of the notes that a card's note needs: those met, and those still to be met."""
    if not card.note.needs:
        return (), ()
    names = set(card.note.needs)
    decks = tuple({name.partition("/")[0] for name in names})
    known = {
        note_of(key) for key, state in library.states().items() if state.memory and state.memory.answered
    }
    notes = [note for note in library.notes(Scope(decks)) if note.key in names and note.card_keys()]
    said = {note.key: one_line(question_of(note), 80) for note in notes}
    met = tuple(text for key, text in said.items() if key in known)
    return met, tuple(text for key, text in said.items() if key not in known)


def question_of(note: Note) -> str:
    """Return what a note asks as a whole, or, where that is a text with gaps, what its first card asks."""
    whole = "" if note.body.in_place else note.body.prompt()
    return whole or note.sides(note.card_keys()[0]).prompt
