"""Line-by-line practice over text streams: what was said, and what is in the log afterwards."""

import io
from collections.abc import Callable

from tests.practice.context import Clock
from trainer.context import Edited
from trainer.core.library import StudyCard
from trainer.core.log import Event
from trainer.core.scope import EVERYTHING, Scope
from trainer.plain.review import Review
from trainer.plain.talk import Talk
from trainer.practice.grades import Keys
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


class Reply(str):
    """All that was written, and what was read of the lines offered."""

    left: str


def talk(
    store: Store,
    *lines: str,
    keys: Keys = "four",
    clock: Clock | None = None,
    edit: Callable[[StudyCard], Edited] | None = None,
    scope: Scope = EVERYTHING,
) -> Reply:
    """Practise with the given lines as input; an end of input follows them."""
    given, out = io.StringIO("".join(f"{line}\n" for line in lines)), io.StringIO()
    session = Session(store, clock or Clock(), Plan(), scope)
    Review(Talk(given, out), session, keys, edit).run()
    reply = Reply(out.getvalue())
    reply.left = given.read()
    return reply


def answers(store: Store) -> list[Event]:
    given = [event for event in store.events() if event.grade is not None]
    return sorted(given, key=lambda event: event.id)


def grades(store: Store) -> list[int | None]:
    return [event.grade for event in answers(store)]
