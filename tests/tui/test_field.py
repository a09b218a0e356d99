"""A text being written: letters, movements, rows, its cursor. No screen is needed for that."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.events import Key, Paste
from textual.keys import key_to_character

from trainer.tui.widgets.field import LIMIT, Draft, rows_of

FAMILY = "👩‍👩‍👧"
ACCENT = "e\u0301"


def write(draft: Draft, *keys: str) -> Draft:
    for key in keys:
        draft.take(Key(key, key_to_character(key)))
    return draft


def cursor(draft: Draft) -> str:
    """The text with a bar where the cursor is."""
    return f"{draft.text[: draft.at]}|{draft.text[draft.at :]}"


def shown(draft: Draft, width: int = 20, most: int = 9) -> list[str]:
    return [line.plain.rstrip() for line in draft.draw(width, most, "empty").lines]


def test_letters_go_in_at_the_cursor() -> None:
    assert cursor(write(Draft(), "a", "c", "left", "b", "space")) == "ab |c"


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        (["left"], "one two|."),
        (["ctrl+a"], "|one two."),
        (["home", "right"], "o|ne two."),
        (["home", "end"], "one two.|"),
        (["ctrl+left"], "one two|."),
        (["ctrl+left", "ctrl+left"], "one |two."),
        (["home", "ctrl+right"], "one| two."),
        (["backspace"], "one two|"),
        (["ctrl+w", "ctrl+w"], "one |"),
        (["home", "delete"], "|ne two."),
        (["home", "ctrl+right", "ctrl+k"], "one|"),
        (["left", "ctrl+u"], "|."),
        (["home", "backspace", "left"], "|one two."),
        (["right", "delete"], "one two.|"),
    ],
)
def test_editing_keys(keys: list[str], left: str) -> None:
    assert cursor(write(Draft(text="one two."), *keys)) == left


@pytest.mark.parametrize("letter", [FAMILY, ACCENT, "漢", "👍🏽"])
def test_a_letter_of_several_characters_is_one_letter(letter: str) -> None:
    assert cursor(write(Draft(text=f"a{letter}"), "left")) == f"a|{letter}"
    assert cursor(write(Draft(text=f"a{letter}"), "left", "left", "right", "right")) == f"a{letter}|"
    assert write(Draft(text=f"a{letter}"), "backspace").text == "a"
    assert write(Draft(text=f"{letter}b"), "home", "delete").text == "b"


def test_pasted_text_is_cleaned_and_a_single_line_stays_one() -> None:
    one, several = Draft(), Draft(several=True)
    for draft in (one, several):
        assert draft.take(Paste("a\x1b[2J\r\nb\tc\u202e\n"))
    assert one.text == "a[2J b c"
    assert several.text == "a[2J\nb    c"


def test_what_is_too_long_is_cut() -> None:
    draft = Draft(text="x" * 2 * LIMIT)
    assert len(draft.text) == LIMIT
    assert len(write(draft, "y").text) == LIMIT


@pytest.mark.parametrize("key", ["f5", "alt+x", "escape", "tab", "pageup", "ctrl+t"])
def test_other_keys_mean_nothing(key: str) -> None:
    draft = Draft(text="a")
    assert not draft.take(Key(key, key_to_character(key)))
    assert draft.text == "a"


def test_enter_is_a_new_line_only_where_there_may_be_several() -> None:
    assert write(Draft(several=True), "a", "enter", "b", "ctrl+j").text == "a\nb\n"
    assert write(Draft(), "a", "enter", "ctrl+j").text == "a"


def test_up_and_down_go_by_rows_and_keep_the_column() -> None:
    draft = Draft(several=True, text="one two three\nab\nlong again")
    assert shown(draft, 12) == ["› one two", "  three", "  ab", "  long", "  again"]
    places = []
    for _ in range(4):
        places.append(cursor(write(draft, "up")))
    assert places == [
        "one two three\nab\nlong| again",
        "one two three\nab|\nlong again",
        "one two th|ree\nab\nlong again",
        "on|e two three\nab\nlong again",
    ]
    assert not draft.take(Key("up", None))
    assert cursor(write(draft, "down")) == "one two th|ree\nab\nlong again"


def test_the_rows_around_the_cursor_are_shown_with_arrows_to_the_others() -> None:
    draft = Draft(several=True, text="\n".join("abcdef"))
    assert shown(draft, most=3) == ["↑ d", "  e", "  f"]
    write(draft, "up", "up", "up", "up", "up")
    assert shown(draft, most=3) == ["› a", "  b", "↓ c"]


def test_the_cursor_is_where_the_next_letter_goes_also_behind_wide_letters() -> None:
    drawn = Draft(several=True, text="ab\n漢字").draw(20, 5, "")
    assert drawn.cursor == (1, 6)
    assert any(span.style == "reverse" for span in drawn.lines[1].spans)


def test_a_text_left_has_no_cursor() -> None:
    draft = Draft(text="ab")
    draft.active = False
    drawn = draft.draw(20, 5, "")
    assert drawn.cursor is None
    assert not any(span.style == "reverse" for line in drawn.lines for span in line.spans)


def test_an_empty_text_shows_what_goes_there() -> None:
    assert shown(Draft()) == ["› empty"]


TEXTS = st.lists(st.sampled_from(["a", "b", " ", "\n", "漢", FAMILY, ACCENT, "-"]), max_size=80).map("".join)


@given(TEXTS, st.integers(2, 30))
def test_rows_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    rows = rows_of(text, width)
    assert rows[0][0] == 0
    assert rows[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(rows):
        assert text[end:start] in ("", "\n")
    for start, end in rows:
        assert Content(text[start:end].rstrip(" \n")).cell_length <= max(width, 2)


KEYS = st.sampled_from(
    ["a", "space", "enter", "left", "right", "up", "down", "home", "end", "backspace", "delete",
     "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+left", "ctrl+right"]
)  # fmt: skip


@given(TEXTS, st.lists(KEYS, max_size=30), st.integers(1, 40), st.integers(1, 5))
def test_no_keys_in_any_width_put_the_cursor_outside(
    text: str, keys: list[str], width: int, most: int
) -> None:
    draft = Draft(several=True, text=text)
    for key in keys:
        write(draft, key)
        drawn = draft.draw(width, most, "")
        assert 0 <= draft.at <= len(draft.text)
        assert drawn.cursor is not None
        assert 0 <= drawn.cursor[0] < len(drawn.lines) <= most
