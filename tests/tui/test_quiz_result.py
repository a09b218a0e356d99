"""The end of a quiz: score, what was missed and why, what was mixed up, and the ways on."""

import pytest

from tests.tui.driving import Driver, run, screen
from tests.tui.samples import BASIC, CHOICE, COMPARE, note
from tests.tui.test_quiz import ONE, SMALL, answered, lib, quiz
from trainer.core.log import NewEvent
from trainer.core.moment import Moment


def test_score_and_what_was_missed_and_why() -> None:
    at = quiz(note(ONE, "a", why="It is the first."))
    text = answered(at, "Two.", "enter")
    assert "0 of 1 right" in text
    assert "✗ Which is one?" in text
    lines = [line.strip() for line in text.splitlines()]
    assert "you    Two." in lines
    assert "it is more" in lines
    assert "right  One." in lines
    assert "It is the first." in lines
    assert "you mixed up: “One.” and “Two.” (once)" in lines
    assert lines[-1].startswith("enter another round   p practise it   u undo   q back")


def test_on_a_small_screen_the_way_to_practise_is_still_named() -> None:
    text = answered(quiz(), "Two.", "enter", size=SMALL)
    assert text.splitlines()[-1].strip().startswith("enter again  p practise  ")


def test_without_a_miss_there_is_nothing_to_practise() -> None:
    text = answered(quiz(), "One.", "enter", "p")
    assert "1 of 1 right" in text
    assert "practise" not in text.splitlines()[-1]
    assert "nothing was missed" in text


def test_how_often_a_pair_was_mixed_up_counts_earlier_rounds() -> None:
    at = quiz(note(COMPARE, "a"))
    for aspect in ("drop", "owner"):
        detail = f'{{"asked": "d/a#{aspect}.managed", "instead": ["d/a#{aspect}.external"]}}'
        event = NewEvent(Moment(0, 1), f"d/a#{aspect}", "quiz", grade=2, answer="x", detail=detail)
        for _ in range(2):
            lib(at).record(event)

    async def script(driver: Driver) -> None:
        right = "metadata and files" if "DROP" in driver.text else "Hive does"
        right = right if "for Managed?" in driver.text else {"Hive does": "the user"}.get(right, "metadata")
        options = [line.split()[0] for line in driver.lines if line.strip()[:1] in ("1", "2")]
        row = next(line for line in driver.lines if line.strip().endswith(f"  {right}"))
        wrong = "2" if row.split()[0] == "1" else "1"
        assert wrong in options
        assert "(3 times)" in (await driver.press(wrong, "enter")).text
        assert "“Managed” and “External”" in driver.text

    run(at, script)


def test_long_results_scroll() -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*["1", "enter"] * 6)
        assert "of 6 right" in driver.text
        await driver.press("pagedown")
        assert "of 6 right" not in driver.text
        await driver.press("pageup", "pageup", "down", "up")
        assert "of 6 right" in driver.text

    run(quiz(*(note(ONE, f"n{n}") for n in range(6))), script, SMALL)


def test_p_practises_what_was_missed_and_nothing_else() -> None:
    at = quiz(note(ONE, "a"), note(BASIC, "b"))
    text = answered(at, "Two.", "enter", "p")
    assert "1 new   0 due   0 again" in text
    assert "Which is one?" in text
    assert "space reveal" in text


@pytest.mark.parametrize("key", ["enter", "space", "ctrl+j"])
def test_enter_begins_another_round(key: str) -> None:
    at = quiz(note(ONE, "a"), note(CHOICE, "b"))
    assert screen(at, "1", "q", key).splitlines()[1].endswith("0/2")


def test_undo_asks_the_last_question_again() -> None:
    text = answered(quiz(), "Two.", "enter", "u")
    assert "Which is one?" in text
    assert "undone: the last answer" in text


def test_ending_in_the_middle_shows_the_result_so_far() -> None:
    assert "of 1 right" in screen(quiz(note(ONE, "a"), note(ONE, "b")), "1", "q")


def test_esc_goes_home() -> None:
    assert "All decks" in screen(quiz(), "1", "enter", "escape")


def test_the_keys_of_the_result_are_in_its_help() -> None:
    assert "practise what was missed now" in screen(quiz(), "1", "enter", "question_mark")
