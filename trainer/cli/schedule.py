"""Verbs about schedulers: which foretells best what you recall, and what changing would do."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import library, print_json, scope, settings
from trainer.core.errors import Exit

if TYPE_CHECKING:
    from trainer.core.log import Event
    from trainer.scheduling.evaluate import Evaluation, Predictor
    from trainer.settings import Settings
    from trainer.store.store import Store

WIDTH, HEIGHT = 60, 20
"""Cells of a plot."""


def evaluate(arguments: argparse.Namespace) -> int:
    """Say which scheduler foretells best what you recall, by your own answers, and whether one can tell."""
    from trainer import fitting
    from trainer.scheduling.evaluate import evaluate as judge

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        events = _events(arguments, wishes, store)
    found = judge(events, fitting.fit if fitting.available() else None)
    if arguments.json:
        print_json(_facts(found))
        return Exit.DONE
    print(*_lines(found), sep="\n")
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
    notes = store.notes(scope(arguments, wishes, store))
    cards = {card for note in notes for card in note.card_keys()}
    return [event for event in events if event.card in cards]


def _lines(found: "Evaluation") -> list[str]:
    """Return an evaluation in words."""
    from trainer.core.text import counted
    from trainer.scheduling.evaluate import METRICS_FROM, VERDICT_FROM

    lines = [
        f"{counted(found.scored, 'review')} of {counted(found.cards, 'card')}, "
        "each a day or more after the last answer;",
        f"{100 * found.recalled:.1f} % recalled.",
        f"Not scored: {counted(found.first, 'first answer')}, {found.same_day} on the same day, "
        f"{found.ahead} ahead of schedule.",
    ]
    if not found.predictors:
        return [*lines, f"From {METRICS_FROM} on they are measured, from {VERDICT_FROM} on compared."]
    lines += ["", f"{'foretold by':16}  {'log loss':>8}  {'AUC':>6}  {'RMSE(bins)':>10}"]
    for one in found.predictors:
        area = "-" if one.auc is None else f"{one.auc:.3f}"
        lines.append(f"{one.name:16}  {one.log_loss:8.4f}  {area:>6}  {one.rmse_bins:10.4f}")
    if found.unfitted:
        lines.append(f"fsrs fitted: {found.unfitted}.")
    lines += ["", "Differences in log loss and their 95 % intervals; below 0 the first is better:"]
    for gap in found.differences:
        said = f"{gap.verdict} is better" if gap.verdict in (gap.one, gap.other) else gap.verdict
        pair = f"{gap.one} - {gap.other}"
        lines.append(f"{pair:31} {gap.mean:+.3f} ({gap.low:+.3f}..{gap.high:+.3f}) {said}".rstrip())
    if found.scored < VERDICT_FROM:
        lines.append(f"Too few reviews for a verdict; from {VERDICT_FROM} on there is one.")
    heads = [f"{100 * row.low:.0f}-{100 * row.high:.0f} %" for row in found.predictors[0].calibration]
    lines += ["", "Recalled (of so many reviews), where so much was claimed:", _row("", heads)]
    for one in found.predictors:
        rows = one.calibration
        lines.append(
            _row(
                one.name,
                [f"{100 * row.recalled:.0f} % ({row.reviews})" if row.reviews else "-" for row in rows],
            )
        )
    return [*lines, "", *_NOT]


_NOT = (
    "What this is not: it is about foretelling, on the schedule you had, and by your",
    "own grades. It does not prove that another schedule would have taught you more.",
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
    return ["", predictor.name, *plot(points, WIDTH, HEIGHT, plain=plain)]


def _facts(found: "Evaluation") -> dict[str, Any]:
    """Return an evaluation for programs."""
    return found._asdict() | {
        "predictors": [
            one._asdict() | {"calibration": [row._asdict() for row in one.calibration]}
            for one in found.predictors
        ],
        "differences": [gap._asdict() for gap in found.differences],
    }
