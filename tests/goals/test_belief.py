"""What a schedule says of days to come."""

import pytest

from tests.goals.build import MONDAY, met
from trainer.core.library import Answered
from trainer.goals.belief import DECAY, Belief, Tried, curve, steady, strength, tried
from trainer.goals.learner import LEARNERS, MODEL, Learner
from trainer.scheduling.fsrs import DEFAULT, FSRS
from trainer.scheduling.sm2 import SM2


@pytest.mark.parametrize("days", [0, 1, 7, 400])
def test_forgetting_is_that_of_fsrs(days: int) -> None:
    assert DEFAULT[20] == DECAY
    assert curve(days, 3.5) == pytest.approx(MODEL.recall(3.5, days))


def test_a_stability_is_found_again_from_what_is_recalled() -> None:
    assert steady(9, curve(9, 4.2)) == pytest.approx(4.2)


def test_a_scheduler_that_keeps_the_stability_is_believed() -> None:
    memory = FSRS.answer(None, 4, MONDAY).memory
    assert Belief(FSRS).stability(memory) == pytest.approx(DEFAULT[2], abs=1e-5)


def test_what_failed_last_or_was_lost_once_is_less_stable() -> None:
    belief = Belief(SM2)
    stable = [
        belief.stability(item.memory)
        for item in (
            met("d/failed", MONDAY, (4, 4, 1)),
            met("d/new", MONDAY, (4,)),
            met("d/again", MONDAY, (4, 4, 1, 4, 4)),
            met("d/twice", MONDAY, (4, 4)),
            met("d/often", MONDAY, (4, 4, 4)),
        )
        if item.memory is not None
    ]
    assert stable == sorted(stable)
    assert len(set(stable)) == 5


def test_what_was_easier_is_more_stable() -> None:
    belief = Belief(SM2)
    hard, good, easy = (met("d/x", MONDAY, (grade,)).memory for grade in (3, 4, 5))
    assert hard
    assert good
    assert easy
    assert belief.stability(hard) == pytest.approx(DEFAULT[1], rel=0.2)  # as FSRS has it, with its repeat
    assert belief.stability(good) == pytest.approx(DEFAULT[2], rel=0.2)
    assert belief.stability(easy) == pytest.approx(DEFAULT[3], rel=0.25)
    twice = [met("d/x", MONDAY, (grade, grade)).memory for grade in (3, 4, 5)]
    stable = [belief.stability(memory) for memory in twice if memory]
    assert 2 < stable[0] < stable[1] < stable[2] < 25


@pytest.mark.parametrize("waited", [0, 1, 5, 30])
@pytest.mark.parametrize("left", [1, 10, 100])
def test_asking_a_card_never_makes_it_less_likely_to_be_known(waited: int, left: int) -> None:
    belief = Belief(SM2)
    for stability in (1.0, 5.0, 40.0):
        assert belief.asked(stability, waited, left) >= curve(waited + left, stability) - 0.02


def test_passes_ahead_of_schedule_make_a_card_more_stable_though_its_schedule_stays() -> None:
    belief = Belief(SM2)
    memory = met("d/x", MONDAY, (4, 4)).memory
    assert memory is not None
    once, late, twice = (
        belief.stability_of(memory, [MONDAY + day for day in days]) for days in ((1,), (4,), (1, 4))
    )
    assert belief.stability_of(memory) == belief.stability(memory)
    assert belief.stability(memory) < once < late < twice


def test_the_first_answer_of_a_day_to_a_card_met_before_tells_how_one_remembers() -> None:
    memory = met("d/x", MONDAY - 6, (4, 4)).memory
    assert memory is not None
    repeat = memory._replace(last=MONDAY)
    late = [
        Answered("d/x", "basic", MONDAY, 4, 9000, repeat, False),
        Answered("d/x", "basic", MONDAY, 2, 9000, memory, False),
        Answered("d/new", "basic", MONDAY, 4, 9000, None, True),
        Answered("d/old", "basic", MONDAY, 4, 9000, None, False),  # written by another version
    ]
    assert list(tried(late)) == [Tried(memory, 6, False)]


def test_without_answers_one_is_as_usual_and_few_say_little() -> None:
    assert strength([], SM2) == 1.0
    memory = met("d/x", MONDAY, (4, 4)).memory
    assert memory is not None
    assert 0.5 < strength([Tried(memory, 6, False)], SM2) < 1
    assert strength([Tried(memory, 6, False)] * 200, SM2) < 0.2


@pytest.mark.parametrize(("name", "least", "most"), [("normal", 0.7, 1.6), ("forgetful", 0.15, 0.75)])
def test_from_his_answers_one_sees_how_well_a_learner_remembers(name: str, least: float, most: float) -> None:
    learner, told = Learner(LEARNERS[name], 3), []
    for number in range(300):
        memory = None
        for day in (MONDAY, MONDAY + 3, MONDAY + 10):
            grade, _ = learner.answer(f"d/{number}", "basic", day)
            if memory is not None:
                told.append(Tried(memory, day - memory.last, grade >= 3))
            memory = SM2.answer(memory, grade, day).memory
    assert least < strength(told, SM2) < most
