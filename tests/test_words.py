"""Words: one thing is never several. Numbers of things come from `core.text.counted`."""

import ast
import re
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.core.text import counted

PACKAGE = Path(__file__).parent.parent / "trainer"
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
