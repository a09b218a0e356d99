"""Sources of a card: pages with their version, sections by title, each once."""

from tests.store.build import Shelf, basic
from trainer.core.card import Reference
from trainer.practice.sources import Source, sources
from trainer.store.store import Store

PAGE = Reference("docs", "Apache Hive, DDL", "https://hive.example/ddl", "2026-11", "4.2, 2026-08")


def test_pages_and_sections_are_named_in_order_and_once(store: Store) -> None:
    shelf = Shelf(store)
    note = basic("a", cite=("hive.01.1", "docs", "hive.01.6", "unknown.3"))
    shelf.put("deck.yaml", note, references=(PAGE,))
    shelf.sync()
    card = store.card("deck/a")
    assert card is not None
    titles = {"hive.01.1": "Managed and external tables", "hive.01.6": "Managed and external tables"}
    assert sources(card, titles) == [
        Source("study document: Managed and external tables"),
        Source("Apache Hive, DDL (version 4.2, 2026-08, seen 2026-11)", "https://hive.example/ddl"),
        Source("unknown.3"),
    ]
