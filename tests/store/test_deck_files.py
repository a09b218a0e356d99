"""Which deck files are read again, and what becomes of those that go, move, break or clash."""

from dataclasses import replace

import pytest

from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.card import Problem
from trainer.core.scope import EVERYTHING
from trainer.store.store import Store


def cards(store: Store) -> list[str]:
    """Keys of all cards in use that were never answered, in learning order."""
    return store.new(DAY, EVERYTHING, 99)


def rules(store: Store) -> list[tuple[str, str]]:
    return [(problem.file, problem.rule) for problem in store.problems()]


def test_a_deck_whose_file_is_gone_is_hidden_with_its_problems_and_comes_back(store: Store) -> None:
    problem = Problem("other.yaml", 4, "other", "x", "why-missing", "warning", "m", "r")
    shelf = Shelf(store, basic("a"))
    shelf.put("other.yaml", basic("x"), deck="other", problems=[problem])
    shelf.sync()
    store.record(answer("other/x", 4))
    assert store.problems() == [problem]
    file = shelf.files["other.yaml"]
    shelf.remove("other.yaml")
    shelf.sync()
    assert [deck.id for deck in store.decks(DAY)] == ["deck"]
    assert store.card("other/x") is None
    assert store.due(DAY + 1, EVERYTHING, 9) == []
    assert store.problems() == []
    shelf.files["other.yaml"] = file  # the very same file, same size and time
    shelf.sync()
    assert store.due(DAY + 1, EVERYTHING, 9) == ["other/x"]
    assert store.problems() == [problem]


def test_a_moved_file_brings_its_deck_along(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    file = shelf.files.pop("deck.yaml")
    assert file.deck is not None
    shelf.files["sub/moved.yaml"] = file._replace(
        path="sub/moved.yaml", deck=replace(file.deck, path="sub/moved.yaml")
    )
    shelf.sync()
    card = store.card("deck/a")
    assert card is not None
    assert card.path == "sub/moved.yaml"
    assert card.state.memory is not None
    assert store.problems() == []
    assert shelf.stale() is None


def test_a_file_that_cannot_be_read_keeps_its_deck_and_hides_no_other(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    shelf.put("other.yaml", basic("x"), deck="other")
    shelf.sync()
    shelf.spoil("deck.yaml")
    shelf.sync()
    assert cards(store) == ["deck/a", "other/x"]
    assert rules(store) == [("deck.yaml", "yaml")]
    assert shelf.stale() is None, "a file that cannot be read is not tried again until it changes"
    shelf.put("other.yaml", basic("x"), basic("y"), deck="other")
    shelf.sync()
    assert cards(store) == ["deck/a", "other/x", "other/y"]
    shelf.put("deck.yaml", basic("a", "mended"))
    shelf.sync()
    assert cards(store) == ["deck/a", "other/x", "other/y"]
    assert store.problems() == []


def test_a_file_unreadable_from_the_start_is_reported(store: Store) -> None:
    shelf = Shelf(store)
    shelf.spoil("new.yaml")
    shelf.sync()
    assert rules(store) == [("new.yaml", "yaml")]
    assert store.decks(DAY) == []


def test_a_file_that_becomes_another_deck_hides_the_one_it_was(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    shelf.put("deck.yaml", basic("a"), deck="renamed")
    shelf.sync()
    assert cards(store) == ["renamed/a"]
    assert [deck.id for deck in store.decks(DAY)] == ["renamed"]


def test_nothing_is_read_or_written_when_nothing_changed(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    assert shelf.stale() is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "shelve", lambda *_: pytest.fail("written without need"))
        shelf.sync()


@pytest.mark.parametrize(("size", "mtime_ns"), [(101, 2), (100, 0)])
def test_a_file_with_another_size_or_time_is_read_again_and_no_other(
    store: Store, size: int, mtime_ns: int
) -> None:
    shelf = Shelf(store, basic("a"))
    shelf.put("other.yaml", basic("x"), deck="other")
    shelf.sync()
    file = shelf.files["other.yaml"]
    assert (file.size, file.mtime_ns) == (100, 2)
    shelf.files["other.yaml"] = file._replace(size=size, mtime_ns=mtime_ns)
    assert shelf.stale() == ["other.yaml"]


def test_a_file_that_came_or_went_is_a_change(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    shelf.put("other.yaml", basic("x"), deck="other")
    assert shelf.stale() == ["other.yaml"]
    shelf.sync()
    shelf.remove("deck.yaml")
    assert shelf.stale() == []


def test_decks_are_learnt_in_the_order_of_their_files(store: Store) -> None:
    shelf = Shelf(store)
    for name in ("m", "z", "a"):
        shelf.put(f"{name}.yaml", basic("x"), deck=name)
    shelf.sync()
    assert cards(store) == ["m/x", "z/x", "a/x"]
    assert [deck.id for deck in store.export()[0]] == ["m", "z", "a"]
    shelf.files = {path: shelf.files[path] for path in ("a.yaml", "m.yaml", "z.yaml")}
    shelf.put("b.yaml", basic("x"), deck="b")
    shelf.sync()
    assert cards(store) == ["a/x", "m/x", "z/x", "b/x"]
