"""SM-2 as published, in whole numbers (reference: Wozniak 1990, chapter 3.2)."""

from dataclasses import replace
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import sm2_memory
from trainer.core.state import Memory, Outcome, drill_open
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.sm2 import LEAST_EASE, SM2, Kept, Sm2, Variant, kept

DAY = 739_000
GRADES = st.integers(0, 5)
OPTIONS = st.builds(
    Sm2,
    variant=st.sampled_from(["sm2", "sm2-delphi"]),
    max_interval=st.integers(1, 36500),
    fuzz=st.booleans(),
    lateness=st.sampled_from(["none", "anki"]),
)


def answer(memory: Memory | None, grade: int, day: int, options: Sm2 = SM2, card: str = "") -> Outcome:
    return options.answer(memory, grade, day, card)


def outcomes(memory: Memory | None, day: int, options: Sm2 = SM2) -> tuple[Outcome, ...]:
    return options.outcomes(memory, day)


def walk(grades: list[int], options: Sm2 = SM2) -> list[Memory]:
    """Answer one card on each of its due days."""
    memory: Memory | None = None
    day = DAY
    path = []
    for grade in grades:
        memory = answer(memory, grade, day, options).memory
        day = memory.due
        path.append(memory)
    return path


def test_the_first_two_passes_give_one_and_six_days_and_then_the_ease_multiplies() -> None:
    assert [kept(memory).interval for memory in walk([4, 4, 4, 4])] == [1, 6, 15, 38]


def test_five_perfect_answers_give_exactly_150_days_where_floats_give_151() -> None:
    # Ease after the fifth is 3.00 exactly: 6 -> 6*2.8=17 -> 17*2.9=50 -> 50*3.0=150.
    assert [kept(memory).interval for memory in walk([5] * 5)] == [1, 6, 17, 50, 150]


@pytest.mark.parametrize(("grade", "ease"), [(3, 236), (4, 250), (5, 260), (0, 250), (1, 250), (2, 250)])
def test_ease_changes_by_the_formula_on_a_pass_and_not_on_a_failure(grade: int, ease: int) -> None:
    assert kept(walk([grade])[0]).ease == ease


@pytest.mark.parametrize(("grade", "ease"), [(0, 170), (1, 196), (2, 218), (3, 236), (4, 250), (5, 260)])
def test_the_delphi_variant_changes_ease_in_every_case(grade: int, ease: int) -> None:
    assert kept(walk([grade], Sm2(variant="sm2-delphi"))[0]).ease == ease


def test_the_delphi_variant_uses_the_old_ease_and_rounds_ties_to_even() -> None:
    delphi = Sm2(variant="sm2-delphi")
    assert [kept(memory).interval for memory in walk([5, 5, 5], delphi)] == [1, 6, 16]  # 6 * 2.7 = 16.2
    tied = sm2_memory(2, 250, 5, DAY, reviews=2)
    assert kept(answer(tied, 4, DAY, delphi).memory).interval == 12  # 12.5
    assert kept(answer(tied._replace(data=Kept(2, 250, 7)), 4, DAY, delphi).memory).interval == 18  # 17.5


def test_a_lapse_starts_the_intervals_again_with_one_one_six() -> None:
    assert [kept(memory).interval for memory in walk([4, 4, 4, 1, 4, 4])] == [1, 6, 15, 1, 1, 6]


def test_a_lapse_is_counted_only_for_a_card_that_had_been_passed() -> None:
    assert [memory.lapses for memory in walk([1, 2, 4, 4, 2, 2, 4])] == [0, 0, 0, 0, 1, 1, 1]


def test_due_counts_from_the_day_of_the_answer_when_it_is_late() -> None:
    memory = walk([4, 4])[-1]
    late = answer(memory, 4, memory.due + 39).memory
    assert (kept(late).interval, late.due) == (15, memory.due + 39 + 15)


def test_an_early_pass_changes_nothing_and_an_early_failure_is_a_lapse() -> None:
    memory = walk([4, 4, 4])[-1]
    for grade in (3, 4, 5):
        assert answer(memory, grade, memory.due - 1) == Outcome("early", memory)
    kind, after, _ = answer(memory, 2, memory.due - 1)
    assert (kind, kept(after).passes, kept(after).interval, after.due) == ("early", 0, 1, memory.due)
    assert after.lapses == memory.lapses + 1
    assert drill_open(after, memory.due - 1)


@pytest.mark.parametrize("grade", range(6))
def test_a_grade_below_four_opens_a_drill_for_that_day_only(grade: int) -> None:
    memory = walk([grade])[0]
    assert drill_open(memory, DAY) == (grade < 4)
    assert not drill_open(memory, DAY + 1)


@given(first=st.integers(0, 3), drills=st.lists(GRADES, max_size=8))
def test_drills_leave_the_schedule_alone_until_one_of_four_or_more_closes_them(
    first: int, drills: list[int]
) -> None:
    memory = walk([first])[0]
    after = memory
    for grade in drills:
        kind, after, _ = answer(after, grade, DAY)
        assert kind == "drill"
    assert after._replace(drill=0) == memory._replace(drill=0)
    assert drill_open(after, DAY) == all(grade < 4 for grade in drills)


