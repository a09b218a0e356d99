"""What was done with a card in Anki, as events of the log.

Ids are derived from the note's guid, the place of the card's template and Anki's own id of what happened, so
that the same answer has the same id whenever and wherever it is brought in.
"""

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from trainer.anki.grades import FILTERED, GRADES, MANUAL, is_preview, is_reset
from trainer.anki.incoming.values import TheirAnswer, TheirCard, is_instant
from trainer.core.ids import derived_id
from trainer.core.log import ANKI, SAME_ANSWER, Event, detail_of, outside_detail
from trainer.core.moment import Moment
from trainer.core.state import Outside

NEW, LEARNING, REVIEW, RELEARNING = range(4)
SUSPENDED, BURIED_BY_HAND = -1, -3
_SECONDS_FROM = 1_000_000
"""A due number from here on is an instant in seconds, not a day."""
_LONGEST = 2**40  # ms
_NO_TEXTS = ("",) * 7
"""What an answer of Anki's has between its hints and its detail."""
_SOMETIME = 946_684_800_000
"""The instant (ms) of what says of itself that it was done in the future."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How Anki's numbers become days here.

    Attributes:
        moment: returns the moment of an instant (UTC ms) as the user counts days.
        now: UTC ms. ``created``: the study day from which the collection counts, 0 if unknown.
        written: UTC ms as of which the file says what it says, 0 if unknown.
    """

    moment: Callable[[int], Moment]
    now: int
    created: int
    written: int = 0

    def due(self, card: TheirCard) -> int:
        """Return the study day on which a card is due; 0 for what is no day."""
        if card.due >= _SECONDS_FROM:
            return self.moment(card.due * 1000).day if is_instant(card.due * 1000) else 0
        return max(0, self.created + card.due) if self.created else 0

    @property
    def latest(self) -> int:
        """The first instant (ms) that is none of the past: a day from now, as clocks differ."""
        return self.now + 86_400_000

    def past(self, at: int) -> bool:
        """Is it an instant (ms) up to a day from now?"""
        return 0 < at < self.latest


class OwnAnswer(NamedTuple):
    """An answer given here: its instant (ms) and Anki's key for it, 0 for one made new."""

    at: int
    button: int

    def is_in(self, row: TheirAnswer) -> bool:
        """Is this the row of Anki's log that it became when it was exported?"""
        return self.button == row.button and 0 <= row.at - self.at < SAME_ANSWER


class Settled(NamedTuple):
    """What gave a card its schedule here.

    ``at``: the instant (ms) of the last answer or setting that was made here, 0 without. ``due``: the study
    day on which the card is due. ``adopted``: the last state that was taken over from Anki, as of the instant
    (ms) ``adopted_at``.
    """

    at: int = 0
    due: int = 0
    adopted: Outside | None = None
    adopted_at: int = 0


class MarkHere(NamedTuple):
    """What is known here of a mark of a card, as a number: that of its flag, 1 for suspended, 0 for neither.

    ``now``: as it is. ``at``: the instant (ms) at which it was last set or taken away, wherever that was.
    ``told``: what Anki last said of it, None without.
    """

    now: int = 0
    at: int = 0
    told: int | None = None

    def is_other(self, there: int) -> bool:
        """Is it otherwise in Anki, and also than it was said to be there before?"""
        return there not in (self.now, self.told or 0)

    @property
    def is_only_here(self) -> bool:
        """Is it set, and was never said to be in Anki?"""
        return bool(self.now) and not self.told


@dataclass(slots=True)
class Found:
    """What was read of the log: the events, and how many of what was not taken.

    ``known``: answers that were brought in before. ``manual``: days set by hand. ``own``: answers that were
    given here and had been exported. ``resets``: how often a card was made new again, not known before.
    ``odd``: rows that no clock or key can have made.
    """

    events: list[Event] = field(default_factory=list)
    answers: int = 0
    known: int = 0
    manual: int = 0
    own: int = 0
    resets: int = 0
    odd: int = 0


def answers(
    found: Found,
    name: str,
    key: str,
    card: TheirCard,
    calendar: Calendar,
    own: Sequence[OwnAnswer] = (),
    before: Collection[int] = (),
) -> None:
    """Add the answers to a card to what was ``found``.

    Args:
        name: guid and place of the template, from which the ids are derived. ``key``: the card here.
        own: what was answered here, which Anki knows from an export.
        before: the instants (ms) of answers that were brought in before; their events are there.
    """
    moment, latest = calendar.moment, calendar.latest
    last_day = 0
    for row in card.answers:
        at, button, days, interval, factor, took, kind = row
        if button in GRADES and kind not in MANUAL and 0 < at < latest:
            if own and _is_own(row, own):
                found.own += 1
                continue
            found.answers += 1
            _, day, offset = moment(at)
            if at in before:
                found.known += 1
            else:
                id, what = derived_id(at, f"anki:{name}/{at}"), _kind(row, again=day == last_day)
                took = took if 0 <= took <= _LONGEST else max(0, min(took, _LONGEST))
                detail = f'{{"anki": [{kind}, {days}, {interval}, {factor}]}}'
                # By their places, which takes half as long as by their names.
                found.events.append(
                    Event(
                        *(id, ANKI, at, day, offset, key, what, GRADES[button], None, took, 0),
                        *_NO_TEXTS,
                        detail,
                    )
                )
            last_day = day
        elif is_reset(button, kind, factor) and calendar.past(at):
            last_day = 0
            if at not in before and not _is_own(row, own):
                found.resets += 1
                found.events.append(_mark(name, key, "reset", moment(at)))
        elif kind in MANUAL or not button:
            found.manual += 1
        else:
            found.odd += 1


