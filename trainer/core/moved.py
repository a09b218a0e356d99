"""Cards that moved to another deck, as the log has it."""

from collections.abc import Iterable

from trainer.core.log import details


def keys_of_moved(told: Iterable[str]) -> list[list[str]]:
    """Return the keys that each card had of which the details of ``moved`` events tell, which come in the
    order in which they count; the key that it has now comes last."""
    of: dict[str, list[str]] = {}
    for cards in (details(text).get("cards") for text in told):
        for old, card in cards.items() if isinstance(cards, dict) else ():
            if isinstance(card, str) and old and card:
                keys = dict.fromkeys([*of.get(card, ()), *of.get(old, ()), old])
                keys.pop(card, None)
                all_of_it = [*keys, card]
                of.update(dict.fromkeys(all_of_it, all_of_it))
    return list({id(keys): keys for keys in of.values()}.values())
