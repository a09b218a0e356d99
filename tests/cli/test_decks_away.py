"""Deck files that are gone all at once: a drive that is not mounted, a folder that was emptied. Nothing is
taken out of practice for it, it is told, and all is as before when they are back."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from trainer.cli.opening import Watch, open_library
from trainer.core.errors import Exit
from trainer.core.scope import EVERYTHING
from trainer.paths import deck_roots
from trainer.practice.wording import about_files, read_again

__all__ = ["world"]

NAMES = ("one", "two")
RULE = "decks-away"


def written(folder: Path, *names: str, ask: str = "What is it?") -> None:
    folder.mkdir(exist_ok=True, parents=True)
    for name in names:
        note = f"  - {{id: n, ask: {ask} {name}, answer: That.}}\n"
        (folder / f"{name}.yaml").write_text(f"deck: {name}\ntitle: {name}\nnotes:\n{note}")


class Place:
    """A folder of decks, another one with one deck, and the history beside them."""

    def __init__(self, path: Path) -> None:
        self.database, self.stick, self.other = path / "trainer.db", path / "stick", path / "other"
        written(self.stick, *NAMES)
        written(self.other, "mine")
        self.seen()

    def seen(self, *roots: Path) -> tuple[list[str], list[str]]:
        """Return the decks in practice in their order, and the rules that are broken."""
        with open_library(self.database, roots or [self.stick, self.other]) as store:
            decks = list(dict.fromkeys(note.deck for note in store.notes(EVERYTHING)))
            return decks, [problem.rule for problem in store.problems()]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def emptied(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def replaced(folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    folder.mkdir()


WAYS: dict[str, Callable[[Path], object]] = {
    "emptied": emptied,
    "another folder in its place": replaced,
    "not there": shutil.rmtree,
}


@pytest.mark.parametrize("way", WAYS)
def test_decks_of_a_folder_that_is_gone_stay_and_are_told_until_they_are_back(place: Place, way: str) -> None:
    WAYS[way](place.stick)
    for _ in range(3):
        decks, rules = place.seen()
        assert decks == ["one", "two", "mine"], "in their order"
        assert RULE in rules
    written(place.stick, *NAMES, ask="And now?")
    assert place.seen() == (["one", "two", "mine"], [])
    with open_library(place.database, [place.stick]) as store:
        assert {note.body.prompt() for note in store.notes(EVERYTHING)} == {"And now? one", "And now? two"}


@pytest.mark.parametrize("way", list(WAYS)[1:])
def test_the_only_deck_of_a_drive_stays_too(place: Place, way: str) -> None:
    WAYS[way](place.other)
    decks, rules = place.seen()
    assert decks == ["one", "two", "mine"]
    assert RULE in rules


def test_the_only_deck_of_a_folder_that_may_not_be_looked_into_stays(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, inside = os.scandir, place.stick / "inside"
    written(inside, "three")
    place.seen()

    def scandir(path: Path) -> object:
        if path in (inside, place.other):
            raise PermissionError(13, "Permission denied")
        return looked(path)

    with monkeypatch.context() as patch:
        patch.setattr("trainer.decks.find.os.scandir", scandir)
        for _ in range(2):
            decks, rules = place.seen()
            assert sorted(decks) == ["mine", "one", "three", "two"]
            assert rules.count(RULE) == rules.count("file-unreadable") == 2
    assert place.seen() == (["three", "one", "two", "mine"], [])


def test_a_folder_inside_is_a_drive_as_well_and_each_is_told_once(place: Place) -> None:
    written(place.other / "drive", "three", "four")
    place.seen()
    emptied(place.other / "drive")
    emptied(place.stick)
    with open_library(place.database, [place.stick, place.other]) as store:
        told = [problem for problem in store.problems() if problem.rule == RULE]
        assert [problem.file for problem in told] == [str(place.other / "drive"), str(place.stick)]
        assert "2 deck files" in told[0].message
        assert about_files(told) == "decks of 2 folders away, and kept"


def test_a_folder_that_is_gone_itself_is_missed_though_it_had_one_deck(place: Place) -> None:
    written(place.stick / "topic", "three")
    place.seen()
    (place.stick / "topic").rename(place.stick.with_name("elsewhere"))
    for _ in range(2):
        decks, rules = place.seen()
        assert (sorted(decks), rules) == (["mine", "one", "three", "two"], [RULE])
    shutil.rmtree(place.stick)
    with open_library(place.database, [place.stick, place.other]) as store:
        told = [problem for problem in store.problems() if problem.rule == RULE]
        assert [problem.message[:12] for problem in told] == ["3 deck files"]


def test_one_deck_that_is_deleted_is_not_asked_any_more(place: Place) -> None:
    (place.stick / "one.yaml").unlink()
    (place.other / "mine.yaml").unlink()
    assert place.seen() == (["two"], [])


def test_decks_that_an_update_of_the_program_leaves_out_are_not_missed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.cli.opening.shipped_decks", lambda: place.stick)
    written(place.stick / "topic", "three", "four")
    assert len(place.seen()[0]) == 5
    shutil.rmtree(place.stick / "topic")
    assert place.seen() == (["one", "two", "mine"], [])


def test_decks_that_moved_are_where_they_are(place: Place) -> None:
    for name in NAMES:
        (place.stick / f"{name}.yaml").rename(place.other / f"{name}.yaml")
    assert place.seen() == (["mine", "one", "two"], [])


def test_a_folder_that_is_not_looked_at_any_more_is_not_missed(place: Place) -> None:
    assert place.seen(place.other) == (["mine"], [])
    assert place.seen() == (["one", "two", "mine"], [])
    emptied(place.stick)
    assert place.seen()[0] == ["one", "two", "mine"]
    assert place.seen(place.other) == (["mine"], [])
    assert place.seen(place.other) == (["mine"], [])


def test_versions_of_notes_that_are_gone_with_their_folder_still_count(place: Place) -> None:
    written(place.other, "more")
    version = "replaces: one\nnotes:\n  - {id: n, ask: What is it to me?}\n"
    (place.other / "changed.yaml").write_text(version)
    place.seen()
    shutil.rmtree(place.other)
    for _ in range(2):
        place.seen()
        with open_library(place.database, [place.stick, place.other]) as store:
            assert "What is it to me?" in {note.body.prompt() for note in store.notes(EVERYTHING)}


def test_a_newer_reader_keeps_them_and_reads_them_once_they_are_back(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(place.stick)
    place.seen()
    monkeypatch.setattr("trainer.decks.find.READER", 99)
    monkeypatch.setattr("trainer.decks.away.earlier", lambda _: None)
    for _ in range(2):
        assert place.seen()[0] == ["one", "two", "mine"]
    place.stick.rmdir()
    place.stick.with_name("elsewhere").rename(place.stick)
    assert place.seen() == (["one", "two", "mine"], [])


def test_it_is_noticed_while_the_program_runs_and_told_once(place: Place) -> None:
    roots = [place.stick, place.other]
    with open_library(place.database, roots) as store:
        watch = Watch(store, lambda: roots)
        assert watch() is None
        emptied(place.stick)
        problems = watch()
        assert problems is not None
        assert str(place.stick) in read_again(problems)
        assert "not mounted" in read_again(problems)
        assert watch() is None
        assert Watch(store, lambda: roots)() is None, "nor at the next start"


@pytest.mark.parametrize("names", [("one",), NAMES])
@pytest.mark.parametrize("way", [shutil.rmtree, lambda folder: folder.rename(folder.with_name("elsewhere"))])
def test_ones_own_folder_is_missed_too_though_it_need_not_be_there(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    way: Callable[[Path], object],
    names: tuple[str, ...],
) -> None:
    for name in ("TRAINER_DECKS", "TRAINER_DB", "TRAINER_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    own = tmp_path / "trainer" / "decks"
    (tmp_path / "trainer").mkdir()
    (tmp_path / "trainer" / "config.toml").write_text('decks = ["mine"]\n')
    written(own, *names)
    roots = deck_roots(None, ["mine"])
    with open_library(tmp_path / "trainer" / "trainer.db", roots) as store:
        assert len(store.decks(0)) == len(names)
    way(own)
    for _ in range(2):
        status, out, err = run(capsys, "due", "--json")
        assert (status, len(json.loads(out)["decks"])) == (Exit.DONE, len(names))
        assert f"{own}: " in err
    assert run(capsys, "check", "--removed")[0] == Exit.DONE
    assert json.loads(run(capsys, "due", "--json")[1])["decks"] == []


def test_a_place_that_is_gone_is_one_error_and_what_is_left_after_its_removal_says_its_remedy(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(world / "decks", *NAMES)
    open_library(world / "data" / "trainer.db", [world / "decks"]).close()
    shutil.rmtree(world / "decks")
    _, out, _ = run(capsys, "check", "--json")
    assert [problem["rule"] for problem in json.loads(out)] == [RULE]
    _, out, err = run(capsys, "check", "--removed")
    assert f"Noted as taken out on purpose: {world / 'decks'}" in err
    assert "trainer config decks" in out
    assert "TRAINER_DECKS" in out
    assert RULE not in out
    assert "Nothing had gone" in run(capsys, "check", "--removed")[2]
    (world / "decks").mkdir()
    assert run(capsys, "check")[0] == Exit.DONE


def test_every_verb_says_it_and_check_says_when_they_were_taken_away(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written(world / "decks", *NAMES)
    open_library(world / "data" / "trainer.db", [world / "decks"]).close()
    before = json.loads(run(capsys, "due", "--json")[1])
    shutil.rmtree(world / "decks")
    (world / "decks").mkdir()
    status, out, err = run(capsys, "due", "--json")
    assert (status, json.loads(out)) == (Exit.DONE, before)
    assert f"{world / 'decks'}: " in err
    assert "trainer check --removed" in err
    status, out, _ = run(capsys, "check", "--json")
    assert status == Exit.PROBLEMS
    assert RULE in {problem["rule"] for problem in json.loads(out)}
    assert run(capsys, "add", "one", "--ask", "What is new?", "--answer", "This.")[0] == Exit.FILE
    monkeypatch.setenv("EDITOR", "touch")
    assert run(capsys, "edit", "one/n")[0] == Exit.FILE
    assert list((world / "decks").iterdir()) == []
    assert run(capsys, "check", "--removed")[0] == Exit.DONE
    assert json.loads(run(capsys, "due", "--json")[1]) != before
    assert run(capsys, "due")[2] == ""


def test_a_deck_whose_id_changed_says_once_that_its_history_goes_along(
    place: Place, world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def rename(old: str, new: str) -> None:
        path = place.stick / "one.yaml"
        path.write_text(path.read_text().replace(f"deck: {old}", f"deck: {new}"))

    at = ("--db", str(place.database), "--decks", str(place.stick), "--decks", str(place.other))
    rename("one", "first")
    said = "1 note of deck `one` is in deck `first` now, in the same words: what was answered goes along"
    assert said in " ".join(run(capsys, *at, "due")[2].split())
    assert run(capsys, *at, "due")[2] == ""
    roots = [place.stick, place.other]
    with open_library(place.database, roots) as store:
        watch = Watch(store, lambda: roots)
        watch()
        rename("first", "once")
        told = watch()
        assert told is not None
        assert "read again. 1 note of deck `first` is in deck `once` now" in read_again(told)
        assert watch() is None
        assert store.carried
