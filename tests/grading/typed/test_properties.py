"""What holds for every typed answer in every language: how it is written never makes another one of it."""

import unicodedata
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.kinds import Typed
from trainer.grading.typed.languages import LANGUAGES, language_of
from trainer.grading.typed.letters import letters, plain
from trainer.grading.typed.typed import compare, compare_text

TABLES = Path(__file__).parents[2] / "data" / "typed"


class Answer(NamedTuple):
    language: str
    text: str


def answers() -> list[Answer]:
    """Return the answers of the tables that are compared as texts."""
    found = []
    for name in ("languages", "hostile", "kinds"):
        table = yaml.load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for language, rows in table.items():
            found += [Answer(language, row["answer"]) for row in rows if "match" not in row]
    return found


ANSWERS = answers()
TAGS = st.sampled_from(sorted({*LANGUAGES, "fi"}))
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
"""The sign as wide as a Han sign, of each ASCII one."""


@given(st.text(max_size=40), TAGS)
def test_letters_that_were_read_read_as_the_same(text: str, tag: str) -> None:
    language = language_of(tag)
    once = letters(plain(text), language)
    assert plain(plain(text)) == plain(text)
    assert letters(once.bare, language).bare == once.bare


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@given(st.sampled_from(ANSWERS))
def test_the_normal_form_does_not_matter(form: str, answer: Answer) -> None:
    typed = unicodedata.normalize(form, answer.text)  # type: ignore[arg-type]
    assert compare_text(typed, [answer.text], answer.language).result == "right"
    assert compare_text(answer.text, [typed], answer.language).result == "right"


@given(st.sampled_from(ANSWERS))
def test_width_blanks_and_case_do_not_matter(answer: Answer) -> None:
    capitals = answer.text.upper()
    if answer.language in ("tr", "az"):
        capitals = answer.text.replace("i", "İ").upper()
    for typed in (answer.text.translate(WIDE), f"  {answer.text}\u00a0", capitals, f"{answer.text}."):
        assert compare_text(typed, [answer.text], answer.language).result == "right", typed


@given(st.sampled_from(ANSWERS), st.data())
def test_invisible_signs_do_not_matter(answer: Answer, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(answer.text)))
    sign = data.draw(st.sampled_from("\u200b\u200e\u200f\ufeff\u00ad\u2060"))
    typed = answer.text[:at] + sign + answer.text[at:]
    assert compare_text(typed, [answer.text], answer.language).result == "right"


@given(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_another_answer_of_the_deck_is_never_nearly_right(one: Answer, other: Answer) -> None:
    body = Typed("?", one.text)
    assert compare(other.text, body, one.language, frozenset({other.text})).result != "close"


@given(st.text(max_size=30), st.sampled_from(ANSWERS))
def test_what_is_right_is_so_whatever_else_the_deck_wants(typed: str, answer: Answer) -> None:
    alone = compare(typed, Typed("?", answer.text), answer.language).result
    beside = compare(typed, Typed("?", answer.text), answer.language, frozenset({typed})).result
    assert (alone == "right") == (beside == "right")


@given(st.text(max_size=30), st.text(min_size=1, max_size=30), TAGS)
def test_any_text_can_be_compared(typed: str, answer: str, tag: str) -> None:
    for match in ("text", "number", "command", "exact"):
        assert compare(typed, Typed("?", answer, match=match), tag).result in ("right", "close", "wrong")


@pytest.mark.parametrize("match", ["text", "number", "command"])
@pytest.mark.parametrize("answer", ["Aa " * 3000, "a (b)" * 2000, "a (b) " * 2000, "II " * 3000, "二" * 5000])
def test_a_long_answer_is_compared_too(match: str, answer: str) -> None:
    typed = answer.replace("Aa", "A.").replace("II", "2")
    assert compare(typed, Typed("?", f"{answer}End", match=match), "en").result in ("right", "close", "wrong")
