"""One seam for schedulers (DESIGN section 6): any scheduler folds any log, in the store and in a session."""

import random
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.practice.context import Clock, all_good, give, session
from tests.scheduling.doubling import Doubling
from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.log import Event, NewEvent, detail_of, outside_detail
from trainer.core.scope import EVERYTHING
from trainer.core.state import CardState, Outside
from trainer.practice.by_hand import reschedule, reset
from trainer.practice.session import Session
from trainer.practice.why import why_asked
from trainer.scheduling.fsrs import FSRS, Fsrs
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Entry
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.replay import replay
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trainer.db"


def states(path: Path, scheduler: Scheduler) -> dict[str, CardState]:
    """What a file says when it is opened under a scheduler; it must be the fold of the log."""
    with Store(path, scheduler) as store:
        assert store.mismatches() == []
        found = store.states()
        assert found == {card: replay(events_of(store, card), scheduler) for card in found}
        return found


def events_of(store: Store, card: str) -> list[Event]:
    return [event for event in store.events() if event.card == card]


def test_a_session_runs_on_any_scheduler(path: Path) -> None:
    doubling, clock = Doubling(), Clock()
    with Store(path, doubling) as store:
        Shelf(store, basic("a"), basic("b"))
        intervals = []
        for _ in range(4):
            practice = session(store, clock, Plan(doubling))
            assert all_good(practice) in (["deck/a", "deck/b"], ["deck/b", "deck/a"])
            memory = store.state("deck/a").memory
            assert memory is not None
            intervals.append(memory.due - memory.last)
            clock.forward(days=intervals[-1])
        assert intervals == [1, 2, 4, 8]
        assert {event.scheduler for event in store.events()} == {"doubling:1"}
        assert store.due(practice.day, EVERYTHING, 9) == ["deck/a", "deck/b"]
        assert store.mismatches() == []
        card = store.card("deck/a")
        assert card is not None
        assert "makes it 16.0 days" in why_asked(card, Entry("deck/a", "due"), DAY, doubling)
        assert practice.undo() is not None
        assert store.mismatches() == []


def test_what_a_key_said_is_what_is_stored_and_is_not_computed_again(path: Path) -> None:
    doubling = Doubling(3)
    with Store(path, doubling) as store:
        Shelf(store, basic("a"))
        practice = session(store, plan=Plan(doubling))
        practice.reveal()
        assert practice.attempt is not None
        promised = practice.attempt.choices[4]
        give(practice, 4)
        assert store.state("deck/a").memory == promised.memory
        assert doubling.asked == []


def test_an_answer_to_a_card_that_changed_meanwhile_is_computed_anew(path: Path) -> None:
    with Store(path) as store, Store(path) as other:
        Shelf(store, basic("a"))
        practice = session(store)
        practice.reveal()
        other.record(answer("deck/a", 2, DAY - 1))
        practice.grade(4)
        first = SM2.answer(None, 2, DAY - 1).memory
        assert store.state("deck/a").memory == SM2.answer(first, 4, DAY).memory
        assert store.mismatches() == []


def test_another_family_folds_the_whole_history_and_the_first_one_comes_back_exactly(path: Path) -> None:
    delphi, doubling = Sm2("sm2-delphi", max_interval=40), Doubling()
    with Store(path) as store:
        for day, grade, options in [(0, 4, SM2), (1, 2, delphi), (2, 5, SM2), (3, 3, delphi), (9, 4, SM2)]:
            for card in ("deck/a", "deck/b"):
                store.record(answer(card, grade, DAY + day, scheduler=options))
        store.record(mark("deck/a", "flag", DAY + 9))
        store.undo(answer("", 0, DAY + 9).when)
        store.record(mark("deck/b", "suspend", DAY + 9))
    before = states(path, SM2)
    alone = [event._replace(scheduler=event.scheduler and "sm2-delphi") for event in _log(path, "deck/b")]
    assert states(path, Sm2("sm2-delphi"))["deck/b"] == replay(alone, Sm2("sm2-delphi"))
    assert states(path, SM2) == before
    under = states(path, doubling)
    assert under["deck/b"].suspended
    assert under["deck/a"].memory == replay(_log(path, "deck/a"), doubling).memory
    assert under["deck/a"].memory != before["deck/a"].memory
    assert states(path, Sm2(max_interval=7)) == before, "options count from the next answer on"
    assert states(path, doubling) == under


FAMILIES: Sequence[Scheduler] = (
    SM2,
    Sm2("sm2-delphi", "anki", fuzz=True, balance=True, max_interval=90),
    FSRS,
    Fsrs(retention=80, easy_days=(5, 6), fuzz=True, balance=True),
    Doubling(),
)


