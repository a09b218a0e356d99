"""What is said of a card is what the query finds: one meaning for each word behind ``is:``."""

from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.browse.row import MARKS, rows
from trainer.browse.wording import MARKED
from trainer.core.log import outside_detail
from trainer.core.state import Outside
from trainer.scheduling.leech import FIRST, is_leech
from trainer.store.store import Store


def fill(store: Store) -> None:
    Shelf(store, *map(basic, ("new", "again", "away", "flag", "wanted", "leech")), pair("due"), pair("off"))
    for card in ("due#c1", "away", "off#c1"):
        store.record(answer(f"deck/{card}", 4, DAY - 9))
    store.record(answer("deck/again", 1, DAY))
    for card, kind in (("off#c2", "bury"), ("away", "suspend"), ("flag", "flag"), ("wanted", "want")):
        store.record(mark(f"deck/{card}", kind))
    there = outside_detail(Outside(DAY + 20, DAY - 4, 24, 250, 30, FIRST))
    store.record(mark("deck/leech", "adopt", DAY - 4, detail=there))


def test_each_mark_stands_at_those_cards_that_its_query_finds(store: Store) -> None:
    fill(store)
    listed = rows(store, store.cards(store.search("", DAY), DAY), DAY)
    for word in MARKS:
        found = store.cards(store.search(f"is:{word}", DAY), DAY)
        assert found, word
        assert sorted(row.card for row in listed if word in row.marks) == sorted(found)


def test_a_note_is_buried_with_all_its_cards(store: Store) -> None:
    fill(store)
    marks = {row.card: row.marks for row in rows(store, ["deck/off#c1", "deck/off#c2"], DAY)}
    assert marks == {"deck/off#c1": ("buried",), "deck/off#c2": ("new", "buried")}, (
        "the first is not due today"
    )


def test_a_leech_is_what_was_forgotten_often_wherever_that_was(store: Store) -> None:
    fill(store)
    (leech,) = store.cards(store.search("is:leech", DAY), DAY)
    assert (leech, is_leech(store.state(leech))) == ("deck/leech", True)
    assert [leech] == store.cards(store.search(f"prop:lapses>={FIRST}", DAY), DAY)
    assert not store.state(leech).flagged
    assert leech in store.cards(store.search(MARKED, DAY), DAY)
