"""What the log says about predictors: one step ahead, from the past only, no ranking without its interval."""

from collections.abc import Sequence
from math import log, sqrt
from typing import Any

import fsrs_rs_python as rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scheduling import learner
from tests.store.build import DAY
from trainer.core.log import Event, detail_of, outside_detail
from trainer.core.state import Outside
from trainer.fitting import fit
from trainer.scheduling import evaluate as module
from trainer.scheduling.evaluate import (
    AVERAGE,
    CALIBRATED,
    CANNOT_TELL,
    CARDS_FROM,
    DEFAULTS,
    FITTED,
    FITTED_FROM,
    METRICS_FROM,
    MOVING,
    PREDICTORS,
    SM2_NAME,
    VERDICT_FROM,
    Evaluation,
    History,
    Predictor,
    evaluate,
    foretold,
    histories,
)
from trainer.scheduling.fsrs import DEFAULT, FSRS
from trainer.scheduling.metrics import Review, auc, bin_of, calibration, loss, rmse_bins
from trainer.scheduling.sm2 import SM2


def event(
    number: int, kind: str, day: int, grade: int | None = None, card: str = "d/a", **more: Any
) -> Event:
    return Event(f"{number:05}", "pc", number, DAY + day, 0, card, kind, grade, scheduler=SM2.name, **more)


def of(found: Evaluation, name: str) -> Predictor:
    return next(one for one in found.predictors if one.name == name)


def difference(found: Evaluation, one: str, other: str) -> Any:
    return next(gap for gap in found.differences if (gap.one, gap.other) == (one, other))


# What is scored


def test_scored_are_reviews_a_day_or_more_after_the_answer_before() -> None:
    events = [
        event(1, "review", 0, 2),
        event(2, "drill", 0, 4),
        event(3, "review", 1, 4),
        event(4, "early", 3, 4),
        event(5, "review", 7, 1),
        event(6, "drill", 7, 1),
        event(7, "reset", 8),
        event(8, "review", 8, 4),
        event(9, "review", 9, 5),
        event(10, "quiz", 20, 0),
    ]
    reviews, (first, same_day, ahead) = module._reviews(events)
    assert [review for review in reviews if review] == [
        Review("d/a", True, 1, 2, 0),
        Review("d/a", False, 4, 4, 0),
        Review("d/a", True, 1, 2, 0),
    ]
    assert (first, same_day, ahead) == (2, 2, 1)
    found = evaluate(events)
    assert (found.scored, found.cards) == (3, 1)
    assert found.recalled == pytest.approx(2 / 3)
    assert (found.first, found.same_day, found.ahead) == (2, 2, 1)


def test_a_card_from_elsewhere_or_given_a_day_is_no_new_one() -> None:
    there = outside_detail(Outside(DAY + 5, DAY - 5, 10, reviews=4, lapses=2))
    events = [
        event(1, "adopt", 0, detail=there),
        event(2, "review", 5, 4),
        event(3, "reschedule", 0, card="d/b", detail=detail_of(due=DAY + 5)),
        event(4, "review", 5, 1, card="d/b"),
    ]
    reviews, counts = module._reviews(events)
    assert reviews[1::2] == [Review("d/a", True, 10, 5, 2), Review("d/b", False, 5, 2, 0)]
    assert counts == (0, 0, 0)
    assert histories(events) == []


def test_histories_have_ratings_and_days_and_begin_again_after_a_reset() -> None:
    events = [
        event(1, "review", 0, 2),
        event(2, "drill", 0, 4),
        event(3, "review", 3, 3),
        event(4, "reset", 4),
        event(5, "review", 9, 5),
        event(6, "review", 15, 4),
        event(7, "adopt", 16, detail=outside_detail(Outside(DAY + 20, DAY + 16, 4))),
        event(8, "review", 20, 4),
    ]
    assert histories(events) == [[(1, 0), (3, 0), (2, 3)], [(4, 0), (3, 6)]]


# Only the past


