"""The log's vocabulary. An event is never changed or removed; what a card is follows from its events."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple, Protocol, TypeVar, get_args

from trainer.core.moment import Logged, Moment, agrees, stands_at
from trainer.core.state import AnswerKind, Memory, Outcome, Outside

Mark = Literal["suspend", "unsuspend", "bury", "flag", "unflag", "want", "reset", "reschedule", "adopt"]
"""What is done to a card otherwise than by answering it; it sets part of the card's state."""

Wish = Literal["more", "spread", "goal", "holiday"]
"""What the user wishes of days to come; it is about no card."""

EventKind = (
    AnswerKind
    | Mark
    | Wish
    | Literal["cram", "quiz", "mock", "written", "parameters", "import", "moved", "undo", "redo"]
)

KINDS = frozenset(kind for part in get_args(EventKind) for kind in (get_args(part) or (part,)))

ANSWERS: frozenset[EventKind] = frozenset({"review", "drill", "early"})
"""Kinds of answer that go through the scheduler; ``cram``, ``quiz`` and ``mock`` answers are only logged."""

GIVEN: frozenset[EventKind] = ANSWERS | {"cram"}
"""Kinds of answer to a card by itself."""

ANKI = "anki"
"""The device of all events that were made of what was done in Anki."""

RULE = "rule"
"""The device of events that follow from others, as all devices find them."""

SAME_ANSWER = 1000
"""Milliseconds within which an answer to a card that Anki knows is the one that was exported from here."""

WISHES: frozenset[str] = frozenset(get_args(Wish))

UNDOABLE: frozenset[EventKind] = ANSWERS | {
    *(*get_args(Mark), *get_args(Wish)),
    *("cram", "quiz", "mock", "written", "import"),
}

TIMELESS: frozenset[EventKind] = frozenset({"undo", "redo", "written", "moved", "import"})
"""Kinds of event from whose moment nothing follows."""

OF_A_CARD: frozenset[str] = ANSWERS | {*get_args(Mark)}
"""Kinds of event that are about a card; goals, holidays and the like are about none."""

LAST_DAY = date(9000, 1, 1).toordinal()
"""The last study day there is; the longest interval behind it is still in the calendar."""


class NewEvent(NamedTuple):
    """What happened just now, as it is handed to the log.

    Attributes:
        when: the moment. ``card``: card key, "" for what is about no card.
        kind: what happened; of answers, what the log finds them to be when it stores them.
        grade: 0-5 for answers. ``suggested``: the grade the machine proposed, if any.
        took: milliseconds from question to grade. ``hints``: how many were used.
        answer: what was typed or picked.
        fingerprint: of the wording answered.
        scheduler: for answers, the name of the scheduler with its options.
        before, outcome: for answers, the memory the user was shown outcomes of, and the one that was chosen.
            Without an outcome, or where the card was answered elsewhere meanwhile, it is computed anew.
        undoes: id of the event taken back: for ``undo`` of what was done, for ``redo`` of the ``undo``.
        session: what ties the events of one quiz or mock interview together, or those that were made as one
            and are taken back as one.
        detail: JSON with what only its kind has, such as a mock interview's plan; a ``reschedule`` has the
            study day ``due``, an ``adopt`` the `Outside` state that the card had in another program, a
            ``more`` how many ``new`` cards were wished beyond the day's limit, an answer by the plan the
            ``goal`` that it was for, a ``spread`` the study day
            ``until`` which a backlog is spread; `trainer.goals.log` says what a ``goal`` and a ``holiday``
            have, and ``parameters`` name the ``model`` of a scheduler that they are for, and are
            ``parameters``, a list of numbers; no numbers are the default ones again; a ``written`` says what
            was written into a deck file (`trainer.authoring.rewriting`), an ``import`` what it brought, an
            ``undo`` whether it takes back one (`trainer.core.imports`), a ``moved`` has in ``cards`` older
            keys of cards that are another deck's now, each with the one that it has there.
    """

    when: Moment
    card: str
    kind: EventKind
    grade: int | None = None
    suggested: int | None = None
    took: int | None = None
    hints: int = 0
    answer: str = ""
    fingerprint: str = ""
    scheduler: str = ""
    before: Memory | None = None
    outcome: Outcome | None = None
    undoes: str = ""
    session: str = ""
    detail: str = ""


class Event(NamedTuple):
    """One row of the append-only log; see `NewEvent` for what the two have in common.

    Attributes:
        id: UUIDv7; those of one device grow in the order in which it wrote them.
        device: id of the device that wrote it.
        at, day, offset: its `Moment`.
        kind: one of `EventKind`, or one that a later version of the program wrote.
        before, after: memory as JSON, as the device that wrote the event had it; "" for none. They say how it
            was seen then, and nothing is computed from them; events of the first version of the program have
            them in another shape.
    """

    id: str
    device: str
    at: int
    day: int
    offset: int
    card: str
    kind: str
    grade: int | None = None
    suggested: int | None = None
    took: int | None = None
    hints: int = 0
    answer: str = ""
    fingerprint: str = ""
    scheduler: str = ""
    before: str = ""
    after: str = ""
    undoes: str = ""
    session: str = ""
    detail: str = ""


