"""Whatever bytes are in a file, reading it returns; and hostile YAML stays as small as it was typed."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.decks.helpers import GOOD, HEAD, only_problem, read_text, rules
from tests.decks.test_deckfile import ALL_KINDS
from trainer.core.text import clean
from trainer.decks.format.deckfile import Reading, read_deck
from trainer.decks.lint.decks import lint
from trainer.decks.rules import RULES
from trainer.decks.yaml import source
from trainer.decks.yaml import tree as yamltext

SHIPPED = ALL_KINDS.read_bytes()
PIECES = [
    b": ",
    b"- ",
    b"\n",
    b"\n  - ",
    b'"',
    b"'",
    b"{",
    b"}",
    b"[",
    b"]",
    b"*a",
    b"&a ",
    b"!!str ",
    b"<<: ",
]
PIECES += [
    b"\t",
    b"\0",
    b"\x1b",
    b"\xff",
    b"\xe2\x80\xae",
    b"---\n",
    b"|",
    b"kind: ",
    b"id: good",
    b"{{c1::",
    b"}}",
]


def assert_sound(reading: Reading) -> None:
    """Check what holds for every reading, whatever was in the file."""
    for problem in reading.problems:
        assert problem.rule in RULES
        assert problem.line >= 0
        assert problem.message == clean(problem.message)
        assert "\n" not in problem.printed()
    if reading.deck is None:
        assert any(problem.severity == "error" for problem in reading.problems)
        return
    assert reading.deck.id == reading.id
    keys = [key for note in reading.deck.notes for key in note.card_keys()]
    assert len(set(keys)) == len(keys)
    for note in reading.deck.notes:
        for key in note.card_keys():
            sides = note.sides(key)
            assert clean(sides.prompt + sides.answer) == sides.prompt + sides.answer
    lint([reading.deck])


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_without_raising(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    assert_sound(read_text(tmp_path_factory.getbasetemp(), data))


@given(text=st.text(st.sampled_from("ab: -\n'\"[]{}&*!|>%@`#,?~<\t\\\x1b\u2028"), max_size=120))
def test_any_yaml_like_text_is_read_without_raising(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    assert_sound(read_text(tmp_path_factory.getbasetemp(), "deck: d\ntitle: t\nnotes:\n" + text))


@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(SHIPPED)), st.integers(0, 40), st.sampled_from(PIECES)),
        min_size=1,
        max_size=6,
    )
)
def test_a_mutilated_deck_is_read_without_raising(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int, bytes]]
) -> None:
    data = SHIPPED
    for at, length, piece in changes:
        data = data[:at] + piece + data[at + length :]
    assert_sound(read_text(tmp_path_factory.getbasetemp(), data))


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    "value",
    [
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        '"\\UFFFFFFFF"',
        '"\\ud800"',
        "\ufffe",
        "'" * 99_999,
    ],
)
def test_hostile_values_end_in_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str, value: str
) -> None:
    monkeypatch.setattr(yamltext, "LOADER", getattr(yaml, loader))
    reading = read_text(tmp_path, HEAD + GOOD + f"  - id: bad\n    ask: {value}\n")
    assert_sound(reading)
    assert reading.problems


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_both_yaml_loaders_read_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str
) -> None:
    expected = read_deck(ALL_KINDS)
    monkeypatch.setattr(yamltext, "LOADER", getattr(yaml, loader))
    assert read_deck(ALL_KINDS) == expected
    broken = read_text(tmp_path, HEAD + "  - id: bad\n    ask: a: b\n    answer: c\n" + GOOD)
    assert (broken.broken, rules(broken)) == (("bad",), ["yaml-syntax"])


def test_an_alias_bomb_is_refused_and_does_not_grow(tmp_path: Path) -> None:
    bomb = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    reading = read_text(tmp_path, "references:\n  a0: &a0 [lol]\n" + bomb + HEAD + GOOD)
    assert "yaml-feature" in rules(reading)
    assert reading.deck is not None
    assert reading.deck.references == ()


def test_a_large_text_is_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, HEAD + GOOD.replace("Because.", "long " * 20_000))
    assert reading.problems == ()


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 2**20)
    problem = only_problem(read_text(tmp_path, HEAD + "#" * 2**20))
    assert (problem.rule, problem.message) == ("file-unreadable", "this is larger than 1 MiB")


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        (b"deck: d\ntitle: \xff\n", "not-utf8", 2),
        ("deck: d\n".encode("utf-16"), "not-utf8", 1),
        (b"\xef\xbb\xbf", "empty-file", 0),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, rule: str, line: int) -> None:
    problem = only_problem(read_text(tmp_path, data))
    assert (problem.rule, problem.line) == (rule, line)


def test_a_file_of_nothing_but_control_characters_is_empty(tmp_path: Path) -> None:
    assert rules(read_text(tmp_path, b"\0\0\0")) == ["empty-file", "unsafe-character"]


def test_paths_that_are_no_readable_file_are_problems(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    loop = tmp_path / "loop.yaml"
    loop.symlink_to(loop)
    for path in (tmp_path, fifo, loop, tmp_path / "missing.yaml", Path("nul\0.yaml"), Path("x" * 5000)):
        problem = only_problem(read_deck(path))
        assert (problem.rule, problem.severity) == ("file-unreadable", "error")


def test_a_printed_problem_carries_nothing_that_steers_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[31m\n.yaml"
    path.write_text(HEAD + '  - {id: "\\e]0;x\\a", "k\\e\\nk": v}\n')
    reading = read_deck(path)
    lines = [problem.printed() for problem in reading.problems]
    assert lines
    assert all(line.isprintable() for line in lines)


def test_a_fault_in_a_list_of_notes_that_another_one_replaces_hides_nothing(tmp_path: Path) -> None:
    """Found by fuzzing."""
    reading = read_text(tmp_path, f"{HEAD}{GOOD}  - id: two\n    ask: A?\n    ask: B?\nnotes:\n{GOOD}")
    assert_sound(reading)
    assert "duplicate-key" in rules(reading)
    assert_sound(read_text(tmp_path, "notes:\nnotes:\n  - id: a\n  - id: b\n    ask: A?\n    ask: B?\n"))
