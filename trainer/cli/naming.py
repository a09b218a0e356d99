"""How cards are named on the command line, the same way for every verb."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainer.cli.environment import scope_of
from trainer.core.errors import UsageError
from trainer.core.query import is_query

if TYPE_CHECKING:
    from trainer.settings.model import Settings
    from trainer.store.store import Store


def named(store: "Store", wishes: "Settings", words: Sequence[str]) -> Mapping[str, bool]:
    """Return the cards that ids of cards and notes, deck ids, titles, tags and queries name, each with
    whether it was named itself, or its note; but for those that a word denies which begins with a dash.

    Raises:
        UsageError: a word means nothing here.
    """
    found: dict[str, bool] = {}
    denying = [word for word in words if word.startswith("-")]
    for word in words:
        if word in denying:
            continue
        if "/" in word and not is_query(word):
            found.update(dict.fromkeys(cards_of(store, word), True))
        else:
            for key in _found(store, wishes, [word]):
                found.setdefault(key, False)
    if not denying:
        return found
    left = _found(store, wishes, denying)
    if len(denying) == len(words):
        return dict.fromkeys(left, False)
    return {key: found[key] for key in left if key in found}


def _found(store: "Store", wishes: "Settings", words: Sequence[str]) -> Sequence[str]:
    scope = scope_of(words, wishes, store)
    return store.cards(scope, scope.day)


def check_name(store: "Store", key: str) -> None:
    """See that a setting, if it is a query of the user's, has a name that means nothing else.

    Raises:
        UsageError: it means something already.
    """
    from trainer.core.scope import check_kept
    from trainer.settings.model import QUERIES

    table, _, name = key.partition(".")
    if table == QUERIES and name:
        check_kept(name, [(deck.id, deck.title) for deck in store.decks(0)])


def shown_of(store: "Store", wishes: "Settings", word: str) -> Sequence[str]:
    """Return the keys of the cards that a word means where they are only shown: of a note each of its cards,
    else what `named` has.

    Raises:
        UsageError: the word means nothing here, or no card.
    """
    if "/" in word and not is_query(word):
        cards = cards_of(store, word)
        card = store.card(cards[0])
        return card.note.card_keys() if card is not None and card.note.key == word else cards
    if not (found := tuple(named(store, wishes, [word]))):
        raise UsageError(f"no card is found by {word!r}")
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