@given(st.integers(20, 250))
def test_no_predictor_sees_what_comes_later(cut: int) -> None:
    events = learner.log(30, 9)
    later = [
        one if place < cut else one._replace(grade=5 - (one.grade or 0)) for place, one in enumerate(events)
    ]
    scored = sum(review is not None for review in module._reviews(events[: cut + 1])[0])
    fits: list[int] = []

    def spy(known: Sequence[History]) -> tuple[float, ...]:
        fits.append(sum(map(len, known)))
        return (*DEFAULT[:3], 1.0 + fits[-1] / 1000, *DEFAULT[4:])

    predictions = []
    for log_ in (events, later):
        reviews = module._reviews(log_)[0]
        recalled = [review.recalled for review in reviews if review]
        claimed = module._of_scored(foretold(log_, SM2), reviews)
        for found in (
            claimed,
            module._calibrated(claimed, recalled),
            module._of_scored(foretold(log_, FSRS), reviews),
            module._of_scored(module._fitted(log_, reviews, spy), reviews),
            module._average(recalled),
            module._moving_average(recalled),
        ):
            predictions.append(found[:scored])
    fitted = len(predictions) // 2 - 3
    for place, (one, other) in enumerate(zip(predictions[:6], predictions[6:], strict=True)):
        assert place == fitted or one == other
    assert fits[:5] == fits[5:] == sorted(fits[:5]), "each part is fitted to those before it"
    assert fits[4] < len(events)


# Each predictor, by hand


def test_sm2_foretells_nine_in_ten_at_the_end_of_an_interval_and_fsrs_by_its_curve() -> None:
    events = [event(1, "review", 0, 4), event(2, "review", 1, 4), event(3, "review", 13, 4)]
    assert foretold(events, SM2) == [None, pytest.approx(0.9), pytest.approx(0.9**2)]
    card = rs.FSRS(list(DEFAULT)).memory_state(rs.FSRSItem([rs.FSRSReview(3, 0), rs.FSRSReview(3, 1)]))
    factor = 0.9 ** (-1 / DEFAULT[20]) - 1
    assert foretold(events, FSRS)[2] == pytest.approx(
        (1 + factor * 12 / card.stability) ** -DEFAULT[20], rel=1e-4
    )


def test_the_average_is_of_what_came_before_and_the_moving_one_follows_each_error() -> None:
    assert module._average([True, False, True]) == pytest.approx([0.9, 1.9 / 2, 1.9 / 3])
    first = 1 / (1 + 2.718281828459045**-1.2)
    second = 1 / (1 + 2.718281828459045 ** -(1.2 + 0.3 * (0 - first)))
    assert module._moving_average([False, True]) == pytest.approx([first, second])


def test_the_base_of_sm2_is_fitted_to_the_past() -> None:
    """Of reviews at the end of an interval 70 % are recalled: then that is what is foretold."""
    recalled = [number % 10 < 7 for number in range(2000)]
    found = module._calibrated([0.9] * 2000, recalled)
    assert found[0] == pytest.approx(0.9)
    assert found[-1] == pytest.approx(0.7, abs=0.01)
    assert module._rate([1.0, 2.0], [True, True]) == pytest.approx(1e-4, rel=0.1), "nothing forgotten yet"


# Metrics


def test_log_loss_is_clipped() -> None:
    assert loss(0.9, True) == pytest.approx(-log(0.9))
    assert loss(0.9, False) == pytest.approx(-log(0.1))
    assert loss(1.0, False) == loss(0.99999, False) == pytest.approx(-log(1e-4))
    assert loss(0.0, True) == pytest.approx(-log(1e-4))


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.5, 0.8, 0.9]), st.booleans()), max_size=30))
def test_auc_is_the_share_of_pairs_in_the_right_order_ties_half(pairs: list[tuple[float, bool]]) -> None:
    right = [one for one, was in pairs if was]
    wrong = [one for one, was in pairs if not was]
    found = auc([one for one, _ in pairs], [was for _, was in pairs])
    if not right or not wrong:
        assert found is None
    else:
        wins = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
        assert found == pytest.approx(wins / len(right) / len(wrong))


