"""Settings: flag > environment > settings file (TOML) > default."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Mix
from trainer.scheduling.sm2 import Lateness, Options, Variant

SHIPPED = "shipped"
"""The word that stands for the decks that come with the program, wherever folders of decks are listed."""


class SettingsError(Exception):
    """The settings file cannot be used; the message names file, key and remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a settings file may say.

    Attributes:
        decks: folders or files with decks; ``shipped`` stands for those that come with the program, and
            ``mine`` for the folder ``decks`` in the data folder.
        new_per_day, due_per_day: daily limits for new cards and for reviews.
        mix: where new cards stand among the due ones.
        rollover_hour: the hour (0-23) at which a study day starts.
        keys: ``four`` (again, hard, good, easy) or ``six`` (the grades 0-5 of SM-2).
        variant, max_interval, fuzz, lateness: see `trainer.scheduling.sm2.Options`.
        theme: name of a Textual theme, such as ``textual-dark`` or ``textual-light``.
        editor: command that edits a deck file; default ``$VISUAL`` or ``$EDITOR``.
    """

    decks: tuple[str, ...] = (SHIPPED, "mine")
    new_per_day: int = 20
    due_per_day: int = 200
    mix: Mix = "mixed"
    rollover_hour: int = 4
    keys: Literal["four", "six"] = "four"
    variant: Variant = "sm2"
    max_interval: int = 36500
    fuzz: bool = False
    lateness: Lateness = "none"
    theme: str = ""
    editor: str = ""

    @property
    def plan(self) -> Plan:
        """The part of the settings that the study session needs."""
        return Plan(
            Options(self.variant, self.max_interval, self.fuzz, self.lateness),
            self.rollover_hour,
            self.new_per_day,
            self.due_per_day,
            self.mix,
        )


_RANGES = {
    "new_per_day": (0, 9999),
    "due_per_day": (0, 99999),
    "rollover_hour": (0, 23),
    "max_interval": (1, 36500),
}


def read(path: Path) -> Settings:
    """Return the settings in the TOML file ``path``; the defaults when there is no such file.

    Raises:
        SettingsError: the file is not readable, not TOML, or has an unknown key or a value of the wrong kind.
    """
    try:
        text = path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error
    return _settings(values, path)


def _settings(values: Mapping[str, Any], path: Path) -> Settings:
    types = {field.name: field.type for field in fields(Settings)}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in types:
            near = difflib.get_close_matches(key, types, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(types)}"
            raise SettingsError(f"{path}: unknown key {key!r}; {hint}")
        changes[key] = _checked(key, value, types[key], path)
    return replace(Settings(), **changes)


def _checked(key: str, value: Any, kind: Any, path: Path) -> Any:
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
        wanted = "one of " + ", ".join(f'"{choice}"' for choice in get_args(kind))
    elif kind is bool:
        if isinstance(value, bool):
            return value
        wanted = "true or false"
    elif kind is int:
        least, most = _RANGES[key]
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        wanted = f"a whole number from {least} to {most}"
    elif kind is str:
        if isinstance(value, str):
            return value
        wanted = "a text"
    else:
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            return tuple(value)
        wanted = 'a list of folders, such as ["shipped", "~/my-decks"]'
    raise SettingsError(f"{path}: {key} = {value!r} should be {wanted}")
