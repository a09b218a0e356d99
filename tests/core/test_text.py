"""Text from outside (DESIGN section 9): what a terminal could obey is taken out, once."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.text import (
    bare,
    clean,
    counted,
    folded,
    is_plain,
    is_printable,
    one_line,
    times,
    unsafe,
    without_stars,
)

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from("\x00\x07\x1b\x7f\x9b\r\n\t\u202e\u2066\u2028\ud800[]"),
    )
)
KEPT_CONTROLS = {"\n", "\t"}


@given(HOSTILE)
def test_nothing_that_steers_a_terminal_or_reorders_a_line_is_left(text: str) -> None:
    for character in clean(text):
        assert character in KEPT_CONTROLS or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in (
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        )  # fmt: skip


@given(st.one_of(HOSTILE, st.text()), st.sampled_from(["", "\n", "\n\t"]))
def test_what_is_printable_is_what_python_says_but_for_what_may_stand_there_too(text: str, also: str) -> None:
    rest = text.translate(dict.fromkeys(map(ord, also)))
    assert is_printable(text, also.encode()) is rest.isprintable()


@given(HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert list(unsafe(clean(text))) == []


@given(HOSTILE)
def test_cleaned_text_can_always_be_written_as_utf8(text: str) -> None:
    clean(text).encode()


@given(HOSTILE)
def test_each_dropped_character_is_reported_at_its_place_and_nothing_else_goes(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    dropped = {offset for offset, _ in unsafe(text)}
    assert clean(text) == "".join(letter for at, letter in enumerate(lines) if at not in dropped)


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;aGFjaw==\x07", "]52;c;aGFjaw=="),
        ("\x9b31m", "31m"),
        ("a\x00b\x7fc", "abc"),
        ("user\u202etxt.exe\u202c", "usertxt.exe"),
        ("a\u2066b\u2069", "ab"),
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("\tcode\n", "\tcode\n"),
        ("[/] [@click=quit] list[int]", "[/] [@click=quit] list[int]"),
        ("👩‍👩‍👧 עברית क्षि e\u0301", "👩‍👩‍👧 עברית क्षि e\u0301"),
        ("\ud800x", "x"),
    ],
)
def test_what_goes_and_what_stays(hostile: str, left: str) -> None:
    assert clean(hostile) == left


def test_unsafe_characters_have_names_a_reader_can_look_up() -> None:
    found = list(unsafe("a\x1b\r\n\x07\u202e\ud800"))
    assert found == [
        (1, "U+001B ESCAPE"),
        (3, "U+0007 control character"),
        (4, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (5, "U+D800 surrogate"),
    ]


@given(HOSTILE, st.integers(2, 30))
def test_one_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert list(unsafe(line)) == []


def test_one_line_says_that_it_was_cut() -> None:
    assert one_line("ab  cd\nef", 80) == "ab cd ef"
    assert one_line("abcdef", 6) == "abcdef"
    assert one_line("abcdefg", 6) == "abcde…"


@pytest.mark.parametrize(
    ("gap", "typed"),
    [
        ("`acks=0`", "acks=0"),
        ("**two words**", "two words"),
        ("*em* and `a_b_c`", "em and a_b_c"),
        ("read_committed", "read_committed"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("``a`b``", "a`b"),
        (" x ", "x"),
    ],
)
def test_signs_of_markdown_need_not_be_typed(gap: str, typed: str) -> None:
    assert bare(gap) == typed


def test_one_of_a_thing_has_no_s() -> None:
    assert [counted(number, "card") for number in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]
    assert counted(2, "pass", "passes") == "2 passes"
    assert [times(number) for number in (1, 2)] == ["once", "2 times"]


def test_a_plain_text_is_one_that_markdown_shows_as_it_is() -> None:
    """What is taken for plain must be shown as it is by the parser itself."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    signs = "\\*_`<>[]&~$|#-+=.:!()1a \t\n"
    for first in signs:
        for second in signs:
            for text in (f"{first}{second}", f"{first}{second} x", f"x{first}{second}", f"{first} {second}x"):
                if is_plain(text) and text.strip():
                    inline = parser.parse(text)[1].children or []
                    assert "".join(token.content for token in inline) == text, repr(text)
                    assert len(inline) == 1, repr(text)
    assert is_plain("What does `x` do?") is False
    assert is_plain("What is a broker, and who needs one (or two)?")


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("**Storm** against **Flink**", "Storm against Flink"),
        ("which is **not** right", "which is not right"),
        ("`**kwargs` and **bold**", "`**kwargs` and bold"),
        ("masked, as in `****1234`", "masked, as in `****1234`"),
        ("2**3**4 and count(*), sum(*)", "2**3**4 and count(*), sum(*)"),
        ("**open", "**open"),
        ("``a ` **b**`` **c**", "``a ` **b**`` c"),
    ],
)
def test_bold_is_said_without_its_stars_and_code_as_it_is_written(markdown: str, said: str) -> None:
    assert without_stars(markdown) == said


def test_a_dotted_capital_i_is_looked_up_as_any_other() -> None:
    assert folded("İzmir") == folded("izmir") == folded("İZMİR".lower()) == "izmir"
    assert folded("STRASSE") == folded("straße")
