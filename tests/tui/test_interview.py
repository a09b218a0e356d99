"""The screens of a mock interview: setup, question with its clocks, marking, report."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import build
from tests.interview.interviews import GOOD, opener
from tests.practice.context import Clock
from tests.tui.driving import Driver, run, screen
from tests.tui.interviewing import SIZES, interview, keys, points, steps
from tests.tui.samples import CHOICE, deck, library, note
from tests.tui.samples import hostile_notes as hostile
from trainer.core.scope import Scope
from trainer.interview.transcript import KIND, read_all


def test_the_setup_says_what_comes_and_no_clock_runs(tmp_path: Path) -> None:
    lib = library(points())
    text = screen(interview(lib, tmp_path, minutes=7))
    assert "7 minutes, drawn from 1 open question" in text
    assert "enter begin" in text
    assert lib.events() == []


def test_without_open_questions_the_setup_names_decks_that_have_some(tmp_path: Path) -> None:
    lib = build.library(deck(note(CHOICE, "c")), build.deck(opener(), id="deck", title="Hive::Joins"))
    text = screen(interview(lib, tmp_path, scope=Scope(("d",))), "enter")
    assert "no open questions" in text
    assert "Hive › Joins" in text
    assert "enter begin" not in text


@pytest.mark.parametrize("size", SIZES)
def test_the_question_has_both_clocks_and_room_to_type(tmp_path: Path, size: tuple[int, int]) -> None:
    text = screen(interview(library(points()), tmp_path), "enter", *keys("Hi, is it so?"), size=size)
    assert "20:00 left" in text
    assert "0:00 of 1:00" in text
    assert "How does Kafka" in text
    assert "› Hi, is it so?" in text
    assert "ctrl+s done" in text


def test_clocks_go_on_by_themselves_and_over_time_is_told_in_words(tmp_path: Path) -> None:
    clock = Clock()

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        clock.forward(seconds=75)
        driver.app.screen._refresh_clocks()  # type: ignore[attr-defined]
        await driver.pilot.pause()
        assert "1:15, 0:15 over" in driver.text
        assert "18:45 left" in driver.text
        clock.forward(minutes=19)
        driver.app.screen._refresh_clocks()  # type: ignore[attr-defined]
        await driver.pilot.pause()
        assert "time is up" in driver.text
        assert "ctrl+s done" in driver.text

    run(interview(library(points()), tmp_path, clock=clock), script)


def test_the_clock_is_looked_at_once_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from trainer.tui.screens.interview.ask import InterviewScreen

    intervals: list[float] = []
    plain = InterviewScreen.set_interval

    def noted(self: InterviewScreen, interval: float, *more: Any, **named: Any) -> object:
        if "name" not in named:  # Textual has intervals of its own
            intervals.append(interval)
        return plain(self, interval, *more, **named)

    monkeypatch.setattr(InterviewScreen, "set_interval", noted)
    screen(interview(library(points()), tmp_path), "enter")
    assert intervals == [1.0]


def test_no_answer_is_shown_before_the_end_and_confidence_is_asked_first(tmp_path: Path) -> None:
    lib = library(points("a"), points("b"))

    async def script(driver: Driver) -> None:
        await driver.press("enter", *keys(GOOD), "ctrl+s")
        assert "How sure are you of that?" in driver.text
        assert "1 sure   2 half sure   3 a guess" in driver.text
        assert "drops repeats (must)" not in driver.text
        assert steps(lib) == ["start", "answer"]
        await driver.press("x", "4")
        assert steps(lib) == ["start", "answer"]
        await driver.press("2")
        assert "question 2 of about 2" in driver.text
        assert GOOD[:20] not in driver.text

    run(interview(lib, tmp_path), script)


def test_ctrl_s_with_nothing_typed_is_a_spoken_answer(tmp_path: Path) -> None:
    lib = library(points("a", "c"), note(CHOICE, "c"))

    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+s", "1")
        assert "Did you handle it?" in driver.text
        await driver.press("y")
        assert "follow-up 1" in driver.text
        assert "1  " in driver.text
        assert "One copy" in driver.text

    run(interview(lib, tmp_path, minutes=1), script)


def test_what_ended_a_question_too_soon_is_taken_back(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+s", "u")
        assert "type, or say it" in driver.text  # the question is open again, and u was no text
        await driver.press(*"half", "ctrl+s")
        assert "u back" in driver.text
        await driver.press("u")
        assert "› half" in driver.text
        await driver.press("ctrl+k", "ctrl+k")
        assert "skipped; ctrl+z asks it again" in driver.text
        await driver.press("ctrl+z")
        assert "question 1 of" in driver.text

    run(interview(library(points("a"), points("b")), tmp_path), script)


def test_skipping_asks_once_more_only_when_something_was_typed(tmp_path: Path) -> None:
    lib = library(points("a"), points("b"), points("c"))

    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+k")
        assert steps(lib)[-1] == "skip"
        await driver.press("a", "ctrl+k")
        assert "ctrl+k once more" in driver.text
        assert steps(lib).count("skip") == 1
        await driver.press("b", "ctrl+k")
        assert steps(lib).count("skip") == 1
        await driver.press("ctrl+k")
        assert steps(lib).count("skip") == 2

    run(interview(lib, tmp_path), script)


def test_letters_that_are_keys_elsewhere_are_typed(tmp_path: Path) -> None:
    lib = library(points())
    text = screen(interview(lib, tmp_path), "enter", *keys("qyn?up 1"), "enter", "j")
    assert "› qyn?up 1" in text
    assert steps(lib) == ["start"]


def test_leaving_keeps_what_was_typed_and_r_goes_on(tmp_path: Path) -> None:
    lib = library(points())
    at = interview(lib, tmp_path)

    async def leave(driver: Driver) -> None:
        await driver.press("enter", *keys("half a"), "escape", "q")

    assert run(at, leave) == 0
    text = screen(at)
    assert "is unfinished" in text
    assert "r resume   n new" in text
    assert "› half a" in screen(at, "r")


def test_n_drops_the_unfinished_one(tmp_path: Path) -> None:
    lib = library(points())
    at = interview(lib, tmp_path)
    screen(at, "enter")
    assert "question 1" in screen(at, "n")
    assert [one.dropped for one in read_all(lib.log({KIND}))] == [True, False]


def test_going_on_while_confidence_was_asked(tmp_path: Path) -> None:
    lib = library(points("a"), points("b"))
    at = interview(lib, tmp_path)
    screen(at, "enter", "h", "i", "ctrl+s")
    text = screen(at, "r")
    assert "How sure are you of that?" in text
    assert "hi" in text
    assert "How does Kafka" in text


def test_ending_early_asks_once_more_and_goes_on_to_the_marking(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+k", "ctrl+x")
        assert "ctrl+x once more" in driver.text
        await driver.press("ctrl+x")
        assert "answer 1 of 1" in driver.text

    run(interview(library(points("a"), points("b")), tmp_path), script)


def test_ending_before_the_first_answer_reports_nothing(tmp_path: Path) -> None:
    text = screen(interview(library(points()), tmp_path), "enter", "ctrl+x", "ctrl+x")
    assert "nothing to report" in text
    assert not (tmp_path / "out").exists()


def test_who_leaves_one_is_told_that_it_is_kept(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("m", "enter", *keys("half a"), "escape")
        assert "the interview is kept, with what you answered: m goes on with it" in driver.text
        await driver.press("m", "r", "ctrl+s", "1")
        await driver.press("ctrl+x", "ctrl+x", "escape")
        assert "m goes on with it" in driver.text

    run(interview(library(points("a"), points("b")), tmp_path, start="home"), script)


def test_home_begins_one_with_m_and_comes_back(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("m")
        assert "20 minutes, drawn from" in driver.text
        await driver.press("enter", "escape")
        assert "All decks" in driver.text
        await driver.press("j", "m")
        assert "Mock interview · Kafka › Delivery guarantees" in driver.text

    run(interview(library(points()), tmp_path, start="home"), script)


def test_the_palette_offers_an_interview(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.pilot.pause()
        commands = [command.title for command in driver.app.get_system_commands(driver.app.screen)]
        assert "Mock interview" in commands

    run(interview(library(points()), tmp_path), script)


def test_a_write_that_fails_keeps_the_answer_on_screen(tmp_path: Path) -> None:
    lib = library(points())

    async def script(driver: Driver) -> None:
        await driver.press("enter", *keys("my answer"))
        lib.failing = "The file is locked."
        await driver.press("ctrl+s")
        assert "The file is locked." in driver.text
        lib.failing = ""
        await driver.press("escape")
        assert "› my answer" in driver.text
        await driver.press("ctrl+s", "1")
        assert steps(lib)[1:3] == ["answer", "confidence"]

    run(interview(lib, tmp_path), script)


@pytest.mark.parametrize("stage", [("enter",), ("enter", "ctrl+s", "2"), ("enter", "ctrl+k", "enter")])
def test_help_lists_the_keys_of_each_screen(tmp_path: Path, stage: tuple[str, ...]) -> None:
    text = screen(
        interview(library(points()), tmp_path), *stage, "f1" if len(stage) == 1 else "question_mark"
    )
    assert "esc closes" in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6), (1, 1)])
def test_hostile_text_and_tiny_terminals_are_survived(tmp_path: Path, size: tuple[int, int]) -> None:
    notes = [one for one in hostile() if one.kind in ("points", "basic")]
    keys_ = ["enter", "[", "/", "]", "ctrl+s", "1", "y", "ctrl+x", "ctrl+x", "1", "1", "1", "enter", "enter"]
    text = screen(interview(library(*notes), tmp_path), *keys_, "p", "j", size=size)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_an_interview_that_was_left_is_told_of_on_the_first_screen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lib, clock = library(points()), Clock()
    at = interview(lib, tmp_path, clock=clock)
    screen(at, "enter", *keys("so"), "escape")
    home = replace(at, start="home")
    assert "an interview was left; m goes on" in screen(home, size=size)
    clock.forward(days=20)
    assert "an interview was left" not in screen(home, size=size)


@pytest.mark.parametrize(("height", "more"), [(24, True), (60, False)])
def test_the_report_names_what_its_figures_are_of_and_more_only_where_there_is(
    tmp_path: Path, height: int, more: bool
) -> None:
    at = interview(library(points("a"), points("b")), tmp_path)

    async def script(driver: Driver) -> None:
        for _ in range(2):
            await driver.press(*([] if _ else ["enter"]), *keys(GOOD), "ctrl+s", "1")
        await driver.press("enter", "enter")
        assert "of what the questions ask for" in driver.text
        assert "of 2 questions" in driver.text or more
        assert ("↓ more" in driver.lines[-1]) == more
        await driver.press(*["pagedown"] * 5)
        assert "↓ more" not in driver.lines[-1]

    run(at, script, (100, height))
