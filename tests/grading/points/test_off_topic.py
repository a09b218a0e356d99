"""Answers that have nothing to do with the question tick nothing, however fluent or long they are."""

from collections import Counter
from zlib import crc32

import pytest

from tests.benchmarks.off_topic import (
    IN_LANGUAGES,
    NEW,
    OTHER_DECK,
    OTHER_QUESTION,
    TAUGHT,
    TWO_OTHERS,
    off_topic,
)
from tests.grading.bodies import point
from trainer.core.kinds import Points
from trainer.grading.points.points import mark

TICKED = {
    TAUGHT: 2.0,
    NEW: 2.0,
    OTHER_DECK: 8.0,
    TWO_OTHERS: 10.0,
    TAUGHT + IN_LANGUAGES: 5.0,
    NEW + IN_LANGUAGES: 10.0,
    OTHER_QUESTION: 4.0,
}
"""In percent of its points, how many of an answer that has nothing to do with them may count as said."""
SAID = 2.0
"""And how many may be marked said for certain."""
DOUBT = 45.0
"""And how many of a text of another field may be left to the person."""
TALK = (
    "On Saturday we went to the market and bought apples, cheese and a large cake for my grandmother. She is "
    "ninety and lives in a small house by the river. After lunch the children played in the garden while we "
    "washed up, and then it began to rain, so that everybody came in and we told each other stories until it "
    "was dark. My uncle slept in his chair, because he had driven all night. When we left, she waved from "
    "the window, and on the way home the youngest fell asleep in the car."
)


def test_an_answer_to_nothing_that_was_asked_ticks_nothing(
    pytestconfig: pytest.Config,
) -> None:
    every = bool(pytestconfig.getoption("--every-fault"))
    points, ticked, said, doubt = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for case in off_topic():
        if not every and crc32(f"{case.kind} {case.question.key}".encode()) % 4:
            continue
        found = mark(case.text, case.question.body, case.language, case.question.others)
        points[case.kind] += len(case.points)
        ticked[case.kind] += sum(found[number].counts for number in case.points)
        said[case.kind] += sum(found[number].result == "said" for number in case.points)
        doubt[case.kind] += sum(found[number].result == "unsure" for number in case.points)
    shares = {kind: 100 * ticked[kind] / points[kind] for kind in points}
    assert set(shares) == set(TICKED)
    assert {kind: share for kind, share in shares.items() if share > TICKED[kind]} == {}
    assert {kind for kind in points if 100 * said[kind] > SAID * points[kind]} == set()
    assert {kind for kind in (TAUGHT, NEW) if 100 * doubt[kind] > DOUBT * points[kind]} == set()


QUEUE = Points(
    "What does a queue between two services give?",
    (
        point("The sender goes on while the receiver is down", "while the receiver is down"),
        point("Peaks of load are buffered", "peaks"),
        point("Messages can be read again after a crash", "read again"),
    ),
)


def test_the_longer_a_text_beside_the_question_the_less_it_says() -> None:
    for times in (1, 2, 4):
        assert {one.result for one in mark(" ".join([TALK] * times), QUEUE)} == {"missed"}


def test_what_is_said_in_a_long_text_beside_the_question_still_is() -> None:
    first, second, third = mark(f"Peaks of load are buffered. {TALK}", QUEUE)
    assert second.result == "said"
    assert not first.counts
    assert not third.counts
