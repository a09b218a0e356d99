"""What a new card needs from outside a session's scope is named, and asked first where the user wishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build import LibraryAtRisk
from tests.plain.talk import talk
from tests.practice.context import Clock, current, give, session
from tests.store.build import DAY, Shelf, answer, basic, mark
from tests.tui.driving import Driver, context, run
from trainer.core.scope import EVERYTHING, Scope, ScopeError
from trainer.goals.session import session_of
from trainer.practice.needed import about, ask_first, missing
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

FLINK = Scope(("flink",))
PLAN = Plan(new_per_day=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryAtRisk]:
    """A deck whose first note needs two of another, one behind the other."""
    with LibraryAtRisk(tmp_path / "needing.db") as store:
        _fill(store)
        yield store


def _fill(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("all.yaml", basic("event"), basic("mark", needs=("all/event",)), deck="all", title="All")
    notes = [basic(f"n{number}", needs=("flink/use",)) for number in range(4)]
    shelf.put("flink.yaml", basic("use", needs=("all/mark",)), *notes, deck="flink", title="Flink")
    shelf.sync()


def test_what_is_needed_and_was_not_met_is_named_each_behind_what_it_needs(store: Store) -> None:
    here = session(store, plan=PLAN, scope=FLINK)
    assert current(here) == "flink/use"
    assert missing(here) == ["all/event", "all/mark"]
    assert about(here, "n") == "n asks first what it needs: “Q mark” (All); 1 before it"
    store.record(answer("all/event", 4, DAY - 1))
    assert missing(session(store, plan=PLAN, scope=FLINK)) == ["all/mark"]
    store.record(mark("all/mark", "suspend"))
    assert about(session(store, plan=PLAN, scope=FLINK), "n") == ""


def test_where_the_order_asks_it_before_nothing_is_said(store: Store) -> None:
    everything = session(store)
    while everything.attempt is not None:
        assert about(everything, "n") == ""
        give(everything, 4)


def test_it_is_asked_first_and_the_day_keeps_its_number(store: Store) -> None:
    here = session(store, plan=PLAN, scope=FLINK)
    before = here.counts
    ask_first(here)
    assert here.counts == before
    assert give(here, 4, 4) == ["all/event", "all/mark"]
    assert current(here) == "flink/use"
    assert about(here, "n") == ""
    left = session_of(store, Clock(), PLAN, FLINK)
    assert here.counts.new == left.counts.new == 1, "as one that is begun anew has it"
    here.undo()
    assert current(here) == "all/mark"


def test_why_of_a_card_that_is_asked_now_does_not_say_when_it_comes(store: Store) -> None:
    here = session(store, plan=Plan(new_per_day=1), scope=FLINK)
    text = here.why(lambda _: None)
    assert "to be met" in text
    assert "in about" not in text


def test_both_front_ends_name_it_and_ask_it_first(store: LibraryAtRisk) -> None:
    out = talk(store, "needs", "q", scope=FLINK)
    assert "needs asks first what it needs: “Q mark” (All); 1 before it" in out
    assert out.index("Q use") < out.index("Q event")

    async def script(driver: Driver) -> None:
        assert "w n asks first what it needs: “Q mark” (All); 1 before it" in driver.text
        await driver.press("w")
        assert "n  ask first what it needs: 2 cards" in driver.text
        await driver.press("n")
        assert "Q event" in driver.text

    run(context(store, scope=FLINK), script)


def test_a_name_that_no_deck_has_offers_the_notes_that_speak_of_it(store: Store) -> None:
    with pytest.raises(ScopeError, match=r"'event'.*; 1 note speaks of it: '\"event\"' in its place"):
        store.resolve(["event"], DAY)
    with pytest.raises(ScopeError) as found:
        store.resolve(["storm"], DAY)
    assert "speak" not in str(found.value)
    assert len(store.cards(store.resolve(['"event"'], DAY), DAY)) == 1
    assert store.resolve([], DAY) == EVERYTHING
