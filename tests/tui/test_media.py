"""The picture of a card on a terminal that shows none: its caption, and a key that opens it elsewhere."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import library, note
from trainer.core.kinds import Basic
from trainer.core.library import StudyCard
from trainer.core.media import Medium
from trainer.tui.app import TrainerApp

PICTURE = note(Basic("Which path? ![three boxes in a row](a.png)", "The write path."))


class Shown:
    """A viewer that remembers."""

    def __init__(self, *media: str, inline: bool = False) -> None:
        self._media = [Medium(caption, Path("x.png")) for caption in media]
        self._inline = inline
        self.opened: list[str] = []

    def media(self, _: StudyCard, *, revealed: bool) -> Sequence[Medium]:
        return self._media if revealed else self._media[:1]

    def inline(self, _: Medium) -> bool:
        return self._inline

    def show(self, medium: Medium) -> None:
        self.opened.append(f"inline {medium.caption}")

    def open(self, medium: Medium) -> str:
        self.opened.append(medium.caption)
        return f"opened: {medium.caption}"


def test_the_caption_stands_for_the_picture_and_the_key_line_names_the_key() -> None:
    text = screen(context(library(PICTURE)))
    assert "[image: three boxes in a row]" in text
    assert "v picture" in text
    assert "v picture" not in screen(context(library()))


def test_a_caption_that_tells_the_answer_is_not_shown_before_it() -> None:
    tells = note(Basic("Which path? ![the write pipeline](a.png)", "The write pipeline"))
    telling = note(Basic("Which path? ![the write pipeline](a.png)", "write pipeline"))
    assert "[image: the write pipeline]" in screen(
        context(library(note(Basic("? ![the write pipeline](a.png)", "x"))))
    )
    for one in (tells, telling):
        assert "[image: a picture]" in screen(context(library(one)))


def test_v_opens_the_picture_and_of_several_asks_which() -> None:
    viewer = Shown("one", "two")

    async def script(driver: Driver) -> None:
        await driver.press("v")
        assert "opened: one" in driver.text
        await driver.press("space", "v")
        assert "2  two" in driver.text
        await driver.press("2")
        assert "opened: two" in driver.text

    run(context(library(PICTURE), viewer=lambda: viewer), script)
    assert viewer.opened == ["one", "two"]


def test_a_terminal_that_can_is_lent_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TrainerApp, "suspend", lambda _: contextlib.nullcontext())
    viewer = Shown("one", inline=True)
    screen(context(library(PICTURE), viewer=lambda: viewer), "v")
    assert viewer.opened == ["inline one"]


def test_without_a_picture_the_key_says_so() -> None:
    viewer = Shown()
    assert "shows no picture" in screen(context(library(), viewer=lambda: viewer), "v")
    assert "shows no picture" in screen(context(library(), viewer=lambda: viewer, start="browse"), "v")
