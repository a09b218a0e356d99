"""What files of strangers had in them that once went missing, each kind once."""

import zipfile
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import by_ask, put
from trainer.core.kinds import Basic
from trainer.foreign.media import safe
from trainer.foreign.package import drafts
from trainer.foreign.stock import BASIC, note_of

_OLD_MNEMOSYNE = """<?xml version="1.0"?><mnemosyne core_version="1">
<item id="0" gr="0" e="2.5"><cat>States</cat><Q>Hesse?</Q><A>in the middle</A></item>
<item id="0" gr="0" e="2.5"><cat>Provinces</cat><Q>Drenthe?</Q><A>in the north</A></item>
<item id="0" gr="0" e="2.5"><cat>Provinces</cat><Q>Drenthe?</Q><A>in the north</A></item>
<item id="1" gr="0" e="2.5"><cat>Sounds</cat><Q>&lt;sound src="a.ogg"&gt;</Q><A>an owl</A></item>
</mnemosyne>"""


def test_columns_are_what_they_are_called(world: World, tmp_path: Path) -> None:
    rows = (
        "Meaning;Word;Hint;Notes;Tags;Frequency\nhouse;Haus;to live in;plural Häuser;a b;12\ntree;Baum;;;;\n"
    )
    report = world.bring(put(tmp_path, "words.csv", rows))
    notes = by_ask(world)
    house = notes["Haus"]
    assert house.body == Basic("Haus", "house\n12")
    assert (house.hints, house.why, house.tags) == (("to live in",), "plural Häuser", ("a", "b"))
    assert (notes["Baum"].body, notes["Baum"].hints) == (Basic("Baum", "tree"), ())
    assert any("'Frequency'" in said for said in report["oddities"])


def test_columns_named_in_a_header_of_anki(world: World, tmp_path: Path) -> None:
    head = "#separator:tab\n#html:true\n#guid column:1\n#tags column:5\n"
    head += "#columns:guid\tFront\tBack\tExtra\tTags\n"
    world.bring(put(tmp_path, "notes.txt", f"{head}g1\t<b>Q</b>\tA\tbecause\tt1 t2\n"))
    (note,) = world.notes()
    assert (note.guid, note.body, note.why) == ("g1", Basic("**Q**", "A"), "because")
    assert note.tags == ("t1", "t2")


def test_one_number_for_different_items_is_no_repetition(world: World, tmp_path: Path) -> None:
    file = put(tmp_path, "two.xml", _OLD_MNEMOSYNE)
    report = world.bring(file)
    assert {"Hesse?", "Drenthe?", "(sound missing)"} == by_ask(world).keys()
    assert [loss["what"] for loss in report["lost"]].count("stands twice in the file; taken once") == 1
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 3, "kept": 0}


