"""Which questions an interview asks, and when several interviews give a figure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import sm2_memory
from tests.interview.interviews import asked, finished
from trainer.core.state import NEW, CardState
from trainer.interview.choose import (
    BETWEEN,
    Opener,
    choose,
    heterogeneity,
    readiness,
    topics,
    weakness,
    weight,
    wilson,
)
from trainer.interview.transcript import Ticked
from trainer.scheduling.registry import DEFAULT


def known(passes: int, reviews: int) -> CardState:
    return CardState(sm2_memory(passes, 250, 6, 0, reviews=reviews))


def opener(name: str, topic: str = "Kafka", **more: object) -> Opener:
    return Opener(name, topic, 1.0, 100)._replace(**more)  # type: ignore[arg-type]


OPENERS = st.lists(
    st.builds(
        Opener,
        st.text("abcdef", min_size=1, max_size=4),
        st.sampled_from(["Kafka", "Hive", "Spark"]),
        st.floats(0.1, 4),
        st.integers(30, 200),
        st.just(()),
        st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one.note,
)


def test_a_card_never_answered_is_the_weakest() -> None:
    assert weakness(NEW, DEFAULT) == 1


def test_weakness_is_one_less_the_share_of_recent_right_answers() -> None:
    assert weakness(known(passes=3, reviews=4), DEFAULT) == pytest.approx(0.25)
    assert weakness(known(passes=9, reviews=20), DEFAULT) == 0
    assert weakness(known(passes=0, reviews=20), DEFAULT) == 1


def test_scores_of_earlier_mocks_count_as_answers_and_only_the_last_five() -> None:
    assert weakness(NEW, DEFAULT, [0.5]) == pytest.approx(0.5)
    assert weakness(known(1, 1), DEFAULT, [0.0]) == pytest.approx(0.5)
    assert weakness(NEW, DEFAULT, [0.0, 1.0, 1.0, 1.0, 1.0, 1.0]) == 0


def test_core_is_asked_more_than_solid_more_than_deep_and_weak_more_than_known() -> None:
    assert weight("core", 1) > weight("solid", 1) > weight("deep", 1)
    assert weight(None, 1) == weight("solid", 1)
    assert weight("core", 1) > weight("core", 0.3) > weight("core", 0) > 0


def test_heavier_openers_are_drawn_first_more_often() -> None:
    pool = [opener("light"), opener("heavy", weight=4.0)]
    first = [choose(pool, 1, str(seed))[0].note for seed in range(300)]
    assert 200 < first.count("heavy") < 280  # 4 of 5 expected


def test_the_same_seed_gives_the_same_openers_whatever_their_order() -> None:
    pool = [opener(name) for name in "abcdefgh"]
    assert choose(pool, 10, "s") == choose(pool[::-1], 10, "s")
    assert len({tuple(choose(pool, 10, str(seed))) for seed in range(20)}) > 5


@given(OPENERS, st.integers(1, 60), st.text(max_size=3))
def test_openers_fill_the_time_and_do_not_exceed_it_beyond_the_first(
    pool: list[Opener], minutes: int, seed: str
) -> None:
    taken = choose(pool, minutes, seed)
    assert len(set(taken)) == len(taken)
    assert bool(taken) == bool(pool)
    left = minutes * 60 - sum(one.seconds + BETWEEN for one in taken)
    assert left >= 0 or len(taken) == 1
    assert all(one.seconds + BETWEEN > left for one in pool if one not in taken)


def test_topics_alternate_as_long_as_there_is_another_one() -> None:
    pool = [opener(f"k{n}", "Kafka", weight=4.0) for n in range(4)] + [
        opener(f"h{n}", "Hive") for n in range(4)
    ]
    for seed in range(20):
        names = [one.topic for one in choose(pool, 60, str(seed))]
        assert all(one != other for one, other in pairwise(names))


def test_fillers_come_only_where_open_questions_do_not_fill_the_time() -> None:
    pool = [opener("open"), *(opener(f"basic{n}", filler=True) for n in range(3))]
    assert [one.note for one in choose(pool, 2, "s")] == ["open"]
    longer = [one.note for one in choose(pool, 6, "s")]
    assert longer[0] == "open"
    assert len(longer) == 3


def test_notes_of_one_ladder_do_not_both_open_a_round_while_there_are_others() -> None:
    pool = [opener("a", ladder=("b",)), opener("b"), opener("c")]
    for seed in range(20):
        taken = {one.note for one in choose(pool, 4, str(seed))}
        assert taken != {"a", "b"}


def test_topics_are_the_first_parts_of_titles_where_these_differ() -> None:
    assert topics([("a", "Kafka::Streams"), ("b", "Hive::Joins")]) == {"a": "Kafka", "b": "Hive"}
    assert topics([("a", "Kafka::Streams"), ("b", "Kafka::Broker")]) == {"a": "Streams", "b": "Broker"}
    assert topics([("a", "Kafka")]) == {"a": "Kafka"}


def test_no_figure_before_three_interviews_and_twenty_questions() -> None:
    two = [finished(*[1.0] * 15, at=n) for n in range(2)]
    found = readiness(two)
    assert not found.known
    assert (found.low, found.high) == (0, 0)
    assert str(found).startswith("no figure yet: 1 more mock interview needed")
    short = readiness([finished(*[1.0] * 6, at=n) for n in range(3)])
    assert not short.known
    assert "2 more questions" in str(short)
    assert "%" not in str(short)


def test_the_figure_is_a_range_and_says_what_it_is_made_of() -> None:
    mocks = [finished(1, 1, 0.5, 0, 1, 1, 0.5, 1, at=n) for n in range(2)]
    mocks.append(finished(1, 0, 1, 0.5, 1, 1, 1, 0, at=9, topic="Hive"))
    found = readiness(mocks)
    mean = 100 * sum(one.score for mock in mocks for one in mock.asked) / 24
    assert found.low < mean < found.high
    assert (
        str(found) == f"{found.low}–{found.high} %, from 3 mock interviews, 24 questions (Kafka 16, Hive 8)"
    )


def test_only_the_last_five_finished_interviews_count() -> None:
    old = [finished(*[0.0] * 9, at=n) for n in range(4)]
    new = [finished(*[1.0] * 9, at=10 + n) for n in range(5)]
    dropped = finished(*[0.0] * 50, at=99)._replace(dropped=True)
    unmarked = finished(*[0.0] * 50, at=99)._replace(ended=False)
    found = readiness([*new, *old, dropped, unmarked])
    assert (found.mocks, found.questions, found.high) == (5, 45, 100)
    assert found.low > 90


def test_wilson_is_the_published_interval() -> None:
    # Wilson 1927 at 90 %: 8 of 10.
    low, high = wilson(0.8, 10)
    assert low == pytest.approx(0.541, abs=0.001)
    assert high == pytest.approx(0.931, abs=0.001)


@given(st.floats(0, 1), st.integers(1, 200))
def test_the_interval_holds_the_mean_and_stays_within_0_and_1(mean: float, count: int) -> None:
    low, high = wilson(mean, count)
    assert 0 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 1


def test_interviews_that_differ_more_than_chance_allows_widen_the_range() -> None:
    alike = [[1.0] * 4 + [0.0] * 4] * 3
    assert heterogeneity(alike) == 1
    assert heterogeneity([[1.0] * 8, [0.0] * 8]) == pytest.approx(16)
    even = readiness([finished(*group, at=n) for n, group in enumerate(alike)])
    apart = readiness(
        [finished(*group, at=n) for n, group in enumerate([[1.0] * 8, [0.0] * 8, [1.0] * 4 + [0.0] * 4])]
    )
    assert apart.high - apart.low > even.high - even.low


def test_a_miss_lacks_a_must_have_or_most_of_the_answer_or_was_skipped() -> None:
    assert not asked(score=0.7).wrong
    assert asked(score=0.55).wrong
    assert asked(score=0.9)._replace(skipped=True).wrong
    lacking = asked(score=0.9)
    marking = lacking.marking
    assert marking is not None
    points = (Ticked("a must", must=True, said=False), Ticked("another", must=False, said=True))
    lacking = lacking._replace(marking=marking._replace(points=points))
    assert lacking.wrong
    assert lacking.completeness == 0.5
    assert lacking.musts == (0, 1)


def test_confident_but_wrong_is_sure_and_a_miss() -> None:
    assert asked(score=0.1, confidence=1).confident_but_wrong
    assert not asked(score=0.1, confidence=2).confident_but_wrong
    assert not asked(score=1.0, confidence=1).confident_but_wrong


def test_weakest_points_begin_with_must_haves_of_the_weakest_answers() -> None:
    transcript = finished(0.6, 0.0, 0.4)
    shown = [(one.number, point.say) for one, point in transcript.weakest]
    assert shown == [(1, "first"), (2, "first"), (1, "second"), (2, "second"), (0, "second")]


def test_topics_of_a_report_begin_with_the_weakest() -> None:
    transcript = finished(1.0)._replace(
        asked=(asked(0, 1.0), asked(1, 0.2, topic="Hive"), asked(2, 0.4, topic="Hive"))
    )
    assert [(topic.name, topic.questions) for topic in transcript.topics] == [("Hive", 2), ("Kafka", 1)]
