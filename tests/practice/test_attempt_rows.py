"""A row of a comparison being answered: ticks by subject, what is offered, and what the log keeps of it."""

import json

import pytest

from tests.practice.context import session
from tests.practice.test_attempt import attempt_of
from tests.store.build import Shelf, of
from trainer.core.kinds import Aspect, Compare
from trainer.practice.attempt import Attempt
from trainer.practice.grades import grade_keys, lean
from trainer.practice.session import Session
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

SUBJECTS = (("m", "Managed"), ("e", "External"), ("v", "View"))
DROP = Aspect(
    "drop", "What does DROP remove?", (("m", "metadata and files"), ("e", "metadata"), ("v", "its text"))
)
TABLE = Compare(
    SUBJECTS, (DROP, Aspect("place", "Where?", (("m", "here"), ("e", "there"), ("v", "nowhere"))))
)


@pytest.fixture
def practice(store: Store) -> Session:
    Shelf(store, of(TABLE, hints=("think",)))
    return session(store)


def ticked(practice: Session, *digits: int) -> Attempt:
    attempt = attempt_of(practice)
    practice.reveal()
    for digit in digits:
        attempt.digit(digit)
    return attempt


@pytest.mark.parametrize(
    ("digits", "suggested"),
    [((1, 2, 3), 4), ((1, 2), 3), ((2,), 2), ((0,), None), ((1, 1), 2), ((), None), ((9,), None)],
)
def test_the_share_ticked_suggests_a_grade(
    practice: Session, digits: tuple[int, ...], suggested: int | None
) -> None:
    assert ticked(practice, *digits).suggested == suggested


def test_good_is_offered_as_long_as_nothing_is_ticked_less_what_hints_cost(practice: Session) -> None:
    attempt = attempt_of(practice)
    assert attempt.offered is None
    attempt.hint()
    ticked(practice)
    assert attempt.suggested is None
    assert [key.grade for key in grade_keys(attempt, "four") if key.offered] == [4]
    attempt.digit(1)
    assert [key.grade for key in grade_keys(attempt, "four") if key.offered] == [2]


def test_another_grade_can_be_offered_within_those_there_are(practice: Session) -> None:
    attempt = attempt_of(practice)
    lean(attempt, "four", 1)
    ticked(practice)
    assert attempt.offered == 4, "before the answer there is nothing to lean on"
    for by, grade in ((1, 5), (1, 5), (-1, 4), (-1, 3), (-1, 2), (-1, 2)):
        lean(attempt, "four", by)
        assert attempt.offered == grade
        assert [key.grade for key in grade_keys(attempt, "four") if key.offered] == [grade]
    for _ in range(9):
        lean(attempt, "six", -1)
    assert attempt.offered == 0
    attempt.digit(1)
    assert attempt.offered == 2, "a tick says it anew"


def test_before_the_answer_digits_tick_nothing(practice: Session) -> None:
    attempt = attempt_of(practice)
    attempt.digit(1)
    assert attempt.ticks == ()
    ticked(practice)
    assert attempt.ticks == ()


def test_what_was_ticked_and_suggested_is_kept_in_the_log(practice: Session, store: Store) -> None:
    ticked(practice, 1, 3)
    event = practice.grade(4)
    assert event is not None
    assert (event.card, event.grade, event.suggested) == ("deck/note#drop", 4, 3)
    assert json.loads(event.detail)["ticks"] == [True, False, True]
    assert store.mismatches() == []


def test_without_a_tick_the_log_keeps_none(practice: Session) -> None:
    ticked(practice)
    event = practice.grade(4)
    assert event is not None
    assert event.detail == ""


@pytest.mark.parametrize(
    ("typed", "ticks", "suggested"),
    [
        ("metadata and files\nmetadata\nits text", (True, True, True), 4),
        ("View: its text\nmetadata and files\nmetadato", (True, True, True), 3),
        ("metadata\nmetadata and files\nits text", (False, False, True), 1),
        ("metadata and files", (True, False, False), 1),
    ],
)
def test_what_is_typed_sets_the_ticks(
    practice: Session, typed: str, ticks: tuple[bool, ...], suggested: int
) -> None:
    attempt = attempt_of(practice)
    assert attempt.want_to_type()
    attempt.write(typed)
    assert attempt.complete == (typed.count("\n") == 2)
    practice.reveal()
    assert attempt.ticks == ticks
    assert attempt.suggested == max(2, suggested)
    event = practice.grade(4)
    assert event is not None
    assert event.answer == typed
    assert len(json.loads(event.detail)["cells"]) == 3


def test_after_an_edit_of_something_else_ticks_and_offer_stand(store: Store) -> None:
    shelf = Shelf(store, of(TABLE))
    practice = session(store)
    old = ticked(practice, 1, 2, 3)
    lean(old, "four", -1)
    shelf.put("deck.yaml", of(TABLE, why="Because."))
    shelf.sync()
    practice.reload()
    new = attempt_of(practice)
    new.resume(old, SM2)
    assert (new.ticks, new.offered) == ((True, True, True), 3)
