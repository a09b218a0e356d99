"""A newer version of a file: notes are updated, ids and schedules stay, own edits are not lost."""

import random
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import genanki
import pytest

from tests.foreign.bringing import World
from trainer.core.scope import EVERYTHING
from trainer.decks.find import find
from trainer.decks.library import read
from trainer.foreign.ids import Ids
from trainer.store.store import Store

MODEL = genanki.Model(
    1607392001,
    "T Basic",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
)


def package(path: Path, *notes: tuple[str, str, str], deck: str = "Zoo::Cats", at: int = 0) -> Path:
    """A package whose notes were changed ``at`` a second; now by default."""
    made = genanki.Deck(2059400001, deck)
    for guid, front, back in notes:
        made.add_note(genanki.Note(model=MODEL, fields=[front, back], guid=guid))
    genanki.Package(made).write_to_file(path, timestamp=at or None)
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return package(
        tmp_path / "v1.apkg", ("a", "Cat?", "meow"), ("b", "Lion?", "roar"), ("c", "Lynx?", "hiss")
    )


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return package(
        tmp_path / "v2.apkg",
        ("a", "Cat?", "meow, purr"),
        ("b", "Lion?", "roar!"),
        ("c", "Lynx?", "hiss"),
        ("d", "Puma?", "?"),
    )


def answers(world: World) -> dict[str, str]:
    return {note.id: note.body.answer_text() for note in world.notes()}


def edit(world: World, old: str, new: str) -> None:
    (file,) = world.out.rglob("*.yaml")
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_newer_version_updates_in_place_and_adds_what_is_new(
    world: World, first: Path, second: Path
) -> None:
    world.bring(first)
    report = world.bring(second)
    assert report["notes"] == {"new": 1, "updated": 2, "same": 1, "kept": 0}
    assert answers(world) == {"cat": "meow, purr", "lion": "roar!", "lynx": "hiss", "puma": "?"}
    assert world.bring(second)["notes"]["same"] == 4


def test_an_own_edit_stays_and_a_clash_is_said(world: World, first: Path, second: Path) -> None:
    world.bring(first)
    edit(world, "answer: meow", "answer: miaow  # better")
    edit(world, "answer: hiss", "answer: it hisses")
    report = world.bring(second)
    assert report["notes"] == {"new": 1, "updated": 1, "same": 0, "kept": 1}
    assert report["edited_on_both_sides"] == ["zoo-cats/cat"]
    assert answers(world) == {"cat": "miaow", "lion": "roar!", "lynx": "it hisses", "puma": "?"}
    assert world.bring(second)["edited_on_both_sides"] == ["zoo-cats/cat"], "said until it is settled"
    world.bring(second, "--theirs")
    assert answers(world)["cat"] == "meow, purr"
    assert answers(world)["lynx"] == "it hisses", "nothing newer there"


def test_the_same_edit_on_both_sides_is_no_clash(world: World, first: Path, second: Path) -> None:
    world.bring(first)
    edit(world, "answer: roar", "answer: roar!")
    assert world.bring(second)["edited_on_both_sides"] == []


def test_notes_are_found_wherever_they_were_moved_and_whatever_stands_around_them(
    world: World, first: Path, second: Path
) -> None:
    world.bring(first)
    (file,) = world.out.rglob("*.yaml")
    moved = world.out / "pets" / "felines.yaml"
    moved.parent.mkdir()
    text = file.read_text().replace("deck: zoo-cats\n", "# my cats\ndeck: zoo-cats\nabout: Cats\n")
    own = "  - id: own\n    ask: Mine?\n    answer: Yes\n\n  # the king\n"
    moved.write_text(text.replace("  - id: lion\n", f"{own}  - id: lion\n"))
    file.unlink()
    report = world.bring(second)
    assert report["notes"] == {"new": 1, "updated": 2, "same": 1, "kept": 0}
    assert [deck["file"] for deck in report["decks"]] == [str(moved)]
    assert set(answers(world)) == {"cat", "lion", "lynx", "puma", "own"}
    text = moved.read_text()
    assert text.startswith("# my cats\n")
    assert "  # the king\n  - id: lion\n" in text


