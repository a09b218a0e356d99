"""Verbs about what the log says."""

import argparse
from contextlib import closing

from trainer.cli.environment import print_json, settings
from trainer.core.errors import Exit


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
