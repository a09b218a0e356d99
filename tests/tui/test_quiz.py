"""The quiz screens: a digit answers, the reason is shown in place, the end says what was missed."""

import json
from typing import Any

import pytest

from tests import build
from tests.build import LibraryAtRisk
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import CHOICE, HOSTILE, SEVERAL, hostile_notes, library, note
from trainer.context import Context
from trainer.core.card import Note
from trainer.core.kinds import Choice, Wrong
from trainer.core.log import NewEvent
from trainer.core.moment import Moment

SMALL = (40, 12)
ONE = Choice("Which is one?", ("One.",), (Wrong("Two.", "it is more"), Wrong("Three."), Wrong("Four.")))


def quiz(*notes: Note, **changes: Any) -> Context:
    return context(library(*(notes or (note(ONE, why="It is the first."),))), start="quiz", **changes)


def lib(at: Context) -> LibraryAtRisk:
    assert isinstance(at.library, LibraryAtRisk)
    return at.library


def digit(driver: Driver, text: str) -> str:
    """The key of the option that reads ``text``."""
    line = driver.lines[driver.line_of(text)]
    return next(letter for letter in line if letter.isdecimal())


def answered(at: Context, text: str, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """Pick the option that reads ``text``, press ``keys``, and return the screen."""
    shown = ""

    async def script(driver: Driver) -> None:
        nonlocal shown
        await driver.press(digit(driver, text))
        shown = (await driver.press(*keys)).text

    run(at, script, size)
    return shown


class TestQuestion:
    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_the_question_and_its_numbered_options_are_shown(self, size: tuple[int, int]) -> None:
        text = screen(quiz(), size=size)
        lines = text.splitlines()
        assert "0 right" in lines[0]
        assert lines[1].endswith("0/1")
        assert "Which is one?" in text
        for number in "1234":
            assert any(line.strip().startswith(number) for line in lines)
        assert lines[-1].strip().startswith("1-4 answer")

    def test_the_deck_is_named(self) -> None:
        assert screen(quiz()).splitlines()[0].startswith(" Quiz · Kafka › Delivery guarantees")

    def test_a_digit_answers_at_once_and_the_reasons_stand_in_place(self) -> None:
        at = quiz()
        text = answered(at, "Two.")
        lines = text.splitlines()
        number = next(line for line in lines if "Two." in line).split()[1]
        assert any(line.strip() == f"✗ {number}   Two." for line in lines)
        assert "wrong, your pick: it is more" in text
        assert "It is the first." in text
        assert any("✓" in line and "One." in line for line in lines)
        assert "✗ wrong: " in lines[-2]
        assert lines[-1].strip().startswith("enter result")
        (event,) = lib(at).events()
        assert (event.kind, event.grade, json.loads(event.detail)) == ("quiz", 2, {"instead": ["Two."]})

    def test_a_right_answer_is_said_to_be_right(self) -> None:
        at = quiz()
        text = answered(at, "One.")
        assert "─ ✓ right ─" in text
        assert "1 right" in text.splitlines()[0]
        assert lib(at).events()[0].grade == 4

    def test_the_question_stays_where_it_was(self) -> None:
        async def script(driver: Driver) -> None:
            before = driver.line_of("Which is one?"), driver.line_of("Quiz")
            await driver.press("1")
            assert (driver.line_of("Which is one?"), driver.line_of("Quiz")) == before

        run(quiz(), script)

    def test_a_second_digit_changes_nothing(self) -> None:
        at = quiz()
        screen(at, "1", "2", "3")
        assert len(lib(at).events()) == 1

    @pytest.mark.parametrize("key", ["0", "5", "9", "enter", "space", "ctrl+j"])
    def test_a_key_without_an_option_answers_nothing(self, key: str) -> None:
        at = quiz()
        assert "Which is one?" in screen(at, key)
        assert lib(at).events() == []

    @pytest.mark.parametrize("key", ["enter", "space", "ctrl+j"])
    def test_enter_goes_on(self, key: str) -> None:
        at = quiz(note(ONE, "a"), note(CHOICE, "b"))
        text = screen(at, "1", key)
        assert text.splitlines()[1].endswith("1/2")
        assert "answer" in text.splitlines()[-1]

    def test_keys_typed_ahead_meet_the_next_question(self) -> None:
        at = quiz(*(note(ONE, f"n{n}") for n in range(3)))
        assert "of 3 right" in screen(at, "1", "enter", "2", "enter", "3", "enter")
        assert len(lib(at).events()) == 3

    def test_where_several_are_right_digits_pick_and_enter_confirms(self) -> None:
        at = quiz(note(SEVERAL))

        async def script(driver: Driver) -> None:
            assert "choose 2" in driver.text
            assert "[ ]" in driver.text
            assert driver.lines[-1].strip().startswith("1-3 pick   enter confirm")
            right = [digit(driver, "acks=all"), digit(driver, "idempotence")]
            await driver.press(digit(driver, "acks=1"), digit(driver, "acks=1"), *right)
            assert driver.text.count("[x]") == 2
            assert lib(at).events() == []
            await driver.press("enter")
            assert "✓ right" in driver.text
            assert "right, your pick" in driver.text

        run(at, script)
        assert lib(at).events()[0].grade == 4

    def test_undo_takes_the_last_answer_back(self) -> None:
        at = quiz(note(ONE, "a"), note(ONE, "b"))
        text = screen(at, "1", "enter", "u")
        assert "undone: the last answer" in text
        assert text.splitlines()[1].endswith("0/2")
        assert lib(at).log({"quiz"}) == []
        assert "nothing to undo in this round" in screen(quiz(), "u")

    def test_what_was_picked_is_in_sight_on_a_small_screen(self) -> None:
        long = Choice("Why? " * 30, ("R.",), (Wrong("W.", "because of that"), Wrong("X."), Wrong("Y.")))

        async def script(driver: Driver) -> None:
            await driver.press("pagedown")
            await driver.press(digit(driver, "W."))
            assert "wrong, your pick" in driver.text

        run(quiz(note(long)), script, SMALL)

    def test_help_lists_the_keys(self) -> None:
        text = screen(quiz(), "question_mark")
        assert "answer; where several are right" in text
        assert "end the round and see the result" in text

    def test_trouble_with_the_store_is_told_and_the_question_stays(self) -> None:
        at = quiz()
        lib(at).failing = "The disk is full."

        async def script(driver: Driver) -> None:
            assert "The disk is full." in (await driver.press("1")).text
            await driver.press("escape")
            assert "Which is one?" in driver.text
            assert driver.lines[1].endswith("0/1")
            lib(at).failing = ""
            assert driver.lines[1].endswith("0/1")
            assert (await driver.press("1")).lines[1].endswith("1/1")

        run(at, script)

    def test_time_runs_in_the_header_and_stands_while_the_reason_is_read(self) -> None:
        clock = Clock()
        at = quiz(clock=clock)

        async def script(driver: Driver) -> None:
            clock.now = clock.now.replace(minute=1)
            await driver.press("1")
            stopped = driver.lines[0].split()[-1]
            assert stopped.startswith("1:0")
            clock.now = clock.now.replace(minute=30)
            await driver.press("j")
            assert driver.lines[0].split()[-1] == stopped

        run(at, script)


class TestWaysIn:
    def test_leaving_an_untouched_quiz_ends_the_program_where_it_began(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("q")

        assert run(quiz(), script) == 0

    def test_z_on_home_quizzes_what_is_marked_and_q_comes_back(self) -> None:
        decks = [build.deck(note(ONE, "n", name), id=name, title=name.upper()) for name in ("a", "b")]
        at = context(build.library(*decks), start="home")
        text = screen(at, "down", "down", "z")
        assert text.splitlines()[0].startswith(" Quiz · B")
        assert text.splitlines()[1].endswith("0/1")
        assert "› " in screen(at, "down", "down", "z", "q")
        assert "z quiz" in screen(at).splitlines()[-1]
        assert "a quick quiz" in screen(at, "question_mark")

    def test_z_where_nothing_can_be_asked_says_so(self) -> None:
        assert "a quiz finds nothing to ask here" in screen(context(library(), start="home"), "z")

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_nothing_to_ask_is_said_at_the_start(self, size: tuple[int, int]) -> None:
        at = context(library(), start="quiz")
        text = screen(at, size=size)
        assert "There is nothing to ask." in text
        assert text.splitlines()[-1].strip().startswith("q back")
        assert "All decks" in screen(at, "escape")
        assert "There is nothing to ask." in screen(at, "u", "p", "enter")

    def test_no_decks_at_all_is_said_too(self) -> None:
        assert "There is nothing to ask." in screen(context(build.library(), start="quiz"))

    def test_no_confusions_is_said_in_a_friendly_way(self) -> None:
        assert "You have not mixed anything up so far" in screen(quiz(only_confusions=True))

    def test_only_confusions_are_asked_on_demand(self) -> None:
        at = quiz(note(ONE, "a"), note(ONE, "b"), note(ONE, "c"), only_confusions=True)
        lib(at).record(NewEvent(Moment(0, 1), "d/b", "quiz", grade=2, answer="Two."))
        assert screen(at).splitlines()[1].endswith("0/1")

    def test_the_palette_offers_both(self) -> None:
        at = context(library(note(ONE)), start="home")

        async def script(driver: Driver) -> None:
            offered = {
                command.title: command.callback
                for command in driver.app.get_system_commands(driver.app.screen)
            }
            driver.app.call_later(offered["Quiz"])
            await driver.pilot.pause()
            assert "Which is one?" in driver.text
            driver.app.call_later(offered["Quiz what you mix up"])
            await driver.pilot.pause()
            assert "You have not mixed anything up" in driver.text

        run(at, script)

    def test_number_of_questions_is_the_users_choice(self) -> None:
        at = quiz(*(note(ONE, f"n{n}") for n in range(9)), questions=5)
        assert screen(at).splitlines()[1].endswith("0/5")


def test_the_summary_of_a_review_says_what_was_mixed_up() -> None:
    at = context(library(note(ONE)), start="review")

    async def script(driver: Driver) -> None:
        await driver.press(digit(driver, "Two."), "space", "1", "q")
        assert "you mixed up: “One.” and “Two.” (once)" in driver.text

    run(at, script)


@pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 5), (10, 3)])
def test_hostile_text_is_shown_and_not_obeyed(size: tuple[int, int]) -> None:
    wrong = tuple(Wrong(f"{HOSTILE}{n}", HOSTILE) for n in range(3))
    extra = note(Choice(HOSTILE, (HOSTILE,), wrong), "own", why=HOSTILE)

    async def script(driver: Driver) -> None:
        for _ in range(3):
            await driver.press("1")
            assert "\x1b" not in driver.text
            assert "\u202e" not in driver.text
            await driver.press("enter")
        await driver.press("pagedown", "pagedown")
        assert "\x1b" not in driver.text

    run(quiz(extra, *hostile_notes()), script, size)
