"""Card rules: each fires on what it is for, and stays silent on what only looks like it."""

import pytest

from trainer.core.card import Deck, Note
from trainer.core.kinds import (
    Aspect,
    Basic,
    Body,
    Choice,
    Cloze,
    Compare,
    Order,
    Point,
    Points,
    Typed,
    Wrong,
)
from trainer.decks.lint import kinds
from trainer.decks.lint.decks import lint
from trainer.decks.rules import CARD_RULES
from trainer.grading.typed.number import ENOUGH_DIGITS

ANSWER = "It waits for the quorum."


def found(body: Body, **fields: str) -> list[str]:
    note = Note("d", "n", body, as_of=fields.get("as_of", ""))
    return [problem.rule for problem in lint([Deck("d", "T", notes=(note,))])]


def asked(prompt: str) -> list[str]:
    return found(Basic(prompt, ANSWER))


def answered(answer: str, prompt: str = "What does a Kafka leader do then?") -> list[str]:
    return found(Basic(prompt, answer))


def words(count: int) -> str:
    return " ".join(f"word{n}" for n in range(count))


def test_a_sound_note_has_no_warnings() -> None:
    assert asked("Which replicas does a Kafka leader wait for with `acks=all`?") == []


@pytest.mark.parametrize(
    ("prompt", "rule"),
    [
        ("Who leads? Who follows?", "several-questions"),
        ("What is *state* (really?)? And how does Kafka keep it?", "several-questions"),
        (words(31), "long-prompt"),
        ("Is Kafka durable?", "yes-no-prompt"),
        ("A broker fails. Does Kafka lose the record?", "yes-no-prompt"),
        ("Doesn't Kafka copy records?", "yes-no-prompt"),
        ("It uses which port?", "unclear-reference"),
        ("Why does it wait?", "unclear-reference"),
        ("What is this setting for?", "unclear-reference"),
        ("Which of the above modes does Kafka use?", "unclear-reference"),
        ("How is a topic made, as shown below?", "unclear-reference"),
        ("Which broker is named in the document?", "unclear-reference"),
        ("What does the latter setting do in Kafka?", "unclear-reference"),
        ("What are various uses of Kafka?", "vague-words"),
        ("Discuss the Kafka controller.", "vague-words"),
        ("Tell me about Kafka.", "vague-words"),
        ("What are some uses of Kafka?", "vague-words"),
        ("Which tools (Kafka, Storm etc.) keep state?", "vague-words"),
        ("How many copies does Kafka make by default?", "undated-fact"),
        ("What is the default value of `acks`?", "undated-fact"),
        ("What listens on port 9092?", "undated-fact"),
        ("What did Kafka version 3.0 change?", "undated-fact"),
        ("Which is the latest release of Storm?", "undated-fact"),
    ],
)
def test_a_prompt_that_is_hard_to_answer_is_named(prompt: str, rule: str) -> None:
    assert asked(prompt) == [rule]


@pytest.mark.parametrize(
    "prompt",
    [
        "What does `a ? b : c` mean in Java?",
        "What does this print?\n\n```java\nint a = b ? 1 : 2; // by default\n```",
        "A Kafka leader fails before its follower copied a record. What happens to it?",
        "Is Kafka or Storm the message broker?",
        "A broker is down: which replica leads?",
        "What can Kafka do that Storm cannot?",
        "Kafka and Storm differ in state: what does the latter keep?",
        "What happens above the high watermark in Kafka?",
        "Which following replicas does a Kafka leader drop?",
        "What does Kafka find in the text of a query?",
        "Which brokers must answer for some producers?",
        "What does `latest` mean for a Kafka consumer?",
        "How does a defaulted loan differ from a port in a ship?",
        " ".join(["`several words of code here`"] * 30),
    ],
)
def test_a_prompt_that_only_looks_odd_is_left_alone(prompt: str) -> None:
    assert asked(prompt) == []


def test_a_date_makes_a_volatile_fact_fine() -> None:
    assert found(Basic("What is the default port of Kafka?", ANSWER)) == ["undated-fact"]
    assert found(Basic("What is the default port of Kafka?", ANSWER), as_of="2026-11") == []


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (words(26), "long-answer"),
        ("- a\n- b\n- c\n- d", "list-answer"),
        ("1. a\n2. b\n3. c\n4. d", "list-answer"),
        ("Topics, partitions, offsets, and groups.", "list-answer"),
        ("`a`, `b`, `c` and `d`", "list-answer"),
        ("Yes, always.", "yes-no-prompt"),
        ("No", "yes-no-prompt"),
        ("No. It waits.", "yes-no-prompt"),
    ],
)
def test_an_answer_that_is_hard_to_recall_is_named(answer: str, rule: str) -> None:
    assert answered(answer) == [rule]


