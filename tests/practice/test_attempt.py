"""One card being asked: hints, picks, suggestions, and keys that say what will be saved."""

from collections.abc import Sequence

import pytest

from tests.practice.context import Clock, give, session
from tests.store.build import DAY, Shelf, answer, basic, of
from trainer.core.kinds import Choice, Wrong
from trainer.practice.attempt import Attempt
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.sm2 import Sm2
from trainer.store.store import Store

ONE = Choice("Which?", ("right",), (Wrong("x"), Wrong("y"), Wrong("z")))
TWO = Choice("Which?", ("right", "also right"), (Wrong("x"), Wrong("y")))


def attempt_of(session: Session) -> Attempt:
    assert session.attempt is not None
    return session.attempt


def places(attempt: Attempt, *texts: str) -> list[int]:
    """Where options are shown, counted from 0."""
    return [[option.text for option in attempt.sides.options].index(text) for text in texts]


def pick(attempt: Attempt, *texts: str) -> None:
    for index in places(attempt, *texts):
        attempt.pick(index)


HISTORIES: list[Sequence[tuple[int, int]]] = [
    (),  # new
    ((2, 0),),  # failed today: a drill
    ((4, -1),),  # due today
    ((4, -40), (3, -39)),  # late
    ((5, -300), (5, -299), (5, -290), (5, -100), (0, -50)),
]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    ("hints", "options"),
    [(0, Sm2()), (1, Sm2("sm2-delphi", max_interval=90)), (3, Sm2(fuzz=True, lateness="anki"))],
)
def test_what_a_key_says_is_what_is_saved(
    store: Store, history: Sequence[tuple[int, int]], hints: int, options: Sm2
) -> None:
    store.scheduler = options
    Shelf(store, *(basic(f"grade-{grade}", hints=("h1", "h2", "h3")) for grade in range(6)))
    for number in range(6):
        for grade, day in history:
            store.record(answer(f"deck/grade-{number}", grade, DAY + day, scheduler=options))
    practice = session(store, plan=Plan(options))
    for _ in range(6):
        attempt = attempt_of(practice)
        grade = int(attempt.card.key[-1])
        for _ in range(hints):
            attempt.hint()
        practice.reveal()
        promised = attempt.choices[grade]
        stored = practice.grade(grade)
        assert stored is not None
        assert (stored.kind, store.state(stored.card).memory) == promised[:2]
        assert (stored.grade, stored.hints) == (min(grade, 5 - hints), hints)


def test_each_hint_lowers_the_best_grade_by_one(store: Store) -> None:
    Shelf(store, basic("a", hints=("one", "two", "three")))
    practice = session(store)
    attempt = attempt_of(practice)
    seen = [(attempt.best_grade, attempt.hint(), attempt.hints) for _ in range(4)]
    assert seen == [
        (5, "one", ("one",)),
        (4, "two", ("one", "two")),
        (3, "three", ("one", "two", "three")),
        (2, None, ("one", "two", "three")),
    ]
    practice.reveal()
    assert attempt.choices[5] == attempt.choices[2]
    assert attempt.choices[5].memory.drill == DAY


def test_the_best_grade_never_falls_below_zero(store: Store) -> None:
    Shelf(store, basic("a", hints=tuple("1234567")))
    practice = session(store)
    attempt = attempt_of(practice)
    while attempt.hint() is not None:
        pass
    assert attempt.best_grade == 0
    practice.reveal()
    stored = practice.grade(5)
    assert stored is not None
    assert stored.grade == 0


def test_a_hint_after_the_answer_costs_nothing_because_there_is_none(store: Store) -> None:
    Shelf(store, basic("a", hints=("one",)))
    practice = session(store)
    practice.reveal()
    attempt = attempt_of(practice)
    assert attempt.hint() is None
    assert (attempt.best_grade, attempt.hints) == (5, ())


def test_before_the_answer_is_shown_no_key_promises_anything(store: Store) -> None:
    Shelf(store, basic("a"))
    attempt = attempt_of(session(store))
    assert attempt.choices == ()
    assert not attempt.revealed


@pytest.mark.parametrize(
    ("body", "picks", "suggested"),
    [
        (ONE, ["right"], 4),
        (ONE, ["x"], 2),
        (ONE, [], 2),
        (ONE, ["x", "right"], 4),  # only the last pick counts where one is right
        (ONE, ["right", "y"], 2),
        (TWO, ["right", "also right"], 4),
        (TWO, ["also right", "right"], 4),
        (TWO, ["right"], 2),
        (TWO, ["right", "also right", "x"], 2),
        (TWO, ["right", "also right", "x", "x"], 4),  # a second pick takes the first back
        (TWO, [], 2),
    ],
)
def test_picks_suggest_a_grade(store: Store, body: Choice, picks: list[str], suggested: int) -> None:
    Shelf(store, of(body))
    practice = session(store)
    attempt = attempt_of(practice)
    pick(attempt, *picks)
    assert attempt.suggested is None, "no verdict before the answer"
    practice.reveal()
    assert attempt.suggested == suggested


def test_hints_lower_the_suggestion_too(store: Store) -> None:
    Shelf(store, of(ONE, hints=("h1", "h2")))
    practice = session(store)
    attempt = attempt_of(practice)
    pick(attempt, "right")
    attempt.hint()
    attempt.hint()
    practice.reveal()
    assert attempt.suggested == 3


def test_a_card_without_options_suggests_nothing(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    attempt = attempt_of(practice)
    attempt.pick(0)
    practice.reveal()
    assert (attempt.suggested, attempt.picked) == (None, frozenset())


def test_a_pick_that_is_no_option_or_comes_after_the_answer_is_ignored(store: Store) -> None:
    Shelf(store, of(ONE))
    practice = session(store)
    attempt = attempt_of(practice)
    for index in (-1, 4, 99):
        attempt.pick(index)
    assert attempt.picked == frozenset()
    practice.reveal()
    pick(attempt, "right")
    assert attempt.picked == frozenset()


def test_what_was_picked_and_suggested_is_kept_in_the_log(store: Store) -> None:
    Shelf(store, of(TWO))
    practice = session(store)
    pick(attempt_of(practice), "right", "x")
    practice.reveal()
    stored = practice.grade(3)
    assert stored is not None
    assert set(stored.answer.split(" | ")) == {"right", "x"}
    assert (stored.grade, stored.suggested) == (3, 2)


def test_options_are_shuffled_anew_at_each_showing_and_not_by_opening_the_card_again(store: Store) -> None:
    Shelf(store, of(Choice("Which?", ("r",), tuple(Wrong(text) for text in "abcdefg"))))
    orders = []
    for _ in range(4):
        practice, again = session(store), session(store)
        assert attempt_of(practice).sides == attempt_of(again).sides
        orders.append(attempt_of(practice).sides.options)
        give(practice, 2)
    assert len(set(orders)) == 4


@pytest.mark.parametrize(("reading", "thinking", "took"), [(0, 0.0, 0), (3, 2.25, 5250), (-60, 0.0, 0)])
def test_the_time_taken_runs_from_the_question_to_the_grade(
    store: Store, reading: int, thinking: float, took: int
) -> None:
    Shelf(store, basic("a"))
    clock = Clock()
    practice = session(store, clock)
    clock.forward(seconds=reading)  # a clock that is set back makes no time negative
    practice.reveal()
    clock.forward(seconds=thinking)
    stored = practice.grade(4)
    assert stored is not None
    assert stored.took == took
