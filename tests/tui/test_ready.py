"""Ready by a date on screen: the first screen, the goals, the lines to fill in; by keyboard alone."""

from datetime import timedelta

import pytest

from tests import build
from tests.build import LibraryAtRisk
from tests.interview.interviews import opener
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import note
from trainer.core.kinds import Basic
from trainer.core.library import Library
from trainer.core.scope import Scope
from trainer.goals.forecast import Range
from trainer.goals.goal import Goal
from trainer.goals.log import goals, set_goal, set_holiday
from trainer.goals.material import Material, material
from trainer.goals.standing import make
from trainer.goals.wish import Field
from trainer.scheduling.preferences import Plan

SIZES = [(80, 24), (40, 12), (120, 40)]


def many(number: int = 120, title: str = "Kafka::Basics") -> LibraryAtRisk:
    """A deck of so many notes, the last of them an open question."""
    notes = [note(Basic(f"Question {n}?", "A."), f"n{n:03}") for n in range(number - 1)]
    return build.library(build.deck(*notes, opener("open"), title=title))


def wish(library: LibraryAtRisk, clock: Clock | None = None, **said: str) -> None:
    words: dict[Field, str] = said  # type: ignore[assignment]
    make(library, Plan(), Plan().moment((clock or Clock())()), words)


def home(
    library: LibraryAtRisk, *keys: str, size: tuple[int, int] = (80, 24), clock: Clock | None = None
) -> str:
    return screen(context(library, clock, start="home"), *keys, size=size)


