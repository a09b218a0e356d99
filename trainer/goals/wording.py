"""What is said of goals, for the command line and both front ends. Names and questions in it are the user's
and the decks': as untrusted as they are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trainer.core.cells import cell_len, padded
from trainer.core.columns import Labelled
from trainer.core.dates import said, said_days, weekdays
from trainer.core.duration import about
from trainer.core.text import counted
from trainer.goals.forecast import STEP, Range
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal
from trainer.goals.mocks import AHEAD
from trainer.goals.plan import DayPlan
from trainer.goals.result import Result
from trainer.goals.standing import Standing
from trainer.goals.today import NOTHING, Beside
from trainer.goals.wish import Field, words_of
from trainer.practice.outside import said as outside

MOCKS = 8
"""So many mock interviews to come are named."""

_WITHOUT = {"off": "a day off", "over": "the day itself"}
"""Phases of a goal whose days have no plan."""

NO_CARDS = "none of its cards can be asked"


class Row(NamedTuple):
    """A line with its label; ``warns`` says that it needs a decision."""

    label: str
    text: str
    warns: bool = False


def percent(found: Range) -> str:
    """Return a share as a range, in whole percent."""
    low, high = round(100 * found.low), round(100 * found.high)
    return f"{low} %" if low == high else f"{low}-{high} %"


def until(goal: Goal, day: int) -> str:
    """Say when it is: ``Thu 10 Dec, in 13 days``."""
    if goal.by is None:
        return "no date"
    days = goal.by - day
    if days < 0:
        away = f"{counted(-days, 'day')} ago"
    else:
        away = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
    return f"{said(goal.by, day)}, {away}"


def brief(goal: Goal, day: int) -> str:
    """Say what it is and how far: ``Interview in 13 days``."""
    if goal.by is None:
        return goal.name
    days = goal.by - day
    return f"{goal.name} {'tomorrow' if days == 1 else f'in {days} days'}"


def passed(goal: Goal, day: int) -> str:
    """Say of a goal whose date is reached when that is or was."""
    return f"{goal.name} {'is today' if goal.by == day else f'was on {said(goal.by or 0, day)}'}"


def came(over: Sequence[Goal], day: int) -> str:
    """Say what is told of goals whose date is reached: on the day itself nobody knows yet how it went."""
    return "how it went" if any(goal.by != day for goal in over) else "where you stand"


def head(goal: Goal, day: int) -> str:
    """Say what a goal is: its name, date, minutes, days off."""
    return f"{goal.name}: {until(goal, day)} · {each_day(goal, day)}"


def changed(before: Goal, goal: Goal, day: int) -> str:
    """Say in what a goal was changed: ``decks: hive (before: kafka)``; "" for nothing."""
    then, now = words_of(before, day), words_of(goal, day)
    parts = [
        f"{label}: {now[field] or none} (before: {then[field] or none})"
        for field, (label, none) in _CHANGES.items()
        if now[field] != then[field]
    ]
    return "; ".join(parts)


_CHANGES: dict[Field, tuple[str, str]] = {
    "by": ("date", "none"),
    "minutes": ("minutes a day", "none"),
    "off": ("days off", "none"),
    "what": ("decks", "all"),
}
"""What can be changed of a goal: its name there, and what stands for none of it."""


def each_day(goal: Goal, day: int) -> str:
    """Say how much time there is for it."""
    parts = [f"{counted(goal.minutes, 'minute')} a day"]
    if goal.off:
        parts.append(f"off: {weekdays(goal.off)}")
    coming = [(first, last) for first, last in goal.holidays if last >= day]
    coming = [span for span in coming if goal.by is None or span[0] < goal.by]
    if coming:
        parts.append("holiday: " + ", ".join(said_days(first, last, day) for first, last in coming))
    if goal.what and (about := ", ".join(goal.what)).casefold() != goal.name.casefold():
        parts.append(f"about {about}")
    return " · ".join(parts)


def track(at: Standing) -> str:
    """Say how it goes against what was foretold; "" where nothing was."""
    points = round(100 * abs(at.behind))
    return at.track if at.track in ("", "on track") else f"{at.track} by {counted(points, 'point')}"


def foretold(found: Foretold) -> str:
    """Say what was foretold on the day a goal was set, and what that is with what was changed since."""
    first, now = percent(found.first), percent(found.with_changes)
    return first if first == now else f"{first}, with what was changed since then {now}"


def short(at: Standing) -> str:
    """Say where a goal stands in one line."""
    return " · ".join(part for part in (track(at), expected(at)) if part)


def briefly(at: Standing) -> str:
    """Say it in fewer words."""
    return " · ".join(part for part in (track(at), shares(at)) if part)


def shares(at: Standing) -> str:
    """Say only the numbers."""
    if not at.cards:
        return NO_CARDS
    return f"{percent(at.forecast.ready)}, today {percent(at.forecast.now)}"


def expected(at: Standing) -> str:
    """Say what to expect, and what there is."""
    if not at.cards:
        return NO_CARDS
    ahead, now = at.forecast.ready, at.forecast.now
    when = "on the day" if at.goal.by is not None else "in 30 days"
    return f"{percent(ahead)} of what is asked {when}, {percent(now)} today"


def each_task(plan: DayPlan, beside: Beside = NOTHING) -> str:
    """Say what the plan has for its day, and what comes ``beside`` it."""
    kinds = {"new": "new", "due": "due", "final": "once more before the date"}
    counts = {words: sum(task.why == why for task in plan.tasks) for why, words in kinds.items()}
    counts["due"] += beside.due
    asked = [f"{count} {words}" for words, count in (counts | {"again": beside.again}).items() if count]
    asked += [about(plan.seconds + beside.seconds)] if asked else []
    if plan.phase in _WITHOUT:
        return ", ".join([_WITHOUT[plan.phase], *asked])
    return "; ".join(part for part in (", ".join(asked) or "nothing is left", mock(plan)) if part)


def mock(plan: DayPlan) -> str:
    """Say which mock interview is open: today's, or one that was planned for a day gone by; or that it is
    open no more; "" for none."""
    if plan.given_up:
        return f"the mock interview of {said(plan.given_up, plan.day)} is given up, as this is the last day"
    if plan.mock is None:
        return ""
    time = counted(plan.mock.minutes, "minute")
    if plan.mock.since == plan.day:
        return f"a mock interview, {time}"
    planned = said(plan.mock.since, plan.day)
    return f"the mock interview of {planned} is still open: {time} of today's, or skip it"


def rows(at: Standing, left_out: Sequence[str] = ()) -> list[Row]:
    """Say the whole truth about a goal, a row each; ``left_out``: questions that will not be seen."""
    goal, seen = at.goal, at.forecast
    each = seen.minutes
    today = " ".join(
        part for part in (each_task(at.planned.day, at.planned.beside), outside(at.outside)) if part
    )
    found = [Row("warning", at.moves, True)] if at.moves else []
    found += [Row("today", today), Row("expected", expected(at))]
    if at.foreseen is not None and at.track:
        text = f"{track(at)}; foretold were {foretold(at.foreseen)}"
        found.append(Row("so far", text, at.track == "behind"))
    if seen.days and seen.missed and at.cards:
        text = f"{seen.missed} of {counted(seen.of, 'day')}, so expected counts on missing some to come, too"
        found.append(Row("missed", f"{text}; if none is, {_points(seen.always - seen.ready.share)}"))
    if seen.days and at.cards:
        found.append(Row(f"+{STEP} min a day", _spare(at) or _points(seen.more - seen.ready.share)))
    if seen.days and at.cards and goal.minutes > STEP:
        found.append(Row(f"-{STEP} min a day", _points(seen.less - seen.ready.share)))
    span = f"{counted(seen.days, 'day')} of study" + ("" if goal.by is not None else " in the next 30 days")
    time = "less than a second" if 60 * each < 0.5 else counted(round(60 * each), "second")
    time = f"{each:.1f} minutes" if each >= 1 else time
    left = f"{span}, {time} for each card" if seen.days else "no day of study is left"
    text = f"{at.cards}, {seen.met} of them met; {left}"
    if not at.cards:
        text = (
            "none: there are no notes in it, or all are suspended (is:suspended finds those) "
            "or left out by `first` in your settings"
        )
    short_of_time = seen.tight and at.unseen > 0
    found.append(Row("cards", text, short_of_time or not at.cards))
    if short_of_time and seen.days:
        found.append(Row("", "less than a minute for each card: what is asked least will not be seen", True))
    if at.shared:
        both = " · ".join(f"{counted(cards, 'card')} with {name}" for name, cards in at.shared)
        found.append(Row("shared", f"{both}; what is learnt for that comes on top of what is expected"))
    if at.unseen:
        named = f"; the most asked of them: {' · '.join(left_out)}" if left_out else ", those asked least"
        found.append(Row("not seen", f"{counted(at.unseen, 'card')}{named}"))
    if at.mocks and at.cards:
        days = ", ".join("today" if day == at.day else said(day, at.day) for day in at.mocks[:MOCKS])
        more = len(at.mocks) - MOCKS
        far = goal.by is not None and goal.by > at.day + AHEAD
        found.append(Row("mocks", f"{days}, … and {'' if far else f'{more} '}more" if more > 0 else days))
    return found


def _spare(at: Standing) -> str:
    """Say that today's plan takes fewer minutes than there are, where it leaves a step or more; "" else."""
    plan, spent = at.planned.day, at.planned.material.spent
    if plan.phase not in ("learn", "review") or plan.budget - plan.seconds < 60 * STEP:
        return ""
    return f"not needed now: today's plan takes {about(spent + plan.seconds)} of {at.goal.minutes}"


