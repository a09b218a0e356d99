"""Notes written from the command line: the file keeps its layout, and the deck reads what was meant."""

import io
import json
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.core.card import Note
from trainer.core.errors import Exit
from trainer.core.kinds import Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.decks.append import append
from trainer.decks.format.deckfile import read_deck
from trainer.paths import shipped_decks

GIT = """\
# mine, by hand
deck: git
title:   Tools::Git   # nested
notes:

  # the first
  - id: reset
    ask: What does `git reset --soft` keep?
    answer: |
      The index
      and the files.

  - {id: stash, ask: "What does `git stash` save?", answer: "The changes."}   # short

# what follows is about the deck
about: Git
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own decks, with one deck."""
    monkeypatch.setattr("trainer.paths._data_folder", lambda: tmp_path)
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "config.toml").write_text('decks = ["mine"]\n')
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "git.yaml").write_text(GIT)
    return folder


def only(path: Path) -> Note:
    reading = read_deck(path)
    assert reading.deck is not None
    return reading.deck.notes[-1]


def test_a_note_is_added_behind_the_others_and_all_else_stays_as_it_was(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "git", "--ask", "Who wrote it: Linus?", "--answer", "no: 'his' team"]) == Exit.DONE
    assert capsys.readouterr().out == "git/who-wrote-it-linus\n"
    added = "\n  - id: who-wrote-it-linus\n    ask: 'Who wrote it: Linus?'\n    answer: 'no: ''his'' team'\n"
    assert (mine / "git.yaml").read_text() == GIT.replace("# short\n", f"# short\n{added}")
    assert only(mine / "git.yaml").body.prompt() == "Who wrote it: Linus?"
    assert main(["due", "git", "--short"]) == Exit.DONE
    assert capsys.readouterr().out == "3\n"


def test_without_a_deck_it_goes_into_a_file_that_is_made_then(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert main(["add", "--ask", "Was ist größer?", "--answer", "yes", "--json"]) == Exit.DONE
    assert (mine / "mine.yaml").read_text().startswith("deck: mine\ntitle: Mine\nnotes:\n  - id: was-ist-gro")
    out = capsys.readouterr().out
    first, second = json.loads("[" + out.replace("}\n{", "},{") + "]")
    assert (first["alike"], second["alike"]) == ([], [first["note"]])
    reading = read_deck(mine / "mine.yaml")
    assert reading.deck is not None
    assert [note.id for note in reading.deck.notes][1].endswith("-2")
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("words", "body"),
    [
        (
            ["--kind", "typed", "--ask", "Q?", "--answer", "a", "--answer", "b"],
            Typed("Q?", "a", ("b",), "text", ""),
        ),
        (["--ask", "A {{c1::gap: here}} is hidden"], Cloze("A {{c1::gap: here}} is hidden")),
        (
            ["--ask", "Q?", "--answer", "a", "--wrong", "b", "--wrong", "[c]"],
            Choice("Q?", ("a",), (Wrong("b"), Wrong("[c]"))),
        ),
        (["--kind", "order", "--ask", "Q?", "--answer", "a", "--answer", "- b"], Order("Q?", ("a", "- b"))),
        (
            ["--kind", "points", "--ask", "Q?", "--answer", "a: b"],
            Points("Q?", (Point("a: b", (), False),), 0),
        ),
    ],
)
def test_each_kind_is_written_in_a_line(
    mine: Path, capsys: pytest.CaptureFixture[str], words: list[str], body: Body
) -> None:
    assert main(["add", "git", *words, "--why", "so: it is", "--tag", "x", "--tag", "1:2"]) == Exit.DONE
    note = only(mine / "git.yaml")
    assert (note.body, note.why, note.tags) == (body, "so: it is", ("x", "1:2"))