class TestHome:
    def test_a_first_start_says_how_to_set_a_date(self) -> None:
        assert "r says when your interview is" in home(many())

    @pytest.mark.parametrize("size", SIZES)
    def test_the_date_the_minutes_and_how_it_stands(self, size: tuple[int, int]) -> None:
        library = many()
        wish(library, by="+14d", minutes="20")
        text = home(library, size=size)
        assert ("Interview: Sun 6 Dec, in 14 days" if size[0] > 60 else "Interview in 14 days") in text
        assert "r says when" not in text
        if size[1] > 16:
            assert "on track · " in text
            assert "of what is asked on the day" in text

    def test_coming_back_to_it_plans_nothing_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        library, planned = many(), list[int]()
        wish(library, by="+14d")
        find = material

        def counting(library: Library, scope: Scope, day: int, preferences: Plan) -> Material:
            planned.append(day)
            return find(library, scope, day, preferences)

        monkeypatch.setattr("trainer.goals.today.material", counting)

        async def script(driver: Driver) -> None:
            assert len(planned) == len(set(planned)) > 0
            planned.clear()
            for _ in range(2):
                await driver.press("t", "q")
            assert "Interview: Sun 6 Dec, in 14 days" in driver.text
            assert planned == []

        run(context(library, start="home"), script)

    def test_the_number_of_today_is_that_of_enter_and_of_due(self) -> None:
        library = many()
        wish(library, by="+2d", minutes="40")

        async def script(driver: Driver) -> None:
            count = int(driver.lines[2].split()[0])
            assert count > 20
            await driver.press("enter")
            assert f"{count} new   0 due   0 again" in driver.lines[0]
            assert driver.text.count(f"0/{count}") == 1

        run(context(library, start="home"), script)

    def test_keys_typed_before_the_plan_is_made_are_not_lost(self) -> None:
        library = many()
        wish(library, by="+2d", minutes="40")
        assert "0/" in home(library, "enter")

    def test_a_mock_interview_of_the_plan_is_offered(self) -> None:
        library, clock = many(), Clock()
        wish(library, by="+14d", minutes="20")
        clock.now += timedelta(days=12)
        assert "mock interview today: m" in home(library, clock=clock)
        clock.now -= timedelta(days=6)
        assert "mock interview still open: m" in home(library, clock=clock)
        clock.now += timedelta(days=7)
        assert "mock" not in home(library, clock=clock).partition("practise")[0]
        text = " ".join(home(library, "r", clock=clock).split())
        assert "the mock interview of Fri 4 Dec is given up, as this is the last day" in text

    def test_m_holds_the_one_that_is_planned_unless_other_decks_are_marked(self) -> None:
        library = build.library(*(build.deck(opener("a"), id=t.lower(), title=t) for t in ("Hive", "Kafka")))
        wish(library, by="+1d", minutes="20", what="kafka")

        async def script(driver: Driver) -> None:
            assert "mock interview today: m" in driver.text
            await driver.press("m")
            assert "Mock interview · Kafka" in driver.lines[0]
            assert "10 minutes" in driver.text
            await driver.press("q", "r", "m")
            assert "Mock interview · Kafka" in driver.lines[0]
            await driver.press("q", "q", "down")
            assert "(outside the plan)" in driver.lines[3]
            assert any("Hive" in line and "(1)" in line for line in driver.lines)
            await driver.press("m")
            assert "Mock interview · Hive" in driver.lines[0]
            assert "20 minutes" in driver.text

        run(context(library, start="home"), script)

    def test_one_that_is_open_is_skipped_on_the_screen_of_the_goal_and_that_is_undone(self) -> None:
        library, clock = many(), Clock()
        wish(library, by="+14d", minutes="20")
        clock.now += timedelta(days=12)

        async def script(driver: Driver) -> None:
            assert "a mock interview, 10 minutes" in driver.text
            await driver.press("s")
            assert "a mock interview, 10 minutes" not in driver.text
            assert "skipped (u takes it back)" in driver.text
            await driver.press("s")
            assert "no mock interview is open" in driver.text
            await driver.press("u")
            assert "a mock interview, 10 minutes" in driver.text
            await driver.press("m")
            assert "Mock interview" in driver.lines[0]

        async def begin(driver: Driver) -> None:
            await driver.press("r")
            await script(driver)

        run(context(library, clock, start="home"), begin)

    def test_undo_on_the_screen_of_a_goal_says_what_it_took_back_and_stays_there(self) -> None:
        library = many()
        wish(library, name="first", by="+9d", minutes="20")
        wish(library, name="second", by="+14d", minutes="20")
        wish(library, name="second", minutes="30")

        async def script(driver: Driver) -> None:
            await driver.press("r", "tab")
            assert "2 of 2" in driver.lines[0]
            await driver.press("u")
            assert "undone: the change of the goal “second”" in driver.text
            assert "2 of 2" in driver.lines[0]
            assert "20 minutes a day" in driver.text

        run(context(library, start="home"), script)

    @pytest.mark.parametrize("days", [0, 12])
    def test_no_line_about_it_is_cut_on_a_narrow_screen(self, days: int) -> None:
        library, clock = many(), Clock()
        wish(library, by="+14d", minutes="20")
        clock.now += timedelta(days=days)

        async def script(driver: Driver) -> None:
            (stands,) = (line for line in driver.lines if " %, today " in line)
            assert "…" not in stands
            assert ("mock today: m" in stands) == (days == 12)
            await driver.press("r")
            assert "of what is asked on the day," in driver.text

        run(context(library, clock, start="home"), script, size=(40, 24))

    def test_the_form_names_the_key_that_sets_it_and_behind_midnight_the_day(self) -> None:
        library, clock = many(), Clock()
        clock.now = clock.now.replace(hour=2)
        text = screen(context(library, clock, start="home"), "r", "n", size=(40, 12))
        assert "ctrl+s set" in text
        assert "tonight counts as" in text

    def test_on_the_day_itself_it_is_today(self) -> None:
        library, clock = many(), Clock()
        wish(library, by="+3d", minutes="20")
        clock.now += timedelta(days=3)
        assert "Interview is today" in home(library, clock=clock)
        clock.now += timedelta(days=1)
        assert "Interview was on " in home(library, clock=clock)

    def test_a_day_off_is_one(self) -> None:
        library = many()
        wish(library, by="+14d", minutes="20", off="sun")
        text = home(library)
        assert "A day off" in text.splitlines()[2]
        assert "+ 10 more min" in text
        assert "Question" in home(library, "+", "plus")

    def test_afterwards_it_says_where_the_result_is_until_the_goal_is_given_up(self) -> None:
        library, clock = many(), Clock()
        wish(library, by="+2d")
        clock.now += timedelta(days=3)
        assert "Interview was on Tue 24 Nov" in home(library, clock=clock)
        text = home(library, "r", clock=clock)
        assert "foretold" in text
        assert "on the day" in text
        assert "was on" not in home(library, "r", "x", "x", "q", clock=clock)

    @pytest.mark.parametrize("size", SIZES)
    def test_a_new_date_leaves_the_result_of_the_first_one_below_it(self, size: tuple[int, int]) -> None:
        library, clock = many(), Clock()
        wish(library, by="+2d")
        clock.now += timedelta(days=3)
        wish(library, clock, name="Interview", by="+9d")

        async def script(driver: Driver) -> None:
            await driver.press("r")
            assert "in 9 days" in driver.text
            await driver.press(*["pagedown"] * 6)
            assert "foretold" in driver.text
            await driver.press(*["up"] * 2)
            assert "1 day ago" in driver.text

        run(context(library, clock, start="home"), script, size=size)

    @pytest.mark.parametrize("size", SIZES)
    def test_a_goal_of_an_earlier_version_whose_cards_leave_it_is_warned_of(
        self, size: tuple[int, int]
    ) -> None:
        library = many()
        goal = Goal("due", "due", ("is:new",), by=Clock().day + 14, made=Clock().day)
        set_goal(library, Plan().moment(Clock()()), goal, Range(0.5, 0.4, 0.6))
        if size[1] > 16:
            assert "⚠ cards leave this goal: r says why" in home(library, size=size)

        async def script(driver: Driver) -> None:
            await driver.press("r")
            await driver.press("pagedown")
            text = " ".join(driver.text.split())
            assert "is:new finds other cards" in text
            assert "Change its decks to what stays" in text or size == (40, 12)

        run(context(library, start="home"), script, size=size)

    def test_the_end_of_a_session_says_how_it_stands_and_what_tomorrow_brings(self) -> None:
        library = many()
        wish(library, by="+14d", minutes="20")
        text = home(library, "enter", "space", "3", "q")
        assert "Interview" in text
        assert "of what is asked on the day" in text.replace("\n", " ")
        assert "tomorrow" in text
        assert "20 more new cards" in text, "more minutes would bring none"


