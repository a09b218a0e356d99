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


def test_points_are_ticked_by_the_grader_and_doubts_by_what_is_likelier(store: Store) -> None:
    interview = held(store, opener("a"))
    give(interview, "Maybe the idempotent producer drops repeats. Output and offsets go in one transaction.")
    marking = Marking(interview)
    assert marking.current is not None
    answer = marking.current
    assert answer.marking.doubtful == (0,)
    likelier = answer.judged.marks[0].likely >= 0.5
    assert answer.marking.ticks == (likelier, True, False)
    if not likelier:
        marking.press("1")
    assert marking.confirm()
    one = interview.transcript.asked[0]
    assert [(point.said, point.grader) for point in one.points] == [
        (True, "unsure"),
        (True, "said"),
        (False, "missed"),
    ]
    assert one.score == pytest.approx(0.8)
    assert stage(interview) == "done"


def test_answers_without_points_are_marked_with_one_key(store: Store) -> None:
    interview = held(store, opener("a"), SHORT)
    give(interview, GOOD)
    give(interview, "the replicas that keep up")
    marking = Marking(interview)
    marking.confirm()
    assert marking.current is not None
    assert marking.rate(3)
    assert interview.transcript.asked[1].score == 0


@pytest.mark.parametrize(
    ("handled", "confidence", "points"),
    [(True, 1, 1), (True, 3, 1), (False, 1, 0), (None, 1, 1), (None, 2, 1), (None, 3, 0)],
)
def test_what_only_the_person_can_judge_is_marked_by_his_own_word_and_enter_takes_it(
    store: Store, handled: bool | None, confidence: int, points: float
) -> None:
    if handled is None:
        interview = held(store, opener("a"), SHORT)
    else:
        interview = held(store, opener("a", follow_up=["short"]), SHORT, minutes=1)
    while interview.question is not None:
        give(interview, "", confidence)
        if interview.stage == "handled":
            assert handled is not None
            interview.handle(handled=handled)
    marking = Marking(interview)
    while marking.current is not None:
        assert not marking.current.settled, "nobody said which points"
        assert marking.confirm()
    open_one, *more = interview.transcript.asked
    assert (open_one.own, open_one.score) == (handled, points)
    for short in more:
        assert (short.own, short.score) == (None, {1: 1, 2: 0.5, 3: 0}[confidence])
    assert len(more) == (handled is not False)


@pytest.mark.parametrize(("confidence", "handled"), [(0, True), (3, False)])
def test_how_sure_and_whether_it_was_handled_is_answered_by_what_lies_nearest(
    store: Store, confidence: int, handled: bool
) -> None:
    interview = held(store, opener("a", follow_up=["short"]), SHORT, minutes=1)
    interview.say("")
    if confidence:
        interview.confide(confidence)
    else:
        interview.go_on()
    assert stage(interview) == "handled"
    interview.go_on()
    first = interview.transcript.asked[0]
    assert (first.confidence, first.own) == (confidence or 2, handled)


def test_a_skipped_question_is_worth_nothing_and_cannot_be_ticked(store: Store) -> None:
    interview = held(store, opener("a"))
    interview.skip()
    marking = Marking(interview)
    marking.toggle(0)
    assert marking.confirm()
    assert interview.transcript.score == 0


