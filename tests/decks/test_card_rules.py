"""Card rules about what gives an answer away, asks too much or is stiff; and what they spare."""

from collections.abc import Sequence

import pytest

from trainer.core.card import Deck, Note, Problem, Reference
from trainer.core.kinds import KINDS, Aspect, Basic, Body, Choice, Compare, Order, Point, Points, Wrong
from trainer.decks.lint.decks import lint
from trainer.decks.lint.kinds import ANY_LANGUAGE

ANSWER = "It waits for the quorum."


def problems(*notes: Note, references: Sequence[Reference] = ()) -> tuple[Problem, ...]:
    return lint([Deck("d", "T", references=tuple(references), notes=notes, path="d.yaml")])


def found(body: Body, language: str = "en") -> list[str]:
    return [problem.rule for problem in problems(Note("d", "n", body, language=language))]


def basic(name: str, ask: str, **fields: object) -> Note:
    return Note("d", name, Basic(ask, ANSWER), **fields)  # type: ignore[arg-type]


def test_every_kind_has_a_row_of_rules() -> None:
    assert list(ANY_LANGUAGE) == list(KINDS)


# Dates and levels


@pytest.mark.parametrize(
    ("as_of", "versions", "newer"),
    [
        ("2026-11", ["4.0, 2024-10"], True),
        ("2026-11", ["2025-10", "2024-01"], True),
        ("2026-11", ["2025-11"], False),
        ("2026-11", ["2024-10", "4.4, 2026-10"], False),
        ("2026-11", ["2024-10", "4.4"], False),
        ("2026-11", [""], False),
        ("2026-11", [], False),
        ("", ["2020-01"], False),
    ],
)
def test_a_date_much_newer_than_all_sources_cited_is_named(
    as_of: str, versions: list[str], newer: bool
) -> None:
    sources = [
        Reference(f"r{at}", "R", seen="2026-11", version=version) for at, version in enumerate(versions)
    ]
    other = Reference("other", "R", version="2026-11")
    note = basic("n", "Why so?", as_of=as_of, cite=(*(source.key for source in sources), "hive.01.1"))
    got = problems(note, references=[*sources, other])
    assert [problem.rule for problem in got] == (["as-of-newer"] if newer else [])
    assert not newer or max(versions) in got[0].message


def test_a_level_is_missed_only_where_others_have_one() -> None:
    bare, levelled = basic("a", "Why so?"), basic("b", "How so?", level="core")
    assert problems(bare) == ()
    (problem,) = problems(bare, levelled)
    assert (problem.rule, problem.note) == ("no-level", "a")


# Choices


@pytest.mark.parametrize(
    ("right", "wrong", "odd"),
    [
        (["Nobody refuses it"], ["It starts late", "It starts twice", "It *starts* never"], True),
        (["It starts now"], ["It starts late", "It starts twice"], False),
        (["Nobody refuses it"], ["It starts late", "It stops"], False),
        (["refused"], ["late", "late"], False),
        (["Nobody refuses it"], ["It starts late"], False),
        (["With a key", "With a key and a value"], ["Without", "By name"], True),
        (["With a key", "With a value"], ["With a name", "By name"], False),
        (["Nothing waits"], ["It starts late", "It stops", "It fails"], True),
        (["Nothing waits"], ["It starts late", "It stops"], False),
        (["An old one"], ["A new one", "A broken one", "A second one"], False),
        (["Raise `acks`"], ["Restart", "Wait", "Ask"], True),
        (["Restart"], ["Raise `acks`", "Lower `linger.ms`"], True),
        (["Raise `acks`"], ["Restart", "Lower `linger.ms`"], False),
    ],
)
def test_options_that_begin_alike_or_have_code_but_for_one_side_are_named(
    right: list[str], wrong: list[str], odd: bool
) -> None:
    rules = found(Choice("Which?", tuple(right), tuple(map(Wrong, wrong))))
    assert ("choice-odd-one" in rules) == odd


