"""Settings in words: as a file has them, and what a value should be."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from trainer.core.setting import Setting
from trainer.settings.model import ABOUT, HINTS, TABLES, Settings, Weekday, Whole


def listed(settings: Settings) -> list[Setting]:
    """Return all settings as front ends show them."""
    default, found = Settings(), []
    for name, hint in HINTS.items():
        choices = get_args(hint) if get_origin(hint) is Literal else ("true", "false") if hint is bool else ()
        value, usual = (_said(getattr(one, name)) for one in (settings, default))
        found.append(
            Setting(name, value, usual, ABOUT[name], wanted(name), choices, get_origin(hint) is Mapping)
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


def wanted(key: str) -> str:
    """Return what the value of a setting should be, in words."""
    hint = HINTS[key]
    if get_origin(hint) is Literal:
        return "one of " + ", ".join(f'"{choice}"' for choice in get_args(hint))
    for limit in get_args(hint):
        if isinstance(limit, Whole):
            return f"a whole number from {limit.least} to {limit.most}"
    if get_origin(hint) is Mapping:
        return f"a table of {TABLES[key][1]}"
    simple = {
        bool: "true or false",
        str: "a text",
        tuple[Weekday, ...]: 'days, mon to sun, in a list such as ["sat", "sun"]',
    }
    return simple.get(hint, 'a list of folders, such as ["shipped", "~/my-decks"]')
