"""Cloze texts (DESIGN section 4): markers, escapes, and what their cards show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.cloze import ClozeError, Gap, answer, hidden, numbers, parse, question

PLAIN = st.text(st.characters(exclude_characters="{}\\:`\x00", exclude_categories=["Cs"]))
WORDS = PLAIN.filter(lambda text: text.strip() != "")


def test_a_text_is_split_into_literal_parts_and_gaps() -> None:
    assert parse("a {{c1::b}} c {{c12::d::hint}}") == (
        "a ",
        Gap((1,), "b", ""),
        " c ",
        Gap((12,), "d", "hint"),
    )


def test_escaped_colons_and_braces_are_literal() -> None:
    assert parse(r"{{c1::std\::map::a \:: hint}}") == (Gap((1,), "std::map", "a :: hint"),)
    assert parse(r"{{c1::${x\}} y::h \}} h}}") == (Gap((1,), "${x}} y", "h }} h"),)


def test_a_marker_may_span_lines_and_hold_single_braces_and_colons() -> None:
    assert parse("{{c1::a\n{b} c:d}}") == (Gap((1,), "a\n{b} c:d", ""),)


@given(st.lists(st.tuples(st.integers(1, 99), WORDS, PLAIN, PLAIN), min_size=1, max_size=5))
def test_every_gap_is_found_with_its_number_answer_and_hint(gaps: list[tuple[int, str, str, str]]) -> None:
    text = "".join(f"{before}{{{{c{number}::{hides}::{hint}}}}}" for number, hides, hint, before in gaps)
    found = [part for part in parse(text) if isinstance(part, Gap)]
    assert found == [Gap((number,), hides, hint) for number, hides, hint, _ in gaps]
    assert "".join(part for part in parse(text) if isinstance(part, str)) == "".join(gap[3] for gap in gaps)


@given(st.text(st.sampled_from("{}c1:\\` a"), max_size=25))
def test_no_text_does_anything_but_parse_or_say_why_not(text: str) -> None:
    try:
        parts = parse(text)
    except ClozeError:
        return
    assert any(isinstance(part, Gap) for part in parts)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no marker", "no cloze marker"),
        ("{{c::x}}", "`{{c::` looks like"),
        ("{{c1:answer}}", "`{{c1:answer}}` looks like"),
        ("{{c1::a}} {{c2:b}}", "`{{c2:b}}` looks like"),
        ("{{c1::a}} {c2::b}}", "`{c2::b}}` looks like"),
        ("{{c1::a}} {c2::b}", "`{c2::b}` looks like"),
        ("{{C1::x}}", "`{{C1::` looks like"),
        ("{{ c1::x}}", "`{{ c1::` looks like"),
        ("{{1::x}}", "`{{1::` looks like"),
        ("{{c12345::x}}", "`{{c12345::` looks like"),
        ("{{c1::a}} {{cl::x}}", "`{{cl::` looks like"),
        ("{{c1::a}} {{c2;;x}}", "`{{c2;;` looks like"),
        ("{{c1::a}} {{c1, 2::x}}", "`{{c1, 2::` looks like"),
        ("{{c1::a}} {{c1-2::x}}", "`{{c1-2::` looks like"),
        ("{{c0,2::x}}", "is 0"),
        ("{{c1::a}} {{\u04412::x}}", "`{{\u04412::` looks like"),
        ("{{c1::a}} [[c2::x]]", "`[[c2::` looks like"),
        ("{{c1::a}} {{c2|x}}", "`{{c2|x}}` looks like"),
        ("{{c1::a}} {{c2;x}}", "`{{c2;x}}` looks like"),
        ("{{c1|x}}", "`{{c1|x}}` looks like"),
        ("{{c1::a}} ((c2::x))", "`((c2::` looks like"),
        ("{{c1::a}} (c2::x)", "`(c2::` looks like"),
        ("{{c1::a}} <<c2::x>>", "`<<c2::` looks like"),
        ("{{c1::a}} and b}}", "closes no cloze marker"),
        ("a }} {{c1::b}}", "closes no cloze marker"),
        ("{{c1::a}}}}", "closes no cloze marker"),
        ("{{c1::a::{{c2::b}}}}", "in the hint of another"),
        ("{{c1::" * 9 + "a" + "}}" * 9, "stand in each other"),
        ("{{c0::x}}", "is 0"),
        ("{{c1::}}", "cloze 1 hides nothing"),
        ("{{c2:: ::hint}}", "cloze 2 hides nothing"),
        ("{{c1::x", "never closed"),
        ("{{c1::x}} and {{c2::y", "never closed"),
        ("{{c1::x} and {{c2::y}}", "never closed"),
    ],
)
def test_a_text_without_a_usable_marker_says_why(text: str, says: str) -> None:
    with pytest.raises(ClozeError, match=re.escape(says)) as caught:
        parse(text)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "{{ jinja }}",
        "{c1: 2}",
        "{{::once}}",
        "${x}",
        "{{}}",
        "{{ {a: {b}} }}",
        "\\}}",
        "x^{y^{2}}",
        "`}}`",
        "`{{c1|x}}`",
        "``a ` }}``",
    ],
)
def test_other_braces_are_no_markers(text: str) -> None:
    assert parse(f"{text} {{{{c1::x}}}}") == (f"{text} ", Gap((1,), "x", ""))


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("`{{c1::{a: 1}}}`", "{a: 1}"),
        ("`{{c1::{a: {b: 2}}}}`", "{a: {b: 2}}"),
        ("{{c1::${HOME}/bin}}", "${HOME}/bin"),
        (r"`{{c1::std\::vector}}`", "std::vector"),
        (r"`{{c1::{% if x %\}}}}`", "{% if x %}}"),
        ("{{c1::{}}", "{"),  # a brace without its partner
        ("{{c1::}}}", ""),
    ],
)
def test_a_gap_hides_whole_braces_and_colons(text: str, hides: str) -> None:
    if hides:
        assert hidden(text, 1) == (hides,)
    else:
        with pytest.raises(ClozeError, match="hides nothing"):
            parse(text)


def test_a_gap_in_another_is_hidden_with_it_and_by_itself() -> None:
    text = "{{c1::outer {{c2::inner::in?}} rest::what}} end {{c2::too}}"
    assert numbers(text) == (1, 2)
    assert question(text, 1) == "**[what]** end too"
    assert question(text, 2) == "outer **[in?]** rest end **[…]**"
    assert answer(text, 1) == "**outer inner rest** end too"
    assert answer(text, 2) == "outer **inner** rest end **too**"
    assert hidden(text, 1) == ("outer inner rest",)
    assert hidden(text, 2) == ("inner", "too")


def test_a_card_hides_every_gap_of_its_number_and_no_other() -> None:
    text = "{{c1::Hive}} keeps {{c2::metadata::what?}} in the {{c1::metastore}}"
    assert numbers(text) == (1, 2)
    assert question(text, 1) == "**[…]** keeps metadata in the **[…]**"
    assert question(text, 2) == "Hive keeps **[what?]** in the metastore"
    assert answer(text, 1) == "**Hive** keeps metadata in the **metastore**"
    assert answer(text, 2) == "Hive keeps **metadata** in the metastore"
    assert hidden(text, 1) == ("Hive", "metastore")


def test_numbers_ascend_and_count_once_whatever_their_order_in_the_text() -> None:
    assert numbers("{{c10::a}} {{c2::b}} {{c10::c}}") == (2, 10)


@pytest.mark.parametrize(
    ("text", "asked", "answered"),
    [
        ("use `SET {{c1::x}}=1` or {{c1::y}}", "use `SET […]=1` or **[…]**", "use `SET x=1` or **y**"),
        ("```\na {{c1::b}}\n```\n{{c1::c}}", "```\na […]\n```\n**[…]**", "```\na b\n```\n**c**"),
        ("``a ` {{c1::b}}`` {{c1::c}}", "``a ` […]`` **[…]**", "``a ` b`` **c**"),
        ("```\n`a {{c1::b}}\n``` {{c1::c}}", "```\n`a […]\n``` **[…]**", "```\n`a b\n``` **c**"),
        ("{{c1::`a`}} {{c1::b}}", "**[…]** **[…]**", "**`a`** **b**"),
    ],
)
def test_inside_code_a_gap_is_not_marked_with_asterisks(text: str, asked: str, answered: str) -> None:
    assert question(text, 1) == asked
    assert answer(text, 1) == answered


@pytest.mark.parametrize("text", ["{{c1::" + "\\\\::" * 60, "{{c1::" * 3000, "{{c1::a}" * 3000])
def test_a_marker_that_is_never_closed_is_found_at_once(text: str) -> None:
    with pytest.raises(ClozeError, match=r"never closed|in each other"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "asked", "answered"),
    [
        (r"\({{c1::a}} + b\)", r"\([…] + b\)", r"\(a + b\)"),
        (r"\[ {{c1::a::hint}} \]", r"\[ [hint] \]", r"\[ a \]"),
        ("$x_{ {{c1::i}} }$", "$x_{ […] }$", "$x_{ i }$"),
        ("$${{c1::i}}$$", "$$[…]$$", "$$i$$"),
        ("$5 and {{c1::b}}", "$5 and **[…]**", "$5 and **b**"),
        ("$5, {{c1::b}} $6", "$5, **[…]** $6", "$5, **b** $6"),
        (r"{{c1::\(a\)}} is", "**[…]** is", r"**\(a\)** is"),
    ],
)
def test_within_mathematics_nothing_is_put_in_bold(text: str, asked: str, answered: str) -> None:
    assert (question(text, 1), answer(text, 1)) == (asked, answered)


def test_a_gap_behind_a_formula_that_nothing_ends_is_emphasised_and_one_within_a_formula_is_not() -> None:
    text = r"\[ so \( {{c1::a}} \(x\) \[ and {{c1::b}}, ``` too"
    assert answer(text, 1) == r"\[ so \( a \(x\) \[ and **b**, ``` too"


@pytest.mark.parametrize("sign", [r"\( ", r"\[ ", "`"])
def test_a_text_of_nothing_but_beginnings_is_read_in_one_go(sign: str) -> None:
    text = sign * 100_000  # with a search to the end for each of them, this would take minutes
    assert answer(f"{{{{c1::a}}}} {text}", 1) == f"**a** {text}"


def test_a_gap_with_several_numbers_is_hidden_on_the_card_of_each() -> None:
    text = "{{c1::a}} {{c3,1::b}} {{c2::c}}"
    assert numbers(text) == (1, 2, 3)
    assert [hidden(text, number) for number in (1, 2, 3)] == [("a", "b"), ("c",), ("b",)]
    assert question(text, 3) == "a **[…]** c"
