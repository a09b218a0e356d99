"""Where the numbers of a text stand among its words."""

import pytest

from trainer.grading.points.language import language
from trainer.grading.points.numbers import agreement, numbers_of, numbers_of_say
from trainer.grading.points.reading import read


@pytest.mark.parametrize("before", ["`A … B`", "ﬁ", "cafe\u0301", "ß", "½", "ﷺ", "한", "x² …… ①"])
def test_a_number_is_the_word_that_it_is_whatever_letters_come_before(before: str) -> None:
    reading = read(f"{before}: since Hive 0.7 it is", language("en"))
    assert [reading.words[number.at].text for number in numbers_of(reading)][-1] == "0.7"


@pytest.mark.parametrize(
    ("answer", "agrees"),
    [
        ("three replicas with 2 in sync", "agree"),
        ("2 in sync of three replicas", "agree"),
        ("two replicas with 3 in sync", "differ"),
        ("3 in sync of two replicas", "differ"),
        ("3 of them, 2 in sync", "agree"),
    ],
)
def test_numbers_that_are_exchanged_differ(answer: str, agrees: str) -> None:
    speech = language("en")
    wanted = numbers_of_say("Three replicas with 2 in sync", speech)
    assert agreement(wanted, numbers_of(read(answer, speech))) == agrees
