"""Sessions other than the day's: the weakest, so many minutes; and what they do to the schedule."""

from tests.practice.context import Clock, all_good, current, give, session
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.custom import Custom
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.session import begin
from trainer.practice.further import take, ways
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


def lapsed(store: Store, card: str, times: int) -> None:
    for number in range(times + 1):
        store.record(answer(card, 4, DAY - 60 + 3 * number))
        store.record(answer(card, 2 if number < times else 4, DAY - 59 + 3 * number))
    assert store.state(card).memory.lapses == times  # type: ignore[union-attr]


def test_the_weakest_are_those_forgotten_most_often_and_only_a_lapse_moves_them(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcde"), pair("p"))
    for card, times in (("deck/a", 1), ("deck/b", 3), ("deck/c", 2), ("deck/p#c1", 4), ("deck/p#c2", 4)):
        lapsed(store, card, times)
    store.record(answer("deck/d", 4, DAY - 1))
    store.record(mark("deck/c", "suspend"))
    store.record_all([mark(card, "unflag") for card in ("deck/b",)])
    for card in ("deck/a", "deck/b", "deck/p#c1"):
        store.record(mark(card, "reschedule", detail=f'{{"due": {DAY + 5}}}'))
    practice = begin(store, Clock(), Plan(), custom=Custom(weakest=True))
    assert [entry.card for entry in practice._queue.ahead] == ["deck/p#c1", "deck/b", "deck/a"]
    before = store.state("deck/p#c1").memory
    give(practice, 4)
    assert store.state("deck/p#c1").memory == before
    give(practice, 2)
    assert store.state("deck/b").memory.due == DAY + 1  # type: ignore[union-attr]
    scope = Scope(query=parse("id:deck/a"))
    assert current(begin(store, Clock(), Plan(), scope, Custom(weakest=True))) == "deck/a"


def test_so_many_minutes_end_a_session_of_any_kind(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(60)))
    for custom in (Custom(minutes=5), Custom("all", minutes=5)):
        clock = Clock()
        practice = begin(store, clock, Plan(new_per_day=50), custom=custom)
        assert 5 <= practice.counts.total <= 9, "what is likely to fit, at 41 seconds a new card"
        asked = 0
        while practice.attempt is not None:
            clock.forward(seconds=60)
            practice.reveal()
            practice.grade(4)
            asked += 1
        assert asked == 5, "the time was up"
        practice.end_after(0)
        practice.refill()
        assert practice.attempt is not None, "and more is one key away"


def test_who_is_faster_than_foreseen_has_all_of_the_minutes(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(60)))
    clock, asked = Clock(), set[str]()
    practice = begin(store, clock, Plan(new_per_day=50), custom=Custom(minutes=5))
    while practice.attempt is not None:
        clock.forward(seconds=10)
        asked.update(give(practice, 4))
    assert len(asked) == len(practice.answers) == 30


def test_what_is_to_be_repeated_is_repeated_within_the_minutes(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(30)))
    clock = Clock()
    practice = begin(store, clock, Plan(), custom=Custom(minutes=2))
    for _ in range(2):
        clock.forward(seconds=50)
        practice.reveal()
        practice.grade(2)
    assert practice.counts == Counts(again=2)
    assert len(all_good(practice)) == 2


def test_both_are_ways_on_that_say_what_they_do(store: Store) -> None:
    Shelf(store, *(basic(f"n{number:02}") for number in range(60)))
    lapsed(store, "deck/n00", 1)
    practice = session(store)
    told = {way.key: way.label for way in ways(practice)}
    assert "moves only where you forgot it" in told["w"]
    assert "moves only where you forgot it" in told["a"]
    assert told["1"] == "10 minutes of what is left today"
    assert take(practice, "1")
    assert practice.counts.total < 40
    assert take(practice, "x")
    assert practice.counts.total == 60, "no limit any more"
    assert isinstance(practice, Session)
    assert practice.scope == EVERYTHING
