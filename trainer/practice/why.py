"""Why a card is asked now, and what is known of it, in words."""

from collections.abc import Sequence

from trainer.core.dates import said
from trainer.core.day import span
from trainer.core.library import Library, StudyCard
from trainer.core.state import Memory, drill_open
from trainer.core.text import counted, times
from trainer.practice.attempt import Attempt
from trainer.practice.learning import Demands, order_of
from trainer.scheduling.leech import FIRST, is_leech
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Ask, Entry
from trainer.scheduling.scheduler import Scheduler


def why_asked(
    card: StudyCard, entry: Entry, day: int, scheduler: Scheduler, order: Sequence[str] = ()
) -> str:
    """Return the reason, then the schedule so far, a sentence or two to a line.

    ``card`` has its state from before the answer; ``entry`` is its place in the queue; ``day`` is today;
    ``order`` says what decides when the card is met (`trainer.practice.learning.sentences`).
    """
    memory = card.state.memory
    wanted = card.state.wanted == day
    lines = ["You put it into today's practice." if wanted else _reason(memory, entry.why, day)]
    if memory is not None:
        first, last = said(memory.last, day), said(memory.due, day)
        lines.append(f"Interval {_days(memory.due - memory.last)}, from {first} to {last}.")
        if not memory.answered:
            lines.append(
                "Never answered: it counts as known for these days, and the next pass goes on from them."
            )
    if memory is not None and memory.answered:
        lines += [
            *scheduler.explain(memory),
            f"{_seen(card)}{counted(memory.reviews, 'review')}, {counted(memory.lapses, 'lapse')} "
            "(forgotten after it was known).",
        ]
    lines += order
    if is_leech(card.state):
        lines.append(f"A leech: forgotten {FIRST} times and more{', and flagged' * card.state.flagged}.")
    elif card.state.flagged:
        lines.append("You flagged it.")
    lines.append(f"Card {card.key}.")
    return "\n".join(lines)


def said_of(attempt: Attempt, library: Library, day: int, plan: Plan, demands: Demands, planned: str) -> str:
    """Say why the card of an ``attempt`` is asked; ``planned``: what a plan does with it."""
    order = order_of(library, attempt.card, day, plan, demands, planned, now=True)
    return why_asked(attempt.card, attempt.entry, day, plan.scheduler, order)


def standing(
    card: StudyCard,
    day: int,
    scheduler: Scheduler,
    order: Sequence[str] = (),
    planned: str = "",
    *,
    buried: bool = False,
    sibling: str = "",
) -> str:
    """Return in words where a card stands on study day ``day``: asked, waiting, or set aside. ``planned``:
    what decides that other than the order, among the sentences of ``order`` too; is its note ``buried``?
    ``sibling``: what is said of a due card that waits for another one of its note."""
    state, memory = card.state, card.state.memory
    if state.suspended:
        head = "Suspended: not asked until you unsuspend it."
    elif buried:
        head = "Buried with its note: not asked before tomorrow."
    elif state.wanted == day:
        return why_asked(card, Entry(card.key, "due"), day, scheduler, order)
    elif memory is None:
        head = (
            "New: it was never answered."
            if planned
            else "New: its turn comes in the learning order, within the daily limit of new cards."
        )
    elif memory.due > day and not drill_open(memory, day):
        head = f"Due on {said(memory.due, day)}, in {_days(memory.due - day)}."
        head = head if planned else f"Not asked today: {head[0].lower()}{head[1:]}"
    else:
        why: Ask = "again" if drill_open(memory, day) else "due"
        first, *rest = why_asked(card, Entry(card.key, why), day, scheduler, order).splitlines()
        return "\n".join([f"{first} {sibling}".rstrip(), *rest])
    return "\n".join([head, *why_asked(card, Entry(card.key, "due"), day, scheduler, order).splitlines()[1:]])


def _reason(memory: Memory | None, asked: Ask, day: int) -> str:
    if asked == "cram":
        return "Crammed: your answer is noted, and the schedule stays as it is."
    if asked == "again":
        return "Asked again: its last answer today was below good, so it comes back until one is good."
    if memory is None:
        return "New: it was never answered."
    late = day - memory.due
    if late > 0:
        return f"Due since {said(memory.due, day)}, {_days(late)} ago."
    if late == 0:
        return "Due today."
    return f"Asked early: it is due on {said(memory.due, day)}, in {_days(-late)}."


def _seen(card: StudyCard) -> str:
    """Tell how often it was answered at all, where some answers did not move its schedule."""
    memory = card.state.memory
    return f"Seen {times(card.answered)}; on schedule: " if memory and card.answered > memory.reviews else ""


def _days(days: int) -> str:
    return counted(days, "day") if days < 60 else f"{span(days)} ({counted(days, 'day')})"
