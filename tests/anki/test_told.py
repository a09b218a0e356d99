"""Schedules and review logs go into a package through a database of their own, made meanwhile."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.anki.ankitools import changes, deck_of
from tests.foreign.bringing import World
from tests.store.build import DAY, answer
from tests.store.test_parameters import OWN, parameters
from trainer import processes
from trainer.anki.identity import guid, row_id
from trainer.anki.outgoing.export import write_package
from trainer.anki.outgoing.history import History, Reviewed, Scheduled
from trainer.anki.outgoing.told import tell
from trainer.cli import anki as verbs
from trainer.cli.opening import open_library
from trainer.core.kinds import Basic
from trainer.scheduling.fsrs import FSRS
from trainer.store.store import Store

DECK = deck_of([Basic(f"Q{number}", f"A{number}") for number in range(3)])
SCHEDULED = Scheduled(2, 2, 9, 3, 2500, 1, 0, 0, "{}", 1)


def revlog(package: Path) -> list[tuple[int, int, int]]:
    with TemporaryDirectory() as folder, ZipFile(package) as archive:
        path = archive.extract("collection.anki2", folder)
        with closing(sqlite3.connect(path)) as collection:
            return collection.execute("SELECT id, cid, time FROM revlog ORDER BY id").fetchall()


@given(st.lists(st.lists(st.integers(10**12, 10**12 + 6), max_size=6).map(sorted), min_size=3, max_size=3))
def test_each_answer_has_an_id_of_its_own_as_near_to_its_instant_as_can_be(instants: list[list[int]]) -> None:
    keys = sorted(note.key for note in DECK.notes)
    histories = [
        (key, History(SCHEDULED, tuple(Reviewed(at, 3, 1, 1, 2500, took, 1) for took, at in enumerate(ats))))
        for key, ats in zip(keys, instants, strict=True)
    ]
    cards = {key: row_id(f"{guid(key)}/0", set()) for key in keys}
    wanted: list[tuple[int, int, int]] = []
    for at, card, took in sorted(
        (row.at, cards[key], row.took) for key, history in histories for row in history.reviews
    ):
        wanted.append((max(at, wanted[-1][0] + 1) if wanted else at, card, took))
    with TemporaryDirectory() as folder:
        told, package = Path(folder, "told"), Path(folder, "out.apkg")
        assert [*tell(told, histories, 4)][-1] == len(keys)
        report = write_package(package, [DECK], changes(DECK), lambda: told)
        assert (report.scheduled, report.reviews) == (3, len(wanted))
        assert revlog(package) == wanted


def test_what_another_process_tells_is_what_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    notes = "".join(f"  - {{id: n{number}, ask: Q{number}?, answer: a}}\n" for number in range(9))
    (world.out / "d.yaml").write_text(f"deck: d\ntitle: T\nnotes:\n{notes}")
    with open_library(world.database, [world.out]) as store:
        for number in range(9):
            store.record(answer(f"d/n{number}", 2 + number % 4, 739_000 + number))
    asked: list[bool] = []
    real = processes.ahead

    def ahead(make: Any, shared: Any, *, worth: bool) -> Any:
        asked.append(worth)
        return real(make, shared, worth=worth)

    monkeypatch.setattr(processes, "_cores", lambda: 2)
    monkeypatch.setattr(processes, "ahead", ahead)
    found = []
    for most in (10**9, -1):
        monkeypatch.setattr(verbs, "_MANY", most)
        out = tmp_path / f"out{most}"
        assert "with 9 schedules and 9 answers" in world.run("export", "--with-schedule", "--out", out)
        found.append((out / "trainer.apkg").read_bytes())
    assert asked == [False, True]
    assert found[0] == found[1]


def test_the_parameters_that_the_history_has_are_those_of_what_is_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    (world.out / "d.yaml").write_text("deck: d\ntitle: T\nnotes:\n  - {id: n, ask: Q?, answer: a}\n")
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "settings.toml"))
    Path(tmp_path, "settings.toml").write_text('scheduler = "fsrs"\n')
    with open_library(world.database, [world.out], scheduler=FSRS) as store:
        store.record(parameters(OWN))
        store.record(answer("d/n", 4, scheduler=store.scheduler))
        memory = store.state("d/n").memory
        assert memory is not None
        wanted = store.scheduler.facts(memory)["stability"]
    assert wanted != FSRS.facts(FSRS.answer(None, 4, DAY, "d/n").memory)["stability"]
    world.run("export", "--with-schedule", "--out", tmp_path / "out")
    with TemporaryDirectory() as folder, ZipFile(tmp_path / "out" / "trainer.apkg") as archive:
        path = archive.extract("collection.anki2", folder)
        with closing(sqlite3.connect(path)) as collection:
            (stability,) = collection.execute("SELECT json_extract(data, '$.s') FROM cards").fetchone()
    assert stability == pytest.approx(wanted, abs=0.001)


def test_no_more_is_read_of_events_than_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "trainer.db") as store:
        store.record(answer("d/n", 4, took=7))
        ((card, (whole,)),) = store.histories()
        ((same, (part,)),) = store.schedules_told()
    assert card == same
    assert whole.took is not None
    names = ("at", "day", "card", "kind", "grade", "took", "scheduler", "detail")
    assert [getattr(part, name) for name in names] == [getattr(whole, name) for name in names]
    assert part.id == ""
