"""The quiz line by line, and the verbs that belong to it."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic
from trainer.cli.main import main
from trainer.context import Context
from trainer.core.card import Note
from trainer.core.kinds import Choice, Wrong
from trainer.plain.app import run
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


def choice(name: str, *right: str) -> Note:
    body = Choice(f"{name}?", right or ("right",), (Wrong("left", "it is not"), Wrong("up"), Wrong("down")))
    return Note("deck", name, body, why="Because.")


def talk(store: Store, *lines: str, only_confusions: bool = False) -> str:
    """Have a quiz with the given lines as input; an end of input follows them."""
    given, out = io.StringIO("".join(f"{line}\n" for line in lines)), io.StringIO()
    context = Context(store, Clock(), Plan(), start="quiz", only_confusions=only_confusions)
    assert run(context, given, out) == 0
    return out.getvalue()


def number(said: str, text: str) -> str:
    """The number of the option that reads ``text``."""
    found = re.search(rf"^  (\d)\. {text}$", said, re.MULTILINE)
    assert found is not None
    return found[1]


def grades(store: Store) -> list[int | None]:
    return [event.grade for event in store.log({"quiz"})]


def test_question_and_options_are_said(store: Store) -> None:
    Shelf(store, choice("a"))
    said = talk(store)
    assert "Deck deck  (1 of 1, 0 right)\na?\n" in said
    assert {number(said, text) for text in ("right", "left", "up", "down")} == set("1234")
    assert grades(store) == []


def test_a_digit_answers_and_enter_goes_on(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    digit = number(talk(store), "left")
    said = talk(store, digit, "")
    assert f"wrong\n  your pick, {digit}: left (it is not)\n  right, " in said
    assert "  why: Because." in said
    assert "(2 of 2, 0 right)" in said
    assert grades(store) == [2]


def test_a_right_answer_is_said_to_be_right(store: Store) -> None:
    Shelf(store, choice("a"))
    said = talk(store, number(talk(store), "right"))
    assert "\nright\n  why: Because.\n" in said
    assert "1 of 1 right" in said
    assert "missed" not in said


def test_several_digits_answer_where_several_are_right(store: Store) -> None:
    Shelf(store, choice("a", "A", "B"))
    said = talk(store)
    assert "[digits answer, all that are right" in said
    talk(store, number(said, "A") + number(said, "B"))
    assert grades(store) == [4]


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("12", "one of the options is right"),
        ("5", "there are the options 1 to 4"),
        ("0", "there are the options 1 to 4"),
        ("x", "a digit answers"),
        ("", "a digit answers"),
        ("\u0665", "there are the options 1 to 4"),
        ("u", "nothing to undo in this round"),
        ("?", "Digits answer"),
    ],
)
def test_a_line_that_is_no_answer_is_answered_with_what_would_be(store: Store, line: str, reply: str) -> None:
    Shelf(store, choice("a"))
    assert reply in talk(store, line)
    assert grades(store) == []


def test_an_answered_question_takes_no_second_answer(store: Store) -> None:
    Shelf(store, choice("a"))
    assert "that question is answered" in talk(store, "1", "2")
    assert len(grades(store)) == 1


def test_u_takes_back_and_asks_again(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    said = talk(store, "1", "", "u", "q")
    assert "undone: the last answer" in said
    assert said.count("(1 of 2, 0 right)") == 2
    assert grades(store) == []


def test_the_end_says_score_what_was_missed_and_what_was_mixed_up(store: Store) -> None:
    Shelf(store, choice("a"))
    said = talk(store, number(talk(store), "left"), "")
    end = said.partition("0 of 1 right")[2]
    assert "missed: a?" in end
    assert "left (it is not)" in end
    assert "you mixed up: “right” and “left” (once)" in end
    assert "[Enter: another round, p: practise the 1 missed, u: undo, q: end]" in end


def test_q_ends_the_round_and_then_the_quiz(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    said = talk(store, "1", "q", "q", "1")
    assert " of 1 right" in said
    assert len(grades(store)) == 1
    assert "right" not in talk(store, "q").partition("[a digit")[2]


def test_enter_begins_another_round_and_u_goes_back(store: Store) -> None:
    Shelf(store, choice("a"))
    assert talk(store, "1", "", "", "1").count("(1 of 1, 0 right)") == 2
    assert len(grades(store)) == 2
    assert "undone: the last answer" in talk(store, "1", "", "u")
    assert len(grades(store)) == 2


def test_p_practises_what_was_missed_through_the_scheduler(store: Store) -> None:
    Shelf(store, choice("a"), basic("b"))
    said = talk(store, number(talk(store), "left"), "", "p", "", "1", "q")
    assert "(1 new, 0 due, 0 again)" in said
    assert [event.card for event in store.log({"review"})] == ["deck/a"]


def test_p_means_nothing_when_nothing_was_missed(store: Store) -> None:
    Shelf(store, choice("a"))
    assert "'p' means nothing here" in talk(store, number(talk(store), "right"), "", "p")


def test_nothing_to_ask_is_said(store: Store) -> None:
    assert "There is nothing to ask." in talk(store)
    assert "You have not mixed anything up" in talk(store, only_confusions=True)


def test_only_what_was_mixed_up_is_asked(store: Store) -> None:
    Shelf(store, choice("a"), choice("b"))
    store.record(answer("deck/b", 2)._replace(answer="left"))
    said = talk(store, only_confusions=True)
    assert "(1 of 1, 0 right)\nb?\n" in said


DECK = """\
deck: git
title: Tools::Git
notes:
  - {id: a, kind: choice, ask: Which?, right: "yes", wrong: [{text: "no", because: it is yes}, maybe, never]}
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one deck, and a history file beside it."""
    (tmp_path / "git.yaml").write_text(DECK)
    monkeypatch.setenv("TRAINER_DECKS", str(tmp_path))
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "data" / "trainer.db"))
    return tmp_path / "data" / "trainer.db"


def test_the_verb_quiz_asks_as_many_as_wanted(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    assert main(["--plain", "quiz", "Tools", "--questions", "3"]) == 0
    assert "(1 of 1, 0 right)" in capsys.readouterr().out
    with Store(world) as store:
        assert len(store.log({"quiz"})) == 1


def test_the_verb_confusions_lists_them(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["confusions"]) == 0
    assert capsys.readouterr().err == "Nothing mixed up so far.\n"
    with Store(world) as store:
        for _ in range(2):
            store.record(answer("git/a", 2, DAY)._replace(answer="no"))
    assert main(["confusions", "Tools"]) == 0
    assert capsys.readouterr().out == "   2 x  yes / no  (Which?)\n"
    assert main(["confusions", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"one": "yes", "other": "no", "about": "Which?", "times": 2, "card": "git/a", "instead": "no"}
    ]