def test_a_file_that_was_rewritten_is_left_alone_with_a_word(world: World, first: Path, second: Path) -> None:
    world.bring(first)
    edit(world, 'imported: {guid: "a", digest', 'imported:\n      {guid: "a", digest')
    before = world.texts()
    assert "put its `imported:" in world.run("import", second, "--out", world.out, status=2)
    assert world.texts() == before


def test_a_note_that_was_taken_out_of_its_deck_stays_out(
    world: World, first: Path, second: Path, tmp_path: Path
) -> None:
    world.bring(first)
    world.run("check")
    world.run("stats")
    text = next(iter(world.texts().values()))
    lion = re.search(r"  - id: lion\n.*?(?=  - id: )", text, re.DOTALL)
    assert lion is not None
    edit(world, lion[0], "")
    for file, new in ((first, 0), (second, 1)):
        report = world.bring(file)
        assert report["taken_out_here"] == ["zoo-cats/lion"]
        assert report["notes"]["new"] == new
        assert "lion" not in answers(world)
    said = world.run("import", second, "--out", world.out)
    assert "taken out of their decks here, left out (--theirs brings them back): zoo-cats/lion\n" in said
    report = world.bring(second, "--theirs")
    assert (report["notes"]["new"], report["taken_out_here"]) == (1, [])
    assert answers(world)["lion"] == "roar!"
    assert world.bring(second)["taken_out_here"] == []


@pytest.mark.parametrize("form", ["package", "table"])
def test_an_import_tells_the_history_what_it_brought(
    world: World, first: Path, tmp_path: Path, form: str
) -> None:
    table = tmp_path / "cats.csv"
    table.write_text("question,answer\nCat?,meow\nLion?,roar\nLynx?,hiss\n")
    file = first if form == "package" else table
    world.bring(file)
    with Store(world.database) as store:
        assert [note.id for note in store.notes(EVERYTHING)] == ["cat", "lion", "lynx"]
    found = re.search(r"  - id: lion\n(?:    .*\n)+", next(iter(world.texts().values())))
    assert found is not None
    edit(world, found[0], "")
    report = world.bring(file)
    assert (report["notes"]["new"], len(report["taken_out_here"])) == (0, 1)


def test_a_note_without_a_name_that_was_taken_out_of_its_deck_stays_out(world: World, tmp_path: Path) -> None:
    table = tmp_path / "cats.csv"
    table.write_text("question,answer\nCat?,meow\nLion?,*roar*\nLynx?,hiss\nFill {{c1::it}},\n")
    world.bring(table)
    world.run("stats")
    text = next(iter(world.texts().values()))
    for id in ("lion", "fill-it"):
        found = re.search(rf"  - id: {id}\n(?:    .*\n)+", text)
        assert found is not None
        edit(world, found[0], "")
    report = world.bring(table)
    assert sorted(report["taken_out_here"]) == ["cats/fill-it", "cats/lion"]
    assert report["notes"] == {"new": 0, "updated": 0, "same": 2, "kept": 0}
    other = tmp_path / "more.csv"
    other.write_text("question,answer\nLion?,*roar*\nPuma?,purr\nBear?,growl\n")
    assert world.bring(other)["notes"]["new"] == 3, "another file has it, too"
    report = world.bring(table, "--theirs")
    assert (report["notes"]["new"], report["taken_out_here"]) == (2, [])


