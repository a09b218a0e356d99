"""The end of a session: figures, what is left, and the ways on."""

import pytest

from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import library
from trainer.practice.summary import Summary
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.tui.screens.summary import summary_lines


def told(summary: Summary) -> list[str]:
    return [line.plain for line in summary_lines(summary, 60)]


def test_figures_are_in_words() -> None:
    assert told(Summary(12, 12, 3, 12 * 21_000, about_tomorrow="31 cards, new ones too")) == [
        "Done for today.",
        "",
        "answered  12 cards, 3 again",
        "time      4 min, 21 s an answer",
        "tomorrow  31 cards, new ones too",
    ]


def test_what_is_left_is_told_when_the_session_was_left() -> None:
    lines = told(Summary(1, 1, 0, 9_000, 6, left=Counts(2, 3, 1), about_tomorrow="1 card"))
    assert lines[0] == "Paused."
    assert "answered    1 card, 0 again" in lines
    assert "left today  6 cards: 2 new, 3 due, 1 again" in lines
    assert "tomorrow    1 card" in lines


def test_nothing_to_practise_is_said_so() -> None:
    assert told(Summary()) == ["Nothing to practise now.", "", "tomorrow  nothing"]


def test_a_day_is_done_only_where_no_card_is_left() -> None:
    cut = told(Summary(3, 3, 0, 60_000, 0, True, Counts(2, 9), tomorrow=4))
    assert cut[0] == "That was this session; not yet the day."
    assert "left today  11 cards: 2 new, 9 due, 0 again" in cut
    part = told(Summary(3, 3, 0, 60_000, elsewhere=7))
    assert part[0] == "Done here; other decks have cards today."
    assert "elsewhere  7 cards today in other decks" in part
    assert "not asked   4 cards" in told(Summary(3, 3, 0, 60_000, 4, True, Counts(2, 9)))


def test_review_with_nothing_to_do_starts_here() -> None:
    assert "Nothing to practise now." in screen(context(library(), plan=Plan(new_per_day=0)))


@pytest.mark.parametrize("key", ["enter", "space", "ctrl+j"])
def test_enter_goes_on_where_the_session_was_left(key: str) -> None:
    assert "Question 1?" in screen(context(library()), "space", "3", "q", key)


def test_enter_goes_home_when_nothing_is_left() -> None:
    at = context(library(), plan=Plan(new_per_day=1))
    assert "enter home" in screen(at, "space", "3")
    assert "All decks" in screen(context(library(), plan=Plan(new_per_day=1)), "space", "3", "enter")


def test_undo_goes_back_to_the_card() -> None:
    lib = library()
    text = screen(context(lib, plan=Plan(new_per_day=1)), "space", "3", "u")
    assert "Question 0?" in text
    assert "undone: the answer “good”" in text


def test_undo_that_fails_is_told() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await driver.press("space", "3", "q")
        lib.failing = "The file is locked."
        await driver.press("u")
        assert "The file is locked." in driver.text

    run(context(lib), script)


def test_h_goes_home_and_q_leaves_with_success() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("space", "3", "q", "h")
        assert "All decks" in driver.text
        await driver.press("q")

    assert run(context(library()), script) == 0


def test_help_lists_these_keys() -> None:
    text = screen(context(library()), "space", "3", "q", "question_mark")
    assert "go on with what is left today" in text


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (1, 1)])
def test_small_terminals_are_survived(size: tuple[int, int]) -> None:
    screen(context(library()), "space", "3", "q", "j", size=size)
