"""The first picture of a screen is laid out as it stays: nothing jumps (DESIGN section 7)."""

from unittest.mock import patch

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.widget import Widget

from tests.goals.setting import wish
from tests.tui.driving import Driver, context, run
from tests.tui.test_home import decks
from tests.tui.test_review import answered
from trainer.tui.widgets.page import Page

SIZES = [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60)]


def places(page: Widget) -> dict[str, Region]:
    return {str(widget.id): widget.region for widget in page.query("*") if widget.id and widget.display}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(
    "start", ["home", "home with a goal", "home of nothing answered", "browse", "review"]
)
def test_nothing_is_laid_out_a_second_time_in_another_place(start: str, size: tuple[int, int]) -> None:
    first: dict[str, Region] = {}
    lib = decks("A", "B")
    if "nothing" not in start:
        answered(lib, "d0/n0", 4, days=1)
    if "goal" in start:
        wish(lib, by="+14d")
    reflow = Compositor.reflow

    def reflowed(compositor: Compositor, page: Widget, room: object) -> object:
        found = reflow(compositor, page, room)  # type: ignore[arg-type]
        if isinstance(page, Page) and not first:
            first.update(places(page))
        return found

    async def script(driver: Driver) -> None:
        assert first
        assert places(driver.app.screen) == first

    with patch.object(Compositor, "reflow", reflowed):
        run(context(lib, start=start.partition(",")[0]), script, size)
