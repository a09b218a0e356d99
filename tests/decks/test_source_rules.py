"""Card rules about sources, points that every answer makes, doubles, and what is asked next."""

from dataclasses import replace

import pytest

from tests.decks.test_card_rules import ANSWER, basic, found, problems
from trainer.core.card import Deck, Note, Reference
from trainer.core.kinds import Basic, Order, Point, Points, Typed
from trainer.decks.lint.decks import lint

# Sources


CITED = [Reference("r", "R", "https://kafka.apache.org/documentation", version="4.4, 2026-10")]


@pytest.mark.parametrize(
    ("answer", "cite", "found"),
    [
        ("It never waits.", ("kafka.01.1",), True),
        ("Nothing is copied.", ("kafka.01.1",), True),
        ("It never waits.", ("r",), False),
        ("It waits for the quorum.", ("kafka.01.1",), False),
        ("It prints `never`.", ("kafka.01.1",), False),
    ],
)
def test_a_claim_without_exception_cites_where_it_was_looked_up(
    answer: str, cite: tuple[str, ...], found: bool
) -> None:
    note = Note("d", "n", Basic("What does a Kafka leader do then?", answer), cite=cite)
    assert [problem.rule for problem in problems(note, references=CITED)] == ["sharp-claim"] * found
    assert problems(note) == ()


@pytest.mark.parametrize(
    ("versions", "vague"),
    [
        (["3.x"], True),
        (["trunk, 4.x", "3.x or newer"], True),
        (["3.x", "3.3"], False),
        (["3.x, 2026-06"], False),
        (["3.x, its settings compared with 4.3.0"], False),
        (["undated page"], False),
    ],
)
def test_a_dated_note_cites_something_that_names_a_release_or_a_month(
    versions: list[str], vague: bool
) -> None:
    sources = [Reference(f"r{at}", "R", version=version) for at, version in enumerate(versions)]
    note = basic("n", "Why so?", cite=tuple(source.key for source in sources), as_of="2026-11")
    got = [problem.rule for problem in problems(note, references=sources)]
    assert got == ["version-vague"] * vague
    assert problems(replace(note, as_of=""), references=sources) == ()


@pytest.mark.parametrize(
    ("urls", "found"),
    [
        (["https://en.wikipedia.org/wiki/Kafka"], True),
        (["https://someone.medium.com/kafka", "https://dev.to/kafka"], True),
        (["https://en.wikipedia.org/wiki/Kafka", "https://kafka.apache.org"], False),
        (["https://notmedium.com.kafka.apache.org"], False),
        ([""], False),
    ],
)
def test_a_note_rests_on_more_than_what_others_wrote_about_it(urls: list[str], found: bool) -> None:
    sources = [Reference(f"r{at}", "R", url, seen="2026-11") for at, url in enumerate(urls)]
    note = basic("n", "Why so?", cite=tuple(source.key for source in sources))
    got = problems(note, references=sources)
    assert [problem.rule for problem in got] == ["secondary-source"] * found


def test_a_reference_says_when_it_was_read_or_what_it_describes() -> None:
    sources = [
        Reference("bare", "B"),
        Reference("seen", "S", seen="2026-11"),
        Reference("page", "P", version="4"),
    ]
    (problem,) = problems(basic("n", "Why so?", cite=("seen",)), references=sources)
    assert (problem.rule, problem.note) == ("undated-source", "")
    assert "bare" in problem.message


# Points and orders


def test_a_point_that_the_others_make_is_named() -> None:
    def rules(say: str, term: str) -> list[str]:
        first = Point(say, ((term,),), must=True)
        chunks = Point(
            "The rows lie in row groups, and there in column chunks apart", (("column chunk",),), must=True
        )
        size = Point("The rows of a row group fill a block of HDFS", (("block",),))
        return found(Points("How is a Parquet file built inside?", (first, chunks, size)))

    assert rules("The rows lie in row groups", "row group") == ["point-general"]
    assert rules("A footer describes the whole file", "footer") == []


