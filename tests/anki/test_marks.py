"""Flags and suspensions of a real Anki come home as they are there, in the order of the files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ExportAnkiPackageOptions

from tests.anki.test_home import moment, read
from tests.anki.test_schedules import cards, practised
from trainer.core.log import ANKI, NewEvent
from trainer.store.store import Store

Export = Callable[[str], Path]
KEYS = ("home/note-0", "home/note-1#c1", "home/note-2#use", "home/note-3", "home/note-5")
"""Answered and new cards, without a mark when they are exported."""


@pytest.fixture(params=["new.apkg", "old.apkg", "new.colpkg", "old.colpkg"])
def export(request: pytest.FixtureRequest, anki: Any, tmp_path: Path) -> Export:
    kind, legacy = str(request.param).partition(".")[2], str(request.param).startswith("old")

    def write(name: str) -> Path:
        path = tmp_path / f"{name}.{kind}"
        if kind == "apkg":
            options = ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
            anki.export_anki_package(out_path=str(path), options=options, limit=None)
        else:
            anki.export_collection_package(str(path), include_media=False, legacy=legacy)
            anki.reopen()
        return path

    return write


def ids(anki: Any, *keys: str) -> list[int]:
    return [cards(anki)[key].id for key in keys]


def bring(path: Path, answered: Store) -> int:
    """Bring in a file; return how many events were new."""
    merged = answered.merge(read(path, answered)[1])
    assert merged.refused == ()
    assert answered.mismatches() == []
    return merged.taken


def marked(answered: Store) -> tuple[set[str], set[str]]:
    """Return which of the cards are flagged here, and which suspended."""
    states = {key: answered.state(key) for key in KEYS}
    return {key for key in KEYS if states[key].flagged}, {key for key in KEYS if states[key].suspended}


def of_three(anki: Any, export: Export) -> list[tuple[Path, tuple[set[str], set[str]]]]:
    """Return three files of a collection in which marks come and go, with what is flagged and suspended."""
    every, some = ids(anki, *KEYS), ids(anki, *KEYS[:3])
    anki.set_user_flag_for_cards(2, every)
    anki.sched.suspend_cards(some)
    one = export("one")
    anki.set_user_flag_for_cards(0, every)
    anki.sched.unsuspend_cards(some)
    two = export("two")
    anki.set_user_flag_for_cards(2, some)
    anki.sched.suspend_cards(ids(anki, *KEYS[3:]))
    three = export("three")
    all_, first, last = set(KEYS), set(KEYS[:3]), set(KEYS[3:])
    return [(one, (all_, first)), (two, (set(), set())), (three, (first, last))]


def test_each_file_leads_to_what_it_says_and_an_older_one_again_to_nothing(
    anki: Any, answered: Store, export: Export
) -> None:
    files = of_three(anki, export)
    for path, wanted in files:
        assert bring(path, answered) > 0
        assert marked(answered) == wanted
        for older, _ in files[: files.index((path, wanted)) + 1]:
            assert bring(older, answered) == 0
        assert marked(answered) == wanted
    instants = [(e.card, e.at) for e in answered.log(("flag", "unflag")) if e.device == ANKI]
    assert len(instants) == len(set(instants))


def test_a_history_of_the_same_files_on_another_device_is_the_same(
    anki: Any, answered: Store, export: Export, tmp_path: Path
) -> None:
    files = of_three(anki, export)
    with Store(tmp_path / "other.db") as other:
        practised(other)
        for path, _ in files:
            bring(path, answered)
            bring(path, other)
        mine, theirs = ([e for e in one.events() if e.device == ANKI] for one in (answered, other))
        assert mine == theirs != []


def test_what_is_marked_otherwise_here_since_stays_until_anki_says_something_new(
    anki: Any, answered: Store, tmp_path: Path
) -> None:
    def export(name: str) -> Path:
        path = tmp_path / f"{name}.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True)
        anki.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    card = "home/note-3"
    anki.set_user_flag_for_cards(3, ids(anki, card))
    bring(export("one"), answered)
    (flagged,) = [event for event in answered.log(("flag",)) if event.card == card]
    answered.record(NewEvent(moment(flagged.at + 1), card, "unflag"))
    assert bring(export("two"), answered) == 0, "as it was there"
    assert not answered.state(card).flagged
    anki.set_user_flag_for_cards(5, ids(anki, card))
    assert bring(export("three"), answered) == 1
    assert [e.detail for e in answered.log(("flag",)) if e.card == card][-1] == '{"anki": 5}'
    assert answered.state(card).flagged
