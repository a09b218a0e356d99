"""What the rest of an answer says of a point: who is right about the others likelier is about this one too,
and who speaks of none of them likelier is not."""

from collections.abc import Sequence

from trainer.grading.points.features import Place
from trainer.grading.points.likely import likely

WHOLE = {
    "whole": "there are other points",
    "alone": "the odds of the point by itself, as a logarithm",
    "here": "something speaks for the point itself",
    "others": "how likely the other points are said, on average",
    "touched": "the same of those for which something speaks, from the middle on",
    "lost": "the share of the other points for which nothing speaks",
    "swapped": "the share of those that are only said of whom another point speaks",
}
"""What is weighed of an answer as a whole."""
MOST = 8.0  # odds that are as good as certain, as a logarithm


def whole(found: Sequence[Sequence[Place]], odds: Sequence[float]) -> list[tuple[float, ...]]:
    """Return what is to be weighed of each point beside the others, in the order of `WHOLE`; ``odds`` are
    those of each point by itself."""
    most = [0.0 if places and all(place.turned for place in places) else MOST for places in found]
    chances = [likely(max(-MOST, min(highest, one))) for one, highest in zip(odds, most, strict=True)]
    result: list[tuple[float, ...]] = []
    for number, (places, own) in enumerate(zip(found, odds, strict=True)):
        others = [other for other in range(len(odds)) if other != number]
        touched = [chances[other] for other in others if found[other]]
        count = max(1, len(others))
        result.append(
            (
                1.0,
                own,
                float(bool(places)),
                sum(chances[other] for other in others) / count,
                sum(touched) / len(touched) - 0.5 if touched else 0.0,
                (len(others) - len(touched)) / count,
                sum(bool(found[other]) and all(place.swapped for place in found[other]) for other in others)
                / count,
            )
        )
    return result
