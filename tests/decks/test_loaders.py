"""PyYAML's pure loader does what its C loader does: where that is missing, everything shipped works."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from trainer.decks.find import SYLLABUS, find
from trainer.decks.format.deckfile import read_deck
from trainer.decks.syllabus import read_syllabus
from trainer.decks.yaml import tree
from trainer.paths import shipped_decks

FILES = [file.path for file in find([shipped_decks()])]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_deck_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LOADER", yaml.CSafeLoader)
    by_c = read_deck(path)
    monkeypatch.setattr(tree, "LOADER", yaml.SafeLoader)
    assert read_deck(path) == by_c
    assert by_c.deck is not None


def test_the_shipped_syllabus_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LOADER", yaml.CSafeLoader)
    by_c = read_syllabus(shipped_decks() / SYLLABUS)
    monkeypatch.setattr(tree, "LOADER", yaml.SafeLoader)
    assert read_syllabus(shipped_decks() / SYLLABUS) == by_c
    assert by_c.problems == ()


WITHOUT_C = """
import sys
sys.modules["yaml._yaml"] = None
import yaml
assert not yaml.__with_libyaml__
from trainer.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_program_works_where_there_is_no_c_loader(tmp_path: Path) -> None:
    small = min(FILES, key=lambda path: path.stat().st_size)  # all of them are read above
    command = [sys.executable, "-c", WITHOUT_C, "check", str(small)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert " 0 errors" in done.stderr
    command = [sys.executable, "-c", WITHOUT_C, "--db", str(tmp_path / "t.db"), "--decks", str(small), "due"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
