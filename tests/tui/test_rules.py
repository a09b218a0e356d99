"""Rules that keep deck text harmless and the start quick, read off the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import trainer.tui

SOURCES = sorted(Path(trainer.tui.__file__).parent.rglob("*.py"))
DECK_TEXT = {
    "prompt",
    "answer",
    "because",
    "corrects",
    "deck_title",
    "about",
    "title",
    "as_of",
    "url",
    "seen",
}
GATE = {"card_view.py", "card_lines.py", "markdown.py", "quiz_lines.py"}
"""The gate, `card_view`, with its helpers: what makes lines of a card or a quiz, and what reads Markdown."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def test_no_widget_that_reads_markup_is_used() -> None:
    """Lines and views take ``Content`` only; textual's widgets, toasts and markup readers take strings."""
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom | ast.Import):
                modules = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                )
                assert not any(module.startswith("textual.widgets") for module in modules), name
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"notify", "from_markup", "from_text", "from_rich_text", "tooltip"}, (
                    name
                )
            if isinstance(node, ast.keyword):
                assert node.arg not in {"markup", "tooltip"}, name


def test_deck_text_is_handed_over_only_to_the_gate() -> None:
    """Outside the gate, a text of a deck may only be an argument of one of its functions."""
    for name, tree in trees():
        if name in GATE:
            continue
        handed = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "card_view"
            for argument in node.args
            for inner in ast.walk(argument)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in DECK_TEXT and not _own_title(name, node):
                assert id(node) in handed, f"{name}:{node.lineno} uses .{node.attr} outside card_view"


def _own_title(name: str, node: ast.Attribute) -> bool:
    """Is it the title of a node of the tree? Those are compared and joined, and shown through `card_view`."""
    return node.attr == "title" and name in {"deck_tree.py", "deck_table.py", "home.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_a_plain_card_needs_neither_a_markdown_parser_nor_the_store() -> None:
    code = (
        "import asyncio, sys\n"
        "from tests.tui.driving import context\n"
        "from tests.tui.samples import library\n"
        "from trainer.tui.app import TrainerApp\n"
        "slow = ('markdown_it', 'pygments', 'rich.markdown', 'rich.syntax', 'sqlmodel', 'yaml', 'genanki',"
        " 'trainer.store', 'trainer.decks', 'trainer.anki', 'textual.widgets._markdown')\n"
        "def warm():\n"
        "    print([name for name in slow if name in sys.modules], file=sys.__stdout__, flush=True)\n"
        "async def go():\n"
        "    async with TrainerApp(context(library(), warm=warm)).run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "        await pilot.app.workers.wait_for_complete()\n"
        "asyncio.run(go())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
