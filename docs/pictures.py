"""Makes the pictures in the README from the program: ``python docs/pictures.py``, from the root.

The history behind them is that of a made learner, the same each time.
"""

import asyncio
import random
import re
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.widgets import TextArea

from trainer.cli.opening import open_library
from trainer.context import Context
from trainer.core.kinds import Points
from trainer.core.scope import EVERYTHING
from trainer.paths import shipped_decks
from trainer.practice.attempt import Attempt
from trainer.practice.session import Plan, Session
from trainer.scheduling.queue import Entry
from trainer.store.store import Store
from trainer.tui.app import TrainerApp
from trainer.tui.screens.interview.ask import InterviewScreen
from trainer.tui.screens.interview.marking import MarkingScreen

HERE = Path(__file__).resolve().parent
CARD = "delivery-kafka/acks-all-who-is-left-out"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DAYS = 75
PLAN = Plan(new_per_day=12)


def practise(store: Store) -> None:
    """Answer what a learner who forgets now and then, and stays away on some days, is asked."""
    rng = random.Random(7)
    now = NOW - timedelta(days=DAYS + 1)  # today is not begun

    def clock() -> datetime:
        return now

    for _ in range(DAYS):
        now += timedelta(days=1)
        if rng.random() < 0.15:
            continue
        session = Session(store, clock, PLAN)
        while session.attempt is not None and session.counts.total > 8:
            now += timedelta(seconds=rng.uniform(6, 40))
            session.reveal()
            session.grade(rng.choices((1, 3, 4, 5), (12, 13, 60, 15))[0])
        now = now.replace(hour=NOW.hour, minute=NOW.minute)


async def draw(store: Store, name: str, size: tuple[int, int], keys: Sequence[str] = ()) -> None:
    """Press ``keys`` on the first screen, and keep what is then to be seen."""
    scope = store.resolve(["delivery-kafka"]) if name == "review" else EVERYTHING
    context = Context(store, lambda: NOW, PLAN, scope=scope, start="review" if name == "review" else "home")
    app = TrainerApp(context)
    async with app.run_test(size=size) as pilot:
        card = store.card(CARD)
        if name == "review" and card is not None:
            session: Session = app.screen.session  # type: ignore[attr-defined]
            session.attempt = Attempt(card, Entry(CARD, "new"), NOW)
            app.screen._redraw()  # type: ignore[attr-defined]
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        keep(app, name)


def keep(app: TrainerApp, name: str) -> None:
    """Write what is to be seen into a picture beside this file."""
    svg = app.export_screenshot(title="trainer")
    # Fonts are named, not fetched: opening the picture asks nothing of the network.
    plain = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (HERE / f"{name}.svg").write_text(plain)


async def interview(store: Store) -> None:
    """Hold a short mock interview, some of each answer said and some not, and keep its report."""
    now = NOW
    about, exports = store.resolve(["kafka"]), Path("exports")
    context = Context(store, lambda: now, PLAN, scope=about, start="mock", minutes=8, exports=exports)
    app = TrainerApp(context)
    async with app.run_test(size=(90, 34)) as pilot:
        await pilot.press("enter")
        while isinstance(app.screen, InterviewScreen):
            held = app.screen.interview
            if held.question is not None:
                body = held.question.card.note.body
                points = body.points if isinstance(body, Points) else ()
                some = points[len(held.transcript.asked) % 3 :]
                said = " ".join(f"{point.say}." for point in some)
                app.screen.query_one(TextArea).text = said
                now += timedelta(seconds=55)
                await pilot.press("ctrl+s")
            else:
                await pilot.press("2" if held.stage == "confidence" else "y")
            await pilot.pause()
        while isinstance(app.screen, MarkingScreen):
            answer = app.screen.marking.current
            worth = answer is not None and (answer.key_points or answer.rating)
            await pilot.press("enter" if worth else "2")
            await pilot.pause()
        keep(app, "mock")


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with open_library(Path(folder) / "new.db", [shipped_decks()]) as store:
            await draw(store, "review", (80, 24), ["space"])
            with chdir(folder):
                await interview(store)
        with open_library(Path(folder) / "used.db", [shipped_decks()]) as store:
            practise(store)
            await draw(store, "home", (112, 38), ["down"] * 7)
            await draw(store, "browse", (110, 30), ["b", "down", "down"])
            await draw(store, "stats", (100, 36), ["t"])


if __name__ == "__main__":
    asyncio.run(main())
