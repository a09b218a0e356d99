"""The tree of decks that home shows."""

from trainer.core.library import DeckCounts
from trainer.tui.widgets import deck_tree
from trainer.tui.widgets.deck_tree import foldable, rows


def test_tree_counts_a_deck_that_is_also_a_branch() -> None:
    def deck(name: str, title: str, next_due: int) -> DeckCounts:
        return DeckCounts(name, title, 1, 2, 3, 10, 4, 0, next_due)

    root = deck_tree.build([deck("a", "Kafka", 9), deck("b", "Kafka :: Delivery", 7), deck("c", "Hive", 0)])
    shown = rows(root, frozenset())
    assert [node.title for node in shown] == [(), ("Kafka",), ("Kafka", "Delivery"), ("Hive",)]
    kafka = shown[1]
    assert (kafka.new, kafka.due, kafka.again, kafka.cards, kafka.learnt) == (2, 4, 6, 20, 8)
    assert kafka.comes == 7
    assert kafka.scope.decks == ("a", "b")
    assert foldable(shown) == {("Kafka",)}
    assert len(rows(root, foldable(shown))) == 3