class Altered(Event):
    """An event as it stands in a text that was changed after it was written; see `trainer.replicate.lines`.
    Nothing tells which of its values is the changed one, so that no log takes it."""

    __slots__ = ()


def undone(events: Iterable[Event]) -> set[str]:
    """Return the ids of the events that were taken back: each by one that itself was not.

    What takes back an ``undo`` is never taken back; who wants that takes back the first event again. So it
    does not matter in which order the events are known.
    """
    undoes = {event.id: event.undoes for event in events if event.undoes}
    redone = set(undoes.values())
    return {target for id, target in undoes.items() if id not in redone}


class _Written(Logged, Protocol):
    """What tells when an event was written, and by whom."""

    @property
    def device(self) -> str: ...


_Row = TypeVar("_Row", bound=_Written)


def as_written(events: Iterable[_Row]) -> list[_Row]:
    """Return events in the order in which they count where the last one does: those of a device as it wrote
    them, though its clock was set back meanwhile, and those of several devices by time.

    One written under a clock that was set back counts as no earlier than what its device wrote before.
    """
    latest: dict[str, int] = {}
    placed = []
    for event in sorted(events, key=attrgetter("id")):
        at = latest[event.device] = max(then := stands_at(event), latest.get(event.device, then))
        placed.append((at, event.id, event))
    return [event for _, _, event in sorted(placed, key=itemgetter(0, 1))]


def of_one_card(event: Event) -> bool:
    """Does an event set the state of one card, and was not made as one with others?"""
    return event.card != "" and event.kind != "want" and (event.session == "" or event.kind in ANSWERS)


def detail_of(**numbers: int) -> str:
    """Return numbers by their names as the detail of an event."""
    return json.dumps(numbers)


def number_in(detail: str, name: str, most: int = LAST_DAY) -> int | None:
    """Return a number of 1 to ``most``, such as a study day, from the detail of an event; None without."""
    number = details(detail).get(name)
    return number if type(number) is int and 1 <= number <= most else None


def outside_detail(state: Outside) -> str:
    """Return the state that a card had in another program as the detail of an ``adopt``."""
    told = [f'"{name}": {value!r}' for name, value in zip(state._fields, state, strict=True) if value]
    return f"{{{', '.join(told)}}}"  # as JSON has such numbers, in a third of the time that `json` takes


@lru_cache(maxsize=4)  # who asks whether there is one reads it next
def outside_in(detail: str) -> Outside | None:
    """Return the state that the detail of an ``adopt`` holds, each number within what can be; None without
    its days."""
    told = details(detail)
    numbers: list[Any] = []
    for name, default, most in _OUTSIDE:
        value: Any = told.get(name, 0)
        if type(value) is not type(default) or not 0 < value <= most:  # which nearly none are
            fits = type(value) in (int, float) and 0 < value < _ENDLESS
            value = type(default)(min(value, most)) if fits else default
        numbers.append(value)
    outside = Outside(*numbers)
    return outside if outside.due and outside.last else None


_ENDLESS = float("inf")
_OUTSIDE: tuple[tuple[str, float, int], ...] = tuple(
    (name, default, {"due": LAST_DAY, "last": LAST_DAY, "difficulty": 10}.get(name, 36500))
    for name, default in zip(Outside._fields, (0, 0, 0, *Outside._field_defaults.values()), strict=True)
)
"""The names of what an `Outside` has, each with its default and the most that it can be."""


