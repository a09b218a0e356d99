"""What a screen needs of a note survives in the store, for all seven kinds."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Note, Reference
from trainer.core.kinds import (
    KINDS,
    Aspect,
    Basic,
    Body,
    Choice,
    Cloze,
    Compare,
    Order,
    Point,
    Points,
    Typed,
    Wrong,
)
from trainer.core.text import clean
from trainer.store import codec

TEXT = st.text(max_size=12).map(clean)
SOME = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
KEYS = st.lists(st.sampled_from(["a", "b-1", "c_2", "0"]), min_size=1, max_size=3, unique=True)


@st.composite
def compares(draw: st.DrawFn) -> Compare:
    subjects = tuple((key, draw(TEXT)) for key in draw(KEYS))
    return Compare(
        subjects,
        tuple(
            Aspect(key, draw(TEXT), tuple((subject, draw(TEXT)) for subject, _ in subjects))
            for key in draw(KEYS)
        ),
    )


BODIES: dict[str, st.SearchStrategy[Body]] = {
    "basic": st.builds(Basic, TEXT, TEXT, st.booleans()),
    "cloze": st.builds(lambda one, two: Cloze(f"{one}{{{{c2::x::y}}}} {{{{c1::z}}}}{two}"), TEXT, TEXT),
    "choice": st.builds(Choice, TEXT, SOME, st.lists(st.builds(Wrong, TEXT, TEXT), min_size=1).map(tuple)),
    "typed": st.builds(Typed, TEXT, TEXT, SOME, st.sampled_from(["text", "command", "number"])),
    "order": st.builds(Order, TEXT, SOME),
    "compare": compares(),
    "points": st.builds(
        Points,
        TEXT,
        st.lists(
            st.builds(Point, TEXT, st.lists(SOME, max_size=2).map(tuple), st.booleans()), min_size=1
        ).map(tuple),
        st.integers(0, 900),
        SOME,
    ),
}
REFERENCES = st.lists(
    st.builds(Reference, st.sampled_from("abc"), TEXT, TEXT, TEXT), unique_by=lambda reference: reference.key
)


def notes(body: st.SearchStrategy[Body]) -> st.SearchStrategy[Note]:
    return st.builds(
        Note,
        deck=st.just("deck"),
        id=st.just("note"),
        body=body,
        why=TEXT,
        hints=SOME,
        cite=st.lists(st.sampled_from("abcd"), unique=True).map(tuple),
        tags=SOME,
        level=st.sampled_from([None, "core", "solid", "deep"]),
        as_of=TEXT,
        corrects=TEXT,
        formerly=SOME,
        confusable=SOME,
        line=st.integers(0, 9999),
    )


@pytest.mark.parametrize("kind", BODIES)
@given(data=st.data(), references=REFERENCES)
def test_a_note_of_every_kind_comes_back_as_it_was(
    kind: str, data: st.DataObject, references: list[Reference]
) -> None:
    note = data.draw(notes(BODIES[kind]))
    loaded, sources = codec.load(note.key, note.line, codec.dump(note, references))
    assert loaded == note
    assert hash(loaded) == hash(note), "a list came back where a tuple was"
    assert sources == tuple(reference for reference in references if reference.key in note.cite)


def test_all_kinds_are_tried_here() -> None:
    assert set(BODIES) == set(KINDS)


def test_where_a_note_stands_is_no_part_of_its_content() -> None:
    note = Note("deck", "note", Basic("Q", "A"), line=3)
    assert codec.dump(replace(note, line=99), []) == codec.dump(note, [])


def test_every_other_field_is_part_of_its_content() -> None:
    empty = Note("deck", "note", Basic("Q", "A"))
    full = Note(
        "deck", "note", Basic("Q", "A"), "w", ("h",), ("c",), ("t",), "core", "2026", "c", ("d/o",), ("d/c",),
        0, ("d/n",), "de",
    )  # fmt: skip
    contents = {codec.dump(empty, [])}
    names = [field.name for field in fields(Note) if field.name not in ("deck", "id", "body", "line")]
    contents |= {codec.dump(replace(empty, **{name: getattr(full, name)}), []) for name in names}
    contents |= {codec.dump(replace(empty, body=Basic("Q", "A", reverse=True)), [])}
    assert len(contents) == len(names) + 2


def test_a_source_that_the_note_does_not_cite_does_not_change_its_content() -> None:
    note = Note("deck", "note", Basic("Q", "A"), cite=("ddl",))
    ddl, other = Reference("ddl", "DDL", "https://a.example"), Reference("other", "Other")
    assert codec.dump(note, [ddl, other]) == codec.dump(note, [ddl])
    assert codec.dump(note, [ddl._replace(title="New")]) != codec.dump(note, [ddl])


def test_content_stays_readable_text() -> None:
    content = codec.dump(Note("deck", "note", Basic("été 日本", "A")), [])
    assert "été 日本" in content
    assert json.loads(content)["kind"] == "basic"


def test_a_fingerprint_changes_with_the_wording_of_its_card_and_with_nothing_else() -> None:
    note = Note("deck", "note", Cloze("{{c1::a}} {{c2::b}}"), why="w")
    one = codec.fingerprint(note, "deck/note#c1")
    assert one != codec.fingerprint(note, "deck/note#c2")
    assert one == codec.fingerprint(replace(note, why="other", tags=("t",), line=9), "deck/note#c1")
    assert one != codec.fingerprint(replace(note, body=Cloze("{{c1::x}} {{c2::b}}")), "deck/note#c1")
