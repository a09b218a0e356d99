"""Settings: flag > environment > settings file (TOML) > default.

pydantic's core checks what a file says (the whole of pydantic would cost the first card more than it is
worth), and tomlkit writes it; neither is loaded while there is no file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from trainer.core.dates import WEEKDAYS, read_weekdays
from trainer.core.errors import FileError, UsageError
from trainer.core.library import First
from trainer.core.near import near
from trainer.core.query import QueryError, parse
from trainer.core.setting import Setting
from trainer.core.text import one_line
from trainer.files import OddFileError, content, repeated, save
from trainer.scheduling import registry
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Mix
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Lateness
from trainer.scheduling.spacing import MAX_INTERVAL

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

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

_FORMER = {"variant": "scheduler"}
_FORMERLY = {("theme", ""): "dark"}
"""Settings, and values of one, that had another name, each with the one it has now."""

_HEAD = "# Settings of trainer; `trainer config` lists all of them.\n"
_LARGEST = 2**20
_PLAN = Plan()


class SettingsError(FileError):
    """The settings file cannot be used; the message names file, line, key and remedy. ``key``: which one is
    wrong, "" if it is the whole file."""

    key = ""


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


def read(path: Path) -> Settings:
    """Return the settings in the TOML file ``path``; the defaults when there is no such file.

    Raises:
        SettingsError: the file is not readable, not TOML, or has an unknown key or a value of the wrong kind.
    """
    text = _text(path)
    return Settings() if text is None else _parsed(text, path)


Wrong = Callable[[Settings], Iterable[str]]


@repeated
def change(path: Path, key: str, value: str | None, wrong: Wrong = lambda _: ()) -> Settings:
    """Set ``key`` in the settings file to ``value``, or take it out (None); return what holds now.

    ``value`` is TOML (``7``, ``["mine"]``) or a bare word or text. Comments and layout of the file stay.

    Raises:
        UsageError: no such setting, or not with that value, or more is ``wrong`` than before; as it was.
        SettingsError: the file cannot be read, or is not right as it is.
        FileError: the file cannot be written.
    """
    import tomlkit

    known_key(key)
    key, _, name = key.partition(".")
    if (key in TABLES) != bool(name):
        raise UsageError(TABLES[key][0] if key in TABLES else f"{key} has no parts")
    text = _text(path)
    _values(text or "", path)  # no TOML: said of the file, not of the change
    document = tomlkit.parse(_HEAD if text is None else text)
    for former, now in _FORMER.items():
        if now == key:
            document.pop(former, None)
    table: Any = document.setdefault(key, tomlkit.table()) if name else document
    if value is None:
        table.pop(name or key, None)
    else:
        table[name or key] = value if name else _toml(key, value)
    changed = tomlkit.dumps(document)
    try:
        found = _parsed(changed, path)
    except SettingsError as error:
        if error.key != key:  # what else is wrong is said of the file
            raise
        raise UsageError(str(error).partition(": ")[2]) from error
    for one in wrong(found):
        if text is None or one not in wrong(_parsed(text, path)):
            raise UsageError(f"{one}; nothing was changed. What belongs together can be written into {path}")
    save(path, changed.encode(), was=text)
    return found


def known_key(key: str) -> None:
    """Raise `UsageError`, with the nearest names, when there is no setting ``key``."""
    if key.partition(".")[0] not in _HINTS:
        raise UsageError(f"there is no setting {key!r}; {_near(key)}")


def _toml(key: str, value: str) -> Any:
    """Return what a value stands for: TOML, weekdays as for a goal (``sat,sun``), or the text."""
    import tomllib

    with suppress(ValueError, RecursionError, KeyError):
        return tomllib.loads(f"value = {value}")["value"]
    with suppress(UsageError):  # what it should be is said then
        if _HINTS[key] == tuple[Weekday, ...]:
            return [WEEKDAYS[day] for day in sorted(read_weekdays(value))]
    return value


def _text(path: Path) -> str | None:
    try:
        return content(path, _LARGEST).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OddFileError as error:
        raise SettingsError(
            f"{path}: cannot be read: it {error.reason}. Name another with --config."
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}). Check its rights, or name another with --config."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text (byte {error.start})") from error


def _parsed(text: str, path: Path) -> Settings:
    return checked(_values(text, path), path, text)


def _values(text: str, path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError(f"{path}: is nested deeper than any settings are") from error
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise SettingsError(f"{path}: is not TOML: {one_line(str(error))}") from error


def checked(values: Mapping[str, Any], path: Path, text: str = "") -> Settings:
    """Return the settings that the values of a file stand for; ``text`` of the file tells the lines.

    Raises:
        SettingsError: an unknown key, or a value that a key does not take.
    """
    from pydantic_core import SchemaValidator, ValidationError
    from pydantic_core.core_schema import typed_dict_field, typed_dict_schema

    for key in values:
        if key not in _HINTS and key not in _FORMER:
            raise _wrong(path, key, text, f"unknown key {key!r}; {_near(key)}")
    values = {_FORMER[key]: values[key] for key in _FORMER if key in values} | {
        key: _FORMERLY.get((key, value), value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in _FORMER
    }
    fields = {key: typed_dict_field(_schema(hint), required=False) for key, hint in _HINTS.items()}
    try:
        found = SchemaValidator(typed_dict_schema(fields)).validate_python(dict(values))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        message = f"{key} = {one_line(toml(values[key]))} should be {_wanted(key)}"
        raise _wrong(path, key, text, message) from error
    for name, query in found.get(QUERIES, {}).items():
        try:
            parse(query)
        except QueryError as error:
            wrong = _wrong(path, name, text, f"{QUERIES}.{name}: {error}")
            wrong.key = QUERIES
            raise wrong from error
    changes: dict[str, Any] = {k: tuple(one) if isinstance(one, list) else one for k, one in found.items()}
    return Settings(**changes)


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


def listed(settings: Settings) -> list[Setting]:
    """Return all settings as front ends show them."""
    default, found = Settings(), []
    for name, hint in _HINTS.items():
        choices = get_args(hint) if get_origin(hint) is Literal else ("true", "false") if hint is bool else ()
        value, usual = (_said(getattr(one, name)) for one in (settings, default))
        found.append(
            Setting(name, value, usual, ABOUT[name], _wanted(name), choices, get_origin(hint) is Mapping)
        )
    return found


def _said(value: Any) -> str:
    """Return a value as a settings file has it; a text without its quotes."""
    return value if isinstance(value, str) else toml(value)


def toml(value: Any) -> str:
    """Return a value as a settings file has it."""
    import tomlkit

    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return str(table.as_string())
    return str(tomlkit.item(list(value) if isinstance(value, tuple) else value).as_string())


def _schema(hint: Any) -> "CoreSchema":
    from pydantic_core import core_schema as schema

    if get_origin(hint) is Literal:
        return schema.literal_schema(list(get_args(hint)))
    for limit in get_args(hint):
        if isinstance(limit, Whole):
            return schema.int_schema(ge=limit.least, le=limit.most, strict=True)
    text = schema.str_schema(strict=True)
    if get_origin(hint) is Mapping:
        return schema.dict_schema(text, text, strict=True)
    simple = {bool: schema.bool_schema(strict=True), str: text}
    if hint in simple:
        return simple[hint]
    of = get_args(hint)[0]
    return schema.list_schema(_schema(of), min_length=int(of is str), strict=True)


def _wrong(path: Path, key: str, text: str, message: str) -> SettingsError:
    error = SettingsError(f"{_place(path, key, text)}: {message}")
    error.key = key
    return error


def _place(path: Path, key: str, text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""", line):
            return f"{path}:{number}"
    return str(path)


def _near(key: str) -> str:
    if key in _FORMER:
        return f"it is called {_FORMER[key]!r} now"
    close = near(key, _HINTS)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(_HINTS)}"


def _wanted(key: str) -> str:
    hint = _HINTS[key]
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(hint))
    for limit in get_args(hint):
        if isinstance(limit, Whole):
            return f"a whole number from {limit.least} to {limit.most}"
    if get_origin(hint) is Mapping:
        return f"a table of {TABLES[key][1]}"
    simple = {bool: "true or false", str: "a text", tuple[Weekday, ...]: 'a list such as ["sat", "sun"]'}
    return simple.get(hint, 'a list of folders, such as ["shipped", "~/my-decks"]')


_HINTS = get_type_hints(Settings, include_extras=True)
