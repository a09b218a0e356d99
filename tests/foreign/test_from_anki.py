"""What a real Anki made comes in as it is there, and goes back so: gaps, typing, media, markup."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

from tests.anki.ankitools import knows
from tests.anki.test_hostile_packages import with_collection
from tests.anki.test_newest import previewed
from tests.anki.test_schedules import TODAY, given
from tests.foreign.bringing import World
from tests.foreign.test_round_trip import shown
from trainer.anki.notetypes import SEVERAL
from trainer.store.store import Store


class There:
    """A collection of a real Anki."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.collection: Any = Collection(str(folder / "collection.anki2"))

    def add(self, notetype: str, *fields: str, deck: str = "Theirs") -> Any:
        note = self.collection.new_note(self.collection.models.by_name(notetype))
        for place, field in enumerate(fields):
            note.fields[place] = field
        self.collection.add_note(note, self.collection.decks.id(deck))
        return note

    def notetype(self, name: str, fields: str, *templates: tuple[str, str], like: str = "Basic") -> None:
        """Add a notetype with these fields and templates."""
        models = self.collection.models
        made = models.copy(models.by_name(like), add=False)
        made["name"] = name
        made["flds"] = [models.new_field(field) for field in fields.split()]
        made["tmpls"] = []
        for number, (front, back) in enumerate(templates, 1):
            template = models.new_template(f"Card {number}")
            template["qfmt"], template["afmt"] = front, back
            made["tmpls"].append(template)
        models.add(made)

    def take(self, package: Path) -> Any:
        """Import a package and return what Anki says of it."""
        options = ImportAnkiPackageOptions(with_scheduling=True)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        return self.collection.import_anki_package(request).log

    def package(self, name: str = "theirs.apkg") -> Path:
        path = self.folder / name
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        self.collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path


@pytest.fixture
def there(tmp_path: Path) -> Iterator[There]:
    there = There(tmp_path / "anki")
    yield there
    there.collection.close()


@pytest.fixture
def back(world: World, tmp_path: Path) -> Callable[[], Path]:
    """Exports what was brought in."""

    def export() -> Path:
        world.run("export", "--with-schedule", "--out", tmp_path / "out")
        (package,) = (tmp_path / "out").glob("*.apkg")
        return package

    return export


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A {{c1::one}} {{c1,2::both}}", "A {{c1::one}} {{c1,2::both}}"),
        ("A {{c1,3::shared}} B {{c2::two}}", "A {{c1,3::shared}} B {{c2::two}}"),
        ("{{c2,,1::x::hint}} y", "{{c1,2::x::hint}} y"),
        ("{{c0,2::x}} y", "{{c2::x}} y"),
        ("{{c0::zero::never}} {{c1::a {{c0::in}} b}}", "zero {{c1::a in b}}"),
        ("{{c1,2::x {{c3::n}} y}} z", "{{c1,2::x {{c3::n}} y}} z"),
    ],
)
def test_a_gap_with_several_numbers_is_one_on_the_card_of_each(
    world: World, there: There, back: Callable[[], Path], tmp_path: Path, text: str, written: str
) -> None:
    note = there.add("Cloze", text, "")
    cards = len(note.cards())
    there.collection.decks.set_current(note.cards()[0].did)
    for queued in there.collection.sched.get_queued_cards(fetch_limit=9).cards:
        card = there.collection.get_card(queued.card.id)
        card.start_timer()
        there.collection.sched.answerCard(card, 4)
    report = world.bring(there.package(), "--with-schedule")
    assert (report["lost"], report["answers"]) == (
        [],
        there.collection.db.scalar("SELECT count() FROM revlog"),
    )
    (one,) = world.notes()
    assert one.body.text == written  # type: ignore[attr-defined]
    assert len(one.card_keys()) == cards
    assert set(world.states()) <= set(one.card_keys())
    before, after = shown(there.package(), tmp_path / "before"), shown(back(), tmp_path / "after")
    assert after == before


def three_cards(there: There) -> None:
    """Add a note whose cards say different things, the second typed, and a plain one."""
    there.notetype(
        *("Three", "A B C"),
        *(
            ("{{A}}?", "{{FrontSide}}<hr id=answer>{{B}}"),
            ("{{B}} is what?{{type:C}}", "{{B}} is what?<hr id=answer>{{type:C}}"),
            ("{{C}}?", "{{FrontSide}}<hr id=answer>{{A}}"),
        ),
    )
    there.add("Three", "one", "two", "three")
    there.add("Basic", "front", "back")


def test_a_note_of_several_cards_is_no_new_one_in_the_anki_that_it_came_from(
    world: World, there: There, back: Callable[[], Path]
) -> None:
    three_cards(there)
    world.bring(there.package())
    assert len(world.notes()) == 4
    said = world.run("export", "--out", world.folder / "said")
    before, after = said.split("in Anki: File > Import")
    assert "2 notes brought in from Anki: one that has such a note" in before
    assert "further" not in said
    assert "brought in" not in after
    log = there.take(back())
    assert (len(log.conflicting), len(log.new)) == (2, 0)
    assert there.collection.card_count() == 4


