"""Partial credit for steps put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.order import belongs, misplaced, out_of_order, score

STEPS = ("init", "begin", "send", "commit")


@pytest.mark.parametrize(
    ("given_steps", "expected"),
    [
        (STEPS, 1.0),
        (STEPS[::-1], 0.0),
        (("begin", "init", "send", "commit"), 5 / 6),  # one neighbouring pair exchanged
        (("send", "commit", "init", "begin"), 2 / 6),  # two halves exchanged
        (("init", "begin", "send"), 3 / 6),  # a step left out has its three pairs wrong
        (("init", "begin", "another", "send", "commit"), 1.0),
        ((), 0.0),
    ],
)
def test_the_score_is_the_share_of_pairs_in_right_order(
    given_steps: tuple[str, ...], expected: float
) -> None:
    assert score(given_steps, STEPS) == pytest.approx(expected)


def test_equal_steps_are_interchangeable() -> None:
    assert score(["read", "commit", "read"], ["read", "commit", "read"]) == 1.0
    assert score(["commit", "read", "read"], ["read", "commit", "read"]) == pytest.approx(2 / 3)


def test_a_single_step_is_right_if_it_is_given() -> None:
    assert score(["a"], ["a"]) == 1.0
    assert score([], ["a"]) == 0.0
    assert score([], []) == 1.0


orders = st.integers(2, 8).flatmap(lambda count: st.permutations([str(number) for number in range(count)]))


@given(orders)
def test_the_score_of_an_order_and_of_its_reverse_add_up_to_one(order: list[str]) -> None:
    steps = sorted(order)
    assert score(order, steps) + score(order[::-1], steps) == pytest.approx(1.0)
    assert 0.0 <= score(order, steps) <= 1.0


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([0, 1, 2], []),
        ([], []),
        ([1, 2, 3, 0], [3]),  # only the one put last is out of order, not all four
        ([3, 0, 1, 2], [0]),
    ],
)
def test_as_few_steps_as_can_be_are_out_of_order(places: list[int], moved: list[int]) -> None:
    assert out_of_order(places) == set(moved)


@given(st.permutations(range(7)))
def test_without_those_out_of_order_the_rest_ascends(places: list[int]) -> None:
    rest = [place for at, place in enumerate(places) if at not in out_of_order(places)]
    assert rest == sorted(rest)


def test_a_step_that_stands_where_it_belongs_is_right_whatever_its_equal_does() -> None:
    assert belongs(["b", "c", "a", "a"], ["a", "b", "a", "c"]) == (1, 3, 2, 0)


def test_only_a_step_elsewhere_is_misplaced() -> None:
    assert misplaced([0, 2, 1, 3]) == {1, 2}
    assert misplaced([1, 2, 3, 0]) == {0, 1, 2, 3}
    assert misplaced([]) == set()


def test_equal_steps_take_their_places_in_turn() -> None:
    assert belongs(["b", "a", "b"], ["a", "b", "c", "b"]) == (1, 0, 3)
