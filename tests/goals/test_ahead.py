"""The days to come are those of the plan; and a goal of which nothing can be asked says so."""

import pytest

from tests.goals.setting import fill, planned, practise, wish
from tests.practice.context import Clock, all_good
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.scope import EVERYTHING
from trainer.goals.after import LOOK
from trainer.goals.goal import weekday
from trainer.goals.log import goals
from trainer.goals.session import session_of
from trainer.goals.standing import standings
from trainer.goals.wish import WishError
from trainer.goals.wording import each_day, rows, short
from trainer.practice.further import take
from trainer.practice.overview import about_tomorrow, coming_after, overview, today
from trainer.practice.spread import begin_or_end
from trainer.practice.summary import figures, summary
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
from trainer.tui.lines.goal_lines import goal_line, stands_line
from trainer.tui.widgets.deck_tree import build


def test_no_card_comes_on_a_day_off_or_a_holiday(store: Store) -> None:
    fill(store)
    wish(store, by="+60d", minutes="20", off="sat,sun", holiday="+3d..+5d")
    (goal,) = goals(store).active
    ahead = coming_after(planned(store))
    assert [cards > 0 for cards in ahead] == [goal.studies(DAY + index) for index in range(14)]
    assert any(weekday(DAY + index) in goal.off for index in range(14))


def test_a_day_to_come_holds_what_its_minutes_hold_and_no_card_is_new_twice(store: Store) -> None:
    fill(store, 44)
    wish(store, by="+14d", minutes="10", what="deck")
    session = planned(store)
    ahead = session.planned_ahead(14)
    days = [day for day in ahead if day is not None]
    assert sum(day.new for day in days) <= 44
    assert all(day.total <= 40 for day in days), "600 seconds"
    assert any(day.due > 0 for day in days[8:13]), "what was met comes again"


def test_after_the_date_the_days_are_as_ever(store: Store) -> None:
    fill(store)
    wish(store, by="+3d", minutes="5")
    ahead = coming_after(planned(store))
    assert 0 < ahead[3] <= LOOK, "on the date only a short look"
    assert ahead[4] >= Plan().new_per_day
    assert planned(store).planned_ahead(14)[4] is None


def test_on_a_day_off_before_a_holiday_the_next_is_the_day_after(store: Store) -> None:
    fill(store)
    wish(store, by="+30d", minutes="10", holiday="today..+2d")
    session = planned(store)
    assert today(session, coming_after(session), off=True).coming == DAY + 3
    assert about_tomorrow(session) == overview(session).tomorrow == "a day off"


def test_tomorrow_speaks_of_new_cards_only_where_there_are_some(store: Store) -> None:
    shelf = Shelf(store, *(basic(f"n{number:03}") for number in range(400)))
    assert about_tomorrow(session_of(store, Clock(), Plan())).endswith("cards, new ones too")
    assert about_tomorrow(session_of(store, Clock(), Plan(new_per_day=0))) == "nothing"
    for number in range(300):
        store.record(answer(f"deck/n{number:03}", 4, DAY - 30 - number % 3))
    begin_or_end(store, Plan().moment(Clock()()), Plan())
    assert store.spread(DAY)
    session = session_of(store, Clock(), Plan())
    assert about_tomorrow(session).endswith(" cards")
    assert figures(summary(session))[-1].text == about_tomorrow(session) == overview(session).tomorrow
    assert shelf


DATES = ("+1d", "+2d", "+20d", "")
DAYS_OFF: tuple[dict[str, str], ...] = ({}, {"off": "thu"}, {"holiday": "+1d..+2d"})