def details(text: str) -> dict[str, Any]:
    """Return what the ``detail`` of an event says, by name; nothing where it says nothing that can be read.

    Events come from other devices, whatever wrote them, and can never be removed: who reads one takes what
    is of the right type, and does without the rest.
    """
    if not text or not isinstance(text, str):  # a damaged file has anything
        return {}
    try:
        told = json.loads(text)
        if "\\ud" in text.lower():  # half a character, which nothing can print or store
            json.dumps(told, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def fault(event: Event) -> str:
    """Say why an event of another device cannot be taken into a log; "" where it can.

    What decides is the event alone, so that all devices take the same ones. A kind not known here, and a
    detail that cannot be read, are no faults: a later version may have written them.
    """
    if type(event) is Altered:
        return 'its line was changed since it was written (take "sum" out of one that you changed yourself)'
    if _is_usual(event):
        return ""
    for name, value, bounds in zip(Event._fields, event, _BOUNDS, strict=True):
        if bounds is None:
            if not isinstance(value, str) or not (value.isascii() or _is_text(value)):
                return f"its {name} is no text"
        elif value is not None or name not in MAY_LACK:
            least, most = bounds
            if type(value) is not int or not least <= value <= most:
                return f"its {name} is {value if type(value) is int else 'no number'}, not in {least}..{most}"
    for name in ("id", "device", "kind"):
        if not getattr(event, name):
            return f"it has no {name}"
    if not event.card and event.kind in OF_A_CARD:
        return "it names no card"
    if event.kind in ANSWERS and event.grade is None:
        return "it is an answer without a grade"
    return ""


def spared(event: Event) -> Event:
    """Return an event without those numbers beyond all bounds from which no schedule follows, which damage
    hits like any other: how long it took, say. Its zone is then the nearest to UTC that fits its day."""
    lost: dict[str, Any] = {}
    for name in ("grade", "suggested", "took", "hints", "offset"):
        value, (least, most) = getattr(event, name), NUMBERS[name]
        if not (type(value) is int and least <= value <= most):
            lost[name] = None if name in MAY_LACK else 0
    found = event._replace(**lost)
    if "offset" in lost and type(event.at) is type(event.day) is int:
        zones = (found._replace(offset=60 * hours) for hours in sorted(range(-12, 15), key=abs))
        return next((one for one in zones if agrees(one)), found)
    return found


def refusal(event: Event) -> str:
    """Say of an event that no log can take in that it was not taken, and why; "" of one that can be."""
    why = fault(event)
    return f"event {event.id!r} was not taken: {why}" if why else ""


def is_marred(event: Event) -> bool:
    """Have zeros taken the place of a text of an event, as where a disk lost it? Nobody types them."""
    return any("\0" in text for text in _texts(event) if isinstance(text, str))


def is_out_of_time(event: Event) -> bool:
    """Is nothing wrong with an event but that it was written under a clock beyond the calendar?"""
    if type(event.at) is not int or type(event.day) is not int:
        return False
    return fault(event) != "" == fault(event._replace(at=0, day=1))


def are_usual(events: Collection[Event]) -> bool:
    """Is surely none with a `fault` among them? Says so sooner than a look at each: column by column."""
    if {*map(type, events)} != {Event}:
        return not events
    columns = dict(zip(Event._fields, zip(*events, strict=True), strict=True))
    for name, values in columns.items():
        types = {*map(type, values)}
        if name not in NUMBERS:
            if types != {str} or not "".join(values).isascii():
                return False
            continue
        if types - {int} != ({type(None)} & types if name in MAY_LACK else set()):
            return False
        numbers = [number for number in values if number is not None] if type(None) in types else values
        least, most = NUMBERS[name]
        if numbers and not (least <= min(numbers) and max(numbers) <= most):
            return False
    kinds = columns["kind"]
    graded = {*zip(kinds, columns["grade"], strict=True)}
    named = {*zip(kinds, map(bool, columns["card"]), strict=True)}
    return (
        all(all(columns[name]) for name in ("id", "device", "kind"))
        and not any(kind in ANSWERS for kind, grade in graded if grade is None)
        and not any(kind in OF_A_CARD for kind, is_named in named if not is_named)
    )


def _is_usual(event: Event) -> bool:
    """Is it one without fault, as nearly all are? Says so sooner than a look at each of its values."""
    id, device, at, day, offset, card, kind, grade, suggested, took, hints, *_ = event
    if grade is None and took is None and kind not in ANSWERS:
        grade = took = 0
    try:
        return (
            "".join(_texts(event)).isascii()
            and "" not in (id, device, kind)
            and (card != "" or kind not in OF_A_CARD)
            and suggested is None
            and type(at) is type(day) is type(offset) is type(grade) is type(took) is type(hints) is int
            and _FIRST <= at <= _LAST
            and 1 <= day <= LAST_DAY
            and -_FARTHEST <= offset <= _FARTHEST
            and 0 <= grade <= 5
            and 0 <= took <= _LONGEST
            and 0 <= hints <= _HINTS
        )
    except TypeError:  # a text that is none
        return False


_DAY = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST, _LAST = (2 - _EPOCH) * _DAY, (LAST_DAY - _EPOCH) * _DAY
_FARTHEST = 24 * 60 - 1
_LONGEST, _HINTS = 2**40, 2**20
NUMBERS = {
    "at": (_FIRST, _LAST),
    "day": (1, LAST_DAY),
    "offset": (-_FARTHEST, _FARTHEST),
    "grade": (0, 5),
    "suggested": (0, 5),
    "took": (0, _LONGEST),
    "hints": (0, _HINTS),
}
"""The numbers of an event, each with its least and greatest value."""

_BOUNDS = tuple(NUMBERS.get(name) for name in Event._fields)
_texts = itemgetter(*(place for place, bounds in enumerate(_BOUNDS) if bounds is None))
MAY_LACK = {"grade", "suggested", "took"}


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
