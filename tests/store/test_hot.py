"""What a session is given: which cards, in which order, and the numbers that the home screen shows."""

from pathlib import Path
from typing import get_args

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, of, pair
from trainer.core.card import Note
from trainer.core.kinds import Point, Points, Typed
from trainer.core.library import DeckCounts, First, Today
from trainer.core.log import detail_of
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING, Scope, ScopeError
from trainer.store.store import Store


def new(store: Store, day: int = DAY, limit: int = 99, scope: Scope = EVERYTHING) -> list[str]:
    return store.new(day, scope, limit)


def due(store: Store, day: int, limit: int = 99, scope: Scope = EVERYTHING) -> list[str]:
    return store.due(day, scope, limit)


def test_new_cards_come_in_learning_order(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("z.yaml", basic("why", asked=8, needs=("z/what",)), basic("what"), deck="z", title="Z")
    shelf.put("a.yaml", basic("rare", asked=0), basic("core", level="core"), deck="a", title="A")
    shelf.sync()
    assert new(store) == ["z/what", "z/why", "a/core", "a/rare"]
    assert new(store, limit=2) == ["z/what", "z/why"]
    assert new(store, limit=0) == new(store, limit=-1) == []


def test_the_order_follows_the_decks_when_they_change(store: Store) -> None:
    shelf = Shelf(store, basic("a", asked=2), basic("b", asked=5))
    assert new(store) == ["deck/b", "deck/a"]
    shelf.put("deck.yaml", basic("a", asked=9), basic("b", asked=5))
    shelf.sync()
    assert new(store) == ["deck/a", "deck/b"]
    shelf.put("more.yaml", basic("c", asked=9), deck="more")
    shelf.sync()
    assert new(store) == ["more/c", "deck/a", "deck/b"]


def test_own_decks_come_first_or_in_turn_or_alone(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("ours.yaml", basic("a", asked=9), basic("b", asked=8), deck="ours")
    shelf.put("mine.yaml", basic("a"), basic("b"), deck="mine")
    shelf.files["ours.yaml"] = shelf.files["ours.yaml"]._replace(own=False)
    shelf.sync()
    found = {first: store.new(DAY, EVERYTHING, 9, first) for first in get_args(First)}
    assert found == {
        "own-first": ["mine/a", "mine/b", "ours/a", "ours/b"],
        "mixed": ["mine/a", "ours/a", "mine/b", "ours/b"],
        "own-only": ["mine/a", "mine/b"],
        "shipped-only": ["ours/a", "ours/b"],
    }


def test_an_own_note_comes_behind_what_it_needs_from_another_deck(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put(
        "ours.yaml", basic("top", asked=9), basic("base"), basic("late", needs=("mine/b",)), deck="ours"
    )
    shelf.put("mine.yaml", basic("a", needs=("ours/base",)), basic("b"), deck="mine")
    shelf.files["ours.yaml"] = shelf.files["ours.yaml"]._replace(own=False)
    shelf.sync()
    found = {first: store.new(DAY, EVERYTHING, 9, first) for first in get_args(First)}
    assert found == {
        "own-first": ["mine/b", "ours/base", "mine/a", "ours/top", "ours/late"],
        "mixed": ["mine/b", "ours/top", "ours/base", "ours/late", "mine/a"],
        "own-only": ["mine/b", "mine/a"],
        "shipped-only": ["ours/top", "ours/base", "ours/late"],
    }
    listed = {first: store.cards(EVERYTHING, DAY, "order", first=first) for first in get_args(First)}
    assert listed == {
        "own-first": found["own-first"],
        "mixed": found["mixed"],
        "own-only": found["own-only"] + found["shipped-only"],
        "shipped-only": found["shipped-only"] + found["own-only"],
    }


def test_of_each_note_only_the_first_new_card_is_offered(store: Store) -> None:
    Shelf(store, pair("a"), pair("b"))
    assert new(store) == ["deck/a#c1", "deck/b#c1"]
    store.record(answer("deck/a#c1", 4))
    store.record(mark("deck/b#c1", "suspend"))
    assert new(store) == ["deck/a#c2", "deck/b#c2"]


def test_due_cards_come_from_their_day_on_those_first_that_waited_longest_for_their_interval(
    store: Store,
) -> None:
    Shelf(store, *(basic(name) for name in "abcd"))
    for name, days in [("d", [0]), ("a", [1]), ("b", [1]), ("c", [0, 1])]:
        for day in days:
            store.record(answer(f"deck/{name}", 4, DAY + day))
    assert due(store, DAY) == []
    assert due(store, DAY + 1) == ["deck/d"]
    assert due(store, DAY + 2) == ["deck/d", "deck/a", "deck/b"]
    assert due(store, DAY + 7) == ["deck/d", "deck/a", "deck/b", "deck/c"]
    assert due(store, DAY + 99, limit=2) == ["deck/d", "deck/a"]


def test_of_a_note_one_card_a_day_is_due(store: Store) -> None:
    Shelf(store, pair("a"), basic("b"))
    for card in ("deck/a#c1", "deck/a#c2", "deck/b"):
        store.record(answer(card, 4))
    assert due(store, DAY + 1) == ["deck/a#c1", "deck/b"]
    assert store.decks(DAY + 1)[0].due == 2
    store.record(answer("deck/a#c1", 4, DAY + 1))
    assert due(store, DAY + 1) == ["deck/b"]
    ((_, _, _, waiting, *_, next_due, _, _),) = store.decks(DAY + 1)
    assert (waiting, next_due) == (1, DAY + 2)
    assert due(store, DAY + 2) == ["deck/a#c2", "deck/b"]


def test_drills_come_in_the_order_the_cards_were_failed_and_only_on_their_day(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    for name, grade in [("c", 3), ("a", 0), ("b", 4), ("c", 2)]:
        store.record(answer(f"deck/{name}", grade))
    assert store.drills(DAY, EVERYTHING) == ["deck/a", "deck/c"]
    assert store.drills(DAY + 1, EVERYTHING) == []
    store.record(answer("deck/a", 4))
    assert store.drills(DAY, EVERYTHING) == ["deck/c"]


def test_a_suspended_card_is_asked_nowhere_until_it_is_back(store: Store) -> None:
    Shelf(store, basic("new"), basic("due"), basic("failed"))
    store.record(answer("deck/due", 4, DAY - 1))
    store.record(answer("deck/failed", 2))
    for card in ("deck/new", "deck/due", "deck/failed"):
        store.record(mark(card, "suspend"))
    assert new(store) == due(store, DAY) == store.drills(DAY, EVERYTHING) == []
    assert store.due_on(DAY + 1, EVERYTHING) == 0
    assert store.forecast(DAY, 2) == [0, 0]
    for card in ("deck/new", "deck/due", "deck/failed"):
        store.record(mark(card, "unsuspend"))
    assert (new(store), due(store, DAY)) == (["deck/new"], ["deck/due"])
    assert store.drills(DAY, EVERYTHING) == ["deck/failed"]


def test_burying_puts_a_card_and_its_siblings_off_until_tomorrow_also_over_a_restart(store: Store) -> None:
    Shelf(store, pair("a"), pair("b"))
    store.record(answer("deck/a#c1", 4, DAY - 1))
    store.record(answer("deck/a#c2", 2))
    store.record(mark("deck/a#c1", "bury"))
    store.record(mark("deck/b#c2", "bury"))
    with Store(store.path) as later:
        assert due(later, DAY) == new(later) == later.drills(DAY, EVERYTHING) == []
        assert due(later, DAY + 1) == ["deck/a#c1"]
        assert new(later, DAY + 1) == ["deck/b#c1"]


def test_a_scope_narrows_everything_to_its_decks_and_tags(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x", tags=("t",)), basic("due", tags=("t",)), basic("drill"), deck="a")
    shelf.put("b.yaml", basic("x", tags=("tt", "t-t")), basic("due"), basic("drill", tags=("t",)), deck="b")
    shelf.sync()
    for deck in "ab":
        store.record(answer(f"{deck}/due", 4, DAY - 1))
        store.record(answer(f"{deck}/drill", 1))
    expected = {
        EVERYTHING: (["a/x", "b/x"], ["a/due", "b/due"], ["a/drill", "b/drill"], 4),
        Scope(decks=("a",)): (["a/x"], ["a/due"], ["a/drill"], 2),
        Scope(tags=("t",)): (["a/x"], ["a/due"], ["b/drill"], 2),
        Scope(decks=("b",), tags=("t",)): (["a/x", "b/x"], ["a/due", "b/due"], ["b/drill"], 3),
        Scope(tags=("none",)): ([], [], [], 0),
    }
    for scope, (fresh, old, drills, tomorrow) in expected.items():
        assert new(store, scope=scope) == fresh
        assert due(store, DAY, scope=scope) == old
        assert store.drills(DAY, scope) == drills
        assert store.due_on(DAY + 1, scope) == tomorrow


def test_words_of_the_user_are_resolved_against_decks_and_tags_in_use(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x", tags=("sql", "hive")), deck="hive-ddl", title="Hive::DDL")
    shelf.put("b.yaml", basic("x", tags=("old",)), deck="kafka", title="Kafka")
    shelf.sync()
    assert store.resolve([]) == EVERYTHING
    assert store.resolve(["hive", "tag:sql"]) == Scope(("hive-ddl",), ("sql",))
    shelf.remove("b.yaml")
    shelf.sync()
    with pytest.raises(ScopeError):
        store.resolve(["kafka"])
    with pytest.raises(ScopeError):
        store.resolve(["tag:old"])


def test_what_was_done_today_is_counted_from_the_log(store: Store) -> None:
    Shelf(store, *(pair(name) for name in "abcd"))
    store.record(answer("deck/a#c1", 4, DAY - 1))
    for card, grade in [("deck/a#c1", 2), ("deck/a#c1", 4), ("deck/b#c1", 4), ("deck/c#c2", 1)]:
        store.record(answer(card, grade))
    store.record(answer("deck/d#c1", 4))
    store.undo(Moment(0, DAY))
    store.record(mark("deck/d#c1", "flag"))
    with Store(store.path) as later:
        assert later.today(DAY)[:3] == (2, 1, frozenset({"deck/a", "deck/b", "deck/c"}))
        assert later.today(DAY - 1)[:3] == (1, 0, frozenset({"deck/a"}))
        assert later.today(DAY + 1) == Today()


def test_failed_are_answers_in_words_that_were_no_pass(store: Store) -> None:
    for grade in range(6):
        store.record(answer("deck/a", grade, DAY + grade, answer=f"{grade}"))
    store.record(answer("deck/a", 0, DAY + 9))
    kinds = {"review", "drill", "early"}
    assert [event.grade for event in store.log(kinds, failed=True)] == [0, 1, 2]


def test_a_card_that_another_device_had_learnt_before_was_due_and_not_new(
    store: Store, tmp_path: Path
) -> None:
    """The two did not know of each other: each stored its answer as the first one."""
    Shelf(store, basic("a"))
    with Store(tmp_path / "other.db") as other:
        learnt = other.record(answer("deck/a", 4, DAY - 1))
    store.record(answer("deck/a", 4))
    assert store.today(DAY)[:2] == (1, 0)
    store.merge([learnt])
    assert store.today(DAY)[:2] == (0, 1)
    assert store.today(DAY - 1)[:2] == (1, 0)


def test_a_card_begun_anew_is_new_and_one_given_a_day_is_not(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 9))
    store.record(mark("deck/a", "reset", DAY - 1))
    store.record(mark("deck/b", "reschedule", DAY - 1, detail=detail_of(due=DAY)))
    store.record(answer("deck/a", 4))
    store.record(answer("deck/b", 4))
    assert store.today(DAY)[:2] == (1, 1)


def test_the_forecast_counts_overdue_cards_on_the_first_day(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    store.record(answer("deck/a", 4, DAY - 9))
    store.record(answer("deck/b", 4))
    store.record(answer("deck/c", 4, DAY - 1))
    store.record(answer("deck/c", 4))
    assert store.forecast(DAY, 7) == [1, 1, 0, 0, 0, 0, 1]
    assert store.forecast(DAY, 1) == [1]
    assert [store.due_on(DAY + day, EVERYTHING) for day in (0, 1, 5, 6)] == [1, 2, 2, 3]


def test_each_deck_has_its_numbers(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("k.yaml", basic("x"), basic("y"), deck="kafka", title="kafka")
    shelf.put("h.yaml", pair("a"), pair("b"), basic("c"), basic("d"), deck="hive", title="Hive")
    shelf.put("e.yaml", deck="empty", title="Zero")
    shelf.sync()
    store.record(answer("hive/a#c1", 4, DAY - 1))
    store.record(answer("hive/c", 2))
    store.record(mark("hive/d", "suspend"))
    store.record(answer("kafka/x", 4, DAY - 1))
    store.record(answer("kafka/x", 4))
    assert store.decks(DAY) == [
        DeckCounts("hive", "Hive", 3, 1, 1, cards=6, learnt=2, suspended=1, next_due=DAY + 1, fresh=1),
        DeckCounts("kafka", "kafka", 1, 0, 0, cards=2, learnt=1, suspended=0, next_due=DAY + 6, fresh=1),
        DeckCounts("empty", "Zero", 0, 0, 0, cards=0, learnt=0, suspended=0, next_due=0),
    ]
    store.record(mark("hive/a#c2", "bury"))
    assert store.decks(DAY)[0][2:5] == (3, 0, 1)


def test_a_store_without_decks_answers_every_question(store: Store) -> None:
    assert (new(store), due(store, DAY), store.drills(DAY, EVERYTHING)) == ([], [], [])
    assert (store.decks(DAY), store.forecast(DAY, 2), store.problems()) == ([], [0, 0], [])
    assert (store.export(), store.due_on(DAY, EVERYTHING), store.today(DAY)) == (([], {}), 0, Today())


def test_usual_times_are_those_of_right_answers_on_their_day_the_newest_first(store: Store) -> None:
    Shelf(store, basic("a"))
    for grade, day, took, detail in [
        (4, 0, 1000, ""),
        (4, 1, 9000, '{"thought":2000}'),  # the time until the answer was shown, where it is known
        (5, 1, 50, ""),  # a drill: known from a minute ago
        (2, 7, 60, ""),  # wrong
        (4, 8, 3000, ""),
        (4, 9, 4000, ""),
        (4, 14, 5000, ""),
    ]:
        store.record(answer("deck/a", grade, DAY + day, at=day * 1000 + took, took=took, detail=detail))
    store.undo(Moment(0, DAY))
    card = store.card("deck/a")
    assert card is not None
    assert card.usual == (4000, 3000, 2000, 1000)
    assert card.answered == 6


def test_a_card_to_be_typed_knows_what_its_deck_wants_typed_elsewhere(store: Store) -> None:
    typed = of(Typed("Which?", "Spark", ("Apache Spark",)))
    shelf = Shelf(store, typed, pair("gaps"), basic("b"))
    shelf.put("other.yaml", basic("c"), deck="other")
    shelf.sync()
    found = {key: card.others for key in store.new(DAY, EVERYTHING, 9) if (card := store.card(key))}
    assert found["deck/note"] == {"one", "two"}
    assert found["deck/gaps#c1"] == {"Spark", "Apache Spark"}
    assert found["deck/b"] == found["other/c"] == frozenset()


def test_an_open_question_knows_the_others_of_its_deck(store: Store) -> None:
    asked = {name: Points(f"Why {name}?", (Point(name),)) for name in ("a", "b", "c")}
    shelf = Shelf(store, *(Note("deck", name, asked[name]) for name in "ab"), basic("d"))
    shelf.put("other.yaml", Note("other", "c", asked["c"]), deck="other")
    shelf.sync()
    found = {key: card.beside for key in store.new(DAY, EVERYTHING, 9) if (card := store.card(key))}
    assert found == {"deck/a": (asked["b"],), "deck/b": (asked["a"],), "deck/d": (), "other/c": ()}