def test_an_order_says_of_what() -> None:
    steps = ("fork", "exec", "wait")
    assert found(Order("A broker dies. Order what follows.", steps)) == ["vague-words"]
    assert found(Order("A broker dies. Put in order how the cluster reacts.", steps)) == []


# What is asked twice


@pytest.mark.parametrize(
    ("deck", "fields", "near"),
    [("e", {}, True), ("e", {"confusable": ("d/newest",)}, False), ("d", {}, False)],
)
def test_the_same_id_in_two_decks_with_much_the_same_words_is_named(
    deck: str, fields: dict[str, object], near: bool
) -> None:
    one = basic("newest", "A Hive table has several rows for each id. How do you keep the newest?")
    name = "newest" if deck == "e" else "other"
    ask = Basic("How do you keep only the newest of several customer rows in a Spark table?", ANSWER)
    other = Note(deck, name, ask, **fields)  # type: ignore[arg-type]
    decks = [Deck("d", "T", notes=(one,) if deck == "e" else (one, other)), Deck("e", "T", notes=(other,))]
    got = lint(decks[: 1 + (deck == "e")])
    assert [problem.rule for problem in got] == ["near-prompt"] * near


def test_short_prompts_are_doubles_when_they_have_the_same_words() -> None:
    twice = problems(basic("a", "What is a Kafka topic?"), basic("b", "What is a topic in Kafka?"))
    assert [(problem.note, problem.rule) for problem in twice] == [("b", "near-prompt")]
    assert problems(basic("a", "What is a Kafka topic?"), basic("b", "Why is there a Kafka topic?")) == ()
    assert problems(basic("a", "What is a Kafka topic?"), basic("b", "What is a Kafka broker?")) == ()


# What is asked next


def test_a_follow_up_that_no_interviewer_can_put_is_named() -> None:
    asks = basic("a", "What is a Kafka topic?", follow_up=("d/typed", "d/said", "e/elsewhere"))
    typed = Note("d", "typed", Typed("Which command lists the Kafka topics?", "kafka-topics.sh --list"))
    got = problems(asks, typed, basic("said", "Why does a Kafka topic have partitions?"))
    assert [(problem.rule, "d/typed" in problem.message) for problem in got] == [("follow-up-unspoken", True)]


def test_a_follow_up_that_is_met_before_its_question_is_named() -> None:
    broad = basic("broad", "What is a Kafka topic?")
    between = basic("between", "Why has a Kafka topic partitions?", needs=("d/broad",))
    deep = basic("deep", "How many partitions?", needs=("d/between",), follow_up=("d/broad", "d/between"))
    got = problems(broad, between, deep)
    found = [(one.note, one.message) for one in got if one.rule == "follow-up-before"]
    assert found == [
        ("deep", "`follow_up` names d/broad, which this note needs"),
        ("deep", "`follow_up` names d/between, which this note needs"),
    ]
    one, other = (
        basic(*pair, follow_up=(f"d/{after}",)) for *pair, after in [("a", "Why?", "b"), ("b", "How?", "a")]
    )
    assert [(each.note, each.rule) for each in problems(one, other)] == [("a", "follow-up-before")]


# What is needed first


@pytest.mark.parametrize(
    ("level", "needed", "named"),
    [
        ("core", "solid", True),
        ("core", "deep", True),
        ("solid", "deep", True),
        ("core", "core", False),
        ("deep", "core", False),
        (None, "deep", False),
        ("core", None, False),
    ],
)
def test_a_note_needs_no_note_of_a_deeper_level(level: str | None, needed: str | None, named: bool) -> None:
    notes = [
        basic("a", "Why does a Kafka topic have partitions?", level=level, needs=("d/b", "e/elsewhere")),
        basic("b", "What is a broker?", level=needed),
    ]
    got = [problem.note for problem in problems(*notes) if problem.rule == "needs-deeper"]
    assert got == ["a"] * named
