"""Logs merge (DESIGN section 5): a set union of events, whoever wrote them, whenever they arrive."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.card import Note
from trainer.core.log import Event, detail_of
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.scheduling.fsrs import DEFAULT, FSRS, Fsrs
from trainer.scheduling.replay import replay
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store.log import Merged
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b#c1", "deck/b#c2", "deck/gone")
NOTES = (basic("a"), pair("b"))
MARKS = ("suspend", "unsuspend", "bury", "flag", "want", "reset", "reschedule", "adopt")
STORE = st.integers(0, 2)
SCHEDULERS = st.sampled_from(
    [
        *(SM2, Sm2("sm2-delphi", max_interval=9), Sm2(fuzz=True), Sm2(balance=True, chosen=7)),
        *(FSRS, Fsrs(fuzz=True, easy_days=(5, 6)), Fsrs(retention=80, balance=True, chosen=4)),
    ]
)
OWN = (0.5, 2.0, 6.0, 20.0, *DEFAULT[4:])


class Devices(RuleBasedStateMachine):
    """Three devices that practise at any time, and hand each other parts of their logs in any order."""

    @initialize(in_charge=st.sampled_from([SM2, FSRS]))
    def begin(self, in_charge: Scheduler) -> None:
        self.folder = TemporaryDirectory()
        self.stores = [Store(Path(self.folder.name) / f"{number}.db", in_charge) for number in range(3)]
        self.shelves = [Shelf(store, *NOTES) for store in self.stores]
        self.own: list[list[str]] = [[], [], []]
        """Ids of what each device did and did not take back."""

    @rule(
        who=STORE,
        card=st.sampled_from(CARDS),
        grade=st.integers(0, 5),
        day=st.integers(0, 30),
        scheduler=SCHEDULERS,
    )
    def answer(self, who: int, card: str, grade: int, day: int, scheduler: Scheduler) -> None:
        stored = self.stores[who].record(answer(card, grade, DAY + day, scheduler=scheduler))
        self.own[who].append(stored.id)

    @rule(who=STORE, card=st.sampled_from(CARDS), kind=st.sampled_from(MARKS), day=st.integers(0, 30))
    def mark(self, who: int, card: str, kind: str, day: int) -> None:
        detail = (
            detail_of(due=DAY + 2 * day, last=DAY, days=2 * day) if kind in ("reschedule", "adopt") else ""
        )
        self.own[who].append(self.stores[who].record(mark(card, kind, DAY + day, detail=detail)).id)

    @rule(who=STORE, cards=st.lists(st.sampled_from(CARDS), min_size=2, max_size=4), day=st.integers(0, 30))
    def reset_together(self, who: int, cards: list[str], day: int) -> None:
        stored = self.stores[who].record_all([mark(card, "reset", DAY + day) for card in cards])
        self.own[who].append(stored[0].id)

    @rule(who=STORE, day=st.integers(0, 30), numbers=st.sampled_from([(), DEFAULT, OWN, (1, 2)]))
    def fit(self, who: int, day: int, numbers: Sequence[float]) -> None:
        detail = json.dumps({"model": FSRS.model, "parameters": numbers})
        self.stores[who].record(mark("", "parameters", DAY + day, detail=detail))

    @rule(who=STORE, day=st.integers(0, 30))
    def undo(self, who: int, day: int) -> None:
        undone = self.stores[who].undo(Moment(0, DAY + day))
        expected = self.own[who].pop() if self.own[who] else None
        assert (undone and undone.id) == expected, "what this device did last"

    @rule(giver=STORE, taker=STORE, rng=st.randoms(use_true_random=False))
    def hand_over(self, giver: int, taker: int, rng: random.Random) -> None:
        events = self.stores[giver].events()
        self.merge(taker, rng.sample(events, rng.randint(0, len(events))))

    @rule(who=STORE)
    def rename(self, who: int) -> None:
        """A device reads a newer deck; the others do not, until they meet."""
        self.read(who, basic("new", formerly=("deck/a",)), pair("b"))

    def read(self, who: int, *notes: Note) -> None:
        self.shelves[who].put("deck.yaml", *notes)
        self.shelves[who].sync()

    def merge(self, taker: int, events: list[Event]) -> None:
        store = self.stores[taker]
        had = {event.id for event in store.events()}
        assert store.merge(events) == Merged(len({event.id for event in events} - had))
        assert {event.id for event in store.events()} == had | {event.id for event in events}
        assert store.merge(events) == Merged(0)
        assert store.mismatches() == []

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        try:
            self.meet()
        finally:
            for store in self.stores:
                store.close()
            self.folder.cleanup()

    def meet(self) -> None:
        """In the end all have all, and whatever the way there, all have the same."""
        for who in range(3):
            self.read(who, *NOTES)
        logs = [store.events() for store in self.stores]
        for taker, order in enumerate([(1, 2), (2, 0), (0, 1)]):
            for giver in order:
                self.merge(taker, logs[giver])
        one, *others = self.stores
        assert {event.id for event in one.events()} == {event.id for log in logs for event in log}
        assert one.events() == sorted(one.events(), key=lambda event: (event.at, event.id))
        for other in others:
            assert other.events() == one.events()
            assert other.states() == one.states()


@pytest.mark.hypothesis
def test_whatever_devices_do_and_in_whatever_parts_they_exchange_it_they_end_up_the_same() -> None:
    run_state_machine_as_test(Devices, settings=some(14, stateful_step_count=14))


def test_an_answer_of_another_device_counts_at_the_instant_it_was_given(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.db") as other:
        first = other.record(answer("deck/a", 4, DAY))
        last = other.record(answer("deck/a", 4, DAY + 9))
    store.record(answer("deck/a", 5, DAY + 1))
    assert store.merge([last, first]) == Merged(2)
    memory = None
    for day, grade in [(0, 4), (1, 5), (9, 4)]:
        memory = SM2.answer(memory, grade, DAY + day).memory
    assert store.state("deck/a").memory == memory
    assert [event.day - DAY for event in store.events()] == [0, 1, 9]
    assert first in store.events()


def test_undo_takes_back_what_this_device_did_and_not_what_came_from_another(
    store: Store, tmp_path: Path
) -> None:
    Shelf(store, basic("a"), basic("b"))
    mine = store.record(answer("deck/a", 4))
    with Store(tmp_path / "other.db") as other:
        store.merge([other.record(answer("deck/b", 4, DAY + 1))])
        undone = store.undo(Moment(0, DAY + 2))
        assert undone is not None
        assert undone.id == mine.id
        assert store.undo(Moment(0, DAY + 2)) is None
        other.merge(store.events())
        assert other.new(DAY, EVERYTHING, 9) == []
        assert other.state("deck/a").memory is None
        assert other.state("deck/b").memory is not None


def test_an_undo_that_arrives_before_what_it_takes_back_still_does(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.db") as other:
        other.record(answer("deck/a", 4))
        other.undo(Moment(0, DAY))
        done, undo = sorted(other.events(), key=lambda event: event.kind)
    assert (done.kind, undo.kind) == ("review", "undo")
    store.merge([undo])
    store.merge([done])
    assert store.state("deck/a").memory is None
    assert store.log({"review"}) == []


def test_events_under_an_older_key_count_for_the_present_one(store: Store, tmp_path: Path) -> None:
    with Store(tmp_path / "other.db") as other:
        event = other.record(answer("deck/old", 4))
    Shelf(store, basic("new", formerly=("deck/old",)))
    store.merge([event])
    assert store.state("deck/new").memory == SM2.answer(None, 4, DAY).memory
    assert [one.card for one in store.log({"review"})] == ["deck/new"]
    assert store.events() == [event], "as it was written"


def test_a_kind_of_a_later_version_is_kept_and_changes_nothing(store: Store) -> None:
    strange = Event("f" * 8, "pc", 5, DAY, 0, "deck/a", "holiday", detail="{}")
    assert store.merge([strange]) == Merged(1)
    assert store.events() == [strange]
    assert store.states() == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"grade": None},
        {"grade": -1},
        {"grade": 6},
        {"grade": 4.0},
        {"at": 2**63},
        {"at": -(2**62)},
        {"day": 0},
        {"day": 10**9},
        {"offset": 1440},
        {"took": -1},
        {"hints": 2**63},
        {"answer": "half a character: \ud800"},
        {"answer": None},
        {"grade": b"\0\0"},
    ],
    ids=str,
)
def test_an_event_that_no_log_can_hold_is_left_out_and_counted(store: Store, wrong: dict[str, Any]) -> None:
    good = Event("1", "pc", 5, DAY, 0, "deck/a", "review", 4)
    merged = store.merge([good._replace(id="2", **wrong), good])
    assert merged.taken == 1
    (why,) = merged.refused
    assert "event '2' was not taken" in why
    assert f"its {next(iter(wrong))} is" in why or "an answer without a grade" in why
    assert "None" not in why
    assert "\\x" not in why
    assert store.events() == [good]
    assert store.mismatches() == []


def test_events_of_a_card_that_come_in_several_parts_count_as_if_they_came_at_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.log._PART", 3)
    answers = [
        Event(f"{number:02}", "pc", number, DAY + number, 0, f"deck/{number % 4}", "review", 4)
        for number in range(20)
    ]
    mark = Event("20", "pc", 20, DAY + 20, 0, "deck/1", "suspend")
    undo = Event("21", "pc", 21, DAY + 21, 0, "deck/2", "undo", undoes="18")
    events = [undo, *reversed(answers), mark]
    assert store.merge(events) == Merged(22)
    assert store.mismatches() == []
    assert store.miscounted() == []
    assert store.state("deck/1") == replay([*answers[1::4], mark], SM2)
    assert store.state("deck/2") == replay(answers[2:18:4], SM2)


def test_the_first_events_of_a_log_leave_its_tables_as_they_were(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.log._PART", 5)
    shape = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    before = store._connection.execute(shape).fetchall()
    events = [
        Event(f"{number:02}", "pc", number, DAY, 0, f"deck/{number}", "review", 4) for number in range(12)
    ]
    assert store.merge(events) == Merged(12)
    assert store._connection.execute(shape).fetchall() == before
    assert store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert (store.mismatches(), store.miscounted()) == ([], [])


def test_many_events_at_once(store: Store) -> None:
    events = [
        Event(f"{number:06}", "pc", number, DAY + number // 700, 0, f"deck/{number % 700}", "review", 4)
        for number in range(2100)
    ]
    assert store.merge(events) == Merged(2100)
    assert store.merge(events) == Merged(0)
    assert len(store.states()) == 700
    assert store.state("deck/5").memory == replay(events[5::700], SM2).memory
