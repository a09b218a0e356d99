"""Rows, folders of files and decks with something broken in them: all else is taken, and it is said."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.foreign.bringing import World
from tests.foreign.test_formats import CROWD, put
from trainer.foreign.formats.delimited import read
from trainer.foreign.formats.sort import read_folder
from trainer.foreign.source import UnknownFormatError

ROWS = [("Who?", "Ann"), ("What?", "a cat"), ("Where?", "at home")]


def rows(path: Path) -> list[tuple[str, str]]:
    return [(str(one.fields["ask"]), str(one.fields["answer"])) for one in read(path).drafts]


def said(path: Path) -> str:
    return "\n".join(read(path).oddities)


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("torn", [0, 1, 2])
@pytest.mark.parametrize("later", ["", '"'])
def test_a_quote_that_is_not_closed_takes_no_other_row(
    tmp_path: Path, ending: str, torn: int, later: str
) -> None:
    sign = {"csv": ",", "tsv": "\t"}[ending]
    lines = [f"{front}{sign}{back}" for front, back in ROWS]
    lines[torn] = f'"{lines[torn]}'
    lines.append(f"{later}Whose{later} dog?{sign}Bob's")
    path = put(tmp_path, f"x.{ending}", "\n".join(lines) + "\n")
    found = rows(path)
    assert len(found) == 4
    assert found[torn] == ('"' + ROWS[torn][0], ROWS[torn][1])
    assert [one for at, one in enumerate(found[:3]) if at != torn] == [
        one for at, one in enumerate(ROWS) if at != torn
    ]
    assert f"a quote is opened and not closed (1 line: {torn + 1})" in said(path)


def test_the_line_of_a_quote_counts_headers_and_names(tmp_path: Path) -> None:
    path = put(tmp_path, "x.txt", '#separator:tab\n#columns:Front\tBack\none\tuno\n"two\tdue\nthree\ttre')
    assert "(1 line: 4)" in said(path)
    path = put(tmp_path, "y.csv", 'Front,Back\n"two,due\nthree,tre')
    assert "(1 line: 2)" in said(path)


@given(st.lists(st.tuples(*[st.text("ab \n\"',;\t", min_size=1).filter(str.strip)] * 2), min_size=1))
def test_what_is_quoted_as_it_should_be_is_read_as_any_program_reads_it(pairs: list[tuple[str, str]]) -> None:
    from trainer.foreign.formats.delimited import _rows

    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(pairs)
    oddities = list[str]()
    assert [tuple(row) for row in _rows(Path("x"), out.getvalue(), ",", 1, oddities)] == pairs
    assert oddities == []


def test_a_notetype_that_is_not_known_is_said(tmp_path: Path) -> None:
    head = "#separator:tab\n#notetype column:1\n"
    path = put(tmp_path, "x.txt", f"{head}Birds\towl\tbird\nBasic\tcat\tpet\nBirds\temu\tbird\n")
    assert "not known here ('Birds')" in said(path)
    assert len(rows(path)) == 3
    path = put(tmp_path, "y.txt", "#notetype:Fish\na\tb\n")
    assert "('Fish')" in said(path)
    assert "notetype" not in said(put(tmp_path, "z.txt", f"{head}Basic\towl\tbird\n\tcat\tpet\n"))


def test_characters_that_are_taken_out_are_said_in_any_text(world: World, tmp_path: Path) -> None:
    files = {
        "x.tsv": "o\u202ene\tu\x1bno\u202c\n",
        "x.md": "Q: o\u202ene\nA: \x07\x07u\n",
        "x.org": "* a\u2066 :drill:\nb",
    }
    for (name, content), count in zip(files.items(), (3, 3, 1), strict=True):
        (oddity,) = world.bring(put(tmp_path, name, content))["oddities"]
        assert f"{name}: {count} character" in oddity
        assert ("U+202E RIGHT-TO-LEFT OVERRIDE" in oddity) == ("\u202e" in content)


def test_a_tag_that_is_written_otherwise_is_said(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "x.txt", "#tags column:3\n#separator:tab\none\tuno\ta,b plain x::y\n"))
    assert [one["what"] for one in report["lost"]] == ["tag 'a,b', which is 'a_b' here"]
    (note,) = world.notes()
    assert set(note.tags) == {"a_b", "plain", "x::y"}


def test_a_folder_of_tables_is_read_and_one_of_notes_names_its_tables(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    (folder / ".git").mkdir(parents=True)
    put(folder, "a.tsv", "one\tuno\n")
    put(folder, "b.CSV", "two,due\n")
    put(folder, "c.txt", "three\ttre\nfour\tquattro\n")
    put(folder, "d.txt", "#separator:;\nfive;cinque\n")
    put(folder, "README.txt", "These are words.\n\nTake\tthem.\nAll of them, please.\n")
    put(folder, "e.txt", "\0")
    put(folder / ".git", "f.tsv", "no\tno\n")
    report = world.bring(folder)
    assert report["notes"]["new"] == 5
    assert {*world.decks()} == {"a", "b", "c", "d"}
    assert world.bring(folder)["notes"] == {"new": 0, "updated": 0, "same": 5, "kept": 0}
    put(folder, "g.md", "Q: Six?\nA: sei\n")
    found = read_folder(folder)
    assert (len(found.drafts), found.oddities) == (
        1,
        ["4 tables beside the notes not taken (a.tsv, b.CSV, c.txt, and 1 more): import each by its name"],
    )


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"note_model_uuid": "nope"}, "its notetype is not in the file"),
        ({"fields": None}, "it has no fields or notetype"),
    ],
)
def test_one_note_of_crowdanki_that_cannot_be_read_costs_that_note(
    world: World, tmp_path: Path, broken: dict[str, Any], why: str
) -> None:
    deck: Any = json.loads(json.dumps(CROWD))
    whole = world.bring(put(tmp_path, "deck.json", json.dumps(deck)))["notes"]["new"]
    note = next(iter(deck["notes"] or deck["children"][0]["notes"]))
    bad = {name: value for name, value in (note | broken).items() if value is not ...}
    deck["notes"] = [bad, 5, *deck.get("notes", ())]
    report = world.bring(put(tmp_path, "deck.json", json.dumps(deck)))
    assert (report["notes"]["new"], report["notes"]["same"]) == (0, whole)
    assert [one["what"] for one in report["lost"]][-2:] == [
        f"left out: {why}",
        "left out: it has no fields or notetype",
    ]


@pytest.mark.parametrize("guid", ["", None])
def test_a_note_of_crowdanki_without_a_guid_comes_in_and_is_found_again(
    world: World, tmp_path: Path, guid: str | None
) -> None:
    deck: Any = json.loads(json.dumps(CROWD))
    note = next(iter(deck["notes"] or deck["children"][0]["notes"]))
    note["guid"] = guid
    count = world.bring(put(tmp_path, "deck.json", json.dumps(deck)))["notes"]["new"]
    assert world.bring(put(tmp_path, "deck.json", json.dumps(deck)))["notes"]["same"] == count > 0


@pytest.mark.parametrize(
    "text",
    [
        "root:x:0:0:root:/root:/bin/bash\nbin:x:1:1:bin:/bin:/bin/false\n",
        "A letter.\n\nIt has lines,\nand more lines\tthan fields\nof them.\n",
        "one\ntwo\t\nthree\t\n",
    ],
)
def test_a_text_that_is_no_table_is_not_taken(world: World, tmp_path: Path, text: str) -> None:
    path = put(tmp_path, "x.txt", text)
    with pytest.raises(UnknownFormatError, match="is no table: most of its lines hold one field"):
        read(path)
    (folder := tmp_path / "all").mkdir()
    put(folder, "a.csv", "one,uno\n")
    put(folder, "b.csv", text.replace(",", "").replace("\t", ""))
    (said,) = read_folder(folder).oddities
    assert said.startswith(f"{folder / 'b.csv'} is no table")


@pytest.mark.parametrize(
    "text", ["{{c1::Rome}} is in Italy\n", "#separator:tab\nalone\n", "one\tuno\ntwo\tdue\nthree\t\n"]
)
def test_texts_with_gaps_headers_or_some_answers_are_tables(tmp_path: Path, text: str) -> None:
    path = put(tmp_path, "x.txt", text)
    assert len(read(path).drafts) == text.count("\n") - text.startswith("#")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one\tuno;two\tdue; three\ttre;\n", [("one", "uno"), ("two", "due"), ("three", "tre")]),
        ("one\tuno; a number\n", [("one", "uno; a number")]),
        ("one\tuno;two\tdue\nthree\ttre\n", [("one", "uno;two\ndue"), ("three", "tre")]),
    ],
)
def test_rows_of_quizlet_may_stand_in_one_line(
    tmp_path: Path, text: str, found: list[tuple[str, str]]
) -> None:
    assert rows(put(tmp_path, "x.txt", text)) == found
