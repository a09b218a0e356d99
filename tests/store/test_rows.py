"""Cells of comparisons were cards once: their history goes over to the card of their row, for good."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.card import Note
from trainer.core.kinds import Aspect, Compare
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import NEW, CardState
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.replay import replay
from trainer.store.store import Store

ROWS = ("drop", "place", "fits")
SUBJECTS = ("m", "e", "v")
CELLS = tuple(f"deck/t#{row}.{subject}" for row in ROWS for subject in SUBJECTS)
KINDS = ("suspend", "unsuspend", "bury", "flag", "unflag", "want")
V1 = Path(__file__).parents[1] / "data" / "history-v1.sql"


def table(name: str = "t", **more: tuple[str, ...]) -> Note:
    aspects = tuple(
        Aspect(row, f"{row}?", tuple((subject, f"{row} {subject}") for subject in SUBJECTS), row == "fits")
        for row in ROWS
    )
    subjects = tuple((subject, subject.upper()) for subject in SUBJECTS)
    return Note("deck", name, Compare(subjects, aspects, "Compare them."), **more)  # type: ignore[arg-type]


def state(store: Store, card: str) -> CardState:
    found = store.card(card)
    assert found is not None
    return found.state


def memory(store: Store, card: str) -> tuple[int, int, int]:
    found = state(store, card).memory
    assert found is not None
    return found.reviews, found.last, found.due


def test_answers_to_the_cells_of_a_row_are_one_history_in_their_order(store: Store) -> None:
    store.record(answer("deck/t#drop.m", 4))
    store.record(answer("deck/t#drop.e", 4, DAY + 1))
    store.record(answer("deck/t#place.v", 4, DAY + 1))
    Shelf(store, table())
    assert memory(store, "deck/t#drop") == (2, DAY + 1, DAY + 7)
    assert memory(store, "deck/t#place") == (1, DAY + 1, DAY + 2)
    for cell in ("deck/t#drop.m", "deck/t#drop.v"):
        assert store.card(cell) == store.card("deck/t#drop"), "an older key finds the row"
    assert store.due(DAY + 7, EVERYTHING, 9) in (["deck/t#drop"], ["deck/t#place"])
    assert store.mismatches() == []


def test_of_one_day_the_first_answer_counts_and_the_others_are_drills(store: Store) -> None:
    store.record(answer("deck/t#drop.m", 4, at=1))
    store.record(answer("deck/t#drop.e", 2, at=2))
    Shelf(store, table())
    assert memory(store, "deck/t#drop") == (1, DAY, DAY + 1)
    assert store.drills(DAY, EVERYTHING) == []
    store.record(answer("deck/t#place.e", 2, at=3))
    store.record(answer("deck/t#place.m", 5, at=4))
    assert store.drills(DAY, EVERYTHING) == [], "the good answer to its sibling closed the drill"


def test_marks_of_cells_are_those_of_the_row_and_the_latest_of_them_holds(store: Store) -> None:
    for number, (cell, kind) in enumerate(
        (("m", "suspend"), ("m", "flag"), ("e", "suspend"), ("m", "unsuspend"), ("e", "bury"))
    ):
        store.record(mark(f"deck/t#drop.{cell}", kind, DAY + number))
    store.record(mark("deck/t#place.v", "suspend"))
    Shelf(store, table())
    drop, place = state(store, "deck/t#drop"), state(store, "deck/t#place")
    assert (drop.suspended, drop.flagged, drop.buried) == (False, True, DAY + 4)
    assert place.suspended


def test_the_history_goes_over_together_with_a_renamed_note(store: Store) -> None:
    for day, cell in enumerate(("m", "e")):
        store.record(answer(f"deck/t#drop.{cell}", 4, DAY + day))
    shelf = Shelf(store, table())
    before = state(store, "deck/t#drop")
    shelf.put("deck.yaml", table("new", formerly=("deck/t",)))
    shelf.sync()
    assert state(store, "deck/new#drop") == before
    with TemporaryDirectory() as folder, Store(Path(folder) / "other.db") as other:
        other.merge(store.events())
        Shelf(other, table("new", formerly=("deck/t",)))
        assert state(other, "deck/new#drop") == before, "at once, too"
        assert other.mismatches() == []


def test_answers_given_under_older_keys_can_be_undone(store: Store) -> None:
    store.record(answer("deck/t#drop.m", 4))
    store.record(answer("deck/t#drop.e", 4, DAY + 1))
    Shelf(store, table())
    store.record(answer("deck/t#drop", 4, DAY + 7))
    for last in (DAY + 7, DAY + 1, DAY):
        assert memory(store, "deck/t#drop")[1] == last
        undone = store.undo(Moment(0, DAY + 9))
        assert undone is not None
        assert undone.card == "deck/t#drop"
    assert state(store, "deck/t#drop") == NEW
    assert store.undo(Moment(0, DAY + 9)) is None
    assert store.mismatches() == []


def test_an_answer_that_another_device_gave_to_a_cell_arrives_at_the_row(store: Store) -> None:
    Shelf(store, table())
    store.record(answer("deck/t#drop", 4, DAY + 1))
    theirs = Event("00000000-0000-7000-8000-000000000000", "b" * 16, 1, DAY, 0, "deck/t#drop.e", "review", 4)
    assert store.merge([theirs._replace(scheduler=DEFAULT.name)]).taken == 1
    assert memory(store, "deck/t#drop") == (2, DAY + 1, DAY + 7)
    assert "deck/t#drop.e" in {event.card for event in store.events()}, "as it was written"


def test_a_row_that_is_only_shown_keeps_the_history_of_its_cells_for_later(store: Store) -> None:
    store.record(answer("deck/t#fits.m", 4))
    shelf = Shelf(store, table())
    assert store.card("deck/t#fits.m") is None
    asked = table()
    assert isinstance(asked.body, Compare)
    body = Compare(asked.body.subjects, tuple(one._replace(show=False) for one in asked.body.aspects))
    shelf.put("deck.yaml", Note("deck", "t", body))
    shelf.sync()
    assert memory(store, "deck/t#fits") == (1, DAY, DAY + 1)


def test_what_was_mixed_up_is_still_told_by_its_cells(store: Store) -> None:
    told = {"instead": ["deck/t#drop.e"]}
    quiz = answer("deck/t#drop.m", 2, answer="drop e", session="s", detail=json.dumps(told))
    store.record(quiz._replace(kind="quiz"))
    shelf = Shelf(store, table())
    for name in ("t", "new"):
        (event,) = store.log({"quiz"})
        assert event.card == f"deck/{name}#drop"
        assert json.loads(event.detail) == {
            "asked": f"deck/{name}#drop.m",
            "instead": [f"deck/{name}#drop.e"],
        }
        shelf.put("deck.yaml", table("new", formerly=("deck/t",)))
        shelf.sync()


@pytest.mark.parametrize("detail", ["", "{", "[1]", "{}"])
def test_a_detail_that_cannot_be_read_does_not_keep_an_event_from_being_read(
    store: Store, detail: str
) -> None:
    store.record(answer("deck/t#drop.m", 2, answer="x", detail=detail)._replace(kind="quiz"))
    Shelf(store, table())
    (event,) = store.log({"quiz"})
    assert event.card == "deck/t#drop"


def test_a_file_of_the_first_version_goes_on_with_its_rows(path: Path) -> None:
    """Cells in it were cards, rows of their own in the tables."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(V1.read_text(encoding="utf-8"))
        columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(event)")]
        for number, cell in enumerate(("deck/t#drop.m", "deck/t#drop.e")):
            card = (cell, "deck/t", "deck", 1, number, "f", 0)
            connection.execute("INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?)", card)
            event = Event(
                f"01a05bfb-b650-77ee-a761-00000000000{number}", "b" * 16, number, DAY + number, 0, cell,
                "review", 4, scheduler="sm2;max=36500", fingerprint="f",
            )  # fmt: skip
            values = [getattr(event, name) for name in columns]
            marks = ", ".join("?" * len(columns))
            connection.execute(f"INSERT INTO event VALUES ({marks})", values)
        connection.commit()
        before = connection.execute("SELECT * FROM event ORDER BY rowid").fetchall()
    with Store(path) as store:
        Shelf(store, table())
        assert memory(store, "deck/t#drop") == (2, DAY + 1, DAY + 7)
        assert store.mismatches() == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM event ORDER BY rowid").fetchall() == before