def choices(longest: int, others: int) -> list[Note]:
    """A deck whose right option is the longest in some notes and not in the others."""
    texts = [("right one", "w")] * longest + [("r", "wrong one")] * others
    return [
        Note("d", f"n{at}", Choice(f"Which of {at}?", (right,), (Wrong(wrong), Wrong(f"{wrong[:-1]}x"))))
        for at, (right, wrong) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("longest", "others", "rules"),
    [(8, 2, ["choices-longest"]), (4, 6, []), (2, 0, []), (3, 0, ["choices-longest"]), (0, 9, [])],
)
def test_a_deck_whose_right_options_are_longest_too_often_is_named_as_a_whole(
    longest: int, others: int, rules: list[str]
) -> None:
    got = problems(*choices(longest, others))
    assert [(problem.rule, problem.note, problem.line) for problem in got] == [
        (rule, "", 0) for rule in rules
    ]
    assert not rules or f"in {longest} of {longest + others} choices" in got[0].message


# Comparisons


def compare(*rows: Aspect, ask: str = "Compare A and B.") -> Compare:
    return Compare((("a", "Kafka"), ("b", "Storm")), rows, ask)


def row(ask: str, one: str = "records", other: str = "tuples", show: bool = False) -> Aspect:
    return Aspect(f"row{len(ask)}", ask, (("a", one), ("b", other)), show)


SOUND = row("What does it keep?")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (compare(SOUND), None),
        (compare(SOUND, ask=""), "compare-no-ask"),
        (compare(row("What it keeps")), "row-no-question"),
        (compare(row("What it keeps", show=True)), None),
        (compare(row("What does it keep?", "the same", "the same")), "row-same-cells"),
        (compare(row("What does it keep?", "`Records`", "records ")), "row-same-cells"),
        (compare(row("What does it keep?", "records", "records", show=True)), None),
        (compare(row("What does it keep?", "records", "records, too")), "cell-leans"),
        (compare(row("What does it keep?", "also records")), "cell-leans"),
        (compare(row("What does it keep?", "the same records twice")), "cell-leans"),
        (compare(row("What does it keep?", "too many records")), None),
        (compare(row("What does it keep?", "two records of the same key")), None),
        (compare(row("Examples?")), "row-open"),
        (compare(row("A typical tool?")), "row-open"),
        (compare(row("What it suits?")), "row-open"),
        (compare(row("Suited for?")), "row-open"),
        (compare(row("A job that fits?")), "row-open"),
        (compare(row("What is an example of each kind?")), "row-open"),
        (compare(row("Name a use case of each?")), "row-open"),
        (compare(row("Which jobs does each engine suit?")), "row-open"),
        (compare(row("Which queries suit each engine?")), "row-open"),
        (compare(row("Which example runs?")), None),
        (compare(row("What does a record do that does not fit the schema?")), None),
        (compare(row("What it suits", show=True)), None),
        (
            compare(row("Who commits?", "the consumer commits offsets"), row("How?", "the consumer offsets")),
            "cell-given-away",
        ),
        (compare(row("Who commits?", "a consumer thread"), row("How often?", "each new offset")), None),
        (compare(row("Are consumer group offsets kept?", "consumer group offsets")), "cell-given-away"),
        (compare(row("Who commits?", "yes"), row("How?", "yes, always")), None),
        (compare(row("Who commits, and when?")), "two-questions"),
    ],
)
def test_rows_ask_one_thing_and_no_cell_is_told_elsewhere(body: Compare, rule: str | None) -> None:
    assert list(dict.fromkeys(found(body)))[:1] == ([rule] if rule else [])


# Prompts


@pytest.mark.parametrize(
    ("ask", "two"),
    [
        ("What does Kafka keep, and why?", True),
        ("Where are rows filtered in Sqoop, and what is gained?", True),
        ("A broker fails. Which one leads then and how is that known?", True),
        ("What does Kafka keep and compress?", False),
        ("What stores a topic and which is older, Kafka or Storm", False),
        ("Name what plans a query, what runs it, and what knows the tables.", False),
    ],
)
def test_a_second_question_behind_and_is_named(ask: str, two: bool) -> None:
    assert found(Basic(ask, ANSWER)) == (["two-questions"] if two else [])


