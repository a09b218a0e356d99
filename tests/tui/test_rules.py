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
GATE = {
    *("card_view.py", "card_lines.py", "markdown.py", "quiz_lines.py", "list_lines.py", "browse_lines.py"),
    *("home_lines.py", "undo_lines.py"),
}
"""The gate, `card_view`, with its helpers: what makes lines of a card or a quiz, and what reads Markdown."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield path.name, ast.parse(path.read_text(encoding="utf-8"))


READ_MARKUP = {
    "add_column", "add_columns", "add_leaf", "add_option", "add_options", "add_row", "notify",
    "set_label", "set_options", "update", "update_cell",
}  # fmt: skip
"""Methods of Textual's widgets that read a string as markup."""
TEXTS = {"border_title", "border_subtitle", "tooltip", "placeholder", "label", "prompt"}
"""Attributes and arguments that Textual reads as markup when they are strings."""
OF_THE_USER = {"TextArea", "Input"}
"""Widgets whose first argument is a text that is shown as it is."""


def harmless(node: ast.expr) -> bool:
    """Is it no string, a literal one, or made by ``Content`` or the gate?"""
    if isinstance(node, ast.Call):
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        module = getattr(getattr(called, "value", None), "id", "")
        return name in {"Content", "styled", "assemble"} or module in {"card_view", "chrome"}
    return isinstance(node, ast.Constant | ast.Lambda)


def unsafe(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what hands a string that is no literal to something that would read it as markup."""
    widgets = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual.widgets")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"from_markup", "from_text", "from_rich_text"}:
            yield node
        elif isinstance(node, ast.Assign):
            named = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
            if named & TEXTS and not harmless(node.value):
                yield node
        elif isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            texts = [word.value for word in node.keywords if word.arg in TEXTS]
            if name in widgets:
                texts += node.args[1:] if name in OF_THE_USER else node.args
            elif isinstance(called, ast.Attribute) and name in READ_MARKUP and node.args:
                texts += node.args
            if not all(harmless(text) for text in texts):
                yield node


def test_no_string_that_is_no_literal_goes_into_a_widget() -> None:
    """Textual reads a string as markup: what comes from a deck is made `Content` by the gate first."""
    for name, tree in trees():
        for node in unsafe(tree):
            raise AssertionError(f"{name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}")


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Static\nStatic(note.ask)",
        "from textual.widgets import Static\nStatic(f'{note.ask}!')",
        "from textual.widgets import TextArea\nTextArea('', placeholder=note.ask)",
        "table.add_row(note.ask)",
        "view.border_title = deck.title",
        "self.notify(str(error))",
        "Content.from_markup(note.ask)",
    ],
)
def test_the_rule_finds_what_it_is_there_for(code: str) -> None:
    assert list(unsafe(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "from textual.widgets import Static\nStatic('Keys')",
        "from textual.widgets import Static\nStatic(card_view.short(note.ask))",
        "from textual.widgets import TextArea\nTextArea(typed, placeholder=Content(words))",
        "table.add_row(Content(note.ask))",
        "view.border_title = Content(title)",
    ],
)
def test_the_rule_lets_through_what_is_safe(code: str) -> None:
    assert not list(unsafe(ast.parse(code)))


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
    trees = {"deck_tree.py", "deck_table.py", "home.py", "around_decks.py", "days_marked.py"}
    return node.attr == "title" and name in trees


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_files_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_a_plain_card_needs_neither_a_markdown_parser_nor_a_text_area() -> None:
    code = (
        "import asyncio, sys\n"
        "from tests.tui.driving import context\n"
        "from tests.tui.samples import library\n"
        "from trainer.tui.app import TrainerApp\n"
        "slow = ('markdown_it', 'pygments', 'rich.markdown', 'rich.syntax', 'textual.widgets._markdown',"
        " 'textual.widgets._text_area')\n"
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
