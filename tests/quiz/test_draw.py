"""Which cards a quiz asks, and in which order."""

from collections import Counter

import pytest

from tests.build import sm2_memory
from trainer.core.card import Note
from trainer.core.kinds import Aspect, Basic, Choice, Compare, Wrong
from trainer.core.log import Event
from trainer.core.state import NEW, CardState
from trainer.quiz.draw import LastAnswer, both_sides, draw, latest, weight
from trainer.quiz.question import Question, Source
from trainer.scheduling.registry import DEFAULT

DAY = 739_000
KNOWN = CardState(sm2_memory(4, 260, 30, DAY + 9, reviews=4))


def choice(name: str, deck: str = "d") -> Note:
    return Note(deck, name, Choice(f"{name}?", ("right",), (Wrong("left"), Wrong("up"), Wrong("down"))))


def table(name: str, deck: str = "d", rows: int = 3) -> Note:
    aspects = tuple(Aspect(f"r{n}", f"Row {n}", (("a", f"a{n}"), ("b", f"b{n}"))) for n in range(rows))
    return Note(deck, name, Compare((("a", "A"), ("b", "B")), aspects))


def drawn(
    notes: list[Note],
    count: int = 12,
    *,
    states: dict[str, CardState] | None = None,
    asked: dict[str, LastAnswer] | None = None,
    topics: dict[str, str] | None = None,
    seed: str = "s",
) -> list[Question]:
    return draw(
        Source(notes),
        notes,
        states or {},
        asked or {},
        count,
        scheduler=DEFAULT,
        topics=topics or {},
        day=DAY,
        seed=seed,
    )


def cards(questions: list[Question]) -> list[str]:
    return [question.card for question in questions]


NOTES = [choice(f"n{n}") for n in range(30)]


def test_as_many_are_asked_as_wanted_and_as_there_are() -> None:
    assert len(drawn(NOTES, 12)) == 12
    assert len(drawn(NOTES[:5], 12)) == 5
    assert drawn([]) == []


def test_the_seed_decides_the_round() -> None:
    assert drawn(NOTES, seed="a") == drawn(NOTES, seed="a")
    assert cards(drawn(NOTES, seed="a")) != cards(drawn(NOTES, seed="b"))


def test_no_note_is_asked_twice() -> None:
    assert len(drawn([table("t", rows=6)])) == 1


def test_a_note_with_many_cards_has_the_chance_of_one_with_a_single_card() -> None:
    notes = [table("t", rows=20), choice("c")]
    first = Counter(drawn(notes, 1, seed=str(seed))[0].card.partition("#")[0] for seed in range(400))
    assert 140 < first["d/t"] < 260


def test_suspended_cards_are_left_out() -> None:
    states = {"d/n0": CardState(suspended=True)}
    assert cards(drawn(NOTES[:3], states=states)) != []
    assert "d/n0" not in cards(drawn(NOTES[:3], states=states))


def test_what_makes_no_question_is_passed_over() -> None:
    assert cards(drawn([Note("d", "b", Basic("B?", "b")), choice("c")])) == ["d/c"]


def test_decks_take_turns() -> None:
    notes = [*NOTES, *[choice(f"e{n}", "e") for n in range(3)], choice("f", "f")]
    decks = [question.card.partition("/")[0] for question in drawn(notes, 6)]
    assert set(decks[:3]) == {"d", "e", "f"}
    assert Counter(decks) == {"d": 3, "e": 2, "f": 1} or Counter(decks) == {"d": 2, "e": 3, "f": 1}


