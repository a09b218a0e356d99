"""What a goal is about, as it stands on one study day. Plans and forecasts follow from it alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from trainer.core.bulk import in_bulk
from trainer.core.card import Asked, Level, Note, Outline, note_of
from trainer.core.library import First, Library, leaves_out
from trainer.core.query import Is
from trainer.core.scope import Scope
from trainer.core.state import NEW, Memory
from trainer.goals.belief import USUAL, Strength, strength
from trainer.goals.demand import NO_TURNS, Demand, Question, Turns
from trainer.goals.trace import Look
from trainer.practice.pace import Pace, pace_of
from trainer.scheduling.demand import NOT_ASKED, share
from trainer.scheduling.preferences import Plan
from trainer.scheduling.scheduler import Scheduler

CHANCE = 0.1
"""How far each count is moved to the mean of its like, as there is chance in it. Chosen on random splits of
two thirds of the collections; the other third was only measured."""

MOST_NEW = 6000
"""New notes that are planned for: years of them. With more, a plan would take seconds and be the same."""

TOLD = 400
"""Days of the log that are read for what is left of each card."""


class Item(NamedTuple):
    """A card as a planner sees it.

    Attributes:
        key, kind: of the card, and of its note.
        memory: its schedule, None for a card never answered.
        seen: the study day of its latest answer, one ahead of schedule included; 0 for none.
        looks: the answers to it, one a day, as far as the log tells them.
    """

    key: str
    kind: str
    memory: Memory | None = None
    seen: int = 0
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """The cards of a goal on a study day; each is one of its own, as comparing them card by card is slow.

    Attributes:
        day: the study day.
        items: all cards in scope that are not suspended, by key.
        order: keys of those never answered, in learning order.
        demand: what interviewers ask of them.
        pace: how long cards take this user. ``strength``: how long he remembers.
        scheduler: what says when a card is due.
        put_off: notes not to be asked today: buried, with an answer of today, or asked for another goal.
        spent: seconds already spent today on these cards.
        mocks: the study days on which a mock interview was held. ``opens``: are there open questions, which
            one could ask?
        beyond: how many new cards are in scope besides: of more than `MOST_NEW` notes only the first in
            learning order are planned for.
    """

    day: int
    items: Mapping[str, Item]
    order: Sequence[str]
    demand: Demand
    pace: Pace
    scheduler: Scheduler
    put_off: frozenset[str] = frozenset()
    spent: float = 0.0
    strength: Strength = USUAL
    beyond: int = 0
    mocks: frozenset[int] = frozenset()
    opens: bool = True

    @property
    def rehearsed(self) -> bool:
        """Has a plan mock interviews about it?"""
        return self.opens and bool(self.items)

    def without(self, cards: Iterable[str]) -> "Material":
        """Return it with these cards put off, as another goal asks them today."""
        return replace(self, put_off=self.put_off | {note_of(key) for key in cards})


def material(library: Library, scope: Scope, day: int, preferences: Plan) -> Material:
    """Return what the library holds in ``scope`` on study day ``day``."""
    with in_bulk():
        return _material(library, scope, day, preferences)


def _material(library: Library, scope: Scope, day: int, preferences: Plan) -> Material:
    states = library.states()
    first = preferences.first
    fresh = library.new(day, scope, MOST_NEW + 1, first)
    wanted = {note_of(key) for key in (*fresh[:MOST_NEW], *states)} if len(fresh) > MOST_NEW else None
    notes = library.outlines(scope, wanted)
    asked = library.asked()
    here = {note.key for note in notes}
    beyond, others = 0, 0.0
    if wanted is not None:
        size = library.size(scope)
        beyond = size[1] - sum(len(note.cards) for note in notes)
        # Those left out are asked no more than the last of the others.
        others = (size[0] - len(here)) * min((share(note.asked, note.level) for note in notes), default=0.0)
        asked = [each for each in asked if all(note_of(name) in here for name in each.notes)]
    looks = library.looks(day - TOLD)
    items: dict[str, Item] = {}
    for note in notes:
        only_met = leaves_out(first, own=note.own)
        for key in note.card_keys():
            state = states.get(key, NEW)
            if not state.suspended and (state.memory is not None or not only_met):
                items[key] = item_of(key, note.kind, state.memory, looks.get(key, ()))
    later = [key for key, item in items.items() if item.memory is None]
    buried = {note_of(key) for key, state in states.items() if state.buried == day}
    return Material(
        day=day,
        items=items,
        order=list(dict.fromkeys([*(key for key in fresh if key in items), *later])),
        demand=demand_of(notes, items, asked, others, _turns(notes, first)),
        pace=pace_of(library),
        scheduler=preferences.scheduler,
        put_off=library.today(day).notes | buried,
        strength=strength(looks.values()),
        beyond=beyond,
        mocks=frozenset(event.day for event in library.log({"mock"}, since=day - TOLD)),
    )


def on_day(library: Library, scope: Scope, known: Material, day: int, preferences: Plan) -> Material:
    """Return what the library holds in ``scope`` on a study day, where it is ``known`` of one next to that:
    the same, unless a query may find other cards, or something is put off, which changes the order."""
    buried = known.put_off - library.today(known.day).notes
    if scope.query is not None or buried or library.cards(Scope(query=Is("buried")), day):
        return material(library, scope, day, preferences)
    since = day - TOLD
    items = {
        key: item._replace(looks=tuple(look for look in item.looks if look[0] >= since))
        if item.looks and item.looks[0][0] < since
        else item
        for key, item in known.items.items()
    }
    return replace(known, day=day, items=items, put_off=library.today(day).notes)


def item_of(key: str, kind: str, memory: Memory | None, looks: Sequence[Look] = ()) -> Item:
    """Return a card as a planner sees it; ``looks``: the answers to it."""
    if memory is None:
        return Item(key, kind)
    return Item(key, kind, memory, max(memory.last, looks[-1][0] if looks else 0), tuple(looks))


def demand_of(
    notes: Sequence[Note | Outline],
    cards: Collection[str],
    asked: Sequence[Asked] = (),
    others: float = 0.0,
    turns: Turns = NO_TURNS,
) -> Demand:
    """Return what is asked of these cards of ``notes``.

    A note that nothing counted names is a question of its own, asked as often as it says, or as its level
    lets expect; but where its deck was counted, nobody asks it, and it is worth next to nothing. So are the
    other cards of a note of which only some are named. ``others``: how often what is not among the notes is
    asked. ``turns``: whose new cards come first.
    """
    keys = {note.key: [key for key in note.card_keys() if key in cards] for note in notes}
    asked = _steadied(asked, {note.key: note.level for note in notes})
    most = max((each.weight for each in asked), default=0.0) or 1.0
    questions: list[Question] = []
    named: set[str] = set()
    for each in asked:
        parts = [[name] if name in cards else keys.get(note_of(name), []) for name in each.notes]
        if found := tuple(dict.fromkeys(key for part in parts for key in part)):
            questions.append(Question(each.weight / most, found))
            named.update(found)
    counted = {key.partition("/")[0] for key in named}
    for note in notes:
        if rest := tuple(key for key in keys[note.key] if key not in named):
            worth = share(note.asked, note.level)
            if len(rest) < len(keys[note.key]) or (note.asked is None and note.deck in counted):
                worth *= NOT_ASKED
            questions.append(Question(worth, rest))
    needs = {
        card: tuple(keys[other][0] for other in note.needs if keys.get(other))
        for note in notes
        if note.needs
        for card in keys[note.key]
    }
    return Demand(questions, needs, others, turns)


def _turns(notes: Sequence[Outline], first: First) -> Turns:
    """Return whose new cards come first by the setting ``first`` and by the weights of own decks: a step of
    weight is one of ``asked``. Of the decks that come with the program it is counted what is asked."""
    mine = [note for note in notes if note.own]
    own = frozenset(key for note in mine for key in note.cards)
    sooner = {key: 2 ** ((note.weight - 1) / 2) for note in mine for key in note.cards}
    return Turns(own, first == "mixed", sooner)


def _steadied(asked: Sequence[Asked], levels: Mapping[str, Level | None]) -> list[Asked]:
    """Return counts with what was only chance in them taken back: each is moved towards the mean of the
    questions of its level (that of the first note here that answers it)."""
    firsts = (next((key for name in each.notes if (key := note_of(name)) in levels), "") for each in asked)
    of = [levels.get(key) for key in firsts]
    sums: dict[Level | None, tuple[float, int]] = {}
    for each, level in zip(asked, of, strict=True):
        before, number = sums.get(level, (0.0, 0))
        sums[level] = before + each.weight, number + 1
    return [
        each._replace(weight=(1 - CHANCE) * each.weight + CHANCE * sums[level][0] / sums[level][1])
        for each, level in zip(asked, of, strict=True)
    ]
