"""Learning order: demand first, needs before what needs them, short runs of a topic, breadth before depth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Level
from trainer.core.kinds import KINDS
from trainer.scheduling.candidate import Candidate
from trainer.scheduling.demand import demand, share
from trainer.scheduling.order import DAY, LATELY, MOST_LATELY, TOPICS, in_runs, learning_order
from trainer.scheduling.runs import BEGINNING, LEAST, RUN


def note(key: str, topic: str = "T", stage: int = 0, cards: int = 1, **more: object) -> Candidate:
    keys = tuple(f"{key}#{number}" for number in range(cards)) if cards > 1 else (key,)
    return Candidate(key, topic, stage, keys[:cards], **more)  # type: ignore[arg-type]


def test_what_is_asked_more_often_comes_first() -> None:
    found = learning_order([note("a", asked=1), note("b", "U", asked=9), note("c", "V", asked=5)])
    assert found == ["b", "c", "a"]


def test_without_a_count_the_level_decides_and_then_the_place_in_the_deck() -> None:
    notes = [note("a", "1", level="deep"), note("b", "2"), note("c", "3", level="core"), note("d", "4")]
    assert learning_order(notes) == ["c", "b", "d", "a"]


@pytest.mark.parametrize("asked", [3, None])
def test_the_weight_of_a_deck_lets_all_its_notes_come_sooner(asked: int | None) -> None:
    notes = [note("a", "A", asked=asked, level="core"), note("b", "B", asked=asked, level="core", weight=2)]
    assert learning_order(notes) == ["b", "a"]
    more = note("c", "C", asked=2 if asked is None else asked + 2)
    assert learning_order([*notes, more])[0] == ("b" if asked is None else "c")


def test_what_a_note_needs_comes_before_it_even_if_hardly_asked() -> None:
    notes = [note("why", asked=9, needs=("what",)), note("other", asked=7), note("what", asked=0)]
    assert learning_order(notes) == ["what", "why", "other"]
    assert learning_order([*notes, note("cheap", "U", asked=8)])[0] == "cheap", "two cards for one answer"


def test_a_need_of_another_topic_is_met_first() -> None:
    notes = [note("kafka", "Kafka", asked=9, needs=("log",)), note("log", "Storage", asked=0)]
    assert learning_order(notes) == ["log", "kafka"]


def test_a_run_ends_where_another_topic_brings_more_but_not_after_one_card() -> None:
    notes = [note(f"a{at}", "A", asked=8 - 2 * at) for at in range(4)]
    notes += [note(f"b{at}", "B", asked=5) for at in range(RUN)]
    found = learning_order(notes)
    assert found[: LEAST + RUN] == ["a0", "a1", *(f"b{at}" for at in range(RUN))]


def test_topics_alike_take_turns_and_none_waits_until_others_have_no_card_left() -> None:
    notes = [note(f"{topic}{at}", topic, asked=5) for at in range(40) for topic in "ABCDEFGH"]
    topics = [card[0] for card in learning_order(notes)]
    assert len(set(topics[: 2 * DAY])) == 8


def test_a_topic_comes_in_runs_of_five() -> None:
    notes = [note(f"{topic}{at}", topic, asked=5) for at in range(20) for topic in "ABCD"]
    topics = [card[0] for card in learning_order(notes)]
    assert {len(set(topics[start : start + 20])) for start in range(0, 80, 20)} == {4}
    assert sum(one != other for one, other in pairwise(topics)) == 80 // RUN - 1


def test_a_run_goes_from_definitions_to_comparisons_to_open_questions() -> None:
    kinds = ["points", "compare", "choice", "basic", "order"]
    found = learning_order([note(kind, stage=KINDS[kind].stage, asked=5) for kind in kinds])
    assert found == ["basic", "choice", "compare", "order", "points"]


def crowd(count: int = 60, topics: str = "TUV", asked: int = 6) -> list[Candidate]:
    return [note(f"{topic}{at}", topic, asked=asked) for at in range(count) for topic in topics]


@pytest.mark.parametrize("asked", [9, 8, 7])
def test_a_follow_up_comes_soon_after_its_question(asked: int) -> None:
    notes = [note("deeper", asked=asked), *crowd(asked=6)]
    notes += [note("question", stage=3, asked=8, follow_up=("deeper", "far")), note("far", "U", asked=7)]
    found = learning_order(notes)
    place = found.index("question")
    assert place < found.index("deeper") < place + RUN
    assert place < found.index("far") < place + 20


def test_a_follow_up_of_what_something_else_needs_comes_soon_too() -> None:
    notes = [note("question", stage=3, asked=4, follow_up=("deeper",)), note("deeper", asked=3)]
    notes += [note("top", asked=9, needs=("question",)), *crowd(asked=3)]
    found = learning_order(notes)
    assert found.index("question") < found.index("deeper") < found.index("question") + 20


def test_a_follow_up_comes_after_all_its_questions_however_often_it_is_asked() -> None:
    notes = [note("question", stage=3, asked=5, follow_up=("term", "bigger", "rare"))]
    notes += [note("second", "U", stage=3, asked=5, follow_up=("term",)), note("defined", follow_up=("top",))]
    notes += [note("term", asked=6), note("bigger", stage=3, asked=7), note("rare", asked=1)]
    found = learning_order([*notes, *crowd(asked=4), note("top", asked=9)])
    assert found[:2] == ["defined", "top"]
    place = found.index("question")
    assert place < found.index("bigger") < place + RUN
    assert max(place, found.index("second")) < found.index("term") < found.index("second") + 2 * RUN
    assert place < found.index("rare")


def test_a_follow_up_that_something_else_needs_brings_its_question_along() -> None:
    notes = [note("top", asked=9, needs=("detail",)), note("question", stage=3, follow_up=("detail",))]
    assert learning_order([note("detail"), *notes]) == ["question", "detail", "top"]


def test_a_follow_up_asked_far_less_than_its_question_is_not_pulled_along() -> None:
    found = learning_order(
        [note("open", stage=3, asked=6, follow_up=("rare",)), note("rare", "U", asked=0), *crowd(asked=3)]
    )
    assert found.index("rare") > 100


def test_with_what_is_asked_little_all_its_follow_ups_come_along() -> None:
    late = note("late", stage=3, asked=3, follow_up=("detail", "other"))
    found = learning_order([*crowd(asked=1), late, note("detail", asked=0), note("other", asked=0)])
    assert {"detail", "other"} < set(found[found.index("late") :][:RUN])


def test_a_follow_up_that_its_question_needs_comes_before_it() -> None:
    notes = [note("q", stage=3, asked=5, follow_up=("a",), needs=("b",)), note("a", asked=5)]
    assert learning_order([*notes, note("b", asked=5, needs=("a",))]) == ["a", "b", "q"]
    notes = [note(key, key, 3, asked=4, follow_up=(other,)) for key, other in (("x", "y"), ("y", "x"))]
    assert sorted(learning_order(notes)) == ["x", "y"], "of two that follow each other, one comes first"


def test_what_one_card_answers_comes_before_what_takes_three() -> None:
    notes = [note("three", cards=3, asked=6), note("one", "U", asked=6), note("two", "V", cards=2, asked=6)]
    found = learning_order(notes)
    assert found[0] == "one"
    assert sorted(found[1:3]) == ["three#0", "two#0"]


@pytest.mark.parametrize(("asked", "level", "part"), [(9, None, 1), (7, None, 0.5), (None, "core", 2**-4)])
def test_a_share_is_a_part_of_what_the_most_asked_note_has(asked: int, level: Level, part: float) -> None:
    assert share(asked, level) == pytest.approx(part)
    assert demand(asked, level) == (1 if asked is None else asked)


def test_every_note_as_important_is_begun_before_a_second_card_of_any() -> None:
    notes = [note(f"n{at}", cards=2, asked=5) for at in range(12)]
    found = learning_order(notes)
    assert all(card.endswith("#0") for card in found[:12])


def test_the_second_card_of_what_is_asked_most_does_not_wait_for_what_nobody_asks() -> None:
    notes = [note(f"n{at}", asked=1) for at in range(30)] + [note("top", "U", cards=2, asked=9)]
    assert learning_order(notes)[:2] == ["top#0", "top#1"]


def test_the_rows_of_a_comparison_come_together() -> None:
    others = [note(f"n{at}", asked=4) for at in range(30)]
    table = learning_order([*others, note("table", cards=4, asked=8, stage=2)])
    assert table.index("table#3") - table.index("table#0") < 4 * RUN
    several = learning_order([*others, note("several", cards=4, asked=8)])
    assert several.index("several#3") >= len(others)


def test_a_circle_of_needs_or_a_note_that_is_not_there_loses_no_card() -> None:
    notes = [note("a", needs=("b",)), note("b", needs=("a", "gone")), note("c", follow_up=("gone",))]
    assert sorted(learning_order(notes)) == ["a", "b", "c"]


@st.composite
def decks(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(0, 30))
    keys = st.sampled_from([f"n{at}" for at in range(count)] or ["none"])
    return [
        note(
            f"n{at}",
            draw(st.sampled_from("ABC")),
            draw(st.integers(0, 3)),
            draw(st.integers(0, 3)),
            level=draw(st.sampled_from(["core", "solid", "deep", None])),
            asked=draw(st.none() | st.integers(0, 9)),
            needs=tuple(draw(st.lists(keys, max_size=2))),
            follow_up=tuple(draw(st.lists(keys, max_size=2))),
        )
        for at in range(count)
    ]


@given(notes=decks())
def test_every_card_comes_exactly_once_and_the_order_is_always_the_same(notes: list[Candidate]) -> None:
    found = learning_order(notes)
    assert sorted(found) == sorted(card for one in notes for card in one.cards)
    assert found == learning_order(notes)


@given(notes=decks())
def test_needs_come_first_unless_they_go_in_a_circle(notes: list[Candidate]) -> None:
    at = {card: place for place, card in enumerate(learning_order(notes))}
    by_key = {one.key: one for one in notes}

    def needed_by(key: str) -> set[str]:
        found: set[str] = set()
        pending = [key]
        while pending:
            for other in by_key[pending.pop()].needs:
                if other in by_key and other not in found:
                    found.add(other)
                    pending.append(other)
        return found

    for one in notes:
        needed = needed_by(one.key)
        if any(other in needed_by(other) for other in needed):
            continue
        for other in needed:
            if one.cards and by_key[other].cards:
                assert at[by_key[other].cards[0]] < at[one.cards[0]]


def test_many_notes_are_no_matter_of_their_square() -> None:
    notes = [note(f"n{at}", f"T{at % 200}", asked=at % 10) for at in range(3_000)]
    notes += [note(f"m{at}", needs=(f"m{at + 1}",), follow_up=(f"m{at + 2}",)) for at in range(3_000)]
    assert len(learning_order(notes)) == 6_000


@pytest.mark.parametrize("cards", [0, 1])
def test_a_note_without_cards_is_no_obstacle(cards: int) -> None:
    notes = [note("shown", cards=cards, stage=2), note("b", needs=("shown",))]
    assert learning_order(notes)[-1] == "b"


def test_a_topic_begins_without_open_questions_unless_something_needs_one() -> None:
    notes = [note(f"open{at}", stage=3, asked=9) for at in range(9)]
    notes += [note(f"read{at}", asked=3) for at in range(20)]
    found = learning_order(notes)
    assert all(card.startswith("read") for card in found[: RUN * BEGINNING])
    assert found[RUN * BEGINNING].startswith("open")
    needed = learning_order([note("open", stage=3), note("why", asked=9, needs=("open",))])
    assert needed == ["open", "why"]


def test_no_topic_takes_more_than_its_share_while_there_are_others() -> None:
    notes = [note(f"spark{at}", "Spark", asked=9) for at in range(100)]
    notes += [
        note(f"{topic}{at}", topic, asked=3) for topic in ("Hive", "Kafka", "Flink") for at in range(40)
    ]
    topics = [card.rstrip("0123456789") for card in learning_order(notes)]
    for start in range(0, 60, RUN):
        assert topics[start : start + LATELY * RUN].count("spark") <= MOST_LATELY * RUN
    assert topics.count("spark") == 100


def test_a_day_is_of_few_topics_whichever_card_it_begins_with() -> None:
    """Also where what is needed lies in another topic, and where small topics run dry."""
    topics = {f"t{number}": 60 if number % 2 else 7 for number in range(14)}
    notes = [
        note(f"{topic}-{at}", topic, asked=1 + (at * 7 + len(topic)) % 9)
        for topic, count in topics.items()
        for at in range(count)
    ]
    notes += [note(f"x{at}", "X", asked=9, needs=(f"t{at}-3",)) for at in range(14)]
    where = {one.key: one.topic for one in notes}
    found = [where[card] for card in learning_order(notes)]
    days = [len(set(found[start : start + DAY])) for start in range(len(found) - 5 * DAY)]
    assert max(days) == TOPICS


def test_more_topics_than_a_day_may_have_come_when_those_at_hand_have_no_card_left() -> None:
    assert len(learning_order([note(f"n{at}", f"T{at}") for at in range(50)])) == 50


@given(
    count=st.integers(0, 60),
    stage=st.integers(0, 3),
    level=st.sampled_from(("core", "solid", "deep", None)),
    asked=st.none() | st.integers(0, 9),
)
def test_notes_that_are_alike_come_as_they_would_one_by_one(
    count: int, stage: int, level: Level | None, asked: int | None
) -> None:
    notes = [note(f"a{at}", stage=stage, level=level, asked=asked) for at in range(count)]
    assert learning_order(notes) == in_runs(notes) == [f"a{at}" for at in range(count)]


@given(notes=decks())
def test_the_short_way_and_the_long_one_agree(notes: list[Candidate]) -> None:
    assert learning_order(notes) == in_runs(notes)
