"""What one sees first, seeks and counts, beside a real Anki in the same run.

    python -m tests.benchmarks.looks [cards] [folder]

Half of the cards have a history of twenty answers, in a hundred decks: 100,000 cards have 1,000,000 answers.
Both programs look at the same cards and answers, each in a process of its own, in turn, so that whatever else
runs here hits both alike. Printed is the least CPU and wall time of some, and ours over Anki's. A folder that
is named keeps what the runs look at, and the next run begins with it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import packages

ANSWERS = 20
DECKS = 100
SCREEN = 24
TURNS = 3
TIMES = 5

Call = Callable[[], object]


def main(cards: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"TRAINER_DECKS": str(folder / "decks"), "HOME": str(folder)}
    if not (folder / "trainer.db").exists():
        _step("stage", cards, folder)
    least: dict[str, dict[str, list[float]]] = {"anki": {}, "trainer": {}}
    for _ in range(TURNS):
        for who, found in least.items():
            for line in _step(who, cards, folder).splitlines():
                what, *spans = json.loads(line)
                found[what] = [min(pair) for pair in zip(found.get(what, spans), spans, strict=True)]
    print(f"{'':42} {'Anki':>18}  {'trainer':>18}  {'ratio':>11}")
    print(f"{'milliseconds':42} {'CPU':>9}{'wall':>9}  {'CPU':>9}{'wall':>9}  {'CPU':>5} {'wall':>5}")
    for what, ours in least["trainer"].items():
        theirs = least["anki"].get(what)
        ratio = [one / other for one, other in zip(ours, theirs, strict=True)] if theirs else []
        print(
            f"{what:42} {_ms(theirs or [])}  {_ms(ours)}  {' '.join(f'{one:5.2f}' for one in ratio)}".rstrip()
        )


def _ms(spans: list[float]) -> str:
    return "".join(f"{span * 1000:9.1f}" for span in spans) or " " * 18


def _step(name: str, cards: int, folder: Path) -> str:
    words = [sys.executable, "-m", "tests.benchmarks.looks", name, str(cards), str(folder)]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def stage(cards: int, folder: Path) -> None:
    """Make the collection in Anki, and a history from its package."""
    packages.collection_of(cards, folder, ANSWERS, DECKS)
    packages.anki_exports(cards, folder)
    packages.trainer_imports(cards, folder)
    packages.trainer(folder, "due", "--short")()


def anki(_: int, folder: Path) -> Iterator[tuple[str, Call]]:
    """Yield what Anki does; the first of a name says what the second is beside."""
    from anki.collection import Collection

    collection: Any = Collection(str(folder / "collection.anki2"))
    yield HOME, collection.sched.deck_due_tree
    collection.load_browser_card_columns()
    for query, order in LOOKED_FOR:
        yield _called(query, order), partial(_found_there, collection, query, _ANKIS[order])
    for what, words in ((STATISTICS, ""), (OF_A_DECK, "deck:Bench::d7")):
        yield what, partial(collection._backend.graphs, search=words, days=365)
    collection.close()


def trainer(cards: int, folder: Path) -> Iterator[tuple[str, Call]]:
    """Yield the same here; and what Anki has no like of."""
    from trainer.browse.browser import Browser
    from trainer.core.scope import Scope
    from trainer.practice.further import ways
    from trainer.practice.overview import tomorrow
    from trainer.practice.session import Session
    from trainer.scheduling.preferences import Plan
    from trainer.scheduling.sm2 import SM2
    from trainer.stats.figures import figures
    from trainer.store.store import Store

    now = datetime.now().astimezone()
    today, path, plan = now.toordinal(), folder / "trainer.db", Plan()
    store = Store(path)
    yield HOME, lambda: store.decks(today)
    yield "home: forecast of 14 days", lambda: store.forecast(today, 14)
    yield "home: answers by day", lambda: store.answered_on(today + 1, 3660)
    for query, order in LOOKED_FOR:
        yield _called(query, order), partial(_found, store, query.replace("Bench", "bench"), today, order)
    yield STATISTICS, lambda: figures(store, plan.moment(now), SM2)
    yield OF_A_DECK, lambda: figures(store, plan.moment(now), SM2, Scope(("bench-d7",)))
    browser = Browser(store, lambda: now, plan)
    yield "browse: all cards, the first rows", lambda: _shown(browser, "", 0)
    yield "browse: a key of a word", lambda: _shown(browser, "mute", 0)
    browser.search("")
    yield "browse: found again, the mark in the middle", lambda: _shown(browser, "", cards // 2)
    store.close()

    def anew(call: Callable[[Store], object]) -> Call:
        def opened() -> object:  # else what was found is kept
            with Store(path) as fresh:
                return call(fresh)

        return opened

    yield "a session begins", anew(lambda fresh: Session(fresh, lambda: now, plan))
    yield "a session begins, tomorrow", anew(lambda fresh: tomorrow(Session(fresh, lambda: now, plan)))
    yield "a session begins, ways on", anew(lambda fresh: ways(Session(fresh, lambda: now, plan)))
    yield "14 days by a plan for all", anew(lambda fresh: _ahead(fresh, plan, today))


def _ahead(store: Any, plan: Any, today: int) -> object:
    from trainer.goals.ahead import days_ahead
    from trainer.goals.goal import Goal
    from trainer.goals.plan import plan_goals
    from trainer.goals.today import Planned, material_of, mocks_of

    goal = Goal("all", "all", (), today + 60, 30, made=today)
    stuff = {goal.id: material_of(store, plan, today, goal)}
    mocks = mocks_of(store, [goal])
    planned = [Planned(goal, stuff[goal.id], day) for day in plan_goals([goal], stuff, mocks)]
    return days_ahead(planned, mocks, today, 14)


def _found_there(collection: Any, query: str, order: str | bool) -> object:
    """Find cards as Anki's browser does: all in order, and what it lists of the first of them."""
    found = collection.find_cards(query, order=order)
    return len(found), [collection._backend.browser_row_for_id(card) for card in found[:SCREEN]]


