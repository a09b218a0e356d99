"""The home screen: what waits where, and Enter for the first question."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import build
from tests.build import LibraryAtRisk
from tests.store.build import DAY, mark
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import THREE, library, note
from tests.tui.test_review import answered
from trainer.core.card import Problem
from trainer.core.kinds import Basic
from trainer.core.library import DeckCounts
from trainer.core.moment import Moment
from trainer.scheduling.preferences import Plan

SMALL = (40, 12)
PROBLEM = Problem("f.yaml", 1, "d", "n", "no-answer", "error", "m", "r")


def decks(*titles: str, cards: int = 2) -> LibraryAtRisk:
    return build.library(
        *(
            build.deck(
                *(note(Basic(f"{title} {n}?", "A."), f"n{n}", f"d{number}") for n in range(cards)),
                id=f"d{number}",
                title=title,
            )
            for number, title in enumerate(titles)
        )
    )


class TestOverview:
    def test_cards_of_today_and_minutes_are_at_the_top(self) -> None:
        at = context(decks("A", cards=6), start="home")
        assert screen(at).splitlines()[2].split("  ")[0].strip() == "6 new cards · about 4 min"
        assert screen(at, size=SMALL).splitlines()[0].endswith("today 6 cards · about 4 min")

    def test_that_all_cards_are_suspended_is_said(self) -> None:
        lib = decks("A", "B", cards=2)
        for card in ("d0/n0", "d0/n1", "d1/n0"):
            lib.record(mark(card, "suspend"))
        assert "suspended" not in screen(context(lib, start="home")).splitlines()[2]
        marked = screen(context(lib, start="home"), "down", "enter").splitlines()
        assert marked[2].strip() == "Nothing left today in A · all suspended (2 cards)"
        assert "nothing left today in A; all suspended (2 cards)" in "\n".join(marked)
        lib.record(mark("d1/n1", "suspend"))
        assert "Nothing left today · all suspended (4 cards)" in screen(context(lib, start="home"))
        lib.undo(Moment(0, DAY))
        assert "all suspended" not in screen(context(lib, start="home"))

    def test_what_was_done_today_is_told_beside_what_is_left(self) -> None:
        lib = decks("A", cards=4)
        screen(context(lib), "space", "3", "space", "1")
        lines = screen(context(lib, start="home")).splitlines()
        assert lines[2].split("  ")[0].strip() == "3 cards · about 1 min"
        assert lines[3].split("   ")[:3] == [" 2 new", "0 due", "1 again"]
        assert lines[3].endswith("done today: 2 cards in under a minute")
        assert "today 3, " in screen(context(lib, start="home"), size=(80, 20)), "the days to come agree"

    def test_the_first_line_is_about_what_is_marked(self) -> None:
        at = context(decks("A", "B", cards=3), start="home", plan=Plan(new_per_day=4))
        assert screen(at).splitlines()[2].split("   ")[0] == " 4 new cards · about 3 min"
        marked = screen(at, "j").splitlines()
        assert marked[2].startswith(" 3 new cards · about 2 min · A ")
        assert marked[2].endswith("enter begins")
        assert [line.split()[-6:-3] for line in marked[6:9]] == [
            ["4", "·", "6"],
            ["3", "·", "3"],
            ["3", "·", "3"],
        ]

    def test_daily_limit_counts(self) -> None:
        at = context(decks("A", cards=9), start="home", plan=Plan(new_per_day=3))
        assert "3 new cards ·" in screen(at)

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_numbers_stand_in_columns_under_their_heads(self, size: tuple[int, int]) -> None:
        lines = screen(context(decks("Hive::Tables", "Kafka"), start="home"), size=size).splitlines()
        head = next(line for line in lines if "due unseen" in line)
        for name in ("All decks", "Hive", "Tables", "Kafka"):
            line = next(line for line in lines if name in line)
            cells = line[head.index("today") - 1 :].split()[:3]
            assert cells[1] == "·"
            assert cells[0] == cells[2]
            for title, cell in zip(("today", "due", "unseen"), cells, strict=True):
                end = head.index(title) + len(title)
                assert line[end - len(cell) : end] == cell

    def test_parts_of_titles_that_decks_share_are_one_branch_with_sums(self) -> None:
        text = screen(context(decks("Hive::Tables", "Hive::Files", "Kafka"), start="home"))
        rows_shown = [line.split()[:3] for line in text.splitlines()[6:11]]
        assert rows_shown == [
            ["›", "All", "decks"],
            ["▾", "Hive", "4"],
            ["Files", "2", "·"],
            ["Tables", "2", "·"],
            ["Kafka", "2", "·"],
        ]

    def test_progress_is_a_bar_and_a_number(self) -> None:
        lib = decks("A", cards=4)
        answered(lib, "d0/n0", 4)
        assert "━━────────  25 %" in screen(context(lib, start="home"))

    def test_deck_with_nothing_to_do_says_when_it_has(self) -> None:
        lib = decks("A", cards=1)
        answered(lib, "d0/n0", 4, days=0)
        text = screen(context(lib, start="home"))
        assert "Nothing left today · next tomorrow" in text
        assert "tomorrow" in next(line for line in text.splitlines()[3:] if " A " in line)
        assert "enter practise" not in text

    def test_coming_days_are_bars(self) -> None:
        lib = decks("A", cards=3)
        answered(lib, "d0/n0", 4, days=0)
        answered(lib, "d0/n1", 4)
        text = screen(context(lib, start="home", plan=Plan(new_per_day=1)), size=(80, 20))
        assert "next 14 days  ▄█▄···▄▄▄·····" in text
        assert "today 1, tomorrow 2, most 2" in text, "a new one tomorrow, as today had its own"

    @pytest.mark.parametrize("size", [(80, 20), (80, 24), (120, 40)])
    def test_coming_days_are_said_to_be_of_all_decks_where_one_is_marked(self, size: tuple[int, int]) -> None:
        async def script(driver: Driver) -> None:
            assert "all decks" not in driver.text.lower().partition("next 14 days")[2]
            await driver.press("down")
            line = driver.line_of("next 14 days")
            assert "all decks" in "\n".join(driver.text.splitlines()[line : line + 2])

        run(context(decks("A", "B"), start="home"), script, size=size)

    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
    def test_coming_days_have_their_dates_and_numbers_where_there_is_room(
        self, size: tuple[int, int]
    ) -> None:
        lib = decks("A", cards=3)
        answered(lib, "d0/n0", 4, days=0)
        lines = screen(context(lib, start="home", plan=Plan(new_per_day=1)), size=size).splitlines()
        at = next(number for number, line in enumerate(lines) if "next 14 days" in line)
        assert lines[at].split()[3:6] == ["Su", "Mo", "Tu"], "22 November 2026 is a Sunday"
        assert lines[at + 1].split()[:3] == ["22", "23", "24"]
        assert "most 2, tomorrow" in lines[at + 2]
        bars = {24: 1, 40: 3, 60: 5}[size[1]]
        assert lines[at + 2 + bars].split()[:3] == ["·", "2", "2"], (
            "today had its new one, and that of tomorrow comes again"
        )

    @pytest.mark.parametrize(("size", "beside"), [((80, 24), None), ((80, 44), False), ((200, 60), True)])
    def test_a_tall_terminal_has_room_for_the_year(self, size: tuple[int, int], beside: bool | None) -> None:
        lib = decks("A", cards=3)
        assert "last 12 months" not in screen(context(lib, start="home"), size=size), "nothing to show yet"
        answered(lib, "d0/n0", 4, days=0)
        answered(lib, "d0/n1", 4, days=40)
        lines = screen(context(lib, start="home"), size=size).splitlines()
        year = [line for line in lines if "last 12 months" in line]
        assert ["next 14 days" in line for line in year] == ([] if beside is None else [beside])
        drawn = [line for line in lines[-10:] if "···░" in line]
        assert bool(drawn) == (beside is not None)
        assert any(line.startswith(" enter") for line in map(str.rstrip, lines)) or beside, (
            "nothing is pushed out"
        )

    def test_decks_of_a_branch_are_told_beside_it_while_it_is_folded(self) -> None:
        lib = decks("Top::One", "Top::Two", cards=2)
        answered(lib, "d1/n0", 4, days=9)
        lines = screen(context(lib, start="home"), "j", "left", size=(120, 40)).splitlines()
        beside = [line.partition("│")[2].split() for line in lines if "│" in line]
        assert ["One", "·", "0", "%"] in beside
        assert ["Two", "1", "50", "%"] in beside

    def test_days_in_a_row_are_counted_up_to_today(self) -> None:
        lib = decks("A", cards=4)
        for number, ago in enumerate((2, 1)):
            answered(lib, f"d0/n{number}", 4, days=ago)
        assert "2 days in a row" in screen(context(lib, start="home"))
        answered(lib, "d0/n2", 4, days=0)
        assert "3 days in a row" in screen(context(lib, start="home"))
        assert "in a row" not in screen(context(lib, start="home"), size=SMALL)

    def test_the_marked_deck_is_told_beside_the_others_where_there_is_room(self) -> None:
        lib = decks("A", "B", cards=2)
        for ago, grade in ((9, 4), (8, 4), (2, 1)):
            answered(lib, "d1/n0", grade, days=ago)
        text = screen(context(lib, start="home"), "end", size=(120, 40))
        assert "2 notes · 1 met · 1 weak" in text
        beside = [line.partition("│")[2].strip() for line in text.splitlines() if "│" in line]
        weak, unmet = beside.index("weakest"), beside.index("not met yet")
        assert beside[weak + 1 : unmet + 2] == ["· B 0?", "", "not met yet", "· B 1?"]
        assert "2 notes · 0 met" in screen(context(lib, start="home"), "j", size=(110, 30))
        low = screen(context(lib, start="home"), size=(110, 30))
        assert "4 notes · 1 met" in low
        assert "not met yet" not in low, "that is for tall terminals"
        assert "met" not in screen(context(lib, start="home"), "end", size=(109, 40))

    @pytest.mark.parametrize(("learnt", "said"), [(0, "0 %"), (1, "1 %"), (299, "99 %"), (300, "100 %")])
    def test_bars_agree_with_their_figures(self, learnt: int, said: str) -> None:
        lib = build.library()
        counts = [DeckCounts("d", "Deck", 1, 0, 0, 300, learnt, 0, 0)]
        lib.decks = lambda *_args, **_more: counts  # type: ignore[method-assign]
        row = next(line for line in screen(context(lib, start="home")).splitlines() if " Deck " in line)
        assert row.rstrip().endswith(f" {said}")
        assert ("━" in row) == (learnt > 0)
        assert ("─" in row) == (learnt < 300)

    @pytest.mark.parametrize("size", [(80, 24), SMALL])
    def test_errors_are_counted_with_the_verb_that_lists_them(self, size: tuple[int, int]) -> None:
        lib = decks("A")
        assert "error" not in screen(context(lib, start="home"), size=size)
        build.put(lib, build.deck(*THREE), problems=[PROBLEM, PROBLEM, PROBLEM._replace(severity="warning")])
        text = screen(context(lib, start="home"), size=size)
        assert "⚠ 2 errors: trainer check" in text
        older = PROBLEM._replace(rule="original-changed", severity="warning")
        build.put(lib, build.deck(*THREE), problems=[older])
        assert "1 note of yours made from an older text" in screen(context(lib, start="home"))

    def test_only_keys_that_work_are_named(self) -> None:
        assert screen(context(decks("A"), start="home")).splitlines()[-1] == (
            " enter practise  r ready  b browse  t stats  z quiz  m mock  a add  ? keys"
        )


class TestEmpty:
    def test_without_decks_it_says_what_to_do(self) -> None:
        text = screen(context(build.library(), start="home"))
        assert "There are no decks yet." in text
        assert "trainer config" in text
        assert "trainer check" in text
        assert "practise" not in text

    def test_where_no_deck_can_be_read_it_says_so(self) -> None:
        lib = build.library()
        build.put(lib, problems=[PROBLEM])
        text = screen(context(lib, start="home"))
        assert "No deck can be read: 1 error." in text
        assert "There are no decks" not in text

    def test_without_decks_keys_do_no_harm(self) -> None:
        keys = ("enter", "j", "k", "left", "right", "u", "end")
        assert "There are no decks yet." in screen(context(build.library(), start="home"), *keys)

    def test_reached_limit_of_new_cards_is_told(self) -> None:
        at = context(decks("A"), start="home", plan=Plan(new_per_day=0))
        assert "nothing left today: the limit of new cards; + asks 20 more new cards" in screen(at, "enter")

    def test_nothing_due_is_told_with_the_next_day(self) -> None:
        lib = decks("A", "B", cards=1)
        answered(lib, "d1/n0", 4, days=0)
        assert "nothing left today in B; next tomorrow" in screen(context(lib, start="home"), "end", "enter")


class TestKeys:
    LIBRARY = ("Hive::Tables", "Hive::Files", "Kafka")

    @pytest.mark.parametrize("key", ["enter", "ctrl+j", "space"])
    def test_enter_at_once_gives_the_first_question(self, key: str) -> None:
        assert "Tables 0?" in screen(context(decks(*self.LIBRARY), start="home"), key)

    @pytest.mark.parametrize(
        ("keys", "marked"),
        [
            ((), "All decks"),
            (("down",), "Hive"),
            (("j", "j"), "Files"),
            (("end",), "Kafka"),
            (("end", "up"), "Tables"),
            (("end", "home"), "All decks"),
            (("up",), "All decks"),
            (("pagedown", "k"), "Tables"),
            (("j", "j", "left"), "Hive"),
            (("j", "left", "j"), "Kafka"),
            (("j", "left", "right", "j"), "Files"),
        ],
    )
    def test_mark_moves(self, keys: tuple[str, ...], marked: str) -> None:
        text = screen(context(decks(*self.LIBRARY), start="home"), *keys)
        assert marked in next(line for line in text.splitlines() if line.startswith(" ›"))

    def test_marked_branch_is_what_is_practised(self) -> None:
        lib = decks(*self.LIBRARY)
        text = screen(context(lib, start="home"), "end", "enter")
        assert "Kafka 0?" in text
        assert "2 new" in text
        assert "4 new" in screen(context(lib, start="home"), "j", "enter")

    def test_folded_branch_hides_its_decks_and_shows_that_it_does(self) -> None:
        text = screen(context(decks(*self.LIBRARY), start="home"), "j", "left")
        assert "▸ Hive" in text
        assert "Files" not in text

    def test_undo_asks_the_card_again(self) -> None:
        lib = decks("A")
        answered(lib, "d0/n1", 4, days=0)
        text = screen(context(lib, start="home"), "u")
        assert "A 1?" in text
        assert "undone: the answer “good”" in text

    def test_undo_with_nothing_to_undo_says_so(self) -> None:
        assert "nothing to undo" in screen(context(decks("A"), start="home"), "u")

    def test_undoing_a_flag_stays_here(self) -> None:
        lib = decks("A")
        screen(context(lib), "f")
        text = screen(context(lib, start="home"), "u")
        assert "undone: flag" in text

    def test_quitting_ends_with_success(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("q")

        assert run(context(decks("A"), start="home"), script) == 0

    def test_help_lists_these_keys(self) -> None:
        text = screen(context(decks("A"), start="home"), "question_mark")
        assert "practise what is marked" in text
        assert "hint" not in text

    def test_leaving_a_review_without_answers_comes_back_here(self) -> None:
        assert "All decks" in screen(context(decks("A"), start="home"), "enter", "q")

    def test_mark_and_folds_are_where_they_were_after_a_review(self) -> None:
        text = screen(context(decks(*self.LIBRARY), start="home"), "j", "left", "j", "enter", "q")
        assert "Kafka" in next(line for line in text.splitlines() if line.startswith(" ›"))
        assert "▸ Hive" in text

    def test_numbers_are_new_after_a_review(self) -> None:
        text = screen(context(decks("A"), start="home"), "enter", "space", "3", "q", "h")
        assert "1 new card ·" in text


def test_a_thousand_decks_scroll_with_the_mark() -> None:
    lib = build.library()
    counts = [DeckCounts(f"d{n}", f"Part {n % 10}::Deck {n:04}", 1, 0, 0, 1, 0, 0, 0) for n in range(1000)]
    lib.decks = lambda *_args, **_more: counts  # type: ignore[method-assign]

    async def script(driver: Driver) -> None:
        assert "▸ Part 0" in driver.text  # so many start folded
        await driver.press("j", "right", "j", *["pagedown"] * 5)
        assert "Deck 0500" in next(line for line in driver.lines if line.startswith(" ›"))
        await driver.pilot.resize_terminal(40, 9)
        await driver.pilot.pause()
        assert "Deck 0500" in next(line for line in driver.lines if line.startswith(" ›"))

    run(context(lib, start="home"), script, SMALL)


def test_trouble_in_reading_is_told_and_the_screen_stays() -> None:
    lib = decks("A")

    async def script(driver: Driver) -> None:
        lib.unreadable = "The file is locked."
        await driver.press("enter")
        assert "The file is locked." in driver.text
        await driver.press("escape")
        assert "All decks" in driver.text

    run(context(lib, start="home"), script)


def test_day_that_ends_while_the_screen_is_open_is_noticed_by_the_next_session() -> None:
    clock, lib = Clock(), library()
    answered(lib, "d/n0", 4, days=0)

    async def script(driver: Driver) -> None:
        clock.now += timedelta(days=1)
        await driver.press("enter")
        assert "1 due" in driver.text

    run(context(lib, clock, start="home"), script)


@pytest.mark.parametrize("size", [(80, 24), SMALL])
def test_what_is_wrong_with_the_history_stands_at_the_bottom(size: tuple[int, int]) -> None:
    at = context(decks("A"), start="home")
    assert "⚠" not in screen(at, size=size)
    wrong = replace(at, damage=lambda: "history damaged")
    assert "⚠ history damaged: trainer doctor" in screen(wrong, size=size)


@pytest.mark.parametrize("size", [(80, 24), SMALL])
def test_what_became_of_the_schedule_when_the_history_was_opened_is_told(size: tuple[int, int]) -> None:
    at = replace(context(decks("A"), start="home"), news="So 3 cards are due on another day than before.")
    assert "3 cards are due" in screen(at, size=size)
