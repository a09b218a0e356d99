"""Of a note one card a day is asked; what is due and waits for that is said wherever due cards are."""

import io

import pytest

from tests.practice.context import Clock, all_good, give, session
from tests.store.build import DAY, Shelf, answer, basic, pair
from trainer.browse.browser import Browser
from trainer.context import Context
from trainer.core.card import note_of
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.plain.app import run
from trainer.plain.home import overview_lines
from trainer.practice.overview import overview
from trainer.practice.siblings import said_of, waits_for
from trainer.practice.why import standing
from trainer.scheduling.preferences import Plan
from trainer.scheduling.registry import DEFAULT
from trainer.store.store import Store

DUE = Scope(query=parse("is:due"), day=DAY)


@pytest.fixture
def used(store: Store) -> Store:
    Shelf(store, basic("a"), pair("p"), pair("q"))
    for days, name in enumerate(("p#c2", "p#c1", "q#c1", "q#c2", "a")):
        store.record(answer(f"deck/{name}", 4, DAY - 20 + days))
    return store


@pytest.mark.parametrize("answered", [0, 1, 3])
def test_a_due_card_waits_for_the_one_of_its_note_that_the_day_asks_or_asked(
    used: Store, answered: int
) -> None:
    give(session(used), *[4] * answered)
    asked = {*used.due(DAY, EVERYTHING, 99)}
    assert len(asked) == 3 - answered
    for key in used.cards(DUE, DAY):
        other, said = waits_for(used, DAY, key), said_of(used, DAY, key)
        assert bool(other) == bool(said) == (key not in asked)
        card = used.card(key)
        assert card is not None
        words = standing(card, DAY, DEFAULT, sibling=said)
        assert ("Not asked today" in words) == (key not in asked)
        assert not other or (note_of(other) == note_of(key) and other in words)
    assert {waits_for(used, DAY, "deck/nowhere"), said_of(used, DAY, "deck/nowhere")} == {""}


@pytest.mark.parametrize("query", ["is:due", "id:deck/* is:due"])
def test_lists_of_due_cards_and_the_day_of_a_query_say_how_many_wait(used: Store, query: str) -> None:
    browser = Browser(used, Clock(), Plan(), query=query)
    browser.read_again()
    view = overview(session(used, scope=used.search(query, DAY)))
    assert view.left.due + 2 == len(browser.cards) == 5
    said = "2 due cards are not asked today, as another of the note is"
    assert browser.waiting == view.waiting == said
    assert said in [*overview_lines(view)]
    out = io.StringIO()
    run(Context(used, Clock(), Plan(), start="browse", query=query), io.StringIO("q\n"), out)
    assert said in out.getvalue()


def test_nothing_is_said_where_the_numbers_are_the_same(used: Store) -> None:
    for query in ("", "deck:deck", "is:due id:deck/a", "not is:due"):
        browser = Browser(used, Clock(), Plan(), query=query)
        browser.read_again()
        assert browser.waiting == ""
    assert overview(session(used)).waiting == ""
    all_good(session(used))
    assert "2 due cards" in overview(session(used, scope=used.search("is:due", DAY))).waiting
