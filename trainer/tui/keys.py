"""All keys: the screens bind from here and from `*_keys.py`; key lines and help are made from here."""

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
ENTER = frozenset(_ENTER.split(","))

ALWAYS = (
    Key("question_mark", "help", "?", "keys", "show or hide this list"),
    Key("ctrl+p", "app.command_palette", "ctrl+p", "", "commands: practise a deck, choose a theme"),
    Key("ctrl+c", "app.quit", "ctrl+c", "", "leave the program; every answer is saved already"),
)

SCROLL = (
    Key("up,k", "line(-1)", "↑ k", "", "one line up"),
    Key("down,j", "line(1)", "↓ j", "", "one line down"),
    Key("pageup", "page(-1)", "page up", "", "one page up"),
    Key("pagedown", "page(1)", "page down", "", "one page down"),
    Key("home,g", "line(-1000000)", "home g", "", "to the top"),
    Key("end,G", "line(1000000)", "end G", "", "to the end"),
)

REVEAL = Key(
    f"space,{_ENTER}",
    "next",
    "space",
    "reveal",
    "show the answer; scroll to its end; then take the grade in brackets",
)
COPY = Key(
    "y", "copy", "y", "", "copy the card as text; the terminal's own selection works too: hold shift and drag"
)
UNDO = Key(
    "u", "undo", "u", "undo", "take back what was done last: the reveal, an answer, also of an earlier day"
)
REDO = Key("ctrl+r", "redo", "ctrl+r", "", "do again what was taken back last, until something new is done")
STEPS = Key("U", "undo_list", "U", "", "list what can be taken back, and go back or forward to any of it")
TAKING_BACK = (UNDO, REDO, STEPS)
HINT = Key(
    "h,ctrl+g",
    "hint",
    "h",
    "hint",
    "show a hint; each one lowers the best grade by one; ctrl+g while you type",
)
EDIT = Key("e", "edit", "e", "edit", "edit the note in your editor and come back to it")
WRITE = Key(
    "i",
    "write",
    "i",
    "write",
    "write the answer (enter goes on with one); esc leaves it, and letters are keys again",
)
GAP = Key("t", "type", "t", "type", "type what a cloze hides, or a line for each subject of a comparison")
DONE = Key("ctrl+s", "done", "ctrl+s", "done", "end what is being written and show the answer")
TICK = Key("x", "tick", "x", "tick", "place the marked step (↑ ↓); after the reveal, tick the marked point")
ALL = Key("a", "mark('a')", "a", "all", "of points, or the subjects of a comparison: tick all")
REST = Key("n", "mark('n')", "n", "rest no", "untick what is only perhaps; where nothing is, what you left")
LOWER = Key("left", "lean(-1)", "←", "", "where digits tick (points, comparisons): offer a lower grade")
HIGHER = Key("right", "lean(1)", "→", "", "and a higher one")
SPREAD = Key("s", "spread", "s", "", "after a break: spread what is due over some days, or end that")
TAKE_BACK = Key("backspace,ctrl+h", "take_back", "⌫", "", "take back the step placed last, as u does")

ADD = Key("a,A", "add", "a", "add", "add a note to a deck of your own")
VIEW = Key("v", "view", "v", "picture", "show the picture, or play the sound, that the card names")
ADD_HERE = Key("A", "add", "A", "", "add a note to a deck of your own")

REVIEW = (
    REVEAL,
    HINT,
    *TAKING_BACK,
    EDIT,
    WRITE,
    DONE,
    GAP,
    TICK,
    ALL,
    REST,
    TAKE_BACK,
    LOWER,
    HIGHER,
    Key("b", "bury", "b", "bury", "bury the note: none of its cards is asked before tomorrow"),
    Key("exclamation_mark", "suspend", "!", "suspend", "suspend the card: not asked until you unsuspend it"),
    Key("f", "flag", "f", "flag", "flag the card, or unflag it"),
    SPREAD,
    Key("o", "sources", "o", "sources", "show the sources with their addresses"),
    ADD_HERE,
    VIEW,
    COPY,
    Key("w", "why", "w", "why", "say why this card is asked now, and what is known of it"),
    *SCROLL,
    *ALWAYS,
    Key("q", "back", "q", "back", "end the session; what you were writing waits for the card's next turn"),
    Key(
        "escape", "back(True)", "esc", "", "leave what is being written, then the session; never the program"
    ),
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
    Key("z", "quiz", "z", "quiz", "a quick quiz over what is marked; the schedule stays as it is"),
    Key("m", "mock", "m", "mock", "a mock interview about what is marked"),
    Key("b", "browse", "b", "browse", "all cards of what is marked, by query"),
    Key(
        "t", "stats", "t", "statistics", "figures about what is marked: recall, what is ahead, what is known"
    ),
    ADD,
    Key("r", "ready", "r", "ready", "be ready by a date: set a goal, and see where it stands"),
    Key("L", "tutorial", "L", "learn", "learn the program, and how to write good cards, in a dozen cards"),
    Key(
        "plus",
        "further('+')",
        "+",
        "more",
        "more today, of what is marked: new cards, or minutes by a plan",
    ),
    Key("o", "further('o')", "o", "outside", "what is due outside the plan, of what is marked"),
    Key("comma", "app.settings", ",", "settings", "all settings, with what they mean"),
    *TAKING_BACK,
    SPREAD,
    *ALWAYS,
    Key("q", "app.quit", "q", "quit", "leave the program"),
)

