"""Which cards a command is about: decks by id (``hive-tables``) or title (``Hive``), ``tag:x``, or any query
(``is:due prop:ivl>20``)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from trainer.core.errors import UsageError
from trainer.core.kept import parse_kept
from trainer.core.near import meant, near
from trainer.core.query import UNTAGGED, All, Either, Named, Node, Not, is_query, literal, parse
from trainer.core.text import folded
from trainer.core.title import parts, topic


class Scope(NamedTuple):
    """Deck ids and tags; a card is in scope when its deck is named or its note has one of the tags, and the
    ``query``, if any, finds it. ``day`` is the study day that a query means by today where nobody says
    another.

    An empty scope is everything.
    """

    decks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    query: Node | None = None
    day: int = 0

    def narrowed(self, query: Node) -> "Scope":
        """Return the part of it that a query finds."""
        return self._replace(query=query if self.query is None else All((self.query, query)))

    def as_query(self) -> Node:
        """Return the query that finds what is in scope."""
        named = (
            *(Named("id", f"{literal(deck)}/*") for deck in self.decks),
            *(Named("tag", literal(tag)) for tag in self.tags),
        )
        parts = ((Either(named),) if named else ()) + ((self.query,) if self.query is not None else ())
        return parts[0] if len(parts) == 1 else All(parts)


EVERYTHING = Scope()

CORE = Named("level", "core")
"""The query for what interviewers ask first."""


class ScopeError(UsageError):
    """No deck or tag answers to a name; the message says which names are near. ``deck``: that name, where it
    would have been a deck's."""

    def __init__(self, message: str, deck: str = "") -> None:
        super().__init__(message)
        self.deck = deck


def resolve(
    names: Sequence[str],
    decks: Iterable[tuple[str, str]],
    tags: Iterable[str],
    day: int = 0,
    saved: Mapping[str, str] | None = None,
) -> Scope:
    """Return the scope that the user's words name: what any of them finds, but for what a word denies that
    begins with a dash (``kafka -level:deep``).

    Args:
        names: deck ids, title prefixes (whole ``::`` parts, any case), ``tag:x``, saved queries, queries;
            where one is several of these, decks come first, then saved queries.
        decks: (id, title) of all decks.
        tags: all tags in use.
        day: the study day that is today.
        saved: queries by the names that the user gave them.

    Raises:
        ScopeError: a name means nothing here.
        QueryError: a query cannot be read.
    """
    titles, known = dict(decks), {normalize("NFC", tag): tag for tag in tags}
    queries = {normalize("NFC", name): query for name, query in (saved or {}).items()}
    free = {name: queries[name] for name in queries if not names_deck(name, titles.items())}
    chosen: dict[str, None] = {}
    wanted: dict[str, None] = {}
    asked: list[Node] = []
    for name in (normalize("NFC", name) for name in names):
        tag = name.removeprefix("tag:")
        if name in queries and not names_deck(name, titles.items()):
            asked.append(parse_kept(queries[name], free, name))
        elif tag != name and not is_query(tag):
            if tag.casefold() == UNTAGGED:
                asked.append(parse(name))
            elif tag in known:
                wanted[known[tag]] = None
            elif any(_below(one, tag) for one in known):
                asked.append(Named("tag", literal(tag)))
            else:
                raise ScopeError(_unknown(f"no note has the tag {tag!r}", tag, known, "tag:"))
        elif is_query(name) and not names_deck(name, titles.items()):
            asked.append(parse_kept(name, free))
        elif name in titles:
            chosen[name] = None
        else:
            found = [deck for deck, title in titles.items() if _below(title, name)]
            if not found:
                known_decks = {*titles, *titles.values(), *map(topic, titles.values()), *queries}
                raise ScopeError(_unknown(f"no deck has the id or title {name!r}", name, known_decks), name)
            chosen.update(dict.fromkeys(found))
    if not asked:
        return Scope(tuple(chosen), tuple(wanted), day=day)
    named = (
        *(Named("id", f"{literal(deck)}/*") for deck in chosen),
        *(Named("tag", literal(tag)) for tag in wanted),
    )
    any_of = (*named, *(node for node in asked if not isinstance(node, Not)))
    all_of: list[Node] = [node for node in asked if isinstance(node, Not)]
    if any_of:
        all_of.insert(0, any_of[0] if len(any_of) == 1 else Either(any_of))
    return Scope(query=all_of[0] if len(all_of) == 1 else All(tuple(all_of)), day=day)


def is_words(name: str) -> bool:
    """Is ``name`` several words without any sign of a query? Unless decks are named so, they are looked for
    in notes."""
    words = name.split()
    return len(words) > 1 and not any(map(is_query, words))


def check_words(names: Iterable[str], decks: Sequence[tuple[str, str]], saved: Iterable[str] = ()) -> None:
    """See that no name is of several words that begin a title of ``decks`` (id, title), or a part of one, or
    are nearly it: they would be looked for as words, in other decks. What was kept once stays what it meant,
    so `resolve` takes it.

    Raises:
        ScopeError: one is.
    """
    kept = {normalize("NFC", name) for name in saved}
    for name in (normalize("NFC", name).strip() for name in names):
        if not is_words(name) or name in kept or names_deck(name, decks):
            continue
        runs = {title: list(_runs(title)) for _, title in decks}
        begun = [title for title in runs if any(folded(run).startswith(folded(name)) for run in runs[title])]
        close = begun or [title for title in runs if near(name, runs[title], cutoff=_ALIKE)]
        if close:
            titles = " or ".join(repr(title) for title in close[:_MOST])
            words = f"{f'({name})'!r} looks for the words"
            raise ScopeError(f"no deck has the id or title {name!r}; did you mean {titles}? {words}")


_ALIKE = 0.85
"""From which likeness on words are a title with a slip, not something else."""
_MOST = 3  # titles that are named


def _runs(title: str) -> Iterator[str]:
    """Yield what one may call a deck of this title: each row of parts that follow one another."""
    names = parts(title)
    for first in range(len(names)):
        yield from ("::".join(names[first:end]) for end in range(first + 1, len(names) + 1))


def names_deck(name: str, decks: Iterable[tuple[str, str]]) -> bool:
    """Is ``name`` the id of a deck, of (id, title), or what titles begin with?"""
    return any(name == deck or _below(title, name) for deck, title in decks)


def hidden(saved: Iterable[str], decks: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names of saved queries that a deck, of (id, title), has too: there they mean the deck."""
    known = list(decks)
    return [name for name in saved if names_deck(normalize("NFC", name), known)]


def check_kept(name: str, decks: Iterable[tuple[str, str]]) -> None:
    """See that a query can be kept under a name, so that the name means it and nothing else.

    Raises:
        UsageError: the name means something already.
    """
    name = normalize("NFC", name)
    if names_deck(name, decks):
        raise UsageError(f"{name!r} is the name of a deck, and goes on to mean that; choose another name")
    if is_query(name.replace(" ", "")):
        raise UsageError(f'{name!r} reads as a query itself; choose one without : ( ) " * and - before it')


def _below(title: str, prefix: str) -> bool:
    wanted = parts(folded(prefix).removesuffix("::"))
    return parts(folded(title))[: len(wanted)] == wanted


def _unknown(what: str, name: str, known: Iterable[str], prefix: str = "") -> str:
    return f"{what}; {meant(name, known, repr(prefix + '{}'), 'home lists the decks')}"
