"""Where the numbers of a text stand among its words."""

import pytest

from trainer.grading.points.language import language
from trainer.grading.points.numbers import numbers_of
from trainer.grading.points.reading import read


@pytest.mark.parametrize("before", ["`A … B`", "ﬁ", "cafe\u0301", "ß", "½", "ﷺ", "한", "x² …… ①"])
def test_a_number_is_the_word_that_it_is_whatever_letters_come_before(before: str) -> None:
    reading = read(f"{before}: since Hive 0.7 it is", language("en"))
    assert [reading.words[number.at].text for number in numbers_of(reading)][-1] == "0.7"
