"""Lines that scroll: no key is lost before they are first drawn (DESIGN section 7)."""

import asyncio

import pytest
from textual.app import ComposeResult
from textual.content import Content

from trainer.tui.themed import Themed
from trainer.tui.widgets.lines_view import LinesView


class OneView(Themed[None]):
    """A view of a hundred lines, and keys that come before it is drawn."""

    def __init__(self, early: list[str]) -> None:
        super().__init__()
        self.view = LinesView(lambda _width: [Content(str(number)) for number in range(100)])
        self._early = early

    def compose(self) -> ComposeResult:
        yield self.view
        assert not self.view.lines
        for key in self._early:
            press(self.view, key)


def press(view: LinesView, key: str) -> None:
    (view.line if key in "jk" else view.page)(-1 if key in "kb" else 1)


@pytest.mark.parametrize("keys", ["jjj", "fjk"])
def test_keys_that_come_before_the_first_frame_scroll_as_later_ones_do(keys: str) -> None:
    async def top(early: str, late: str) -> int:
        app = OneView([*early])
        async with app.run_test() as pilot:
            await pilot.pause()
            for key in late:
                press(app.view, key)
            await pilot.pause()
            return app.view.scroll_offset.y

    wanted = asyncio.run(top("", keys))
    for before in (1, 3):
        assert asyncio.run(top(keys[:before], keys[before:])) == wanted
    assert wanted > 0