def test_items_without_a_number_are_told_apart_by_their_words(world: World, tmp_path: Path) -> None:
    items = "".join(f"<item><Q>{what}?</Q><A>{what}!</A></item>" for what in ("one", "two", "three"))
    world.bring(put(tmp_path, "x.xml", f"<mnemosyne>{items}</mnemosyne>"))
    assert len(world.notes()) == 3
    fewer = items.replace("<item><Q>one?</Q><A>one!</A></item>", "")
    again = world.bring(put(tmp_path, "x.xml", f"<mnemosyne>{fewer}</mnemosyne>"))
    assert again["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}


@pytest.mark.parametrize("name", ["x.apkg", "x.zip", "x.cards"])
def test_a_zip_of_more_files_than_can_be_is_not_opened(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("its directory was read")

    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        for number in range(40):
            archive.writestr(f"{number}-{'x' * 60_000}", b"")
    monkeypatch.setattr("trainer.anki.incoming.archive.MAX_LIST", 2**20)
    import_module("trainer.foreign.formats.mnemosyne")  # it names the class that is replaced
    monkeypatch.setattr("zipfile.ZipFile", opened)
    assert "more files" in world.run("import", tmp_path / name, "--out", world.out, status=3)


def test_obsidian_set_to_take_braces_for_gaps(world: World, tmp_path: Path) -> None:
    note = (
        "A constant absorbs {{what is $C_{[0,1]}$}} and {{more}}. "
        "<!--SR:!2027-01-05,3,250!2027-01-06,4,250-->\n\n"
        "So can {{this}}, which was not asked yet.\n\n"
        "==2;;second;;not third== and ==1;;first==\n\n"
        "No card at all. <!--SR:!2027-01-07,3,250-->\n\nnor **this**\n"
    )
    report = world.bring(put(tmp_path, "n.md", note), "--with-schedule")
    texts = set(by_ask(world))
    assert {"So can {{c1::this}}, which was not asked yet."} < texts
    assert "{{c2::second::not third}} and {{c1::first}}" in texts
    assert "nor **this**" not in texts
    assert any("schedule stands here without a card" in loss["what"] for loss in report["lost"])
    due = {state.memory.due for state in world.states().values() if state.memory}
    assert due == {date(2027, 1, 5).toordinal(), date(2027, 1, 6).toordinal()}


def test_org_gaps_and_sides_with_more_below(world: World, tmp_path: Path) -> None:
    org = """* Noun :drill:
Sp: [el perro]
** Example
Cuidado con el perro.
* Two :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: twosided
:END:
Translate.
** Spanish
el gato
** English
the cat
** Example
El gato duerme.
* Many :drill:
:PROPERTIES:
:DRILL_CARD_TYPE: multisided
:END:
Translate this.
** Spanish
la mesa
** English
the table
* Verb
:PROPERTIES:
:VERB_INFINITIVE: "bailar"
:END:
** Preterite :drill:
:PROPERTIES:
:VERB_TENSE: "preterite"
:DRILL_CARD_TYPE: conjugate
:END:
bailé
* Box :leitner:
An answer
"""
    world.bring(put(tmp_path, "s.org", org))
    notes = by_ask(world)
    assert notes["Noun\n\nSp: {{c1::el perro}}"].why == "Cuidado con el perro."
    assert notes["el gato"].why == "Two\n\nTranslate.\n\nEl gato duerme."
    asked = "Many\n\nTranslate this.\n\nla mesa"
    assert notes[asked].body == Basic(asked, "the table")
    assert {"Preterite: bailar", "Box"} < notes.keys()


def test_hashcards_names_files_from_the_folder_of_all(world: World, tmp_path: Path) -> None:
    put(tmp_path, "storm.webp", b"RIFF")
    world.bring(put(tmp_path, "art.md", "Q: What?\n\n![](@/storm.webp)\n\nA: _The Tempest_\n"))
    assert [file.name for file in world.out.rglob("*.webp")] != []


def test_a_file_without_cards_says_so(world: World, tmp_path: Path) -> None:
    other = put(tmp_path, "x.xml", "<smconv_pl><cards><card/></cards></smconv_pl>")
    assert "no cards that are known here" in world.run("import", other, "--out", world.out)


def test_no_medium_is_called_like_a_device() -> None:
    names = ("aux", "CON.png", "com1.tar.gz", "LPT¹", "auxiliary.png", "console")
    assert [safe(name) for name in names] == ["_aux", "_CON.png", "_com1.tar.gz", "_LPT¹", *names[4:]]


def test_fields_that_a_notetype_does_not_have_are_told() -> None:
    (few,) = drafts(note_of("g1", BASIC, ("only",), "D"), {})
    assert few.lost == ("it has no answer; — stands there",)
    (many,) = drafts(note_of("g2", BASIC, ("a", "b", "c", "", "d"), "D"), {})
    assert many.lost == ("2 fields more than its notetype has",)


_CARDS = """<openSM2sync number_of_entries="9"><log type="10" o_id="t1"><name>Geo</name></log>
<log type="16" o_id="f1"><f>La [casa:house] es grande</f><p_1>la kasa</p_1><m_1>The house is big</m_1></log>
<log type="16" o_id="f2"><loc>Drenthe</loc><blank>empty map</blank><marked>marked map</marked></log>
<log type="16" o_id="f3"><f>gato</f><p_1>ga-to</p_1><m_1>cat</m_1><n>a pet</n></log>
<log type="13" o_id="c1" card_t="6" fact="f1" fact_v="6.1" tags="t1" {0}></log>
<log type="13" o_id="c2" card_t="6" fact="f1" fact_v="6.2" tags="t1" {0}></log>
<log type="13" o_id="c3" card_t="4" fact="f2" fact_v="4.1" tags="t1" {0}></log>
<log type="13" o_id="c4" card_t="4" fact="f2" fact_v="4.2" tags="t1" {0}></log>
<log type="13" o_id="c5" card_t="3" fact="f3" fact_v="3.1" tags="t1" {0}></log>
<log type="13" o_id="c6" card_t="3" fact="f3" fact_v="3.2" tags="t1" {0}></log></openSM2sync>"""


def test_all_card_types_of_mnemosyne(world: World, tmp_path: Path) -> None:
    new = 'gr="-1" e="2.5" ac_rp="0" rt_rp="0" lps="0" l_rp="-1" n_rp="-1"'
    file = put(tmp_path, "x.xml", _CARDS.format(new))
    assert world.bring(file)["lost"] == []
    notes = by_ask(world)
    assert notes["La {{c1::casa::house}} es grande"].why == "la kasa\n\nThe house is big"
    assert notes["La casa es grande"].body.answer_text() == "la kasa\nThe house is big"
    assert notes["marked map"].body == Basic("marked map", "Drenthe")
    assert notes["Drenthe\nempty map"].body == Basic("Drenthe\nempty map", "marked map")
    assert (notes["gato"].body, notes["gato"].why) == (Basic("gato", "cat", reverse=True), "ga-to\n\na pet")
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 5, "kept": 0}
