"""Each kind answered in its own way: what is judged, what is suggested, and what the log keeps of it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.practice.context import Clock, session
from tests.practice.test_attempt import attempt_of
from tests.store.build import DAY, Shelf, answer, of
from trainer.core.kinds import Body, Choice, Cloze, Order, Point, Points, Typed, Wrong
from trainer.core.log import Event
from trainer.grading.marking import Ticks
from trainer.grading.points.points import Mark
from trainer.practice.attempt import Attempt
from trainer.practice.session import Session
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

TYPED = Typed("Which?", "idempotence", ("idempotent writes",))
STEPS = ("a", "b", "c", "d", "e")
ORDER = Order("Sort", STEPS)
POINTS = Points(
    "How does Kafka give exactly-once?",
    (
        Point("The broker drops repeated writes.", (("drops", "repeated"),), must=True),
        Point("Offsets are written in one transaction.", (("offsets", "transaction"),)),
        Point("Readers use read_committed.", (("read_committed",),)),
    ),
    seconds=60,
)


def begin(store: Store, body: Body, **more: Any) -> tuple[Session, Attempt]:
    Shelf(store, of(body, **more))
    practice = session(store)
    return practice, attempt_of(practice)


def graded(practice: Session, grade: int) -> tuple[Event, dict[str, Any]]:
    stored = practice.grade(grade)
    assert stored is not None
    return stored, json.loads(stored.detail or "{}")


def place(attempt: Attempt, *steps: str) -> None:
    for step in steps:
        attempt.place(attempt.sides.steps.index(step))


def marked(practice: Session, *results: str) -> Attempt:
    """Reveal an open question with these marks, whatever a grader would say of its answer."""
    attempt = attempt_of(practice)
    attempt.write("something")
    practice.reveal()
    marks = tuple(Mark(result, "words") for result in results)  # type: ignore[arg-type]
    attempt.judged = attempt.judged._replace(marks=marks)
    attempt.marking = Ticks(attempt.parts, attempt.judged)
    attempt.judged = attempt.judged._replace(score=attempt.marking.score)
    return attempt


@pytest.mark.parametrize(
    ("typed", "result", "suggested"),
    [
        ("Idempotence.", "right", 4),
        ("idempotent writes", "right", 4),
        ("idempotense", "close", 3),
        ("acks", "wrong", 2),
    ],
)
def test_what_was_typed_is_compared_and_suggests_a_grade(
    store: Store, typed: str, result: str, suggested: int
) -> None:
    practice, attempt = begin(store, TYPED)
    attempt.write(typed)
    assert (attempt.comparison, attempt.suggested) == (None, None), "no verdict before the answer"
    practice.reveal()
    assert attempt.comparison is not None
    assert (attempt.comparison.result, attempt.suggested) == (result, suggested)
    stored, _ = graded(practice, 5)
    assert (stored.answer, stored.suggested, stored.grade) == (typed, suggested, 5)


@pytest.mark.parametrize("body", [TYPED, ORDER, POINTS, Cloze("{{c1::x}}")], ids=lambda body: body.kind)
def test_without_an_attempt_only_the_user_can_tell(store: Store, body: Body) -> None:
    practice, attempt = begin(store, body)
    attempt.write("  \n ")
    practice.reveal()
    assert (attempt.score, attempt.suggested, attempt.ticks) == (None, None, ())
    stored, detail = graded(practice, 4)
    assert (stored.grade, stored.suggested, stored.answer, detail) == (4, None, "", {})


def test_nothing_can_be_written_or_placed_after_the_answer_is_shown(store: Store) -> None:
    practice, attempt = begin(store, ORDER)
    practice.reveal()
    attempt.write("late")
    attempt.place(0)
    attempt.arrange([1, 2])
    assert (attempt.typed, attempt.placed) == ("", ())


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Use {{c1::`acks=0`}}.", "acks=0"),
        ("A {{c1::**broker**}}.", "broker"),
        ("{{c1::one}} and {{c1::two}}", "one two"),
        ("{{c1::one}} and {{c1::two}}", "one, two"),
        ("{{c1::map}} then {{c1::map}}", "map"),
    ],
)
def test_a_cloze_can_be_typed_without_its_markdown(store: Store, text: str, typed: str) -> None:
    practice, attempt = begin(store, Cloze(text))
    ways: list[str] = [attempt.way]
    assert attempt.want_to_type()
    assert [*ways, attempt.way] == ["self", "typed"]
    attempt.write(typed)
    practice.reveal()
    assert attempt.comparison is not None
    assert (attempt.comparison.result, attempt.suggested) == ("right", 4)


def test_only_a_cloze_changes_to_typing_and_only_before_its_answer(store: Store) -> None:
    practice, attempt = begin(store, ORDER)
    assert not attempt.want_to_type()
    practice, attempt = begin(store, Cloze("{{c1::x}}"))
    practice.reveal()
    assert not attempt.want_to_type()


def test_a_step_placed_twice_is_taken_back(store: Store) -> None:
    _, attempt = begin(store, ORDER)
    place(attempt, "b", "a", "c", "a")
    assert attempt.given_steps == ("b", "c")
    attempt.place(9)
    attempt.place(-1)
    assert attempt.given_steps == ("b", "c")


def test_an_order_given_as_a_whole_replaces_the_one_before(store: Store) -> None:
    _, attempt = begin(store, ORDER)
    place(attempt, "e")
    attempt.arrange([2, 0, 2, 7])
    assert attempt.placed == (2, 0)


@pytest.mark.parametrize(
    ("given", "score", "suggested"),
    [
        ("abcde", 1.0, 4),
        ("abced", 0.9, 3),
        ("abcd", 1.0, 4),  # the one left over goes last
        ("bcdea", 0.6, 3),
        ("edcba", 0.0, 2),
        ("abc", 0.3, 2),
    ],
)
def test_an_order_gets_partial_credit(store: Store, given: str, score: float, suggested: int) -> None:
    practice, attempt = begin(store, ORDER)
    place(attempt, *given)
    practice.reveal()
    assert attempt.score == pytest.approx(score)
    assert attempt.suggested == suggested
    stored, _ = graded(practice, 3)
    assert stored.answer.replace(" | ", "") == (given if len(given) != 4 else "abcde")


def test_each_step_given_knows_where_it_belongs(store: Store) -> None:
    practice, attempt = begin(store, Order("Sort", ("x", "y", "x", "z")))
    attempt.arrange([attempt.sides.steps.index("z"), attempt.sides.steps.index("y")])
    practice.reveal()
    assert attempt.places == (3, 1)


def test_the_points_said_are_ticked_and_the_user_has_the_last_word(store: Store) -> None:
    practice, attempt = begin(store, POINTS)
    attempt.write("The broker drops repeated writes.\nOffsets are never written in a transaction.")
    practice.reveal()
    assert [mark.counts for mark in attempt.marks][:2] == [True, False]
    assert list(attempt.ticks)[:2] == [True, False]
    for index in (2, 1):
        while not attempt.ticks[index]:
            attempt.tick(index)
    assert attempt.suggested == 4
    stored, detail = graded(practice, 3)
    assert (stored.suggested, stored.grade) == (4, 3)
    assert detail["ticks"] == [True, True, True]
    assert detail["marks"] == [mark.result for mark in attempt.marks]
    assert stored.answer.startswith("The broker drops")


def test_what_is_in_doubt_counts_as_ticked_and_holds_nothing_up(store: Store) -> None:
    practice, _ = begin(store, POINTS)
    attempt = marked(practice, "said", "unsure", "unsure")
    assert [*attempt.marking.doubtful] == [1, 2]
    assert (attempt.ticks, attempt.suggested) == ((True, True, True), 4)
    attempt.tick(1)
    assert [*attempt.marking.doubtful] == [2]
    attempt.tick(2)
    assert [*attempt.ticks, *attempt.marking.doubtful] == [True, False, False]
    assert attempt.suggested == 2
    stored, detail = graded(practice, 3)
    assert (stored.grade, stored.suggested) == (3, 2)
    assert detail["ticks"] == [True, False, False]


def test_a_missed_must_point_is_no_good_answer(store: Store) -> None:
    practice, _ = begin(store, POINTS)
    attempt = marked(practice, "missed", "said", "said")
    assert attempt.suggested is not None
    assert attempt.suggested <= 3
    attempt.tick(0)
    assert attempt.suggested == 4


def test_points_said_aloud_are_ticked_by_hand(store: Store) -> None:
    practice, attempt = begin(store, POINTS)
    attempt.tick(0)
    assert not any(attempt.ticks), "nothing to tick before the answer is shown"
    practice.reveal()
    for index in (0, 1, 2, 3, -1):
        attempt.tick(index)
    assert (attempt.ticks, attempt.suggested) == ((True, True, True), 4)
    stored, detail = graded(practice, 4)
    assert (stored.answer, detail["ticks"]) == ("", [True, True, True])


@pytest.mark.parametrize(("seconds", "suggested"), [(1, 5), (10, 4), (60, 3)])
def test_the_time_until_the_answer_counts_against_the_usual(
    store: Store, seconds: int, suggested: int
) -> None:
    Shelf(store, of(TYPED))
    for days in (400, 399, 393, 378, 340):
        store.record(answer("deck/note", 4, DAY - days, took=10_000))
    clock = Clock()
    practice = session(store, clock)
    attempt = attempt_of(practice)
    assert attempt.card.usual == (10_000,) * 5
    attempt.write("idempotence")
    clock.forward(seconds=seconds)
    practice.reveal()
    clock.forward(minutes=5)  # reading the answer for long is not thinking for long
    assert attempt.suggested == suggested
    stored, detail = graded(practice, 4)
    assert (stored.suggested, detail["thought"]) == (suggested, seconds * 1000)
    assert stored.took == seconds * 1000 + 300_000


def test_the_clock_stands_when_the_answer_is_shown_and_never_runs_backwards(store: Store) -> None:
    Shelf(store, of(POINTS))
    clock = Clock()
    practice = session(store, clock)
    attempt = attempt_of(practice)
    clock.forward(seconds=-5)
    assert attempt.passed(clock()) == 0
    clock.forward(seconds=95.9)
    assert attempt.passed(clock()) == 90
    practice.reveal()
    clock.forward(minutes=9)
    assert attempt.passed(clock()) == 90


@pytest.mark.parametrize("body", [TYPED, ORDER, POINTS, Choice("?", ("r",), (Wrong("w"),))])
def test_an_answer_of_any_kind_replays_and_can_be_undone(store: Store, body: Body) -> None:
    practice, attempt = begin(store, body)
    attempt.write("idempotence")
    attempt.place(0)
    attempt.pick(0)
    practice.reveal()
    graded(practice, 4)
    assert list(store.mismatches()) == [], "the log gives the state that was saved"
    undone = practice.undo()
    assert undone is not None
    again = attempt_of(practice)
    assert (again.card.state.memory, again.typed, again.placed, again.revealed) == (None, "", (), False)


def test_after_an_edit_what_was_done_stands_as_far_as_it_fits(store: Store) -> None:
    shelf = Shelf(store, of(POINTS, hints=("one", "two")))
    practice = session(store)
    marked(practice, "said", "unsure", "missed")
    old = attempt_of(practice)
    old.hints = ("one",)
    shelf.put("deck.yaml", of(POINTS, hints=("first", "two"), why="Because."))
    shelf.sync()
    practice.reload()
    new = attempt_of(practice)
    new.resume(old, SM2)
    assert (new.hints, new.typed, new.revealed) == (("first",), "something", True)
    assert new.ticks == (True, True, False)
    assert (new.shown_at, new.took, new.day) == (old.shown_at, old.took, old.day)
    shelf.put("deck.yaml", of(replace(POINTS, points=POINTS.points[:1])))
    shelf.sync()
    practice.reload()
    other = attempt_of(practice)
    other.resume(old, SM2)
    assert (other.hints, len(other.ticks)) == ((), 1)


@pytest.mark.parametrize(
    "text",
    [
        "Välittäjä hylkää toistuvat kirjoitukset ja siirrot tallennetaan yhdessä tapahtumassa.",
        "ブローカーは重複した書き込みを破棄し、オフセットは一つのトランザクションで書き込まれる。",
        "Брокер отбрасывает повторные записи, а смещения пишутся в одной транзакции.",
    ],
    ids=["Finnish", "Japanese", "Russian"],
)
def test_what_is_written_in_a_language_that_is_not_read_the_person_judges(store: Store, text: str) -> None:
    practice, attempt = begin(store, POINTS)
    attempt.write(text)
    practice.reveal()
    assert {mark.why for mark in attempt.marks} == {"language"}
    assert (attempt.score, attempt.suggested, attempt.offered, attempt.ticks) == (None, None, 4, ())
    attempt.mark("n")
    assert attempt.suggested == 2, "he says himself that nothing of it was there"
    attempt.mark("a")
    assert attempt.suggested == 4
    _, detail = graded(practice, 4)
    assert detail["ticks"] == [True] * 3


def test_the_reveal_is_taken_back_first_then_steps_and_what_was_done_stays(store: Store) -> None:
    practice, attempt = begin(store, ORDER)
    place(attempt, "b", "a")
    given = attempt.placed
    practice.reveal()
    assert attempt.take_back()
    assert (attempt.revealed, attempt.placed, attempt.offered, attempt.choices) == (False, given, None, ())
    assert practice.grade(4) is None, "what is covered is not graded"
    assert attempt.take_back()
    assert attempt.placed == given[:1]
    assert attempt.take_back()
    assert not attempt.take_back()
    place(attempt, *STEPS)
    practice.reveal()
    stored, _ = graded(practice, 4)
    assert stored.answer == " | ".join(STEPS)


def test_what_was_typed_stays_when_the_reveal_is_taken_back(store: Store) -> None:
    practice, attempt = begin(store, TYPED)
    attempt.write("acks")
    practice.reveal()
    attempt.take_back()
    assert (attempt.typed, attempt.comparison) == ("acks", None)
    attempt.write("idempotence")
    practice.reveal()
    assert attempt.suggested == 4
