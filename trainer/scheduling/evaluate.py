"""Which scheduler foretells best what you recall: judged on your own log, one step ahead, from the past only.

Each review a study day or more after the answer before it is foretold by six predictors that have seen only
what came earlier: SM-2 as its interval claims, SM-2 with the base of its forgetting fitted to the past,
FSRS-6 with the default parameters and with ones fitted to the past, and two plain averages, which know
nothing of cards and keep the others honest. First answers, same-day drills and practice ahead of schedule
are not scored.

Intervals of differences are bootstrapped over whole cards, as the reviews of a card are not independent.
"""

from collections.abc import Callable, Sequence
from math import exp, log
from random import Random
from typing import NamedTuple

from trainer.core import extras
from trainer.core.log import ANSWERS, Event, outside_in
from trainer.core.state import NEW, CardState
from trainer.scheduling.fsrs import FSRS, RATING
from trainer.scheduling.metrics import Claim, Review, auc, calibration, loss, rmse_bins
from trainer.scheduling.replay import fold
from trainer.scheduling.scheduler import PASS, Scheduler
from trainer.scheduling.sm2 import FORGETTING, SM2

KINDS = (*sorted(ANSWERS), "reset", "reschedule", "adopt")
"""The kinds of events that an evaluation is made from."""

METRICS_FROM = 100
"""With fewer scored reviews nothing is measured."""
VERDICT_FROM = 400
"""With fewer nobody is called better; parameters are not fitted to fewer either."""
FITTED_FROM = 1000
"""With fewer fitted parameters are not compared: too few are left to try them on."""

CARDS_FROM = 50
"""With fewer cards there are no intervals: whole cards are drawn, and an interval from few of them is too
narrow (https://doi.org/10.3368/jhr.50.2.317 has 20 to 50 clusters as too few)."""
EACH_FROM = 10
"""With fewer reviews forgotten, or recalled, there are none either: a few more would turn the sign."""

FOLDS = 5
"""Into so many parts the log is cut; each is foretold by parameters fitted to those before it."""
DRAWS, LEAST_DRAWS = 1000, 200
"""Of the bootstrap; fewer where there are very many cards."""
_WORK = 3_000_000

SM2_NAME, CALIBRATED, DEFAULTS, FITTED, AVERAGE, MOVING = PREDICTORS = (
    *("sm2", "sm2 calibrated", "fsrs", "fsrs fitted", "average", "moving average"),
)

History = Sequence[tuple[int, int]]
"""The answers to one card: rating 1 to 4, and days since the answer before (0 for the first)."""
Fit = Callable[[Sequence[History]], Sequence[float]]
"""Finds parameters of FSRS-6 from histories; raises ``ValueError`` where they do not suffice."""


class Predictor(NamedTuple):
    """How well one predictor foretold. ``auc`` is None where all or none were recalled."""

    name: str
    log_loss: float
    auc: float | None
    rmse_bins: float
    calibration: tuple[Claim, ...]


class Difference(NamedTuple):
    """The log loss of ``one`` less that of ``other``, with its 95 % interval, if there can be one; below 0
    ``one`` is better.

    ``verdict`` is the name of the better one, "cannot tell" where the interval contains 0 or there is none,
    and "" where there are too few reviews for one.
    """

    one: str
    other: str
    mean: float
    low: float | None
    high: float | None
    verdict: str

    @property
    def between(self) -> str:
        """The interval in words."""
        return "no interval" if self.low is None else f"{self.low:+.3f}..{self.high:+.3f}"


class Evaluation(NamedTuple):
    """What the log says about the predictors.

    Attributes:
        scored, cards: reviews scored, and of how many cards. ``recalled``: the share recalled.
        first, same_day, ahead: answers that are not scored, by reason.
        predictors: empty below `METRICS_FROM`. ``differences``: of all pairs of them.
        unfitted: why there are no fitted parameters; "" where there are. ``undecided``: why there are no
            intervals; likewise.
    """

    scored: int
    cards: int
    recalled: float
    first: int
    same_day: int
    ahead: int
    predictors: tuple[Predictor, ...] = ()
    differences: tuple[Difference, ...] = ()
    unfitted: str = ""
    undecided: str = ""


CANNOT_TELL = "cannot tell"


