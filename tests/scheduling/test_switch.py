"""What another scheduler would do to the days to come."""

from hypothesis import given
from hypothesis import strategies as st

from tests.build import sm2_memory
from tests.scheduling import learner
from tests.store.build import DAY
from trainer.core.state import CardState
from trainer.scheduling.fsrs import FSRS
from trainer.scheduling.replay import replay
from trainer.scheduling.sm2 import SM2
from trainer.scheduling.switch import DAYS, Moves, switch, workload


def due(days: int) -> CardState:
    return CardState(sm2_memory(2, 250, 10, DAY + days))


def test_each_card_is_counted_on_each_day_it_would_be_answered_on() -> None:
    memories = {
        "new": SM2.answer(None, 4, DAY - 1).memory,
        "late": sm2_memory(1, 250, 1, DAY - 9),
    }
    counts = workload(memories, SM2, DAY)
    assert len(counts) == DAYS
    assert counts[0] == 2, "the overdue one today"
    assert counts[6] == 2, "1, then 6 days; and 6 days from today"
    assert counts[21] == 2, "then 15 days"
    assert sum(counts) == 6


def test_moves_are_counted_by_how_far() -> None:
    days = {"a": 40, "b": 10, "c": 1, "d": 5, "e": 1, "f": 1, "g": 1, "gone": 3}
    gaps = {"a": -40, "b": -9, "c": -1, "d": 0, "e": 7, "f": 8, "g": 31}
    before = {card: due(days[card]) for card in days} | {"new": CardState(flagged=True)}
    after = {card: due(days[card] + gap) for card, gap in gaps.items()}
    found = switch(before, after, (SM2, SM2), DAY).moves
    assert found == Moves(7, 8.5, 1, 1, 1, 1, 1, 1, 1)


def test_of_a_card_overdue_either_way_it_does_not_matter_since_when() -> None:
    found = switch({"a": due(-3)}, {"a": due(-90)}, (SM2, SM2), DAY).moves
    assert (found.same, found.median) == (1, 0)


def test_nothing_answered_nothing_to_say() -> None:
    found = switch({}, {}, (SM2, FSRS), DAY)
    assert found.now == found.then == (0,) * DAYS
    assert found.moves == Moves(0, 0, *(0,) * 7)


@given(st.integers(0, 400))
def test_today_is_what_is_due_by_now_under_each(late: int) -> None:
    events = learner.log(12, 5)
    day = max(event.day for event in events) + late
    cards = {event.card for event in events}
    states = [
        {card: replay([event for event in events if event.card == card], under) for card in cards}
        for under in (SM2, FSRS)
    ]
    found = switch(states[0], states[1], (SM2, FSRS), day)
    for counts, folded in zip((found.now, found.then), states, strict=True):
        assert counts[0] == sum(
            state.memory is not None and state.memory.due <= day for state in folded.values()
        )
