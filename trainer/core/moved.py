"""Cards that moved to another deck, as the log has it."""

from collections.abc import Iterable

from trainer.core.log import details


def moves_in(told: Iterable[str]) -> dict[str, str]:
    """Return the older card keys that the details of ``moved`` events name, which come in the order in which
    they count, each with the key that its card has now. A card that came back is where it was again, so that
    no key leads back to itself."""
    moves: dict[str, str] = {}
    for cards in (details(text).get("cards") for text in told):
        for old, card in cards.items() if isinstance(cards, dict) else ():
            if isinstance(card, str) and old != card and old and card:
                moves.pop(card, None)
                moves[old] = card
    return moves
