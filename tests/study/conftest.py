"""An open store in the test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new history file, open."""
    with Store(tmp_path / "trainer.db") as store:
        yield store
