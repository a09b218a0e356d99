"""Numbers agree: whatever the program began with, home, its table, `due` and Enter speak of the same; cards
are counted as cards; minutes are the user's own; a new day is noticed."""

import pytest

from tests import build
from tests.goals.setting import planned, wish
from tests.practice.context import Clock, give, session
from tests.store.build import DAY, Shelf, answer, basic, mark, noon, pair
from tests.tui.driving import Clock as ScreenClock
from tests.tui.driving import Driver, context, run
from tests.tui.samples import note
from trainer.core.kinds import Basic, Cloze
from trainer.core.log import detail_of
from trainer.core.moment import Moment
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice.by_hand import reschedule
from trainer.practice.overview import detail, overview, today
from trainer.practice.pace import BEGINNER, pace, seconds
from trainer.practice.session import Session
from trainer.practice.summary import summary
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Entry, Queue
from trainer.scheduling.sm2 import SM2
from trainer.stats.figures import figures
from trainer.stats.streaks import answers_by_day, in_a_row
from trainer.store.store import Store
from trainer.tui.app import TrainerApp


def two_topics() -> build.LibraryAtRisk:
    def notes(deck: str) -> list[object]:
        return [note(Basic(f"{deck} {number}?", "Yes."), f"n{number}", deck) for number in range(3)]

    return build.library(
        build.deck(*notes("k"), id="k", title="Kafka"),  # type: ignore[arg-type]
        build.deck(*notes("h"), id="h", title="Hive"),  # type: ignore[arg-type]
    )


def test_home_is_about_all_decks_whatever_the_program_began_with() -> None:
    lib = two_topics()

    async def script(driver: Driver) -> None:
        assert "3 new" in driver.text
        await driver.press("space", "3", "q", "h")
        assert "5 new cards" in driver.text
        row = next(line for line in driver.lines if "All decks" in line)
        assert row.split()[3:6] == ["5", "·", "5"]
        assert overview(Session(lib, ScreenClock(), Plan())).left.total == 5
        await driver.press("enter")
        assert "5 new   0 due   0 again" in driver.text

    run(context(lib, scope=Scope(("k",))), script)


def test_decks_count_cards_and_nothing_rises_overnight(store: Store) -> None:
    Shelf(store, pair("a"), pair("b"), basic("c"))
    assert [(deck.new, deck.learnt, deck.cards) for deck in store.decks(DAY)] == [(5, 0, 5)]
    give(session(store), 4, 4)
    for day in (DAY, DAY + 1, DAY + 2):
        assert [(deck.new, deck.learnt, deck.cards) for deck in store.decks(day)] == [(3, 2, 5)]


def test_a_card_for_which_only_a_day_was_set_is_not_learnt(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 1))
    reschedule(store, Moment(0, DAY), ["deck/b"], DAY + 9)
    (deck,) = store.decks(DAY)
    assert (deck.new, deck.learnt, deck.cards) == (0, 1, 2)
    for query in ("is:learnt", "is:young"):
        assert store.cards(store.search(query, DAY), DAY) == ["deck/a"]
    assert detail(store, EVERYTHING, DAY, [deck]).met == 1
    at = figures(store, Moment(noon(DAY), DAY), SM2)
    assert sum(group.cards for group in at.intervals) == 1
    assert at.decks[0].met == 1
    assert store.due(DAY + 9, EVERYTHING, 9)[-1] == "deck/b", "it comes on its day"


def test_days_in_a_row_are_one_number_and_a_wish_is_no_card(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    for day in (DAY - 2, DAY - 1):
        store.record(answer("deck/a", 4, day))
    store.record(answer("deck/b", 4, DAY)._replace(kind="cram"))
    store.record(mark("", "more", detail=detail_of(new=5)))

    def told() -> tuple[int, int]:
        home = in_a_row(store, answers_by_day(store, DAY), Moment(noon(DAY), DAY))[0]
        return home, figures(store, Moment(noon(DAY), DAY), SM2).in_a_row

    assert told() == (3, 3), "a cram is an answer, too"
    assert today(session(store), ()).done == 1
    store.record(answer("deck/a", 4, DAY))  # ahead of its day
    assert told() == (3, 3)
    assert today(session(store), ()).done == 2


def test_a_summary_counts_cards_and_tells_answers_apart(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    give(practice, 2, 3)
    assert practice.done == 0, "both come again"
    give(practice, 2, 4)
    came_to = summary(practice)
    assert (came_to.cards, came_to.answered, practice.done) == (2, 4, 1)
    total = practice.done + practice.counts.total
    assert total == 2, "a card that comes again makes the day no longer"


def test_minutes_are_estimated_by_the_users_own_times_for_each_kind_and_sort_of_look(store: Store) -> None:
    Shelf(store, *(basic(f"b{number}") for number in range(9)), pair("p"))
    assert session(store).seconds_left() == pytest.approx(9 * BEGINNER.look("basic") + BEGINNER.look("cloze"))
    for number in range(8):
        store.record(answer(f"deck/b{number}", 4, DAY - 1, took=5000))
    own = pace(store.answers(99))
    assert own.look("basic") < BEGINNER.look("basic")
    asked = [Entry("deck/b0", "due"), Entry("deck/b8", "new"), Entry("deck/p#c1", "cram")]
    queue = Queue((*asked, Entry("deck/gone", "new")), drills=("deck/b1",))
    assert seconds(store, queue) == (
        own.again("basic") + own.look("basic") + own.look("cloze") + 0 + own.repeat("basic")
    )
    assert seconds(store, Queue()) == 0
    assert overview(session(store)).seconds == session(store).seconds_left() > 0


@pytest.mark.parametrize("took", [0, 3_000, 90_000])
def test_new_cards_take_as_long_by_a_plan_as_without_one(store: Store, took: int) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(90)))
    for number in range(70, 90):
        store.record(answer(f"deck/n{number}", 4, DAY - 1, took=took))
    new, due = (
        begun.seconds_left() / begun.counts.total
        for query in ("is:new", "is:due")
        for begun in (Session(store, Clock(), Plan(), Scope(query=parse(query), day=DAY)),)
    )
    assert new > due
    wish(store, by="+14d", minutes="20")
    plan = planned(store)
    counts = plan.counts
    assert min(counts.new, counts.due) > 0
    assert plan.seconds_left() == pytest.approx(counts.new * new + counts.due * due)


def test_a_program_left_open_notices_the_new_day() -> None:
    clock = ScreenClock()
    lib = build.library(
        build.deck(note(Basic("Q?", "A.")), note(Cloze("{{c1::x}} {{c2::y}}"), "m"), title="Kafka")
    )
    for card in ("d/n", "d/m#c1", "d/m#c2"):
        lib.record(answer(card, 4, clock.day))

    async def script(driver: Driver) -> None:
        assert "Nothing left today · next tomorrow" in driver.text
        assert isinstance(driver.app, TrainerApp)
        await driver.app.notice()
        assert "Nothing left today" in driver.text
        clock.now = clock.now.replace(day=clock.now.day + 1)
        await driver.app.notice()
        await driver.press()
        assert "2 cards" in driver.text
        assert "enter practise" in driver.text

    run(context(lib, clock, start="home"), script)
