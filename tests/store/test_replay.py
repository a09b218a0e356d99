"""Replay = cache, through the real store, whatever is done in whatever order (DESIGN section 5)."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.card import Note
from trainer.core.moment import Moment
from trainer.core.state import NEW, CardState
from trainer.scheduling.fsrs import FSRS, Fsrs
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b#c1", "deck/b#c2", "deck/gone")
OPTIONS = st.sampled_from(
    [Sm2(), Sm2("sm2-delphi"), Sm2(max_interval=7), Sm2(fuzz=True, lateness="anki"), Fsrs(), Fsrs(fuzz=True)]
)
MARKS = ("suspend", "unsuspend", "bury", "flag", "unflag", "want")


class Practice(RuleBasedStateMachine):
    """Two programs on one history file, a calendar that mostly goes forward, and decks that come and go."""

    @initialize(in_charge=st.sampled_from([SM2, FSRS]))
    def open(self, in_charge: Scheduler) -> None:
        self.folder = TemporaryDirectory()
        self.in_charge = in_charge
        path = Path(self.folder.name) / "trainer.db"
        self.stores = [Store(path, in_charge), Store(path, in_charge)]
        self.shelf = Shelf(self.stores[0], basic("a"), pair("b"))
        self.day = DAY
        self.before: list[tuple[str, CardState]] = []
        """What can be undone: the card, and its state before."""
        self.after: list[tuple[str, CardState]] = []
        """What can be redone: the card, and its state after."""

    def state(self, card: str) -> CardState:
        return self.stores[0].state(card)

    def remember(self, card: str) -> None:
        present = self.stores[0].present(card)
        self.before.append((present, self.state(present)))
        self.after = []

    @rule(
        card=st.sampled_from(CARDS),
        grade=st.integers(0, 5),
        scheduler=OPTIONS,
        pause=st.sampled_from([0, 0, 0, 1, 1, 6, 30, -1]),
        who=st.sampled_from([0, 1]),
    )
    def answer(self, card: str, grade: int, scheduler: Scheduler, pause: int, who: int) -> None:
        self.day += pause
        self.remember(card)
        self.stores[who].record(answer(card, grade, self.day, scheduler=scheduler))

    @rule(card=st.sampled_from(CARDS), kind=st.sampled_from(MARKS), who=st.sampled_from([0, 1]))
    def mark(self, card: str, kind: str, who: int) -> None:
        self.remember(card)
        self.stores[who].record(mark(card, kind, self.day))

    @rule(who=st.sampled_from([0, 1]))
    def undo(self, who: int) -> None:
        was = self.stores[0].states()
        undone = self.stores[who].undo(Moment(0, self.day))
        if not self.before:
            assert undone is None
            return
        card, state = self.before.pop()
        assert undone is not None
        assert undone.card == card
        self.after.append((card, was.get(card, NEW)))
        assert self.state(card) == state

    @rule(who=st.sampled_from([0, 1]))
    def redo(self, who: int) -> None:
        was = self.stores[0].states()
        redone = self.stores[who].redo(Moment(0, self.day))
        if not self.after:
            assert redone is None
            return
        card, state = self.after.pop()
        assert redone is not None
        assert redone.card == card
        self.before.append((card, was.get(card, NEW)))
        assert self.state(card) == state

    @rule()
    def reopen(self) -> None:
        self.stores[1].close()
        self.stores[1] = Store(self.stores[0].path, self.in_charge)

    @rule(
        notes=st.sampled_from(
            [
                (basic("a"), pair("b")),
                (pair("b"),),
                (basic("a", "Q2"),),
                (basic("new", formerly=("deck/a",)), pair("b")),
                (basic("newer", formerly=("deck/a", "deck/new")), pair("b")),
            ]
        ),
    )
    def edit_the_deck(self, notes: tuple[Note, ...]) -> None:
        renamed = {old: note.key for note in notes for old in note.formerly}
        self.shelf.put("deck.yaml", *notes)
        self.shelf.sync()
        if renamed:
            self.before, self.after = [], []
            while self.stores[0].undo(Moment(0, self.day)):
                pass  # what could be undone is another matter once histories were joined
            self.remember("deck/gone")
            self.stores[0].record(mark("deck/gone", "flag", self.day))  # and so is what could be redone

    @invariant()
    def every_cached_state_is_the_fold_of_its_events(self) -> None:
        if hasattr(self, "stores"):
            assert list(self.stores[0].mismatches()) == []

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        try:
            self.check_rebuilding()
        finally:
            for store in self.stores:
                store.close()
            self.folder.cleanup()

    def check_rebuilding(self) -> None:
        kept = self.stores[0].states()
        self.stores[0].rebuild()
        assert self.stores[0].states() == kept
        assert NEW not in kept.values()


@pytest.mark.hypothesis
def test_replay_gives_the_cached_states_whatever_is_done() -> None:
    run_state_machine_as_test(Practice, settings=some(16, stateful_step_count=15))
