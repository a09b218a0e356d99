"""The keys of what lies over a screen."""

from trainer.tui.keys import ENTER, SCROLL, Key

_ENTER = ",".join(sorted(ENTER))

DIALOG = (
    *SCROLL,
    Key("escape,q,question_mark,o,w,ctrl+c", "close", "esc", "close", "close"),
    Key(f"{_ENTER},space", "done", "enter", "", "close what asks nothing"),
)

UNDO_LIST = (
    Key("up,k", "move(-1)", "↑ k", "", "to what was done later"),
    Key("down,j", "move(1)", "↓ j", "", "to what was done before"),
    Key("pageup", "move(-10)", "page up", "", "ten up"),
    Key("pagedown", "move(10)", "page down", "", "ten down"),
    Key("home,g", "move(-1000000)", "home g", "", "to the first"),
    Key("end,G", "move(1000000)", "end G", "", "to the last"),
    Key(f"{_ENTER},space", "go", "enter", "", "take back all down to the mark, or do again all up to it"),
    Key("escape,q,U,ctrl+c", "close", "esc", "close", "close"),
)

OFFERED = tuple(
    Key(name, f"pick({show!r})", show, "", "")
    for show, name in [*((sign, sign) for sign in "demnrstx0123456789"), ("!", "exclamation_mark")]
)
"""Keys that a dialog may offer something on."""
