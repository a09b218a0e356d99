"""Deck files that change while the program runs: noticed; the card shown stays, no good note is lost."""

from pathlib import Path
from typing import cast

import pytest

from tests.authoring.own import GIT, at, library
from tests.tui.driving import Driver, run
from trainer.core.scope import EVERYTHING
from trainer.tui.app import TrainerApp

TWO = "  - id: stash\n    ask: What does stash keep?\n    answer: Changes.\n"
BOTH = GIT.replace("\n# about", f"{TWO}\n# about")


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    return tmp_path / "decks"


def write(decks: Path, text: str, name: str = "git") -> None:
    (decks / f"{name}.yaml").write_text(text)


async def look(driver: Driver) -> None:
    """As the program does every other second."""
    await cast("TrainerApp", driver.app).notice()
    await driver.pilot.pause()


def test_home_shows_what_there_is_now_and_enter_asks_it(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await look(driver)
        assert "1 new" in driver.text
        assert "read again" not in driver.text
        write(decks, BOTH)
        write(decks, "deck: sql\ntitle: SQL\nnotes: [{id: n, ask: Q?, answer: A.}]\n", "sql")
        await look(driver)
        assert "3 new" in driver.text
        assert "SQL" in driver.text
        assert "read again" in driver.text
        (decks / "sql.yaml").unlink()
        await look(driver)
        assert "2 new" in driver.text
        assert "SQL" not in driver.text

    run(at(store, decks), script)


@pytest.mark.parametrize(
    "text",
    [
        GIT.replace("What does `git reset --soft` keep?", "Other words?"),
        GIT.replace("id: reset", "id: other"),
        GIT.replace("    answer: The index and the files.\n", ""),
        GIT + "  x: [",
        "",
    ],
)
def test_the_card_shown_stays_until_it_is_answered(decks: Path, text: str) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("space")
        shown = driver.lines[2:10]
        write(decks, text)
        await look(driver)
        assert driver.lines[2:10] == shown
        await driver.press("3")
        assert [event.card for event in store.events()] == ["git/reset"]

    run(at(store, decks, start="review"), script)


def test_a_change_is_taken_up_with_the_next_card_even_without_a_look_between(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("space")
        write(decks, BOTH)
        await driver.press("3")
        assert "What does stash keep?" in driver.text

    run(at(store, decks, start="review"), script)


def test_an_error_is_told_and_the_last_good_note_is_asked(decks: Path) -> None:
    store = library(decks, git=BOTH)

    async def script(driver: Driver) -> None:
        write(decks, BOTH.replace("answer: Changes.", "anwser: Changes."))
        await look(driver)
        assert "a deck file changed and has an error: " in driver.text
        await driver.press("space", "3")
        assert "What does stash keep?" in driver.text

    run(at(store, decks, start="review"), script, (160, 24))
    assert len(store.notes(EVERYTHING)) == 2


def test_browse_and_a_dialog_over_it_follow_too(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("question_mark")
        write(decks, BOTH)
        await look(driver)
        await driver.press("escape")
        assert "2 cards" in driver.text

    run(at(store, decks, start="browse"), script)


def test_what_the_program_wrote_itself_is_no_news(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("a", "q", "enter", "a", "ctrl+s", "escape")
        await look(driver)
        assert "read again" not in driver.text

    run(at(store, decks), script)
