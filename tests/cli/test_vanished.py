"""Deck files that were cut off, as a program leaves them that copies or syncs: nothing is taken out of
practice for it, and all is as before when the whole file is back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from trainer.cli.opening import open_library
from trainer.core.errors import Exit
from trainer.core.scope import EVERYTHING

__all__ = ["world"]

HEAD = "deck: cut\ntitle: Cut\nnotes:\n"
NOTES = [
    f"  - id: n{number}\n    ask: What is {number}?\n    answer: It is {number}.\n" for number in range(10)
]
WHOLE = HEAD + "".join(NOTES)


@pytest.fixture
def deck(world: Path) -> Path:
    path = world / "decks" / "cut.yaml"
    path.write_text(WHOLE)
    cards(path)
    return path


def cards(deck: Path) -> set[str]:
    """Return the notes of the deck that are in practice."""
    with open_library(deck.parents[1] / "data" / "trainer.db", [deck.parent]) as store:
        return {note.id for note in store.notes(EVERYTHING) if note.deck == "cut"}


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [
        one["rule"] for one in json.loads(run(capsys, "check", "--json")[1]) if one["severity"] == "error"
    ]


ALL = {f"n{number}" for number in range(10)}
CUTS: dict[str, Callable[[], str]] = {
    "more than half": lambda: HEAD + "".join(NOTES[:4]),
    "in the last line": lambda: (HEAD + "".join(NOTES[:9])).rstrip("\n."),
    "within a word": lambda: WHOLE[: WHOLE.index("answer: It is 7.") + 12],
    "nothing left": lambda: "",
    "only its head": lambda: HEAD,
    "only a comment": lambda: "# deck\n",
    "zeros": lambda: "\0" * len(WHOLE),
}


@pytest.mark.parametrize("cut", CUTS)
def test_notes_of_a_file_that_was_cut_off_stay_and_are_told(
    deck: Path, capsys: pytest.CaptureFixture[str], cut: str
) -> None:
    deck.write_text(CUTS[cut]())
    for _ in range(2):
        assert cards(deck) == ALL
        assert told(capsys), "also the second time"
    assert "error" in run(capsys, "due")[2]
    assert run(capsys, "export", "cut", "--out", str(deck.parents[1]))[0] == Exit.DONE
    deck.write_text(WHOLE)
    assert cards(deck) == ALL
    assert told(capsys) == []


def test_a_file_that_is_cut_off_bit_by_bit_loses_no_note(deck: Path) -> None:
    ends = [*range(len(WHOLE), 0, -37), *range(5, len(WHOLE), 61)]
    for end in ends:
        deck.write_text(WHOLE[:end])
        assert cards(deck) == ALL, WHOLE[:end][-40:]


def test_what_was_taken_out_on_purpose_is_retired_when_that_is_said(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(CUTS["more than half"]())
    assert told(capsys) == ["notes-vanished"]
    status, _, _ = run(capsys, "check", "--removed")
    assert status == Exit.DONE
    assert cards(deck) == {"n0", "n1", "n2", "n3"}
    assert told(capsys) == []


def test_a_note_or_two_taken_out_of_many_are_retired_at_once(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(HEAD + "".join(NOTES[:3] + NOTES[5:]))
    assert cards(deck) == ALL - {"n3", "n4"}
    assert told(capsys) == []


def test_notes_that_moved_to_another_deck_or_id_did_not_vanish(
    deck: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = NOTES[9].replace("id: n9", "id: last\n    formerly: [n9]")
    deck.write_text(HEAD + "".join(NOTES[:2]) + renamed)
    deck.with_name("other.yaml").write_text(
        "deck: other\ntitle: Other\nnotes:\n" + "".join(NOTES[2:9]).replace("What is 8?", "What, by 8?")
    )
    assert cards(deck) == {"n0", "n1", "last"}
    assert told(capsys) == []


VERSIONS = "# Mine\nreplaces: cut\nnotes:\n" + "".join(
    f"  - id: n{number}\n    ask: Mine {number}?\n" for number in range(6)
)
LOST: dict[str, tuple[Callable[[], str], int, int]] = {
    "more than half": (lambda: VERSIONS[: VERSIONS.index("  - id: n2")], 2, 7),
    "in the last line": (lambda: VERSIONS[: VERSIONS.index(" 4?")], 5, 13),
    "nothing left": (lambda: "", 0, 1),
    "only a comment": (lambda: "# Mine\n", 0, 1),
    "within its head": (lambda: "# Mine\nrepla", 0, 2),
    "zeros": (lambda: "\0" * len(VERSIONS), 0, 1),
    "its head": (lambda: VERSIONS.replace("replaces: cut\n", ""), 6, 1),
}


@pytest.fixture
def versions(deck: Path) -> Path:
    path = deck.parent / "changed" / "cut.yaml"
    path.parent.mkdir()
    path.write_text(VERSIONS)
    assert mine(deck) == 6
    return path


def mine(deck: Path) -> int:
    """Return how many notes are asked in the user's version."""
    with open_library(deck.parents[1] / "data" / "trainer.db", [deck.parent]) as store:
        return sum(note.body.prompt().startswith("Mine") for note in store.notes(EVERYTHING))


@pytest.mark.parametrize("lost", LOST)
def test_a_file_of_versions_that_was_cut_off_is_told_with_its_line_until_it_is_back(
    deck: Path, versions: Path, capsys: pytest.CaptureFixture[str], lost: str
) -> None:
    content, left, line = LOST[lost]
    versions.write_text(content())
    for _ in range(2):
        assert (mine(deck), cards(deck)) == (left, ALL)
        every = json.loads(run(capsys, "check", "--json")[1])
        found = [one for one in every if one["rule"] == "versions-lost"]
        assert [(one["file"], one["line"], one["deck"]) for one in found] == [(str(versions), line, "cut")]
        assert "whole file back" in found[0]["remedy"]
        with open_library(deck.parents[1] / "data" / "trainer.db", [deck.parent]) as store:
            assert found[0] in [problem._asdict() for problem in store.problems()]
    versions.write_text(VERSIONS)
    assert mine(deck) == 6
    assert told(capsys) == []


def test_versions_taken_away_on_purpose_are_told_only_until_that_is_said(
    deck: Path, versions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    versions.write_text(VERSIONS[: VERSIONS.index("  - id: n5")])
    assert (mine(deck), told(capsys)) == (5, [])
    versions.write_text(VERSIONS[: VERSIONS.index("  - id: n1")])
    assert (mine(deck), told(capsys)) == (1, ["versions-lost"])
    run(capsys, "check", "--removed")
    assert (mine(deck), told(capsys)) == (1, [])
    versions.write_text("")
    assert (mine(deck), told(capsys)) == (0, ["versions-lost"])
    versions.unlink()
    assert (mine(deck), told(capsys)) == (0, [])
