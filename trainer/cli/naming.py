"""How cards are named on the command line, the same way for every verb."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainer.core.errors import UsageError

if TYPE_CHECKING:
    from trainer.store.store import Store


def named(store: "Store", words: Sequence[str]) -> Mapping[str, bool]:
    """Return the cards that ids of cards and notes, deck ids, titles and tags name, each with whether it was
    named itself, or its note.

    Raises:
        UsageError: a word means nothing here.
    """
    found: dict[str, bool] = {}
    for word in words:
        if "/" in word:
            found.update(dict.fromkeys(cards_of(store, word), True))
        else:
            for note in store.notes(store.resolve([word])):
                for key in note.card_keys():
                    found.setdefault(key, False)
    return found


def cards_of(store: "Store", word: str) -> Sequence[str]:
    """Return the keys of the cards that the id of a card or a note means, older ids too.

    Raises:
        UsageError: no deck in use has such a card or note.
    """
    from trainer.core.scope import Scope

    card = store.card(word)
    if card is not None:
        return (card.key,)
    key = store.present(word)
    for note in store.notes(Scope((key.partition("/")[0],))):
        if note.key == key:
            return note.card_keys()
    raise UsageError(f"no deck in use has the card {word!r}; `w` in review names ids")
