"""The first export into a folder is compared with nothing; the history knows what was otherwise before."""

from pathlib import Path

import pytest

from tests.foreign.bringing import World
from trainer.cli.opening import open_library

HEAD = "deck: d\ntitle: T\nnotes:\n"
STAYS = "  - {id: stays, ask: One?, answer: one}\n"
BEFORE = (
    HEAD
    + STAYS
    + "  - {id: old, ask: Two?, answer: two}\n"
    + "  - {id: gone, ask: Three?, answer: three}\n"
    + "  - {id: other, kind: cloze, text: 'a {{c1::gap}}'}\n"
)
AFTER = (
    HEAD
    + STAYS
    + "  - {id: new, ask: Two?, answer: two, formerly: [old]}\n"
    + "  - {id: other, ask: A what?, answer: gap}\n"
)


def test_what_was_otherwise_before_is_said_at_the_first_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    file = world.out / "d.yaml"
    file.write_text(BEFORE)
    open_library(world.database, [world.out]).close()  # who only exports has no history
    said = world.run("export", "--out", tmp_path / "first")
    assert "if Anki has" not in said, "nothing was otherwise"
    file.write_text(AFTER)
    said = world.run("export", "--out", tmp_path / "second")
    told = [line.partition(" — ")[2] for line in said.splitlines() if line.startswith("if Anki has")]
    assert [line.partition(". ")[0] for line in told] == [
        "Renamed: d/old → d/new",
        "With other cards than before: d/other",
        "No longer in the decks: d/gone",
    ]
    said = world.run("export", "--out", tmp_path / "second")
    assert "—" not in said, "compared with the last export there is nothing to say"
    said = world.run("export", "--out", tmp_path / "first")
    assert "since trainer.apkg was last written — Of another kind: d/other" in said
