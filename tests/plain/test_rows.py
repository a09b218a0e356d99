"""A row of a comparison line by line."""

import json

from tests.plain.talk import answers, talk
from tests.store.build import Shelf, of
from trainer.core.kinds import Aspect, Compare
from trainer.store.store import Store

TABLE = Compare(
    (("f", "Flink"), ("s", "Spark")),
    (
        Aspect("state", "Where is state kept?", (("f", "RocksDB"), ("s", "state store"))),
        Aspect("fits", "What does it suit?", (("f", "events"), ("s", "batches")), show=True),
    ),
)


def test_no_cell_stands_before_the_answer_and_the_whole_table_after_it(store: Store) -> None:
    Shelf(store, of(TABLE))
    before, _, after = talk(store, "", "").partition("Enter: answer")
    for text in ("RocksDB", "state store", "events", "What does it suit?"):
        assert text not in before
        assert text in after
    assert "Flink and Spark\n\nWhere is state kept?\n  1. Flink: ?\n  2. Spark: ?" in before
    assert "the other rows:\n  What does it suit?\n    Flink: events\n" in after
    assert (after.count("RocksDB"), after.count("Where is state kept?")) == (1, 0)
    assert "  What does it suit?\n    Flink: events" in after


def test_subjects_are_ticked_and_enter_takes_the_grade_that_follows(store: Store) -> None:
    Shelf(store, of(TABLE))
    said = talk(store, "", "1", "9", "")
    assert "  1. [x] Flink: RocksDB" in said
    assert "there are 1 to 2" in said
    assert "[again today (Enter)" in said
    assert "again: saved" in said
    (event,) = answers(store)[:1]
    assert json.loads(event.detail)["ticks"] == [True, False]


def test_with_nothing_ticked_enter_is_good(store: Store) -> None:
    Shelf(store, of(TABLE))
    assert "good: saved" in talk(store, "", "")


def test_that_none_was_had_can_be_said(store: Store) -> None:
    Shelf(store, of(TABLE))
    said = talk(store, "", "n", "")
    assert "again: saved" in said


def test_a_line_for_each_subject_is_compared(store: Store) -> None:
    Shelf(store, of(TABLE))
    said = talk(store, "t", "RocksDB", "heap", "2", "")
    assert "[a line for each, in this order or after its name and a colon" in said
    assert "  1. [x] Flink: RocksDB (right)" in said
    assert "  2. [ ] Spark: state store (wrong: " in said
    assert "good: saved" in said
    assert [event.answer for event in answers(store)][:1] == ["RocksDB\nheap"]


def test_an_empty_line_ends_what_is_typed(store: Store) -> None:
    Shelf(store, of(TABLE))
    said = talk(store, "t", "Spark: state store", "")
    assert "  2. [x] Spark: state store (right)" in said
    assert "  1. [ ] Flink: RocksDB (wrong" in said
