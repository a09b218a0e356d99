"""What a damaged history file still tells: bytes cut off, taken out of the middle, zeroed or flipped. All
that is there is found, and what is not is counted."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, noon
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.store import backup, examine
from trainer.store.repair import Repaired, repair
from trainer.store.store import Store

NOW = 1_795_000_000
PAGE = 4096
LONG = "what was said " * 500


@pytest.fixture(scope="module")
def told() -> list[Event]:
    """Events of two devices, one of them longer than a page."""
    random_ = random.Random(5)
    made = []
    for day in range(400):
        at = noon(DAY + day)
        event = Event(new_id(at), "ab"[day % 2], at, DAY + day, 0, f"deck/n{day % 17}", "review", 4)
        made.append(event._replace(answer="y" * random_.randrange(200)))
    made[-30] = made[-30]._replace(answer=LONG)
    return made


@pytest.fixture(scope="module")
def whole(told: list[Event], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "trainer.db"
    for first in range(0, len(told), 20):
        with Store(path) as store:
            store.merge(told[first : first + 20])
    return path.read_bytes()


def saved(path: Path, data: bytes) -> tuple[Repaired, set[Event]]:
    path.write_bytes(data)
    done = repair(path, NOW)
    with Store(path) as store:
        return done, set(store.events())


@pytest.mark.parametrize("share", [0.6, 0.75, 0.95])
def test_of_a_file_that_was_cut_off_it_is_said_how_much_is_gone(
    path: Path, whole: bytes, told: list[Event], share: float
) -> None:
    done, events = saved(path, whole[: int(len(whole) * share)])
    lost = len(told) - len(events)
    assert len(events - set(told)) <= 1, "the one in the middle of which it was cut"
    assert lost - 40 <= done.unreadable <= lost, "all but those of the last page, of which nothing tells"
    assert done.pages == (int(len(whole) * share) // PAGE, len(whole) // PAGE)


@pytest.mark.parametrize("taken", [1, 7, 512, PAGE, PAGE + 3])
@pytest.mark.parametrize("place", [0.3, 0.6])
def test_bytes_that_are_missing_in_the_middle_cost_only_what_they_held(
    path: Path, whole: bytes, told: list[Event], taken: int, place: float
) -> None:
    at = int(len(whole) * place)
    done, events = saved(path, whole[:at] + whole[at + taken :])
    assert len(told) - len(events) == done.unreadable <= 40 * (1 + taken // PAGE)
    assert any(event.answer == LONG for event in events), "what goes on on another page is found there"
    assert len(events - set(told)) <= 1, "the one in the middle of which it was"


@pytest.mark.parametrize("taken", [(7, 7), (100, PAGE), (PAGE, 57), (PAGE + 904, 3192), (-30, 100), (1, -30)])
def test_bytes_missing_in_several_places_cost_only_what_they_held(
    path: Path, whole: bytes, told: list[Event], taken: tuple[int, int]
) -> None:
    """Behind each of them all is elsewhere than its number says, the further pages of a long text too. What
    is below zero was put in."""
    data = whole
    for at, bytes_ in zip((len(whole) // 10 * 6, len(whole) // 10 * 3), taken, strict=True):
        data = data[:at] + bytes(max(0, -bytes_)) + data[at + max(0, bytes_) :]
    done, events = saved(path, data)
    held = sum(40 * (1 + max(0, bytes_) // PAGE) for bytes_ in taken)
    assert len(told) - len(events) == done.unreadable <= held
    assert any(event.answer == LONG for event in events), "what goes on on another page is found there"
    assert len(events - set(told)) <= 2, "those in the middle of which they were"


def test_bytes_put_in_cost_nothing(path: Path, whole: bytes, told: list[Event]) -> None:
    at = len(whole) // 2 // PAGE * PAGE
    assert saved(path, whole[:at] + b"x" * 11 + whole[at:])[1] == set(told)


def test_a_flipped_bit_makes_no_event_another_one(path: Path, whole: bytes, told: list[Event]) -> None:
    random_ = random.Random(3)
    data = bytearray(whole)
    rows = [start for start in range(0, len(whole), PAGE) if whole[start] == 13]
    for event in random_.sample(told, 9):
        place = next(at for row in rows if (at := whole.find(event.id.encode(), row, row + PAGE)) > 0)
        data[place + random_.randrange(36)] ^= 1 << random_.randrange(7)
    done, events = saved(path, bytes(data))
    assert (done.unreadable, done.refused) == (0, ())
    assert {event.id for event in events} == {event.id for event in told}


def test_a_flipped_bit_in_the_indexes_loses_nothing_and_says_so(
    path: Path, whole: bytes, told: list[Event]
) -> None:
    data = bytearray(whole)
    for start in (start for start in range(0, len(whole), PAGE) if whole[start] == 10):
        data[start + PAGE - 20 - start // PAGE % 7] ^= 1
    done, events = saved(path, bytes(data))
    assert events - set(told) == set()
    assert (done.unreadable, events) == (0, set(told))


def test_a_text_that_became_zeros_is_told_and_taken_from_a_copy(
    path: Path, whole: bytes, told: list[Event]
) -> None:
    at = whole.index(b"what was said " * 280) + 28
    zeroed = whole[:at] + bytes(3000) + whole[at + 3000 :]
    path.write_bytes(zeroed)
    with Store(path) as store:
        (found,) = examine.of_log(store.events(), [], Moment(noon(DAY + 500), DAY + 500))
    assert (found.what, found.error) == ("text", True)
    done, events = saved(path, zeroed)
    assert (done.marred, done.unreadable) == (1, 0)
    assert {event.grade for event in events} == {4}
    with Store(path) as store:
        assert not list(examine.of_log(store.events(), [], Moment(noon(DAY + 500), DAY + 500)))
    path.write_bytes(whole)
    backup.make(path, NOW, "daily")
    done, events = saved(path, zeroed)
    assert (done.marred, events) == (0, set(told))


def test_rows_of_the_log_are_numbered_without_a_gap(path: Path, whole: bytes, told: list[Event]) -> None:
    """By which it is told how many there were."""
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT max(rowid), count(*) FROM event").fetchone() == (400, 400)


def carried_once_more(data: bytes) -> bytes:
    """As unix2dos and git do it: a CR that is there before an LF is enough."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def test_a_file_that_was_carried_as_text_is_read_whole(path: Path, whole: bytes, told: list[Event]) -> None:
    done, events = saved(path, whole.replace(b"\n", b"\r\n"))
    assert events == set(told)
    assert (done.unreadable, done.marred, done.pages[0], done.certain) == (0, 0, done.pages[1], True)
    assert not [one for one in path.parent.iterdir() if one.name.startswith(".")]


