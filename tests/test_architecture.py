"""The import rules of the module map, read from the source and seen in a running interpreter."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "trainer"
SLOW = {"textual", "sqlmodel", "sqlalchemy", "yaml", "pydantic", "genanki", "rich", "markdown_it"}

MAY_IMPORT = {
    "core": {"core"},
    "decks": {"core", "decks"},
    "store": {"core", "store"},
    "anki": {"core", "anki"},
    "study": {"core", "study"},
    "tui": {"core", "study", "tui"},
    "plain": {"core", "study", "plain_mock", "plain_card", "plain_quiz"},
    "plain_card": {"core", "study"},
    "plain_mock": {"core", "study"},
    "plain_quiz": {"core", "study", "plain"},
}
THIRD_PARTY = {
    "core": set[str](),
    "decks": {"yaml", "pydantic"},
    "store": {"sqlmodel", "sqlalchemy"},
    "anki": {"genanki", "markdown_it"},
    "study": set[str](),
    "tui": {"textual", "rich", "markdown_it", "pygments"},
    "plain": set[str](),
    "plain_card": set[str](),
    "plain_mock": set[str](),
    "plain_quiz": set[str](),
}


def modules(part: str) -> list[Path]:
    folder = PACKAGE / part
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{part}.py"]


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of all modules that a file imports, at any depth of it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            if node.module == "trainer":
                yield from (f"trainer.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_each_part_imports_only_what_the_module_map_allows(part: str) -> None:
    for path in modules(part):
        for name in imports(path):
            root, _, rest = name.partition(".")
            if root == "trainer":
                below = rest.partition(".")[0]
                assert not below or below in MAY_IMPORT[part], f"{path.name} imports {name}"
            elif root not in sys.stdlib_module_names:
                grading = root == "rapidfuzz" and path.parent.name == "grading"
                assert grading or root in THIRD_PARTY[part], f"{path.name} imports {name}"


def test_only_the_tui_imports_textual_and_only_the_store_sqlmodel() -> None:
    for path in PACKAGE.rglob("*.py"):
        part = path.relative_to(PACKAGE).parts[0]
        roots = {name.partition(".")[0] for name in imports(path)}
        assert part == "tui" or "textual" not in roots, path
        assert part == "store" or not roots & {"sqlmodel", "sqlalchemy"}, path
        assert part in ("store", "anki") or "sqlite3" not in roots, path  # a package is a SQLite file
        assert part == "decks" or "yaml" not in roots, path
        assert part == "anki" or "genanki" not in roots, path


def loaded_after(code: str) -> set[str]:
    """Return the root names of the modules that a fresh interpreter has loaded after ``code``."""
    script = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_loads_nothing_slow() -> None:
    assert not loaded_after("import trainer.cli") & (SLOW | {"platformdirs", "sqlite3", "tomllib"})


def test_reading_the_store_does_not_load_sqlmodel() -> None:
    assert not loaded_after("import trainer.store.store, trainer.library") & SLOW


def test_no_file_is_longer_than_400_lines() -> None:
    root = PACKAGE.parent
    long = {
        str(path): lines
        for folder in ("trainer", "tests")
        for path in (root / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
