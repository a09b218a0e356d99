"""Key points of open answers: what makes one, what speaks against it, and when the user is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.grading.bodies import CONSUMER, DROP, MEMORY, NUMBERS, SPEED, TABLES, TOOLS
from trainer.core.kinds import Point, Points
from trainer.core.text import one_line
from trainer.grading.points.claims import topic
from trainer.grading.points.language import language
from trainer.grading.points.points import SHOWN, mark

BODIES = (CONSUMER, DROP, MEMORY, NUMBERS, SPEED, TABLES, TOOLS)


def result(answer: str, body: Points, number: int) -> str:
    return mark(answer, body)[number].result


@pytest.mark.parametrize(
    ("answer", "body", "number"),
    [
        ("The consumer commits the offsets before it processes the records.", CONSUMER, 0),
        ("Offsets get comitted before processing.", CONSUMER, 0),  # a slip
        ("commits offsets first, then processes", CONSUMER, 0),
        ("Set isolation.level to read committed for the readers.", CONSUMER, 1),  # a code name with a blank
        ("Switch on idempotence for the producer.", CONSUMER, 2),  # a term cut short
        ("The table's metadata gets removed from the metastore.", DROP, 0),
        ("The heartbeat interval is three seconds.", NUMBERS, 2),
        ("It lives in the server's RAM.", MEMORY, 0),
        ("The pagecache of the operating system holds the recent data.", SPEED, 1),
    ],
)
def test_a_point_said_in_forms_of_its_terms_is_said(answer: str, body: Points, number: int) -> None:
    assert result(answer, body, number) == "said"


@pytest.mark.parametrize("answer", ["", "   ", "?", "I don't know", "pass", "no idea, sorry", "..."])
def test_an_empty_answer_misses_every_point(answer: str) -> None:
    for body in BODIES:
        assert all(found.result == "missed" for found in mark(answer, body))


def test_the_question_repeated_misses_every_point() -> None:
    for body in BODIES:
        for answer in (body.ask, body.ask.upper(), f"You ask: {body.ask.rstrip('?')}"):
            assert all(found.result == "missed" for found in mark(answer, body))


def test_a_term_inside_another_word_is_no_hit() -> None:
    assert result("The programmed frame on the server is a diagram.", MEMORY, 0) != "said"


@pytest.mark.parametrize(
    "answer",
    [
        "The consumer does not commit the offsets before processing.",
        "The consumer never commits offsets before processing.",
        "It commits offsets after processing instead of before processing.",
        "It fails to commit offsets before processing them.",
        "Offsets aren't committed before processing.",
        "It is not true that the offsets are committed before processing.",
        "It cannot commit offsets before processing.",
    ],
)
def test_a_denied_point_is_not_said(answer: str) -> None:
    assert result(answer, CONSUMER, 0) != "said"


@pytest.mark.parametrize(
    "answer",
    [
        "It is not true that the consumer cannot commit its offsets before processing.",
        "Not only does it commit offsets before processing, it also forgets them.",
        "No transaction is used. It commits offsets before processing.",
        "It commits offsets before processing, not afterwards.",
    ],
)
def test_a_double_denial_or_one_of_something_else_does_not_deny(answer: str) -> None:
    assert result(answer, CONSUMER, 0) != "missed"


def test_a_point_that_denies_is_said_by_denying_it() -> None:
    assert mark("The data files are not deleted.", DROP)[1].counts
    assert result("It never deletes the data files.", DROP, 1) == "said"
    assert not mark("It deletes the data files as well.", DROP)[1].counts


@pytest.mark.parametrize(
    ("answer", "body", "number"),
    [
        ("Dropping an external table deletes the files.", TABLES, 0),
        ("Dropping a managed table keeps the files, dropping an external table deletes them.", TABLES, 1),
        ("Dropping a managed table keeps the files, dropping an external table deletes them.", TABLES, 0),
        ("NiFi does the bulk transfer of tables in batches.", TOOLS, 0),
        ("Sqoop is for continuous flows between many systems.", TOOLS, 1),
        ("It commits offsets after processing, and reads before.", CONSUMER, 0),
    ],
)
def test_what_is_said_of_the_other_side_is_not_said(answer: str, body: Points, number: int) -> None:
    assert result(answer, body, number) != "said"


@pytest.mark.parametrize(
    ("answer", "number"),
    [
        ("It runs after two hours or one million transactions.", 0),
        ("It leaves safe mode at 50 % of the blocks.", 1),
        ("The heartbeat interval is 3 minutes.", 2),
        ("The heartbeat interval is 30 seconds.", 2),
    ],
)
def test_a_wrong_number_is_not_said(answer: str, number: int) -> None:
    assert result(answer, NUMBERS, number) != "said"


def test_an_equal_number_in_another_unit_agrees() -> None:
    same, other = (
        mark(f"The heartbeat interval is {value}, as far as I know.", NUMBERS)[2].likely
        for value in ("3000 ms", "3000 s")
    )
    assert same > 0.6 > 0.4 > other


@pytest.mark.parametrize(
    "answer",
    [
        "sequential, append, page cache, zero-copy",
        "sequential append\npage cache\nzero-copy\nsocket",
        "sequential page cache zero-copy append socket",
        "page cache; zero-copy; sequential access; appends",
    ],
)
def test_a_bare_list_of_keywords_says_nothing(answer: str) -> None:
    assert all(found.result != "said" for found in mark(answer, SPEED))


@pytest.mark.parametrize(
    "answer",
    [
        "Maybe it commits offsets before processing.",
        "It commits offsets either before processing or after.",
        "I think it commits offsets before processing, but I'm not sure.",
        "Does it commit offsets before processing?",
    ],
)
def test_a_hedged_statement_is_asked_about(answer: str) -> None:
    assert result(answer, CONSUMER, 0) == "unsure"


def test_a_mild_hedge_still_states_it() -> None:
    assert result("I think it commits offsets before processing.", CONSUMER, 0) == "said"


def test_a_sentence_that_nobody_foresaw_is_asked_about() -> None:
    found = mark("It saves where it stands as soon as it polled, and works afterwards.", CONSUMER)
    assert found[0].result == "unsure"
    assert "saves" in found[0].because


def test_the_words_that_made_a_point_are_given() -> None:
    found = mark("Well, the page cache of the system holds recent data, I'd say.", SPEED)[1]
    assert found.result == "said"
    assert "page cache" in found.because
    denied = mark("The consumer never commits offsets before processing.", CONSUMER)[0]
    assert "commits offsets before" in denied.because


def test_of_a_long_text_the_beginning_is_judged_and_the_rest_is_said_not_to_be() -> None:
    text = "The consumer commits the offsets before it processes. " + "So it goes on here. " * 1000
    found = mark(text, CONSUMER)
    assert found[0].result == "said"
    assert [(one.result, one.why) for one in found[1:]] == [("unsure", "length")] * 2


def test_a_doubtful_point_says_how_likely_it_is() -> None:
    doubted = mark("Maybe it commits offsets before processing.", CONSUMER)[0]
    plain = mark("It commits offsets before processing.", CONSUMER)[0]
    assert 0 < doubted.likely < plain.likely <= 1


@given(st.text(max_size=200), st.sampled_from(BODIES))
def test_any_text_gets_one_mark_per_point_with_words_of_the_answer_on_one_line(
    text: str, body: Points
) -> None:
    found = mark(text, body)
    assert len(found) == len(body.points)
    flat = one_line(text, len(text) + 1)
    assert all(one.because.removesuffix("…").strip() in flat for one in found)


CHAIN = frozenset(
    ["not", "never", "no", "without", "but", "and", "because", "commits", "offsets", "before", ",", ".", "?"]
)


@given(st.lists(st.sampled_from(sorted(CHAIN))))
def test_any_chain_of_denials_is_read(chain: list[str]) -> None:
    assert len(mark(" ".join(chain), CONSUMER)) == len(CONSUMER.points)


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("That the metadata is removed from the metastore is wrong.", "missed"),
        ("The metadata is removed from the metastore, which is not true.", "missed"),
        ("The metadata is removed from the metastore, but that's wrong.", "missed"),
        ("I don't think the metadata is removed from the metastore.", "missed"),
        ("The metadata is removed from the metastore. That the files go too is wrong.", "said"),
        ("The metadata is removed from the metastore if the flag is false.", "said"),
    ],
)
def test_what_a_sentence_denies_at_its_end_is_not_said(answer: str, result: str) -> None:
    assert mark(answer, DROP)[0].result == result


SIDES = Points(
    "When would you take queues rather than Kafka?",
    (
        Point("Routing by exchanges, keys and bindings", (("routing",),)),
        Point("No replay is needed", (("replay",),)),
    ),
)
PARTS = Points(
    "What do the mapper and the reducer do?",
    (
        Point("The mapper emits each word with a 1", (("emit",),)),
        Point("The reducer adds up the ones", (("add",),)),
    ),
)

LACKING = Points(
    "What can a kept table do that a view cannot?",
    (
        Point("Rows are updated in place", (("updated",),)),
        Point("Its results are cached", (("cached",),)),
    ),
)


@pytest.mark.parametrize(
    ("fair", "swapped", "body", "number"),
    [
        ("Routing by exchanges is for queues.", "Routing by exchanges I would do in Kafka.", SIDES, 0),
        (
            "There are mapper and reducer. The former emits each word with a 1.",
            "There are mapper and reducer. The latter emits each word with a 1.",
            PARTS,
            0,
        ),
        (
            "Each word with a 1 is emitted by the mapper.",
            "Each word with a 1 is emitted by the reducer.",
            PARTS,
            0,
        ),
        (
            "Unlike the reducer, the mapper emits each word with a 1.",
            "Unlike the mapper, the reducer emits each word with a 1.",
            PARTS,
            0,
        ),
        ("A table is updated in place.", "A view is updated in place.", LACKING, 0),
        ("Tables have their results cached.", "Views have their results cached.", LACKING, 1),
    ],
)
def test_whose_property_it_is_is_followed(fair: str, swapped: str, body: Points, number: int) -> None:
    true, false = mark(fair, body)[number], mark(swapped, body)[number]
    assert true.likely > 0.7
    assert false.result != "said"
    assert false.likely < true.likely - 0.1


@pytest.mark.parametrize(
    "ask",
    [
        "A sale arrives for a customer that the loader does not know. What happens?",
        "What happens to a value that does not fit?",
        "What must a join declare so that the loader can clean up, and what follows without that?",
        "What does the planner do, and which facts did the loader lack?",
    ],
)
def test_not_every_denial_of_a_question_sets_its_subject_apart(ask: str) -> None:
    assert topic(Points(ask, LACKING.points), language("en")).against == ()


def test_a_denial_around_two_clauses_denies_both() -> None:
    say = "The mapper emits each word with a 1; the reducer adds up the ones"
    assert all(found.result != "said" for found in mark(f"That {say[0].lower()}{say[1:]} is wrong.", PARTS))


def test_a_point_of_which_nothing_stands_there_is_never_said() -> None:
    body = Points("How?", (*PARTS.points, Point("Heartbeats keep the lease", (("lease",),))))
    assert (
        mark("The mapper emits each word with a 1. The reducer adds up the ones.", body)[2].result != "said"
    )


def test_a_long_clause_is_quoted_from_so_far_on_that_the_words_that_count_are_in_sight() -> None:
    far = "In the whole poll loop of this old application with its very many slow worker threads it commits"
    (found, *_) = mark(f"{far} before processing the records of the batch that was polled", CONSUMER)
    assert found.because.startswith("… ")
    assert "commits before" in found.because[: SHOWN + 2]
    near = mark(
        "it commits the offsets before processing the batch, as every operator of a busy cluster learns",
        CONSUMER,
    )
    assert near[0].because.startswith("it commits the offsets before")


@pytest.mark.parametrize("cleared", ["are fine", "are no problem", "aren't a problem", "are not a problem"])
def test_what_is_cleared_of_a_charge_is_not_named_as_one(cleared: str) -> None:
    body = Points(
        "Which queries are risky?",
        (
            Point("Cross joins of two tables", (("cross join",),), must=False),
            Point("Sorting without a limit", (("sort", "limit"),), must=False),
        ),
    )
    assert mark("Cross joins are risky.", body)[0].counts
    assert mark(f"Cross joins {cleared}.", body)[0].result == "missed"
