"""What a session came to, and what is left: in figures, and in words that every front end shows alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from trainer.core.duration import minutes
from trainer.core.library import Library
from trainer.core.log import Event
from trainer.core.scope import EVERYTHING
from trainer.core.text import counted
from trainer.practice.further import part_of
from trainer.practice.outside import due_outside, said
from trainer.practice.overview import about_tomorrow, tomorrow
from trainer.practice.session import Session
from trainer.scheduling.queue import Counts
from trainer.scheduling.scheduler import PASS

if TYPE_CHECKING:
    from trainer.confusions import MixedUp


_NONE = Counts()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to.

    Attributes:
        answered: answers, to so many ``cards``. ``again``: answers below 3. ``took``: milliseconds spent on
            cards.
        open: cards of this session not asked yet. ``cut``: is it about some of the day's, or about others?
        left: of the day in its scope. ``elsewhere``: of the day outside its scope, which is
            ``of_decks`` or what a query finds. ``outside``: due in its
            scope outside the plan. ``left_out``: new cards that could be asked but for the setting ``first``,
            which is named. ``part``: of which part of the scope it began with it is now, "" for all of it.
        tomorrow: cards that wait tomorrow in its scope; ``about_tomorrow``: that in words.
        mixed_up: what was taken for something else in this session, with how often that happened in all.
    """

    answered: int = 0
    cards: int = 0
    again: int = 0
    took: int = 0
    open: int = 0
    cut: bool = False
    left: Counts = _NONE
    elsewhere: int = 0
    of_decks: bool = True
    outside: int = 0
    left_out: tuple[int, str] = (0, "")
    part: str = ""
    tomorrow: int = 0
    about_tomorrow: str = "nothing"
    mixed_up: tuple["MixedUp", ...] = ()


def summary(session: Session) -> Summary:
    """Return what a session came to so far, and what is left today and waits tomorrow in its scope."""
    answers = session.answers
    return Summary(
        answered=len(answers),
        cards=len({answer.card for answer in answers}),
        again=sum((event.grade or 0) < PASS for event in answers),
        took=sum(event.took or 0 for event in answers),
        open=session.counts.total,
        cut=session.cut,
        left=session.left_today(),
        elsewhere=0 if session.scope == EVERYTHING else session.elsewhere(),
        of_decks=session.scope.query is None,
        outside=len(due_outside(session)),
        left_out=_left_out(session),
        part=part_of(session),
        tomorrow=tomorrow(session),
        about_tomorrow=about_tomorrow(session),
        mixed_up=_mixed_up(session.library, answers),
    )


class Figure(NamedTuple):
    """A line of a summary: what it is about, and what there is to say."""

    label: str
    text: str


def head(at: Summary) -> str:
    """Return how things stand, in a sentence."""
    if not at.answered:
        if at.cut and not at.open and at.left.total:
            return "No card is of that kind now."
        waits = at.open or at.left.total or at.outside
        return "Nothing answered yet." if waits else "Nothing to practise now."
    if at.open:
        return "Paused."
    if at.left.total:
        return "That was this session; not yet the day."
    if at.outside:
        return "Done by the plan; more is due outside it."
    if not at.elsewhere:
        return "Done for today."
    return f"Done here; {'other decks have cards' if at.of_decks else 'there are other cards'} today."


def figures(at: Summary) -> list[Figure]:
    """Return what a session came to, what is left, and what tomorrow brings."""
    found = []
    if at.answered:
        seconds = at.took / 1000
        often = f" in {counted(at.answered, 'answer')}" if at.answered > at.cards else ""
        found.append(Figure("answered", f"{counted(at.cards, 'card')}{often}, {at.again} again"))
        each = round(seconds / at.answered) or "under 1"
        found.append(Figure("time", f"{minutes(seconds)}, {each} s an answer"))
    if at.open and at.cut:
        found.append(Figure("not asked", counted(at.open, "card")))
    if at.part:
        found.append(Figure("only", f"{at.part}; what follows is of these alone"))
    if at.left.total:
        found.append(Figure("left today", f"{counted(at.left.total, 'card')}: {at.left.said}"))
    if at.outside:
        found.append(Figure("outside", said(at.outside)))
    if at.elsewhere:
        where = "in other decks" if at.of_decks else "that were not asked for here"
        found.append(Figure("elsewhere", f"{counted(at.elsewhere, 'card')} today {where}"))
    count, setting = at.left_out
    if count:
        found.append(Figure("left out", f"{counted(count, 'note')} not met, by the setting {setting}"))
    return [*found, Figure("tomorrow", at.about_tomorrow)]


def _left_out(session: Session) -> tuple[int, str]:
    first = session.plan.first
    if first not in ("own-only", "shipped-only") or session.scope == EVERYTHING:
        return 0, ""
    every, some = (
        sum(deck.fresh for deck in session.library.decks(session.day, session.scope, which))
        for which in ("mixed", first)
    )
    return every - some, f'`first = "{first}"`'


def _mixed_up(library: Library, answers: Sequence[Event]) -> tuple["MixedUp", ...]:
    wrong = [event for event in answers if event.answer and (event.grade or 0) < PASS]
    if not wrong:
        return ()
    from trainer.confusions import mixed_up  # here: the first card need not wait for it

    return tuple(mixed_up(library, wrong))
