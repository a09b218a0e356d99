"""What the store tells of the latest answers, and of what interviewers ask."""

from tests.store.build import DAY, READER, Shelf, answer, basic, noon
from trainer.core.card import Asked
from trainer.core.library import Answered
from trainer.core.moment import Moment
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store


def test_the_latest_answers_tell_how_long_they_took_and_which_were_first_looks(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY, took=30_000))
    store.record(answer("deck/b", 2, DAY))
    store.record(answer("deck/a", 5, DAY + 1, took=9_000, before=SM2.answer(None, 4, DAY).memory))
    assert store.answers(2) == [
        Answered("deck/a", "basic", DAY + 1, 9_000, first=False),
        Answered("deck/b", "basic", DAY, 0, first=True),
    ]
    assert len(store.answers(9)) == 3


def test_what_was_undone_or_is_in_no_deck_tells_nothing(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    store.undo(Moment(noon(DAY) + 1, DAY))
    store.record(answer("deck/gone", 4))
    assert store.answers(9) == []
    assert shelf.files


def test_what_is_asked_is_kept_with_the_decks(store: Store) -> None:
    assert store.asked() == []
    counted = [Asked(2.5, ("deck/a", "deck/b#c1")), Asked(1.0, ())]
    store.shelve([], 0, 1, READER, counted)
    assert store.asked() == counted
    store.shelve([], 0, 1, READER)
    assert store.asked() == []
