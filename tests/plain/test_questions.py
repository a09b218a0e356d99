"""One rule for every question line by line: ``?`` says what can be said, ``q`` leaves, ``b`` goes back, and
what means nothing is told so; none of them is taken for an answer."""

import io
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.authoring.own import GIT, at, library
from tests.goals.setting import fill
from tests.interview.interviews import GOOD, opener
from tests.plain.test_quiz import choice
from tests.practice.context import Clock
from tests.practice.test_leeches import forget
from tests.store.build import DAY, Shelf, answer, basic
from tests.test_changing_settings import at as changing
from trainer.adding.form import DRAFT
from trainer.context import Context, Start
from trainer.goals.log import goals
from trainer.plain.app import run
from trainer.plain.talk import LEAVING, WAYS
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

GOAL = ("ready", "n", "", "+14d", "", "", "", "")
NOTE = ("", "", "Who?", "me", "", "", "", "", "")
QUESTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "settings": ("settings", ()),
    "value": ("settings", ("theme",)),
    "goals": ("home", ("ready",)),
    "goal line": ("home", ("ready", "n")),
    "goal set": ("home", GOAL),
    "undo": ("home", ("undo",)),
    "quiz": ("quiz", ()),
    "quiz after": ("quiz", ("1", "", "1", "")),
    "pause": ("review", ("", "1", "q")),
    "leech": ("review", ("", "1")),
    "confidence": ("mock", (GOOD, "")),
    "marking": ("mock", (GOOD, "", "")),
    "add": ("add", ()),
    "add line": ("add", ("", "")),
    "another": ("add", NOTE),
}
"""Each question that is asked, by what the program begins with and the lines that lead to it."""

OPEN = {"value", "goal line", "add line"}
"""Those that take a text."""


def said(folder: Path, name: str, *lines: str) -> str:
    """Return what is said where these lines answer a question, and then the input ends."""
    start, way = QUESTIONS[name]
    folder.mkdir()
    if start == "add":
        return talk(at(library(folder / "decks", git=GIT), folder / "decks", start="add"), *way, *lines)
    if start == "settings":
        return talk(changing(folder / "settings.toml", start="settings"), *way, *lines)
    with closing(Store(folder / "trainer.db")) as store:
        if name.startswith("goal"):
            fill(store)
        elif start == "quiz":
            Shelf(store, choice("a"), choice("b"))
        elif start == "mock":
            Shelf(store, opener("a"))
        else:
            Shelf(store, basic("a"), basic("b"))
            forget(store, "deck/a", 7 if name == "leech" else 0, DAY - 3)
            store.record(answer("deck/a", 4, DAY - 1))
        context: Any = Context(store, Clock(), Plan(), start=start, exports=folder)  # type: ignore[arg-type]
        return talk(context, *way, *lines)


def talk(context: Context, *lines: str) -> str:
    out = io.StringIO()
    run(context, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


@pytest.mark.parametrize("name", QUESTIONS)
class TestEveryQuestion:
    def test_help_is_given_and_it_is_asked_again(self, tmp_path: Path, name: str) -> None:
        before = said(tmp_path / "before", name)
        for number, word in enumerate(("?", "help", "/?")):
            told = said(tmp_path / str(number), name, word)
            assert WAYS in told
            assert told.count("means nothing") == before.count("means nothing")
            assert told.split(WAYS)[1].strip(), "it is asked again"

    def test_what_leaves_is_the_same_everywhere(self, tmp_path: Path, name: str) -> None:
        ends = {
            said(tmp_path / str(number), name, word, "q", "q", "q") for number, word in enumerate(LEAVING)
        }
        assert len(ends) == 1
        told = ends.pop()
        assert "there is no" not in told
        assert "means nothing" not in told

    def test_what_means_nothing_is_told(self, tmp_path: Path, name: str) -> None:
        told = said(tmp_path / "at", name, "zzz")
        no = ("means nothing here; ?", "there is no setting", "there are 1 to", "one of ", "a digit answers;")
        assert name in OPEN or any(words in told for words in no)


def test_back_is_the_line_before_and_out_of_the_first(tmp_path: Path) -> None:
    told = said(
        tmp_path / "goal", "goal line", "Mine", "b", "Yours", "+14d", "b", "+15d", "", "", "", "", "y"
    )
    assert "[Mine]" in told
    with Store(tmp_path / "goal" / "trainer.db") as store:
        (goal,) = goals(store).active
        assert (goal.name, goal.by) == ("Yours", DAY + 15)
    assert "nothing is set" in said(tmp_path / "out", "goal line", "b")
    store = library(tmp_path / "decks", git=GIT)
    here = at(store, tmp_path / "decks", start="add")
    told = talk(here, "", "", "What?", "b", "Who?", "me", "", "", "", "", "", "n")
    assert "added git/who" in told
    assert "kept" in talk(here, "", "", "Half?", "b", "b", "b", "b")
    assert "Half?" in here.drafts[DRAFT]


def test_a_word_with_a_blank_before_it_is_an_answer(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    told = talk(
        at(store, tmp_path / "decks", start="add"), "", "", "Which key goes back?", " b", *[""] * 5, "n"
    )
    assert "added git/which-key-goes-back" in told
    assert "answer: b\n" in (tmp_path / "decks" / "git.yaml").read_text()


def test_an_open_question_is_left_without_a_slash_as_long_as_nothing_is_written(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "trainer.db")) as store:
        Shelf(store, opener("a"))
        starts: tuple[Start, ...] = ("review", "mock")
        for start in starts:
            told = talk(
                Context(store, Clock(), Plan(), start=start, exports=tmp_path), "?", "q", "never read"
            )
            assert "need a slash" in told if start == "review" else "/skip leaves the question out" in told
            assert "taken as your answer" not in told
        assert not any(event.answer for event in store.events())


def test_a_value_that_a_setting_does_not_take_is_asked_for_again(tmp_path: Path) -> None:
    told = said(tmp_path / "at", "value", "loud", "dark", "themes", "")
    assert told.index("loud") < told.index("\nset\n") < told.index("did you mean theme?")
    for leaving in ("q", "b"):
        assert "set\n" not in said(tmp_path / leaving, "value", leaving, "")
