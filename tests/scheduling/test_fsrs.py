"""FSRS-6, held step by step against py-fsrs and against fsrs-rs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import fsrs
import fsrs_rs_python as rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.state import Memory, Outcome, drill_open
from trainer.scheduling.fsrs import (
    DEFAULT,
    FSRS,
    LEAST_STABILITY,
    MOST_STABILITY,
    RATING,
    Fsrs,
    Model,
    kept,
)
from trainer.scheduling.sm2 import Sm2

DAY = 739_000
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GRADES = st.integers(0, 5)
BOUNDS = tuple(
    zip(fsrs.scheduler.LOWER_BOUNDS_PARAMETERS, fsrs.scheduler.UPPER_BOUNDS_PARAMETERS, strict=True)
)
PARAMETERS = st.one_of(
    st.just(DEFAULT), st.tuples(*(st.floats(least, most, allow_nan=False) for least, most in BOUNDS))
)
STEPS = st.lists(
    st.tuples(st.sampled_from([0, 0, 1, 1, 2, 3, 7, 30, 365]) | st.integers(0, 4000), GRADES),
    min_size=1,
    max_size=20,
)


class Known(NamedTuple):
    """What py-fsrs knows of a card after an answer."""

    stability: float
    difficulty: float
    days: int


def answer(memory: Memory | None, grade: int, day: int, under: Fsrs = FSRS, card: str = "") -> Outcome:
    return under.answer(memory, grade, day, card)


def walk(steps: list[tuple[int, int]], under: Fsrs = FSRS) -> list[Memory]:
    """Answer one card, each time so many days after the time before."""
    memory: Memory | None = None
    day, path = DAY, []
    for days, grade in steps:
        day += days
        memory = answer(memory, grade, day, under).memory
        path.append(memory)
    return path


def by_py_fsrs(steps: list[tuple[int, int]], under: Fsrs = FSRS) -> list[Known]:
    """The same with py-fsrs, without steps and fuzz, as ours has neither."""
    theirs = fsrs.Scheduler(
        under.parameters,
        under.retention / 100,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=36500,
        enable_fuzzing=False,
    )
    card, now, path = fsrs.Card(card_id=1), NOON, []
    for days, grade in steps:
        now += timedelta(days=days)
        card, _ = theirs.review_card(card, fsrs.Rating(RATING[grade]), now)
        assert card.stability is not None
        assert card.difficulty is not None
        path.append(Known(card.stability, card.difficulty, (card.due - now).days))
    return path


@given(STEPS, PARAMETERS, st.integers(70, 99))
def test_every_step_is_that_of_py_fsrs(
    steps: list[tuple[int, int]], parameters: tuple[float, ...], retention: int
) -> None:
    """The states are floats there and may grow without end, which is why each step begins from ours."""
    under = Fsrs(parameters=parameters, retention=retention)
    model = Model(parameters)
    theirs = fsrs.Scheduler(parameters, retention / 100, (), (), enable_fuzzing=False)
    state: tuple[float, float] | None = None
    for days, grade in steps:
        rating = fsrs.Rating(RATING[grade])
        if state is None:
            state = model.first(rating)
            expected = (
                theirs._initial_stability(rating=rating),
                theirs._initial_difficulty(rating=rating, clamp=True),
            )
        else:
            card = fsrs.Card(1, fsrs.State.Review, None, *state, NOON, NOON)
            after, _ = theirs.review_card(card, rating, NOON + timedelta(days=days))
            assert after.stability is not None
            assert after.difficulty is not None
            expected = (min(after.stability, MOST_STABILITY), after.difficulty)
            recall = theirs.get_card_retrievability(card, NOON + timedelta(days=days))
            assert model.recall(state[0], days) == pytest.approx(recall, rel=1e-12)
            state = model.after(*state, days, rating)
        assert state == pytest.approx(expected, rel=1e-9)
        wished = model.days_until(state[0], retention / 100)
        assert min(max(round(wished), 1), 36500) == theirs._next_interval(stability=state[0])
        assert under.retention == retention


@given(STEPS)
def test_a_whole_history_gives_the_states_and_intervals_of_py_fsrs(steps: list[tuple[int, int]]) -> None:
    for memory, known in zip(walk(steps), by_py_fsrs(steps), strict=True):
        stability, difficulty, _ = kept(memory)
        assert stability / 1e6 == pytest.approx(known.stability, rel=1e-3, abs=1e-5)
        assert difficulty / 1e6 == pytest.approx(known.difficulty, abs=1e-4)
        undecided = abs(known.stability % 1 - 0.5) < 1e-3 * known.stability
        assert undecided or memory.due - memory.last == min(known.days, 36500)


@given(STEPS.map(lambda steps: [(0, steps[0][1]), *steps[1:]]))
def test_a_whole_history_gives_the_state_of_fsrs_rs(steps: list[tuple[int, int]]) -> None:
    reviews = [rs.FSRSReview(RATING[grade], days) for days, grade in steps]
    theirs = rs.FSRS(list(DEFAULT)).memory_state(rs.FSRSItem(reviews))
    stability, difficulty, _ = kept(walk(steps)[-1])
    assert stability / 1e6 == pytest.approx(theirs.stability, rel=2e-3, abs=1e-5)
    assert difficulty / 1e6 == pytest.approx(theirs.difficulty, abs=1e-3)


def test_the_default_parameters_are_those_of_both_libraries() -> None:
    assert tuple(fsrs.scheduler.DEFAULT_PARAMETERS) == DEFAULT
    assert pytest.approx(rs.DEFAULT_PARAMETERS) == DEFAULT


@pytest.mark.parametrize(("grade", "rating"), list(enumerate((1, 1, 1, 2, 3, 4))))
def test_grades_below_three_are_again_and_the_others_hard_good_easy(grade: int, rating: int) -> None:
    assert kept(walk([(0, grade)])[0])[:2] == tuple(round(x * 1e6) for x in Model(DEFAULT).first(rating))


@given(STEPS, PARAMETERS, st.integers(70, 99))
def test_states_stay_in_their_bounds_and_due_days_in_the_calendar(
    steps: list[tuple[int, int]], parameters: tuple[float, ...], retention: int
) -> None:
    under = Fsrs(parameters=parameters, retention=retention)
    for memory in walk(steps, under):
        stability, difficulty, streak = kept(memory)
        assert LEAST_STABILITY * 1e6 <= stability <= MOST_STABILITY * 1e6
        assert 1e6 <= difficulty <= 1e7
        assert 1 <= memory.due - memory.last <= 36500
        assert 0 <= streak <= memory.reviews
        assert 0 < under.retrievability(memory, memory.due) <= 1


def test_a_card_is_due_where_the_desired_share_is_still_recalled() -> None:
    for retention in (70, 80, 90, 97):
        under = Fsrs(retention=retention)
        memory = walk([(0, 4), (2, 4), (10, 4)], under)[-1]
        assert under.retrievability(memory, memory.due) == pytest.approx(retention / 100, abs=0.01)
    assert FSRS.retrievability(memory, memory.last) == FSRS.retrievability(memory, memory.last - 3) == 1


def test_a_failure_opens_a_drill_and_good_closes_it() -> None:
    for grade in range(6):
        assert drill_open(walk([(0, grade)])[0], DAY) == (grade < 3)
    again, hard, good = walk([(0, 1), (0, 3), (0, 4)])
    assert drill_open(again, DAY)
    assert drill_open(hard, DAY)
    assert not drill_open(good, DAY)
    assert good.reviews == 1, "a drill is no review"


def test_an_answer_before_its_day_counts_too_and_never_brings_a_known_card_back_sooner() -> None:
    memory = walk([(0, 4), (2, 4), (10, 4)])[-1]
    for days in (1, 5, memory.due - memory.last - 1):
        for grade in (3, 4, 5):
            kind, after, _ = answer(memory, grade, memory.last + days)
            assert kind == "early"
            assert after.due >= memory.due
    kind, after, _ = answer(memory, 2, memory.due - 1)
    assert (kind, after.lapses, kept(after).streak) == ("early", 1, 0)
    assert after.due < memory.due + 9


def test_a_day_before_the_last_answer_counts_as_the_same_day() -> None:
    memory = walk([(0, 1)])[0]
    assert answer(memory, 4, DAY - 1) == answer(memory, 4, DAY)
    assert answer(memory, 4, DAY - 1).memory.last == DAY


def test_a_lapse_is_counted_only_for_a_card_that_had_been_passed() -> None:
    grades = [1, 2, 4, 4, 2, 2, 4]
    assert [memory.lapses for memory in walk([(3, grade) for grade in grades])] == [0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("grade", [-1, 6, 9])
def test_a_grade_outside_0_to_5_is_an_error(grade: int) -> None:
    with pytest.raises(ValueError, match=r"not in 0\.\.5"):
        answer(None, grade, DAY)


@pytest.mark.parametrize(("days", "retention"), [(1, 90), (30, 90), (200, 90), (30, 80)])
def test_a_card_given_a_day_is_as_stable_as_the_days_say(days: int, retention: int) -> None:
    """For 90 % as fsrs-rs converts a card of SM-2."""
    under = Fsrs(retention=retention)
    memory = under.placed(None, DAY + days, DAY)
    assert (memory.due, memory.last, memory.reviews, memory.lapses) == (DAY + days, DAY, 0, 0)
    assert under.retrievability(memory, memory.due) == pytest.approx(retention / 100, abs=1e-4)
    theirs = rs.FSRS(list(DEFAULT)).memory_state_from_sm2(2.5, days, retention / 100)
    stability, difficulty, _ = kept(memory)
    assert stability / 1e6 == pytest.approx(theirs.stability, rel=1e-4)
    if retention == 90:
        assert difficulty / 1e6 == pytest.approx(theirs.difficulty, rel=1e-4)
    answered = walk([(0, 4), (2, 4)])[-1]
    assert under.placed(answered, DAY + 90, DAY + 3) == answered._replace(due=DAY + 90)


def test_what_is_kept_is_told_in_words_and_numbers() -> None:
    memory = walk([(0, 4), (2, 4)])[-1]
    facts = FSRS.facts(memory)
    assert facts["stability"] == pytest.approx(by_py_fsrs([(0, 4), (2, 4)])[-1].stability, abs=1e-5)
    assert FSRS.explain(memory)[0].startswith(f"Stability {facts['stability']:.1f} days")
    assert (FSRS.known(memory), FSRS.is_hard(memory)) == (1, False)
    assert [FSRS.is_hard(walk([(0, 4), (2, grade)])[-1]) for grade in (1, 3, 4, 5)] == [
        True,
        True,
        False,
        False,
    ]


@given(
    st.builds(
        Fsrs,
        retention=st.integers(70, 99),
        max_interval=st.integers(1, 36500),
        fuzz=st.booleans(),
        easy_days=st.sampled_from([(), (5, 6), (0,)]),
        balance=st.booleans(),
        chosen=st.integers(0, 400),
    )
)
def test_the_name_of_a_scheduler_says_all_its_options(options: Fsrs) -> None:
    assert FSRS.called(options.name) == options


def test_the_parameters_stay_those_of_the_scheduler_that_folds() -> None:
    own = Fsrs(parameters=(1.0, *DEFAULT[1:]))
    assert own.name != FSRS.name
    assert own.called(FSRS.name) == own
    assert FSRS.called(own.name) == FSRS


@pytest.mark.parametrize("name", ["", "sm2", "fsrs-5;r=90", "FSRS-6"])
def test_a_name_that_says_no_options_leaves_them_as_they_are(name: str) -> None:
    now = Fsrs(retention=80, max_interval=5)
    assert now.called(name) == now


def test_of_an_answer_under_sm2_those_options_count_that_it_notes() -> None:
    own = Fsrs(retention=80, max_interval=5, parameters=(1.0, *DEFAULT[1:]))
    then = Sm2("sm2-delphi", "anki", max_interval=30, fuzz=True, easy_days=(5,), balance=True, chosen=9)
    found = replace(own, retention=90, max_interval=30, fuzz=True, easy_days=(5,), balance=True)
    assert own.called(then.name) == found


@pytest.mark.parametrize("told", ["r=", "r=0", "r=100", "r=9e9", "r=-80", "max=0", "on=9999999", "easy=9x"])
def test_options_that_make_no_sense_are_the_nearest_that_do(told: str) -> None:
    found = FSRS.called(f"fsrs-6;{told}")
    assert (found.retention, found.easy_days, found.chosen) == (90, (), 0)
    assert found.max_interval == (1 if told == "max=0" else 36500)


@given(st.lists(st.floats(), max_size=25))
def test_parameters_that_the_model_cannot_have_are_not_taken(parameters: list[float]) -> None:
    assert FSRS.fitted(parameters) == FSRS


@given(PARAMETERS)
def test_parameters_within_the_bounds_are_taken(parameters: tuple[float, ...]) -> None:
    assert FSRS.fitted(parameters) == Fsrs(parameters=parameters)
    assert FSRS.fitted((float("nan"), *DEFAULT[1:])) == FSRS


def test_more_names_than_anybody_uses_take_no_more_memory() -> None:
    own = Fsrs()
    for days in range(5000):
        assert own.called(f"fsrs-6;on={days + 1}").chosen == min(days + 1, 36500)
    assert len(own._named) <= 1024


@given(st.text() | st.text("=;0123456789rmaxeonsyfuzblc²٣-.").map("fsrs-6;{}".format))
def test_whatever_stands_in_a_log_as_a_name_is_read(name: str) -> None:
    due = FSRS.called(name).answer(None, 4, DAY, "d/n").memory.due
    assert 1 <= due - DAY <= 36500
