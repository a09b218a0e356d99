"""What the command palette offers everywhere: the app's own commands, and to practise any deck."""

from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from trainer.browse.wording import MARKED
from trainer.core.scope import Scope
from trainer.tui.widgets import card_view

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation


OFFERED = (
    ("Home", "Your decks, and what waits today", "decks"),
    ("Quiz", "A quick round of choices over all decks", "quiz"),
    ("Quiz what you mix up", "Only pairs mixed up before", "quiz(True)"),
    ("Mock interview", "Questions against the clock, then marking", "setup"),
    ("Ready by a date", "Set a goal, and see where it stands", "ready"),
    ("Statistics", "Figures about your practice, with plots", "stats"),
    ("Browse", "All cards, by query", "browse"),
    ("Marked cards", "Leeches, flagged, buried and suspended ones", f"browse({MARKED!r})"),
    ("Add a note", "Into a deck of your own", "add"),
    ("Settings", "All of them, with what they mean", "settings"),
    ("Theme", "Choose light, dark or other colours", "change_theme"),
    ("Quit", "Leave the program", "quit"),
)
"""Title, explanation and action of the app's own commands."""


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
