"""What a word stands for, by the rules of the screens' keys: own keys, sets of keys, other layouts."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import lookup

from trainer.context import Context
from trainer.core.layouts import forms
from trainer.core.presets import PRESETS

_AS_WORD = {"ctrl+r": "redo", "U": "undo", "A": "add", "escape": "q", "enter": "", "space": ""}
"""Words for keys of the screens, where they are called otherwise line by line."""

_SIGNS = {"minus": "-", "plus": "+", "slash": "/", "backslash": "\\", "at": "@", "underscore": "_"}
"""Signs by what the screens call their keys, where that is not their name in Unicode."""


_KEYS = re.compile(r"(?:(?<=\[)|(?<=,\s))/?(?P<key>[^\s\[\],/])(?:: [^,\[\]]*(?:,\s|(?=\]))|(?<=\d)(?= \w))")
"""In a prompt a key with what it does, or the digit of a grade."""
_TAKES = re.compile(r" \((?P<key>\S) takes it back\)$")


@dataclass
class Words:
    """What words stand for here. ``own``: by what is said, what is meant, behind an @ what that must do;
    ``language``: of the keyboard's layout, if known."""

    own: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    def follow(self, context: Context) -> None:
        """Do as the context says."""
        both = {**PRESETS.get(context.keymap, {}), **context.keys_map}  # type: ignore[call-overload]
        self.own = {_sign(key): ours for key, ours in both.items()}
        self.language = context.language

    def meant(self, said: str, known: Callable[[str], bool], does: Mapping[str, str] | None = None) -> str:
        """Return the ``known`` word that one stands for; itself where it stands for none. ``does``: what
        known words do, as the screens call it."""
        return next((word for word in self._readings(said, does or {}) if known(word)), said)

    def told(self) -> list[str]:
        """Say which keys the user has besides, as help does; nothing where there are none."""
        meant = {key: _sign(ours.partition("@")[0]) for key, ours in self.own.items() if len(key) == 1}
        both = [f"{key} for {_AS_WORD.get(ours, ours) or 'Enter'}" for key, ours in meant.items()]
        said = [
            one for one, ours in zip(both, meant.values(), strict=True) if len(ours) == 1 or ours in _AS_WORD
        ]
        return [f"Your keys: {', '.join(said)}."] if said else []

    def prompt(self, text: str) -> str:
        """Return a prompt (``[h: hint, u: undo]``) with the user's keys in place of the program's; what the
        user can say no more, as its key means something else, is left out. Any other text stays."""
        if not self.own or not (text.strip().startswith("[") and text.endswith("]")):
            return text
        found = _KEYS.sub(lambda found: self._part(found[0], found["key"]), text)
        return found.replace(", ]", "]")

    def sentence(self, text: str) -> str:
        """Return what the program says (``flagged (u takes it back)``) with the user's key in it."""
        if not self.own or " takes " not in text:
            return text
        return _TAKES.sub(lambda found: self._part(found[0], found["key"]), text)

    def key(self, ours: str) -> str:
        """Return what the user says for a key of the program: the latest of the user's own that is one sign,
        or else itself; "" where it means something else now. What a key means only somewhere does not count.
        """
        mine = [key for key, other in self.own.items() if len(key) == 1 and _sign(other) == ours != key]
        means = self.own.get(ours, ours)
        return mine[-1] if mine else ours if "@" in means[1:] or _sign(means) == ours else ""

    def _part(self, part: str, ours: str) -> str:
        key = self.key(ours) or (ours if part == ours else "")  # a grade stays, whatever its digit does
        return part.replace(ours, key, 1) if key else ""

    def _readings(self, said: str, does: Mapping[str, str]) -> Iterator[str]:
        ours, _, wish = self.own.get(said, "").partition("@")
        own = [_sign(ours)] if ours and (not wish or does.get(ours) == wish) else []
        for word in (*own, said, *forms(said, self.language)):
            yield word
            if word in _AS_WORD:
                yield _AS_WORD[word]


def _sign(name: str) -> str:
    """Return the sign of a key by its name; the name where it has none."""
    if len(name) == 1 or name in _SIGNS:
        return _SIGNS.get(name, name)
    try:
        return lookup(name.replace("_", " "))
    except KeyError:
        return name
