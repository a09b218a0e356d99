"""A card as one line of the list: its deck by the name that tells it from others, and when it is due."""

import pytest

from trainer.browse.row import Row
from trainer.core.day import iso
from trainer.tui.lines.browse_lines import row_line

DAY = 740_000
QUESTION = "In a messaging system such as Kafka, what does at-least-once delivery mean for a consumer?"


def line(width: int, deck: str = "Delivery guarantees › Kafka", due: int | None = None) -> str:
    when = iso(DAY + due) if due is not None else None
    row = Row("k/n", QUESTION, deck, "basic", "", None, (), when, None, 0, 0)
    return row_line(row, width, DAY, marked=False, chosen=False).plain


def test_where_a_title_has_no_room_its_last_name_stands_whole() -> None:
    assert "  Kafka  " in line(80)
    assert "Delivery guarantees › Kafka" in line(140)


@pytest.mark.parametrize("width", [40, 70, 80, 140])
def test_the_question_has_more_room_than_the_deck(width: int) -> None:
    shown = line(width)
    assert len(shown) == width
    assert len(shown.partition("…")[0].strip()) > width / 2 - 5 or QUESTION in shown


@pytest.mark.parametrize(("due", "said"), [(None, "new"), (0, "due"), (3, "3d"), (-2, "-2d"), (-90, "-3mo")])
def test_days_behind_are_written_as_days_ahead_are(due: int | None, said: str) -> None:
    assert line(80, due=due).split()[-1] == said
