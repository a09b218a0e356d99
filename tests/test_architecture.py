"""The import rules of the module map, read from the source and seen in a running interpreter."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.store.build import Shelf, answer, of
from trainer.cli.main import main
from trainer.core.kinds import Choice, Wrong
from trainer.store.store import Store

PACKAGE = Path(__file__).parent.parent / "trainer"
SLOW = {"textual", "sqlmodel", "sqlalchemy", "yaml", "pydantic", "genanki", "rich", "markdown_it"}

FEATURES = {"practice", "quiz", "interview", "confusions", "charts", "goals", "browse", "stats", "adding"}
MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "charts": set(),
    "adding": {"core"},
    "authoring": {"core", "decks", "files", "foreign"},
    "scheduling": {"core"},
    "grading": {"core"},
    "confusions": {"core", "scheduling"},
    "practice": {"core", "scheduling", "grading", "confusions"},
    "quiz": {"core", "scheduling", "grading", "confusions", "practice", "goals"},
    "interview": {"core", "scheduling", "grading", "confusions", "files"},
    "goals": {"core", "scheduling", "practice", "charts", "interview"},
    "browse": {"core", "scheduling", "practice", "goals"},
    "stats": {"core", "scheduling", "practice", "confusions", "interview", "charts", "files"},
    "decks": {"core", "scheduling", "grading", "markdown", "files"},
    "store": {"core", "scheduling", "files", "leavings"},
    "anki": {"core", "scheduling", "files", "markdown", "leavings"},
    "foreign": {"core", "anki", "files", "markdown", "leavings"},
    "files": {"core", "leavings"},
    "leavings": set(),
    "markdown": {"core"},
    "replicate": {"core", "files"},
    "fitting": {"core", "scheduling"},
    "serving": {"core"},
    "viewing": {"core", "markdown"},
    "context": {"core", "scheduling"},
    "drafts": {"core", "files"},
    "settings": {"core", "scheduling", "files"},
    "paths": {"core", "settings", "files"},
    "terminal": {"core", "files", "signals"},
    "tui": {"core", "scheduling", "grading", "context", "markdown", "signals", *FEATURES},
    "plain": {"core", "scheduling", "grading", "context", "signals", *FEATURES},
    "cli": {
        *(
            "core",
            "scheduling",
            "grading",
            "context",
            "settings",
            "drafts",
            "files",
            "leavings",
            "paths",
            "processes",
            "signals",
            "terminal",
            "fitting",
            "serving",
            "viewing",
            "decks",
            "authoring",
            "replicate",
            "store",
            "anki",
            "foreign",
            "files",
        ),
        *("tui", "plain", *FEATURES),
    },
    "processes": set(),
    "signals": set(),
    "__main__": {"cli", "signals"},
    "__init__": set(),
}
"""Who may import whom, besides itself. Every module of the package is under one of these names."""

THIRD_PARTY: dict[str, set[str]] = {
    "core": {"rich"},  # only in `core.cells`, for a text that it cannot count itself
    "grading": {"rapidfuzz"},
    "authoring": {"yaml"},
    "decks": {"yaml", "pydantic"},
    "store": {"sqlmodel", "sqlalchemy"},
    "replicate": {"sqlmodel", "sqlalchemy", "psycopg"},
    "anki": {"genanki", "markdown_it", "zstandard"},
    "foreign": {"markdownify", "bs4", "soupsieve", "justhtml", "markdown_it", "yaml"},
    "tui": {"textual", "rich", "markdown_it", "pygments"},
    "fitting": {"fsrs_rs_python"},
    "serving": {"aiohttp", "aiohttp_jinja2", "jinja2", "textual_serve"},
    "paths": {"platformdirs"},
    "interview": {"jinja2", "markupsafe"},
    "stats": {"jinja2"},
    "markdown": {"markdown_it", "mdit_py_plugins"},
    "settings": {"pydantic", "pydantic_core", "tomlkit"},
    "cli": {"shtab"},
}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(inside.parts).removesuffix(".__init__")


@cache
def nodes(path: Path) -> list[ast.AST]:
    return [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


@cache
def imports(path: Path) -> list[str]:
    """Return the full names of all modules that a file imports, at any depth of it."""
    names = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def is_allowed(name: str, part: str) -> bool:
    """May a module of a part of the program import what has this name?"""
    root, _, rest = name.partition(".")
    if root == "trainer":
        return rest.partition(".")[0] in MAY_IMPORT[part] | {part, ""} or name == "trainer.__version__"
    return root in sys.stdlib_module_names or root in THIRD_PARTY.get(part, set())


def test_each_module_imports_only_what_the_module_map_allows() -> None:
    assert {part_of(path) for path in SOURCES} <= MAY_IMPORT.keys(), "each is in a rule"
    wrong = [
        (name_of(path), name)
        for path in SOURCES
        for name in imports(path)
        if not is_allowed(name, part_of(path))
    ]
    assert wrong == []


def test_only_the_store_and_packages_are_sqlite_files() -> None:
    for path in SOURCES:
        roots = {name.partition(".")[0] for name in imports(path)}
        assert part_of(path) in ("store", "anki") or "sqlite3" not in roots, path


def test_a_scheduler_is_named_only_where_it_is_chosen_or_judged() -> None:
    """All else goes through `trainer.scheduling.scheduler`, so that another one fits in."""
    for path in SOURCES:
        named = {"trainer.scheduling.sm2", "trainer.scheduling.fsrs"}.intersection(imports(path))
        chosen = ("trainer.scheduling.registry", "trainer.scheduling.evaluate", "trainer.settings.model")
        # What is forgotten until a date is FSRS, by whatever scheduler one learns.
        assert not named or name_of(path) in (*chosen, "trainer.goals.trace"), path
        for node in nodes(path):
            if isinstance(node, ast.Attribute) and path.name not in ("sm2.py", "fsrs.py"):
                assert node.attr not in ("ease", "passes", "interval", "streak"), path


OUTSIDE = (
    "backup.py", "connecting.py", "examine.py", "place.py", "ready.py", "repair.py", "restore.py",
    "salvage.py", "wal.py",
)  # fmt: skip
"""What looks at files as files, damaged ones too, and what is made for a while by another process."""


def test_within_the_store_only_what_comes_before_the_first_card_asks_sqlite_itself() -> None:
    for path in SOURCES:
        if part_of(path) == "store":
            asks = any(
                isinstance(node, ast.Attribute) and node.attr in ("execute", "executemany", "executescript")
                for node in nodes(path)
            )
            sqlmodel = {"sqlmodel", "sqlalchemy"} & {name.partition(".")[0] for name in imports(path)}
            assert not asks or sqlmodel or path.name in (*OUTSIDE, "hot.py", "kept.py", "schema.py"), path


def test_no_module_imports_itself_by_way_of_others() -> None:
    """No circle of imports, those within functions and for types included."""
    names = {name_of(path) for path in SOURCES}
    edges = {
        name_of(path): {name for name in imports(path) if name in names} - {name_of(path)} for path in SOURCES
    }
    done: set[str] = set()
    circles: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circles.append(" -> ".join((*way[way.index(name) :], name)))
        elif name not in done:
            for other in sorted(edges[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in sorted(names):
        visit(name, ())
    assert circles == []


def test_the_front_ends_mirror_each_other() -> None:
    """What has a screen has a file of the same name in plain mode, and the other way round."""
    screens, plain = (
        {str(path.relative_to(folder)) for path in folder.rglob("*.py")}
        for folder in (PACKAGE / "tui" / "screens", PACKAGE / "plain")
    )
    own = {"app.py", "talk.py", "editor.py", "words.py"}
    # What the screens have in `tui.lines` and `tui.widgets`.
    own |= {"card.py", "asking.py", "answering.py", "about.py"}
    assert plain - own == screens


def loaded_after(code: str) -> set[str]:
    """Return the root names of the modules that a fresh interpreter has loaded after ``code``."""
    script = f"{code}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_loads_nothing_slow() -> None:
    loaded = loaded_after("import trainer.cli.main")
    assert not loaded & (SLOW | {"platformdirs", "sqlite3", "tomllib"})


def test_reading_the_store_does_not_load_sqlmodel() -> None:
    assert not loaded_after("import trainer.store.store, trainer.cli.opening") & SLOW


def test_a_first_card_and_a_first_question_of_a_quiz_come_without_sqlmodel(tmp_path: Path) -> None:
    path = tmp_path / "trainer.db"
    with Store(path) as store:
        Shelf(store, of(Choice("Which?", ("this",), (Wrong("that"), Wrong("those")))))
        store.record(answer("deck/note", 2))
    loaded = loaded_after(
        f"""