def test_a_comparison_is_written_in_a_line(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["--answer", "What keeps? | a log, `a | b` | a queue", "--answer", "Order? | by part | by queue"]
    words = ["--ask", "Which?", "--subject", "Kafka", "--subject", "Rabbit"]
    assert main(["add", "git", *words, *rows]) == Exit.DONE
    body = only(mine / "git.yaml").body
    assert isinstance(body, Compare)
    assert body.prompt() == "Which?"
    assert [[text for _, text in one.cells] for one in body.aspects] == [
        ["a log, `a | b`", "a queue"],
        ["by part", "by queue"],
    ]
    capsys.readouterr()
    assert main(["add", "git", *words, "--answer", "What? | one alone"]) == Exit.USAGE
    assert "a question and an answer for each subject" in capsys.readouterr().err
    assert main(["add", "git", "--ask", "x", "--subject", "Kafka", *rows]) == Exit.USAGE
    assert "(--subject)" in capsys.readouterr().err


def test_what_no_text_may_hold_is_left_out(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["add", "git", "--ask", "Wh\x1b[31mat\udcff?", "--answer", "a\nb\tc \x00"]) == Exit.DONE
    assert read_deck(mine / "git.yaml").problems == ()
    assert only(mine / "git.yaml").body.prompt() == "Wh[31mat?"


def test_a_note_that_lacks_something_or_a_deck_with_errors_changes_nothing(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "git", "--ask", "Q?"]) == Exit.USAGE
    assert "the answer is missing (--answer)" in capsys.readouterr().err
    assert (mine / "git.yaml").read_text() == GIT
    broken = GIT.replace("    answer: |", "    anwser: |")
    (mine / "git.yaml").write_text(broken + "  bad: [\n")
    assert main(["add", "git", "--ask", "Q?", "--answer", "a"]) != Exit.DONE
    assert (mine / "git.yaml").read_text() == broken + "  bad: [\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text", [GIT, GIT.partition("\n# what")[0], GIT.partition("\n# what")[0].rstrip(), "﻿" + GIT]
)
def test_wherever_the_notes_end_lines_are_only_added(text: str, end: str) -> None:
    text = text.replace("\n", end)
    found = append(text, ["- id: new", "  ask: |-", "    a", "", "    b", "  answer: c"])
    lines = found.splitlines(keepends=True)
    start = lines.index(f"  - id: new{end}")
    assert (
        "".join(lines[start : start + 6])
        == f"  - id: new{end}    ask: |-{end}      a{end}{end}      b{end}    answer: c{end}"
    )
    rest = "".join([*lines[: start - 1], *lines[start + 6 :]])
    assert rest in (text, text + end)


