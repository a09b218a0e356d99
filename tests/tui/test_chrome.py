"""The lines around the card: what must stay stays, at every width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from trainer.scheduling.queue import Counts
from trainer.tui.lines import chrome
from trainer.tui.lines.chrome import Grade

WIDTHS = st.integers(1, 120)
FOUR = [
    Grade("1", "again", "today", "⟳", False),
    Grade("2", "hard", "4 days", "4d", False),
    Grade("3", "good", "9 days", "9d", True),
    Grade("4", "easy", "11 days", "11d", False),
]
SIX = [
    Grade(str(n), word, "11 days", "11d", n == 4)
    for n, word in enumerate(["blank", "wrong", "almost", "hard", "good", "easy"])
]


def test_counts_are_words_where_there_is_room() -> None:
    line = chrome.header(Content("Kafka › Delivery"), Counts(12, 31, 2), 80).plain
    assert line.startswith("Kafka › Delivery ")
    assert line.endswith("12 new   31 due   2 again")


def test_counts_stay_as_letters_where_the_title_needs_the_room() -> None:
    line = chrome.header(Content("Kafka › Delivery guarantees, at length"), Counts(12, 31, 2), 40).plain
    assert line.endswith("12n 31d 2a")
    assert "…" in line


@given(WIDTHS, st.integers(0, 50), st.integers(0, 50), st.text(max_size=60))
def test_no_line_is_wider_than_the_screen(width: int, done: int, more: int, text: str) -> None:
    counts = Counts(done, more, 3)
    lines = [
        chrome.header(Content(text), counts, width),
        chrome.progress(done, done + more, width),
        chrome.footer(Content(text), Content("core · new"), width),
        chrome.key_line([("space", "reveal"), ("h", "hint"), ("?", "keys")], width),
        chrome.grade_line(FOUR, chrome.AFTER, width),
        chrome.grade_line(FOUR, chrome.AFTER, width, ticking=True),
        chrome.grade_line(SIX, [], width),
    ]
    assert max(line.cell_length for line in lines) <= width


def test_progress_shows_how_far_and_the_count() -> None:
    assert chrome.progress(5, 10, 25).plain == "━" * 10 + "─" * 10 + " 5/10"
    assert chrome.progress(0, 10, 25).plain.count("━") == 0
    assert chrome.progress(10, 10, 26).plain.count("─") == 0


def test_the_last_key_stays_when_others_give_way() -> None:
    keys = [("space", "reveal"), ("h", "hint (2)"), ("u", "undo"), ("e", "edit"), ("?", "keys")]
    assert chrome.key_line(keys, 80).plain == "space reveal   h hint (2)   u undo   e edit   ? keys"
    assert chrome.key_line(keys, 36).plain == "space reveal  h hint (2)  ? keys"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " 1 again  today     2 hard  4 days     [3 good  9 days]     4 easy  11 days"),
        (60, " 1 again ⟳    2 hard 4d    [3 good 9d]    4 easy 11d"),
        (38, " 1 ⟳      2 4d     [3 9d]     4 11d"),
        (21, " 1 ⟳ 2 4d[3 9d] 4 11d"),
        (12, " 1 2 [3] 4"),
    ],
)
def test_grades_keep_digits_and_brackets_at_every_width(width: int, shown: str) -> None:
    line = chrome.grade_line(FOUR, [], width).plain
    assert line.split() == shown.split()
    assert len(line) <= width


def test_six_grades_with_intervals_fit_in_forty_columns() -> None:
    line = chrome.grade_line(SIX, chrome.AFTER, 40).plain
    assert line == " 0 11d 1 11d 2 11d 3 11d[4 11d] 5 11d  ?"


TICKED = [grade._replace(digit="") for grade in FOUR]
TAILS = [
    [("1-3", "tick"), ("a", "all"), ("?", "keys")],
    [("1-3", "tick"), ("?", "")],
    [("1-3", ""), ("?", "")],
]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (90, " again  today     hard  4 days    [good  9 days]    easy  11 days  1-3 tick  a all  ? keys"),
        (80, " again ⟳        hard 4d       [good 9d]       easy 11d   1-3 tick  a all  ? keys"),
        (60, " again ⟳  hard 4d [good 9d]  easy 11d   1-3 tick  a all  ? keys"),
        (40, " again hard [good 9d] easy  1-3 tick  ?"),
        (25, " ⟳ 4d [9d] 11d  1-3  ?"),
    ],
)
def test_while_digits_tick_that_is_named_and_help_beside_the_words_of_grades(width: int, shown: str) -> None:
    line = chrome.grade_line(TICKED, TAILS, width, ticking=True).plain
    assert line.split() == shown.split()
    assert len(line) <= width


@pytest.mark.parametrize("width", range(40, 140))
def test_a_grade_is_never_nearer_to_the_next_than_its_word_to_its_interval(width: int) -> None:
    for grades in (FOUR, SIX, TICKED):
        line = chrome.grade_line(grades, TAILS, width, ticking=grades is TICKED).plain
        if "  today" in line:
            assert not re.search(r"(?:days?|today) \S", line), line


@pytest.mark.parametrize("width", range(16, 121))
def test_the_key_of_the_help_always_stands_behind_the_grades_and_apart_from_brackets(width: int) -> None:
    for line in (
        chrome.grade_line(FOUR, chrome.AFTER, width).plain,
        chrome.grade_line(TICKED, TAILS, width, ticking=True).plain,
    ):
        assert line.split()[-1] in ("?", "keys")
        assert width < 40 or " [" in line


def test_grade_keys_stand_at_the_same_place_with_and_without_brackets() -> None:
    plain = [grade._replace(offered=False) for grade in FOUR]
    with_brackets, without = chrome.grade_line(FOUR, [], 80).plain, chrome.grade_line(plain, [], 80).plain
    assert all(with_brackets.index(word) == without.index(word) for word in ("again", "hard", "good", "easy"))


def test_a_bar_is_empty_only_for_nothing_and_full_only_for_all() -> None:
    assert chrome.bar(0, 900, 10).plain == "─" * 10
    assert chrome.bar(1, 900, 10).plain == "━" + "─" * 9
    assert chrome.bar(899, 900, 10).plain == "━" * 9 + "─"
    assert chrome.bar(900, 900, 10).plain == "━" * 10


def test_forecast_bars_grow_with_the_numbers_and_zero_is_a_dot() -> None:
    assert chrome.bars([0, 1, 50, 100]) == "·▁▄█"
    assert chrome.bars([]) == ""


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "buried until tomorrow, all cards of its note"),
        (12, "buried unti…"),
        (80, "buried until tomorrow, all cards of its note (u takes it back)"),
    ],
)
def test_what_has_no_room_loses_whole_parts(width: int, said: str) -> None:
    text = Content("buried until tomorrow, all cards of its note (u takes it back)")
    assert chrome.in_parts(text, width).plain == said


def test_a_message_in_a_narrow_screen_is_never_cut_without_a_sign_of_it() -> None:
    at = "/home/somebody/with/a/long/name/.local/share/trainer/decks/changed/sqoop-import.yaml"
    said = "your own version; the shipped deck stays as it is"
    line = chrome.footer(Content(f"{said} (in {at})"), Content(), 40).plain
    assert " ".join(line.replace("─", " ").split()) == said
    line = chrome.footer(Content(" ".join(["word"] * 60)), Content(), 40).plain
    assert line.endswith("…")
    assert max(map(len, line.splitlines())) <= 40
