"""Taking back what was done and doing it again, in words that every front end shows alike."""

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Protocol

from trainer.core.dates import said_days
from trainer.core.day import Clock
from trainer.core.duration import ago
from trainer.core.errors import Exit, FileError, NotUndoneError
from trainer.core.imports import KIND as IMPORT
from trainer.core.imports import name_of, number_of
from trainer.core.library import Deed, Library, Listed
from trainer.core.log import ANSWERS, Event, details, number_in
from trainer.core.moment import Moment, milliseconds
from trainer.core.text import bare, counted, one_line
from trainer.core.title import topic
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_word
from trainer.practice.wording import DONE
from trainer.scheduling.preferences import Plan

MOST = 100
"""So many steps of each direction are listed."""

_RECENT = 10 * 60_000
"""Milliseconds within which nobody needs to be told how long ago something was."""

_QUESTION = 70

_UNITS = (("minute", "min"), ("hour", "h"), ("day", "d"), ("month", "mo"), ("year", "y"))

_DID: Mapping[str, tuple[str, str]] = {
    **{kind: (doing, done) for kind, (doing, done, _) in DONE.items()},
    "adopt": ("the schedule it had elsewhere", "schedule taken over"),
    "quiz": ("the quiz answer", "quiz"),
    "mock": ("the last step of a mock interview", "mock interview"),
    "more": ("the wish for more new cards", "more new cards"),
    "holiday": ("the holiday", "holiday"),
    "written": ("what was written into a deck", "deck file changed"),
    "import": ("the import", "imported"),
}
"""What an event did: as what is taken back, and as a thing of the past."""


_STEPS: Mapping[str, str] = {
    "start": "begun",
    "answer": "answered",
    "skip": "skipped",
    "confidence": "how sure you were",
    "handled": "how you did",
    "pause": "paused",
    "over": "all asked",
    "mark": "marked",
    "end": "ended",
}
"""The steps of a mock interview."""


def _did(event: Event) -> tuple[str, str]:
    """Return the same of one event: of a wish that has two sides, which it was."""
    if event.kind == "spread":
        over = (number_in(event.detail, "until") or 0) < event.day
        end = ("the end of spreading the backlog", "backlog no longer spread")
        return end if over else ("spreading the backlog", "backlog spread")
    told = details(event.detail)
    if event.kind == "holiday":
        return _of_holiday(event, told)
    if event.kind == "more":
        new, minutes = number_in(event.detail, "new"), number_in(event.detail, "minutes")
        more = counted(new, "more new card") if new else counted(minutes, "more minute") if minutes else ""
        return (f"the wish for {more}", more) if more else _DID["more"]
    if event.kind == "mock" and (step := _STEPS.get(str(told.get("step")))):
        return f"the last step of a mock interview ({step})", f"mock interview: {step}"
    if event.kind == "goal":
        return _of_goal(told)
    return _DID.get(event.kind, (one_line(event.kind, 40),) * 2)