from datetime import UTC, datetime
from pathlib import Path
from trainer.practice.session import Session
from trainer.quiz.round import Round
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
with Store(Path({str(path)!r})) as store:
    clock = lambda: datetime(2027, 1, 1, tzinfo=UTC)
    assert Session(store, clock, Plan()).attempt is not None
    assert Round(store, clock, Plan()).question is not None
"""
    )
    assert not loaded & SLOW


@pytest.mark.parametrize("verb", ["", "review"])
def test_the_program_loads_nothing_slow_before_its_first_screen(verb: str, tmp_path: Path) -> None:
    """The whole verb, with all that the screens are given, up to where the terminal is taken over."""
    words = [verb] if verb else []
    (tmp_path / "d.yaml").write_text("deck: d\ntitle: D\nnotes:\n  - {id: a, ask: What?, answer: That.}\n")
    asked = ["--decks", str(tmp_path / "d.yaml"), "--db", str(tmp_path / "t.db"), *words]
    assert main([*asked[:4], "undo"]) == 0, "the decks are known"
    loaded = loaded_after(
        f"""
import os, trainer.terminal, trainer.tui.app
from trainer.cli.main import main
trainer.terminal.is_plain = lambda: False
trainer.terminal.keeping_keys = lambda **_: __import__('contextlib').nullcontext()
def run(app, **_):
    print(*{{name.partition('.')[0] for name in __import__('sys').modules}}, flush=True)
    os._exit(0)
trainer.tui.app.TrainerApp.run = run
main({asked!r})
"""
    )
    assert "textual" in loaded
    assert not loaded & (SLOW - {"textual", "rich"})


def test_no_file_is_longer_than_400_lines() -> None:
    root = PACKAGE.parent
    long = {
        str(path): lines
        for folder in ("trainer", "tests")
        for path in (root / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
