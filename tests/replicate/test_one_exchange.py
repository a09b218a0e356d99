"""One exchange with a folder takes all that is ours, though some of it is only known by other files there."""

import json
from pathlib import Path

import pytest

from tests.replicate.test_folder import device
from tests.store.build import DAY, answer
from trainer.replicate.folder import exchange
from trainer.store.backup import make


@pytest.mark.parametrize("restored", [False, True])
def test_a_copy_from_before_the_first_exchange_takes_all_at_once(tmp_path: Path, *, restored: bool) -> None:
    """Its log does not know yet of which history it is; its device's own file in the folder does."""
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        name = one.about("device") or ""
        before = make(tmp_path / "one.db", 1, "by-hand").path
        exchange(one, name, folder)
    with device(tmp_path / "two.db") as two:
        exchange(two, two.about("device") or "", folder)
        two.record(answer("deck/b", 4, DAY + 1))
        exchange(two, two.about("device") or "", folder)
        everything = two.events()
    with device(before) as back:
        found = exchange(back, back.new_device() if restored else name, folder)
        assert (found.came, found.strange) == (1, ())
        assert back.events() == everything


def test_one_exchange_takes_all_that_a_second_one_would(tmp_path: Path) -> None:
    """The events in a file tell of devices whose own files are ours then, whatever history they name."""
    folder = tmp_path / "shared"
    names = []
    for name, day in (("one", DAY), ("two", DAY + 1)):
        with device(tmp_path / f"{name}.db") as store:
            store.record(answer("deck/a", 4, day))
            exchange(store, store.about("device") or "", folder, join=True)
            store.record(answer("deck/b", 4, day))
            exchange(store, store.about("device") or "", folder, join=True)
            names.append(store.about("device"))
    one, two = (folder / f"{name}.jsonl" for name in names)
    head, *events = two.read_text().splitlines(keepends=True)
    with one.open("a") as file:
        file.write(events[0])
    two.write_text(head.replace(json.loads(head)["history"], "f" * 16) + "".join(events))
    with device(tmp_path / "three.db") as three:
        three.note("history", json.loads(one.read_text().splitlines()[0])["history"])
        found = exchange(three, "three", folder)
        assert (found.came, found.strange) == (4, ())
        assert exchange(three, "three", folder).came == 0
