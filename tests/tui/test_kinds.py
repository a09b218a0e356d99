"""How each kind of card is asked and answered on the screen."""

import pytest

from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import CHOICE, EVERY_KIND, SEVERAL, library, note
from trainer.core.kinds import Basic, Body, Cloze
from trainer.core.log import NewEvent
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING

SMALL = (40, 12)


class TestChoice:
    def number_of(self, driver: Driver, option: str) -> str:
        """The digit before an option; the order is shuffled at each showing."""
        return driver.lines[driver.line_of(option)].split(option)[0].split()[0].strip("✓✗")

    def test_options_are_numbered_and_one_can_be_picked(self) -> None:
        async def script(driver: Driver) -> None:
            assert driver.text.count("( )") == 3
            assert "1-3 pick" in driver.lines[-1]
            right, wrong = self.number_of(driver, "One copy"), self.number_of(driver, "Two copies")
            await driver.press(wrong)
            await driver.press(right)
            assert f"{right} (•) One copy" in driver.text
            assert driver.text.count("(•)") == 1

        run(context(library(note(CHOICE))), script)

    def test_right_pick_is_marked_and_good_is_suggested_and_taken_by_enter(self) -> None:
        lib = library(note(CHOICE))

        async def script(driver: Driver) -> None:
            await driver.press(self.number_of(driver, "One copy"), "enter")
            assert f"✓ {driver.lines[driver.line_of('One copy')].split('✓ ')[1]}" in driver.text
            assert "right, your pick" in driver.text
            assert "wrong: the broker drops it" in driver.text
            assert driver.text.count("✗") == 2
            assert "[3 good  1 day]" in driver.lines[-1]
            await driver.press("enter")

        run(context(lib), script)
        (event,) = lib.events()
        assert (event.grade, event.suggested, event.answer) == (4, 4, "One copy")

    def test_wrong_pick_suggests_again(self) -> None:
        lib = library(note(CHOICE))

        async def script(driver: Driver) -> None:
            await driver.press(self.number_of(driver, "Two copies"), "space")
            assert "wrong, your pick: the broker drops it" in driver.text
            assert "[1 again  today]" in driver.lines[-1]
            await driver.press("space")

        run(context(lib), script)
        assert [event.grade for event in lib.events()] == [2]

    def test_another_grade_than_the_suggested_one_can_be_given(self) -> None:
        lib = library(note(CHOICE))
        screen(context(lib), "1", "space", "2")
        assert [event.grade for event in lib.events()] == [3]

    def test_several_right_options_are_announced_and_toggled(self) -> None:
        async def script(driver: Driver) -> None:
            assert "choose 2" in driver.text
            first, second = self.number_of(driver, "`acks=all`"), self.number_of(driver, "idempotence")
            await driver.press(first, second)
            assert driver.text.count("[x]") == 2
            await driver.press(first)
            assert driver.text.count("[x]") == 1
            await driver.press(first, "space")
            assert "[3 good" in driver.lines[-1]

        run(context(library(note(SEVERAL))), script)

    def test_picks_cannot_change_after_the_reveal(self) -> None:
        lib = library(note(SEVERAL))
        screen(context(lib, keys="six"), "space", "1")
        assert [event.answer for event in lib.events()] == [""]

    def test_options_stand_in_a_column_at_forty_columns(self) -> None:
        text = screen(context(library(note(CHOICE))), size=SMALL)
        columns = {line.index("( )") for line in text.splitlines() if "( )" in line}
        assert len(columns) == 1


class TestCloze:
    def test_gap_is_filled_in_place(self) -> None:
        async def script(driver: Driver) -> None:
            row = driver.line_of("Use [setting] for")
            await driver.press("space")
            assert "Use `acks=0` for" in driver.lines[row]
            assert driver.text.count("acks=0") == 1

        run(context(library(note(Cloze("Use {{c1::`acks=0`::setting}} for this.")))), script)

    def test_gap_inside_code_is_named_below(self) -> None:
        async def script(driver: Driver) -> None:
            assert "`acks=[…]`" in driver.text
            await driver.press("space")
            assert "`acks=0`" in driver.text
            assert "→ 0" in driver.text

        run(context(library(note(Cloze("Set `acks={{c1::0}}`.")))), script)


@pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 6)])
def test_every_kind_is_asked_revealed_and_graded(size: tuple[int, int]) -> None:
    lib = library(*(note(body, body.kind) for body in EVERY_KIND))
    # Of points and comparisons digits tick, and Enter takes what is offered.
    grade = {body.kind: "3" for body in EVERY_KIND} | {"compare": "enter", "points": "enter"}
    order = [card.partition("#")[0].partition("/")[2] for card in lib.new(Clock().day, EVERYTHING, 99)]
    screen(context(lib), *(key for kind in order for key in ("enter", grade[kind])), size=size)
    assert {event.card.split("#")[0] for event in lib.events()} == {f"d/{body.kind}" for body in EVERY_KIND}
    assert {event.grade for event in lib.events()} == {4}


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (EVERY_KIND[3], "isolation.level=read_committed"),
        (EVERY_KIND[4], "2. send"),
        (EVERY_KIND[6], "idempotent producer (must)"),
    ],
    ids=["typed", "order", "points"],
)
def test_without_an_attempt_every_kind_shows_front_then_back(body: Body, answer: str) -> None:
    async def script(driver: Driver) -> None:
        assert answer not in driver.text
        await driver.press("enter")
        assert answer in driver.text
        assert "good" in driver.lines[-1].partition("[")[2].partition("]")[0]

    run(context(library(note(body))), script)


def test_reverse_card_asks_the_other_way_round() -> None:
    lib = library(note(Basic("Front", "Back", reverse=True)))
    lib.record(NewEvent(Moment(1, 1), "d/n", "suspend"))
    text = screen(context(lib))
    assert "Back" in text
    assert "Front" not in text


def test_code_and_tables_are_readable_at_forty_columns() -> None:
    body = Basic(
        "What does it do?\n\n```sql\nSELECT region, count(*) FROM clicks GROUP BY region\n```",
        "| region | what is counted |\n|---|---|\n| europe | all clicks of the whole year |",
    )
    text = screen(context(library(note(body))), "space", size=(40, 24))
    assert "│ SELECT region, count(*) FROM" in text
    assert "│ ↳ clicks GROUP BY region" in text
    assert "what is counted" in text
