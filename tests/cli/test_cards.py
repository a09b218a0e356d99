"""Verbs about cards: reset and reschedule, by card, note, deck and tag."""

import io
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, redirect_stdout
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from trainer.browse.wording import MARKED
from trainer.cli import browse
from trainer.cli.main import main
from trainer.core.day import study_day
from trainer.core.errors import Exit

GIT = """\
deck: git
title: Tools::Git
tags: [vcs]
notes:
  - {id: reset, ask: What does `git reset --soft` keep?, answer: The index and the files.}
  - {id: pair, kind: cloze, text: "{{c1::one}} and {{c2::two}}"}
  - {id: stash, ask: What does `git stash` save by default?, answer: The changes not yet committed.}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a verb in a world with one deck, three of whose four cards were answered well today."""
    first = _answered()
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    with closing(sqlite3.connect(tmp_path / "trainer.db")) as history, history:
        for table in ("deck_file", "deck"):
            history.execute(f"UPDATE {table} SET path = replace(path, ?, ?)", (str(first), str(tmp_path)))
    monkeypatch.setenv("TRAINER_DECKS", str(tmp_path / "decks"))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = main(words)
        out = capsys.readouterr()
        return status, out.out, out.err

    return run


@cache
def _answered() -> Path:
    """Make that world once, for each test to begin with a copy of it; return its folder."""
    folder = Path(tempfile.mkdtemp())
    (folder / "decks").mkdir()
    (folder / "decks" / "git.yaml").write_text(GIT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRAINER_DECKS", str(folder / "decks"))
        patch.setenv("TRAINER_DB", str(folder / "trainer.db"))
        patch.setattr(sys, "stdin", io.StringIO("\n3\n" * 3 + "q\n"))
        with redirect_stdout(io.StringIO()):
            assert main(["review"]) == Exit.DONE
    return folder


def due_in(run: Run, card: str) -> int | None:
    """In how many days a card is due, None if it is new."""
    memory = json.loads(run("why", card, "--json")[1])["memory"]
    return (
        None
        if memory is None
        else date.fromisoformat(memory["due"]).toordinal() - study_day(datetime.now().astimezone(), 4)
    )


def test_one_card_is_forgotten_without_asking(run: Run) -> None:
    assert due_in(run, "git/reset") is not None
    assert run("reset", "git/reset")[:2] == (Exit.DONE, "git/reset\n")
    assert due_in(run, "git/reset") is None
    status, out, err = run("reset", "git/reset")
    assert (status, out) == (Exit.DONE, "")
    assert "none of these cards was answered" in err


def test_several_cards_are_changed_after_a_yes_or_with_yes(run: Run) -> None:
    status, out, err = run("reset", "Tools", typed="n\n")
    assert (status, out) == (Exit.DONE, "")
    assert "Reset: 3 cards? [y/N]" in err
    status, out, err = run("reset", "tag:vcs")
    assert (status, out) == (Exit.USAGE, "")
    assert "--yes" in err
    assert due_in(run, "git/stash") is not None
    assert run("reset", "tag:vcs", typed="y\n")[1].split() == ["git/reset", "git/pair#c1", "git/stash"]
    assert due_in(run, "git/stash") is None


def test_a_deck_is_rescheduled_with_yes_and_json(run: Run) -> None:
    status, out, err = run("reschedule", "git", "--in", "9", "--yes", "--json")
    assert (status, err) == (Exit.DONE, "")
    assert json.loads(out)["cards"] == ["git/reset", "git/pair#c1", "git/stash"]
    assert due_in(run, "git/pair#c1") == 9
    assert due_in(run, "git/pair#c2") is None, "a new card is given a day only by its own name"
    told = run("reschedule", "git/pair", "--in", "9", "--yes")[2]
    assert told == "1 never answered: counts as known until then\n"
    assert due_in(run, "git/pair#c2") == 9


def test_a_date_is_taken_and_one_that_is_over_refused(run: Run) -> None:
    assert (
        json.loads(run("reschedule", "git/reset", "--on", "2999-12-31", "--json")[1])["due"] == "2999-12-31"
    )
    status, out, err = run("reschedule", "git/reset", "--on", "2020-01-01")
    assert (status, out) == (Exit.USAGE, "")
    assert "That day is over" in err
    status, out, err = run("reschedule", "git/reset", "--on", "soon")
    assert (status, out) == (Exit.USAGE, "")
    assert "say it as 2026-12-10, 10 Dec" in err
    for when, days in (("+14d", 14), ("tomorrow", 1), ("in 3 weeks", 21)):
        assert run("reschedule", "git/reset", "--on", when)[0] == Exit.DONE
        assert due_in(run, "git/reset") == days
    for words in (["--in", "-1"], [], ["--in", "1", "--on", "2999-12-31"]):
        with pytest.raises(SystemExit, match="2"):
            run("reschedule", "git/reset", *words)


@pytest.mark.parametrize("name", ["git/nothing", "nothing", "tag:no"])
def test_an_unknown_name_changes_nothing(run: Run, name: str) -> None:
    assert run("reset", "git/reset", name, "--yes")[0] == Exit.USAGE
    assert due_in(run, "git/reset") is not None


def test_why_says_of_each_card_of_a_note_that_it_is_buried(run: Run) -> None:
    run("reschedule", "git/pair#c1", "--in", "0")
    run("review", typed="b\nq\n")
    found = [row["card"] for row in json.loads(run("browse", "--json", "is:buried")[1])]
    assert found == ["git/pair#c1", "git/pair#c2"]
    for card in found:
        assert "Buried with its note: not asked before tomorrow." in run("why", card)[1]


def test_marked_cards_are_what_browse_lists_by_their_marks(run: Run) -> None:
    assert run("marked")[1:] == ("", "No card is like that.\n")
    run("reschedule", "git/reset", "--in", "0")
    run("review", typed="f\n!\nq\n")
    status, out, err = run("marked", "Tools")
    assert (status, err) == (Exit.DONE, "")
    assert "flagged" in out
    assert "git/reset" in out
    assert out == run("browse", "(", MARKED, ")", "deck:Tools")[1]
    for mark in browse.MARKS:
        assert run("marked", "--json", "--only", mark)[1] == run("browse", "--json", f"is:{mark}")[1]


def test_undo_and_redo_from_the_shell_and_their_lists(run: Run) -> None:
    run("reschedule", "git/reset", "--in", "9")
    done = run("undo", "--list")[1].splitlines()
    assert done[0] == "  1  just now  Tools: What does `git reset --soft` keep? · rescheduled"
    assert "good" in done[1]
    assert run("redo", "--list")[2] == "Nothing can be done again.\n"
    assert run("undo")[1] == "undone: rescheduling “What does git reset --soft keep?”\n"
    assert run("undo", "--steps", "2")[1].startswith("undone: 2 steps, the last the answer “good” of “")
    assert [one["step"] for one in json.loads(run("redo", "--list", "--json")[1])] == [1, 2, 3]
    assert run("redo", "--steps", "9")[1].startswith("done again: 3 steps, the last rescheduling")
    assert due_in(run, "git/reset") == 9, "as it was before"
    assert json.loads(run("redo", "--json")[1]) == {"said": "nothing to do again", "card": None}


def test_review_takes_more_and_only_a_level_and_crams(run: Run) -> None:
    out = run("review", "--level", "core", typed="q\n")[1]
    assert "Nothing to practise now." in out
    out = run("review", "--cram", typed="\n1\nq\n")[1]
    assert "cram: 4 left" in out
    assert "cram: 1 left" in run("review", "--missed", typed="q\n")[1]
    assert "Nothing to practise now." in run("review", "--ahead", "9", typed="q\n")[1], "all had their answer"
    assert run("review", "--more", "5", typed="q\n")[0] == Exit.DONE
    for words in (["--level", "hard"], ["--more", "0"], ["--cram", "--ahead", "2"]):
        with pytest.raises(SystemExit, match="2"):
            run("review", *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--cram --ahead 5", "--ahead and --cram exclude each other; say one"),
        ("--minutes 0", "argument --minutes: '0' is not a whole number from 1 to 999"),
    ],
)
def test_words_that_cannot_stand_are_told_in_one_line(
    run: Run, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("review", *words.split())
    assert capsys.readouterr().err == f"trainer review: {said}; `trainer review --help` has all words\n"


def test_cards_are_unsuspended_by_query_deck_and_saved_query(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.toml").write_text('[queries]\nclozes = "kind:cloze"\n')
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "c.toml"))
    status, out, err = run("unsuspend", "clozes")
    assert (status, out) == (Exit.USAGE, "")
    assert "nothing suspended is found by 'clozes'; nothing was changed" in err
    assert run("review", "--cram", typed="!\n!\n!\n!\nq\n")[0] == Exit.DONE
    assert run("unsuspend", "git", "-kind:cloze")[1] == "git/reset\ngit/stash\n"
    assert run("unsuspend", "clozes")[1] == "git/pair#c1\ngit/pair#c2\n"
    run("undo")
    assert run("unsuspend", "kind:cloze is:suspended")[1] == "git/pair#c1\ngit/pair#c2\n"
    assert run("unsuspend", "git", "-tag:vcs")[0] == Exit.USAGE


