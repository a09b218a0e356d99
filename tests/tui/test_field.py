"""A text being written, in Textual's text area: keys in the order typed, editing, paste, rows that fit."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.events import Key, Paste
from textual.keys import key_to_character
from textual.widgets import TextArea

import trainer.tui.app
from tests.searching import some
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library, note
from trainer.core.kinds import Point, Points
from trainer.tui.themed import Themed
from trainer.tui.widgets.field import LIMIT, Field

FAMILY = "👩‍👩‍👧"
Script = Callable[[Field], Awaitable[None]]


class Writing(Themed[None]):
    """A field and nothing else."""

    CSS_PATH = Path(trainer.tui.app.__file__).with_name("style.tcss")

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        yield self.field


def with_field(field: Field, script: Script, width: int = 40) -> None:
    async def go() -> None:
        async with Writing(field).run_test(size=(width, 12)) as pilot:
            await pilot.pause()
            await script(field)

    asyncio.run(go())


async def write(field: Field, *keys: str) -> bool:
    """Type keys; return whether the last one meant anything."""
    taken = False
    for key in keys:
        taken = await field.take(Key(key, key_to_character(key)))
    return taken


def written(field: Field, *keys: str) -> str:
    """The text after some keys, with a bar where the cursor is."""
    seen = ""

    async def script(field: Field) -> None:
        nonlocal seen
        await write(field, *keys, "|")
        seen = field.text

    with_field(field, script)
    return seen


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["left"], "one two|."),
        (["ctrl+b", "ctrl+f"], "one two.|"),
        (["ctrl+a"], "|one two."),
        (["home", "right"], "o|ne two."),
        (["home", "ctrl+e"], "one two.|"),
        (["ctrl+left", "ctrl+left"], "one |two."),
        (["alt+b", "alt+b"], "one |two."),
        (["home", "ctrl+right"], "one| two."),
        (["home", "alt+f"], "one| two."),
        (["backspace"], "one two|"),
        (["ctrl+h"], "one two|"),
        (["ctrl+w", "ctrl+w"], "one |"),
        (["home", "delete"], "|ne two."),
        (["home", "alt+d"], "| two."),
        (["home", "ctrl+right", "ctrl+k"], "one|"),
        (["left", "ctrl+u"], "|."),
        (["home", "backspace", "left"], "|one two."),
        (["shift+home", "x"], "x|"),
        (["ctrl+shift+left", "backspace", "ctrl+shift+left", "delete"], "one |"),
        (["x", "ctrl+z"], "one two.|"),
        (["home", "ctrl+k", "ctrl+z", "ctrl+y"], "|"),
        (["home", "right", "ctrl+z"], "o|ne two."),
        (["home", "right", "x", "left", "ctrl+z"], "o|ne two."),
    ],
)
def test_editing_keys(keys: list[str], left: str) -> None:
    assert written(Field("one two."), *keys) == left


def test_up_and_down_go_by_rows_and_keep_the_column() -> None:
    text = "one two three\nab\nlong again"
    assert written(Field(text, several=True), "up") == "one two three\nab|\nlong again"
    assert written(Field(text, several=True), "up", "up") == "one two th|ree\nab\nlong again"


def test_up_above_the_first_row_and_down_below_the_last_are_left_to_the_screen() -> None:
    async def script(field: Field) -> None:
        assert not await write(field, "down")
        assert await write(field, "up")
        assert not await write(field, "home", "up")

    with_field(Field("a\nb", several=True), script)


def test_enter_is_a_new_line_only_where_there_may_be_several() -> None:
    assert written(Field(several=True), "a", "enter", "b", "ctrl+j") == "a\nb\n|"
    assert written(Field(), "a", "enter", "ctrl+j") == "a|"


def test_pasted_text_is_cleaned_and_a_single_line_stays_one() -> None:
    async def script(field: Field) -> None:
        assert await field.take(Paste("a\x1b[2J\r\nb\tc\u202e\n"))
        assert field.text == ("a[2J\nb    c" if field.several else "a[2J b c")

    with_field(Field(), script)
    with_field(Field(several=True), script)


def test_pasting_over_a_selection_takes_its_place() -> None:
    async def script(field: Field) -> None:
        await write(field, "f7")
        await field.take(Paste("b"))
        assert field.text == "b"

    with_field(Field("x" * LIMIT), script)


def test_what_is_too_long_is_cut() -> None:
    async def script(field: Field) -> None:
        await field.take(Paste("x" * 2 * LIMIT))
        await write(field, "y")
        assert field.text == "x" * LIMIT

    with_field(Field(), script)


@pytest.mark.parametrize("key", ["f5", "alt+x", "escape", "tab", "pageup", "ctrl+t", "ctrl+c"])
def test_other_keys_mean_nothing(key: str) -> None:
    async def script(field: Field) -> None:
        assert not await write(field, key)
        assert field.text == "a"

    with_field(Field("a"), script)


def test_ctrl_c_copies_what_is_selected() -> None:
    async def script(field: Field) -> None:
        assert await write(field, "shift+home", "ctrl+c")
        assert field.app.clipboard == "word"
        assert field.text == "word"

    with_field(Field("word"), script)


def test_what_goes_there_is_said_until_something_does() -> None:
    async def script(field: Field) -> None:
        area = field.query_one(TextArea)
        assert area.placeholder == Content("[b]write[/b]")
        field.leave()
        assert area.placeholder == Content("i writes")

    with_field(Field(asks="[b]write[/b]", idle="i writes"), script)


def test_a_text_grows_to_a_third_of_the_screen() -> None:
    async def script(driver: Driver) -> None:
        for number in range(20):
            await driver.press(*f"line{number}", "enter")
        assert driver.app.screen.query_one(Field).size.height == 8
        assert "line19" in driver.text

    run(context(library(note(Points("Q?", (Point("a"), Point("b")))))), script, (80, 24))


def test_keys_are_dealt_with_in_the_order_typed_although_bindings_do_not_wait_for_widgets() -> None:
    """Letters sent to a text area by Textual's own way come after a binding that was typed after them."""

    class Queued(App[None]):
        BINDINGS = [Binding("ctrl+s", "done", priority=True)]
        seen = ""

        def compose(self) -> ComposeResult:
            yield TextArea()

        def action_done(self) -> None:
            self.seen = f"done with {self.query_one(TextArea).text!r}"

    async def go() -> str:
        app = Queued()
        async with app.run_test() as pilot:
            app.query_one(TextArea).focus()
            await pilot.pause()
            app.post_message(Key("a", "a"))
            app.post_message(Key("ctrl+s", None))
            await pilot.pause()
            await pilot.pause()
        return app.seen

    assert asyncio.run(go()) == "done with ''", "if this is red, keys may go Textual's way now"


