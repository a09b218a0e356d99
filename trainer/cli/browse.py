"""Verbs that show cards without asking them."""

import argparse
from contextlib import closing

from trainer.cli.environment import library, now, print_json, settings, talk
from trainer.core.errors import Exit


def browse(arguments: argparse.Namespace) -> int:
    """List the cards that a query finds, such as: is:due deck:Kafka -tag:deep prop:ivl>20 "exactly once"."""
    from trainer.browse.row import row

    wishes = settings(arguments)
    day = wishes.plan.moment(now()).day
    with closing(library(arguments, wishes)) as store:
        scope = store.search(" ".join(arguments.query), day, wishes.queries)
        found = store.cards(scope, day, arguments.sort, down=arguments.down)
        rows = [row(listed, day) for listed in store.listed(found)]
    if arguments.json:
        print_json([card._asdict() for card in rows])
        return Exit.DONE
    for card in rows:
        print(f"{card.due or 'new':10}  {', '.join(card.marks):14}  {card.card}  {card.question}")
    if not rows:
        talk("No card is like that.")
    return Exit.DONE
