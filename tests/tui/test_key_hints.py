"""Every hint on screen names the key that works: for the sets of keys, and for the user's own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.content import Content
from textual.style import Style

from tests.build import LibraryAtRisk
from tests.tui.driving import Driver, context, run
from tests.tui.interviewing import interview, points, say
from tests.tui.planning import many, wish
from tests.tui.samples import EVERY_KIND, library, note
from trainer.context import Context
from trainer.settings.model import Settings
from trainer.settings.wording import listed
from trainer.tui.all_keys import SCREENS
from trainer.tui.app import TrainerApp
from trainer.tui.dialog_keys import DIALOG, UNDO_LIST
from trainer.tui.keymap import keys_of, meant, shown, shown_name, told, told_as
from trainer.tui.widgets.page import Page

EXCHANGED = {
    "u": "e", "e": "u", "Z": "q", "q": "b", "b": "ctrl+r", "%": "?", "?": "f", "=": "space", "]": "enter",
    "n": "p", "p": "n", "_": "+", "ctrl+o": "r", "r": "t", "ctrl+t": "ctrl+s", "&": "h", "§": "L",
}  # fmt: skip
"""Own keys that take the place of the program's, some of which are free then and some not."""

OWN: dict[str, Mapping[str, Any]] = {
    "anki": {"keymap": "anki"},
    "vim": {"keymap": "vim"},
    "exchanged": {"keys_map": EXCHANGED},
}
STARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "home": ("home", ()),
    "statistics": ("home", ("t",)),
    "ready": ("home", ("r",)),
    "browse": ("browse", ()),
    "review": ("review", ()),
    "answer": ("review", ("space",)),
    "summary": ("review", ("space", "3", "q")),
    "quiz": ("quiz", ()),
    "quiz answered": ("quiz", ("1",)),
    "quiz result": ("quiz", ("1", "q")),
    "settings": ("settings", ()),
    "setup": ("mock", ()),
}


def hints(line: Content) -> Iterator[tuple[str, str]]:
    """Yield each key of a line that can be clicked: what is read, and the program's name of it."""
    for span in line.spans:
        if isinstance(span.style, Style) and (name := span.style.meta.get("key")):
            yield line.plain[span.start : span.end].strip().split(" ")[0], name


def check(driver: Driver) -> None:
    page = driver.app.screen
    assert isinstance(page, Page)
    own: Mapping[str, str] = driver.app.own_keys  # type: ignore[attr-defined]
    found = list(hints(page.key_line(300)))
    assert len(found) > 1
    for read, name in found:
        character = read if len(read) == 1 else None
        assert meant(shown_name(read), character, page.bound, own) == name, (read, name, page)


async def all_hints(driver: Driver, keys: tuple[str, ...]) -> None:
    """Go somewhere by the program's own keys, and look at the hints there with the user's."""
    own = driver.app.own_keys  # type: ignore[attr-defined]
    driver.app.own_keys = {}  # type: ignore[attr-defined]
    await driver.press(*keys)
    driver.app.own_keys = own  # type: ignore[attr-defined]
    check(driver)


def every_kind() -> LibraryAtRisk:
    return library(*(note(body, f"n{n}") for n, body in enumerate(EVERY_KIND)))


@pytest.mark.parametrize("where", STARTS)
def test_each_key_that_a_screen_names_does_what_it_says(where: str) -> None:
    start, keys = STARTS[where]

    at = context(every_kind(), start=start, settings=lambda: listed(Settings()))

    async def script(driver: Driver) -> None:
        assert isinstance(driver.app, TrainerApp)
        await driver.press(*keys)
        for who, own in OWN.items():
            driver.app.context = replace(at, **own)
            driver.app.follow()
            assert driver.app.own_keys, who
            check(driver)

    run(at, script)


@pytest.mark.parametrize("who", OWN)
def test_so_do_the_keys_of_every_kind_of_card(who: str) -> None:
    async def script(driver: Driver) -> None:
        for _ in EVERY_KIND:
            await all_hints(driver, ())
            await all_hints(driver, ("ctrl+s",))
            await all_hints(driver, ("space",))
            await all_hints(driver, ("b",))

    run(context(every_kind(), **OWN[who]), script)


@pytest.mark.parametrize("who", OWN)
def test_so_do_those_of_an_interview_and_of_goals(who: str, tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await all_hints(driver, ("enter",))
        await say(driver, "one")
        await all_hints(driver, ("ctrl+x", "ctrl+x", "enter"))

    at: Context = interview(library(points("a"), points("b")), tmp_path)
    run(_with(at, who), script)
    lib = many()
    wish(lib, by="+2d", minutes="40")
    run(context(lib, start="home", **OWN[who]), lambda driver: all_hints(driver, ()))
    run(context(lib, start="home", **OWN[who]), lambda driver: all_hints(driver, ("r",)))


def _with(at: Context, who: str) -> Context:
    return replace(at, **OWN[who])


def test_help_and_sentences_name_them_too() -> None:
    at = context(every_kind(), keys_map={"Z": "u", "u": "!", "%": "?"})

    async def script(driver: Driver) -> None:
        await driver.press("u")
        assert "suspended (Z takes it back)" in driver.text
        await driver.press("semicolon")
        assert "does nothing here; % lists the keys" in driver.text
        await driver.press("percent_sign")
        rows = [line.strip("│ ").split("  ")[0] for line in driver.lines]
        assert "Z" in rows
        assert "u" not in rows

    run(at, script, size=(100, 60))


def test_a_key_is_shown_as_it_is_pressed() -> None:
    own = keys_of("anki", {"ctrl+o": "e"})
    bound = {"u", "u@undo", "e", "exclamation_mark", "up", "k", "1"}
    assert shown("u", bound, own) == "u", "nothing is held down with it"
    assert shown("u", bound, own, every=True) == "u ctrl+z"
    assert shown("u", bound, {"u": "e", "ctrl+z": "u", "alt+x": "u"}) == "alt+x", "the user's last one"
    assert shown("u", bound, {"alt+x": "u", "Z": "u"}) == "Z"
    assert shown("u", bound, {"+": "u", "alt+x": "u"}) == "+"
    assert shown("!", bound, own) == "@"
    assert shown("↑ k", bound, own) == "↑ k"
    assert shown("1-4", bound, own) == "1-4"
    assert shown("u", bound, {"u": "e", "e": "u"}) == "e"
    assert shown("k", bound, {"k": "u"}) == "", "there is none left"
    assert [told_as(name) for name in ("question_mark", "escape", "minus", "ctrl+z")] == [
        "?", "esc", "-", "ctrl+z",
    ]  # fmt: skip
    assert told("set (u takes it back); + asks 20 more", lambda key: f"<{key}>") == (
        "set (<u> takes it back); <+> asks 20 more"
    )


def test_whatever_moves_down_a_line_goes_to_its_first_and_last_one_by_g_and_shift_g() -> None:
    places = {**SCREENS, "dialog": DIALOG, "undo": UNDO_LIST}
    moving = {name: {key for one in keys for key in one.keys.split(",")} for name, keys in places.items()}
    moving = {name: keys for name, keys in moving.items() if "j" in keys}
    assert len(moving) > 8
    assert [name for name, keys in moving.items() if not {"g", "G", "home", "end"} <= keys] == []
