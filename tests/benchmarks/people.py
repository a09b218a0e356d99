"""Many people at one database: ``python -m tests.benchmarks.people [PEOPLE [OTHERS]]``. So many exchange
their histories at once, twice, beside the events of so many thousand others; then what the server does.
"""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg

from tests.replicate.server import OWNER, Server, programs, running
from tests.store.build import DAY, answer
from trainer.replicate.joining import newer
from trainer.replicate.postgres import exchange, invite, known
from trainer.store.store import Store

EVENTS = 300
"""Of each who exchanges; each of the others has a thousand."""


def fill(address: str, thousands: int) -> None:
    """Put the events of others there, as their exchanges would have, but at once."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no triggers: rows as they would be
        connection.execute(
            f"""INSERT INTO trainer.event (person, id, seq, event)
                SELECT 'other' || n % {thousands}, lpad(to_hex(n), 12, '0') || '-7000-8000-000000000000',
                       nextval('trainer.event_seq'), repeat('x', 400)
                FROM generate_series(1, {thousands * 1000}) n"""
        )
        connection.execute("ANALYZE trainer.event")


def one(folder: Path, address: str, number: int) -> tuple[float, int, int]:
    """Exchange the history of one person; return seconds, and how much came and went."""
    with Store(folder / f"{number}.db") as store:
        start = time.perf_counter()
        done = exchange(store, address)
        return time.perf_counter() - start, done.came, done.went


def explained(address: str, *queries: Any) -> None:
    """Say what the server does for a person."""
    from sqlalchemy.dialects.postgresql.base import PGDialect

    with psycopg.connect(address) as connection:
        for query in queries:
            how = {"literal_binds": True, "render_postcompile": True}
            text = query.compile(dialect=PGDialect(), compile_kwargs=how)  # type: ignore[no-untyped-call]
            for (line,) in connection.execute(f"EXPLAIN (ANALYZE, BUFFERS) {text}".encode()):
                print("   ", line)


def main(people: int = 50, others: int = 1000) -> None:
    """Run it all."""
    folder, found = Path(tempfile.mkdtemp(prefix="people-")), programs()
    assert found is not None
    with running(found, f"max_connections={people + 20}") as server:
        database = server.database()
        run(server, database, folder, people, others)


def run(server: Server, database: str, folder: Path, people: int, others: int) -> None:
    """Let them exchange, twice."""
    for number in range(people):
        invite(server.address(OWNER, database), f"person{number}", "")
        with Store(folder / f"{number}.db") as store:
            store.record_all([answer("deck/a", 4, DAY + day) for day in range(EVENTS)])
    start = time.perf_counter()
    fill(server.address("postgres", database), others)
    print(f"{others * 1000} events of {others} others in {time.perf_counter() - start:.0f} s")
    addresses = [server.address(f"person{number}", database) for number in range(people)]
    for turn in ("first", "second"):
        start = time.perf_counter()
        with ThreadPoolExecutor(people) as pool:
            done = list(pool.map(lambda n: one(folder, addresses[n], n), range(people)))
        seconds = sorted(took for took, _, _ in done)
        went = sum(each[2] for each in done)
        print(
            f"{turn}: {people} at once in {time.perf_counter() - start:.1f} s, {went} events went, each took "
            f"{seconds[len(seconds) // 2]:.2f} s (median), {seconds[-1]:.2f} s at most"
        )
        assert went == (people * EVENTS if turn == "first" else 0)
    explained(addresses[0], newer(0), known(["0" * 12]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
