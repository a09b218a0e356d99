"""What a real Anki made comes in as it is there, and goes back so: gaps, typing, media, markup."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from tests.foreign.bringing import World
from tests.foreign.test_round_trip import shown


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
