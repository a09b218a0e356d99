"""No front end leaves an option out: what a verb is told reaches screens, plain mode and JSON alike."""

import argparse
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cards import Run, run
from tests.tui.driving import run as drive
from trainer.cli.options import FILE, FOLDER
from trainer.cli.verbs import parser
from trainer.context import Context
from trainer.core.errors import Exit
from trainer.tui.screens.browse import BrowseScreen

__all__ = ["run"]

PACKAGE = Path(__file__).parents[2] / "trainer"
COMMON = {"help", "db", "decks", "config", "plain", "json"}
"""Options that every verb has, and that of those which print."""

VERBS = ("review", "quiz", "mock", "browse")
"""Verbs that begin a front end, with options of their own; `add` takes options in place of its form."""


def options() -> Iterator[tuple[str, str]]:
    """Yield these verbs, each with each of its options and a value for that."""
    verbs = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    for verb in VERBS:
        for action in verbs.choices[verb]._actions:
            if action.dest in COMMON or not action.option_strings:
                continue
            value = action.choices and next(one for one in action.choices if one != action.default)
            shown = "" if action.nargs == 0 else value or {"out": "elsewhere"}.get(action.dest, "7")
            yield verb, f"{action.option_strings[0]} {shown}".strip()


def context_of(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[dict[str, Any], list[str]]:
    """Return what a front end is given for a line, and what was written into the history for it."""
    seen: list[Context] = []
    events: list[str] = []

    def keep(context: Context, *_: object) -> int:
        seen.append(context)
        events.extend(event.kind for event in context.library.events())  # type: ignore[attr-defined]
        return 0

    with monkeypatch.context() as patch:
        patch.setattr("trainer.plain.app.run", keep)
        run(*words)
    (context,) = seen
    told = {one.name: getattr(context, one.name) for one in fields(context)}
    return {name: value for name, value in told.items() if not callable(value) and name != "library"}, events


@pytest.mark.parametrize(("verb", "option"), list(options()), ids=str)
def test_each_option_tells_the_front_ends_something_that_both_of_them_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, verb: str, option: str
) -> None:
    without, before = context_of(run, monkeypatch, verb, "--plain")
    told, after = context_of(run, monkeypatch, verb, "--plain", *option.split())
    changed = {name for name, value in told.items() if value != without[name]}
    assert changed or after != before, f"trainer {verb} {option} changes nothing"
    for front in ("tui", "plain"):
        text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / front).rglob("*.py"))
        for name in changed:
            assert re.search(rf"\b(?:at|context)\.{name}\b", text), f"{front} does not read {name}"


def test_cards_come_in_the_order_asked_for_on_the_screen_line_by_line_and_as_json(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("browse", "--sort", "question", "--down")
    expected = [card["card"] for card in json.loads(run(*words, "--json")[1])]
    assert expected != [card["card"] for card in json.loads(run("browse", "--json")[1])]
    monkeypatch.setattr("sys.stdin", io.StringIO())
    contexts: list[Context] = []
    orders: list[list[str]] = []

    def look(context: Context, *_: object) -> int:
        from trainer.plain.browse import Browse
        from trainer.plain.talk import Talk

        contexts.append(context)
        talk = Talk(io.StringIO("q\n"), io.StringIO())
        plain = Browse(talk, context)
        plain.run()
        orders.append(list(plain.browser.cards))

        async def steps(driver: Any) -> None:
            screen = driver.app.screen
            assert isinstance(screen, BrowseScreen)
            orders.append(list(screen.browser.cards))

        drive(context, steps)
        return 0

    monkeypatch.setattr("trainer.plain.app.run", look)
    run(*words, "--plain")
    assert orders == [expected, expected]


def test_no_option_that_names_a_file_takes_an_empty_name_for_the_usual_one(run: Run) -> None:
    """As `--db "$NAME"` says, where the shell has no such variable."""
    verbs = next(action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    lines = [
        (verb, action.option_strings[0])
        for verb, its in verbs.choices.items()
        for action in its._actions
        if action.option_strings and getattr(action, "stands_for", "") in (FILE, FOLDER)
    ]
    assert {"--db", "--config", "--decks", "--out"} <= {option for _, option in lines}
    for verb, option in lines:
        action = verbs.choices[verb]._option_string_actions[option]
        with pytest.raises(argparse.ArgumentError, match="empty"):
            verbs.choices[verb]._get_values(action, [""])
    for option in ("--db", "--config"):
        with pytest.raises(SystemExit) as ended:
            run(option, "", "due")
        assert ended.value.code == Exit.USAGE
