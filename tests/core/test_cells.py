"""Cells are counted as the screens count them, and tables of names in any script stay tables."""

from collections.abc import Sequence
from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as on_screens

from tests.practice.context import session
from tests.store.build import DAY, Shelf, answer, basic, noon
from trainer.core.cells import _NARROW, breakable, cell_len, cut, padded, padded_left
from trainer.core.columns import Labelled, fitted, table
from trainer.core.moment import Moment
from trainer.core.text import flat, one_line
from trainer.plain.home import overview_lines
from trainer.practice.overview import overview
from trainer.stats.figures import figures
from trainer.stats.lines import parts
from trainer.store.store import Store

LONG = "日本語の文法 › とても長い題名のデッキで表の幅を越えるもの"
FAMILY = "👩‍👩‍👧 family"
NAMES = (LONG, "한국어 단어", "e\u0301tude cafe\u0301", FAMILY, "🇯🇵 ❤️ flags", "Plain")
TEXT = st.text(
    st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("日a한\u0301\u200d👩🇯🇵\ufe0f"))
)


@given(TEXT)
def test_cells_are_those_of_the_screens(text: str) -> None:
    assert cell_len(text) == on_screens(text)


def test_what_is_counted_without_loading_anything_has_one_cell_a_letter() -> None:
    every = [chr(code) for code in range(0x20, 0x3000) if _NARROW.fullmatch(chr(code))]
    assert [letter for letter in every if on_screens(letter) != 1 and letter != "\x7f"] == []
    assert not any(map(_NARROW.fullmatch, ("\u0301", "日", "\u200b")))


@given(TEXT, st.integers(1, 30))
def test_what_is_cut_has_room_and_loses_only_its_end(text: str, room: int) -> None:
    shown = cut(text, room)
    assert cell_len(shown) <= room
    assert shown == text or (text.startswith(shown[:-1]) and shown[-1] == "…")
    assert one_line(text, room) == cut(flat(text), room)
    assert cell_len(padded(shown, room)) == cell_len(padded_left(shown, room)) == room


@pytest.mark.parametrize("room", range(1, 12))
def test_no_character_is_cut_in_two(room: int) -> None:
    assert cut(FAMILY, room) in ("…", "👩‍👩‍👧…", *(f"{FAMILY[:at]}…" for at in range(6, 12)), FAMILY)
    assert not combining(cut("e\u0301" * 20, room)[-2:-1] or "x") or cut("e\u0301" * 20, room)[-3] == "e"
    assert "🇯…" not in cut("🇯🇵🇯🇵🇯🇵🇯🇵🇯🇵🇯🇵🇯🇵", room)


@given(TEXT)
def test_a_word_in_parts_is_the_word(text: str) -> None:
    assert "".join(breakable(text)) == text


def test_lines_of_chinese_and_japanese_end_between_letters_and_never_before_a_stop() -> None:
    text = "とても長い題名のデッキで、表の幅を越えるもの。とても長い（題名）の話。"
    for room in range(6, 40):
        lines = [*fitted([text], room)]
        assert max(map(cell_len, lines)) <= room
        assert "".join(line.strip() for line in lines) == text
        assert not any(line.strip()[0] in "、。）" or line[-1] == "（" for line in lines)
    assert [*fitted(["한국어 단어를 배운다"], 8)] == ["한국어", "  단어를", "  배운다"], (
        "words with blanks stay whole"
    )


def right_ends(lines: Sequence[str], cell: str) -> set[int]:
    return {cell_len(line[: line.index(cell) + len(cell)]) for line in lines if cell in line}


@pytest.mark.parametrize("room", [200, 80, 60, 40, 30])
def test_tables_and_labels_in_any_script_are_straight_and_fit(room: int) -> None:
    heads = [" today", "  due"]
    lines = [*fitted([table("", heads, [(name, ["   417", "    9"]) for name in NAMES])], room)]
    assert max(map(cell_len, lines)) <= room
    assert len(right_ends(lines, "417")) == 1
    wide = max(map(cell_len, NAMES))
    told = [*fitted([Labelled(padded(name, wide) + "  ", "word " * 20) for name in NAMES], room)]
    assert max(map(cell_len, told)) <= max(room, wide)


@pytest.fixture
def known(store: Store) -> Store:
    shelf = Shelf(store)
    for at, name in enumerate(NAMES):
        title = name.replace(" › ", "::")
        shelf.put(f"d{at}.yaml", basic(f"n{at}", f"{name} {LONG}?", asked=3), deck=f"d{at}", title=title)
    shelf.sync()
    for at in range(len(NAMES)):
        store.record(answer(f"d{at}/n{at}", 4, DAY - 9))
        store.record(answer(f"d{at}/n{at}", 1, DAY - 3))
        store.record(answer(f"d{at}/n{at}", 1, DAY - 2))
    return store


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_what_waits_and_the_figures_are_straight_in_any_script(known: Store, width: int) -> None:
    view = overview(session(known))
    lines = [*fitted(overview_lines(view), width)]
    rows = [line for line in lines if line.split()[-2:] == ["1", "0"] or line.endswith(" 0")]
    assert len(rows) >= len(NAMES)
    assert len(set(map(cell_len, rows))) == 1
    assert max(map(cell_len, lines)) <= width
    for part in parts(
        figures(known, Moment(noon(DAY), DAY), session(known).plan.scheduler), plain=True, every=True
    ):
        page = ["".join(text for text, _ in line) for line in part.lines(width)]
        assert max(map(cell_len, page), default=0) <= width, part.title
        if part.title.startswith(("Decks", "What is asked")):
            assert len(page) >= 5
            assert len(right_ends(page, " %")) == 1, part.title
