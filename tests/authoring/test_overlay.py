"""The user's versions of shipped notes: laid over their deck, which stays as it is, and taken away again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.build import answer
from trainer.authoring.overlay import Overlays
from trainer.cli.main import main
from trainer.cli.opening import open_library
from trainer.core.card import Note, Problem
from trainer.core.errors import Exit, FileError
from trainer.core.scope import EVERYTHING
from trainer.decks.find import find
from trainer.decks.library import Catalogue, read
from trainer.store.store import Store

DAY = 739576
SHIPPED = """\
deck: kafka
title: Kafka::Basics
tags: [kafka]
references:
  docs: {title: The manual, url: "https://example.org"}
notes:
  # the first
  - id: isr
    ask: What is the ISR?
    answer: |
      Those in sync.

      All of them.
    needs: [acks]
    asked: 7
    cite: [docs]
    level: core
  - id: acks
    ask: What does acks=all wait for?
    answer: The ISR.

about: Kafka
"""
OTHER = "deck: other\ntitle: Other\nnotes:\n  - {id: n, ask: Who?, answer: I.}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with shipped decks, and the user's own beside it."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "kafka.yaml").write_text(SHIPPED)
    (shipped / "other.yaml").write_text(OTHER)
    monkeypatch.setattr("trainer.paths._data_folder", lambda: tmp_path)
    monkeypatch.setattr("trainer.paths.shipped_decks", lambda: shipped)
    monkeypatch.setattr("trainer.cli.opening.shipped_decks", lambda: shipped)
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path


def deck(home: Path) -> Path:
    return home / "shipped" / "kafka.yaml"


def catalogue(home: Path) -> Catalogue:
    return read(find([home / "shipped", home / "decks"]), home / "shipped")


def kafka(home: Path) -> dict[str, Note]:
    return {note.id: note for found in catalogue(home).decks if found.id == "kafka" for note in found.notes}


def changed(home: Path, text: str) -> Path:
    path = home / "decks" / "changed" / "kafka.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def version(home: Path, old: str = "", new: str = "") -> Path:
    """Make a version of the note isr, with other words in it."""
    made = Overlays(home / "decks" / "changed").copy(deck(home), "kafka/isr")
    made.path.write_text(made.path.read_text().replace(old, new) if old else made.path.read_text())
    return made.path


def store_of(home: Path) -> Store:
    return open_library(home / "trainer.db", [home / "shipped", home / "decks"], day=DAY)


def problems(home: Path) -> list[Problem]:
    return list(catalogue(home).problems)


def test_a_copy_is_the_note_itself_until_it_is_edited(home: Path) -> None:
    before = kafka(home)["isr"]
    path = version(home)
    after = kafka(home)["isr"]
    assert after.path == str(path)
    assert (after.body, after.cite, after.level, after.tags) == (
        before.body,
        before.cite,
        before.level,
        before.tags,
    )
    assert (after.needs, after.asked) == (("kafka/acks",), 7)
    assert "needs" not in path.read_text()
    assert path.read_text().splitlines()[after.line - 1] == "  - id: isr"
    assert problems(home) == []
    assert deck(home).read_text() == SHIPPED


def test_an_edit_keeps_the_cards_key_schedule_and_history(home: Path) -> None:
    with store_of(home) as store:
        store.record(answer("kafka/isr", 4, DAY))
        due = store.state("kafka/isr")
    version(home, "What is the ISR?", "What is in sync?")
    with store_of(home) as store:
        card = store.card("kafka/isr")
        assert card is not None
        assert (card.note.body.prompt(), card.deck_title, card.state) == (
            "What is in sync?",
            "Kafka::Basics",
            due,
        )
        assert card.path == str(home / "decks" / "changed" / "kafka.yaml")
        assert [note.id for note in store.notes(EVERYTHING)] == ["isr", "acks", "n"]
        assert list(store.cards(store.search("is:edited", DAY), DAY)) == ["kafka/isr"]
        assert len(store.history("kafka/isr")) == 1
        assert [source.title for source in card.sources] == ["The manual"]


def test_taking_the_version_away_gives_the_shipped_note_back(home: Path) -> None:
    path = version(home, "What is the ISR?", "What is in sync?")
    with store_of(home) as store:
        store.record(answer("kafka/isr", 4, DAY))
    Overlays(path.parent).take_away(path, "isr")
    assert not path.exists()
    with store_of(home) as store:
        card = store.card("kafka/isr")
        assert card is not None
        assert (card.note.body.prompt(), card.answered, card.path) == ("What is the ISR?", 1, str(deck(home)))


def test_an_update_of_the_shipped_deck_leaves_the_version_and_is_told(home: Path) -> None:
    path = version(home, "What is the ISR?", "What is in sync?")
    deck(home).write_text(
        SHIPPED.replace("asked: 7", "asked: 3").replace("level: core", "level: core\n    why: So.")
    )
    assert kafka(home)["isr"].body.prompt() == "What is in sync?"
    assert kafka(home)["isr"].asked == 3
    (found,) = problems(home)
    assert (found.rule, found.severity, found.file, found.note) == (
        "original-changed",
        "warning",
        str(path),
        "isr",
    )
    assert "trainer edit kafka/isr" in found.remedy
    Overlays(path.parent).keep(path, deck(home), "isr")
    assert problems(home) == []
    assert kafka(home)["isr"].body.prompt() == "What is in sync?"


def test_what_only_orders_the_note_is_no_other_text(home: Path) -> None:
    version(home)
    deck(home).write_text(SHIPPED.replace("asked: 7", "asked: 3").replace("    needs: [acks]\n", ""))
    assert problems(home) == []
    assert (kafka(home)["isr"].asked, kafka(home)["isr"].needs) == (3, ())


def test_a_version_outlives_its_original_and_follows_its_new_id(home: Path) -> None:
    version(home, "What is the ISR?", "What is in sync?")
    renamed = SHIPPED.replace("id: isr\n", "id: in-sync\n    formerly: [isr]\n")
    deck(home).write_text(renamed)
    assert kafka(home)["in-sync"].body.prompt() == "What is in sync?"
    assert problems(home) == [], "the text is as it was"
    deck(home).write_text(renamed.replace("What is the ISR?", "What is an ISR?"))
    assert [one.rule for one in problems(home)] == ["original-changed"]
    deck(home).write_text(SHIPPED.partition("  # the first\n")[0] + SHIPPED[SHIPPED.index("  - id: acks") :])
    assert kafka(home)["isr"].body.prompt() == "What is in sync?"
    assert [(one.rule, one.severity) for one in problems(home)] == [("original-gone", "warning")]


def test_changes_of_a_note_that_is_gone_are_a_warning_with_a_remedy(home: Path) -> None:
    changed(home, "replaces: kafka\nnotes:\n  - {id: isr, tags: [mine]}\n")
    deck(home).write_text(SHIPPED.partition("  # the first\n")[0] + SHIPPED[SHIPPED.index("  - id: acks") :])
    (problem,) = problems(home)
    assert (problem.rule, problem.severity) == ("original-gone", "warning")
    assert "take your changes of it away" in problem.remedy


def test_fields_alone_are_laid_over_the_note_and_an_empty_one_takes_its_field_away(home: Path) -> None:
    changed(home, "replaces: kafka\nnotes:\n  - {id: isr, tags: [mine], level: deep, cite: }\n")
    note = kafka(home)["isr"]
    assert (note.tags, note.level, note.cite) == (("kafka", "mine"), "deep", ())
    assert note.body.prompt() == "What is the ISR?"
    deck(home).write_text(SHIPPED.replace("What is the ISR?", "What is an ISR?"))
    assert kafka(home)["isr"].body.prompt() == "What is an ISR?"
    assert problems(home) == []


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("replaces: kafka\nnotes:\n  - {id: isr, level: hard}\n", "bad-value", 3),
        ("replaces: kafka\nnotes:\n  - {id: isr, cite: [nowhere]}\n", "unknown-cite", 3),
        ("replaces: kafka\nnotes:\n  - {id: isr, zzz: x}\n", "unknown-key", 3),
        ("replaces: kafka\nnotes:\n  - {id: nowhere, level: core}\n", "original-gone", 3),
        (
            "replaces: kafka\nnotes:\n  - {id: isr, level: core}\n  - {id: isr, level: deep}\n",
            "doubled-id",
            4,
        ),
        ("replaces: kafka\nnotes:\n  - {level: core}\n", "missing-field", 3),
        ("replaces: kafka\nnotes:\n  - id: isr\n    level: core: x\n", "yaml-syntax", 4),
        ("replaces: kafka\nnotes:\n  - {id: isr, made_from: x, ask: Q?}\n", "missing-field", 3),
        ("replaces: kafka\ntitle: x\nnotes: []\n", "unknown-key", 2),
        ("replaces: nowhere\nnotes:\n  - {id: isr, level: core}\n", "unknown-deck", 0),
        ("replaces: kafka\n", "missing-field", 1),
    ],
)
def test_what_is_wrong_with_a_version_is_told_in_its_file_and_the_shipped_note_stays(
    home: Path, text: str, rule: str, line: int
) -> None:
    path = changed(home, text)
    found = problems(home)
    assert (found[0].rule, found[0].file, found[0].line) == (rule, str(path), line)
    assert len(found) <= 2
    assert kafka(home)["isr"].body.prompt() == "What is the ISR?"
    assert {one.id for one in catalogue(home).decks} == {"kafka", "other"}


def test_what_was_read_before_gives_the_same_as_reading_all(home: Path) -> None:
    """Whatever comes, goes or changes: the deck or the versions of its notes."""
    path = version(home, "What is the ISR?", "What is in sync?")
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: path.write_text(path.read_text().replace("in sync?", "in step?")),
        lambda: deck(home).write_text(SHIPPED.replace("Those in sync", "Them")),
        lambda: path.rename(path.with_name("elsewhere.yaml")),
        (path.parent / "elsewhere.yaml").unlink,
        lambda: version(home, "What is the ISR?", "Again?"),
        lambda: (home / "shipped" / "other.yaml").write_text(OTHER.replace("Who?", "Whom?")),
    ]
    for step in steps:
        step()
        with store_of(home) as store:
            got = {note.key: (note.body, note.path, note.line) for note in store.notes(EVERYTHING)}
            told = sorted(store.problems())
        whole = catalogue(home)
        assert got == {
            note.key: (note.body, note.path, note.line) for one in whole.decks for note in one.notes
        }
        assert told == sorted(whole.problems)


def test_of_several_versions_one_goes_and_all_else_stays(home: Path) -> None:
    path = version(home)
    made = Overlays(path.parent)
    assert made.copy(deck(home), "kafka/acks").fresh
    assert not made.copy(deck(home), "kafka/acks").fresh
    path.write_text(path.read_text().replace("  - id: acks", "  # mine\n  - id: acks"))
    made.take_away(path, "isr")
    assert "# mine\n  - id: acks" in path.read_text()
    assert kafka(home)["acks"].path == str(path)
    made.take_away(path, "acks")
    assert path.exists()
    assert "# mine" in path.read_text()
    assert problems(home) == []
    made.copy(deck(home), "kafka/isr")
    assert kafka(home)["isr"].path == str(path)
    with pytest.raises(FileError, match="has no note"):
        made.take_away(path, "acks")


@pytest.mark.parametrize(
    "layout", ["- id: isr\n  ask: Q?\n  answer: A.\n", "    - id: isr\n      ask: Q?\n\n      answer: A.\n"]
)
def test_a_copy_is_made_of_any_layout(home: Path, layout: str) -> None:
    deck(home).write_text(f"deck: kafka\ntitle: Kafka\nnotes:\n{layout}")
    version(home, "Q?", "R?")
    assert kafka(home)["isr"].body.prompt() == "R?"


class TestCommandLine:
    @pytest.fixture(autouse=True)
    def editor(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
        """An editor that writes what `self.new` says for what the shipped note asks."""
        self.new = "What is in sync?"
        self.opened: list[tuple[str, int]] = []

        def edit(_: str, path: str, line: int) -> None:
            self.opened.append((path, line))
            Path(path).write_text(Path(path).read_text().replace("What is the ISR?", self.new))

        monkeypatch.setattr("trainer.terminal.edit", edit)
        return self.opened

    def test_edit_opens_the_version_and_says_so(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["edit", "kafka/isr"]) == Exit.DONE
        path = home / "decks" / "changed" / "kafka.yaml"
        assert self.opened == [(str(path), 5)]
        assert f"your own version; the shipped deck stays as it is (in {path})" in capsys.readouterr().err
        assert deck(home).read_text() == SHIPPED
        assert kafka(home)["isr"].body.prompt() == "What is in sync?"

    def test_an_editor_that_changes_nothing_leaves_nothing(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.new = "What is the ISR?"
        assert main(["edit", "kafka/isr"]) == Exit.DONE
        assert "nothing was changed" in capsys.readouterr().err
        assert not list((home / "decks").rglob("*.yaml"))

    def test_an_error_is_told_with_its_line(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.new = ""
        assert main(["edit", "kafka/isr"]) == Exit.PROBLEMS
        assert "kafka.yaml:6: error: [kafka/isr] `ask` is empty" in capsys.readouterr().out

    def test_both_are_shown_kept_or_taken_back(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["edit", "kafka/isr"])
        deck(home).write_text(SHIPPED.replace("Those in sync", "Them"))
        assert main(["check"]) == Exit.DONE
        assert "older text" in capsys.readouterr().out
        assert main(["edit", "kafka/isr", "--original"]) == Exit.DONE
        shown = capsys.readouterr().out
        assert shown.index("What is in sync?") < shown.index("What is the ISR?") < shown.index("Them")
        assert main(["edit", "kafka/isr", "--keep"]) == Exit.DONE
        capsys.readouterr()
        assert main(["check", str(home / "decks")]) == Exit.DONE
        assert "older text" not in capsys.readouterr().out
        assert main(["edit", "kafka/isr", "--back"]) == Exit.DONE
        assert kafka(home)["isr"].path == ""
        assert main(["edit", "kafka/isr", "--back"]) == Exit.USAGE

    def test_where_it_would_not_be_read_no_version_is_made(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["--decks", str(home / "shipped"), "edit", "kafka/isr"]) == Exit.USAGE
        assert "`mine`" in capsys.readouterr().err
        assert not list(home.glob("decks/**/*.yaml"))
        assert self.opened == []
