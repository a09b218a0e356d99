"""Which decks and tags a command is about: ``hive-tables`` (id), ``Hive`` (title prefix) or ``tag:x``."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from trainer.core.errors import UsageError
from trainer.core.near import near
from trainer.core.title import parts, topic


class Scope(NamedTuple):
    """Deck ids and tags; a card is in scope when its deck is named or its note has one of the tags; where a
    ``level`` is named, only cards of notes of that level are.

    An empty scope is everything.
    """

    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    level: str = ""


EVERYTHING = Scope()


class ScopeError(UsageError):
    """No deck or tag answers to a name; the message says which names are near."""


def resolve(names: Sequence[str], decks: Iterable[tuple[str, str]], tags: Iterable[str]) -> Scope:
    """Return the scope that the user's words name.

    Args:
        names: deck ids, title prefixes (whole ``::`` parts, any case) or ``tag:x``.
        decks: (id, title) of all decks.
        tags: all tags in use.

    Raises:
        ScopeError: a name means nothing here.
    """
    titles, known = dict(decks), set(tags)
    chosen: dict[str, None] = {}
    wanted: dict[str, None] = {}
    for name in names:
        tag = name.removeprefix("tag:")
        if tag != name:
            if tag not in known:
                raise ScopeError(_unknown(f"no note has the tag {tag!r}", tag, known, "tag:"))
            wanted[tag] = None
        elif name in titles:
            chosen[name] = None
        else:
            found = [deck for deck, title in titles.items() if _below(title, name)]
            if not found:
                known_decks = {
                    *titles,
                    *titles.values(),
                    *map(topic, titles.values()),
                }
                raise ScopeError(_unknown(f"no deck has the id or title {name!r}", name, known_decks))
            chosen.update(dict.fromkeys(found))
    return Scope(tuple(chosen), tuple(wanted))


def _below(title: str, prefix: str) -> bool:
    wanted = parts(prefix.casefold())
    return parts(title.casefold())[: len(wanted)] == wanted


def _unknown(what: str, name: str, known: Iterable[str], prefix: str = "") -> str:
    close = near(name, known, 3)
    if not close:
        return f"{what}; `trainer due` lists the decks"
    return f"{what}; did you mean {' or '.join(repr(prefix + text) for text in close)}?"
