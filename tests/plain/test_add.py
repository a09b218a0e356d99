"""Notes written line by line in plain mode."""

import io
from pathlib import Path

from tests.authoring.own import GIT, at, library
from trainer.adding.form import DRAFT
from trainer.context import Context
from trainer.core.kinds import Order
from trainer.core.scope import EVERYTHING
from trainer.plain.app import run


def said(context: Context, *lines: str) -> str:
    out = io.StringIO()
    run(context, io.StringIO("".join(f"{line}\n" for line in lines)), out)
    return out.getvalue()


def test_each_line_is_asked_for_and_what_is_wrong_once_more(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    here = at(store, tmp_path / "decks", start="add")
    told = said(here, "x", "ord", "", "What first?", "one", "", "", "", "k v", "core", "one", "two", "", "n")
    assert "one of basic, typed" in told
    assert "wanted: at least 2 steps, a line each" in told
    assert "added git/what-first" in told
    note = store.notes(EVERYTHING)[1]
    assert note.body == Order("What first?", ("one", "two"))
    assert (note.tags, note.level) == (("k", "v"), "core")
    assert here.drafts == {}


def test_a_double_is_pointed_out_and_may_be_left(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    told = said(
        at(store, tmp_path / "decks", start="add"),
        *("", "", "What does git reset --soft keep?", "it", "", "", "", "", "", "n"),
    )
    assert "git/reset asks the same" in told
    assert (tmp_path / "decks" / "git.yaml").read_text() == GIT


def test_what_was_written_waits_when_the_input_ends(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    here = at(store, tmp_path / "decks", start="add")
    assert "kept" in said(here, "", "", "half")
    assert "half" in here.drafts[DRAFT]
    assert "[half]" in said(here, "y", "", "")
    assert "[half]" not in said(here, "n", "", "")
    assert here.drafts == {}


def test_review_and_browse_have_it_too(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    lines = ("", "", "Who?", "me", "", "", "", "", "", "n")
    said(at(store, tmp_path / "decks", start="review"), "add", *lines, "q")
    said(at(store, tmp_path / "decks", start="browse"), "a", *(*lines[:2], "Why?", *lines[3:]), "q")
    assert [note.id for note in store.notes(EVERYTHING)] == ["reset", "who", "why"]
