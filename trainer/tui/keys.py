"""All keys, in one place: the screens bind from here, the key lines and the help are made from here."""

from typing import NamedTuple

from textual.binding import Binding, BindingType


class Key(NamedTuple):
    """One thing that a key does.

    ``keys`` are the names Textual knows, separated by commas; ``show`` is what the user reads; ``label`` is
    one word for the key line; ``help`` is one line for the overlay.
    """

    keys: str
    action: str
    show: str
    label: str
    help: str


# ctrl+j is how Enter arrives when it was typed before the program took over the terminal.
_ENTER = "enter,ctrl+j"

_ALWAYS = (
    Key("question_mark", "help", "?", "keys", "show or hide this list"),
    Key("ctrl+p", "app.command_palette", "ctrl+p", "", "commands: practise a deck, choose a theme"),
    Key("ctrl+c", "app.quit", "ctrl+c", "", "leave the program; every answer is saved already"),
)

SCROLL = (
    Key("up,k", "line(-1)", "↑ k", "", "one line up"),
    Key("down,j", "line(1)", "↓ j", "", "one line down"),
    Key("pageup", "page(-1)", "page up", "", "one page up"),
    Key("pagedown", "page(1)", "page down", "", "one page down"),
)

REVEAL = Key(
    f"space,{_ENTER}",
    "next",
    "space",
    "reveal",
    "show the answer; then take the grade in brackets, or scroll on",
)
UNDO = Key("u", "undo", "u", "undo", "take back the last answer or action, also of an earlier day")
HINT = Key("h", "hint", "h", "hint", "show a hint; each one lowers the best grade by one")
EDIT = Key("e", "edit", "e", "edit", "edit the note in your editor and come back to it")

REVIEW = (
    REVEAL,
    HINT,
    UNDO,
    EDIT,
    Key("b", "bury", "b", "bury", "put the note off until tomorrow"),
    Key("exclamation_mark", "suspend", "!", "suspend", "take the card out of practice (u brings it back)"),
    Key("f", "flag", "f", "flag", "flag the card, or take its flag away"),
    Key("o", "sources", "o", "sources", "show the sources with their addresses"),
    Key("w", "why", "w", "why", "say why this card is asked now, and what is known of it"),
    *SCROLL,
    *_ALWAYS,
    Key("q,escape", "back", "q esc", "back", "end the session"),
)

HOME = (
    Key(f"{_ENTER},space", "practise", "enter", "practise", "practise what is marked"),
    Key("up,k", "move(-1)", "↑ k", "", "one deck up"),
    Key("down,j", "move(1)", "↓ j", "", "one deck down"),
    Key("pageup", "move(-10)", "page up", "", "ten decks up"),
    Key("pagedown", "move(10)", "page down", "", "ten decks down"),
    Key("home,g", "move(-100000)", "home g", "", "to the top"),
    Key("end,G", "move(100000)", "end G", "", "to the last deck"),
    Key("left", "fold(True)", "←", "", "hide the decks below, or go to the one above"),
    Key("right", "fold(False)", "→", "", "show the decks below"),
    Key("u", "undo", "u", "undo", "take back the last answer or action and ask its card again"),
    *_ALWAYS,
    Key("q,escape", "app.quit", "q", "quit", "leave the program"),
)

SUMMARY = (
    Key(f"{_ENTER},space", "go_on", "enter", "go on", "go on with what is left today"),
    Key("u", "undo", "u", "undo", "take back the last answer and ask its card again"),
    Key("h", "home", "h", "home", "to the decks"),
    *_ALWAYS,
    Key("q,escape", "app.quit", "q", "quit", "leave the program"),
)

SHEET = (
    *SCROLL,
    Key(f"escape,q,{_ENTER},space,question_mark,o,w,ctrl+c", "close", "esc", "close", "close"),
)

FOUR = {2: "again", 3: "hard", 4: "good", 5: "easy"}
SIX = {0: "blank", 1: "wrong", 2: "almost", 3: "hard", 4: "good", 5: "easy"}

DIGITS = tuple(Key(str(digit), f"digit({digit})", str(digit), "", "") for digit in range(10))


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Return Textual bindings. They have priority, so that the app itself carries them out one after the
    other: a key typed ahead then meets the screen that the key before it opened."""
    return [Binding(key.keys, key.action, key.label, show=False, priority=True) for key in keys]