def evaluate(events: Sequence[Event], fit: Fit | None = None) -> Evaluation:
    """Return how well the predictors foretold the answers of a log.

    Args:
        events: of `KINDS`, in log order, without those undone.
        fit: finds parameters of FSRS; None where nothing is installed that can.
    """
    reviews, counts = _reviews(events)
    judged = [review for review in reviews if review is not None]
    recalled = [review.recalled for review in judged]
    share = sum(recalled) / len(judged) if judged else 0.0
    found = Evaluation(len(judged), len({review.card for review in judged}), share, *counts)
    if len(judged) < METRICS_FROM:
        return found
    claimed = _of_scored(foretold(events, SM2), reviews)
    predicted = {
        SM2_NAME: claimed,
        CALIBRATED: _calibrated(claimed, recalled),
        DEFAULTS: _of_scored(foretold(events, FSRS), reviews),
    }
    unfitted = _why_unfitted(len(judged), fit)
    if fit is not None and not unfitted:
        try:
            predicted[FITTED] = _of_scored(_fitted(events, reviews, fit), reviews)
        except ValueError as error:
            unfitted = str(error)
    predicted[AVERAGE] = _average(recalled)
    predicted[MOVING] = _moving_average(recalled)
    undecided = _why_undecided(found.cards, recalled)
    return found._replace(
        predictors=tuple(
            Predictor(
                name,
                sum(map(loss, foretold_by, recalled)) / len(judged),
                auc(foretold_by, recalled),
                rmse_bins(foretold_by, judged),
                calibration(foretold_by, recalled),
            )
            for name, foretold_by in predicted.items()
        ),
        differences=tuple(_differences(predicted, judged, undecided)),
        unfitted=unfitted,
        undecided=undecided,
    )


def scored(events: Sequence[Event]) -> list[Review]:
    """Return the reviews of a log that predictors are judged by."""
    return [review for review in _reviews(events)[0] if review is not None]


def foretold(events: Sequence[Event], scheduler: Scheduler) -> list[float | None]:
    """Return for each event how likely the card was to be recalled then, by what was known before; None
    where it is no answer, or the card was new."""
    states: dict[str, CardState] = {}
    found: list[float | None] = []
    for event in events:
        state = states.get(event.card, NEW)
        known = state.memory is not None and event.kind in ANSWERS
        found.append(scheduler.retrievability(state.memory, event.day) if known and state.memory else None)
        states[event.card] = fold(state, event, scheduler)
    return found


def histories(events: Sequence[Event]) -> list[list[tuple[int, int]]]:
    """Return the answers of a log card by card, as `Fit` wants them. A reset begins another history; what
    follows a schedule from elsewhere is left out, as its beginning is not known."""
    found: list[list[tuple[int, int]]] = []
    going: dict[str, list[tuple[int, int]] | None] = {}
    last: dict[str, int] = {}
    for event in events:
        card = event.card
        if event.kind == "reset":
            going.pop(card, None)
        elif event.kind == "adopt" or (event.kind == "reschedule" and card not in going):
            going[card] = None
        elif event.kind in ANSWERS and event.grade is not None:
            if card not in going:
                found.append([])
                going[card], last[card] = found[-1], event.day
            if (history := going[card]) is not None:
                history.append((RATING[event.grade], max(0, event.day - last[card])))
                last[card] = max(last[card], event.day)
    return found


def _reviews(events: Sequence[Event]) -> tuple[list[Review | None], tuple[int, int, int]]:
    """Return for each event the review that is scored, if it is one; and how many answers are not because
    they were the first, on the same day, or ahead of schedule."""
    found: list[Review | None] = []
    first = same_day = ahead = 0
    seen: dict[str, tuple[int, int, int]] = {}  # of each card: last day, answers, failures
    for event in events:
        review = None
        known = seen.get(event.card)
        if event.kind == "reset":
            seen.pop(event.card, None)
        elif event.kind == "adopt":
            if (there := outside_in(event.detail)) is not None:
                seen[event.card] = there.last, max(1, there.reviews), there.lapses
        elif event.kind == "reschedule":
            seen.setdefault(event.card, (event.day, 1, 0))
        elif event.kind in ANSWERS and event.grade is not None:
            recalled = event.grade >= PASS
            if known is None:
                first += 1
                seen[event.card] = event.day, 1, 0
            elif event.day <= known[0]:
                same_day += 1
            else:
                last, number, failures = known
                if event.kind == "early":
                    ahead += 1
                else:
                    review = Review(event.card, recalled, event.day - last, number + 1, failures)
                seen[event.card] = event.day, number + 1, failures + (not recalled)
        found.append(review)
    return found, (first, same_day, ahead)


def _of_scored(predicted: Sequence[float | None], reviews: Sequence[Review | None]) -> list[float]:
    return [
        one if one is not None else FORGETTING
        for one, review in zip(predicted, reviews, strict=True)
        if review is not None
    ]


def _calibrated(claimed: Sequence[float], recalled: Sequence[bool]) -> list[float]:
    """Return what SM-2 foretells with another base than 0.9: the one that fits the reviews so far best, found
    anew whenever there are a quarter more of them."""
    intervals = [log(max(one, 1e-300)) / log(FORGETTING) for one in claimed]
    rate, again, found = -log(FORGETTING), 20, []
    for number, passed in enumerate(intervals):
        if number >= again:
            rate = _rate(intervals[:number], recalled[:number])
            again = number * 5 // 4
        found.append(exp(-rate * passed))
    return found


