"""Notes written on screen, by keyboard alone; they can be practised at once."""

from pathlib import Path

import pytest

from tests.authoring.own import CLOCK, GIT, at, library
from tests.store.build import answer
from tests.tui.driving import Driver, run, screen
from trainer.adding.blanks import KINDS
from trainer.adding.form import DRAFT, Form
from trainer.core.scope import EVERYTHING
from trainer.tui.screens.add import AddScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.review import ReviewScreen

SIZES = [(80, 24), (40, 12)]


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    return tmp_path / "decks"


def text(words: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in words]


@pytest.mark.parametrize("size", SIZES)
def test_a_note_is_written_line_by_line_and_enter_at_home_asks_it(decks: Path, size: tuple[int, int]) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("a", *text("who is it"), "enter", *text("me"), "ctrl+s")
        assert "added git/who-is-it" in driver.text
        await driver.press("escape")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("enter", "space", "enter")
        assert "who is it" in driver.text

    run(at(store, decks), script, size)
    assert [note.id for note in store.notes(EVERYTHING)] == ["reset", "who-is-it"]


def test_u_at_home_takes_back_what_was_added_and_not_an_answer_of_before(decks: Path) -> None:
    store = library(decks, git=GIT)
    store.record(answer("git/reset", 4, CLOCK.day - 1))

    async def script(driver: Driver) -> None:
        await driver.press("a", *text("who is it"), "enter", *text("me"), "ctrl+s", "escape")
        await driver.press("u")
        assert "undone: adding “who is it”" in driver.text
        assert isinstance(driver.app.screen, HomeScreen)
        assert [note.id for note in store.notes(EVERYTHING)] == ["reset"]
        await driver.press("U")
        assert "who is it · added" in driver.text

    run(at(store, decks), script)
    assert store.state("git/reset").memory is not None


@pytest.mark.parametrize("size", SIZES)
def test_what_is_wrong_is_said_in_full_at_its_line(decks: Path, size: tuple[int, int]) -> None:
    keys = ("a", "up", "up", "right", "right", "enter", "enter", *text("no gap"), "ctrl+s")
    shown = screen(at(library(decks, git=GIT), decks), *keys, size=size)
    assert "› text" in shown
    assert "put what is to be hidden between {{ and }}" in " ".join(shown.split())
    assert (decks / "git.yaml").read_text() == GIT


def test_what_is_asked_already_is_pointed_out_before_it_is_saved(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("a", *text("What does git reset --soft keep"), "enter")
        assert "git/reset asks the same" in driver.text
        await driver.press("x", "ctrl+s")
        assert (decks / "git.yaml").read_text() == GIT
        await driver.press("escape")
        assert (decks / "git.yaml").read_text() == GIT
        await driver.press("ctrl+s", "s")
        assert "added git/what-does-git-reset-soft-keep" in driver.text

    run(at(store, decks), script)
    assert len(store.notes(EVERYTHING)) == 2


def test_what_is_written_waits_over_escape_and_over_the_end_of_the_program(decks: Path) -> None:
    store = library(decks, git=GIT)
    drafts: dict[str, str] = {}

    async def begin(driver: Driver) -> None:
        await driver.press("a", *text("half a th"), "escape", "a", *text("ought"))

    async def go_on(driver: Driver) -> None:
        await driver.press("a")
        assert "ctrl+n begins anew" in driver.text
        assert "half a thought" in driver.text
        await driver.press("enter", "y", "ctrl+s")

    run(at(store, decks, drafts=drafts), begin)
    assert "half a thought" in drafts[DRAFT]
    run(at(store, decks, drafts=drafts), go_on)
    assert drafts == {}
    assert "ask: half a thought\n" in (decks / "git.yaml").read_text()


def test_ctrl_n_begins_anew_and_what_is_typed_for_a_deck_takes_its_place(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("a", "up", *text("Mine too"), "enter", *text("half"), "ctrl+n")
        assert "half" not in driver.text
        assert driver.app.screen.form.note().deck == "Mine too"  # type: ignore[attr-defined]

    run(at(store, decks), script)


def test_it_opens_over_a_card_and_goes_back_to_it(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("space", "A", *text("a"), "escape")
        assert isinstance(driver.app.screen, ReviewScreen)
        assert "The index and the files." in driver.text

    run(at(store, decks, start="review"), script)


def test_a_list_goes_on_with_enter_until_an_empty_line(decks: Path) -> None:
    store = library(decks, git=GIT)
    keys = (
        "a",
        "up",
        "up",
        "o",
        "enter",
        "enter",
        *text("steps"),
        "enter",
        "a",
        "enter",
        "b",
        "enter",
        "enter",
        *text("why"),
    )
    run(at(store, decks), lambda driver: press(driver, *keys, "ctrl+s"))
    added = store.notes(EVERYTHING)[1]
    assert (added.kind, added.body.right_order(), added.why) == ("order", ("a", "b"), "why")


def test_a_click_goes_to_a_line_and_ctrl_o_breaks_one(decks: Path) -> None:
    store = library(decks, git=GIT)

    async def script(driver: Driver) -> None:
        await driver.press("a")
        await driver.pilot.click(
            "LinesView", offset=(6, driver.line_of("answer") - driver.line_of("kind") + 1)
        )
        await driver.press("a", "ctrl+o", "b", "up", "end", "x", "up", *text("q"), "ctrl+s")

    run(at(store, decks), script)
    sides = store.notes(EVERYTHING)[1].sides("git/q")
    assert (sides.prompt, sides.answer) == ("q", "ax\nb")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_chosen_by_its_name_and_what_begins_none_says_so(decks: Path, kind: str) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("a", "up", "up", *kind)
        assert form(driver).kind == kind
        await driver.press("z")
        assert "z does nothing here" in driver.text
        await driver.press("down", "down", *text("What"))
        assert form(driver).text(form(driver).rows()[2]) == "What"

    run(at(library(decks, git=GIT), decks), script)


def form(driver: Driver) -> Form:
    page = driver.app.screen
    assert isinstance(page, AddScreen)
    return page.form


async def press(driver: Driver, *keys: str) -> None:
    await driver.press(*keys)
