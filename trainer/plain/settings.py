"""All settings line by line: what each is and means, and changing them."""

from trainer.context import Context
from trainer.core.errors import UsageError
from trainer.core.setting import Setting, asked
from trainer.plain.talk import Left, Talk


def run(talk: Talk, context: Context) -> None:
    """List the settings and change those that are named, until the input ends."""
    settings = {setting.name: setting for setting in context.settings()}
    for setting in settings.values():
        talk.say(f"{setting.name} = {setting.value}")
    try:
        while name := talk.ask("\nname of a setting (empty: done)").strip():
            if name == "q":
                return
            if name in settings:
                _one(talk, context, settings[name])
                settings = {setting.name: setting for setting in context.settings()}
            else:
                talk.say(f"there is no setting {name!r}")
    except Left:
        return


def _one(talk: Talk, context: Context, setting: Setting) -> None:
    talk.say(setting.means, f"{setting.wanted}; default {setting.default}")
    said = talk.ask(f"{setting.name} [{setting.value}] (empty: as it is; -: the default)").strip()
    if not said:
        return
    name, value = asked(setting, "" if said == "-" else said)
    try:
        context.change(name, value)
    except UsageError as error:
        talk.say(str(error))
    else:
        talk.say("set")
