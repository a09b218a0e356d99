"""Property tests agree between two runs, and can be made to search."""

import subprocess
import sys
from pathlib import Path

from hypothesis import settings

PROFILES = "from tests.searching import register_profiles\n\nregister_profiles()\n"
"""What `tests.conftest` does with them; the rest of that would take longer than the tests."""

TEST = """\
from hypothesis import given, strategies as st

@given(st.integers())
def test_it(number):
    with open({seen!r}, "a") as file:
        print(number, file=file)
"""


def examples(folder: Path, *words: str) -> list[str]:
    """The examples that a property test sees in a run of its own."""
    seen, test = folder / "seen", folder / "test_it.py"
    seen.write_text("")
    test.write_text(TEST.format(seen=str(seen)))
    (folder / "conftest.py").write_text(PROFILES)
    command = [sys.executable, "-m", "pytest", "-q", "-n0", *words, str(test)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parent.parent)
    return seen.read_text().split()


def test_two_runs_try_the_same_and_a_search_tries_more(tmp_path: Path) -> None:
    once = examples(tmp_path)
    assert examples(tmp_path) == once
    search = ("--hypothesis-profile=search", "--hypothesis-seed=1")
    assert len(examples(tmp_path, *search)) > 10 * len(once)


def test_this_run_is_repeatable_unless_it_is_a_search() -> None:
    assert settings.get_profile("default").derandomize
    assert not settings.get_profile("search").derandomize
