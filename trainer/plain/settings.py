"""All settings line by line: what each is and means, and changing them."""

from collections.abc import Mapping
from typing import Any

from trainer.context import Context
from trainer.core.errors import UsageError
from trainer.core.setting import Setting, asked
from trainer.plain.talk import Left, Talk


def run(talk: Talk, context: Context) -> Mapping[str, Any]:
    """List the settings and change those that are named, until the user is done or the input ends; return the
    fields of the context that this changes at once."""
    changed: dict[str, Any] = {}
    settings = {setting.name: setting for setting in context.settings()}
    for setting in settings.values():
        talk.say(f"{setting.name}: {setting.value or 'none'}")
    try:
        while name := talk.ask("\nname of a setting (empty: done)").strip():
            if name == "q":
                break
            if name in settings:
                changed.update(_one(talk, context, settings[name]))
                settings = {setting.name: setting for setting in context.settings()}
            else:
                talk.say(f"there is no setting {name!r}")
    except Left:
        pass
    return changed


def _one(talk: Talk, context: Context, setting: Setting) -> Mapping[str, Any]:
    talk.say(setting.means, f"{setting.wanted}; default {setting.default or 'none'}")
    said = talk.ask(f"{setting.name} [{setting.value or 'none'}] (empty: as it is; -: the default)").strip()
    if not said:
        return {}
    name, value = asked(setting, "" if said == "-" else said)
    try:
        changed = context.change(name, value)
    except UsageError as error:
        talk.say(str(error))
        return {}
    talk.say("set")
    return changed
