"""What a settings file may say, and what each setting is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple, get_type_hints

from trainer.core.dates import WEEKDAYS
from trainer.core.library import First
from trainer.scheduling import registry
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Mix
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Lateness
from trainer.scheduling.spacing import MAX_INTERVAL

SHIPPED = "shipped"
"""The word that stands for the decks that come with the program, wherever folders of decks are listed."""

QUERIES = "queries"
"""The setting that has the user's queries."""

_QUERIES = (
    "a query is set by its name, as in queries.weak",
    'queries by their names, such as {weak = "prop:r<0.8"}',
)

_KEYS = "a key is set by its name, as in keys_map.x", 'keys and what they stand for, such as {Z = "b"}'

TABLES = {QUERIES: _QUERIES, "keys_map": _KEYS}
"""Settings that are tables: how a part is named, and what one looks like."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Theme = Literal[
    "dark", "light", "high-contrast", "colour-blind",
    "ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte",
    "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord",
    "rose-pine", "rose-pine-dawn", "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark",
    "textual-light", "tokyo-night",
]  # fmt: skip
"""The program's own themes, then those of Textual."""

FORMER = {"variant": "scheduler"}
FORMERLY = {("theme", ""): "dark"}
"""Settings, and values of one, that had another name, each with the one it has now."""

_PLAN = Plan()


class Whole(NamedTuple):
    """The whole numbers that a setting takes, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a settings file may say.

    Attributes:
        decks: folders or files with decks; ``shipped`` stands for those that come with the program, and
            ``mine`` for the folder ``decks`` in the data folder.
        new_per_day, due_per_day: daily limits for new cards and for reviews.
        mix: where new cards stand among the due ones.
        first: ``own-first``: new cards of one's own decks before those that come with the program; ``mixed``:
            both in turn; ``own-only``; ``shipped-only``.
        rollover_hour: the hour (0-23) at which a study day starts.
        enter_grades: do Enter and Space after the answer take the grade that is offered?
        keys: ``four`` (again, hard, good, easy) or ``six`` (the grades 0-5 of SM-2).
        scheduler: which of `trainer.scheduling.registry` decides when a card comes again.
        max_interval, fuzz, balance: see `trainer.scheduling.spacing.Spacing`.
        easy_days: weekdays on which few cards should fall due.
        lateness: see `trainer.scheduling.sm2.Sm2`.
        desired_retention: under FSRS, per cent of the cards that are still recalled when they fall due.
        theme: one of the program's own four, or of Textual's.
        keymap: keys besides the program's own: ``ours`` (none), ``anki`` or ``vim``.
        keys_map: the user's own keys, each with the key of the program that it stands for.
        mouse: does the program take clicks? If not, the terminal selects text with them.
        editor: command that edits a deck file; default ``$VISUAL`` or ``$EDITOR``.
        queries: the user's own queries by their names, which may stand wherever a deck may.
    """

    decks: tuple[str, ...] = (SHIPPED, "mine")
    new_per_day: Annotated[int, Whole(0, 9999)] = _PLAN.new_per_day
    due_per_day: Annotated[int, Whole(0, 99999)] = _PLAN.due_per_day
    mix: Mix = _PLAN.mix
    first: First = _PLAN.first
    rollover_hour: Annotated[int, Whole(0, 23)] = _PLAN.rollover_hour
    enter_grades: bool = _PLAN.enter_grades
    keys: Literal["four", "six"] = "four"
    scheduler: registry.Name = "sm2"
    max_interval: Annotated[int, Whole(1, MAX_INTERVAL)] = MAX_INTERVAL
    fuzz: bool = False
    easy_days: tuple[Weekday, ...] = ()
    balance: bool = False
    lateness: Lateness = "none"
    desired_retention: Annotated[int, Whole(70, 99)] = 90
    theme: Theme = "dark"
    keymap: Literal["ours", "anki", "vim"] = "ours"
    keys_map: Mapping[str, str] = field(default_factory=dict)
    mouse: bool = True
    editor: str = ""
    queries: Mapping[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The part of the settings that the study session needs."""
        return Plan(
            self.scheduled_by(self.scheduler),
            self.rollover_hour,
            self.new_per_day,
            self.due_per_day,
            self.mix,
            self.first,
            self.enter_grades,
        )

    def scheduled_by(self, name: registry.Name) -> Scheduler:
        """Return a scheduler with the options set here."""
        return registry.chosen(
            name,
            lateness=self.lateness,
            retention=self.desired_retention,
            max_interval=self.max_interval,
            fuzz=self.fuzz,
            easy_days=tuple(sorted(map(WEEKDAYS.index, set(self.easy_days)))),
            balance=self.balance,
        )


HINTS = get_type_hints(Settings, include_extras=True)
"""What each setting takes, by its name."""

ABOUT: Mapping[str, str] = {
    "decks": "Folders or files with decks; shipped and mine are those of the program and your own.",
    "new_per_day": "How many new cards a day brings at most.",
    "due_per_day": "How many reviews a day brings at most.",
    "mix": "Where new cards stand among those that are due.",
    "first": "Whose new cards come first: your own, or both in turn.",
    "rollover_hour": "The hour at which a new study day begins.",
    "enter_grades": "Whether enter and space take the grade in brackets once the answer is shown.",
    "keys": "Four grades (again, hard, good, easy) or the six of SM-2.",
    "scheduler": "What decides when a card comes again; `trainer schedulers` says what a change does.",
    "max_interval": "The most days between two reviews of a card.",
    "fuzz": "Whether days are moved a little, so that cards met together do not stay together.",
    "easy_days": "Weekdays on which few cards should fall due.",
    "balance": "Whether cards go to the emptiest of the days that fuzz may move them to.",
    "lateness": "Whether a card that was recalled though it came late gets a longer interval.",
    "desired_retention": "Under FSRS: how many of a hundred cards are still recalled on their day.",
    "theme": "The colours: dark, light, high-contrast, colour-blind, or a theme of Textual.",
    "keymap": "Keys besides the program's own: none, those of Anki, or those of vim.",
    "keys_map": "Keys of your own, each with the key of the program it stands for.",
    "mouse": "Whether the program takes clicks; if not, the terminal selects text with them.",
    "editor": "The command that edits files; without one $VISUAL or $EDITOR.",
    QUERIES: "Your queries by their names; a name may stand wherever a deck may.",
}
"""What each setting means, for the user."""
