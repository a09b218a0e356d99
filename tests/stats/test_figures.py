"""What the figures count, on small histories; and that every front end shows them."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.context import session
from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.core.dates import said
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.weak import weakest
from trainer.plain.stats import show
from trainer.plain.talk import Talk
from trainer.practice import further
from trainer.practice.overview import MONTH, coming_after, detail, overview
from trainer.scheduling.preferences import Plan
from trainer.scheduling.registry import DEFAULT
from trainer.stats.figures import YEAR, Figures, Rate, figures, figures_of
from trainer.stats.lines import by_topic, lines, minutes, parts, title_of_year, whole
from trainer.stats.page import page
from trainer.stats.streaks import answers_by_day, streaks
from trainer.store.store import Store
from trainer.tui.lines.home_lines import year_block

HOUR = 3_600_000
_RECT = r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'


def text(at: Figures, width: int = 80, **more: Any) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines(at, width, **more))


def of(store: Store, **more: Any) -> Figures:
    scope = more.get("scope", EVERYTHING)
    return figures(
        store,
        Moment(noon(DAY), DAY),
        DEFAULT,
        coming=coming_after(session(store, scope=scope), days=MONTH),
        **more,
    )


@pytest.fixture
def used(store: Store) -> Store:
    shelf = Shelf(store)
    shelf.put(
        "a.yaml", basic("often", asked=9, cite=("x.1",)), basic("rare", asked=1, cite=("x.2", "y.1")),
        deck="a", title="Kafka::Basics",
    )  # fmt: skip
    shelf.put("b.yaml", basic("new", level="deep"), deck="b", title="Hive")
    shelf.sync()
    for day, grade in ((DAY - 40, 4), (DAY - 39, 4), (DAY - 33, 4), (DAY - 10, 1), (DAY - 9, 4)):
        store.record(answer("a/often", grade, day, took=60_000))
    store.record(answer("a/rare", 4, DAY - 1, at=noon(DAY - 1) - 3 * HOUR, took=30_000))
    store.record(answer("a/rare", 3, DAY, at=noon(DAY) - 3 * HOUR, took=30_000))
    return store


class TestFigures:
    def test_days_streak_and_time(self, used: Store) -> None:
        at = of(used)
        assert [one.day - DAY for one in at.days] == [-40, -39, -33, -10, -9, -1, 0]
        assert at.answers == 7
        assert at.spent == 360
        assert (at.in_a_row, at.longest) == (2, 2)

    @pytest.mark.parametrize(
        ("seconds", "words"),
        [
            (2, "1 day, under a minute"),
            (78, "1 day, 1 min"),
            (3540, "1 day, 59 min"),
            (7500, "1 day, 2 h 05 min"),
        ],
    )
    def test_the_time_it_took_is_told_as_fine_as_it_is(self, store: Store, seconds: int, words: str) -> None:
        Shelf(store, basic("a"))
        assert title_of_year(of(store)) == "Last 12 months: 0 answers on 0 days; longest 0 days"
        store.record(answer("deck/a", 4, took=seconds * 1000))
        assert title_of_year(of(store)) == f"Last 12 months: 1 answer on {words}; longest 1 day"

    def test_recall_counts_cards_asked_again_by_how_long_they_waited(self, used: Store) -> None:
        at = of(used).recall
        assert at["year"]["young"] == Rate(4, 4)
        assert at["year"]["mature"] == Rate(0, 1)
        assert at["month"]["all"] == Rate(2, 3)

    def test_what_was_undone_does_not_count(self, used: Store) -> None:
        used.undo(mark("", "undo").when)
        assert of(used).answers == 6

    def test_what_is_ahead(self, used: Store) -> None:
        at = of(used)
        assert at.forecast[:2] == (3, 1)  # an overdue one, one again, a new one, which comes again
        assert list(at.forecast[:14]) == list(overview(session(used)).coming), "as home and `due` have it"
        assert [(group.label, group.cards) for group in at.intervals if group.cards] == [
            ("1 d", 1),
            ("4–7 d", 1),
        ]

    def test_suspended_cards_are_not_ahead(self, used: Store) -> None:
        used.record(mark("a/rare", "suspend"))
        assert of(used).forecast[:2] == (2, 1)

    def test_keys_and_hours(self, used: Store) -> None:
        at = of(used)
        assert at.keys == (1, 1, 5, 0)
        assert at.hours[9] == Rate(2, 2)
        assert at.hours[12] == Rate(4, 5)

    def test_answers_are_one_number_wherever_they_are_shown(self, used: Store) -> None:
        """Repetitions on the same day and crams count, too, on home, in the calendar and in the totals."""
        for kind in ("drill", "drill", "cram"):
            used.record(answer("a/often", 4, DAY, took=1000)._replace(kind=kind))
        used.record(answer("a/often", 4, DAY - 3)._replace(kind="cram"))
        home = answers_by_day(used, DAY)
        for at in (of(used), of(used, scope=used.resolve(["Kafka"]))):
            assert at.calendar == home == {one.day: one.answers for one in at.days}
            assert sum(home.values()) == at.answers == sum(at.keys) == sum(rate.of for rate in at.hours) == 11
            assert (home[DAY], home[DAY - 3]) == (4, 1)
            assert f"{said(DAY)}: 4 answers" in page(at)
        assert "11 answers on 8 days" in text(of(used))
        assert "8 days" in year_block(home, DAY, 90)[1].plain

    def test_minutes_of_each_day_and_what_there_is_of_seconds_is_seen(self, used: Store) -> None:
        found = minutes(of(used))
        assert (len(found), found[-1], found[-10:-8], sum(found)) == (30, 0.5, [1, 0], 3)
        for shown in (text(of(used)), page(of(used))):
            assert "Minutes on the last 30 days" in shown

    def test_the_calendar_of_the_page_names_months_weekdays_and_shades(self, used: Store) -> None:
        shown = page(of(used))
        drawn = shown[shown.index("<h2>Calendar") : shown.index("<h2>Recall")]
        names = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
        assert {f"{date(2026, month, 1):%b}" for month in range(1, 13)} <= set(names)
        assert (names.count("Mon"), names.count("Sun")) == (2, 2), "in both halves"
        assert drawn.count("<title>") == YEAR
        assert re.findall("<span>(.*?)</span>", drawn) == ["none", "up to 1 answer on a day"]
        assert all(f'class="shade{shade}" x="{12 * shade}" y="1"' in drawn for shade in range(5))
        half = drawn.split("<svg")[2]
        for day in (DAY - 40, DAY):  # each beneath its month and beside its weekday
            (x, y) = map(int, re.findall(rf'x="(\d+)" y="(\d+)"[^>]*><title>{said(day)}:', half)[0])
            assert (y - 18) // 12 == date.fromordinal(day).weekday()
            first = date.fromordinal(day).replace(day=1)
            placed = re.findall(rf'x="(\d+)" y="12">{first:%b}<', half)
            assert 0 <= min(x - int(at) for at in placed if int(at) <= x) <= 60

    def test_a_day_of_seconds_is_no_minute(self, store: Store) -> None:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4, took=2000))
        for shown in (text(of(store)), page(of(store))):
            assert "most under 1" in shown
        assert [whole(number) for number in (0, 0.01, 0.9, 1.4, 20)] == ["0", "under 1", "1", "1", "20"]

    def test_learnt_cards_by_what_their_scheduler_calls_their_ease(self, used: Store) -> None:
        at = of(used)
        assert (at.ease_name, sum(group.cards for group in at.eases)) == ("ease", 2)
        assert {group.label for group in at.eases if group.cards} == {"2.3 to 2.5", "2.5 to 2.7"}
        for shown in (text(at), page(at)):
            assert "Ease of learnt cards" in shown
            assert "2.5 to 2.7" in shown

    def test_whose_figures_they_are_is_said(self, used: Store) -> None:
        at = of(used, scope=used.resolve(["Kafka"]), of="Kafka")
        out = io.StringIO()
        show(Talk(io.StringIO(), out), at)
        assert out.getvalue().startswith("Statistics of Kafka\n")
        assert ": Kafka</title>" in page(at)
        assert of(used).of == "all decks"

    def test_what_is_known_weighs_by_how_often_it_is_asked(self, used: Store) -> None:
        kafka, hive = of(used).decks
        recall = [DEFAULT.retrievability(used.state(card).memory, DAY) for card in ("a/often", "a/rare")]  # type: ignore[arg-type]
        assert kafka.known == pytest.approx((recall[0] * 16 + recall[1]) / 17, rel=0.2)
        assert (kafka.notes, kafka.met, hive.met, hive.known) == (2, 2, 0, 0)
        assert kafka.weight + hive.weight == pytest.approx(1)

    def test_own_notes_that_nobody_asks_are_no_part_of_what_is_asked(self, used: Store) -> None:
        kafka, hive = of(used).decks
        assert (kafka.asked, hive.asked) == (1, None)
        before = of(used).known
        used.record(answer("b/new", 4, DAY))
        at = of(used)
        assert at.known == before
        assert at.decks[1].known == 1, "the deck itself is known"
        assert [one.topic for one in by_topic(at.decks)] == ["Kafka"]
        assert "What is asked: you would recall" in page(at)

    def test_where_there_is_nothing_else_own_notes_count_by_their_level_and_are_called_so(
        self, used: Store
    ) -> None:
        used.record(answer("b/new", 4, DAY))
        at = of(used, scope=used.resolve(["Hive"]))
        assert (at.known, at.counted, [one.asked for one in at.decks]) == (1, False, [1])
        assert "Your own notes, by their level: you would recall 100 % of them today" in [
            part.title for part in parts(at, plain=True)
        ]
        assert "What is asked" not in page(at)

    def test_what_comes_with_the_program_is_asked_where_no_count_says_so(self, store: Store) -> None:
        shelf = Shelf(store)
        shelf.put("mine.yaml", basic("m"), deck="mine")
        shelf.put("ours.yaml", basic("o"), deck="ours")
        shelf.files["ours.yaml"] = shelf.files["ours.yaml"]._replace(own=False)
        shelf.sync()
        at = figures(store, Moment(noon(DAY), DAY), DEFAULT)
        assert {one.title: one.asked for one in at.decks} == {"Deck mine": None, "Deck ours": 1}
        assert at.counted

    def test_sections_are_those_that_notes_cite_the_most_asked_first(self, used: Store) -> None:
        found = of(used, sections={"x.1": "First", "x.2": "Second", "y.1": "Second"}).sections
        assert [(one.title, one.notes, one.topic) for one in found] == [
            ("First", 1, "Kafka"),
            ("Second", 1, "Kafka"),
        ]

    def test_the_weakest_are_those_of_home_and_of_practice_forgotten_most_often(self, used: Store) -> None:
        used.record(answer("a/often", 1, DAY))
        found = [weak.card for weak in of(used).weakest]
        lapses = [used.state(card).memory for card in found]
        assert [weak.forgotten for weak in of(used).weakest] == [memory.lapses for memory in lapses if memory]
        assert found == list(weakest(used, EVERYTHING, DAY))
        shown = detail(used, EVERYTHING, DAY, used.decks(DAY), 9).weakest
        assert shown == [weak.question for weak in of(used).weakest]
        practised = further.weakest(used, DAY + 30, EVERYTHING)
        assert practised == found != []

    @pytest.mark.parametrize("kind", ["suspend", "bury"])
    def test_what_is_set_aside_is_weak_nowhere(self, used: Store, kind: str) -> None:
        def weak() -> list[object]:
            known = detail(used, EVERYTHING, DAY, used.decks(DAY), 9)
            return [known.weak, *known.weakest, *of(used).weakest, *further.weakest(used, DAY, EVERYTHING)]

        assert len(weak()) == 4
        used.record(mark("a/often", kind))
        assert weak() == [0]

    def test_a_scope_narrows_all(self, used: Store) -> None:
        at = of(used, scope=used.resolve(["Hive"]))
        assert (at.answers, at.forecast[:2], sum(at.forecast), len(at.decks)) == (0, (1, 1), 4, 1), (
            "each comes again"
        )
        assert of(used, scope=used.search("is:learnt", DAY)).answers == 7

    def test_uncertainty_is_a_range_around_the_share(self) -> None:
        low, high = Rate(9, 10).range
        assert 0.6 < low < 0.9 < high <= 1
        assert Rate(0, 0).range == (0, 1)


@given(st.sets(st.integers(1, 40), max_size=30), st.integers(0, 3))
def test_a_streak_is_days_in_a_row_up_to_today_or_yesterday(days: set[int], since: int) -> None:
    today = max(days, default=1) + since
    row, longest = streaks(sorted(days), today)
    end = today if today in days else today - 1
    counted = 0
    while end - counted in days:
        counted += 1
    assert row == counted
    assert row <= longest <= len(days)


WIDTHS = (20, 40, 80, 200)


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_keep_to_their_width_and_say_every_part(used: Store, width: int) -> None:
    at = of(used, sections={"x.1": "First"})
    shown = text(at, width)
    words = " ".join(shown.split())
    assert all(" ".join(part.title.split()) in words for part in parts(at))
    long = [line for line in shown.splitlines() if len(line) > max(width, 24)]
    assert [
        line for line in long if width >= 40 or not line.startswith(("young", "mature", "all", "best"))
    ] == []


def test_an_empty_history_has_figures_too_and_no_empty_plots(store: Store) -> None:
    assert "nothing waits" in text(of(store))
    Shelf(store, basic("a"))
    html = page(figures_of(session(store), {}, "all decks"))
    headings = re.findall("<h2>(.*?)</h2>", html)
    assert headings[0] == "Due on the next 30 days, new cards too"
    assert not re.search("Calendar|Answers|Minutes|hour|Intervals|Recall", " ".join(headings))
    assert not re.search(r"\b0 (answers|days)", html)
    assert "<svg" in page(of(store))


@pytest.mark.parametrize(("plan", "new"), [(Plan(), True), (Plan(new_per_day=0), False)])
def test_new_cards_are_said_to_be_ahead_where_any_are(store: Store, plan: Plan, new: bool) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 1))

    def told() -> tuple[str, str]:
        at = figures_of(session(store, plan=plan), {}, "all decks")
        return " ".join(text(at).split()), page(at)

    lines, html = told()
    assert ("new ones too, most" in lines, "new cards too" in html) == (new, new)
    store.record(answer("deck/b", 4, DAY))
    lines, html = told()
    assert re.search(r"Next 30 days: \d+ cards, most", lines)
    assert not re.search("new (ones|cards) too", html)


def test_plain_mode_says_all_of_it_in_ascii_plots(used: Store) -> None:
    out = io.StringIO()
    show(Talk(io.StringIO(), out), of(used))
    said = out.getvalue()
    assert "7 answers on 7 days" in said
    assert not set(said) & set("░▒▓█▁▄")


def test_the_page_loads_nothing_and_shows_hostile_text_as_text(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x", "<script>alert(1)</script> & [/]"), deck="a", title="<img src=x>")
    shelf.sync()
    for day in range(3):
        store.record(answer("a/x", 1 + 3 * (day == 2), DAY - day))
    html = page(figures(store, Moment(noon(DAY), DAY), DEFAULT, EVERYTHING))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "http" not in html.replace("http-equiv", "")


def test_what_the_page_draws_lies_within_its_pictures(used: Store) -> None:
    """Of any last day of the week: a year of weeks may have one column more."""
    for day in range(DAY, DAY + 7):
        html = page(figures(used, Moment(noon(day), day), DEFAULT, EVERYTHING))
        pictures = re.findall(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)".*?>(.*?)</svg>', html, re.DOTALL)
        assert pictures
        for width, height, inside in pictures:
            assert "text" not in inside or "the last year" in html[: html.index(inside)][-60:], "squeezed"
            for x, y, wide, high in re.findall(_RECT, inside):
                assert float(x) + float(wide) <= float(width), inside[:80]
                assert float(y) + float(high) <= float(height), inside[:80]


def test_what_stands_bold_in_a_question_has_no_stars_in_lists_of_figures(used: Store) -> None:
    found = of(used)
    starred = found.weakest[0]._replace(question="What is **[status code]** of it?")
    for text in (
        page(replace(found, weakest=(starred,))),
        "".join(text for line in lines(replace(found, weakest=(starred,)), 80) for text, _ in line),
    ):
        assert "What is [status code] of it?" in text
