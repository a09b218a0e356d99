"""One damaged letter of an event is seen by the form of the value or by what the rest of the history has; it
is put right where something tells what it was, and named where nothing does."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon
from tests.store.test_older_files import DATA, rows
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.store import backup, examine
from trainer.store.forms import LOST, Arrived, formless, meant
from trainer.store.repair import repair
from trainer.store.store import Store

NOW = 1_795_000_000
DEVICE = "0123456789abcdef"
Damage = Callable[[Event], Event]


def practised(path: Path) -> list[Event]:
    """Make a history of ten cards answered on some days, some of it taken back; return its events."""
    random_ = random.Random(1)
    with Store(path) as store:
        Shelf(store, *(basic(f"n{number}") for number in range(10)))
        prints = store.wordings()
        for day in range(DAY, DAY + 20):
            for card in random_.sample(sorted(prints), 3):
                at = noon(day) + random_.randrange(10**7)
                store.record(answer(card, 4, day, at=at, fingerprint=prints[card]))
            if day % 3 == 0:
                store.undo(Moment(noon(day) + 2 * 10**7, day))
        events = store.events()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return events


def changed(name: str, place: int, letter: str) -> Damage:
    def damage(event: Event) -> Event:
        text = getattr(event, name)
        now = letter if text[place] != letter else chr(ord(letter) + 1)
        return event._replace(**{name: text[:place] + now + text[place + 1 :]})

    return damage


MENDED: dict[str, Damage] = {
    "scheduler, its name": changed("scheduler", 1, "1"),
    "scheduler, an option": changed("scheduler", 6, "y"),
    "scheduler, a sign": changed("scheduler", 7, "("),
    "scheduler, what cannot be read": changed("scheduler", 2, "\ufffd"),
    "fingerprint, no digit": changed("fingerprint", 5, "q"),
    "fingerprint, another digit": changed("fingerprint", 5, "3"),
    "difference to UTC": lambda event: event._replace(offset=1),
    "device": changed("device", 4, "e"),
    "kind": changed("kind", 1, "%"),
    "kind, what cannot be read": changed("kind", 3, "\ufffd"),
    "kind, zeros in it": lambda event: event._replace(kind="r\ufffdiew"),
    "card": changed("card", 4, "'"),
    "card, zeros in it": lambda event: event._replace(card=f"d\ufffd{event.card[3:]}"),
    "study day": lambda event: event._replace(day=event.day + 4000),
    "instant": lambda event: event._replace(at=event.at + 9 * 365 * 86_400_000),
    "difference to UTC, by hours": lambda event: event._replace(offset=event.offset - 15 * 60),
    "id, its time": changed("id", 9, "\ufffd"),
    "id, its form": changed("id", 14, "6"),
}


@pytest.mark.parametrize("name", MENDED)
def test_what_the_rest_of_the_history_tells_is_found(path: Path, name: str) -> None:
    events = practised(path)
    assert meant(events) == ({}, {}), "nothing is wrong with a sound one"
    at = next(at for at, event in enumerate(events) if event.kind == "review" and at > 20)
    damaged = MENDED[name](events[at])
    spoilt = [*events[:at], damaged, *events[at + 1 :]]
    assert meant(spoilt) == ({damaged.id: events[at]}, {})


NAMED: dict[str, Damage] = {
    "scheduler": lambda event: event._replace(scheduler="fsrs-9;max=36500"),
    "kind": lambda event: event._replace(kind="review-2"),
    "fingerprint": lambda event: event._replace(fingerprint="0123456789abcdeg"),
    "detail": lambda event: event._replace(detail='{"due" 3}'),
    "after": lambda event: event._replace(after='{"due":3'),
    "session": lambda event: event._replace(session="0"),
    "id": changed("id", 20, "\ufffd"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_nothing_tells_is_named_and_is_no_error(path: Path, name: str) -> None:
    events = practised(path)
    at = next(at for at, event in enumerate(events) if event.kind == "review")
    damaged = NAMED[name](events[at])
    spoilt = [*events[:at], damaged, *events[at + 1 :]]
    found = [*examine.of_log(spoilt, (), Moment(noon(DAY + 30), DAY + 30))]
    (said,) = found
    assert not said.error
    value, id = (text.replace(LOST, "(lost)") for text in (str(getattr(damaged, name)), damaged.id))
    assert value in said.line() or id in said.line()


def test_what_is_taken_back_by_a_damaged_name_is_taken_back_again(path: Path) -> None:
    events = practised(path)
    at = next(at for at, event in enumerate(events) if event.undoes)
    for damaged in (changed("undoes", 20, "a")(events[at]), changed("undoes", 3, "\ufffd")(events[at])):
        assert meant([*events[:at], damaged, *events[at + 1 :]]).events == {damaged.id: events[at]}


def test_what_no_letter_was_damaged_of_is_left() -> None:
    """Zones of a device that really has one, wordings that were changed, devices with short names."""
    at = noon(DAY)
    whole = Event(new_id(at), DEVICE, at, DAY, 7, "deck/a", "review", 4, fingerprint="0" * 16)
    other = whole._replace(id=new_id(at + 1), at=at + 1, fingerprint="f" * 16)
    short = other._replace(id=new_id(at + 2), at=at + 2, device="a", offset=60)
    again = [short._replace(id=new_id(at + more), at=at + more, device="b") for more in (3, 4)]
    assert meant([whole, other, short, *again]) == ({}, {})


def test_no_released_version_wrote_anything_of_another_form(path: Path, subtests: pytest.Subtests) -> None:
    for file in DATA.glob("history-v*.sql"):
        old = path.with_name(f"{file.stem}.db")
        with subtests.test(file.stem), closing(sqlite3.connect(old)) as connection:
            connection.executescript(file.read_text(encoding="utf-8"))
            found = [Event(*row) for row in rows(old)]
            assert found
            right, odd = meant(found)
            assert right == {}
            assert {*odd.values()} <= {("day",)}, "some days were counted here while the clock stood"


def flipped(path: Path, events: list[Event], name: str, seed: int) -> None:
    """Change a letter of a value of each of some events, where the table of the history file has it."""
    random_ = random.Random(seed)
    data = bytearray(path.read_bytes())
    for event in random_.sample([event for event in events if getattr(event, name)], 5):
        row = data.index(f"{event.id}{event.device}".encode())
        value = getattr(event, name).encode()
        data[data.index(value, row) + random_.randrange(len(value))] ^= 1 << random_.randrange(3)
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["id", "scheduler", "fingerprint", "device", "undoes"])
def test_a_repair_puts_letters_right_and_counts_them(path: Path, name: str) -> None:
    events = practised(path)
    flipped(path, [event for event in events if name != "undoes" or event.kind == "undo"][:40], name, 3)
    done = repair(path, NOW)
    with Store(path) as store:
        now = store.events()
        found = [*examine.of_log(now, (), Moment(noon(DAY + 30), DAY + 30), store.wordings())]
    differing = [one for one, other in zip(now, events, strict=True) if one != other]
    assert all(name == "scheduler" and not formless(one) for one in differing), "that may be another number"
    assert len(differing) < 3
    assert done.corrected + len(differing) == 5
    assert found == []


def test_a_grade_is_the_one_from_which_the_schedule_follows(path: Path) -> None:
    """The table has one, its index another."""
    events = practised(path)
    random_ = random.Random(2)
    data = bytearray(path.read_bytes())
    for event in random_.sample([event for event in events if event.kind == "review"], 6):
        row = data.index(f"{event.id}{event.device}".encode())
        data[data.index(b"review", row) + len("review")] ^= 1 << random_.randrange(3)
    path.write_bytes(data)
    done = repair(path, NOW)
    with Store(path) as store:
        assert store.events() == events
    assert (done.corrected, done.undecided) == (6, 0)


def twins(path: Path) -> tuple[Path, list[Event], Event]:
    """Make a history that was saved from a damaged file, with an event the random part of whose id lost a
    letter; return it, the sound events, and that one."""
    events = practised(path)
    sound = next(event for event in events if event.kind == "review")
    damaged = changed("id", 34, "\ufffd")(sound)
    saved = path.with_name("saved.db")
    with Store(saved) as store:
        store.merge([damaged if event == sound else event for event in events])
        store.note("saved", "1")
    return saved, events, damaged


def test_an_event_with_a_damaged_id_counts_once_when_the_sound_one_comes(path: Path) -> None:
    saved, events, _ = twins(path)
    with Store(path) as store, Store(saved) as other:
        states = store.states()
        assert other.states() == states
        assert other.merge(events).taken == 1
        assert other.states() == states
        assert other.merge(events).taken == 0, "and what takes it back is there once"
        assert len(other.events()) == len(events) + 2
        store.merge(other.events())
        assert (store.states(), {*store.events()}) == (states, {*other.events()}), "elsewhere, too"
        assert (store.mismatches(), other.mismatches()) == ([], [])


def test_what_was_taken_back_under_a_damaged_id_stays_so(path: Path) -> None:
    saved, events, damaged = twins(path)
    with Store(saved) as store:
        store.take_back([damaged.id], Moment(noon(DAY + 40), DAY + 40))
        states = store.states()
        store.merge(events)
        assert store.states() == states


def test_a_repair_takes_an_event_of_a_copy_for_the_one_with_a_damaged_id(path: Path) -> None:
    """Also where no index has it any more."""
    events = practised(path)
    backup.make(path, NOW, "daily")
    data = path.read_bytes()
    id = events[7].id.encode()
    path.write_bytes(data.replace(id, id[:20] + b"\xff" + id[21:]))
    done = repair(path, NOW)
    with Store(path) as store:
        assert store.events() == events
    assert (done.corrected, done.copies) == (1, 0)


def test_a_text_is_put_right_by_what_it_has_besides(path: Path) -> None:
    events = practised(path)
    at = next(at for at, event in enumerate(events) if event.kind == "review" and at > 20)
    for damage in ("scheduler, its name", "fingerprint, no digit", "difference to UTC", "id, its form"):
        arrived = Arrived()
        given = [*events[:at], MENDED[damage](events[at]), *events[at + 1 :]]
        assert {*arrived.handed_on(given)} == {*events}, damage
        assert (arrived.mended, arrived.formless) == (1, {})
    arrived = Arrived()
    damaged = NAMED["scheduler"](events[at])
    assert damaged in [*arrived.handed_on([*events[:at], damaged, *events[at + 1 :]])]
    assert (arrived.mended, arrived.formless) == (0, {damaged.id: ("scheduler",)})


def test_a_text_of_another_program_is_taken_as_it_comes() -> None:
    """Its ids are of another form; not all of it is held back to look for what they were."""
    taken = 0

    def given() -> Iterator[Event]:
        nonlocal taken
        for number in range(3000):
            taken += 1
            yield Event(f"mine-{number}", "other", noon(DAY) + number, DAY, 0, "deck/a", "review", 4)

    arrived = Arrived()
    events = arrived.handed_on(given())
    next(events)
    assert taken < 2000
    assert len([*events]) == 2999
    assert arrived.mended == 0
