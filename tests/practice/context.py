"""A clock to set by hand, and sessions that run on it."""

from datetime import UTC, datetime, timedelta

from tests.store.build import DAY
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

NOON = datetime.fromordinal(DAY).replace(hour=12, tzinfo=UTC)


class Clock:
    """The time it is, until a test says otherwise."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, *, days: int = 0, hours: int = 0, minutes: int = 0, seconds: float = 0) -> None:
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def set(self, hour: int, minute: int = 0) -> None:
        self.now = self.now.replace(hour=hour, minute=minute)


def session(
    store: Store, clock: Clock | None = None, plan: Plan | None = None, scope: Scope = EVERYTHING
) -> Session:
    """A new session, at noon of `DAY` unless a clock says otherwise."""
    return Session(store, clock or Clock(), plan or Plan(), scope)


def current(session: Session) -> str | None:
    """The key of the card being asked."""
    return session.attempt.card.key if session.attempt else None


def why(session: Session) -> str | None:
    """Why the card being asked is asked."""
    return session.attempt.entry.why if session.attempt else None


def give(session: Session, *grades: int) -> list[str]:
    """Reveal and grade the next cards; return their keys."""
    keys = []
    for grade in grades:
        session.reveal()
        event = session.grade(grade)
        assert event is not None
        keys.append(event.card)
    return keys


def all_good(session: Session) -> list[str]:
    """Answer every card left well; return their keys."""
    keys = []
    while session.attempt is not None:
        keys += give(session, 4)
    return keys
