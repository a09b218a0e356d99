"""What a goal is about, as the store has it."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.store.build import DAY, READER, Shelf, answer, basic, mark, noon, pair
from trainer.cli.opening import open_library
from trainer.core.card import Asked, note_of
from trainer.core.library import First
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.goals.goal import Goal
from trainer.goals.material import demand_of, material
from trainer.goals.plan import plan_day
from trainer.goals.today import material_of
from trainer.paths import shipped_decks
from trainer.practice.pace import BEGINNER
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def test_all_cards_are_told_with_their_schedule_but_suspended_ones(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    store.record(answer("deck/b", 4, DAY - 1))
    store.record(mark("deck/c", "suspend"))
    found = material(store, EVERYTHING, DAY, Plan())
    assert set(found.items) == {"deck/a", "deck/b"}
    assert found.items["deck/b"].memory == store.state("deck/b").memory
    assert (found.items["deck/a"].seen, found.items["deck/b"].seen) == (0, DAY - 1)
    assert list(found.order) == ["deck/a"]
    assert found.put_off == frozenset()


def test_a_pass_ahead_of_schedule_is_seen(store: Store) -> None:
    Shelf(store, basic("a"))
    for day in (DAY - 9, DAY - 8, DAY - 5):  # due on day - 2
        store.record(answer("deck/a", 4, day))
    item = material(store, EVERYTHING, DAY - 4, Plan()).items["deck/a"]
    assert item.memory is not None
    assert (item.memory.last, item.seen) == (DAY - 8, DAY - 5)
    assert item.looks == ((DAY - 9, 4), (DAY - 8, 4), (DAY - 5, 4))


def test_of_the_answers_of_a_day_the_first_counts_and_none_before_a_reset_or_taken_back(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    for day, grade in ((DAY - 9, 2), (DAY - 9, 4), (DAY - 8, 5)):
        store.record(answer("deck/a", grade, day))
    store.record(answer("deck/b", 4, DAY - 9))
    store.record(mark("deck/b", "reset", DAY - 8))
    store.record(answer("deck/b", 3, DAY - 7))
    store.record(answer("deck/b", 3, DAY - 1))
    store.undo(Moment(noon(DAY - 1), DAY - 1))
    items = material(store, EVERYTHING, DAY, Plan()).items
    assert items["deck/a"].looks == ((DAY - 9, 2), (DAY - 8, 5))
    assert items["deck/b"].looks == ((DAY - 7, 3),)


def test_what_was_answered_today_or_buried_is_put_off(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    store.record(answer("deck/a", 4))
    store.record(mark("deck/b", "bury"))
    found = material(store, EVERYTHING, DAY, Plan())
    assert found.put_off == {"deck/a", "deck/b"}
    assert set(found.items) == {"deck/a", "deck/b", "deck/c"}


@pytest.mark.parametrize("done", [(), ("suspend",), ("bury",), ("flag", "want")])
@pytest.mark.parametrize("what", [(), ("deck",), ("is:due",), ("tag:x",)])
def test_what_is_known_of_a_day_is_so_on_the_next_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, done: tuple[str, ...], what: tuple[str, ...]
) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", pair("p"), *(basic(f"n{at}", tags=("x",)) for at in range(5)))
    shelf.put("other.yaml", basic("o"), deck="other")
    shelf.sync()
    for at, day in enumerate((DAY - 400, DAY - 9, DAY - 1, DAY)):
        store.record(answer(f"deck/n{at}", 4, day))
    for kind in done:
        store.record(mark("deck/p#c1", kind))
    goal = Goal("g", what=what, by=DAY + 9, made=DAY)
    alone = material(store, store.resolve(what, DAY + 1), DAY + 1, Plan())
    material_of(store, Plan(), DAY, goal)
    states = Mock(wraps=store.states)
    monkeypatch.setattr(store, "states", states)
    found = material_of(store, Plan(), DAY + 1, goal)
    assert (found.day, found.put_off, list(found.order)) == (DAY + 1, alone.put_off, list(alone.order))
    assert (found.items, found.demand.weights) == (alone.items, alone.demand.weights)
    assert (found.strength, found.pace, found.beyond) == (alone.strength, alone.pace, alone.beyond)
    assert states.called == ("bury" in done or what == ("is:due",)), "else nothing is read again"


def test_all_new_cards_are_in_learning_order_siblings_too(store: Store) -> None:
    Shelf(store, basic("rare"), pair("gaps"), basic("often", asked=9))
    found = material(store, EVERYTHING, DAY, Plan())
    assert list(found.order) == ["deck/often", "deck/rare", "deck/gaps#c1", "deck/gaps#c2"]


def test_what_was_counted_beside_the_decks_is_the_demand(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    store.shelve(list(shelf.files.values()), 0, 1, READER, [Asked(4.0, ("deck/b",))])
    weights = material(store, EVERYTHING, DAY, Plan()).demand.weights
    assert weights["deck/b"] == 1.0
    assert weights["deck/a"] < 0.01


@pytest.mark.parametrize("unit", [10.0, 0.01])
def test_in_whatever_unit_it_is_counted_what_is_asked_often_is_worth_more_by_as_much(unit: float) -> None:
    """Collections, or the probability that an interview asks it; a tenth of it is taken for chance."""
    notes = [basic("often"), basic("seldom")]
    keys = [note.key for note in notes]
    counts = [Asked(unit * times, (key,)) for times, key in zip((9, 1), keys, strict=True)]
    often, seldom = (each.weight for each in demand_of(notes, keys, counts).questions)
    assert often / seldom == pytest.approx(8.6 / 1.4)


def test_a_count_is_compared_with_those_of_its_level() -> None:
    notes = [basic("a", level="core"), basic("b", level="core"), basic("c", level="deep"), basic("d")]
    counts = [Asked(weight, (note.key,)) for note, weight in zip(notes, (20, 2, 2, 2), strict=True)]
    a, b, c, _ = (each.weight for each in demand_of(notes, [note.key for note in notes], counts).questions)
    assert a > b > c


def test_ones_own_answers_tell_pace_and_strength(store: Store) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(30)))
    assert material(store, EVERYTHING, DAY, Plan()).pace == BEGINNER
    for number in range(30):
        store.record(answer(f"deck/n{number}", 4, DAY - 8, took=10_000))
    for number in range(30):
        before = store.state(f"deck/n{number}").memory
        store.record(answer(f"deck/n{number}", 2, DAY - 1, took=5_000, before=before))
    found = material(store, EVERYTHING, DAY, Plan())
    assert found.pace.look("basic") == pytest.approx(10, abs=5)
    assert found.pace.again("basic") == pytest.approx(5, abs=3)
    assert found.strength.times < 0.3


def test_the_shipped_decks_come_with_what_is_asked(tmp_path: Path) -> None:
    with open_library(tmp_path / "shipped.db", [shipped_decks()]) as shipped:
        found = material(shipped, EVERYTHING, DAY, Plan())
        assert len(shipped.asked()) > 500
        hive = material(shipped, shipped.resolve(["Hive"]), DAY, Plan())
    assert set(found.order) == set(found.items)
    assert {note_of(key) for key in hive.items} < {note_of(key) for key in found.items}
    most = max(found.demand.questions, key=lambda question: question.weight)
    assert most.weight == 1.0
    assert most.cards[0].startswith("spark")


def _beside_others(store: Store, weight: int = 1) -> None:
    """Own decks ``mine`` and ``more``, of which nobody asks anything, and one that comes with the program."""
    shelf = Shelf(store)
    for deck, heavy in (("mine", 1), ("more", weight)):
        notes = [
            basic(f"n{number}", asked=0, needs=("ours/z",) if number == 2 else ()) for number in range(3)
        ]
        shelf.put(f"{deck}.yaml", *notes, deck=deck, weight=heavy)
    ours = [basic(key, asked=0 if key == "z" else 9) for key in "abcdz"]
    shelf.put("ours.yaml", *ours, deck="ours")
    for path in shelf.files:
        shelf.files[path] = shelf.files[path]._replace(own=path != "ours.yaml")
    shelf.sync()


def _offered(store: Store, first: First) -> list[str]:
    found = material(store, EVERYTHING, DAY, Plan(first=first))
    offers = found.demand.offers({}, 0.8, dict.fromkeys(found.order, 40.0))
    return [card for offer in offers for card in offer.cards]


def test_new_cards_of_own_decks_come_first_in_a_plan_with_what_they_need(store: Store) -> None:
    _beside_others(store)
    offered = _offered(store, "own-first")
    assert {card.partition("/")[0] for card in offered[:7]} == {"mine", "more", "ours"}
    assert "ours/z" in offered[:7]
    assert set(offered[7:]) == {"ours/a", "ours/b", "ours/c", "ours/d"}


def test_the_setting_says_whose_new_cards_a_plan_has(store: Store) -> None:
    _beside_others(store)
    mixed = [card.partition("/")[0] == "ours" for card in _offered(store, "mixed")]
    assert mixed[:4] == [False, True] * 2
    assert {card.partition("/")[0] for card in _offered(store, "own-only")} == {"mine", "more"}
    assert {card.partition("/")[0] for card in _offered(store, "shipped-only")} == {"ours"}


def test_a_plan_has_no_card_that_the_setting_leaves_out_unless_it_was_met(store: Store) -> None:
    _beside_others(store)
    store.record(answer("ours/a", 4))
    found = material(store, EVERYTHING, DAY + 9, Plan(first="own-only"))
    assert set(found.items) == {f"{deck}/n{number}" for deck in ("mine", "more") for number in range(3)} | {
        "ours/a"
    }
    assert set(found.order) == set(found.items) - {"ours/a"}


@pytest.mark.parametrize(("weight", "first"), [(1, "mine"), (2, "more"), (5, "more")])
def test_own_decks_with_a_weight_come_sooner_in_a_plan(store: Store, weight: int, first: str) -> None:
    _beside_others(store, weight)
    assert {card.partition("/")[0] for card in _offered(store, "own-first")[:2]} == {first}


def test_an_own_note_that_nobody_asks_comes_before_what_is_due_as_the_best_new_one_does(store: Store) -> None:
    _beside_others(store)
    found = material(store, EVERYTHING, DAY, Plan())
    worth = [offer.worth for offer in found.demand.offers({}, 0.8, dict.fromkeys(found.order, 40.0))]
    assert worth[0] >= max(worth)
    day = plan_day(Goal("g", by=DAY + 90, made=DAY), found)
    assert not {"ours/a", "ours/b", "ours/c", "ours/d"}.intersection(day.cards[:7])