@pytest.mark.parametrize(
    "answer",
    [
        words(25),
        "- a\n- b\n- c",
        "No acknowledgement is awaited.",
        "Nothing, so it sends again.",
        "It waits, writes the record, tells the followers, and then it answers the producer.",
        "Partitions: ordered, replicated, and kept on disk.",
        "```sql\n" + words(40) + "\n```",
    ],
)
def test_a_good_answer_is_left_alone(answer: str) -> None:
    assert answered(answer) == []


@pytest.mark.parametrize(
    ("body", "leaks"),
    [
        (Basic("Which broker is the Kafka controller?", "the Kafka controller"), True),
        (Typed("Which command is like `kafka-topics.sh`?", "kafka-topics.sh"), True),
        (Choice("Which is a *Spark job*?", ("Spark job",), (Wrong("task"), Wrong("stage"))), True),
        (Basic("Which is older, Storm or Flink?", "Storm"), False),
        (Basic("How many leaders has each of the 3 partitions?", "3"), False),
        (Basic("What does a controller control?", "control"), True),
        (Basic("What does a controller steer?", "control"), False),
    ],
)
def test_an_answer_that_stands_in_the_prompt_is_a_leak(body: Body, leaks: bool) -> None:
    assert found(body) == (["answer-leak"] if leaks else [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (Typed("How much is pi?", "3.14159", match="number"), True),
        (Typed("How much is pi?", "3,1416", match="number"), True),
        (Typed("How much is 1089 / 3?", "363", ("362.99",), match="number"), False),
        (Typed("How much is pi?", "3.14159", match="number", within="0"), False),
        (Typed("How much is pi?", "3.14159", match="number", within="1%"), False),
        (Typed("How much is pi?", "3.14", match="number"), False),
        (Typed("How large is a proton?", "0.00084 nm", match="number"), False),
        (Typed("How high is Everest?", "8849", match="number"), False),
        (Typed("How many people live there?", "1,234,567", match="number"), False),
        (Typed("How many bytes?", "1.024", match="number"), False),
        (Typed("How much is pi?", "3.14159"), False),
    ],
)
def test_how_near_a_number_must_be_is_said(body: Body, said: bool) -> None:
    assert found(body) == (["number-rounded"] if said else [])


def test_the_rule_about_rounding_has_the_digits_of_the_comparison() -> None:
    assert kinds.ROUNDED_TO == ENOUGH_DIGITS


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Kafka keeps {{c1::records}} in {{c2::topics}}.", []),
        ("Kafka keeps {{c1::one two three}}.", []),
        ("Kafka keeps {{c1::one two three four}}.", ["cloze-hides-much"]),
        ("Set {{c1::`a long code span is one word`}}.", []),
        ("A {{c1::topic}} is a topic.", ["cloze-leak"]),
        ("`SELECT` {{c1::`explode`}}`(items)`.", ["code-spans-touch"]),
        ("`SELECT {{c1::explode}}(items)`.", []),
        ("**Kafka {{c1::keeps**}} records.", ["mark-crosses-gap"]),
        ("Kafka {{c1::keeps *all}} records*.", ["mark-crosses-gap"]),
        ("`x {{c1::y` z}}", ["mark-crosses-gap"]),
        ("**Kafka {{c1::keeps}}** {{c2::*all*}} `a* {{c3::b*}}`, 2 {{c4::* 3}} * 4", []),
        ("Two ticks: ``{{c1::a`b}}``.", []),
        ("A {{c1::topic}} or {{c2::`topic`}}.", ["cloze-leak", "cloze-leak"]),
        ("A {{c1::topic}} or {{c1::topic}}.", []),
        ("A {{c1::topic::topic}}.", ["cloze-leak"]),
        ("A {{c1::topic}} has subtopics.", []),
        ("Call `{{c1::std::vector::size}}`.", ["cloze-hint-in-code"]),
        (r"Call `{{c1::std\::vector\::size}}`.", []),
        ("Call {{c1::`std::move`}}.", ["cloze-hint-in-code"]),
        ("Call {{c1::``std::move``}}.", ["cloze-hint-in-code"]),
        ("A {{c1::vector<std::string>}}.", ["cloze-hint-in-code"]),
        ("Call {{c1::f(a::b)}}.", ["cloze-hint-in-code"]),
        (r"Call {{c1::`std\::move`}}.", []),
        ("Call {{c1::`move`::of `std`}}.", []),
        ("Call {{c1::`f(x)`::a call (of f)}}.", []),
        ("The test reads {{c1::x < 5::less}}.", []),
        ("Call `{{c1::explode::function}}(x)`.", []),
        (r"Include `{{c1::std\::vector}}`.", []),
        ("Include `{{c1::std::which namespace}}`.", []),
        ("The acker combines by {{c1::XOR::operation}}.", []),
        ("The {{c1::id}} of a topic id.", []),
        (" ".join(["word"] * 40) + " {{c1::gap}}.", []),
    ],
)
def test_a_gap_hides_little_and_shows_nothing(text: str, rules: list[str]) -> None:
    assert found(Cloze(text)) == rules


