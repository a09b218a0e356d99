"""The styles are read once at start, and spans of text look as the theme has it."""

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet

import trainer.tui
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library, note
from trainer.core.kinds import Basic
from trainer.tui.roles import TABLE, TEXT
from trainer.tui.themed import Themed

NAMED = re.compile(r"\"\.([a-z][a-z-]*)\"")


def test_no_style_is_read_twice_at_start_and_all_are_anew_in_another_theme(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    reparse = Stylesheet.reparse

    def counted(sheet: Stylesheet) -> None:
        read.append("again")
        reparse(sheet)

    monkeypatch.setattr(Stylesheet, "reparse", counted)

    async def script(driver: Driver) -> None:
        app = driver.app
        assert isinstance(app, Themed)
        assert not read
        assert app.look(".accent").foreground == Color.parse(TABLE["dark"].accent)
        assert app.screen.styles.background == Color.parse(TABLE["dark"].background)
        app.theme = "light"
        await driver.pilot.pause()
        assert read
        assert app.look(".accent").foreground == Color.parse(TABLE["light"].accent)
        assert app.screen.styles.background == Color.parse(TABLE["light"].background)

    at = context(library(note(Basic(ask="What?", answer="That."))), change=lambda key, value: {key: value})
    run(at, script)


def test_every_name_that_a_span_has_is_in_the_table() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(trainer.tui.__file__).parent.rglob("*.py")]
    named = {name for source in sources for name in NAMED.findall(source)}
    assert len(named) > 10
    assert named <= set(TEXT), named - set(TEXT)
