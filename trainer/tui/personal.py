"""What of the app follows the user's settings: the theme, the keys, the editor; and how trouble is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.events import Key

from trainer.core.day import study_day
from trainer.core.errors import LibraryGoneError, TrainerError
from trainer.tui.keymap import keys_of, usable
from trainer.tui.keymap import meant as key_meant
from trainer.tui.roles import DARK, themes
from trainer.tui.themed import Themed
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.context import Context, Edited
    from trainer.core.library import StudyCard
    from trainer.tui.widgets.page import Overlay


class Clicked(Key):
    """A key of the program that is drawn and was clicked, whatever the user's keys are."""


class PersonalApp(Themed[int]):
    """An app in the user's colours and with his keys.

    Attributes:
        own_keys: keys besides the program's, by Textual's names, each with the one it stands for.
        unsaved: what stands on every screen from when on nothing is saved any more.
    """

    unsaved = ""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self.context = context
        for theme in themes():
            self.register_theme(theme)
        self.own_keys: dict[str, str] = {}

    def follow(self) -> None:
        """Do as the settings of the context say."""
        wish = self.context.theme if self.context.theme in self.available_themes else DARK
        self.theme = "ansi-dark" if self.no_color else wish
        self.own_keys = usable(keys_of(self.context.keymap, self.context.keys_map))

    @property
    def today(self) -> int:
        """The study day it is now: programs are left open overnight."""
        return study_day(self.context.clock(), self.context.plan.rollover_hour)

    async def complain(self, what: Exception | str) -> None:
        """Tell the user what went wrong, in full."""
        raise NotImplementedError

    @asynccontextmanager
    async def complaining(self) -> AsyncIterator[None]:
        """Tell the user when the store fails, and let the screen show that nothing was done."""
        try:
            yield
        except TrainerError as error:
            if isinstance(error, LibraryGoneError):
                self.unsaved = "NOTHING IS SAVED: leave, and start again"
            if isinstance(self.screen, Page):
                self.screen.failed()
            await self.complain(error)

    def watch_theme(self, theme: str) -> None:
        """Remember the theme that the user chose."""
        if self.is_running and not self.no_color and theme != self.context.theme:
            self.call_later(self._remember_theme, theme)

    async def _remember_theme(self, theme: str) -> None:
        async with self.complaining():
            self.change("theme", theme)

    def simulate_key(self, key: str) -> None:
        self.post_message(Clicked(key, None))

    def change(self, key: str, value: str | None) -> None:
        self.context = replace(self.context, **self.context.change(key, value))
        self.follow()

    def meant(self, event: Key, screen: "Page | Overlay") -> Key:
        """Return the key that one stands for on a screen; one that means nothing there is told."""
        if isinstance(event, Clicked):
            return event
        name = key_meant(event.key, event.character, screen.bound, self.own_keys, self.context.language)
        if isinstance(screen, Page) and name not in screen.bound and screen.focused is None:
            screen.unknown(event.key)
        return Key(name, event.character) if name != event.key else event

    async def tell_conflicts(self) -> None:
        """Tell what the user's keys take from others, and what is wrong with them."""
        from trainer.tui.all_keys import clashes

        if found := clashes(self.context.keymap, self.context.keys_map):
            await self.complain("\n".join(["Of the keys in your settings:", *found]))

    # The editor

    def edit(self, card: "StudyCard") -> "Edited":
        from trainer.tui.lending import lend

        act = partial(self.context.edit, card) if self.context.edit is not None else None
        return lend(self, act, f"The note is in {card.path}, line {card.note.line}.")

    def edit_settings(self) -> None:
        from trainer.tui.lending import lend

        lend(self, self.context.edit_settings, f"The settings are in {self.context.settings_file}.")
