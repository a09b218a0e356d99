"""What was judged of an answer, in words and signs."""

import pytest

from trainer.core.kinds import Point
from trainer.grading.answer import Judged
from trainer.grading.marking import Ticks
from trainer.grading.points.points import Mark
from trainer.grading.typed.difference import difference
from trainer.grading.wording import (
    because,
    in_doubt,
    legend,
    new_terms,
    order_verdict,
    signed,
    time_taken,
)


def test_a_difference_is_readable_without_colour_and_says_what_its_signs_mean() -> None:
    pieces = difference("ls -r /data now", "ls -R /data")
    assert "".join(map(signed, pieces)) == "ls -[-r-]{+R+} /data[- now-]"
    assert legend(pieces) == "[-too much-]  {+missing+}"
    assert legend(difference("a", "a")) == ""
    assert legend(difference("a", "a b")) == "{+missing+}"


@pytest.mark.parametrize(
    ("mark", "press", "words"),
    [
        (Mark("said", "drops repeats"), "", "“drops repeats”"),
        (Mark("unsure", "maybe"), "", "perhaps: “maybe”"),
        (Mark("unsure", ""), "", "perhaps: not clear"),
        (Mark("unsure", "", 0.3, "language"), "", "perhaps: in a language that is not read"),
        (Mark("unsure", "", 0.3, "length"), "", "perhaps: too far back to be read"),
        (Mark("missed", "not dropped"), "", "not counted: “not dropped”"),
        (Mark("missed", ""), "", ""),
        (Mark("unsure", "maybe", 0.6), "1", "you decided: “maybe”"),
        (Mark("unsure", "maybe", 0.6), "a", "perhaps: “maybe”"),
        (Mark("missed", "not dropped"), "1", "you decided: “not dropped”"),
        (Mark("said", "drops repeats"), "1", "you decided: “drops repeats”"),
        (Mark("missed", ""), "1", "you decided"),
    ],
)
def test_a_point_says_which_words_made_it_so(mark: Mark, press: str, words: str) -> None:
    ticks = Ticks([Point("one")], Judged(marks=(mark,)))
    ticks.press(press)
    assert because(ticks, 0) == words


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


def test_what_is_in_doubt_is_named_until_it_is_decided() -> None:
    ticks = Ticks([Point("one"), Point("two")], Judged(marks=(Mark("said", ""), Mark("unsure", "maybe"))))
    assert in_doubt(ticks) == "perhaps: 2"
    ticks.press("2")
    assert in_doubt(ticks) == ""


def test_new_terms_are_counted() -> None:
    assert new_terms(1).startswith("1 new term noted")
    assert new_terms(0) == ""


def test_what_several_points_are_about_is_said_once() -> None:
    cells = (Point("A: x", about="Where?"), Point("B: y", about="Where?"), Point("A: z", about="When?"))
    ticks = Ticks((*cells, Point("plain")))
    assert [ticks.told(index) for index in range(4)] == ["Where? A: x", "B: y", "When? A: z", "plain"]
