"""Ways to go on where a session ends: more new cards, what is due outside a plan, only some of them, cards of
the coming days, a cram that leaves the schedule alone. Each is one key away, in both front ends."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from trainer.core.card import one_of_each_note
from trainer.core.custom import Custom
from trainer.core.library import Library
from trainer.core.query import All, parse
from trainer.core.scope import CORE, Scope
from trainer.core.text import counted
from trainer.core.title import topic
from trainer.practice.agenda import MORE
from trainer.practice.outside import due_outside, of_today
from trainer.practice.session import Session

AHEAD = 3
"""Days that one key looks ahead."""

WEAKEST = 20
"""Cards that one key asks of those forgotten most often."""

SHORT = 10
"""Minutes of a short session."""

NOTHING = "no card is left for that"


class Way(NamedTuple):
    """A key, and what it goes on with."""

    key: str
    label: str


class _Start(NamedTuple):
    """What a way goes on with: a scope, or exactly the ``cards``; so many ``more`` new ones beyond those of
    the day; a number of ``minutes``."""

    scope: Scope
    cards: Callable[[], Sequence[str]] | None = None
    cram: bool = False
    more: int = 0
    minutes: int = 0


def ways(session: Session) -> list[Way]:
    """Return the ways on from here on which there is a card."""
    return [Way(key, label) for key, label in _labels(session) if _start(session, key) is not None]


def take(session: Session, key: str) -> bool:
    """Go on with the session by the way with this key; return whether there is one, and a card on it."""
    start = _start(session, key) if key in dict(_labels(session)) else None
    if start is None:
        return False
    session.end_after(0)
    if start.more:
        return session.more(start.more, start.scope)
    found = session.go_on(start.scope, start.cards and start.cards(), cram=start.cram)
    session.end_after(start.minutes)
    return found


def _labels(session: Session) -> Iterator[tuple[str, str]]:
    yield "+", session.more_label
    if outside := len(due_outside(session)):
        here = len(of_today(session))
        some = f"{here} of " if here < outside else ""
        yield "o", f"what is due outside the plan: {some}{counted(outside, 'card')}"
    if part := part_of(session):
        yield "e", f"everything again, not only {part}"
    if not _is_core(session.scope):
        yield "c", "only core cards"
    if narrower := _topic(session):
        yield "t", f"only {narrower}"
    yield "w", f"the weakest, {WEAKEST} at most: what is not due moves only where you forgot it"
    yield "1", f"{SHORT} minutes of what is left today"
    yield "a", f"ahead: what is due in the next {AHEAD} days; it moves only where you forgot it"
    if missed := len(session.missed_today):
        yield "m", f"cram {counted(missed, 'card')} missed today: the schedule stays"
    yield "x", "cram everything here: the schedule stays"


def _start(session: Session, key: str) -> _Start | None:
    """Return what a way goes on with, None where there is no card on it."""
    library, day, scope = session.library, session.day, session.scope
    if key == "+":
        return _Start(scope, more=MORE) if session.could_be_more(MORE) else None
    if key == "c":
        return _only(session, scope.narrowed(CORE))
    if key == "e":
        return _Start(session.whole) if session.would_ask(session.whole).current is not None else None
    if key == "t":
        return _only(session, scope._replace(decks=_decks_of(session, _topic(session)), tags=()))
    if key == "1":
        return _Start(scope, minutes=SHORT) if session.would_ask().current is not None else None
    if key == "o":
        cards = of_today(session)
    elif key == "w":
        cards = weakest(library, day, scope)
    elif key == "a":
        cards = library.ahead(day, scope, AHEAD)
    elif key == "m":
        cards = session.missed_today
    else:
        found = any(deck.cards > deck.suspended for deck in library.decks(day, scope))
        return _Start(scope, lambda: crammed(library, day, scope), cram=True) if found else None
    return _Start(scope, lambda: cards, cram=key == "m") if cards else None


class Chosen(NamedTuple):
    """The cards of a session, and whether it is a cram."""

    keys: Sequence[str]
    cram: bool = False


def chosen(library: Library, day: int, scope: Scope, custom: Custom) -> Chosen | None:
    """Return the cards of a session other than that of the day; None where it is that of the day."""
    if custom.ahead:
        return Chosen(library.ahead(day, scope, custom.ahead))
    if custom.weakest:
        return Chosen(weakest(library, day, scope))
    if not custom.cram:
        return None
    cards = crammed(library, day, scope)
    if custom.cram == "missed":
        here = set(cards)
        cards = [key for key in library.today(day).missed if key in here]
    return Chosen(cards, cram=True)


def weakest(library: Library, day: int, scope: Scope) -> Sequence[str]:
    """Return the cards forgotten most often, the first ones first: of each note one, and none that had an
    answer on ``day``."""
    from trainer.core import weak  # here: a first card need not wait for it

    found = weak.weakest(library, scope, day)
    return list(islice(one_of_each_note(found, library.today(day).notes), WEAKEST))


def crammed(library: Library, day: int, scope: Scope) -> Sequence[str]:
    """Return the cards of a cram: all in scope but those suspended, those met before first, in an order that
    changes daily, then new ones in deck order."""
    states, cards = library.states(), library.cards(_in_practice(scope), day)
    met = [key for key in cards if key in states and states[key].memory is not None]
    new = [key for key in cards if key not in states or states[key].memory is None]
    return sorted(met, key=lambda key: crc32(f"{day}:{key}".encode())) + new


def _in_practice(scope: Scope) -> Scope:
    return scope.narrowed(parse("-is:suspended"))


def part_of(session: Session) -> str:
    """Say of which part of the scope it began with a session is now; "" where it is of all of it."""
    scope, whole = session.scope, session.whole
    cards = "core cards" if _is_core(scope) and not _is_core(whole) else ""
    name = ""
    if scope.decks != whole.decks:
        name = next((topic for deck, topic in _topics(session).items() if deck in scope.decks), "")
    return f"{cards} of {name}" if cards and name else cards or name


def _is_core(scope: Scope) -> bool:
    parts = scope.query.parts if isinstance(scope.query, All) else (scope.query,)
    return CORE in parts


def _only(session: Session, scope: Scope) -> _Start | None:
    """Return a narrower scope to go on in; where the day's limit leaves no card there, with more new ones."""
    if session.would_ask(scope).current is not None:
        return _Start(scope)
    return _Start(scope, more=MORE) if session.could_be_more(MORE, scope) else None


def _topic(session: Session) -> str:
    """Return the topic of the card answered last, "" where the scope holds nothing else."""
    decks = _topics(session)
    if session.scope.decks:
        decks = {deck: name for deck, name in decks.items() if deck in session.scope.decks}
    mine = decks.get(session.latest.partition("/")[0], "")
    return mine if len(set(decks.values())) > 1 else ""


def _decks_of(session: Session, name: str) -> tuple[str, ...]:
    decks = _topics(session)
    here = session.scope.decks or decks.keys()
    return tuple(deck for deck, its_topic in decks.items() if its_topic == name and deck in here)


def _topics(session: Session) -> Mapping[str, str]:
    """Return the topics of all decks by their ids."""
    library, day = session.library, session.day
    return library.kept(("topics",), lambda: {deck.id: topic(deck.title) for deck in library.decks(day)})
