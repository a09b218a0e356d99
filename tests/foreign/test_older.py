"""A note that is older in a file than what was brought in changes nothing, which is said."""

import json
import re
from pathlib import Path

import genanki
import pytest

from tests.foreign.bringing import World
from tests.foreign.test_update import MODEL, answers, edit, package

FIRST, SECOND, THIRD = 1_700_000_000, 1_700_000_100, 1_700_000_200


def files(folder: Path) -> tuple[Path, Path]:
    return (
        package(folder / "v1.apkg", ("a", "Cat?", "meow"), ("b", "Lion?", "roar"), at=FIRST),
        package(folder / "v2.apkg", ("a", "Cat?", "purr"), ("b", "Lion?", "roar"), at=SECOND),
    )


def test_an_older_package_changes_nothing_and_is_named(world: World, tmp_path: Path) -> None:
    first, second = files(tmp_path)
    world.bring(first)
    assert world.bring(second)["notes"]["updated"] == 1
    before = world.texts()
    report = world.bring(first)
    assert report["older_in_the_file"] == ["zoo-cats/cat"]
    assert report["notes"] == {"new": 0, "updated": 0, "same": 1, "kept": 0}
    assert world.texts() == before
    said = world.run("import", first, "--out", world.out)
    assert (
        "1 note of the file is older than what you have and changed nothing (--theirs takes them): zoo"
        in said
    )


def test_it_is_taken_if_that_is_wished_and_counts_as_what_it_is(world: World, tmp_path: Path) -> None:
    first, second = files(tmp_path)
    world.bring(second)
    assert world.bring(first, "--theirs")["notes"]["updated"] == 1
    assert answers(world)["cat"] == "meow"
    assert world.bring(second)["notes"]["updated"] == 1


def test_an_own_edit_of_a_note_that_is_older_there_is_no_clash(world: World, tmp_path: Path) -> None:
    first, second = files(tmp_path)
    world.bring(second)
    edit(world, "answer: purr", "answer: miaow")
    report = world.bring(first)
    assert (report["edited_on_both_sides"], report["older_in_the_file"]) == ([], ["zoo-cats/cat"])
    assert answers(world)["cat"] == "miaow"


def test_a_text_that_came_back_is_as_new_as_its_last_change(world: World, tmp_path: Path) -> None:
    first, second = files(tmp_path)
    third = package(tmp_path / "v3.apkg", ("a", "Cat?", "meow"), ("b", "Lion?", "roar"), at=THIRD)
    world.bring(first)
    assert world.bring(third)["notes"]["same"] == 2
    before = world.texts()
    assert world.bring(second)["older_in_the_file"] == ["zoo-cats/cat"]
    assert world.bring(third)["notes"]["same"] == 2
    assert world.texts() == before


def test_a_deck_without_times_is_asked_as_before_and_gets_them_with_a_change(
    world: World, tmp_path: Path
) -> None:
    first, second = files(tmp_path)
    world.bring(second)
    (file,) = world.out.rglob("*.yaml")
    file.write_text(re.sub(r", at: \d+", "", file.read_text()))
    before = world.texts()
    assert world.bring(second)["notes"]["same"] == 2
    assert world.texts() == before, "no time is reason enough to write a deck anew"
    assert world.bring(first)["notes"]["updated"] == 1
    assert file.read_text().count(", at: ") == 1
    assert world.bring(second)["notes"]["updated"] == 1


def test_a_file_that_tells_no_times_updates_and_an_older_one_still_does_not(
    world: World, tmp_path: Path
) -> None:
    first, second = files(tmp_path)
    world.bring(second)
    model = {
        "crowdanki_uuid": "m",
        "name": "T Basic",
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
        "tmpls": [
            {"name": "1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}", "ord": 0}
        ],
    }
    note = {"guid": "a", "fields": ["Cat?", "mew"], "note_model_uuid": "m", "tags": []}
    deck = {"__type__": "Deck", "name": "Zoo::Cats", "note_models": [model], "notes": [note]}
    timeless = tmp_path / "deck.json"
    timeless.write_text(json.dumps(deck))
    assert world.bring(timeless)["notes"]["updated"] == 1
    assert answers(world)["cat"] == "mew"
    assert world.bring(first)["older_in_the_file"] == ["zoo-cats/cat"]


BOTH = genanki.Model(
    1607392002,
    "T Both",
    fields=[{"name": "Front"}, {"name": "Back"}, {"name": "More"}],
    templates=[
        {"name": "1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"},
        {
            "name": "2",
            "qfmt": "{{#More}}More: {{Front}}{{/More}}",
            "afmt": "{{FrontSide}}<hr id=answer>{{More}}",
        },
    ],
)


@pytest.mark.parametrize("newer", [("Cat?", "purr", ""), ("Cat?", "meow", "")])
def test_a_card_that_a_note_has_no_longer_does_not_come_back(
    world: World, tmp_path: Path, newer: tuple[str, str, str]
) -> None:
    for name, fields, at in ("v1", ("Cat?", "meow", "purrs"), FIRST), ("v2", newer, SECOND):
        made = genanki.Deck(2059400001, "Zoo::Cats")
        made.add_note(genanki.Note(model=BOTH, fields=[*fields], guid="a"))
        genanki.Package(made).write_to_file(tmp_path / f"{name}.apkg", timestamp=at)
    world.bring(tmp_path / "v2.apkg")
    before = world.texts()
    report = world.bring(tmp_path / "v1.apkg")
    assert (report["older_in_the_file"], report["notes"]["new"]) == (["zoo-cats/cat"], 0)
    assert world.texts() == before


def test_what_only_an_older_note_shows_is_not_brought_in(world: World, tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"cat")
    made = genanki.Deck(2059400001, "Zoo::Cats")
    made.add_note(genanki.Note(model=MODEL, fields=["Cat?", '<img src="cat.png">'], guid="a"))
    package_of = genanki.Package(made)
    package_of.media_files = [str(picture)]
    package_of.write_to_file(tmp_path / "v0.apkg", timestamp=FIRST - 100)
    _, second = files(tmp_path)
    world.bring(second)
    assert world.bring(tmp_path / "v0.apkg")["older_in_the_file"] == ["zoo-cats/cat"]
    assert not [*world.out.rglob("*.png")]
