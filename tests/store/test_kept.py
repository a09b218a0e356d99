"""What follows from history and decks is found once, until one of them is written."""

from pathlib import Path

from tests.store.build import DAY, Shelf, answer, basic
from trainer.store.kept import MOST
from trainer.store.store import Store


class Finding:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_it_is_found_once_until_something_is_written(store: Store) -> None:
    shelf, find = Shelf(store, basic("a")), Finding()
    assert [store.kept("x", find) for _ in range(3)] == [1, 1, 1]
    store.record(answer("deck/a", 4))
    assert [store.kept("x", find) for _ in range(2)] == [2, 2]
    shelf.put("b.yaml", basic("b"), deck="b")
    shelf.sync()
    assert store.kept("x", find) == 3
    store.undo(answer("deck/a", 4).when)
    assert store.kept("x", find) == 4


def test_what_another_program_writes_counts_too(store: Store, path: Path) -> None:
    Shelf(store, basic("a"))
    find = Finding()
    assert store.kept("x", find) == 1
    with Store(path) as other:
        other.record(answer("deck/a", 4, DAY))
    assert [store.kept("x", find) for _ in range(2)] == [2, 2]


def test_only_so_much_is_kept_the_latest_longest(store: Store) -> None:
    first, find = Finding(), Finding()
    for number in range(MOST + 5):
        store.kept("x", first)
        store.kept(number, find)
    assert first.times == 1
    store.kept(0, find)
    assert find.times == MOST + 6


def test_what_was_done_today_is_read_once_until_more_is(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    found = store.today(DAY)
    assert store.today(DAY) is found
    store.record(answer("deck/b", 4))
    assert (found.new, store.today(DAY).new) == (1, 2)
