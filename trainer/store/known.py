"""What a query may name in a store: a name that stands for nothing there is told, not searched for.

The language itself (`trainer.core.query`) has its own words, after ``is:`` and before a colon; which decks,
tags, ids and numbers there are, only a store knows.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from trainer.core.card import LEVELS
from trainer.core.kinds import KINDS
from trainer.core.near import meant
from trainer.core.query import COUNTS, Named, Node, Property, QueryError, each_leaf, literal
from trainer.core.text import folded
from trainer.store.within import NAMED, RECALL, TAGS_IN_USE, fits, like

Ask = Callable[..., list[Any]]
"""Returns the rows of a SQL query; its values are keywords."""


class _Field(NamedTuple):
    """How a name of it is missed in words, what there is, and what to say where nothing is near."""

    missed: str
    names: Callable[[Ask, str], Iterable[str]]
    otherwise: str = ""


def check(query: Node, ask: Ask, facts: Iterable[str]) -> None:
    """See that what a query names is known; ``facts``: the numbers that the scheduler keeps.

    Raises:
        QueryError: a name stands for nothing; the message has those that are near.
    """
    for leaf in each_leaf(query):
        if isinstance(leaf, Property):
            _check_number(leaf.name, sorted({*COUNTS, RECALL, *facts}))
        elif isinstance(leaf, Named):
            _check_name(leaf, ask)


def _check_number(name: str, known: Collection[str]) -> None:
    if name not in known:
        raise QueryError(f"No card has a number called {name!r}; {meant(name, known, 'prop:{}')}")


def _check_name(leaf: Named, ask: Ask) -> None:
    if leaf.field not in _FIELDS:  # it names nothing
        return
    field, wanted = _FIELDS[leaf.field], fits(leaf.pattern)
    seen: list[str] = []
    for name in field.names(ask, leaf.pattern):
        if wanted(name):
            return
        if len(seen) < _LOOKED_AT:
            seen.append(name)
    name = re.sub(r"\\(.)", r"\1", leaf.pattern)
    if (leaf.field, name) in _ANKI:
        raise QueryError(f"Anki's {leaf.field}:{name} means nothing here: {_ANKI[leaf.field, name]}")
    otherwise = f"level:{name} finds the notes of that level" if name in LEVELS else field.otherwise
    near = meant(name, map(_written, seen), leaf.field + ":{}", otherwise)
    raise QueryError(f"{field.missed} {name!r}; {near}")


def _written(name: str) -> str:
    """Return a name as it stands in a query."""
    pattern = literal(name).replace(r"\_", "_")  # which stands for itself, too
    return f'"{pattern}"' if re.search(r"[\s()]", name) else pattern


def _decks(ask: Ask, _: str) -> Iterator[str]:
    for deck, title in ask("SELECT id, title FROM deck WHERE retired = 0 ORDER BY position"):
        yield deck
        above = title.split("::")
        yield from ("::".join(above[:depth]) for depth in range(1, len(above) + 1))


def _tags(ask: Ask, pattern: str) -> Iterator[str]:
    """Yield the tags of a note that has one which ``pattern`` finds; where there is none, all tags."""
    found = f"{TAGS_IN_USE} AND tagged(tags, :tag) LIMIT 1"
    for (row,) in ask(found, tag=folded(pattern)) or ask(TAGS_IN_USE):
        for tag in row.split():
            above = tag.split("::")
            yield from ("::".join(above[:depth]) for depth in range(1, len(above) + 1))


def _ids(ask: Ask, pattern: str) -> Iterator[str]:
    """Yield a key that ``pattern`` finds; where there is none, those of the deck it names."""
    cards = "FROM card c WHERE c.retired = 0 AND"
    for row in ask(f"SELECT c.note, c.key {cards} {NAMED['id'].format(v=':id')} LIMIT 1", id=like(pattern)):
        yield from row
    found = ask(f"SELECT DISTINCT c.note {cards} c.deck = :deck", deck=pattern.partition("/")[0])
    yield from (note for (note,) in found)


_LOOKED_AT = 2000
"""Names that are compared with one that means nothing."""

_ANKI = {
    ("deck", "current"): "no deck is the current one; name it",
    ("deck", "filtered"): "there are no filtered decks; a query stands where a deck does",
}
"""Names that mean something in Anki, where no deck has them."""

_FIELDS = {
    "deck": _Field("No deck is called", _decks, "Home lists them."),
    "tag": _Field("No note has the tag", _tags),
    "id": _Field("No card or note has the id", _ids, "`w` in review names ids."),
    "kind": _Field("There is no kind of note called", lambda _ask, _pattern: KINDS),
    "level": _Field("There is no level called", lambda _ask, _pattern: LEVELS),
}
