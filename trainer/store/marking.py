"""What is done with many cards at once and is no answer: suspended, flagged, buried, set to a day."""

from collections.abc import Sequence
from contextlib import nullcontext

from sqlmodel import Session

from trainer.core.log import Event, NewEvent
from trainer.core.moment import stands_at
from trainer.scheduling.replay import fold
from trainer.store.database import roomy
from trainer.store.folding import add, remember
from trainer.store.undoing import Undoing

_MANY = 500
"""So many events at once touch so many pages that more of them are kept at hand."""


class Marking(Undoing):
    """The part of `trainer.store.log.Log` that adds many events at once: what they are about is looked up
    together, where each of a hundred thousand cards would be asked for by itself."""

    def _marked(self, session: Session, news: Sequence[NewEvent]) -> list[Event]:
        """Add events that are no answers (`trainer.core.log.GIVEN`), as one where they are several, and what
        their cards come to; return them as stored."""
        names = self._hot.presents({new.card for new in news})
        cards = [names.get(new.card, new.card) for new in news]
        stored = self._stamped_all(session, news, cards)
        before, latest = self._hot.states_of({*cards}), self._hot.latest({*cards})
        states, late = dict(before), set[str]()
        for event in stored:
            card, stands = event.card, stands_at(event)
            if event.kind in ("undo", "redo") or stands <= latest.get(card, stands - 1):
                late.add(card)  # or at the same moment: their ids would tell, and folding anew does
            else:
                latest[card] = stands
                states[card] = fold(states[card], event, self._scheduler)
        changed = {card: now for card, now in states.items() if now != before[card] and card not in late}
        with roomy(session) if len(stored) > _MANY else nullcontext():
            add(session, stored)
            self.refold(session, late)
            remember(session, changed.items())
        return stored

    def _stamped_all(self, session: Session, news: Sequence[NewEvent], cards: Sequence[str]) -> list[Event]:
        """Return new events of ``cards`` as those of this device, each with an id behind the one before."""
        stored: list[Event] = []
        device, first, last = self.device(session), "", ""
        for new, card in zip(news, cards, strict=True):
            event = self.stamped(session, new, card, last, device)
            first, last = first or event.id, event.id
            if len(news) > 1:
                event = event._replace(session=first)
            if new.kind == "reschedule":
                event = event._replace(scheduler=self._scheduler.name)
            stored.append(event)
        self._written.update([first] if first else [])
        return stored
