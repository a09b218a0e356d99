"""An open store in the test's own folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's history file is, or will be."""
    return tmp_path / "trainer.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new history file, open."""
    with Store(path) as store:
        yield store
