"""Searches find what a list shows of tables and headings, and what is written."""

from tests.store.build import DAY, Shelf, basic
from trainer.store.store import Store


def test_rows_of_tables_and_headings_are_found_as_lists_show_them_and_as_they_are_written(
    store: Store,
) -> None:
    table = "Which?\n\n| x | y |\n|---|:-:|\n| `a\\|b` | **three** |\n"
    Shelf(store, basic("table", table), basic("heading", "## Some `heading` ##\n\nText"))
    for query in ('"a|b"', r'"a\\|b"', '"a|b · three"', '"x · y"', 'front:"a|b"', '"|---|"'):
        assert store.cards(store.search(query, DAY), DAY) == ["deck/table"], query
    for query in ('"some heading"', '"## some"', "re:^some.heading$"):
        assert store.cards(store.search(query, DAY), DAY) == ["deck/heading"], query
