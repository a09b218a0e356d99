"""The marking and the report of a mock interview on screen."""

from pathlib import Path

import pytest

from tests.tui.driving import Driver, run, screen
from tests.tui.interviewing import SIZES, interview, points, say, steps
from tests.tui.samples import CHOICE, library, note
from trainer.interview.transcript import KIND, read_all


@pytest.mark.parametrize("size", SIZES)
def test_marking_shows_what_was_said_and_ticked_points_with_their_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        assert "Marking" in driver.text
        assert "Points" in driver.text
        seen = driver.text
        for _ in range(6):
            await driver.press("space")
            seen += driver.text
        assert "1 [x] Idempotent producer" in seen
        assert "(must)" in seen
        assert "3 [ ] Readers use" in seen
        assert "You said" in seen
        assert "“" in seen
        assert "Repeats come from" in seen

    run(interview(library(points()), tmp_path), script, size)


def test_the_two_sides_stand_beside_each_other_only_where_there_is_room(tmp_path: Path) -> None:
    async def wide(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        assert driver.line_of("You said") == driver.line_of("Points")

    async def spoken(driver: Driver) -> None:
        await driver.press("enter", "ctrl+s", "1")
        assert driver.line_of("Points") < driver.line_of("You said"), "nothing stands beside them"

    run(interview(library(points()), tmp_path / "spoken"), spoken)

    async def narrow(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        assert driver.line_of("Points") < driver.line_of("You said")

    run(interview(library(points()), tmp_path / "wide"), wide)
    run(interview(library(points()), tmp_path / "narrow"), narrow, (50, 30))


def test_a_doubtful_point_is_marked_and_decided_with_one_press(tmp_path: Path) -> None:
    lib = library(points())

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver, "Maybe the idempotent producer drops repeats.")
        assert "▸ 1 [" in driver.text
        assert "─ perhaps: 1" in driver.text
        await driver.press("a", "2", "3")
        assert "▸ 3 [ ]" in driver.text
        await driver.press("enter")
        assert "Report" in driver.text
        (transcript,) = read_all(lib.log({KIND}))
        assert transcript.asked[0].points[0] == ("Idempotent producer drops repeats", True, True, "unsure")

    run(interview(lib, tmp_path), script)


def test_sure_but_wrong_is_marked_in_marking_and_report(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver, "It is magic.")
        assert "⚠ sure, but wrong" in driver.text
        await driver.press("enter")
        assert "sure, but wrong" in driver.text

    run(interview(library(points()), tmp_path), script)


def test_what_was_only_spoken_is_not_called_wrong_before_the_user_ticks(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+s", "1")
        assert "Marking" in driver.text
        assert "2 [x]" in driver.text, "the user is sure: that goes until he says which points he left out"
        assert "sure, but wrong" not in driver.text
        await driver.press("2")
        assert "⚠ sure, but wrong" in driver.text
        await driver.press("2", "n")
        assert "2 [x]" in driver.text, "what the user ticked is not of the rest"
        assert "1 [ ]" in driver.text

    run(interview(library(points()), tmp_path), script)


def test_u_goes_back_to_the_last_answer_with_its_ticks(tmp_path: Path) -> None:
    lib = library(points("a"), points("b"))

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        await say(driver)
        await driver.press("u")
        assert "this is the first answer" in driver.text
        await driver.press("3", "enter")
        assert "answer 2 of 2" in driver.text
        assert "mark" in steps(lib)
        await driver.press("u")
        assert "answer 1 of 2" in driver.text
        assert "3 [x]" in driver.text
        assert "mark" not in steps(lib)

    run(interview(lib, tmp_path), script)


def test_answers_without_points_are_marked_with_one_key(tmp_path: Path) -> None:
    lib = library(points("a", "c"), note(CHOICE, "c"))

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        await say(driver, "nothing of it", "enter")
        await driver.press("enter")
        assert "Reference" in driver.text
        assert "1 right" in driver.text
        assert "[2 half" in driver.text
        await driver.press("enter")
        assert "Report" in driver.text

    run(interview(lib, tmp_path, minutes=1), script)


@pytest.mark.parametrize("size", SIZES)
def test_the_report_is_shown_and_written_and_p_puts_misses_into_practice(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    lib = library(points("a"), points("b"))

    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        await driver.press("ctrl+k", "enter", "enter")
        for _ in range(3):
            if "Report" not in driver.text:  # its last point was not in sight
                await driver.press("enter")
        assert "Report" in driver.text
        assert "right " in driver.text
        seen = driver.text
        for _ in range(12):
            await driver.press("pagedown")
            seen += driver.text
        flat = "".join(seen.split())
        assert "Bytopic" in flat
        assert "mock-" in flat
        assert "missed" in flat
        await driver.press("p")
        assert "1 card put into today's" in driver.text
        await driver.press("p")
        assert "already" in driver.text
        assert len(lib.log({"want"})) == 1

    run(interview(lib, tmp_path), script, size)
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".md"]


def test_the_last_report_can_be_seen_again_without_being_written_again(tmp_path: Path) -> None:
    lib = library(points())
    at = interview(lib, tmp_path)
    screen(at, "enter", "ctrl+k", "enter")
    text = screen(at)
    assert "Earlier" in text
    assert "estimate" in text
    assert "All questions" in screen(at, "l", "pagedown")
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_report_that_cannot_be_written_is_told_and_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    async def script(driver: Driver) -> None:
        await driver.press("enter", "ctrl+k", "enter")
        assert "cannot be written" in driver.text
        await driver.press("escape")
        assert "By topic" in driver.text

    run(interview(library(points()), tmp_path), script)


def test_enter_takes_no_point_that_was_not_in_sight(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        for _ in range(9):
            if "3 [" in driver.text or "Report" in driver.text:
                break
            await driver.press("enter")
        assert "3 [" in driver.text, "Enter went past the last point"
        await driver.press("enter")
        assert "Report" in driver.text

    run(interview(library(points()), tmp_path), script, (40, 12))
