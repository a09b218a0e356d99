"""Which questions an interview asks, and when several interviews give a figure."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import sm2_memory
from trainer.core.state import NEW, CardState
from trainer.interview.choose import (
    BETWEEN,
    Opener,
    choose,
    topics,
    topics_for,
    weakness,
)
from trainer.scheduling.demand import worth
from trainer.scheduling.registry import DEFAULT


def known(passes: int, reviews: int) -> CardState:
    return CardState(sm2_memory(passes, 250, 6, 0, reviews=reviews))


def opener(name: str, topic: str = "Kafka", **more: object) -> Opener:
    return Opener(name, topic, 1.0, 1.0, 100)._replace(**more)  # type: ignore[arg-type]


OPENERS = st.lists(
    st.builds(
        Opener,
        st.text("abcdef", min_size=1, max_size=4),
        st.sampled_from(["Kafka", "Hive", "Spark"]),
        st.floats(0.01, 1),
        st.floats(0, 1),
        st.integers(30, 200),
        st.just(()),
        st.booleans(),
        st.integers(0, 3),
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


def test_what_is_asked_twice_as_often_is_worth_twice_as_much_and_what_nobody_asks_next_to_nothing() -> None:
    assert worth(7, "deep", counted=True) == pytest.approx(2 * worth(5, "core", counted=True))
    core, solid, deep = (worth(None, level, counted=False) for level in ("core", "solid", "deep"))
    assert core > solid > deep > worth(None, "core", counted=True)
    assert worth(None, None, counted=False) == solid


def test_what_is_weak_is_put_at_most_twice_as_likely() -> None:
    weights = [opener("a", weak=weak).weight for weak in (0.0, 0.3, 1.0)]
    assert weights == sorted(set(weights))
    assert weights[-1] == 2 * weights[0]


def test_what_is_asked_more_is_drawn_first_more_often() -> None:
    pool = [opener("light", asked=0.25), opener("heavy")]
    first = [choose(pool, 1, str(seed))[0].note for seed in range(300)]
    assert 265 < first.count("heavy") < 300  # 16 of 17 expected


def test_what_is_worth_next_to_nothing_is_drawn_by_chance_too() -> None:
    pool = [opener(name, asked=1e-4) for name in "abcdef"]
    assert len({choose(pool, 1, str(seed))[0].note for seed in range(60)}) == 6


def test_what_the_last_mock_interviews_put_rests_in_its_topic_and_moves_no_topic() -> None:
    pool = [opener(f"{topic}{n}", topic, lately=n < 5) for topic in "AB" for n in range(10)]
    for seed in range(20):
        taken = choose(pool, 8, str(seed))
        assert len(taken) == 4
        assert not any(one.lately for one in taken)
        every = choose([one._replace(lately=True) for one in pool], 8, str(seed))
        assert [one.topic for one in every] == [one.topic for one in taken]


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


def test_an_interview_is_of_few_topics_and_puts_several_questions_on_each_together() -> None:
    pool = [opener(f"{topic}{n}", topic, depth=n % 2) for topic in "ABCDEFGHIJ" for n in range(12)]
    for seed in range(20):
        taken = choose(pool, 30, str(seed))
        assert len(taken) == 15
        counts = Counter(one.topic for one in taken)
        assert topics_for(30) == 4
        assert sorted(counts.values()) == [2, 2, 4, 7]
        assert len(list(groupby(taken, lambda one: (one.depth, one.topic)))) <= 8
    assert [topics_for(minutes) for minutes in (1, 15, 60)] == [1, 3, 6]


def test_topics_are_drawn_by_what_is_asked() -> None:
    pool = [opener(f"s{n}", "Spark", asked=1.0, weak=0.0) for n in range(9)] + [
        opener(f"x{n}", f"T{n}", asked=0.25) for n in range(9)
    ]
    first = [{one.topic for one in choose(pool, 5, str(seed))} for seed in range(100)]
    assert sum("Spark" in topics for topics in first) > 85


def test_other_topics_fill_up_what_those_drawn_do_not() -> None:
    pool = [opener(name, name) for name in "ABCDEFGH"]
    assert len(choose(pool, 10, "s")) == 5


def test_plain_questions_are_among_the_openers_but_not_the_most_of_them() -> None:
    pool = [opener(f"open{n}") for n in range(30)] + [opener(f"plain{n}", short=True) for n in range(30)]
    for seed in range(20):
        taken = choose(pool, 30, str(seed))
        assert 0 < sum(one.short for one in taken) <= 0.4 * len(taken)


def test_plain_questions_fill_up_where_there_are_no_others() -> None:
    pool = [opener("open"), *(opener(f"plain{n}", short=True) for n in range(3))]
    assert [one.note for one in choose(pool, 2, "s")] == ["open"]
    assert len(choose(pool, 6, "s")) == 3


def test_broad_questions_come_before_deep_ones() -> None:
    pool = [opener(f"q{n}", f"T{n % 3}", depth=n % 4) for n in range(12)]
    for seed in range(20):
        depths = [one.depth for one in choose(pool, 60, str(seed))]
        assert depths == sorted(depths)


def test_topics_are_drawn_as_often_as_they_are_asked() -> None:
    pool = [opener(f"s{n}", "Spark", asked=worth(9, None, counted=True), weak=0.0) for n in range(9)]
    pool += [opener(f"q{n}", "Sqoop", asked=worth(3, None, counted=True)) for n in range(9)]
    first = [choose(pool, 2, str(seed))[0].topic for seed in range(300)]
    assert first.count("Spark") > 240  # 8 of 9 expected


def test_notes_of_one_ladder_do_not_both_open_a_round_while_there_are_others() -> None:
    pool = [opener("a", ladder=("b",)), opener("b"), opener("c")]
    for seed in range(20):
        taken = {one.note for one in choose(pool, 4, str(seed))}
        assert taken != {"a", "b"}


def test_topics_are_the_first_parts_of_titles_where_these_differ() -> None:
    assert topics([("a", "Kafka::Streams"), ("b", "Hive::Joins")]) == {"a": "Kafka", "b": "Hive"}
    assert topics([("a", "Kafka::Streams"), ("b", "Kafka::Broker")]) == {"a": "Streams", "b": "Broker"}
    assert topics([("a", "Kafka")]) == {"a": "Kafka"}