def test_a_log_that_was_carried_as_text_is_read_whole(path: Path, whole: bytes, told: list[Event]) -> None:
    path.write_bytes(whole)
    new = told[-1]._replace(id=new_id(told[-1].at + 1), answer="of the log")
    with Store(path) as store:
        store.merge([new])
        parts = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    assert parts[1].count(b"\n") >= 16
    path.write_bytes(parts[0])
    Path(f"{path}-wal").write_bytes(parts[1].replace(b"\n", b"\r\n"))
    repair(path, NOW)
    with Store(path) as store:
        assert set(store.events()) == {*told, new}


def test_where_a_cr_was_there_before_only_its_page_suffers(
    path: Path, whole: bytes, told: list[Event]
) -> None:
    cut = whole.index(b"yyyyyyyy", len(whole) // 2) + 4
    before = whole[:cut] + b"\r\n" + whole[cut + 2 :]
    done, events = saved(path, carried_once_more(before))
    assert len(set(told) - events) - 1 <= done.unreadable + done.marred <= 40
    assert not done.certain


def test_of_what_is_certain_no_more_is_lost(path: Path, whole: bytes, told: list[Event]) -> None:
    half = len(whole) // PAGE // 2 * PAGE
    done, events = saved(path, whole[:half] + bytes(PAGE) + whole[half + PAGE :])
    assert (done.certain, done.unreadable) == (True, len(told) - len(events))
    for damaged in (bytes(100) + whole[100 : half - PAGE] + whole[half:], whole[:half] + b"x" + whole[half:]):
        done, events = saved(path, damaged)
        assert not done.certain
