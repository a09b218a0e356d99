"""What is taken back in the browser: the mark is on the card that is back, and what was picked is picked."""

from tests.practice.context import Clock
from tests.store.build import Shelf, basic
from trainer.browse.browser import Browser
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def test_after_undo_and_redo_the_mark_is_on_a_card_of_the_step_and_picks_are_as_before(store: Store) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(6)))
    browser = Browser(store, Clock(), Plan())
    browser.search("-is:suspended")
    browser.move(4)
    one = browser.current
    browser.suspend()
    browser.at = 0
    browser.undo()
    assert (browser.current, browser.chosen) == (one, set())
    browser.at = 1
    browser.choose()
    browser.choose()
    picked = set(browser.chosen)
    browser.suspend()
    assert browser.chosen == set()
    browser.at = 0
    browser.undo()
    assert browser.chosen == picked
    assert browser.current in picked
    browser.chosen.clear()
    browser.search("")
    browser.redo()
    assert browser.current in picked
