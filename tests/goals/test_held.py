"""Which mock interviews close the one of a plan."""

import json
from pathlib import Path

import pytest

from tests.goals.setting import wish
from tests.interview.interviews import GOOD, mark_all, opener
from tests.interview.test_comparisons import TABLE
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf
from trainer.cli.main import main
from trainer.core.scope import Scope
from trainer.goals.log import goals
from trainer.goals.today import mocks_of
from trainer.interview.interview import Interview, begin
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def interview(store: Store, deck: str, minutes: int, clock: Clock) -> Interview:
    return begin(store, clock, Plan(), store.resolve([deck]), minutes, seed="s")


@pytest.fixture
def decks(store: Store) -> Store:
    shelf = Shelf(store)
    for deck in ("kafka", "hive"):
        shelf.put(f"{deck}.yaml", *(opener(f"{deck}{at}") for at in range(9)), deck=deck)
    shelf.sync()
    return store


def held(store: Store) -> tuple[int, ...]:
    return mocks_of(store, goals(store).active).held


def answer(of: Interview, clock: Clock, seconds: int) -> None:
    clock.forward(seconds=seconds)
    of.say(GOOD)
    of.confide(2)


def test_one_that_was_only_begun_is_not_held_until_it_has_half_the_minutes(decks: Store) -> None:
    clock = Clock()
    wish(decks, clock, what="kafka", by="+14d", minutes="20")
    of = interview(decks, "kafka", 10, clock)
    assert held(decks) == ()
    answer(of, clock, 60)
    assert held(decks) == (), "one answer, and left"
    answer(of, clock, 250)
    assert held(decks) == (DAY,)


def test_one_asked_to_its_end_is_held_on_the_day_of_that_if_it_was_long_enough(decks: Store) -> None:
    clock = Clock()
    wish(decks, clock, what="kafka", by="+14d", minutes="20")
    short = interview(decks, "kafka", 3, clock)
    answer(short, clock, 30)
    short.stop()
    mark_all(short)
    assert held(decks) == (), "three minutes are none of ten"
    long = interview(decks, "kafka", 10, clock)
    answer(long, clock, 30)
    clock.forward(days=1)
    answer(long, clock, 30)
    long.stop()
    assert held(decks) == (DAY + 1,)


def test_comparisons_put_as_a_whole_are_about_the_goal(store: Store) -> None:
    shelf, clock = Shelf(store), Clock()
    shelf.put("hive.yaml", TABLE, deck="hive")
    shelf.put("kafka.yaml", opener(), deck="kafka")
    shelf.sync()
    wish(store, clock, what="hive", by="+14d", minutes="20")
    of = interview(store, "hive", 10, clock)
    answer(of, clock, 400)
    of.stop()
    assert held(store) == (DAY,)


def test_one_about_something_else_is_not_of_the_plan(decks: Store) -> None:
    clock = Clock()
    wish(decks, clock, what="kafka", by="+14d", minutes="20")
    of = interview(decks, "hive", 10, clock)
    answer(of, clock, 400)
    of.stop()
    mark_all(of)
    assert held(decks) == ()
    wish(decks, clock, name="all", what="", by="+20d", minutes="20")
    assert held(decks) == (DAY,), "a goal about everything counts it"


def test_due_says_that_one_was_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "trainer.db"
    folder = tmp_path / "decks"
    folder.mkdir()
    points = "points: [{say: It is one., terms: [one], must: true}]"
    notes = "\n".join(
        f"  - {{id: n{at}, kind: points, ask: 'What {at}?', seconds: 60, {points}}}" for at in range(3)
    )
    (folder / "kafka.yaml").write_text(f"deck: kafka\ntitle: Kafka\nnotes:\n{notes}\n")
    monkeypatch.setenv("TRAINER_DECKS", str(folder))
    monkeypatch.setenv("TRAINER_DB", str(path))
    main(["ready", "--by", "+9d"])
    main(["due"])
    assert "an interview was left" not in capsys.readouterr().out
    with Store(path) as store:
        from trainer.cli.environment import now

        begin(store, now, Plan(), Scope(), 10, seed="s").say("It is one.")
    main(["due"])
    assert "an interview was left; `trainer mock` goes on with it" in capsys.readouterr().out
    main(["due", "--json"])
    assert json.loads(capsys.readouterr().out)["mock_left"] is True
