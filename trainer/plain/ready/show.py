"""Where the goals stand, what came of those whose date is past, and what can be done about them."""

import re
from contextlib import suppress

from trainer.context import Context
from trainer.core.library import Library
from trainer.core.text import clean
from trainer.goals.curve import curve
from trainer.goals.goal import Goal
from trainer.goals.log import Goals, end_goals, goals, skip_mock
from trainer.goals.standing import earlier, outcome, standings, unseen, way
from trainer.goals.today import plan_today
from trainer.goals.wording import head, result_rows, rows, table
from trainer.plain.ready.form import fill_in
from trainer.plain.talk import Quit, Talk
from trainer.scheduling.preferences import Plan

_NONE = "No goal is set. One says when your interview is, and how many minutes a day you have."


def ready(talk: Talk, context: Context) -> None:
    """Say where the goals stand, and do what the user wishes with them.

    Raises:
        Left: the input ended.
    """
    while True:
        library, plan = context.library, context.plan
        day = plan.moment(context.clock()).day
        active = show(talk, library, plan, day)
        many = active[1:]
        which = f" ({', '.join(f'{word}2' for word in 'ex')} … for the second one)" if many else ""
        keys = f"e: change, n: another, x: give up{which}, " if active else "n: set one, "
        mock = next((each for each in plan_today(library, plan, day) if each.day.mock), None)
        keys += "s: skip the mock interview, " if mock else ""
        try:
            word = talk.inquire(
                f"[{keys}Enter: go on]", known=re.compile("[ns]|[ex][0-9]*").fullmatch
            ).strip()
        except Quit:
            return
        at = int(word[1:] or 1) - 1 if (word[1:].isascii() and word[1:].isdecimal()) or not word[1:] else -1
        if word == "n":
            fill_in(talk, context, None)
        elif word == "s" and mock is not None:
            skip_mock(library, plan.moment(context.clock()), mock.goal)
            talk.say("skipped (u takes it back)")
        elif word[:1] == "e" and 0 <= at < len(active):
            fill_in(talk, context, active[at])
        elif word[:1] == "x" and 0 <= at < len(active):
            with suppress(Quit):
                _give_up(talk, context, active[at])
        elif word:
            talk.unknown(word)
        else:
            return


def _give_up(talk: Talk, context: Context, goal: Goal) -> None:
    if talk.choose(f"give {clean(goal.name)} up? [y, n]", ("y", "n")) == "y":
        end_goals(context.library, context.plan.moment(context.clock()), [goal])
        talk.say("given up (u takes it back)")


def show(talk: Talk, library: Library, plan: Plan, day: int, known: Goals | None = None) -> list[Goal]:
    """Say where the goals stand, all or those ``known``, and what came of those whose date is past; return
    them."""
    known = known or goals(library)
    shown = []
    for at in (each for each in standings(library, plan, day) if each.goal in known.active):
        shown.append(at.goal)
        talk.fit("", head(at.goal, day), *table(rows(at, unseen(library, at))))
        talk.say(*curve(way(library, at), day, min(72, talk.width), 6, plain=not _has_blocks(talk)))
        for then, came in earlier(library, plan, day, known, at.goal):
            talk.fit("", head(then, day), *table(result_rows(then, came, day)))
    for goal in known.active:
        if goal.over(day):
            shown.append(goal)
            found = outcome(library, plan, day, goal, known.foreseen.get(goal.id))
            for then, came in ((goal, found), *earlier(library, plan, day, known, goal)):
                talk.fit("", head(then, day), *table(result_rows(then, came, day)))
    if not shown:
        talk.say(_NONE)
    return shown


def _has_blocks(talk: Talk) -> bool:
    """Can block characters be written?"""
    encoding = getattr(talk.out, "encoding", None) or "utf-8"
    try:
        "█░▁┤".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
