"""Events that come in files, which SQLite takes at once where nothing is known of their cards, do what the
same events do one by one (issue 12, point 9)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon
from trainer.core.errors import FileError
from trainer.core.ids import derived_id
from trainer.core.imports import digest, number_of, record, sum_of
from trainer.core.log import ANKI, Event, detail_of
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.scheduling.sm2 import SM2
from trainer.store import log
from trainer.store.ready import Files, Ready
from trainer.store.store import Store


def event(card: str, number: int, kind: str = "review", grade: int | None = 4, **more: Any) -> Event:
    at = noon(DAY) + number * 25_000_000
    id = derived_id(at, f"{card} {number} {kind}")
    return Event(id, ANKI, at, DAY + number // 3, 60, card, kind, grade, **more)


ADOPTED = detail_of(due=DAY + 30, last=DAY - 1, days=31, factor=250)
PLAIN = [
    *(event(f"deck/c{card}", number, took=1000 * number) for card in range(9) for number in range(card % 4)),
    *(event(f"deck/c{card}", 9, "adopt", None, detail=ADOPTED) for card in range(1, 9, 2)),
    event("deck/cram", 2, "cram"),
    event("deck/marked", 3, "suspend", None),
    event("deck/marked", 4, "flag", None),
    event("deck/reset", 1),
    event("deck/reset", 2, "reset", None),
    event("deck/reset", 5),
]
ONE = event("deck/one", 1)
ODD = {
    "nothing": [],
    "twice": [[ONE], [ONE]],
    "a card in both": [[ONE], [event("deck/one", 2)]],
    "a fault": [[ONE, event("deck/none", 1, grade=None)]],
    "no card": [[ONE, event("", 1, "suspend", None)]],
    "not in ASCII": [[event("déck/one", 1), ONE]],
    "taken back": [[ONE, event("deck/one", 2, "undo", None, undoes=ONE.id)]],
    "of others": [[ONE._replace(device="pc"), event("deck/one", 3)]],
    "about none": [[ONE, event("", 1, "holiday", None)]],
    "moved": [[ONE, event("", 1, "moved", None, detail='{"cards": {"deck/one": "deck/two"}}')]],
}


def file(path: Path, events: Sequence[Event]) -> Path:
    made = Ready(path, SM2)
    by_card: dict[str, list[Event]] = {}
    for one in events:
        by_card.setdefault(one.card, []).append(one)
    for mine in by_card.values():
        made.add(mine)
    made.end()
    return path


def nothing(_: Store) -> None:
    """A new history."""


def shelved(store: Store) -> None:
    Shelf(store, basic("a"), basic("one"), basic("c3"))


def practised(store: Store) -> None:
    shelved(store)
    store.record(answer("deck/one", 4, DAY))
    store.record(answer("deck/a", 3, DAY))


def imported(store: Store) -> None:
    store.merge([event("deck/c5", 7), event("deck/else", 7)])


def taken_back(store: Store) -> None:
    store.merge([ONE])
    store.undo(Moment(noon(DAY), DAY))
    store.merge([event("deck/pc", 1, "undo", None, undoes=event("deck/c3", 1).id)._replace(device="pc")])


def renamed(store: Store) -> None:
    Shelf(store, basic("new", formerly=("deck/one", "deck/c3")))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("before", [nothing, shelved, practised, imported, taken_back, renamed])
@pytest.mark.parametrize("part", [3, 20_000])
def test_files_do_what_their_events_do(
    tmp_path: Path, before: Any, odd: str, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_PART", part)
    pieces = [PLAIN, *ODD[odd]]
    files = Files([file(tmp_path / f"{number}", events) for number, events in enumerate(pieces)])
    assert sorted(files, key=repr) == sorted((one for piece in pieces for one in piece), key=repr)
    assert (files.count(), files.ids()) == (len([*files]), {one.id for one in files})
    found: list[tuple[Any, ...]] = []
    for name, events in (("files", files), ("events", list(files))):
        with Store(tmp_path / f"{name}.db") as store:
            before(store)
            known = {one.id for one in store.events()}
            told: list[Any] = []

            def noted(new: Any, again: Any, told: list[Any] = told) -> Any:
                told += [len(new), {*new}, digest(new), {*again}]
                return record("x", new, again, Moment(noon(DAY), DAY))

            merged = store.merge(events, noted)
            assert store.miscounted() == [] == store.mismatches()
            (head,) = [one for one in store.events() if one.kind == "import"]
            assert (number_of(head), sum_of(head)) == (told[0], told[2])
            new = {one for one in store.events() if one.id not in known and one != head}
            past = sorted(store.past(EVERYTHING, 0, DAY + 99))
            found.append((merged, told, new, store.states(), past))
            store.undo(Moment(noon(DAY) + 1, DAY))
            assert store.miscounted() == [] == store.mismatches()
            found[-1] += (store.states(),)
    assert found[0] == found[1]


def test_rows_are_taken_as_they_are_where_nothing_is_known_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files([file(tmp_path / "one", PLAIN), file(tmp_path / "two", [ONE])])
    with Store(tmp_path / "trainer.db") as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 3, DAY))
        monkeypatch.setattr(log, "add", None)
        assert store.merge(files).taken == len(PLAIN) + 1
        indexes = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'event'"
        assert store._rows(indexes) == [(9,)]


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        Ready(tmp_path / "nowhere" / "file", SM2)
    made = Ready(tmp_path / "file", SM2)
    made._database.execute("PRAGMA max_page_count = 20")
    made.add([event("deck/a", number, answer="x" * 10_000) for number in range(100)])
    with pytest.raises(FileError, match=r"full.*Make room"):
        made.end()