def test_a_note_of_several_cards_is_one_again_in_another_anki_and_its_answers_come_home(
    world: World, there: There, back: Callable[[], Path], tmp_path: Path
) -> None:
    three_cards(there)
    world.bring(there.package())
    package = back()
    before, after = shown(there.package(), tmp_path / "before"), shown(package, tmp_path / "after")
    assert after == before
    phone = There(tmp_path / "phone")
    phone.take(package)
    assert phone.collection.note_count() == 2
    assert knows(phone.collection, SEVERAL)
    assert phone.collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert not phone.collection.get_empty_cards().notes
    second = phone.collection.find_cards("two is what")
    (asked,) = [row for row in second if phone.collection.get_card(row).ord == 1]
    assert "[[type:Typed2]]" in phone.collection.get_card(asked).question()
    card = phone.collection.get_card(asked)
    card.start_timer()
    phone.collection.sched.answerCard(card, 4)
    report = world.bring(phone.package())
    phone.collection.close()
    assert (report["own"]["answers"], report["notes"]["new"]) == (1, 0)
    (typed,) = [note for note in world.notes() if note.kind == "typed"]
    assert [event.card for event in world.events() if event.grade is not None] == [typed.key]


def test_cards_that_cannot_go_back_to_their_note_are_said_before(
    world: World, there: There, back: Callable[[], Path]
) -> None:
    three_cards(there)
    world.bring(there.package())
    (file,) = world.out.rglob("*.yaml")
    text = file.read_text()
    at = text.index("ask: three?")
    file.write_text(f"{text[:at]}reverse: true\n    {text[at:]}")
    said = world.run("export", "--out", world.folder / "said")
    assert "1 further card of notes brought in from Anki" in said.split("in Anki: File > Import")[0]
    log = there.take(back())
    assert (len(log.conflicting), len(log.new)) == (2, 1)


def test_a_cloze_that_is_typed_shows_its_text_once(
    world: World, there: There, back: Callable[[], Path], tmp_path: Path
) -> None:
    there.notetype(
        *("Typed gaps", "Text Extra"),
        (
            "{{cloze:Text}}<br>{{type:cloze:Text}}",
            "{{cloze:Text}}<br>{{type:cloze:Text}}<br>{{Extra}}",
        ),
        like="Cloze",
    )
    there.notetype("Only typed", "Text", ("{{type:cloze:Text}}", "{{type:cloze:Text}}"), like="Cloze")
    there.add("Typed gaps", "A {{c1::one}} B {{c2::two::hint}} C", "more")
    there.add("Only typed", "X {{c1::y}} Z")
    report = world.bring(there.package())
    assert {loss["what"] for loss in report["lost"]} == {"that its gaps are typed"}
    one, two = sorted(world.notes(), key=lambda note: note.why, reverse=True)
    assert (one.body.text, one.why) == ("A {{c1::one}} B {{c2::two::hint}} C", "more")  # type: ignore[attr-defined]
    assert (two.body.text, two.why) == ("X {{c1::y}} Z", "")  # type: ignore[attr-defined]
    found = shown(back(), tmp_path / "after").values()
    assert all(ord(letter) < 0xFDD0 for sides in found for side in sides for letter in side)


MEDIA = {
    "a.mp3": "[sound:a.mp3]",
    "b.mp4": "[sound:b.mp4]",
    "c.webm": '<video src="c.webm"></video>',
    "d.mkv": "[sound:d.mkv]",
    "e.spx": '<audio src="e.spx"></audio>',
    "f.tiff": '<img src="f.tiff">',
    "g.ico": '<img src="g.ico">',
}


def test_every_file_that_anki_plays_is_kept_and_played_there_again(
    world: World, there: There, back: Callable[[], Path], tmp_path: Path
) -> None:
    for name, html in MEDIA.items():
        there.collection.media.write_data(name, name.encode())
        there.add("Basic", f"What is {name[0]}?", html)
    report = world.bring(there.package())  # whose decks pass the check
    assert report["lost"] == []
    kept = {path.read_bytes().decode() for path in world.out.rglob("media/**/*") if path.is_file()}
    assert kept == set(MEDIA)
    again = There(tmp_path / "again")
    again.take(back())
    for row in again.collection.find_cards(""):
        card = again.collection.get_card(row)
        (name,) = again.collection.media.files_in_str(card.note().mid, card.note()["Back"])
        data = Path(again.collection.media.dir(), name).read_bytes().decode()
        assert data[0] == card.note()["Front"].removeprefix("What is ")[0]
        assert bool(card.answer_av_tags()) == (data[0] not in "fg")
    again.collection.close()


