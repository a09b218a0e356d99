"""Open questions on the screen: the answer is written or spoken, its points are ticked, a clock runs."""

import contextlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.strip import Strip

from tests.build import LibraryAtRisk, put
from tests.tui.answering import MARKS, POINTS, SMALL, TYPED, keys
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import BASIC, deck, library, note
from trainer.context import Edited
from trainer.core.kinds import Point, Points
from trainer.core.library import StudyCard
from trainer.grading.points import points
from trainer.tui.app import TrainerApp
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.widgets.lines_view import LinesView


@pytest.fixture
def _marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grader finds one point said, one in doubt, one missed, whatever the answer."""
    monkeypatch.setattr(points, "mark", lambda *_: MARKS)


@pytest.mark.usefixtures("_marks")
class TestPoints:
    def test_lines_are_written_marked_decided_and_graded(self) -> None:
        lib = library(POINTS)

        async def script(driver: Driver) -> None:
            await driver.press("i", *keys("one"), "enter", *keys("two"), "ctrl+j", *keys("q"))
            assert "› one" in driver.text
            assert "ctrl+s done" in driver.lines[-1]
            await driver.press("ctrl+s")
            for text in (
                "› one",
                "  1 [x] The broker drops repeats. (must)",
                "“drops repeats”",
                "▸ 2 [ ] One transaction.",
                "perhaps: “maybe one”",
                "  3 [ ] Readers wait.",
                "not counted: “do not wait”",
                "─ perhaps: 2",
            ):
                assert text in driver.text
            assert "[again" in driver.lines[-1], "what is ticked counts, perhaps or not"
            await driver.press("x")
            assert "▸ 2 [x] One transaction." in driver.text
            assert "─ perhaps" not in driver.text
            assert "[hard" in driver.lines[-1]
            await driver.press("enter")

        run(context(lib), script)
        (event,) = lib.events()
        assert (event.answer, event.grade, event.suggested) == ("one\ntwo\nq", 3, 3)
        detail = json.loads(event.detail)
        assert detail["ticks"] == [True, True, False]
        assert detail["marks"] == ["said", "unsure", "missed"]

    @pytest.mark.parametrize(
        ("pressed", "ticks"),
        [
            ("", [True, False, False]),
            ("2", [True, True, False]),
            ("23", [True, True, True]),
            ("1n", [False, False, False]),
            ("n", [True, False, False]),
            ("nn", [False, False, False]),
            ("3nn", [False, False, True]),
            ("ann", [False, False, False]),
            ("a", [True, True, True]),
            ("a3", [True, True, False]),
            ("9", [True, False, False]),
        ],
    )
    def test_one_press_decides_and_enter_takes_it(self, pressed: str, ticks: list[bool]) -> None:
        lib = library(POINTS)
        screen(context(lib), "i", "a", "ctrl+s", *pressed, "enter")
        (event,) = lib.events()
        assert json.loads(event.detail)["ticks"] == ticks

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_it_is_answered_in_the_head_until_writing_begins(self, size: tuple[int, int]) -> None:
        lib = library(note(BASIC, "a"), note(POINTS.body, "b"), note(POINTS.body, "c"))

        async def script(driver: Driver) -> None:
            await driver.press("space", "3", "f", "b")
            kinds = [event.kind for event in lib.events()]
            assert kinds == ["review", "flag", "bury"], "keys pressed right after the grade are keys"
            assert "i write" in driver.lines[-1]
            await driver.press("i", "f", "b")
            assert "› fb" in driver.text
            await driver.press("escape", "space")
            assert "▸ 2 [" in driver.text

        run(context(lib), script, size)

    def test_a_click_begins_writing(self) -> None:
        async def script(driver: Driver) -> None:
            row = driver.line_of("› i writes here")
            await driver.pilot.click(offset=(6, row))
            await driver.press("f")
            assert "› f" in driver.text

        run(context(library(POINTS)), script)

    def test_space_takes_good_of_an_answer_said_aloud(self) -> None:
        lib = library(POINTS)
        screen(context(lib), "space", "space")
        assert [(event.grade, event.suggested) for event in lib.events()] == [(4, None)]

    def test_what_was_said_aloud_is_ticked_by_hand(self) -> None:
        lib = library(POINTS)

        async def script(driver: Driver) -> None:
            await driver.press("ctrl+s")
            assert "▸ 1 [ ] The broker drops repeats. (must)" in driver.text
            assert "tick what you said" in driver.text
            await driver.press("x", "2", "down", "x", "x", "x")
            assert driver.text.count("[x]") == 3
            assert "[good" in driver.lines[-1]
            await driver.press("enter")

        run(context(lib), script)
        assert json.loads(lib.events()[0].detail)["ticks"] == [True, True, True]

    def test_enter_in_an_empty_text_shows_the_points(self) -> None:
        assert "▸ 1 [ ] The broker" in screen(context(library(POINTS)), "enter")

    def test_the_text_grows_to_a_third_of_the_screen_and_then_scrolls(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("i")
            for number in range(6):
                await driver.press(*keys(f"line{number}"), "enter")
            assert [line.split()[0] for line in driver.lines if "line" in line] == ["›", "line4", "line5"]
            assert "Explain exactly-once." in driver.text
            await driver.press(*["up"] * 6)
            assert "› line0" in driver.text

        run(context(library(POINTS)), script, SMALL)

    @pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 6)])
    def test_the_first_point_in_doubt_is_in_sight(self, size: tuple[int, int]) -> None:
        text = screen(
            context(library(POINTS)), "i", *keys("a" * 30), "enter", *keys("b" * 30), "ctrl+s", size=size
        )
        assert "2 [ ] One" in text

    def test_after_an_edit_what_was_written_and_ticked_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(TrainerApp, "suspend", lambda _: contextlib.nullcontext())
        lib = library(POINTS)

        def edit(_: StudyCard) -> Edited:
            put(lib, deck(replace(POINTS, why="Because.")))
            return Edited()

        async def script(driver: Driver) -> None:
            await driver.press("i", "a", "escape", "e")
            assert "› a" in driver.text
            assert "i write" in driver.lines[-1], "the text is still left"
            await driver.press("ctrl+s", "x", "e")
            assert "Because." in driver.text
            assert "2 [x] One transaction." in driver.text

        run(context(lib, edit=edit), script)


class TestClock:
    def clock_of(self, lib: LibraryAtRisk, clock: Clock, size: tuple[int, int] = (80, 24)) -> list[str]:
        """The footer at first, after a minute and a half, and after the reveal and another hour."""
        seen: list[str] = []

        async def script(driver: Driver) -> None:
            page = driver.app.screen
            assert isinstance(page, ReviewScreen)
            for passed, key in ((0, ""), (100, ""), (0, "ctrl+s"), (3600, "")):
                clock.now += timedelta(seconds=passed)
                await driver.press(*([key] if key else []))
                page.tick()
                await driver.pilot.pause()
                seen.append(driver.lines[-2])

        run(context(lib, clock), script, size)
        return seen

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_it_counts_against_the_seconds_and_stops_at_the_reveal(self, size: tuple[int, int]) -> None:
        first, late, shown, later = self.clock_of(library(POINTS), Clock(), size)
        assert "0:0" in first
        assert " of 1:30" in first
        assert "1:4" in late
        assert "of 1:30, over" in late
        assert shown == later
        assert "of 1:30, over" in shown

    def test_without_seconds_it_only_counts_and_other_kinds_have_none(self) -> None:
        open_question = note(Points("Why?", (Point("a"), Point("b"))))
        assert " 0:0" in self.clock_of(library(open_question), Clock())[0]
        assert ":" not in self.clock_of(library(TYPED), Clock())[0]

    def test_a_tick_draws_no_line_of_the_card(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def script(driver: Driver) -> None:
            drawn: list[int] = []
            real = LinesView.render_line

            def render_line(view: LinesView, y: int) -> Strip:
                drawn.append(y)
                return real(view, y)

            monkeypatch.setattr(LinesView, "render_line", render_line)
            page = driver.app.screen
            assert isinstance(page, ReviewScreen)
            page.tick()
            await driver.pilot.pause()
            assert drawn == []
            await driver.press("ctrl+s")
            assert drawn

        run(context(library(POINTS)), script)

    def test_it_runs_only_while_an_open_question_is_asked(self) -> None:
        async def script(driver: Driver) -> None:
            page = driver.app.screen
            assert isinstance(page, ReviewScreen)
            assert page._clock is None
            await driver.press("space", "3")
            assert page._clock is not None
            await driver.press("ctrl+s")
            assert page._clock is None

        run(context(library(note(BASIC, "a"), note(POINTS.body, "b"))), script)


def test_help_names_the_keys_of_every_way() -> None:
    seen = ""

    async def script(driver: Driver) -> None:
        nonlocal seen
        await driver.press("question_mark")
        for _ in range(4):
            seen += driver.text
            await driver.press("pagedown")

    run(context(library(note(BASIC))), script)
    for text in ("i      ", "ctrl+s ", "t      ", "x      ", "place a step"):
        assert text in seen
