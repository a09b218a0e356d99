"""Two faults at a time: both are told, each with its rule, line and note, and every good note survives."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decks.helpers import read_text
from trainer.decks.find import DeckPath
from trainer.decks.library import read
from trainer.decks.rules import ERRORS, HARMLESS

HEAD = (
    "deck: d",
    "title: T",
    "about: All of it",
    "tags: [a]",
    "references:",
    "  book: {title: A book}",
    "notes:",
)
GOOD = ("  - id: good{}", "    ask: Why {}?", "    answer: Because {}.", "    cite: [book]")
SPOTS = ("one", "two")


class FaultyNote(NamedTuple):
    """A note with a fault; ``at`` is the line of it that the problem names, ``says`` part of the message."""

    lines: tuple[str, ...]
    rule: str
    at: int
    says: str = ""


def basic(*lines: str, answer: str = "    answer: y") -> tuple[str, ...]:
    return ("  - id: NAME", "    ask: What is NAME", answer, *lines)


def kind(name: str, *lines: str) -> tuple[str, ...]:
    return ("  - id: NAME", f"    kind: {name}", *(f"    {line}" for line in lines))


NOTES: dict[str, FaultyNote] = {
    "no answer": FaultyNote(("  - id: NAME", "    ask: What is NAME"), "missing-field", 0, "answer"),
    "no such key": FaultyNote(basic("    answr: z"), "unknown-key", 3, "answr"),
    "empty why": FaultyNote(basic("    why:"), "empty-field", 3, "why"),
    "hints are no list": FaultyNote(basic("    hints: h"), "wrong-shape", 3, "hints"),
    "bad level": FaultyNote(basic("    level: hard"), "bad-value", 3, "hard"),
    "bad month": FaultyNote(basic("    as_of: 2026-13"), "bad-value", 3, "2026-13"),
    "bad language": FaultyNote(basic("    language: german!"), "bad-value", 3, "german!"),
    "bad digit": FaultyNote(basic("    asked: 10"), "bad-value", 3, "0 to 9"),
    "key twice": FaultyNote(basic("    answer: z"), "duplicate-key", 3, "answer"),
    "colon": FaultyNote(basic(answer="    answer: y: z"), "yaml-syntax", 2),
    "tab": FaultyNote(basic("\twhy: z"), "yaml-syntax", 3, "tab"),
    "open bracket": FaultyNote(basic("    tags: [a"), "yaml-syntax", 3),
    "open quote": FaultyNote(basic('    why: "z'), "yaml-syntax", 3),
    "alias": FaultyNote(basic("    why: *z"), "yaml-feature", 3, "*z"),
    "too deep": FaultyNote(basic(f"    why: {'[' * 30}{']' * 30}"), "too-deep", 3),
    "no such kind": FaultyNote(kind("basics", "ask: x", "answer: y"), "unknown-kind", 1, "basics"),
    "no gap": FaultyNote(kind("cloze", "text: nothing hidden in NAME"), "bad-cloze", 2),
    "options twice": FaultyNote(
        kind("choice", "ask: NAME?", "right: a", "wrong: [b, a]"), "doubled-option", 4
    ),
    "one step": FaultyNote(kind("order", "ask: NAME?", "steps: [a]"), "too-few", 3),
    "no cell": FaultyNote(
        kind("compare", "subjects: {a: A, b: B}", "aspects: {x: {ask: NAME?, cells: {a: 1}}}"),
        "compare-cells",
        3,
        "`b`",
    ),
    "no such fact": FaultyNote(basic("    cite: [nothing]"), "unknown-cite", 3, "nothing"),
    "names nobody": FaultyNote(basic("    confusable: [nobody]"), "unknown-note", 3, "nobody"),
    "needs nobody": FaultyNote(basic("    needs: [book, goodone]"), "unknown-note", 3, "book"),
    "takes a living note's history": FaultyNote(basic("    formerly: [goodone]"), "doubled-id", 3, "goodone"),
    "comment": FaultyNote(basic("    why: The # sign"), "comment-cut", 3),
    "unsafe": FaultyNote(basic('    why: "z\\e"'), "unsafe-character", 3, "ESCAPE"),
    "id twice": FaultyNote(
        ("  - id: goodone", "    ask: What is NAME", "    answer: y"), "doubled-id", 0, "on line 8"
    ),
}
HEADS: dict[str, tuple[Callable[[list[str]], None], str, int]] = {
    "no title": (lambda head: head.__setitem__(1, "# no title"), "missing-field", 1),
    "no such key": (lambda head: head.__setitem__(2, "abuot: All of it"), "unknown-key", 3),
    "tag with a blank": (lambda head: head.__setitem__(3, "tags: [a b]"), "bad-value", 4),
    "bad version": (lambda head: head.__setitem__(6, "version: one\nnotes:"), "bad-value", 7),
    "reference without a title": (
        lambda head: head.__setitem__(5, "  book: {title: A book}\n  web: {url: 'https://a.example'}"),
        "missing-field",
        7,
    ),
}
"""Faults of the head: what they do to its lines, their rule, and the line they name."""


def told(folder: Path, lines: list[str]) -> tuple[set[tuple[str, int, str]], tuple[str, ...], list[str]]:
    """Read a deck; return (rule, line, note) of its problems, their messages, and the ids of good notes."""
    reading = read_text(folder, "\n".join(lines) + "\n")
    assert reading.deck is not None
    problems = {(problem.rule, problem.line, problem.note) for problem in reading.problems}
    assert len(problems) == len(reading.problems), "something is told twice"
    said = tuple(problem.message for problem in reading.problems)
    return problems, said, [note.id for note in reading.deck.notes]


def good(name: str) -> list[str]:
    return [line.format(name) for line in GOOD]


@pytest.mark.parametrize("first", NOTES)
def test_of_two_faulty_notes_both_are_told_and_the_others_survive(tmp_path: Path, first: str) -> None:
    for second in NOTES:
        both_are_told(tmp_path, first, second)


def both_are_told(tmp_path: Path, first: str, second: str) -> None:
    lines = [*HEAD, *good("one")]
    expected, kept = set(), ["goodone"]
    for spot, fault in zip(SPOTS, (NOTES[first], NOTES[second]), strict=True):
        own = [line.replace("NAME", spot) for line in fault.lines]
        name = own[0].removeprefix("  - id: ")
        expected.add((fault.rule, len(lines) + 1 + fault.at, name))
        if fault.rule not in ERRORS or fault.rule in HARMLESS:
            kept.append(name)
        lines += [*own, *good(f"after-{spot}")]
        kept.append(f"goodafter-{spot}")
    problems, said, notes = told(tmp_path, lines)
    assert problems == expected
    assert notes == kept
    for name in (first, second):
        assert any(NOTES[name].says in message for message in said)


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("head", HEADS)
def test_a_fault_of_the_head_and_one_of_a_note_do_not_hide_each_other(
    tmp_path: Path, head: str, name: str
) -> None:
    lines = list(HEAD)
    change, rule, line = HEADS[head]
    change(lines)
    lines = [*"\n".join(lines).split("\n"), *good("one")]
    fault = NOTES[name]
    own = [line.replace("NAME", "two") for line in fault.lines]
    note = own[0].removeprefix("  - id: ")
    expected = {(rule, line, ""), (fault.rule, len(lines) + 1 + fault.at, note)}
    problems, _, notes = told(tmp_path, [*lines, *own, *good("after")])
    assert problems == expected
    assert {"goodone", "goodafter"} <= set(notes)


@given(
    heads=st.sets(st.sampled_from(sorted(HEADS)), max_size=3), names=st.lists(st.sampled_from(sorted(NOTES)))
)
def test_any_number_of_faults_leaves_the_good_notes_alone(
    tmp_path_factory: pytest.TempPathFactory, heads: set[str], names: list[str]
) -> None:
    lines = list(HEAD)
    for head in heads:
        HEADS[head][0](lines)
    lines += good("one")
    for at, name in enumerate(names):
        lines += [line.replace("NAME", f"n{at}") for line in NOTES[name].lines]
    problems, _, notes = told(tmp_path_factory.getbasetemp(), [*lines, *good("last")])
    assert {"goodone", "goodlast"} <= set(notes)
    assert {rule for rule, _, _ in problems} == {HEADS[head][1] for head in heads} | {
        NOTES[name].rule for name in names
    }


def test_the_line_that_has_a_doubled_id_is_that_of_the_first_note(tmp_path: Path) -> None:
    lines = [*HEAD, *good("zero"), *good("one"), *good("one"), *good("one")]
    _, said, notes = told(tmp_path, lines)
    assert [message.rpartition(" ")[2] for message in said] == ["12", "12"]
    assert notes == ["goodzero", "goodone"]


def test_two_faults_in_one_note_are_both_told(tmp_path: Path) -> None:
    lines = [*HEAD, *(line.replace("NAME", "n") for line in basic("    level: hard", "    answr: z"))]
    problems, _, _ = told(tmp_path, lines)
    assert problems == {("bad-value", 11, "n"), ("unknown-key", 12, "n")}


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (3, ["tags: !a hive", ("yaml-feature", 4, ""), ("wrong-shape", 4, "")]),
        (1, ["title: !a", ("yaml-feature", 2, ""), ("empty-field", 2, "")]),
    ],
)
def test_a_fault_of_yaml_and_one_of_the_value_in_one_line_of_the_head_are_both_told(
    tmp_path: Path, line: int, faults: list[Any]
) -> None:
    lines = list(HEAD)
    lines[line] = faults[0]
    assert told(tmp_path, [*lines, *good("one")])[0] == set(faults[1:])


def test_a_fault_of_yaml_and_one_of_a_note_in_its_first_line_are_both_told(tmp_path: Path) -> None:
    problems, _, notes = told(tmp_path, [*HEAD, "  - !a just text", *good("one")])
    assert problems == {("yaml-feature", 8, ""), ("wrong-shape", 8, "")}
    assert notes == ["goodone"]


def test_faults_between_files_stand_beside_faults_within_them(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text(
        "deck: a\ntitle: T\nnotes:\n  - {id: n, ask: Why, answer: y, confusable: [b/gone, gone]}\n"
    )
    two.write_text("deck: a\ntitle: T\nzzz: 1\nnotes:\n  - {id: n, ask: How, answer: y}\n")
    got = read([DeckPath(path, 0, 0) for path in (one, two)])
    assert [(Path(problem.file).name, problem.rule, problem.line) for problem in got.problems] == [
        ("one.yaml", "unknown-note", 4),
        ("one.yaml", "unknown-note-elsewhere", 4),
        ("two.yaml", "unknown-key", 3),
        ("two.yaml", "doubled-deck", 1),
    ]
