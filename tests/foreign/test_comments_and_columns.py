"""What of a text file of Anki is a comment, compared with Anki; which columns of a table are told of."""

from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from trainer.core.kinds import Basic
from trainer.foreign.formats.delimited import read
from trainer.foreign.formats.sort import read_folder
from trainer.foreign.source import UnknownFormatError


def fronts_in_anki(path: Path) -> list[str]:
    collection = Collection(str(path.parent / "c.anki2"))
    try:
        metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
        collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        return [collection.get_note(id).fields[0] for id in sorted(collection.find_notes(""))]
    finally:
        collection.close()


@pytest.mark.parametrize(
    ("rows", "comments"),
    [
        ("# above\tb\nq\ta\n", 1),
        ("q\ta\n# below? line\tb\nr\tb\n#tight\tb\n", 2),
        ("#\tb\n##\tc\nx # y\ta\n", 2),
        ('"# quoted"\tb\n"two\n# lines"\tc\n', 0),
        ("q\ta\n #blank\tb\n", 0),
        ('q\t"open\n# within a field\n"\n', 0),
        ("q\ta\n\n#tags:late\nr\tb\n", 1),
    ],
)
def test_what_is_a_comment_in_anki_is_no_card_and_is_told_of(
    tmp_path: Path, rows: str, comments: int
) -> None:
    header = "#separator:tab\n#html:false\n"
    path = put(tmp_path, "x.txt", header + rows)
    bundle = read(path)
    ours = [str(draft.fields["ask"]).replace("\\", "") for draft in bundle.drafts]
    theirs = [front.replace("<br>", "\n").strip() for front in fronts_in_anki(path)]
    assert ours == theirs
    told = [one for one in bundle.oddities if "comment line" in one]
    assert told == (
        [f"x.txt: {comments} comment line{'s' * (comments > 1)} left out, as in Anki (`#` begins one)"]
        if comments
        else []
    )


def test_a_file_of_another_program_has_no_comments(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "x.tsv", "one\tuno\n#include\ta header comes in\n"))
    assert len(world.notes()) == 2


def test_a_column_that_no_card_shows_is_told_of(tmp_path: Path) -> None:
    path = put(tmp_path, "x.csv", "ID,question,answer,explanation,category\n1,q,a,e,c\n")
    bundle = read(path)
    assert bundle.oddities == [
        "column 'ID' tells the notes apart, and no card shows it",
        "columns whose names are not known here stand in the answer: 'category'",
    ]


ORG = """\
* What is it? :drill:
# a comment
It is
  #	another
#hash and # sign stay
#
#+begin_comment
all of [this]

is hidden
#+end_comment
so.
#+begin_src sh
# code
#+begin_comment
#+end_src
#+end_comment
* Gap :drill:
# [not a gap]
a [gap] here
#+begin_comment
* Next :drill:
Answer
"""


def test_comments_of_org_are_on_no_card(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "x.org", ORG))
    assert report["lost"] == []
    texts = [(note.body.prompt(), note.body.answer_text()) for note in world.notes()]
    assert texts[0] == (
        "What is it?",
        "It is\n#hash and # sign stay\nso.\n```sh\n# code\n#+begin_comment\n```",
    )
    assert texts[2] == ("Next", "Answer")
    assert "not a gap" not in texts[1][0]
    assert [note.body.kind for note in world.notes()] == ["basic", "cloze", "basic"]


def test_pictures_beside_an_xml_of_mnemosyne_come_along(world: World, tmp_path: Path) -> None:
    item = '<item id="1"><cat>Birds</cat><Q>Which? &lt;img src="my%20pic.png"&gt;</Q><A>a wren</A></item>'
    put(tmp_path, "my pic.png", b"\x89PNG\r\n\x1a\n")
    report = world.bring(put(tmp_path, "old.xml", f'<mnemosyne core_version="1">{item}</mnemosyne>'))
    assert (report["lost"], report["missing"]) == ([], [])
    assert [path.name for path in world.out.rglob("*.png")] == ["my pic.png"]


def test_packages_in_a_folder_are_named(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name in ("a.apkg", "b.COLPKG", "c.cards"):
        put(folder, name, b"PK")
    put(folder, "d.xml", "<mnemosyne core_version='1'></mnemosyne>")
    put(folder, "e.xml", "<other/>")
    with pytest.raises(
        UnknownFormatError, match=r"4 packages \(a\.apkg, b\.COLPKG, c\.cards, and 1 more\)"
    ) as told:
        read_folder(folder)
    assert f"trainer import {folder / 'a.apkg'}" in str(told.value)
    put(folder, "f.csv", "one,uno\n")
    named = "(a.apkg, b.COLPKG, c.cards, and 1 more): import each by its name"
    assert world.bring(folder)["oddities"] == [f"4 packages beside the rest not taken {named}"]
    put(folder, "g.md", "Q: Two?\nA: due\n")
    assert world.bring(folder)["oddities"] == [
        "1 table beside the notes not taken (f.csv): import each by its name",
        f"4 packages beside the rest not taken {named}",
    ]


@pytest.mark.parametrize(
    "head",
    [
        "Frage;Antwort;Schlagworte",
        "Pregunta;Respuesta;Etiquetas",
        "Recto;Verso;Mots-clés",
        "Вопрос;Ответ;Теги",
        "正面;背面;标签",
        "sep=;\nWort;Übersetzung;Tags",
        '"sep=;"\nFront;Back;Tags',
    ],
)
def test_names_of_columns_in_many_languages_are_no_card(world: World, tmp_path: Path, head: str) -> None:
    world.bring(put(tmp_path, "x.csv", f"{head}\nq;a;t1 t2\n"))
    (note,) = world.notes()
    assert (note.body, note.tags) == (Basic("q", "a"), ("t1", "t2"))


def test_a_first_row_that_may_be_one_of_names_is_named(world: World, tmp_path: Path) -> None:
    text = "Highlight,Book Title,Note,Tags\nSome text,Book,my note,t1\n"
    report = world.bring(put(tmp_path, "x.csv", text))
    assert report["notes"]["new"] == 2
    assert any("its first row, “Highlight” →" in said for said in report["oddities"])


@pytest.mark.parametrize("row", ["palabra,word", "dog,Hund", "Wort,Begriff"])
def test_words_of_two_languages_are_a_card(world: World, tmp_path: Path, row: str) -> None:
    report = world.bring(put(tmp_path, "x.csv", f"{row}\ngato,cat\n"))
    assert (report["notes"]["new"], report["oddities"]) == (2, [])
