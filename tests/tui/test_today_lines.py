"""What waits today comes first, whatever the width; what was done has what room is left."""

import pytest

from trainer.practice.overview import Today
from trainer.scheduling.queue import Counts
from trainer.tui.lines import chrome
from trainer.tui.lines.today_lines import parts_line

LEFT = Counts(new=12, due=345, again=64)


def test_what_was_done_never_takes_the_room_of_what_waits() -> None:
    waiting = chrome.waiting(LEFT)
    for width in range(4, 130):
        line = parts_line(Today(LEFT, done=98, took=4000.0), width)
        assert line.cell_length <= width
        if waiting.cell_length <= width:
            assert line.plain.startswith(waiting.plain)
            assert "done" not in line.plain or "done today: 98 cards" in line.plain
        assert ("done" in line.plain) == (waiting.cell_length + 2 + len("done today: 98 cards") <= width)


@pytest.mark.parametrize(
    ("width", "said"),
    [(60, "done today: 98 cards in 1 h 07 min"), (24, "done today: 98 cards"), (8, "done to…")],
)
def test_with_nothing_left_it_says_what_was_done(width: int, said: str) -> None:
    assert parts_line(Today(done=98, took=4000.0), width).plain == said
