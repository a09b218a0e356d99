"""The verb that shows figures about practice."""

import argparse
from dataclasses import fields

from trainer.cli.environment import exports, now, plan, print_json, reporting, scope, settings
from trainer.cli.fitted import width
from trainer.core.columns import ANY
from trainer.core.day import iso
from trainer.core.errors import Exit
from trainer.core.text import in_line


def stats(arguments: argparse.Namespace) -> int:
    """Show figures about your practice: recall, what is ahead, what is known of what is asked."""
    import sys

    from trainer.cli.practise import sections
    from trainer.goals.session import session_of
    from trainer.plain.stats import show
    from trainer.plain.talk import Talk
    from trainer.stats.figures import figures_of

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        named = scope(arguments, wishes, store)
        of = ", ".join(arguments.deck) or "all decks"
        found = figures_of(session_of(store, now, plan(wishes, store), named), sections(), of)
    if arguments.html:
        from trainer.stats.page import save

        path = save(found, exports(arguments))
        print(in_line(str(path)))
        return Exit.DONE
    if arguments.json:
        facts = {field.name: getattr(found, field.name) for field in fields(found)}
        dated = {
            name: [one._asdict() | {"day": iso(one.day)} for one in facts[name]] for name in ("days", "mocks")
        }
        facts["calendar"] = {iso(day): count for day, count in found.calendar.items()}
        keys = dict(zip(("again", "hard", "good", "easy"), found.keys, strict=True))
        more = {"day": iso(found.day), "keys": keys, "known": found.known, "answers": found.answers}
        print_json(facts | dated | more)
        return Exit.DONE
    cells = width()
    cells = min(100, cells) if cells < ANY else 80
    show(Talk(sys.stdin, sys.stdout), found, cells, plain=arguments.plain, every=arguments.all)
    return Exit.DONE
