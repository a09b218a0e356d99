"""The form in which each value of an event is written, and what one was that has another form, or is a letter
or two off what others have: a damaged byte makes another value, which nothing but its form tells apart.

Ids of events and of devices, and fingerprints, are random: two of them that are nearly the same are one, of
which the rarer was damaged.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import combinations
from operator import attrgetter
from typing import Any, NamedTuple

from trainer.core.ids import instant_of
from trainer.core.log import KINDS, Event, fault
from trainer.core.moment import agrees
from trainer.scheduling.registry import is_known
from trainer.store.times import Times

LOST = "\ufffd"
"""Stands for what cannot be read of a text."""

MOST_PAIRS = 3_000_000
"""So many names are compared with another one at most. Of more that look damaged nothing is told."""

_FAR = 2
"""How many letters of a text are damaged at most, for the rest of it to tell which one it was."""
_QUARTER = 15
"""What the minutes of all time zones are a multiple of."""
_HASH = re.compile("[0-9a-f]{16}")
_DEVICE = re.compile("[A-Za-z0-9_-]+")
_CARD = re.compile(f"(?:[a-z0-9][a-z0-9_-]*/[a-z0-9][a-z0-9_-]*(?:#[^{LOST}]+)?)?")


def formless(event: Event) -> tuple[str, ...]:
    """Return the names of the values of an event that have not the form in which this program writes them. A
    later version may have other ones, and whoever writes a history as text: it is no fault."""
    odd = [name for name, fits in _FORMS.items() if not fits(getattr(event, name))]
    return tuple(odd) if agrees(event) else (*odd, "day")


def lacks_text(event: Event) -> bool:
    """Is there, in a text of an event that was saved, something that could not be read?"""
    return any(LOST in value for value in event if isinstance(value, str))


def is_id(value: str) -> bool:
    """Is it an id as events have it?"""
    return instant_of(value) is not None


def _is_id_or_none(value: str) -> bool:
    return value == "" or is_id(value)


def _is_object(value: str) -> bool:
    if value == "":
        return True
    try:
        return isinstance(json.loads(value), dict) and LOST not in value
    except (ValueError, RecursionError):
        return False


@lru_cache(1024)
def _is_scheduler(value: str) -> bool:
    return value == "" or is_known(value)


_FORMS: Mapping[str, Callable[[Any], bool]] = {
    "id": is_id,
    "device": lambda value: _DEVICE.fullmatch(value) is not None,
    "card": lambda value: _CARD.fullmatch(value) is not None,
    "offset": lambda value: value % _QUARTER == 0,
    "kind": KINDS.__contains__,
    "fingerprint": lambda value: value == "" or _HASH.fullmatch(value) is not None,
    "scheduler": _is_scheduler,
    "before": _is_object,
    "after": _is_object,
    "undoes": _is_id_or_none,
    "session": _is_id_or_none,
    "detail": _is_object,
}


Texts = Mapping[str, Collection[str]]
"""The ids and references that indexes have of events, by the ids that these are known by."""


class Meant(NamedTuple):
    """The events, by the ids that they are known by, that had another value once, each with that; and of
    those that have a value without form still, the names of these."""

    events: Mapping[str, Event]
    formless: Mapping[str, tuple[str, ...]]


def meant(
    events: Iterable[Event], told: Texts | None = None, wordings: Mapping[str, str] | None = None
) -> Meant:
    """Find out by their form, and by what the history has besides, what values of events were. ``wordings``:
    the present fingerprints of cards."""
    every = list(events)
    sound = [event for event in every if not fault(event)]
    ids = {event.id for event in every if isinstance(event.id, str)}  # a damaged row has anything
    history = _History(sound, ids, told or {}, wordings or {})
    right, left = {}, {}
    for event in sound:
        odd = [name for name in formless(event) if name == "id" or getattr(event, name) not in ids]
        if not odd and not history.is_suspect(event):
            continue
        found = {name: value for name in {*odd, *_NAMES} if (value := history.value(event, name)) is not None}
        now = event._replace(**found)
        if "day" in odd and (agreed := now if agrees(now) else history.times.agreed(now)) is not None:
            found["day"], now = agreed.day, agreed
        if now != event:
            right[event.id] = now
        if rest := tuple(name for name in odd if name not in found):
            left[event.id] = rest
    return Meant(right, left)


class Arrived:
    """Events that come from a text: those with values without form are handed on last, as the others tell
    what they were. Few of these are kept for that; of very many, whatever wrote the text has other forms.

    Attributes:
        mended: how many were put right. ``formless``: the ids of those that still have values without form,
            with the names of these.
    """

    def __init__(self) -> None:
        self.mended = 0
        self.formless: Mapping[str, tuple[str, ...]] = {}

    def handed_on(self, events: Iterable[Event]) -> Iterator[Event]:
        """Yield all events, none of which has a fault."""
        held: list[Event] = []
        beside: list[Event] = []
        schedulers: dict[str, Event] = {}
        wordings: dict[str, str] = {}
        last: dict[str, Event] = {}
        waiting: set[str] = set()
        beyond: dict[str, tuple[str, ...]] = {}
        for event in events:
            if (odd := formless(event)) and len(held) == _MOST:
                beyond[event.id] = odd
            elif odd:
                held.append(event)
                beside += filter(None, [last.get(event.device)])
                waiting.add(event.device)
                continue
            if event.device in waiting:
                waiting.discard(event.device)
                beside.append(event)
            last[event.device] = schedulers[event.scheduler] = event
            wordings[event.card] = event.fingerprint
            yield event
        found = meant([*held, *beside, *schedulers.values()], wordings=wordings) if held else Meant({}, {})
        self.mended, self.formless = len(found.events), {**found.formless, **beyond}
        yield from (found.events.get(event.id, event) for event in held)


_MOST = 1000

_NAMES = ("id", "device", "fingerprint", "undoes", "session")
"""What may be seen to be damaged though it has its form."""


class _History:
    """What all events of a history have, and what is nearly the same as that."""

    def __init__(
        self, events: Sequence[Event], ids: Set[str], told: Texts, wordings: Mapping[str, str]
    ) -> None:
        self._events, self._told = events, told
        self._ids = ids
        cards = {event.card for event in events}
        spoilt = {card for card in cards if not _CARD.fullmatch(card)}
        whole = {*wordings, *cards} - spoilt
        few = len(spoilt) * len(whole) <= MOST_PAIRS
        self._cards = {card: nearest(card, whole) for card in spoilt} if few else {}
        self._schedulers = {event.scheduler for event in events if _is_scheduler(event.scheduler)}
        self._devices = _misread(Counter(event.device for event in events))
        self._prints = _prints(events, wordings)
        self._zones = Counter((event.device, event.offset) for event in events if event.offset % _QUARTER)
        named = {text for event in events for text in (event.undoes, event.session)} - ids - {""}
        lost = {event.undoes for event in events} - ids - {""}
        odd = {event.id for event in events if not is_id(event.id)}
        others = {*filter(is_id, named)}
        self._targets = likeliest(lost, {*filter(is_id, ids)})
        self._sessions = likeliest(named - others, {*filter(is_id, ids | named)})
        self._own = likeliest(odd, others)

    @cached_property
    def times(self) -> Times:
        """What tells moments; needed by few histories."""
        return Times(self._events, self._ids)

    def is_suspect(self, event: Event) -> bool:
        """May a value be damaged that has its form?"""
        told = self._told.get(event.id)
        return (
            event.device in self._devices
            or event.fingerprint in self._prints.get(event.card, ())
            or event.undoes in self._targets
            or (told is not None and not {event.id, event.undoes, event.session, ""}.issuperset(told))
        )

    def value(self, event: Event, name: str) -> Any:
        """Return the value that an event had under a name, if something tells that; None where nothing does,
        or it is as it was."""
        own, told = getattr(event, name), self._told.get(event.id, ())
        if name == "device":
            return self._devices.get(own)
        if name == "fingerprint":
            return self._prints.get(event.card, {}).get(own)
        if name == "scheduler":
            return nearest(own, self._schedulers)
        if name == "kind":
            near = nearest(own, KINDS)
            return near if near is not None and (LOST in own or _differing(own, near) <= 1) else None
        if name == "card":
            return self._cards.get(own)
        if name == "offset":
            return self._zone(event)
        if name in ("id", "undoes", "session") and own and own not in told:
            likely = {"id": self._own, "undoes": self._targets, "session": self._sessions}[name].get(own)
            return nearest(own, told) or likely or (timed(own, event.at) if name == "id" else None)
        return None

    def _zone(self, event: Event) -> int | None:
        """Return the difference to UTC that the device had right before and right after an event."""
        own = (event.device, event.offset)
        if self._zones[own] > 1:  # damage hits one: it is a zone of its own
            return event.offset
        others = [one for one in self._events if one.device == event.device and not one.offset % _QUARTER]
        before = max((one for one in others if one.at < event.at), key=_AT, default=None)
        after = min((one for one in others if one.at >= event.at), key=_AT, default=None)
        found = {one.offset for one in (before, after) if one is not None}
        return found.pop() if len(found) == 1 else None


_AT = attrgetter("at")


def _prints(events: Iterable[Event], wordings: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Return by card which fingerprints are damaged ones of others."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        if event.fingerprint:
            counts[event.card][event.fingerprint] += 1
    for card, wording in wordings.items():
        if wording and card in counts:
            counts[card][wording] += counts[card].total()  # all others are seen to be damaged beside it
    return {card: found for card, one in counts.items() if len(one) > 1 and (found := _misread(one))}


def _misread(counts: Mapping[str, int]) -> Mapping[str, str]:
    """Return which random texts are damaged ones of others: those that are rarer, or alone lost something."""
    found = {}
    for pair in combinations(counts, 2):
        if are_near(*pair) and max(map(len, pair)) >= _RANDOM:
            rarer, other = sorted(pair, key=lambda one: (LOST not in one, counts[one]))
            if LOST in rarer or counts[rarer] < counts[other] or not _HASH.fullmatch(rarer):
                found[rarer] = other
    return found


_RANDOM = 16
"""How long a random text is at least."""


def likeliest(wanted: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """Return for each of the damaged texts the one of all known that it was, if there is one such: of three
    parts of a text, one is whole."""
    parts: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for text in wanted:
        for key in _thirds(text):
            parts[key].append(text)
    found: dict[str, set[str]] = defaultdict(set)
    for other in known if parts else ():
        for key in _thirds(other):
            for text in parts.get(key, ()):
                if other != text:
                    found[text].add(other)
    return {text: one for text, others in found.items() if (one := nearest(text, others)) is not None}


def _thirds(text: str) -> Iterator[tuple[int, int, str]]:
    size = -(-len(text) // 3)
    return ((len(text), at, text[at : at + size]) for at in range(0, len(text), size or 1))


def doubles(events: Iterable[Event], named: Collection[str]) -> Mapping[str, str]:
    """Return the damaged ids under which events are there a second time, each with the true one: the two are
    alike in all else. ``named``: ids that indexes have."""
    every = list(events)
    suspects = {event[1:] for event in every if not is_id(event.id) or event.id not in named}
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for event in every if suspects else ():
        if event[1:] in suspects:
            alike[event[1:]].append(event.id)
    found = {}
    for ids in alike.values():
        for pair in combinations(ids, 2) if len(ids) > 1 else ():
            if are_near(*pair):
                damaged, true = sorted(pair, key=lambda id: (is_id(id), id in named, id))
                found[damaged] = true
    return found


def nearest(text: str, others: Iterable[str]) -> str | None:
    """Return the one of the others that a damaged text was; None where none of them is near, or several are
    as near."""
    near = sorted((_differing(text, other), other) for other in {*others} - {text} if are_near(text, other))
    if len(near) == 1 or (near and LOST not in text and near[0][0] < near[1][0]):
        return near[0][1]
    return None


def are_near(text: str, other: str) -> bool:
    """Are two texts the same but for what a damaged byte or two change?"""
    if len(text) == len(other):
        return _differing(text, other) <= _FAR
    if (LOST in text) == (LOST in other):
        return False
    lossy, whole = (text, other) if LOST in text else (other, text)
    kept = lossy.split(LOST)
    return 2 * len(lossy) > len(whole) and re.fullmatch(".+".join(map(re.escape, kept)), whole) is not None


def _differing(text: str, other: str) -> int:
    return sum(one != two for one, two in zip(text, other, strict=False))


def timed(id: str, at: int) -> str | None:
    """Return the id of what happened at an instant (ms), of which letters have not their form and follow from
    that, or are those of all ids; None where others are damaged, too, or it counts on from another one."""
    due = f"{at >> 16:08x}-{at & 0xFFFF:04x}-7   -    -            "
    letters = zip(id, due, _FORM, strict=False)
    whole = "".join(one if one in form else then for one, then, form in letters)
    return whole if whole != id and is_id(whole) and whole[:15] == due[:15] else None


_FORM = tuple(
    {"-": "-", "7": "7", "v": "89ab"}.get(one, "0123456789abcdef")
    for one in "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx"
)
