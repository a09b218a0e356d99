"""Schedules that stand in a text, as events of the log."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from trainer.core.ids import derived_id
from trainer.core.log import Event, outside_detail, outside_in
from trainer.core.moment import EPOCH, midnight
from trainer.core.state import Outside
from trainer.core.text import counted
from trainer.foreign.draft import Draft, Schedule
from trainer.foreign.planned import Plan

DEVICE = "import"
"""The device of all events that were made of what a text says."""

_DAY = 86_400_000


@dataclass(slots=True)
class Known:
    """What the log knows of the cards that a text may have schedules of.

    Attributes:
        now: UTC milliseconds. ``settled``: when their schedules were last set by anything but such a text.
        adopted: the states taken over from texts, as the details of their events, and when, the latest last.
        undone: when those counted that were taken back since, by card and detail: they count again as then.
        passed: the cards whose schedule in the text is older than what is here.
    """

    now: int
    settled: Mapping[str, int] = field(default_factory=dict)
    adopted: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    undone: Mapping[tuple[str, str], int] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Say which schedules are not what counts."""
        if not self.passed:
            return []
        cards = counted(len(self.passed), "card")
        return [f"{cards} answered or given a day here later than there: what the file says of that is older"]


def events(drafts: Iterable[Draft], plan: Plan, known: Known) -> Iterator[Event]:
    """Yield what gives each card the schedule that its text says: as of its last answer, and of another one
    for the same answer, as of behind it."""
    for draft in drafts:
        for template, key, _ in plan.keys.get(draft.guid, ()):
            if template != draft.template:
                continue
            for suffix, schedule in draft.schedules.items():
                if schedule.outside is not None and suffix in draft.suffixes:
                    yield _event(key + suffix, schedule, schedule.outside, known)


def _event(card: str, schedule: Schedule, told: Outside, known: Known) -> Event:
    # Who failed it and sees it again on that day gives a whole answer there.
    detail = outside_detail(told._replace(last=max(1, min(told.last, told.due - 1))))
    before, then = known.adopted.get(card, ("", 0))
    at = min(_answered(schedule, told), known.now)
    if detail == before:
        at = then
    elif (card, detail) in known.undone:
        at = known.undone[card, detail]
    elif (old := outside_in(before)) is not None and (not schedule.is_dated or told.last >= old.last):
        at = max(at, then + 1)
    if detail != before and (at <= known.settled.get(card, -1) or at < then):
        known.passed.append(card)
    id = derived_id(at, f"{card}/adopt/{detail}")
    return Event(id, DEVICE, at, EPOCH + at // _DAY, 0, card, "adopt", detail=detail)


def _answered(schedule: Schedule, told: Outside) -> int:
    """Return when a card was last answered: at noon, UTC, where no hour is told."""
    if schedule.minute is None:
        return midnight(told.last, 0) + _DAY // 2
    wall = datetime.fromordinal(told.last) + timedelta(minutes=schedule.minute)
    try:
        return int(wall.astimezone().timestamp()) * 1000
    except (OverflowError, OSError, ValueError):  # of years that no clock here knows
        return midnight(told.last, 0)
