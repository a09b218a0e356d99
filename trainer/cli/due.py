"""What is to be practised today, in a table, in short, or for programs."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.cli.environment import now, plan, print_json, reporting, scope, settings, talk_of_errors
from trainer.cli.fitted import say
from trainer.core.columns import Part
from trainer.core.errors import Exit

if TYPE_CHECKING:
    from trainer.practice.session import Session


def due(arguments: argparse.Namespace) -> int:
    """Say what is to be practised today."""
    from trainer.goals.session import session_of

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        session = session_of(store, now, plan(wishes, store), scope(arguments, wishes, store))
        if arguments.json:
            facts = _facts(session)
        elif arguments.short or arguments.ids:
            lines: Sequence[Part] = _short(session) if arguments.short else _decks(session)
        else:
            lines = _whole(session)
        talk_of_errors(store)
    if arguments.json:
        print_json(facts)
    elif lines:
        say(*lines)
    return Exit.DONE


def _facts(session: "Session") -> dict[str, object]:
    from trainer.cli.ready import goal_facts
    from trainer.core.day import iso
    from trainer.goals.session import in_plan
    from trainer.interview.left import left_open
    from trainer.practice.overview import overview
    from trainer.practice.siblings import due_in, waiting

    view, library = overview(session), session.library
    decks = [
        deck._asdict()
        | {
            "today": view.today[deck.id],
            "in_plan": in_plan(session, deck),
            "next_due": deck.next_due and iso(deck.next_due),
        }
        for deck in view.decks
    ]
    return {
        "day": iso(view.day),
        "today": view.left._asdict() | {"total": view.left.total},
        "seconds": round(view.seconds),
        "due_outside": view.outside,
        "siblings_waiting": waiting(library, view.day, due_in(library, view.day, session.scope)),
        "backlog": session.about_backlog(),
        "mock_left": left_open(library, session.day),
        "decks": decks,
        "coming": list(view.coming),
        "goals": goal_facts(session),
    }


def _decks(session: "Session") -> list[str]:
    return [deck.id for deck in session.library.decks(session.day, session.scope, session.plan.first)]


def _short(session: "Session") -> list[str]:
    """Return what a prompt of a shell shows, as quickly as can be; nothing where nothing waits."""
    from trainer.practice.outside import due_outside

    total, outside = session.counts.total, len(due_outside(session))
    return [f"{total}+{outside}" if outside else str(total)] if total or outside else []


def _whole(session: "Session") -> list[Part]:
    from trainer.interview.left import left_open
    from trainer.plain.home import LEFT, goal_lines, overview_lines
    from trainer.practice.overview import overview
    from trainer.practice.spread import names_key

    lines: list[Part] = [*overview_lines(overview(session))]
    if backlog := session.about_backlog():
        lines.append(f"in `trainer`: {backlog}" if names_key(backlog) else backlog)
    left = [LEFT.format("`trainer mock`")] * left_open(session.library, session.day)
    return [*lines, *goal_lines(session), *left]
