"""Kills the program at random moments, and looks whether all that it acknowledged is there.

Each kind of work runs in a process of its own, which says on a line what is done; it is killed (SIGKILL) a
random time after it began. Then: every acknowledged answer is in the history, `trainer doctor` finds nothing
wrong, and the next start works.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from trainer.store import past
from trainer.store.copies import folder_of
from trainer.store.steps import STEPS

ROOT = Path(__file__).parents[2]
CARDS = 150
DECK = "deck: d{n}\ntitle: Deck {n}\nnotes:\n" + "".join(
    f"  - {{id: n{at}, ask: Question {at} of {{n}}?, answer: Answer {at}.}}\n" for at in range(CARDS)
)
SETTINGS = "new_per_day = 999\n"


class Work(NamedTuple):
    """What is killed: the words, what it reads, and the longest time (s) until it is killed, from the start
    or from when it has said ``begun``."""

    words: tuple[str, ...]
    lines: str = ""
    longest: float = 1.0
    prepare: Callable[["World"], None] | None = None
    begun: str = ""


class World:
    """A folder with decks, settings and a history."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "trainer.db"
        self.decks = folder / "decks"
        self.decks.mkdir(parents=True)
        (folder / "config.toml").write_text(SETTINGS)
        self.write_decks(0)

    def write_decks(self, version: int) -> None:
        for number in range(3):
            text = DECK.replace("{n}", str(number)).replace("Answer 0.", f"Answer 0, version {version}.")
            (self.decks / f"d{number}.yaml").write_text(text)

    @property
    def env(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("TRAINER_")},
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "TRAINER_DB": str(self.database),
            "TRAINER_DECKS": str(self.decks),
            "TRAINER_CONFIG": str(self.folder / "config.toml"),
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "trainer", *words],
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder,
        )

    def do(self, *words: str, lines: str = "") -> tuple[int, str]:
        with self.start(*words) as process:
            said, _ = process.communicate(lines, timeout=120)
        return process.returncode, said

    def look(self) -> tuple[int, str]:
        """Let the doctor look, then give one answer, both in one process; return the status and all words."""
        program = (
            "from trainer.cli.main import main; import sys; "
            "sys.exit(main(['doctor']) or main(['review', '--plain', '--cram']))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.env, input="\n3\n", capture_output=True, text=True,
            cwd=self.folder, timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    def answers(self) -> int:
        """How many answers are in the history, counted without the program."""
        if not self.database.exists():
            return 0
        with closing(sqlite3.connect(self.database)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
            if "event" not in tables:
                return 0
            query = "SELECT count(*) FROM event WHERE kind IN ('review', 'drill', 'early', 'cram')"
            return int(connection.execute(query).fetchone()[0])


def _changed_decks(world: World) -> None:
    world.write_decks(random.randrange(10**6))


def _table(world: World) -> None:
    rows = "".join(f"word {number};meaning {number}\n" for number in range(300))
    (world.folder / "words.csv").write_text(rows)


def _text(world: World) -> None:
    text = world.folder / "history.jsonl"
    if not text.exists():
        other = World(world.folder / "elsewhere")
        other.do("review", "--plain", lines="\n3\n" * 60)
        other.do("backup", "text", str(text))


def of_an_older_program(world: World) -> None:
    """Make of the history one of an older version: its tables, with all events of this one."""
    with closing(sqlite3.connect(world.database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # one file again
        events = connection.execute("SELECT * FROM event").fetchall()
        (device,) = connection.execute("SELECT value FROM about WHERE name = 'device'").fetchone()
    older = world.database.with_suffix(".older")
    with closing(sqlite3.connect(older)) as connection:
        version = random.randrange(1, len(STEPS))
        for statement in (*chain(*STEPS[:version]), f"PRAGMA user_version = {version}"):
            connection.execute(statement)
        connection.executemany(f"INSERT INTO event VALUES ({', '.join('?' * 19)})", events)
        connection.execute("INSERT INTO about VALUES ('device', ?)", (device,))
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'past'").fetchone():
            past.count_all(connection.execute)  # as programs of these versions do when they write
        connection.commit()
    older.replace(world.database)


WORKS = {
    "review": Work(("review", "--plain"), "\n3\n" * 100, 0.5, begun=": saved\n"),
    "decks": Work(("due",), longest=0.8, prepare=_changed_decks),
    "import": Work(("import", "words.csv"), longest=1.2, prepare=_table),
    "merge": Work(("import", "history.jsonl"), longest=1.2, prepare=_text),
    "migration": Work(("due",), longest=0.8, prepare=of_an_older_program),
    "backup": Work(("backup", "now"), longest=0.6),
    "repair": Work(("doctor", "--repair"), longest=1.2),
}


class BrokenError(AssertionError):
    """A promise was not kept; the message says which, and the folder is left for looking at."""


class Outcome(NamedTuple):
    """One kill: what was done, how many answers were acknowledged, whether it ended before the kill."""

    kind: str
    acknowledged: int
    done_before: bool


def life(folder: Path, kills: int, seed: int) -> Iterator[Outcome]:
    """Let one history live through so many kills, each of the next kind of work; yield what came of each.

    Raises:
        BrokenError: something that was acknowledged is gone, or the history is not sound.
    """
    moment = random.Random(seed)
    world = World(folder)
    world.do("review", "--plain", lines="\n3\n" * 5)
    kinds = list(WORKS)
    for number in range(kills):
        yield _kill(world, kinds[(seed + number) % len(kinds)], moment)


def _kill(world: World, kind: str, moment: random.Random) -> Outcome:
    work, folder = WORKS[kind], world.folder
    if work.prepare is not None:
        work.prepare(world)
    before = world.answers()
    copies = set(folder_of(world.database).glob("*.db"))
    with world.start(*work.words) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            process.stdin.write(work.lines)
            process.stdin.close()
        said = ""
        while work.begun and work.begun not in said and (line := process.stdout.readline()):
            said += line
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment.uniform(0, work.longest))
        done = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read()
        process.wait()
    acknowledged = said.count(": saved\n") if kind == "review" else 0
    there = world.answers()
    if there < before + acknowledged:
        raise BrokenError(
            f"{folder}: {before} and {acknowledged} acknowledged answers, {there} there\n{said}"
        )
    status, said = world.look()
    if status != 0 or ": saved" not in said or world.answers() != there + 1:
        raise BrokenError(f"{folder}: doctor and the next start after {kind} end with {status}: {said}")
    for path in set(folder_of(world.database).glob("*.db")) - copies:
        with closing(sqlite3.connect(path)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BrokenError(f"{path} is no sound copy")
    return Outcome(kind, acknowledged, done)
