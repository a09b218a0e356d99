"""What was judged of an answer, in words and signs."""

import pytest

from trainer.grading.points.points import Mark
from trainer.grading.typed.difference import difference
from trainer.grading.wording import (
    because,
    legend,
    order_verdict,
    signed,
    time_taken,
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
    ("places", "words"),
    [
        ([0, 1, 2], "right order"),
        ([2, 0, 1], "3 of 3 in the wrong place, 1 to move"),
        ([0, 2, 1], "2 of 3 in the wrong place, 1 to move"),
        ([0, 1], "1 not placed"),
        ([2, 0], "2 of 3 in the wrong place, 1 not placed"),
    ],
)
def test_an_order_is_judged_in_words(places: list[int], words: str) -> None:
    assert order_verdict(places, 3) == words


@pytest.mark.parametrize(
    ("seconds", "allowed", "words"),
    [(0, 90, "0:00 of 1:30"), (125, 0, "2:05"), (90, 90, "1:30 of 1:30"), (91, 90, "1:31 of 1:30, over")],
)
def test_the_clock(seconds: int, allowed: int, words: str) -> None:
    assert time_taken(seconds, allowed) == words


def test_what_waits_for_the_user_is_counted() -> None:
    assert to_decide([1, 3]).startswith("2 to decide")
    assert to_decide([]) == ""
