"""A large collection: 100,000 cards and 1,000,000 events.

    python -m tests.benchmarks.scale [cards] [events]

Prints what the budgets speak of: first sync, opening again, the home screen's figures, a session's start, an
answer against the bare commit, replay, and peak memory.
"""

import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.store.build import noon
from trainer.cli.opening import open_library
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import CardState, Memory
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.replay import replay
from trainer.scheduling.sm2 import SM2
from trainer.stats.figures import figures
from trainer.store import codec, copied, tally
from trainer.store.schema import connect

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
NOTES_PER_DECK = 500


def main(cards: int, events: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        decks = Path(folder) / "decks"
        _write_decks(decks, cards)
        database = Path(folder) / "trainer.db"
        with _timed(f"first sync of {cards} cards"):
            open_library(database, [decks]).close()
        with _timed(f"writing {events} events (setting the stage)"):
            _write_events(database, cards, events)
        with _timed("opening again, nothing changed"):
            store = open_library(database, [decks])
        now = START + timedelta(days=400)
        day = now.toordinal()
        for name, call in (
            ("deck counts", lambda: store.decks(day)),
            ("forecast", lambda: store.forecast(day, 14)),
            ("browsing all", lambda: store.cards(EVERYTHING, day)),
            ("browsing is:due", lambda: store.cards(store.search("is:due", day), day, "due")),
            ("browsing a word", lambda: store.cards(store.search("square 777", day), day)),
            ("browsing prop:ease>2.4", lambda: store.cards(store.search("prop:ease>2.4", day), day)),
            ("browsing rated:400:1", lambda: store.cards(store.search("rated:400:1", day), day)),
            ("a page of the list", lambda: store.listed(store.cards(EVERYTHING, day)[5000:5200])),
            ("statistics", lambda: figures(store, Moment(noon(day), day), SM2)),
        ):
            with _timed(name):
                call()
        with _timed("starting a session"):
            session = Session(store, lambda: now, Plan(due_per_day=2000))
        store.warm()
        taken, bare = _answers(session, 200), _bare_commits(Path(folder) / "bare.db", 200)
        print(f"answer to next card  p50 {_ms(taken, 50)}  p99 {_ms(taken, 99)}")
        print(f"bare commit          p50 {_ms(bare, 50)}  p99 {_ms(bare, 99)}")
        with _timed("replaying the whole log from the file"):
            wrong = len(store.mismatches())
        print(f"cards whose cache is wrong: {wrong}")
        store.close()
        _replay_alone(events)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"peak memory {peak / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f} MiB")


def _write_decks(folder: Path, cards: int) -> None:
    folder.mkdir()
    for first in range(0, cards, NOTES_PER_DECK):
        lines = [f"deck: deck-{first}", f"title: Large::Deck {first}", "notes:"]
        for number in range(first, min(cards, first + NOTES_PER_DECK)):
            lines += [
                f"  - id: note-{number}",
                f"    ask: What is the square of {number}?",
                f"    answer: The number `{number * number}`.",
                "    why: A number times itself.",
                "    tags: [square]",
            ]
        (folder / f"deck-{first:06}.yaml").write_text("\n".join(lines) + "\n")


def _write_events(database: Path, cards: int, events: int) -> None:
    rng = random.Random(1)
    connection = connect(database)
    keys = [key for (key,) in connection.execute("SELECT key FROM card")]
    used = keys[: max(1, min(cards, events // 10))]
    memories: dict[str, Memory] = {}
    insert = f"INSERT INTO event VALUES ({', '.join('?' * len(Event._fields))})"
    connection.execute("BEGIN")
    connection.executemany(insert, _rows(rng, used, events, memories))
    connection.executemany(
        f"INSERT INTO memory VALUES ({', '.join('?' * (1 + len(codec.STATE)))})",
        [(card, *codec.state_row(CardState(memory))) for card, memory in memories.items()],
    )
    copied.of_decks(connection.execute)
    tally.recount(connection.execute)
    connection.execute("COMMIT")
    connection.close()


def _rows(rng: random.Random, cards: list[str], events: int, memories: dict[str, Memory]) -> Iterator[Event]:
    """Yield answers on due days, card after card; ``memories`` ends up with what they lead to."""
    for number in range(events):
        card = cards[number % len(cards)]
        before = memories.get(card)
        day = START.toordinal() if before is None else before.due
        grade = rng.choice((2, 3, 4, 4, 4, 5))
        outcome = SM2.answer(before, grade, day, card)
        memories[card] = outcome.memory
        at = 1_700_000_000_000 + number
        texts = ("", "f", SM2.name, codec.memory_text(before), codec.memory_text(outcome.memory), "")
        yield Event(new_id(at), "bench", at, day, 0, card, outcome.kind, grade, None, 5000, 0, *texts)


def _answers(session: Session, count: int) -> list[float]:
    times = []
    for _ in range(count):
        session.reveal()
        start = time.perf_counter()
        session.grade(4)
        times.append(time.perf_counter() - start)
        if session.attempt is None:
            break
    return times


def _bare_commits(path: Path, count: int) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x TEXT)")
    times = []
    for _ in range(count):
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (?)", ("x" * 500,))
        connection.execute("COMMIT")
        times.append(time.perf_counter() - start)
    connection.close()
    return times


def _replay_alone(events: int) -> None:
    blank = Event("", "", 0, 0, 0, "card", "review", 4, scheduler=SM2.name)
    first = START.toordinal()
    log = [blank._replace(id=f"{n:04}", at=n, day=first + n) for n in range(1000)]
    start = time.perf_counter()
    for _ in range(events // len(log)):
        replay(log, SM2)
    print(f"replay of {events} events without the file: {time.perf_counter() - start:.2f} s")


def _ms(times: list[float], percent: int) -> str:
    return f"{statistics.quantiles(times, n=100)[percent - 1] * 1000:6.2f} ms"


class _timed:  # noqa: N801
    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        print(f"{self._what}: {time.perf_counter() - self._start:.2f} s")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3])) if len(sys.argv) > 2 else main(100_000, 1_000_000)
