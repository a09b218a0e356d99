"""What `run.py` installs is what was tested, to the byte: every package by version and hash."""

import re
import sys
from importlib import metadata

import pytest
from packaging.utils import canonicalize_name

import run
from tools import hashes

RUN, TESTS = ((run.LOCKED / name).read_text(encoding="utf-8") for name in ("run.txt", "tests.txt"))


@pytest.mark.skipif(
    sys.platform == "win32", reason="the lists are made on Linux; pip adds what Windows needs"
)
@pytest.mark.parametrize(("text", "extra"), [(RUN, ""), (TESTS, "dev")])
def test_all_that_is_needed_is_locked_by_hash_in_the_version_that_was_tested(text: str, extra: str) -> None:
    locked = {name: (version, found) for name, version, found in hashes.entries(text)}
    needed = hashes.needed(extra) - (hashes.needed("") if extra else set())
    assert needed <= locked.keys(), "run python -m tools.hashes INDEX"
    assert {name: version for name, (version, _) in locked.items()} == {
        name: version for name, version in hashes.pinned().items() if name in locked
    }
    assert all(found for _, found in locked.values())
    assert text.count("==") == len(locked), "no line is passed over"


def test_the_lists_together_are_the_tested_versions_and_name_no_address() -> None:
    both = [name for text in (RUN, TESTS) for name, *_ in hashes.entries(text)]
    assert sorted(both) == sorted(hashes.pinned())
    assert not re.search(r"https?:|file:|//", RUN + TESTS)
    assert "-r run.txt" in TESTS


def test_these_tests_run_with_what_is_locked() -> None:
    for name, version in hashes.pinned().items():
        assert metadata.version(canonicalize_name(name)) == version
