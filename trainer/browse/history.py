"""The history of one card: what was answered when, and what became of its interval."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.core import dates
from trainer.core.day import span
from trainer.core.library import Library
from trainer.core.log import ANSWERS, Event, outside_in
from trainer.core.state import NEW, CardState
from trainer.core.text import clean, one_line
from trainer.practice.grades import Keys, grade_word
from trainer.practice.wording import DONE
from trainer.scheduling.replay import fold
from trainer.scheduling.scheduler import Scheduler


class Entry(NamedTuple):
    """One event of a card: its study day, its kind, for answers the grade, the milliseconds it took and what
    was given, and the interval in days that held afterwards, None for none; of an undo or redo the kind and
    grade of what was taken back or done again by it, and the interval that this makes."""

    day: int
    kind: str
    grade: int | None
    took: int | None
    answer: str
    interval_days: int | None
    of_kind: str = ""
    of_grade: int | None = None
    of_interval_days: int | None = None


def history(library: Library, card: str, scheduler: Scheduler) -> list[Entry]:
    """Return what happened to a card and was not undone, the oldest first. What was undone and done again,
    once or more often, has its last undo or redo here."""
    entries, state = [], NEW
    events = library.history(card)
    by_id = {event.id: event for event in (*events, *library.history(card, undone=True))}
    undone = {event.id: _undone(event, by_id) for event in events if event.undoes}
    last = {of.id: id for id, of in undone.items() if of is not None}
    for event in events:
        state = fold(state, event, scheduler)
        kind, answer = one_line(event.kind, _LONGEST), clean(event.answer)  # who knows who wrote it
        interval = _interval(state)
        if event.kind == "adopt" and (outside := outside_in(event.detail)) is not None:
            interval = outside.days or interval  # which a day set by hand there leaves alone
        entry = Entry(event.day, kind, event.grade, event.took, answer, interval)
        if (of := undone.get(event.id)) is not None:
            if last[of.id] != event.id:
                continue
            made = _interval(fold(state, of, scheduler)) if of.kind == "reschedule" else None
            entry = entry._replace(
                of_kind=one_line(of.kind, _LONGEST), of_grade=of.grade, of_interval_days=made
            )
        entries.append(entry)
    return entries


def _undone(event: Event, by_id: Mapping[str, Event]) -> Event | None:
    """Return what an undo takes back, or a redo does again, if it is known."""
    of = by_id.get(event.undoes)
    return by_id.get(of.undoes) if of is not None and of.kind == "undo" else of


def _interval(state: CardState) -> int | None:
    return state.memory.due - state.memory.last if state.memory is not None else None


_LONGEST = 40
_KINDS = {
    "review": "",
    "drill": "again that day",
    "early": "ahead of its day",
    "cram": "crammed",
    **{kind: each.done for kind, each in DONE.items()},
    "adopt": "schedule taken over",
    "mock": "mock interview",
}

_BACK = {"undo": "undone", "redo": "done again"}


def said(entry: Entry, keys: Keys) -> str:
    """Return an entry as a line, without its day."""
    if entry.kind in _BACK:
        of = Entry(entry.day, entry.of_kind, entry.of_grade, None, "", entry.of_interval_days)
        return ": ".join(filter(None, (_BACK[entry.kind], entry.of_kind and said(of, keys))))
    parts = [
        grade_word(entry.grade, keys) if entry.grade is not None else "",
        _KINDS.get(entry.kind, entry.kind),
    ]
    if entry.took:
        parts.append(f"{entry.took / 1000:.0f} s")
    if entry.interval_days is not None and entry.kind in (*ANSWERS, "reschedule", "adopt"):
        parts.append(f"→ {span(entry.interval_days)}")
    return " · ".join(filter(None, parts))


def lines(entries: Sequence[Entry], keys: Keys, today: int) -> list[str]:
    """Return the entries as lines, the newest first."""
    days = [dates.said(entry.day, today) for entry in entries]
    wide = max(map(len, days), default=0)
    return [f"{day:{wide}}  {said(entry, keys)}" for day, entry in zip(days, entries, strict=True)][::-1]


def intervals(entries: Sequence[Entry]) -> list[int]:
    """Return the interval after each answer that moved the schedule, in days, for a plot."""
    return [entry.interval_days or 0 for entry in entries if entry.kind == "review"]