@pytest.mark.parametrize("verb", ["why", "reset", "unsuspend"])
def test_every_verb_takes_the_id_of_a_note_and_refuses_what_is_none(run: Run, verb: str) -> None:
    assert run("review", "--cram", typed="!\n!\n!\n!\nq\n")[0] == Exit.DONE
    yes = ["--yes"] if verb == "reset" else []
    status, out, err = run(verb, "git/pair", *yes)
    assert status == Exit.DONE, err
    assert "git/pair#c1" in out + err or "none of these cards was answered" in err
    status, out, err = run(verb, "git/gone", *yes)
    assert (status, out) == (Exit.USAGE, "")
    assert "no deck in use has the card 'git/gone'" in err


def test_why_says_of_a_note_how_each_of_its_cards_stands(run: Run) -> None:
    assert [card["card"] for card in json.loads(run("why", "git/pair", "--json")[1])] == [
        "git/pair#c1",
        "git/pair#c2",
    ]
    assert run("why", "git/pair")[1].count("Card git/pair#") == 2


def test_notes_are_tagged_by_id_and_by_query(run: Run, tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "git.yaml"
    assert run("tag", "git/reset", "--add", "exam")[:2] == (Exit.DONE, f"{deck}\n")
    assert "index and the files., tags: [exam]}" in deck.read_text()
    status, out, err = run("tag", "stash or tag:exam", "--add", "two", "--remove", "exam", "--yes", "--json")
    assert (status, json.loads(out)["notes"]) == (Exit.DONE, ["git/reset", "git/stash"])
    assert "2 notes now tagged two, without exam" in err
    assert len(run("browse", "tag:two")[1].splitlines()) == 2
    assert run("tag", "tag:two", "--add", "x", typed="n\n")[2].endswith("No tag was changed.\n")
    for words in (
        ("tag", "git/reset"),
        ("tag", "git/reset", "--add", "a", "--remove", "a"),
        ("tag", "zzz", "--add", "x"),
    ):
        assert run(*words)[0] == Exit.USAGE, words


def test_why_and_history_take_a_deck_a_query_and_each_card_of_a_note(run: Run, tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "git.yaml"
    deck.write_text(deck.read_text() + "  - {id: both, ask: Front?, answer: Back., reverse: true}\n")
    keys = [card["card"] for card in json.loads(run("browse", "--json", "")[1])]
    both = [key for key in keys if key.startswith("git/both")]
    assert len(both) == 2
    for words, found in (
        ("git/both", both),
        ("git", keys),
        ("deck:git id:git/both*", both),
        (both[1], both[1:]),
    ):
        assert sorted(line for line in run("history", words)[1].splitlines() if line in keys) == sorted(found)
        assert run("why", words)[1].count("Card git/") == len(found)
    assert run("why", "is:leech")[0] == Exit.USAGE


def test_what_is_done_to_several_at_once_is_one_step_back_and_says_how_many(run: Run) -> None:
    assert run("review", "--cram", typed="!\n!\n!\n!\nq\n")[0] == Exit.DONE
    assert run("unsuspend", "--all")[1].count("\n") == 4
    assert run("undo")[1] == "undone: unsuspending 4 cards\n"
    assert run("unsuspend")[1].count("\n") == 4
    run("tag", "git/reset", "--add", "one")
    run("tag", "deck:git", "--add", "two", "--yes")
    assert run("undo")[1] == "undone: tagging 3 notes (two)\n"
    assert run("undo")[1] == "undone: tagging “What does `git reset --soft` keep?” (one)\n"