def _is_own(row: TheirAnswer, own: Sequence[OwnAnswer]) -> bool:
    """Was a row of Anki's log given here? Nearly all of these have their instant still."""
    return (row.at, row.button) in own or any(one.is_in(row) for one in own)


def _kind(row: TheirAnswer, *, again: bool) -> str:
    """Return what an answer is to the schedule."""
    if row.kind == FILTERED:
        return "cram" if is_preview(row.kind, row.factor) else "early"
    return "drill" if again else "review"


def schedule(
    name: str, key: str, card: TheirCard, calendar: Calendar, settled: Settled
) -> tuple[list[Event], bool]:
    """Return the event that gives a card the schedule it has in Anki, and whether that was passed over for
    another one here that is newer. Nothing is to be done for a new card.

    What previews and flags leave alone is as old as what set it last.
    """
    due = calendar.due(card)
    if card.kind == NEW or due < 2:
        return [], False
    set_at = rated_at = 0
    for row in reversed(card.answers):
        if calendar.past(row.at) and not is_preview(row.kind, row.factor):
            set_at = set_at or row.at
            if row.button and row.kind not in MANUAL:
                rated_at = row.at
                break
    days = max(0, card.days) if card.kind == REVIEW else 0
    last = calendar.moment(rated_at).day if rated_at else due - max(1, days)
    state = Outside(
        due,
        max(1, min(last, due - 1)),
        days,
        max(0, card.factor) // 10,
        max(0, card.reviews),
        max(0, card.lapses),
        card.stability,
        card.difficulty,
    )
    if set_at:
        newer = set_at >= settled.at + SAME_ANSWER or not settled.at
    elif state == settled.adopted:
        return [], False
    else:
        newer = not settled.at or last > calendar.moment(settled.at).day
    if not newer:
        return [], due != settled.due
    at = set_at + 1 if set_at else _changed(card, calendar)
    if state == settled.adopted and at == settled.adopted_at:
        return [], False
    return [_mark(name, key, "adopt", calendar.moment(at), outside_detail(state))], False


def is_at_a_step(card: TheirCard) -> bool:
    """Does a card wait for a step of minutes or hours, which a schedule of days cannot say?"""
    return card.kind in (LEARNING, RELEARNING) and card.queue != SUSPENDED and card.due >= _SECONDS_FROM


def buried(name: str, key: str, card: TheirCard, calendar: Calendar) -> Iterator[Event]:
    """Yield the event for a card that was put off for its day by hand."""
    if card.queue == BURIED_BY_HAND:
        yield _mark(name, key, "bury", calendar.moment(_touched(card, calendar)))


def marked(
    name: str, key: str, card: TheirCard, calendar: Calendar, kind: Literal["suspend", "flag"], here: MarkHere
) -> Iterator[Event]:
    """Yield the event for a mark that Anki says otherwise than it last did, and later than it was set here.

    A card's ``mod`` tells the second in which it was last suspended or not, but not when it was flagged: Anki
    leaves it alone then. A flag, and what was done in the second in which the file was written, is as new as
    the file.
    """
    there = _there(card, kind)
    if not here.is_other(there):
        return
    at = _touched(card, calendar)
    if calendar.past(calendar.written) and (kind == "flag" or calendar.written < at + 1000):
        at = max(at, calendar.written)
    if at > here.at:
        detail = detail_of(anki=there) if there and kind == "flag" else ""
        yield _mark(name, key, kind if there else f"un{kind}", calendar.moment(at), detail)


def _there(card: TheirCard, kind: Literal["suspend", "flag"]) -> int:
    return card.flag if kind == "flag" else int(card.queue == SUSPENDED)


def news(card: TheirCard, before: Collection[int], suspended: MarkHere, flagged: MarkHere) -> tuple[int, int]:
    """Return how many answers to a card, but those that were brought in ``before``, and how many marks are
    new in Anki."""
    answers = sum(
        row.button in GRADES and row.kind not in MANUAL and row.at not in before for row in card.answers
    )
    marks = suspended.is_other(_there(card, "suspend")) + flagged.is_other(_there(card, "flag"))
    return answers, marks


def taken_back(card: TheirCard, before: Set[int], written: int) -> int:
    """Return how many of the answers brought in ``before``, by their instants (ms), are not in Anki's log of
    a card any more, which was ``written`` later."""
    rest = before - {row.at for row in card.answers}
    return sum(at < written for at in rest)


def _touched(card: TheirCard, calendar: Calendar) -> int:
    """Return when a card was last changed or answered (ms)."""
    return max([_changed(card, calendar), *(row.at + 2 for row in card.answers if calendar.past(row.at))])


def _mark(name: str, key: str, kind: str, when: Moment, detail: str = "") -> Event:
    id = derived_id(when.at, f"anki:{name}/{kind}/{when.at}{detail}")
    return Event(id, ANKI, *when, key, kind, detail=detail)


def _changed(card: TheirCard, calendar: Calendar) -> int:
    """Return when the card was last changed (ms), as far as that can be true."""
    at = card.mod * 1000
    return at if calendar.past(at) else _SOMETIME
