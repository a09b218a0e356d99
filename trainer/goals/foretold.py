"""What was foretold of a goal on the day it was set, through all that was changed in it since.

A change is logged with two forecasts of its day: of the goal as it then is, and ``without`` the change. How
far they are apart is what the change does, and no merit or fault of who studies. So the first forecast stays,
and who was behind before a change is as far behind after it. Changes add up, in any order: two devices that
change one goal, each without knowing of the other, leave a forecast of the goal that comes of both. Ends that
lie close together do not stay so through a change that leaves much open: the range is never narrower than the
forecast of the last change was.
"""

from typing import Any, NamedTuple

from trainer.goals.forecast import Range


class Foretold(NamedTuple):
    """What was foretold on the day the goal was set, and the same ``with_changes``: as it would have been of
    the goal as it is now."""

    first: Range
    with_changes: Range


class Told(NamedTuple):
    """What events told so far: the ``first`` forecast and the one that changes count from, by how much those
    changed it: what to expect, and both ends; and what was foretold with the last change."""

    first: Range
    base: Range
    by: Range = Range(0.0, 0.0, 0.0)
    last: Range | None = None

    @property
    def foretold(self) -> Foretold:
        return Foretold(self.first, _as_wide(_moved(self.base, self.by), self.last))


def told(before: Told | None, detail: dict[str, Any], *, first_day: bool) -> Told | None:
    """Return what was foretold after one more event of a goal with this ``detail``; ``first_day``: of the day
    on which it was set, when whoever changes it corrects it."""
    found = range_of(detail.get("foreseen"))
    if found is None:
        return before
    if before is None:
        return Told(found, found)
    without = range_of(detail.get("without"))
    if without is None:  # as earlier versions of the program logged it
        return Told(before.first, found)
    change = Range(*(now - then for now, then in zip(found, without, strict=True)))
    by = Range(*(sum(each) for each in zip(before.by, change, strict=True)))
    first = _as_wide(_moved(before.first, change), found) if first_day else before.first
    return Told(first, before.base, by, found)


def range_of(told: object) -> Range | None:
    """Return the range that an event tells; None where it is none."""
    if isinstance(told, list) and len(told) == 3 and all(type(end) in (int, float) for end in told):
        return _moved(Range(*map(float, told)), Range(0.0, 0.0, 0.0))
    return None


def _as_wide(range_: Range, other: Range | None) -> Range:
    """Return a range that leaves at least as much open as another, to either side."""
    if other is None:
        return range_
    below, above = other.share - other.low, other.high - other.share
    low, high = min(range_.low, range_.share - below), max(range_.high, range_.share + above)
    return Range(range_.share, max(0.0, low), min(1.0, high))


def _moved(range_: Range, by: Range) -> Range:
    share, low, high = (min(1.0, max(0.0, end + more)) for end, more in zip(range_, by, strict=True))
    return Range(share, min(low, share), max(high, share))
