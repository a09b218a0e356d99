"""Practice line by line (issue point 6): the same session, for screen readers, dumb terminals and pipes."""

import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.plain.talk import answers, grades, talk
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic, of
from trainer.cli.opening import open_library
from trainer.core.card import Note
from trainer.core.kinds import Aspect, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.text import counted
from trainer.plain.review import Review
from trainer.plain.talk import Talk
from trainer.practice.grades import Keys
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store import schema
from trainer.store.store import Store

KINDS: dict[str, tuple[Body, list[str], list[str]]] = {
    "basic": (Basic("What is ORC?", "A file format"), ["What is ORC?"], ["A file format"]),
    "cloze": (Cloze("{{c1::ORC::format}} files"), ["[format] files"], ["ORC files"]),
    "choice": (
        Choice("Which?", ("ORC",), (Wrong("JPEG", "an image"),)),
        ["Which?", "  1. ", "  2. ", "ORC", "JPEG"],
        [": ORC", "wrong: JPEG (an image)"],
    ),
    "typed": (
        Typed("List files", "hdfs dfs -ls", ("hadoop fs -ls",)),
        ["List files"],
        ["`hdfs dfs -ls`", "`hadoop"],
    ),
    "order": (
        Order("Sort", ("map", "shuffle", "reduce")),
        ["Sort", ". map", "  3. "],
        ["1. map\n2. shuffle\n3. reduce"],
    ),
    "compare": (
        Compare(
            (("f", "Flink"), ("s", "Spark")), (Aspect("state", "State?", (("f", "RocksDB"), ("s", "Store"))),)
        ),
        ["Flink and Spark", "State?", "  1. Flink: ?", "  2. Spark: ?"],
        ["  1. [ ] Flink: RocksDB", "  2. [ ] Spark: Store"],
    ),
    "points": (
        Points("Why ORC?", (Point("small", must=True), Point("fast"))),
        ["Why ORC?"],
        ["  1. [ ] small (must)", "  2. [ ] fast"],
    ),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_of_every_kind_is_asked_answered_and_saved(store: Store, kind: str) -> None:
    body, asked, answered = KINDS[kind]
    Shelf(store, of(body, why="Because."))
    said = talk(store, "", "good" if kind in ("compare", "points") else "3")
    question, _, rest = said.partition("Enter: answer")
    for text in asked:
        assert text in question
    for text in [*answered, "why: Because."]:
        assert text not in question
        assert text in rest
    assert "good: saved" in rest
    assert grades(store)[0] == 4


def test_a_whole_session_to_its_end(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    said = talk(store, "", "3", "", "1", "", "4", "", "2", "", "3", "", "not read")
    assert [(event.card, event.grade, event.kind) for event in answers(store)] == [
        ("deck/a", 4, "review"),
        ("deck/b", 2, "review"),
        ("deck/c", 5, "review"),
        ("deck/b", 3, "drill"),
        ("deck/b", 4, "drill"),
    ]
    assert re.findall(r"\((\d+ new, \d+ due, \d+ again)\)", said) == [
        "3 new, 0 due, 0 again",
        "2 new, 0 due, 0 again",
        "1 new, 0 due, 1 again",
        "0 new, 0 due, 1 again",
        "0 new, 0 due, 1 again",
    ]
    assert "answered: 3 cards in 5 answers, 1 again" in said
    assert "Done for today." in said
    assert "tomorrow: 3 cards\n" in said
    assert said.left == "not read\n"


def test_without_cards_it_says_so_and_ends(store: Store) -> None:
    assert "Nothing to practise now." in talk(store)


@pytest.mark.parametrize(
    ("lines", "answered"),
    [([], 0), (["q"], 0), ([""], 0), (["", "q"], 0), (["", "3"], 1), (["", "3", " q ", "q", "", "3"], 1)],
)
def test_the_end_of_the_input_or_q_ends_it_and_keeps_what_was_answered(
    store: Store, lines: list[str], answered: int
) -> None:
    Shelf(store, basic("a"), basic("b"))
    said = talk(store, *lines)
    assert grades(store) == [4] * answered
    assert (f"answered: {counted(answered, 'card')}" in said) == bool(answered)
    assert f"left today: {counted(2 - answered, 'card')}" in said


def test_a_pause_names_the_ways_on_and_each_is_taken_there(store: Store) -> None:
    Shelf(store, *(basic(name, level="core") for name in "ab"), basic("c"))
    said = talk(store, "", "1", "q", "", "", "3", "q", "c", "q", "k", "q", "left")
    first, second, third = said.split("\nanswered: ")[1:]
    for way in ("  c  only core cards", "  m  cram 1 card missed today", "[Enter: go on here, b: browse"):
        assert way in first
    assert "Q b" in first
    assert "left today: 2 cards" in second
    assert "[Enter: go on here" in third
    assert grades(store) == [2, 4]
    assert "'k' means nothing here; ? lists what does\n[Enter: go on here" in said
    assert said.left == "left\n", "q ends the pause"


def test_nothing_is_offered_where_nothing_was_done_or_the_input_ends(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    assert "go on here" not in talk(store, "q")
    assert talk(store, "", "3", "q").count("answered: 1 card") == 1


def test_a_grade_before_the_answer_saves_nothing(store: Store) -> None:
    Shelf(store, basic("a"))
    assert "the answer is not shown yet" in talk(store, "3")
    assert grades(store) == []


LABEL = re.compile(r"(\d) [a-z ,]+? (today|1 day|\d+ days)(?: \(Enter\))?,")


@pytest.mark.parametrize("keys", ["four", "six"])
@pytest.mark.parametrize("history", [[], [(4, -9), (5, -8)], [(2, 0)]])
def test_each_key_says_what_it_does(store: Store, keys: Keys, history: list[tuple[int, int]]) -> None:
    meant = {"1": 2, "2": 3, "3": 4, "4": 5} if keys == "four" else {str(grade): grade for grade in range(6)}
    Shelf(store, basic("a"))
    for key, grade in meant.items():
        while store.undo(Moment(0, DAY)):
            pass
        for old, day in history:
            store.record(answer("deck/a", old, DAY + day))
        said = talk(store, "", key, keys=keys)
        labels = dict(LABEL.findall(next(line for line in said.splitlines() if "u: undo" in line)))
        assert list(labels) == list(meant)
        stored = answers(store)[-1]
        memory = store.state("deck/a").memory
        assert memory is not None
        assert stored.grade == grade
        days = memory.due - DAY
        today = "deck/a" in store.drills(DAY, EVERYTHING)
        assert today == (grade < 4)
        assert labels[key] == ("today" if today else "1 day" if days == 1 else f"{days} days")


@pytest.mark.parametrize(
    ("keys", "wrong"), [("four", ["0", "5", "9", "11", "-1"]), ("six", ["6", "44", "٧"])]
)
def test_a_digit_that_is_no_grade_saves_nothing_and_says_which_are(
    store: Store, keys: Keys, wrong: list[str]
) -> None:
    Shelf(store, basic("a"))
    said = talk(store, "", *wrong, keys=keys)
    assert grades(store) == []
    assert ("grades are 1, 2, 3, 4" if keys == "four" else "grades are 0, 1, 2, 3, 4, 5") in said


def choice(several: bool) -> Note:
    right = ("r1", "r2") if several else ("r1",)
    return of(Choice("Which?", right, (Wrong("w1"), Wrong("w2"))))


def places(store: Store, *texts: str) -> str:
    """The numbers under which options will be shown."""
    session = Session(store, Clock(), Plan())
    assert session.attempt is not None
    shown = [option.text for option in session.attempt.sides.options]
    return "".join(str(shown.index(text) + 1) for text in texts)


@pytest.mark.parametrize(
    ("several", "picks", "suggested"),
    [
        (False, ["r1"], 4),
        (False, ["w1"], 2),
        (True, ["r1", "r2"], 4),
        (True, ["r1"], 2),
        (True, ["r1", "r2", "w1"], 2),
    ],
)
def test_options_are_picked_by_number_and_enter_takes_the_suggested_grade(
    store: Store, several: bool, picks: list[str], suggested: int
) -> None:
    Shelf(store, choice(several))
    digits = places(store, *picks)
    said = talk(store, digits, "", "", "q")
    assert f"picked: {', '.join(sorted(digits))}" in said
    assert ("good" if suggested == 4 else "again") + ": saved" in said
    assert re.search(r"\(Enter\)", said)
    (event,) = answers(store)
    assert (event.grade, event.suggested) == (suggested, suggested)
    assert set(event.answer.split(" | ")) == set(picks)
    assert said.count("your pick") == len(picks)


def test_a_suggestion_can_be_overruled(store: Store) -> None:
    Shelf(store, choice(several=False))
    talk(store, places(store, "w1"), "", "3")
    assert [(event.grade, event.suggested) for event in answers(store)] == [(4, 2)]


def test_a_number_that_is_no_option_picks_nothing(store: Store) -> None:
    Shelf(store, choice(several=False))
    assert "picked: none" in talk(store, "90")


def test_a_file_held_by_another_program_is_said_so_and_the_answer_can_be_given_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(store, basic("a"))
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)

    class Lines(io.StringIO):
        """Another program lets go of the file between the second line and the third."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            line = super().readline(size)
            if line == "4\n":
                other.rollback()
            return line

    with Store(store.path) as impatient, closing(sqlite3.connect(store.path)) as other:
        session = Session(impatient, Clock(), Plan())
        other.execute("BEGIN IMMEDIATE")
        out = io.StringIO()
        Review(Talk(Lines("\n3\n4\n"), out), session, "four").run()
    assert "is held by another program. The last change was not saved" in out.getvalue()
    assert grades(store) == [5]


HOSTILE = r"""
deck: hostile
title: "Evil\e[2J::T\u202Ex"
references:
  ddl: {title: "DDL\e]52;c;aGk=\a", url: "https://a.example/x"}
notes:
  - id: a
    ask: "[/] list[int] \e[31m\x9b31m\x7f"
    answer: "[@click=quit]x[/]\e]0;title\a\u2066"
    why: "W\e[1m"
    hints: ["H\e[1m"]
    cite: [ddl]
    corrects: "C\e[0m"
  - id: b
    kind: choice
    ask: "Which\e"
    right: "R\e"
    wrong: [{text: "X\e", because: "B\e"}]
  - id: c
    kind: compare
    subjects: {x: "X\e[1m", y: "Y\e"}
    aspects: {p: {ask: "P\e", cells: {x: "px\e", y: "py\e"}}}
"""


def test_a_hostile_deck_sends_no_control_character_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "hostile.yaml").write_text(HOSTILE)
    with open_library(tmp_path / "trainer.db", [tmp_path]) as store:
        said = talk(store, *["h", "o", "w", "e", "", "1", "u", "", "3"] * 3)
        assert len(grades(store)) > 3
    assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said) == []
    for shown in ("[/] list[int] [31m31m", "[@click=quit]x[/]]0;title", "Evil[2J › Tx", "B)", "py"):
        assert shown in said


def test_a_hostile_file_name_sends_no_control_character_to_the_terminal(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("evil\x1b[31m.yaml", basic("a"))
    shelf.sync()
    assert "\x1b" not in talk(store, "e")


def test_a_key_says_what_it_does_also_when_the_day_rolled_over_since_the_answer_was_shown(
    store: Store,
) -> None:
    Shelf(store, basic("a"))
    clock = Clock()
    clock.set(3, 59)

    class Lines(io.StringIO):
        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            line = super().readline(size)
            if line == "?\n":
                clock.set(4, 1)
            return line

    out = io.StringIO()
    Review(Talk(Lines("\n?\n"), out), Session(store, clock, Plan()), "four").run()
    first, second = [line for line in out.getvalue().splitlines() if "u: undo" in line]
    assert first == second