STATS = (
    Key(f"space,{_ENTER}", "page(1)", "space", "", "one page down"),
    Key("a", "every", "a", "all rows", "all rows of long lists, or only the first ones"),
    *SCROLL,
    *ALWAYS,
    Key("q,escape,h", "back", "q", "back", "to the home screen"),
)

BROWSE = (
    Key(
        "slash,i",
        "query",
        "/",
        "query",
        "write another query, or change this one (→); the list follows it; ↑ has earlier and kept ones",
    ),
    Key("up,k", "move(-1)", "↑ k", "", "one card up"),
    Key("down,j", "move(1)", "↓ j", "", "one card down"),
    Key("pageup", "move(-10)", "page up", "", "ten cards up"),
    Key("pagedown", "move(10)", "page down", "", "ten cards down"),
    Key("home,g", "move(-1000000)", "home g", "", "to the first card"),
    Key("end,G", "move(1000000)", "end G", "", "to the last card"),
    Key("space", "scroll(1)", "space", "", "scroll the card that is shown"),
    Key(f"{_ENTER},h", "history", "enter h", "history", "what happened to the card, and its intervals"),
    Key("p", "practise", "p", "practise", "practise what is picked, or all that was found"),
    Key("x", "pick", "x", "pick", "pick the card for what is done with many, or put it back"),
    Key("a", "pick_all", "a", "", "pick all cards, or none"),
    Key(
        "exclamation_mark",
        "suspend",
        "!",
        "suspend",
        "suspend cards: not asked until you unsuspend them; or unsuspend them",
    ),
    Key("f", "flag", "f", "flag", "flag cards, or unflag them"),
    Key("b", "bury", "b", "bury", "bury their notes: none of their cards is asked before tomorrow"),
    Key("d", "due", "d", "due", "say when cards are due"),
    Key("r", "reset", "r", "reset", "reset cards: as if new, with their history kept"),
    Key(
        "t",
        "tag",
        "t",
        "tag",
        "give notes tags, or take them away; of shipped notes in your own version",
    ),
    Key("e", "edit", "e", "edit", "edit the note in your editor"),
    ADD_HERE,
    VIEW,
    Key("o", "order", "o", "sort", "sort in another way"),
    Key("O", "order(True)", "O", "", "the other way round"),
    COPY,
    Key("S", "keep", "S", "keep", "keep the query under a name, to stand wherever a deck may"),
    *TAKING_BACK,
    Key("f1", "help", "f1", "", "this list, also while you type"),
    *ALWAYS,
    Key("q", "back", "q", "back", "back to where you came from; out of the program if it began with this"),
    Key("escape", "back(True)", "esc", "", "leave what is being written, then the list, to the home screen"),
)

SUMMARY = (
    Key(
        f"{_ENTER},space",
        "go_on",
        "enter",
        "go on",
        "go on with what is left today; where nothing is, to the home screen",
    ),
    Key("plus", "further('+')", "+", "more", "more today: new cards, or minutes by a plan"),
    Key("o", "further('o')", "o", "", "what is due outside the plan"),
    Key("e", "further('e')", "e", "", "everything again, where only a part was asked"),
    Key("c", "further('c')", "c", "", "only core cards; new ones beyond today's limit"),
    Key("t", "further('t')", "t", "", "only the topic of the last card; new ones beyond today's limit"),
    Key("a", "further('a')", "a", "", "ahead: what is due in the next days"),
    Key("w", "further('w')", "w", "", "the weakest; what is not due moves only where you forgot it"),
    Key("1", "further('1')", "1", "", "a few minutes of what is left today"),
    Key("m", "further('m')", "m", "", "cram what was missed today; the schedule stays as it is"),
    Key("x", "further('x')", "x", "", "cram everything; the schedule stays as it is"),
    Key("b", "browse", "b", "missed", "look at the cards that were missed today"),
    *SCROLL,
    *TAKING_BACK,
    Key("h,escape", "home", "h esc", "home", "to the home screen"),
    *ALWAYS,
    Key("q", "back", "q", "back", "to the home screen; out of the program if it began with this"),
)

QUIZ = (
    Key("1", "digit(1)", "1 – 9", "answer", "answer; where several are right, pick each, then enter"),
    Key(f"space,{_ENTER}", "next", "enter", "next", "confirm what is picked; then the next question"),
    Key("u", "undo", "u", "undo", "take back the last answer and ask its question again"),
    Key("y", "copy", "y", "", "copy the question, and its answer once it is shown"),
    *SCROLL,
    *ALWAYS,
    Key("q", "back", "q", "end", "end the round and see the result"),
    Key("escape", "back(True)", "esc", "", "the same"),
)

QUIZ_RESULT = (
    Key(f"{_ENTER},space", "again", "enter", "again", "another round"),
    Key("p", "practise", "p", "practise", "practise what was missed now, on its schedule"),
    Key("u", "undo", "u", "undo", "take back the last answer and ask its question again"),
    *SCROLL,
    *ALWAYS,
    Key("h,escape", "home", "h esc", "", "to the home screen"),
    Key("q", "back", "q", "back", "back to where you came from; out of the program if it began with this"),
)

DIGITS = tuple(
    Key(str(digit), f"digit({digit})", str(digit), "", f"option, step, point or grade {digit}")
    for digit in range(10)
)


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    """Return Textual bindings. They have priority, so that the app itself carries them out one after the
    other: a key typed ahead then meets the screen that the key before it opened."""
    return [Binding(key.keys, key.action, key.label, show=False, priority=True) for key in keys]
