"""What the rest of an answer says of a point: who is right about the others likelier is about this one too,
and who speaks of none of them likelier is not."""

from collections.abc import Sequence

from trainer.grading.points.aligned import ALIGNED
from trainer.grading.points.features import Place
from trainer.grading.points.likely import likely

WHOLE = {
    "whole": "there are other points",
    "alone": "the odds of the point by itself, as a logarithm",
    "clear": "the same where it is likelier than not",
    "here": "something speaks for the point itself",
    "others": "how likely the other points are said, on average",
    "others_here": "the same where something speaks for the point itself",
    "likeliest": "how likely that of the others is which is likeliest",
    "touched": "the same of those for which something speaks, from the middle on",
    "lost": "the share of the other points for which nothing speaks",
    "swapped": "the share of those that are only said of whom another point speaks",
    "otherwise": "how much the places of the other points deny them, say the opposite or exchange sides",
    "last": "it is the last point, which many leave out",
    **ALIGNED,
}
"""What is weighed of an answer as a whole."""
OTHERWISE = {
    *("denied", "denied_other", "denied_if", "opposed", "differ"),
    *("crossed", "exchanged", "turned_does", "turned"),
}
MOST = 8.0  # odds that are as good as certain, as a logarithm
FEW = 2  # points, with more of which the last is often left out
CLEAR = 4.0  # and from which on more of them tells nothing more


def whole(
    found: Sequence[Sequence[Place]],
    chosen: Sequence[Place | None],
    odds: Sequence[float],
    words: Sequence[tuple[float, ...]],
) -> list[tuple[float, ...]]:
    """Return what is to be weighed of each point beside the others, in the order of `WHOLE`.

    ``found``: the places of each; ``chosen``: that of them which likeliest says it; ``odds``: those of each
    point by itself; ``words``: how its words are met (`aligned`).
    """
    most = [0.0 if places and all(place.turned for place in places) else MOST for places in found]
    chances = [likely(max(-MOST, min(highest, one))) for one, highest in zip(odds, most, strict=True)]
    turned = [_otherwise(place) for place in chosen]
    result: list[tuple[float, ...]] = []
    for number, (places, own) in enumerate(zip(found, odds, strict=True)):
        others = [other for other in range(len(odds)) if other != number]
        touched = [chances[other] for other in others if found[other]]
        count = max(1, len(others))
        mean = sum(chances[other] for other in others) / count
        result.append(
            (
                1.0,
                own,
                max(0.0, min(CLEAR, own)),
                float(bool(places)),
                mean,
                mean if places else 0.0,
                max((chances[other] for other in others), default=0.0),
                sum(touched) / len(touched) - 0.5 if touched else 0.0,
                (len(others) - len(touched)) / count,
                sum(bool(found[other]) and all(place.swapped for place in found[other]) for other in others)
                / count,
                sum(turned[other] for other in others) / count,
                float(number == len(odds) - 1 >= FEW),
                *words[number],
            )
        )
    return result


def _otherwise(place: Place | None) -> float:
    """Return how much a place rather says the opposite of its point."""
    if place is None or place.verbatim:
        return 0.0
    return max(place.features[name] for name in OTHERWISE)
