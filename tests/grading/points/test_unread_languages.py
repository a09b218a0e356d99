"""Open answers in a language that the program has no lists of words of: nothing is held against whoever
writes them, and nothing that only looks like one is taken for one."""

import pytest

from tests.grading.bodies import CONSUMER, point
from trainer.core.kinds import Points
from trainer.grading.points.language import language
from trainer.grading.points.points import mark

SWAHILI = "Mmea unahitaji mwanga wa jua kila siku ili uweze kukua vizuri shambani."


def test_a_language_without_lists_is_said_to_be_so_and_a_term_in_it_is_likely() -> None:
    assert not language("sw").known
    body = Points(
        "Mmea unakuaje?", (point("Mmea unahitaji mwanga", "mwanga"), point("Mmea unahitaji maji", "maji"))
    )
    light, water = mark(SWAHILI, body, "sw")
    assert (light.result, light.because, light.why) == ("unsure", "mwanga", "language")
    assert light.likely > 0.5 > water.likely
    assert (water.result, water.why) == ("unsure", "language")


def test_a_few_words_that_say_nothing_miss_the_points_in_any_language() -> None:
    assert mark("hm, na ja", CONSUMER)[0].result == "missed"


UNREAD = [
    SWAHILI,
    "Växten behöver solljus varje dag för att kunna växa bra på fältet.",
    "Tanaman membutuhkan cahaya matahari setiap hari supaya tumbuh subur.",
    "Rostlina potřebuje každý den sluneční světlo, aby na poli dobře rostla",
]
NAMES = [
    "zebra giraffe hippo rhino elephant gazelle",
    "zebra, giraffe, hippo, rhino, elephant, gazelle",
    "oak\nbirch\nelm\nwillow\nspruce\nlarch tree",
]


@pytest.mark.parametrize("answer", UNREAD)
def test_a_sentence_in_a_language_without_lists_is_not_decided_against_anybody(answer: str) -> None:
    assert {found.why for found in mark(answer, CONSUMER)} == {"language"}


@pytest.mark.parametrize("answer", NAMES)
def test_a_row_of_names_that_have_nothing_to_do_with_it_is_no_other_language(answer: str) -> None:
    assert {(found.why, found.counts) for found in mark(answer, CONSUMER)} == {("", False)}
