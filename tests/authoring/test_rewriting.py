"""What is written into deck files is on the list of what can be taken back, and comes back as it was."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.authoring.own import GIT, at, library, notebook
from tests.cli.test_adding import mine
from tests.plain.test_add import said
from tests.searching import some
from tests.store.build import mark
from tests.tui.driving import Driver, run
from trainer.authoring.rewriting import note_down, rewrite
from trainer.cli.main import main
from trainer.context import Start
from trainer.core.errors import Exit
from trainer.core.log import Event, NewEvent
from trainer.core.notebook import NewNote

__all__ = ["mine"]

WHEN = mark("", "undo").when
TEXTS = st.one_of(st.none(), st.text(st.sampled_from("ab\n- é"), max_size=12))


class Kept(list[Event]):
    """A log that keeps what it is given."""

    def record(self, event: NewEvent) -> Event:
        kept = Event("id", "device", 0, 1, 0, event.card, event.kind, detail=event.detail)
        self.append(kept)
        return kept


@some(60)
@given(TEXTS, TEXTS)
def test_a_change_goes_back_and_forth_letter_by_letter(before: str | None, after: str | None) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        log, path = Kept(), Path(folder, "a.yaml")

        def put(text: str | None) -> None:
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_bytes(text.encode())

        put(after)
        note_down(log, WHEN, "edited", "Q", {path: (before, after)})
        assert bool(log) == (before != after)
        for event in log:
            for back, text in ((True, before), (False, after)):
                stays = rewrite(event, back=back)
                now = path.read_bytes().decode() if path.exists() else None
                assert stays or now == text
                assert not stays or not (before and after) or min(len(before), len(after)) < 12
                put(text)


def test_all_files_of_a_change_go_back_or_none(tmp_path: Path) -> None:
    log, one, other = Kept(), tmp_path / "one", tmp_path / "other"
    one.write_text("now one")
    other.write_text("now other")
    note_down(log, WHEN, "tagged", "2 notes", {one: ("was one", "now one"), other: ("was", "now other")})
    other.write_text("something else")
    assert "other was changed there since" in rewrite(log[0], back=True)
    assert one.read_text() == "now one"
    other.write_text("now other")
    assert rewrite(log[0], back=True) == ""
    assert (one.read_text(), other.read_text()) == ("was one", "was")


def test_what_was_too_much_to_keep_is_said(tmp_path: Path) -> None:
    log, path = Kept(), tmp_path / "a"
    path.write_text("x" * 30_000)
    note_down(log, WHEN, "edited", "Q", {path: ("", "x" * 30_000)})
    assert len(log[0].detail) < 200
    assert "too much" in rewrite(log[0], back=True)
    assert "too much" in rewrite(log[0]._replace(detail='{"changes": [{"file": 1}]}'), back=True)
    assert path.read_text() == "x" * 30_000


def test_in_the_shell_adding_is_taken_back_and_done_again(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (mine / "git.yaml").read_text()
    assert main(["add", "git", "--ask", "Who wrote it?", "--answer", "Linus"]) == Exit.DONE
    after = (mine / "git.yaml").read_text()
    assert main(["add", "--ask", "Another?", "--answer", "Yes"]) == Exit.DONE
    capsys.readouterr()
    assert main(["undo", "--list"]) == Exit.DONE
    assert [line.split("  ")[-1] for line in capsys.readouterr().out.splitlines()] == [
        "Another? · added",
        "Who wrote it? · added",
    ]
    assert main(["undo"]) == Exit.DONE
    assert capsys.readouterr().out == "undone: adding “Another?”\n"
    assert not (mine / "mine.yaml").exists(), "a file made for it goes with it"
    main(["undo"])
    assert (mine / "git.yaml").read_text() == before
    main(["redo", "--steps", "2"])
    assert (mine / "git.yaml").read_text() == after
    assert (mine / "mine.yaml").exists()
    (mine / "mine.yaml").write_text("# by hand\n" + (mine / "mine.yaml").read_text())
    by_hand = (mine / "mine.yaml").read_text()
    capsys.readouterr()
    why = "not undone, mine.yaml was changed there since and stays as it is: adding “Another?”"
    for _ in range(2):
        assert main(["undo"]) == Exit.PROBLEMS
        assert capsys.readouterr().out == f"{why}\n", "it stays what is taken back next"
    assert (mine / "mine.yaml").read_text() == by_hand
    assert main(["undo", "--steps", "2"]) == Exit.PROBLEMS
    assert capsys.readouterr().out == f"{why}; undone: adding “Who wrote it?”\n", "more steps pass it over"
    assert (mine / "git.yaml").read_text() == before
    main(["undo", "--list"])
    assert capsys.readouterr().out.split("  ")[-1] == "Another? · added\n", "as which it stays"
    assert main(["undo", "--steps", "2"]) == Exit.PROBLEMS
    assert capsys.readouterr().out == f"{why}\n", "and nothing else is left"
    assert main(["redo", "--steps", "2"]) == Exit.DONE
    assert capsys.readouterr().out == "done again: adding “Who wrote it?”\n"
    assert (mine / "git.yaml").read_text() == after


def test_redo_that_cannot_be_stays_too_and_a_file_that_cannot_be_read_is_said(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", "git", "--ask", "Who wrote it?", "--answer", "Linus"])
    main(["undo"])
    (mine / "git.yaml").write_text("deck: git\ntitle: Git\nnotes: []\n")
    capsys.readouterr()
    for _ in range(2):
        assert main(["redo"]) == Exit.PROBLEMS
        assert capsys.readouterr().out.startswith("not done again, git.yaml was changed there since")
    assert main(["redo", "--steps", "9"]) == Exit.PROBLEMS
    assert main(["redo", "--steps", "9"]) == Exit.PROBLEMS, "it is not listed as done again"
    capsys.readouterr()
    (mine / "git.yaml").write_bytes(b"\xff")
    assert main(["redo"]) == Exit.FILE
    assert "is not UTF-8" in capsys.readouterr().out


@pytest.mark.parametrize("screen", ["home", "browse", "review"])
def test_the_screens_say_why_and_keep_it_in_their_list(tmp_path: Path, screen: Start) -> None:
    store = library(tmp_path / "decks", git=GIT)
    here = at(store, tmp_path / "decks", start=screen)
    notebook(store, tmp_path / "decks").save(NewNote("basic", {"ask": "New?", "answer": "Yes."}, deck="git"))
    (tmp_path / "decks" / "git.yaml").write_text(GIT)

    async def script(driver: Driver) -> None:
        await driver.press("u")
        assert "not undone, git.yaml was changed there since" in driver.text
        await driver.press("U")
        assert "New? · added" in driver.text
        assert "(undone)" not in driver.text

    run(here, script)


def test_editing_and_tagging_are_taken_back_too(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (mine / "git.yaml").read_text()
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n"
        "path.write_text(path.read_text().replace('The index', 'Only the index'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr("trainer.terminal.edit", _edit(script))
    assert main(["edit", "git/reset"]) == Exit.DONE
    assert "Only the index" in (mine / "git.yaml").read_text()
    assert main(["tag", "git", "--add", "exam", "--yes"]) == Exit.DONE
    capsys.readouterr()
    main(["undo", "--list", "--json"])
    listed = [one["what"] for one in json.loads(capsys.readouterr().out)]
    assert listed == ["2 notes · tagged exam", "What does `git reset --soft` keep? · edited"]
    main(["undo", "--steps", "2"])
    assert (mine / "git.yaml").read_text() == before


def _edit(script: Path) -> object:
    import subprocess

    def edit(_editor: str, path: str, _line: int) -> None:
        subprocess.run([sys.executable, str(script), path], check=True)

    return edit


def test_line_by_line_u_takes_back_what_was_added(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    here = at(store, tmp_path / "decks", start="review")
    notebook(store, tmp_path / "decks").save(NewNote("basic", {"ask": "New?", "answer": "Yes."}, deck="git"))
    assert "undone: adding “New?”" in said(here, "u", "q")
    assert (tmp_path / "decks" / "git.yaml").read_text() == GIT
