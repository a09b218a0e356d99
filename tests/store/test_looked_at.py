"""What is looked at to find cards: as little as there is to be told, whatever the history has (issue 11)."""

import pytest

from tests.store.build import DAY, Shelf, answer, basic
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