def _rate(intervals: Sequence[float], recalled: Sequence[bool]) -> float:
    """Return how fast is forgotten, per interval: the rate with the greatest likelihood."""
    kept = sum(passed for passed, was in zip(intervals, recalled, strict=True) if was)
    lost = [passed for passed, was in zip(intervals, recalled, strict=True) if not was]
    low, high = 1e-4, 5.0
    for _ in range(30):
        rate = (low * high) ** 0.5
        slope = sum(passed / (exp(min(rate * passed, 500.0)) - 1) for passed in lost if passed) - kept
        low, high = (rate, high) if slope > 0 else (low, rate)
    return float((low * high) ** 0.5)


def _average(recalled: Sequence[bool]) -> list[float]:
    """Return the share recalled so far, beginning with that of SM-2's claim."""
    found, right = [], FORGETTING
    for number, was in enumerate(recalled, 1):
        found.append(right / number)
        right += was
    return found


def _moving_average(recalled: Sequence[bool]) -> list[float]:
    """Return a share that follows the latest reviews: a logit moved by 0.3 of each error, as the FSRS
    benchmark has it."""
    found, logit = [], 1.2
    for was in recalled:
        found.append(1 / (1 + exp(-logit)))
        logit += 0.3 * (was - found[-1])
    return found


def _why_unfitted(scored: int, fit: Fit | None) -> str:
    if fit is None:
        return f"what fits parameters is not installed: {extras.how('optimize')}"
    if scored < VERDICT_FROM:
        return f"parameters are fitted from {VERDICT_FROM} reviews on"
    return ""


def _why_undecided(cards: int, recalled: Sequence[bool]) -> str:
    """Say why the reviews tell no interval; "" where they do."""
    if cards < CARDS_FROM:
        return f"too few cards ({cards}) say little of others; from {CARDS_FROM} on there are intervals"
    kept = sum(recalled)
    rare, word = min((len(recalled) - kept, "forgotten"), (kept, "recalled"))
    if not rare:
        return f"no review was {word}, so that nothing tells the predictors apart"
    if rare < EACH_FROM:
        return f"too few reviews were {word} ({rare}); from {EACH_FROM} on there are intervals"
    return ""


def _fitted(events: Sequence[Event], reviews: Sequence[Review | None], fit: Fit) -> list[float | None]:
    """Return what FSRS foretells with parameters fitted to the parts of the log before; with the default
    ones in the first part."""
    places = [place for place, review in enumerate(reviews) if review is not None]
    cuts = [places[len(places) * part // (FOLDS + 1)] for part in range(1, FOLDS + 1)]
    found = foretold(events[: cuts[0]], FSRS)
    for start, end in zip(cuts, [*cuts[1:], len(events)], strict=True):
        fitted = FSRS.fitted(fit(histories(events[:start])))
        found += foretold(events[:end], fitted)[start:]
    return found


def _differences(
    predicted: dict[str, list[float]], judged: Sequence[Review], undecided: str
) -> list[Difference]:
    """Return the difference in log loss of each pair, with its interval by drawing whole cards, if nothing
    makes that ``undecided``."""
    cards: dict[str, list[int]] = {}
    for place, review in enumerate(judged):
        cards.setdefault(review.card, []).append(place)
    sums = []
    for foretold_by in predicted.values():
        losses = [loss(one, review.recalled) for one, review in zip(foretold_by, judged, strict=True)]
        sums.append([sum(map(losses.__getitem__, places)) for places in cards.values()])
    counts = [len(places) for places in cards.values()]
    random, every = Random(0), range(len(counts))
    draws = max(LEAST_DRAWS, min(DRAWS, _WORK // len(counts)))
    means: list[list[float]] = []
    for _ in range(draws):
        drawn = random.choices(every, k=len(counts))
        reviews = sum(map(counts.__getitem__, drawn))
        means.append([sum(map(one.__getitem__, drawn)) / reviews for one in sums])
    found = []
    names = list(predicted)
    for first, one in enumerate(names):
        for second in range(first + 1, len(names)):
            gaps = sorted(mean[first] - mean[second] for mean in means)
            low, high = (
                (None, None) if undecided else (gaps[draws * 25 // 1000], gaps[draws * 975 // 1000 - 1])
            )
            mean = (sum(sums[first]) - sum(sums[second])) / len(judged)
            verdict = _verdict(one, names[second], low, high, len(judged))
            found.append(Difference(one, names[second], mean, low, high, verdict))
    return found


def _verdict(one: str, other: str, low: float | None, high: float | None, scored: int) -> str:
    least = FITTED_FROM if FITTED in (one, other) else VERDICT_FROM
    if scored < least:
        return ""
    if low is None or high is None:
        return CANNOT_TELL
    return one if high < 0 else other if low > 0 else CANNOT_TELL
