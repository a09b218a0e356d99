"""What strangers write may repeat its texts without end: it comes in within bounds, the rest is said."""

from functools import partial
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from tests.foreign.test_formats import put
from tests.foreign.test_from_anki import There, there
from trainer.core.errors import Exit
from trainer.foreign import package, source
from trainer.foreign.formats import crowdanki, delimited, mnemosyne
from trainer.foreign.source import bounded, most_made

__all__ = ["there"]


@pytest.mark.parametrize("field", ["{{Front}}", "{{text:Front}}", "{{#Front}}{{Front}}{{/Front}}"])
def test_a_template_that_repeats_a_field_costs_its_note(field: str, world: World, there: There) -> None:
    there.notetype("Bomb", "Front Back", (field * 60, "{{FrontSide}}<hr id=answer>{{Back}}"))
    there.add("Bomb", "x" * 30_000, "a")
    there.add("Bomb", "short", "a")
    report = world.bring(there.package())
    assert [note.body.prompt() for note in world.notes()] == ["short" * 60]
    assert [loss["what"] for loss in report["lost"]] == [
        "left out: its template repeats its fields without end"
    ]


@pytest.mark.parametrize("field", ["{{Back}}", "{{text:Back}}"])
def test_nor_is_a_back_made_that_nobody_reads(field: str, world: World, there: There) -> None:
    there.notetype("Bomb", "Front Back", ("{{Front}}", "{{FrontSide}}<hr id=answer>" + field * 60))
    there.add("Bomb", "q", "x" * 30_000)
    report = world.bring(there.package())
    assert report["notes"]["new"] == 0
    assert [loss["what"] for loss in report["lost"]] == [
        "left out: its template repeats its fields without end"
    ]


def test_of_too_many_gaps_those_come_in_that_there_is_room_for(
    world: World, there: There, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(package, "_MOST_TEXT", 20_000)
    text = " ".join(f"{{{{c{number}::x{number}}}}}" for number in range(1, 121))
    there.add("Cloze", text, "")
    report = world.bring(there.package())
    (said,) = {loss["what"] for loss in report["lost"]}
    number = report["notes"]["new"]
    assert 1 < number < 120
    assert f"for its first {number} gaps; {120 - number} more left out" in said
    assert sum(len(note.body.prompt()) + len(note.body.answer_text()) for note in world.notes()) < 20_000
    table = put(tmp_path, "x.txt", f"#separator:tab\n#notetype:Cloze\n{text}\t\n")
    assert world.bring(table)["notes"]["new"] == number


def test_a_text_whose_gaps_repeat_it_is_no_more_than_anki_has(world: World, tmp_path: Path) -> None:
    text = "".join(f"{{{{c{number}::x}}}}" for number in range(1, 5000))
    report = world.bring(put(tmp_path, "x.txt", f"#separator:tab\n#notetype:Cloze\n{text}\t\n"))
    assert report["notes"]["new"] <= 500


def test_a_file_that_becomes_far_more_than_it_holds_is_refused(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (delimited, crowdanki, mnemosyne):
        monkeypatch.setattr(module, "bounded", partial(bounded, most=100))
    file = put(tmp_path, "x.csv", "".join(f"question {number},answer\n" for number in range(20)))
    said = world.run("import", file, "--out", world.out, status=Exit.FILE)
    assert "x.csv are more than" in said
    assert "Nothing was taken" in said
    assert not world.out.exists()


def test_of_a_small_package_not_as_much_is_made_as_of_a_large_one(
    world: World, there: There, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [most_made(size) >> 20 for size in (1, 2**23, 2**24, 2**30)] == [128, 128, 256, 512]
    monkeypatch.setattr(source, "MAX_HELD", 1000)
    monkeypatch.setattr(source, "_TIMES", 1)
    text = " ".join(f"{{{{c{number}::x{number}}}}}" for number in range(1, 121))
    for number in range(20):
        there.add("Cloze", f"{number} {text}", "")
    package_file = there.package()
    said = world.run("import", package_file, "--out", world.out, status=Exit.FILE)
    assert "as they repeat its texts" in said
    assert "Nothing was taken" in said
    assert not world.out.exists()
