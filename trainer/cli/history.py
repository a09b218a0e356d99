"""Verbs about what the log says and what it should say next."""

import argparse
from contextlib import closing

from trainer.cli.environment import library, now, print_json, settings, talk
from trainer.core.errors import Exit


def unsuspend(arguments: argparse.Namespace) -> int:
    """Bring suspended cards back into practice; without a card, list them."""
    from trainer.core.log import NewEvent

    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        suspended = sorted(
            card for card, state in store.states().items() if state.suspended and store.card(card)
        )
        if not arguments.card and not arguments.all:
            if arguments.json:
                print_json(suspended)
            else:
                print("\n".join(suspended) or "No card is suspended.")
            return Exit.DONE
        strange = sorted(set(arguments.card) - set(suspended))
        if strange:
            talk(f"trainer: not suspended: {', '.join(strange)}; nothing was changed")
            return Exit.USAGE
        moment = wishes.plan.moment(now())
        for card in suspended if arguments.all else arguments.card:
            store.record(NewEvent(moment, card, "unsuspend"))
            print(card)
    return Exit.DONE


def doctor(arguments: argparse.Namespace) -> int:
    """Check that every card's schedule is what its history says; with --rebuild, make it so."""
    from trainer import paths
    from trainer.store.store import Store

    with closing(Store(paths.database(arguments.db), settings(arguments).plan.scheduler)) as store:
        wrong = store.mismatches()
        if wrong and arguments.rebuild:
            store.rebuild()
    if arguments.json:
        print_json(
            {"wrong": [mismatch.card for mismatch in wrong], "rebuilt": bool(wrong and arguments.rebuild)}
        )
    else:
        for mismatch in wrong:
            print(f"{mismatch.card}: stored {mismatch.cached}, history says {mismatch.replayed}")
        done = "rebuilt" if arguments.rebuild else "`trainer doctor --rebuild` makes them right"
        print(f"{len(wrong)} schedules differ from the history{'; ' + done if wrong else ''}")
    return Exit.PROBLEMS if wrong and not arguments.rebuild else Exit.DONE
