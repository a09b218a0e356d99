"""What a key does on the screens a word does line by line, on the home screen and in a review."""

import io

import pytest

from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic
from trainer.context import Context
from trainer.core.scope import Scope
from trainer.plain import card, home
from trainer.plain.app import run
from trainer.plain.review import Review
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
from trainer.tui import keys

MOVING = ("move", "fold", "line", "page", "app.command_palette", "lean", "choose")
"""Actions that move about a screen."""

AT_HOME = {
    "practise": "", "quiz": "quiz", "mock": "mock", "browse": "browse", "stats": "stats", "add": "add",
    "ready": "ready", "tutorial": "tutorial", "further('+')": "+", "further('o')": "o",
    "app.settings": "settings", "undo": "u", "redo": "redo", "undo_list": "undo", "spread": "s",
    "help": "?", "app.quit": "q",
}  # fmt: skip
IN_REVIEW = {
    "next": "", "hint": "h", "undo": "u", "redo": "redo", "undo_list": "undo", "edit": "e", "type": "t",
    "bury": "b", "suspend": "!", "flag": "f", "spread": "s", "sources": "o", "add": "add", "view": "v",
    "copy": "y", "why": "w", "help": "?",
}  # fmt: skip
BY_LINES = {"write", "done", "tick", "take_back", "mark('a')", "mark('n')", "back", "back(True)", "app.quit"}
"""Actions that a line itself does line by line, and its end."""


def said(store: Store, *lines: str) -> str:
    out = io.StringIO()
    at = Context(store, Clock(), Plan(), start="home", tutorial=lambda: Scope(("deck",)))
    assert run(at, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


def actions(of: tuple[keys.Key, ...]) -> set[str]:
    return {key.action for key in of if not key.action.startswith(MOVING)}


def test_no_key_lacks_its_word() -> None:
    assert actions(keys.HOME) == set(AT_HOME)
    assert actions(keys.REVIEW) - BY_LINES == set(IN_REVIEW)
    assert set(IN_REVIEW.values()) <= set(Review.commands)


@pytest.mark.parametrize(
    "key", [key for key in keys.HOME if key.show in home.WORDS], ids=lambda key: key.show
)
def test_a_key_of_the_screen_is_taken_for_its_word(store: Store, key: keys.Key) -> None:
    Shelf(store, *(basic(f"n{n}") for n in range(3)))
    assert home.WORDS[key.show] == AT_HOME[key.action]
    assert said(store, key.show, "", "q", "q") == said(store, AT_HOME[key.action], "", "q", "q")


def test_every_key_of_the_screen_is_known_at_home() -> None:
    for key in keys.HOME:
        if key.action in AT_HOME and len(key.show) == 1:
            assert home.WORDS.get(key.show, key.show) == AT_HOME[key.action]


@pytest.mark.parametrize("word", [word for word in AT_HOME.values() if word not in ("", "q")])
def test_a_word_at_home_does_something_and_is_listed_there(store: Store, word: str) -> None:
    Shelf(store, *(basic(f"n{n}") for n in range(3)))
    text = said(store, word, "", "q", "q")
    assert "means nothing here" not in text.split("'q' means nothing here")[0]
    assert word in home.HELP.replace(",", " ").split() or word == "?"


def test_figures_the_tutorial_and_more_are_there_from_home(store: Store) -> None:
    Shelf(store, *(basic(f"n{n}") for n in range(30)))
    assert "Statistics of all decks" in said(store, "stats", "q")
    text = said(store, "tutorial", "q", "stats", "q")
    assert text.index("[Enter: answer, ?: keys]") < text.index("Statistics of all decks")
    assert "(30 new, 0 due, 0 again)" in said(store, "+", "q")
    assert "no card is left for that" in said(store, "o", "q")


def test_a_card_is_said_again_with_its_past_and_help_is_there_where_none_is_left(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4, DAY - 9))
    text = said(store, "", "history", "y", "", "y", "3", "?", "nonsense", "")
    assert "good · → 1 day" in text
    assert text.count("Q a") == 3
    assert text.count("A a") == 2
    end = text[text.index("Nothing to practise now.") :]
    assert card.HELP.split("\n")[0] in end
    assert "'nonsense' means nothing here" in end
