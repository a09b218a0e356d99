"""Each rule of the deck format: one deck that breaks it, the line it names, and what it says to do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.decks.helpers import GOOD, HEAD, only_problem, read_text
from trainer.decks.rules import CARD_RULES, ERRORS, EXPORT_RULES, RULES, WARNINGS, problem

BASIC = "  - id: n\n    ask: x\n    answer: y\n"


def of_kind(kind: str, *lines: str) -> str:
    return HEAD + f"  - id: n\n    kind: {kind}\n" + "".join(f"    {line}\n" for line in lines)


# source, rule, line, a piece of the message, a piece of the remedy
BROKEN: list[tuple[str, str, int, str, str]] = [
    ("", "empty-file", 0, "no deck", "start with"),
    ("# only a comment\n", "empty-file", 0, "no deck", "start with"),
    ("- a\n- b\n", "wrong-shape", 1, "a mapping", "start with"),
    ("just text", "wrong-shape", 1, "a mapping", "start with"),
    (HEAD + GOOD + "---\ndeck: e\n", "yaml-feature", 7, "second document", "one deck per file"),
    (HEAD + "  - id: n\n    ask: " + "[" * 30 + "]" * 30 + "\n", "too-deep", 5, "20 levels", "brackets"),
    (HEAD.replace("notes:", "notes: []"), "empty-field", 3, "`notes` is empty", "at least 1"),
    (HEAD, "empty-field", 3, "`notes` is empty", "fill it in"),
    (HEAD.replace("notes:", "notes: {a: b}"), "wrong-shape", 3, "must be a list", "`- a`"),
    ("deck: d\nnotes:\n" + GOOD, "missing-field", 1, "`title` is missing", "add `title: …`"),
    (HEAD.replace("title: T", "title: 'A:: ::B'") + GOOD, "bad-value", 2, "empty part", "`::`"),
    (HEAD + GOOD + "deck: e\n", "duplicate-key", 7, "first on line 1", "keep one"),
    (HEAD + BASIC + "    why:\n", "empty-field", 7, "`why` is empty", "# needs quotes"),
    (HEAD + BASIC + "    why: ' '\n", "empty-field", 7, "`why` is empty", "fill it in"),
    (HEAD + BASIC + "    hints: one\n", "wrong-shape", 7, "must be a list", "[a, b]"),
    (HEAD + BASIC + "    hints:\n      - a\n      -\n", "empty-field", 9, "`hints.2`", "fill it in"),
    (HEAD + BASIC + "    hints:\n      - ok\n      - a: b\n", "wrong-shape", 9, "`hints.2`", "quotes"),
    (HEAD + BASIC + "    reverse: yes\n", "bad-value", 7, "neither true nor false", "`true`"),
    (HEAD + BASIC + "    level: hard\n", "bad-value", 7, "`hard`", "core, solid or deep"),
    (HEAD + BASIC + "    as_of: 2026-13\n", "bad-value", 7, "no month", "YYYY-MM"),
    (HEAD + BASIC + "    asked: often\n", "bad-value", 7, "0 to 9", "one digit"),
    (HEAD + BASIC + "    language: d\n", "bad-value", 7, "no language tag", "pt-BR"),
    (HEAD + BASIC + "    needs: [n]\n", "unknown-note", 7, "the note itself", "another"),
    (HEAD + BASIC + GOOD + "    needs: [x/m, n, gut]\n", "unknown-note", 10, "`gut`", "deck/note"),
    (HEAD + BASIC + "    tags: ['a,b']\n", "bad-value", 7, "`tags.1`", "no commas"),
    (HEAD + BASIC + "    formerly: [n]\n", "doubled-id", 7, "a note of this deck", "remove it"),
    (HEAD + BASIC + "    confusable: [n]\n", "unknown-note", 7, "the note itself", "another"),
    (HEAD + BASIC + GOOD + "    confusable: [x/m, n, nn]\n", "unknown-note", 10, "`nn`", "`n`?"),
    (HEAD + BASIC + "    confusable: [A/b]\n", "bad-id", 7, "no note id", "deck/note"),
    (HEAD + BASIC + "    cite: [manual]\n", "unknown-cite", 7, "no reference", "`references`"),
    (HEAD + BASIC + "    steps: [a]\n", "unknown-key", 7, "`steps`", "belongs to kind order"),
    (HEAD + BASIC + "    Why: a\n", "unknown-key", 7, "`Why`", "did you mean `why`?"),
    (HEAD + BASIC + "    zzz: a\n", "unknown-key", 7, "`zzz`", "the keys are: id, why"),
    (HEAD + "  - id: n\n    text: '{{c1::a}}'\n", "missing-field", 4, "`kind` is missing", "kind: cloze"),
    (HEAD + "  - id: n\n    kind:\n    ask: x\n", "unknown-kind", 5, "is empty", "the kinds are"),
    (HEAD + "  - id: n\n    kind: choise\n", "unknown-kind", 5, "`choise`", "did you mean `choice`?"),
    (HEAD + "  - id: n\n    kind: [basic]\n", "unknown-kind", 5, "no kind", "the kinds are"),
    (HEAD + "  - id: A b\n    ask: x\n    answer: y\n", "bad-id", 4, "`A b` is no id", "lower-case"),
    (HEAD + f"  - id: {'a' * 81}\n    ask: x\n    answer: y\n", "bad-id", 4, "too long", "80"),
    (HEAD + "  - ask: x\n    answer: y\n", "missing-field", 4, "`id` is missing", "never changes"),
    (of_kind("cloze", "text: no gap"), "bad-cloze", 6, "no cloze marker", "{{c1::answer}}"),
    (of_kind("cloze", "text: '{{c0::a}}'"), "bad-cloze", 6, "start at 1", "{{c1::answer}}"),
    (of_kind("cloze", "text: 'a {{c1:b}}'"), "bad-cloze", 6, "`{{c1:b}}`", "{{c1::answer}}"),
    (of_kind("cloze", "text: 'a {c1::b}}'"), "bad-cloze", 6, "`{c1::b}}`", "{{c1::answer}}"),
    (of_kind("cloze", "text: 'a {{C1::b}}'"), "bad-cloze", 6, "`{{C1::`", "small c"),
    (of_kind("cloze", "text: 'a {{c1::b}'"), "bad-cloze", 6, "never closed", "{{c1::answer}}"),
    (of_kind("cloze", "text: {{c1::a}}"), "wrong-shape", 6, "name of a field", "quotes"),
    (of_kind("cloze", "text: 'open {{c1::a'"), "bad-cloze", 6, "never closed", "{{c1::answer}}"),
    (of_kind("cloze", f"text: '{{{{c{'9' * 5000}::a}}}}'"), "bad-cloze", 6, "", "{{c1::answer}}"),
    (
        of_kind("cloze", "text: '" + "".join(f"{{{{c{n % 7 + 1}::a}}}} " for n in range(1, 102)) + "'"),
        "too-many-cards",
        6,
        "101 things",
        "at most 100",
    ),
    (of_kind("choice", "ask: x", "right: a"), "missing-field", 4, "`wrong` is missing", "add `wrong"),
    (of_kind("choice", "ask: x", "right: []", "wrong: [a]"), "empty-field", 7, "`right`", "at least 1"),
    (of_kind("choice", "ask: x", "right: a", "wrong: [b, a]"), "doubled-option", 8, "`a`", "once"),
    (of_kind("choice", "ask: x", "right: a", "wrong: [{text: b, no: c}]"), "unknown-key", 8, "no", "text"),
    (
        of_kind("choice", "ask: x", "right: a", "wrong: [{text: b, because: c, really so}]"),
        "unknown-key",
        8,
        "really so",
        "in quotes inside { }",
    ),
    (of_kind("typed", "ask: x", "answer: y", "match: regex"), "bad-value", 8, "`regex`", "command"),
    (of_kind("typed", "ask: x", "answer: 5", "match: number", "within: x"), "bad-value", 9, "`x`", "5%"),
    (of_kind("typed", "ask: x", "answer: y", "within: 5%"), "bad-value", 8, "numbers only", "match: number"),
    (of_kind("order", "ask: x", "steps: [a]"), "too-few", 7, "1 of at least 2", "at least 2"),
    (of_kind("order", "ask: x", "steps: [a, a]"), "too-few", 7, "the same", "different"),
    (of_kind("compare", "subjects: {a: A}", "aspects: {x: {ask: q, cells: {a: 1}}}"), "too-few", 6, "2", "2"),
    (
        of_kind("compare", "subjects: {a: A, b: B}", "aspects:", "  x:", "    ask: q", "    cells: {a: 1}"),
        "compare-cells",
        10,
        "no cell for subject `b`",
        "add `b: …`",
    ),
    (
        of_kind(
            "compare",
            "subjects: {a: A, b: B}",
            "aspects: {x: {ask: q, cells: {a: 1,",
            "  b: 2,",
            "  c: 3}}}",
        ),
        "compare-cells",
        9,
        "`c`, which is no subject",
        "a, b",
    ),
    (
        of_kind(
            "compare",
            "subjects: {a: A, b: B}",
            "aspects:",
            "  x: {ask: q?, show: true, cells: {a: 1, b: 2}}",
        ),
        "compare-only-shown",
        7,
        "none is asked",
        "take `show: true`",
    ),
    (
        of_kind(
            "compare",
            f"subjects: {{{', '.join(f's{n}: x' for n in range(11))}}}",
            "aspects:",
            *(
                f"  a{n}: {{ask: q, cells: {{{', '.join(f's{m}: x' for m in range(11))}}}}}"
                for n in range(10)
            ),
        ),
        "too-many-cards",
        7,
        "110 things",
        "at most 100",
    ),
    (of_kind("points", "ask: x", "points: []"), "empty-field", 7, "`points` is empty", "at least 1"),
    (of_kind("points", "ask: x", "points: [{say: a, terms: []}]"), "empty-field", 7, "terms", "remove it"),
    (of_kind("points", "ask: x", "points:", "  - {say: a, terms: [b, []]}"), "empty-field", 8, "terms.2", ""),
    (of_kind("points", "ask: x", "points: [a]"), "wrong-shape", 7, "`points.1`", "key: value"),
    (of_kind("points", "ask: x", "points: [{say: a, must: True}]"), "bad-value", 7, "must", "lower case"),
    (of_kind("points", "ask: x", "points: [{say: a}]", "seconds: 1.5"), "bad-value", 8, "whole", "digits"),
    (of_kind("points", "ask: x", "points: [{say: a}]", "follow_up: [b]"), "unknown-note", 8, "`b`", "deck/"),
    (HEAD + GOOD.replace("Because.", "The # sign."), "comment-cut", 6, "before `# sign.`", "quotes"),
    (
        HEAD + BASIC + "    hints:\n      - so\n      - a line # x\n",
        "comment-cut",
        9,
        "before `# x`",
        "quotes",
    ),
    (HEAD + GOOD.replace("Because.", "*x"), "yaml-feature", 6, "`*x` is a YAML alias", "quotes"),
    (HEAD + GOOD.replace("Because.", "!x y"), "yaml-feature", 6, "`!x` is a YAML tag", "quotes"),
    (HEAD + GOOD.replace("Because.", "!!int 3"), "yaml-feature", 6, "YAML tag", "plain YAML"),
    (HEAD + GOOD + "    <<: {a: b}\n", "yaml-feature", 7, "merge key", "plain YAML"),
]


@pytest.mark.parametrize(("source", "rule", "line", "message", "remedy"), BROKEN)
def test_each_mistake_is_named_with_its_line_and_remedy(
    tmp_path: Path, source: str, rule: str, line: int, message: str, remedy: str
) -> None:
    found = only_problem(read_text(tmp_path, source))
    assert (found.rule, found.line) == (rule, line)
    assert message in found.message
    assert remedy in found.remedy


# what is typed after `ask: `, and what the author is told
SYNTAX: list[tuple[str, str, str]] = [
    ("What: is this", "holds `: `", "quotes"),
    ('"a" and b', "goes on after its closing quote", "whole text"),
    ("'it's'", "goes on after its closing quote", "whole text"),
    ("[x] y", "starts with `[`", "quotes"),
    ("{{c1::x}} y", "starts with `{`", "quotes"),
    ("**bold** x", "starts with `*`", "quotes"),
    ("& more", "starts with `&`", "quotes"),
    ("@here", "starts with `@`", "quotes"),
    ("`code` x", "starts with ```", "quotes"),
    ("%x", "starts with `%`", "quotes"),
    ("> 5 words", "starts with `>`", "quotes"),
    ("- x", "starts with `-`", "quotes"),
    ("[x, y", "bracket opened here is not closed", "close the bracket"),
    ("{a: b: c}", "bracket opened here is not closed", "quotes"),
    ('"\\d"', "backslash escape", "single quotes"),
    ('"never closed', "never closed", "`|`"),
    ("x\n\tanswer: y", "indented with a tab", "spaces"),
    ("x\n   answer: y", "does not fit the lines above", "line up"),
    ("x\n   - y", "does not fit the lines above", "line up"),
    ("x\n     more: y", "key stands where none can be", "indentation"),
    ("x\n    answer y\n    why: z", "no `key: value`", "`: `"),
    ("x\n    'answer' y\n    why: z", "no `key: value`", "`: `"),
    ("\ufffe", "U+FFFE", "delete"),
]


@pytest.mark.parametrize(("typed", "message", "remedy"), SYNTAX)
def test_yaml_mistakes_are_explained_in_plain_words(
    tmp_path: Path, typed: str, message: str, remedy: str
) -> None:
    reading = read_text(tmp_path, HEAD + f"  - id: n\n    ask: {typed}\n")
    found = next(found for found in reading.problems if found.rule == "yaml-syntax")
    assert message in found.message
    assert remedy in found.remedy
    assert found.line in (5, 6)


def test_every_rule_has_one_explanation_in_one_place() -> None:
    parts = (ERRORS, WARNINGS, CARD_RULES, EXPORT_RULES)
    assert len(RULES) == sum(map(len, parts))
    assert all(text.endswith(".") and rule == rule.lower() for rule, text in RULES.items())


SOURCES = sorted((Path(__file__).parents[2] / "trainer").rglob("*.py"))
MAKERS = {"Problem", "problem", "_problem", "Fault", "Finding"}
"""What makes a problem, or what becomes one."""


def nodes() -> Iterator[tuple[Path, ast.AST]]:
    """Yield all nodes of the package."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path, node


