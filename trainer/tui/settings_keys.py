"""The keys of the settings."""

from trainer.tui.keys import ALWAYS, ENTER, Key

_ENTER = ",".join(sorted(ENTER))

SETTINGS = (
    Key(
        f"{_ENTER},space",
        "alter",
        "enter",
        "change",
        "change what is marked: the next choice, or a line to write",
    ),
    Key("up,k", "move(-1)", "↑ k", "", "one setting up"),
    Key("down,j", "move(1)", "↓ j", "", "one setting down"),
    Key("pageup", "move(-10)", "page up", "", "ten settings up"),
    Key("pagedown", "move(10)", "page down", "", "ten settings down"),
    Key("home,g", "move(-1000)", "home g", "", "to the first setting"),
    Key("end,G", "move(1000)", "end G", "", "to the last setting"),
    Key("d,delete,backspace", "default", "d", "default", "back to the default"),
    Key("e", "edit", "e", "edit file", "edit the settings file in your editor"),
    Key("f1", "help", "f1", "", "this list, also while you type"),
    *ALWAYS,
    Key("q", "back", "q", "back", "back to where you came from; out of the program if it began with this"),
    Key("escape", "back(True)", "esc", "", "leave what is being written, then go to the home screen"),
)
