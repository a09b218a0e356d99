"""Verbs about the program itself: its settings, and its words in the shell."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from trainer.cli.environment import deck_roots, print_json, settings, talk
from trainer.core.errors import Exit, UsageError

if TYPE_CHECKING:
    from trainer.settings import Settings

FILE, FOLDER, DECK = "file", "folder", "deck"
"""What a word stands for, so that a shell can complete it."""

SHELLS = ("bash", "zsh", "fish")
_IDS = "trainer due --ids"


def config(arguments: argparse.Namespace) -> int:
    """Show the settings in force and where files live, or get KEY, set KEY VALUE, edit all, say the path."""
    if arguments.key in ("get", "set"):
        if arguments.value is None or (arguments.key == "set") == (arguments.set_to is None):
            raise UsageError("`trainer config get KEY`, or `trainer config set KEY VALUE`")
        arguments.key, arguments.value, arguments.set_to = arguments.value, arguments.set_to, None
    if arguments.set_to is not None or (arguments.key in ("edit", "path") and arguments.value is not None):
        raise UsageError("that is more than `trainer config` takes; a value with blanks stands in quotes")
    if arguments.key == "path":
        from trainer import paths

        print(paths.settings_file(arguments.config))
        return Exit.DONE
    if arguments.key == "edit":
        from trainer.cli.practise import change_settings

        return change_settings(arguments)
    if arguments.key is not None:
        return _setting(arguments)
    if arguments.unset:
        raise UsageError("--unset takes the name of a setting, such as new_per_day")
    from dataclasses import asdict

    from trainer import paths

    wishes = settings(arguments)
    places = {
        "settings file": str(paths.settings_file(arguments.config)),
        "history": str(paths.database(arguments.db)),
        "decks": [str(root) for root in deck_roots(arguments, wishes)],
        "exports": str(paths.exports()),
    }
    if arguments.json:
        print_json({"files": places, "settings": asdict(wishes)})
        return Exit.DONE
    for name, place in places.items():
        print(f"{name + ':':15}{place if isinstance(place, str) else ', '.join(place)}")
    print("\n# settings in force; `trainer config KEY VALUE` changes one")
    for name in asdict(wishes):
        print(_line(wishes, name))
    return Exit.DONE


def _setting(arguments: argparse.Namespace) -> int:
    from trainer import paths
    from trainer.settings import change, known_key

    key, value = arguments.key, arguments.value
    if arguments.unset and value is not None:
        raise UsageError("--unset takes a setting back to its default; leave the value out")
    known_key(key)
    if value is None and not arguments.unset:
        wishes = settings(arguments)
    else:
        wishes = change(paths.settings_file(arguments.config), key, None if arguments.unset else value)
        if key == "scheduler":
            talk("`trainer schedulers` says what the other ones would do to your next 30 days.")
    if arguments.json:
        print_json({key: _value(wishes, key)})
    else:
        print(_line(wishes, key))
    return Exit.DONE


def _line(wishes: "Settings", key: str) -> str:
    return f"{key} = {json.dumps(_value(wishes, key), ensure_ascii=False)}"


def _value(wishes: "Settings", key: str) -> Any:
    """Return what a setting is, or the part of one that is named after a dot; None for no such part."""
    key, _, name = key.partition(".")
    return getattr(wishes, key).get(name) if name else getattr(wishes, key)


def completion(arguments: argparse.Namespace) -> int:
    """Print a script that lets a shell complete verbs, options, deck ids and files."""
    import shtab

    complete: dict[str, Any] = {FILE: shtab.FILE, FOLDER: shtab.DIRECTORY, DECK: shtab.cmd(_IDS)}
    for action in _actions(arguments.parser):
        if (stands_for := getattr(action, "stands_for", "")) in complete:
            action.complete = complete[stands_for]  # type: ignore[attr-defined]
    print(shtab.complete(arguments.parser, shell=arguments.shell))
    return Exit.DONE


def _actions(verb: argparse.ArgumentParser) -> list[argparse.Action]:
    found = list(verb._actions)
    for action in verb._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += [inner for below in action.choices.values() for inner in _actions(below)]
    return found