def test_two_questions_are_fine_where_each_half_counts() -> None:
    point = Point("It waits for the quorum", (("quorum",),), must=True)
    assert found(Points("What does Kafka wait for, and why?", (point,))) == []
    options = (Wrong("Storm, for speed"), Wrong("Flink, for its state"))
    assert found(Choice("Which fits, and why?", ("Kafka, as it keeps all",), options)) == []


@pytest.mark.parametrize(
    ("ask", "is_open"),
    [
        ("Which best practices do you know for Kafka topics?", True),
        ("Give examples of stream engines.", True),
        ("A Kafka Connect source has a class. What would you add before production?", True),
        ("What makes a HiveQL script fit for production?", True),
        ("What makes up a Kafka record?", False),
        ("What does the NameNode check before it leaves safe mode?", False),
    ],
)
def test_an_open_question_for_an_open_list_is_named(ask: str, is_open: bool) -> None:
    body = Points(ask, (Point("It waits for the quorum", (("quorum",),), must=True),))
    assert ("open-list" in found(body)) == is_open


def test_two_steps_are_no_order() -> None:
    assert found(Order("Put the steps of a Kafka send in order.", ("a", "b"))) == ["order-few"]
    assert found(Order("Put the steps of a Kafka send in order.", ("a", "b", "c"))) == []


@pytest.mark.parametrize(
    ("one", "other", "fields", "near"),
    [
        (
            "Which partitions of a Kafka topic does a follower fetch?",
            "Of a Kafka topic which partition does a follower fetch",
            {},
            True,
        ),
        ("Why is a join of two large tables slow?", "Why is a join of two large Hive tables slow?", {}, True),
        ("Why is a left join of large tables slow?", "Why is a right join of large tables slow?", {}, False),
        (
            "What does a large Kafka consumer group do?",
            "When does a large Kafka consumer group do so?",
            {},
            False,
        ),
        ("What is a consumer group?", "When does a consumer group rebalance?", {}, False),
        (
            "Which partitions of a Kafka topic does a follower fetch?",
            "Of a Kafka topic which partition does a follower fetch",
            {"confusable": ("d/a",)},
            False,
        ),
        ("Why does a Kafka follower fetch?", "Why does a Kafka follower fetch", {}, False),  # same-prompt
    ],
)
def test_nearly_the_same_prompt_is_named_with_the_note_that_has_it(
    one: str, other: str, fields: dict[str, object], near: bool
) -> None:
    got = [
        problem for problem in problems(basic("a", one), basic("b", other, **fields)) if problem.note == "b"
    ]
    assert [(problem.rule, "d/a" in problem.message) for problem in got] == [("near-prompt", True)] * near


def test_near_prompts_are_found_over_decks_and_among_many() -> None:
    many = [basic(f"n{at}", f"What does setting{at} of Kafka broker{at} steer{at}?") for at in range(1000)]
    last = Note("e", "z", Basic("What does `setting77` of the Kafka broker77 itself steer77?", ANSWER))
    got = lint([Deck("d", "T", notes=tuple(many)), Deck("e", "T", notes=(last,))])
    assert [(problem.rule, problem.deck, problem.message) for problem in got] == [
        ("near-prompt", "e", "nearly the same prompt as d/n77")
    ]


# Voice


