"""An outline says of a note what plans must know: the same as the note itself."""

from tests.samples import EVERY_KIND
from tests.store.build import Shelf, basic
from trainer.core.card import Note, Outline
from trainer.core.scope import EVERYTHING, Scope
from trainer.store.store import Store


def outline(note: Note) -> Outline:
    named = note.needs, note.cite, note.card_keys()
    return Outline(note.key, note.kind, note.level, note.asked, *named, own=True)


def test_outlines_are_those_of_the_notes_in_their_order(store: Store) -> None:
    shelf = Shelf(store)
    notes = [Note("deck", f"n{number}", body) for number, body in enumerate(EVERY_KIND)]
    shelf.put("b.yaml", *notes, deck="b", tags=("x",))
    shelf.put("a.yaml", basic("y", asked=7, level="core", needs=("b/n0", "b/n1")), deck="a")
    shelf.sync()
    for scope in (EVERYTHING, Scope(("a",)), Scope(("b",)), Scope(("nothing",))):
        assert store.outlines(scope) == [outline(note) for note in store.notes(scope)]
    assert [found.deck for found in store.outlines(Scope(("a",)))] == ["a"]
    assert store.outlines(EVERYTHING)[0].card_keys()


def test_what_no_deck_has_any_more_is_left_out(store: Store) -> None:
    shelf = Shelf(store, basic("x"), basic("y"))
    shelf.put("deck.yaml", basic("y"))
    shelf.sync()
    assert [found.key for found in store.outlines(EVERYTHING)] == ["deck/y"]


def test_outlines_say_whose_a_deck_is_and_its_weight(store: Store) -> None:
    shelf = Shelf(store)
    shelf.put("a.yaml", basic("x"), deck="a", weight=3)
    shelf.put("b.yaml", basic("y"), deck="b")
    shelf.files["b.yaml"] = shelf.files["b.yaml"]._replace(own=False)
    shelf.sync()
    assert [(each.own, each.weight) for each in store.outlines(EVERYTHING)] == [(True, 3), (False, 1)]
