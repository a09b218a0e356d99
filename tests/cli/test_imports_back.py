"""What an import brought, taken back and taken in again, as one types it: the lists and the figures."""

import json
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.cli.test_safety import states
from tests.foreign.bringing import DATA
from tests.store.build import DAY, answer, mark, noon
from trainer.cli.main import main
from trainer.core.errors import Exit, LibraryDiskError
from trainer.core.imports import of_text
from trainer.core.log import NewEvent
from trainer.core.moment import Moment
from trainer.files import ChangedError
from trainer.foreign import write
from trainer.foreign.planned import Plan
from trainer.replicate.lines import written
from trainer.store.log import Log
from trainer.store.store import Store

__all__ = ["run"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A history of another device: 3 answers, one of them undone, a card flagged; 5 events."""
    file = tmp_path / "their.jsonl"
    with Store(tmp_path / "their.db") as other:
        other.record_all([answer("git/stash", 1, DAY), answer("git/reset", 4, DAY)])
        other.record(answer("git/reset", 5, DAY + 9))
        other.undo(Moment(noon(DAY + 9), DAY + 9))
        other.record(mark("git/stash", "flag", DAY + 10))
        file.write_text("".join(written(other.events())))
    return file


def listed(run: Run, verb: str) -> list[str]:
    return [one["what"] for one in json.loads(run(verb, "--list", "--json")[1])]


FORMS = [
    ("", "their.jsonl · imported, 5 events"),
    ("birds.apkg", "birds.apkg · imported, 23 events and 4 decks"),
    ("cells.md", "cells.md · imported, 4 events and 1 deck"),
]


@pytest.mark.parametrize(("name", "said"), FORMS, ids=["history", "package", "text"])
def test_importing_again_takes_in_again_what_an_undo_of_the_import_took_back(
    run: Run, file: Path, name: str, said: str
) -> None:
    """Also where something else was done meanwhile, so that there is nothing to do again."""
    words = ["import", str(DATA / name), "--with-schedule"] if name else ["import", str(file)]
    before = states()
    assert run(*words)[0] == Exit.DONE
    after, here = states(), listed(run, "undo")
    assert here[0] == said
    assert run("undo")[1].startswith(f"undone: the import of {said.split(' · ')[0]}, {said.split(', ')[1]}")
    assert (states(), listed(run, "undo")) == (before, here[1:])
    assert listed(run, "redo") == [said]
    run("reschedule", "git/pair#c2", "--in", "9", "--yes")
    assert run("redo")[1] == "nothing to do again\n"
    foretold = json.loads(run(*words, "--dry-run", "--json")[1])
    told = json.loads(run(*words, "--json")[1])
    assert (told["events"], told["again"]) == (foretold["events"], foretold["again"])
    assert told["events"] == 0 < told["again"]
    assert {card: state for card, state in states().items() if card != "git/pair#c2"} == after
    assert listed(run, "undo")[1].endswith("rescheduled")
    run("undo")
    assert {card: state for card, state in states().items() if card != "git/pair#c2"} == before
    run("redo")
    assert {card: state for card, state in states().items() if card != "git/pair#c2"} == after
    assert json.loads(run(*words, "--json")[1])["again"] == 0, "nothing of it is taken back now"
    assert run("doctor")[0] == Exit.DONE


def test_the_figures_of_an_import_and_of_what_takes_it_back_agree(run: Run, file: Path) -> None:
    assert run("import", str(file))[1] == "5 new events in the history, 0 known before\n"
    out = run("import", "--undo", str(file))[1]
    assert out.startswith(
        "taken back from their.jsonl: 3 events; the other 2: 1 undone before, 1 about other events; "
    )
    assert listed(run, "redo") == ["their.jsonl · imported, 5 events"]
    assert run("import", str(file))[1] == ("0 new events in the history, 3 taken in again, 2 known before\n")
    assert run("redo")[1] == "nothing to do again\n"


@pytest.mark.parametrize("undone", [True, False])
def test_what_something_else_took_back_is_not_taken_in_again(run: Run, file: Path, *, undone: bool) -> None:
    """A wrong clock, for one; and the import may have been taken back before it or since."""
    run("import", str(file))
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        flag = next(event for event in store.events() if event.kind == "flag")
        if undone:
            store.take_back([flag.id], Moment(noon(DAY), DAY))
    run("undo")
    if not undone:
        with Store(Path(os.environ["TRAINER_DB"])) as store:
            store.redo(Moment(noon(DAY), DAY))
            store.take_back([flag.id], Moment(noon(DAY), DAY))
    run("import", str(file))
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        assert not store.state("git/stash").flagged
        assert store.state("git/stash").memory is not None


def test_a_history_that_has_the_undo_of_an_import_is_taken_in_as_it_is(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy as text means what it says, wherever it is imported: also where it was written."""
    run("import", str(file))
    run("import", "--undo", str(file))
    before, copy = states(), tmp_path / "copy.jsonl"
    run("backup", "text", str(copy))
    assert run("import", str(copy))[1].startswith("0 new events in the history, ")
    assert states() == before
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "fresh.db"))
    run("import", str(copy))
    assert states() == before