def test_a_day_before_the_last_answer_counts_as_the_same_day() -> None:
    memory = walk([4])[0]
    assert answer(memory, 5, DAY - 1) == Outcome("drill", memory)


def test_a_thousand_perfect_answers_in_a_row_do_not_overflow() -> None:
    last = walk([5] * 1000)[-1]
    assert kept(last).interval == 36500
    assert kept(last).ease == 250 + 10 * 1000


@pytest.mark.parametrize("grade", [-1, 6, 9])
def test_a_grade_outside_0_to_5_is_an_error(grade: int) -> None:
    with pytest.raises(ValueError, match=r"not in 0\.\.5"):
        answer(None, grade, DAY)


@given(grades=st.lists(GRADES, min_size=1, max_size=60), options=OPTIONS)
def test_ease_never_falls_below_the_floor_and_intervals_stay_in_range(
    grades: list[int], options: Sm2
) -> None:
    for memory in walk(grades, options):
        assert kept(memory).ease >= LEAST_EASE
        assert 1 <= kept(memory).interval <= options.max_interval
        assert memory.due == memory.last + kept(memory).interval


@given(
    interval=st.integers(1, 36500),
    ease=st.integers(LEAST_EASE, 5000),
    grade=st.integers(3, 5),
)
def test_intervals_are_exact_ceilings(interval: int, ease: int, grade: int) -> None:
    memory = sm2_memory(2, ease, interval, DAY, reviews=2)
    after = answer(memory, grade, DAY).memory
    assert kept(after).interval == min(36500, ceil(interval * Fraction(kept(after).ease, 100)))


@given(grades=st.lists(GRADES, max_size=20), late=st.integers(0, 400), options=OPTIONS)
def test_a_better_grade_never_comes_back_sooner(grades: list[int], late: int, options: Sm2) -> None:
    path = walk(grades, options)
    memory = path[-1] if path else None
    day = (memory.due if memory else DAY) + late
    intervals = [kept(outcome.memory).interval for outcome in outcomes(memory, day, options)]
    if options.fuzz:
        return  # spread by up to a few days on purpose; its band is tested below
    assert intervals == sorted(intervals)


@given(grades=st.lists(GRADES, min_size=2, max_size=20), late=st.integers(0, 400))
def test_lateness_credit_never_shortens_an_interval(grades: list[int], late: int) -> None:
    memory = walk(grades)[-1]
    day = memory.due + late
    for plain, credited in zip(
        outcomes(memory, day), outcomes(memory, day, Sm2(lateness="anki")), strict=True
    ):
        assert kept(credited.memory).interval >= kept(plain.memory).interval


def test_lateness_credit_is_half_for_four_and_all_for_five_and_none_for_three() -> None:
    memory = walk([4, 4])[-1]
    anki = Sm2(lateness="anki")
    intervals = [kept(answer(memory, grade, memory.due + 10, anki).memory).interval for grade in (3, 4, 5)]
    assert intervals == [ceil(6 * 2.36), ceil((6 + 5) * 2.5), ceil((6 + 10) * 2.6)]


@given(st.integers(1, 3000), st.text(max_size=10), st.integers(0, 50))
def test_fuzz_stays_in_its_band_and_is_the_same_for_the_same_card_and_review(
    interval: int, card: str, reviews: int
) -> None:
    memory = sm2_memory(2, 250, interval, DAY, reviews=reviews)
    exact = kept(answer(memory, 4, DAY).memory).interval
    fuzzed = kept(answer(memory, 4, DAY, Sm2(fuzz=True), card).memory).interval
    assert fuzzed == kept(answer(memory, 4, DAY, Sm2(fuzz=True), card).memory).interval
    assert abs(fuzzed - exact) <= 1 + 0.15 * 4.5 + 0.1 * 13 + 0.05 * max(0, exact - 20)
    if exact < 3:
        assert fuzzed == exact


def test_fuzz_spreads_cards_answered_together() -> None:
    memory = walk([4, 4, 4])[-1]
    days = {answer(memory, 4, memory.due, Sm2(fuzz=True), f"card{n}").memory.due for n in range(50)}
    assert len(days) > 2


@given(OPTIONS)
def test_the_name_of_a_scheduler_says_all_its_options(options: Sm2) -> None:
    assert Sm2(options.variant).called(options.name) == options


@given(OPTIONS, st.sampled_from(["sm2", "sm2-delphi"]))
def test_of_an_answer_under_the_other_variant_the_options_count(options: Sm2, variant: Variant) -> None:
    found = Sm2(variant, max_interval=5, fuzz=True).called(options.name)
    assert found == replace(options, variant=variant, chosen=options.chosen * (options.variant == variant))


