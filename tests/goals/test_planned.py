"""A session by the plan: no wall of new cards, an end when the minutes are used, more one key away."""

import pytest

from tests.goals.setting import MANY, fill, planned, practise, wish
from tests.practice.context import Clock, give
from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.custom import Custom
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.after import LOOK
from trainer.goals.session import begin, plans_of, session_of
from trainer.goals.today import plan_today
from trainer.goals.why import of_plan
from trainer.practice.further import take, ways
from trainer.practice.overview import overview
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


def test_without_a_goal_a_day_is_as_ever(store: Store) -> None:
    fill(store)
    session = session_of(store, Clock(), Plan())
    assert type(session) is Session
    assert plans_of(session) == ()
    assert session.counts.new == 20


def test_the_daily_limit_does_not_wall_the_plan(store: Store) -> None:
    fill(store)
    wish(store, by="+3d", minutes="60")
    assert planned(store).counts.new > 40
    assert planned(store, plan=Plan(new_per_day=0)).counts.new > 40


@pytest.mark.parametrize("seconds", [5, 20, 90])
def test_it_ends_when_the_minutes_are_used_however_fast_one_is(store: Store, seconds: int) -> None:
    fill(store, 400)
    wish(store, by="+14d", minutes="10")
    clock = Clock()
    session = planned(store, clock)
    cards = practise(session, clock, seconds)
    assert 600 <= len(cards) * seconds < 600 + seconds
    assert session.counts.total == 0


def test_a_failed_card_is_still_drilled_when_the_minutes_are_used(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="1")
    clock = Clock()
    session = planned(store, clock)
    clock.forward(seconds=70)
    (card,) = give(session, 2)
    assert session.attempt is not None
    assert session.attempt.card.key == card
    assert session.counts.again == 1


def test_there_is_time_for_what_failed_within_the_minutes(store: Store) -> None:
    fill(store, 400)
    wish(store, by="+14d", minutes="10")
    clock = Clock()
    session, spent, failed = planned(store, clock), 0, set[str]()
    while session.attempt is not None:
        key = session.attempt.card.key
        seconds, grade = (12, 4) if key in failed else (28, 2)
        failed.add(key)
        clock.forward(seconds=seconds)
        session.reveal()
        session.grade(grade)
        spent += seconds
    assert 600 - 28 <= spent <= 600 + 28 + 12


def test_what_was_done_today_counts_after_a_restart(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="10")
    clock = Clock()
    practise(planned(store, clock), clock, 30)
    with Store(store.path) as later:
        assert planned(later, clock).counts.total == 0
        clock.forward(days=1)
        assert planned(later, clock).counts.total > 0


def test_more_is_one_key_away_and_is_undone_like_an_answer(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="5")
    clock = Clock()
    session = planned(store, clock)
    before = len(practise(session, clock, 30))
    assert "10 more minutes" in next(way.label for way in ways(session) if way.key == "+")
    assert take(session, "+")
    assert session.counts.total > 0
    after = practise(session, clock, 30)
    assert 600 <= len(after) * 30 < 630
    assert before == 10
    store.undo(Plan().moment(clock()))
    assert session.library.today(DAY).minutes == 10


def test_more_says_when_there_is_nothing(store: Store) -> None:
    fill(store, 3)
    wish(store, by="+14d", minutes="20")
    clock = Clock()
    session = planned(store, clock)
    practise(session, clock)
    events = len(store.events())
    assert not take(session, "+")
    assert len(store.events()) == events


