"""What `run.py` installs is what was tested, to the byte: every package by version and hash."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import run
from tools import hashes
from trainer.core import extras

TEXTS = {name: (run.LOCKED / f"{name}.txt").read_text(encoding="utf-8") for name in hashes.BEGINS}


@pytest.mark.skipif(
    sys.platform == "win32", reason="the lists are made on Linux; pip adds what Windows needs"
)
def test_all_that_is_needed_is_locked_by_hash_in_the_version_that_was_tested() -> None:
    assert {*TEXTS} == {file.stem for file in run.LOCKED.glob("*.txt")}
    for name, wanted in hashes.own().items():
        text = TEXTS[name]
        locked = {name: (version, found) for name, version, found in hashes.entries(text)}
        assert wanted <= locked.keys(), "run python -m tools.hashes INDEX"
        assert {name: version for name, (version, _) in locked.items()} == {
            name: version for name, version in hashes.pinned().items() if name in locked
        }
        assert all(found for _, found in locked.values())
        assert text.count("==") == len(locked), "no line is passed over"


def test_the_lists_together_are_the_tested_versions_and_name_no_address() -> None:
    every = [name for text in TEXTS.values() for name, *_ in hashes.entries(text)]
    assert sorted(every) == sorted(hashes.pinned())
    assert not re.search(r"https?:|file:|//", "".join(TEXTS.values()))
    for name, begins in hashes.BEGINS.items():
        assert re.findall(r"^-r (\w+)\.txt$", TEXTS[name], re.M) == [*begins]


def test_each_extra_is_installed_by_a_list_of_its_own() -> None:
    """What the clone is told to install, and what that leaves to be told by pip: nothing."""
    read = tomllib.loads((run.HERE / "pyproject.toml").read_text(encoding="utf-8"))
    assert {*hashes.EXTRAS} == {*read["project"]["optional-dependencies"]} - {"dev"}
    for extra in hashes.EXTRAS:
        words = extras.how(extra).split()
        assert {"--no-deps", "--require-hashes", f"locked/{extra}.txt"} <= {*words}
        assert words[words.index("--only-binary") + 1] == ":all:"


def test_nothing_is_built_but_the_program_and_that_by_what_is_locked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[list[str]] = []

    def done(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        said.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(subprocess, "run", done)
    for extra in ("", "dev"):
        said.clear()
        assert run._install(extra) == ""
        _, locked, itself = said
        for command in (locked, itself):
            assert command[command.index("--only-binary") + 1] == ":all:"
        assert {"--no-deps", "--require-hashes"} <= {*locked}
        assert "--no-build-isolation" in itself
        assert itself[itself.index("-c") + 1].endswith("constraints.txt")


def test_these_tests_run_with_what_is_locked() -> None:
    for name, version in hashes.pinned().items():
        assert metadata.version(canonicalize_name(name)) == version


def test_the_oldest_python_that_is_supported_takes_all_of_it() -> None:
    """Debian 12 has 3.11.2, and some packages leave out the first releases of a Python."""
    oldest = ".".join(map(str, run.OLDEST)) + ".0"
    asked = {name: metadata.metadata(canonicalize_name(name))["Requires-Python"] for name in hashes.pinned()}
    assert [name for name, given in asked.items() if given and oldest not in SpecifierSet(given)] == []
