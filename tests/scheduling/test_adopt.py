"""A schedule that a card had elsewhere: an event that sets the state, from which any scheduler goes on."""

import json
from pathlib import Path

import fsrs_rs_python as rs
import pytest

from tests.scheduling.doubling import Doubling
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.ids import derived_id, new_id
from trainer.core.log import outside_detail, outside_in
from trainer.core.scope import EVERYTHING
from trainer.core.state import Outside
from trainer.scheduling.fsrs import DEFAULT, FSRS, kept
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store.store import Store

THERE = Outside(due=DAY + 20, last=DAY - 5, days=25, factor=230, reviews=7, lapses=1)


@pytest.mark.parametrize("scheduler", [SM2, Doubling(), FSRS])
def test_a_card_is_due_on_its_day_and_goes_on_from_there(tmp_path: Path, scheduler: Scheduler) -> None:
    with Store(tmp_path / "trainer.db", scheduler) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 2, DAY - 5, scheduler=scheduler))
        store.record(mark("deck/a", "adopt", DAY - 4, detail=outside_detail(THERE)))
        memory = store.state("deck/a").memory
        assert memory is not None
        assert (memory.due, memory.last, memory.reviews, memory.lapses) == (DAY + 20, DAY - 5, 7, 1)
        assert store.due(DAY + 19, EVERYTHING, 9) == []
        assert store.due(DAY + 20, EVERYTHING, 9) == ["deck/a"]
        store.record(answer("deck/a", 4, DAY + 20, scheduler=scheduler))
        memory = store.state("deck/a").memory
        assert memory is not None
        assert memory.due - memory.last == (50 if isinstance(scheduler, Doubling) else 58)
        assert store.mismatches() == []


@pytest.mark.parametrize(
    ("state", "good"),
    [
        (THERE._replace(days=0), 1),
        (THERE._replace(days=1), 6),
        (THERE._replace(days=4, factor=0), 10),
        (THERE._replace(days=10, factor=50), 13),
        (THERE._replace(days=0, stability=30.4), 1),
        (THERE._replace(days=36500), 36500),
    ],
)
def test_sm2_starts_from_an_interval_of_elsewhere(state: Outside, good: int) -> None:
    memory = SM2.answer(SM2.adopted(state), 4, state.due).memory
    assert memory.due - memory.last == good
    assert Sm2(max_interval=5).answer(Sm2(max_interval=5).adopted(state), 4, state.due).memory.due


@pytest.mark.parametrize(("days", "factor"), [(6, 250), (100, 250), (1, 250), (100, 130), (30, 130), (9, 0)])
def test_fsrs_starts_from_an_interval_and_an_ease_as_anki_does(days: int, factor: int) -> None:
    state = kept(FSRS.adopted(THERE._replace(days=days, factor=factor)))
    theirs = rs.FSRS(list(DEFAULT)).memory_state_from_sm2((factor or 250) / 100, days, 0.9)
    assert state.stability / 1e6 == pytest.approx(theirs.stability, rel=1e-4)
    assert state.difficulty / 1e6 == pytest.approx(theirs.difficulty, rel=1e-4)


def test_fsrs_goes_on_with_stability_and_difficulty_where_they_are_known() -> None:
    known = THERE._replace(stability=31.5, difficulty=6.25)
    assert kept(FSRS.adopted(known)) == (31_500_000, 6_250_000, 1)
    assert kept(FSRS.adopted(known._replace(days=0))).streak == 0


def test_what_the_event_says_is_read_back_and_what_cannot_be_is_not_taken() -> None:
    full = THERE._replace(stability=31.5, difficulty=6.25)
    assert outside_in(outside_detail(full)) == full
    broken = full._asdict() | {"days": "9", "factor": -3, "reviews": float("nan"), "difficulty": 99}
    assert outside_in(json.dumps(broken)) == full._replace(days=0, factor=0, reviews=0, difficulty=10)
    for text in ("", "{}", "[1]", '{"due": 5}', '{"due": true, "last": 5}', '{"due": 1e400, "last": 5}'):
        assert outside_in(text) is None


def test_an_event_of_elsewhere_has_the_same_id_each_time() -> None:
    at = 1_772_800_000_000
    one = derived_id(at, "anki:guid/0/1")
    assert one == derived_id(at, "anki:guid/0/1") != derived_id(at, "anki:guid/0/2")
    assert one[:14] == new_id(at)[:14], "a UUIDv7 of its instant"
    assert derived_id(at, "x") < derived_id(at + 1, "x")
    assert derived_id(-5, "x")[:8] == "00000000"