def _of_holiday(event: Event, told: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an event about a holiday did, by its detail."""
    first, last = number_in(event.detail, "from"), number_in(event.detail, "to")
    if isinstance(goal := told.get("with"), dict):
        doing, done = _of_goal(goal)
        return f"{doing}, with a holiday", f"{done}, with a holiday"
    days = f" {said_days(first, last, event.day)}" if first and last else ""
    if told.get("off") is False:
        return f"taking back the holiday{days}", f"holiday{days} taken back"
    return f"the holiday{days}", f"holiday{days}"


def _of_goal(told: Mapping[str, Any]) -> tuple[str, str]:
    """Return what an event about a goal did, by its detail."""
    name = f"“{one_line(str(told.get('name') or told.get('goal', '')), 40)}”"
    if told.get("ended"):
        return f"giving up the goal {name}", f"goal {name} given up"
    if "skipped" in told:
        return f"skipping a mock interview of the goal {name}", f"mock interview of {name} skipped"
    if "made" in told:
        return f"setting the goal {name}", f"goal {name} set"
    return f"the change of the goal {name}", f"goal {name} changed"


_WRITING: Mapping[str, str] = {"added": "adding", "edited": "editing", "tagged": "tagging"}
"""What is done to a deck file, as it is noted there and as a thing going on."""

_NOTES = re.compile(r"\d+ notes?")
"""What is noted of several notes that were written at once, instead of what they ask."""


class Undoing(Protocol):
    """What undo works on: a session, or a list of cards."""

    @property
    def library(self) -> Library:
        """Where events are."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def plan(self) -> Plan:
        """Says which study day it is."""

    @property
    def attempt(self) -> Attempt | None:
        """The card that is asked, if any."""

    def undo(self, passed: Collection[str] = ()) -> Event | None:
        """Take back what was done last, but for events ``passed`` over; return its event, or None."""

    def redo(self, passed: Collection[str] = ()) -> Event | None:
        """Do again what was taken back last, in the same way; return its event, or None."""


class Anywhere(NamedTuple):
    """Undo where no card is asked."""

    library: Library
    clock: Clock
    plan: Plan
    attempt: Attempt | None = None

    def undo(self, passed: Collection[str] = ()) -> Event | None:
        """Take back what was done last; return its event, or None."""
        return self.library.undo(self.plan.moment(self.clock()), passed)

    def redo(self, passed: Collection[str] = ()) -> Event | None:
        """Do again what was taken back last; return its event, or None."""
        return self.library.redo(self.plan.moment(self.clock()), passed)


class Gone(NamedTuple):
    """What came of steps back or forward: in words, the event of the last of them, None for none, and the
    exit ``status``: of a step that could not be made, why not."""

    said: str
    event: Event | None = None
    status: Exit = Exit.DONE


def go(at: Undoing, back: int, keys: Keys, *, chosen: bool = False, in_shell: bool = False) -> Gone:
    """Take so many steps back, or forward again where ``back`` is below zero. What another program did in
    the meantime comes last, and is asked about first, unless the user has ``chosen`` it from a list; so is an
    import before it is taken back, but ``in_shell``, where it is made.

    What was written into a deck file that cannot be changed as it was is not taken back, and stays what comes
    next; with more steps it is passed over, as one of them. So is an import that the history tells no more.
    """
    gone, passed, stays, status = list[Deed](), list[str](), "", Exit.DONE
    verb = "undone" if back > 0 else "done again"
    while len(gone) + len(passed) < abs(back) and (deed := _next(at.library, back > 0, passed)):
        elsewhere = deed.by_others or (back > 0 and _is(deed, IMPORT) and not in_shell)
        asks = elsewhere and not chosen and at.library.asked_about != deed.event.id
        at.library.asked_about = deed.event.id if asks and not gone else ""
        if asks and gone:
            break
        if asks:
            how = "takes back what another program did" if back > 0 else "does again what another took back"
            how = how if deed.by_others else "takes back"
            return Gone(f"once more {how}: {_taken(at, deed, keys)}")  # what to do first: lines are cut
        if _is(deed, "written"):
            why, failed = _rewritten(at.library, deed.event, back > 0)
            if why:
                stays = stays or f"not {verb}, {why}: {_taken(at, deed, keys)}"
                status = max(status, failed)
                passed.append(deed.event.id)
                continue
        try:
            event = at.undo(passed) if back > 0 else at.redo(passed)
        except NotUndoneError as error:
            stays = stays or f"not {verb}, {error}: {_taken(at, deed, keys)}"
            status = max(status, error.status)
            passed.append(deed.event.id)
            continue
        if event is None:
            break
        gone.append(deed._replace(event=event))
    if not gone:
        return Gone(stays or ("nothing to undo" if back > 0 else "nothing to do again"), status=status)
    last = gone[-1].event
    what = _taken(at, gone[-1], keys)
    if gone[-1].by_others:
        what += f", which another program {'did' if back > 0 else 'took back'}"
    said = f"{verb}: {what}" if len(gone) == 1 else f"{verb}: {counted(len(gone), 'step')}, the last {what}"
    imports = [deed for deed in gone if _is(deed, IMPORT)]
    if among := [_taken(at, deed, keys) for deed in imports if deed is not gone[-1]]:
        said += f"; among them {' and '.join(among)}"
    if back > 0 and any(number_of(deed.event, "decks") for deed in imports):
        said += "; decks that were imported stay, as they are files: delete those that you do not want"
    return Gone(f"{stays}; {said}" if stays else said, last, status)


def _rewritten(library: Library, event: Event, back: bool) -> tuple[str, Exit]:
    """Take back what was written into deck files, or write it again; return why that cannot be, if it cannot,
    and the status of that."""
    try:
        why = library.rewrite(event, back)
    except FileError as error:
        return str(error), error.status
    return why, Exit.PROBLEMS if why else Exit.DONE


def cover(at: Undoing) -> bool:
    """Take back what was done last to the card that is asked, if nothing was saved since: the reveal, else
    the step placed last; return whether there was anything."""
    attempt = at.attempt
    if attempt is None:
        return False
    since = milliseconds(attempt.shown_at) + attempt.took
    newest = _next(at.library, back=True) if attempt.revealed else None
    own = newest is not None and not newest.by_others and newest.event.kind not in ANSWERS | {"cram"}
    if newest is not None and own and newest.event.at >= since:
        return False  # such as a flag after the reveal
    return attempt.take_back()


def _next(library: Library, back: bool, passed: Collection[str] = ()) -> Deed | None:
    """Return what the next step back, or forward, is about, with those ``passed`` over."""
    done, taken_back = library.deeds(1 + len(passed))
    return next((deed for deed in (done if back else taken_back) if deed.event.id not in passed), None)


def _written(event: Event) -> tuple[str, str, str]:
    """Return what was done to a deck file, what the note asks that it was done for, and which tags it got and
    lost, "" where that is not told."""
    told = details(event.detail)
    return str(told.get("what", "")), str(told.get("said", "")), one_line(str(told.get("tags", "")), 100)


def is_asked(at: Undoing, gone: Gone) -> bool:
    """Is the card that a step was about asked now?"""
    return gone.event is not None and at.attempt is not None and at.attempt.card.key == gone.event.card


def _taken(at: Undoing, deed: Deed, keys: Keys) -> str:
    """Say what a deed did: to which card, if that is not the one that is asked now, or how many, and how long
    ago it was, if that is no matter of minutes."""
    event = deed.event
    past = at.plan.moment(at.clock()).at - event.at
    age = f", {ago(past)}" if past > _RECENT else ""
    if deed.apart:
        return f"{_apart(deed)}, the first {_taken(at, deed._replace(number=1, apart=False), keys)}"
    if event.kind == "written":
        what, said, tags = _written(event)
        name = said if _NOTES.fullmatch(said) else f"“{one_line(said, _QUESTION)}”"
        return f"{_WRITING.get(what, 'changing')} {name}{tags and f' ({tags})'}{age}"
    if event.kind == IMPORT:
        name = f" of {one_line(name_of(event), 60)}" if name_of(event) else ""
        return f"the import{name}, {_brought(deed)}{age}"
    if deed.number > 1 and event.kind in DONE:
        return f"{DONE[event.kind].doing.format(counted(deed.number, 'card'))}{age}"
    name = "the card"
    if event.card and (at.attempt is None or at.attempt.card.key != event.card):
        found = at.library.listed([event.card])
        name = f"“{one_line(bare(found[0].question), _QUESTION)}”" if found else one_line(event.card, 40)
    if event.kind in DONE:
        return f"{DONE[event.kind].doing.format(name)}{age}"
    what = _did(event)[0]
    if event.kind in ANSWERS | {"cram"} and event.grade is not None:
        what = f"the answer “{grade_word(event.grade, keys)}”"
    return what + ("" if name == "the card" else f" of {name}") + age


def _is(deed: Deed, kind: str) -> bool:
    """Is it, as a whole, of this kind?"""
    return deed.event.kind == kind and not deed.apart


def _apart(deed: Deed) -> str:
    """Say what several events are that were done one by one and taken back as one."""
    return f"{counted(deed.number, 'event')} of a wrong clock"


def _brought(deed: Deed) -> str:
    """Say how much an import brought."""
    decks = number_of(deed.event, "decks")
    events = [counted(deed.number, "event")] if deed.number or not decks else []
    return " and ".join(events + ([counted(decks, "deck")] if decks else []))


class Step(NamedTuple):
    """One line of what can be taken back: how long ago it was, what it was ``about`` ("" for no card), what
    was ``done``, if by another program that too, and whether it is ``undone`` and can be done again."""

    age: str
    about: str
    done: str
    undone: bool

    @property
    def short_age(self) -> str:
        """How long ago it was, in a few letters: ``now``, ``2 min``, ``24 d``."""
        number, _, unit = self.age.partition(" ")
        letters = next((short for name, short in _UNITS if unit.startswith(name)), "")
        return f"{number} {letters}" if letters else "now"

    @property
    def what(self) -> str:
        """What it was, in one."""
        return f"{self.about} · {self.done}" if self.about else self.done


def steps(library: Library, when: Moment, keys: Keys) -> list[Step]:
    """Return what was done, the newest first: what can be done again, then what can be taken back."""
    done, taken_back = library.deeds(MOST)
    every = [*reversed(taken_back), *done]
    cards = {row.card: row for row in library.listed([deed.event.card for deed in every if deed.event.card])}
    return [
        Step(
            ago(when.at - deed.event.at),
            *_about(deed, cards.get(deed.event.card), keys),
            undone=index < len(taken_back),
        )
        for index, deed in enumerate(every)
    ]


def _about(deed: Deed, card: Listed | None, keys: Keys) -> tuple[str, str]:
    about, did = _told(deed, card, keys)
    return about, f"{did}, by another program" if deed.by_others else did


def _told(deed: Deed, card: Listed | None, keys: Keys) -> tuple[str, str]:
    event = deed.event
    if deed.apart:
        about, did = _told(deed._replace(number=1, apart=False), card, keys)
        return f"{_apart(deed)}, the first of {about}" if about else _apart(deed), did
    did = _did(event)[1]
    if event.grade is not None:
        word = grade_word(event.grade, keys)
        did = word if event.kind in ANSWERS else f"{'crammed' if event.kind == 'cram' else did}: {word}"
    if deed.number > 1 and event.kind in DONE:
        return counted(deed.number, "card"), did
    if event.kind == IMPORT:
        return one_line(name_of(event), 100), f"{did}, {_brought(deed)}"
    if event.kind == "written":
        what, said, tags = _written(event)
        return one_line(said, 100), f"{what} {tags}".rstrip() if what in _WRITING else did
    if not event.card:
        return "", did
    name = f"{topic(card.deck_title)}: {one_line(card.question, 100)}" if card else one_line(event.card, 40)
    return name, did


def way_to(every: list[Step], index: int) -> int:
    """Return how many steps back it takes until the one with this index is taken back; below zero, how many
    forward until it is done again."""
    now = sum(step.undone for step in every)
    return index - now + (0 if index < now else 1)
