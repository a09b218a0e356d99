"""Ready by a date, line by line."""

import io
import re

from tests.goals.setting import fill, wish
from tests.practice.context import Clock
from tests.store.build import DAY
from trainer.context import Context
from trainer.goals.forecast import Range
from trainer.goals.goal import Goal
from trainer.goals.log import goals, set_goal
from trainer.plain.app import run
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def talk(store: Store, *lines: str, clock: Clock | None = None) -> str:
    out = io.StringIO()
    given = io.StringIO("\n" + "".join(f"{line}\n" for line in lines))
    assert run(Context(store, clock or Clock(), Plan(), start="home"), given, out) == 0
    return out.getvalue()


def test_a_goal_is_set_line_by_line(store: Store) -> None:
    fill(store)
    said = talk(store, "ready", "n", "", "+14d", "25", "sat", "", "", "y", "", "q")
    (goal,) = goals(store).active
    assert (goal.name, goal.by, goal.minutes, goal.off) == ("Interview", DAY + 14, 25, frozenset({5}))
    assert "of what is asked on the day" in said
    assert "100 %┤" in said
    assert "set (u takes it back)" in said


def test_what_cannot_be_meant_is_asked_again_and_no_sets_nothing(store: Store) -> None:
    fill(store)
    said = talk(
        store, "ready", "n", "", "soon", "+3d", "25", "", "3 Dec..", "5 Dec..3 Dec", "-", "", "n", "", "q"
    )
    assert goals(store).active == ()
    told = [
        "date: 'soon' is no date",
        "minutes (",
        "holiday: '3 Dec..'",
        "holiday: '5 Dec..3 Dec'",
        "decks (",
    ]
    assert list(map(said.find, told)) == sorted(map(said.find, told)), "each at once, with its line"
    assert min(map(said.find, told)) > 0


def test_the_form_is_left_by_q_from_every_line_and_the_program_goes_on(store: Store) -> None:
    fill(store)
    for lines in ([], ["", "soon"], ["", "+3d", "", "", "x..", "y"], ["", "+3d", "", "", "", ""]):
        said = talk(store, "ready", "n", *lines, "q", "", "q")
        assert "nothing is set" in said
        assert said.count("No goal is set") == 2, "where goals stand, again"
    wish(store, by="+14d", minutes="20")
    assert "nothing is changed" in talk(store, "ready", "e", "+20d", "q", "", "q")
    (goal,) = goals(store).active
    assert goal.by == DAY + 14


def test_behind_midnight_the_form_says_which_day_it_still_is(store: Store) -> None:
    fill(store)
    clock = Clock()
    assert "tonight counts as" not in talk(store, "ready", "n", "q", "", "q", clock=clock)
    clock.now = clock.now.replace(hour=2)
    assert "tonight counts as" in talk(store, "ready", "n", "q", "", "q", clock=clock)


def test_a_goal_without_a_date_is_called_as_at_the_command_line(store: Store) -> None:
    fill(store)
    talk(store, "ready", "n", "", "", "", "", "", "", "y", "", "q")
    talk(store, "ready", "n", "own", "+9d", "", "", "", "", "y", "", "q")
    said = talk(store, "ready", "n", "", "another", "", "", "", "", "", "n", "", "q")
    assert [goal.name for goal in goals(store).active] == ["Focus", "own"]
    assert "name: another goal needs a name of its own" in said


def test_an_end_of_input_in_the_middle_sets_nothing(store: Store) -> None:
    fill(store)
    talk(store, "ready", "n", "", "+14d")
    assert goals(store).active == ()


def test_the_start_says_how_it_stands_and_the_end_what_tomorrow_brings(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    said = talk(store, "", "3", "q")
    assert "Interview: " in said
    assert "on track · " in said
    assert "; tomorrow " in said
    assert len(set(re.findall(r"tomorrow: \d+ cards, new ones too", said))) == 1, "one number everywhere"


def test_a_day_off_is_said(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20", holiday="today..+2d")
    said = talk(store, "")
    assert "today: 0 cards" in said
    assert " · a day off · " in said


def test_a_change_and_giving_up(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    said = talk(store, "ready", "e", "", "50", "", "", "", "y", "", "q")
    assert "set: minutes a day: 50 (before: 20) (u takes it back)" in said
    assert goals(store).active[0].minutes == 50
    assert "undone: the change of the goal “interview”" in talk(store, "u", "redo", "q")
    assert "given up" in talk(store, "ready", "x", "y", "", "q")
    assert goals(store).active == ()
    assert "undone: giving up the goal “interview”" in talk(store, "u", "q")
    assert goals(store).active[0].minutes == 50


def test_what_was_set_with_a_holiday_is_undone_by_its_name(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20", holiday="+3d")
    assert "goal “Interview” set, with a holiday" in talk(store, "undo", "", "q")
    wish(store, minutes="30", holiday="+4d")
    said = talk(store, "u", "u", "q")
    assert "undone: the change of the goal “interview”, with a holiday" in said
    assert "undone: setting the goal “Interview”, with a holiday" in said
    assert (goals(store).active, goals(store).holidays) == ((), ())
    wish(store, by="+14d", minutes="20")
    wish(store, holiday="+4d")
    assert "undone: the holiday Sun 28 Apr" in talk(store, "u", "q")


def test_after_the_date_the_result_is_told(store: Store) -> None:
    fill(store)
    wish(store, by="+2d")
    clock = Clock()
    clock.forward(days=3)
    said = talk(store, "ready", "", "q", clock=clock)
    assert "Interview was on" in said
    assert "foretold" in said


def test_a_new_date_leaves_the_result_of_the_first_one_below_it(store: Store) -> None:
    fill(store)
    wish(store, by="+2d", minutes="15")
    clock = Clock()
    clock.forward(days=3)
    wish(store, clock, name="Interview", by="+9d", minutes="20")
    said = talk(store, "ready", "", "q", clock=clock)
    assert "1 day ago · 15 minutes a day\n  foretold  " in said.partition("in 9 days")[2]


def test_a_goal_of_an_earlier_version_whose_cards_leave_it_is_warned_of(store: Store) -> None:
    fill(store)
    goal = Goal("is due", "is due", ("is:new", "deck"), by=DAY + 14, made=DAY)
    set_goal(store, Plan().moment(Clock()()), goal, Range(0.5, 0.4, 0.6))
    said = talk(store, "ready", "", "q")
    warned = "is:new finds other cards with every answer"
    assert f"is due: {warned}" in said
    assert f"{warned}" in said.split("(ready)")[0]
    assert f"  warning        {warned}" in said
    wish(store, name="is due", what="deck")
    assert warned not in talk(store, "ready", "", "q")


def test_more_minutes_are_on_plus_where_the_plan_ends(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20", off="none", holiday="today")
    said = talk(store, "+", "q")
    assert "10 more minutes" in said
    assert "Q n" in said


def test_a_goal_set_in_the_middle_is_what_is_practised_from_then_on(store: Store) -> None:
    fill(store)
    said = talk(store, "ready", "n", "", "+2d", "60", "", "", "", "y", "", "q")
    assert "(20 new, 0 due, 0 again)" in said.partition("No goal is set")[0]
    after = said.rpartition("set (u takes it back)")[2]
    assert "(20 new" not in after
    assert " new, 0 due, 0 again)" in after
