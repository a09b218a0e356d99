"""Replay = cache, through the real store, whatever is done in whatever order (DESIGN section 5)."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.card import Note
from trainer.core.log import Event
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
        self.done: dict[str, tuple[int | None, str]] = {}
        """What stands and can be undone, by the id of its event: by which program, None for one that is
        closed, and the card."""
        self.back: list[tuple[str, int | None, str, int | None, bool]] = []
        """What was undone and can be redone: the event, as in ``done``, by which program it was undone, and
        whether nothing was done since, so that the other one can redo it, too."""
        self.known: dict[tuple[str, frozenset[str]], CardState] = {}
        """The states of cards, by what stood of what was done to them."""

    def did(self, who: int, event: Event) -> None:
        """Note what a program did."""
        self.done[event.id] = who, self.stores[0].present(event.card)
        self.back = [
            (id, doer, card, by, False) for id, doer, card, by, _ in self.back if by not in (who, None)
        ]

    @rule(
        card=st.sampled_from(CARDS),
        grade=st.integers(0, 5),
        scheduler=OPTIONS,
        pause=st.sampled_from([0, 0, 0, 1, 1, 6, 30, -1]),
        who=st.sampled_from([0, 1]),
    )
    def answer(self, card: str, grade: int, scheduler: Scheduler, pause: int, who: int) -> None:
        self.day += pause
        self.did(who, self.stores[who].record(answer(card, grade, self.day, scheduler=scheduler)))

    @rule(card=st.sampled_from(CARDS), kind=st.sampled_from(MARKS), who=st.sampled_from([0, 1]))
    def mark(self, card: str, kind: str, who: int) -> None:
        self.did(who, self.stores[who].record(mark(card, kind, self.day)))

    @rule(who=st.sampled_from([0, 1]))
    def undo(self, who: int) -> None:
        own = [id for id, (by, _) in self.done.items() if by == who]
        undone = self.stores[who].undo(Moment(0, self.day))
        if not self.done:
            assert undone is None
            return
        id = max(own or self.done)
        by, card = self.done.pop(id)
        self.back.append((id, by, card, who, True))
        assert undone is not None
        assert (undone.id, undone.card) == (id, card)

    @rule(who=st.sampled_from([0, 1]))
    def redo(self, who: int) -> None:
        own = [undone for undone in self.back if undone[3] == who]
        rest = [undone for undone in self.back if undone[4]]
        redone = self.stores[who].redo(Moment(0, self.day))
        if not own and not rest:
            assert redone is None
            return
        last = (own or rest)[-1]
        self.back.remove(last)
        id, by, card, *_ = last
        self.done[id] = by, card
        assert redone is not None
        assert (redone.id, redone.card) == (id, card)

    @rule()
    def reopen(self) -> None:
        self.stores[1].close()
        self.stores[1] = Store(self.stores[0].path, self.in_charge)
        self.done = {id: (None if by == 1 else by, card) for id, (by, card) in self.done.items()}
        self.back = [
            (id, None if by == 1 else by, card, None if who == 1 else who, fresh)
            for id, by, card, who, fresh in self.back
            if fresh or who != 1
        ]

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
            while self.stores[0].undo(Moment(0, self.day)):
                pass  # what could be undone is another matter once histories were joined
            self.done, self.known = {}, {}
            for who in (0, 1):  # and so is what could be redone
                self.did(who, self.stores[who].record(mark("deck/gone", "flag", self.day)))

    @invariant()
    def a_state_follows_from_what_stands(self) -> None:
        if hasattr(self, "stores"):
            stands = dict[str, set[str]]()
            for id, (_, card) in self.done.items():
                stands.setdefault(card, set()).add(id)
            for card in {self.stores[0].present(card) for card in CARDS}:
                state = self.stores[0].state(card)
                assert self.known.setdefault((card, frozenset(stands.get(card, ()))), state) == state

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
