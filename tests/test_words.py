"""Words: one thing is never several, and has one name. Numbers of things come from `core.text.counted`, names
of what is done to cards from `practice.wording.DONE`, dates on screens from `core.dates.said`."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from trainer.cli.main import main
from trainer.core.log import Mark
from trainer.core.text import counted
from trainer.practice.wording import DONE, done

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "trainer"
THINGS = (
    "answers|cards|cells|changes|copies|days|decks|errors|events|files|gaps|goals|hints|interviews|lines|minutes|notes|"
    "points|problems|questions|reviews|rows|seconds|steps|terms|times|warnings|weeks|words"
)
NEVER_ONE = {
    *("text.py", "day.py", "duration.py", "wording.py", "phrases.py"),  # where one and several are told apart
    *("summary.py", "tree.py", "marked.py"),  # only where there are several
    *("compare.py", "kinds.py", "notes.py", "points.py"),  # limits of the lint, above one
    *("delimited.py", "sort.py"),  # more than can be taken
    *("adding.py", "cards.py"),  # more than one, as it asks
    *("home.py", "home_lines.py"),  # the fourteen days
}
"""Files that say a number and several of something, each with why it is never one."""


def may_be_one(value: ast.expr) -> bool:
    """Is it a number that may be one? A constant is not, nor one with decimals."""
    if not isinstance(value, ast.FormattedValue):
        return False
    constant = isinstance(value.value, ast.Name) and value.value.id.isupper()
    return not constant and (value.format_spec is None or ".1f" not in ast.unparse(value.format_spec))


def several(path: Path) -> list[str]:
    """Return where a number is said and several of something after it, whatever the number is."""
    return [
        f"{path.name}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for value, after in zip(node.values, node.values[1:], strict=False)
        if may_be_one(value) and isinstance(after, ast.Constant)
        if re.match(rf" ({THINGS})\b", str(after.value))
    ]


def test_a_number_of_things_is_counted_in_one_place() -> None:
    found = {path.name: where for path in PACKAGE.rglob("*.py") if (where := several(path))}
    assert {name: where for name, where in found.items() if name not in NEVER_ONE} == {}


AGREES = re.compile(
    r"^ (is|are|was|were|has|have|waits?|needs?)\b|\b(are|were|they|their|them|theirs)\b", re.IGNORECASE
)
BEFORE = re.compile(r"\b(is|are|was|were) $")


def is_counted(value: ast.expr) -> bool:
    call = value.value if isinstance(value, ast.FormattedValue) else None
    if isinstance(call, ast.Name):
        return call.id == "many"  # a number of things said before
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "counted"


def test_no_sentence_around_a_counted_number_is_right_only_for_some() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            texts = [str(one.value) if isinstance(one, ast.Constant) else "" for one in node.values]
            for index, value in enumerate(node.values):
                if is_counted(value) and (
                    any(AGREES.search(text) for text in texts[index + 1 :])
                    or (index and BEFORE.search(texts[index - 1]))
                ):
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


SECOND_NAMES = {
    "suspend": r"out of practice|back (in|into) practice|set aside until",
    "bury": r"\bputs? (it|them|the note|their notes|cards) off|\bput off\b|putting (it|cards) off",
    "reset": r"\bforgets? (it|this card|cards|a card|\d)|\bforgetting (it|cards)|forgotten: as if|\bForget\b",
    "unflag": r"flags? (is |are )?taken away|tak(e|ing) (its|their|the) flags? away|no longer flagged",
    "home screen": r"first screen|to the decks\b",
    "0": r"none again",
}
"""For each thing that has a name, the other names that it had."""


def is_said(path: Path) -> list[tuple[int, str]]:
    """Return the texts of a module that are not its docstrings: what a user may read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    parts = [
        body for node in ast.walk(tree) for body in [getattr(node, "body", None)] if isinstance(body, list)
    ]
    notes = {
        id(one.value)
        for body in parts
        for one in body
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
    }
    said = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
    ]
    if path.parent.name == "cli":  # the help of verbs comes from their docstrings
        said += [
            (1, ast.get_docstring(node) or "") for node in ast.walk(tree) if isinstance(node, documented)
        ]
    return said


def test_a_thing_has_one_name_wherever_it_is_told() -> None:
    told = [(path, line, text) for path in PACKAGE.rglob("*.py") for line, text in is_said(path)]
    pages = [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        *(ROOT / "docs").glob("*.md"),
        PACKAGE / "tutorial.yaml",
    ]
    told += [(path, 0, " ".join(path.read_text(encoding="utf-8").split())) for path in pages]
    assert len(told) > 3000
    found = [
        f"{path.name}:{line}: {other[0]!r} is called {name!r}"
        for path, line, text in told
        for name, others in SECOND_NAMES.items()
        if (other := re.search(others, text))
    ]
    assert found == []


def test_a_date_on_a_screen_has_one_form() -> None:
    """ISO dates are for programs: JSON, names of files, and the lines that are read back."""
    for_programs = {
        "practise.py", "cards.py", "browse.py", "ready.py", "row.py", "page.py", "stats.py",  # beside JSON
        "due.py", "day.py",
    }  # fmt: skip
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\biso\(|%Y-%m-%d(?!-)|\.isoformat\(", path.read_text(encoding="utf-8"))
    ]
    assert [path for path in found if Path(path).name not in for_programs] == []
    assert not [path for path in found if path.startswith(("tui/", "plain/"))]


def test_what_is_done_to_cards_is_told_alike_in_both_front_ends() -> None:
    assert DONE.keys() == set(get_args(Mark)) - {"adopt"}
    for kind in DONE:
        assert done(kind).startswith(DONE[kind].now)
        assert "{}" in DONE[kind].doing


def test_one_is_one() -> None:
    assert [counted(number, "error") for number in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]
    assert counted(1, "copy", "copies") == "1 copy"
    assert counted(2, "copy", "copies") == "2 copies"


def test_check_counts_one_file_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("deck: a\ntitle: A\nnotes:\n  - {id: x, ask: Why?, answer: So., colour: red}\n")
    assert main(["check", str(file)]) == 1
    assert "1 file, 0 good notes, 1 error, 0 warnings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("reveiw", "there is no verb 'reveiw'; did you mean 'review'?"),
        ("xyzzy", "`trainer --help` lists them"),
    ],
)
def test_a_mistyped_verb_is_told_with_the_nearest(
    word: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


KEYS_DO = (
    "mock|review|browse|stats|ready|due|add|edit|quiz|why|history|undo|redo|tag|reset|reschedule|unsuspend|"
    "marked"
)
"""Verbs that a key or a word does inside the program."""

BY_FILE = {"cli", "decks", "replicate"}
"""Folders of what is told in a shell, of deck files and of files with events."""

IN_A_SHELL = {"stats/lines.py", "plain/home.py"}
"""Files whose sentences are said in a shell too, and have a parameter for what is typed there."""


def test_no_verb_of_a_shell_is_named_where_a_key_does_it() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in BY_FILE
        and str(path.relative_to(PACKAGE)) not in IN_A_SHELL
        for _, text in is_said(path)
        if re.search(rf"\btrainer ({KEYS_DO})\b", text)
    ]
    assert found == []
