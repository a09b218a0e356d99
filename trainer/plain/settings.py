"""All settings line by line: what each is and means, and changing them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from trainer.context import Context
from trainer.core.errors import UsageError
from trainer.core.near import meant
from trainer.core.setting import Setting, asked
from trainer.core.text import one_line
from trainer.plain.talk import Left, Quit, Talk


def run(talk: Talk, context: Context) -> Mapping[str, Any]:
    """List the settings and change those that are named, until the user is done or the input ends; return the
    fields of the context that this changes at once."""
    changed: dict[str, Any] = {}
    settings = {setting.name: setting for setting in context.settings()}
    for setting in settings.values():
        talk.say(f"{setting.name}: {setting.value or 'none'}")
    with suppress(Left):
        while True:
            told = [f"{setting.name}: {setting.means}" for setting in settings.values()]
            asks = "\nname of a setting (?: what they mean, empty: done)"
            name = talk.inquire(asks, told=told, known=settings.__contains__).strip()
            if not name:
                break
            if name in settings:
                with suppress(Quit):
                    changed.update(_one(talk, context, settings[name]))
                    talk.words.follow(replace(context, **changed))
                    settings = {setting.name: setting for setting in context.settings()}
            else:
                talk.say(f"there is no setting {one_line(name, 40)!r}; {meant(name, settings)}")
    return changed


def _one(talk: Talk, context: Context, setting: Setting) -> Mapping[str, Any]:
    """Ask for a value until it is one that the setting takes; return what that changes at once.

    Raises:
        Left: the input ended; `Quit`: the user left it as it is.
    """
    about = setting.means, f"{setting.wanted}; default {setting.default or 'none'}"
    talk.fit(*about)
    now = f"{setting.name} [{setting.value or 'none'}] (empty: as it is; -: the default; ?, q)"
    while said := talk.inquire(now, told=about).strip():
        name, value = asked(setting, "" if said == "-" else said)
        try:
            changed = context.change(name, value)
        except UsageError as error:
            talk.say(str(error))
        else:
            talk.say("set")
            return changed
    return {}
