"""What is due and no goal is about: named beside the plan's number, one key away, and counted ahead."""

import re

import pytest

from tests.goals.setting import planned, practise, wish
from tests.practice.context import Clock
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.columns import ANY, fitted
from trainer.core.dates import weekdays
from trainer.core.duration import about
from trainer.core.scope import Scope
from trainer.goals.goal import weekday
from trainer.goals.session import session_of
from trainer.goals.standing import standings
from trainer.goals.wording import rows
from trainer.plain.home import overview_lines
from trainer.practice.further import take, ways
from trainer.practice.overview import coming_after, overview, today
from trainer.practice.summary import figures, head, summary
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
from trainer.tui.lines.today_lines import head_line, in_short, nothing

ELSEWHERE = 9


@pytest.fixture
def used(store: Store) -> Store:
    """A goal about deck a, all new; nine cards of deck b due, one tomorrow; one of deck c suspended."""
    shelf = Shelf(store)
    for deck in "ab":
        shelf.put(f"{deck}.yaml", *(basic(f"n{number}") for number in range(12)), deck=deck, title=deck)
    shelf.sync()
    for number in range(ELSEWHERE):
        store.record(answer(f"b/n{number}", 4, DAY - 2 - number))
    store.record(answer("b/n9", 4, DAY))
    return store


@pytest.mark.parametrize("off", ["", "all"])
@pytest.mark.parametrize("decks", ["a", "a b"])
def test_what_is_repeated_and_what_was_put_into_the_day_is_in_the_number_everywhere(
    used: Store, off: str, decks: str
) -> None:
    day_off = weekdays(frozenset({weekday(DAY)})) if off else ""
    for name in decks.split():
        wish(used, name=name, minutes="9", what=name, by="+9d", off=day_off)
    used.record(answer("b/n10", 0, DAY))
    for day in (DAY - 2, DAY - 1):
        used.record(answer("b/n11", 4, day))
    used.record(mark("b/n11", "want", DAY))
    session = planned(used)
    counts = session.counts
    assert (counts.again, session.is_off(DAY)) == (1, bool(off))
    found = standings(used, Plan(), DAY)
    assert [each.planned.beside.due for each in found] == [1, 0][: len(found)]
    said = [dict(row[:2] for row in rows(at))["today"] for at in found]
    shown = [text.partition(" + ")[0] for text in said]
    numbers = [int(number) for text in shown for number in re.findall(r"(\d+) (?:new|due|again)\b", text)]
    assert sum(numbers) == counts.total
    assert sum(" 1 again" in f" {text}" for text in said) == 1
    seconds = sum(each.planned.day.seconds + each.planned.beside.seconds for each in found)
    assert seconds == pytest.approx(session.seconds_left())


@pytest.mark.parametrize("by", ["+9d", ""])
def test_what_is_due_outside_is_named_wherever_the_plan_s_number_is(used: Store, by: str) -> None:
    wish(used, minutes="2", what="a", by=by)
    session = planned(used)
    view = overview(session)
    number = view.left.total
    assert view.outside == ELSEWHERE
    told = f"+ {ELSEWHERE} due outside the plan"
    lines = list(fitted(overview_lines(view), ANY))
    shown = {row[0]: row[1] for row in map(str.split, lines) if len(row) > 1}
    assert (shown["a"], shown["b"]) == (str(view.today["a"]), f"({view.today['b']})")
    assert any(line.startswith("(in brackets: outside the plan") for line in lines)
    assert view.beside == {"b"}
    assert any(line.startswith(told) for line in fitted(overview_lines(view), ANY))
    now = today(session, view.coming)
    assert f"{number} new cards {told}" in head_line(now, DAY, 100, "enter").plain
    assert f"{number} new cards + {ELSEWHERE} outside" in head_line(now, DAY, 40, "enter").plain
    assert f"+ {ELSEWHERE} outside" in in_short(now, DAY, 60).plain
    for width in range(20, 120):
        for line in (head_line(now, DAY, width, "enter", "Some deck"), in_short(now, DAY, width)):
            assert f"{number} " in line.plain
            assert about(now.seconds) in line.plain or width < 37, "how long it takes is what stays longest"
            assert line.cell_length <= width
    (at,) = standings(used, Plan(), DAY)
    assert rows(at)[0].text.endswith(told)
    assert told in [figure.text for figure in figures(summary(session))]


def test_it_is_practised_by_one_key_where_the_plan_ends(used: Store) -> None:
    wish(used, by="+9d", minutes="2", what="a")
    clock = Clock()
    session = planned(used, clock)
    practise(session, clock)
    assert "o" in [way.key for way in ways(session)]
    assert head(summary(session)) == "Done by the plan; more is due outside it."
    assert "o asks 9 cards" in nothing(session, 9, "all decks", 0)
    assert today(session, ()).outside == ELSEWHERE
    assert take(session, "o")
    cards = practise(session, clock)
    assert len(cards) == ELSEWHERE
    assert {card[0] for card in cards} == {"b"}
    assert not take(session, "o")
    assert head(summary(session)) == "Done for today."


