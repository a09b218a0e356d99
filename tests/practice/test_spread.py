"""After a break a backlog is spread over some days, if wished: offered, accepted, kept, ended, undone."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import LibraryAtRisk, library
from tests.build import deck as deck_of
from tests.plain.talk import talk
from tests.practice.context import Clock, all_good, give, session
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from tests.tui.driving import Clock as ScreenClock
from tests.tui.driving import Driver, context, run
from tests.tui.samples import note
from trainer.core.kinds import Basic
from trainer.core.log import detail_of
from trainer.core.scope import EVERYTHING
from trainer.practice import spread
from trainer.practice.overview import coming
from trainer.scheduling.backlog import Backlog, backlog, share
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


def away(store: Store, cards: int, last: int = DAY - 10, a_day: int = 12) -> None:
    """Answer that many cards twice, ``a_day`` of them each day, up to day ``last``."""
    days = -(-cards // a_day)
    for number in range(cards):
        day = last - days + 1 + number // a_day
        store.record(answer(f"deck/n{number:03}", 4, day))


def test_a_backlog_after_a_break_is_found_and_days_are_near_a_usual_one() -> None:
    usual = [(DAY - 5, 20), (DAY - 6, 30), (DAY - 7, 20)]
    found = backlog(DAY, [100, 0, 0, 5, 5, *[0] * 25], usual, 200)
    assert found == Backlog(due=100, days=6, a_day=19)
    assert backlog(DAY, [60, *[0] * 29], usual, 200) is None, "no more than three usual days"
    assert backlog(DAY, [60, *[0] * 29], usual, 50) is not None, "but more than the limit"
    assert backlog(DAY, [100, *[0] * 29], [(DAY - 3, 20)], 200) is None, "three days are no break"
    assert backlog(DAY, [9999, *[0] * 29], usual, 200).days == 30  # type: ignore[union-attr]


@given(
    st.lists(st.integers(0, 300), min_size=30, max_size=30),
    st.lists(st.tuples(st.integers(DAY - 99, DAY - 4), st.integers(1, 100)), min_size=1, max_size=14),
)
def test_a_day_of_the_spread_is_never_far_above_a_usual_one_while_there_are_days(
    forecast: list[int], practised: list[tuple[int, int]]
) -> None:
    practised.sort(reverse=True)
    found = backlog(DAY, forecast, practised, 200)
    if found is not None:
        usual = max(10, round(median(cards for _, cards in practised)))
        assert 2 <= found.days <= 30
        assert found.a_day <= usual or found.days == 30
        assert found.a_day * found.days >= forecast[0]


@pytest.mark.parametrize(
    ("due", "done", "day", "part"), [(100, 0, 0, 20), (80, 20, 0, 20), (81, 0, 1, 21), (7, 0, 4, 7)]
)
def test_the_share_of_a_day_stays_the_same_all_day(due: int, done: int, day: int, part: int) -> None:
    assert share(due, done, DAY + day, DAY + 4) == part


def test_no_more_a_day_than_the_limit_and_what_is_forgotten_is_counted() -> None:
    usual = [(DAY - 5, 400)] * 5
    assert backlog(DAY, [1240, *[0] * 29], usual, 200) == Backlog(due=1240, days=7, a_day=178)
    assert backlog(DAY, [1240, *[0] * 29], usual, 200, 0.25) == Backlog(due=1240, days=8, a_day=194)
    assert backlog(DAY, [1240, *[0] * 29], usual, 30) == Backlog(due=1240, days=30, a_day=30, rest=True)
    assert "over about 30 days and more, 30 a day" in spread.offer(Backlog(1240, 30, 30, rest=True), "")


@pytest.mark.parametrize("limit", [200, 9])
def test_each_day_has_as_many_as_was_said_whatever_is_failed(store: Store, limit: int) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(90)))
    away(store, 90)
    clock, plan = Clock(), Plan(new_per_day=5, due_per_day=limit)
    found = spread.waiting(store, DAY, plan)
    assert found is not None
    assert found.a_day <= min(limit, 12)
    session(store, clock, plan).spread()
    promised = coming(store, plan, DAY, session(store, clock, plan).counts, 5)
    for ahead in range(found.days - 3 if limit == 200 else 7):
        practice = session(store, clock, plan)
        assert practice.counts == Counts(due=found.a_day)
        if ahead < 5:
            assert promised[ahead] == found.a_day
        for number in range(found.a_day):
            give(practice, 2 if number % 3 == 0 else 4)
        clock.forward(days=1)


def test_it_goes_on_until_no_more_is_due_than_a_day_takes_and_is_over_then(store: Store) -> None:
    """Every eighth card is failed, so that the days that were said do not suffice."""
    Shelf(store, *(basic(f"n{number:03}") for number in range(200)))
    away(store, 90)
    clock, plan = Clock(), Plan(new_per_day=5)
    found = spread.waiting(store, DAY, plan)
    assert found is not None
    session(store, clock, plan).spread()
    asked, said = [], []
    for _ in range(found.days + 10):
        practice = session(store, clock, plan)
        asked.append(practice.counts)
        said.append(practice.about_backlog().startswith("s ends the spreading"))
        for number in range(practice.counts.new + practice.counts.due):
            give(practice, 2 if number % 8 == 7 else 4)
        clock.forward(days=1)
    over = said.index(False)
    assert over > found.days, "it goes on"
    assert all(counts == Counts(due=found.a_day) for counts in asked[:over])
    assert asked[over].new == 5
    assert asked[over].due <= found.a_day
    assert not any(said[over:]), "once over it is over, whatever new cards bring"


def test_a_spread_goes_on_over_days_that_are_missed_until_it_is_ended_by_hand(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(99)))
    away(store, 90)
    clock, plan = Clock(), Plan(due_per_day=9)
    found = spread.waiting(store, DAY, plan)
    assert found is not None
    session(store, clock, plan).spread()
    for _ in range(found.days + 20):
        clock.forward(days=1)
        practice = session(store, clock, plan)
        assert practice.counts == Counts(due=9), "no new ones"
        assert practice.about_backlog().startswith("s ends the spreading")
        assert practice.tomorrow() == Counts(due=9), "tomorrow is what the next day has"
    assert practice.spread().startswith("no longer spread")
    assert practice.counts == Counts(new=9, due=9)


def test_the_end_that_is_said_is_that_of_a_spread_begun_anew_whatever_days_were_missed(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(90)))
    away(store, 90)
    plan = Plan()
    session(store, plan=plan).spread()
    for missed in range(1, 9):
        day = DAY + missed
        goes_on = spread.until(store, day, plan)
        clock = Clock()
        clock.forward(days=missed)
        practice = session(store, clock, plan)
        practice.spread()  # ends it
        anew = spread.waiting(store, day, plan)
        assert anew is not None
        assert goes_on == day + anew.days - 1
        practice.undo()


def test_a_spread_that_came_to_its_end_does_not_begin_again_by_itself(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(90)))
    away(store, 60)
    clock, plan = Clock(), Plan(new_per_day=0)
    session(store, clock, plan).spread()
    said = spread.until(store, DAY, plan)
    for _ in range(said - DAY + spread.GOES_ON + 1):
        all_good(session(store, clock, plan))
        day = plan.moment(clock()).day
        if not store.today(day).took:
            store.record(answer("deck/n000", 4, day))
        clock.forward(days=1)
    clock.forward(days=200)
    assert session(store, clock, plan).about_backlog().startswith("s spreads ")


def test_a_spread_of_an_earlier_version_goes_on(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(60)))
    away(store, 60)
    store.record(mark("", "spread", detail=detail_of(until=DAY + 4)))
    assert session(store).counts == Counts(due=12)


def test_it_is_offered_once_there_is_a_break_and_until_it_is_accepted(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(100)))
    away(store, 60)
    practice = session(store, plan=Plan(new_per_day=5))
    assert practice.about_backlog() == (
        "s spreads 60 due over about 8 days, 12 a day; 2 more forgotten a day"
    )
    assert practice.counts == Counts(new=5, due=60)
    assert "spread until about" in practice.spread()
    assert practice.counts == Counts(new=0, due=12)
    give(practice, 4, 4)
    with Store(store.path) as later:
        again = session(later, plan=Plan(new_per_day=5))
        assert again.counts == Counts(due=10), "kept over a restart, and for the day"
        assert again.about_backlog().startswith("s ends the spreading")
        assert again.more(3)
        assert again.counts == Counts(new=3, due=10), "what is asked for is given"
        again.undo()


def test_each_day_has_its_share_to_the_end_and_then_all_is_as_usual(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(100)))
    away(store, 60)
    clock, plan = Clock(), Plan(new_per_day=5)
    session(store, clock, plan).spread()
    asked = []
    for _ in range(5):
        practice = session(store, clock, plan)
        asked.append((practice.counts.new, practice.counts.due))
        all_good(practice)
        clock.forward(days=1)
    assert [new for new, _ in asked] == [0] * 5
    assert all(12 <= due <= 13 for _, due in asked)
    assert session(store, clock, plan).counts.new == 5
    assert store.mismatches() == []


def test_the_days_to_come_show_the_shares(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(100)))
    away(store, 60)
    plan = Plan(new_per_day=0)
    practice = session(store, plan=plan)
    assert coming(store, plan, DAY, practice.counts, 0)[:3] == [60, 0, 0]
    practice.spread()
    assert coming(store, plan, DAY, practice.counts, 0)[:6] == [12, 12, 12, 12, 12, 0]
    give(practice, 4, 4)
    assert coming(store, plan, DAY, practice.counts, 0)[:2] == [10, 12]


def test_after_a_break_today_is_what_a_session_asks_and_the_rest_waits_a_day(
    store: Store,
) -> None:
    """What is offered to be spread is what the list of decks says: of each note one card a day."""
    Shelf(store, *(pair(f"n{number:03}") for number in range(60)))
    for number in range(120):
        store.record(answer(f"deck/n{number // 2:03}#c{1 + number % 2}", 4, DAY - 22 + number // 12))
    plan = Plan(new_per_day=0, due_per_day=40)
    practice = session(store, plan=plan)
    assert practice.counts == Counts(due=40)
    assert coming(store, plan, DAY, practice.counts, 0)[:4] == [40, 40, 40, 0]
    listed = sum(deck.due for deck in store.decks(DAY))
    assert listed == 60
    assert f"{listed} due over" in practice.about_backlog()


def test_when_nothing_is_overdue_any_more_the_spread_is_done(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(40)))
    away(store, 31)
    clock = Clock()
    practice = session(store, clock)
    practice.spread()
    for card in store.due(DAY, EVERYTHING, 99):
        store.record(answer(card, 4))
    clock.forward(days=1)
    assert session(store, clock).counts.new == 9


def test_it_ends_early_and_is_undone(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(60)))
    away(store, 60)
    practice = session(store, plan=Plan(new_per_day=5))
    practice.spread()
    assert practice.spread().startswith("no longer spread")
    assert practice.counts.due == 60
    practice.undo()
    assert practice.counts.due == 12
    practice.undo()
    assert practice.counts.due == 60
    assert practice.about_backlog().startswith("s spreads 60 due")
    assert {event.kind for event in store.events()} == {"review", "spread", "undo"}


def test_the_newest_wish_of_any_device_holds_and_nonsense_does_not(store: Store) -> None:
    for detail in ("", "{}", '{"until": "x"}'):
        store.record(mark("", "spread", detail=detail))
        assert store.spread(DAY) == 0
    store.record(mark("", "spread", detail=detail_of(until=DAY + 3)))
    assert (store.spread(DAY + 3), store.spread(DAY + 4)) == (DAY + 3, 0)


def test_where_the_limit_cuts_what_is_asked_more_comes_first(store: Store) -> None:
    Shelf(store, basic("a", asked=1), basic("b", asked=9), basic("c"), basic("d", level="deep"))
    for name in "abcd":
        store.record(answer(f"deck/{name}", 4, DAY - 5))
    assert store.due(DAY, EVERYTHING, 4) == ["deck/a", "deck/b", "deck/c", "deck/d"]
    assert store.due(DAY, EVERYTHING, 3) == ["deck/b", "deck/a", "deck/c"]


def test_nothing_is_offered_within_a_cram_or_without_reason(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    assert practice.about_backlog() == ""
    assert practice.spread() == "no more is due than on a usual day"
    assert store.events() == []


def test_what_was_undone_was_not_practised(store: Store) -> None:
    store.record(answer("deck/a", 4, DAY - 9))
    store.record(answer("deck/a", 4, DAY - 2))
    assert spread.waiting(store, DAY, Plan()) is None
    assert store.practised(DAY, 9) == [(DAY - 2, 1), (DAY - 9, 1)]
    store.undo(answer("", 4).when)
    assert store.practised(DAY, 9) == [(DAY - 9, 1)]
    assert store.practised(DAY, 0) == []


# In both front ends


def waiting_since(clock: ScreenClock) -> LibraryAtRisk:
    notes = [note(Basic(f"Question {number}?", "Yes."), f"n{number:03}", "deck") for number in range(80)]
    lib = library(deck_of(*notes, id="deck", title="Kafka"))
    away(lib, 60, clock.day - 14)
    return lib


def test_home_offers_it_and_s_does_it() -> None:
    clock = ScreenClock()
    lib = waiting_since(clock)

    async def script(driver: Driver) -> None:
        assert "s spreads 60 due over about 8 days, 12 a day; 1 more forgotten a day" in driver.text
        assert "80 cards · " in driver.text
        await driver.press("s")
        assert "spread until about Sun 29 Nov, no new cards meanwhile" in driver.text
        assert "12 cards · " in driver.text
        await driver.press("u")
        assert "undone: spreading the backlog" in driver.text
        assert "80 cards · " in driver.text
        assert "s spread " in driver.lines[-1]
        await driver.press("s")
        assert "s end spread" in driver.lines[-1]
        await driver.press("s")
        assert "no longer spread" in driver.text
        await driver.press("u")
        assert "undone: the end of spreading the backlog" in driver.text

    run(context(lib, clock, start="home"), script)


@pytest.mark.parametrize("start", ["home", "review"])
def test_all_of_the_offer_is_read_on_a_narrow_screen(start: str) -> None:
    clock = ScreenClock()

    async def script(driver: Driver) -> None:
        assert len(driver.lines) == 12
        text = " ".join(line.strip(" ─") for line in driver.lines)
        assert "s spreads 60 due over about 8 days, 12 a day; 1 more forgotten a day" in text
        assert "? keys" in driver.lines[-1]
        await driver.press("s", *["space", "3"] * 2)
        assert "forgotten" not in driver.text

    run(context(waiting_since(clock), clock, start=start), script, size=(40, 12))


def test_a_review_offers_it_at_its_start_and_goes_on_if_not_wanted() -> None:
    clock = ScreenClock()

    async def script(driver: Driver) -> None:
        assert "s spreads 60 due" in driver.text
        await driver.press("space", "3")
        assert "s spreads" not in driver.text
        await driver.press("s")
        assert "spread until about" in driver.text
        assert "0 new   11 due" in driver.text

    run(context(waiting_since(clock), clock), script)


def test_plain_mode_offers_it_and_takes_s(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:03}") for number in range(60)))
    away(store, 60)
    out = talk(store, "s", "q")
    assert "s spreads 60 due over about 8 days, 12 a day; 2 more forgotten a day" in out
    assert "spread until about" in out
    assert "(0 new, 12 due, 0 again)" in out


def test_cards_that_another_program_asked_meanwhile_are_not_owed(store: Store) -> None:
    """A session still holds 9 new cards, of which 4 are new to nobody any more."""
    assert coming(store, Plan(), DAY, Counts(new=9), 5)[:3] == [9, 5, 0], "five come again"