STEP = st.tuples(
    st.sampled_from(CELLS),
    st.one_of(st.integers(0, 5), st.sampled_from(KINDS)),
    st.sampled_from([0, 0, 1, 1, 6]),
)


def written(store: Store, steps: Sequence[tuple[str, int | str, int]]) -> None:
    day = DAY
    for at, (card, what, pause) in enumerate(steps):
        day += pause
        if isinstance(what, int):
            store.record(answer(card, what, day, at=at))
        else:
            store.record(mark(card, what, day)._replace(when=Moment(at, day)))


@given(st.lists(STEP, max_size=25), st.integers(0, 25), st.booleans())
def test_whatever_was_done_to_cells_no_event_is_lost_and_each_row_is_their_fold(
    steps: list[tuple[str, int | str, int]], undone: int, renamed: bool
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "trainer.db") as store:
        written(store, steps)
        for _ in range(undone if undone < len(steps) // 2 else 0):
            store.undo(Moment(99, DAY + 99))
        before = store.events()
        shelf = Shelf(store, table(), basic("x"))
        name = "t"
        if renamed:
            name = "new"
            shelf.put("deck.yaml", table("new", formerly=("deck/t",)), basic("x"))
            shelf.sync()
        assert store.events() == before
        for row in ("drop", "place"):
            mine = [event for event in before if event.card.startswith(f"deck/t#{row}.")]
            assert state(store, f"deck/{name}#{row}") == replay([*mine, *_undos(before)], DEFAULT)
        assert store.mismatches() == []
        with Store(Path(folder) / "other.db") as other:
            Shelf(other, table(name, formerly=("deck/t",)) if renamed else table(), basic("x"))
            for event in reversed(before):
                other.merge([event])
            rows = (f"deck/{name}#drop", f"deck/{name}#place")
            assert [state(other, row) for row in rows] == [state(store, row) for row in rows]


def _undos(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if event.kind == "undo"]
