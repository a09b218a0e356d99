"""One judge of an answer: what is given counts the same in practice, in a quiz and in a mock interview."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import of
from trainer.core.card import Note
from trainer.core.kinds import KINDS, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.kinds.compare import Aspect
from trainer.core.library import StudyCard
from trainer.core.state import NEW
from trainer.grading.answer import Given, Judged, judge, must_missed, points_score
from trainer.grading.suggest import PASS_FROM
from trainer.interview.marking import MarkedAnswer
from trainer.interview.transcript import Asked
from trainer.practice.attempt import Attempt
from trainer.quiz.question import Source
from trainer.scheduling.queue import Entry
from trainer.scheduling.sm2 import SM2

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
POINTS = (Point("Writes get a number", must=True), Point("Repeats are dropped"), Point("Offsets commit too"))
BODIES: dict[str, Body] = {
    "basic": Basic("What drops repeats?", "the idempotent producer"),
    "cloze": Cloze(
        "The {{c1::leader}} writes, and a new {{c1::leader}} is elected by the {{c2::controller}}."
    ),
    "choice": Choice("Which are stores?", ("Kafka", "HDFS"), (Wrong("Airflow"), Wrong("Sqoop"))),
    "typed": Typed("Which producer?", "idempotent producer", ("idempotence",)),
    "order": Order("Sort", ("first", "second", "third", "fourth")),
    "compare": Compare(
        (("k", "Kafka"), ("h", "HDFS")), (Aspect("x", "Unit?", (("k", "log"), ("h", "file"))),)
    ),
    "points": Points("How?", POINTS),
}
WORDS = (
    "leader",
    "leadr",
    "idempotent",
    "producer",
    "writes",
    "get",
    "a",
    "number",
    "repeats",
    "are",
    "dropped",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(max_size=20)


def study(body: Body) -> StudyCard:
    note = of(body)
    return StudyCard(note.card_keys()[0], note, "Deck", (), "deck.yaml", NEW, "f", 0)


def in_practice(card: StudyCard, what: Given) -> Attempt:
    attempt = Attempt(card, Entry(card.key, "new"), NOON)
    for index in what.picked:
        attempt.pick(index)
    attempt.arrange(what.placed)
    attempt.write(what.text)
    attempt.reveal(1, SM2)
    return attempt


def in_interview(card: StudyCard, text: str) -> MarkedAnswer:
    asked = Asked(0, card.key, "Ask?", "Topic", 0, 60, text.strip(), spoken=not text.strip())
    return MarkedAnswer(asked, card, card.note.sides(card.key, "session"))


def judged(body: Body, what: Given, seed: str = "") -> Judged:
    note = of(body)
    key = note.card_keys()[0]
    return judge(note, key, note.sides(key, seed), what)


def options(body: Choice, *texts: str, seed: str = "") -> frozenset[int]:
    shown = [option.text for option in of(body).sides("deck/note", seed).options]
    return frozenset(shown.index(text) for text in texts)


def test_there_is_a_body_of_every_kind_here() -> None:
    assert BODIES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"choice"}))
@given(text=TEXTS)
def test_a_text_is_judged_alike_in_practice_and_in_a_mock_interview(kind: str, text: str) -> None:
    card = study(BODIES[kind])
    here, there = in_practice(card, Given(text=text)), in_interview(card, text)
    assert here.judged == there.judged
    if here.score is not None:
        assert here.score == there.score
    assert here.judged.text == text.strip()


@given(picked=st.frozensets(st.integers(0, 3), min_size=1))
def test_options_are_judged_alike_in_practice_quiz_and_mock_interview(picked: frozenset[int]) -> None:
    body = BODIES["choice"]
    card = study(body)
    attempt = in_practice(card, Given(picked))
    texts = [attempt.sides.options[index].text for index in sorted(picked)]

    question = Source([card.note]).question(card.key)
    assert question is not None
    shown = [option.text for option in question.options]
    quiz = judge(card.note, card.key, question.sides, Given(frozenset(map(shown.index, texts))))

    named = card.note.sides(card.key, "session").options
    numbers = [index + 1 for index, option in enumerate(named) if option.text in texts]
    interview = in_interview(card, ", ".join(map(str, numbers)))
    assert attempt.score == quiz.score == interview.score
    assert set(quiz.text.split(" | ")) == set(attempt.judged.text.split(" | ")) == set(texts)


@pytest.mark.parametrize("kind", ["basic", "typed"])
def test_a_quiz_judges_what_was_picked_for_a_kind_that_has_no_options_itself(kind: str) -> None:
    notes = [
        Note("deck", "note", BODIES[kind], confusable=("deck/other",)),
        Note("deck", "other", Basic("What commits offsets?", "the transaction coordinator")),
    ]
    question = Source(notes).question("deck/note")
    assert question is not None
    right = frozenset(index for index, option in enumerate(question.options) if option.right)
    assert judge(notes[0], "deck/note", question.sides, Given(right)).score == 1
    assert judge(notes[0], "deck/note", question.sides, Given(frozenset({0, 1}) - right)).score == 0


@pytest.mark.parametrize(
    ("kind", "text", "score"),
    [
        ("cloze", "leader", 1.0),  # a word hidden twice needs saying once
        ("cloze", "leader, leader", 1.0),
        ("cloze", "leader leader", 1.0),
        ("cloze", "leadar", 0.8),  # a slip of one letter
        ("cloze", "follower", 0.0),
        ("typed", "idempotence", 1.0),
        ("typed", "idempotenc", 0.8),
        ("typed", "transactional producer", 0.0),
        ("basic", "the idempotent producer", None),
        ("compare", "log", 0.5),
        ("compare", "log\nfile", 1.0),
        ("compare", "HDFS: file\nthe log", 1.0),
        ("compare", "file\nlog", 0.0),
        ("order", "first second third fourth", None),
        ("choice", "Kafka", 0.5),
        ("choice", "neither", None),
    ],
)
def test_what_a_text_is_worth(kind: str, text: str, score: float | None) -> None:
    assert judged(BODIES[kind], Given(text=text)).score == score


@pytest.mark.parametrize(
    ("texts", "score"),
    [
        (("Kafka", "HDFS"), 1.0),
        (("HDFS",), 0.5),
        (("Kafka", "HDFS", "Sqoop"), 0.5),
        (("Kafka", "Sqoop"), 0.0),
        ((), 0.0),
    ],
)
def test_what_picks_are_worth(texts: tuple[str, ...], score: float) -> None:
    body = BODIES["choice"]
    assert isinstance(body, Choice)
    assert judged(body, Given(options(body, *texts))).score == score


def test_steps_are_judged_by_their_order_and_told_where_they_belong() -> None:
    body = BODIES["order"]
    steps = of(body).sides("deck/note").steps
    order = [steps.index(step) for step in ("second", "first", "third", "fourth")]
    found = judged(body, Given(placed=tuple(order)))
    assert found.score == pytest.approx(5 / 6)
    assert found.places == (1, 0, 2, 3)
    assert found.text == "second | first | third | fourth"


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"choice"}))
def test_nothing_given_is_left_to_the_user(kind: str) -> None:
    assert judged(BODIES[kind], Given(text="  ")) == Judged()
    assert judged(BODIES[kind], Given()).passed is None


class TestPoints:
    def test_what_the_grader_is_unsure_of_counts_as_it_is_ticked(self) -> None:
        found = judged(BODIES["points"], Given(text="Writes get a number. Maybe repeats are dropped."))
        assert found.doubtful == (1,)
        likelier = found.marks[1].likely >= 0.5
        assert found.ticks == (True, likelier, False)
        assert found.score == pytest.approx((3 if likelier else 2) / 4)

    def test_the_language_of_the_note_is_the_one_it_is_read_in(self) -> None:
        body = Points("Wie?", (Point("Licht", (("Licht",),)),))
        note = replace(of(body), language="de")
        denied = judge(note, note.key, note.sides(note.key), Given(text="Licht braucht sie nicht"))
        assert denied.ticks == (False,)

    def test_a_missing_must_does_not_pass_whatever_the_score(self) -> None:
        found = judged(
            Points("How?", (*(POINTS[1:]), POINTS[0])), Given(text="Repeats are dropped. Offsets commit too.")
        )
        assert found.must_missed
        assert found.passed is False

    def test_indispensable_points_weigh_double(self) -> None:
        assert points_score([True, False, False], POINTS) == pytest.approx(2 / 4)
        assert points_score([False, True, True], POINTS) == pytest.approx(2 / 4)
        assert points_score([True, True, True], POINTS) == 1.0

    def test_an_indispensable_point_is_missed_when_it_is_not_said(self) -> None:
        assert must_missed([False, True, True], POINTS)
        assert not must_missed([True, False, False], POINTS)


def test_to_pass_takes_no_more_than_the_least_score_and_all_that_must_be_said() -> None:
    assert Judged(PASS_FROM).passed is True
    assert Judged(PASS_FROM - 0.01).passed is False
    assert Judged(1.0, must_missed=True).passed is False
    assert Judged().passed is None
