"""CONTRIBUTING tells where things are: what it names is there, and what is there it names."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def named() -> set[str]:
    """Return the places of the map, such as ``trainer/core/`` and ``trainer/paths.py``."""
    lines = re.findall(r"^    (?=trainer/)(.*)", TEXT, re.MULTILINE)
    return {place for line in lines for place in re.findall(r"trainer/[\w/.]*\w[\w/]*", line)}


def test_the_map_names_what_is_there_and_nothing_else() -> None:
    parts = {
        f"trainer/{path.name}{'/' if path.is_dir() else ''}"
        for path in (ROOT / "trainer").iterdir()
        if (path.is_dir() and any(path.glob("*.py"))) or path.suffix == ".py"
    }
    said = {place for place in named() if place.removesuffix("/").count("/") == 1}
    lines = re.findall(r"^    (trainer/[\w/.]*)", TEXT, re.MULTILINE)
    assert len(lines) == len(set(lines))
    assert said == parts - {"trainer/__init__.py", "trainer/__main__.py"}


def test_every_place_and_every_test_it_names_exists() -> None:
    places = named() | set(re.findall(r"`((?:tests|trainer)/[\w/.]+)`", TEXT))
    assert sorted(place for place in places if not (ROOT / place).exists()) == []


def test_it_says_why_each_dependency_is_there() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = set(re.findall(r'^    "([\w-]+)', project.partition("[project.scripts]")[0], re.MULTILINE))
    wanted = {
        name.casefold()
        for name in wanted
        if name not in ("Environment", "Development", "Operating", "Programming", "Topic")
    }
    said = TEXT.partition("## Dependencies")[2].casefold()
    assert {name for name in wanted if name not in said and not name.startswith("types-")} == set()


def test_it_is_short() -> None:
    assert len(TEXT.splitlines()) <= 60
