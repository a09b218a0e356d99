"""Deck files on the disk and the store: what is read, what is told, and what becomes of decks that clash."""

import gc
import os
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from trainer.anki.outgoing.markup import to_html
from trainer.cli.opening import open_library, reread
from trainer.core.bulk import in_bulk
from trainer.core.scope import EVERYTHING
from trainer.decks import library
from trainer.decks.find import find
from trainer.decks.format.deckfile import Reading, read_deck
from trainer.decks.library import read
from trainer.store.store import Store

DAY = 739_000


class Folder:
    """A folder of decks and the history beside it."""

    def __init__(self, path: Path) -> None:
        self.decks = path / "decks"
        self.decks.mkdir()
        self.database = path / "trainer.db"
        self.times = 0

    def write(self, name: str, *notes: str, deck: str = "d") -> None:
        self.put(name, f"deck: {deck}\ntitle: T\nnotes:\n" + "".join(f"  - {{{note}}}\n" for note in notes))

    def put(self, name: str, content: str) -> None:
        self.times += 1
        path = self.decks / name
        path.write_text(content)
        os.utime(path, ns=(self.times, self.times))

    def open(self) -> Store:
        return open_library(self.database, [self.decks])

    def seen(self) -> tuple[list[str], list[tuple[str, str]]]:
        """The cards and the problems (file, rule) that a start shows."""
        with self.open() as store:
            problems = [(Path(problem.file).name, problem.rule) for problem in store.problems()]
            return store.new(DAY, EVERYTHING, 99), problems

    def checked(self) -> list[tuple[str, str]]:
        """The problems (file, rule) that `check` finds by reading all."""
        return [(Path(problem.file).name, problem.rule) for problem in read(find([self.decks])).problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize("year", [1900, 1969, 2261, 2263, 2400])
def test_a_deck_file_of_any_time_is_read_and_read_again_when_it_changes(folder: Folder, year: int) -> None:
    folder.write("a.yaml", "id: n, ask: Why so, answer: y")
    path, second = folder.decks / "a.yaml", (year - 1970) * 31_556_952
    try:
        os.utime(path, (second, second))
    except OSError:
        pytest.skip("no file is of that time here")
    assert folder.seen() == (["d/n"], [])
    folder.write("a.yaml", "id: m, ask: How so, answer: y", "id: n, ask: Why so, answer: y")
    os.utime(path, (second + 1, second + 1))
    assert folder.seen() == (["d/m", "d/n"], [])


def test_a_deck_id_already_taken_is_refused_and_comes_in_once_the_first_file_is_gone(folder: Folder) -> None:
    folder.write("a.yaml", "id: n, ask: Why so, answer: y")
    folder.write("b.yaml", "id: n, ask: How so, answer: y", "id: m, ask: When, answer: y")
    for _ in range(2):  # it stays refused at the next start
        assert folder.seen() == (["d/n"], [("b.yaml", "doubled-deck")])
    assert folder.checked() == [("b.yaml", "doubled-deck")]
    (folder.decks / "a.yaml").unlink()
    assert folder.seen() == (["d/n", "d/m"], [])
    with folder.open() as store:
        card = store.card("d/n")
        assert card is not None
        assert card.note.sides("d/n").prompt == "How so"


def test_a_newcomer_does_not_take_a_deck_that_another_file_has(folder: Folder) -> None:
    folder.write("b.yaml", "id: n, ask: Why so, answer: y")
    assert folder.seen() == (["d/n"], [])
    folder.write("a.yaml", "id: m, ask: How so, answer: y")
    assert folder.seen() == (["d/n"], [("a.yaml", "doubled-deck")])
    assert folder.seen() == (["d/n"], [("a.yaml", "doubled-deck")])


def test_a_newcomer_does_not_take_the_deck_of_a_file_that_cannot_be_read_now(folder: Folder) -> None:
    folder.write("a.yaml", "id: n, ask: Why so, answer: y")
    assert folder.seen() == (["d/n"], [])
    folder.put("a.yaml", "a: b: c")
    folder.write("b.yaml", "id: n, ask: How so, answer: y", "id: m, ask: When, answer: y")
    assert folder.seen() == (["d/n"], [("a.yaml", "yaml-syntax"), ("b.yaml", "doubled-deck")])


def test_a_change_in_one_file_changes_what_is_said_of_another_that_is_not_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a.yaml", "id: n, ask: Why so, answer: y, confusable: [e/n], needs: [e/n]", deck="d")
    folder.write("b.yaml", "id: n, ask: How so, answer: y", deck="e")
    assert folder.seen()[1] == []
    opened: list[str] = []

    def reading(path: Path, facts: Collection[str] | None, overlays: Sequence[Path]) -> Reading:
        opened.append(path.name)
        return read_deck(path, facts, overlays)

    monkeypatch.setattr(library, "read_deck", reading)
    folder.write("b.yaml", "id: m, ask: How so, answer: y, needs: [d/n]", deck="e")
    assert folder.seen()[1] == [("a.yaml", "unknown-note-elsewhere")]
    folder.write("b.yaml", "id: n, ask: why so?, answer: y, needs: [d/n]", deck="e")
    assert folder.seen()[1] == [("b.yaml", "same-prompt"), ("b.yaml", "needs-circle")]
    assert opened == ["b.yaml", "b.yaml"]


def test_files_are_read_again_when_the_reader_or_the_syllabus_changed(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write("a.yaml", "id: n, ask: Why so, answer: y, cite: [a.b.1, a.b.2]")
    syllabus = folder.decks / "syllabus.yaml"
    syllabus.write_text("sections:\n  - {id: a.b, title: T, facts: 2}\n")
    monkeypatch.setattr("trainer.cli.opening.shipped_decks", lambda: folder.decks)
    assert folder.seen()[1] == []
    syllabus.write_text("sections:\n  - {id: a.b, title: T, facts: 1, left_out: {}}\n")
    assert folder.seen()[1] == [("a.yaml", "unknown-cite")] == folder.seen()[1]
    monkeypatch.setattr("trainer.decks.find.READER", 99)
    monkeypatch.setattr(Store, "shelve", lambda *_: pytest.fail("read again"))
    with pytest.raises(BaseException, match="read again"):
        folder.seen()


def test_after_an_edit_all_errors_are_told_and_of_the_warnings_only_new_ones(folder: Folder) -> None:
    notes = ["id: n, ask: Why so, answer: y, confusable: [e/gone]", "id: m, ask: How so, answer: y"]
    folder.write("a.yaml", *notes)
    with folder.open() as store:
        assert [problem.rule for problem in store.problems()] == ["unknown-note-elsewhere"]
        folder.write("a.yaml", "id: new, ask: When, answer: y", *notes)
        assert reread(store, [folder.decks]) == []
        folder.write("a.yaml", "id: new, ask: why so, answer: y", *notes, "id: x, ask: When")
        assert [problem.rule for problem in reread(store, [folder.decks])] == ["missing-field", "same-prompt"]
        folder.write("b.yaml", "id: n, ask: What, answer: y", deck="e")
        assert [problem.rule for problem in reread(store, [folder.decks])] == ["missing-field"]


def test_a_file_that_could_not_be_read_is_read_again_though_it_did_not_change(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A right given back, a disk that is there again: the file itself has the size and the time it had."""
    folder.write("a.yaml", "id: n, ask: Why so, answer: y")

    def failing(_: Path, most: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("trainer.decks.yaml.source.content", failing)
        assert folder.seen() == ([], [("a.yaml", "file-unreadable")])
    assert folder.seen() == (["d/n"], [])


@pytest.mark.parametrize("cycles", [True, False])
def test_python_looks_for_cycles_as_before_after_what_is_made_in_bulk(*, cycles: bool) -> None:
    before = gc.get_threshold(), gc.isenabled()
    with pytest.raises(OSError, match="full"), in_bulk(cycles=cycles):  # noqa: PT012
        assert gc.isenabled() is cycles
        with in_bulk(cycles=False):
            assert not gc.isenabled()
        assert gc.isenabled() is cycles
        raise OSError("full")
    assert (gc.get_threshold(), gc.isenabled()) == before


def test_what_reads_decks_and_writes_packages_makes_no_cycles(folder: Folder) -> None:
    """So that nothing is kept while Python does not look for them."""
    folder.write(
        "a.yaml",
        "id: plain, ask: Why, answer: y",
        "id: odd, ask: Why, answer: y, nothing: 1",
        "id: pick, kind: choice, ask: Which, right: [a], wrong: [b, {text: c, because: d}]",
        "id: gaps, kind: cloze, text: 'a {{c1::b **c**::hint}}'",
        "id: broken, ask: [1",
    )
    texts = (
        "| a | b |\n|---|---|\n| $x$ | [y](http://z.org) |",
        "# a\n\n1. b[^1]\n   > `c`\n\n[^1]: ![d](e.png)",
    )

    def made() -> int:
        gc.collect()
        with in_bulk(cycles=False):
            for text in texts:
                to_html(text)
            read_deck(folder.decks / "a.yaml")
        return gc.collect()

    made()  # modules that are loaded at the first need leave some
    assert made() == 0
