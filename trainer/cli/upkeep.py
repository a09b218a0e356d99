"""Verbs about the program itself: its settings, and its words in the shell."""

import argparse
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import (
    about_keys,
    changed,
    deck_roots,
    print_json,
    reporting,
    settings,
    settings_file,
    talk,
)
from trainer.cli.naming import check_name
from trainer.core.errors import Exit, UsageError
from trainer.core.text import in_line

if TYPE_CHECKING:
    from trainer.settings.model import Settings


def config(arguments: argparse.Namespace) -> int:
    """List the settings in force and where files live; get, set or unset one, edit all, or say the path."""
    word, key, value = arguments.key, arguments.value, arguments.set_to
    takes = {"list": 0, "path": 0, "edit": 0, "get": 1, "unset": 1, "set": 2}
    if word not in takes:  # KEY alone gets, KEY VALUE sets
        word, key, value = "set" if key is not None else "get" if word is not None else "list", word, key
        if arguments.set_to is not None:
            raise UsageError("that is more than `trainer config` takes; a value with blanks stands in quotes")
    if arguments.unset:
        if word == "set":
            raise UsageError("--unset takes a setting back to its default; leave the value out")
        if word != "get":
            raise UsageError("--unset takes the name of a setting, such as new_per_day")
        word = "unset"
    if takes[word] != (key is not None) + (value is not None):
        raise UsageError(f"`trainer config {word}{' KEY' * bool(takes[word])}{' VALUE' * (word == 'set')}`")
    arguments.makes_settings = word in ("set", "edit", "path")
    if word == "path":
        print(in_line(str(settings_file(arguments))))
    elif word == "edit":
        from trainer.cli.practise import change_settings

        return change_settings(arguments)
    elif word == "list":
        _list(arguments)
    else:
        _setting(arguments, word, key, value)
    return Exit.DONE


def _list(arguments: argparse.Namespace) -> None:
    """Print where files live and all settings, as a settings file has them."""
    from dataclasses import asdict

    from trainer import paths

    wishes = settings(arguments)
    places = {
        "settings file": str(settings_file(arguments)),
        "history": str(paths.database(arguments.db)),
        "decks": [str(root) for root in deck_roots(arguments, wishes)],
        "exports": str(paths.exports()),
    }
    if arguments.json:
        print_json({"files": places, "settings": asdict(wishes), "keys": about_keys(wishes)})
        return
    for name, place in places.items():
        print(f"# {name + ':':15}{in_line(place if isinstance(place, str) else ', '.join(place))}")
    print("\n# settings in force; `trainer config set KEY VALUE` changes one")
    for name in asdict(wishes):
        print(_line(wishes, name))
    talk(*about_keys(wishes))


def _setting(arguments: argparse.Namespace, word: str, key: str, value: str | None) -> None:
    from trainer.settings.check import known_key
    from trainer.settings.model import QUERIES

    if word != "unset":  # of a file that has it, what is no setting is taken out
        known_key(key)
    if word == "get":
        wishes = settings(arguments)
    else:
        if value is not None and key.startswith(f"{QUERIES}."):
            with reporting(arguments, settings(arguments)) as store:
                check_name(store, key)
        wishes = changed(settings_file(arguments), key, value)
        if key == "scheduler":
            talk("`trainer schedulers` says what the other ones would do to your next 30 days.")
    if key.partition(".")[0] in ("keymap", "keys_map"):
        talk(*about_keys(wishes))
    found = _value(wishes, key)
    if word == "get" and found is None:
        table = key.partition(".")[0]
        raise UsageError(f"there is no {key}; `trainer config get {table}` lists what there is")
    if arguments.json:
        print_json({key: found})
    elif found is not None:
        print(_line(wishes, key))


def _line(wishes: "Settings", key: str) -> str:
    from trainer.settings.wording import toml

    table, dot, name = key.partition(".")
    name = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) or not dot else toml(name)
    return f"{table}{dot}{name} = {toml(_value(wishes, key))}"


def _value(wishes: "Settings", key: str) -> Any:
    """Return what a setting is, or the part of one that is named after a dot; None for no such part."""
    key, _, name = key.partition(".")
    found = getattr(wishes, key, None)
    return found if not name else found.get(name) if isinstance(found, Mapping) else None
