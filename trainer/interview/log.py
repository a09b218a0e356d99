"""The events of one mock interview: written one by one, and read back as the interview they tell."""

from typing import Any

from trainer.core.day import Clock, study_day
from trainer.core.errors import NothingToAskError
from trainer.core.library import Library
from trainer.core.log import Event, EventKind, NewEvent, details
from trainer.interview.transcript import KIND, Step, Transcript, detail, read
from trainer.scheduling.preferences import Plan


class InterviewLog:
    """Writes and takes back the steps of the interview ``session``; each is on disk when a call returns."""

    def __init__(self, library: Library, clock: Clock, plan: Plan, session: str) -> None:
        self.session = session
        self._library = library
        self._clock = clock
        self._plan = plan
        self._events: list[Event] = list(library.log({KIND}, session))
        self._transcript = read(self._events)

    @property
    def transcript(self) -> Transcript:
        """The interview so far.

        Raises:
            NothingToAskError: its beginning is not in the log, because it was undone.
        """
        if self._transcript is None:
            raise NothingToAskError("That interview is not in the history any more.")
        return self._transcript

    def write(
        self,
        card: str,
        step: Step,
        answer: str = "",
        *,
        took: int | None = None,
        fingerprint: str = "",
        **fields: Any,
    ) -> None:
        """Note one step about ``card`` ("" for one about the whole); ``fields`` go into its detail."""
        event = self._blank(card, KIND)._replace(
            session=self.session,
            answer=answer,
            took=took,
            fingerprint=fingerprint,
            detail=detail(step, **fields),
        )
        self._events.append(self._library.record(event))
        self._transcript = read(self._events)

    def take_back(self, event_id: str) -> None:
        """Undo one event of this interview, and no other that may have come later."""
        event = next(event for event in self._events if event.id == event_id)
        self._library.record(self._blank(event.card, "undo")._replace(undoes=event.id))
        self._events.remove(event)
        self._transcript = read(self._events)

    def take_back_last(self, *steps: Step) -> Event:
        """Undo the last event of one of these steps; return it."""
        last = next(one for one in reversed(self._events) if details(one.detail).get("step") in steps)
        self.take_back(last.id)
        return last

    def want(self, card: str) -> None:
        """Put a card into today's practice."""
        self._library.record(self._blank(card, "want"))

    @property
    def day(self) -> int:
        """The study day it is now."""
        return study_day(self._clock(), self._plan.rollover_hour)

    def _blank(self, card: str, kind: EventKind) -> NewEvent:
        return NewEvent(self._plan.moment(self._clock()), card, kind)
