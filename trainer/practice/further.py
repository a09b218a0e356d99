"""Ways to go on where a session ends: more new cards, only some of them, cards of the coming days, a cram
that leaves the schedule alone. Each is one key away, in both front ends."""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from zlib import crc32

from trainer.core.day import Clock, study_day
from trainer.core.library import Library
from trainer.core.scope import CORE, EVERYTHING, Scope
from trainer.core.text import counted
from trainer.core.title import topic
from trainer.practice.session import MORE, Session
from trainer.scheduling.preferences import Plan

AHEAD = 3
"""Days that one key looks ahead."""

NOTHING = "no card is left for that"

Cram = Literal["", "all", "missed"]


class Way(NamedTuple):
    """A key, and what it goes on with."""

    key: str
    label: str


def ways(session: Session) -> list[Way]:
    """Return the ways on from here. Whether there is a card on one shows when it is taken."""
    found = [Way("+", session.more_label), Way("c", "only core cards")]
    if narrower := _topic(session):
        found.append(Way("t", f"only {narrower}"))
    found.append(Way("a", f"ahead: what is due in the next {AHEAD} days"))
    if missed := len(session.missed_today):
        found.append(Way("m", f"cram {counted(missed, 'card')} missed today: the schedule stays"))
    found.append(Way("x", "cram everything here: the schedule stays"))
    return found


def take(session: Session, key: str) -> bool:
    """Go on with the session by the way with this key; return whether there is one, and a card on it."""
    if key not in {way.key for way in ways(session)}:
        return False
    if key == "+":
        return session.more(MORE)
    if key == "c":
        return _only(session, session.scope.narrowed(CORE))
    if key == "t":
        return _only(session, session.scope._replace(decks=_decks_of(session, _topic(session)), tags=()))
    if key == "a":
        return session.go_on(cards=session.library.ahead(session.day, session.scope, AHEAD))
    if key == "m":
        return session.go_on(cards=session.missed_today, cram=True)
    return session.go_on(cards=crammed(session.library, session.day, session.scope), cram=True)


def begin(
    library: Library, clock: Clock, plan: Plan, scope: Scope = EVERYTHING, ahead: int = 0, cram: Cram = ""
) -> Session:
    """Return the session that a review begins with: of the day; or of the cards due within the days
    ``ahead``; or a cram, of all cards in scope or of those missed today."""
    if not cram and not ahead:
        return Session(library, clock, plan, scope)
    day = study_day(clock(), plan.rollover_hour)
    if ahead:
        return Session(library, clock, plan, scope, library.ahead(day, scope, ahead))
    cards = crammed(library, day, scope)
    if cram == "missed":
        here = set(cards)
        cards = [key for key in library.today(day).missed if key in here]
    return Session(library, clock, plan, scope, cards, cram=True)


def crammed(library: Library, day: int, scope: Scope) -> Sequence[str]:
    """Return the cards of a cram: all in scope but those suspended, those met before first, in an order that
    changes daily, then new ones in deck order."""
    states = library.states()
    cards = [key for key in library.cards(scope, day) if key not in states or not states[key].suspended]
    met = [key for key in cards if key in states and states[key].memory is not None]
    new = [key for key in cards if key not in states or states[key].memory is None]
    return sorted(met, key=lambda key: crc32(f"{day}:{key}".encode())) + new


def _only(session: Session, scope: Scope) -> bool:
    """Go on within a narrower scope; where the day's limit leaves no card there, with more new ones."""
    return session.go_on(scope) or session.more(MORE, scope)


def _topic(session: Session) -> str:
    """Return the topic of the card answered last, "" where the scope holds nothing else."""
    decks = {deck.id: topic(deck.title) for deck in session.library.decks(session.day)}
    if session.scope.decks:
        decks = {deck: name for deck, name in decks.items() if deck in session.scope.decks}
    mine = decks.get(session.latest.partition("/")[0], "")
    return mine if len(set(decks.values())) > 1 else ""


def _decks_of(session: Session, name: str) -> tuple[str, ...]:
    decks = session.library.decks(session.day)
    here = session.scope.decks or {deck.id for deck in decks}
    return tuple(deck.id for deck in decks if topic(deck.title) == name and deck.id in here)
