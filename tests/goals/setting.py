"""Goals over a deck of many notes, set as the command line and the forms set them."""

from collections.abc import Mapping

from tests.practice.context import Clock
from tests.store.build import Shelf, basic
from trainer.core.card import Note
from trainer.goals.goal import Goal
from trainer.goals.planned import PlannedSession
from trainer.goals.session import session_of
from trainer.goals.standing import make
from trainer.goals.wish import Field
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

MANY = 200


def fill(store: Store, many: int = MANY, *more: Note) -> None:
    """A deck ``deck`` of that many notes, ``n000`` and so on, and of ``more``."""
    Shelf(store, *(basic(f"n{number:03}") for number in range(many)), *more)


def wish(store: Store, clock: Clock | None = None, plan: Plan | None = None, **said: str) -> Goal:
    """Set or change a goal by words, on the day of the clock."""
    plan = plan or Plan()
    words: Mapping[Field, str] = said  # type: ignore[assignment]
    return make(store, plan, plan.moment((clock or Clock())()), words)


def planned(store: Store, clock: Clock | None = None, plan: Plan | None = None) -> PlannedSession:
    """The session of the day, which must be one by the plan."""
    session = session_of(store, clock or Clock(), plan or Plan())
    assert isinstance(session, PlannedSession)
    return session


def practise(session: PlannedSession, clock: Clock, seconds: float = 20) -> list[str]:
    """Answer all well until nothing is asked any more, each in that many seconds; return the cards."""
    cards = []
    while session.attempt is not None:
        cards.append(session.attempt.card.key)
        clock.forward(seconds=seconds)
        session.reveal()
        session.grade(4)
    return cards
