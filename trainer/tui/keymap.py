"""What a key stands for: the user's own keys, other layouts and forms of a letter, Caps Lock. Pure.

The screens know one set of keys (`keys.py`). A key that means something there is taken as it is; any other
is looked for in its other forms (`core.layouts`), the nearest first, so that nothing is in the way of a
layout that has it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping

from textual.keys import Keys, _character_to_key, key_to_character

from trainer.core.layouts import form_of
from trainer.core.presets import PRESETS

_WITH_NAMES = frozenset(key.value for key in Keys)
"""Keys that have a name and no sign, as Textual calls them."""

_UNTOLD = re.compile(r"(?:alt|ctrl)\+[2-7]")
"""Keys that work as the one before them and need not be listed."""

KEPT = {"ctrl+c": "leaves the program", "escape": "closes what is open"}
"""Keys that do so on every screen, and can be given no other meaning."""

NAMES = {
    "esc": "escape",
    "+": "plus",
    "?": "question_mark",
    "!": "exclamation_mark",
    "⌫": "backspace",
    "↓": "down",
    "↑": "up",
    "←": "left",
    "→": "right",
    "/": "slash",
    ",": "comma",
}
"""What keys are called on screen, where that is not what Textual calls them."""

_WITH_ALT = {sign: f"alt+{key}" for sign, key in zip("¡™£¢∞§¶•ªº", "1234567890", strict=True)}
"""What Textual makes of alt and a digit: the signs that a Mac has there, whatever the terminal is."""


def name_of(key: str) -> str:
    """Return Textual's name of a key as people write it: ``-`` is ``minus``, ``ctrl+z`` stays."""
    name = _character_to_key(key) if len(key) == 1 else key.replace(" ", "").lower()
    return NAMES["esc"] if name == "esc" else name


def is_key(name: str) -> bool:
    """Can a terminal send the key that Textual would call so, alone or with ctrl, alt or shift?"""
    base = re.sub(r"^(?:(?:ctrl|alt|shift)\+)+", "", name)
    return base in _WITH_NAMES or base in _TOLD or key_to_character(base) is not None


def meant(
    key: str, character: str | None, bound: Collection[str], own: Mapping[str, str], language: str = ""
) -> str:
    """Return the name of the key that one stands for, where those ``bound`` mean something; itself where it
    stands for none of them. ``own``: the user's keys (`keys_of`); ``language``: of the layout, if known."""
    if own.get(key, "") in bound:
        return own[key].partition("@")[0]
    if key in bound or character is None or len(character) != 1:
        return key
    for form in filter(None, form_of(character, language)):
        if (name := name_of(form)) in bound:
            return name
    with_alt = own.get(_WITH_ALT.get(character, ""), "")
    return with_alt.partition("@")[0] if with_alt in bound else key


