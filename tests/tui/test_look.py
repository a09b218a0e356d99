"""What is seen can be read: contrast over all themes and screens; roles told apart without red and green; the
answer set off from all else; text of a readable width, in the middle where there is room."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, TextArea

from tests.build import LibraryAtRisk
from tests.tui.driving import Driver, context, run, screen
from tests.tui.interviewing import interview, points, say
from tests.tui.planning import many, wish
from tests.tui.samples import EVERY_KIND, library, note
from tests.tui.test_every_screen import SCREENS, on
from tests.tui.test_review import answered
from trainer.core.kinds import Basic
from trainer.tui.lines.layout import READABLE
from trainer.tui.roles import LEAST_CONTRAST, TABLE, Roles, contrast, roles_of
from trainer.tui.widgets.page import Line

THEMES = [*TABLE, "textual-dark", "textual-light", "nord", "solarized-light"]
WHY = "Because a replica that fell behind is **dropped** from the set, so `it` cannot block writes. " * 3


def every_kind() -> LibraryAtRisk:
    lib = library(*(note(body, f"n{n}", why=WHY, corrects="Often: no.") for n, body in enumerate(EVERY_KIND)))
    answered(lib, "d/n0", 4, 4, 4)
    return lib


def pieces(driver: Driver) -> Iterator[tuple[str, Style]]:
    """Yield each piece of text on screen with how it looks."""
    for strip in driver.app.screen._compositor.render_strips():
        yield from ((text, style) for text, style, _ in strip if text.strip() and style is not None)


def colours(driver: Driver) -> Iterator[tuple[str, Color, Color]]:
    """Yield each piece of text on screen with its colour and that behind it."""
    for text, style in pieces(driver):
        if style.color is not None:
            assert not style.dim, f"{text!r}: a terminal makes of this what it likes"
            assert style.bgcolor is not None
            front, back = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
            yield text, front, back


async def read_in_all_themes(driver: Driver) -> None:
    for theme in THEMES:
        driver.app.theme = theme
        await driver.press()
        found = list(colours(driver))
        assert len({front.hex for _, front, _ in found}) >= 2, "nothing is set off"
        for text, front, back in found:
            assert contrast(front, back) >= LEAST_CONTRAST, (theme, text, front.hex, back.hex)


def ansi() -> set[str]:
    return {name for name, theme in BUILTIN_THEMES.items() if theme.ansi}


@pytest.mark.parametrize("name", [*TABLE, *sorted(BUILTIN_THEMES.keys() - ansi())])
def test_every_role_can_be_read_in_every_theme(name: str) -> None:
    theme = BUILTIN_THEMES.get(name)
    roles = roles_of(theme, theme.to_color_system().generate()) if theme is not None else TABLE[name]
    ground = Color.parse(roles.background)
    for role, colour in roles._asdict().items():
        if role != "background":
            assert contrast(Color.parse(colour), ground) >= LEAST_CONTRAST, role


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(
        4.478, abs=0.001
    )  # known to fail


DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
"""How colours look without green or red cones: Machado, Oliveira and Fernandes (2009), severity 1.0."""


@pytest.mark.parametrize("eye", [DEUTAN, PROTAN], ids=["deutan", "protan"])
def test_the_theme_for_the_colour_blind_tells_its_roles_apart(eye: tuple[tuple[float, ...], ...]) -> None:
    def seen(colour: str) -> list[float]:
        parsed = Color.parse(colour)
        return [sum(a * b for a, b in zip(row, parsed.rgb, strict=True)) for row in eye]

    def apart(roles: Roles, one: str, other: str) -> float:
        pair = zip(seen(getattr(roles, one)), seen(getattr(roles, other)), strict=True)
        return float(sum((a - b) ** 2 for a, b in pair) ** 0.5)

    roles = TABLE["colour-blind"]
    for one, other in [("good", "bad"), ("answer", "strong"), *combinations(("new", "due", "again"), 2)]:
        assert apart(roles, one, other) > 60, (one, other)
    assert apart(roles, "good", "bad") > apart(TABLE["dark"], "good", "bad")


@pytest.mark.parametrize("start", ["home", "browse"])
def test_home_and_browse_can_be_read(start: Any) -> None:
    run(context(every_kind(), start=start), read_in_all_themes, (120, 40))


def test_statistics_can_be_read() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("t")
        await read_in_all_themes(driver)

    run(context(every_kind(), start="home"), script, (100, 80))


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_can_be_read(name: str, tmp_path: Path) -> None:
    on(name, tmp_path, read_in_all_themes)


OVER = {
    "keys": ("question_mark",),
    "a key that a dialog does not know": ("question_mark", "1"),
    "why": ("w",),
    "sources": ("o",),
    "a line to write": ("w", "d"),
    "what can be taken back": ("space", "3", "U"),
    "commands": ("ctrl+p",),
    "commands that are looked for": ("ctrl+p", "h", "o"),
    "no command": ("ctrl+p", "#", "#"),
}


@pytest.mark.parametrize("keys", OVER.values(), ids=OVER)
def test_what_lies_over_a_screen_can_be_read(keys: Sequence[str], tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*keys[:1])
        await until_drawn(driver)
        await driver.press(*keys[1:])
        await until_drawn(driver)
        assert len(driver.app.screen_stack) > 1
        await read_in_all_themes(driver)

    async def until_drawn(driver: Driver) -> None:
        await driver.app.workers.wait_for_complete(
            [worker for worker in driver.app.workers if worker.node is driver.app.screen]
        )
        await driver.pilot.pause()

    on("review", tmp_path, script)


@pytest.mark.parametrize("name", [*SCREENS, "what is looked for", "a command"])
def test_what_is_marked_or_under_the_mouse_can_be_read_and_is_seen_without_colours(
    name: str, tmp_path: Path
) -> None:
    keys = {"what is looked for": ("b", "slash"), "a command": ("ctrl+p",)}

    async def script(driver: Driver) -> None:
        app = driver.app
        await driver.press(*keys.get(name, ()))
        for field in app.screen.query(TextArea):
            field.load_text("marked")
            field.select_all()
        for written in app.screen.query(Input):
            written.value = "marked"
            written.select_all()
        for line in app.screen.query(Line):
            line.text_select_all()
        await driver.pilot.hover(offset=(20, 10))  # over a row of whatever lists some
        assert any(style.reverse for _, style in pieces(driver))
        await read_in_all_themes(driver)

    on(name if name in SCREENS else "home", tmp_path, script)


def test_goals_can_be_read() -> None:
    lib = many(30)
    wish(lib, by="+10d", minutes="20")

    async def script(driver: Driver) -> None:
        await read_in_all_themes(driver)
        await driver.press("r")
        await read_in_all_themes(driver)

    run(context(lib, start="home"), script)


@pytest.mark.parametrize("body", EVERY_KIND, ids=lambda body: body.kind)
def test_a_card_can_be_read_before_and_after_the_reveal(body: Any) -> None:
    async def script(driver: Driver) -> None:
        await read_in_all_themes(driver)
        await driver.press("1", "escape", "space", "enter") if body.kind == "typed" else None
        await driver.press("ctrl+s" if body.kind in ("typed", "points") else "space")
        await read_in_all_themes(driver)

    run(context(library(note(body, why=WHY, corrects="Often: no.", as_of="2026"))), script)


def test_the_report_of_an_interview_can_be_read(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        await driver.press("y", "enter", "enter")
        await read_in_all_themes(driver)

    run(interview(library(points()), tmp_path), script)


@pytest.mark.parametrize("body", EVERY_KIND, ids=lambda body: body.kind)
def test_the_answer_of_every_kind_has_its_bar_and_colour_and_nothing_else_has(body: Any) -> None:
    async def script(driver: Driver) -> None:
        assert "▌" not in driver.text
        await driver.press("ctrl+s" if body.kind in ("typed", "points") else "space")
        answer = Color.parse(TABLE["dark"].answer)
        rows = [number for number, line in enumerate(driver.lines) if "▌" in line]
        assert rows
        for number, strip in enumerate(driver.app.screen._compositor.render_strips()):
            toned = {
                segment.text
                for segment in strip
                if segment.style is not None
                and segment.style.color is not None
                and Color.from_rich_color(segment.style.color).hex == answer.hex
            }
            assert (number in rows) == bool(toned), (number, toned)

    run(context(library(note(body, why=WHY))), script)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
def test_prose_has_a_readable_width_and_stands_in_the_middle(size: tuple[int, int]) -> None:
    lines = screen(context(library(note(Basic(WHY, WHY), why=WHY))), "space", size=size).splitlines()
    prose = [line for line in lines if "replica" in line]
    assert prose
    for line in prose:
        assert len(line.strip(" ▌")) <= READABLE
    rule = next(line for line in lines if "───" in line)
    left = len(rule) - len(rule.lstrip())
    assert abs(left - (size[0] - len(rule))) <= 2, "the same room at both sides"
