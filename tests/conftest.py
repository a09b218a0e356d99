"""Every test runs in a world of its own: no test reads or writes the developer's files."""

import gc
import itertools
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.util import LRUCache
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token

from tests.build import close_all
from tests.searching import register_profiles
from trainer.cli import main, verbs
from trainer.store import database
from trainer.store import store as stores
from trainer.store.schema import connect, not_lost
from trainer.store.store import Store

register_profiles()

# Three workers read all tests, and the program is started a hundred times: none compiles modules anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--every-fault`: kills, power cuts and failing calls in all kinds of work, not only in practice; all
    answers made by machine, not a third."""
    parser.addoption("--every-fault", action="store_true")


_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30  # bytes; a whole run makes a quarter of that


def _folder_in_memory() -> Path | None:
    """Let all that is made for a while lie in memory, where there is room and nobody said where: a test waits
    for a disk longer than it takes itself. The workers, and what they start, hear of it."""
    if "TMPDIR" in os.environ or not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _ROOM:
        return None
    folder = Path(tempfile.mkdtemp(prefix="trainer-tests-", dir=_MEMORY))
    folder.chmod(0o711)  # a server runs as somebody else
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


_in_memory = _folder_in_memory()


def pytest_unconfigure() -> None:
    if (begun := sys.modules.get("tests.begun")) is not None:
        begun.end()
    if _in_memory is not None:
        shutil.rmtree(_in_memory, ignore_errors=True)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of screens and of the network wait for what they look for."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let each worker begin to read at another place. All of them read all tests: where nothing is compiled
    yet, as in a new clone, each compiles a part and finds the rest done, instead of all doing all of it."""
    config = session.config
    if hasattr(config, "workerinput") and config.args_source is config.ArgsSource.TESTPATHS:
        files = sorted(config.rootpath.glob("tests/**/test_*.py"))
        start = len(files) * int(config.workerinput["workerid"][2:]) // config.workerinput["workercount"]
        for file in files[start:] + files[:start]:
            with suppress(Exception, pytest.skip.Exception):  # told when it is collected
                import_module(".".join(file.relative_to(config.rootpath).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Look for rubbish seldom, and never again among the tests themselves: a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


_PARSE_RULES = Stylesheet._parse_rules
_rules: dict[object, list[RuleSet]] = {}


def _rules_read_once(sheet: Stylesheet, css: str, **how: Any) -> list[RuleSet]:
    """Read styles as Textual does, but for all apps of a run only once: a tenth of their time."""
    key = (css, *how.items(), *sorted(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = _PARSE_RULES(sheet, css, **how)
    return _rules[key]


Stylesheet._parse_rules = _rules_read_once  # type: ignore[assignment,method-assign]


_tokens: dict[tuple[tuple[str, str], ...], dict[str, list[Token]]] = {}


def _values_read_once(values: dict[str, str]) -> dict[str, list[Token]]:
    """Read the colours of a theme as Textual does, but for all apps of a run only once, likewise."""
    key = tuple(values.items())
    if key not in _tokens:
        _tokens[key] = tokenize_values(values)
    return _tokens[key]


stylesheet.tokenize_values = _values_read_once  # type: ignore[attr-defined]


_CREATE_ENGINE = sqlmodel.create_engine
_statements = LRUCache[Any, Any](1000)


def _engine_of_known_statements(*words: Any, **more: Any) -> Engine:
    """Make an engine as SQLAlchemy does, but let all of a run share the statements once compiled."""
    engine = _CREATE_ENGINE(*words, **more)
    engine._compiled_cache = _statements
    return engine


database.create_engine = _engine_of_known_statements  # type: ignore[attr-defined]
SQLiteDialect.__eq__ = lambda one, other: type(one) is type(other)  # type: ignore[method-assign]
SQLiteDialect.__hash__ = lambda one: hash(type(one))  # type: ignore[method-assign,assignment]


def _new_history() -> bytes:
    """Return the file of a history in which nothing was done yet."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trainer.db"
        Store(path).close()
        return path.read_bytes()


_NEW_HISTORY = _new_history()


def _connect_to_copy(path: Path) -> sqlite3.Connection:
    """Open a history file as the program does, but begin a new one with a copy: a third of the time."""
    if not path.exists() and path.parent.is_dir():
        not_lost(path)
        with suppress(OSError):  # to open it says what is wrong
            path.write_bytes(_NEW_HISTORY)
    return connect(path)


stores.connect = _connect_to_copy  # type: ignore[attr-defined]

main.parser = cache(verbs.parser)  # type: ignore[attr-defined]

_worlds = itertools.count(1)


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point home, configuration and data to where nothing is yet, and forget the developer's choices."""
    for name in list(os.environ):
        if name.startswith(("TRAINER_", "XDG_")) or name in ("VISUAL", "EDITOR", "NO_COLOR"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.getbasetemp() / "homes" / str(next(_worlds))  # made by who needs it: most do not
    monkeypatch.setenv("HOME", str(home))


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