def test_an_import_and_the_note_of_it_are_kept_together_or_not_at_all(
    run: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise LibraryDiskError("The disk is full.")

    before = states()
    with monkeypatch.context() as patch:
        patch.setattr(Log, "_noted", fails)
        assert run("import", str(file))[0] == Exit.FILE
    assert states() == before
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        assert "import" not in {event.kind for event in store.events()}


def test_an_import_of_decks_alone_is_a_deed_too_and_hides_no_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("one;eins\ntwo;zwei\n")
    before, here = states(), listed(run, "undo")
    run("import", str(file))
    assert listed(run, "undo") == ["words.csv · imported, 1 deck", *here]
    out = run("undo")[1]
    assert out.startswith("undone: the import of words.csv, 1 deck; decks that were imported stay")
    assert (states(), listed(run, "undo")) == (before, here)


def test_an_import_that_brought_nothing_is_no_deed(run: Run, file: Path) -> None:
    run("import", str(file))
    run("undo")
    run("redo")
    here = listed(run, "undo")
    run("import", str(file))
    assert listed(run, "undo") == here


def test_what_the_log_tells_no_more_is_passed_over_and_the_file_takes_it_back(run: Run, file: Path) -> None:
    before = states()
    run("import", str(file))
    with closing(sqlite3.connect(os.environ["TRAINER_DB"])) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE event SET rowid = -rowid WHERE kind = 'flag'")
    status, out, _ = run("undo")
    assert status == Exit.PROBLEMS
    assert out.startswith("not undone, the history was repaired since and tells no more what it brought; `tr")
    assert run("undo", "--steps", "2")[1].count("undone: the answer") == 1
    run("redo")
    run("import", "--undo", str(file))
    assert states() == before


def test_of_several_steps_an_import_is_named(run: Run, file: Path) -> None:
    run("import", str(file))
    out = run("undo", "--steps", "2")[1]
    assert out.startswith("undone: 2 steps, the last the answer ")
    assert out.endswith("; among them the import of their.jsonl, 5 events\n")


def test_an_import_that_an_earlier_program_noted_is_no_step_and_its_file_takes_it_back(
    run: Run, file: Path
) -> None:
    before, here = states(), listed(run, "undo")
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        with Store(file.with_suffix(".db")) as other:
            events = other.events()
        store.merge(events)
        told = of_text({event.id for event in events}, {event.id for event in events})
        store.record(NewEvent(Moment(noon(DAY), DAY), "", "import", detail=json.dumps(told)))
    assert listed(run, "undo") == here
    assert run("import", "--undo", str(file))[1].startswith("taken back from their.jsonl: 3 events")
    assert states() == before
    assert listed(run, "redo") == ["their.jsonl · imported, 3 events"]


def test_the_import_of_a_package_is_taken_back_by_its_name_after_other_things_were_done(
    run: Run, tmp_path: Path
) -> None:
    words = ["import", str(DATA / "birds.apkg"), "--with-schedule"]
    before = states()
    run(*words)
    after = states()
    run("reschedule", "git/pair#c2", "--in", "9", "--yes")
    moved = states()["git/pair#c2"]
    foretold = run("import", "--undo", str(DATA / "birds.apkg"), "--dry-run", "--json")[1]
    assert states() == after | {"git/pair#c2": moved}
    assert run("import", "--undo", str(DATA / "birds.apkg"), "--json")[1] == foretold
    assert json.loads(foretold) == {"taken_back": 23, "imports": 1}
    assert states() == before | {"git/pair#c2": moved}
    assert listed(run, "redo") == ["birds.apkg · imported, 23 events and 4 decks"]
    assert run("import", "--undo", str(DATA / "birds.apkg"))[0] == Exit.USAGE, "nothing of it stands"
    run("redo")
    assert states() == after | {"git/pair#c2": moved}


def test_an_import_is_taken_back_when_its_file_is_gone(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cells.md"
    file.write_bytes((DATA / "cells.md").read_bytes())
    run("import", str(file), "--with-schedule")
    file.unlink()
    assert run("import", "--undo", str(file))[1].startswith("taken back from cells.md: 4 events")
    status, _, err = run("import", "--undo", str(file))
    assert (status, "cannot be read" in err) == (Exit.USAGE, False)
    status, _, err = run("import", "--undo", str(tmp_path / "gone.jsonl"))
    assert status == Exit.USAGE
    assert "A history as text must be there itself" in err


def test_decks_that_stay_are_spoken_of_only_where_some_came(run: Run) -> None:
    words = "import", str(DATA / "cells.md"), "--with-schedule"
    undo = "import", "--undo", str(DATA / "cells.md")
    stay = "decks that came stay"
    run(*words)
    assert stay in "".join(map(str, run(*undo)))
    run(*words)
    assert stay not in "".join(map(str, run(*undo))), "the deck was there"


def test_an_import_done_anew_as_another_program_was_faster_is_one_deed_with_all_it_brought(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    faster = ["a second import", "an editor"]
    as_read = write._as_read

    def beaten(plan: Plan) -> None:
        as_read(plan)
        merged = bool(states().keys() - before)
        if merged and faster:
            raise ChangedError(Path(faster.pop()))

    before, here = states().keys(), listed(run, "undo")
    monkeypatch.setattr(write, "_as_read", beaten)
    told = json.loads(run("import", str(DATA / "birds.apkg"), "--with-schedule", "--json")[1])
    assert (faster, told["events"]) == ([], 23)
    assert listed(run, "undo") == ["birds.apkg · imported, 23 events and 4 decks", *here]


@pytest.mark.parametrize("asked", [KeyboardInterrupt, SystemExit(143)])
@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("trainer.cli.bringing.plan", "ended before anything of it was imported"),
        (
            "trainer.store.store.Store.merge",
            "ended while it was imported: its answers are in the history, all",
        ),
    ],
)
@pytest.mark.parametrize("name", ["birds.apkg", "notes.md", "table.csv"])
def test_an_import_that_is_asked_to_end_says_what_is_kept(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    where: str,
    said: str,
    asked: BaseException,
) -> None:
    def ending(*_: object, **__: object) -> None:
        raise asked

    texts = {"notes.md": "# One\n\nWhat? #card\nThat.\n\nA::B\n", "table.csv": "front,back\nWhat?,That.\n"}
    file = DATA / name if name not in texts else tmp_path / name
    if name in texts:
        file.write_text(texts[name])
    monkeypatch.setattr(where, ending)
    with suppress(SystemExit):
        assert main(["import", str(file)]) == Exit.INTERRUPTED
    err = capsys.readouterr().err
    assert err.count(said) == 1
    assert err.count("the same command goes on") == 1


def test_a_history_named_by_a_link_in_a_circle_is_an_error_of_every_verb(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    one.symlink_to(other)
    other.symlink_to(one)
    for verb in (["due"], ["backup", "text", "-"], ["stats"], ["doctor"], ["review"], ["browse"], ["undo"]):
        status, out, err = run(*verb, "--db", str(one))
        assert (status, out) == (Exit.FILE, "")
        assert "a link that leads in a circle; name a file for the history" in err
    status, _, err = run("restore", str(one))
    assert (status, f"{one} is a link that leads in a circle" in err) == (Exit.USAGE, True)
