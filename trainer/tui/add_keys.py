"""The keys of the lines in which a note is written."""

from trainer.tui.keys import ALWAYS, ENTER, Key

_ENTER = ",".join(sorted(ENTER))

ADD = (
    Key(_ENTER, "save", "enter", "next line", "the next line; behind the last one, save the note"),
    Key("up,shift+tab", "move(-1)", "↑", "", "one line up"),
    Key("down,tab", "move(1)", "↓", "", "one line down"),
    Key("left", "turn(-1)", "←", "", "of kind, deck, level: the choice before"),
    Key("right", "turn(1)", "→", "", "and the next one; a letter goes to what begins with it"),
    Key("ctrl+o", "line", "ctrl+o", "", "a new line within the text"),
    Key("ctrl+s", "save", "ctrl+s", "save", "save the note as it stands, and begin the next one"),
    Key("ctrl+n", "anew", "ctrl+n", "", "begin anew: throw away what is written here"),
    Key("f1", "help", "f1", "keys", "this list, also while you type"),
    *ALWAYS,
    Key("escape", "back", "esc", "back", "back to where you came from; what is written waits for you"),
)