def practise_for_months(path: Path, scheduler: Scheduler) -> None:
    """Months of practice with all that a log can hold: answers on their day, late, early and again, drills,
    resets, days given by hand, schedules from elsewhere, marks, a backlog spread, and undo of each."""
    rng = random.Random(1)
    clock, plan = Clock(), Plan(scheduler, new_per_day=3)
    with Store(path, scheduler) as store:
        Shelf(store, *(basic(f"n{number}") for number in range(8)))
        for number in range(24):
            practice = session(store, clock, plan)
            while practice.attempt is not None:
                practice.reveal()
                practice.grade(rng.choice((1, 2, 3, 4, 4, 4, 5)))
                if rng.random() < 0.1:
                    practice.undo()
            when, card = plan.moment(clock()), f"deck/n{rng.randrange(8)}"
            match number % 8:
                case 1:
                    early = Session(store, clock, plan, cards=[card])
                    give(early, rng.choice((2, 4)))
                case 2:
                    reschedule(store, when, [card, "deck/n7"], when.day + rng.randrange(90))
                case 3:
                    reset(store, when, [card])
                case 4:
                    there = Outside(when.day + 9, when.day - 3, 12, factor=210, reviews=5, lapses=1)
                    store.record(NewEvent(when, card, "adopt", detail=outside_detail(there)))
                case 5:
                    for kind in ("flag", "suspend", "unsuspend", "bury", "want"):
                        store.record(mark(card, kind, when.day))
                case 6:
                    store.record(NewEvent(when, "", "spread", detail=detail_of(until=when.day + 4)))
            if number % 8 and rng.random() < 0.3:
                store.undo(when)
            clock.forward(days=rng.choice((1, 1, 2, 9)), minutes=number)
        kinds = {event.kind for event in store.events()}
        assert {"review", "undo", "reset", "reschedule", "adopt", "spread", "want"} <= kinds
        assert {"drill", "early"} <= kinds or isinstance(scheduler, Doubling)


def table(path: Path) -> bytes:
    """The cached states of a file, byte by byte."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT * FROM memory ORDER BY card").fetchall()
    return repr(rows).encode()


@pytest.mark.parametrize("first", FAMILIES[::3], ids=lambda family: family.name)
def test_switching_loses_nothing_and_switching_back_gives_the_old_schedule_exactly(
    path: Path, first: Scheduler
) -> None:
    practise_for_months(path, first)
    with Store(path, first) as store:
        log = store.events()
    before = table(path)
    for other in FAMILIES:
        if other.name != first.name:
            states(path, other)
            if other.name.partition(";")[0] != first.name.partition(";")[0]:
                assert table(path) != before
            states(path, first)
            assert table(path) == before
    with Store(path, first) as store:
        assert store.events() == log


@pytest.mark.parametrize("scheduler", [FSRS, Sm2("sm2-delphi")], ids=lambda one: one.name)
def test_a_history_begun_under_sm2_goes_on_under_another_as_if_that_had_been_there_from_the_start(
    path: Path, scheduler: Scheduler
) -> None:
    practise_for_months(path, SM2)
    with Store(path, scheduler) as store:
        log = store.events()
    kept = states(path, scheduler)
    for card, state in kept.items():
        mine = [event._replace(scheduler=scheduler.name) for event in log if event.card == card]
        undone = {event.undoes for event in log}
        assert replay([event for event in mine if event.id not in undone], scheduler) == state


@pytest.mark.parametrize("then", [SM2, Sm2("sm2-delphi", "anki"), Fsrs(retention=85, fuzz=True)])
def test_an_option_counts_from_the_next_answer_on_and_no_card_moves_when_it_is_changed(
    path: Path, then: Scheduler
) -> None:
    """Under whichever scheduler they were answered; so what is set on a device moves nothing there alone."""
    practise_for_months(path, then)
    with Store(path, then) as store:
        when = Plan().moment(Clock()())
        reschedule(store, when, ["deck/by-hand"], DAY + 40)
        there = outside_detail(Outside(DAY + 90, DAY - 300, 390, 250, 7, 1))
        store.record(NewEvent(when, "deck/taken-over", "adopt", detail=there))
        assert {"deck/by-hand", "deck/taken-over"} <= store.states().keys()
    families = (
        (FSRS, Fsrs(retention=97), Fsrs(max_interval=20), Fsrs(fuzz=True, balance=True, easy_days=(5, 6))),
        (SM2, Sm2(lateness="anki", max_interval=20, fuzz=True)),
    )
    for one, *others in families:
        found = states(path, one)
        for other in others:
            assert states(path, other) == found, other
        assert states(path, one) == found


def test_answers_under_another_family_count_as_if_this_one_had_been_in_charge(path: Path) -> None:
    doubling = Doubling()
    with Store(path, doubling) as store:
        for day in (0, 1, 7):
            store.record(answer("deck/a", 4, DAY + day, scheduler=doubling))
    assert states(path, DEFAULT)["deck/a"].memory == _walk(0, 1, 7)
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 30))
    assert states(path, DEFAULT)["deck/a"].memory == _walk(0, 1, 7, 30)
    assert states(path, doubling)["deck/a"].memory == replay(_log(path, "deck/a"), doubling).memory


def test_answers_under_a_scheduler_that_notes_no_options_count_with_those_in_force_now(path: Path) -> None:
    doubling, short = Doubling(), Sm2(max_interval=3)
    with Store(path, doubling) as store:
        for day in (0, 1, 7):
            store.record(answer("deck/a", 4, DAY + day, scheduler=doubling))
    for options in (SM2, short, SM2):
        memory = states(path, options)["deck/a"].memory
        assert memory is not None
        assert (memory.due - memory.last == 3) == (options is short)


def test_an_outcome_shown_under_the_options_in_force_needs_no_name_read(path: Path) -> None:
    class Unread(Doubling):
        def called(self, name: str) -> Doubling:
            raise AssertionError(name)

    with Store(path, Unread()) as store:
        Shelf(store, basic("a"))
        give(session(store, plan=Plan(Unread())), 4)
        assert store.state("deck/a").memory is not None


def test_a_session_under_another_family_than_the_store_never_spoils_the_cache(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        give(session(store, plan=Plan(Doubling(9))), 4)
        assert store.state("deck/a").memory == _walk(0)
        assert store.mismatches() == []


def _walk(*days: int) -> object:
    memory = None
    for day in days:
        memory = SM2.answer(memory, 4, DAY + day).memory
    return memory


def _log(path: Path, card: str) -> list[Event]:
    with Store(path, Doubling()) as store:
        return events_of(store, card)
