"""The keys of the mock interview."""

from trainer.tui.keys import ALL, ALWAYS, ENTER, REST, SCROLL, Key

_ENTER = ",".join(sorted(ENTER))

SETUP = (
    Key(
        f"{_ENTER},space", "begin", "enter", "begin", "begin, or go on with the interview that is unfinished"
    ),
    Key("r", "resume", "r", "resume", "go on with the interview that is unfinished"),
    Key("n", "new", "n", "new", "begin a new one; what was answered waits to be gone on with after it"),
    Key("l", "last", "l", "last report", "show the report of the last interview"),
    *SCROLL,
    *ALWAYS,
    Key("q", "back", "q", "back", "back to where you came from"),
    Key("escape", "back(True)", "esc", "", "to the home screen"),
)

INTERVIEW = (
    Key(
        "ctrl+s",
        "done",
        "ctrl+s",
        "done",
        "done: what is typed is the answer; with nothing typed, it was spoken",
    ),
    Key("ctrl+z,u", "reopen", "u", "back", "back to the question just answered; ctrl+z to one just skipped"),
    Key("ctrl+k", "skip", "ctrl+k", "skip", "skip the question; that is noted"),
    Key("ctrl+x", "stop", "ctrl+x", "end", "ask nothing more, and go on to the marking"),
    Key("pageup", "page(-1)", "page up", "", "the question, one page up"),
    Key("pagedown", "page(1)", "page down", "", "the question, one page down"),
    Key(f"{_ENTER},space", "go_on", "enter", "", "how sure: half sure; handled: yes, if it was no guess"),
    Key("y", "handled(True)", "y", "", "you handled the question: a follow-up may come"),
    Key("n", "handled(False)", "n", "", "you did not"),
    Key("f1", "help", "f1", "keys", "this list, also while you type"),
    *ALWAYS,
    Key("q", "back", "q", "", "leave, while keys do not write; the interview waits for you to go on with it"),
    Key("escape", "back(True)", "esc", "leave", "the same, to the home screen"),
)

MARKING = (
    Key(_ENTER, "confirm", "enter", "next", "take the marking as it stands and go on"),
    Key("1", "digit(1)", "1 – 9", "tick", "tick or untick that point; without points: right, half, wrong"),
    Key("x", "tick", "x", "", "tick or untick the marked point (↑ ↓)"),
    ALL,
    REST,
    Key("u", "undo", "u", "back", "take back the last marking"),
    Key("space", "page(1)", "space", "", "one page down"),
    *SCROLL,
    *ALWAYS,
    Key("q", "back", "q", "leave", "leave; the marking waits for you to go on with it"),
    Key("escape", "back(True)", "esc", "", "the same, to the home screen"),
)

REPORT = (
    Key("y", "copy", "y", "", "copy the report, as Markdown"),
    Key("p", "practise", "p", "practise misses", "put what you missed into today's practice"),
    *SCROLL,
    *ALWAYS,
    Key(f"q,{_ENTER}", "back", "q", "done", "back to where you came from"),
    Key("escape", "back(True)", "esc", "", "to the home screen"),
)
