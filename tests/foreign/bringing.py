"""The verb `trainer import` in a world of its own, and what it made of a file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from trainer.cli.main import main
from trainer.core.card import Deck, Note
from trainer.core.errors import Exit
from trainer.core.log import Event
from trainer.core.mathematics import flat
from trainer.core.state import CardState
from trainer.decks.find import find
from trainer.decks.library import read
from trainer.decks.lint.decks import lint
from trainer.store.store import Store

DATA = Path(__file__).parent.parent / "data" / "import"


class World:
    """A history and a folder of decks into which things are brought."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self.out = folder / "mine"
        self.database = folder / "trainer.db"
        self._capsys = capsys
        monkeypatch.setenv("TRAINER_DECKS", str(self.out))
        monkeypatch.setenv("TRAINER_DB", str(self.database))

    def run(self, *words: object, status: int = Exit.DONE) -> str:
        """Run a verb and return what it said."""
        found = main([str(word) for word in words])
        said = self._capsys.readouterr()
        assert found == status, said
        return said.out + said.err

    def bring(self, file: Path, *words: str) -> Any:
        """Bring a file in and return the report; the decks then pass `trainer check`."""
        self._capsys.readouterr()
        assert main(["import", str(file), "--out", str(self.out), "--json", *words]) == Exit.DONE
        report = json.loads(self._capsys.readouterr().out)
        catalogue = read(find([self.out] if self.out.exists() else []))
        assert [problem for problem in catalogue.problems if problem.severity == "error"] == []
        assert [problem for problem in lint(catalogue.decks) if problem.severity == "error"] == []
        return report

    def decks(self) -> dict[str, Deck]:
        return {deck.title: deck for deck in read(find([self.out])).decks}

    def notes(self) -> list[Note]:
        return [note for deck in self.decks().values() for note in deck.notes]

    def texts(self) -> dict[str, str]:
        return {file.name: file.read_text() for file in self.out.rglob("*.yaml")}

    def states(self) -> dict[str, CardState]:
        with Store(self.database) as store:
            assert store.mismatches() == []
            return dict(store.states())

    def events(self) -> list[Event]:
        with Store(self.database) as store:
            return store.events()


def letters(text: str) -> str:
    """Letters, digits, raised and lowered ones too, and `<` of a text."""
    return "".join(re.findall(r"[^\W_]|<", flat(text)))


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> World:
    return World(tmp_path, monkeypatch, capsys)
