"""The query language in examples, and queries that both front ends offer."""

import re
from collections.abc import Mapping
from shlex import quote

from trainer.core.library import Library
from trainer.core.query import QueryError, literal
from trainer.core.scope import hidden
from trainer.practice.session import Session

MISSED = "rated:1:1"
"""Cards that were not known today."""

_MOST = 1900  # characters of a query that a list of cards may make


def missed_in(session: Session) -> str:
    """Return the query for the cards that `Session.missed_today` has."""
    cards = session.missed_today
    if len(cards) == len(session.library.today(session.day).missed):
        return MISSED
    query = " or ".join(f'id:"{literal(card)}"' for card in cards)
    return query if len(query) <= _MOST else MISSED


def kept(name: str, queries: Mapping[str, str]) -> str:
    """Say that a query was kept under a name, in place of the one that had it in ``queries``, if any, and
    what the name is for."""
    instead = f" instead of {queries[name]}" if name in queries else ""
    return f"kept{instead}: {quote(name)} means it wherever a deck is named"


def named(queries: Mapping[str, str], library: Library, day: int) -> list[tuple[str, str]]:
    """Return the names of saved queries, each with what it finds, and with what is in its way."""
    decks = [(deck.id, deck.title) for deck in library.decks(day)] if queries else []
    found = set(hidden(queries, decks))
    return [(name, f"{query}{f' ({HIDDEN})' if name in found else ''}") for name, query in queries.items()]


def sought(library: Library, text: str, day: int, queries: Mapping[str, str]) -> str:
    """Say of a query that is one word, which is looked for in what notes show, that it is a tag or a deck as
    well, which it means where decks are named; "" of any other."""
    word = text.strip()
    if not _WORD.fullmatch(word) or word in queries or word.casefold() in ("or", "and", "not"):
        return ""
    found = [
        f"{field}:{word} finds {what}"
        for field, what in (("tag", "those with this tag"), ("deck", "those of this deck"))
        if _means(library, f"{field}:{word}", day)
    ]
    return f"found by their texts; {' and '.join(found)}" if found else ""


def _means(library: Library, query: str, day: int) -> bool:
    try:
        library.search(query, day)
    except QueryError:
        return False
    return True


_WORD = re.compile(r"[^\W_][\w-]*")
HIDDEN = "a deck has this name too, and means itself on the command line; keep the query under another name"


MARKED = "is:leech or is:flagged or is:buried or is:suspended"
"""Cards that carry a mark."""

LANGUAGE = (
    ("two words", "cards whose note says both"),
    ('"a phrase"', "these words in a row; * stands for anything, _ for a letter"),
    ("w:log  nc:resume", "a whole word; whatever marks letters have (résumé)"),
    ('re:"[0-9]+ ?ms"  tag:re:^spark', "a regular expression; also of deck:, front:, back:"),
    ("front:offset  back:latest", "on the side that asks; on the one that answers"),
    ("-word  not word", "all others"),
    ("a or (b c)", "either; parentheses group"),
    ("deck:Kafka", "by title or id; what nests below it too"),
    ("tag:streaming  kind:cloze", "by tag (none: without any), by kind of note"),
    ("level:core", "core, solid, deep"),
    (
        "is:due",
        "new, due, again, learnt, young, mature, suspended, buried, leech, flagged, own, shipped, edited",
    ),
    ("prop:ivl>20", "ivl, due, reps, lapses, asked, ease, r (how likely it is recalled)"),
    ("rated:7  rated:7:1", "answered in the last 7 days; with again (1) to easy (4)"),
    ("added:7  introduced:7", "new in the decks, first answered in the last 7 days"),
    ("edited:7  resched:7", "changed in the decks, given a day or reset by hand"),
    ("id:hive-loading-creating/*", "by the id of card or note"),
    ("card:1", "the first card of its note, card:2 the second"),
)
"""What may be written, and what it finds."""
LANGUAGE_CELLS = max(len(said) for said, _ in LANGUAGE) + 2
"""Cells of the column of what may be written."""
