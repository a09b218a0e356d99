"""Every test runs in a world of its own: no test reads or writes the developer's files."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build import close_all
from tests.searching import register_profiles
from trainer.store.store import Store

register_profiles()


@pytest.fixture(autouse=True)
def own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point home, configuration and data into the test's folder, and forget the developer's choices."""
    for name in list(os.environ):
        if name.startswith(("TRAINER_", "XDG_")) or name in ("VISUAL", "EDITOR", "NO_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def quick_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn is seen at once, as tests press keys faster than anybody reads."""
    monkeypatch.setattr("trainer.tui.widgets.seen.SETTLE", 0.0)


@pytest.fixture(autouse=True)
def libraries_closed() -> Iterator[None]:
    """Close what `tests.build` opened."""
    yield
    close_all()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new history file, open."""
    with Store(tmp_path / "trainer.db") as store:
        yield store
