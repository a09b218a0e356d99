"""The mouse works wherever a key or a list is drawn; nothing needs it."""

from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from tests import build
from tests.tui.answering import ORDER, POINTS, TYPED, attempt_of
from tests.tui.driving import Driver, context, run
from tests.tui.interviewing import interview, points, say
from tests.tui.samples import BASIC, CHOICE, LONG, SEVERAL, library, note
from tests.tui.test_quiz import ONE
from trainer.core.kinds import Basic
from trainer.tui.screens.home import HomeScreen
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.page import Overlay

SIZES = [(80, 24), (40, 12)]


async def click(driver: Driver, text: str, *, line: int | None = None, beside: int = 0) -> None:
    """Click on the first letter of ``text``, or some cells right of it."""
    row = driver.line_of(text) if line is None else line % len(driver.lines)
    assert await driver.pilot.click(offset=(driver.lines[row].index(text) + beside, row))
    await driver.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
def test_the_keys_drawn_at_the_bottom_are_pressed_by_a_click(size: tuple[int, int]) -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await click(driver, "space", line=-1)
        assert "Answer 0." in driver.text
        await click(driver, "3", line=-1)
        assert "Question 1?" in driver.text
        await click(driver, "u", line=-1)
        assert "undone" in driver.text
        await click(driver, "?", line=-1)
        assert "esc closes" in driver.text

    run(context(lib), script, size)
    assert [event.grade for event in lib.events()] == [4, None]


def test_words_of_a_key_belong_to_it_and_the_room_beside_keys_to_none() -> None:
    async def script(driver: Driver) -> None:
        before = driver.text
        await click(driver, "reveal", line=-1, beside=len("reveal"))
        assert driver.text == before
        await click(driver, "reveal", line=-1)
        assert "Answer 0." in driver.text
        await click(driver, "good", line=-1)
        assert "Question 1?" in driver.text

    run(context(library()), script)


@pytest.mark.parametrize("size", SIZES)
def test_an_option_is_picked_by_a_click_anywhere_in_its_row(size: tuple[int, int]) -> None:
    async def script(driver: Driver) -> None:
        await click(driver, "One copy", beside=20)
        assert "(•) One copy" in driver.text
        await click(driver, "None")
        assert "(•) None" in driver.text
        await driver.press("space")
        assert "wrong, your pick" in driver.text
        before = driver.text
        await click(driver, "One copy")
        assert driver.text == before

    run(context(library(note(CHOICE))), script, size)


def test_steps_are_placed_and_points_ticked() -> None:
    lib = library(note(ORDER.body, "a"), note(POINTS.body, "b"))

    async def script(driver: Driver) -> None:
        for step in ("begin", "send", "commit"):
            await click(driver, step)
        assert [attempt_of(driver).sides.steps[index] for index in attempt_of(driver).placed] == [
            "begin",
            "send",
            "commit",
        ]
        await driver.press("space", "space")
        await driver.press("ctrl+s")
        await click(driver, "One transaction.")
        assert "▸ 2 [x] One transaction." in driver.text
        await click(driver, "One transaction.")
        assert "▸ 2 [ ] One transaction." in driver.text

    run(context(lib), script)


def test_a_click_into_the_text_lets_keys_write_and_sets_the_cursor() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("a", "c", "escape")
        assert "i write" in driver.lines[-1]
        await click(driver, "ac", beside=1)
        assert "enter compare" in driver.lines[-1]
        await driver.press("b")
        assert "› abc" in driver.text
        await click(driver, "enter", line=-1)
        assert "✗ wrong" in driver.text

    run(context(library(TYPED)), script)


async def wheel(driver: Driver) -> None:
    event = MouseScrollDown(None, 10, 8, 0, 0, 0, shift=False, meta=False, ctrl=False)
    driver.app.post_message(event)
    await driver.pilot.pause()


@pytest.mark.parametrize("keys", [("space",), ("question_mark",), ("q", "h")])
def test_the_wheel_scrolls_cards_dialogs_and_decks(keys: tuple[str, ...]) -> None:
    decks = [build.deck(note(LONG, deck=f"d{n}"), id=f"d{n}", title=f"Deck {n:02}") for n in range(30)]

    async def script(driver: Driver) -> None:
        await driver.press("space", "3", *keys)
        before = driver.text
        await wheel(driver)
        assert driver.text != before

    run(context(build.library(*decks)), script, (80, 16))


def test_a_quiz_is_answered_by_clicks_alone() -> None:
    at = context(library(note(ONE), note(SEVERAL, "b")), start="quiz")

    async def script(driver: Driver) -> None:
        for _ in range(2):
            if "Which is one?" in driver.text:
                await click(driver, "One.")
            else:
                await click(driver, "acks=all")
                await click(driver, "idempotence")
                await click(driver, "enter", line=-1)
            assert "✓ right" in driver.text
            await click(driver, "enter", line=-1)
        assert "2 of 2 right" in driver.text

    run(at, script)


