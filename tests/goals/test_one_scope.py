"""One scope and one number: header, table, `due`, a session, its end and the figures agree, with a goal or
without, over all decks, some, or what a query finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.goals.setting import wish
from tests.practice.context import Clock, give
from tests.store.build import DAY, Shelf, answer, basic, filled, pair
from trainer.core.custom import Custom
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.session import begin, plans_of, session_of
from trainer.practice.further import take, ways
from trainer.practice.overview import coming_after, overview, tomorrow
from trainer.practice.session import Session
from trainer.practice.summary import summary
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store
from trainer.tui.widgets.deck_tree import Node, build

FEW = Plan(new_per_day=7)
WORDS = ((), ("Kafka",), ("k2",), ("Hive",), ("is:due",), ("tag:x",), ("deck:Kafka or n1",), ("k1", "h"))


def _fill(store: Store) -> None:
    """Three decks with cards met, due, failed today and new."""
    shelf = Shelf(store)
    for deck, title in (("k1", "Kafka::One"), ("k2", "Kafka::Two"), ("h", "Hive")):
        notes = [basic(f"n{number}", tags=("x",) if number < 6 else ()) for number in range(12)]
        shelf.put(f"{deck}.yaml", *notes, pair("p"), deck=deck, title=title)
    shelf.sync()
    for deck in ("k1", "k2", "h"):
        for number, (grade, day) in enumerate(((4, -9), (4, -1), (2, -1), (1, 0), (4, 0))):
            store.record(answer(f"{deck}/n{number}", grade, DAY + day))
        store.record(answer(f"{deck}/p#c1", 4, DAY - 3))


@pytest.fixture(params=["no goal", "all", "Kafka", "tag:x"])
def used(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """These decks with a goal about all, a topic, a tag, or none."""
    path = tmp_path / "used.db"
    path.write_bytes(filled(_fill))
    with Store(path) as store:
        if request.param != "no goal":
            wish(store, by="+20d", minutes="2", what="" if request.param == "all" else request.param)
        yield store


def of(store: Store, *words: str) -> Session:
    return session_of(store, Clock(), FEW, store.resolve(words, DAY))


@pytest.mark.parametrize("words", WORDS)
def test_what_is_said_of_a_scope_is_what_is_asked(used: Store, words: tuple[str, ...]) -> None:
    session = of(used, *words)
    view = overview(session)
    assert view.left == session.counts == session.would_ask().counts() == session.left_today()
    assert view.coming[0] == view.left.total + view.outside
    cards = session._queue.cards()
    assert used.among(cards, session.scope, DAY) == cards, "nothing from elsewhere"
    for deck in view.decks:
        both = session.scope.narrowed(Scope((deck.id,)).as_query())._replace(day=DAY)
        assert view.today[deck.id] == session_of(used, Clock(), FEW, both).counts.total
    if plans_of(session):
        planned = of(used)._queue.cards()
        assert cards == [card for card in planned if card in cards], "a part of the one plan"
        if any(not each.goal.what for each in plans_of(session)):
            assert sum(view.today.values()) == view.left.total


def test_each_row_of_the_table_says_what_enter_asks(used: Store) -> None:
    root = build(used.decks(DAY))
    root.ask(of(used))

    def check(node: Node) -> None:
        scope = node.scope if node.title else EVERYTHING
        assert node.today == session_of(used, Clock(), FEW, scope).counts.total, node.title
        for child in node.children:
            check(child)

    check(root)


@pytest.mark.parametrize("words", WORDS)
def test_tomorrow_is_one_number(used: Store, words: tuple[str, ...]) -> None:
    session = of(used, *words)
    one = tomorrow(session)
    assert overview(session).coming[1] == one
    assert summary(session).tomorrow == one
    assert coming_after(session, days=30)[1] == one
    session.end_after(1)
    assert tomorrow(session) == one, "however short the session"


@pytest.mark.parametrize("words", [(), ("Hive",), ("Kafka",), ("tag:x",)])
def test_each_way_on_has_a_card_and_no_other_has(used: Store, words: tuple[str, ...]) -> None:
    session = of(used, *words)
    while session.attempt is not None:
        give(session, 5)
    offered = [way.key for way in ways(session)]
    assert "x" in offered
    for key in "+cw1amx":
        again = of(used, *words)
        if key in offered:
            assert take(again, key), key
            assert again.attempt is not None
            if used.log({"more"}):
                used.undo(FEW.moment(Clock()()))
        else:
            assert not take(session, key), key
            assert session.attempt is None


def test_what_the_plan_has_not_of_a_deck_is_one_key_away(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", *(basic(f"n{number:03}", asked=9) for number in range(200)), deck="a", title="A")
    shelf.put("b.yaml", *(basic(f"n{number:03}", asked=0) for number in range(50)), deck="b", title="B")
    shelf.sync()
    wish(store, by="+60d", minutes="10")
    session = of(store, "b")
    assert plans_of(session)
    assert session.attempt is None
    assert ("+", "20 more new cards") in ways(session)
    assert take(session, "+")
    assert session.counts == Counts(new=20)
    assert {card[0] for card in session._queue.cards()} == {"b"}
    assert not store.log({"more"}), "the plan stays as it is"
    assert of(store, "b").attempt is None


def test_a_goal_elsewhere_leaves_a_deck_as_ever(store: Store) -> None:
    shelf = Shelf(store)
    for deck in "ab":
        shelf.put(f"{deck}.yaml", *(basic(f"n{number}") for number in range(30)), deck=deck, title=deck)
    shelf.sync()
    wish(store, by="+9d", minutes="5", what="a")
    assert of(store, "b").counts.new == FEW.new_per_day
    assert summary(of(store, "b")).elsewhere == of(store).counts.total


def test_cards_of_ones_own_choice_count_as_what_they_are(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    store.record(answer("deck/a", 4, DAY - 1))
    store.record(answer("deck/b", 4, DAY - 9))
    store.record(answer("deck/b", 4, DAY - 8))
    store.record(answer("deck/a", 4, DAY))
    session = Session(store, Clock(), FEW, cards=("deck/a", "deck/b", "deck/c"))
    assert session.counts.said == "1 new, 1 due, 0 again, 1 ahead"


def test_the_end_of_a_session_of_ones_own_cards_tells_of_the_plan(store: Store) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(90)))
    wish(store, by="+20d", minutes="9")
    planned = of(store).counts
    own = session_of(store, Clock(), FEW, cards=("deck/n80",))
    assert not plans_of(own)
    assert summary(own).left == planned
    give(own, 4)
    assert own.attempt is None
    own.refill()
    assert plans_of(own)
    weakest = begin(store, Clock(), FEW, custom=Custom(ahead=3))
    assert summary(weakest).left == of(store).counts


def test_where_minutes_are_over_the_day_is_not(store: Store) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(9)))
    clock = Clock()
    session = Session(store, clock, FEW)
    session.end_after(1)
    while session.attempt is not None:
        clock.forward(seconds=30)
        give(session, 4)
    came_to = summary(session)
    assert came_to.left.new == FEW.new_per_day - came_to.cards > 0


def test_what_was_missed_is_that_of_the_scope(store: Store) -> None:
    shelf = Shelf(store)
    for deck in "ab":
        shelf.put(f"{deck}.yaml", basic("n"), basic("m"), deck=deck, title=deck)
    shelf.sync()
    store.record(answer("b/n", 1))
    of_a = session_of(store, Clock(), FEW, store.resolve(["deck:a is:new"], DAY))
    give(of_a, 1, 4)
    assert list(of_a.missed_today) == [of_a.answers[0].card], "though it is new no more"
    assert set(session_of(store, Clock(), FEW).missed_today) == {"b/n", of_a.answers[0].card}