def _points(change: float) -> str:
    """Say how a share changes."""
    points = round(100 * change)
    if not points:
        return "about the same"
    return f"about {counted(abs(points), 'point')} {'more' if points > 0 else 'less'}"


def result_rows(goal: Goal, found: Result, day: int) -> list[Row]:
    """Say what was foretold of a goal, and what happened."""
    said_first = foretold(found.foreseen) if found.foreseen is not None else "not known"
    over = goal.over(day)
    reached = f"{percent(found.reached)} of what is asked, by the schedule"
    rows = [Row("foretold", said_first), Row("on the day" if over else "today", reached)]
    if found.foreseen is not None and over:
        share = found.reached.share
        meant = found.foreseen.with_changes
        points = counted(round(100 * abs(share - meant.share)), "point")
        fits = meant.low <= share <= meant.high
        more = "more" if share > meant.high else "less"
        rows.append(Row("", "as foretold" if fits else f"{points} {more} than foretold"))
    if found.answers:
        right = round(100 * found.right / found.answers)
        text = f"{found.right} of {counted(found.answers, 'answer')} to cards met before right, {right} %"
        rows.append(Row("last week", text))
    time = f"{found.studied:.0f} of {counted(found.planned, 'minute')}"
    rows.append(Row("studied", f"{time}, on {found.days} of {counted(found.of, 'day')}"))
    return rows


def table(found: Sequence[Row]) -> Iterator[Labelled]:
    """Yield rows, the labels in a column."""
    width = max((cell_len(row.label) for row in found), default=0)
    for row in found:
        yield Labelled(f"  {padded(row.label, width)}  ", row.text)
