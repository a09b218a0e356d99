"""What several mock interviews say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.interview.interviews import finished
from trainer.interview.estimate import estimate, heterogeneity, wilson


def test_no_figure_before_three_interviews_and_twenty_questions() -> None:
    two = [finished(*[1.0] * 15, at=n) for n in range(2)]
    found = estimate(two)
    assert not found.known
    assert (found.low, found.high) == (0, 0)
    assert str(found).startswith("no figure yet: 1 more mock interview needed")
    short = estimate([finished(*[1.0] * 6, at=n) for n in range(3)])
    assert not short.known
    assert "2 more questions" in str(short)
    assert "%" not in str(short)


def test_the_figure_is_a_range_and_says_what_it_is_made_of() -> None:
    mocks = [finished(1, 1, 0.5, 0, 1, 1, 0.5, 1, at=n) for n in range(2)]
    mocks.append(finished(1, 0, 1, 0.5, 1, 1, 1, 0, at=9, topic="Hive"))
    found = estimate(mocks)
    mean = 100 * sum(one.score for interview in mocks for one in interview.asked) / 24
    assert found.low < mean < found.high
    assert (
        str(found) == f"{found.low}–{found.high} %, from 3 mock interviews, 24 questions (Kafka 16, Hive 8)"
    )


def test_only_the_last_five_finished_interviews_count() -> None:
    old = [finished(*[0.0] * 9, at=n) for n in range(4)]
    new = [finished(*[1.0] * 9, at=10 + n) for n in range(5)]
    dropped = finished(*[0.0] * 50, at=99)._replace(dropped=True)
    unmarked = finished(*[0.0] * 50, at=99)._replace(ended=False)
    found = estimate([*new, *old, dropped, unmarked])
    assert (found.interviews, found.questions, found.high) == (5, 45, 100)
    assert found.low > 90


def test_wilson_is_the_published_interval() -> None:
    # Wilson 1927 at 90 %: 8 of 10.
    low, high = wilson(0.8, 10)
    assert low == pytest.approx(0.541, abs=0.001)
    assert high == pytest.approx(0.931, abs=0.001)


@given(st.floats(0, 1), st.integers(1, 200))
def test_the_interval_holds_the_mean_and_stays_within_0_and_1(mean: float, count: int) -> None:
    low, high = wilson(mean, count)
    assert 0 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 1


def test_interviews_that_differ_more_than_chance_allows_widen_the_range() -> None:
    alike = [[1.0] * 4 + [0.0] * 4] * 3
    assert heterogeneity(alike) == 1
    assert heterogeneity([[1.0] * 8, [0.0] * 8]) == pytest.approx(16)
    even = estimate([finished(*group, at=n) for n, group in enumerate(alike)])
    apart = estimate(
        [finished(*group, at=n) for n, group in enumerate([[1.0] * 8, [0.0] * 8, [1.0] * 4 + [0.0] * 4])]
    )
    assert apart.high - apart.low > even.high - even.low
