"""The tool that derives ``asked`` from counted question collections, on made-up decks and data."""

from pathlib import Path

import pytest
import yaml

from tools import asked
from tools.asked import OTHERS
from tools.asked_decks import edit
from tools.asked_patterns import Pattern, normal, questions
from trainer.decks.asked import SUBJECT

DECK = """\
deck: trees            # a comment that stays
title: Trees
notes:
  - id: oak
    ask: What is an oak?
    answer: A tree.
    level: core
    cite: [book]

  # --- a heading ---
  - id: ash
    ask: What does this print?
    answer: |
      grow ash
      # not a comment
  # about the elm
  - id: elm
    ask: What is an elm?
    asked: 2  # kept
    answer: A tree.
  - id: fir
    asked: 9
    answer: >
      Green,
      always.
"""


def counted(folder: Path, intents: str, names: str = "abcdefghijklmnop", *, lie: bool = False) -> Path:
    """Write made-up data into ``folder/asked`` and return the folder."""
    home = folder / "asked"
    home.mkdir(parents=True)
    lists = [
        f'[[collection]]\nid = "{name}"\ntitle = "{name}"\naddress = "https://example.org/{name}"\n'
        f'kind = "{SUBJECT}"\ntopics = ["kafka"]\nquestions = 20\nseen = "2026-11"\nread = "whole"\n'
        f"held_out = {str(asked.held_out(name) != lie).lower()}\n"
        for name in names
    ]
    (home / "collections.toml").write_text("\n".join(lists), encoding="utf-8")
    (home / "intents.toml").write_text(intents, encoding="utf-8")
    return folder


def intent(key: str, by: str, *notes: str, match: str = "") -> str:
    """Give one intent of the topic kafka, asked by the collections named by the letters of ``by``."""
    return (
        f'[[intent]]\nid = "kafka.{key}"\nwording = "{key}"\ntopic = "kafka"\ncollections = {list(by)}\n'
        f"notes = {list(notes)}\nmatch = {[match] if match else []}\n"
    )


def sides(names: str = "abcdefghijklmnop") -> tuple[str, str]:
    """Split letters into those that count and those held out."""
    held = "".join(name for name in names if asked.held_out(name))
    return "".join(name for name in names if name not in held), held


def test_lines_go_below_level_or_to_the_end_and_nothing_else_changes() -> None:
    changed = edit(DECK, {"trees/oak": 7, "trees/ash": 3, "trees/elm": 5})
    assert changed == DECK.replace("    level: core\n", "    level: core\n    asked: 7\n").replace(
        "      # not a comment\n", "      # not a comment\n    asked: 3\n"
    ).replace("asked: 2  # kept", "asked: 5  # kept").replace("    asked: 9\n", "")
    values = {note["id"]: note.get("asked") for note in yaml.safe_load(changed)["notes"]}
    assert values == {"oak": 7, "ash": 3, "elm": 5, "fir": None}


def test_editing_twice_changes_nothing_more() -> None:
    values = {"trees/oak": 7, "trees/ash": 3, "trees/elm": 4, "trees/fir": 1}
    once = edit(DECK, values)
    assert edit(once, values) == once


@pytest.mark.parametrize("tail", ["\n", "", "\n\n# the end\n"])
def test_the_last_note_of_a_deck(tail: str) -> None:
    text = f"deck: d\nnotes:\n- id: a\n  text: |-\n    one\n    two{tail}"
    changed = edit(text, {"d/a": 4})
    assert changed.startswith("deck: d\nnotes:\n- id: a\n  text: |-\n    one\n    two\n  asked: 4\n")
    assert yaml.safe_load(changed)["notes"] == [{"id": "a", "text": "one\ntwo", "asked": 4}]


def test_line_ends_of_windows_stay() -> None:
    text = "deck: d\r\nnotes:\r\n  - id: a\r\n    ask: q\r\n"
    assert edit(text, {"d/a": 1}) == text + "    asked: 1\r\n"


def test_a_note_on_one_line_is_left_to_the_author() -> None:
    with pytest.raises(ValueError, match="by hand"):
        edit("deck: d\nnotes:\n  - {id: a, ask: q}\n", {"d/a": 1})


def test_a_comment_beside_a_value_that_must_go_is_left_to_the_author() -> None:
    with pytest.raises(ValueError, match="trees/elm"):
        edit(DECK, {})


