"""What was only added to a note that was brought in stays, and what is corrected there comes all the same."""

import re
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_from_anki import There, there

__all__ = ["there"]

ADDED = {
    "why": "    why: because\n",
    "hints": "    hints:\n      - a hint\n",
    "tags": "    tags: [mine]\n",
    "level": "    level: core\n",
    "formerly": "    formerly: [older]\n",
    "lines": "    why: |-\n      two\n\n      # lines\n",
}


class Edited:
    """A note of Anki that was brought in, to be edited on both sides."""

    def __init__(self, world: World, there: There) -> None:
        self.world, self.there = world, there
        self.note = there.add("Basic", "question", "v1")
        world.bring(there.package())
        (self.file,) = world.out.glob("*.yaml")

    def write(self, old: str, new: str) -> None:
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new))

    def newer(self, *words: str) -> dict[str, object]:
        self.note.fields[1] = "v2 corrected"
        self.there.collection.update_note(self.note)
        report: dict[str, object] = self.world.bring(self.there.package(), *words)
        return report


@pytest.fixture
def edited(world: World, there: There) -> Edited:
    return Edited(world, there)


@pytest.mark.parametrize("added", [*ADDED.values(), ADDED["why"] + ADDED["tags"] + ADDED["formerly"]])
@pytest.mark.parametrize("words", [(), ("--theirs",)])
def test_what_was_added_stays_beside_the_correction(
    edited: Edited, added: str, words: tuple[str, ...]
) -> None:
    edited.write("    imported:", f"{added}    imported:")
    report = edited.newer(*words)
    assert report["edited_on_both_sides"] == []
    text = edited.file.read_text()
    assert added in text
    assert "answer: v2 corrected\n" in text
    again = edited.world.bring(edited.there.package())
    assert again["notes"] == {"new": 0, "updated": 0, "same": 0, "kept": 1}
    assert edited.file.read_text() == text
    edited.note.fields[1] = "v3"
    edited.there.collection.update_note(edited.note)
    edited.world.bring(edited.there.package())
    assert added in edited.file.read_text()
    assert "answer: v3\n" in edited.file.read_text()


@pytest.mark.parametrize("written", ["'v1'", '"v1"', ">-\n      v1"])
def test_another_way_of_writing_it_is_no_edit(edited: Edited, written: str) -> None:
    edited.write("answer: v1\n", f"answer: {written}\n")
    assert edited.newer()["edited_on_both_sides"] == []
    assert "answer: v2 corrected\n" in edited.file.read_text()


def test_nor_is_another_order(edited: Edited) -> None:
    edited.write("    ask: question\n    answer: v1\n", "    answer: v1\n    ask: question\n")
    assert edited.newer()["edited_on_both_sides"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: v1\n", "answer: mine\n"),
        ("ask: question\n", "ask: my question\n"),
        ("    imported:", "    # a comment of mine\n    imported:"),
        ("answer: v1\n", "answer: v1\n    kind: typed\n"),
    ],
)
def test_what_was_changed_is_left_and_said(edited: Edited, old: str, new: str) -> None:
    edited.write(old, new)
    before = edited.file.read_text()
    assert edited.newer()["edited_on_both_sides"] != []
    assert edited.file.read_text() == before


def test_what_both_sides_added_is_left_and_said(world: World, there: There, tmp_path: Path) -> None:
    there.notetype(
        "Typed", "Front Back", ("{{Front}}{{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}}")
    )
    note = there.add("Typed", "question", "answer")
    world.bring(there.package())
    (file,) = world.out.glob("*.yaml")
    file.write_text(re.sub("(?m)^    imported:", "    accept: [mine]\n    imported:", file.read_text()))
    note.fields[1] = "one; two"
    there.collection.update_note(note)
    before = file.read_text()
    assert world.bring(there.package())["edited_on_both_sides"] != []
    assert file.read_text() == before
    world.bring(there.package(), "--theirs")
    assert "mine" not in file.read_text()


def test_a_note_that_stands_further_in_keeps_what_was_added(edited: Edited) -> None:
    edited.write("    imported:", f"{ADDED['why']}    imported:")
    head, notes = edited.file.read_text().split("notes:\n")
    edited.file.write_text(f"{head}notes:\n" + re.sub("(?m)^(?=.)", "  ", notes) + "# behind it\n")
    assert edited.newer()["edited_on_both_sides"] == []
    text = edited.file.read_text()
    assert "      why: because\n" in text
    assert text.endswith("# behind it\n")