def test_a_note_written_here_and_taken_out_keeps_none_out_that_comes_in(world: World, tmp_path: Path) -> None:
    world.out.mkdir()
    own = world.out / "own.yaml"
    notes = "  - id: mine\n    ask: Lion?\n    answer: roar\n"
    own.write_text(f"deck: own\ntitle: Own\nnotes:\n{notes}  - id: b\n    ask: b\n    answer: c\n")
    world.run("stats")
    own.write_text(own.read_text().replace(notes, ""))
    table = tmp_path / "cats.csv"
    table.write_text("question,answer\nCat?,meow\nLion?,roar\n")
    assert world.bring(table)["notes"]["new"] == 2


def test_a_deck_that_was_deleted_comes_again(world: World, first: Path) -> None:
    world.bring(first)
    world.run("stats")
    (file,) = world.out.rglob("*.yaml")
    file.unlink()
    world.run("stats")
    report = world.bring(first)
    assert (report["notes"]["new"], report["taken_out_here"]) == (3, [])


@pytest.mark.parametrize(
    ("id", "name"), [("cat mine", "cat mine"), ('"cat"', "cat"), ("cat # mine", "cat"), ("Cat!", "Cat!")]
)
def test_an_id_that_is_none_stops_no_import(
    world: World, first: Path, second: Path, id: str, name: str
) -> None:
    world.bring(first)
    edit(world, "- id: cat\n", f"- id: {id}\n")
    report = world.run("import", second, "--out", world.out)
    assert "1 new, 1 updated, 1 as before" in report
    assert f"(--theirs takes them): zoo-cats/{name}\n" in report
    (text,) = world.texts().values()
    assert f"- id: {id}\n" in text
    assert text.count("imported:") == 4


def test_a_line_of_a_text_that_looks_like_the_beginning_of_a_note_is_none(
    world: World, first: Path, second: Path
) -> None:
    world.bring(first)
    edit(world, "    answer: meow\n", "    answer: |-\n      - id: big cat\n")
    report = world.bring(second)
    assert report["notes"] == {"new": 1, "updated": 1, "same": 1, "kept": 0}
    assert len(report["edited_on_both_sides"]) == 1
    assert "- id: big cat" in answers(world)["cat"]


def test_two_decks_of_one_name_do_not_meet(world: World, first: Path, tmp_path: Path) -> None:
    world.out.mkdir()
    own = "deck: zoo-cats\ntitle: Mine\nnotes:\n  - {id: cat, ask: My cat?, answer: Tom}\n"
    (world.out / "zoo-cats.yaml").write_text(own)
    world.bring(first)
    assert (world.out / "zoo-cats.yaml").read_text() == own
    assert len(world.notes()) == 4
    other = package(tmp_path / "other.apkg", ("x", "Cat?", "a pet"), deck="Zoo: Cats")
    world.bring(other)
    assert len({deck.id for deck in world.decks().values()}) == 3


def test_a_folder_in_the_way_is_said_and_leaves_nothing(world: World, first: Path) -> None:
    world.out.write_text("a file")
    said = world.run("import", first, "--out", world.out, status=3)
    assert "is a file, not a folder" in said
    assert world.out.read_text() == "a file"


def test_what_came_from_anki_goes_back_under_its_own_guid(world: World, first: Path, tmp_path: Path) -> None:
    from trainer.anki.incoming.collection import opened

    world.bring(first)
    said = world.run("export", "--out", tmp_path)
    assert "3 notes brought in from Anki: one that has such a note already calls it" in said
    (exported,) = tmp_path.glob("trainer*.apkg")
    with opened(exported) as (_, collection):
        assert sorted(note.guid for note in collection.notes()) == ["a", "b", "c"]
    report = world.bring(exported)
    assert (report["own"]["notes"], report["decks"]) == (3, [])


def test_random_edits_never_lose_a_line(world: World, first: Path, second: Path) -> None:
    world.bring(first)
    (file,) = world.out.rglob("*.yaml")
    rng = random.Random(5)
    for number in range(5):
        lines = file.read_text().splitlines()
        places = [at for at, line in enumerate(lines) if line.startswith("    answer:")]
        lines.insert(rng.choice(places) + 1, f"    # remark {number}")
        file.write_text("\n".join(lines) + "\n")
        world.bring(rng.choice([first, second]))
        text = file.read_text()
        assert all(f"# remark {past}\n" in text for past in range(number + 1))


