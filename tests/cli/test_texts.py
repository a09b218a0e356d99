"""The history as text, written over what is there and read from what is none."""

import errno
import gzip
import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlmodel import Session

from tests.cli.test_cards import Run, run
from tests.store.build import by_hand
from trainer.cli.main import main
from trainer.core.errors import Exit, FileError
from trainer.core.text import Some
from trainer.replicate import texts
from trainer.store import backup
from trainer.store.database import Database

__all__ = ["run"]


def other(text: bytes) -> bytes:
    head, first, *rest = text.splitlines(keepends=True)
    return b"".join([head, by_hand(first, id="other").encode() + b"\n", *rest])


def damaged_here(text: bytes) -> bytes:
    return text.replace(b'"grade":', b'"grade": 1, "was":', 1)


def cut_off(text: bytes) -> bytes:
    return text[:-30]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (other, "1 event that this history lacks"),
        (lambda text: gzip.compress(other(text)), "1 event that this history lacks"),
        (damaged_here, "1 line of it differs from what is here: event "),
        (cut_off, "1 line of it cannot be read"),
    ],
)
def test_a_text_that_has_more_than_this_history_is_never_written_over(
    run: Run, tmp_path: Path, changed: Callable[[bytes], bytes], said: str
) -> None:
    file = tmp_path / "history.jsonl"
    run("backup", "text", str(file))
    run("reset", "git/reset")  # something new to be written
    file.write_bytes(was := changed(file.read_bytes()))
    status, _, err = run("backup", "text", str(file))
    assert status == Exit.USAGE
    assert said in err
    assert file.read_bytes() == was


def test_an_empty_history_writes_over_no_text_and_no_file_of_a_device(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, shared = tmp_path / "history.jsonl", tmp_path / "shared"
    run("backup", "text", str(file))
    run("sync", str(shared))
    (mine,) = shared.iterdir()
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "new.db"))
    for path in (file, mine):
        was = path.read_bytes()
        assert run("backup", "text", str(path))[0] == Exit.USAGE
        assert path.read_bytes() == was
    run("import", str(file))
    assert run("backup", "text", str(file))[0] == Exit.DONE, "now this history has all of it"