@pytest.mark.parametrize("size", SIZES)
def test_a_click_marks_a_deck_and_another_one_practises_it(size: tuple[int, int]) -> None:
    decks = [build.deck(note(Basic(f"{name}?", "A."), deck=name), id=name, title=name) for name in "AB"]

    async def script(driver: Driver) -> None:
        await click(driver, "  B")
        assert "›   B" in driver.text
        await click(driver, "›   B")
        assert "B?" in driver.text

    run(context(build.library(*decks), start="home"), script, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_click_on_its_sign_folds_a_topic_and_unfolds_it_wherever_the_mark_is(size: tuple[int, int]) -> None:
    decks = [
        build.deck(note(Basic(f"{name}?", "A."), deck=name), id=name, title=title)
        for name, title in (("A", "Hive::Query"), ("B", "Hive::Store"), ("C", "Spark"))
    ]

    async def script(driver: Driver) -> None:
        await click(driver, "Spark")
        await click(driver, "▾")
        assert "Query" not in driver.text
        assert "▸ Hive" in driver.text
        assert any(line.startswith(" ›") and "Spark" in line for line in driver.lines)
        await click(driver, "▸")
        assert "Query" in driver.text
        await click(driver, "Store")
        await click(driver, "▾")
        assert driver.lines[driver.line_of("▸ Hive")].startswith(" ›"), "what was marked is folded away"
        await click(driver, "▸")
        assert isinstance(driver.app.screen, HomeScreen), "no click on the sign practises"

    run(context(build.library(*decks), start="home"), script, size)


def test_a_click_beside_a_dialog_closes_it_and_one_inside_does_not() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("w")
        await click(driver, "never answered")
        assert isinstance(driver.app.screen, Dialog)
        await click(driver, "Kafka")
        assert not isinstance(driver.app.screen, Dialog)

    run(context(library(note(BASIC))), script)


def test_a_click_on_a_key_does_what_is_drawn_whatever_the_users_keys_are() -> None:
    """Here ? flags and % lists the keys, of which the one for undo is e, and that for editing u."""
    own = {"%": "?", "?": "f", "u": "e", "e": "u"}

    async def script(driver: Driver) -> None:
        await driver.press("space", "3")
        await click(driver, "%", line=-1)
        assert isinstance(driver.app.screen, Dialog)
        await click(driver, "e   ", line=driver.line_of("take back what"))
        assert "undone" in driver.text
        assert "⚑" not in driver.text
        await driver.press("f9")
        await click(driver, "% lists")
        assert isinstance(driver.app.screen, Dialog)
        await click(driver, "take back what")  # its words are the key, too
        assert not isinstance(driver.app.screen, Dialog)

    run(context(library(), keys_map=own), script)


@pytest.mark.parametrize(
    ("keys", "closes"),
    [
        (("question_mark",), "esc closes"),  # which fills the screen
        (("w",), "esc closes"),
        (("w", "9"), "esc closes"),  # after something said there
        (("o",), "esc closes"),
        (("space", "3", "U"), "esc closes"),
        (("space", "3", "U"), "enter goes there"),
        (("w", "d"), "esc closes"),
    ],
)
def test_a_dialog_is_left_by_a_click_on_what_its_frame_names(keys: tuple[str, ...], closes: str) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*keys)
        assert isinstance(driver.app.screen, Overlay)
        await click(driver, closes, beside=1)
        assert not isinstance(driver.app.screen, Overlay)

    run(context(library()), script)


def test_a_key_in_the_list_of_keys_and_in_a_sentence_is_pressed_by_a_click() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("question_mark")
        await click(driver, "space")
        assert "Answer 0." in driver.text
        await driver.press("question_mark")
        await driver.press("end")
        await click(driver, "w   ", line=driver.line_of("say why this card"))
        assert "Why" in driver.text
        await click(driver, "esc closes")
        await driver.press("f9")
        await click(driver, "? lists")
        assert isinstance(driver.app.screen, Dialog)

    run(context(library()), script)


def test_an_interview_is_held_with_clicks(tmp_path: Path) -> None:
    lib = library(points("a"), note(CHOICE, "c"))

    async def script(driver: Driver) -> None:
        await click(driver, "enter", line=-1)
        await say(driver, sure="")
        await click(driver, "1", line=-1)
        while "Points" not in driver.text:
            await click(driver, driver.lines[-1].split()[0], line=-1)
        before = driver.text
        await click(driver, "] Readers")
        assert driver.text != before
        await click(driver, "enter", line=-1)
        assert "By topic" in driver.text

    run(interview(lib, tmp_path), script)


def test_nothing_that_a_click_does_comes_from_a_deck() -> None:
    """Only keys and indexes are ever in what is drawn; Textual's own click actions are not used."""
    evil = Basic("[@click=app.quit]x[/] [link](javascript:x)", "[@click=app.quit]y[/]")

    async def script(driver: Driver) -> None:
        await driver.press("space")
        for strip in driver.app.screen._compositor.render_strips():
            for segment in strip:
                meta = segment.style.meta if segment.style else {}
                assert set(meta) <= {"key", "chosen", "offset"}, meta

    run(context(library(note(evil))), script)
