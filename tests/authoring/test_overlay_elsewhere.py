"""The user's version of a shipped note outside the program: in a package for Anki it is the same note."""

from pathlib import Path

from tests.authoring.test_overlay import catalogue, deck, version
from tests.authoring.test_overlay import home as home
from trainer.anki.outgoing.changes import last_export
from trainer.anki.outgoing.export import write_package
from trainer.decks.lint.decks import lint

PNG = b"\x89PNG\r\n\x1a\n"


def test_an_export_updates_the_note_in_place_with_pictures_from_beside_either_file(home: Path) -> None:
    package = home / "d.apkg"
    write_package(package, catalogue(home).decks, {})
    before = last_export(package)
    path = version(home, "What is the ISR?", "What is in sync? ![three boxes](mine.png) ![two](theirs.png)")
    (path.parent / "mine.png").write_bytes(PNG)
    (deck(home).parent / "theirs.png").write_bytes(PNG + b"x")
    found = catalogue(home)
    assert "missing-media" not in [one.rule for one in lint(found.decks)]
    write_package(package, found.decks, {"kafka/isr": 2_000_000_000})
    after = last_export(package)
    assert after.keys() == before.keys()
    assert [after[guid].id for guid in after if after[guid] != before[guid]] == ["kafka/isr"]