def test_what_is_no_history_needs_no_room_and_ends(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "history.jsonl"
    run("backup", "text", str(file))
    monkeypatch.setattr(texts, "MOST", 20_001)
    head = file.read_bytes().splitlines(keepends=True)[0]
    file.write_bytes(gzip.compress(head + b"x\n" * 20_000))
    tracemalloc.start()
    try:
        assert sum(event is None for event in texts.events(file)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert json.loads(run("import", str(file), "--json")[1])["unreadable"] == 20_000
    file.write_bytes(gzip.compress(head + b"x\n" * 20_001))
    with pytest.raises(FileError, match="20,001 lines in a row"):
        list(texts.events(file))
    status, _, err = run("import", str(file))
    assert (status, len(err.splitlines())) == (Exit.FILE, 1)


def test_of_a_million_sentences_the_first_are_kept_and_all_are_counted() -> None:
    some = Some()
    for number in range(5000):
        some.add(str(number))
    assert some.lines(2) == ["0", "1", "and 4998 more"]
    assert len(some.lines()) == Some.MOST + 1
    assert some.lines()[-1] == f"and {5000 - Some.MOST} more"
    assert Some().lines(2) == []


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_the_history_as_text_goes_to_the_standard_output_on_wish_and_no_file_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(folder)
    whole = tmp_path / "whole.jsonl"
    for _ in range(2):
        status, out, err = run("backup", "text", name)
        assert (status, err) == (Exit.DONE, "")
        assert not [*folder.iterdir()]
    run("backup", "text", str(whole))
    assert out == whole.read_text("utf-8")


@pytest.mark.parametrize("asked", [KeyboardInterrupt, SystemExit(143)])
@pytest.mark.parametrize("is_undo", [False, True])
@pytest.mark.parametrize("is_kept", [False, True])
def test_an_import_that_is_asked_to_end_says_whether_anything_was_taken(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: BaseException,
    *,
    is_undo: bool,
    is_kept: bool,
) -> None:
    """It may be asked to while the history keeps it, which is done as a whole or not at all."""
    file = tmp_path / "h.jsonl"
    run("backup", "text", str(file))
    head, *lines = file.read_text().splitlines()
    theirs = [by_hand(line, device="other", id=f"other{n}") for n, line in enumerate(lines)]
    file.write_text("\n".join([head, *theirs]))
    if is_undo:
        run("import", str(file))
    does = Database.transaction

    @contextmanager
    def ending(database: Database) -> Iterator[Session]:
        with does(database) as session:
            yield session
            if not is_kept:
                raise asked
        raise asked

    monkeypatch.setattr(Database, "transaction", ending)
    with suppress(SystemExit):
        assert main(["import", *["--undo"] * is_undo, str(file)]) == Exit.INTERRUPTED
    monkeypatch.setattr(Database, "transaction", does)
    when, what = "after all" if is_kept else "before anything", "taken back" if is_undo else "imported"
    assert f"ended {when} of h.jsonl was {what}" in capsys.readouterr().err


def test_damaged_values_of_a_text_are_put_right_or_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    run("backup", "text", str(file))
    sound = [json.loads(by_hand(line)) for line in file.read_text().splitlines()]
    more = [one | {"id": f"019a0000-0000-7000-8000-{at:012x}"} for at, one in enumerate(sound[1:])]
    more[1]["scheduler"] = more[1]["scheduler"].replace("max", "may")
    more[2] |= {"kind": "review-2"}
    file.write_text("".join(json.dumps(one) + "\n" for one in (sound[0], *more)))
    status, out, err = run("import", str(file))
    assert (status, out.splitlines()[0]) == (Exit.DONE, "3 new events in the history, 0 known before")
    assert "1 event had damaged values, which others of the text tell: put right" in err
    assert f"1 event with values in no form known here (kind), damaged perhaps: {more[2]['id']}" in err
    _, out, _ = run("doctor")
    assert "1 event of a kind not known here: review-2" in out
    assert "scheduler" not in out


def test_a_text_with_another_content_is_named_by_both_verbs_and_leads_to_no_dead_end(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "history.jsonl"
    run("backup", "text", str(file))
    before = run("backup", "text", "-")[1]
    file.write_bytes(damaged_here(file.read_bytes()))
    for way in (("--dry-run",), ()):
        status, out, err = run("import", str(file), *way)
        assert (status, out.split()[:3]) == (Exit.DONE, ["0", "new", "events"])
        assert "1 line of history.jsonl differs from what is here: event " in err
        assert "has the grade 1, here 4" in err
        told = json.loads(run("import", str(file), "--json", *way)[1])
        assert (told["events"], told["differing"]["number"]) == (0, 1)
    assert run("backup", "text", "-")[1] == before
    assert "lacks" not in run("backup", "text", str(file))[2]


def test_which_of_two_lines_with_one_id_is_taken_does_not_follow_from_their_order(
    run: Run, tmp_path: Path
) -> None:
    head, *lines = run("backup", "text", "-")[1].splitlines()
    fresh = {"id": "01a21f04-32e2-7c40-8813-f13d53482999", "device": "0" * 16}
    one, other = (by_hand(lines[0], **fresh, grade=grade) for grade in (5, 1))
    found = set()
    for number, order in enumerate(([one, other], [other, one])):
        file = tmp_path / f"{number}.jsonl"
        file.write_text("\n".join([head, order[0], *lines, order[1], ""]))
        database = str(tmp_path / f"{number}.db")
        assert "1 line of" in run("import", str(file), "--db", database)[2]
        found.add(_grade(run, database))
    assert len(found) == 1


def _grade(run: Run, database: str) -> int:
    lines = map(json.loads, run("backup", "text", "-", "--db", database)[1].splitlines()[1:])
    return next(int(line["grade"]) for line in lines if line["id"].endswith("999"))


def test_why_no_copy_was_made_before_an_import_is_told_in_words(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "place")

    file = tmp_path / "history.jsonl"
    run("backup", "text", str(file))
    monkeypatch.setattr(backup, "make", refused)
    err = run("import", str(file))[2]
    assert "a copy of the history was not made: " in err
    assert "cannot be written (Permission denied). It has to be in a place that you may write to." in err
