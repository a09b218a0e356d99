"""Two programs change one file at once, or one and an editor: what the other wrote is never lost."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from trainer import files
from trainer.core.errors import Exit, LibraryError

__all__ = ["run"]


def deck() -> Path:
    return next(Path(os.environ["TRAINER_DECKS"]).glob("*.yaml"))


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """Lines that another program adds to files, each just before this one puts its own text there."""
    lines: list[tuple[Path, str]] = []
    alone = files.alone

    @contextmanager
    def late(folder: Path) -> Iterator[None]:
        with alone(folder):
            if lines and lines[0][0].parent == folder:
                path, line = lines.pop(0)
                with path.open("a") as file:
                    file.write(line)
            yield

    monkeypatch.setattr(files, "alone", late)
    return lines


@pytest.mark.parametrize(
    ("words", "wrote"),
    [
        (("add", "git", "--ask", "Is it there?", "--answer", "Yes"), "Is it there?"),
        (("tag", "git/stash", "--add", "mine", "--yes"), "mine"),
    ],
)
def test_a_deck_file_keeps_what_both_wrote(
    run: Run, other: list[tuple[Path, str]], words: tuple[str, ...], wrote: str
) -> None:
    other.append((deck(), "  - {id: theirs, ask: Theirs, answer: t}\n"))
    status, _, err = run(*words)
    assert (status, other) == (Exit.DONE, []), err
    text = deck().read_text()
    assert text.count("id: theirs") == 1
    assert text.count(wrote) == 1
    assert run("check", str(deck()))[0] == Exit.DONE
    assert run("undo")[0] == Exit.DONE
    assert "id: theirs" in deck().read_text()
    assert wrote not in deck().read_text()


def test_an_import_keeps_what_another_program_wrote_meanwhile(
    run: Run, other: list[tuple[Path, str]], tmp_path: Path
) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("one\tuno\n")
    folder = str(deck().parent)
    assert run("import", str(words), "--out", folder)[0] == Exit.DONE
    words.write_text("one\tuno\ntwo\tdue\n")
    other.append((Path(folder, "words.yaml"), "  - {id: theirs, ask: Theirs, answer: t}\n"))
    status, _, err = run("import", str(words), "--out", folder)
    assert (status, other) == (Exit.DONE, []), err
    text = Path(folder, "words.yaml").read_text()
    assert [text.count(part) for part in ("uno", "due", "id: theirs")] == [1, 1, 1]


def test_settings_keep_what_both_wrote(
    run: Run, other: list[tuple[Path, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("TRAINER_CONFIG", str(settings))
    settings.write_text("new_per_day = 3\n")
    other.append((settings, "due_per_day = 77\n"))
    assert run("config", "set", "new_per_day", "4")[0] == Exit.DONE
    assert settings.read_text().split("\n")[:2] == ["new_per_day = 4", "due_per_day = 77"]


def test_who_is_always_slower_is_told_and_writes_nothing(run: Run, other: list[tuple[Path, str]]) -> None:
    other += [(deck(), f"  - {{id: t{number}, ask: T{number}, answer: t}}\n") for number in range(60)]
    status, _, err = run("add", "git", "--ask", "Is it there?", "--answer", "Yes")
    assert status == Exit.FILE
    assert "was changed by another program just now" in err
    assert "Is it there?" not in deck().read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("add", "git", "--ask", "Is it there?", "--answer", "Yes"),
        ("tag", "git/stash", "--add", "mine", "--yes"),
    ],
)
def test_what_is_written_is_said_to_be_though_the_history_cannot_be_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    def full(*_: object) -> None:
        raise LibraryError("The disk is full.")

    before = deck().read_text()
    monkeypatch.setattr("trainer.store.store.Store.record", full)
    status, _, err = run(*words)
    assert status == Exit.FILE
    assert "What was written is in the deck file and stays there. The disk is full." in err
    assert deck().read_text() != before
