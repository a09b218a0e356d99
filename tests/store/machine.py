"""What may be done to a history, in any order: the base of machines that hold what follows from it to its
definition."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.store.build import DAY, Shelf, answer, basic, mark, noon, pair
from trainer.core.card import Note
from trainer.core.ids import new_id
from trainer.core.log import Event, NewEvent
from trainer.core.moment import Moment
from trainer.scheduling.fsrs import FSRS
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b#c1", "deck/b#c2", "deck/gone", "other/a", "other/c#c1", "other/c#c2")
MARKS = ("suspend", "unsuspend", "bury", "flag", "want", "reset")


class TwoPrograms(RuleBasedStateMachine):
    """Two programs at one history: answers, marks, days given by hand, undo, redo, events of another device,
    another scheduler, decks whose notes come, go, move and are renamed."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "trainer.db"
        self.stores = [Store(self.path), Store(self.path)]
        self.shelf = Shelf(self.stores[0], basic("a", tags=("t",)), pair("b"))
        self.day, self.foreign = DAY, 0

    @rule(
        card=st.sampled_from(CARDS),
        grade=st.sampled_from([1, 2, 3, 4, 4, 5]),
        pause=st.sampled_from([0, 0, 0, 1, 6]),
        who=st.sampled_from([0, 1]),
    )
    def answer(self, card: str, grade: int, pause: int, who: int) -> None:
        self.day += pause
        self.stores[who].record(answer(card, grade, self.day))

    @rule(card=st.sampled_from(CARDS), kind=st.sampled_from(MARKS), who=st.sampled_from([0, 1]))
    def mark(self, card: str, kind: str, who: int) -> None:
        self.stores[who].record(mark(card, kind, self.day))

    @rule(cards=st.sets(st.sampled_from(CARDS), min_size=1), days=st.integers(-2, 3))
    def reschedule(self, cards: set[str], days: int) -> None:
        detail = f'{{"due":{self.day + days}}}'
        self.stores[0].record_all(
            [NewEvent(Moment(noon(self.day), self.day), card, "reschedule", detail=detail) for card in cards]
        )

    @rule(back=st.booleans(), who=st.sampled_from([0, 1]))
    def take_back(self, back: bool, who: int) -> None:
        store = self.stores[who]
        (store.undo if back else store.redo)(Moment(noon(self.day), self.day))

    @rule(card=st.sampled_from(CARDS), grade=st.integers(1, 5), ago=st.integers(0, 9))
    def sync(self, card: str, grade: int, ago: int) -> None:
        self.foreign += 1
        at, day = noon(self.day - ago) + self.foreign, self.day - ago
        self.stores[1].merge(
            [Event(new_id(at), "another", at, day, 0, card, "review", grade, scheduler=SM2.name)]
        )

    @rule(scheduler=st.sampled_from([SM2, FSRS]))
    def fold_anew(self, scheduler: object) -> None:
        for store in self.stores:
            store.close()
        self.stores = [Store(self.path, scheduler), Store(self.path, scheduler)]  # type: ignore[arg-type]
        self.shelf.store = self.stores[0]

    @rule(
        notes=st.sampled_from(
            [
                (basic("a"), pair("b", tags=("t",))),
                (pair("b"),),
                (basic("new", formerly=("deck/a",)), pair("b")),
                (),
            ]
        ),
        others=st.sampled_from([(), (basic("a"),), (basic("a", "Q2"), pair("c", tags=("t",)))]),
    )
    def edit_the_decks(self, notes: tuple[Note, ...], others: tuple[Note, ...]) -> None:
        self.shelf.files.clear()
        for name, its in (("deck", notes), ("other", others)):
            if its:
                self.shelf.put(f"{name}.yaml", *its, deck=name)
        self.shelf.sync()

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            self.folder.cleanup()
