"""Today's plan for a goal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.goals.build import AGAIN, MONDAY, about, goal_in, met
from trainer.core.card import note_of
from trainer.goals.belief import Strength
from trainer.goals.demand import Question
from trainer.goals.goal import Goal
from trainer.goals.material import Item, Material
from trainer.goals.mocks import FIRST, Mocks, Open
from trainer.goals.plan import TELLS, DayPlan, plan_day, plan_goals
from trainer.goals.wording import each_task


def why(plan: DayPlan) -> list[str]:
    return [task.why for task in plan.tasks]


def test_new_cards_come_first_while_there_is_time_to_learn_and_due_ones_after_them() -> None:
    due = met("d/due", MONDAY - 7, (4, 4))
    known = Strength(1.0, 0.1)
    plan = plan_day(goal_in(14), about([due, *(Item(f"d/{n}", "basic") for n in range(3))], strength=known))
    assert plan.phase == "learn"
    assert why(plan) == ["new", "new", "new", "due"]


def test_what_is_asked_most_for_its_time_is_met_first_with_what_it_needs_before_it() -> None:
    questions = [
        Question(1.0, ("d/rare",)),
        Question(4.0, ("d/often",)),
        Question(9.0, ("d/one", "d/two", "d/three")),
    ]
    items = [Item(f"d/{name}", "basic") for name in ("rare", "one", "two", "three", "often", "base")]
    plan = plan_day(goal_in(14, 60), about(items, questions, {"d/often": ("d/base",)}))
    assert plan.cards[:5] == ["d/base", "d/often", "d/one", "d/two", "d/three"]


def test_cards_of_one_deck_are_met_together() -> None:
    items = [Item(key, "basic") for key in ("a/1", "b/1", "a/2", "b/2")]
    assert plan_day(goal_in(14, 60), about(items)).cards == ["a/1", "a/2", "b/1", "b/2"]


def test_the_days_of_learning_share_the_new_cards_evenly_and_missed_days_are_made_up_for() -> None:
    goal, material = goal_in(30, 120), about(360)
    assert len(plan_day(goal, material).tasks) == 20  # 18 days
    late = replace(material, day=MONDAY + 9)
    assert len(plan_day(goal, late).tasks) == 40  # 9 days are left of them


def test_days_off_and_holidays_are_planned_for() -> None:
    plain = plan_day(goal_in(14, 120), about(160))
    off = plan_day(goal_in(14, 120, off=frozenset({5, 6})), about(160))
    away = plan_day(goal_in(14, 120, holidays=((MONDAY + 1, MONDAY + 7),)), about(160))
    assert (plain.days_left, off.days_left, away.days_left) == (14, 10, 7)
    assert len(plain.tasks) < len(off.tasks) < len(away.tasks)


def test_however_far_the_date_the_beginning_is_soon() -> None:
    plan = plan_day(goal_in(3650), about(400))
    assert plan.phase == "learn"
    assert len(plan.tasks) == 10


def test_after_it_due_cards_and_in_the_last_days_all_of_them_once_more() -> None:
    cards = [met(f"d/{n}", MONDAY + 17, (4, 4)) for n in range(200)]
    goal = goal_in(30)
    quiet = plan_day(goal, about(cards, day=MONDAY + 20))
    assert (quiet.phase, quiet.tasks) == ("review", ())
    later = plan_day(goal, about(cards, day=MONDAY + 23))
    assert (later.phase, set(why(later))) == ("review", {"due"})
    final = plan_day(goal, about([met(f"d/{n}", MONDAY + 24, (4, 4)) for n in range(200)], day=MONDAY + 27))
    assert (final.phase, set(why(final))) == ("final", {"final"})


def test_the_last_pass_begins_with_what_would_be_forgotten() -> None:
    weak, firm = met("d/weak", MONDAY - 6, (4,)), met("d/firm", MONDAY - 6, (4, 4))
    assert plan_day(goal_in(1), about([firm, weak])).cards == ["d/weak", "d/firm"]


def test_new_cards_come_before_the_last_pass_as_an_answer_is_worth_the_more_the_later_it_is_given() -> None:
    known = [met(f"d/{n}", MONDAY + 9, (1,)) for n in range(40)]
    new = [Item(f"n/{n}", "basic") for n in range(20)]
    asked = [Question(9.0, (item.key,)) for item in known] + [Question(1.0, (item.key,)) for item in new]
    material = about([*known, *new], asked, day=MONDAY + 12, strength=Strength(1.0, 0.1))
    plan = plan_day(goal_in(13, 30), material)
    assert plan.phase == "final"
    assert why(plan) == ["new"] * 20 + ["final"] * 40
    short = plan_day(goal_in(13, 10), material)
    assert "new" not in why(short)  # there is no time for them beside what gains more


def test_some_of_what_was_met_is_asked_every_day_as_it_tells_how_long_one_remembers() -> None:
    known = [met(f"d/{n}", MONDAY - 1, (4,)) for n in range(40)]
    new = [Item(f"n/{n}", "basic") for n in range(400)]
    plan = plan_day(goal_in(14), about([*known, *new], day=MONDAY + 1))
    due = [task.seconds for task in plan.tasks if task.why == "due"]
    assert why(plan)[: len(due)] == ["due"] * len(due)
    assert TELLS * plan.budget - AGAIN < sum(due) <= TELLS * plan.budget
    sure = about([*known, *new], day=MONDAY + 1, strength=Strength(1.0, 0.1))
    assert why(plan_day(goal_in(14), sure)).count("due") == 0  # nothing is left to be told


def test_a_pass_ahead_of_schedule_counts_though_the_schedule_stays() -> None:
    old = met("d/old", MONDAY - 9, (4, 4, 4))
    fresh = met("d/fresh", MONDAY - 9, (4, 4, 4))
    fresh = fresh._replace(seen=MONDAY - 1, looks=(*fresh.looks, (MONDAY - 1, 4)))
    assert plan_day(goal_in(1), about([fresh, old])).cards[0] == "d/old"


def test_the_phases_at_the_edges() -> None:
    material = about(5)
    assert plan_day(goal_in(-3), material).phase == "over"
    assert plan_day(goal_in(0), material).phase == "over"
    tomorrow = plan_day(goal_in(1), material)
    assert (tomorrow.phase, len(tomorrow.tasks)) == ("final", 5)
    assert plan_day(goal_in(14, off=frozenset({0})), material).phase == "off"
    assert plan_day(goal_in(None), material).phase == "focus"


@pytest.mark.parametrize("goal", [goal_in(days) for days in (-1, 0, 1, 14, 3650, None)])
def test_no_cards_or_no_minutes_are_no_tasks(goal: Goal) -> None:
    assert plan_day(goal, about()).tasks == ()
    assert plan_day(replace(goal, minutes=0), about(5)).tasks == ()


def test_a_missed_week_leaves_a_plan() -> None:
    known, new = (
        [met(f"d/{n}", MONDAY, (4,)) for n in range(20)],
        [Item(f"d/n{n}", "basic") for n in range(9)],
    )
    plan = plan_day(goal_in(14), about(known + new, day=MONDAY + 8))
    assert {"new", "due"} <= set(why(plan))


def test_a_focus_has_due_cards_by_how_long_they_waited_and_then_new_ones_in_learning_order() -> None:
    soon, long_ago = met("d/soon", MONDAY - 3, (4,)), met("d/long", MONDAY - 40, (4, 4, 4, 4))
    plan = plan_day(goal_in(None), about([Item("d/b", "basic"), Item("d/a", "basic"), long_ago, soon]))
    assert plan.cards == ["d/soon", "d/long", "d/b", "d/a"]


def test_two_goals_never_ask_a_card_twice_and_the_nearer_date_is_first() -> None:
    far, near = replace(goal_in(20), id="far"), replace(goal_in(5), id="near")
    material = about(40)
    focus = replace(goal_in(None), id="focus")
    plans = plan_goals([far, focus, near], dict.fromkeys(["far", "near", "focus"], material))
    assert [plan.goal.id for plan in plans] == ["near", "far", "focus"]
    cards = [card for plan in plans for card in plan.cards]
    assert len(cards) == len(set(cards)) == 40


def test_a_mock_interview_is_in_the_minutes_of_its_day_and_of_no_other() -> None:
    goal, material = goal_in(30), about(400)
    day = MONDAY + FIRST
    usual = plan_day(goal, replace(material, day=day - 1))
    assert (usual.mock, usual.budget) == (None, 1200)
    its = plan_day(goal, replace(material, day=day))
    assert (its.mock, its.budget) == (Open(day, 10), 600)
    late = plan_day(goal, replace(material, day=day + 1))
    assert (late.mock, late.budget) == (Open(day, 10), 1200)
    held = plan_day(goal, replace(material, day=day), Mocks(held=(day,)))
    assert (held.mock, held.budget) == (None, 600)
    skipped = plan_day(goal, replace(material, day=day), Mocks(skipped=(day,)))
    assert (skipped.mock, skipped.budget) == (None, 1200)


def test_of_two_goals_one_has_the_mock_interview() -> None:
    far, near = replace(goal_in(30), id="far"), replace(goal_in(20), id="near")
    material = about(400, day=MONDAY + FIRST)
    plans = plan_goals([far, near], {"far": material, "near": material})
    assert [(plan.goal.id, plan.mock is not None, plan.budget) for plan in plans] == [
        ("near", True, 600),
        ("far", False, 1200),
    ]


def test_on_the_last_day_no_mock_interview_comes_on_top_of_the_minutes_of_any_goal() -> None:
    far, near = replace(goal_in(30), id="far"), replace(goal_in(20), id="near")
    material = about(400, day=MONDAY + 19)
    first, other = plan_goals([far, near], {"far": material, "near": material})
    assert (first.mock, first.given_up, first.budget) == (None, MONDAY + 18, 1200)
    assert (other.mock, other.given_up) == (None, 0)
    assert "the mock interview of Fri 22 Jan is given up, as this is the last day" in each_task(first)
    tomorrow = plan_day(goal_in(1), about(400))
    assert tomorrow.mock is not None
    assert tomorrow.budget + 60 * tomorrow.mock.minutes == 1200


@st.composite
def states(draw: st.DrawFn) -> tuple[Goal, Material]:
    """Any goal at any time of its way."""
    day = MONDAY + draw(st.integers(0, 40))
    cards = []
    for number in range(draw(st.integers(0, 30))):
        key = f"{draw(st.sampled_from('ab'))}/{number // 2}" + ("#x" if number % 2 else "")
        grades = draw(st.lists(st.integers(0, 5), max_size=4))
        back = draw(st.integers(0, 30))
        kind = draw(st.sampled_from(["basic", "points"]))
        item = met(key, day - back, grades)._replace(kind=kind) if grades else Item(key, kind)
        if draw(st.booleans()) and grades:
            item = item._replace(seen=draw(st.integers(day - back, day)))
        cards.append(item)
    keys = [card.key for card in cards]
    some = st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True).map(tuple)
    questions = [
        Question(draw(st.floats(0, 9)), draw(some)) for _ in range(draw(st.integers(0, 6)) if keys else 0)
    ]
    needs = {key: draw(st.lists(st.sampled_from(keys), max_size=2)) for key in keys}
    goal = goal_in(
        draw(st.none() | st.integers(-2, 60)),
        draw(st.integers(0, 30)),
        off=draw(st.frozensets(st.integers(0, 6), max_size=6)),
    )
    put_off = frozenset(map(note_of, draw(st.lists(st.sampled_from(keys), max_size=3)) if keys else ()))
    spent = float(draw(st.integers(0, 1200)))
    return goal, about(cards, questions, needs, day, put_off=put_off, spent=spent)


@given(states())
def test_any_plan_keeps_to_its_minutes_and_asks_each_note_once(state: tuple[Goal, Material]) -> None:
    goal, material = state
    plan = plan_day(goal, material)
    notes = [note_of(card) for card in plan.cards]
    assert len(notes) == len(set(notes))
    assert not material.put_off.intersection(notes)
    assert set(plan.cards) <= material.items.keys()
    longest = max((task.seconds for task in plan.tasks), default=0.0)
    assert plan.seconds < plan.budget + longest or not plan.tasks
    assert plan == plan_day(goal, material)
    for task in plan.tasks:
        assert (task.why == "new") == (material.items[task.card].memory is None)
        if task.why == "final":
            assert material.items[task.card].seen < material.day


@given(states(), st.integers(0, 5))
def test_going_on_with_a_day_asks_nothing_twice(state: tuple[Goal, Material], done: int) -> None:
    """Planned anew after some of its cards, a day goes on with others, in the time that is left."""
    goal, material = state
    first = plan_day(goal, material)
    answered = first.tasks[:done]
    items = dict(material.items)
    for task in answered:
        outcome = material.scheduler.answer(items[task.card].memory, 4, material.day, task.card)
        items[task.card] = items[task.card]._replace(memory=outcome.memory, seen=material.day)
    spent = sum(task.seconds for task in answered)
    rest = plan_day(
        goal,
        replace(
            material,
            items=items,
            order=[key for key in material.order if items[key].memory is None],
            put_off=material.put_off | {note_of(task.card) for task in answered},
            spent=material.spent + spent,
        ),
    )
    assert not {note_of(task.card) for task in answered}.intersection(map(note_of, rest.cards))
    assert rest.budget == pytest.approx(max(0.0, first.budget - spent))


def test_a_later_answer_takes_less_than_a_first_one() -> None:
    card = met("d/x", MONDAY - 7, (4, 4))
    assert plan_day(goal_in(1), about([card])).seconds == pytest.approx(AGAIN)
    assert plan_day(goal_in(1), about(1)).seconds > AGAIN
