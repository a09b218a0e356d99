"""An import into a deck file of the user's leaves what is there as it reads, however it is written."""

import re
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from trainer.cli.bringing import held
from trainer.core.card import Note
from trainer.core.errors import Exit
from trainer.decks.find import find
from trainer.decks.library import read

OWN = "deck: greek\ntitle: Greek\nnotes:\n  - id: alpha\n    ask: First letter?\n    answer: Alpha\n"
NEW = "Beta\tsecond\nGamma\tthird\n"
TWO = "- id: mine\n{0}  ask: Mine?\n{0}  answer: Yes\n{0}- ask: Other?\n{0}  id: beta\n{0}  answer: No\n"
HEAD = "deck: greek\ntitle: Greek\n"
LAYOUTS = {
    "as written here": OWN,
    "not indented": f"{HEAD}notes:\n{TWO.format('')}",
    "far indented": f"{HEAD}notes:\n      {TWO.format('      ')}",
    "ended by dots": f"{OWN}...\n",
    "ended by another document": f"{OWN}---\n",
    "no line end": OWN.rstrip("\n"),
    "comments at the end": f"{OWN}# more to come\n",
    "carriage returns": OWN.replace("\n", "\r\n"),
    "no note": f"{HEAD}notes: []\n",
    "nothing": f"{HEAD}notes:\n",
    "in braces, with an id of the file": f"{HEAD}notes:\n- {{id: beta, ask: my own, answer: own}}\n",
    "in braces and brackets": f"{HEAD}notes: [{{id: beta, ask: my own, answer: own}}]\n",
    "id not first": f"{HEAD}notes:\n- ask: my own\n  id: beta\n  answer: own\n",
    "id in quotes": f'{HEAD}notes:\n  - "id": beta\n    ask: my own\n    answer: own\n',
    "key in quotes": f'{HEAD}"notes":\n  - id: "beta"\n    ask: my own\n    answer: own\n',
    "tagged": f"{HEAD}notes: !!seq\n  - !!map\n    id: beta\n    ask: my own\n    answer: own\n",
    "an anchor": f"{HEAD}notes:\n  - &one\n    id: beta\n    ask: my own\n    answer: own\n",
    "json": '{"deck": "greek", "title": "Greek", "notes": [{"id": "beta", "ask": "m", "answer": "o"}]}\n',
    "keys behind": f"{HEAD}notes:\n  - id: beta\n    ask: my own\n    answer: own\nabout: mine\n",
    "title behind": "deck: greek\nnotes:\n  - id: beta\n    ask: my own\n    answer: own\ntitle: Greek\n",
    "an open brace": f"{OWN}  - {{id: torn, ask: What?\n",
    "an open quote": f'{OWN}  - id: torn\n    ask: "What?\n    answer: It\n',
    "broken note": f"{OWN}  - id: torn\n    ask: What?\n",
    "a text like a note": f'{OWN}  - id: two\n    ask: "Say\n\n  - id: beta"\n    answer: It\n',
    "lines in a text": f"{OWN}  - id: two\n    ask: Say\n    answer: |\n      - id: beta\n        ask: x\n\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_import_leaves_a_file_of_the_user_reading_as_before(
    world: World, tmp_path: Path, layout: str
) -> None:
    world.out.mkdir()
    path = world.out / "greek.yaml"
    path.write_bytes(LAYOUTS[layout].encode())
    before = held(path, LAYOUTS[layout])
    file = tmp_path / "Greek.tsv"
    file.write_text(NEW)
    world.run("import", file, "--out", world.out)
    after = held(path, path.read_bytes().decode())
    assert after.deck == before.deck
    assert after.broken == before.broken
    assert {id: after.notes[id] for id in before.notes} == before.notes
    notes = every_note(world)
    assert {"Beta", "Gamma"} <= {note.body.prompt() for note in notes}
    assert len({note.key for note in notes}) == len(notes)
    world.run("import", file, "--out", world.out)
    assert every_note(world) == notes


def every_note(world: World) -> list[Note]:
    return [note for deck in read(find([world.out])).decks for note in deck.notes]


@pytest.mark.parametrize("by", [-2, 2, 4])
def test_a_deck_whose_list_was_indented_otherwise_goes_on_getting_what_is_new(
    world: World, tmp_path: Path, by: int
) -> None:
    file = tmp_path / "Greek.tsv"
    file.write_text("Alpha\tfirst\nBeta\tsecond\n")
    world.bring(file)
    (path,) = world.out.glob("*.yaml")
    path.write_text(re.sub(r"^  (?=[ -])", " " * (2 + by), path.read_text(), flags=re.MULTILINE))
    file.write_text("Alpha\tthe first\nBeta\tsecond\nGamma\tthird\n")
    assert world.bring(file)["notes"] == {"new": 1, "updated": 1, "same": 1, "kept": 0}
    assert world.bring(file)["notes"] == {"new": 0, "updated": 0, "same": 3, "kept": 0}
    assert [note.body.prompt() for note in every_note(world)] == ["Alpha", "Beta", "Gamma"]
    assert len(set(re.findall(r"^ *(?=- id)", path.read_text(), re.MULTILINE))) == 1


def test_what_would_not_fit_where_it_is_to_go_is_not_written(world: World, tmp_path: Path) -> None:
    file = tmp_path / "Greek.tsv"
    file.write_text("Alpha\tfirst\nBeta\tsecond\n")
    world.bring(file)
    (path,) = world.out.glob("*.yaml")
    path.write_text(path.read_text() + "about: My letters\n")
    before = path.read_text()
    file.write_text("Alpha\tfirst\nBeta\tthe second\n")
    said = world.run("import", file, "--out", world.out, "--theirs", status=Exit.USAGE)
    assert "Nothing was written" in said
    assert "trainer check" in said
    assert path.read_text() == before


def test_titles_that_look_the_same_are_of_one_deck(world: World, tmp_path: Path) -> None:
    for name, title in {"one": "\u00dcn\u00ef", "other": "U\u0308ni\u0308"}.items():
        file = tmp_path / f"{name}.txt"
        file.write_text(f"#separator:tab\n#deck:{title}\n{name}\tx\n")
        world.bring(file)
    assert [len(deck.notes) for deck in world.decks().values()] == [2]
