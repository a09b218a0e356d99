"""What a session came to, and what is left of the day in its scope and elsewhere."""

import pytest

from tests.practice.context import Clock, give, session
from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.custom import Custom
from trainer.core.library import First
from trainer.core.scope import CORE, Scope
from trainer.goals.session import begin
from trainer.practice.summary import figures, head, summary
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

FEW = Plan(new_per_day=5)


def fill(store: Store) -> None:
    shelf = Shelf(store)
    for deck in "ab":
        notes = [basic(f"n{number}", level="core" if number % 2 else "solid") for number in range(8)]
        shelf.put(f"{deck}.yaml", *notes, deck=deck, title=deck)
    shelf.sync()
    for card in ("a/n0", "b/n0", "b/n1"):
        store.record(answer(card, 4, DAY - 3))


def test_what_is_left_and_what_is_elsewhere_are_the_day_together(store: Store) -> None:
    fill(store)
    for scope in (Scope(("a",)), Scope(("b",)), Scope(query=CORE)):
        practice = session(store, plan=FEW, scope=scope)
        for _ in range(9):
            told = summary(practice)
            assert told.left.total + told.elsewhere == session(store, plan=FEW).counts.total
            if practice.attempt is None:
                break
            give(practice, 4)


def test_cards_elsewhere_are_of_other_decks_only_where_decks_were_named(store: Store) -> None:
    fill(store)
    for scope, done, where in (
        (Scope(("a",)), "other decks have cards", "in other decks"),
        (Scope(query=CORE), "there are other cards", "that were not asked for here"),
    ):
        practice = session(store, plan=FEW, scope=scope)
        while practice.attempt is not None:
            give(practice, 4)
        told = summary(practice)
        assert head(told) == f"Done here; {done} today."
        assert where in next(text for label, text in figures(told) if label == "elsewhere")


def test_what_another_program_did_in_scope_is_not_told_as_elsewhere(store: Store) -> None:
    shelf = Shelf(store, *(basic(f"n{number}") for number in range(4)))
    shelf.sync()
    practice, other = (session(store, plan=FEW, scope=Scope(("deck",))) for _ in "ab")
    give(practice, 4, 4)
    other.undo()
    assert practice.attempt is not None
    assert summary(practice).elsewhere == 0


@pytest.mark.parametrize(("first", "own"), [("own-only", False), ("shipped-only", True)])
def test_new_cards_that_a_setting_leaves_out_of_decks_that_were_named_are_told(
    store: Store, first: First, own: bool
) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("n0"), basic("n1"), deck="a")
    shelf.files["a.yaml"] = shelf.files["a.yaml"]._replace(own=own)
    shelf.sync()
    for setting in (first, "mixed"):
        told = summary(session(store, plan=Plan(first=setting), scope=Scope(("a",))))
        assert ("left out" in dict(figures(told))) == (setting == first)
    assert (
        dict(figures(summary(session(store, plan=Plan(first=first), scope=Scope(("a",))))))["left out"]
        == f'2 notes not met, by the setting `first = "{first}"`'
    )


@pytest.mark.parametrize("custom", [Custom(cram="missed"), Custom(weakest=True)])
def test_where_no_card_is_of_the_kind_that_was_asked_for_that_is_told(store: Store, custom: Custom) -> None:
    fill(store)
    assert head(summary(begin(store, Clock(), FEW, custom=custom))) == "No card is of that kind now."
    assert head(summary(begin(store, Clock(), FEW))) == "Nothing answered yet."
    assert head(summary(begin(store, Clock(), FEW, custom=Custom(minutes=5)))) == "Nothing answered yet."