def test_of_an_answer_under_fsrs_those_options_count_that_it_notes() -> None:
    now = Sm2("sm2-delphi", "anki", max_interval=5)
    then = Fsrs(max_interval=30, fuzz=True, easy_days=(5,), balance=True, chosen=9)
    found = replace(now, lateness="none", max_interval=30, fuzz=True, easy_days=(5,), balance=True)
    assert now.called(then.name) == found


@pytest.mark.parametrize("name", ["", "fsrs", "SM2", "doubling:1"])
def test_a_name_that_says_no_options_leaves_them_as_they_are(name: str) -> None:
    assert SM2.called(name) == SM2
    assert Sm2("sm2-delphi", max_interval=5).called(name) == Sm2("sm2-delphi", max_interval=5)


@pytest.mark.parametrize("name", ["sm2;max=0", "sm2;max=", "sm2;max=-3;later=option", "sm2;late=never"])
def test_options_that_make_no_sense_are_the_nearest_that_do(name: str) -> None:
    found = SM2.called(name)
    assert found.max_interval == (1 if "=0" in name else SM2.max_interval)
    assert (found.fuzz, found.lateness) == (False, "none")


def test_nine_in_ten_cards_are_recalled_at_the_end_of_an_interval_and_fewer_each_day_after() -> None:
    memory = Memory(DAY + 6, DAY, 0, 2, 0, (2, 250, 6))
    recalled = [SM2.retrievability(memory, DAY + days) for days in (-1, 0, 3, 6, 12, 600)]
    assert recalled == [1, 1, *(pytest.approx(0.9**part) for part in (0.5, 1, 2, 100))]
    assert SM2.retrievability(SM2.placed(memory, DAY + 90, DAY + 2), DAY + 6) == pytest.approx(0.9)


def test_known_is_the_share_of_the_last_five_reviews_that_were_right_in_a_row() -> None:
    assert [SM2.known(memory) for memory in walk([4, 4, 1, 4, 4, 4])] == [1, 1, 0, 1 / 4, 2 / 5, 3 / 5]
    assert SM2.known(walk([4] * 9)[-1]) == 1


@pytest.mark.parametrize(("grades", "hard"), [([4], False), ([5, 5], False), ([3], True), ([4, 1], True)])
def test_hard_is_what_was_failed_last_or_has_less_ease_than_a_new_card(grades: list[int], hard: bool) -> None:
    assert SM2.is_hard(walk(grades)[-1]) is hard


def test_all_outcomes_are_what_answering_gives() -> None:
    memory = walk([4, 3])[-1]
    assert outcomes(memory, memory.due) == tuple(answer(memory, grade, memory.due) for grade in range(6))


@given(grades=st.lists(GRADES, max_size=12), grade=GRADES, cap=st.integers(1, 60), options=OPTIONS)
def test_the_longest_interval_cuts_an_interval_and_changes_nothing_else(
    grades: list[int], grade: int, cap: int, options: Sm2
) -> None:
    path = walk(grades)
    memory, day = (path[-1], path[-1].due) if path else (None, DAY)
    free = answer(memory, grade, day, replace(options, max_interval=36500), "card").memory
    capped = answer(memory, grade, day, replace(options, max_interval=cap), "card").memory
    interval = min(kept(free).interval, cap)
    assert capped == free._replace(due=day + interval, data=kept(free)._replace(interval=interval))


@given(grades=st.lists(GRADES, min_size=1, max_size=12), ahead=st.integers(1, 400), options=OPTIONS)
def test_before_its_day_too_a_better_grade_never_comes_back_sooner(
    grades: list[int], ahead: int, options: Sm2
) -> None:
    memory = walk(grades)[-1]
    day = max(memory.last, memory.due - ahead)
    dues = [outcome.memory.due for outcome in outcomes(memory, day, options)]
    assert dues == sorted(dues)


def test_a_failure_before_its_day_lowers_ease_in_the_delphi_variant_only() -> None:
    memory = walk([4, 4, 4])[-1]
    assert kept(answer(memory, 1, memory.due - 1).memory).ease == 250
    assert kept(answer(memory, 1, memory.due - 1, Sm2(variant="sm2-delphi")).memory).ease == 196


def test_fuzz_reaches_both_ends_of_its_band_and_follows_the_number_of_the_review() -> None:
    memory = sm2_memory(2, 250, 8, DAY, reviews=0)
    near = {
        kept(answer(memory._replace(reviews=n), 4, DAY, Sm2(fuzz=True), "card").memory).interval
        for n in range(99)
    }
    assert near == set(range(18, 23))  # 20 days, and 1 + 15% of 4.5 + 10% of 13 days to each side


def test_the_fuzz_of_answers_already_in_a_log_never_changes_between_versions() -> None:
    memory = sm2_memory(2, 250, 30, DAY, reviews=5)
    fuzzed = [kept(answer(memory, 4, DAY, Sm2(fuzz=True), f"deck/n{n}").memory).interval for n in range(8)]
    assert fuzzed == [72, 80, 77, 73, 72, 79, 78, 77]
