"""A setting as front ends show and change it."""

from collections.abc import Sequence
from typing import NamedTuple


class Setting(NamedTuple):
    """A setting.

    Attributes:
        name, value, default: as the settings file writes them.
        means: what it means, in a sentence. ``wanted``: which values it takes, in words.
        choices: all values it takes, where they are few; none otherwise.
        parts: is it a table, whose parts are changed one by one as ``name.part``?
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
    ``name value``; with no value the default, or the part taken out (None)."""
    said = said.strip()
    if not setting.parts:
        return setting.name, said or None
    part, _, value = said.partition(" ")
    return f"{setting.name}.{part}", value.strip() or None