@pytest.mark.parametrize(
    ("right", "wrong", "rules"),
    [
        (("a",), ("b", "c"), []),
        (("a",), ("b",), ["choice-size"]),
        (("a", "b"), ("c", "d", "e", "f"), ["choice-size"]),
        (("a",), ("b", "All of the above"), ["choice-catch-all"]),
        (("None of these.",), ("b", "c"), ["choice-catch-all"]),
        (("All of the replicas",), ("None of the replicas", "The leader"), []),
        (
            ("the leader and every follower that is in sync now",),
            ("the leader", "nobody"),
            ["choice-longest"],
        ),
        (("twelve chars",), ("four", "five"), []),
        (("the leader",), ("the leader and every follower that is in sync now", "x"), []),
    ],
)
def test_options_do_not_give_themselves_away(
    right: tuple[str, ...], wrong: tuple[str, ...], rules: list[str]
) -> None:
    assert found(Choice("Who answers in Kafka?", right, tuple(map(Wrong, wrong)))) == rules


def test_a_choice_may_ask_by_yes_or_no() -> None:
    assert found(Choice("Is Kafka durable?", ("Yes, on disk",), (Wrong("No"), Wrong("Only in memory")))) == []


@pytest.mark.parametrize(
    ("points", "rules"),
    [
        ((Point("a", (("a",),), must=True),), []),
        ((Point("a", (("a",),)),), ["points-no-must"]),
        ((Point("a", must=True),), ["point-no-terms"]),
        ((Point(words(12), (("a",),), must=True),), []),
        ((Point(words(13), (("a",),), must=True),), ["point-long"]),
        (tuple(Point(letter, ((letter,),), must=True) for letter in "bcdef"), []),
        (tuple(Point(letter, ((letter,),), must=True) for letter in "bcdefg"), ["points-many"]),
    ],
)
def test_points_are_few_short_and_findable(points: tuple[Point, ...], rules: list[str]) -> None:
    others = [
        rule for rule in found(Points("How does Kafka copy records?", points)) if rule != "points-self-test"
    ]
    assert others == rules


def test_a_point_that_only_repeats_the_question_is_named() -> None:
    repeated = Points("Why is the broker fast?", (Point("The broker is fast", (("fast",),), must=True),))
    assert "points-self-test" in found(repeated)
    other = Points("Why is the broker fast?", (Point("It appends to a log", (("append",),), must=True),))
    assert found(other) == []


def test_cells_and_aspects_of_a_comparison_are_short() -> None:
    def compare(ask: str, cell: str) -> Compare:
        row = Aspect("x", f"{ask}?", (("a", cell), ("b", "short")))
        return Compare((("a", "A"), ("b", "B")), (row,), "Compare A and B.")

    assert found(compare("What does it keep", "records")) == []
    assert found(compare("What does it keep", words(26))) == ["long-answer"]
    assert found(compare(words(31), "records")) == ["long-prompt"]


def test_an_order_is_judged_by_its_prompt_only() -> None:
    assert found(Order("Put the steps of a Kafka send in order.", ("a", "b", "c", "d", "e"))) == []


def test_in_a_deck_that_cites_every_note_does() -> None:
    cited = Note("d", "a", Basic("Why so in Kafka?", ANSWER), cite=("x.1",), line=4)
    bare = Note("d", "b", Basic("How so in Kafka?", ANSWER), line=9)
    assert lint([Deck("d", "T", notes=(bare,))]) == ()
    (problem,) = lint([Deck("d", "T", notes=(cited, bare), path="f.yaml")])
    assert (problem.rule, problem.severity) == ("no-cite", "warning")
    assert (problem.file, problem.line, problem.deck, problem.note) == ("f.yaml", 9, "d", "b")
    assert problem.rule in CARD_RULES
