"""Events of other devices, whatever wrote them: they can never be removed, so none may make the program
unusable."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.searching import some
from tests.store.build import DAY, Shelf, answer, basic, pair
from trainer.confusions import KINDS, mixed_up
from trainer.core.log import UNDOABLE, Altered, Event, are_usual, fault
from trainer.core.moment import Moment
from trainer.interview.estimate import estimate
from trainer.interview.report.html import page
from trainer.interview.report.markdown import markdown
from trainer.interview.transcript import detail, read, read_all
from trainer.practice.why import standing
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

CARDS = ("deck/a", "deck/b#c1", "deck/b#c2", "deck/gone")

ABOUT_ALL = ["step", "minutes", "about", "openers", "dropped", "due", "instead", "thought", "leech"]
ABOUT_ONE = [
    "index",
    "ask",
    "topic",
    "depth",
    "seconds",
    "spoken",
    "points",
    "score",
    "confidence",
    "handled",
]
NAMES = st.sampled_from([*ABOUT_ALL, *ABOUT_ONE])
STEPS = ["start", "answer", "skip", "confidence", "handled", "pause", "over", "mark", "end"]
PLAIN = st.none() | st.booleans() | st.integers(-3, 3) | st.integers() | st.floats() | st.sampled_from(CARDS)
VALUES = st.recursive(PLAIN | st.text(max_size=3), lambda inner: st.lists(inner, max_size=3), max_leaves=5)
TOLD = st.builds(
    lambda step, more: json.dumps({"step": step, **more}),
    st.sampled_from(STEPS),
    st.dictionaries(NAMES, VALUES, max_size=8),
)
DETAILS = (
    TOLD | VALUES.map(json.dumps) | st.sampled_from(["", "{", "[" * 9999, '"\\ud800"', '{"a": "\\ud800"}'])
)
ORDINARY = st.builds(
    Event,
    id=st.uuids().map(str),
    device=st.sampled_from(["pc", ""]),
    at=st.integers(0, 2**41),
    day=st.integers(DAY - 40, DAY),
    offset=st.integers(-99, 99),
    card=st.sampled_from(["deck/a", "deck/a", *CARDS]),
    kind=st.sampled_from([*["review", "mock"] * 6, *sorted(UNDOABLE), "undo", "holiday"]),
    grade=st.integers(0, 5),
    took=st.integers(0, 99_999),
    answer=st.sampled_from(["", "no"]),
    scheduler=st.sampled_from(["", SM2.name, "sm2;max=" + 9999 * "9", "doubling:1"]),
    before=st.sampled_from(["", "{"]),
    session=st.sampled_from(["one", ""]),
    detail=DETAILS,
)
STRANGE = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(["at", "day", "offset", "took", "hints"], st.integers()),
        **dict.fromkeys(["grade", "suggested"], st.none() | st.integers()),
        **dict.fromkeys(["answer", "card", "session", "undoes"], st.text(max_size=3)),
    },
)
EVENTS = ORDINARY | st.builds(lambda event, wrong: event._replace(**wrong), ORDINARY, STRANGE)


@given(st.lists(EVENTS, max_size=12))
@some(40)
def test_whatever_events_come_every_question_can_be_answered_afterwards(events: list[Event]) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "trainer.db") as store:
        Shelf(store, basic("a"), pair("b"))
        merged = store.merge(events)
        assert merged.taken + len(merged.refused) == len(events)
        assert len(store.events()) == merged.taken
        assert store.mismatches() == []
        for key in ("deck/a", "deck/b#c1"):
            card = store.card(key)
            assert card is not None
            assert all(took >= 0 for took in card.usual)
            standing(card, DAY, SM2)
        held = read_all(store.log({"mock"}))
        for one in held:
            assert markdown(one, estimate(held))
            assert page(one, estimate(held))
        mixed_up(store, store.log(KINDS))
        store.today(DAY)
        store.forecast(DAY, 7)
        store.decks(DAY)
        store.record(answer("deck/a", 4))
        store.undo(Moment(0, DAY))


def test_an_undo_under_another_card_takes_back_what_it_names_everywhere(store: Store) -> None:
    Shelf(store, basic("a"))
    undo = GOOD._replace(id="2", card="deck/other", kind="undo", grade=None, undoes="1")
    store.merge([GOOD])
    store.merge([undo])
    assert store.log({"review"}) == []
    assert store.state("deck/a").memory is None
    assert store.mismatches() == []


GOOD = Event("1", "pc", 5, DAY, 0, "deck/a", "review", 4, took=900)


@pytest.mark.parametrize(
    "told", ["no JSON", "[1]", "5", '{"thought": "long"}', '{"thought": -5}', "[" * 9999]
)
def test_an_answer_with_a_foreign_detail_leaves_its_card_to_be_asked(store: Store, told: str) -> None:
    Shelf(store, basic("a"))
    store.merge([GOOD._replace(detail=told)])
    card = store.card("deck/a")
    assert card is not None
    assert card.usual == (900,)


START = detail("start", minutes=20, about="all", openers=[("deck/a", "A")])
ASKED = detail("answer", index=0, depth=0, topic="A", ask="Why?", seconds=60, spoken=False)


@pytest.mark.parametrize(
    "told",
    [
        "no JSON",
        '{"step": "answer"}',
        detail("answer", index=0, depth="deep", topic="A", ask="Why?", seconds=60),
        detail("mark", index="first", score=1),
        detail("mark", index=0, score="full"),
        detail("mark", index=0, score=7),
        detail("mark", index=0, score=1, points=["said"]),
        detail("confidence", index=0, confidence=9),
        detail("pause"),
        detail("start"),
        detail("start", minutes=20, about="all", openers=[5]),
    ],
)
def test_an_interview_is_read_without_the_events_that_are_none_of_its_own(told: str) -> None:
    start = GOOD._replace(kind="mock", grade=None, session="one", detail=START)
    asked = start._replace(id="2", detail=ASKED)
    foreign = start._replace(id="3", detail=told)
    ours = read([start, asked])
    assert ours is not None
    assert len(ours.asked) == 1
    assert read([start, asked, foreign]) == ours
    assert read_all([foreign._replace(session="two"), start, asked]) == [ours]


@given(st.lists(EVENTS, max_size=4))
@some(200)
def test_what_is_called_usual_together_has_no_fault_alone(events: list[Event]) -> None:
    usual = [event for event in events if not fault(event) and event[:2] > ("", "")]
    plain = all(type(value) is not str or value.isascii() for event in usual for value in event)
    assert are_usual(usual) == plain
    assert are_usual(events) <= (usual == events)
    assert not are_usual(
        [*events, Altered(*usual[0])] if usual else [Altered("a", "b", 0, 1, 0, "c", "review", 3)]
    )
