"""Line by line a word stands for what its key does on the screens: own keys, sets of keys, other layouts."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.plain.talk import answers
from tests.practice.context import Clock
from tests.store.build import Shelf, basic, of
from trainer.context import Context, Start
from trainer.core.kinds import Choice, Typed, Wrong
from trainer.core.layouts import LAYOUTS, language_of
from trainer.core.setting import Setting
from trainer.plain.app import run
from trainer.plain.review import Review
from trainer.plain.words import Words
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


def said(store: Store, *lines: str, start: Start = "review", **at: Any) -> str:
    out = io.StringIO()
    context = Context(store, Clock(), Plan(), start=start, **at)
    assert run(context, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


@pytest.mark.parametrize(
    ("word", "does"),
    [
        *(("г", "nothing to undo"), ("и", "buried until"), ("а", "flagged"), ("А", "flagged")),  # Russian
        *(("гтвщ", "nothing was done that can be taken back"), ("цpй", "means nothing here")),
        *(
            ("ㅠ", "buried until"),
            ("な", "nothing to undo"),
            ("ი", "means nothing here"),
            ("ჰ", "no more hints"),
        ),
        *(("H", "no more hints"), ("！", "suspended"), ("U", "nothing was done"), ("Ｆ", "flagged")),
    ],
)
def test_a_word_of_another_layout_or_form_is_what_its_keys_do_on_screen(
    store: Store, word: str, does: str
) -> None:
    Shelf(store, basic("a"))
    assert does in said(store, word)


@pytest.mark.parametrize("digit", ["é", "٢", "２", "२", "ě", "ふ", "ㄉ", "二"])
def test_a_digit_of_any_script_or_row_grades(store: Store, digit: str) -> None:
    Shelf(store, basic("a"))
    said(store, "", digit)
    assert [event.grade for event in answers(store)] == [3], "hard"


@pytest.mark.parametrize(
    ("keys", "word", "does"),
    [
        ({"keys_map": {"Z": "f"}}, "Z", "flagged"),
        ({"keys_map": {"Z": "exclamation_mark"}}, "Z", "suspended"),
        ({"keys_map": {"minus": "f"}}, "-", "flagged"),
        ({"keys_map": {"f": "b", "Z": "f"}}, "f", "buried until"),
        ({"keys_map": {"Z": "ctrl+r"}}, "Z", "nothing to do again"),
        ({"keys_map": {"Z": "enter"}}, "Z", "A a"),
        ({"keymap": "anki"}, "-", "buried until"),
        ({"keymap": "anki"}, "@", "suspended"),
        ({"keymap": "anki"}, "*", "flagged"),
        ({}, "*", "means nothing here"),
    ],
)
def test_keys_of_the_users_and_of_a_set_hold(
    store: Store, keys: Mapping[str, Any], word: str, does: str
) -> None:
    Shelf(store, basic("a"))
    assert does in said(store, word, **keys)


GRADES = "[1 again 1 day, 2 hard 3 days, 3 good 6 days (Enter), u: undo, ?: keys]"


@pytest.mark.parametrize(
    ("own", "prompt", "said"),
    [
        ({}, GRADES, GRADES),
        ({"Z": "u"}, GRADES, GRADES.replace("u: undo", "Z: undo")),
        ({"u": "b", "Z": "u"}, GRADES, GRADES.replace("u: undo", "Z: undo")),
        ({"u": "b"}, GRADES, GRADES.replace("u: undo, ", "")),
        ({"j": "3"}, GRADES, GRADES.replace("3 good", "j good")),
        ({"1": "x"}, GRADES.replace("?: keys", "1: x"), GRADES.replace(", ?: keys", "")),
        ({"x": "h"}, "[type it, /h: hint (2), /?: keys]", "[type it, /x: hint (2), /?: keys]"),
        ({"@": "exclamation_mark"}, "[!: suspend it, reset: as new]", "[@: suspend it, reset: as new]"),
        ({"b": "u"}, "[n: next, u: back]", "[n: next, b: back]"),
        ({"u": "b"}, "[n: next, u: back]", "[n: next]"),
        ({"Z": "plus", "z": "q"}, "\n[stats,\n+: more, q: end]", "\n[stats,\nZ: more, z: end]"),
        ({"h": "left@fold", "ctrl+z": "u"}, "[h: hint, u: undo]", "[h: hint, u: undo]"),
        ({"Z": "u"}, "u: undo", "u: undo"),
    ],
)
def test_prompts_name_the_keys_that_the_user_has(own: dict[str, str], prompt: str, said: str) -> None:
    assert Words(own).prompt(prompt) == said


def test_what_is_read_and_said_line_by_line_has_the_users_keys(store: Store) -> None:
    Shelf(store, basic("a", hints=("so",)))
    told = said(store, "x", "", "j", "Z", "q", keys_map={"x": "h", "Z": "u", "j": "3", "k": "b"})
    assert "x: hint (1)" in told
    assert "j good" in told
    assert "Z: undo" in told
    told = said(store, "b", "q", keys_map={"Z": "u"})
    assert "(Z takes it back)" in told
    told = said(store, "q", start="home", keys_map={"Z": "plus"})
    assert "Z: more" in told


def test_a_key_of_a_set_does_nothing_where_it_would_do_something_else(store: Store) -> None:
    Shelf(store, basic("a"))
    at_home = said(store, "-", "q", start="home", keymap="anki")
    assert "'-' means nothing here" in at_home, "b, for which it stands, is to browse there"


@pytest.mark.parametrize(
    ("start", "lines", "reply"),
    [
        ("home", ["й", "?"], "Hive"),  # it ended: no help
        ("review", ["й", "?"], "1 left"),
        ("home", ["е", "q"], "Statistics of all decks"),
        ("home", ["иу", "и", "й", "q"], "browse>"),
        ("browse", ["а 1", "й", "?"], "flagged"),
        ("browse", ["Z 1", "q"], "flagged"),
        ("quiz", ["２", "q"], "Enter: go on"),
        ("settings", ["й"], "name of a setting"),
    ],
)
def test_it_holds_wherever_words_are_read(store: Store, start: Start, lines: list[str], reply: str) -> None:
    Shelf(store, of(Choice("Which of them is Hive?", ("r",), (Wrong("w1"), Wrong("w2"), Wrong("w3")))))
    text = said(store, *lines, start=start, keys_map={"Z": "f"})
    assert "means nothing here" not in text.replace("'иу' means nothing here", "")
    assert start == "settings" or "cannot be said here" not in text
    if lines[-1] == "?":
        assert "u undo" not in text, "it was left"
    assert reply in text or reply in ("Hive", "1 left")


def test_letters_of_an_answer_stay_what_they_are_but_behind_a_slash(store: Store) -> None:
    Shelf(store, of(Typed("Which letter?", "й")))
    text = said(store, "/р", "й", "3")
    assert "no more hints" in text
    assert text.index("no more hints") < text.index("right")
    assert len(answers(store)) == 1


def test_the_layout_of_the_users_language_holds_first() -> None:
    for variables, language in [
        ({"LANG": "sr_RS.UTF-8"}, "sr"),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "bg_BG"}, "bg"),
        ({"LC_ALL": "C", "LANG": "sr_RS"}, "sr"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "bg_BG.UTF-8"}, "bg"),
        ({"LC_ALL": "bg_BG", "LANG": "sr_RS"}, "bg"),
        ({"LANG": "en_US.UTF-8"}, ""),
        ({"LANG": "fr_BE"}, "BE"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "mr_IN"}, "hi"),
        ({}, ""),
    ]:
        assert language_of(variables) == language, variables
    known = {"a", "f", "z", "p"}.__contains__
    assert [Words(language="sr").meant(letter, known) for letter in "азфп"] == ["a", "z", "f", "p"]
    assert [Words(language="").meant(letter, known) for letter in "афяз"] == ["f", "a", "z", "p"]
    assert Words(language="cs").meant("é", str.isdecimal) == "0"
    assert Words(language="fr").meant("é", str.isdecimal) == "2"


@pytest.mark.parametrize("language", LAYOUTS)
def test_letters_of_every_layout_are_commands_of_a_review(language: str) -> None:
    small = LAYOUTS[language][0]
    for command in (one for one in Review.commands if len(one) == 1 and one.isalpha() and one not in "yz"):
        there = small["`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./".index(command)]
        assert there == "." or Words(language=language).meant(there, Review.commands.__contains__) == command


def test_keys_that_are_set_line_by_line_hold_at_once(store: Store) -> None:
    Shelf(store, basic("a"))
    setting = Setting("keys_map", "{}", "{}", "Keys of your own.", "a table", parts=True)

    def change(_key: str, value: str | None) -> Mapping[str, Any]:
        return {"keys_map": {"Z": str(value)}}

    text = said(store, "settings", "keys_map", "Z f", "", "Z", change=change, settings=lambda: [setting])
    assert "flagged" in text


def test_words_follow_a_context() -> None:
    words = Words()
    context = Context(None, Clock(), Plan(), keymap="anki", keys_map={"question_mark": "u"}, language="el")  # type: ignore[arg-type]
    words.follow(context)
    assert words.meant("?", {"u", "?"}.__contains__) == "u"
    assert words.meant("*", {"f"}.__contains__, {"f": "flag"}) == "f"
    assert words.meant("ς", {"w"}.__contains__) == "w"
    words.follow(replace(context, keymap="ours", keys_map={}))
    assert words.meant("*", {"f"}.__contains__, {"f": "flag"}) == "*"


@pytest.mark.parametrize("start", ["home", "review", "browse"])
def test_help_lists_the_users_keys_and_none_where_there_are_none(store: Store, start: Start) -> None:
    Shelf(store, basic("a"))
    keys = {"Z": "f", "Y": "ctrl+r", "X": "enter", "W": "pagedown"}
    assert "Your keys: Z for f, Y for redo, X for Enter.\n" in said(
        store, "?", "q", start=start, keys_map=keys
    )
    assert "Your keys" not in said(store, "?", "q", start=start)