def test_back_takes_the_last_marking_back_and_keeps_its_ticks(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    give(interview, GOOD)
    marking = Marking(interview)
    assert not marking.back()
    marking.toggle(2)
    marking.confirm()
    assert marking.back()
    assert marking.current is not None
    assert marking.current.asked.number == 0
    assert marking.current.marking.ticks[2] is True
    assert steps(store)[-1] == "over"
    marking.toggle(2)
    marking.confirm()
    assert interview.transcript.asked[0].points[2].said is False


def test_back_takes_back_its_own_marking_even_if_something_else_came_after(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    give(interview, GOOD)
    marking = Marking(interview)
    marking.confirm()
    store.record(answer("deck/a", 4))
    marking.back()
    assert len(store.log(ANSWERS)) == 1
    assert steps(store)[-1] == "over"


def test_marking_goes_on_where_it_was_left(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    give(interview, GOOD)
    Marking(interview).confirm()
    later = again(store, interview)
    assert stage(later) == "marking"
    marking = Marking(later)
    assert marking.place == (2, 2)
    marking.confirm()
    assert stage(later) == "done"


def test_misses_go_into_todays_practice_once(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    interview.skip()
    missed = interview.transcript.asked[1].card
    mark_all(interview)
    assert interview.practise() == 1
    assert interview.practise() == 0
    day = interview.log.day
    assert store.states()[missed].wanted == day
    assert missed in store.wanted(day, EVERYTHING)


def test_undo_from_elsewhere_takes_steps_back_one_by_one_and_never_breaks_it(store: Store) -> None:
    interview = held(store, opener("a"), opener("b"))
    give(interview, GOOD)
    interview.skip()
    mark_all(interview)
    assert setup(store, EVERYTHING, 20).unfinished is None
    session(store).undo()
    session(store).undo()
    assert again(store, interview).stage == "marking"
    stages = []
    while session(store).undo() is not None:
        stages += [(len(one.asked), one.over) for one in read_all(store.log({KIND}))]
    assert stages == [(2, True), (2, False), (1, False), (1, False), (0, False)]
    assert setup(store, EVERYTHING, 20).unfinished is None


def test_an_answer_whose_card_is_gone_is_marked_by_hand(store: Store) -> None:
    shelf = Shelf(store, opener("a"), opener("b"))
    interview = begin(store, Clock(), Plan(), EVERYTHING, 20)
    first = current(interview)
    give(interview, GOOD)
    interview.stop()
    shelf.put("deck.yaml", opener("b" if first == "deck/a" else "a"))
    shelf.sync()
    marking = Marking(again(store, interview))
    assert marking.current is not None
    assert marking.current.card is None
    assert marking.rate(3)
    assert marking.interview.transcript.asked[0].score == 0


def test_stopping_at_once_leaves_an_interview_that_counts_for_nothing(store: Store) -> None:
    interview = held(store, opener("a"))
    interview.stop()
    assert Marking(interview).current is None
    assert stage(interview) == "done"
    assert setup(store, EVERYTHING, 20).past == ()


def test_an_answer_to_nothing_that_was_asked_costs_one_press_a_question(store: Store) -> None:
    interview = held(store, *(opener(name) for name in "abcdefg"))
    while interview.question is not None:
        give(interview, "The weather was nice yesterday and we went to the lake for a swim.")
    marking = Marking(interview)
    pressed = 0
    while marking.current is not None:
        assert marking.confirm()
        pressed += 1
    (transcript,) = read_all(store.log({KIND}))
    assert pressed == len(transcript.asked) == 7
    assert {one.score for one in transcript.asked} == {0}


def test_a_new_interview_throws_nothing_away_that_was_answered_or_written(store: Store) -> None:
    old = held(store, opener("a"), opener("b"))
    give(old, GOOD)
    written = begin(store, Clock(), Plan(), EVERYTHING, 20)
    written.pause("half a sentence")
    empty = begin(store, Clock(), Plan(), EVERYTHING, 20)
    new = begin(store, Clock(), Plan(), EVERYTHING, 20)
    dropped = {one.session: one.dropped for one in read_all(store.log({KIND}))}
    assert [dropped[one.log.session] for one in (old, written, empty, new)] == [False, False, True, False]
    new.stop()
    Marking(new)
    waiting = setup(store, EVERYTHING, 20).unfinished
    assert waiting is not None
    assert waiting.session in (old.log.session, written.log.session)
    again(store, written).stop()
    Marking(again(store, written))
    waiting = setup(store, EVERYTHING, 20).unfinished
    assert waiting is not None
    assert (waiting.session, len(waiting.asked)) == (old.log.session, 1)