def test_home_due_and_a_session_agree_on_cards_and_minutes(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    session = planned(store)
    view = overview(session)
    (plan,) = plans_of(session)
    assert view.left.total == len(plan.day.tasks)
    assert view.seconds == pytest.approx(plan.day.seconds)


def test_another_scope_is_practised_as_ever_and_that_of_the_goal_by_the_plan(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", *(basic(f"n{number}") for number in range(60)), deck="a", title="A")
    shelf.put("b.yaml", *(basic(f"n{number}") for number in range(60)), deck="b", title="B")
    shelf.sync()
    wish(store, by="+14d", minutes="40", what="A")
    of_a = session_of(store, Clock(), Plan(), Scope(("a",)))
    of_b = session_of(store, Clock(), Plan(), Scope(("b",)))
    assert plans_of(of_a)
    assert not plans_of(of_b)
    assert of_b.counts.new == 20
    assert {card.partition("/")[0] for card in planned(store)._queue.cards()} == {"a"}


def test_of_two_goals_the_nearer_comes_first_and_no_card_twice(store: Store) -> None:
    fill(store)
    wish(store, name="Later", by="+30d", minutes="10")
    wish(store, name="Sooner", by="+5d", minutes="10")
    session = planned(store)
    assert [each.goal.name for each in plans_of(session)] == ["Sooner", "Later"]
    cards = session._queue.cards()
    assert len(cards) == len(set(cards)) > 15


def test_a_day_off_asks_nothing_unless_one_wishes(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", holiday="today..+2d")
    clock = Clock()
    session = planned(store, clock)
    assert session.attempt is None
    assert session.more(20)
    assert 600 <= len(practise(session, clock, 30)) * 30 < 630
    clock.forward(days=3)
    assert planned(store, clock).attempt is not None


def test_after_the_date_practice_is_as_ever(store: Store) -> None:
    fill(store)
    wish(store, by="+2d")
    clock = Clock()
    clock.forward(days=3)
    session = session_of(store, clock, Plan())
    assert not plans_of(session)
    assert session.counts.new == 20


def test_a_missed_week_is_planned_anew_and_never_punished(store: Store) -> None:
    fill(store)
    wish(store, by="+60d", minutes="10")
    clock = Clock()
    for _ in range(9):
        practise(planned(store, clock), clock, 15)
        clock.forward(days=1)
    assert not planned(store, clock).about_backlog()
    clock.forward(days=7)
    session = planned(store, clock)
    assert session.about_backlog().startswith("7 days missed: ")
    assert session.about_backlog().endswith("planned anew")
    assert 0 < session.seconds_left() < 700, "a day is no longer than before"
    assert "by itself" in session.spread()
    assert not store.log({"spread"})


def test_a_focus_has_no_end(store: Store) -> None:
    fill(store)
    wish(store, minutes="10")
    clock = Clock()
    clock.forward(days=400)
    assert planned(store, clock).counts.new > 5


def test_a_cram_and_what_comes_ahead_leave_the_plan_alone(store: Store) -> None:
    fill(store)
    wish(store, by="+14d")
    assert not plans_of(begin(store, Clock(), Plan(), custom=Custom(cram="all")))
    assert begin(store, Clock(), Plan(), custom=Custom(cram="all")).counts.total == MANY


def test_a_goal_given_up_during_a_session_ends_its_plan(store: Store) -> None:
    fill(store)
    goal = wish(store, by="+3d", minutes="60")
    session = planned(store)
    from trainer.goals.log import end_goals

    end_goals(store, Plan().moment(Clock()()), [goal])
    session.refill()
    assert session.counts.new == 20
    store.undo(Plan().moment(Clock()()))
    session.refill()
    assert session.counts.new > 40


def test_undo_brings_the_card_back(store: Store) -> None:
    fill(store)
    wish(store, by="+14d")
    session = planned(store)
    (card,) = give(session, 4)
    session.undo()
    assert session.attempt is not None
    assert session.attempt.card.key == card


def test_why_says_of_a_card_that_the_plan_does_not_have_today_when_it_comes(store: Store) -> None:
    fill(store)
    wish(store, by="+20d", minutes="15")
    plan = planned(store).planned
    said = {card: of_plan(plan, DAY, card) for card in plan[0].material.items}
    assert said["deck/n000"].startswith("In today's plan for Interview: ")
    later = {each for card, each in said.items() if card not in plan[0].day.cards}
    assert later
    assert all(each.startswith("The plan for Interview does not have it today: it comes ") for each in later)
    wish(store, minutes="2")
    session = planned(store)
    last = [of_plan(session.planned, DAY, card) for card in session.planned[0].material.items]
    assert any(" is not reached before " in each for each in last)
    assert "Place" not in session.why(lambda _: None)


def test_why_a_card_is_asked_names_the_plan(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    said = planned(store).why(lambda _: None)
    assert "In today's plan for Interview: " in said
    assert ": a new card.\n" in said


def test_an_interruption_is_no_study(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    clock = Clock()
    session = planned(store, clock)
    clock.forward(hours=1)
    give(session, 4)
    assert session.attempt is not None
    with Store(store.path) as later:
        assert planned(later, clock).seconds_left() > 15 * 60


def test_on_the_date_itself_there_is_only_a_short_look_and_afterwards_a_spread(store: Store) -> None:
    fill(store)
    wish(store, by="+4d", minutes="1")
    for number in range(120):
        store.record(answer(f"deck/n{number:03}", 4, DAY + number // 30))
    clock = Clock()
    clock.forward(days=3)
    eve = overview(planned(store, clock))
    clock.forward(days=1)
    session = planned(store, clock)
    assert store.due_on(session.day, EVERYTHING) > 2 * LOOK
    view = overview(session)
    assert session.counts == view.left == Counts(due=LOOK)
    assert eve.tomorrow == f"{LOOK} cards"
    assert view.today == {"deck": LOOK}
    assert session.about_backlog().startswith("Interview is today: ")
    assert session.spread().startswith("what is due can be spread from tomorrow on")
    assert session.could_be_more(20), "who wishes new ones has them"
    assert len(practise(session, clock, 10)) == LOOK
    clock.forward(days=1)
    later = planned(store, clock)
    assert later.about_backlog().startswith("s spreads ")
    assert later.spread().startswith("spread until ")


def test_on_the_date_decks_that_the_goal_is_not_about_have_their_usual_day(store: Store) -> None:
    shelf = Shelf(store, *(basic(f"n{number}") for number in range(40)))
    shelf.put("other.yaml", *(basic(f"o{number}") for number in range(40)), deck="other")
    shelf.sync()
    wish(store, by="+1d", minutes="1", what="deck")
    clock = Clock()
    clock.forward(days=1)
    news = {deck: session_of(store, clock, Plan(), Scope((deck,))).counts.new for deck in ("deck", "other")}
    assert news == {"deck": 0, "other": 20}
    assert overview(planned(store, clock)).today == news


def test_of_a_card_that_the_setting_leaves_out_a_plan_says_nothing(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    plans = plan_today(store, Plan(first="shipped-only"), DAY)
    assert plans[0].material.items == {}
    assert {of_plan(plans, DAY, card) for card in store.cards(EVERYTHING, DAY)} == {""}
