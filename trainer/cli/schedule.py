"""Verbs about schedulers: which foretells best what you recall, and what changing would do."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import (
    confirmed,
    now,
    opened,
    print_json,
    reporting,
    scope,
    settings,
    settings_file,
    talk,
)
from trainer.cli.fitted import say, width
from trainer.core.columns import Labelled, Part, Table
from trainer.core.errors import Exit, UsageError

if TYPE_CHECKING:
    from trainer.core.log import Event
    from trainer.scheduling.evaluate import Difference, Evaluation, Predictor
    from trainer.scheduling.registry import Name
    from trainer.scheduling.scheduler import Scheduler
    from trainer.scheduling.switch import Switch
    from trainer.settings.model import Settings
    from trainer.store.store import Store

NAMES = ("sm2", "sm2-delphi", "fsrs")
"""Those of `trainer.scheduling.registry`, which the command line need not load before it has a verb."""

WIDTH, HEIGHT = 60, 20
"""Cells of a plot."""


def evaluate(arguments: argparse.Namespace) -> int:
    """Say which scheduler foretells best what you recall, by your own answers, and whether one can tell."""
    from trainer import fitting
    from trainer.scheduling.evaluate import evaluate as judge

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        events = _events(arguments, wishes, store)
    found = judge(events, fitting.fit if fitting.available() else None)
    if arguments.json:
        print_json(_facts(found))
        return Exit.DONE
    say(*_lines(found))
    if arguments.plot:
        for predictor in found.predictors:
            print(*_plot(predictor), sep="\n")
    return Exit.DONE


def _events(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> "Sequence[Event]":
    """Return the answers to cards of the decks named, or of all, and what set their schedule."""
    from trainer.scheduling.evaluate import KINDS

    events = store.log(KINDS)
    if not arguments.deck:
        return events
    cards = set(store.cards(scope(arguments, wishes, store), wishes.plan.moment(now()).day))
    return [event for event in events if event.card in cards]


def _lines(found: "Evaluation") -> list[Part]:
    """Return an evaluation in words."""
    from trainer.core.text import counted
    from trainer.scheduling.evaluate import FITTED_FROM, METRICS_FROM, VERDICT_FROM

    lines: list[Part] = ["No review to score: none came a day or more after the last answer."]
    if found.scored:
        lines = [
            f"{counted(found.scored, 'review')} of {counted(found.cards, 'card')}, "
            "each a day or more after the last answer;",
            f"{100 * found.recalled:.1f} % recalled.",
        ]
    lines.append(
        f"Not scored: {counted(found.first, 'first answer')}, {found.same_day} on the same day, "
        f"{found.ahead} ahead of schedule."
    )
    if not found.predictors:
        return [*lines, f"From {METRICS_FROM} on they are measured, from {VERDICT_FROM} on compared."]
    areas = ["-" if one.auc is None else f"{one.auc:.3f}" for one in found.predictors]
    rows = [
        (one.name, [f"{one.log_loss:8.4f}", f"{area:>6}", f"{one.rmse_bins:10.4f}"])
        for one, area in zip(found.predictors, areas, strict=True)
    ]
    top = f"{'foretold by':16}  {'log loss':>8}  {'AUC':>6}  {'RMSE(bins)':>10}"
    table = [top, *(f"{name:16}  {'  '.join(cells)}" for name, cells in rows)]
    lines += ["", Table(table, ["log loss", "AUC", "RMSE(bins)"], rows, "foretold by")]
    if found.unfitted:
        lines.append(f"fsrs fitted: {found.unfitted}.")
    lines += ["", "Differences in log loss and their 95 % intervals; below 0 the first is better:"]
    for gap in found.differences:
        said = f"{gap.verdict} is better" if gap.verdict in (gap.one, gap.other) else gap.verdict
        pair = f"{gap.one} - {gap.other}"
        lines.append(f"{pair:31} {gap.mean:+.3f} ({gap.between}) {said}".rstrip())
    if found.undecided:
        lines.append(f"No intervals: {found.undecided}.")
    if found.scored < VERDICT_FROM:
        lines.append(f"Too few reviews for a verdict; from {VERDICT_FROM} on there is one.")
    elif found.scored < FITTED_FROM and not found.unfitted:
        lines.append(f"Fitted parameters are compared from {FITTED_FROM} reviews on.")
    heads = [f"{100 * row.low:.0f}-{100 * row.high:.0f} %" for row in found.predictors[0].calibration]
    recalled = [
        (
            one.name,
            [
                f"{100 * row.recalled:.0f} % ({row.reviews})" if row.reviews else "-"
                for row in one.calibration
            ],
        )
        for one in found.predictors
    ]
    table = [_row("", heads), *(_row(name, cells) for name, cells in recalled)]
    lines += ["", "Recalled (of so many reviews), where so much was claimed:", Table(table, heads, recalled)]
    return [*lines, "", *wrap(_NOT, min(width(), 80))]


_NOT = (
    "What this is not: it is about foretelling, on the schedule you had, and by your own grades. It does not "
    "prove that another schedule would have taught you more."
)


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:16}" + "".join(f"{cell:>12}" for cell in cells)


def _plot(predictor: "Predictor") -> list[str]:
    from trainer.charts.calibration import Point, plot

    points = [Point(row.claimed, row.recalled) for row in predictor.calibration if row.reviews]
    try:
        "·●┤┼─".encode(sys.stdout.encoding or "utf-8")
        plain = False
    except UnicodeEncodeError:
        plain = True
    return ["", predictor.name, *plot(points, min(WIDTH, width()), HEIGHT, plain=plain)]


def _facts(found: "Evaluation") -> dict[str, Any]:
    """Return an evaluation for programs."""
    return found._asdict() | {
        "predictors": [
            one._asdict() | {"calibration": [row._asdict() for row in one.calibration]}
            for one in found.predictors
        ],
        "differences": [gap._asdict() for gap in found.differences],
    }


def schedulers(arguments: argparse.Namespace) -> int:
    """List the schedulers and what changing to them would do to the next 30 days; change with --use."""
    wishes = settings(arguments)
    at = arguments
    writes = bool(at.optimize or at.defaults or at.use is not None or at.retention is not None)
    with opened(arguments, wishes, writes=writes) as store:
        if arguments.optimize or arguments.defaults:
            return _parameters(arguments, wishes, store)
        if arguments.use is None and arguments.retention is None:
            return _list(arguments, wishes, store)
        return _use(arguments, wishes, store)


def _list(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> int:
    from trainer.scheduling.registry import ABOUT

    others = {
        name: _switch(wishes, store, _fitted(wishes, store, name))
        for name in ABOUT
        if name != wishes.scheduler
    }
    if arguments.json:
        print_json(
            [
                {
                    "name": name,
                    "about": about,
                    "in_use": name == wishes.scheduler,
                    "parameters": _whose(_fitted(wishes, store, name), store),
                    "switch": _switch_facts(others[name]) if name in others else None,
                }
                for name, about in ABOUT.items()
            ]
        )
        return Exit.DONE
    for name, about in ABOUT.items():
        say(Labelled(f"{'*' if name == wishes.scheduler else ' '} {name:11} ", about))
        if whose := _whose(_fitted(wishes, store, name), store):
            say(f"{'':14}with {whose} parameters")
    for name, found in others.items():
        say("", f"{name} instead of {wishes.scheduler}:", *_switch_lines(found))
    return Exit.DONE


def _use(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> int:
    """Change the scheduler, the retention desired of it, or both, after saying what that does."""
    from dataclasses import replace

    from trainer import paths
    from trainer.settings.file import change
    from trainer.store.store import Store

    name = arguments.use or wishes.scheduler
    retention = arguments.retention or wishes.desired_retention
    scheduler = _fitted(replace(wishes, desired_retention=retention), store, name)
    if arguments.retention and not scheduler.model:
        raise UsageError(f"a desired retention is for fsrs: --use fsrs --retention {retention}")
    if scheduler.name == store.scheduler.name:
        talk(f"{name} is in use already{' with this retention' if arguments.retention else ''}.")
        return Exit.DONE
    found = _switch(wishes, store, scheduler)
    if arguments.json and not arguments.yes:
        raise UsageError("--json asks nothing: --yes changes the scheduler. Nothing was changed")
    if not arguments.json:
        say(*_switch_lines(found))
    said = name if not arguments.retention else f"{name} with {retention} % recalled"
    if not (arguments.yes or confirmed(f"Use {said} from now on?", "another scheduler")):
        return Exit.DONE
    file = settings_file(arguments)
    if arguments.retention:
        change(file, "desired_retention", str(retention))
    if arguments.use:
        change(file, "scheduler", name)
    store.close()
    with closing(Store(paths.database(arguments.db), scheduler)):
        pass  # which folds the log anew
    if arguments.json:
        print_json({"scheduler": name, "desired_retention": retention, "switch": _switch_facts(found)})
    else:
        former = f"--use {wishes.scheduler}" if arguments.use else f"--retention {wishes.desired_retention}"
        say(f"{said} is in use. `trainer schedulers {former}` goes back.")
    return Exit.DONE


def _parameters(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> int:
    """Fit parameters to the person's own answers, or take the default ones again, after saying what that
    does."""
    import json

    from trainer.core.log import NewEvent

    scheduler = wishes.scheduled_by("fsrs")
    numbers, gain = _fit(store) if arguments.optimize else ((), None)
    then, before = scheduler.fitted(numbers), _fitted(wishes, store, "fsrs")
    if then.name == scheduler.name:
        numbers = ()  # the default ones, whoever found them
    if then.name == before.name:
        talk("These are the parameters already.")
        return Exit.DONE
    found = _switch(wishes, store, then, before)
    if arguments.json and not arguments.yes:
        raise UsageError("--json asks nothing: --yes changes the parameters. Nothing was changed")
    if not arguments.json:
        say(*_head(wishes, store), *_switch_lines(found), *_gain_lines(gain))
    if not (arguments.yes or confirmed("Take these parameters for fsrs?", "other parameters")):
        return Exit.DONE
    detail = json.dumps({"model": scheduler.model, "parameters": numbers})
    store.record(NewEvent(wishes.plan.moment(now()), "", "parameters", detail=detail))
    if arguments.json:
        difference = gain and gain._asdict()
        print_json({"parameters": numbers, "switch": _switch_facts(found), "difference": difference})
    else:
        print(f"fsrs has {_whose(_fitted(wishes, store, 'fsrs'), store)} parameters now.")
    return Exit.DONE


def _head(wishes: "Settings", store: "Store") -> list[str]:
    """Say what is compared where other parameters are offered: that is fsrs on both sides, in use or not."""
    whose = _whose(_fitted(wishes, store, "fsrs"), store)
    lines = [f"fsrs with these parameters (then) instead of {whose} ones (now):"]
    if wishes.scheduler != "fsrs":
        lines.insert(
            0, f"{wishes.scheduler} is in use, and no card moves before `trainer schedulers --use fsrs`."
        )
    return lines


def _fit(store: "Store") -> "tuple[Sequence[float], Difference | None]":
    """Return parameters fitted to all answers, and how well ones fitted to a part foretell the next one, less
    how well the default ones do.

    Raises:
        UsageError: there are too few answers, or nothing is installed that can fit.
    """
    from trainer import fitting
    from trainer.scheduling.evaluate import DEFAULTS, FITTED, KINDS, VERDICT_FROM, evaluate, histories, scored

    events = store.log(KINDS)
    so_far = len(scored(events))
    if so_far < VERDICT_FROM:
        raise UsageError(f"parameters are fitted from {VERDICT_FROM} reviews on; there are {so_far}")
    try:
        numbers = fitting.fit(histories(events))
    except ValueError as error:
        raise UsageError(str(error)) from None
    gaps = evaluate(events, fitting.fit).differences
    return numbers, next((gap for gap in gaps if (gap.one, gap.other) == (DEFAULTS, FITTED)), None)


def _gain_lines(gain: "Difference | None") -> list[str]:
    """Say whether fitted parameters foretell better than the default ones."""
    from trainer.scheduling.evaluate import FITTED, FITTED_FROM

    if gain is None:
        return []
    better = {
        FITTED: "fitted ones foretold better than the default ones",
        gain.one: "the default ones foretold better than fitted ones",
        "": f"fitted ones are compared from {FITTED_FROM} reviews on",
    }.get(gain.verdict, "one cannot tell whether fitted ones foretell better than the default ones")
    return [
        f"  Log loss of the default ones less that of fitted ones: {gain.mean:+.3f} ({gain.between});",
        f"  {better}.",
    ]


def _fitted(wishes: "Settings", store: "Store", name: "Name") -> "Scheduler":
    """Return a scheduler with the options set and the parameters that the history has for it."""
    scheduler = wishes.scheduled_by(name)
    return scheduler.fitted(store.parameters(scheduler.model)) if scheduler.model else scheduler


def _whose(scheduler: "Scheduler", store: "Store") -> str:
    """Say whose parameters a scheduler has; "" where it has none."""
    if not scheduler.model:
        return ""
    return "your own" if store.parameters(scheduler.model) else "default"


def _switch(
    wishes: "Settings", store: "Store", then: "Scheduler", instead_of: "Scheduler | None" = None
) -> "Switch":
    from trainer.core.scope import EVERYTHING
    from trainer.scheduling.switch import switch

    day = wishes.plan.moment(now()).day
    used = set(store.cards(EVERYTHING, day))
    before = instead_of or store.scheduler
    folds = (
        store.states() if under.name == store.scheduler.name else store.folded(under)
        for under in (before, then)
    )
    now_states, then_states = (
        {card: state for card, state in states.items() if card in used and not state.suspended}
        for states in folds
    )
    return switch(now_states, then_states, (before, then), day)


def _switch_lines(found: "Switch") -> list[Part]:
    """Say in words what a switch would do."""
    from trainer.core.text import counted

    def cells(days: Sequence[int]) -> list[str]:
        weeks = [sum(days[start : start + 7]) / 7 for start in (1, 8, 15, 22)]
        return [f"{days[0]:8}", *(f"{week:9.1f}" for week in weeks), f"{sum(days):10}"]

    moves = found.moves
    heads = ["today", "week 1", "week 2", "week 3", "week 4", "30 days"]
    rows = [("now", cells(found.now)), ("then", cells(found.then))]
    top = "".join(f"{head:>{len(cell)}}" for head, cell in zip(heads, rows[0][1], strict=True))
    table = [f"  cards a day {top}", *(f"  {name:11} {''.join(row)}" for name, row in rows)]
    lines: list[Part] = [
        Table(table, heads, rows, "cards a day"),
        "  (if each is answered good on its day, also where two of a note are due, of which a day asks one;",
        "  new cards come on top)",
    ]
    if moves.same == moves.cards:
        return [*lines, "  No card moves; it counts from the next answer on."]
    return [
        *lines,
        f"  {counted(moves.cards, 'card')}: {moves.same} on the same day, the others moved by "
        f"{counted(round(moves.median), 'day')} (median).",
        f"  Earlier by 1-7 days: {moves.little_earlier}, 8-30: {moves.earlier}, more: {moves.much_earlier}.",
        f"  Later by 1-7 days: {moves.little_later}, 8-30: {moves.later}, more: {moves.much_later}.",
    ]


def _switch_facts(found: "Switch") -> dict[str, Any]:
    return {"now": found.now, "then": found.then, "moves": found.moves._asdict()}
