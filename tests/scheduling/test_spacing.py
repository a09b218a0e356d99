"""Options that all schedulers have: fuzz, easy days, balance, the longest interval. None moves a card farther
than fuzz may, and all of them follow from the log."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import sm2_memory
from tests.practice.context import Clock, all_good, session
from tests.store.build import DAY, Shelf, basic
from trainer.core.state import Memory
from trainer.scheduling.fsrs import FSRS, Fsrs
from trainer.scheduling.preferences import Plan
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.scheduling.spacing import Spacing, on_easy, reach
from trainer.store.store import Store

SCHEDULERS: tuple[Spacing, ...] = (SM2, Sm2("sm2-delphi", "anki"), FSRS, Fsrs(retention=80))
WEEKDAYS = st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
MEMORIES = st.tuples(st.integers(1, 3000), st.integers(1, 40))
WEEK = tuple(range(7))


def known(scheduler: Spacing, days: int, reviews: int) -> Memory:
    """A card that is due, and whose interval was so many days."""
    if isinstance(scheduler, Fsrs):
        return Memory(DAY, DAY - days, 0, reviews, 0, (days * 1_000_000, 5_000_000, 2))
    return sm2_memory(2, 250, days, DAY, reviews=reviews)


def no_load(first: int, last: int) -> Mapping[int, int]:
    return {}


def crowd(first: int, last: int) -> Mapping[int, int]:
    """Days that are full in no order."""
    return {day: crc32(str(day).encode()) % 9 for day in range(first, last + 1)}


@given(
    st.sampled_from(SCHEDULERS), MEMORIES, st.integers(0, 5), st.booleans(), WEEKDAYS, st.booleans(),
    st.integers(1, 400),
)  # fmt: skip
def test_no_option_moves_a_card_farther_than_fuzz_may_or_beyond_the_longest_interval(
    scheduler: Spacing,
    card: tuple[int, int],
    grade: int,
    fuzz: bool,
    easy: tuple[int, ...],
    balance: bool,
    longest: int,
) -> None:
    options = replace(scheduler, fuzz=fuzz, easy_days=easy, balance=balance, max_interval=longest)
    memory = known(scheduler, *card)
    exact = scheduler.outcomes(memory, DAY, "d/n")[grade].memory.due - DAY
    moved = options.outcomes(memory, DAY, "d/n", crowd)[grade].memory.due - DAY
    assert 1 <= moved <= longest
    assert moved == longest or abs(moved - exact) <= reach(exact)
    if reach(exact) and not options.fuzz and not balance and not on_easy(DAY + exact, easy):
        assert moved == min(exact, longest) or on_easy(DAY + longest, easy)


@given(st.integers(1, 36500))
def test_a_card_may_be_moved_about_as_far_as_anki_spreads_it(days: int) -> None:
    bands = ((2.5, 7, 0.15), (7, 20, 0.1), (20, 1e9, 0.05))
    anki = 1 + sum(part * max(0, min(days, end) - begin) for begin, end, part in bands)
    assert reach(days) == (0 if days < 2.5 else pytest.approx(anki, abs=1))


@given(st.sampled_from(SCHEDULERS), MEMORIES, WEEKDAYS, st.booleans())
def test_easy_days_are_kept_free_wherever_another_day_is_in_reach(
    scheduler: Spacing, card: tuple[int, int], easy: tuple[int, ...], balance: bool
) -> None:
    options = replace(scheduler, easy_days=easy, balance=balance)
    memory = known(scheduler, *card)
    for plain, moved in zip(
        scheduler.outcomes(memory, DAY, "d/n"), options.outcomes(memory, DAY, "d/n", no_load), strict=True
    ):
        days = plain.memory.due - DAY
        near = range(max(2, days - reach(days)), days + reach(days) + 1) if reach(days) else (days,)
        free = [on for on in near if not on_easy(DAY + on, easy)]
        assert (moved.memory.due - DAY in free) == bool(free)
        if not on_easy(plain.memory.due, easy):
            assert moved.memory.due == plain.memory.due, "only what would fall on an easy day is moved"


def test_weekdays_are_those_of_the_calendar() -> None:
    for day in range(DAY, DAY + 14):
        assert [on_easy(day, (weekday,)) for weekday in WEEK].index(True) == date.fromordinal(day).weekday()
    assert not on_easy(DAY, ())


@pytest.mark.parametrize("scheduler", SCHEDULERS, ids=lambda scheduler: scheduler.name)
def test_fuzz_spreads_cards_answered_together_and_is_the_same_each_time(scheduler: Spacing) -> None:
    fuzzy, memory = replace(scheduler, fuzz=True), known(scheduler, 30, 5)
    days = [fuzzy.answer(memory, 4, DAY, f"card{n}").memory.due for n in range(50)]
    assert len(set(days)) > 5
    assert days == [fuzzy.answer(memory, 4, DAY, f"card{n}").memory.due for n in range(50)]
    later = [fuzzy.answer(memory._replace(reviews=n), 4, DAY, "card").memory.due for n in range(50)]
    assert len(set(later)) > 5, "another review, another day"


@given(st.sampled_from(SCHEDULERS), MEMORIES, st.integers(0, 5), WEEKDAYS)
def test_balance_takes_the_emptiest_day_in_reach_that_is_not_easy(
    scheduler: Spacing, card: tuple[int, int], grade: int, easy: tuple[int, ...]
) -> None:
    options = replace(scheduler, balance=True, easy_days=easy)
    memory = known(scheduler, *card)
    wished = scheduler.answer(memory, grade, DAY, "d/n").memory.due
    far = reach(wished - DAY)
    found = options.outcomes(memory, DAY, "d/n", crowd)[grade]
    days = range(max(DAY + 2, wished - far), min(DAY + 36500, wished + far) + 1) if far else (wished,)
    full = crowd(days[0], days[-1])
    best = min((on_easy(day, easy), full[day]) for day in days)
    assert (on_easy(found.memory.due, easy), full[found.memory.due]) == best
    then = options.called(found.under or options.name)  # type: ignore[attr-defined]
    assert then.answer(memory, grade, DAY, "d/n")[:2] == found[:2], "the log alone says it again"


@pytest.mark.parametrize("family", [SM2, FSRS], ids=["sm2", "fsrs"])
def test_balanced_cards_answered_together_come_back_on_different_days_and_the_log_says_which(
    tmp_path: Path, family: Spacing
) -> None:
    options: Any = replace(family, balance=True)
    clock = Clock()
    with Store(tmp_path / "trainer.db", options) as store:
        Shelf(store, *(basic(f"n{number}") for number in range(20)))
        for _ in range(4):
            all_good(session(store, clock, Plan(options)))
            last = {memory.last for state in store.states().values() if (memory := state.memory)}
            dues = Counter(memory.due for state in store.states().values() if (memory := state.memory))
            clock.forward(days=max(dues) - max(last))
        days = max(dues) - max(last)
        assert len(dues) >= min(2 * reach(days), 12) - 1
        assert max(dues.values()) <= 4
        assert store.mismatches() == []
        kept = store.states()
    with Store(tmp_path / "trainer.db", family) as store:  # type: ignore[arg-type]
        assert store.states() == kept, "options of an answer are those it was given under"


def test_the_key_of_a_balanced_card_says_the_day_it_takes(tmp_path: Path) -> None:
    options = Sm2(balance=True)
    with Store(tmp_path / "trainer.db", options) as store:
        Shelf(store, basic("a"), basic("b"))
        clock = Clock()
        for _ in range(3):
            for _ in (0, 1):
                practice = session(store, clock, Plan(options))
                practice.reveal()
                assert practice.attempt is not None
                key, promised = practice.attempt.card.key, practice.attempt.choices[4].memory
                practice.grade(4)
                assert store.state(key).memory == promised
            clock.forward(days=promised.due - promised.last + 9)
        assert len({event.scheduler for event in store.events()}) > 2


@pytest.mark.parametrize(
    "told", ["on=1", "on=2", "on=99999", "on=-3", "on=x", "on=²", "easy=0123456", "easy=79"]
)
def test_a_name_from_elsewhere_moves_a_card_no_farther_either(told: str) -> None:
    then = SM2.called(f"sm2;max=36500;{told}")
    exact = SM2.answer(sm2_memory(2, 250, 30, DAY), 4, DAY).memory.due
    moved = then.answer(sm2_memory(2, 250, 30, DAY), 4, DAY, "d/n").memory.due
    assert abs(moved - exact) <= reach(75)
