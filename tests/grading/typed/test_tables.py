"""The tables of typed answers by language, of commands and of numbers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.core.kinds import Typed
from trainer.grading.typed.typed import compare

TABLES = Path(__file__).parents[2] / "data" / "typed"
RESULTS = ("right", "close", "wrong")


def rows(questions: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any], str]]:
    for question in questions:
        for result in RESULTS:
            for typed in question.get(result, ()):
                yield typed, question, result


def table(name: str) -> Any:
    return yaml.load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


LANGUAGES = sorted(table("languages"))


def misjudged(questions: list[dict[str, Any]], language: str = "en", match: str = "text") -> list[str]:
    """Return each case of a table that is judged otherwise than it says."""
    found = []
    for typed, question, result in rows(questions):
        body = Typed(
            question.get("ask", "?"),
            question["answer"],
            tuple(question.get("accept", ())),
            match=question.get("match", match),
            within=question.get("within", ""),
        )
        made = compare(typed, body, question.get("language", language)).result
        if made != result:
            found.append(f"{typed!r} for {body.answer!r} is {made}, not {result}")
    return found


@pytest.mark.parametrize("name", ["languages", "hostile", "kinds", "figures", "slips"])
def test_text(name: str) -> None:
    for language, questions in table(name).items():
        assert misjudged(questions, language) == []


def test_the_languages_promised_have_their_table() -> None:
    assert {
        "en",
        "de",
        "es",
        "fr",
        "pl",
        "ru",
        "el",
        "tr",
        "he",
        "ar",
        "fa",
        "hi",
        "th",
        "zh",
        "ja",
        "ko",
        "vi",
    } <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_cases_of_each_result(language: str) -> None:
    found = [result for _, _, result in rows(table("languages")[language])]
    assert len(found) >= 20
    assert set(found) == set(RESULTS)


@pytest.mark.parametrize("kind", table("commands"))
def test_command(kind: str) -> None:
    assert misjudged(table("commands")[kind], match="command") == []


def test_number() -> None:
    assert misjudged(table("numbers"), match="number") == []


@pytest.mark.parametrize(
    ("typed", "answer", "result"),
    [
        ("StringBuilder", "StringBuilder", "right"),
        (" StringBuilder\n", "StringBuilder", "right"),
        ("e\u0301", "é", "right"),  # the same letter
        ("stringbuilder", "StringBuilder", "wrong"),
        ("StringBuilder.", "StringBuilder", "wrong"),
        ("String Builder", "StringBuilder", "wrong"),
        ("e", "é", "wrong"),
        ("it’s", "it's", "wrong"),
    ],
)
def test_exact(typed: str, answer: str, result: str) -> None:
    assert compare(typed, Typed("?", answer, match="exact")).result == result


def test_what_makes_another_answer_of_the_deck_is_no_slip() -> None:
    body = Typed("?", "Spark")
    assert compare("Spank", body).result == "close"
    assert compare("Spank", body, others=frozenset({"Spank it"})).result == "wrong"


@pytest.mark.parametrize("answer", ["0", "5", "128 MB", "50 %", "1e300", "37.5 °C"])
@pytest.mark.parametrize(
    "typed",
    [
        *("1/0", "0/0", "9/0 MB", "2 1/0", "0^-1", "1e400", "1e-400", "9^-999", "1.79e308 GB", "1.79e308"),
        *("1e300 GB million million", "9" * 400, "9" * 400 + " %", "1" + ",000" * 120),
    ],
)
def test_what_is_no_number_is_no_answer(typed: str, answer: str) -> None:
    for within in ("", "5%", "2"):
        assert compare(typed, Typed("?", answer, match="number", within=within)).result == "wrong"


@pytest.mark.parametrize(
    ("language", "pairs"),
    [
        ("en", "horse house reader leader diver driver steam stream bath batch food foot farm form"),
        ("de", "Hund Hand Tanne Kanne Tasse Tasche Rose Hose"),
        ("es", "cosa casa perro pero mesa masa gato pato"),
    ],
)
def test_another_word_of_the_language_is_no_slip(language: str, pairs: str) -> None:
    words = pairs.split()
    for one, other in zip(words[::2], words[1::2], strict=True):
        assert compare(one, Typed("?", other), language).result == "wrong"
        assert compare(other, Typed("?", one), language).result == "wrong"
