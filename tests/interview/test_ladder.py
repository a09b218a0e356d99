"""What is asked next in a mock interview, and what comes first: from broad to deep."""

from dataclasses import replace

import pytest

from trainer.core.card import Level, Note
from trainer.core.kinds import Basic, Body, Choice, Cloze, Order, Typed, Wrong
from trainer.interview.ladder import MOST_RUNGS, Ladders, depth, rest_on

TOPIC = Note("deck", "topic", Basic("What is a topic?", "A named log."), level="core")


def after(name: str, body: Body | None = None, *, level: Level = "core", asked: int = 0) -> Note:
    ask = body or Basic(f"Why {name}?", "For scale.")
    return Note("deck", name, ask, level=level, asked=asked, needs=("deck/topic",))


def found(*notes: Note) -> list[str]:
    return [key.removeprefix("deck/") for key in Ladders([TOPIC, *notes]).of(TOPIC)]


def test_what_the_deck_names_is_asked_in_its_order_and_nothing_else() -> None:
    named = replace(TOPIC, follow_up=("deck/b", "deck/a"))
    notes = [named, after("a"), after("b"), after("c")]
    assert Ladders(notes).of(named) == ("deck/b", "deck/a")


def test_where_it_names_none_notes_that_build_on_it_follow_the_most_asked_first() -> None:
    assert found(after("a", asked=2), after("b", asked=5), replace(after("c"), needs=())) == ["b", "a"]


def test_none_is_taken_from_another_deck_nor_more_than_a_level_deeper() -> None:
    other = replace(after("other"), deck="else")
    assert found(after("deep", level="deep"), after("solid", level="solid"), other, after("a")) == [
        "a",
        "solid",
    ]


def test_there_are_not_more_than_an_interviewer_puts() -> None:
    assert len(found(*(after(f"n{n}") for n in range(9)))) == MOST_RUNGS


@pytest.mark.parametrize(
    "body",
    [
        Typed("Which command lists topics?", "kafka-topics.sh --list"),
        Order("Order what follows.", ("a", "b", "c")),
        Cloze("A topic has {{c1::partitions}}."),
        Choice("Which of these is a topic?", ("orders",), (Wrong("a broker"),)),
        Choice("Which statement about topics holds?", ("They are logs.",), (Wrong("They are queues."),)),
        Choice("What holds?", ("one", "two"), (Wrong("three"),)),
    ],
)
def test_what_cannot_be_put_aloud_is_no_follow_up(body: Body) -> None:
    assert found(after("a"), after("unspoken", body)) == ["a"]


def test_a_choice_whose_question_needs_no_options_is_one() -> None:
    body = Choice("A broker dies. What helps?", ("Replicas",), (Wrong("Retries"),))
    assert found(after("a", body)) == ["a"]


def test_what_rests_on_a_note_is_counted_through_all_needs_and_circles_end() -> None:
    needs = {"a": (), "b": ("a",), "c": ("b", "gone"), "x": ("y",), "y": ("x",)}
    assert rest_on(needs) == {"a": 2, "b": 1, "c": 0, "x": 1, "y": 1}


def test_the_more_asked_and_the_more_rests_on_it_the_sooner_it_comes() -> None:
    assert depth(9, "core", 0) == depth(4, "core", 100) == 0
    assert depth(6, "core", 0) == depth(3, "core", 7) == 1
    assert depth(0, "deep", 0) == depth(None, "core", 0) == 2