class TestForm:
    def test_a_goal_is_set_by_keyboard_alone(self) -> None:
        library = many()
        text = home(
            library,
            *("r", "n", "enter", *"14d", "enter", "backspace", "backspace", *"35", "enter", *"sat"),
            *("enter", "enter", "enter"),
        )
        (goal,) = goals(library).active
        assert (goal.name, goal.minutes, goal.off) == ("Interview", 35, frozenset({5}))
        assert goal.by == Clock().day + 14
        assert "set (u takes it back)" in text
        assert "Sun 6 Dec, in 14 days" in text

    @pytest.mark.parametrize("size", SIZES)
    def test_what_would_come_of_it_is_seen_while_it_is_filled_in(self, size: tuple[int, int]) -> None:
        text = home(many(), "r", "n", "enter", *"10", "space", *"dec", "down", size=size)
        assert "date      Thu 10 Dec" in text
        if size[1] > 16:
            assert "Thu 10 Dec, in 18 days" in text
            assert "on the day" in text

    def test_what_cannot_be_meant_is_said_at_its_line_and_nothing_is_set(self) -> None:
        library = many()
        text = home(library, "r", "n", "enter", *"soon", "ctrl+s")
        assert "'soon' is no date" in text
        assert "› date" in text
        assert goals(library).active == ()
        assert "Thu 10 Dec" in home(
            library,
            "r",
            "n",
            "enter",
            *"soon",
            "ctrl+s",
            *["backspace"] * 4,
            *"10",
            "space",
            *"dec",
            "ctrl+s",
        )

    def test_a_change_begins_with_what_is_set_and_keeps_the_rest(self) -> None:
        library = many()
        wish(library, by="+14d", minutes="20", off="sat")
        text = home(library, "r", "e")
        assert "Sun 6 Dec" in text
        text = home(library, "r", "e", "down", "backspace", "backspace", *"45", "ctrl+s")
        assert "set: minutes a day: 45 (before: 20) (u takes it back)" in text
        (goal,) = goals(library).active
        assert (goal.minutes, goal.off, goal.by) == (45, frozenset({5}), Clock().day + 14)

    def test_another_goal_does_not_take_the_place_of_one_by_its_name(self) -> None:
        library = many()
        wish(library, name="Kafka", by="+14d", minutes="20")
        text = home(library, "r", "n", *["backspace"] * 9, *"kafka", "enter", *"9d", "ctrl+s")
        assert "there is a goal of that name" in text
        assert goals(library).active[0].by == Clock().day + 14

    def test_esc_leaves_it_as_it_was(self) -> None:
        library = many()
        assert "No goal is set" in home(library, "r", "n", "enter", *"tomorrow", "escape")
        assert goals(library).active == ()

    def test_a_failing_store_is_told_and_the_lines_stay(self) -> None:
        library = many()

        async def script(driver: Driver) -> None:
            await driver.press("r", "n", "enter", *"tomorrow")
            library.failing = "disk full"
            await driver.press("ctrl+s")
            assert "disk full" in driver.text
            library.failing = ""
            await driver.press("escape", "ctrl+s")
            assert "set (u takes it back)" in driver.text

        run(context(library, start="home"), script)


