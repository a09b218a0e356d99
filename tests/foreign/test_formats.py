"""Other formats: each becomes decks that pass the check, twice the same, with what it says of schedules."""

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.foreign.bringing import DATA, World
from trainer.core.card import Note
from trainer.core.kinds import Basic, Cloze, Typed

ITALIAN, CELLS, TREES = (DATA / name for name in ("italian-verbs.tsv", "cells.md", "trees.md"))

ORG = """\
#+TITLE: Spanish
* Greeting                                                   :drill:greetings:
  SCHEDULED: <2027-03-01 Mon>
  :PROPERTIES:
  :ID:       aaaa-1
  :DRILL_LAST_INTERVAL: 20.5
  :DRILL_TOTAL_REPEATS: 6
  :DRILL_FAILURE_COUNT: 1
  :DRILL_EASE: 2.36
  :DRILL_LAST_REVIEWED: [2027-02-08 Mon 10:15]
  :END:
¿Cómo [estás|informal]? means [how are you].
* Noun :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:END:
Translate.
** Spanish
la *mesa* =x=
** English
the table
* What is [[https://gnu.org][GNU]]? :drill:
** Answer
An operating system, 100% /free/.
* No card
Text.
"""
CROWD: dict[str, Any] = {
    "__type__": "Deck",
    "name": "NLP",
    "note_models": [
        {
            "crowdanki_uuid": "m1",
            "name": "Basic",
            "type": 0,
            "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
            "tmpls": [
                {
                    "name": "Card 1",
                    "ord": 0,
                    "qfmt": "{{Front}}",
                    "afmt": "{{FrontSide}}<hr id=answer>{{Back}}",
                }
            ],
        }
    ],
    "notes": [
        {
            "guid": "g-1",
            "note_model_uuid": "m1",
            "fields": ["What is a token?", "<div>A <b>piece</b> of text.</div>"],
            "tags": ["llm"],
        }
    ],
    "children": [
        {
            "__type__": "Deck",
            "name": "Models",
            "notes": [
                {
                    "guid": "g-2",
                    "note_model_uuid": "m1",
                    "fields": ['GPT <img src="a.png">', "A model"],
                    "tags": [],
                }
            ],
        }
    ],
}
_NEW = 'gr="-1" e="2.5" ac_rp="0" rt_rp="0" lps="0" l_rp="-1" n_rp="-1"'
_SEEN = 'gr="4" e="2.5" ac_rp="1" rt_rp="3" lps="0" l_rp="1800057600" n_rp="1801785600"'
MNEMOSYNE_2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<openSM2sync number_of_entries="4"><log type="10" o_id="t1"><name>Latin::Verbs</name></log>
<log type="16" o_id="f1"><f>amo</f><b>I &lt;b&gt;love&lt;/b&gt;</b></log>
<log type="16" o_id="f2"><text>[Rome:city] is old</text></log>
<log type="13" o_id="c1" card_t="2" fact="f1" fact_v="2.1" tags="t1" {_SEEN}></log>
<log type="13" o_id="c2" card_t="2" fact="f1" fact_v="2.2" tags="t1" {_NEW}></log>
<log type="13" o_id="c3" card_t="5" fact="f2" fact_v="5.1" tags="" {_NEW}></log>
</openSM2sync>"""
MNEMOSYNE_1 = """<?xml version="1.0" encoding="UTF-8"?>
<mnemosyne core_version="1"><item id="9a" gr="0" e="2.5"><cat>Greek</cat><Q>alpha?</Q><A>first
letter</A></item></mnemosyne>"""


def by_ask(world: World) -> dict[str, Note]:
    return {note.body.prompt(): note for note in world.notes()}


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_of_anki_with_headers(world: World) -> None:
    world.bring(ITALIAN)
    notes = by_ask(world)
    assert set(world.decks()) == {"Italian::Verbs", "Italian"}
    assert notes["I am (*essere*)"].body == Basic("I am (*essere*)", "io sono")
    assert notes["I am (*essere*)"].tags == ("presente", "essere")
    assert notes["I am (*essere*)"].guid == "vis-verb-1"
    assert notes["cantare"].body == Basic("cantare", "to sing", reverse=True)
    assert 'Say "he would go" (one word)' in notes
    assert notes["Loro {{c1::vanno}} a {{c2::casa::home}}"].kind == "cloze"


def test_what_people_type_naturally_is_accepted(world: World, tmp_path: Path) -> None:
    words = (
        "run\tto run, to jog\nhare\tder Hase (Tier)\nbig\tgroß/riesig\nlong\t"
        + "a sentence of many words " * 4
        + "\n"
    )
    world.bring(put(tmp_path, "words.txt", words), "--typed")
    notes = by_ask(world)
    run = notes["run"].body
    assert isinstance(run, Typed)
    assert {"run", "jog", "to run", "to jog"} <= set(run.accept)
    assert "Hase" in notes["hare"].body.accepted()
    assert notes["big"].body.accepted() == ("groß", "riesig")
    assert notes["long"].kind == "basic"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tabs.txt", "one?\t1\ntwo? # x\t2, <or> so\n"),
        ("commas.csv", 'front,back\none?,1\n"two? # x","2, <or> so"\n'),
        ("semi.csv", "one?;1\ntwo? # x;2, <or> so\n"),
        ("named.txt", "#separator:pipe\n#html:false\n#tags:a b\none?|1\ntwo? # x|2, <or> so\n"),
        ("bom.csv", "\ufeffQuestion;Answer\r\none?;1\r\ntwo? # x;2, <or> so\r\n"),
        ("utf16.txt", "one?\t1\ntwo? # x\t2, <or> so\n".encode("utf-16")),
    ],
)
def test_fields_apart_by_any_sign(world: World, tmp_path: Path, name: str, content: str | bytes) -> None:
    world.bring(put(tmp_path, name, content))
    assert [(n.body.prompt(), n.body.answer_text()) for n in world.notes()] == [
        ("one?", "1"),
        ("two? # x", "2, \\<or> so"),
    ]


def test_latin_1_is_read_and_said(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "old.txt", "Österreich\tWien\n".encode("latin-1")))
    assert "Windows-1252" in report["oddities"][0]
    assert "Österreich" in by_ask(world)


def test_obsidian_with_its_schedules(world: World) -> None:
    report = world.bring(CELLS, "--with-schedule")
    assert report["events"] == 4
    notes, states = by_ask(world), world.states()
    assert set(world.decks()) == {"biology"}
    assert notes["osmosis"].body == Basic("osmosis", "water crossing a membrane", reverse=True)
    assert notes["Two parts of a\nplant cell only"].body.answer_text() == "cell wall\nchloroplast"
    gaps = notes["The {{c1::nucleus}} holds the {{c2::DNA}}."]
    due = {key: state.memory.due for key, state in states.items() if state.memory is not None}
    assert due == {
        notes["mitochondrion"].key: date(2027, 1, 20).toordinal(),
        notes["Two parts of a\nplant cell only"].key: date(2026, 12, 24).toordinal(),
        f"{gaps.key}#c1": date(2027, 2, 2).toordinal(),
        f"{gaps.key}#c2": date(2027, 2, 3).toordinal(),
    }
    memory = states[notes["mitochondrion"].key].memory
    assert memory is not None
    assert memory.data[1:] == (250, 30)


def test_obsidian_keeps_code_and_places_pictures(world: World, tmp_path: Path) -> None:
    put(tmp_path, "cat.png", b"PNG")
    vault = (
        "`std::vector` is no card\n\nuse `a::b`::a name [[Page#Part|word]] ![[cat.png]]\n\nq::![](gone.png)\n"
    )
    report = world.bring(put(tmp_path, "note.md", vault))
    found = by_ask(world)
    assert found["use `a::b`"].body.answer_text() == "a name word ![picture](media/note/cat.png)"
    assert (world.out / "media" / "note" / "cat.png").read_bytes() == b"PNG"
    assert "gone.png" in report["lost"][0]["what"]


def test_hashcards(world: World) -> None:
    world.bring(TREES)
    assert set(world.decks()) == {"Trees"}
    kinds = [note.kind for note in world.notes()]
    assert kinds == ["basic", "cloze", "basic", "cloze"]
    assert world.notes()[2].body.answer_text() == "1. bark\n2. cambium\n3. sapwood"
    assert world.notes()[3].body == Cloze("A ring has {{c1::early wood}} and\n{{c2::late wood}}.")


def test_org_drill(world: World, tmp_path: Path) -> None:
    report = world.bring(put(tmp_path, "spanish.org", ORG), "--with-schedule")
    assert report["events"] == 2
    first, noun, gnu = world.notes()
    assert first.body == Cloze("Greeting\n\n¿Cómo {{c1::estás::informal}}? means {{c2::how are you}}.")
    assert (first.tags, first.guid) == (("greetings",), "aaaa-1")
    assert noun.body == Basic("la **mesa** `x`", "the table", reverse=True)
    assert noun.why == "Noun\n\nTranslate."
    assert gnu.body == Basic("What is [GNU](<https://gnu.org>)?", "An operating system, 100% *free*.")
    memory = world.states()[f"{first.key}#c2"].memory
    assert memory is not None
    assert (memory.due, memory.last) == (date(2027, 3, 1).toordinal(), date(2027, 2, 8).toordinal())
    assert (memory.reviews, memory.lapses, memory.data[1:]) == (6, 1, (236, 20))


def test_crowdanki(world: World, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    put(tmp_path / "media", "a.png", b"PNG")
    world.bring(put(tmp_path, "deck.json", json.dumps(CROWD)))
    assert set(world.decks()) == {"NLP", "NLP::Models"}
    (token,) = world.decks()["NLP"].notes
    assert (token.guid, token.tags, token.body.answer_text()) == ("g-1", ("llm",), "A **piece** of text.")
    (gpt,) = world.decks()["NLP::Models"].notes
    assert gpt.body.prompt() == "GPT ![picture](media/deck/a.png)"
    assert (world.out / "media" / "deck" / "a.png").exists()


@pytest.mark.parametrize("packed", [True, False])
def test_mnemosyne_2(world: World, tmp_path: Path, packed: bool) -> None:
    path = put(tmp_path, "latin.xml", MNEMOSYNE_2)
    if packed:
        path = tmp_path / "latin.cards"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("cards.xml", MNEMOSYNE_2)
    report = world.bring(path, "--with-schedule")
    notes = by_ask(world)
    assert notes["amo"].body == Basic("amo", "I **love**", reverse=True)
    assert notes["amo"].tags == ("Latin::Verbs",)
    assert notes["{{c1::Rome::city}} is old"].kind == "cloze"
    assert report["events"] == 1
    memory = world.states()[notes["amo"].key].memory
    assert memory is not None
    assert (memory.due - memory.last, memory.data[1]) == (20, 250)


def test_mnemosyne_1(world: World, tmp_path: Path) -> None:
    world.bring(put(tmp_path, "old.xml", MNEMOSYNE_1))
    assert world.decks()["Greek"].notes[0].body == Basic("alpha?", "first\nletter")


@pytest.mark.parametrize("begun", ["inf", "nan", "soon", "-1e300"])
def test_a_mnemosyne_1_that_began_at_no_time_comes_without_days(
    world: World, tmp_path: Path, begun: str
) -> None:
    card = MNEMOSYNE_1.replace('gr="0"', 'gr="4" ac_rp="3" l_rp="1" n_rp="9"')
    text = card.replace("core_version", f'time_of_start="{begun}" core_version')
    report = world.bring(put(tmp_path, "old.xml", text), "--with-schedule")
    assert (report["notes"]["new"], report["events"]) == (1, 0)


FILES: dict[str, str | bytes] = {
    "a.tsv": ITALIAN.read_bytes(),
    "b.md": CELLS.read_bytes(),
    "c.md": TREES.read_bytes(),
    "d.org": ORG,
    "e.json": json.dumps(CROWD),
    "f.xml": MNEMOSYNE_2,
    "g.txt": "one?\t1\ntwo?\t2\n",
}


@pytest.mark.parametrize("name", FILES)
def test_again_changes_nothing(world: World, tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, FILES[name])
    world.bring(path, "--with-schedule")
    texts, events = world.texts(), world.events()
    again = world.bring(path, "--with-schedule")
    assert (again["notes"]["new"], again["notes"]["updated"], again["events"]) == (0, 0, 0)
    assert (world.texts(), world.events()) == (texts, events)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.json", "{", "no JSON"),
        ("x.json", "[" * 100_000, "no JSON"),
        ("x.json", '{"a": 1}', "CrowdAnki"),
        ("x.json", '{"__type__": "Deck", "notes": [5]}', "CrowdAnki"),
        ("x.xml", "<a", "no XML"),
        ("x.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "entities"),
        ("x.md", "# Just a note\n\nText.\n", "no cards"),
        ("x.yaml", "deck: x\n", "trainer check"),
        ("x.db", "SQLite format 3\0", "database"),
        ("x.pdf", "%PDF", "no format"),
        ("x.csv", b"a\0b", "no text file"),
        ("x.cards", b"PK\3\4", "no `cards.xml`"),
        ("missing.csv", b"", ""),
    ],
)
def test_what_cannot_be_read_says_what_to_do(
    world: World, tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    path = tmp_path / name
    if name != "missing.csv":
        put(tmp_path, name, content)
    assert said in world.run("import", path, "--out", world.out, status=3)
    assert not world.out.exists()


def test_media_outside_the_folder_of_the_file_are_not_taken(world: World, tmp_path: Path) -> None:
    put(tmp_path, "secret.png", b"S")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.png").symlink_to(tmp_path / "secret.png")
    text = "a::![](../secret.png) ![](link.png) ![](/etc/passwd)\n"
    report = world.bring(put(tmp_path / "in", "n.md", text))
    assert len(report["lost"]) == 3
    assert not (world.out / "media").exists()


HOSTILE = {
    "x.org": "\n".join(f"{'*' * level} x :drill:" for level in range(1, 1500)),
    "x.json": '{"__type__":"Deck","notes":[' + ",".join(["[]"] * 2_100_000) + "]}",
    "x.md": "a::" + "[" * 50_000 + "`" * 50_000,
    "y.md": "C: " + "![" * 20_000 + "[" * 20_000,
    "gaps.md": "C: " + "`a` [b] " * 50_000,
    "braces.md": f"{'{{a ' * 200_000}{'**a ' * 200_000}{'==a ' * 200_000}<!--SR:!2024-01-01,3,250-->",
    "comments.md": f"a::b\n{'<!-- a ' * 60_000}{'` `` ``` ' * 20_000}",
    "fields.csv": "q" + "," * 4_100_000,
    "columns.csv": "q" + "," * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_or_refused(world: World, tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, HOSTILE[name])
    if said := {"json": "more parts", "csv": "fields"}.get(name.rpartition(".")[2]):
        assert said in world.run("import", path, "--out", world.out, status=3)
    else:
        world.bring(path)


def test_more_notes_than_can_be_taken_are_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.foreign.formats.delimited.MAX_NOTES", 2)
    path = put(tmp_path, "many.txt", "a\tb\nc\td\ne\tf\n")
    assert "Split it" in world.run("import", path, "--out", world.out, status=3)
    assert not world.out.exists()


SIGNS = ("*", "_", "`", "~", "[", "![", "[[", "$", "[$]", "&", "|", "{{c1::", "(", "<div>", "#", "- ", "1. ")


@pytest.mark.parametrize("sign", SIGNS)
def test_any_field_is_carried_letter_for_letter(sign: str) -> None:
    from trainer.foreign import literal
    from trainer.foreign.html.reading import text_of, to_markdown

    for html in (f"a{sign} b{sign}c", sign * 50, f"<b>x</b> {sign}y{sign} z", f"{sign * 3}\n{sign}"):
        found = to_markdown(html)
        wanted = literal.squeezed(text_of(html))
        assert literal.shown(found.markdown) == wanted, (html, found.markdown)
    to_markdown(sign * 30_000)


def test_a_folder_is_all_that_holds_cards_in_it(world: World, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / "in" / ".trash").mkdir(parents=True)
    put(vault, "cells.md", CELLS.read_bytes())
    put(vault / "in", "trees.md", TREES.read_bytes())
    put(vault / "in", "plain.md", "# No cards here\n")
    put(vault / "in" / ".trash", "gone.md", "old::card\n")
    world.bring(vault)
    assert set(world.decks()) == {"biology", "Trees"}
    assert world.bring(vault)["decks"] == []
    (tmp_path / "NLP").mkdir()
    put(tmp_path / "NLP", "deck.json", json.dumps(CROWD))
    world.bring(tmp_path / "NLP")
    assert "NLP::Models" in world.decks()
    (tmp_path / "empty").mkdir()
    assert "holds no cards" in world.run("import", tmp_path / "empty", "--out", world.out, status=3)
