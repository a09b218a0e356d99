"""Queries that the user keeps under names, and that may be made of one another."""

from collections.abc import Mapping
from unicodedata import normalize

from trainer.core.query import MOST, Node, QueryError, bare, is_query, parse


def parse_kept(text: str, kept: Mapping[str, str], name: str = "") -> Node:
    """Return what a query says in which a bare word that is a name of ``kept`` means that query; between
    quotation marks it is a word. ``name``: under which the query itself is kept.

    Raises:
        QueryError: it cannot be read, or a query is made of itself.
    """
    node = parse(text)  # where it is wrong is said of what the user wrote
    whole = expanded(text, kept, name)
    return node if whole == text else parse(whole)


def expanded(text: str, kept: Mapping[str, str], name: str = "") -> str:
    """Return a query with the queries in it that its bare words name; arguments and errors as for
    `parse_kept`."""
    queries = {normalize("NFC", one): query for one, query in kept.items() if not is_query(one)}
    return _expanded(text, queries, (normalize("NFC", name),) if name else ())


def _expanded(text: str, kept: Mapping[str, str], within: tuple[str, ...]) -> str:
    found, done = "", 0
    for at, word in bare(text):
        name = normalize("NFC", word)
        if name not in kept:
            continue
        if name in within:
            way = " > ".join((*within[within.index(name) :], name))
            raise QueryError(f"The saved query {name!r} is made of itself: {way}.")
        inner = _expanded(kept[name], kept, (*within, name)) if kept[name].strip() else "deck:*"
        found += f"{text[done:at]}({inner})"
        done = at + len(word)
        if len(found) > MOST:
            raise QueryError(f"With the saved queries in it the query has more than {MOST} characters.")
    return found + text[done:]
