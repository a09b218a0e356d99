"""A round of the quiz: saved answer by answer, undoable, and without any effect on a schedule."""

import json

import pytest

from tests.practice.context import Clock, current, give
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.card import Note
from trainer.core.kinds import Aspect, Choice, Compare, Wrong
from trainer.core.log import Event, NewEvent
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice.session import Session
from trainer.quiz.round import Round, nothing
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def choice(name: str, *right: str) -> Note:
    body = Choice(f"{name}?", right or ("right",), (Wrong("left", "it is not"), Wrong("up"), Wrong("down")))
    return Note("deck", name, body, why="Because.")


TABLE = Note(
    "deck",
    "t",
    Compare((("a", "Alpha"), ("b", "Beta")), (Aspect("x", "Colour", (("a", "red"), ("b", "green"))),)),
)


def begin(
    store: Store,
    clock: Clock | None = None,
    scope: Scope = EVERYTHING,
    count: int = 12,
    *,
    only_confusions: bool = False,
) -> Round:
    return Round(store, clock or Clock(), Plan(), scope, count, only_confusions=only_confusions)


def reply(quiz: Round, *, right: bool) -> Event:
    """Answer the present question with one option, right or wrong."""
    assert quiz.question is not None
    options = quiz.question.options
    quiz.pick(next(index for index, option in enumerate(options) if option.right == right))
    event = quiz.confirm()
    assert event is not None
    return event


def play(quiz: Round, *rights: bool) -> list[Event]:
    """Answer the next questions and go on after each."""
    events = []
    for right in rights:
        events.append(reply(quiz, right=right))
        quiz.next()
    return events


def logged(store: Store) -> list[Event]:
    return store.log({"quiz"})


def test_every_answer_is_saved_at_once(store: Store) -> None:
    Shelf(store, *(choice(f"n{n}") for n in range(3)))
    clock = Clock()
    quiz = begin(store, clock)
    clock.forward(seconds=7)
    event = reply(quiz, right=True)
    assert logged(store) == [event]
    assert (event.kind, event.grade, event.took, event.day) == ("quiz", 4, 7000, DAY)
    assert (event.answer, event.detail, event.session) == ("right", "", quiz.id)
    card = store.card(event.card)
    assert card is not None
    assert event.fingerprint == card.fingerprint


def test_a_wrong_answer_says_what_was_taken_instead(store: Store) -> None:
    Shelf(store, choice("c"), TABLE)
    events = {event.card: event for event in play(begin(store), False, False)}
    event = events["deck/t#x"]
    cell, other = ("a", "b") if event.answer == "green" else ("b", "a")
    assert (event.grade, event.answer) == (2, {"a": "red", "b": "green"}[other])
    assert json.loads(event.detail) == {"asked": f"deck/t#x.{cell}", "instead": [f"deck/t#x.{other}"]}
    text = events["deck/c"].answer
    assert text in ("left", "up", "down")
    assert json.loads(events["deck/c"].detail) == {"instead": [text]}


