"""The verb about goals: what to be ready for by when, what that will come to, and what came of it."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import confirmed, now, opened, print_json, reporting, settings, talk
from trainer.cli.environment import plan as plan_of
from trainer.cli.fitted import say
from trainer.core.errors import Exit, UsageError
from trainer.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trainer.core.library import Library
    from trainer.core.moment import Moment
    from trainer.goals.forecast import Range
    from trainer.goals.foretold import Foretold
    from trainer.goals.goal import Goal
    from trainer.goals.log import Goals
    from trainer.goals.result import Result
    from trainer.goals.standing import Standing
    from trainer.goals.wish import Field, WishError
    from trainer.practice.session import Session
    from trainer.scheduling.preferences import Plan
    from trainer.settings.model import Settings


def ready(arguments: argparse.Namespace) -> int:
    """Be ready by a date: set or change a goal, and see what it will come to."""
    from trainer.goals.log import goals

    wishes = settings(arguments)
    when = wishes.plan.moment(now())
    said = _said(arguments)
    _check_one(arguments, said)
    if said.keys() == {"what"} and not arguments.yes and not _agreed(arguments, wishes, when, said):
        return Exit.DONE
    writes = bool(said or arguments.end or arguments.skip_mock)
    with opened(arguments, wishes, writes=writes) as store:
        plan = plan_of(wishes, store)
        if arguments.end:
            _end(store, when, goals(store), arguments.end)
        if arguments.skip_mock:
            _skip(store, when, plan)
        if said:
            _set(store, when, plan, said, wishes.queries)
        known = _only(goals(store), arguments.name if not said else "")
        if arguments.result:
            return _results(store, plan, when.day, known, as_json=arguments.json)
        return _show(store, plan, when.day, known, as_json=arguments.json)


def _check_one(arguments: argparse.Namespace, said: "dict[Field, str]") -> None:
    """Raise where several things are wished at once: one might be meant to be about the goal of the other,
    and they would be several to undo."""
    wishes = (bool(arguments.end), arguments.skip_mock, bool(said))
    if sum(wishes) > 1:
        raise UsageError(
            "to end a goal, to skip a mock interview and to set a goal are three wishes: one at a time. "
            "Nothing was changed"
        )
    if arguments.result and said:
        raise UsageError("--result is about goals that are set: --name says which. Nothing was changed")


def _said(arguments: argparse.Namespace) -> "dict[Field, str]":
    words: dict[Field, str | None] = {
        "by": arguments.by,
        "minutes": arguments.minutes,
        "off": arguments.off,
        "holiday": arguments.holiday,
        "what": "".join(f"{name}\n" for name in arguments.deck) or None,
    }
    said: dict[Field, str] = {field: text for field, text in words.items() if text is not None}
    if arguments.name and said:
        said["name"] = arguments.name
    return said


def _only(known: "Goals", name: str) -> "Goals":
    """Return the goal named, all of them for no name."""
    from dataclasses import replace

    return replace(known, active=(_named(known, name),)) if name else known


def _named(known: "Goals", name: str) -> "Goal":
    if (goal := known.named(name)) is None:
        names = ", ".join(repr(each.name) for each in known.active)
        raise UsageError(f"there is no goal {name!r}" + (f"; there are {names}" if names else ""))
    return goal


def _set(
    store: "Library", when: "Moment", plan: "Plan", said: "dict[Field, str]", saved: "Mapping[str, str]"
) -> None:
    from trainer.core.dates import night
    from trainer.goals.log import goals
    from trainer.goals.standing import make
    from trainer.goals.wish import WishError
    from trainer.goals.wording import changed

    known = {goal.id: goal for goal in goals(store).active}
    if (said.get("by") or said.get("holiday")) and (told := night(when)):
        talk(told)
    try:
        goal = make(store, plan, when, said, saved)
    except WishError as error:
        raise _wrong(error) from None
    if goal.id in known and (told := changed(known[goal.id], goal, when.day)):
        talk(f"{clean(goal.name)} is changed: {clean(told)} (`trainer undo` takes it back)")


def _wrong(error: "WishError") -> UsageError:
    return UsageError(f"{_OPTIONS.get(error.field, error.field)}: {error}")


def _agreed(
    arguments: argparse.Namespace, wishes: "Settings", when: "Moment", said: "dict[Field, str]"
) -> bool:
    """Say what a goal on these decks would be, and ask whether to set it: who names decks alone may want to
    know how he stands."""
    from trainer.goals.log import goals
    from trainer.goals.standing import preview, unseen
    from trainer.goals.wish import WishError, wished
    from trainer.goals.wording import changed, head, rows, table
    from trainer.plain.talk import Talk

    with reporting(arguments, wishes) as store:
        known, plan = goals(store), plan_of(wishes, store)
        try:
            goal, _ = wished(store, known, when.day, said, wishes.queries)
        except WishError as error:
            raise _wrong(error) from None
        before = known.named(goal.name)
        told = changed(before, goal, when.day) if before is not None else ""
        if before is not None and not told and not before.over(when.day):
            _show(store, plan, when.day, _only(known, goal.name), as_json=arguments.json)
            return False
        at = preview(store, plan, when.day, goal)
        if arguments.json:
            print_json([_facts(store, at) | {"set": False}])
            return False
        lines = table(rows(at, unseen(store, at)))
        Talk(sys.stdin, sys.stdout).fit(head(goal, when.day), *lines, *([told] if told else []))
    try:
        return confirmed(f"{'Change' if told else 'Set'} this goal?", "a goal")
    except UsageError:
        talk("", "Nothing was set: `--by DATE`, `--minutes N` or `--yes` sets it.")
        return False


_OPTIONS = {
    "name": "--name",
    "by": "--by",
    "minutes": "--minutes",
    "off": "--off",
    "holiday": "--holiday",
    "what": "DECK",
}


def _end(store: "Library", when: "Moment", known: "Goals", names: "Sequence[str]") -> None:
    """Give up all of these goals, or none where one is not there."""
    from trainer.goals.log import end_goals

    ended = {}
    for name in names:
        goal = _named(known, name)
        ended[goal.id] = goal
    end_goals(store, when, list(ended.values()))
    said = " and ".join(goal.name for goal in ended.values()) + (" is" if len(ended) == 1 else " are")
    talk(f"{said} given up. What was learnt stays; the daily practice goes on.")


def _skip(store: "Library", when: "Moment", plan: "Plan") -> None:
    from trainer.goals.log import skip_mock
    from trainer.goals.today import plan_today

    goal = next((each.goal for each in plan_today(store, plan, when.day) if each.day.mock), None)
    if goal is None:
        raise UsageError("--skip-mock: no mock interview is open")
    skip_mock(store, when, goal)
    talk("Skipped (`trainer undo` takes it back); the next one comes in its time.")


def _show(store: "Library", plan: "Plan", day: int, known: "Goals", *, as_json: bool) -> int:
    if as_json:
        from trainer.goals.standing import outcome, standings

        over = [goal for goal in known.active if goal.over(day)]
        facts = [_facts(store, at) for at in standings(store, plan, day) if at.goal in known.active]
        came = [
            _result(goal, outcome(store, plan, day, goal, known.foreseen.get(goal.id))) | {"over": True}
            for goal in over
        ]
        print_json([*facts, *came])
        return Exit.DONE
    from trainer.plain.ready.show import show
    from trainer.plain.talk import Talk

    if not show(Talk(sys.stdin, sys.stdout), store, plan, day, known):
        talk("`trainer ready --by 2026-12-10 --minutes 20` plans for a date.")
    return Exit.DONE


def _results(store: "Library", plan: "Plan", day: int, known: "Goals", *, as_json: bool) -> int:
    from trainer.goals.standing import outcome
    from trainer.goals.wording import head, result_rows, table

    runs = [*known.past, *((goal, known.foreseen.get(goal.id)) for goal in known.active)]
    results = [(goal, outcome(store, plan, day, goal, foreseen)) for goal, foreseen in runs]
    if as_json:
        print_json([_result(goal, found) for goal, found in results])
        return Exit.DONE
    for goal, found in results:
        say(head(goal, day), *table(result_rows(goal, found, day)))
    if not results:
        talk("No goal is set, so nothing was foretold.")
    return Exit.DONE


def goal_facts(session: "Session") -> list[dict[str, Any]]:
    """Return where the goals stand whose plan a session goes through, for `due`; what takes longer to say is
    left to `ready`."""
    from trainer.goals.session import plans_of

    if not (planned := plans_of(session)):
        return []
    from trainer.goals.log import goals
    from trainer.goals.standing import standing

    known = goals(session.library)
    found = [_today(session.library, standing(session.library, each, known)) for each in planned]
    for each in found:
        del each["today"]["due_outside"], each["today"]["again"]  # of all goals together, told once
    return found


def _today(store: "Library", at: "Standing") -> dict[str, Any]:
    """Return what a goal has for today, and how it stands."""
    from trainer.core.day import iso
    from trainer.goals.rehearsal import rehearsal

    plan, open_one = at.planned.day, rehearsal(store, [at.planned])
    return {
        **_goal(at.goal),
        "over": False,
        "warning": at.moves,
        "today": {
            "phase": plan.phase,
            "cards": len(plan.tasks),
            "seconds": round(plan.seconds),
            "again": at.planned.beside.again,
            "due_outside": at.outside,
            "mock": open_one is not None,
            "mock_minutes": open_one.mock.minutes if open_one else 0,
            "mock_decks": list(open_one.words) if open_one else [],
            "mock_command": open_one.command if open_one else None,
            "mock_planned_for": iso(open_one.mock.since) if open_one else None,
            "mock_given_up": iso(plan.given_up) if plan.given_up else None,
        },
        "now": _range(at.forecast.now),
        "expected": _range(at.forecast.ready),
        **_foretold(at.foreseen),
        "track": at.track,
    }


def _facts(store: "Library", at: "Standing") -> dict[str, Any]:
    from trainer.core.day import iso
    from trainer.goals.standing import unseen

    seen = at.forecast
    return {
        **_today(store, at),
        "cards": at.cards,
        "met": seen.met,
        "unseen": at.unseen,
        "not_seen_most_asked": unseen(store, at),
        "study_days": seen.days,
        "missed_days": seen.missed,
        "days_gone": seen.of,
        "if_none_is_missed": round(seen.always, 4),
        "minutes_per_card": round(seen.minutes, 2),
        "with_10_minutes_more": round(seen.more, 4),
        "with_10_minutes_less": round(seen.less, 4),
        "series": [{"day": iso(point.day), **(_range(point.range) or {})} for point in seen.series],
        "mocks": [iso(day) for day in at.mocks],
        "shared_cards": dict(at.shared),
    }


def _goal(goal: "Goal") -> dict[str, Any]:
    from trainer.core.day import iso
    from trainer.goals.goal import WEEKDAYS

    return {
        "name": goal.name,
        "by": iso(goal.by) if goal.by is not None else None,
        "minutes": goal.minutes,
        "off": [WEEKDAYS[day].lower() for day in sorted(goal.off)],
        "holidays": [[iso(first), iso(last)] for first, last in goal.holidays],
        "decks": list(goal.what),
        "made": iso(goal.made),
    }


def _foretold(found: "Foretold | None") -> dict[str, Any]:
    return {
        "foretold": _range(found.first if found else None),
        "foretold_with_changes": _range(found.with_changes if found else None),
    }


def _range(found: "Range | None") -> dict[str, float] | None:
    return None if found is None else {name: round(value, 4) for name, value in found._asdict().items()}


def _result(goal: "Goal", found: "Result") -> dict[str, Any]:
    return {
        **_goal(goal),
        **_foretold(found.foreseen),
        "reached": _range(found.reached),
        "answers": found.answers,
        "right": found.right,
        "minutes_planned": found.planned,
        "minutes_studied": round(found.studied),
        "days_studied": found.days,
        "days_planned": found.of,
    }
