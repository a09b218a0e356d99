"""All that a front end works with, whichever screens it draws."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from trainer.core.card import Demand, Problem
from trainer.core.custom import OF_THE_DAY, Custom
from trainer.core.day import Clock
from trainer.core.defaults import MINUTES, QUESTIONS
from trainer.core.library import Library, Sort, StudyCard
from trainer.core.scope import EVERYTHING, Scope
from trainer.scheduling.preferences import Plan

if TYPE_CHECKING:
    from trainer.core.media import Medium
    from trainer.core.notebook import Notebook, Tag
    from trainer.core.setting import Setting

Start = Literal["home", "review", "quiz", "mock", "browse", "settings", "add"]
"""What a program can begin with."""


class Edited(NamedTuple):
    """What came of editing a note: what to say of where it stands, and what is wrong with its file now."""

    said: str = ""
    problems: tuple[Problem, ...] = ()

    def lines(self) -> Iterator[str]:
        """Yield all of it in words."""
        yield from (text for text in (self.said, *(problem.printed() for problem in self.problems)) if text)


class Viewer(Protocol):
    """Shows pictures and plays sounds. What does so may raise `TrainerError`."""

    def media(self, card: StudyCard, *, revealed: bool) -> "Sequence[Medium]":
        """What a card shows and plays, before its answer is shown or after it."""

    def inline(self, medium: "Medium") -> bool:
        """Does the terminal show it itself, while it is lent?"""

    def show(self, medium: "Medium") -> None:
        """Show a picture in the terminal until Enter."""

    def open(self, medium: "Medium") -> str:
        """Have another program show or play it; return what to say of it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a front end is given.

    Attributes:
        library: where cards come from and answers go.
        clock, plan, scope: as for a `Session`.
        keys: four grade keys (again, hard, good, easy) or the six grades of SM-2.
        start: what to begin with. ``custom``: of a review.
        theme: the colours; see `trainer.settings.model.Settings`.
        keymap, keys_map: a set of keys besides the program's own, and the user's; see
            `trainer.core.presets`. ``language``: of the keyboard's layout; see `trainer.core.layouts`; "" if
            it is not known. ``mouse``: does the program take clicks?
        change: sets a setting, in the settings file, to a value as written there, or back to its default
            (None); returns the fields of this that it changes at once. Raises `UsageError` for a value that
            the setting does not take.
            No key changes nothing, but reads the file again.
        settings: all of them as they are now. ``settings_file``: where they are written.
        edit: opens the user's editor at the note of a card, waits, and reads the decks again; a note that
            comes with the program is first copied, as the user's own version. None where there is no editor.
            ``edit_settings``: the same for the settings file.
        notebook: returns what writes notes into decks of the user's own; None where there is none to be
            written.
        tag: gives tags to notes and takes them away; None where none can be written.
        look: reads deck files that changed on disk since, and returns what to tell of them: all errors, and
            warnings that are new; None where nothing changed.
        viewer: returns what shows pictures; None where nothing does.
        warm: does slow work that the first card need not wait for; called in a thread by screens.
        news: what became of the schedule when the history was opened, to be told once; "" for nothing.
        damage: says in some words what seems to be wrong with the history file, as far as it was looked at;
            "" for nothing.
        sections: for each fact of the syllabus that a note may cite, the title of its section.
        query: what to browse; ``sort``, ``down``: in which order.
        queries: the user's queries by their names; ``keep_query`` keeps one more.
        questions, only_confusions: of a quiz. ``minutes``: of a mock interview.
        exports: the folder for reports.
        into: the deck that a note is to be added to: its id, or the title of a new one; "" for any.
        drafts: what was written for a card and not yet graded, by the card's key, for its next turn; and a
            note that is being added (`trainer.adding.form.DRAFT`). What is there when the program ends is
            kept.
        tutorial: takes the deck that teaches the program into use, and returns it; ``without_tutorial`` ends
            that, where home is seen again: what stands there is then as at the next start.
        demand: returns how many collections of interview questions ask what the note with a key asks.

    All calls may raise `TrainerError`.
    """

    library: Library
    clock: Clock
    plan: Plan
    keys: Literal["four", "six"] = "four"
    scope: Scope = EVERYTHING
    start: Start = "home"
    custom: Custom = OF_THE_DAY
    theme: str = "dark"
    keymap: str = "ours"
    keys_map: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    mouse: bool = True
    change: Callable[[str, str | None], Mapping[str, Any]] = lambda _key, _value: {}
    settings: "Callable[[], Sequence[Setting]]" = tuple
    settings_file: str = ""
    edit: Callable[[StudyCard], Edited] | None = None
    edit_settings: Callable[[], object] | None = None
    notebook: "Callable[[], Notebook] | None" = None
    tag: "Tag | None" = None
    look: Callable[[], Sequence[Problem] | None] = lambda: None
    viewer: Callable[[], Viewer] | None = None
    warm: Callable[[], None] = lambda: None
    news: str = ""
    damage: Callable[[], str] = lambda: ""
    sections: Callable[[], Mapping[str, str]] = dict
    query: str = ""
    sort: Sort = "deck"
    down: bool = False
    queries: Mapping[str, str] = field(default_factory=dict)
    keep_query: Callable[[str, str], None] = lambda _name, _query: None
    questions: int = QUESTIONS
    only_confusions: bool = False
    minutes: int = MINUTES
    exports: Path = Path("exports")
    into: str = ""
    drafts: dict[str, str] = field(default_factory=dict)
    tutorial: Callable[[], Scope] = lambda: EVERYTHING
    without_tutorial: Callable[[], None] = lambda: None
    demand: Callable[[str], Demand | None] = lambda _: None
