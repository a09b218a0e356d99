"""Packages in and out, beside a real Anki in the same run.

    python -m tests.benchmarks.packages [notes] [folder]

Half of the notes have a history of four answers. Each step runs in a process of its own, so that its time and
its peak memory are its own. What is compared, without media on either side:

- out: `export_anki_package` with schedules, its zip included, in both of Anki's formats; ours writes the old
  one, as genanki does. Nothing is checked afterwards by either.
- in: `import_anki_package` into an empty collection that is open; ours is the whole verb, from the first
  module loaded to the last sync of the disk: deck files written to be read by people, and each answer an
  event in a history with its indexes. What Anki has after that, cards to be asked, ours has when the decks
  were read for the first time, which the next command does. Once more, the same package is known without
  being read, as long as nothing was changed here; so it is imported a third time after something was.
- rich: a tenth of the notes, with markup as people make it, which is converted to Markdown.

The CPU times of helpers, where several processes made something, are counted in.
"""

import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

WORDS = ("stream", "window", "broker", "offset", "ledger", "kernel", "socket", "buffer", "thread", "mutex")
ANSWERS = 4


def main(notes: int, folder: Path) -> None:
    print(f"{notes} notes, half of them with {ANSWERS} answers each")
    for step in STEPS:
        environment = os.environ | {"TRAINER_DECKS": str(folder / "decks"), "HOME": str(folder)}
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.packages", step, str(notes), str(folder)],
            check=True,
            env=environment,
        )


