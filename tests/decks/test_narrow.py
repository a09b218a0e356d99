"""Decks as this program writes them are read by a shorter way, which leads where that of all YAML does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.decks.format.deckfile import read_text
from trainer.decks.yaml import narrow
from trainer.decks.yaml.source import load
from trainer.decks.yaml.tree import parse
from trainer.foreign.blocks import block, header
from trainer.foreign.draft import Draft
from trainer.paths import shipped_decks

HEAD = "deck: d\ntitle: A::B\nnotes:\n"
LINES = (
    *(
        "  - id: a",
        "  - id: b-2",
        "  - id: 'c'",
        "  -",
        "  - {id: f, ask: q}",
        "- id: z",
        "",
        "# c",
        "    # c",
    ),
    *("    ask: What is it?", "    ask: 'It''s: so'", '    ask: "x # y"', "    ask: a # b", "    ask: 'open"),
    *(
        "    answer: a: b",
        "    answer: x ",
        "    answer: >-",
        "    answer: |-",
        "    answer: |1",
        "    answer:",
    ),
    *("      one line", "       deeper", "      ", "        ", "      - m", "      - 'n: o'", "      - a: b"),
    *(
        "    tags: [a, b-c]",
        '    tags: ["x y", z]',
        "    tags: [a,",
        "    tags: []",
        "    why: &x y",
        "    why: *x",
    ),
    *('    imported: {guid: "a,b", digest: 0f}', '    imported: {guid: "g", template: 2, digest: a1}'),
    *(
        '    imported: {guid: "g", digest: 0f, at: 1700000000}',
        '    imported: {guid: "g", digest: 0f, at: 123456789012}',
        '    imported: {guid: "g", digest: 0f, at: soon}',
        '    imported: {guid: "g", at: 17, digest: 0f}',
    ),
    *(
        "    ask: ''",
        '    ask: "a\\tb"',
        "    ask: -",
        "    ask: !t x",
        "    ? *x",
        "title: later",
        "language: en",
        "...",
        "---",
    ),
    *("    why: more", "     words", " x", "    notes: x", "notes: y", "    ask: a\tb", "    ask: é — ü…"),
)
DECKS = st.lists(st.sampled_from(LINES), max_size=12).map(lambda lines: HEAD + "\n".join(lines) + "\n")


@given(DECKS)
def test_what_is_read_on_the_shorter_way_is_judged_as_on_the_other(source: str) -> None:
    assert_read_alike(source)


@given(DECKS)
def test_the_shorter_way_leads_where_that_of_all_yaml_does(source: str) -> None:
    found, document = narrow.read(source), parse(source)
    assert found is None or (found == document.root and not document.faults)


@pytest.mark.parametrize("between", ["language: en\n", "\nlanguage: en\n", "tags: [a]\n"])
def test_notes_below_another_key_than_theirs_are_left_to_all_of_yaml(between: str) -> None:
    source = f"{HEAD}{between}  - id: a\n    ask: q\n    answer: b\n"
    assert parse(source).faults
    assert narrow.read(source) is None


TEXTS = st.text(st.sampled_from("abé1 .,:;-#'\"\n\\[]{}&*!|>%@`?"), min_size=1, max_size=12).filter(str.strip)


NOTES: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    ask=TEXTS,
    answer=TEXTS,
    hints=st.lists(TEXTS, max_size=1),
    why=st.just("") | TEXTS,
    reverse=st.sampled_from(("", "true")),
)
MARKS = st.tuples(
    st.sampled_from(("basic", "typed", "cloze", "odd")),
    st.integers(0, 2),
    st.sampled_from(((), ("a", "b c"))),
    st.sampled_from(("", "\n", "# so\n", "    level: core\n", "    ask: b\n")),
    st.sampled_from((0, 1, 99_999_999_999)),
)


@given(st.lists(st.tuples(NOTES, MARKS), min_size=1, max_size=4))
def test_what_an_import_writes_is_read_so(notes: list[tuple[dict[str, Any], Any]]) -> None:
    source = header("d", "T")
    for at, (fields, (kind, template, tags, behind, when)) in enumerate(notes):
        told = {"text": f"{{{{c1::x}}}} {fields['ask']}", "why": fields["why"]} if kind == "cloze" else fields
        draft = Draft(f"g{at}", "T", kind, told, tags, template, at=when)
        source += block(draft, f"n{at % 3}").text + behind
    found, document = narrow.read(source), parse(source)
    assert found == document.root if not document.faults else found is None
    assert_read_alike(source)


def assert_read_alike(source: str) -> None:
    path = Path("d.yaml")
    with pytest.MonkeyPatch.context() as patch:
        short = read_text(path, source)
        patch.setattr(narrow, "read", lambda _: None)
        assert short == read_text(path, source)


SCALARS = st.sampled_from(("What?", "true", "x: y", "''", "'  '", '""', '" "', "'a ''b'' '", '" c "', "1"))
TAGS = st.sampled_from(("", "    tags: [a, b-c, a]\n", '    tags: ["x y", z]\n', '    tags: ["", "w"]\n'))
OF = st.sampled_from(("g", "text:a.b", "", " "))
IDS = st.sampled_from(("a", "b-2", "c" * 80, "d" * 81))


@given(
    st.lists(
        st.tuples(
            IDS, SCALARS, SCALARS, st.sampled_from(("", "true", "false")), TAGS, OF, st.integers(0, 200_000)
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(("", "tags: [t, a]\nlanguage: de\n")),
)
def test_usual_notes_are_those_that_the_models_make(notes: list[tuple[Any, ...]], head: str) -> None:
    source = f"deck: d\ntitle: A\n{head}notes:\n"
    for id, ask, answer, reverse, tags, guid, template in notes:
        source += f"  - id: {id}\n    ask: {ask}\n    answer: {answer}\n"
        source += f"    reverse: {reverse}\n    why: {ask}\n" if reverse else ""
        when = f", at: {template * 10**6}" if template % 2 else ""
        source += tags + f'    imported: {{guid: "{guid}", template: {template}, digest: 0f{when}}}\n'
    assert_read_alike(source)


def test_a_note_in_another_form_is_read_by_the_other_way_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noting(source: str) -> Any:
        read.append(source)
        return parse(source)

    monkeypatch.setattr(narrow, "parse", noting)
    odd = "  - id: b\n    ask: >-\n      folded\n      words\n    answer: b  # so\n\n"
    source = f"{HEAD}  - id: a\n    ask: a\n    answer: a\n{odd.replace('  # so', '')}  - id: c\n    ask: c\n"
    assert narrow.read(source) == parse(source).root
    assert read == [f"notes:\n{odd.replace('  # so', '')}"]
    assert narrow.read(source.replace("folded", "folded # c")) is not None
    assert narrow.read(source.replace("ask: c", "ask: c # c")) is None


def test_no_shipped_deck_is_read_otherwise() -> None:
    for path in sorted(Path(shipped_decks()).rglob("*.yaml")):
        source, _ = load(path)
        document = parse(source)
        found = narrow.read(source)
        assert found is None or (found == document.root and not document.faults), path
