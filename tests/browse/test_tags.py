"""Tags in one line, and what is said of them."""

import pytest

from trainer.browse.earlier import Earlier
from trainer.browse.tags import Change, read, said
from trainer.core.errors import UsageError
from trainer.core.notebook import Tagged


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("exam", Change(("exam",))),
        (" exam,+two  -old tag:three exam", Change(("exam", "two", "three"), ("old",))),
        ("-a -b", Change((), ("a", "b"))),
        ("c# a::b", Change(("c#", "a::b"))),
    ],
)
def test_a_line_gives_and_takes(line: str, change: Change) -> None:
    assert read(line) == change


@pytest.mark.parametrize("line", ["", " , ", "-", "+", "a -a"])
def test_a_line_that_says_nothing_or_both_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        read(line)


def test_it_is_said_what_was_done_and_what_was_not() -> None:
    assert said(Change(("a",)), Tagged(("d/n",))) == "1 note now tagged a"
    assert said(Change(("a",)), Tagged(())) == "no note had to be changed to be tagged a"


def test_a_tag_that_the_whole_deck_has_is_not_said_to_be_gone() -> None:
    stays = "a stays: a tag of the whole deck, whose file says so"
    assert said(Change((), ("a",)), Tagged((), stuck=("a",), on_all=("a",))) == stays
    given = Tagged(("d/n",), stuck=("a",), on_all=("a",))
    assert said(Change(("b",), ("a",)), given) == f"1 note now tagged b; {stays}"
    assert said(Change(("b",), ("a", "c")), given) == f"1 note now tagged b, without c; {stays}"
    elsewhere = Tagged(("e/n",), stuck=("a",))  # a note of another deck lost it
    assert said(Change((), ("a",)), elsewhere) == f"1 note now without a; {stays}"
    none = Tagged((), stuck=("a", "c"), on_all=("a", "c"))
    assert said(Change((), ("a", "c")), none) == f"{stays}; {stays.replace('a stays', 'c stays')}"
    double = Tagged(("d/n",), stuck=("a",), on_all=("a",))  # the note had it beside the deck
    assert said(Change((), ("a",)), double) == stays


def test_earlier_queries_are_gone_through_and_what_was_written_is_there_again() -> None:
    earlier = Earlier({"mine": "is:due"})
    for query in ("one", "", "two", "one"):
        earlier.begin(query)
    assert [earlier.step(1, "new"), earlier.step(1, ""), earlier.step(1, ""), earlier.step(1, "")] == [
        "one", "two", "mine", None,
    ]  # fmt: skip
    assert [earlier.step(-1, ""), earlier.step(-1, ""), earlier.step(-1, ""), earlier.step(-1, "")] == [
        "two", "one", "new", None,
    ]  # fmt: skip
