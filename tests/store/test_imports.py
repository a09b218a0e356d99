"""What an import brought is taken back as one deed, and taken in again: by redo, or by importing it again."""

from collections.abc import Collection, Set
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.searching import some
from tests.store.build import DAY, answer, mark, noon
from trainer.core.ids import new_ids
from trainer.core.imports import TAKEN_BACK, of_text, record
from trainer.core.log import Event, NewEvent, undone
from trainer.core.moment import Moment
from trainer.core.state import CardState
from trainer.store.store import Store

NOW = Moment(noon(DAY), DAY)
CARDS = ("deck/a", "deck/b", "deck/c")
WHO = st.sampled_from([0, 1])


def bring(store: Store, events: Collection[Event]) -> None:
    """Import a history as the command does."""
    ids = {event.id for event in events}

    def noted(new: Set[str], again: Set[str]) -> NewEvent | None:
        if not new | again:
            return None
        return record("h.jsonl", new, again, NOW, of_text(ids, (new | again) & ids))

    store.merge(events, noted)


def counting(store: Store) -> set[str]:
    """Return the ids of what counts, but for what only tells of other events."""
    events = store.events()
    told = {event.id for event in events if event.kind in ("undo", "redo", "import")}
    return {event.id for event in events} - undone(events) - told


def by_others(store: Store) -> set[str]:
    """Return the ids of what takes events back, and not as part of an import."""
    events = store.events()
    redone = {event.undoes for event in events if event.kind == "redo"}
    return {event.id for event in events if event.kind == "undo" and event.detail != TAKEN_BACK} - redone


def stand(store: Store) -> tuple[set[str], list[CardState]]:
    """Return what counts, and what the cards are by it."""
    other = {event.id for event in store.history("deck/d")}
    return counting(store) - other, [store.state(card) for card in CARDS]


class Imports(RuleBasedStateMachine):
    """Two devices that import each other's histories, of any time, and take that back, among answers, marks
    and what takes these back; and that exchange all they have."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.stores = [Store(Path(self.folder.name) / name) for name in ("a.db", "b.db")]
        self.files: list[list[Event]] = []

    @rule(who=WHO, card=st.sampled_from(CARDS), grade=st.sampled_from([1, 4, 5]))
    def answer(self, who: int, card: str, grade: int) -> None:
        self.stores[who].record(answer(card, grade))

    @rule(who=WHO, cards=st.sets(st.sampled_from(CARDS), min_size=1), kind=st.sampled_from(["flag", "reset"]))
    def mark(self, who: int, cards: set[str], kind: str) -> None:
        self.stores[who].record_all([mark(card, kind) for card in sorted(cards)])

    @rule(who=WHO, back=st.booleans())
    def go(self, who: int, *, back: bool) -> None:
        store = self.stores[who]
        heads = store.deeds(1)[0 if back else 1]
        first = (store.undo if back else store.redo)(NOW)
        assert [deed.event for deed in heads] == ([first] if first else [])

    @rule(who=WHO, data=st.data())
    def find_a_wrong_clock(self, who: int, data: st.DataObject) -> None:
        if there := sorted(counting(self.stores[who])):
            self.stores[who].take_back(data.draw(st.sets(st.sampled_from(there), max_size=3)), NOW)

    @rule(who=WHO)
    def write(self, who: int) -> None:
        self.files.append(self.stores[who].events())

    @precondition(lambda self: self.files)
    @rule(who=WHO, data=st.data(), way=st.sampled_from(["keep", "undo", "redo", "again", "again later"]))
    def bring(self, who: int, data: st.DataObject, way: str) -> None:
        store, file = self.stores[who], data.draw(st.sampled_from(self.files))
        before, others = stand(store), by_others(store)
        bring(store, file)
        assert others <= by_others(store) | {event.undoes for event in file if event.kind == "redo"}
        after = stand(store)
        head = store.deeds(1)[0]
        if after == before or way == "keep":
            return
        assert head[0].event.kind == "import"
        assert store.undo(NOW) == head[0].event
        assert stand(store) == before
        if way == "redo":
            assert store.redo(NOW) == head[0].event
        elif way != "undo":
            if way == "again later":
                store.record(mark("deck/d", "bury"))
                assert store.redo(NOW) is None
            bring(store, file)
        assert way == "undo" or stand(store) == after

    @rule()
    def exchange(self) -> None:
        one, two = self.stores
        two.merge(one.events())
        one.merge(two.events())
        assert stand(one) == stand(two)

    @invariant()
    def what_is_kept_is_what_the_log_says(self) -> None:
        for store in self.stores:
            assert store.mismatches() == []
            assert store.miscounted() == []

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for store in self.stores:
                store.close()
            self.folder.cleanup()


TestImports = Imports.TestCase
TestImports.settings = some(20, stateful_step_count=20)


def test_an_import_is_taken_back_by_as_few_queries_however_much_it_brought_and_however_often(
    tmp_path: Path,
) -> None:
    """Not by one for each event and each card, as an import may have brought a hundred thousand."""

    def queries(number: int) -> list[int]:
        found: list[int] = []
        at, asked = noon(DAY - 9), list[str]()
        ids = new_ids(at)
        with Store(tmp_path / f"{number}.db") as store:
            bring(
                store,
                [
                    Event(next(ids), "another", at + each, DAY - 9, 0, f"deck/{each}", "review", 4)
                    for each in range(number)
                ],
            )
            brought = stand(store)
            store._connection.set_trace_callback(asked.append)
            for _ in range(3):
                for go, there in ((store.undo, 0), (store.redo, number)):
                    asked.clear()
                    assert go(NOW)
                    found.append(sum(not one.startswith("INSERT") for one in asked))
                    assert len(store.states()) == there
            store._connection.set_trace_callback(None)
            assert len(store._log._written) == 7, "one of each deed is kept in mind"
            assert stand(store) == brought
            assert (store.mismatches(), store.miscounted()) == ([], [])
        return found

    few = queries(3)
    assert few == queries(300)
    assert few[2:4] == few[4:]
