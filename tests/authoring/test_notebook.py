"""Notes written into deck files: checked first, nothing else touched, there at once."""

from pathlib import Path

import pytest

from tests.authoring.own import GIT, library, notebook
from trainer.core.errors import FileError, UsageError
from trainer.core.kinds import Aspect, Basic, Body, Choice, Cloze, Compare, Order, Point, Points, Typed, Wrong
from trainer.core.notebook import NewNote, Value
from trainer.core.scope import EVERYTHING

EVERY_KIND: list[tuple[str, dict[str, Value], Body]] = [
    ("basic", {"ask": "Q: #1?", "answer": "- a", "reverse": "true"}, Basic("Q: #1?", "- a", True)),
    (
        "typed",
        {"ask": "How many?", "answer": "08", "accept": ["no", "8"], "match": "exact"},
        Typed("How many?", "08", ("no", "8"), "exact", ""),
    ),
    ("cloze", {"text": "A {{c1::gap: x}} {{c2::two}}"}, Cloze("A {{c1::gap: x}} {{c2::two}}")),
    (
        "choice",
        {"ask": "Which?", "right": ["[a]"], "wrong": [{"text": "b: c", "because": "no: d"}, "'e'"]},
        Choice("Which?", ("[a]",), (Wrong("b: c", "no: d"), Wrong("'e'"))),
    ),
    ("order", {"ask": "Order?", "steps": ["1.", "two\nlines"]}, Order("Order?", ("1.", "two\nlines"))),
    (
        "points",
        {"ask": "Why?", "points": [{"say": "a: b", "terms": ["c", ["d", "e: f"]], "must": "true"}]},
        Points("Why?", (Point("a: b", (("c",), ("d", "e: f")), True),), 0),
    ),
    (
        "compare",
        {"ask": "Compare A and B.", "subjects": ["A!", "a"], "aspects": [["Why: x?", "yes", "no"]]},
        Compare(
            (("a", "A!"), ("a-2", "a")),
            (Aspect("why-x", "Why: x?", (("a", "yes"), ("a-2", "no"))),),
            "Compare A and B.",
        ),
    ),
]


@pytest.mark.parametrize(("kind", "fields", "body"), EVERY_KIND, ids=[kind for kind, *_ in EVERY_KIND])
def test_every_kind_is_read_as_it_was_meant_and_all_else_stays(
    tmp_path: Path, kind: str, fields: dict[str, Value], body: Body
) -> None:
    store = library(tmp_path / "decks", git=GIT)
    note = NewNote(kind, fields | {"why": "so: yes", "hints": ["h"], "level": "core"}, ("x",), "git")
    book = notebook(store, tmp_path / "decks")
    assert book.refusal(note) is None
    saved = book.save(note)
    (written,) = [one for one in store.notes(EVERYTHING) if one.key == saved.note]
    assert written.body == body
    assert (written.why, written.hints, written.level, written.tags) == ("so: yes", ("h",), "core", ("x",))
    lines = Path(saved.path).read_text().splitlines()
    assert [line for line in lines if line in GIT.splitlines()] == GIT.splitlines()
    assert store.new(0, EVERYTHING, 9)[1:] == [written.card_keys()[0]]


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("basic", {"ask": "Q?"}, "answer"),
        ("basic", {"answer": "A"}, "ask"),
        ("cloze", {"text": "no gap"}, "text"),
        ("cloze", {"text": "{{c1::open"}, "text"),
        ("choice", {"ask": "Q?", "right": ["a"]}, "wrong"),
        ("choice", {"ask": "Q?", "right": ["a"], "wrong": ["a"]}, "wrong"),
        ("order", {"ask": "Q?", "steps": ["a"]}, "steps"),
        ("compare", {"ask": "Q?", "subjects": ["a", "b"], "aspects": [["c?", "d"]]}, "aspects"),
        ("compare", {"ask": "Q?", "subjects": ["a", "b"], "aspects": [["c?", "d", "e", "f"]]}, "aspects"),
        ("typed", {"ask": "Q?", "answer": "a", "match": "fuzzy"}, "match"),
    ],
)
def test_what_the_check_refuses_is_said_at_its_field_and_nothing_is_written(
    tmp_path: Path, kind: str, fields: dict[str, Value], field: str
) -> None:
    store = library(tmp_path / "decks", git=GIT)
    book, note = notebook(store, tmp_path / "decks"), NewNote(kind, fields, deck="git")
    refusal = book.refusal(note)
    assert refusal is not None
    assert refusal.field == field
    with pytest.raises(UsageError, match=r".") as error:
        book.save(note)
    assert str(error.value) == refusal.message
    assert (tmp_path / "decks" / "git.yaml").read_text() == GIT


