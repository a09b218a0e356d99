"""Own decks and those that come with the program: each in its order, and needs across them."""

from hypothesis import given
from hypothesis import strategies as st

from tests.scheduling.test_order import decks, note
from trainer.scheduling.candidate import Candidate
from trainer.scheduling.owners import in_turn


def ranked(own: list[Candidate], others: list[Candidate]) -> tuple[list[str], list[str]]:
    """What is met when own decks come first, and when both come in turn."""
    turns = in_turn(own, others)
    first = sorted(turns, key=lambda turn: not turn.own)
    return [card for card, _ in first], [card for card, _ in turns]


def test_each_has_its_own_order_and_both_come_in_turn() -> None:
    own = [note("a", asked=1), note("b", asked=2)]
    others = [note("x", asked=9), note("y", asked=8), note("z", asked=7)]
    assert ranked(own, others) == (["b", "a", "x", "y", "z"], ["b", "x", "a", "y", "z"])


def test_what_an_own_note_needs_from_another_deck_comes_with_it_and_no_sooner() -> None:
    own = [note("a", asked=1, needs=("base",)), note("b", asked=9)]
    others = [note("base", cards=2, asked=9, needs=("root",)), note("root"), note("z", asked=1)]
    first, mixed = ranked(own, others)
    assert first == ["b", "root", "base#0", "a", "base#1", "z"]
    assert mixed.index("root") < mixed.index("base#0") < mixed.index("base#1")
    assert mixed.index("base#0") < mixed.index("a")


def test_what_another_note_needs_from_an_own_deck_is_waited_for() -> None:
    own = [note("a", asked=9), note("b", asked=1)]
    others = [note("x", asked=9, needs=("b",)), note("y", asked=8)]
    first, mixed = ranked(own, others)
    assert first == ["a", "b", "x", "y"]
    assert mixed == ["a", "b", "x", "y"]


def test_needs_in_a_circle_across_decks_lose_no_card() -> None:
    assert ranked([note("a", needs=("x",))], [note("x", needs=("a",))])[0] == ["x", "a"]


@given(notes=decks(), own=st.sets(st.integers(0, 30)))
def test_every_card_comes_exactly_once_in_its_notes_order(notes: list[Candidate], own: set[int]) -> None:
    mine = [one for at, one in enumerate(notes) if at in own]
    theirs = [one for at, one in enumerate(notes) if at not in own]
    for found in ranked(mine, theirs):
        assert sorted(found) == sorted(card for one in notes for card in one.cards)
        for one in notes:
            assert [card for card in found if card in one.cards] == list(one.cards)
