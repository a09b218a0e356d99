"""Anki's text export of notes that a package brought in: what the package told better stays."""

from pathlib import Path

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]


def text_of(there: There, *, notetype: bool = True) -> Path:
    """Return the collection as "Notes in Plain Text"."""
    path = there.folder / "notes.txt"
    there.collection.export_note_csv(
        out_path=str(path),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=notetype,
        with_guid=True,
    )
    return path


def test_a_text_does_not_overwrite_what_templates_made(world: World, there: There) -> None:
    there.notetype(
        "Geo",
        "Country Info Capital Flag",
        ("{{Country}} {{Info}}: capital?", "{{FrontSide}}<hr id=answer>{{Capital}}"),
        ("{{Capital}}: country?", "{{FrontSide}}<hr id=answer>{{Country}}"),
        ("{{#Flag}}{{Flag}}{{/Flag}}", "{{FrontSide}}<hr id=answer>{{Country}}"),
    )
    there.notetype("One", "A B C", ("{{A}} {{B}}", "{{FrontSide}}<hr id=answer>{{C}}"))
    for place in ("Chad", "Bolivia"):
        there.add("Geo", place, f"({place})", f"{place} City", "")
    there.add("Geo", "Bermuda", "", "", "a flag")  # has no first card
    there.add("One", "what", "x = 1", "it")
    world.bring(there.package())
    before = world.texts()
    for notetype in (True, False):
        for words in ([], ["--theirs"]):
            report = world.bring(text_of(there, notetype=notetype), *words)
            assert (report["notes"]["new"], report["notes"]["updated"]) == (0, 0)
            assert world.texts() == before
            (said,) = (line for line in report["oddities"] if "left as they are" in line)
            assert said.startswith("4 notes that a package brought in")
            assert "theirs/what-x-1" in said
            assert report["not_in_the_file"] == report["lost"] == []
            assert not report["absent"] if "absent" in report else True


def test_what_has_a_notetype_of_anki_itself_is_updated_from_a_text(world: World, there: There) -> None:
    note = there.add("Basic", "q", "a")
    world.bring(there.package())
    note.fields[1] = "a, corrected"
    there.collection.update_note(note)
    report = world.bring(text_of(there))
    assert report["notes"]["updated"] == 1
    assert [note.body.answer_text() for note in world.notes()] == ["a, corrected"]


def test_what_a_text_brought_in_is_updated_from_it(world: World, tmp_path: Path) -> None:
    head = "#separator:tab\n#guid column:1\n#notetype column:2\n"
    world.bring(put(tmp_path, "x.txt", f"{head}g1\tMine\tq\ta\tb\n"))
    report = world.bring(put(tmp_path, "x.txt", f"{head}g1\tMine\tq\ta\tc\n"))
    assert report["notes"]["updated"] == 1
