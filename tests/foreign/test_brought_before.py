"""A package that comes again, just as it was, says the same whether it is read again or not; and it is read
again whatever changed (issue 12, point 9)."""

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.anki.test_hostile_packages import with_collection
from tests.foreign.bringing import DATA, World
from trainer.anki.incoming import collection
from trainer.cli import bringing
from trainer.cli.taken import KnownFile
from trainer.store.store import Store

PACKAGES = sorted(path.name for path in DATA.rglob("*.apkg"))
WISHES: list[list[str]] = [[], ["--with-schedule"], ["--with-schedule", "--dry-run"], ["--theirs"]]


class Looked:
    """How often a package was read, and how often it was known."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reads = 0
        real = collection.opened

        def opened(path: Path) -> object:
            self.reads += 1
            return real(path)

        monkeypatch.setattr(bringing, "opened", opened)

    def during(self, act: Callable[[], object]) -> int:
        before = self.reads
        act()
        return self.reads - before


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Looked:
    return Looked(monkeypatch)


@pytest.mark.parametrize("name", PACKAGES)
@pytest.mark.parametrize("more", WISHES, ids=" ".join)
def test_a_known_package_says_what_it_would_if_it_was_read(
    world: World, name: str, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("import", DATA / name, "--out", world.out, *more)
    world.run(*words)
    texts, events = world.texts(), world.events()
    told = [(world.run(*words), world.run(*words, "--json")) for _ in range(2)]
    with monkeypatch.context() as patch:
        patch.setattr(KnownFile, "counts", lambda _: None)
        read = world.run(*words), world.run(*words, "--json")
    assert told == [read] * 2
    assert (world.texts(), world.events()) == (texts, events)


def test_packages_without_anything_odd_are_not_read_again(world: World, looked: Looked) -> None:
    known = [name for name in PACKAGES if not _is_read_again(world, DATA / name, looked)]
    assert known


def _is_read_again(world: World, file: Path, looked: Looked) -> bool:
    world.bring(file, "--with-schedule")
    return looked.during(lambda: world.bring(file, "--with-schedule")) > 0


def edit(world: World, _: Path) -> None:
    path = next(world.out.glob("*.yaml"))
    path.write_text(path.read_text().replace("answer: ", "answer: more or less ", 1))


def delete(world: World, _: Path) -> None:
    next(world.out.glob("*.yaml")).unlink()


def add(world: World, _: Path) -> None:
    (world.out / "mine.yaml").write_text("deck: mine\ntitle: Mine\nnotes:\n  - {id: a, ask: A?, answer: A}\n")


def lose(world: World, _: Path) -> None:
    next((world.out / "media").rglob("*.*")).unlink()


def take_back(world: World, file: Path) -> None:
    world.run("import", "--undo", file)


def reset(world: World, _: Path) -> None:
    world.run("reset", next(event.card for event in world.events() if event.grade), "--yes")


def exported_anew(_: World, file: Path) -> None:
    with ZipFile(file, "a") as package:
        package.comment = b"another export"


def in_another_zone(_: World, __: Path) -> None:
    os.environ["TZ"] = "HERE-11"
    time.tzset()


@pytest.mark.parametrize(
    "change", [edit, delete, add, lose, take_back, reset, exported_anew, in_another_zone]
)
def test_whatever_changed_a_package_is_read_again(
    world: World,
    tmp_path: Path,
    looked: Looked,
    change: Callable[[World, Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "HERE-1")
    time.tzset()
    file = tmp_path / "birds.apkg"
    shutil.copy(DATA / "birds.apkg", file)
    world.bring(file, "--with-schedule")
    world.run("due", "--short")
    assert looked.during(lambda: world.bring(file, "--with-schedule")) == 0
    try:
        change(world, file)
        words = ("import", file, "--out", world.out, "--with-schedule")
        assert looked.during(lambda: world.run(*words)) == 1
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("more", [["--with-schedule"], ["--theirs"], ["--typed"]], ids=" ".join)
def test_other_wishes_have_it_read_again(world: World, looked: Looked, more: list[str]) -> None:
    file = DATA / "birds.apkg"
    world.bring(file)
    assert looked.during(lambda: world.bring(file)) == 0
    assert looked.during(lambda: world.bring(file, *more)) == 1


def test_what_may_be_another_thing_later_is_read_again(
    world: World, looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card that says that it was changed in the future counts otherwise when that is past."""
    soon = int(time.time() + 3 * 86_400) * 1000
    monkeypatch.setattr(collection.Collection, "changed_at", property(lambda _: soon))
    world.bring(DATA / "birds.apkg")
    assert looked.during(lambda: world.bring(DATA / "birds.apkg")) == 1


def test_the_last_change_is_that_of_any_card(tmp_path: Path) -> None:
    def change(database: sqlite3.Connection) -> None:
        database.execute("UPDATE cards SET mod = 5000000000 WHERE id = (SELECT max(id) FROM cards)")

    with collection.opened(with_collection(tmp_path / "x.apkg", change)) as (_, found):
        assert found.changed_at == 5_000_000_000_000


@pytest.mark.parametrize("value", ["", "{", "[]", "{}", '{"file": 1}', "[" * 9999, "null"])
def test_what_is_noted_may_be_damaged(world: World, looked: Looked, value: str) -> None:
    file = DATA / "birds.apkg"
    world.bring(file)
    with Store(world.database) as store:
        ((name, noted),) = store._rows("SELECT name, value FROM about WHERE name LIKE 'taken %'")
        store.note(name, value)
    assert looked.during(lambda: world.bring(file)) == 1
    for less in ({"media": None}, {"counts": [1]}, {"counts": ["a"] * 7}, {"media": ["nowhere.png"]}):
        with Store(world.database) as store:
            store.note(name, json.dumps(json.loads(noted) | less))
        assert looked.during(lambda: world.bring(file)) == 1


def test_one_file_is_noted_once_whatever_is_in_it(world: World, tmp_path: Path) -> None:
    file = tmp_path / "deck.apkg"
    for comment in (b"one", b"two"):
        shutil.copy(DATA / "birds.apkg", file)
        with ZipFile(file, "a") as package:
            package.comment = comment
        world.bring(file)
    with Store(world.database) as store:
        assert store._rows("SELECT count(*) FROM about WHERE name LIKE 'taken %'") == [(1,)]
