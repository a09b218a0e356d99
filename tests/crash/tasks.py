"""What the program is interrupted in, and what has to hold whatever befalls it there."""

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.crash.calls import Ended, Runner
from tests.crash.harness import World, of_an_older_program
from trainer.store.copies import folder_of

DECK = """deck: small
title: Small
notes:
  - {id: one, ask: What is one?, answer: It is 1.}
  - {id: two, ask: What is two?, answer: It is 2.}
  - {id: typed, kind: typed, ask: Spell it., answer: it}
"""
SETTINGS = b"new_per_day = 999\n"
WORDS = "\n".join(f"word {number};meaning {number}" for number in range(5)) + "\n"


class Small(World):
    """A world with few cards, and the ids of all events that are in its history."""

    def __init__(self, folder: Path, runner: Runner) -> None:
        super().__init__(folder)
        self.runner = runner
        shutil.rmtree(self.decks)
        self.decks.mkdir()
        (self.decks / "small.yaml").write_text(DECK)

    @classmethod
    def at(cls, folder: Path, runner: Runner) -> "Small":
        """Return the world that is in a folder already."""
        found = object.__new__(cls)
        found.runner = runner
        found.folder, found.database, found.decks = folder, folder / "trainer.db", folder / "decks"
        return found

    @property
    def env(self) -> dict[str, str]:
        return super().env | {"XDG_DATA_HOME": str(self.folder)}

    def do(self, *words: str, lines: str = "") -> tuple[int, str]:
        ended = self.runner.run(self, *words, lines=lines)
        return ended.status, ended.out + ended.err

    def events(self) -> set[str]:
        if not self.database.exists():
            return set()
        with closing(sqlite3.connect(self.database)) as connection:
            return {id for (id,) in connection.execute("SELECT id FROM event")}


class Task(NamedTuple):
    """One run of the program.

    Attributes:
        words, lines: what it is called with and reads. "COPY" stands for the name of a copy that is there.
        prepare: makes the world ready.
        done: what has to hold if it ended well, besides what has to hold always.
        files: files that are as they were or as they are when nothing befalls it, and whole.
    """

    words: tuple[str, ...]
    lines: str = ""
    prepare: Callable[[Small], None] = lambda _: None
    done: Callable[[Small], bool] = lambda _: True
    files: tuple[str, ...] = ()


def _damaged(world: Small) -> None:
    with world.database.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096))


def _text_of_others(world: Small) -> None:
    other = Small(world.folder / "elsewhere", world.runner)
    other.do("review", "--plain", lines="\n3\n" * 2)
    other.do("sync", str(world.folder / "shared"))
    other.do("backup", "text", str(world.folder / "other.jsonl"))
    shutil.rmtree(other.folder)


def _table(world: Small) -> None:
    (world.folder / "words.csv").write_text(WORDS)


def _copied(world: Small) -> None:
    world.do("backup", "now")
    world.do("review", "--plain", lines="\n3\n")


def _is_synced(world: Small) -> bool:
    lines = "".join(path.read_text() for path in (world.folder / "shared").glob("*.jsonl"))
    return all(id in lines for id in world.events())


def _is_exported(world: Small) -> bool:
    packages = list((world.folder / "out").glob("*.apkg"))
    return bool(packages) and all(zipfile.ZipFile(path).testzip() is None for path in packages)


def _has_copy(world: Small) -> bool:
    return any(folder_of(world.database).glob("*by-hand.db"))


def _emptied(world: Small) -> None:
    world.database.unlink()
    shutil.rmtree(folder_of(world.database), ignore_errors=True)


TASKS = {
    "first": Task(("review", "--plain"), "\n3\n" * 2, _emptied),
    "review": Task(("review", "--plain", "--cram"), "\n3\n" * 3 + "u\n" + "draft\n"),
    "upgrade": Task(("due",), prepare=of_an_older_program),
    "import": Task(("import", "words.csv", "--out", "decks"), prepare=_table,
                   done=lambda world: any((world.decks).glob("words*"))),
    "merge": Task(("import", "other.jsonl"), prepare=_text_of_others,
                  done=lambda world: len(world.events()) >= 5),
    "backup": Task(("backup", "now"), done=_has_copy),
    "text": Task(("backup", "text", "mine.jsonl"), files=("mine.jsonl",),
                 done=lambda world: (world.folder / "mine.jsonl").read_text().count("\n") > 3),
    "sync": Task(("sync", "shared", "--join"), prepare=_text_of_others, done=_is_synced),
    "restore": Task(("restore", "COPY"), prepare=_copied),
    "export": Task(("export", "--out", "out"), done=_is_exported),
    "add": Task(("add", "small", "--ask", "What is new?", "--answer", "This."), files=("decks/small.yaml",),
                done=lambda world: "What is new?" in (world.decks / "small.yaml").read_text()),
    "settings": Task(("config", "rollover_hour", "7"), files=("config.toml",),
                     done=lambda world: "rollover_hour = 7" in (world.folder / "config.toml").read_text()),
    "repair": Task(("doctor", "--repair"), prepare=_damaged),
}  # fmt: skip


def prepared(folder: Path, task: Task, runner: Runner) -> Small:
    """Make the world that a task is done in, with a history of some answers."""
    world = Small(folder, runner)
    world.do("review", "--plain", lines="\n3\n" * 3)
    task.prepare(world)
    return world


def words(world: Small, task: Task) -> list[str]:
    """Return what the program is called with for a task."""
    copy = next((path.stem for path in sorted(folder_of(world.database).glob("*by-hand.db"))), "")
    return [copy if word == "COPY" else word for word in task.words]


class Before(NamedTuple):
    """What was in a world before a task, and what the files are once it is done."""

    events: set[str]
    files: dict[str, set[bytes | None]]


def before(world: Small, done: Small, task: Task) -> Before:
    """Remember a world; ``done``: the same with the task done."""
    kept = {
        name: {path.read_bytes() if (path := one.folder / name).exists() else None for one in (world, done)}
        for name in task.files
    }
    return Before(world.events() if "--repair" not in task.words else set(), kept)


def wrong(world: Small, task: Task, was: Before, said: str) -> str:
    """Say what does not hold in a world after a task was interrupted there, when it had ``said`` so much."""
    for name, contents in was.files.items():
        path = world.folder / name
        if (path.read_bytes() if path.exists() else None) not in contents:
            return f"{name} is neither what it was nor what it was to be"
    runner = world.runner
    if "repair" in task.words[-1]:
        runner.run(world, *task.words)
    looked = runner.run(world, "doctor")
    if looked.status or "Traceback" in looked.err:
        return f"doctor: {looked}"
    there = world.events()
    acknowledged = said.count(": saved\n")
    least = 3 if {"restore", "--repair"}.intersection(task.words) else len(was.events) + acknowledged
    if len(there) < least or (not was.events <= there and "restore" not in task.words):
        return f"{len(was.events)} and {acknowledged} acknowledged events, {len(there)} there"
    went_on = runner.run(world, "review", "--plain", "--cram", lines="\n3\n")
    if went_on.status or ": saved" not in went_on.out or "Traceback" in went_on.err:
        return f"next start: {went_on}"
    return ""


def untold(world: Small, task: Task, ended: Ended) -> str:
    """Say what is wrong with how the program told of a call that failed."""
    if "Traceback" in ended.err + ended.out or "Exception ignored" in ended.err or ended.status >= 5:
        return "not told in words"
    if not ended.status and not task.done(world):
        return "not done, and not told"
    if ended.status and not any(name in ended.err for name in (str(world.folder), *task.words[1:])):
        return "names no file"
    return ""