def keys_of(preset: str, own: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of a set and the user's own by Textual's names, each with the one it stands for."""
    both = {**PRESETS.get(preset, {}), **own}  # type: ignore[call-overload]
    return {name_of(key): _named(ours) for key, ours in both.items()}


def _named(ours: str) -> str:
    key, does, action = ours.partition("@") if len(ours) > 1 else (ours, "", "")
    return name_of(key) + does + action


def bound_by(keys: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return what means something, for keys (names joined by commas) with their actions: the names, and each
    with what it does behind an @."""
    pairs = [(name, action.partition("(")[0]) for names, action in keys for name in names.split(",")]
    return frozenset(one for name, action in pairs for one in (name, f"{name}@{action}"))


Shown = Callable[[str], str]
"""Returns what a user presses for a key of the program, by what that is called on screen."""


def shown(key: str, bound: Collection[str], own: Mapping[str, str], *, every: bool = False) -> str:
    """Return what is pressed for keys of the program (``↑ k``, ``1-4``) on a screen where those ``bound``
    mean something: each by the plainest key for it, the user's own before itself; with ``every``, by all.

    A key that the user gave another meaning on this screen stands for that alone.
    """
    found = []
    for part in key.split(" "):
        name = shown_name(part)
        if name not in bound:
            found.append(part)
            continue
        mine = [
            told_as(one)
            for one, ours in reversed([*own.items()])
            if ours in bound and ours.partition("@")[0] == name != one and not _UNTOLD.fullmatch(one)
        ]
        stands_for = own.get(name, name)
        works = stands_for not in bound or stands_for.partition("@")[0] == name
        both = sorted(mine + [part] * works, key=_held)
        found += both if every else both[:1]
    return " ".join(dict.fromkeys(found))


def _held(key: str) -> int:
    """Return how many keys are held down with one, as it is called on screen."""
    return key[:-1].count("+")


def told_as(name: str) -> str:
    """Return what a key is called on screen, by Textual's name of it."""
    sign = (key_to_character(name) or "").strip()  # a blank shows no key
    return _TOLD.get(name) or (sign if sign.isprintable() else "") or name


def shown_name(show: str) -> str:
    """Return Textual's name of a key by what it is called on screen; no name where that is no single key."""
    return NAMES.get(show) or (name_of(show) if len(show) == 1 else show)


_TOLD = {name_of(sign): sign for sign in map(chr, range(33, 127))}
_TOLD |= {there: here for here, there in NAMES.items()}
"""What keys are called on screen, by Textual's names."""

SAYS = re.compile(
    r"(?:(?<=[ (;,])|^)([^\s(]{1,6})(?=( (?:takes it back|spreads \d+|ends the|asks \d+|goes on|lists the|"
    r"leaves it|closes|teaches|says when|on the home|in a review|or \? shows|shows what))\b)"
)
"""Keys in sentences, each before what it does."""


def told(text: str, key: Shown) -> str:
    """Return a sentence with the keys in it by what the user presses for them."""
    return SAYS.sub(lambda found: key(found[1]), text)


def usable(own: Mapping[str, str]) -> dict[str, str]:
    """Return the user's keys (`keys_of`) without those that must stay what they are."""
    return {key: ours for key, ours in own.items() if key not in KEPT}


def unusable(own: Mapping[str, str], screens: Mapping[str, Iterable[tuple[str, str, str]]]) -> list[str]:
    """Return which of the user's keys can never do what they are to do, a sentence each; see `conflicts`."""
    known = {name for keys in screens.values() for names, _, _ in keys for name in names.split(",")}
    kept = [f"{told_as(key)} {KEPT[key]}, whatever else it was to be" for key in own if key in KEPT]
    never = [f"{key} is no key that a terminal sends" for key in own if not is_key(key)]
    unknown = [
        f"{told_as(ours)} is no key of the program ({told_as(key)})"
        for key, ours in own.items()
        if ours.partition("@")[0] not in known
    ]
    return kept + never + unknown


def conflicts(own: Mapping[str, str], screens: Mapping[str, Iterable[tuple[str, str, str]]]) -> list[str]:
    """Return what is to be known of the user's keys, a sentence each: what a key of the program does no more
    since the user's wish won, and what is no key.

    Args:
        own: as of `keys_of`.
        screens: for each screen's name its keys: names joined by commas, the action, what it does in words.
    """
    found: dict[str, list[str]] = {}
    taken = usable(own)
    for screen, keys in screens.items():
        does = {name: (action, words) for names, action, words in keys for name in names.split(",")}
        bound = bound_by((names, action) for names, action, _ in keys)
        for key, wish in taken.items():
            ours = wish.partition("@")[0]
            if wish not in bound or key in own.values():
                continue
            if key in does and does[key][0] != does[ours][0]:
                (lost, was), now = does[key], does[ours][1]
                left = [name for name, (action, _) in does.items() if action == lost and name not in taken]
                left += [one for one, wished in taken.items() if does.get(wished, ("",))[0] == lost]
                end = (
                    f"; {' or '.join(map(told_as, left))} still is that"
                    if left
                    else ", which has no key then"
                )
                found.setdefault(f"{told_as(key)}: “{now}” instead of “{was}”{end}", []).append(screen)
    return [*unusable(own, screens), *(f"{said} ({', '.join(where)})" for said, where in found.items())]
