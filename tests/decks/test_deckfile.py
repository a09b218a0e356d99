"""Reading one deck file: every field arrives, every scalar is text, one bad note does not hide another."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.decks.helpers import GOOD, HEAD, only_note, only_problem, read_note, read_text, rules
from trainer.core.card import Reference
from trainer.core.kinds import (
    Aspect,
    Basic,
    Choice,
    Cloze,
    Compare,
    Order,
    Point,
    Points,
    Typed,
    Wrong,
)
from trainer.decks.format.deckfile import MAX_PROBLEMS, read_deck

ALL_KINDS = Path(__file__).parent.parent / "data" / "decks" / "all-kinds.yaml"


def test_every_field_of_every_kind_arrives() -> None:
    reading = read_deck(ALL_KINDS)
    assert reading.problems == ()
    assert reading.broken == ()
    assert (reading.id, reading.line) == ("all-kinds", 3)
    deck = reading.deck
    assert deck is not None
    assert (deck.id, deck.title, deck.about) == (
        "all-kinds",
        "Tests::All kinds",
        "What every field looks like",
    )
    assert deck.tags == ("tests", "shared")
    assert deck.path == str(ALL_KINDS)
    assert deck.references == (
        Reference("manual", "The manual, part 1", "https://example.org/manual", "2026-11", "4.4, 2026-10"),
        Reference("book", "A book"),
    )
    notes = {note.id: note for note in deck.notes}
    assert {name: note.body for name, note in notes.items()} == {
        "basic": Basic("What does `a | b` do?", "It feeds the output of `a` to `b`.", reverse=True),
        "cloze": Cloze(
            "A {{c1::pipe::noun}} joins {{c2::two}} or more {{c1::processes}}, see `std\\::pipe`."
        ),
        "choice": Choice(
            "Which of these is a shell?", ("bash",), (Wrong("cat"), Wrong("grep", "it filters lines"))
        ),
        "choice-several": Choice("Which of these are shells?", ("bash", "zsh"), (Wrong("cat"),)),
        "typed": Typed("Which command lists files?", "ls", ("dir", "ls -1"), "command"),
        "order": Order("Put the steps in order.", ("fork", "exec", "wait")),
        "compare": Compare(
            (("first", "First shell"), ("second", "Second shell")),
            (
                Aspect("age", "When it appeared", (("first", "1989"), ("second", "1990"))),
                Aspect("size", "How large it is", (("first", "no"), ("second", "1.10")), show=True),
            ),
            "Compare the two shells.",
        ),
        "points": Points(
            "How does a shell run a command?",
            (Point("It forks", (("fork",), ("new", "process")), must=True), Point("It waits")),
            60,
        ),
    }
    basic = notes["basic"]
    assert basic.why == "Two lines,\nwith a table:\n\n| a | b |\n| - | - |\n| 1 | 2 |"
    assert basic.hints == ("first hint", "second: hint")
    assert basic.cite == ("unix.01.3", "manual")
    assert basic.tags == ("tests", "shared", "pipes")
    assert (basic.level, basic.as_of, basic.corrects) == ("core", "2026-11", "The notes say otherwise.")
    assert basic.formerly == ("all-kinds/older", "other-deck/oldest")
    assert basic.confusable == ("all-kinds/cloze", "other-deck/note")
    assert (basic.asked, basic.needs) == (0, ("all-kinds/typed", "other-deck/note"))
    assert basic.language == "pt-BR"
    assert notes["points"].follow_up == ("all-kinds/order", "other-deck/note")
    assert basic.line == 14
    assert (notes["choice"].asked, notes["choice"].needs, notes["choice"].language) == (None, (), "en-GB")
    assert deck.language == "en-GB"
    assert (notes["choice"].tags, notes["choice"].level) == (("tests", "shared"), None)


@pytest.mark.parametrize(
    "scalar",
    ["no", "1.10", "2023-01-01", "08", "0x1F", "~", "null", "1e3", "on", ".5", "12:30:45", "=", "1_000"],
)
def test_every_scalar_is_the_text_that_was_typed(tmp_path: Path, scalar: str) -> None:
    note = only_note(read_note(tmp_path, f"id: n\nask: What?\nanswer: {scalar}\nwhy: '{scalar}'"))
    assert isinstance(note.body, Basic)
    assert note.body.answer == note.why == scalar


def test_an_id_that_looks_like_a_number_or_a_truth_value_is_text(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "deck: 2024\ntitle: 1.0\nnotes:\n  - {id: no, ask: 1, answer: 2}\n")
    assert reading.deck is not None
    assert (reading.deck.id, reading.deck.title, reading.deck.notes[0].key) == ("2024", "1.0", "2024/no")


def test_text_keeps_its_lines_but_not_blank_ones_around_it(tmp_path: Path) -> None:
    note = only_note(read_note(tmp_path, "id: n\nask: What?\nanswer: |2+\n\n    code\n  more  \n\nwhy: x"))
    assert isinstance(note.body, Basic)
    assert note.body.answer == "  code\nmore"


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"---\n", b"# comment\n\n"])
def test_a_byte_order_mark_a_start_marker_and_comments_are_fine(tmp_path: Path, prefix: bytes) -> None:
    assert read_text(tmp_path, prefix + (HEAD + GOOD).encode()).problems == ()


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_lines_count_the_same_with_other_line_ends(tmp_path: Path, newline: str) -> None:
    source = (HEAD + GOOD + "  - id: bad\n    ask: x\n").replace("\n", newline)
    assert only_problem(read_text(tmp_path, source)).line == 7


@pytest.mark.parametrize(
    ("bad", "rule", "line"),
    [
        ("  - {id: bad, ask: x}", "missing-field", 7),
        ("  - just text", "wrong-shape", 7),
        ("  - id: bad\n    ask: What: a colon\n    answer: x", "yaml-syntax", 8),
        ('  - id: bad\n    ask: "never closed\n    answer: x', "yaml-syntax", 8),
        ("  - id: bad\n    ask: **bold** x\n    answer: x", "yaml-syntax", 8),
        ("  - id: bad\n\task: tab\n    answer: x", "yaml-syntax", 8),
        ("  - id: bad\n[   ask: x\n    answer: x", "yaml-syntax", 8),
        ("  - id: bad\n # comment\n    ask: a: b\n    answer: x", "yaml-syntax", 9),
        ("  - id: bad\n    ask: [open\n    answer: x", "yaml-syntax", 8),
        ("  - id: bad\n    ask: x\n    ask: y\n    answer: z", "duplicate-key", 9),
        (f"  - id: bad\n    ask: {'[' * 30}\n    answer: x", "too-deep", 8),
        ("  - id: bad\n    ask: !a x\n    answer: y", "yaml-feature", 8),
    ],
)
def test_a_bad_note_is_refused_and_the_others_are_read(
    tmp_path: Path, bad: str, rule: str, line: int
) -> None:
    after = GOOD.replace("good", "after")
    reading = read_text(tmp_path, HEAD + GOOD + bad + "\n" + after)
    problem = only_problem(reading)
    assert (problem.rule, problem.line, problem.severity) == (rule, line, "error")
    assert reading.deck is not None
    assert [note.id for note in reading.deck.notes] == ["good", "after"]
    assert reading.broken == ("bad",) if "id: bad" in bad else ("",)
    assert problem.note == reading.broken[0]


def test_a_quote_that_swallows_the_next_notes_start_costs_only_its_own_note(tmp_path: Path) -> None:
    bad = '  - id: bad\n    ask: "What\n    answer: x\n  - id: next\n    ask: say "this" now\n    answer: y\n'
    reading = read_text(tmp_path, HEAD + bad + GOOD)
    assert (only_problem(reading).line, reading.broken) == (5, ("bad",))
    assert reading.deck is not None
    assert [note.id for note in reading.deck.notes] == ["next", "good"]


def test_comments_behind_ids_and_quoted_texts_are_fine(tmp_path: Path) -> None:
    source = (HEAD + GOOD).replace("good", "good # here").replace("Because.", "'The # sign' # a comment")
    assert read_text(tmp_path, "# first\n" + source + "    tags: [a] # b\n    # last\n").problems == ()


def test_all_syntax_errors_are_reported_at_once(tmp_path: Path) -> None:
    notes = "".join(f"- id: n{n}\n  ask: a: b\n  answer: x\n" for n in range(10))
    reading = read_text(tmp_path, "deck: d\ntitle: T\nnotes:\n# first\n" + notes)
    assert rules(reading) == ["yaml-syntax"] * 10
    assert reading.broken == tuple(f"n{n}" for n in range(10))


def test_a_syntax_error_outside_the_notes_loses_the_deck_but_not_its_id(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "title: a: b\ndeck: d # the id\nnotes:\n" + GOOD)
    assert (reading.deck, reading.id, rules(reading)) == (None, "d", ["yaml-syntax"])


@pytest.mark.parametrize("deck", ["", "deck: Bad Id\n", "deck:\n", "deck: [a]\n"])
def test_without_an_id_there_is_no_deck_but_notes_are_still_checked(tmp_path: Path, deck: str) -> None:
    reading = read_text(tmp_path, deck + "title: T\nnotes:\n  - {id: n, ask: x}\n")
    assert (reading.deck, reading.id) == (None, "")
    assert len(rules(reading)) == 2
    assert rules(reading)[1] == "missing-field"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("titel: T", "unknown-key"),
        ("tags: hive", "wrong-shape"),
        ("tags: [a b]", "bad-value"),
        ("about:", "empty-field"),
        ("references: {Bad Key: {title: T}}", "bad-id"),
        ("references: {ok: {title: T, url: 'javascript:alert(1)'}}", "bad-value"),
        ("version: one", "bad-value"),
        ("<<: {a: b}", "yaml-feature"),
    ],
)
def test_what_is_wrong_with_the_deck_does_not_hide_its_notes(tmp_path: Path, line: str, rule: str) -> None:
    reading = read_text(tmp_path, f"{line}\n{HEAD}{GOOD}")
    assert rule in rules(reading)
    assert {problem.line for problem in reading.problems} == {1}
    assert reading.deck is not None
    assert len(reading.deck.notes) == 1


def test_a_newer_format_is_refused_and_nothing_else_is_said(tmp_path: Path) -> None:
    reading = read_text(tmp_path, "version: 2\nnew: key\n" + HEAD + GOOD)
    assert (reading.deck, reading.id, rules(reading)) == (None, "d", ["newer-version"])


def test_of_two_notes_with_one_id_the_first_stays(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + GOOD + GOOD.replace("Because", "Otherwise"))
    problem = only_problem(reading)
    assert (problem.rule, problem.line, problem.note) == ("doubled-id", 7, "good")
    assert "line 4" in problem.message
    assert reading.deck is not None
    assert [note.line for note in reading.deck.notes] == [4]


def test_a_dead_cite_or_link_is_an_error_but_the_note_stays(tmp_path: Path) -> None:
    reading = read_note(tmp_path, "id: n\nask: x\nanswer: y\ncite: [nothing]\nconfusable: [missing]")
    assert rules(reading) == ["unknown-cite", "unknown-note"]
    assert {problem.severity for problem in reading.problems} == {"error"}
    assert reading.deck is not None
    assert len(reading.deck.notes) == 1


def test_a_link_to_a_broken_note_of_the_deck_is_fine(tmp_path: Path) -> None:
    source = HEAD + "  - {id: a, ask: x}\n  - {id: b, ask: x, answer: y, confusable: [a]}\n"
    assert rules(read_text(tmp_path, source)) == ["missing-field"]


def test_cites_are_looked_up_in_the_syllabus_only_when_it_is_given(tmp_path: Path) -> None:
    source = HEAD + "  - {id: n, ask: x, answer: y, cite: [hive.01.6, hive.01.66, kafka-connect.1]}\n"
    assert read_text(tmp_path, source).problems == ()
    reading = read_text(tmp_path, source, frozenset({"hive.01.6", "kafka-connect.1"}))
    assert "hive.01.66" in only_problem(reading).message


def test_removed_characters_are_reported_with_line_note_and_name(tmp_path: Path) -> None:
    source = HEAD + GOOD + '  - id: esc\n    ask: "a\\e[31mb\\e"\n    answer: x\u202ey\x1b]52;c;\x07\n'
    reading = read_text(tmp_path, source)
    assert [(problem.line, problem.note, problem.severity) for problem in reading.problems] == [
        (8, "esc", "warning"),
        (9, "esc", "warning"),
        (9, "esc", "warning"),
        (9, "esc", "warning"),
    ]
    said = [problem.message for problem in reading.problems]
    assert said[0].startswith("U+001B ESCAPE (2 times)")
    assert said[1].startswith("U+202E RIGHT-TO-LEFT OVERRIDE")
    assert reading.deck is not None
    assert reading.deck.notes[1].body == Basic("a[31mb", "xy]52;c;")


def test_a_nul_byte_is_taken_out_and_reported(tmp_path: Path) -> None:
    reading = read_text(tmp_path, (HEAD + GOOD).replace("Why", "W\0hy"))
    assert only_problem(reading).rule == "unsafe-character"
    assert reading.deck is not None
    assert reading.deck.notes[0].body == Basic("Why?", "Because.")


def test_messages_stay_short_however_long_the_text_is(tmp_path: Path) -> None:
    long = "x" * 50_000
    fields = f"id: {long}\n{long[:1000]}: a\nask: q\nlevel: {long}\ntags: [a {long}]\nconfusable: [{long}]"
    reading = read_note(tmp_path, fields)
    assert len(reading.problems) == 6
    assert all(len(problem.message + problem.remedy) < 300 for problem in reading.problems)
    reading = read_note(
        tmp_path, f"id: n\nkind: choice\nask: q\nright: {long}\nwrong: [{long}]\ncite: [{long}]"
    )
    assert rules(reading) == ["doubled-option", "unknown-cite"]
    assert all(len(problem.message + problem.remedy) < 300 for problem in reading.problems)


def test_an_endless_list_of_problems_is_cut(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + "  - x\n" * (MAX_PROBLEMS + 5))
    assert len(reading.problems) == MAX_PROBLEMS + 1
    assert reading.problems[-1].rule == "too-many-problems"
    assert "5 more" in reading.problems[-1].message
    assert len(reading.broken) == MAX_PROBLEMS + 5


def test_problems_name_file_deck_note_and_remedy(tmp_path: Path) -> None:
    problem = only_problem(read_note(tmp_path, "id: n\nask: x\nanswr: y\nanswer: z"))
    assert problem.file == str(tmp_path / "deck.yaml")
    assert (problem.line, problem.deck, problem.note) == (6, "d", "n")
    assert problem.message == "`answr` is not a key of kind basic"
    assert problem.remedy == "did you mean `answer`?"


def test_small_aliases_as_yaml_writers_make_them_stand_for_their_values(tmp_path: Path) -> None:
    reading = read_text(
        tmp_path,
        HEAD
        + "  - id: one\n    ask: One?\n    answer: &x Yes\n    tags: &t [a, b]\n"
        + "  - id: two\n    ask: Two?\n    answer: *x\n    tags: *t\n",
    )
    assert reading.problems == ()
    assert reading.deck is not None
    two = reading.deck.notes[1]
    assert (two.body.answer_text(), two.tags) == ("Yes", ("a", "b"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("    why: *nothing\n", "of nothing before it"),
        ("    tags: &t [a, *t]\n", "of what it stands in"),
        (
            f"    hints: &a [{', '.join('x' * 50)}]\n    tags: &b [{', '.join(['*a'] * 30)}]\n"
            f"    why: [{', '.join(['*b'] * 30)}]\n",
            "stand for more than 10000 values",
        ),
    ],
)
def test_an_alias_that_cannot_be_is_refused(tmp_path: Path, text: str, says: str) -> None:
    reading = read_text(tmp_path, HEAD + "  - id: one\n    ask: One?\n    answer: Yes\n" + text)
    assert says in " ".join(problem.message for problem in reading.problems if problem.rule == "yaml-feature")


def test_what_is_wrong_with_a_line_many_times_over_is_told_once(tmp_path: Path) -> None:
    """As of an alias bomb, each line of which stands for ten of the one before."""
    rows = [
        f"    {name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise("abcdefg")
    ]
    text = HEAD + "  - id: one\n    ask: One?\n    answer: Yes\n    a: &a [x, y]\n" + "".join(rows)
    problems = read_text(tmp_path, text).problems
    lines = [problem.line for problem in problems if problem.rule == "yaml-feature"]
    assert lines
    assert len(set(lines)) == len(lines)
    assert len(set(problems)) == len(problems)


NAMES = ["deck.apkg", "deck.csv", "note.md", "words.txt", "spanish.org", "Deck.JSON"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_another_program_is_told_from_a_deck(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04\xff")
    (problem,) = read_deck(path).problems
    assert problem.rule == "foreign-file"
    assert f"`trainer import {path}`" in problem.remedy
