"""Fixtures of the tests of what comes home from a real Anki. Imported within: most tests here need none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trainer.store.store import Store


@pytest.fixture
def answered(tmp_path: Path) -> Iterator[Store]:
    """A store in which cards were practised."""
    from tests.anki.test_schedules import practised

    with Store(tmp_path / "trainer.db") as store:
        practised(store)
        yield store


@pytest.fixture
def anki(answered: Store, tmp_path: Path) -> Iterator[Any]:
    """A collection of a real Anki that has taken it in."""
    from tests.anki.test_schedules import exported, taken

    collection = taken(exported(answered, tmp_path / "there.apkg"), tmp_path)
    yield collection
    collection.close()
