"""The app: what it is given, how its screens follow one another, and what all of them may ask of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, InputEvent, Key, Paste
from textual.screen import Screen

from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.core.library import DeckCounts, StudyCard
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.session import session_of
from trainer.practice.clock import look
from trainer.practice.session import Session
from trainer.practice.wording import meanwhile
from trainer.tui import factory
from trainer.tui.driver import forgiving
from trainer.tui.ending import end
from trainer.tui.lines.layout import wrap
from trainer.tui.personal import PersonalApp
from trainer.tui.trail import Trail
from trainer.tui.warming import warm
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.page import Overlay, Page

if TYPE_CHECKING:
    from textual.command import Provider

    from trainer.browse.browser import Browser
    from trainer.goals.goal import Goal
    from trainer.interview.interview import Interview
    from trainer.quiz.round import Round
    from trainer.tui.widgets.deck_tree import Place
    from trainer.tui.widgets.lines_view import LinesFor

LOOKS = 2.0
"""Seconds between two looks at the deck files, the history and the calendar."""


def _deck_commands() -> "type[Provider]":
    from trainer.tui.commands import DeckCommands

    return DeckCommands


class TrainerApp(PersonalApp):
    """The trainer in the terminal, the `Navigation` of its screens. ``run()`` returns when the user leaves;
    nothing is left to be saved then.

    Raises:
        TrainerError: on construction, when the library cannot be read.
    """

    TITLE = "trainer"
    CSS_PATH = "style.tcss"
    COMMANDS = App.COMMANDS | {_deck_commands}
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (60, "-middling"),
        (78, "-wide"),
        (110, "-broad"),
        (156, "-huge"),
    ]
    VERTICAL_BREAKPOINTS = [
        (0, "-tiny"),
        (7, "-short"),
        (16, "-middling-high"),
        (22, "-high"),
        (36, "-tall"),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.animation_level = "none"
        self.follow()
        self.place: Place | None = None
        self._begun: str = context.start
        self._covered = False
        self._asked_to_end = False
        self._day = self.today
        self._trail = Trail()
        self._first = factory.first(self, context)

    def get_driver_class(self) -> type[Driver]:
        return forgiving(super().get_driver_class())

    def get_default_screen(self) -> Screen[None]:
        return self._first

    async def on_ready(self) -> None:
        self.set_interval(LOOKS, self.notice)
        if about_clock := look(self.context.library, self.context.clock).said:
            await self.tell("Is the clock right?", about_clock)
        if self.context.news:
            await self.tell("Your schedule", self.context.news)
        if self.own_keys or self.context.keys_map:
            self.call_later(self.tell_conflicts)
        self.call_after_refresh(
            self.run_worker, partial(warm, self.context), thread=True, exit_on_error=False
        )

    # Keys, and what goes wrong with them

    async def on_event(self, event: Event) -> None:
        """Offer what is typed to the screen for a text being written (`Page.take`) before it goes its way.
        What comes when the program was left is meant for nothing."""
        if isinstance(event, InputEvent | Paste) and self.return_code is not None:
            return
        async with self.complaining():
            if isinstance(event, Key | Paste) and not event.is_forwarded and self.screen_stack:
                screen = self.screen
                self._asked_to_end &= isinstance(event, Key) and event.key == "ctrl+c"
                if isinstance(screen, Page | Overlay) and await screen.take(event):
                    return
                if isinstance(event, Key) and isinstance(screen, Page | Overlay):
                    event = self.meant(event, screen)
            await super().on_event(event)

    async def run_action(
        self,
        action: "str | tuple[str, str, tuple[Any, ...]]",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click stands for; what goes wrong with it is told to the user."""
        async with self.complaining():
            return await super().run_action(action, default_namespace, namespaces)
        return True

    async def complain(self, what: Exception | str) -> None:
        await self.tell("That did not work", str(what))

    async def tell(self, title: str, what: str) -> None:
        """Show some sentences over the screen, until they are closed."""
        text = card_view.message(what)
        await self.dialog(title, lambda width: wrap(text, width))

    async def dialog(self, title: str, lines_for: "LinesFor", offers: Sequence[Offer] = ()) -> None:
        await self.push_screen(Dialog(title, lines_for, offers))

    def copy(self, text: str) -> str:
        self.copy_to_clipboard(text)
        return "sent to the clipboard, if the terminal lets it (OSC 52)"

    # Beginning something

    def session(self, scope: Scope) -> Session:
        return session_of(self.context.library, self.context.clock, self.context.plan, scope)

    def round(self, scope: Scope, *, only_confusions: bool = False) -> "Round":
        from trainer.quiz.round import Round

        at = self.context
        return Round(at.library, at.clock, at.plan, scope, at.questions, only_confusions=only_confusions)

    async def practise(self, scope: Scope) -> None:
        async with self.complaining():
            await self.review(self.session(scope))

    def deck_counts(self) -> Sequence[DeckCounts]:
        """Return all decks; none when they cannot be read."""
        try:
            return self.context.library.decks(self.today)
        except TrainerError:
            return ()

    # Screens

    async def notice(self) -> None:
        async with self.complaining():
            begun, self._day = self.today != self._day, self.today
            said = meanwhile(self.context.look, self.context.library, new_day=begun)
            page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
            if page is not None and said is not None:
                page.show_anew(said)

    async def home(self, status: str = "") -> None:
        self.context.without_tutorial()
        await self.notice()
        self._begun = "home"  # where all that follows comes from
        await self._show(factory.home(self, status))

    def ends(self, what: str) -> bool:
        return self._begun == what and not self._trail

    async def leave(self, what: str, *, stay: bool = False, status: str = "") -> None:
        if await self._trail.back():
            if status and isinstance(self.screen, Page):
                self.screen.say(status)
        elif self.ends(what) and not stay:
            await self.action_quit()
        else:
            await self.home(status)

    async def review(self, session: Session, status: str = "") -> None:
        await self._show(factory.review(self, session, status))

    async def summary(self, session: Session, status: str = "") -> None:
        await self._show(factory.summary(self, session, status))

    async def quiz(self, quiz: "Round", status: str = "", *, over: bool = False) -> None:
        await self._show(factory.quiz(self, quiz, status, over=over))

    async def ready(self, status: str = "", at: str = "") -> None:
        await self._show(factory.ready(self, status, at))

    async def ready_form(self, goal: "Goal | None") -> None:
        await self._show(factory.ready_form(self, goal))

    async def browse(self, query: str = "", browser: "Browser | None" = None) -> None:
        await self._show(factory.browse(self, query, browser))

    async def stats(self, scope: Scope, of: str = "all decks") -> None:
        await self._show(factory.stats(self, scope, of))

    async def settings(self) -> None:
        await self._show(factory.settings(self))

    async def setup(self, scope: Scope, minutes: int = 0) -> None:
        await self._show(factory.setup(self, scope, minutes))

    async def interview(self, interview: "Interview", *, fresh: bool = True) -> None:
        await self._show(factory.interview(self, interview, fresh=fresh))

    async def _show(self, screen: Screen[None]) -> None:
        """Put a screen in the place of the one shown. The first one cannot be replaced, only covered."""
        if self._covered:
            self._covered = False
            await self.pop_screen()
        self._trail.show(self.screen, screen)
        if len(self.screen_stack) == 1:
            await self.push_screen(screen)
        else:
            await self.switch_screen(screen)

    async def add(self, deck: str = "") -> None:
        await self.push_screen(factory.add(self, deck))
        self._covered = True

    async def uncover(self, status: str = "") -> None:
        if not self._covered:
            await self.leave(self._begun, stay=True)
            return
        self._covered = False
        await self.pop_screen()
        if isinstance(self.screen, Page):
            self.screen.show_anew(status)

    async def view(self, card: StudyCard, *, revealed: bool) -> str:
        from trainer.tui.viewing import view

        return await view(self, self, card, revealed=revealed)

    # The palette

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from trainer.tui.commands import OFFERED

        for title, about, action in OFFERED:
            yield SystemCommand(title, about, partial(self.run_action, action))
        for title, about, action in screen.OFFERS if isinstance(screen, Page) else ():
            yield SystemCommand(title, about, partial(self.run_action, action, screen))

    async def action_decks(self) -> None:
        await self.home()

    async def action_quiz(self, only_confusions: bool = False) -> None:
        await self.quiz(self.round(EVERYTHING, only_confusions=only_confusions))

    async def action_stats(self) -> None:
        await self.stats(EVERYTHING)

    async def action_browse(self, query: str = "") -> None:
        await self.browse(query)

    async def action_ready(self) -> None:
        await self.ready()

    async def action_add(self) -> None:
        await self.add()

    async def action_settings(self) -> None:
        await self.settings()

    async def action_setup(self) -> None:
        await self.setup(EVERYTHING)

    async def action_quit(self) -> None:
        if isinstance(self.screen, Page) and self.screen.unkept and not self._asked_to_end:
            self._asked_to_end = True
            self.screen.say("what is written here is not kept; ctrl+c once more leaves the program")
            return
        end(self, 0)