def test_topics_take_turns_before_decks_do() -> None:
    notes = [choice(f"n{n}", deck) for deck in ("a1", "a2", "a3", "b1") for n in range(5)]
    topics = {"a1": "A", "a2": "A", "a3": "A", "b1": "B"}
    decks = [question.card.partition("/")[0] for question in drawn(notes, 6, topics=topics)]
    assert [topics[deck] for deck in decks].count("B") == 3
    assert {deck for deck in decks if deck != "b1"} == {"a1", "a2", "a3"}


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ((KNOWN, None), (NEW, None)),
        ((NEW, None), (KNOWN._replace(memory=sm2_memory(0, 250, 1, DAY, reviews=3)), None)),
        ((NEW, None), (KNOWN._replace(memory=sm2_memory(4, 250, 9, DAY, reviews=5, lapses=1)), None)),
        ((NEW, None), (KNOWN._replace(memory=sm2_memory(4, 236, 9, DAY, reviews=5)), None)),
        ((KNOWN, LastAnswer(DAY - 9, right=True)), (KNOWN, LastAnswer(DAY - 9, right=False))),
        ((KNOWN, LastAnswer(DAY - 2, right=True)), (KNOWN, None)),
        ((KNOWN, LastAnswer(DAY, right=True)), (KNOWN, LastAnswer(DAY - 2, right=True))),
        ((NEW, LastAnswer(DAY, right=False)), (KNOWN, LastAnswer(DAY - 2, right=True))),
    ],
)
def test_weak_cards_and_those_not_asked_lately_come_first(
    less: tuple[CardState, LastAnswer | None], more: tuple[CardState, LastAnswer | None]
) -> None:
    assert 0 < weight(*less, DAY, DEFAULT) < weight(*more, DAY, DEFAULT)


def test_a_week_after_it_was_asked_a_card_has_its_full_chance_again() -> None:
    a_week, less = (LastAnswer(DAY - days, right=True) for days in (7, 6))
    assert weight(KNOWN, a_week, DAY, DEFAULT) == weight(KNOWN, None, DAY, DEFAULT)
    assert weight(KNOWN, less, DAY, DEFAULT) < weight(KNOWN, None, DAY, DEFAULT)


def test_a_round_prefers_what_was_not_asked_today() -> None:
    asked = {f"d/n{n}": LastAnswer(DAY, right=True) for n in range(15)}
    found = [card for seed in "abcdefgh" for card in cards(drawn(NOTES, 10, asked=asked, seed=seed))]
    assert sum(card in asked for card in found) < 8


def test_the_latest_quiz_answer_counts() -> None:
    events = [Event("", "", 0, DAY + n, 0, "d/n0", "quiz", grade=grade) for n, grade in enumerate((4, 2))]
    assert latest(events) == {"d/n0": LastAnswer(DAY + 1, right=False)}


class TestBothSides:
    notes = (table("t"), choice("c"), choice("z"))
    source = Source(notes)
    every = frozenset({"d/c", "d/z", *(f"d/t#r{row}.{subject}" for row in range(3) for subject in "ab")})

    def sides(self, *pairs: tuple[str, str], count: int = 12, cards: frozenset[str] = every) -> list[str]:
        found = both_sides(self.source, pairs, cards, count, seed="s")
        return [question.asked or question.card for question in found]

    def test_a_pair_of_cards_is_asked_from_both_sides_which_are_kept_apart(self) -> None:
        pairs = ("d/t#r0.a", "d/t#r0.b"), ("d/c", "left"), ("d/t#r1.b", "d/t#r1.a")
        assert self.sides(*pairs) == ["d/t#r0.a", "d/c", "d/t#r1.b", "d/t#r0.b", "d/t#r1.a"]

    def test_the_most_frequent_are_asked_when_there_are_too_many(self) -> None:
        assert self.sides(("d/c", "left"), ("d/z", "up"), count=1) == ["d/c"]

    def test_the_other_one_is_among_the_options(self) -> None:
        (question,) = both_sides(self.source, [("d/c", "left")], self.every, 9, seed="s")
        assert "left" in [option.text for option in question.options]

    def test_a_pair_that_can_no_longer_be_asked_is_passed_over(self) -> None:
        assert self.sides(("d/c", "gone"), ("d/gone", "left"), ("d/z", "up")) == ["d/z"]

    def test_only_cards_that_may_be_asked_are(self) -> None:
        assert self.sides(("d/t#r0.a", "d/t#r0.b"), cards=frozenset({"d/t#r0.b"})) == ["d/t#r0.b"]

    def test_a_card_mixed_up_with_two_others_is_asked_once(self) -> None:
        assert self.sides(("d/c", "left"), ("d/c", "up")) == ["d/c"]
