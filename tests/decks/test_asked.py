"""The probability that an interview asks something, from lists of questions."""

import pytest

from trainer.decks.asked import INTERVIEW, ROLE, SHARE, SUBJECT, Read, chances


def test_the_kinds_of_interviews_have_their_shares_however_many_lists_each_has() -> None:
    one = Read(SUBJECT, INTERVIEW, 1)
    found = chances({"role": Read(ROLE, INTERVIEW, 1)} | dict.fromkeys(map(str, range(9)), one))
    assert found["role"] == pytest.approx(SHARE[ROLE])
    assert sum(found.values()) == pytest.approx(1)


def test_one_kind_alone_has_it_all() -> None:
    assert sum(chances(dict.fromkeys("ab", Read(SUBJECT, INTERVIEW, 1))).values()) == pytest.approx(1)


def test_a_question_among_hundreds_is_asked_in_few_interviews_of_its_list() -> None:
    found = chances({"short": Read(ROLE, 500, INTERVIEW), "long": Read(ROLE, 500, 10 * INTERVIEW)})
    assert found["short"] == pytest.approx(10 * found["long"])


def test_a_list_of_which_little_was_read_weighs_less() -> None:
    found = chances({"part": Read(ROLE, INTERVIEW // 4, 3), "whole": Read(ROLE, INTERVIEW, 3)})
    assert found["whole"] == pytest.approx(4 * found["part"])


def test_nothing_counted_is_nothing() -> None:
    assert chances({}) == {}
    assert chances({"empty": Read(ROLE, 5, 0)})["empty"] == pytest.approx(1)
