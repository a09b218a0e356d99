"""The decks as a tree by the ``::`` parts of their titles, with sums. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from trainer.core.library import DeckCounts
from trainer.core.scope import Scope
from trainer.core.text import one_line
from trainer.core.title import parts
from trainer.scheduling.queue import Counts


class Asks(Protocol):
    """What says how many cards are asked, and when the next ones: a session."""

    def asks(self, decks: Sequence[DeckCounts]) -> Counts: ...

    def comes(self, decks: Sequence[DeckCounts]) -> int: ...

    def is_beside(self, decks: Sequence[DeckCounts]) -> bool: ...


class Place(NamedTuple):
    """Where the user left the decks: the title marked, and those folded."""

    title: tuple[str, ...]
    folded: frozenset[tuple[str, ...]]


@dataclass(slots=True)
class Node:
    """A deck, or a part of titles that decks have in common, with the sums of all decks in it.

    ``today`` is how many of its cards a session over it would ask now, None while that is not known;
    ``by_plan``: is it goals that say so of all decks? ``beside``: is it no part of the number of all decks?
    ``comes`` is the next study day on which anything is asked, or 0; a card is due, while that is not known.
    """

    title: tuple[str, ...]
    decks: list[str] = field(default_factory=list)
    counts: list[DeckCounts] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    new: int = 0
    due: int = 0
    again: int = 0
    cards: int = 0
    learnt: int = 0
    comes: int = 0
    today: int | None = None
    by_plan: bool = False
    beside: bool = False

    def add(self, deck: DeckCounts) -> None:
        """Count a deck in."""
        self.decks.append(deck.id)
        self.counts.append(deck)
        self.new += deck.new
        self.due += deck.due
        self.again += deck.again
        self.cards += deck.cards
        self.learnt += deck.learnt
        if deck.next_due and (not self.comes or deck.next_due < self.comes):
            self.comes = deck.next_due

    @property
    def named(self) -> str:
        """Its title as people read it."""
        return " › ".join(one_line(part, 200) for part in self.title) or "all decks"

    @property
    def scope(self) -> Scope:
        """What is practised when this node is chosen."""
        return Scope(tuple(self.decks))

    def ask(self, asks: "Asks") -> None:
        """Find out for it and all below it how many cards are asked today."""
        self.today = asks.asks(self.counts).total
        self.comes = asks.comes(self.counts)
        self.beside = asks.is_beside(self.counts)
        for child in self.children:
            child.ask(asks)


def build(decks: Iterable[DeckCounts]) -> Node:
    """Return the root of the tree; its title is empty and its sums are those of all decks."""
    root = Node(())
    known: dict[tuple[str, ...], Node] = {(): root}
    for deck in decks:
        names = parts(deck.title)
        root.add(deck)
        for depth in range(1, len(names) + 1):
            title = names[:depth]
            node = known.get(title)
            if node is None:
                node = known[title] = Node(title)
                known[title[:-1]].children.append(node)
            node.add(deck)
    return root


def rows(root: Node, folded: frozenset[tuple[str, ...]]) -> list[Node]:
    """Return the nodes in sight, the root first, without what is below those ``folded``."""
    found = [root]
    pending = list(reversed(root.children))
    while pending:
        node = pending.pop()
        found.append(node)
        if node.title not in folded:
            pending += reversed(node.children)
    return found


def foldable(nodes: Sequence[Node]) -> frozenset[tuple[str, ...]]:
    """Return the titles of those ``nodes`` that have others below them."""
    return frozenset(node.title for node in nodes if node.title and node.children)
