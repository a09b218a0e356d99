"""Card rules about levels, hedges, tails, manuals, systems, and long prompts that differ by a word."""

import pytest

from trainer.core.card import Deck, Note
from trainer.core.kinds import Basic
from trainer.decks.lint.decks import lint
from trainer.decks.rules import explained


def rules(*notes: Note, tags: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    found = lint([Deck("d", "T", notes=notes, tags=tags, path="d.yaml")])
    assert all(explained(problem.rule).text for problem in found)
    return [(problem.note, problem.rule) for problem in found]


def note(name: str, ask: str, answer: str = "It waits for the quorum.", **fields: object) -> Note:
    return Note("d", name, Basic(ask, answer), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "asked", "named"),
    [("deep", 5, True), ("deep", 4, False), ("deep", None, False), ("solid", 9, False), (None, 9, False)],
)
def test_what_is_asked_most_is_not_deep(level: str | None, asked: int | None, named: bool) -> None:
    assert (("n", "level-asked") in rules(note("n", "What is it?", level=level, asked=asked))) == named


@pytest.mark.parametrize(
    ("ask", "rule"),
    [
        ("Which three tools does a team typically use?", "hedged-count"),
        ("In a typical team, what are the two roles?", "hedged-count"),
        ("Which three letters does ACID begin with?", None),
        ("What do teams often use, for which two can be a burden?", "hedged-count"),
        ("Redshift and Druid are often listed together. Which of them brings no storage?", None),
        ("According to the Hive manual, what does it offer?", "asks-the-manual"),
        ("What does Kafka do, if the docs say no more?", "asks-the-manual"),
        ("How many tasks does Spark's tuning guide recommend?", None),
        ("What is a manual commit in Kafka?", None),
    ],
)
def test_a_prompt_asks_for_what_holds(ask: str, rule: str | None) -> None:
    assert rules(note("n", ask)) == ([("n", rule)] if rule else [])


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("Hive and Flink, also serverless; Spark", True),
        ("It copies; also it waits.", True),
        ("It also copies what it reads.", False),
        ("It copies; readers also wait.", False),
        ("`a, also b`", False),
    ],
)
def test_an_answer_has_no_tail(answer: str, named: bool) -> None:
    assert rules(note("n", "What does Kafka do?", answer)) == ([("n", "answer-tail")] if named else [])


def test_where_several_systems_are_asked_about_each_prompt_names_its_own() -> None:
    storm, flink = note("a", "What is a Storm bolt?"), note("b", "What does Flink chain?")
    bare = note("c", "What happens on a crash?")
    assert rules(storm, flink, bare, tags=("storm", "flink", "streams")) == [("c", "system-unnamed")]
    assert rules(storm, bare, tags=("storm", "flink")) == []  # one system: the deck says which
    lower = note("d", "What do tables keep?"), note("e", "What does a Hive view keep?")
    assert rules(*lower, bare, tags=("hive", "tables")) == []  # a common noun is no system


LONG = (
    "What does a broker do when a follower restarts with an empty disk while {} sends big compressed batches?"
)


def test_long_prompts_that_differ_by_a_single_word_are_near() -> None:
    one, other = note("a", LONG.format("Ann")), note("b", LONG.format("Bob"))
    assert rules(one, other) == [("b", "near-prompt")]
    assert rules(one, note("b", other.body.prompt(), confusable=("d/a",))) == []
    assert (
        rules(note("a", "What does Kafka's leader keep?"), note("b", "What does Kafka's follower keep?"))
        == []
    )
