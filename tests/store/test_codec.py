"""What a screen needs of a note survives in the store, for all seven kinds."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import RANDOM, SOME, TEXT
from trainer.core.card import Note, Reference
from trainer.core.kinds import KINDS, Basic, Body, Cloze
from trainer.store import codec

REFERENCES = st.lists(
    st.builds(Reference, st.sampled_from("abc"), TEXT, TEXT, TEXT, TEXT),
    unique_by=lambda reference: reference.key,
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
        asked=st.sampled_from([None, 0, 9]),
        needs=SOME,
        language=st.sampled_from(["en", "de", "pt-BR"]),
        line=st.integers(0, 9999),
    )


@pytest.mark.parametrize("kind", RANDOM)
@given(data=st.data(), references=REFERENCES)
def test_a_note_of_every_kind_comes_back_as_it_was(
    kind: str, data: st.DataObject, references: list[Reference]
) -> None:
    note = data.draw(notes(RANDOM[kind]))
    loaded, sources = codec.load(note.key, note.line, codec.dump(note, references))
    assert loaded == note
    row = note.key, note.line, codec.dump(note, references)
    assert [*codec.load_all([row] * 2)] == [(loaded, sources)] * 2
    assert hash(loaded) == hash(note), "a list came back where a tuple was"
    assert sources == tuple(reference for reference in references if reference.key in note.cite)


@pytest.mark.parametrize("kind", RANDOM)
@given(data=st.data(), references=REFERENCES)
def test_content_is_written_as_json_has_it(
    data: st.DataObject, references: list[Reference], kind: str
) -> None:
    content = codec.dump(data.draw(notes(RANDOM[kind])), references)
    assert content == json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))


def test_all_kinds_are_tried_here() -> None:
    assert set(RANDOM) == set(KINDS)


def test_where_a_note_stands_is_no_part_of_its_content() -> None:
    note = Note("deck", "note", Basic("Q", "A"), line=3)
    assert codec.dump(replace(note, line=99), []) == codec.dump(note, [])


def test_every_other_field_is_part_of_its_content() -> None:
    empty = Note("deck", "note", Basic("Q", "A"))
    full = Note(
        "deck", "note", Basic("Q", "A"), "w", ("h",), ("c",), ("t",), "core", "2026", "c", ("d/o",), ("d/c",),
        0, ("d/n",), ("d/f",), "de", guid="g", template=1, path="p",
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
