"""Goals that share cards: the time of an answer counts for one of them, and each has its own minutes."""

import pytest

from tests.goals.setting import practise, wish
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, basic
from trainer.core.library import Today
from trainer.core.scope import Scope
from trainer.goals.planned import PlannedSession
from trainer.goals.session import plans_of, session_of
from trainer.goals.spent import Room, spent
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


@pytest.fixture
def decks(store: Store) -> Store:
    """Two decks, ``kafka`` and ``spark``, of more cards than a day has minutes for, 20 of spark first."""
    shelf = Shelf(store)
    for deck in ("kafka", "spark"):
        notes = [
            basic(f"n{number}", asked=9 if deck == "spark" and number < 20 else 5) for number in range(300)
        ]
        shelf.put(f"{deck}.yaml", *notes, deck=deck, title=deck)
    shelf.sync()
    return store


def session(store: Store, clock: Clock, *decks: str) -> PlannedSession:
    found = session_of(store, clock, Plan(), Scope(decks))
    assert isinstance(found, PlannedSession)
    return found


def left(store: Store, clock: Clock) -> dict[str, float]:
    """Minutes that each goal has left."""
    found = session_of(store, clock, Plan())
    return {each.goal.name: each.day.budget / 60 for each in plans_of(found)}


def test_an_answer_takes_the_minutes_of_the_goal_that_it_was_asked_for(decks: Store) -> None:
    clock = Clock()
    wish(decks, name="A", by="+10d", minutes="20", what="kafka")
    wish(decks, name="B", by="+20d", minutes="15", what="kafka, spark")
    walk, count = session(decks, clock), 0
    while plans_of(walk) and count < 36:  # 12 minutes; what A has planned took 10
        clock.forward(seconds=20)
        walk.reveal()
        walk.grade(4)
        count += 1
    assert left(decks, clock) == pytest.approx({"A": 10, "B": 13})
    practise(session(decks, clock), clock)
    assert left(decks, clock) == pytest.approx({"A": 0, "B": 0}, abs=0.4)
    assert sum(decks.today(DAY).took.values()) / 60000 == pytest.approx(35, abs=0.7)


def test_a_part_of_the_decks_uses_the_minutes_only_of_the_goal_that_has_it_planned(decks: Store) -> None:
    """The first goal is about all, the second about kafka alone: what the first has of spark stays."""
    clock = Clock()
    wish(decks, name="All", by="+10d", minutes="20")
    wish(decks, name="Kafka", by="+20d", minutes="15", what="kafka")
    practise(session(decks, clock, "kafka"), clock)
    rest = left(decks, clock)
    assert rest["Kafka"] == pytest.approx(0, abs=0.4)
    assert rest["All"] > 3
    assert any("spark" in card for card in practise(session(decks, clock), clock))
    assert left(decks, clock) == pytest.approx({"All": 0, "Kafka": 0}, abs=0.4)


def test_a_goal_that_is_slow_takes_nothing_from_the_next(decks: Store) -> None:
    clock = Clock()
    wish(decks, name="A", by="+10d", minutes="10", what="kafka")
    wish(decks, name="B", by="+20d", minutes="10", what="spark")
    cards = practise(session(decks, clock), clock, seconds=120)
    assert [card.partition("/")[0] for card in cards] == ["kafka"] * 5 + ["spark"] * 5


def test_what_was_asked_for_no_goal_counts_for_the_first_that_is_about_it_and_has_time_left() -> None:
    rooms = [Room("a", {"x", "y"}, 10.0), Room("b", {"y", "z"}, 10.0)]
    today = Today(took={"x": 6000, "y": 9000, "z": 1000, "other": 9000})
    assert spent(today, rooms) == {"a": 15.0, "b": 1.0}
    assert spent(today._replace(took={"x": 11000, "y": 9000}), rooms) == {"a": 11.0, "b": 9.0}
    told = today._replace(goals={"y": "b", "x": "given up"})
    assert spent(told, rooms) == {"a": 6.0, "b": 10.0}