def test_of_several_decks_it_is_said_which_they_are_and_how_to_name_one(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mine / "more.yaml").write_text(GIT.replace("deck: git", "deck: git-more"))
    title = GIT.partition("title:")[2].partition("\n")[0].partition("#")[0].strip()
    topic = title.partition("::")[0]
    assert main(["add", topic, "--ask", "Q?", "--answer", "a"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert f"git ({title}), git-more ({title})" in said
    assert "Name one by its id" in said
    assert main(["add", "git-more", "--ask", "Q?", "--answer", "a"]) == Exit.DONE
    assert main(["add", "is:suspended", "--ask", "Q?", "--answer", "a"]) == Exit.USAGE
    assert "means no deck; yours are git" in capsys.readouterr().err


def test_a_name_that_means_nothing_begins_a_deck_and_a_slip_does_not(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked in "One?", "Two?":
        assert main(["add", "Algebra", "--ask", asked, "--answer", "a"]) == Exit.DONE
    out, err = capsys.readouterr()
    assert out.split() == ["algebra/one", "algebra/two"]
    assert err.count("a new deck of yours: Algebra") == 1
    assert (mine / "algebra.yaml").read_text().startswith("deck: algebra\ntitle: Algebra\n")
    for name in "algebro", "Tools::Gti", "tag:nosuch":
        assert main(["add", name, "--ask", "Q?", "--answer", "a"]) == Exit.USAGE
    assert "did you mean 'algebra'?" in capsys.readouterr().err.casefold()
    assert len(list(mine.glob("*.yaml"))) == 2
    assert main(["add", "Botany", "--ask", "Q?"]) == Exit.USAGE
    assert "a new deck" not in capsys.readouterr().err, "nothing was made"
    assert len(list(mine.glob("*.yaml"))) == 2


def test_a_shipped_deck_is_neither_added_to_nor_edited(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.terminal.edit", lambda *_: pytest.fail("an editor was opened"))
    path = shipped_decks() / "formats"
    before = {file: file.read_bytes() for file in path.rglob("*.yaml")}
    deck = next(iter(sorted(before)))
    reading = read_deck(deck)
    assert reading.deck is not None
    known = ["--decks", str(path)]
    assert main([*known, "add", reading.id, "--ask", "Q?", "--answer", "a"]) == Exit.USAGE
    assert "`trainer add`" in capsys.readouterr().err
    assert main([*known, "edit", reading.deck.notes[0].key]) == Exit.USAGE
    assert {file: file.read_bytes() for file in before} == before


def test_the_editor_opens_at_the_note_and_what_is_wrong_then_is_said(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, int]] = []

    def spoil(_: str, path: str, line: int) -> None:
        opened.append((path, line))
        Path(path).write_text(GIT.replace("    ask:", "    aks:"))

    monkeypatch.setattr("trainer.terminal.edit", spoil)
    assert main(["edit", "git/reset"]) == Exit.PROBLEMS
    assert opened == [(str(mine / "git.yaml"), 7)]
    assert "aks" in capsys.readouterr().out


@pytest.mark.parametrize(("named", "where"), [("git", "git"), ("Tools", "git"), ("Brand new", "brand-new")])
def test_the_deck_named_is_the_one_that_the_lines_write_into(
    mine: Path, monkeypatch: pytest.MonkeyPatch, named: str, where: str
) -> None:
    (mine / "aaa.yaml").write_text("deck: aaa\ntitle: Aaa\nnotes:\n  - {id: a, ask: Why?, answer: So.}\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\nWhat is new?\nThis.\n" + "\n" * 9 + "n\n"))
    assert main(["--plain", "add", named]) == Exit.DONE
    assert only(mine / f"{where}.yaml").id == "what-is-new"


def test_a_deck_that_cannot_be_written_to_is_told_before_anything_is_asked(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--plain", "add", "gitt"]) == Exit.USAGE
    assert "git" in capsys.readouterr().err
    assert main(["--plain", "add", "git", "--tag", "x"]) == Exit.USAGE
    assert "--ask is missing" in capsys.readouterr().err


@pytest.mark.usefixtures("mine")
def test_a_new_deck_goes_where_decks_are_read_or_it_is_said_that_none_could_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--ask", "a", "--answer", "b"]
    file = tmp_path / "elsewhere" / "own.yaml"
    file.parent.mkdir()
    file.write_text("deck: own\ntitle: Own::Deck\nnotes:\n  - {id: x, ask: q, answer: r}\n")
    monkeypatch.setenv("TRAINER_DECKS", str(file))
    assert main(["add", "zebra", *words]) == Exit.USAGE
    assert "no folder of yours is among the decks in use" in capsys.readouterr().err
    assert main(["add", "own", *words]) == Exit.DONE
    monkeypatch.setenv("TRAINER_DECKS", str(file.parent))
    assert main(["add", "zebra", *words]) == Exit.DONE
    assert (file.parent / "zebra.yaml").exists()
    capsys.readouterr()
    assert main(["browse", "id:zebra/a"]) == Exit.DONE
    assert "zebra/a" in capsys.readouterr().out


def test_a_deck_whose_name_is_like_another_is_begun_with_new(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--ask", "a", "--answer", "b"]
    assert main(["add", "gitt", *words]) == Exit.USAGE
    assert "with --new it begins a deck called gitt" in capsys.readouterr().err
    assert main(["add", "--new", "gitt", *words]) == Exit.DONE
    assert only(mine / "gitt.yaml").body.prompt() == "a"
    assert main(["add", "--new", "git", *words]) == Exit.USAGE
    assert "without --new the note goes into it" in capsys.readouterr().err
    assert main(["add", "--new", *words]) == Exit.USAGE
    assert "name it" in capsys.readouterr().err
