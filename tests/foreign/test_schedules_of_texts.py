"""A text that is brought in again says anew when its cards are due."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.core.moment import EPOCH, agrees
from trainer.store.store import Store

ORG = """\
* {word} :drill:
  SCHEDULED: <{due}>
  :PROPERTIES:
  :ID: zz
  :DRILL_LAST_INTERVAL: {days}
  :DRILL_TOTAL_REPEATS: 5
  :DRILL_EASE: 2.36
  :DRILL_LAST_REVIEWED: [{last}]
  :END:
  Q
** Answer
   A
"""
DAY = 86_400_000
NOW = datetime.now(UTC)

Due = Callable[[str, str], tuple[int, int, bool]]


def on(days: int) -> str:
    """The date in so many days."""
    return (NOW + timedelta(days=days)).date().isoformat()


def org(due: int, days: float, last: int, hour: str = "", word: str = "Word") -> str:
    return ORG.format(due=on(due), days=days, last=f"{on(last)} Fri {hour}", word=word)


def obsidian(due: int, days: int) -> str:
    return f"#flashcards\n\nq::a\n<!--SR:!{on(due)},{days},250-->\n"


@pytest.fixture
def due(world: World, tmp_path: Path) -> Due:
    """Bring in a file with a schedule; return in how many days its card is due, how many events are new, and
    whether it was said that the file's is older."""

    def bring(name: str, text: str) -> tuple[int, int, bool]:
        report = world.bring(put(tmp_path, name, text), "--with-schedule")
        (state,) = world.states().values()
        assert state.memory is not None
        events = world.events()
        assert all(agrees(event) and event.at <= NOW.timestamp() * 1000 + DAY // 24 for event in events)
        days = state.memory.due - NOW.date().toordinal()
        return days, report["events"], any("is older" in said for said in report["oddities"])

    return bring


@pytest.mark.parametrize("word", ["one", "two", "three", "four"])  # the end of an id follows from it
def test_what_an_org_file_says_last_is_when_its_card_is_due(due: Due, word: str) -> None:
    def said(days: int, interval: float, last: int, hour: str) -> tuple[int, int, bool]:
        return due("o.org", org(days, interval, last, hour, word))

    assert said(12, 20, -8, "01:00") == (12, 1, False)
    assert said(12, 20, -8, "01:00") == (12, 0, False)
    assert said(3, 20, -8, "01:00") == (3, 1, False)  # another day by hand
    assert said(35, 43, -8, "05:00") == (35, 1, False)  # reviewed again on that day
    assert said(26, 33, -7, "") == (26, 1, False)
    assert said(12, 20, -8, "01:00")[::2] == (26, True)  # an old copy of the file
    assert said(40, 40, 0, "") == (40, 1, False)  # reviewed today, whatever hour it is
    assert said(41, 40, 0, "00:00") == (41, 1, False)


def test_what_obsidian_says_last_is_when_its_card_is_due(due: Due) -> None:
    for days, interval, new in ((7, 12, 1), (5, 12, 1), (3, 8, 1), (1, 12, 1), (7, 12, 1), (7, 12, 0)):
        assert due("s.md", obsidian(days, interval)) == (days, new, False)


def test_what_was_done_here_later_stays_and_is_said(world: World, due: Due) -> None:
    assert due("o.org", org(12, 20, -8, "01:00"))[0] == 12
    (key,) = world.states()
    at = int(NOW.timestamp() * 1000) - 3 * DAY
    day = EPOCH + at // DAY
    detail = f'{{"due": {day + 30}}}'
    with Store(world.database) as store:
        store.merge([Event(new_id(at), "here", at, day, 0, key, "reschedule", detail=detail)])
    assert due("o.org", org(12, 20, -8, "01:00")) == (27, 0, False)
    assert due("o.org", org(13, 20, -8, "01:00"))[::2] == (27, True)
    assert due("o.org", org(14, 20, -1, "01:00"))[::2] == (14, False)


def test_a_card_failed_there_and_due_again_today_gets_a_whole_answer(world: World, due: Due) -> None:
    assert due("p.org", org(0, 0, 0, "00:01"))[0] == 0
    (state,) = world.states().values()
    assert state.memory is not None
    assert state.memory.last < state.memory.due
