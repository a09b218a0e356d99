"""Dialogs about one card: why it is asked, and when it should come again."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from trainer.core.text import counted
from trainer.practice.attempt import Attempt
from trainer.practice.by_hand import day_to_come
from trainer.practice.needed import ask_first, missing
from trainer.practice.session import Session
from trainer.practice.sources import sources as cited
from trainer.practice.wording import done
from trainer.tui.lines.card_lines import source_lines
from trainer.tui.lines.layout import wrap
from trainer.tui.lines.list_lines import leech_lines
from trainer.tui.lines.phrases import when
from trainer.tui.widgets import card_view
from trainer.tui.widgets.offer import Offer, Writing

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

WentOn = Callable[[str], Awaitable[None]]
"""Shows what is asked now, and a status."""

_DAYS = {"t": ("today", 0), "m": ("tomorrow", 1), "s": ("in a week", 7), "x": ("in 30 days", 30)}
"""Days that are offered, by keys that are no digits: these begin a date."""


async def why(to: "Navigation", session: Session, went_on: WentOn) -> None:
    """Say why the current card is asked and what is known of it, and offer to change its schedule."""
    if session.attempt is not None:
        text = card_view.message(session.why(to.context.demand))
        offers = [
            Offer("d", "ask it on another day", partial(another_day, to, session, went_on)),
            Offer("r", "reset it: as if it were new", partial(reset, session, went_on)),
        ]
        if needed := missing(session):
            label = f"ask first what it needs: {counted(len(needed), 'card')}"
            offers.insert(0, Offer("n", label, partial(first_what_it_needs, session, went_on)))
        await to.dialog("Why this card", lambda width: wrap(text, width), offers)


async def edit(to: "Navigation", session: Session, went_on: WentOn) -> None:
    """Have the user edit the current card's deck file, and come back to the card."""
    if (attempt := session.attempt) is not None:
        edited = to.edit(attempt.card)
        again = _again(session, attempt)
        await went_on(edited.said or again)
        if edited.problems:
            await to.complain(edited.problems[0].printed())


def _again(session: Session, old: Attempt) -> str:
    """Ask the card anew after an edit, with all that was shown of it before."""
    session.reload()
    attempt = session.attempt
    if attempt is None or attempt.card.key != old.card.key:
        return "that card is no longer in its deck; here is the next one"
    attempt.resume(old, session.plan.scheduler)
    return "" if attempt.card.fingerprint == old.card.fingerprint else "the card as it reads now"


async def first_what_it_needs(session: Session, went_on: WentOn) -> None:
    """Ask what the current card needs before it."""
    await went_on(ask_first(session))


async def reset(session: Session, went_on: WentOn) -> None:
    """Reset the current card."""
    session.reset()
    await went_on(done("reset"))


async def sources(to: "Navigation", session: Session) -> None:
    """Show what the current card cites."""
    if (attempt := session.attempt) is not None:
        found = cited(attempt.card, to.context.sections())
        await to.dialog("Sources", lambda width: source_lines(found, width))


async def leech(to: "Navigation", session: Session) -> None:
    """Tell, if the last answer made a card a leech, with what it is mixed up, and offer what can be done."""
    if (found := session.leech) is None:
        return
    card = found.card

    async def suspend() -> None:
        session.suspend(card.key)
        await to.review(session, f"the leech is {done('suspend')}")

    async def change() -> None:
        edited = to.edit(card)
        session.reload()
        await to.review(session, edited.said)
        if edited.problems:
            await to.complain(edited.problems[0].printed())

    async def start_anew() -> None:
        session.reset(card.key)
        await to.review(session, f"the leech is {done('reset')}")

    offers = [
        Offer("!", "suspend it: not asked until you unsuspend it", suspend),
        Offer("e", "edit it: shorter, or in two", change),
        Offer("r", "reset it: as if it were new", start_anew),
    ]
    await to.dialog(found.said, lambda width: leech_lines(found, width), offers)


async def another_day(to: "Navigation", session: Session, went_on: WentOn) -> None:
    """Offer days on which the current card is asked again."""

    async def place(due: int) -> None:
        known = session.reschedule(due)
        said = f"asked again {when(due - session.day, 0)}"
        await went_on(f"{said}{f' · {known}' if known else ' (u takes it back)'}")

    offers = day_offers(session.day, place, day_to_come)
    await to.dialog("Ask this card again", lambda _: [], offers[1:])


def day_offers(
    today: int, place: Callable[[int], Awaitable[None]], read: Callable[[str, int], int]
) -> list[Offer]:
    """Offer today, some days to come, and a day to be written, which ``read`` reads; ``place`` takes it."""
    offers = [Offer(key, label, partial(place, today + days)) for key, (label, days) in _DAYS.items()]
    line = Writing("14, 10 Dec, friday", lambda text: partial(place, read(text, today)))
    return [*offers, Offer("d", "on another day: type a date such as 31 Dec, or a number of days", line)]
