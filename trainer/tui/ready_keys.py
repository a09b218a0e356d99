"""The keys of the goals and of the lines in which one is set."""

from trainer.tui.keys import ALWAYS, ENTER, SCROLL, TAKING_BACK, Key

_ENTER = ",".join(sorted(ENTER))

READY = (
    Key(f"{_ENTER},space", "practise", "enter", "practise", "practise what the plan has for today"),
    Key("e", "change", "e", "change", "change the date, the minutes, days off, holidays, decks"),
    Key("n", "another", "n", "another", "set another goal"),
    Key("tab,right", "next", "tab", "next", "the next goal"),
    Key("x", "give_up", "x", "give up", "give the goal up; what was learnt stays"),
    Key("m", "mock", "m", "", "a mock interview about it"),
    Key("s", "skip", "s", "", "skip the mock interview that is open"),
    *TAKING_BACK,
    *SCROLL,
    *ALWAYS,
    Key("q,escape", "back", "q", "back", "to the home screen"),
)

READY_FORM = (
    Key(_ENTER, "save", "enter", "next line", "the next line; behind the last one, set the goal"),
    Key("ctrl+s", "save", "ctrl+s", "set", "set the goal as it stands"),
    Key("f1", "help", "f1", "keys", "this list, also while you type"),
    Key("pageup", "page(-1)", "page up", "", "one page up"),
    Key("pagedown", "page(1)", "page down", "", "one page down"),
    *ALWAYS,
    Key("escape", "back", "esc", "back", "leave it as it was"),
)
