"""Schedules set by hand: cards forgotten, as if new, or given a day on which they are due."""

import re
from collections.abc import Sequence

from trainer.core.dates import read_due
from trainer.core.errors import UsageError
from trainer.core.library import Library
from trainer.core.log import Event, NewEvent, detail_of
from trainer.core.moment import Moment


def reset(library: Library, when: Moment, cards: Sequence[str]) -> Sequence[Event]:
    """Make cards as if they were new; their history is kept. One undo takes all of it back."""
    return library.record_all([NewEvent(when, card, "reset") for card in cards])


def reschedule(library: Library, when: Moment, cards: Sequence[str], due: int) -> Sequence[Event]:
    """Make cards due on study day ``due``; today they are put into today's practice. One undo takes all of
    it back.

    Raises:
        UsageError: the day is over.
    """
    if due < when.day:
        raise UsageError("That day is over; name today or a day to come.")
    if due == when.day:
        return library.record_all([NewEvent(when, card, "want") for card in cards])
    return library.record_all(
        [NewEvent(when, card, "reschedule", detail=detail_of(due=due)) for card in cards]
    )


def counts_as_known(library: Library, cards: Sequence[str], days: int) -> str:
    """Say what it means for those of these cards that were never answered to be due so many days from today:
    as in Anki, the next pass goes on from these days. "" where there is none, or they are due today."""
    new = sum(not ((memory := library.state(card).memory) and memory.answered) for card in cards)
    if not new or days <= 0:
        return ""
    if len(cards) == 1:
        return "never answered: counts as known until then"
    return f"{new} never answered: {'counts' if new == 1 else 'count'} as known until then"


def day_to_come(text: str, today: int) -> int:
    """Return the study day after ``today`` that a text names: ``3``, ``in 3 days``, ``on 10 Dec``, ``friday``
    (`trainer.core.dates.read_due`).

    Raises:
        UsageError: it names none, or none that is to come.
    """
    due = read_due(re.sub(r"^(on|due) ", "", text.strip()), today)
    if due <= today:
        raise UsageError(f"{text!r} is no day to come; say 3, 10 Dec or friday")
    return due
