"""Editing a note from its card, and trouble with the editor or store: the card stays, the user is told."""

import contextlib
from pathlib import Path

import pytest

from tests.build import LibraryAtRisk, put
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, THREE, deck, library, note
from tests.tui.test_review import answers
from trainer.context import Edited
from trainer.core.card import Problem
from trainer.core.errors import LibraryError, LibraryGoneError
from trainer.core.kinds import Basic
from trainer.core.library import StudyCard
from trainer.tui.app import TrainerApp


class TestEdit:
    @pytest.fixture(autouse=True)
    def lent_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(TrainerApp, "suspend", lambda _: contextlib.nullcontext())

    def test_editor_opens_at_the_note_and_the_card_comes_back_as_it_was_shown(self) -> None:
        lib = library(note(BASIC, line=12, hints=("Hint.",)), note(BASIC, "other"))
        calls = []

        def edit(card: StudyCard) -> Edited:
            calls.append((card.path, card.note.line))
            better = note(Basic("Better?", "Much better."), line=12, hints=("Hint.",))
            put(lib, deck(better, note(BASIC, "other")))
            return Edited()

        text = screen(context(lib, edit=edit), "h", "space", "e")
        assert calls == [("/decks/d.yaml", 12)]
        assert "Better?" in text
        assert "Much better." in text
        assert "hint 1" in text

    def test_what_is_said_of_the_edit_and_problems_of_the_file_are_told(self) -> None:
        said = screen(context(library(), edit=lambda _: Edited("your own version, in x.yaml")), "e")
        assert "your own version, in x.yaml" in said
        wrong = Problem("d.yaml", 7, "d", "n", "no-answer", "error", "the answer is empty", "write one")
        text = screen(context(library(), edit=lambda _: Edited(problems=(wrong,))), "e")
        assert "d.yaml:7: error: [d/n] the answer is empty — write one" in text

    def test_card_that_is_gone_gives_way_to_the_next(self) -> None:
        lib = library()

        def edit(_: StudyCard) -> Edited:
            put(lib, deck(*THREE[1:]))
            return Edited()

        text = screen(context(lib, edit=edit), "e")
        assert "no longer in its deck" in text
        assert "Question 1?" in text

    def test_editor_that_cannot_start_is_told_and_the_card_stays(self) -> None:
        def edit(_: StudyCard) -> Edited:
            raise LibraryError("No editor is set.")

        async def script(driver: Driver) -> None:
            await driver.press("e")
            assert "No editor is set." in driver.text
            await driver.press("escape")
            assert "Question 0?" in driver.text

        run(context(library(), edit=edit), script)

    def test_without_an_editor_the_key_says_so(self) -> None:
        assert "No editor can be opened from here." in screen(context(library()), "e")


def test_terminal_that_cannot_be_lent_names_file_and_line() -> None:
    text = screen(context(library(note(BASIC, line=12)), edit=lambda _: Edited()), "e")
    assert "The note is in /decks/d.yaml," in text
    assert "line 12" in text


class TestTrouble:
    def test_answer_that_cannot_be_saved_is_told_and_can_be_given_again(self) -> None:
        lib = library()
        lib.failing = "The disk is full. Make room and try again."

        async def script(driver: Driver) -> None:
            await driver.press("space", "3")
            assert "The disk is full. Make room and try again." in driver.text
            await driver.press("escape")
            assert "Answer 0." in driver.text
            assert "not done" in driver.text
            lib.failing = ""
            await driver.press("3")
            assert "Question 1?" in driver.text

        run(context(lib), script)
        assert answers(lib) == [4]

    @pytest.mark.parametrize("key", ["u", "b", "exclamation_mark", "f"])
    def test_every_action_that_fails_is_told(self, key: str) -> None:
        lib = library()

        async def script(driver: Driver) -> None:
            await driver.press("f")  # so that there is something to take back
            lib.failing = "The file is locked."
            await driver.press(key)
            assert "The file is locked." in driver.text

        run(context(lib), script)

    def test_next_card_that_cannot_be_read_is_tried_again(self) -> None:
        lib = library()

        async def script(driver: Driver) -> None:
            await driver.press("space")
            lib.unreadable = "The file is locked."
            await driver.press("3")
            assert "The file is locked." in driver.text
            lib.unreadable = ""
            await driver.press("escape", "space")
            assert "Question 1?" in driver.text

        run(context(lib), script)
        assert answers(lib) == [4]

    def test_where_nothing_is_saved_any_more_that_stands_on_every_screen(self, tmp_path: Path) -> None:
        async def script(driver: Driver) -> None:
            for path in tmp_path.glob("t.db*"):
                path.unlink()
            await driver.press("space", "3")
            assert "was deleted, replaced or overwritten" in driver.text
            await driver.press("escape")
            for keys in ((), ("question_mark", "escape"), ("q",), ("question_mark", "escape")):
                await driver.press(*keys)
                assert "NOTHING IS SAVED" in driver.text, driver.text

        lib = LibraryAtRisk(tmp_path / "t.db")
        put(lib, deck(*THREE))
        run(context(lib), script)
        with pytest.raises(LibraryGoneError):
            lib.close()
