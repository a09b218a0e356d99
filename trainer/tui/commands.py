"""What the command palette offers everywhere: the app's own commands, and to practise any deck."""

from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from trainer.core.day import study_day
from trainer.core.scope import Scope
from trainer.practice.marked import marked
from trainer.tui.lines.list_lines import marked_lines
from trainer.tui.widgets import card_view

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation


OFFERED = (
    ("Decks", "Go to the decks", "decks"),
    ("Quiz", "A quick round of choices over all decks", "quiz"),
    ("Quiz what you mix up", "Only pairs mixed up before", "quiz(True)"),
    ("Mock interview", "Questions against the clock, then marking", "setup"),
    ("Ready by a date", "Set a goal, and see where it stands", "ready"),
    ("Marked cards", "Leeches, flagged, put off and suspended ones", "marked"),
    ("Theme", "Choose light, dark or other colours", "change_theme"),
    ("Quit", "Leave the program", "quit"),
)
"""Title, explanation and action of the app's own commands."""


async def show_marked(to: "Navigation") -> None:
    """List the cards that carry a mark."""
    day = study_day(to.context.clock(), to.context.plan.rollover_hour)
    cards = marked(to.context.library, day)
    await to.dialog("Marked cards", lambda width: marked_lines(cards, width))


class DeckCommands(Provider):
    """Finds decks by their titles."""

    async def startup(self) -> None:
        self._to = cast("Navigation", self.app)
        self._titles = [(deck.id, card_view.path(deck.title)) for deck in self._to.deck_counts()]

    async def discover(self) -> Hits:
        for deck, title in self._titles:
            name = Content("Practise ") + title
            yield DiscoveryHit(name, lambda deck=deck: self._practise(deck), name.plain)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for deck, title in self._titles:
            name = Content("Practise ") + title
            if (score := matcher.match(name.plain)) > 0:
                yield Hit(score, name, lambda deck=deck: self._practise(deck), name.plain)

    async def _practise(self, deck: str) -> None:
        await self._to.practise(Scope((deck,)))
