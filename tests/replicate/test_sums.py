"""A line of a history that was changed after it was written is told by its sum, and taken nowhere; once its
writer has put it right it is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_cards import Run, run
from tests.replicate.server import Place
from tests.replicate.test_differing import file_of, sync
from tests.replicate.test_folder import device
from tests.store.build import DAY, MILLISECONDS, answer, by_hand
from trainer.core.ids import new_id
from trainer.core.log import Altered, Event
from trainer.core.moment import agrees
from trainer.replicate import postgres
from trainer.replicate.lines import head, line, read, written

__all__ = ["run"]

EVENT = Event("id", "device", 1_764_230_400_000, 739_582, 60, "deck/ä", "review", 4, answer="an answer")


@given(at=st.integers(0, len(line(EVENT)) - 2), to=st.characters(codec="utf-8"))
def test_no_letter_of_a_line_can_change_what_is_taken(at: int, to: str) -> None:
    text = line(EVENT)
    found = read(text[:at] + to + text[at + 1 :])
    assert found is None or isinstance(found, Altered) or found == EVENT


def test_the_sum_is_as_it_is_documented_and_outlives_other_programs() -> None:
    told = json.loads(line(EVENT))
    assert told.pop("sum") == "f60fa5d3"
    told["a later version"] = [1.5, {"é": None}]
    from zlib import crc32

    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    for form in ({"sort_keys": True}, {"indent": 1, "ensure_ascii": False}):
        again = json.dumps(told | {"sum": f"{crc32(text.encode()):08x}"}, **form)
        assert type(read(again)) is Event
    assert type(read(by_hand(line(EVENT), grade=1))) is Event, "a line without one is taken at its word"
    (first,) = written((), "me", "mine")
    assert head(first) is not None
    assert head(first.replace("mine", "nine")) is None


CHANGES: list[Callable[[str], str]] = [
    lambda text: text.replace('"grade":5', '"grade":1'),
    lambda text: text.replace(f'"day":{DAY}', f'"day":{DAY + 100}'),
    lambda text: text.replace('"at":1', '"at":2'),
    lambda text: text.replace("deck/a", "deck/b"),
    lambda text: text.replace("review", "cram"),
    lambda text: text.replace('"sum":"', '"sum":"f')[:-4] + '"}\n',
    lambda text: text.replace('"id"', '"i\udcffd"'),
    lambda text: text[:99] + "\n",
    lambda text: "\0" * len(text) + "\n",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_folder_waits_for_the_writer_to_put_it_right(tmp_path: Path, change: Callable[[str], str]) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 5, DAY))
        one.record(answer("deck/c", 4, DAY + 1))
        sync(one, folder)
        file = file_of(one, folder)
        sound = file.read_text()
        first, text, *rest = sound.splitlines(keepends=True)
        file.write_bytes("".join([first, change(text), *rest]).encode(errors="surrogateescape"))
        assert file.read_bytes() != sound.encode()
        for _ in range(2):
            found = sync(two, folder)
            assert (found.passed, len(two.events())) == ({file.name: 1}, 1)
        assert sync(one, folder).mended == 1
        assert sorted(file.read_text().splitlines()) == sorted(sound.splitlines())
        assert (sync(two, folder).came, two.events(), two.states()) == (1, one.events(), one.states())


def test_a_changed_line_of_what_this_history_lacks_is_kept_aside(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 5, DAY))
        sync(one, folder)
        file = file_of(one, folder)
        (text,) = file.read_text().splitlines()[1:]
        other = text.replace("deck/a", "deck/b").replace(json.loads(text)["id"], new_id(1))
        file.write_text(file.read_text() + other + "\n")
        found = sync(one, folder)
        assert (found.mended, len(one.events())) == (1, 1)
        assert other in (folder / found.aside).read_text()
        assert other not in file.read_text()
        assert sync(one, folder).aside == ""


def test_a_file_of_an_earlier_version_gets_sums_from_its_writer_without_a_word(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 5, DAY))
        sync(one, folder)
        file = file_of(one, folder)
        sound = file.read_text()
        earlier = "".join(f"{by_hand(text)}\n" for text in sound.splitlines())
        file.write_text(earlier)
        assert (sync(two, folder).came, file.read_text()) == (1, earlier)
        found = sync(one, folder)
        assert (found.mended, found.aside, found.differing, file.read_text()) == (0, "", {}, sound)
        assert sync(two, folder).came == 0


def test_what_a_history_itself_dates_in_two_ways_is_taken_and_counts_alike(tmp_path: Path) -> None:
    """It is named there (`trainer doctor`), and may be kept on purpose."""
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        event = one.record(answer("deck/a", 5, DAY))
        odd = event._replace(id=new_id(event.at, event.id), at=event.at + 99 * MILLISECONDS, grade=1)
        assert not agrees(odd)
        one.merge([odd])
        one.record(answer("deck/a", 4, DAY + 2))
        sync(one, folder)
        assert sync(two, folder).came == 3
        assert (two.events(), two.states(), two.mismatches()) == (one.events(), one.states(), [])


def test_a_changed_row_of_a_database_is_not_taken(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record_all([answer("deck/a", 5, DAY), answer("deck/c", 4, DAY)])
        monkeypatch.setattr(postgres, "line", lambda event: line(event).replace('"grade":5', '"grade":1'))
        assert postgres.exchange(one, place.anna, join=True).went == 2
        found = postgres.exchange(two, place.anna, join=True)
        assert (found.came, [event.grade for event in two.events()]) == (1, [4])
        (why,) = found.refused
        assert "was changed since it was written" in why


@pytest.mark.parametrize("change", CHANGES[:2])
@pytest.mark.parametrize("way", [(), ("--dry-run",)])
def test_a_text_is_taken_without_the_lines_that_were_changed(
    run: Run, tmp_path: Path, change: Callable[[str], str], way: tuple[str, ...]
) -> None:
    file, other = tmp_path / "history.jsonl", ("--db", str(tmp_path / "other.db"))
    with device(tmp_path / "one.db") as one:
        events = [one.record(answer("deck/a", grade, DAY + at)) for at, grade in enumerate((5, 4, 3))]
    first, *rest = written(events)
    file.write_text("".join([first, *map(change, rest)]))
    _, out, err = run("import", str(file), *other, *way)
    assert out.startswith("2 new events")
    assert f"event '{events[0].id}' was not taken: its line was changed since it was written" in err
    file.write_text("".join([first, *(by_hand(change(text)) + "\n" for text in rest)]))
    assert run("import", str(file), *other, *way)[1].startswith(f"{3 if way else 1} new event")
