"""What waits today in the decks that are marked on the first screen; found out once for each."""

from typing import TYPE_CHECKING, NamedTuple

from trainer.practice.agenda import MORE
from trainer.practice.overview import Today, today
from trainer.practice.session import Session
from trainer.tui.widgets.deck_tree import Node

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation


class Marked(NamedTuple):
    """A day as it stands in some decks, and what ``more`` there is where nothing is left, "" for nothing."""

    today: Today
    more: str = ""


class DaysMarked:
    """Days by the decks they are of."""

    def __init__(self, to: "Navigation") -> None:
        self._to = to
        self._found: dict[tuple[str, ...], Marked] = {}

    def begin(self, session: Session, waits: Today) -> None:
        """Forget all, and take the day over all decks as it is now."""
        self._found = {(): self._marked(session, waits)}

    def at(self, node: Node) -> Marked:
        """Return the day of a deck or branch."""
        if () not in self._found:  # a plan is still being made
            return Marked(Today(cards=bool(node.cards)))
        if node.title not in self._found:
            session = self._to.session(node.scope)
            self._found[node.title] = self._marked(session, today(session, (), node.comes))
        return self._found[node.title]

    def _marked(self, session: Session, waits: Today) -> Marked:
        more = not waits.left.total and session.could_be_more(MORE)
        return Marked(waits, session.more_label if more else "")
