"""What a goal is about, as it stands on one study day. Plans and forecasts follow from it alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from trainer.core.card import Note, note_of
from trainer.core.library import Library
from trainer.core.scope import Scope
from trainer.core.state import NEW, Memory
from trainer.goals.pace import Pace, pace
from trainer.scheduling.order import demand
from trainer.scheduling.preferences import Plan
from trainer.scheduling.scheduler import Scheduler

MOST = 9
"""The greatest ``asked`` of a note; two steps are twice as often."""


class Question(NamedTuple):
    """One thing that interviewers ask. ``weight``: how often, in any unit; ``cards``: all that must be known
    to answer it."""

    weight: float
    cards: tuple[str, ...]


class Item(NamedTuple):
    """A card as a planner sees it.

    Attributes:
        key, kind: of the card, and of its note.
        memory: its schedule, None for a card never answered.
        seen: the study day of its latest answer, one ahead of schedule included; 0 for none.
    """

    key: str
    kind: str
    memory: Memory | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """The cards of a goal on a study day.

    Attributes:
        day: the study day.
        items: all cards in scope that are not suspended, by key.
        order: keys of those never answered, in learning order.
        questions: what interviewers ask of them, with the cards that answer it.
        pace: how long cards take this user.
        scheduler: what says how well a card is known, and when it is due.
        put_off: notes not to be asked today: buried, or with an answer of today.
        spent: seconds already spent today on these cards.
    """

    day: int
    items: Mapping[str, Item]
    order: Sequence[str]
    questions: Sequence[Question]
    pace: Pace
    scheduler: Scheduler
    put_off: frozenset[str] = frozenset()
    spent: float = 0.0

    def without(self, cards: Iterable[str]) -> "Material":
        """Return it without these cards, which another goal asks today."""
        gone = set(cards)
        return replace(
            self,
            items={key: item for key, item in self.items.items() if key not in gone},
            order=[key for key in self.order if key not in gone],
        )


def material(
    library: Library, scope: Scope, day: int, preferences: Plan, questions: Sequence[Question] = ()
) -> Material:
    """Return what the library holds in ``scope`` on study day ``day``.

    ``questions`` is what was counted; a note that stands in none of them is a question of its own, asked as
    often as the note says.
    """
    states = library.states()
    notes = library.notes(scope)
    seen: dict[str, int] = {}
    for event in library.log({"early"}):
        seen[event.card] = event.day
    items: dict[str, Item] = {}
    for note in notes:
        for key in note.card_keys():
            state = states.get(key, NEW)
            if not state.suspended:
                last = max(state.memory.last, seen.get(key, 0)) if state.memory is not None else 0
                items[key] = Item(key, note.kind, state.memory, last)
    fresh = library.new(day, scope, 10**9, preferences.first)
    later = [key for key, item in items.items() if item.memory is None]
    times = library.times()
    buried = {note_of(key) for key, state in states.items() if state.buried == day}
    return Material(
        day=day,
        items=items,
        order=list(dict.fromkeys([key for key in (*fresh, *later) if key in items])),
        questions=_questions(notes, items, questions),
        pace=pace({}, times),
        scheduler=preferences.scheduler,
        put_off=library.today(day).notes | buried,
    )


def _questions(
    notes: Iterable[Note], items: Mapping[str, Item], counted: Sequence[Question]
) -> list[Question]:
    """Return the counted questions about these cards, and each note that none of them names as one more."""
    found = []
    named: set[str] = set()
    for question in counted:
        if cards := tuple(card for card in question.cards if card in items):
            found.append(Question(question.weight, cards))
            named.update(note_of(card) for card in cards)
    for note in notes:
        if note.key not in named and (cards := tuple(key for key in note.card_keys() if key in items)):
            found.append(Question(2 ** ((demand(note.asked, note.level) - MOST) / 2), cards))
    return found
