"""The app: what it is given, how its screens follow one another, and what all of them may ask of it."""

import os
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from textual.app import App, SuspendNotSupported, SystemCommand
from textual.events import Event, Key, Paste
from textual.screen import Screen

from trainer.context import Context
from trainer.core.day import study_day
from trainer.core.errors import EditorError, TrainerError
from trainer.core.library import DeckCounts
from trainer.core.scope import Scope
from trainer.practice.session import Session
from trainer.tui.lines import markdown
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from textual.command import Provider

    from trainer.interview.interview import Mock
    from trainer.quiz.round import Round
    from trainer.tui.widgets.deck_table import Place


def _deck_commands() -> "type[Provider]":
    from trainer.tui.commands import DeckCommands

    return DeckCommands


class TrainerApp(App[int]):
    """The trainer in the terminal. ``run()`` returns when the user leaves; nothing is left to be saved then.

    Raises:
        TrainerError: on construction, when the library cannot be read.
    """

    TITLE = "trainer"
    CSS_PATH = "style.tcss"
    COMMANDS = App.COMMANDS | {_deck_commands}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (7, "-short"), (16, "-tall")]

    def __init__(self, context: Context) -> None:
        no_color = "NO_COLOR" in os.environ
        # With the terminal's own colours and a theme that names no others, Textual can leave out all colour
        # codes; otherwise it would send greys.
        super().__init__(ansi_color=True if no_color else None)
        self.context = context
        self.animation_level = "none"
        if no_color:
            self.theme = "ansi-dark"
        elif context.theme in self.available_themes:
            self.theme = context.theme
        self.place: Place | None = None
        self._first = self._first_screen()

    def _first_screen(self) -> Screen[None]:
        if self.context.start == "review":
            return self._session_screen(self.session(self.context.scope))
        if self.context.start == "quiz":
            from trainer.tui.screens.quiz import screen

            return screen(self.round(self.context.scope, only_confusions=self.context.only_confusions))
        if self.context.start == "mock":
            from trainer.tui.screens.interview_setup import SetupScreen

            return SetupScreen(self.context, self.context.scope)
        from trainer.tui.screens.home import HomeScreen

        return HomeScreen(self.context)

    def get_default_screen(self) -> Screen[None]:
        return self._first

    async def on_event(self, event: Event) -> None:
        """Offer what is typed to the screen for a text being written (`Page.take`) before it goes its way."""
        if isinstance(event, Key | Paste) and not event.is_forwarded and self.screen_stack:
            screen = self.screen
            if isinstance(screen, Page) and await screen.take(event):
                return
        await super().on_event(event)

    def on_ready(self) -> None:
        self.call_after_refresh(self.run_worker, self._warm, thread=True, exit_on_error=False)

    def _warm(self) -> None:
        """Load in a thread, while the first card is read, what later keys would have to wait for."""
        self.context.warm()
        for module in ("lines.highlight", "screens.home", "screens.summary"):
            import_module(f"trainer.tui.{module}")
        markdown.full("")
        for module in ("order", "points.points", "suggest"):
            import_module(f"trainer.grading.{module}")
        import_module("trainer.grading.typed.typed").compare_text("", ("",))

    # Screens

    def session(self, scope: Scope) -> Session:
        """Begin a session over ``scope``."""
        return Session(self.context.library, self.context.clock, self.context.plan, scope)

    def _session_screen(self, session: Session, status: str = "") -> Screen[None]:
        if session.attempt is None:
            from trainer.tui.screens.summary import SummaryScreen

            return SummaryScreen(session, status)
        from trainer.tui.screens.review import ReviewScreen

        return ReviewScreen(session, status)

    async def practise(self, scope: Scope) -> None:
        """Begin a session over ``scope`` and ask its first card, or say that it has none."""
        try:
            session = self.session(scope)
        except TrainerError as error:
            await self.complain(error)
        else:
            await self.show_session(session)

    def deck_counts(self) -> Sequence[DeckCounts]:
        """Return all decks; none when they cannot be read."""
        try:
            day = study_day(self.context.clock(), self.context.plan.rollover_hour)
            return self.context.library.decks(day)
        except TrainerError:
            return ()

    async def show_session(self, session: Session, status: str = "") -> None:
        """Ask the session's current card, or show its summary when it has none."""
        await self._show(lambda: self._session_screen(session, status))

    async def show_summary(self, session: Session, status: str = "") -> None:
        """Show what a session came to."""
        from trainer.tui.screens.summary import SummaryScreen

        await self._show(lambda: SummaryScreen(session, status))

    def round(self, scope: Scope, *, only_confusions: bool = False) -> "Round":
        """Begin a quiz round over ``scope``."""
        from trainer.quiz.round import Round

        context = self.context
        return Round(
            context.library,
            context.clock,
            context.plan,
            scope,
            context.questions,
            only_confusions=only_confusions,
        )

    async def begin_round(self, make: "Callable[[], Round]") -> None:
        """Begin a quiz round and ask its first question, or say that it has none."""
        try:
            round = make()
        except TrainerError as error:
            await self.complain(error)
        else:
            await self.show_round(round)

    async def show_round(self, round: "Round", status: str = "", *, over: bool = False) -> None:
        """Ask the round's present question, or show its result when it is over."""
        from trainer.tui.screens.quiz import screen

        await self._show(lambda: screen(round, status, over=over))

    async def _quiz(self) -> None:
        await self.begin_round(lambda: self.round(self.context.scope))

    async def _quiz_confusions(self) -> None:
        await self.begin_round(lambda: self.round(self.context.scope, only_confusions=True))

    async def leave_quiz(self) -> None:
        """Go back to where the quiz was started from."""
        if self.context.start == "quiz":
            self.exit(0)
        else:
            await self.show_home()

    async def show_mock(self, scope: Scope | None = None) -> None:
        """Offer a mock interview over ``scope``, by default over what the program was started with."""
        from trainer.tui.screens.interview_setup import SetupScreen

        await self._show(lambda: SetupScreen(self.context, self.context.scope if scope is None else scope))

    async def show_interview(self, mock: "Mock", *, fresh: bool = True) -> None:
        """Go on with an interview: its question, its marking, or its report, written if ``fresh``."""
        from trainer.tui.screens.interview_setup import interview_screen

        await self._show(lambda: interview_screen(self.context, mock, fresh=fresh))

    async def leave_mock(self) -> None:
        """Go back to where the interview was started from."""
        if self.context.start == "mock":
            self.exit(0)
        else:
            await self.show_home()

    async def show_home(self) -> None:
        """Show the decks."""
        from trainer.tui.screens.home import HomeScreen

        await self._show(lambda: HomeScreen(self.context, self.place))

    async def _show(self, make: Callable[[], Screen[None]]) -> None:
        """Put a screen in the place of the one shown. The first one cannot be replaced, only covered."""
        try:
            screen = make()
        except TrainerError as error:
            await self.complain(error)
            return
        if len(self.screen_stack) == 1:
            await self.push_screen(screen)
        else:
            await self.switch_screen(screen)

    async def leave_review(self) -> None:
        """Go back to where the review was started from."""
        if self.context.start == "review":
            self.exit(0)
        else:
            await self.show_home()

    # Services

    async def complain(self, what: TrainerError | str) -> None:
        """Tell the user what went wrong, in full; the screen below stays as it is."""
        text = card_view.message(str(what))
        await self.push_screen(Dialog("That did not work", lambda width: wrap(text, width)))

    def edit(self, path: str, line: int) -> str:
        """Have the user edit a deck file, and read the decks again. Return what is wrong with the file
        afterwards, or "" when it is well.

        Raises:
            TrainerError: the editor could not be opened, or the decks not be read.
        """
        if self.context.edit is None:
            raise EditorError("No editor can be opened from here.")
        failure: TrainerError | None = None
        try:
            with self.suspend():
                try:
                    self.context.edit(path, line)
                except TrainerError as error:  # must not leave suspend(), which would not resume then
                    failure = error
        except SuspendNotSupported as error:
            raise TrainerError(
                f"This terminal cannot be lent to an editor. The note is in {path}, line {line}."
            ) from error
        if failure is not None:
            raise failure
        for problem in self.context.reread():
            if problem.file == path:
                place = f", line {problem.line}" if problem.line else ""
                return f"{path}{place}: {problem.message} — {problem.remedy}"
        return ""

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        yield SystemCommand("Decks", "Go to the decks", self.show_home)
        yield SystemCommand("Quiz", "A quick round of choices over all decks", self._quiz)
        yield SystemCommand("Quiz what you mix up", "Only pairs mixed up before", self._quiz_confusions)
        yield SystemCommand("Mock interview", "Questions against the clock, then marking", self.show_mock)
        yield SystemCommand("Theme", "Choose light, dark or other colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave the program", self.action_quit)

    async def action_quit(self) -> None:
        self.exit(0)