def test_what_comes_counts_it(used: Store) -> None:
    before = used.forecast(DAY, 14, Scope(("b",)))
    wish(used, by="+60d", minutes="2", what="a")
    session = planned(used)
    ahead = coming_after(session)
    assert ahead[0] == session.counts.total + ELSEWHERE
    mine = coming_after(session_of(used, Clock(), Plan(), Scope(("a",))))
    assert ahead[1] == mine[1] + before[1]
    assert all(each >= other for each, other in zip(ahead, before, strict=True))


def test_a_time_missed_says_what_is_due_in_the_plan_and_what_is_not(used: Store) -> None:
    wish(used, by="+60d", minutes="2", what="a")
    clock = Clock()
    session = planned(used, clock)
    met = len(practise(session, clock, 20))
    clock.forward(days=7)
    told = planned(used, clock).about_backlog()
    assert f"6 days missed: {met} due, " in told
    assert told.endswith(f"planned anew; {ELSEWHERE + 1} due outside the plan")
    assert f"{ELSEWHERE + 1} due outside it" in planned(used, clock).spread()


def test_a_day_off_names_it_too(used: Store) -> None:
    wish(used, by="+9d", minutes="2", what="a", holiday="today..+2d")
    session = planned(used)
    now = today(session, overview(session).coming, off=True)
    assert head_line(now, DAY, 80, "").plain == "A day off + 9 due outside the plan"


def test_nothing_is_outside_where_a_goal_is_about_all_or_there_is_none(used: Store) -> None:
    assert overview(session_of(used, Clock(), Plan())).outside == 0
    wish(used, by="+9d", minutes="2", what="a")
    assert overview(session_of(used, Clock(), Plan(), Scope(("b",)))).outside == 0, "asked there as ever"
    wish(used, name="all", by="+9d", minutes="2")
    session = planned(used)
    assert overview(session).outside == 0
    assert "o" not in [way.key for way in ways(session)]


def test_it_is_outside_all_goals_and_neither_suspended_nor_done(used: Store) -> None:
    wish(used, name="one", by="+9d", minutes="2", what="a")
    wish(used, name="two", minutes="2", what="id:b/n0")
    session = planned(used)
    assert overview(session).outside == ELSEWHERE - 1
    session.suspend("b/n1")
    used.record(answer("b/n2", 4, DAY))
    assert overview(planned(used)).outside == ELSEWHERE - 3


@pytest.fixture
def back(store: Store) -> Store:
    """A goal about deck a; after a break sixty cards of deck b are due, of which twelve were a usual day."""
    shelf = Shelf(store)
    for deck, many in (("a", 12), ("b", 60)):
        shelf.put(f"{deck}.yaml", *(basic(f"n{number}") for number in range(many)), deck=deck, title=deck)
    shelf.sync()
    for number in range(60):
        store.record(answer(f"b/n{number}", 4, DAY - 15 + number // 12))
    wish(store, by="+60d", minutes="2", what="a")
    return store


def test_after_a_break_what_is_due_outside_the_plan_is_spread_and_each_day_has_its_share(back: Store) -> None:
    clock = Clock()
    session = planned(back, clock)
    new = session.counts
    assert session.about_backlog().startswith(
        "outside the plan: s spreads 60 due over about 8 days, 12 a day"
    )
    assert session.spread().startswith("outside the plan: spread until about")
    assert session.counts == new, "the plan goes on"
    assert session.about_backlog().startswith("outside the plan: s ends the spreading")
    whole, mine = coming_after(session), coming_after(session_of(back, clock, Plan(), Scope(("a",))))
    assert [each - other for each, other in zip(whole[:4], mine[:4], strict=True)] == [12] * 4
    for day in range(3):
        session = planned(back, clock)
        practise(session, clock)
        label = next(way.label for way in ways(session) if way.key == "o")
        assert label.endswith(f"12 of {60 - 12 * day} cards")
        assert take(session, "o")
        assert session.counts.total == 12
        assert "until about" in session.about_backlog()
        practise(session, clock)
        assert "o" not in [way.key for way in ways(session)], "the day has no more of it"
        clock.forward(days=1)


def test_s_among_the_cards_due_outside_the_plan_leaves_as_many_as_the_day_then_has(back: Store) -> None:
    session = planned(back)
    practise(session, Clock())
    assert take(session, "o")
    assert session.counts.total == 60
    assert session.spread().startswith("outside the plan: spread until about")
    assert session.counts.total == 12
    assert session.attempt is not None
    assert session.attempt.card.key.startswith("b/")


def test_the_limit_of_a_day_holds_for_what_is_due_outside_the_plan(back: Store) -> None:
    clock, plan = Clock(), Plan(due_per_day=20)
    session = planned(back, clock, plan)
    practise(session, clock)
    assert take(session, "o")
    assert session.counts.total == 20
    practise(session, clock)
    assert not take(session, "o")
    assert coming_after(planned(back, clock, plan))[1] >= 20, "the rest comes tomorrow"