def _found(store: Any, words: str, today: int, order: str) -> object:
    """Find cards as the screen here does."""
    from trainer.browse.row import rows

    found = store.cards(store.search(words, today), today, order or "deck")
    return len(found), rows(store, found[:SCREEN], today)


def _shown(browser: Any, words: str, at: int) -> object:
    browser.at = at
    browser.search(words)
    return [browser.row(row) for row in range(browser.at, min(browser.at + SCREEN, len(browser.cards)))]


def _called(query: str, order: str) -> str:
    return f"search {query or 'all'}{order and f', by {order}'}"


HOME, STATISTICS, OF_A_DECK = "home: deck counts", "statistics", "statistics of a deck"
_ANKIS: dict[str, str | bool] = {
    "": False,
    "question": "n.sfld asc",
    "due": "c.due asc",
    "interval": "c.ivl asc",
}
LOOKED_FOR = (
    ("", ""),
    ("mutex", ""),
    ('"Question 777"', ""),
    ("nowhere", ""),
    ("tag:t7", ""),
    ("deck:Bench::d7", ""),
    ("is:due", ""),
    ("is:new", ""),
    ("is:suspended", ""),
    ("prop:ivl>20", ""),
    ("prop:lapses>1", ""),
    ("rated:30", ""),
    ("added:1", ""),
    ("tag:t7 is:due -mutex", ""),
    ("deck:Bench", "question"),
    ("deck:Bench", "due"),
    ("deck:Bench", "interval"),
)
"""Queries that both know, and how they are sorted."""


def _measured(calls: Iterator[tuple[str, Call]]) -> None:
    for what, call in calls:
        spans = []
        for _ in range(TIMES):
            before = time.process_time(), time.perf_counter()
            call()
            after = time.process_time(), time.perf_counter()
            spans.append([late - early for early, late in zip(before, after, strict=True)])
        print(json.dumps([what, *map(min, zip(*spans, strict=True))]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["stage"]:
        stage(int(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] and sys.argv[1] in ("anki", "trainer"):
        _measured({"anki": anki, "trainer": trainer}[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3])))
    else:
        count = int(sys.argv[1]) if sys.argv[1:] else 100_000
        with tempfile.TemporaryDirectory() as scratch:
            main(count, Path(sys.argv[2]) if sys.argv[2:] else Path(scratch))