@pytest.mark.parametrize(
    "text",
    [
        "In truth it waits.",
        "It shall wait.",
        "It waits for ever.",
        "It restarts of its own.",
        "A copy spares the broker a read.",
        "Reading it is dear.",
        "When one wants order, a key is needed.",
        "One must wait.",
    ],
)
def test_english_that_nobody_speaks_is_named_wherever_it_stands(text: str) -> None:
    note = Note("d", "n", Basic("What does a Kafka leader do?", ANSWER))
    for field in ("why", "corrects"):
        changed = Note("d", "n", note.body, **{field: text})  # type: ignore[arg-type]
        assert [problem.rule for problem in problems(changed)] == ["stiff-english"], field
    wrong = (Wrong("It copies", text), Wrong("It reads"))
    assert found(Choice("What does a Kafka leader do?", ("It waits",), wrong)) == ["stiff-english"]


@pytest.mark.parametrize(
    "text",
    [
        "The first one can wait.",
        "Each partition has one leader.",
        "Only one may write.",
        "If one of them fails, the other waits.",
        "Writing to both is unsafe: one may fail. Which one does it keep?",
        "`shall` is a word.",
        "The forever loop waits.",
        "A spare broker waits.",
    ],
)
def test_english_that_only_looks_stiff_is_left_alone(text: str) -> None:
    assert problems(basic("n", "What does a Kafka leader do?", why=text)) == ()


def test_notes_that_nobody_has_are_not_quoted() -> None:
    ask = "What does a Kafka leader do?"
    for text in (
        "The notes say that it leads.",
        "Here the document claims more.",
        "the notes also list `x`",
        "The notes' table errs",
    ):
        assert [p.rule for p in problems(basic("n", ask, corrects=text))] == ["unseen-notes"], text
    for text in ("Often said: it leads. In fact: it waits.", "The notes of a song.", "It takes notes."):
        assert problems(basic("n", ask, corrects=text)) == ()


def test_rules_that_read_english_spare_other_languages() -> None:
    stiff = Basic("Is this usually so, and why shall one do it by default?", "Yes, always.")
    assert len(found(stiff)) > 3
    assert found(stiff, "de") == found(stiff, "pt-BR") == []
    assert found(stiff, "en-GB") == found(stiff)
    assert found(Order("Ordne.", ("eins", "zwei")), "de") == ["order-few"]


@pytest.mark.parametrize(
    ("ask", "why", "repeats"),
    [
        ("What does a leader do?", "The quorum is what it waits for.", False),
        ("What does a leader do first?", "The first thing a leader does: it waits for the quorum.", True),
        ("What does a leader do first?", "A minority could not outvote it, so nothing is undone.", False),
    ],
)
def test_a_why_that_says_the_answer_again_is_named(ask: str, why: str, repeats: bool) -> None:
    assert [problem.rule for problem in problems(basic("n", ask, why=why))] == ["why-repeats"] * repeats


# HTML


def test_html_is_told_once_for_a_deck_with_its_first_place() -> None:
    notes = [
        Note("d", "plain", Basic("x < y and y > z", "`<b>bold</b>`"), line=3),
        Note("d", "first", Basic("What is <div class='t'>this</div>?", "one<br>two"), line=7),
        Note("d", "later", Choice("Which?", ("H<sub>2</sub>O",), (Wrong("b"),)), why="<b>bold</b>", line=12),
    ]
    (problem,) = [one for one in problems(*notes) if one.rule == "html-shown"]
    assert (problem.note, problem.line, problem.severity) == ("first", 7, "warning")
    assert "</div>" in problem.message
    assert "in 2 notes" in problem.message
    assert "Markdown" in problem.remedy


@pytest.mark.parametrize("tag", ["script", "style", "svg", "iframe", "button"])
def test_every_tag_that_ends_is_html(tag: str) -> None:
    assert "html-shown" in found(Basic("Why so?", f"<{tag}>alert(1)</{tag}>"))


@pytest.mark.parametrize(
    "text",
    [
        "`<br>`",
        "```\n<b>x</b>\n```",
        "List<A> and Map<K, V>",
        "x <y> z",
        "a <b and c> d",
        "&lt;b&gt;",
        "cat <<EOF",
    ],
)
def test_what_is_no_html_is_spared(text: str) -> None:
    assert "html-shown" not in found(Basic("Why so?", text))
