"""An import that is killed while its decks are put in place: it is named, and importing again ends it."""

import json
import os
from pathlib import Path

import pytest

from tests.foreign.bringing import World
from trainer.cli.main import main

DECKS = {
    "cells.md": "Q: What is in a cell?\nA: ![a cell](cell.png)\n\nQ: Why?\nA: Because.\n",
    "trees.md": "Q: What is a tree?\nA: ![a tree](tree.png)\n",
}
FILES = 4


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A folder of two decks that show a picture each."""
    vault = tmp_path / "vault"
    vault.mkdir()
    for name, text in DECKS.items():
        (vault / name).write_text(text)
    for name in ("cell.png", "tree.png"):
        (vault / name).write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    return vault


def killed(world: World, vault: Path, number: int) -> None:
    """Import the folder in a process that dies before it puts the file with this number in its place."""
    if pid := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
        return
    try:
        replace, placed = Path.replace, list[Path]()

        def dying(path: Path, target: Path) -> Path:
            placed.extend([path] if path.parent.name.startswith(".import-") else [])
            if len(placed) > number:
                os._exit(9)
            return replace(path, target)

        Path.replace = dying  # type: ignore[method-assign,assignment]
        main(["import", str(vault), "--out", str(world.out)])
    finally:
        os._exit(1)


def texts(world: World) -> dict[str, bytes]:
    found = (path.relative_to(world.out) for path in world.out.rglob("*"))
    kept = [path for path in found if path.suffix and not path.parts[0].startswith(".import-")]
    return {str(path): (world.out / path).read_bytes() for path in kept}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the program that is killed is a child of this one")
@pytest.mark.parametrize("number", range(FILES))
def test_killed_before_a_file_is_in_its_place_it_is_named_and_importing_again_ends_it(
    vault: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: int,
) -> None:
    (tmp_path / "whole").mkdir()
    whole = World(tmp_path / "whole", monkeypatch, capsys)
    whole.bring(vault)
    assert len(texts(whole)) == FILES
    (tmp_path / "killed" / "mine").mkdir(parents=True)
    world = World(tmp_path / "killed", monkeypatch, capsys)
    killed(world, vault, number)
    (left,) = world.out.glob(".import-*")
    assert len(texts(world)) == number
    found = json.loads(world.run("check", "--json", world.out))
    assert [one["file"] for one in found if one["rule"] == "left-import"] == [str(left)]
    assert "missing-media" not in {one["rule"] for one in found}, "what a deck shows is there before it"
    findings = json.loads(world.run("doctor", "--json"))["findings"]
    (named,) = (one for one in findings if one["what"] == "left")
    assert str(left) in named["message"]
    assert named["remedy"].startswith("import the file again")
    world.bring(vault)
    assert texts(world) == texts(whole)
    assert not json.loads(world.run("import", vault, "--out", world.out, "--json"))["decks"]


def test_a_picture_that_lacks_beside_a_deck_that_stays_comes_with_the_next_import(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an earlier program put decks in place before their pictures."""
    world = World(tmp_path, monkeypatch, capsys)
    world.bring(vault)
    there = texts(world)
    next(world.out.rglob("tree.png")).unlink()
    world.bring(vault)
    assert texts(world) == there
