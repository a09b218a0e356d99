"""The review screen by keyboard: reveal, grade, undo, and everything else a card can be asked to do."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.build import LibraryAtRisk, reopened
from tests.plain.talk import talk
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import BASIC, EVERY_KIND, LONG, library, note
from trainer.core.kinds import Basic
from trainer.core.log import NewEvent
from trainer.core.moment import Moment
from trainer.tui.screens.home import HomeScreen

SMALL = (40, 12)


def answers(lib: LibraryAtRisk) -> list[int | None]:
    """The grades of all answers that were not taken back."""
    undone = {event.undoes for event in lib.events()}
    return [event.grade for event in lib.events() if event.grade is not None and event.id not in undone]


def answered(lib: LibraryAtRisk, card: str, *grades: int, days: int = 30) -> None:
    """Have ``card`` answered on one day after the other, the first ``days`` ago."""
    for number, grade in enumerate(grades):
        day = Clock().day - days + number * 7
        at = (day - date(1970, 1, 1).toordinal()) * 86_400_000
        lib.record(NewEvent(Moment(at, day), card, "review", grade=grade))


class TestReveal:
    def test_first_screen_is_the_question_without_its_answer(self) -> None:
        text = screen(context(library(note(BASIC))))
        assert "What does `acks=all` wait for?" in text
        assert "All replicas" not in text

    @pytest.mark.parametrize("key", ["space", "enter", "ctrl+j"])
    def test_answer_opens_under_the_question(self, key: str) -> None:
        assert "All replicas that are in sync." in screen(context(library(note(BASIC))), key)

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    @pytest.mark.parametrize("body", EVERY_KIND, ids=lambda body: body.kind)
    def test_question_stays_where_it_is(self, body: Any, size: tuple[int, int]) -> None:
        async def script(driver: Driver) -> None:
            before = driver.lines
            first = 3 if size[1] == 24 else 2
            assert before[first].strip()
            await driver.press("space")
            assert driver.lines != before
            # What changes there is the bar of an answer, which stands in the margin.
            assert driver.lines[first].replace("▌", " ")[:20] == before[first][:20]

        run(context(library(note(body))), script, size)

    @pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 6)])
    def test_answer_below_the_screen_is_scrolled_into_sight(self, size: tuple[int, int]) -> None:
        question = "\n\n".join(f"Line {number}" for number in range(12))
        assert "The answer." in screen(
            context(library(note(Basic(question, "The answer.")))), "space", size=size
        )

    def test_notes_follow_the_answer(self) -> None:
        card = note(
            BASIC, why="So it is safe.", corrects="Not all of them.", as_of="2026-11", cite=("docs", "k.1")
        )

        async def script(driver: Driver) -> None:
            assert "So it is safe." not in driver.text
            await driver.press("space")
            rows = [driver.line_of(part) for part in ("All replicas", "So it", "⚠ Not all", "as of 2026-11")]
            assert rows == sorted(rows)
            assert "The manual" not in driver.text, "sources are behind o"

        run(context(library(card)), script)


class TestGrade:
    @pytest.mark.parametrize(("key", "grade"), [("1", 2), ("2", 3), ("3", 4), ("4", 5)])
    def test_four_keys_are_again_hard_good_easy(self, key: str, grade: int) -> None:
        lib = library()
        assert "Question 1?" in screen(context(lib), "space", key)
        assert answers(lib) == [grade]

    @pytest.mark.parametrize("grade", range(6))
    def test_six_keys_are_the_grades_themselves(self, grade: int) -> None:
        lib = library()
        screen(context(lib, keys="six"), "space", str(grade))
        assert answers(lib) == [grade]

    @pytest.mark.parametrize("keys", ["four", "six"])
    def test_digits_without_a_grade_do_nothing(self, keys: str) -> None:
        lib = library()
        screen(context(lib, keys=keys), "3", "space", "7", "9", *(["0", "5"] if keys == "four" else ["6"]))
        assert answers(lib) == []

    def test_keys_are_labelled_with_the_intervals_they_give(self) -> None:
        lib = library(note(BASIC))
        answered(lib, "d/n", 4, 4, 4)
        text = screen(context(lib), "space")
        assert "1 again  today    2 hard  today" in text, "hard is asked once more today as well"
        for key, word, grade in (("3", "good", 4), ("4", "easy", 5)):
            again = library(note(BASIC))
            answered(again, "d/n", 4, 4, 4)
            screen(context(again), "space", key)
            memory = again.states()["d/n"].memory
            assert memory is not None
            assert f"{key} {word}  {memory.due - Clock().day} days" in text, grade

    def test_labels_count_from_the_day_the_answer_was_shown(self) -> None:
        clock = Clock()

        async def script(driver: Driver) -> None:
            await driver.press("space")
            clock.now += timedelta(days=1)
            await driver.press("f")
            assert "3 good  1 day" in driver.text

        run(context(library(), clock), script)

    def test_a_drill_that_fails_again_is_for_today(self) -> None:
        text = screen(context(library(note(BASIC))), "space", "1", "space")
        assert "again" in text
        assert text.split("\n")[-1].split()[:6] == ["1", "again", "today", "2", "hard", "today"]

    def test_interval_is_short_at_forty_columns(self) -> None:
        line = screen(context(library()), "space", size=SMALL).splitlines()[-1]
        assert line.split()[:8] == ["1", "⟳", "2", "⟳", "[3", "1d]", "4", "1d"]

    @pytest.mark.parametrize("key", ["space", "enter", "ctrl+j"])
    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_where_the_user_judges_himself_the_key_that_reveals_takes_good(
        self, key: str, size: tuple[int, int]
    ) -> None:
        lib = library(note(BASIC))

        async def script(driver: Driver) -> None:
            await driver.press("space")
            assert "[3" in driver.lines[-1]
            await driver.press(*["pagedown"] * 5, key)

        run(context(lib), script, size)
        assert [(event.grade, event.suggested) for event in lib.events()] == [(4, None)]

    def test_what_is_longer_than_the_screen_is_scrolled_to_its_end_before_that(self) -> None:
        lib = library(note(LONG))

        async def script(driver: Driver) -> None:
            await driver.press("space")
            assert "Paragraph 15." not in driver.text
            await driver.press("space")
            assert "Paragraph 15." in driver.text
            while "Paragraph 39." not in driver.text:
                await driver.press("space")
            assert answers(lib) == []
            while not answers(lib):
                await driver.press("space")

        run(context(lib), script)
        assert len(answers(lib)) == 1

    def test_failed_card_comes_again_today(self) -> None:
        lib = library(note(BASIC))
        text = screen(context(lib), "space", "1")
        assert "0 new   0 due   1 again" in text
        assert "again · seen once" in text


class TestScroll:
    def test_arrows_letters_and_pages_move_the_card(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("space")
            top = driver.lines
            for down, up in (("down", "up"), ("j", "k"), ("pagedown", "pageup")):
                await driver.press(down)
                assert driver.lines != top
                await driver.press(up)
                assert driver.lines == top

        run(context(library(note(LONG))), script)

    def test_next_card_starts_at_its_top(self) -> None:
        lib = library(note(LONG, "a"), note(Basic("B?", LONG.answer), "b"))
        assert "B?" in screen(context(lib), "space", "pagedown", "3")


class TestHint:
    HINTED = note(BASIC, hints=("It has a name.", "Three letters."))

    def test_hints_are_counted_shown_and_lower_the_best_grade(self) -> None:
        lib = library(self.HINTED)

        async def script(driver: Driver) -> None:
            assert "h hint (2)" in driver.text
            await driver.press("h")
            assert "hint 1  It has a name." in driver.text
            assert "h hint (1)" in driver.text
            assert "the best grade is now good" in driver.text
            await driver.press("h", "h")
            assert "no more hints" in driver.text
            assert "h hint" not in driver.lines[-1]
            await driver.press("space", "4")

        run(context(lib), script)
        assert answers(lib) == [3]
        assert lib.events()[0].hints == 2

    def test_keys_say_the_grade_they_can_still_give(self) -> None:
        assert "4 good" in screen(context(library(self.HINTED)), "h", "space")

    def test_a_card_without_hints_says_so(self) -> None:
        assert "this card has no hints" in screen(context(library()), "h")


class TestUndo:
    def test_undo_brings_the_card_back_and_says_what_it_took_back(self) -> None:
        lib = library()
        text = screen(context(lib), "space", "3", "u")
        assert "Question 0?" in text
        assert "undone: the answer “good”" in text
        assert answers(lib) == []

    def test_undo_works_step_by_step_after_a_restart(self) -> None:
        lib = library()
        screen(context(lib), "space", "3", "space", "1", "b")
        after = reopened(lib)
        text = screen(context(after), "u", "u", "u")
        assert "Question 0?" in text
        assert answers(after) == []

    def test_undo_with_nothing_to_undo_says_so(self) -> None:
        assert "nothing to undo" in screen(context(library()), "u")

    @pytest.mark.parametrize(
        ("key", "said"),
        [("b", "undone: burying the card"), ("exclamation_mark", "undone: suspending the card")],
    )
    def test_bury_and_suspend_take_the_card_away_until_undone(self, key: str, said: str) -> None:
        lib = library()

        async def script(driver: Driver) -> None:
            await driver.press(key)
            assert "Question 1?" in driver.text
            assert "(u takes it back)" in driver.text
            await driver.press("u")
            assert "Question 0?" in driver.text
            assert said in driver.text

        run(context(lib), script)

    def test_flag_is_a_word_and_can_be_taken_away(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("space", "f")
            assert "⚑ flagged" in driver.text
            assert "Answer 0." in driver.text
            await driver.press("f")
            assert "⚑ flagged" not in driver.text
            await driver.press("u")
            assert "⚑ flagged" in driver.text
            assert "Answer 0." in driver.text

        run(context(library()), script)


class TestDialogs:
    def test_sources_are_titles_and_addresses(self) -> None:
        text = screen(context(library(note(BASIC, cite=("docs", "kafka.1")))), "o")
        assert "The manual (seen 2026-11)" in text
        assert "https://example.org/manual" in text
        assert "kafka.1" in text

    def test_why_says_the_reason(self) -> None:
        assert "New: it was never answered." in screen(context(library()), "w")

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_help_names_every_key_and_scrolls(self, size: tuple[int, int]) -> None:
        seen = ""

        async def script(driver: Driver) -> None:
            nonlocal seen
            await driver.press("question_mark")
            while seen[-len(driver.text) :] != driver.text:
                seen += driver.text
                await driver.press("pagedown")
            await driver.press("question_mark")
            assert driver.app.screen.query("#card")

        run(context(library()), script, size)
        for key in (
            "space",
            "h ",
            "u ",
            "e ",
            "b ",
            "!",
            "f ",
            "o ",
            "w ",
            "ctrl+p",
            "q  ",
            "esc  ",
            "1 – 4",
        ):
            assert key in seen

    @pytest.mark.parametrize("key", ["escape", "q", "enter", "space"])
    def test_dialog_closes_and_the_card_is_as_it_was(self, key: str) -> None:
        async def script(driver: Driver) -> None:
            before = driver.lines
            await driver.press("w")
            assert driver.lines != before
            await driver.press(key)
            assert driver.lines == before

        run(context(library()), script)


class TestLeave:
    def test_escape_before_an_answer_leads_to_the_decks_and_never_out_of_the_program(self) -> None:
        async def script(driver: Driver) -> None:
            for _ in range(3):
                await driver.press("escape")
                assert isinstance(driver.app.screen, HomeScreen)

        assert run(context(library()), script) is None

    def test_leaving_before_an_answer_ends_the_program(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("q")

        assert run(context(library()), script) == 0

    def test_leaving_after_an_answer_shows_the_summary(self) -> None:
        text = screen(context(library()), "space", "3", "q")
        assert "answered" in text
        assert "1 card, 0 again" in text

    def test_last_answer_shows_the_summary(self) -> None:
        assert "Done for today." in screen(context(library(note(BASIC))), "space", "3")


class TestHeader:
    def test_deck_and_counts_are_at_the_top(self) -> None:
        assert screen(context(library())).splitlines()[0] == (
            " Kafka › Delivery guarantees                            3 new   0 due   0 again"
        )

    def test_three_numbers_stay_at_forty_columns(self) -> None:
        assert screen(context(library()), size=SMALL).splitlines()[0].endswith("3n 0d 0a")

    def test_progress_counts_answers(self) -> None:
        assert screen(context(library()), "space", "3").splitlines()[1].endswith(" 1/3")

    def test_level_and_number_of_answers_are_at_the_bottom(self) -> None:
        lib = library(note(BASIC, level="core"))
        answered(lib, "d/n", 4, 4)
        assert "core · seen 2 times" in screen(context(lib)).splitlines()[-2]


@pytest.mark.parametrize("key", ["space", "question_mark"])
def test_any_size_is_survived(key: str) -> None:
    async def script(driver: Driver) -> None:
        for size in [
            (80, 24),
            (40, 12),
            (20, 6),
            (10, 4),
            (5, 3),
            (2, 2),
            (1, 1),
            (200, 60),
            (1, 40),
            (80, 1),
            (80, 24),
        ]:
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
        assert "delivery" in driver.text.lower()
        await driver.press(key)

    run(context(library(*(note(body, f"n{n}") for n, body in enumerate(EVERY_KIND)))), script)


def test_that_grades_do_not_differ_at_first_is_said_once() -> None:
    lib = library(note(BASIC, "a"), note(BASIC, "b"))
    said = "good and easy wait alike at first"
    assert said in screen(context(lib), "space")
    assert talk(lib, "", "3", "", "q").count(said) == 1
    assert said not in screen(context(lib), "space")