def test_no_schedule_is_ever_moved(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"), TABLE)
    store.record(answer("deck/a", 4, DAY - 1))
    before = store.states()
    session = Session(store, Clock(), Plan())
    play(begin(store), False, True, False)
    after = store.states()
    assert {key: state.memory for key, state in after.items() if state.memory} == {
        key: state.memory for key, state in before.items()
    }
    assert Session(store, Clock(), Plan()).counts == session.counts
    assert not list(store.mismatches())


def test_one_session_ties_a_round_together_and_another_round_is_another(store: Store) -> None:
    Shelf(store, *(choice(f"n{n}") for n in range(3)))
    clock = Clock()
    quiz = begin(store, clock)
    play(quiz, True, False)
    clock.forward(seconds=1)
    again = quiz.again()
    play(again, True)
    assert [len(store.log({"quiz"}, session)) for session in (quiz.id, again.id)] == [2, 1]


def test_picking_another_option_takes_the_place_of_the_first(store: Store) -> None:
    Shelf(store, choice("c"))
    quiz = begin(store)
    assert quiz.confirm() is None
    for index in (0, 2, 9, -1):
        quiz.pick(index)
    assert quiz.picked == {2}


def test_of_several_right_options_exactly_all_must_be_picked(store: Store) -> None:
    Shelf(store, choice("c", "A", "B"))
    quiz = begin(store)
    assert quiz.question is not None
    right = [index for index, option in enumerate(quiz.question.options) if option.right]
    quiz.pick(right[0])
    event = quiz.confirm()
    assert event is not None
    assert (event.grade, event.detail) == (2, "")
    quiz.undo()
    for index in (*right, right[0], right[0]):
        quiz.pick(index)
    event = quiz.confirm()
    assert event is not None
    assert event.grade == 4
    assert sorted(event.answer.split(" | ")) == ["A", "B"]


def test_an_answered_question_stays_answered(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    quiz = begin(store)
    quiz.next()
    assert quiz.answered is None
    reply(quiz, right=True)
    question = quiz.question
    quiz.pick(0)
    assert quiz.confirm() is None
    assert len(logged(store)) == 1
    assert quiz.question is question
    quiz.next()
    assert quiz.question is not question


def test_score_time_and_what_was_missed_are_counted(store: Store) -> None:
    Shelf(store, *(choice(f"n{n}") for n in range(3)))
    clock = Clock()
    quiz = begin(store, clock)
    clock.forward(seconds=3)
    reply(quiz, right=True)
    clock.forward(seconds=60)  # reading why does not count
    assert quiz.seconds == 3
    quiz.next()
    clock.forward(seconds=4)
    assert quiz.seconds == 7
    play(quiz, False)
    assert (quiz.right, len(quiz.given)) == (1, 2)
    assert [answer.event.grade for answer in quiz.missed] == [2]
    play(quiz, True)
    assert quiz.question is None
    assert quiz.answered is None
    assert quiz.confirm() is None


def test_undo_takes_back_the_last_answer_and_asks_it_again(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    quiz = begin(store)
    assert quiz.undo() is None
    first = quiz.question
    play(quiz, False)
    second = quiz.question
    reply(quiz, right=False)
    undone = quiz.undo()
    assert undone is not None
    assert quiz.question is second
    assert (quiz.picked, quiz.answered) == (frozenset(), None)
    assert len(logged(store)) == 1
    quiz.undo()
    assert quiz.question is first
    assert logged(store) == []
    assert quiz.undo() is None
    play(quiz, True, True)
    assert quiz.right == 2


def test_undo_after_the_end_asks_the_last_question_again(store: Store) -> None:
    Shelf(store, choice("a"))
    quiz = begin(store)
    play(quiz, False)
    assert quiz.question is None
    quiz.undo()
    assert quiz.question is not None


def test_undo_takes_back_the_answer_and_nothing_done_elsewhere_meanwhile(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    clock = Clock()
    quiz = begin(store, clock)
    play(quiz, True)
    clock.forward(seconds=1)
    answer = quiz.given[0].event
    store.record(NewEvent(Moment(answer.at + 1, DAY), "deck/b", "flag"))
    undone = quiz.undo()
    assert undone is not None
    assert undone.id == answer.id
    assert quiz.given == ()
    assert logged(store) == []
    assert store.state("deck/b").flagged


def test_review_never_asks_a_quiz_answer_again_by_undo(store: Store) -> None:
    Shelf(store, choice("a"), basic("b"))
    session = Session(store, Clock(), Plan())
    asked = current(session)
    clock = Clock()
    clock.forward(seconds=1)
    play(begin(store, clock), False)
    session.undo()
    assert logged(store) == []
    assert current(session) == asked


def test_scope_and_count_limit_the_round(store: Store) -> None:
    shelf = Shelf(store, *(choice(f"n{n}") for n in range(5)))
    shelf.put("other.yaml", *(choice(f"o{n}") for n in range(5)), deck="other")
    shelf.sync()
    assert len(begin(store, count=4).questions) == 4
    cards = {question.card for question in begin(store, scope=Scope(("other",))).questions}
    assert cards == {f"other/o{n}" for n in range(5)}


def test_suspended_cards_are_not_asked(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    store.record(mark("deck/a", "suspend"))
    assert [question.card for question in begin(store).questions] == ["deck/b"]


def test_a_round_without_questions_says_why(store: Store) -> None:
    assert "There is nothing to ask" in nothing(begin(store))
    Shelf(store, basic("a"))
    quiz = begin(store)
    assert quiz.question is None
    assert "There is nothing to ask" in nothing(quiz)
    assert "not mixed anything up" in nothing(begin(store, only_confusions=True))


class TestPractice:
    def test_the_missed_cards_and_no_others_are_asked(self, store: Store) -> None:
        Shelf(store, *(choice(f"n{n}") for n in range(5)))
        quiz = begin(store)
        missed = [event.card for event in play(quiz, False, True, False, True, True) if event.grade == 2]
        session = quiz.practice()
        assert give(session, 4, 4) == missed
        assert session.attempt is None
        session.refill()
        assert session.counts.new == 3

    def test_their_answers_go_through_the_scheduler(self, store: Store) -> None:
        Shelf(store, choice("a"), choice("b"))
        store.record(answer("deck/a", 4, DAY - 1))
        store.record(answer("deck/b", 4, DAY - 3))
        store.record(answer("deck/b", 4, DAY - 2))
        quiz = begin(store)
        play(quiz, False, False)
        session = quiz.practice()
        assert {give(session, grade)[0] for grade in (2, 2)} == {"deck/a", "deck/b"}
        kinds = {event.card: event.kind for event in store.log({"review", "early"}) if event.day == DAY}
        assert kinds == {"deck/a": "review", "deck/b": "early"}
        assert session.counts.again == 2

    @pytest.mark.parametrize("limit", [0, 20])
    def test_daily_limits_do_not_stop_what_the_user_asks_for(self, store: Store, limit: int) -> None:
        Shelf(store, choice("a"))
        quiz = Round(store, Clock(), Plan(new_per_day=limit))
        play(quiz, False)
        assert current(quiz.practice()) == "deck/a"