def test_rmse_over_bins_by_hand() -> None:
    """Two reviews fall into one bin (2 and 3 days), one into another (9 days)."""
    reviews = [Review("a", True, 2, 2, 0), Review("b", False, 3, 3, 0), Review("c", False, 14, 3, 0)]
    assert bin_of(reviews[0]) == bin_of(reviews[1]) != bin_of(reviews[2])
    assert bin_of(Review("a", True, 2, 2, 1)) != bin_of(reviews[0])
    gaps = (2 * ((0.9 + 0.7) / 2 - 1 / 2) ** 2 + (0.8 - 0) ** 2) / 3
    assert rmse_bins([0.9, 0.7, 0.8], reviews) == pytest.approx(sqrt(gaps))


def test_calibration_counts_each_review_in_one_row() -> None:
    rows = calibration([0.0, 0.7, 0.79, 0.95, 1.0], [False, True, False, True, True])
    assert [(row.low, row.reviews) for row in rows] == [(0.0, 1), (0.7, 2), (0.8, 0), (0.9, 0), (0.95, 2)]
    assert rows[1].claimed == pytest.approx(0.745)
    assert rows[1].recalled == 0.5


@pytest.mark.parametrize("seed", [1, 2])
def test_predictions_log_loss_and_bins_are_those_of_fsrs_rs(seed: int) -> None:
    """fsrs-rs weighs reviews by how recent they are, 0.25 to 1, which is done here the same way; a card's
    answers of one day count there too, which is why the log has none."""
    events = learner.log(250, 8, seed)
    reviews = module._reviews(events)[0]
    scored = [review for review in reviews if review]
    predicted = module._of_scored(foretold(events, FSRS), reviews)
    items, going = [], dict[str, list[rs.FSRSReview]]()
    days: dict[str, int] = {}
    for one, review in zip(events, reviews, strict=True):
        assert one.grade is not None
        elapsed = one.day - days.get(one.card, one.day)
        going.setdefault(one.card, []).append(rs.FSRSReview((1, 1, 1, 2, 3, 4)[one.grade], elapsed))
        days[one.card] = one.day
        if review:
            items.append(rs.FSRSItem(going[one.card]))
    theirs = rs.FSRS(list(DEFAULT)).evaluate(items)
    weights = [0.25 + 0.75 * (place / (len(scored) - 1)) ** 3 for place in range(len(scored))]
    total = sum(weights)
    ours = 0.0
    bins: dict[Any, list[float]] = {}
    for weight, told, was in zip(weights, predicted, scored, strict=True):
        ours += weight * loss(told, was.recalled)
        found = bins.setdefault(bin_of(was), [0, 0, 0])
        found[0] += 1
        found[1] += told - was.recalled
        found[2] += weight
    assert ours / total == pytest.approx(theirs.log_loss, rel=1e-4)
    rmse = sqrt(sum(weight * (gap / count) ** 2 for count, gap, weight in bins.values()) / total)
    assert rmse == pytest.approx(theirs.rmse_bins, rel=1e-3)


# Verdicts


def test_below_a_hundred_reviews_only_counts_are_given() -> None:
    events = learner.log(20, 5)
    found = evaluate(events, fit)
    assert 0 < found.scored < METRICS_FROM
    assert found.predictors == ()
    assert found.differences == ()
    assert 0 < found.recalled < 1


def test_below_four_hundred_there_are_intervals_and_no_verdict() -> None:
    found = evaluate(learner.log(60, 5), fit)
    assert METRICS_FROM <= found.scored < VERDICT_FROM
    assert [one.name for one in found.predictors] == [name for name in PREDICTORS if name != FITTED]
    assert "400" in found.unfitted
    assert {gap.verdict for gap in found.differences} == {""}
    assert all(
        gap.low is not None and gap.high is not None and gap.low < gap.high for gap in found.differences
    )
    assert found.undecided == ""


def test_from_four_hundred_there_is_a_verdict_but_for_fitted_parameters() -> None:
    found = evaluate(learner.log(120, 6), fit)
    assert VERDICT_FROM <= found.scored < FITTED_FROM
    assert [one.name for one in found.predictors] == list(PREDICTORS)
    for gap in found.differences:
        if FITTED in (gap.one, gap.other):
            assert gap.verdict == ""
        elif gap.low is None or gap.high is None:
            raise AssertionError(gap)
        elif gap.low <= 0 <= gap.high:
            assert gap.verdict == CANNOT_TELL
        else:
            assert gap.verdict == (gap.one if gap.high < 0 else gap.other)


