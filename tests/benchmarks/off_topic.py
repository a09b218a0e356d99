"""Answers that have nothing to do with the question: texts of other fields, platitudes, and the reference
answers of other decks, or in other languages those of other questions."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import yaml

from tests.benchmarks.grading import in_other_languages
from tests.benchmarks.machine_made import SHIPPED, Case, Open, alike, open_questions

TEXTS = Path(__file__).parent.parent / "data" / "off_topic.yaml"
TAUGHT, NEW = "off topic", "off topic, not fitted to"
OTHER_DECK, TWO_OTHERS = "another deck's reference", "two of other decks"
IN_LANGUAGES = ", in other languages"
_T = TypeVar("_T")
OTHER_QUESTION = "another question's reference, in other languages"


def off_topic(decks: Path = SHIPPED) -> Iterator[Case]:
    """Yield the answers to all open questions of the deck files under a folder, and to those of the labelled
    answers in other languages."""
    questions = open_questions(decks)
    for question in questions:
        yield from _texts(question, "en", 2, "")
        beside = [one for one in questions if _deck(one) != _deck(question)]
        one, other, third = _some(beside, question.key, 3)
        yield _reference(OTHER_DECK, question, [one])
        yield _reference(TWO_OTHERS, question, [other, third])
    elsewhere = {
        (one.language, one.note): Open(one.note, one.body, one.others) for one in in_other_languages()
    }
    for (language, _), question in elsewhere.items():
        yield from _texts(question, language, 1, IN_LANGUAGES)
        beside = [one for (tag, _), one in elsewhere.items() if tag == language and one is not question]
        for one in _some(beside, question.key, 2):
            yield _reference(OTHER_QUESTION, question, [one], language)


def _texts(question: Open, language: str, count: int, where: str) -> Iterator[Case]:
    """Yield so many texts that the weights are fitted to and as many others; of the former, and of one of the
    latter, only the first sentences are given as often as all."""
    texts = _known().get(language, [])
    every = tuple(range(len(question.body.points)))
    for kind, some in ((TAUGHT, texts[::2]), (NEW, texts[1::2])):
        for number, text in enumerate(_some(some, question.key, count)):
            sentences = re.split(r"(?<=[.。])\s*", text)
            most = crc32(f"{question.key} {number}".encode()) % (2 * len(sentences))
            cut = " ".join(sentences[: max(2, most)]) if number or kind == TAUGHT else text
            yield Case(kind + where, question, cut, every, said=False, language=language)


def _reference(kind: str, question: Open, others: list[Open], language: str = "en") -> Case:
    says = [point.say for other in others for point in other.body.points]
    points = tuple(
        number
        for number, point in enumerate(question.body.points)
        if not any(alike(point.say, say) for say in says)
    )
    return Case(kind, question, ". ".join(says), points, said=False, language=language)


def _some(row: Sequence[_T], key: str, count: int) -> list[_T]:
    """Return so many of a row, other ones for each key."""
    start, step = crc32(key.encode()), len(row) // 3 + 1
    return [row[(start + step * number) % len(row)] for number in range(min(count, len(row)))]


def _deck(question: Open) -> str:
    return question.key.partition("/")[0]


@cache
def _known() -> dict[str, list[str]]:
    known: dict[str, list[str]] = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))
    return known
