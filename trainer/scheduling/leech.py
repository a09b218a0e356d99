"""Leeches: cards that are forgotten again and again and take more time than they are worth as they are."""

from trainer.core.state import CardState, Memory

FIRST = 8
"""A card that was forgotten this often is a leech, however its answers came in; here it is flagged then."""

EVERY = 4
"""And once more whenever it was forgotten this often again."""


def becomes_leech(before: Memory | None, after: Memory) -> bool:
    """Is a card to be flagged because of the answer that led from ``before`` to ``after``?"""
    forgotten = after.lapses > (before.lapses if before is not None else 0)
    return forgotten and after.lapses >= FIRST and (after.lapses - FIRST) % EVERY == 0


def is_leech(state: CardState) -> bool:
    """Was the card forgotten as often as a leech, here or in another program?"""
    return state.memory is not None and state.memory.lapses >= FIRST
