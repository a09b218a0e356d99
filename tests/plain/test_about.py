"""A deck named at home, line by line: how it stands, and what is done with it alone."""

import io
import re

import pytest

from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic
from trainer.context import Context
from trainer.plain.app import run
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    shelf = Shelf(store)
    shelf.put(
        "a.yaml", basic("x", ask="What of `A`?", tags=("t",)), basic("y"), deck="first", title="Kafka::A"
    )
    shelf.put("b.yaml", basic("z"), deck="b", title="Kafka::B")
    shelf.put("c.yaml", basic("x"), deck="c", title="Hive")
    shelf.sync()
    for day, grade in ((9, 4), (8, 1), (8, 4), (5, 1)):
        store.record(answer("first/x", grade, DAY - day))
    return store


def said(store: Store, *lines: str) -> str:
    """What is said after the first prompt."""
    out = io.StringIO()
    at = Context(store, Clock(), Plan(), start="home", queries={"mine": "tag:t"})
    assert run(at, io.StringIO("".join(f"{line}\n" for line in (*lines, "q"))), out) == 0
    return out.getvalue().partition("q: end]")[2]


@pytest.mark.parametrize(
    ("name", "notes"), [("kafka", 3), ("first", 2), ("Kafka::B", 1), ("tag:t", 1), ("mine", 1), ("all", 4)]
)
def test_its_name_says_what_waits_is_known_and_is_weak(store: Store, name: str, notes: int) -> None:
    text = said(store, name)
    assert ("Hive" in text) == (name == "all")
    assert "\ntoday: " in text
    assert re.search(rf"\n{notes} notes?, [01] met, [01] weak\n", text)
    assert ("weakest:\n- What of `A`?" in text) == (name not in ("Kafka::B",))


def test_the_parts_of_the_program_are_about_it_alone(store: Store) -> None:
    assert '3 cards for deck:"kafka"' in said(store, "browse kafka", "q")
    assert "1 card for tag:t" in said(store, "b tag:t", "q")
    assert "Statistics of Hive" in said(store, "stats Hive")
    assert "Hive  (1 new, 0 due, 0 again)" in said(store, "review Hive", "q")
    assert "Statistics of all decks" in said(store, "stats")
    after = said(store, "review Hive", "", "3", "", "stats Hive")
    assert "1 answer on 1 day" in after


def test_what_means_nothing_is_said(store: Store) -> None:
    assert "'nonsense' means nothing here" in said(store, "nonsense")
    assert "no deck has the id or title 'kfka'; did you mean 'Kafka'" in said(store, "stats kfka")
    assert "No card is found so" in said(store, "is:leech")
    assert "'(' means nothing here" in said(store, "(")
    assert "means nothing here" in said(store, "two words")
