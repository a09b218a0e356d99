"""Line by line, each kind is answered in its own way; commands need a slash where a text is expected."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plain.talk import answers, grades, talk
from tests.practice.context import Clock
from tests.store.build import Shelf, basic, of
from trainer.context import Edited
from trainer.core.kinds import Basic, Body, Choice, Cloze, Order, Point, Points, Typed, Wrong
from trainer.core.library import StudyCard
from trainer.core.log import Event
from trainer.grading.points import points
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

TYPED = Typed("Which?", "hdfs dfs -ls", ("hadoop fs -ls",), "command")
ORDER = Order("Sort", ("map", "shuffle", "reduce"))
POINTS = Points(
    "How is it safe?",
    (
        Point("The broker drops repeated writes.", (("drops", "repeated"),), must=True),
        Point("Offsets are written in one transaction.", (("offsets", "transaction"),)),
    ),
    seconds=90,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


def only(store: Store) -> Event:
    (event,) = answers(store)
    return event


def numbers(store: Store, *steps: str) -> list[str]:
    """The numbers under which steps will be shown."""
    attempt = Session(store, Clock(), Plan()).attempt
    assert attempt is not None
    return [str(attempt.sides.steps.index(step) + 1) for step in steps]


class TestTyped:
    def test_a_line_is_the_answer_and_enter_takes_the_suggested_grade(self, store: Store) -> None:
        Shelf(store, of(TYPED))
        said = talk(store, "hdfs  dfs -ls", "")
        assert "[type the answer, or only Enter: answer, /?: keys]" in said
        assert "\nright\n" in said
        assert "hadoop fs -ls" in said
        assert "3 good 1 day (Enter)" in said
        assert (only(store).grade, only(store).answer) == (4, "hdfs  dfs -ls")

    def test_a_wrong_answer_shows_the_difference_and_can_be_overruled(self, store: Store) -> None:
        Shelf(store, of(TYPED))
        said = talk(store, "hdfs dfs -ls -R", "3")
        assert "wrong: hdfs dfs -ls[- -R-]\n([-too much-])" in said
        assert (only(store).grade, only(store).suggested) == (4, 2)

    @pytest.mark.parametrize("line", ["q", "u", "h", "3", "?", "//u", "/user/hive", "/", "x 2"])
    def test_no_line_is_a_command_unless_it_begins_with_a_slash(self, store: Store, line: str) -> None:
        Shelf(store, of(TYPED, hints=("a hint",)))
        said = talk(store, line, "1")
        assert "wrong: " in said
        assert only(store).answer == line.replace("//", "/")

    def test_commands_begin_with_a_slash(self, store: Store) -> None:
        Shelf(store, of(TYPED, hints=("a hint",)))
        said = talk(store, "/h", "/w", "/?", "/f", "/u", "/q", "not read")
        assert "/h: hint (1)" in said
        for text in ("hint: a hint", "New: it was never", "//h", "flagged", "undone: flag"):
            assert text in said
        assert grades(store) == []
        assert said.left == "not read\n"

    def test_enter_alone_shows_the_answer_and_where_one_judges_oneself_takes_good(self, store: Store) -> None:
        Shelf(store, of(TYPED))
        said = talk(store, "", "")
        assert "3 good 1 day (Enter)" in said
        assert (only(store).grade, only(store).suggested) == (4, None)

    def test_control_characters_typed_are_not_sent_back(self, store: Store) -> None:
        Shelf(store, of(TYPED))
        assert "\x1b" not in talk(store, "\x1b[2J", "1")


class TestCloze:
    def test_t_lets_the_gap_be_typed(self, store: Store) -> None:
        Shelf(store, of(Cloze("Use {{c1::`acks=0`}}.")))
        said = talk(store, "t", "acks=0", "")
        assert "[t: type it, Enter: answer, ?: keys]" in said
        assert "[type the answer" in said
        assert "\nright\n" in said
        assert (only(store).grade, only(store).answer) == (4, "acks=0")

    def test_t_elsewhere_says_what_it_is_for(self, store: Store) -> None:
        Shelf(store, basic("a"))
        assert "not answered by typing" in talk(store, "t")


class TestOrder:
    @pytest.mark.parametrize("between", ["", " ", ", "])
    def test_numbers_put_the_steps_in_order(self, store: Store, between: str) -> None:
        Shelf(store, of(ORDER))
        given = numbers(store, "map", "shuffle", "reduce")
        said = talk(store, between.join(given), "", "")
        assert f"order: {' '.join(given)}\n" in said
        assert "right order\n1. map" in said
        assert (only(store).grade, only(store).answer) == (4, "map | shuffle | reduce")

    def test_a_new_line_replaces_the_order_and_what_is_wrong_is_said_in_words(self, store: Store) -> None:
        Shelf(store, of(ORDER))
        said = talk(store, "12", "".join(numbers(store, "reduce", "map")), "", "")
        assert "not placed: " in said
        assert "3 of 3 in the wrong place, 1 to move" in said
        assert "your order:\n  1. wrong, is number 3: reduce\n  2. wrong, is number 1: map" in said
        assert only(store).suggested == 2

    def test_u_takes_the_order_back_and_no_answer(self, store: Store) -> None:
        Shelf(store, of(ORDER))
        said = talk(store, "12", "u", "", "")
        assert "order: none; not placed: 1 2 3" in said
        assert "undo" not in said.partition("order: none")[2].partition("\n")[0]

    @pytest.mark.parametrize("line", ["11", "4", "0", "1 2 9"])
    def test_numbers_that_are_no_order_are_refused(self, store: Store, line: str) -> None:
        Shelf(store, of(ORDER))
        assert "the steps are 1 to 3, each once" in talk(store, line)

    def test_more_than_nine_steps_need_blanks_between_their_numbers(self, store: Store) -> None:
        steps = tuple(f"step {number}" for number in range(12))
        Shelf(store, of(Order("Sort", steps)))
        said = talk(store, " ".join(numbers(store, *steps)), "", "")
        assert "right order" in said
        assert only(store).grade == 4


class TestPoints:
    def test_lines_until_an_empty_one_are_marked_point_by_point(self, store: Store) -> None:
        Shelf(store, of(POINTS))
        said = talk(store, "The broker drops repeated writes.", "Nothing else.", "", "")
        first, _, _ = said.partition("time: ")
        assert first.count("[") == first.count("[answer in lines, then only Enter: answer, /?: keys]") == 1
        assert "time: 0:00 of 1:30" in said
        assert "  1. [x] The broker drops repeated writes. (must) (“" in said
        assert "  2. [ ] Offsets are written in one transaction." in said
        event = only(store)
        assert event.answer == "The broker drops repeated writes.\nNothing else."
        assert event.grade == event.suggested
        assert json.loads(event.detail)["ticks"] == [True, False]

    def test_digits_tick_and_untick_a_point(self, store: Store) -> None:
        Shelf(store, of(POINTS))
        said = talk(store, "Nothing.", "", "1 2", "2", "2", "9", "")
        assert said.count("  2. [x] Offsets") == 2
        assert "there are 1 to 2" in said
        assert "good: saved" in said
        assert json.loads(only(store).detail)["ticks"] == [True, True]

    def test_what_was_only_said_aloud_is_ticked_by_hand(self, store: Store) -> None:
        Shelf(store, of(POINTS))
        said = talk(store, "", "1", "")
        assert "good 1 day (Enter)" in said[: said.index("1: tick point 1")]
        assert only(store).suggested == 3

    def test_enter_takes_a_doubt_as_it_is_ticked_and_n_unticks_it(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = (points.Mark("said", "drops"), points.Mark("unsure", "maybe in one"))
        monkeypatch.setattr(points, "mark", lambda *_: found)
        Shelf(store, of(POINTS))
        said = talk(store, "Something.", "", "n", "")
        assert "  2. [x] Offsets are written in one transaction. (perhaps: “maybe in one”)" in said
        assert "  2. [ ] Offsets are written in one transaction. (you decided: “maybe in one”)" in said
        assert (only(store).grade, only(store).suggested) == (3, 3)

    def test_commands_begin_with_a_slash_there_too(self, store: Store) -> None:
        Shelf(store, of(POINTS, hints=("a hint",)))
        said = talk(store, "One line.", "/h", "q", "", "again")
        assert "hint: a hint" in said
        assert only(store).answer == "One line.\nq"

    def test_what_was_written_waits_for_the_next_turn_of_the_card(self, store: Store) -> None:
        Shelf(store, of(POINTS))
        said = talk(store, "One line.", "/b", "u", "Two.", "", "again", "b")
        assert "you wrote before; go on, or only Enter: answer\nOne line." in said
        assert only(store).answer == "One line.\nTwo."
        assert said.count("you wrote before") == 1, "graded, it is done with"

    def test_the_word_of_a_grade_means_nothing_before_the_answer(self, store: Store) -> None:
        Shelf(store, basic("a"))
        assert "'good' means nothing here" in talk(store, "good")


def test_after_an_edit_what_was_done_stands(store: Store) -> None:
    shelf = Shelf(store, of(POINTS))

    def edit(_: StudyCard) -> Edited:
        shelf.put("deck.yaml", of(POINTS, why="Because."))
        shelf.sync()
        return Edited()

    said = talk(store, "Nothing.", "", "1 2", "e", "", edit=edit)
    assert said.index("why: Because.") > said.index("[x] Offsets")
    assert said.count("How is it safe?") == 2
    assert json.loads(only(store).detail)["ticks"] == [True, True]


BOLD: list[tuple[Body, tuple[str, ...]]] = [
    (Basic("What does **Hive** own?", "Its **metadata**."), ("Hive own", "Its metadata.")),
    (
        Choice("Which **one**?", ("**this**",), (Wrong("**that**", "it is **not**"),)),
        ("one?", "this", "that"),
    ),
    (Order("Sort **these**", ("**map**", "reduce")), ("Sort these", "map")),
    (Points("How **safe**?", (Point("It **drops** repeats.", (("drops",),)),)), ("How safe?", "It drops")),
]


@pytest.mark.parametrize(("body", "words"), BOLD, ids=lambda value: type(value).__name__)
def test_no_stars_are_said_whatever_the_kind(store: Store, body: Body, words: tuple[str, ...]) -> None:
    Shelf(store, of(body))
    out = talk(store, "", "1", "", "3", "", "3")
    assert all(word in out for word in words)
    assert "**" not in out
