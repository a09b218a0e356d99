"""A setting as front ends show and change it."""

import re
from collections.abc import Sequence
from typing import NamedTuple


class Setting(NamedTuple):
    """A setting.

    Attributes:
        name, value, default: as the settings file writes them.
        means: what it means, in a sentence. ``wanted``: which values it takes, in words.
        choices: all values it takes, where they are few; none otherwise.
        parts: is it a table, whose parts can be changed one by one as ``name.part``?
    """

    name: str
    value: str
    default: str
    means: str
    wanted: str
    choices: Sequence[str] = ()
    parts: bool = False

    @property
    def following(self) -> str:
        """The choice after the present one; the first one after the last."""
        at = self.choices.index(self.value) if self.value in self.choices else -1
        return self.choices[(at + 1) % len(self.choices)]


def asked(setting: Setting, said: str) -> tuple[str, str | None]:
    """Return the name and value that a change of a setting means: ``said`` is its new value, or of a table
    all of it (``{name = "value"}``) or one part (``name value``, ``name = "value"``); with no value the
    default, or the part taken out (None)."""
    said = said.strip()
    if not setting.parts or not said or said.startswith("{"):
        return setting.name, said or None
    if part := _PART.fullmatch(said):
        return f"{setting.name}.{part['name']}", part["quoted"] or part["bare"] or None
    name, _, value = said.partition(" ")
    return f"{setting.name}.{name}", value.strip() or None


_PART = re.compile(r"""(?P<name>[^\s"']+?)\s*=\s*(?:(?P<sign>["'])(?P<quoted>.*)(?P=sign)|(?P<bare>.*))""")
"""A part of a table as a settings file has it, its value perhaps without its quotation marks."""
