"""Comparisons: a card for each row that is asked, the cells behind it, and the whole as an open question."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.samples import COMPARE, RANDOM
from trainer.core.card import Note, card_of
from trainer.core.kinds import Aspect, Body, Cell, Compare, Point
from trainer.core.kinds.points import Points

SHOWN = Aspect("fits", "What does each suit?", (("flink", "streams"), ("spark", "batches")), show=True)
CLOCK = Aspect("clock", "Whose clock counts?", (("flink", "of events"), ("spark", "of triggers")), show=True)
WITH_SHOWN = replace(COMPARE, aspects=(SHOWN, *COMPARE.aspects))
ROWS = (
    ("Where is state kept?", ("RocksDB", "State store")),
    ("What is processed at a time?", ("An event", "A batch")),
)


def test_a_row_that_is_only_shown_makes_no_card_and_no_question() -> None:
    assert WITH_SHOWN.suffixes() == ("#state", "#unit")
    assert SHOWN.ask not in WITH_SHOWN.asks()
    assert replace(COMPARE, aspects=(SHOWN,)).suffixes() == ()


@pytest.mark.parametrize(("place", "suffix"), [(0, "#state"), (1, "#unit")])
def test_a_card_asks_a_row_about_all_subjects_and_knows_the_whole_table(place: int, suffix: str) -> None:
    sides = COMPARE.sides(suffix, "")
    assert sides.prompt == f"**Flink and Spark**\n\n{ROWS[place][0]}"
    assert sides.table is not None
    assert (sides.table.subjects, sides.table.rows) == (("Flink", "Spark"), ROWS)
    assert (sides.table.asked, sides.table.answers) == (place, ROWS[place][1])
    assert sides.answer == "- **Flink**: {}\n- **Spark**: {}".format(*ROWS[place][1])
    assert not any(cell in sides.prompt for _, cells in ROWS for cell in cells)


def test_shown_rows_stand_in_the_table_at_their_places() -> None:
    table = WITH_SHOWN.sides("#unit", "").table
    assert table is not None
    assert table.rows == ((SHOWN.ask, ("streams", "batches")), *ROWS)
    assert table.asked == 2


def test_three_subjects_are_named_as_one_says_them() -> None:
    three = Compare(
        tuple((key, key.upper()) for key in "abc"),
        (Aspect("x", "X?", tuple(zip("abc", "123", strict=True))),),
    )
    assert three.sides("#x", "").prompt == "**A, B and C**\n\nX?"


@given(RANDOM["compare"])
def test_no_seed_changes_what_a_row_shows(body: Body) -> None:
    for suffix in body.suffixes():
        assert body.sides(suffix, "1") == body.sides(suffix, "2")


def test_cells_have_names_below_their_card() -> None:
    assert COMPARE.cells("#state") == ("#state.flink", "#state.spark")
    assert COMPARE.cell("#state.spark") == Cell("Spark", "Where is state kept?", "State store")
    for name in ("#state", "#state.storm", "#gone.flink", "", "#"):
        assert COMPARE.cell(name) is None
    assert WITH_SHOWN.cell("#fits.flink") is None
    assert card_of("d/n#state.spark") == card_of("d/n#state") == "d/n#state"


@given(RANDOM["compare"])
def test_every_cell_of_every_card_is_found(body: Body) -> None:
    for suffix in body.suffixes():
        found = [body.cell(name) for name in body.cells(suffix)]
        table = body.sides(suffix, "").table
        assert table is not None
        assert [cell.text for cell in found if cell is not None] == list(table.answers)
        assert len(body.parts(suffix)) == len(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("RocksDB\nstate store", ("RocksDB", "state store")),
        ("\n RocksDB \n\n", ("RocksDB", "")),
        ("spark: store\nRocksDB", ("RocksDB", "store")),
        ("Spark : store", ("", "store")),
        ("flink: a\nFlink: b", ("a", "Flink: b")),
        ("on disk: yes", ("on disk: yes", "")),
        ("a\nb\nc", ("a", "b")),
        ("", ("", "")),
    ],
)
def test_lines_are_about_the_subject_they_name_or_the_next_in_order(text: str, told: tuple[str, str]) -> None:
    assert COMPARE.told(text) == told


class TestWhole:
    def test_each_cell_of_the_rows_asked_is_a_point(self) -> None:
        whole = WITH_SHOWN.whole()
        assert isinstance(whole, Points)
        assert whole.ask == "Compare Flink and Spark."
        assert [point.say for point in whole.points] == [
            "Flink: RocksDB", "Spark: State store", "Flink: An event", "Spark: A batch",
        ]  # fmt: skip
        assert whole.points[0].told == "Where is state kept? Flink: RocksDB"
        assert WITH_SHOWN.behind(4) == ("#state", "#state", "#unit", "#unit")
        assert WITH_SHOWN.behind(2) == (), "so many points it had when it was marked"
        assert whole.seconds == 60

    def test_where_that_is_little_a_row_only_shown_helps_out_unless_it_is_open(self) -> None:
        few = replace(COMPARE, aspects=(SHOWN, CLOCK, COMPARE.aspects[0]))
        assert SHOWN.open
        whole = few.whole()
        assert whole is not None
        assert [point.say for point in whole.parts("")][2:] == ["Flink: of events", "Spark: of triggers"]
        assert few.behind(4) == ("#state", "#state", "", "")

    def test_no_more_is_asked_than_has_a_digit(self) -> None:
        many = tuple((str(n), str(n)) for n in range(4))
        cells = tuple((key, f"cell {key}") for key, _ in many)
        rows = tuple(Aspect(str(n), "What?", cells) for n in range(3))
        whole = Compare(many, rows, "Compare.").whole()
        assert whole is not None
        assert len(whole.parts("")) == 8

    def test_a_point_is_made_by_a_telling_word_of_its_cell_or_judged_by_all_of_them(self) -> None:
        whole = COMPARE.whole()
        assert whole is not None
        state, store, event, batch = whole.parts("")
        assert state.terms == (("rocksdb",),)
        assert store.terms == (("store",),), "`state` stands in the question"
        assert (event.terms, batch.terms) == ((("event",),), (("batch",),))

    def test_with_two_things_to_say_it_opens_no_round(self) -> None:
        assert COMPARE.opens()
        assert not replace(COMPARE, aspects=COMPARE.aspects[:1]).opens()

    def test_without_the_question_it_is_none(self) -> None:
        assert replace(COMPARE, ask="").whole() is None
        assert replace(COMPARE, aspects=(SHOWN,)).whole() is None

    def test_the_time_it_takes_is_that_of_its_rows_within_reason(self) -> None:
        def seconds(rows: int) -> int:
            aspects = tuple(replace_key(COMPARE.aspects[0], f"a{n}") for n in range(rows))
            whole = replace(COMPARE, aspects=aspects).whole()
            assert whole is not None
            return whole.seconds_allowed()

        assert [seconds(rows) for rows in (1, 2, 3, 9)] == [45, 60, 90, 120]


def replace_key(aspect: Aspect, key: str) -> Aspect:
    return aspect._replace(key=key)


def test_a_card_is_ticked_subject_by_subject() -> None:
    assert COMPARE.parts("#state") == (Point("Flink: RocksDB"), Point("Spark: State store"))
    assert Note("d", "n", COMPARE).card_keys() == ("d/n#state", "d/n#unit")