def called(node: ast.AST) -> str:
    """Return the name of what is called there; "" where nothing is."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def test_problems_are_made_in_few_places_that_know_the_rules() -> None:
    made = {
        path.relative_to(SOURCES[0].parent).as_posix() for path, node in nodes() if called(node) == "Problem"
    }
    assert made == {
        "anki/outgoing/check.py",  # its rules are literals, looked at below
        "decks/digest.py",  # from what was kept
        "decks/rules.py",  # looks each rule up
        "practice/wording.py",  # news, which only a history tells, and no rule of a file
        "store/hot.py",  # from what was kept
    }
    with pytest.raises(KeyError):
        problem("no-such-rule", "m", "r", file="f")


def test_every_rule_that_is_written_down_anywhere_is_listed_and_every_listed_one_is_used() -> None:
    written, made = set[str](), list[tuple[Path, ast.Call]]()
    for path, node in nodes():
        if isinstance(node, ast.Call) and called(node) in MAKERS:
            made.append((path, node))
        elif path.name != "rules.py" and isinstance(node, ast.Constant) and isinstance(node.value, str):
            written.add(node.value)
    assert RULES.keys() <= written
    for path, call in made:
        for argument in call.args:
            if isinstance(argument, ast.Constant) and re.fullmatch(
                "[a-z0-9]+(-[a-z0-9]+)+", str(argument.value)
            ):
                assert argument.value in RULES, f"{path}:{call.lineno}"
