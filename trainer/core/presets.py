"""Sets of keys that the program has besides its own, for both front ends."""

from collections.abc import Mapping
from typing import Literal

Preset = Literal["ours", "anki", "vim"]

PRESETS: Mapping[Preset, Mapping[str, str]] = {
    "ours": {},
    "anki": {
        "ctrl+z": "u@undo",
        "ctrl+y": "ctrl+r",
        "-": "b@bury",
        "=": "b@bury",
        "@": "!",
        "*": "f@flag",
        "f5": "v@view",
        # Anki's flags have ctrl and a digit, which few terminals send; all send alt and a digit.
        **{f"{with_}+{digit}": "f@flag" for with_ in ("alt", "ctrl") for digit in range(1, 8)},
    },
    "vim": {
        "ctrl+d": "pagedown",
        "ctrl+u": "pageup",
        "ctrl+f": "pagedown",
        "ctrl+b": "pageup",
        ":": "ctrl+p",
        "h": "left@fold",
        "l": "right@fold",
        "$": "end",
        "^": "home",
    },
}
"""For each set the keys that it has besides ours, with the one of ours that each stands for; behind an @ what
that must do, where it does something else on other screens."""
