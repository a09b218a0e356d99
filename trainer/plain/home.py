"""Today at a glance: what waits in each deck."""

from collections.abc import Iterator

from trainer.context import Context
from trainer.core.day import span
from trainer.core.duration import minutes
from trainer.core.text import counted
from trainer.plain.talk import Talk
from trainer.practice.overview import Overview, overview


def show(talk: Talk, context: Context) -> None:
    """Say what waits where."""
    talk.say(*overview_lines(overview(context.library, context.clock(), context.plan)))


def overview_lines(view: Overview) -> Iterator[str]:
    """Yield an overview as lines of a table."""
    if not view.decks:
        yield "There are no decks. `trainer config` says where they are looked for."
        return
    width = max(len(deck.title) for deck in view.decks)
    yield f"{'':{width}}    new   due again  next"
    for deck in view.decks:
        next_due = f"in {span(deck.next_due - view.day)}" if deck.next_due else ""
        yield f"{deck.title:{width}} {deck.new:6} {deck.due:5} {deck.again:5}  {next_due}".rstrip()
    left = view.left
    about = f", about {minutes(view.seconds)}" if left.total else ""
    parts = f"{left.new} new, {left.due} due, {left.again} again"
    yield f"\ntoday: {counted(left.total, 'card')} ({parts}){about}"
    if view.coming:
        yield f"tomorrow: {counted(view.coming[1], 'card')}, new ones too"
