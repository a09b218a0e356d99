"""Virtual learners, and the program walked by them to a date."""

from dataclasses import replace
from statistics import mean

import pytest

from tests.benchmarks.policies import nine, steady
from tests.goals.build import MONDAY, about, goal_in
from trainer.core.card import note_of
from trainer.goals.demand import Demand, Question
from trainer.goals.goal import Goal
from trainer.goals.learner import LEARNERS, Learner, Traits
from trainer.goals.material import Item, Material
from trainer.goals.simulate import Policy, shipped, walk


def ready(
    goal: Goal,
    material: Material,
    policy: Policy = shipped,
    traits: Traits = LEARNERS["normal"],
    runs: int = 3,
) -> float:
    """Return the share that is ready on the date, on average."""
    return mean(
        material.demand.value(walk(goal, material, Learner(traits, seed), policy).recall)
        for seed in range(runs)
    )


def test_the_same_seed_is_the_same_person() -> None:
    goal, material = goal_in(7), about(60)
    first = walk(goal, material, Learner(LEARNERS["weak"], 5))
    assert walk(goal, material, Learner(LEARNERS["weak"], 5))[:3] == first[:3]
    assert walk(goal, material, Learner(LEARNERS["weak"], 6)).recall != first.recall


def test_weak_and_forgetful_learners_recall_less_and_irregular_ones_come_less_often() -> None:
    goal, material = goal_in(14, 30), about(120)
    found = {name: ready(goal, material, traits=traits) for name, traits in LEARNERS.items()}
    assert found["normal"] > found["weak"] > found["forgetful"]
    spent = [walk(goal, material, Learner(LEARNERS[name], 1)).seconds for name in ("normal", "irregular")]
    assert spent[0] > spent[1]


def test_a_walk_keeps_to_days_and_minutes_and_asks_no_note_twice_a_day() -> None:
    goal = goal_in(14, 10, off=frozenset({6}), holidays=((MONDAY + 2, MONDAY + 4),))
    mornings: list[Material] = []
    items = [Item(f"d/{number // 2}#{number % 2}", "basic") for number in range(80)]
    found = walk(goal, about(items), Learner(LEARNERS["normal"], 1), watch=mornings.append)
    assert [morning.day for morning in mornings] == list(range(MONDAY, MONDAY + 14))
    days = [
        {item.key for item in at.items.values() if item.seen == at.day - 1} for at in (*mornings, found.last)
    ]
    studied = {at.day - 1 for at, asked in zip((*mornings, found.last), days, strict=True) if asked}
    assert studied == set(goal.days(MONDAY))
    assert all(len(asked) == len(set(map(note_of, asked))) for asked in days)
    assert found.seconds < len(studied) * (600 + 60)


def test_a_goal_without_a_date_leads_nowhere() -> None:
    with pytest.raises(ValueError, match="without a date"):
        walk(goal_in(None), about(3), Learner(LEARNERS["normal"], 1))


def test_with_little_time_the_plan_beats_plain_repetition_by_far_and_policy_nine_is_not_better() -> None:
    goal, material = goal_in(14), about(300)
    plan = ready(goal, material)
    assert plan > ready(goal, material, steady) + 0.2
    assert plan > ready(goal, material, nine) - 0.02


def test_with_time_enough_it_takes_hardly_more_than_policy_nine() -> None:
    goal, material = goal_in(30, 30), about(120)
    plan, other = (walk(goal, material, Learner(LEARNERS["normal"], 2), policy) for policy in (shipped, nine))
    assert plan.seconds < 1.1 * other.seconds
    assert material.demand.value(plan.recall) > material.demand.value(other.recall) - 0.01


def test_what_is_asked_is_known_rather_than_much() -> None:
    """A few questions that are asked often: they are answered, though most cards are never seen."""
    often = [Question(10.0, (f"d/{number}",)) for number in range(150, 170)]
    rare = [Question(0.5, (f"d/{number}",)) for number in range(150)]
    material = replace(about(170), demand=Demand([*often, *rare]))
    found = walk(goal_in(7, 10), material, Learner(LEARNERS["normal"], 1))
    assert found.met < 110
    assert mean(found.recall.get(f"d/{number}", 0.0) for number in range(150, 170)) > 0.8