LETTERS = st.sampled_from(["a", "b", " ", "\n", "漢", FAMILY, "e\u0301", "-"])
TEXTS = st.lists(LETTERS, max_size=80).map("".join)


@some(15)
@given(TEXTS, st.integers(11, 40))
@example(" aa漢", 11)
def test_no_letter_sticks_out(text: str, width: int) -> None:
    async def script(field: Field) -> None:
        area = field.query_one(TextArea)
        for line in area.wrapped_document.lines:
            for row in line:
                assert Content(row.rstrip(" ")).cell_length <= area.wrap_width

    with_field(Field(text, several=True), script, width)


KEYS = st.sampled_from(
    ["a", "space", "enter", "left", "right", "up", "down", "home", "end", "backspace", "delete",
     "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+left", "ctrl+right", "ctrl+z", "ctrl+y", "shift+up", "f7"]
)  # fmt: skip


@some(15)
@given(TEXTS, st.lists(KEYS, max_size=30), st.integers(9, 40))
@example("", ["enter", "ctrl+z"], 9)
@example("\n" * 9, ["f7", "delete", "ctrl+z", "ctrl+y"], 12)
def test_no_keys_put_the_cursor_outside(text: str, keys: list[str], width: int) -> None:
    async def script(field: Field) -> None:
        await write(field, *keys)
        row, column = field.query_one(TextArea).cursor_location
        assert column <= len(field.text.split("\n")[row])

    with_field(Field(text, several=True), script, width)
