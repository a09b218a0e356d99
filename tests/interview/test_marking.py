"""The marking of a mock interview, and what becomes of it."""

import pytest

from tests.interview.interviewing import current, give, stage
from tests.interview.interviews import (
    GOOD,
    SHORT,
    again,
    held,
    mark_all,
    opener,
    steps,
)
from tests.practice.context import Clock, session
from tests.store.build import Shelf, answer
from trainer.core.log import ANSWERS
from trainer.core.scope import EVERYTHING
from trainer.interview.interview import begin
from trainer.interview.marking import Marking
from trainer.interview.setup import setup
from trainer.interview.transcript import KIND, read_all
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def test_points_are_ticked_by_the_grader_and_doubts_must_be_decided(store: Store) -> None:
    mock = held(store, opener("a"))
    give(mock, "Maybe the idempotent producer drops repeats. Output and offsets go in one transaction.")
    marking = Marking(mock)
    assert marking.sheet is not None
    assert marking.sheet.ticks == [None, True, False]
    assert marking.sheet.undecided == [0]
    assert not marking.confirm()
    marking.toggle(0)
    assert marking.confirm()
    one = mock.transcript.asked[0]
    assert [(point.said, point.grader) for point in one.points] == [
        (True, "unsure"),
        (True, "said"),
        (False, "missed"),
    ]
    assert one.score == pytest.approx(0.8)
    assert stage(mock) == "done"


def test_answers_without_points_are_marked_with_one_key(store: Store) -> None:
    mock = held(store, opener("a"), SHORT)
    give(mock, GOOD)
    give(mock, "the replicas that keep up")
    marking = Marking(mock)
    marking.confirm()
    assert marking.sheet is not None
    assert not marking.confirm()
    assert marking.rate(2)
    assert mock.transcript.asked[1].score == 0.5


def test_a_skipped_question_is_worth_nothing_and_cannot_be_ticked(store: Store) -> None:
    mock = held(store, opener("a"))
    mock.skip()
    marking = Marking(mock)
    marking.toggle(0)
    assert marking.confirm()
    assert mock.transcript.score == 0


def test_back_takes_the_last_marking_back_and_keeps_its_ticks(store: Store) -> None:
    mock = held(store, opener("a"), opener("b"))
    give(mock, GOOD)
    give(mock, GOOD)
    marking = Marking(mock)
    assert not marking.back()
    marking.toggle(2)
    marking.confirm()
    assert marking.back()
    assert marking.sheet is not None
    assert marking.sheet.asked.number == 0
    assert marking.sheet.ticks[2] is True
    assert steps(store)[-1] == "over"
    marking.toggle(2)
    marking.confirm()
    assert mock.transcript.asked[0].points[2].said is False


def test_back_takes_back_its_own_marking_even_if_something_else_came_after(store: Store) -> None:
    mock = held(store, opener("a"), opener("b"))
    give(mock, GOOD)
    give(mock, GOOD)
    marking = Marking(mock)
    marking.confirm()
    store.record(answer("deck/a", 4))
    marking.back()
    assert len(store.log(ANSWERS)) == 1
    assert steps(store)[-1] == "over"


def test_marking_goes_on_where_it_was_left(store: Store) -> None:
    mock = held(store, opener("a"), opener("b"))
    give(mock, GOOD)
    give(mock, GOOD)
    Marking(mock).confirm()
    later = again(store, mock)
    assert stage(later) == "marking"
    marking = Marking(later)
    assert marking.place == (2, 2)
    marking.confirm()
    assert stage(later) == "done"


def test_misses_go_into_todays_practice_once(store: Store) -> None:
    mock = held(store, opener("a"), opener("b"))
    give(mock, GOOD)
    mock.skip()
    missed = mock.transcript.asked[1].card
    mark_all(mock)
    assert mock.practise() == 1
    assert mock.practise() == 0
    day = mock.log.day
    assert store.states()[missed].wanted == day
    assert missed in store.drills(day, EVERYTHING)


def test_undo_from_elsewhere_takes_steps_back_one_by_one_and_never_breaks_it(store: Store) -> None:
    mock = held(store, opener("a"), opener("b"))
    give(mock, GOOD)
    mock.skip()
    mark_all(mock)
    assert setup(store, EVERYTHING, 20).unfinished is None
    session(store).undo()
    session(store).undo()
    assert again(store, mock).stage == "marking"
    stages = []
    while session(store).undo() is not None:
        stages += [(len(one.asked), one.over) for one in read_all(store.log({KIND}))]
    assert stages == [(2, True), (2, False), (1, False), (1, False), (0, False)]
    assert setup(store, EVERYTHING, 20).unfinished is None


def test_an_answer_whose_card_is_gone_is_marked_by_hand(store: Store) -> None:
    shelf = Shelf(store, opener("a"), opener("b"))
    mock = begin(store, Clock(), Plan(), EVERYTHING, 20)
    first = current(mock)
    give(mock, GOOD)
    mock.stop()
    shelf.put("deck.yaml", opener("b" if first == "deck/a" else "a"))
    shelf.sync()
    marking = Marking(again(store, mock))
    assert marking.sheet is not None
    assert marking.sheet.card is None
    assert not marking.confirm()
    assert marking.rate(1)


def test_stopping_at_once_leaves_an_interview_that_counts_for_nothing(store: Store) -> None:
    mock = held(store, opener("a"))
    mock.stop()
    assert Marking(mock).sheet is None
    assert stage(mock) == "done"
    assert setup(store, EVERYTHING, 20).past == ()