class _Counting(Ids):
    """Ids that count how often one asked whether one is taken."""

    asked = 0

    def __contains__(self, id: object) -> bool:
        self.asked += 1
        return super().__contains__(id)


def test_of_many_questions_that_begin_alike_each_is_looked_up_once_or_twice() -> None:
    ids = _Counting({"what-is-it-3"})
    assert [ids.take("what-is-it") for _ in range(4)] == [
        *("what-is-it", "what-is-it-2", "what-is-it-4", "what-is-it-5")
    ]
    for _ in range(1000):
        ids.take("what-is-it")
    assert ids.asked < 2100


def test_of_rows_with_one_answer_the_last_is_found_again_by_it(world: World, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text("Does it rain?,yes\nIs it day?,yes\nAre we really here?,yes\n")
    world.bring(file)
    before = {note.id for note in world.notes()}
    file.write_text("Does it rain?,yes\nIs it day?,yes\nAre we really there?,yes\n")
    report = world.bring(file)
    assert (report["notes"]["new"], report["notes"]["updated"]) == (0, 1)
    assert {note.id for note in world.notes()} == before


def _answered_once(folder: Path, file: Path, *buttons: int) -> Path:
    """The package as Anki exports it when its first cards were each answered once by these buttons."""
    from anki.collection import (
        Collection,
        ExportAnkiPackageOptions,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    collection: Any = Collection(str(folder / "collection.anki2"))
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions())
    )
    collection.decks.set_current(collection.decks.id_for_name("Zoo::Cats"))
    for button in buttons:
        queued = collection.sched.get_queued_cards(fetch_limit=1).cards[0]
        card = collection.get_card(queued.card.id)
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=queued.states, rating=button)
        collection.sched.answer_card(answer)
    answered = folder / "answered.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True)
    collection.export_anki_package(out_path=str(answered), options=options, limit=None)
    collection.close()
    return answered


def test_cards_at_a_step_of_minutes_are_said_with_the_day_on_which_they_come(
    world: World, first: Path, tmp_path: Path
) -> None:
    again, easy = 0, 3
    file = _answered_once(tmp_path, first, again, easy)
    report = world.run("import", file, "--out", world.out, "--with-schedule", "--dry-run")
    assert "1 card waits in Anki for a learning step of minutes; here one day is the least\n" in report
    report = world.run("import", file, "--out", world.out, "--with-schedule")
    (due,) = re.findall(r"1 card waits in Anki for .* least: due 1 (today|tomorrow)\n", report)
    (steps,) = world.bring(file, "--with-schedule")["steps_of_minutes"]
    memory = world.states()[steps].memory
    assert memory is not None
    assert (
        memory.due - datetime.now().astimezone().date().toordinal()
        in {"today": (-1, 0), "tomorrow": (0, 1)}[due]
    )


def test_what_one_file_cannot_hold_goes_into_several_decks_of_the_title(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.foreign.plan.MOST_BYTES", 500)
    file = tmp_path / "birds.csv"
    rows = [f"Which bird is number {number}?,bird {number}" for number in range(12)]
    file.write_text("\n".join(rows[:8]))
    world.bring(file)
    first = world.texts()
    assert len(first) > 1
    assert max(map(len, first.values())) < 500 + 200
    file.write_text("\n".join(rows))
    report = world.bring(file)
    assert report["notes"] == {"new": 4, "updated": 0, "same": 8, "kept": 0}
    assert all(text.startswith(first.get(name, "")) for name, text in world.texts().items())
    decks = read(find([world.out])).decks
    assert {deck.title for deck in decks} == {"birds"}
    assert sum(len(deck.notes) for deck in decks) == 12
