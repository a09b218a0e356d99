"""Regular expressions: they find what Python's own find, in a time that grows with the text alone."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from trainer.core.expression import Expression, ExpressionError

ATOMS = [
    *"abc.^$",
    r"\w",
    r"\s",
    r"\d",
    r"\W",
    r"\b",
    "[ab]",
    "[^a]",
    "[]a]",
    "[a-c_]",
    r"[^\s-]",
    r"\.",
    r"\n",
    "{",
]
EXPRESSIONS = st.recursive(
    st.sampled_from(ATOMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda both: f"({both[0]}|{both[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "*?", "{0,2}", "{2}", "{1,}", "{,2}"])).map(
            lambda both: f"(?:{both[0]}){both[1]}"
        ),
    ),
    max_leaves=8,
)


@pytest.mark.hypothesis
@given(EXPRESSIONS, st.lists(st.text("abc _1.\n{]", min_size=1, max_size=9), max_size=6))
@some(300)
def test_it_finds_what_pythons_own_finds(expression: str, texts: list[str]) -> None:
    mine, own = Expression(expression), re.compile(expression, re.MULTILINE)
    for text in texts:
        assert mine(text) == (own.search(text) is not None), text


@given(st.text(max_size=30))
@some(200)
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    with suppress(ExpressionError):
        Expression(text)("some text")


@pytest.mark.parametrize(
    "expression", ["(a+)+$", "(a*)*b", "(a|a)*b", "a?" * 30 + "a" * 30 + "b", "a.*a.*a.*a.*b"]
)
def test_what_python_hangs_at_takes_no_longer(expression: str) -> None:
    assert not Expression(expression)("a" * 100_000 + "!")


def test_case_does_not_count_in_texts_of_folded_case() -> None:
    assert Expression("STRASSE")("die strasse")
    assert Expression("straße")("die strasse")
    assert Expression("(?i)[A-F]{3}")("xabcx")
    assert not Expression("[^A-C]")("abc")


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("(?=a)", r"\(\?=a is not known"),
        ("(?P<x>a)", "is not known"),
        ("(?-i)a", "is not known"),
        (r"(a)\1", "what a group matched before is not known"),
        (r"\p", r"\\p is not known"),
        ("a{3,2}", "asks for more than it allows"),
        ("[b-a]", "b-a is no range"),
        ("[a", "something is missing at its end"),
        ("a\\", "something is missing at its end"),
        ("(a", "a parenthesis is not closed"),
        ("a)", "there is no parenthesis for a"),
        ("*a", "nothing stands before"),
        ("a{500}{500}", "too long, or repeats too much"),
        ("(" * 60 + ")" * 60, "more than 50 parentheses"),
    ],
)
def test_what_cannot_be_matched_is_refused_with_a_reason(expression: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says):
        Expression(expression)
