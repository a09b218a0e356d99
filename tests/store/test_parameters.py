"""Parameters of a scheduler's model stand in the log: whoever has the log folds it to the same."""

import json
from pathlib import Path

import pytest

from tests.scheduling import learner
from tests.store.build import DAY, answer, noon
from trainer.core.log import NewEvent
from trainer.core.moment import Moment
from trainer.scheduling.fsrs import DEFAULT, FSRS, MODEL, Fsrs
from trainer.scheduling.replay import folded_by, replay
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

OWN = (0.5, 2.0, 6.0, 20.0, *DEFAULT[4:])
LOG = learner.log(6, 5)


def parameters(numbers: object, day: int = DAY + 400, model: str = MODEL) -> NewEvent:
    detail = json.dumps({"model": model, "parameters": numbers})
    return NewEvent(Moment(noon(day), day), "", "parameters", detail=detail)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store(tmp_path / "trainer.db", FSRS) as store:
        store.merge(LOG)
    return tmp_path / "trainer.db"


def test_the_whole_log_is_folded_anew_with_them_at_once_and_after_a_restart(path: Path) -> None:
    with Store(path, FSRS) as store:
        default = store.states()
        store.record(parameters(OWN))
        own = store.states()
        assert store.scheduler == Fsrs(parameters=OWN)
        assert store.mismatches() == []
    assert own != default
    for card, state in own.items():
        assert state == replay([event for event in LOG if event.card == card], Fsrs(parameters=OWN))
    with Store(path, FSRS) as store:
        assert store.states() == own
        assert store.mismatches() == []
        store.record(parameters([], DAY + 401))
        assert store.scheduler == FSRS
        assert store.states() == default, "back to the default ones"


def test_two_devices_with_one_log_fold_it_equally(path: Path, tmp_path: Path) -> None:
    with Store(path, FSRS) as store, Store(tmp_path / "other.db", FSRS) as other:
        other.merge(LOG)
        store.record(parameters(OWN))
        store.record(answer("deck/n1", 4, DAY + 500, scheduler=store.scheduler))
        assert other.states() != store.states()
        other.merge(store.events())
        assert other.states() == store.states()
        assert other.mismatches() == store.mismatches() == []
        older = parameters((1.0, *OWN[1:]), DAY + 300)
        other.record(older)
        store.merge(other.events())
        assert store.scheduler == other.scheduler == Fsrs(parameters=OWN), "the newest count"
        assert other.states() == store.states()


def test_an_answer_shown_under_other_parameters_is_computed_with_those_of_the_log(path: Path) -> None:
    with Store(path, FSRS) as store:
        store.record(parameters(OWN))
        memory = store.state("deck/n1").memory
        shown = FSRS.answer(memory, 4, DAY + 500, "deck/n1")
        store.record(answer("deck/n1", 4, DAY + 500, scheduler=FSRS, before=memory, outcome=shown))
        assert store.state("deck/n1").memory == store.scheduler.answer(memory, 4, DAY + 500, "deck/n1").memory
        assert store.mismatches() == []


@pytest.mark.parametrize(
    "numbers", [None, "x", [1], ["a"] * 21, [True] * 21, [1e9] * 21, {"a": 1}, [[1]] * 21, [-1.0] * 21]
)
def test_parameters_that_no_model_can_have_are_the_default_ones(path: Path, numbers: object) -> None:
    with Store(path, FSRS) as store:
        store.record(parameters(numbers))
        assert store.scheduler == FSRS
    with Store(path, FSRS) as store:
        assert store.scheduler == FSRS


def test_those_of_another_model_and_other_schedulers_have_no_part_in_it(path: Path) -> None:
    with Store(path, FSRS) as store:
        store.record(parameters(OWN))
        store.record(parameters([1, 2, 3], DAY + 500, "fsrs-7"))
        assert store.scheduler == Fsrs(parameters=OWN)
    with Store(path, SM2) as store:
        assert store.scheduler == SM2
        assert store.mismatches() == []


def test_a_program_that_runs_on_under_the_old_ones_leaves_nothing_wrong_behind(path: Path) -> None:
    with Store(path, FSRS) as running:
        with Store(path, FSRS) as store:
            store.record(parameters(OWN))
        running.record(answer("deck/n1", 4, DAY + 500, scheduler=FSRS))
    with Store(path, FSRS) as store:
        assert store.mismatches() == []


def test_another_scheduler_is_looked_at_without_touching_anything(path: Path) -> None:
    with Store(path, FSRS) as store:
        kept = store.states()
        assert store.folded(SM2) == {
            card: replay([event for event in LOG if event.card == card], SM2) for card in kept
        }
        assert store.states() == kept
        assert store.about("scheduler") == folded_by(FSRS)
