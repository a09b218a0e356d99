"""What counts as mixed up, in which events, and how it is said."""

import json

import pytest

from trainer.confusions import Confusion, MixedUp, confusions, in_words
from trainer.core.card import Note
from trainer.core.kinds import Aspect, Basic, Choice, Compare, Order, Typed, Wrong
from trainer.core.log import Event

CHOICE = Note("d", "c", Choice("Which?", ("One",), (Wrong("Two | three"), Wrong("None"))))
TABLE = Note(
    "d",
    "t",
    Compare(
        (("m", "Managed"), ("e", "External"), ("v", "View")),
        (Aspect("drop", "What DROP removes", (("m", "all"), ("e", "metadata"), ("v", "metadata"))),),
    ),
)
TYPED = Note("d", "y", Typed("Codec now?", "`ZSTD`"), confusable=("d/b",))
BASIC = Note("d", "b", Basic("Codec before?", "ZLIB"))
ORDER = Note("d", "o", Order("Order?", ("a", "b")))
NOTES = {note.key: note for note in (CHOICE, TABLE, TYPED, BASIC, ORDER)}


def event(
    card: str, answer: str = "", *instead: str, kind: str = "review", grade: int | None = 2, detail: str = ""
) -> Event:
    """An answer to a card, or to one cell, as the log hands it over."""
    told: dict[str, object] = {"asked": card} if "." in card else {}
    told |= {"instead": instead} if instead else {}
    detail = detail or (json.dumps(told) if told else "")
    return Event("", "", 0, 1, 0, card.partition(".")[0], kind, grade=grade, answer=answer, detail=detail)


def found(*events: Event) -> list[tuple[str, str, int]]:
    return [tuple(confusion) for confusion in confusions(events, NOTES)]  # type: ignore[misc]


@pytest.mark.parametrize("kind", ["quiz", "mock", "review", "drill", "early"])
def test_what_an_event_says_was_taken_instead_counts(kind: str) -> None:
    assert found(event("d/t#drop.m", "metadata", "d/t#drop.e", kind=kind)) == [
        ("d/t#drop.m", "d/t#drop.e", 1)
    ]


@pytest.mark.parametrize("answer", ["None", "One | None", "None | One"])
def test_a_wrong_option_picked_in_review_counts(answer: str) -> None:
    assert found(event("d/c", answer)) == [("d/c", "None", 1)]


def test_an_option_with_a_bar_in_it_is_recognised() -> None:
    assert found(event("d/c", "Two | three")) == [("d/c", "Two | three", 1)]


def test_the_cell_of_another_subject_given_as_answer_counts() -> None:
    assert found(event("d/t#drop.m", "Metadata")) == [("d/t#drop.m", "d/t#drop.e", 1)]
    assert found(event("d/t#drop.e", "metadata")) == []


def test_what_was_typed_to_a_row_counts_for_each_subject_that_got_the_cell_of_another() -> None:
    assert found(event("d/t#drop", "metadata\nall\nmetadata")) == [("d/t#drop.m", "d/t#drop.e", 2)]
    assert found(event("d/t#drop", "view: all")) == [("d/t#drop.v", "d/t#drop.m", 1)]
    assert found(event("d/t#drop", "all\nmetadata\nmetadata")) == []
    assert found(event("d/t#drop", "nothing\nfiles")) == []


def test_the_answer_of_a_confusable_note_counts() -> None:
    assert found(event("d/y", "zlib")) == [("d/y", "d/b", 1)]
    assert found(event("d/y", "gzip")) == []


def test_a_pair_counts_in_both_directions_and_the_most_frequent_is_first() -> None:
    events = [
        event("d/c", "None"),
        event("d/t#drop.m", "", "d/t#drop.e"),
        event("d/t#drop.e", "", "d/t#drop.m"),
    ]
    assert found(*events) == [("d/t#drop.m", "d/t#drop.e", 2), ("d/c", "None", 1)]


@pytest.mark.parametrize(
    "passed",
    [
        event("d/c", "One", grade=2),
        event("d/gone", "None"),
        event("d/c#gone", "None"),
        event("d/c", "gone", "gone"),
        event("d/t#drop.m", "", "d/t#drop.gone"),
        event("d/t#drop.m", "", "d/t#drop.m"),
        event("d/o", "b | a"),
        event("d/y"),
    ],
)
def test_nothing_else_counts(passed: Event) -> None:
    assert found(passed) == []


def test_in_a_mock_interview_answers_count_and_drafts_do_not() -> None:
    said = event("d/y", "ZLIB", kind="mock", grade=None, detail='{"step": "answer"}')
    assert found(said) == [("d/y", "d/b", 1)]
    assert found(said._replace(detail='{"step": "pause"}')) == []


@pytest.mark.parametrize("detail", ["{", "[]", "{}", '{"instead": 3}'])
def test_a_detail_that_says_nothing_leaves_the_answer_to_count(detail: str) -> None:
    assert found(event("d/c", "None", detail=detail)) == [("d/c", "None", 1)]


def words(card: str, instead: str) -> MixedUp:
    return in_words(Confusion(card, instead, 3), NOTES)


def test_subjects_of_a_table_are_said_by_their_names() -> None:
    assert words("d/t#drop.m", "d/t#drop.e") == MixedUp("Managed", "External", "What DROP removes", 3)


def test_other_pairs_are_said_by_their_answers() -> None:
    assert words("d/y", "d/b") == MixedUp("`ZSTD`", "ZLIB", "Codec now?", 3)
    assert words("d/c", "None") == MixedUp("One", "None", "Which?", 3)
    assert words("d/y", "d/t#drop.m") == MixedUp("`ZSTD`", "all", "Codec now?", 3)
