"""The cards that events are merged about: those without any before are folded from what was handed over, as
reading it back would take longer than all the rest."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from sqlmodel import Session, select

from trainer.core.log import Event
from trainer.core.moment import log_order
from trainer.core.state import CardState
from trainer.scheduling.replay import fold_all
from trainer.scheduling.scheduler import Scheduler
from trainer.store.database import run_in
from trainer.store.tables import AliasRow

_ANY = "SELECT EXISTS (SELECT 1 FROM event)"
_ANSWERED = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM event WHERE card = value)"
_ANY_UNDONE = "SELECT EXISTS (SELECT 1 FROM event WHERE undoes <> '')"
_UNDONE = "SELECT undoes FROM event WHERE undoes <> '' AND undoes IN (SELECT value FROM json_each(?))"


class Touched:
    """What a merge does to cards, by their present keys.

    Attributes:
        again: cards whose events must be read again to be folded.
    """

    def __init__(self, session: Session, scheduler: Scheduler) -> None:
        self._session = session
        self._scheduler = scheduler
        self._present = {row.old: row.card for row in session.exec(select(AliasRow))}
        self._renamed = {*self._present.values()}
        self._folded: dict[str, CardState] = {}
        self._any_before = bool(run_in(session)(_ANY).scalar())
        self.again: set[str] = set()

    @property
    def is_first(self) -> bool:
        """Is nothing in the log yet, neither from before nor of what is merged?"""
        return not (self._any_before or self._folded or self.again)

    @property
    def cards(self) -> Iterator[str]:
        """All cards that are touched, each once."""
        return chain(self.again, (card for card, _ in self.folded()))

    def folded(self) -> Iterator[tuple[str, CardState]]:
        """Yield the cards that need not be read again, with their states."""
        return ((card, state) for card, state in self._folded.items() if card not in self.again)

    def named(self, events: Iterable[Event]) -> Iterator[str]:
        """Yield the cards that events are about."""
        return (self._present.get(event.card, event.card) for event in events)

    def add(self, event: Event) -> None:
        """Take in one event whose card is to be read again."""
        self.again.add(self._present.get(event.card, event.card))

    def before(self, given: Mapping[str, Event]) -> tuple[dict[str, list[Event]], set[str]]:
        """Take in events by their ids before they are written; none of them is there yet. Return those of
        cards that had none before, in log order, and the other cards."""
        run = run_in(self._session)
        by_card: dict[str, list[Event]] = {}
        for event in given.values():
            by_card.setdefault(event.card, []).append(event)
        known = by_card.keys() & (self._folded.keys() | self.again)
        if self._any_before:
            known |= {card for (card,) in run(_ANSWERED, (json.dumps([*by_card]),))}
        for undo in [event for event in given.values() if event.undoes]:
            known |= {undo.card, given[undo.undoes].card if undo.undoes in given else ""}
        if run(_ANY_UNDONE).scalar():
            known |= {given[id].card for (id,) in run(_UNDONE, (json.dumps([*given]),))}
        others = set[str]()
        for card in by_card.keys() & known.union(self._present, self._renamed):
            others.add(self._present.get(card, card))
            del by_card[card]
        self.again |= others
        for card, events in by_card.items():
            if len(events) > 1:
                events.sort(key=log_order)
            self._folded[card] = fold_all(events, self._scheduler)
        return by_card, others