class TestGoals:
    @pytest.mark.parametrize("size", SIZES)
    def test_it_says_what_to_expect_with_a_plot(self, size: tuple[int, int]) -> None:
        library = many()
        wish(library, by="+14d", minutes="20")
        text = home(library, "r", size=size)
        assert "Interview  Sun 6 Dec, in 14 days" in text
        assert "100 %┤" in text or size[1] <= 12

    def test_undo_takes_the_goal_back(self) -> None:
        library = many()
        wish(library, by="+14d")
        assert "No goal is set" in home(library, "r", "u")
        assert goals(library).active == ()

    def test_giving_it_up_asks_once_more(self) -> None:
        library = many()
        wish(library, by="+14d")
        assert "x once more" in home(library, "r", "x")
        assert goals(library).active
        assert "given up" in home(library, "r", "x", "x")
        assert not goals(library).active

    def test_several_are_shown_one_after_the_other(self) -> None:
        library = many()
        wish(library, name="Sooner", by="+5d")
        wish(library, name="Later", by="+50d")
        assert "Sooner" in home(library, "r")
        text = home(library, "r", "tab")
        assert "Later" in text
        assert "2 of 2" in text
        assert "Later" in home(library, "r", "tab", "e").splitlines()[0]

    def test_enter_practises_the_plan_and_m_rehearses(self) -> None:
        library = many()
        wish(library, by="+14d")
        assert "Question" in home(library, "r", "enter")
        assert "Mock interview" in home(library, "r", "m")

    def test_a_holiday_is_told(self) -> None:
        library, day = many(), Clock().day
        wish(library, by="+14d")
        set_holiday(library, Plan().moment(Clock()()), (day + 3, day + 5))
        assert "holiday: Wed 25 Nov to Fri 27 Nov" in home(library, "r")

    def test_a_name_is_text_and_nothing_else(self) -> None:
        library = many()
        wish(library, name="[/] [red]x\x1b[2J", by="+14d")
        assert "[/] [red]x" in home(library)
        assert "[/] [red]x" in home(library, "r")

    def test_what_is_due_outside_the_plan_is_one_key_away(self) -> None:
        one, other = (build.deck(note(Basic(f"About {d}?", "A."), "n"), id=d, title=d) for d in "ab")
        library, clock = build.library(one, other), Clock()
        home(library, "down", "down", "enter", "space", "3", clock=clock)
        wish(library, clock, minutes="5", what="a")
        clock.now += timedelta(days=9)
        assert "+ 1 due outside the plan" in home(library, clock=clock)
        assert "About b?" in home(library, "o", clock=clock)
