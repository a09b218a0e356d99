"""Verbs that show cards without asking them."""

import argparse
import sys
from typing import TYPE_CHECKING

from trainer.cli import practise
from trainer.cli.environment import now, print_json, print_json_list, reporting, scope, settings, talk
from trainer.cli.fitted import say
from trainer.cli.naming import shown_of
from trainer.core.columns import Labelled
from trainer.core.errors import Exit
from trainer.core.reads import as_shown
from trainer.core.text import flat

if TYPE_CHECKING:
    from trainer.core.scope import Scope
    from trainer.settings.model import Settings
    from trainer.store.store import Store

MARKS = ("leech", "flagged", "buried", "suspended")


def browse(arguments: argparse.Namespace) -> int:
    """Show all cards, or those a query finds: is:due deck:Kafka -level:deep prop:ivl>20 "exactly once"."""
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not arguments.json and (at_terminal or (arguments.plain and not sys.stdin.isatty())):
        from trainer.paths import database
        from trainer.store.readonly import is_locked

        if not is_locked(database(arguments.db)):
            return practise.browse(arguments)
        talk("This only lists: nothing can be changed in a history that cannot be written.")
    from trainer.browse.wording import sought

    wishes = settings(arguments)
    day = wishes.plan.moment(now()).day
    with reporting(arguments, wishes) as store:
        text = " ".join(arguments.query)
        status = _list(arguments, wishes, store, store.search(text, day, wishes.queries))
        if not arguments.json and (remark := sought(store, text, day, wishes.queries)):
            talk(f"{remark}.")
        return status


def marked(arguments: argparse.Namespace) -> int:
    """List leeches, flagged, buried and suspended cards, as `browse` does by these marks."""
    from trainer.browse.wording import MARKED
    from trainer.core.query import parse

    wishes = settings(arguments)
    query = parse(f"is:{arguments.only}" if arguments.only else MARKED)
    with reporting(arguments, wishes) as store:
        return _list(arguments, wishes, store, scope(arguments, wishes, store).narrowed(query))


def _list(arguments: argparse.Namespace, wishes: "Settings", store: "Store", found: "Scope") -> int:
    from trainer.browse.row import each_row
    from trainer.practice.siblings import asks_for_due, beside

    day = wishes.plan.moment(now()).day
    cards = store.cards(
        found._replace(day=day), day, arguments.sort, down=arguments.down, first=wishes.plan.first
    )
    if arguments.json:
        print_json_list(each_row(store, cards, day))
        return Exit.DONE
    for card in each_row(store, cards, day):
        marks = f"{card.due_on(day) or 'new':10}  {', '.join(card.marks):14}  "
        say(Labelled(marks, f"{card.card}  {flat(as_shown(card.question))}"))
    if not cards:
        talk("No card is like that.")
    elif asks_for_due(found.query) and (waiting := beside(store, day, cards)):
        talk(f"{waiting}.")
    return Exit.DONE


def history(arguments: argparse.Namespace) -> int:
    """Say what happened to a card: each answer, and what became of its interval."""
    from trainer.browse.history import history as find
    from trainer.browse.history import lines
    from trainer.core.day import iso

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        found = {
            card: find(store, card, wishes.plan.scheduler) for card in shown_of(store, wishes, arguments.card)
        }
    if arguments.json:
        print_json(
            [
                {"card": card} | entry._asdict() | {"day": iso(entry.day), "rated": rated(entry.grade)}
                for card, entries in found.items()
                for entry in entries
            ]
        )
        return Exit.DONE
    for card, entries in found.items():
        say(card, *(f"  {line}" for line in lines(entries, wishes.keys, wishes.plan.moment(now()).day)))
        if not entries:
            talk("Nothing happened to this card yet.")
    return Exit.DONE


def rated(grade: int | None) -> int | None:
    """Return the key that a grade counts as, 1 (again) to 4 (easy), as `rated:7:3` has it."""
    return None if grade is None else max(2, grade) - 1