def test_a_title_that_no_deck_has_makes_a_new_file(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT, my_git="deck: [")
    book = notebook(store, tmp_path / "decks")
    note = NewNote("basic", {"ask": "Q?", "answer": "a"}, deck="Tools::My Git: yes")
    first = book.save(note)
    assert Path(first.path).read_text().startswith("deck: tools-my-git-yes\ntitle: 'Tools::My Git: yes'\n")
    assert first.note == "tools-my-git-yes/q"
    second = book.save(NewNote("basic", {"ask": "Q 2?", "answer": "a"}, deck="tools-my-git-yes"))
    assert second.path == first.path
    assert [deck.title for deck in book.decks()] == ["Tools::Git", "Tools::My Git: yes"]
    assert book.save(NewNote("basic", {"ask": "Q 3?", "answer": "a"})).note == "mine/q-3"


def test_the_same_question_is_found_in_every_deck_and_near_ones_after_it(tmp_path: Path) -> None:
    other = (
        "deck: b\ntitle: B\nnotes:\n"
        "  - {id: same, ask: what does git reset --soft keep, answer: a}\n"
        "  - {id: near, ask: What does `git reset --soft` keep of files?, answer: a}\n"
        "  - {id: far, ask: What does `git stash` keep?, answer: a}\n"
        '  - {id: gap, kind: cloze, text: "Git {{c1::keeps}} all."}\n'
    )
    book = notebook(library(tmp_path / "decks", git=GIT, b=other), tmp_path / "decks")
    found = book.alike(NewNote("typed", {"ask": "What does git reset --soft keep?"}))
    assert [(one.note, one.same) for one in found] == [
        ("b/same", True),
        ("git/reset", True),
        ("b/near", False),
    ]
    assert [one.note for one in book.alike(NewNote("cloze", {"text": "git {{c1::keeps}} all"}))] == ["b/gap"]
    assert book.alike(NewNote("basic", {"ask": "Who?"})) == []
    assert list(book.alike(NewNote("basic", {"ask": "?"}))) == []


@pytest.mark.parametrize(
    "text", ["a" * 2500, "word " * 500, f"What is {'_' * 2500}?", "https://" + "x%" * 2000]
)
def test_a_question_may_be_longer_than_a_query(tmp_path: Path, text: str) -> None:
    book = notebook(library(tmp_path / "decks", git=GIT), tmp_path / "decks")
    note = NewNote("basic", {"ask": text.strip(), "answer": "a"})
    assert book.alike(note) == []
    saved = book.save(note)
    assert [(one.note, one.same) for one in book.alike(note)] == [(saved.note, True)]


def test_a_file_with_errors_is_left_alone(tmp_path: Path) -> None:
    store = library(tmp_path / "decks", git=GIT)
    broken = GIT + "  bad: [\n"
    (tmp_path / "decks" / "git.yaml").write_text(broken)
    with pytest.raises(FileError, match="trainer check"):
        notebook(store, tmp_path / "decks").save(NewNote("basic", {"ask": "Q?", "answer": "a"}, deck="git"))
    assert (tmp_path / "decks" / "git.yaml").read_text() == broken
