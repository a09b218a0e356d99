"""The log (DESIGN section 5): a card's state is the fold of its events, and ids sort by time."""

import random
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.core.ids import new_id
from trainer.core.log import ANSWERS, UNDOABLE, Event, detail_of, outside_detail
from trainer.core.state import NEW, CardState, Outside
from trainer.scheduling import replay as folding
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.sm2 import SM2, Sm2, Variant, kept

DAY = 739_000
CARD = "deck/note#c1"
OPTIONS = st.builds(
    Sm2,
    variant=st.sampled_from(["sm2", "sm2-delphi"]),
    max_interval=st.sampled_from([1, 30, 36500]),
    fuzz=st.booleans(),
    lateness=st.sampled_from(["none", "anki"]),
)


def replay(events: Iterable[Event]) -> CardState:
    return folding.replay(events, SM2)


def fold(state: CardState, event: Event) -> CardState:
    return folding.fold(state, event, SM2)


class Step(NamedTuple):
    """One thing a user does: after ``pause`` days, an answer or another action, or an undo."""

    pause: int
    kind: str
    grade: int
    options: Sm2


STEPS = st.lists(
    st.builds(
        Step,
        # Same day, early, on time, late, and now and then the calendar goes back (travel to the west).
        pause=st.sampled_from([0, 0, 0, 1, 1, 5, 6, 40, -1]),
        kind=st.sampled_from(["review"] * 6 + ["undo"] * 3 + sorted(UNDOABLE - {"review"}) + ["import"]),
        grade=st.integers(0, 5),
        options=OPTIONS,
    ),
    max_size=25,
)


def history(steps: list[Step]) -> tuple[list[Event], CardState]:
    """Return the log of the steps, and the state kept step by step; an undo goes back to the state before."""
    log: list[Event] = []
    before: list[tuple[Event, CardState]] = []
    state, day = NEW, DAY
    for number, step in enumerate(steps):
        day += step.pause
        at = 1_000 * number
        event = Event(f"{number:04}", "pc", at, day, 60, CARD, step.kind)
        if step.kind == "undo":
            if not before:
                continue
            undone, state = before.pop()
            log.append(event._replace(undoes=undone.id))
            continue
        if step.kind == "reschedule":
            event = event._replace(detail=detail_of(due=day + 3 * step.grade))
        if step.kind == "adopt" and step.grade:  # else it says nothing that can be read
            event = event._replace(detail=outside_detail(Outside(day + 3 * step.grade, day, step.grade, 210)))
        if step.kind in ANSWERS:
            outcome = step.options.answer(state.memory, step.grade, day, CARD)
            event = event._replace(kind=outcome.kind, grade=step.grade, scheduler=step.options.name)
        log.append(event)
        if step.kind in UNDOABLE:
            before.append((event, state))
        state = fold(state, event)
    return log, state


@given(STEPS)
@example([Step(0, "review", 2, Sm2()), Step(0, "drill", 5, Sm2()), Step(0, "undo", 0, Sm2())])
def test_replay_gives_what_was_kept_step_by_step(steps: list[Step]) -> None:
    log, state = history(steps)
    assert replay(log) == state


@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_arrive_does_not_matter(steps: list[Step], rng: random.Random) -> None:
    log, state = history(steps)
    rng.shuffle(log)
    assert replay(log) == state


@given(STEPS, st.sets(st.integers(0, 24)))
def test_an_event_undone_later_is_as_if_it_had_never_been(steps: list[Step], picked: set[int]) -> None:
    log, _ = history([step for step in steps if step.kind != "undo"])
    undone = [event for index, event in enumerate(log) if index in picked]
    undos = [
        Event(f"undo{event.id}", "pc", 10**6 + event.at, DAY, 0, CARD, "undo", undoes=event.id)
        for event in undone
    ]
    assert replay([*log, *undos]) == replay([event for event in log if event not in undone])


def test_events_of_one_instant_are_folded_in_the_order_of_their_ids() -> None:
    suspend = Event("1", "pc", 5, DAY, 0, CARD, "suspend")
    back = Event("2", "pc", 5, DAY, 0, CARD, "unsuspend")
    assert not replay([back, suspend]).suspended
    assert replay([back._replace(id="0"), suspend]).suspended


def test_each_answer_is_folded_with_the_options_it_was_given_under() -> None:
    first = Event("1", "pc", 1, DAY, 0, CARD, "review", grade=1, scheduler=SM2.name)
    for short in (Sm2(max_interval=3), Sm2("sm2-delphi", max_interval=3), Fsrs(max_interval=3)):
        passed = [
            first._replace(id=str(n), at=n, day=DAY + 9 * n, grade=4, scheduler=short.name)
            for n in range(1, 4)
        ]
        memory = replay(passed).memory
        assert memory is not None
        assert kept(memory).interval == 3


