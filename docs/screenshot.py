"""Makes docs/review.svg, the picture in the README: ``python docs/screenshot.py``, from the root."""

import asyncio
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from trainer.cli.opening import open_library
from trainer.context import Context
from trainer.paths import shipped_decks
from trainer.practice.attempt import Attempt
from trainer.practice.session import Plan, Session
from trainer.scheduling.queue import Entry
from trainer.tui.app import TrainerApp

CARD = "delivery-kafka/acks-all-who-is-left-out"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


async def draw(target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_library(Path(folder) / "trainer.db", [shipped_decks()])
        context = Context(store, lambda: NOW, Plan(), scope=store.resolve(["delivery-kafka"]), start="review")
        app = TrainerApp(context)
        async with app.run_test(size=(80, 24)) as pilot:
            card = store.card(CARD)
            session: Session = app.screen.session  # type: ignore[attr-defined]
            if card is not None:
                session.attempt = Attempt(card, Entry(CARD, "new"), NOW)
                app.screen._redraw()  # type: ignore[attr-defined]
            await pilot.press("space")
            await pilot.pause()
            svg = app.export_screenshot(title="trainer")
        store.close()
    # Fonts are named, not fetched: opening the picture asks nothing of the network.
    target.write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL))


if __name__ == "__main__":
    asyncio.run(draw(Path(__file__).parent / "review.svg"))
