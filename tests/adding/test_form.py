"""The lines to fill in for a note, without any screen."""

from collections.abc import Sequence

import pytest

from trainer.adding.blanks import KINDS, OF_KIND
from trainer.adding.form import Form, Row, cells
from trainer.core.notebook import Alike, NewNote, OwnDeck, Refusal, Saved
from trainer.decks.format.models import MODELS


class Book:
    """A notebook that remembers what was saved."""

    def __init__(self) -> None:
        self.saved: list[NewNote] = []

    def decks(self) -> Sequence[OwnDeck]:
        return [OwnDeck("git", "Tools::Git", "git.yaml"), OwnDeck("sql", "SQL", "sql.yaml")]

    def refusal(self, note: NewNote) -> Refusal | None:
        return None if note.fields.get("answer") else Refusal("answer", "it is missing")

    def alike(self, _: NewNote) -> Sequence[Alike]:
        return ()

    def save(self, note: NewNote) -> Saved:
        self.saved.append(note)
        return Saved("git/x", "git.yaml")


def fill(form: Form, **texts: str | list[str]) -> Form:
    form.texts |= {field: [text] if isinstance(text, str) else text for field, text in texts.items()}
    return form


def row(form: Form, field: str, number: int = 0) -> Row:
    return next(one for one in form.rows() if (one.blank.field, one.number) == (field, number))


def test_each_kind_of_the_format_has_its_lines() -> None:
    assert set(KINDS) == set(MODELS) == set(OF_KIND)
    for kind, blanks in OF_KIND.items():
        required = {name for name, field in MODELS[kind].model_fields.items() if field.is_required()}
        assert (
            required - {"id", "kind"} <= {blank.field for blank in blanks} <= set(MODELS[kind].model_fields)
        )


@pytest.mark.parametrize(
    ("kind", "texts", "fields"),
    [
        ("basic", {"ask": "Q", "answer": "A", "reverse": "no"}, {"ask": "Q", "answer": "A"}),
        ("basic", {"ask": "Q", "reverse": "yes"}, {"ask": "Q", "reverse": "true"}),
        ("typed", {"accept": ["a", " ", "b"], "match": "text"}, {"accept": ["a", "b"]}),
        ("cloze", {"text": "{{a}} {{c1::b}} {{c::d}}"}, {"text": "{{c2::a}} {{c1::b}} {{c3::c::d}}"}),
        ("choice", {"wrong": ["a | b", "c||d"]}, {"wrong": [{"text": "a", "because": "b"}, "c||d"]}),
        (
            "points",
            {"points": ["! a | b | c", "d"]},
            {"points": [{"say": "a", "terms": ["b", "c"], "must": "true"}, {"say": "d"}]},
        ),
        ("compare", {"aspects": ["q | a | b"]}, {"aspects": [["q", "a", "b"]]}),
    ],
)
def test_what_a_line_stands_for(
    kind: str, texts: dict[str, str | list[str]], fields: dict[str, object]
) -> None:
    assert fill(Form(Book()), kind=kind, **texts).note() == NewNote(kind, fields, (), "git")  # type: ignore[arg-type]


def test_of_several_there_is_always_one_more_line_and_empty_ones_go() -> None:
    form = fill(Form(Book()), kind="order")
    form.write(row(form, "steps"), "one")
    form.write(row(form, "steps", 1), "two")
    assert [one.number for one in form.rows() if one.blank.field == "steps"] == [0, 1, 2]
    form.write(row(form, "steps"), "")
    form.tidy()
    assert form.texts["steps"] == ["two"]


def test_choices_are_turned_through_or_named_by_a_letter_and_a_deck_may_be_a_new_one() -> None:
    form = Form(Book(), deck="sql")
    assert form.note().deck == "sql"
    assert form.turn(row(form, "deck"), 1)
    assert form.note().deck == "git"
    form.write(row(form, "deck"), "New one")
    assert not form.turn(row(form, "deck"), 1)
    assert form.note().deck == "New one"
    assert form.jump(row(form, "kind"), "c")
    assert form.kind == "cloze"
    assert not form.jump(row(form, "kind"), "z")
    assert form.kind == "cloze"
    for kind in KINDS:
        assert form.jump(row(form, "kind"), kind)
        assert form.kind == kind
    assert not form.jump(row(form, "deck"), "c")


def test_another_kind_keeps_what_it_shares_and_loses_nothing() -> None:
    form = fill(Form(Book()), ask="Q", answer="A")
    form.texts["kind"] = ["choice"]
    assert form.note().fields == {"ask": "Q"}
    form.texts["kind"] = ["basic"]
    assert form.note().fields == {"ask": "Q", "answer": "A"}


def test_the_next_note_has_kind_deck_tags_and_level_of_the_last() -> None:
    book = Book()
    form = fill(Form(book), kind="typed", ask="Q", answer="A", tags="a, b", level="core", deck="SQL")
    form.save()
    assert book.saved == [NewNote("typed", {"ask": "Q", "answer": "A", "level": "core"}, ("a", "b"), "sql")]
    assert form.note() == NewNote("typed", {"level": "core"}, ("a", "b"), "sql")
    assert form.dumps() == ""
    assert form.refusal() == Refusal("ask", "there is nothing to save yet")


@pytest.mark.parametrize("draft", ["", "{", "[]", "[[", '{"ask": "x"}', '{"ask": [1]}', '{"kind": ["odd"]}'])
def test_a_draft_goes_on_where_it_was_left_and_a_damaged_one_is_nothing(draft: str) -> None:
    form = fill(Form(Book()), kind="order", steps=["a", "b"])
    assert Form(Book(), form.dumps()).note() == form.note()
    assert Form(Book(), draft).note() == NewNote("basic", {}, (), "git")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a | b", ["a", "b"]),
        ("`ls | wc` shows | counts", ["`ls | wc` shows", "counts"]),
        (r"a \| b | c", ["a | b", "c"]),
        ("`` a` | b `` | c", ["`` a` | b ``", "c"]),
        ("x | `open | end", ["x", "`open", "end"]),
        ("a||b | c|d", ["a||b", "c|d"]),
        ("| b", ["", "b"]),
    ],
)
def test_a_bar_in_code_or_behind_a_backslash_parts_nothing(text: str, parts: list[str]) -> None:
    assert cells(text) == parts
