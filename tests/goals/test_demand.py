"""What is asked, and which new cards are worth their time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Asked, Note
from trainer.core.kinds import Basic, Cloze
from trainer.goals.demand import Demand, Question
from trainer.goals.material import demand_of
from trainer.scheduling.demand import NOT_ASKED

TWO = Demand([Question(3.0, ("d/a", "d/b")), Question(1.0, ("d/c",))])


def test_a_question_can_be_answered_as_likely_as_all_its_cards_are_recalled() -> None:
    assert TWO.value({"d/a": 0.9, "d/b": 0.5, "d/c": 0.8}) == pytest.approx((3 * 0.45 + 0.8) / 4)
    assert TWO.value({"d/a": 0.9}) == 0.0
    assert Demand().value({}) == 0.0


def test_a_card_is_worth_what_the_others_of_its_questions_let_it() -> None:
    assert TWO.behind("d/a", {"d/b": 0.5}) == pytest.approx(1.5)
    assert TWO.behind("d/a", {}) == 0.0
    assert TWO.behind("d/other", {}) == 0.0


def test_offers_go_by_what_is_answered_for_a_second_and_count_what_is_known_already() -> None:
    seconds = {"d/a": 40.0, "d/b": 40.0, "d/c": 20.0}
    assert [offer.cards for offer in TWO.offers({}, 0.7, seconds)] == [("d/c",), ("d/a", "d/b")]
    assert [offer.cards for offer in TWO.offers({"d/a": 0.9}, 0.7, seconds)] == [("d/b",), ("d/c",)]


def test_what_a_card_needs_costs_its_time_once() -> None:
    demand = Demand(
        [Question(1.0, ("d/a",)), Question(1.0, ("d/b",)), Question(0.9, ("d/c",))],
        {"d/a": ("d/base",), "d/b": ("d/base",)},
    )
    offers = list(demand.offers({}, 0.7, dict.fromkeys(("d/a", "d/b", "d/c", "d/base"), 40.0)))
    assert [offer.cards for offer in offers] == [("d/c",), ("d/base", "d/a"), ("d/b",)]


@given(st.data())
def test_every_card_of_a_question_is_offered_once_behind_its_needs(data: st.DataObject) -> None:
    keys = [f"d/{number}" for number in range(data.draw(st.integers(1, 12)))]
    some = st.lists(st.sampled_from(keys), max_size=3, unique=True).map(tuple)
    needs = {key: data.draw(some) for key in keys}
    known = dict.fromkeys(data.draw(st.sets(st.sampled_from(keys))), 0.8)
    questions = [
        Question(data.draw(st.floats(0, 5)), data.draw(some)) for _ in range(data.draw(st.integers(0, 8)))
    ]
    fresh = {key: 30.0 for key in keys if key not in known}
    offered = [card for offer in Demand(questions, needs).offers(known, 0.7, fresh) for card in offer.cards]
    assert len(offered) == len(set(offered))
    assert {card for question in questions for card in question.cards} - known.keys() <= set(offered)
    circle_free = all(needed < key for key, each in needs.items() for needed in each)
    if circle_free:
        for at, card in enumerate(offered):
            assert set(needs[card]) - known.keys() <= set(offered[:at])


NOTES = [
    Note("d", "often", Basic("?", "!")),
    Note("d", "never", Basic("?", "!"), level="core"),
    Note("d", "gaps", Cloze("{{c1::a}} {{c2::b}}"), needs=("d/often",)),
    Note("own", "five", Basic("?", "!"), asked=5),
    Note("own", "core", Basic("?", "!"), level="core"),
]
CARDS = [key for note in NOTES for key in note.card_keys()]


def test_what_was_counted_weighs_notes_that_nobody_asks_count_next_to_nothing() -> None:
    counts = [Asked(2e6, ("d/often",)), Asked(1e6, ("d/gaps#c1", "gone/note"))]
    demand = demand_of(NOTES, CARDS, counts)
    expected = [
        (1.0, ("d/often",)),
        (7 / 13, ("d/gaps#c1",)),  # a tenth of it is taken for chance
        (2**-4 * NOT_ASKED, ("d/never",)),
        (2**-4.5 * NOT_ASKED, ("d/gaps#c2",)),
        (0.25, ("own/five",)),
        (2**-4, ("own/core",)),
    ]
    assert [question.cards for question in demand.questions] == [cards for _, cards in expected]
    weights = [question.weight for question in demand.questions]
    assert weights == pytest.approx([weight for weight, _ in expected], abs=1e-4)
    assert demand.needs == {"d/gaps#c1": ("d/often",), "d/gaps#c2": ("d/often",)}


def test_suspended_cards_are_asked_for_by_no_question() -> None:
    demand = demand_of(NOTES, [key for key in CARDS if key != "d/gaps#c1"], [Asked(1.0, ("d/gaps",))])
    assert demand.questions[0] == Question(1.0, ("d/gaps#c2",))
    assert all("d/gaps#c1" not in question.cards for question in demand.questions)
    assert demand_of(NOTES, [], [Asked(1.0, ("d/gaps",))]).questions == []