@pytest.mark.parametrize(
    ("html", "markdown", "lost"),
    [
        ("x<sub>i+1</sub> and y<sub>j</sub>", "xᵢ₊₁ and y_(j)", []),
        ("<i>x</i><sub>n</sub>, H<sub>2</sub>O, 2<sub>3</sub>", "*x*ₙ, H₂O, 2₃", []),
        ("<sub>small print</sub>", "small print", ["that a text is lowered"]),
        ("a <strike>gone</strike> b", "a ~~gone~~ b", []),
        (
            'see <a href="doc.pdf">the paper</a>',
            "see the paper",
            ["a link to 'doc.pdf', which is no address in the web and not in the file"],
        ),
        (
            'It is <span style="display:none">the secret</span><b>so</b>',
            "It is **so**",
            ["text that nobody sees there ('the secret')"],
        ),
        ("<b>a</b><!-- never closed </body>", "**a**", []),
        ("<![if !supportLists]>1<![endif]> <?php echo 1 ?><b>b</b> &copy5", "1 **b** ©5", []),
        ('<a href="https://example.org">web</a>', "[web](https://example.org)", []),
        (
            "hear [sound:x.xyz]",
            "hear (sound)",
            ["sound 'x.xyz', of a format that neither Anki plays nor a card here shows"],
        ),
    ],
)
def test_what_a_text_shows_is_kept_or_said(
    world: World, there: There, html: str, markdown: str, lost: list[str]
) -> None:
    there.collection.media.write_data("x.xyz", b"x")
    there.add("Basic", "front", html)
    report = world.bring(there.package())
    assert [loss["what"] for loss in report["lost"]] == lost
    assert [note.body.answer for note in world.notes()] == [markdown]  # type: ignore[attr-defined]


def test_what_a_newer_package_moved_renamed_took_away_or_made_less_of_is_said(
    world: World, there: There
) -> None:
    for word in ("stays", "moves", "goes"):
        there.add("Basic", word, "1", deck="Old")
    there.add("Basic (and reversed card)", "both ways", "back", deck="Old")
    gaps = there.add("Cloze", "{{c1::a}} and {{c2,3::b}}", "", deck="Old")
    world.bring(there.package(), "--with-schedule")
    same = world.bring(there.package(), "--with-schedule")
    assert [same[name] for name in ("in_another_deck_there", "not_in_the_file", "with_fewer_cards")] == [
        []
    ] * 3
    collection = there.collection
    collection.set_deck(collection.find_cards("moves"), collection.decks.id("New"))
    collection.remove_notes(collection.find_notes("goes"))
    gaps.load()
    gaps["Text"] = "{{c1::a}} and b"
    collection.update_note(gaps)
    report = world.bring(there.package(), "--with-schedule")
    assert report["in_another_deck_there"] == ["old/moves → New"]
    assert report["not_in_the_file"] == ["old/goes"]
    assert report["with_fewer_cards"] == ["old/a-and-b"]
    collection.decks.rename(collection.decks.by_name("Old"), "Renamed")
    assert "old/stays → Renamed" in world.bring(there.package())["in_another_deck_there"]
    said = world.run("import", there.package(), "--out", world.out)
    assert "in another deck there, left where they are here: " in said
    assert "not in the file, though others of their decks are; kept as they are: old/goes" in said


def test_an_answer_here_is_newer_than_a_preview_there(world: World, there: There) -> None:
    (card,) = there.add("Basic", "word", "meaning").cards()
    due = there.collection.sched.today - 30
    there.collection.db.execute(
        "UPDATE cards SET type = 2, queue = 2, ivl = 60, factor = 2300, due = ?, mod = mod - 2592000"
        " WHERE id = ?",
        *(due, card.id),
    )
    world.bring(there.package(), "--with-schedule")
    first = world.states()
    previewed(there.collection, search="word")
    assert world.bring(there.package(), "--with-schedule")["schedule_older_in_anki"] == []
    assert world.states() == first
    with Store(world.database) as store:
        store.record(given("theirs/word", 4, TODAY - 1))
    answered = world.states()
    assert answered != first
    report = world.bring(there.package(), "--with-schedule")
    assert report["schedule_older_in_anki"] == []  # it is the one that was taken over, and answered since
    assert world.states() == answered
    there.collection.sched.set_due_date([card.id], "9")
    world.bring(there.package(), "--with-schedule")
    assert world.states()["theirs/word"].memory.due == TODAY + 9  # type: ignore[union-attr]


@pytest.mark.parametrize("begun", [-99999999999999, 2**53 - 1, 2**63 - 1, -5, 0, "soon", None])
@pytest.mark.parametrize("west", [-60, 10**400])
def test_of_a_collection_that_began_at_no_time_the_decks_come_without_days(
    world: World, tmp_path: Path, begun: object, west: int
) -> None:
    def change(database: sqlite3.Connection) -> None:
        database.executescript(
            """CREATE TABLE c AS SELECT * FROM col; DROP TABLE col; ALTER TABLE c RENAME TO col;
               UPDATE cards SET type = 2, queue = 2, due = 5000, ivl = 30, reps = 3"""
        )
        database.execute("UPDATE col SET crt = ?, conf = ?", (begun, json.dumps({"creationOffset": west})))

    report = world.bring(with_collection(tmp_path / "x.apkg", change), "--with-schedule")
    assert report["notes"]["new"] > 0
    assert [state.memory for state in world.states().values() if state.memory is not None] == []
    assert "the day from which its days count" in " ".join(report["oddities"])
