"""What a screen may ask of the program around it. Screens are handed this, and know neither the app nor each
other."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.browse.browser import Browser
    from trainer.context import Context, Edited
    from trainer.core.library import DeckCounts, StudyCard
    from trainer.core.scope import Scope
    from trainer.goals.goal import Goal
    from trainer.interview.interview import Interview
    from trainer.practice.session import Session
    from trainer.quiz.round import Round
    from trainer.tui.widgets.deck_tree import Place
    from trainer.tui.widgets.lines_view import LinesFor
    from trainer.tui.widgets.offer import Offer


class Navigation(Protocol):
    """Shows other screens and what lies over them. All calls may raise `TrainerError`.

    A key or click whose action raises one is complained about by the program, and `Page.failed` is called:
    actions need not catch it.
    """

    context: "Context"

    place: "Place | None"
    """Where the user left the decks."""

    def change(self, key: str, value: str | None) -> None:
        """Set a setting, or take it back to its default (None); see `Context.change`."""

    def copy(self, text: str) -> str:
        """Copy a text to the clipboard of the terminal; return what to say of it."""

    # Beginning something

    def session(self, scope: "Scope") -> "Session":
        """Begin a session over ``scope``."""

    def round(self, scope: "Scope", *, only_confusions: bool = False) -> "Round":
        """Begin a quiz round over ``scope``."""

    async def practise(self, scope: "Scope") -> None:
        """Begin a session over ``scope`` and ask its first card; what goes wrong is told to the user."""

    def deck_counts(self) -> "Sequence[DeckCounts]":
        """All decks; none when they cannot be read."""

    # Screens

    async def notice(self) -> None:
        """Read deck files that changed on disk; the screen shows what there is then, on a new day, and
        after another program wrote into the history."""

    async def home(self, status: str = "") -> None:
        """Show the home screen."""

    def ends(self, what: str) -> bool:
        """Does leaving this end the program, because it was begun with it?"""

    async def leave(self, what: str, *, stay: bool = False, status: str = "") -> None:
        """Go back to where this part of the program was entered from, with ``status`` at the bottom, or out
        of the program begun with it, unless the user is to ``stay`` in it: then to the decks."""

    async def review(self, session: "Session", status: str = "") -> None:
        """Ask the session's current card, or show its summary when it has none."""

    async def summary(self, session: "Session", status: str = "") -> None:
        """Show what a session came to."""

    async def browse(self, query: str = "", browser: "Browser | None" = None) -> None:
        """Show the cards that a query finds, or ``browser`` as it stands."""

    async def stats(self, scope: "Scope", of: str = "all decks") -> None:
        """Show figures about practice in ``scope``, which is called ``of``."""

    async def quiz(self, quiz: "Round", status: str = "", *, over: bool = False) -> None:
        """Ask the quiz's present question, or show its result when it is over."""

    async def ready(self, status: str = "", at: str = "") -> None:
        """Show where the goals stand, first the one with the id ``at``."""

    async def ready_form(self, goal: "Goal | None") -> None:
        """Have the user change a goal, or set a new one."""

    async def settings(self) -> None:
        """Show all settings, to be changed."""

    async def setup(self, scope: "Scope", minutes: int = 0) -> None:
        """Offer a mock interview over ``scope``, of so many minutes; 0: of the usual ones, and
        over all decks then the one that the plan has open, if it has."""

    async def interview(self, interview: "Interview", *, fresh: bool = True) -> None:
        """Go on with an interview: its question, its marking, or its report, written if ``fresh``."""

    # Over the screen

    async def add(self, deck: str = "") -> None:
        """Have the user write a note over the present screen, into his deck with this id."""

    async def uncover(self, status: str = "") -> None:
        """Go back to the screen that is covered, which shows the decks as they are now; or leave what was
        begun with."""

    async def dialog(self, title: str, lines_for: "LinesFor", offers: "Sequence[Offer]" = ()) -> None:
        """Show lines in a dialog over the screen, with what can be done from there."""

    async def complain(self, what: Exception | str) -> None:
        """Tell the user what went wrong, in full; the screen below stays as it is."""

    async def view(self, card: "StudyCard", *, revealed: bool) -> str:
        """Show the picture of a card, or play its sound, or ask which; return what to say of it."""

    def edit_settings(self) -> None:
        """Have the user edit the settings file."""

    def edit(self, card: "StudyCard") -> "Edited":
        """Have the user edit the note of a card, and read the decks again."""
