"""What is left of a card by the answers to it, and what they say of a person."""

from math import log
from statistics import mean

import pytest

from tests.goals.build import MONDAY, met
from trainer.core.state import Memory
from trainer.goals.belief import SPREAD, USUAL, Belief, strength
from trainer.goals.learner import GRADES, LEARNERS, Learner
from trainer.goals.material import Item
from trainer.goals.trace import Look, Trace, first, steady, trace
from trainer.scheduling.fsrs import DEFAULT, FSRS
from trainer.scheduling.sm2 import SM2


def left(item: Item, belief: Belief | None = None) -> Trace:
    assert item.memory is not None
    return (belief or Belief(SM2)).trace(item.memory, item.seen, item.looks)


def test_a_stability_is_found_again_from_what_is_recalled() -> None:
    assert steady(9, Trace(4.2, 5, 0, 1.0).recall(9)) == pytest.approx(4.2)


@pytest.mark.parametrize("own", [1.0, 0.4])
def test_what_is_left_is_what_a_virtual_learner_has_who_gave_these_answers(own: float) -> None:
    learner = Learner(LEARNERS["normal"]._replace(strength=own), 3)
    for number in range(20):
        key, looks = f"d/{number}", list[Look]()
        for day in (MONDAY, MONDAY + 1, MONDAY + 5, MONDAY + 40):
            grade, _ = learner.answer(key, "basic", day)
            looks.append((day, grade))
        assert trace(tuple(looks), own) == learner.traces[key]


def test_passed_after_a_month_is_another_thing_than_passed_after_a_day() -> None:
    soon, late = (left(met("d/x", MONDAY, (4, 4), every)) for every in (1, 30))
    assert late.stability > 3 * soon.stability


def test_passes_ahead_of_schedule_make_a_card_more_stable_though_its_schedule_stays() -> None:
    item = met("d/x", MONDAY, (4, 4))
    ahead = item._replace(seen=MONDAY + 4, looks=(*item.looks, (MONDAY + 4, 4)))
    assert left(ahead).stability > left(item).stability
    assert left(ahead).recall(MONDAY + 5) > left(item).recall(MONDAY + 5)


def test_where_the_log_does_not_tell_all_a_schedulers_stability_is_believed() -> None:
    memory = FSRS.answer(None, 4, MONDAY, "d/x").memory
    assert Belief(FSRS).trace(memory, MONDAY, ()).stability == pytest.approx(DEFAULT[2], abs=1e-5)


def test_else_what_failed_last_or_was_lost_once_is_less_stable() -> None:
    stable = [
        left(met("d/x", MONDAY, grades)._replace(looks=())).stability
        for grades in ((4, 4, 1), (4,), (4, 4, 1, 4, 4), (4, 4), (4, 4, 4))
    ]
    assert stable == sorted(stable)
    assert len(set(stable)) == 5
    ease = [left(met("d/x", MONDAY, (4, grade))._replace(looks=())).stability for grade in (3, 4, 5)]
    assert ease == sorted(ease)


def test_a_card_that_came_with_a_schedule_is_not_thought_new_because_its_answers_are_not_here() -> None:
    old = Memory(due=MONDAY + 60, last=MONDAY - 40, drill=0, reviews=9, lapses=0, data=(6, 250, 100))
    assert Belief(SM2).trace(old, MONDAY - 40, ()).stability > 50
    later = Belief(SM2).trace(old._replace(reviews=10), MONDAY, ((MONDAY, 4),))
    assert later.stability > 50


@pytest.mark.parametrize("waited", [1, 5, 30])
@pytest.mark.parametrize("ahead", [1, 10, 100])
def test_asking_a_card_never_makes_it_less_likely_to_be_known(waited: int, ahead: int) -> None:
    for stability in (1.0, 5.0, 40.0):
        card = Trace(stability, 5.0, MONDAY - waited, 1.0)
        assert card.asked(MONDAY, MONDAY + ahead) >= card.recall(MONDAY + ahead) - 0.02


def test_a_new_card_is_as_well_known_as_its_first_answer_may_be() -> None:
    belief = Belief(SM2)
    assert first(0, 0, 1.0).recall(7) < belief.met(7) < first(3, 0, 1.0).recall(7)
    assert Belief(SM2, 0.4).met(7) < belief.met(7)


def test_without_answers_one_is_as_usual_and_few_say_little() -> None:
    once = ((MONDAY, 4), (MONDAY + 6, 1))
    assert strength([]) == strength([once[:1]]) == USUAL
    few, many = strength([once]), strength([once] * 200)
    assert 0.4 < few.times < 1
    assert many.times < 0.2
    assert many.doubt < few.doubt <= SPREAD + 0.01


def told(strength: float, seed: int) -> list[list[Look]]:
    """Return answers of somebody who remembers so many times as long as usual, where what he failed is asked
    again at once, and what he knew is not: that says nothing."""
    learner, found = Learner(LEARNERS["normal"]._replace(strength=strength), seed), list[list[Look]]()
    for number in range(120):
        looks = list[Look]()
        for day in (MONDAY, MONDAY + 3, MONDAY + 10, MONDAY + 11, MONDAY + 12):
            if len(looks) < 3 or looks[-1][1] == GRADES[0]:
                looks.append((day, learner.answer(f"d/{number}", "basic", day)[0]))
        found.append(looks)
    return found


@pytest.mark.parametrize("times", [1.0, 0.35])
def test_from_answers_one_sees_how_well_somebody_remembers_and_how_sure_that_is(times: float) -> None:
    """What is said to be doubtful is what estimates differ by: no more, no less."""
    found = [strength(told(times, seed)) for seed in range(16)]
    off = [log(each.times / times) for each in found]
    doubt = mean(each.doubt for each in found)
    assert abs(mean(off)) < 0.2
    assert 0.6 * doubt < mean(each**2 for each in off) ** 0.5 < 1.5 * doubt
    assert doubt < 0.45
