"""What is kept as counts is what counting finds, and both follow from states and log (issue 11, point 11)."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, pair
from tests.store.machine import TwoPrograms
from trainer.core.card import note_of
from trainer.core.library import DeckCounts
from trainer.core.log import ANSWERS
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.store.store import Store

SCOPES = (
    EVERYTHING,
    Scope(("deck",)),
    Scope(("deck", "other")),
    Scope(tags=("t",)),
    Scope(query=parse("id:deck/b#c1 or is:new"), day=DAY),
)


def by_hand(store: Store, day: int, scope: Scope) -> Iterator[DeckCounts]:
    """Yield the counts of the decks in scope, card by card from their states and the log of the day."""
    answers = store.log(ANSWERS, since=day)
    met = {note_of(event.card) for event in answers if event.day == day}
    cards = store.cards(scope, day)
    off = {note_of(card) for card, state in store.states().items() if state.buried == day}
    decks = defaultdict[str, list[str]](list)
    for card in cards:
        decks[card.partition("/")[0]].append(card)
    for deck in store.decks(day):
        if deck.id not in decks and scope != EVERYTHING:
            continue
        counts = dict.fromkeys(("new", "due", "again", "learnt", "suspended", "fresh", "wanted"), 0)
        ahead = set[int]()
        notes = defaultdict[str, list[str]](list)
        for card in decks[deck.id]:
            notes[note_of(card)].append(card)
        for note, its in notes.items():
            states = [store.state(card) for card in its]
            counts["learnt"] += sum(s.memory is not None and s.memory.answered for s in states)
            counts["suspended"] += sum(s.suspended for s in states)
            active = [state for state in states if not state.suspended]
            known = [state.memory for state in active if state.memory is not None]
            new = len(active) - len(known)
            due = sum(memory.due <= day for memory in known)
            again = sum(memory.drill == day for memory in known)
            wanted = sum(
                state.wanted == day
                and not (state.memory is not None and (state.memory.due <= day or state.memory.drill == day))
                for state in active
            )
            asked = int(due > 0 and note not in met)
            counts["new"] += new
            if note not in off:
                counts["due"] += asked + wanted
                counts["again"] += again
                counts["wanted"] += wanted
            counts["fresh"] += new > 0 and not (due or again or wanted or note in met or note in off)
            ahead |= {day + 1} if due > asked else {memory.due for memory in known if memory.due > day}
        yield DeckCounts(
            deck.id,
            deck.title,
            cards=len(decks[deck.id]),
            next_due=min(ahead, default=0),
            **counts,
        )


class Counted(TwoPrograms):
    @invariant()
    def counts_are_right(self) -> None:
        if not hasattr(self, "stores"):
            return
        for store in self.stores:
            assert store.miscounted() == []
        store = self.stores[0]
        for day in (self.day, self.day + 1):
            for scope in SCOPES if day == self.day else (EVERYTHING,):
                assert store.decks(day, scope) == list(by_hand(store, day, scope))
                waiting = [
                    state.memory.due
                    for card in store.cards(scope, day)
                    if (state := store.state(card)).memory is not None and not state.suspended
                ]
                assert store.due_on(day, scope) == sum(due <= day for due in waiting)
                ahead = store.forecast(day, 5, scope)
                assert ahead == [sum(max(due, day) == day + n for due in waiting) for n in range(5)]

    @invariant()
    def cards_are_listed_as_they_stand_in_the_decks(self) -> None:
        if hasattr(self, "stores"):
            rows = self.stores[0]._connection.execute(
                """SELECT c.key FROM card c JOIN note n ON n.key = c.note JOIN deck d ON d.id = c.deck
                   WHERE c.retired = 0 AND d.retired = 0 ORDER BY d.position, n.position, c.position"""
            )
            assert self.stores[0].cards(EVERYTHING, self.day) == [key for (key,) in rows]


@pytest.mark.hypothesis
def test_counts_are_right_whatever_is_done() -> None:
    run_state_machine_as_test(Counted, settings=some(10, stateful_step_count=12))


def test_doctor_finds_wrong_counts_and_rebuilding_mends_them(store: Store) -> None:
    Shelf(store, basic("a"), pair("b"))
    store.record(answer("deck/a", 4))
    right = store.decks(DAY)
    store._connection.execute("UPDATE tally SET notes = notes + 1")
    assert store.miscounted() == ["deck"]
    store.rebuild()
    assert store.miscounted() == []
    assert store.decks(DAY) == right
