"""Dialogs about one card: why it is asked, and when it should come again."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from trainer.practice.session import Session
from trainer.practice.why import why_asked
from trainer.tui.lines.layout import wrap
from trainer.tui.lines.phrases import when
from trainer.tui.widgets import card_view
from trainer.tui.widgets.offer import Offer

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

WentOn = Callable[[str], Awaitable[None]]
"""Shows what is asked now, and a status."""

ANOTHER_DAY = {
    "tomorrow": 1, "in 3 days": 3, "in a week": 7, "in 2 weeks": 14, "in a month": 30, "in 3 months": 90,
}  # fmt: skip
"""Days from today that are offered when a card should come on another day."""


async def why(to: "Navigation", session: Session, went_on: WentOn) -> None:
    """Say why the current card is asked and what is known of it, and offer to change its schedule."""
    if (attempt := session.attempt) is not None:
        text = card_view.message(why_asked(attempt.card, attempt.entry, session.day, session.plan.scheduler))
        offers = [
            Offer("d", "ask it on another day", partial(another_day, to, session, went_on)),
            Offer("r", "forget it: as if it were new", partial(reset, session, went_on)),
        ]
        await to.dialog("Why this card", lambda width: wrap(text, width), offers)


async def reset(session: Session, went_on: WentOn) -> None:
    """Forget the current card."""
    session.reset()
    await went_on("forgotten: as if new (u takes it back)")


async def another_day(to: "Navigation", session: Session, went_on: WentOn) -> None:
    """Offer days on which the current card is asked again."""

    async def place(days: int) -> None:
        session.reschedule(session.day + days)
        await went_on(f"asked again {when(days, 0)} (u takes it back)")

    offers = [
        Offer(str(number), label, partial(place, days))
        for number, (label, days) in enumerate(ANOTHER_DAY.items(), 1)
    ]
    await to.dialog("Ask this card again", lambda _: [], offers)
