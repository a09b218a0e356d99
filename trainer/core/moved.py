"""Cards that moved to another deck, as the log has it."""

from collections.abc import Iterable, Iterator

from trainer.core.log import details


def keys_of_moved(told: Iterable[str]) -> list[list[str]]:
    """Return the keys that each card had of which the details of ``moved`` events tell, which come in the
    order in which they count; the key that it has now comes last."""
    of: dict[str, list[str]] = {}
    for old, card in _moves(told):
        keys = dict.fromkeys([*of.get(card, ()), *of.get(old, ()), old])
        keys.pop(card, None)
        all_of_it = [*keys, card]
        of.update(dict.fromkeys(all_of_it, all_of_it))
    return list({id(keys): keys for keys in of.values()}.values())


def first_of_moved(told: Iterable[str]) -> dict[str, str]:
    """Return for each key of a card that moved the one from which it was seen to move first: later moves,
    also back to where it was, leave it the same."""
    told = list(told)
    order: dict[str, int] = {}
    for old, _ in _moves(told):
        order.setdefault(old, len(order))
    groups = keys_of_moved(told)
    return {key: min(keys, key=lambda one: order.get(one, len(order))) for keys in groups for key in keys}


def _moves(told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each older key with the one that its card had then, as the details of ``moved`` events tell."""
    for cards in (details(text).get("cards") for text in told):
        for old, card in cards.items() if isinstance(cards, dict) else ():
            if isinstance(card, str) and old and card:
                yield old, card
