"""What is looked at to find cards: as little as there is to be told, whatever the history has (issue 11)."""

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.library import Sort
from trainer.core.log import EventKind
from trainer.store.store import Store


@pytest.mark.parametrize("query", ["rated:9", "rated:9:3", "-rated:9", "introduced:9", "-introduced:9"])
def test_what_was_answered_lately_is_found_without_a_look_at_each_answer(store: Store, query: str) -> None:
    def steps(found: list[str]) -> int:
        taken: list[int] = []
        store._connection.set_progress_handler(lambda: taken.append(1), 10)
        assert store.cards(store.search(query, DAY), DAY) == found
        store._connection.set_progress_handler(None, 0)
        return len(taken)

    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 3))
    found = ["deck/b"] if query.startswith("-") else ["deck/a"]
    before = steps(found)
    for _ in range(40):
        store.record(answer("deck/a", 4, DAY - 2))
    assert steps(found) < before + 10  # tens of steps each


@pytest.mark.parametrize(
    ("query", "through"),
    [("deck:large", "card_place"), ("is:new deck:large", "card_place"), ("deck:small", "card_deck")],
)
def test_cards_of_decks_are_sought_where_they_are_few_and_else_looked_for_among_all(
    store: Store, query: str, through: str
) -> None:
    shelf = Shelf(store)
    shelf.put("large.yaml", *(basic(f"n{number}") for number in range(40)), deck="large")
    shelf.put("small.yaml", basic("a"), deck="small")
    shelf.sync()
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    found = store.cards(store.search(query, DAY), DAY)
    store._connection.set_trace_callback(None)
    assert len(found) == (1 if "small" in query else 40)
    (listing,) = [one for one in asked if "group_concat" in one]
    plan = [row[3] for row in store._rows(f"EXPLAIN QUERY PLAN {listing}")]
    assert any(line.startswith(("SEARCH c", "SCAN c")) and through in line for line in plan), plan


TEXTS = ("two", '"two three"', "t_o", "one*three", "w:two", "nc:two", "re:tw.", "-two", "Ümläut", "質問")


@pytest.mark.parametrize("query", [*TEXTS, f"({' or '.join(TEXTS)}) -nowhere"])
@pytest.mark.parametrize("sort", ["deck", "question"])
def test_no_text_is_sought_in_the_rows_that_have_all_of_a_note(store: Store, query: str, sort: Sort) -> None:
    shelf = Shelf(store)
    shelf.put("deck.yaml", *(basic(f"n{number}", "One two three? Ümläut 質問") for number in range(9)))
    shelf.sync()
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    found = store.cards(store.search(query, DAY), DAY, sort)
    store._connection.set_trace_callback(None)
    assert len(found) == (0 if query.startswith("-") else 9)
    (listing,) = [one for one in asked if "group_concat" in one]
    plan = [row[3] for row in store._rows(f"EXPLAIN QUERY PLAN {listing}")]
    looked_at = {line.split()[1] for line in plan if line.startswith(("SEARCH", "SCAN"))}
    assert {"c", "s"} <= looked_at, plan
    assert "n" not in looked_at, plan


ALL = ("", "two", "is:due", "-is:new", "is:own", "-is:shipped -is:due", "prop:ivl>2", "rated:9", "added:9")


@pytest.mark.parametrize("query", ALL)
def test_cards_come_as_an_index_has_them_in_order_and_nothing_else_is_read(store: Store, query: str) -> None:
    shelf = Shelf(store)
    for deck in ("one", "two", "three"):
        shelf.put(f"{deck}.yaml", *(basic(f"n{number}", "two?") for number in range(9)), deck=deck)
    shelf.sync()
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    found = [*store.cards(store.search(query, DAY), DAY)]
    store._connection.set_trace_callback(None)
    (listing,) = [one for one in asked if "group_concat" in one]
    assert "ORDER BY" not in listing
    plan = [row[3] for row in store._rows(f"EXPLAIN QUERY PLAN {listing}")]
    assert plan[0].startswith("SEARCH c USING COVERING INDEX card_place"), plan
    places = dict(store._rows("SELECT key, place FROM card"))
    assert found == sorted(found, key=places.__getitem__)


def test_a_mark_is_made_without_a_look_at_the_events_of_other_cards(store: Store) -> None:
    def steps(kind: EventKind) -> int:
        taken: list[int] = []
        store._connection.set_progress_handler(lambda: taken.append(1), 10)
        store.record_all([mark("deck/a", kind, DAY)])
        store._connection.set_progress_handler(None, 0)
        return len(taken)

    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 50))
    steps("flag")
    before = steps("unflag")
    others = range(DAY - 45, DAY)
    for day in others:
        store.record(answer("deck/b", 4, day))
    assert steps("flag") < before + len(others)  # tens of steps each
    assert store.state("deck/a").flagged