@pytest.mark.parametrize(
    ("by", "what", "more"),
    [
        (by, ("", "a")[(one + other) % 2], more)  # each two of the three together
        for one, by in enumerate(DATES)
        for other, more in enumerate(DAYS_OFF)
    ],
)
def test_the_morning_asks_what_the_evening_foretold(
    store: Store, by: str, what: str, more: dict[str, str]
) -> None:
    shelf = Shelf(store)
    for deck in "ab":
        notes = *(basic(f"n{number}") for number in range(30)), *(pair(f"p{number}") for number in range(5))
        shelf.put(f"{deck}.yaml", *notes, deck=deck, title=deck)
    shelf.sync()
    for number in range(12):
        for deck in "ab":
            store.record(answer(f"{deck}/n{number}", 4, DAY - 1 - number % 3))
    for number in range(5):
        store.record(answer(f"b/p{number}#c1", 4, DAY - 9))
        store.record(answer(f"b/p{number}#c2", 4, DAY - 5))
    clock, plan = Clock(), Plan(new_per_day=4, due_per_day=14)
    wish(store, clock, plan, by=by, minutes="5", what=what, **more)
    for _ in range(3):
        session = session_of(store, clock, plan)
        for way in ("", "o"):
            if not way or take(session, way):
                all_good(session)
        evening = session_of(store, clock, plan)
        foretold = coming_after(evening)[1]
        clock.forward(days=1)
        morning = session_of(store, clock, plan)
        assert coming_after(morning)[0] == foretold
        if not overview(morning).outside:
            assert morning.counts.total == foretold


@pytest.fixture
def suspended(store: Store) -> Store:
    """Two decks, and a goal about one of which all cards are suspended since."""
    shelf = Shelf(store)
    for deck in "ab":
        shelf.put(f"{deck}.yaml", *(basic(f"n{number}") for number in range(9)), deck=deck, title=deck)
    shelf.sync()
    wish(store, name="x", by="+10d", minutes="20", what="a")
    practise(planned(store), Clock())
    for number in range(9):
        store.record(mark(f"a/n{number}", "suspend"))
    return store


def test_where_no_card_of_a_goal_can_be_asked_all_say_so(suspended: Store) -> None:
    (at,) = standings(suspended, Plan(), DAY)
    assert at.track == ""
    assert short(at) == "none of its cards can be asked"
    assert {row.label for row in rows(at)} == {"today", "expected", "cards"}
    (at,) = standings(suspended, Plan(), DAY + 5)
    assert at.planned.day.mock is None


def test_the_rows_say_what_enter_asks_of_it(suspended: Store) -> None:
    session = planned(suspended)
    root = build(suspended.decks(DAY))
    root.ask(session)
    assert root.today == session_of(suspended, Clock(), Plan(), EVERYTHING).counts.total == 0


def test_no_goal_is_set_of_which_nothing_can_be_asked(suspended: Store) -> None:
    with pytest.raises(WishError, match="suspended"):
        wish(suspended, name="y", by="+10d", what="a")
    assert [goal.name for goal in goals(suspended).active] == ["x"]
    wish(suspended, holiday="+2d")


def test_what_is_not_seen_on_the_only_day_left_is_all_that_it_does_not_ask(store: Store) -> None:
    fill(store)
    wish(store, by="+1d", minutes="10")
    (at,) = standings(store, Plan(), DAY)
    assert at.unseen == at.cards - at.forecast.met - len(at.planned.day.tasks)


def test_a_goal_says_what_it_is_about_where_its_name_does_not(store: Store) -> None:
    shelf = Shelf(store)
    for deck in "ab":
        shelf.put(f"{deck}.yaml", basic("n"), deck=deck, title=deck)
    shelf.sync()
    assert each_day(wish(store, name="exam", minutes="5", what="a, b"), DAY).endswith("about a, b")
    assert "about" not in each_day(wish(store, minutes="5", what="a"), DAY)


def test_how_it_stands_is_said_where_it_is_narrow_and_of_several_goals(store: Store) -> None:
    fill(store)
    wish(store, name="one", by="+9d", minutes="5")
    wish(store, name="two", by="+20d", minutes="5")
    found = standings(store, Plan(), DAY)
    assert "one in 9 days: on track" in goal_line([found[0].goal], [], DAY, 40, standings=found).plain
    both = goal_line([each.goal for each in found], [], DAY, 40, standings=found).plain
    assert both.startswith("one: on track · two: on track")
    for width in (40, 80):
        said = stands_line(found, width).plain
        assert "one: on track" in said
        assert "two: on track" in said
