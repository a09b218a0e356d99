"""What else a damaged history file tells of an event. A value whose bytes were changed is another one,
and as good as any; but the instant of an event stands in its id too, its study day follows from that, and
indexes have these, its device, card, kind and grade once more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from trainer.core.log import ANSWERS, KINDS, Event, details, fault
from trainer.core.state import Memory
from trainer.scheduling.registry import named
from trainer.scheduling.scheduler import GRADES
from trainer.store.codec import memory_text
from trainer.store.forms import LOST, MOST_PAIRS, likeliest
from trainer.store.times import Times, fits

Told = Mapping[str, Sequence[tuple[str, Any]]]
"""What indexes have of events, by their ids: names of fields, and values."""


class Corrected(NamedTuple):
    """The events, by id, that had another value once, each with that; and of those of which the file has two
    values, and nothing says which is the true one, the names of these, each with the other values."""

    events: Mapping[str, Event]
    undecided: Mapping[str, Mapping[str, Sequence[Any]]]


def corrected(
    events: Iterable[Event],
    ids: Set[str],
    told: Told,
    decks: Set[str] = frozenset(),
    zeroed: Set[str] = frozenset(),
) -> Corrected:
    """Find out what damaged events were. ``ids``: all that are known, also of events that are lost;
    ``decks``: the cards that decks have; ``zeroed``: the ids of events of which zeros took a text's place."""
    every = list(events)
    judge = _Judge(every, ids, decks, zeroed)
    right: dict[str, Event] = {}
    undecided: dict[str, dict[str, Sequence[Any]]] = {}
    nowhere: dict[str, str] = {}
    for event in every:
        now = event
        others = {
            name: [value for field, value in told.get(event.id, ()) if field == name]
            for name in ("device", "card", "at", "day", "kind", "grade")
        }
        for name, values in others.items():
            found = judge.value(now, name, values)
            if found is not _UNKNOWN:
                now = now._replace(**{name: found})
            elif values:
                undecided.setdefault(event.id, {})[name] = values
        if now.grade == 0 and event.id in zeroed and not others["grade"] and not _follows(now, 0):
            undecided.setdefault(event.id, {})["grade"] = []
        if not fits(now) and not fault(now):
            moved = judge.times.agreed(now, others["at"], others["day"])
            if moved is not None and moved.at not in (now.at, *others["at"], judge.times.of_id(now)):
                undecided.setdefault(event.id, {})["at"] = [now.at]  # as good as any of that day
            if moved is not None:
                now = moved
            elif others["at"] or others["day"]:
                undecided.setdefault(event.id, {}).setdefault("at", others["at"])
        if not others["card"] and judge.is_nowhere(now.card):
            nowhere[now.card] = event.id
        if now != event:
            right[event.id] = now
    if len(nowhere) * len(judge.cards) <= MOST_PAIRS:
        for card, near in likeliest(nowhere, judge.cards).items():
            undecided.setdefault(nowhere[card], {})["card"] = [near]
    return Corrected(right, undecided)


_UNKNOWN = object()


class _Judge:
    """Tells the true one of several values by what the events of the history have in common."""

    def __init__(self, events: Sequence[Event], ids: Set[str], decks: Set[str], zeroed: Set[str]) -> None:
        self.times = Times(events, ids)
        self._decks, self._zeroed = decks, zeroed
        self._known = {name: Counter(getattr(event, name) for event in events) for name in ("device", "card")}
        self.cards = {*decks, *(card for card in self._known["card"] if isinstance(card, str))}

    def is_nowhere(self, card: Any) -> bool:
        """Is a card in no deck, and was it answered only once?"""
        return (
            isinstance(card, str)
            and card != ""
            and card not in self._decks
            and self._known["card"][card] <= 1
        )

    def value(self, event: Event, name: str, others: Sequence[Any]) -> Any:
        """Return the value that an event has, or had, under a name; ``others``: those that indexes have."""
        own = getattr(event, name)
        if name == "at":
            return self._instant(event, others)
        if own in others or (name == "day" and self.times.is_shared(event)):
            return own
        if name == "day" and fits(event):
            return self._day(event, others)
        if name == "grade" and others:
            follows = [one for one in {own, *others} if _follows(event, one)]
            if len(follows) == 1:
                return follows[0]
        if name in self._known:
            return self._likeliest(name, own, others)
        likelier = [one for one in dict.fromkeys(others) if self._is_likelier(event, name, one)]
        if len(likelier) == 1:
            return likelier[0]
        less = (self._is_likelier(event._replace(**{name: one}), name, own) for one in others)
        return own if all(less) else _UNKNOWN

    def _day(self, event: Event, others: Sequence[int]) -> Any:
        """Of two study days that an instant can have, that is true which its device has at that hour."""
        can_be = {one for one in (event.day, *others) if fits(event._replace(day=one))}
        usual = self.times.usual_day(event)
        return event.day if len(can_be) == 1 else usual if usual in can_be else _UNKNOWN

    def _instant(self, event: Event, others: Sequence[int]) -> Any:
        """An instant that an index has as well, or that is the id's, is true. So is any other of an id that
        counts on from the one before it, unless two indexes agree on another; and of a device whose ids tell
        another time than its events do: something else made those."""
        of_id = self.times.of_id(event)
        if event.at == of_id:
            return event.at
        other = [at for at in dict.fromkeys((*others, of_id)) if at is not None]
        fitting = [at for at in other if fits(event._replace(at=at))]
        if event.at in others and (fits(event) or len(fitting) != 1):
            return event.at
        if not fits(event) and len(fitting) == 1:
            return fitting[0]
        if others and ((len(others) > 1 and len(set(others)) == 1) or of_id in others):
            return others[0] if len(set(others)) == 1 else of_id
        if of_id is not None and (of_id in fitting or not fits(event)):
            return of_id
        return _UNKNOWN if others else event.at

    def _likeliest(self, name: str, own: Any, others: Sequence[Any]) -> Any:
        """Return the one value that there is elsewhere, too; of those that are only in other events the one
        that most have."""
        counts = {one: self._known[name][one] - (one == own) for one in (own, *others)}
        in_decks = {one for one in counts if one in self._decks}
        ranks = {
            one: (LOST not in str(one), bool(count) or one in in_decks, 0 if in_decks else count)
            for one, count in counts.items()
        }
        best = [one for one, rank in ranks.items() if rank == max(ranks.values())]
        return best[0] if len(best) == 1 else _UNKNOWN

    def _is_likelier(self, event: Event, name: str, other: Any) -> bool:
        """Is another value more likely the one that an event had?"""
        own = getattr(event, name)
        if name == "day":
            return fits(event._replace(day=other))
        if name == "kind" and (own in KINDS) != (other in KINDS):
            return other in KINDS
        if name == "grade" and event.id in self._zeroed and 0 in (own, other):
            return own == 0 and not fault(event._replace(grade=other))
        return bool(fault(event)) and not fault(event._replace(**{name: other}))


def _follows(event: Event, grade: Any) -> bool:
    """Does the memory that an answer left follow from the one before, had it this grade? Grades that do the
    same are not told apart, nor those under another program's scheduler."""
    scheduler = named(event.scheduler)
    if event.kind not in ANSWERS or scheduler is None or grade not in GRADES:
        return False
    try:
        told = details(event.before)
        before = Memory(**{**told, "data": tuple(told["data"])}) if told else None
        outcome = scheduler.answer(before, grade, event.day, event.card)
    except (TypeError, ValueError, KeyError, OverflowError, ArithmeticError):  # that is damaged, too
        return False
    return (outcome.kind, memory_text(outcome.memory)) == (event.kind, event.after)