@given(STEPS, st.sampled_from(["sm2", "sm2-delphi"]))
def test_a_log_under_both_variants_is_folded_as_if_one_had_been_in_charge_all_along(
    steps: list[Step], variant: Variant
) -> None:
    """So a change of variant loses nothing, and changing back gives the schedule of one variant alone."""
    log, _ = history(steps)
    alone = [
        event._replace(scheduler=replace(SM2.called(event.scheduler), variant=variant).name)
        if event.scheduler
        else event
        for event in log
    ]
    assert folding.replay(log, Sm2(variant)) == folding.replay(alone, Sm2(variant))


def test_the_fuzz_of_an_old_answer_is_that_of_the_key_it_was_given_under() -> None:
    fuzz = Sm2(fuzz=True)
    log, state = history([Step(1 if index < 2 else 6, "review", 4, fuzz) for index in range(4)])
    assert replay(log) == state
    others = {replay([event._replace(card=f"d/{n}") for event in log]) for n in range(30)}
    assert len(others) > 1


def test_the_marks_of_a_card_are_set_and_taken_away() -> None:
    def after(*kinds: str) -> CardState:
        return replay(
            Event(str(number), "pc", number, DAY + number, 0, CARD, kind) for number, kind in enumerate(kinds)
        )

    assert after("suspend") == CardState(suspended=True)
    assert after("flag", "bury") == CardState(flagged=True, buried=DAY + 1)
    assert after("suspend", "flag", "unsuspend", "unflag") == NEW


@pytest.mark.parametrize("kind", ["quiz", "mock", "import", "reset-of-a-later-version"])
def test_kinds_that_do_not_schedule_leave_the_card_as_it_is(kind: str) -> None:
    log, state = history([Step(0, "review", 4, Sm2())])
    assert fold(state, Event("9", "pc", 9, DAY + 9, 0, CARD, kind, grade=0)) == state
    assert replay([*log, Event("9", "pc", 9, DAY + 9, 0, CARD, kind, grade=0)]) == state


@pytest.mark.parametrize("grade", [None, -1, 6, 99])
def test_an_answer_without_a_grade_that_there_is_changes_nothing(grade: int | None) -> None:
    assert fold(NEW, Event("1", "pc", 1, DAY, 0, CARD, "review", grade)) == NEW


@pytest.mark.parametrize("name", ["", "nobody", "sm2;", "sm2;max=many", "fsrs-6;r=x", "sm2;;;=", "\0"])
def test_an_answer_under_a_scheduler_that_nobody_knows_counts(name: str) -> None:
    event = Event("1", "pc", 1, DAY, 0, CARD, "review", 4, scheduler=name)
    assert fold(NEW, event).memory is not None


@given(st.integers(0, 2**48 - 1))
def test_an_id_is_a_version_7_uuid_of_its_millisecond(at: int) -> None:
    made = new_id(at)
    parsed = uuid.UUID(made)
    assert str(parsed) == made
    assert parsed.version == 7
    assert parsed.variant == uuid.RFC_4122
    assert parsed.int >> 80 == at


@given(st.lists(st.integers(0, 2**48 - 1), unique=True))
def test_ids_sort_by_time(instants: list[int]) -> None:
    made = [(new_id(at), at) for at in instants]
    assert [at for _, at in sorted(made)] == sorted(instants)


def test_ids_of_one_millisecond_differ() -> None:
    assert len({new_id(1_700_000_000_000) for _ in range(1000)}) == 1000


@given(st.lists(st.integers(-(2**40), 2**48), max_size=9))
def test_ids_made_one_after_the_other_sort_in_that_order_whatever_the_clock_says(instants: list[int]) -> None:
    made = [""]
    for at in instants:
        made.append(new_id(at, made[-1]))
    assert made == sorted(set(made))
    assert all(uuid.UUID(one).version == 7 and uuid.UUID(one).variant == uuid.RFC_4122 for one in made[1:])


@pytest.mark.parametrize("strange", ["", "no id", "ffffffff-ffff-7fff-bfff-ffffffffffff", "0" * 90])
def test_an_id_can_be_made_after_whatever_stands_in_the_log(strange: str) -> None:
    assert uuid.UUID(new_id(1_700_000_000_000, strange)).int >> 80 >= 1_700_000_000_000


def test_an_answer_does_what_was_wished_for_the_day() -> None:
    want = Event("1", "pc", 1, DAY, 0, CARD, "want")
    assert replay([want]).wanted == DAY
    assert replay([want, Event("2", "pc", 2, DAY, 0, CARD, "review", 4)]).wanted == 0
