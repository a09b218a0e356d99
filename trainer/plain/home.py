"""Today at a glance: what waits in each deck."""

from collections.abc import Iterator

from trainer.context import Context
from trainer.core.day import span
from trainer.plain.talk import Talk
from trainer.practice.overview import Overview, overview


def show(talk: Talk, context: Context) -> None:
    """Say what waits where."""
    talk.say(*overview_lines(overview(context.library, context.clock(), context.plan, context.scope)))


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
    yield f"\ntoday: {left.total} cards ({left.new} new, {left.due} due, {left.again} again)"