@pytest.mark.parametrize(
    ("cards", "grades", "why"),
    [
        (1, (2, 4, 4), "too few cards (1) say little of others"),
        (CARDS_FROM - 1, (2, 4, 4), f"too few cards ({CARDS_FROM - 1})"),
        (100, (4,), "no review was forgotten"),
        (100, (2,), "no review was recalled"),
    ],
)
def test_of_few_cards_and_where_nothing_was_forgotten_one_cannot_tell(
    cards: int, grades: tuple[int, ...], why: str
) -> None:
    """However many reviews: draws of the same few cards are all alike, and make an interval of no width."""
    each = 600 // cards + 1
    log = [
        Event(
            f"{day:05}{card:03}", "me", day, day, 0, f"d/{card}", "review", grades[(day + card) % len(grades)]
        )
        for day in range(1, each + 1)
        for card in range(cards)
    ]
    found = evaluate(log)
    assert found.scored >= VERDICT_FROM
    assert found.undecided.startswith(why)
    assert {(gap.low, gap.high, gap.verdict) for gap in found.differences} == {(None, None, CANNOT_TELL)}


def test_a_learner_with_a_memory_like_that_of_fsrs_is_foretold_best_by_it() -> None:
    found = evaluate(learner.log(400, 9), fit)
    assert found.scored >= 3000
    assert difference(found, SM2_NAME, DEFAULTS).verdict == DEFAULTS
    assert difference(found, DEFAULTS, AVERAGE).verdict == DEFAULTS
    assert of(found, DEFAULTS).auc == pytest.approx(0.65, abs=0.15)
    assert of(found, CALIBRATED).log_loss <= of(found, SM2_NAME).log_loss


def test_a_learner_with_other_parameters_is_foretold_better_by_fitted_ones() -> None:
    own = (0.05, 0.2, 0.6, 3.0, *DEFAULT[4:8], 1.2, *DEFAULT[9:])
    found = evaluate(learner.log(400, 9, parameters=own), fit)
    assert difference(found, DEFAULTS, FITTED).verdict == FITTED


def test_of_a_learner_who_forgets_at_chance_nobody_knows_more_than_the_average() -> None:
    found = evaluate(learner.log(300, 6, chance=0.85), fit)
    for name in (SM2_NAME, CALIBRATED, DEFAULTS, FITTED):
        assert difference(found, name, AVERAGE).verdict in (AVERAGE, CANNOT_TELL)
        assert of(found, name).auc == pytest.approx(0.5, abs=0.06)
    assert difference(found, AVERAGE, MOVING).verdict in (AVERAGE, CANNOT_TELL)


def test_intervals_are_drawn_over_whole_cards() -> None:
    """Cards that are always right or always wrong: the reviews say little more than the cards do."""
    events = []
    for number in range(60):
        for turn in range(15):
            grade = 5 if number % 2 else 1
            events.append(event(1000 * turn + number, "review", 10 * turn, grade, card=f"d/n{number}"))
    gap = difference(evaluate(events), SM2_NAME, AVERAGE)
    assert gap.low is not None
    assert gap.high is not None
    assert gap.high - gap.low > 0.1
    assert difference(evaluate(events), SM2_NAME, AVERAGE) == gap, "the same log, the same interval"


def test_where_nothing_can_fit_parameters_that_is_said() -> None:
    found = evaluate(learner.log(120, 6))
    assert "pip install" in found.unfitted
    assert FITTED not in {one.name for one in found.predictors}

    def fails(known: Sequence[History]) -> tuple[float, ...]:
        raise ValueError("too little was forgotten")

    assert evaluate(learner.log(120, 6), fails).unfitted == "too little was forgotten"


def test_the_learner_of_these_tests_makes_the_same_log_each_time() -> None:
    assert learner.log(5, 5) == learner.log(5, 5)