def collection_of(notes: int, folder: Path, answers: int = ANSWERS, decks: int = 1) -> None:
    """Make a collection in Anki, with histories written straight into its file."""
    from anki.collection import AddNoteRequest, Collection

    rng = random.Random(1)
    collection: Any = Collection(str(folder / "collection.anki2"))
    basic = collection.models.by_name("Basic")
    names = [f"Bench::d{number}" for number in range(decks)] if decks > 1 else ["Bench"]
    ids = [collection.decks.id(name) for name in names]
    for first in range(0, notes, 500):
        requests = []
        for number in range(first, min(first + 500, notes)):
            note = collection.new_note(basic)
            words = " ".join(rng.choice(WORDS) for _ in range(12))
            note["Front"] = f"Question {number}: what does {rng.choice(WORDS)} do with {rng.choice(WORDS)}?"
            note["Back"] = f"Answer {number}: {words}"
            note.tags = [f"t{number % 20}"]
            requests.append(AddNoteRequest(note=note, deck_id=ids[number * decks // notes]))
        collection.add_notes(requests)
    cards, today = collection.db.list("SELECT id FROM cards ORDER BY id"), collection.sched.today
    collection.close()
    rows: list[tuple[int, ...]] = []
    updates: list[tuple[object, ...]] = []
    midnight = int(time.time()) // 86400 * 86400
    for place, card in enumerate(cards[::2]):
        days = rng.randint(1, 180)
        due = today if place % 10 == 0 else today + rng.randint(1, days + 1)
        ago, id = max(1, days - (due - today)), 0
        for step in range(answers, 0, -1):
            id = (midnight - (ago + (step - 1) * 30) * 86400) * 1000 + len(rows)
            rows.append((id, card, -1, 3, max(1, days // step), 1, 2500, 6000, 1))
        updates.append((days, due, answers, place % 3, f'{{"lrt":{id // 1000}}}', card))
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        database.executemany(
            """UPDATE cards SET type=2, queue=2, factor=2500, ivl=?, due=?, reps=?, lapses=?, data=?
               WHERE id=?""",
            updates,
        )
        database.executemany("INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)", rows)
        database.commit()


RICH = (
    "{}<br>{}",
    "<div>{}</div><div><b>{}</b></div>",
    "<ul><li>{}</li><li>{}</li></ul>",
    '<span style="font-size: 20px;">{}</span> {}',
    "{} <code>x</code> {}&nbsp;",
    "{} {}",
)
"""What people write in fields, and what programs make of it that they paste from."""


def rich(notes: int, folder: Path) -> None:
    """A tenth of the notes, with markup, into an empty collection and here."""
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

    inside, rng = folder / "rich", random.Random(3)
    inside.mkdir()
    collection: Any = Collection(str(inside / "collection.anki2"))
    basic, deck = collection.models.by_name("Basic"), collection.decks.id("Rich")
    requests = []
    for number in range(notes // 10):
        note = collection.new_note(basic)
        words = (" ".join(rng.choice(WORDS) for _ in range(4)) for _ in range(2))
        note["Front"] = f"What is <b>{number}</b>, {rng.choice(WORDS)}?"
        note["Back"] = RICH[number % len(RICH)].format(*words)
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
    collection.export_anki_package(out_path=str(inside / "rich.apkg"), options=options, limit=None)
    collection.close()
    anki_imports(notes, inside, "rich.apkg")
    file, out = str(inside / "rich.apkg"), str(inside / "decks")
    os.environ["TRAINER_DECKS"] = out  # without those of before
    timed("trainer imports rich.apkg", trainer(inside, "import", file, "--out", out))


def anki_exports(notes: int, folder: Path) -> None:
    from anki.collection import Collection, ExportAnkiPackageOptions

    collection: Any = Collection(str(folder / "collection.anki2"))
    for name, legacy in (("new.apkg", False), ("old.apkg", True)):
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
        export = partial(collection.export_anki_package, out_path=str(folder / name), options=options)
        timed(f"Anki exports {name}", partial(export, limit=None))
    collection.close()


def anki_imports(notes: int, folder: Path, name: str = "new.apkg") -> None:
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    with tempfile.TemporaryDirectory(dir=folder) as inside:
        collection: Any = Collection(str(Path(inside, "collection.anki2")))
        options = ImportAnkiPackageOptions(with_scheduling=True)
        request = ImportAnkiPackageRequest(package_path=str(folder / name), options=options)
        timed(f"Anki imports {name}", lambda: collection.import_anki_package(request))
        timed(f"Anki imports {name} again", lambda: collection.import_anki_package(request))
        collection.close()


def trainer(folder: Path, *words: str) -> Callable[[], None]:
    from trainer.cli.main import main as run

    def call() -> None:
        assert run([*words, "--db", str(folder / "trainer.db")]) == 0

    return call


def trainer_imports(notes: int, folder: Path) -> None:
    file, out = str(folder / "new.apkg"), str(folder / "decks")
    timed("trainer imports new.apkg", trainer(folder, "import", file, "--out", out, "--with-schedule"))


def trainer_imports_again(notes: int, folder: Path) -> None:
    from trainer.core.log import NewEvent
    from trainer.core.moment import Moment
    from trainer.store.store import Store

    file, out = str(folder / "new.apkg"), str(folder / "decks")
    timed("trainer reads the decks for the first time", trainer(folder, "due", "--short"))
    again = trainer(folder, "import", file, "--out", out, "--with-schedule")
    timed("trainer imports new.apkg again", again)
    with Store(folder / "trainer.db") as store:
        card, when = (
            next(iter(store.states())),
            Moment(int(time.time() * 1000), datetime.now().astimezone().toordinal()),
        )
        store.record(NewEvent(when, card, "flag"))
    timed("trainer imports it after a card was flagged", again)


def anki_looks(notes: int, folder: Path) -> None:
    """What one sees first, seeks and counts, in Anki, warm."""
    from anki.collection import Collection

    collection: Any = Collection(str(folder / "collection.anki2"))
    best("Anki: deck tree with due counts", collection.sched.deck_due_tree)
    for query, order in LOOKED_FOR:
        find = partial(collection.find_cards, query, order="n.sfld asc" if order else False)
        best(f"Anki finds {query or 'all'}{order}", find)
    graphs = partial(collection._backend.graphs, search="", days=365)
    best("Anki: statistics", graphs)
    collection.close()


def trainer_looks(notes: int, folder: Path) -> None:
    """The same here, in a history that has the same cards and answers."""
    from trainer.cli.opening import open_library
    from trainer.core.moment import Moment
    from trainer.scheduling.sm2 import SM2
    from trainer.stats.figures import figures

    now = Moment.of(datetime.now().astimezone(), 4)
    today = now.day
    store = open_library(folder / "trainer.db", [folder / "decks"])
    best("trainer: deck counts", lambda: store.decks(today))
    best("trainer: forecast", lambda: store.forecast(today, 14))
    for query, order in LOOKED_FOR:
        words = query.replace("deck:Bench", "deck:bench")
        sort = "question" if order else ""
        found = partial(_found, store, words, today, sort)
        best(f"trainer finds {query or 'all'}{order}", found)
    best("trainer: statistics", lambda: figures(store, now, SM2))
    store.close()


def _found(store: Any, words: str, today: int, sort: str) -> object:
    return store.cards(store.search(words, today), today, *([sort] if sort else []))


LOOKED_FOR = (
    ("", ""),
    ("mutex", ""),
    ('"Question 777"', ""),
    ("nowhere", ""),
    ("tag:t7", ""),
    ("is:due", ""),
    ("is:new", ""),
    ("prop:ivl>20", ""),
    ("rated:30", ""),
    ("deck:Bench", " sorted"),
)
"""Queries that both know, and how they are sorted."""


def best(what: str, call: Callable[[], object], times: int = 5) -> None:
    """Print the least CPU time of some times, which whatever else runs here lengthens least."""
    spans = []
    for _ in range(times):
        start = time.process_time()
        call()
        spans.append(time.process_time() - start)
    print(f"{what:45} {min(spans) * 1000:9.1f} ms of CPU", flush=True)


def trainer_exports(notes: int, folder: Path) -> None:
    out = str(folder / "out")
    timed("trainer exports", trainer(folder, "export", "--with-schedule", "--out", out))


def home_again(notes: int, folder: Path) -> None:
    file = str(folder / "out" / "trainer.apkg")
    timed(
        "trainer brings its own package home", trainer(folder, "import", file, "--out", str(folder / "decks"))
    )
    (folder / "trainer.apkg").write_bytes(Path(file).read_bytes())
    anki_imports(notes, folder, "trainer.apkg")


def timed(what: str, call: Callable[[], object]) -> None:
    start, before = time.perf_counter(), _cpu()
    call()
    took, cpu = time.perf_counter() - start, _cpu() - before
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(f"{what:45} {took:7.2f} s   {cpu:7.2f} s of CPU   peak {peak:4.0f} MiB", flush=True)


def _cpu() -> float:
    """Return the seconds of CPU that this process took, and those that it started and that are done."""
    return sum(os.times()[:4])


STEPS: dict[str, Callable[[int, Path], None]] = {
    "collection": collection_of,
    "anki-export": anki_exports,
    "anki-import": anki_imports,
    "import": trainer_imports,
    "import-again": trainer_imports_again,
    "anki-look": anki_looks,
    "look": trainer_looks,
    "export": trainer_exports,
    "home": home_again,
    "rich": rich,
}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in STEPS:
        STEPS[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    else:
        count = int(sys.argv[1]) if sys.argv[1:] else 100_000
        with tempfile.TemporaryDirectory() as scratch:
            main(count, Path(sys.argv[2]) if sys.argv[2:] else Path(scratch))
