"""Schedules that stand in a text, as events of the log."""

from collections.abc import Iterable, Iterator
from datetime import date

from trainer.core.ids import derived_id
from trainer.core.log import Event, outside_detail
from trainer.foreign.draft import Draft
from trainer.foreign.planned import Plan

DEVICE = "import"
"""The device of all events that were made of what a text says."""

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400_000


def events(drafts: Iterable[Draft], plan: Plan) -> Iterator[Event]:
    """Yield what gives each card the schedule that its text says: as of noon, UTC, of its last answer."""
    for draft in drafts:
        for template, key, _ in plan.keys.get(draft.guid, ()):
            if template != draft.template:
                continue
            for suffix, schedule in draft.schedules.items():
                if schedule.outside is not None and suffix in draft.suffixes:
                    outside = schedule.outside
                    at = (outside.last - _EPOCH) * _DAY + _DAY // 2
                    detail = outside_detail(outside)
                    id = derived_id(at, f"{key}{suffix}/adopt/{detail}")
                    yield Event(id, DEVICE, at, outside.last, 0, key + suffix, "adopt", detail=detail)