def test_the_first_note_that_answers_gets_the_whole_weight_and_the_others_a_part(tmp_path: Path) -> None:
    counting, held = sides()
    data = asked.load(
        counted(
            tmp_path,
            intent("all", counting[:8], "d/a")
            + intent("shared", counting[:8], "d/b#row", "d/c", "d/d")
            + intent("two", counting[:2], "d/b")
            + intent("one", counting[:1], "d/f")
            + intent("held", held, "d/e"),
        )
        / "asked"
    )
    found = asked.shares(data, held=False)
    one = 1 / len(counting)  # what a single collection adds to a probability
    parts = {
        "d/a": 8,
        "d/b": 8 + 2,
        "d/c": 8 * OTHERS,
        "d/d": 8 * OTHERS,
        "d/f": 1,
        "d/e": 0,
    }
    assert found == pytest.approx({key: part * one for key, part in parts.items()})
    value = asked.derive(data, held=False)
    assert value == {"d/a": 8, "d/b": 9, "d/c": 5, "d/d": 5, "d/f": 2, "d/e": 0}
    assert asked.weights(data, held=True)["kafka.held"] == pytest.approx(1)


@pytest.mark.parametrize(("part", "value"), [(0, 0), (0.001, 1), (0.25, 5), (0.5, 7), (1, 9)])
def test_level(part: float, value: int) -> None:
    assert asked.level(part) == value


@pytest.mark.parametrize(
    ("intents", "lie", "said"),
    [
        (intent("x", "az"), False, "unknown collections z"),
        (intent("x", "ab") * 2, False, "two intents"),
        (intent("x", "ab"), True, "held_out"),
    ],
)
def test_data_that_contradict_themselves(tmp_path: Path, intents: str, lie: bool, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        asked.load(counted(tmp_path, intents, lie=lie) / "asked")


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = counted(
        tmp_path,
        intent("oak", "abcdef", "trees/oak", match="def:oaks?")
        + intent("elm", "abc", "trees/gone", match="elms?")
        + intent("yew", "ab"),
    )
    deck = folder / "kafka" / "trees.yaml"
    deck.parent.mkdir()
    text = DECK.replace("  # kept", "")
    deck.write_text(text, encoding="utf-8")
    there = ["--decks", str(folder)]
    assert asked.main([*there, "--check"]) == 1
    assert deck.read_text(encoding="utf-8") == text
    assert asked.main(there) == 0
    assert "trees/gone" in capsys.readouterr().err
    assert "asked" not in yaml.safe_load(deck.read_text(encoding="utf-8"))["notes"][3]
    assert asked.main([*there, "--check"]) == 0
    capsys.readouterr()
    assert asked.main([*there, "--missing", "3"]) == 0
    assert capsys.readouterr().out.split() == ["3", "kafka.elm", "elm"]
    assert asked.main([*there, "--suggest"]) == 0
    assert "->  trees/elm" in capsys.readouterr().out
    assert asked.main([*there, "--report"]) == 0
    assert "16 collections" in capsys.readouterr().out
    new = tmp_path / "new.md"
    new.write_text("1. What is an oak?\n- Name a birch\n## How does an elm grow?\n", encoding="utf-8")
    assert asked.main([*there, "--count", str(new), "--topic", "kafka"]) == 0
    assert capsys.readouterr().out.split() == ["kafka.oak", "kafka.elm"]


@pytest.mark.parametrize(
    ("pattern", "text", "hit"),
    [
        ("kafka & topics? !partition", "What is a topic?", True),
        ("kafka & topics? !partition", "What is a topic's partition?", False),
        ("def:topics?", "What is a topic?", True),
        ("def:topics?", "Explain the concept of topics in Kafka.", True),
        ("def:topics?", "What is a topic name for?", False),
        ("kafka & (def:brokers?|role of .*brokers?)", "The role of the broker", True),
        ("cmp:queues?~topics?", "How does a queue differ from a topic?", True),
        ("cmp:queues?~topics?", "A queue and a topic", False),
        ("race", "brace and trace", False),
        ("re(play|set)", "how to reset", True),
    ],
)
def test_patterns(pattern: str, text: str, hit: bool) -> None:
    assert Pattern(pattern).matches(normal("kafka", text)) == hit


def test_questions_of_a_list() -> None:
    text = "# Kafka\n1. **What is a [topic](x)?**\nIt is a log.\n- Q2. Queue vs topic\n\nWhy so fast?\n"
    assert questions(text) == ["What is a topic?", "Queue vs topic", "Why so fast?"]


def test_the_counted_data_are_sound() -> None:
    data = asked.load(Path(__file__).parent.parent / "decks" / "asked")
    assert len(data.collections) >= 330
    assert all(len(entry.collections) >= 2 for entry in data.intents)
    for entry in data.intents:
        for pattern in entry.match:
            Pattern(pattern)
