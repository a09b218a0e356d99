"""What was judged of an answer, in words and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.points.points import Mark
from trainer.grading.typed.difference import difference
from trainer.grading.wording import (
    bare,
    because,
    belongs,
    clock,
    legend,
    order_verdict,
    out_of_order,
    signed,
    to_decide,
)


def test_a_difference_is_readable_without_colour_and_says_what_its_signs_mean() -> None:
    pieces = difference("ls -r /data now", "ls -R /data")
    assert "".join(map(signed, pieces)) == "ls -[-r-]{+R+} /data[- now-]"
    assert legend(pieces) == "[-too much-]  {+missing+}"
    assert legend(difference("a", "a")) == ""
    assert legend(difference("a", "a b")) == "{+missing+}"


@pytest.mark.parametrize(
    ("mark", "tick", "words"),
    [
        (Mark("said", "drops repeats"), True, "“drops repeats”"),
        (Mark("unsure", "maybe"), None, "you decide: “maybe”"),
        (Mark("unsure", ""), None, "you decide"),
        (Mark("missed", "not dropped"), False, "not counted: “not dropped”"),
        (Mark("missed", ""), False, ""),
        (Mark("unsure", "maybe"), True, "you decided: “maybe”"),
        (Mark("missed", "not dropped"), True, "you decided: “not dropped”"),
        (Mark("said", "drops repeats"), False, "you decided: “drops repeats”"),
        (Mark("missed", ""), True, "you decided"),
    ],
)
def test_a_point_says_which_words_made_it_so(mark: Mark, tick: bool | None, words: str) -> None:
    assert because(mark, tick) == words


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


def test_equal_steps_take_their_places_in_turn() -> None:
    assert belongs(["b", "a", "b"], ["a", "b", "c", "b"]) == (1, 0, 3)


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([0, 1, 2], "right order"),
        ([2, 0, 1], "1 of 3 out of order"),
        ([0, 1], "1 not placed"),
        ([2, 0], "1 of 3 out of order, 1 not placed"),
    ],
)
def test_an_order_is_judged_in_words(places: list[int], words: str) -> None:
    assert order_verdict(places, 3) == words


@pytest.mark.parametrize(
    ("seconds", "allowed", "words"),
    [(0, 90, "0:00 of 1:30"), (125, 0, "2:05"), (90, 90, "1:30 of 1:30"), (91, 90, "1:31 of 1:30, over")],
)
def test_the_clock(seconds: int, allowed: int, words: str) -> None:
    assert clock(seconds, allowed) == words


def test_what_waits_for_the_user_is_counted() -> None:
    assert to_decide([1, 3]).startswith("2 to decide")
    assert to_decide([]) == ""


@pytest.mark.parametrize(
    ("gap", "typed"),
    [
        ("`acks=0`", "acks=0"),
        ("**two words**", "two words"),
        ("*em* and `a_b_c`", "em and a_b_c"),
        ("read_committed", "read_committed"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("``a`b``", "a`b"),
        (" x ", "x"),
    ],
)
def test_signs_of_markdown_need_not_be_typed(gap: str, typed: str) -> None:
    assert bare(gap) == typed
