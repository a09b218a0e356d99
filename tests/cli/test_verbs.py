"""The command line: verbs, exit statuses, output for people and for programs."""

import io
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.cli.verbs import parser
from trainer.core.errors import Exit
from trainer.store import schema

ROOT = Path(__file__).parents[2]
GIT = """\
deck: git
title: Tools::Git
tags: [vcs]
notes:
  - {id: reset, ask: What does `git reset --soft` keep?, answer: The index and the files., level: core}
  - {id: stash, ask: What does `git stash` save by default?, answer: The changes not yet committed.}
"""
BROKEN = "deck: broken\ntitle: Broken\nnotes:\n  - id: a\n    aks: What?\n    answer: That.\n"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one deck, and a history file beside it."""
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "git.yaml").write_text(GIT)
    monkeypatch.setenv("TRAINER_DECKS", str(decks))
    (tmp_path / "data").mkdir(mode=0o700)
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "data" / "trainer.db"))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(words)
    out = capsys.readouterr()
    return status, out.out, out.err


def test_due_prints_a_table_and_json_and_one_number(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "due")
    assert (status, err) == (Exit.DONE, "")
    assert "Tools::Git" in out
    assert "today: 2 cards (2 new, 0 due, 0 again)" in out
    _, out, _ = run(capsys, "due", "--json")
    found = json.loads(out)
    assert found["today"] == {"new": 2, "due": 0, "again": 0, "ahead": 0, "total": 2}
    assert found["decks"][0]["id"] == "git"
    assert (found["decks"][0]["today"], found["coming"][0]) == (2, 2)
    assert run(capsys, "due", "--short")[1] == "2\n"


def test_due_short_prints_nothing_when_nothing_is_due(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n4\n\n4\n"))
    main(["review", "--plain"])
    capsys.readouterr()
    assert run(capsys, "due", "--short") == (Exit.DONE, "", "")


@pytest.mark.parametrize("name", ["git", "Tools", "tools::git", "tag:vcs"])
def test_decks_are_named_by_id_title_and_tag(
    world: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(capsys, "due", name, "--short")[1] == "2\n"


def test_an_unknown_deck_is_wrong_usage_with_the_nearest_names(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "review", "gti")
    assert (status, out) == (Exit.USAGE, "")
    assert "'gti'" in err
    assert "'git'" in err


def test_a_review_without_a_terminal_goes_line_by_line_and_is_saved(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\nq\n"))
    status, out, _ = run(capsys, "review")
    assert status == Exit.DONE
    assert "What does `git reset --soft` keep?" in out
    assert "The index and the files." in out
    with closing(sqlite3.connect(world / "data" / "trainer.db")) as connection:
        rows = connection.execute("SELECT card, kind, grade FROM event").fetchall()
    assert rows == [("git/reset", "review", 4)]


def test_check_reports_all_files_and_fails_on_errors_only_unless_strict(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check")[0] == Exit.DONE
    assert run(capsys, "check", "--strict")[0] == Exit.PROBLEMS  # a default without a date is a warning
    (world / "decks" / "broken.yaml").write_text(BROKEN)
    (world / "decks" / "worse.yaml").write_text("deck: [")
    status, out, err = run(capsys, "check")
    assert status == Exit.PROBLEMS
    assert re.search(r"broken\.yaml:5: error: \[broken/a\] .*aks.*ask", out)
    assert "worse.yaml" in out
    assert "3 files, 2 good notes" in err
    _, _, err = run(capsys, "check", str(world / "decks" / "broken.yaml"))
    assert "1 file, 0 good notes, 2 errors, 0 warnings" in err
    status, out, _ = run(capsys, "check", "--json")
    assert status == Exit.PROBLEMS
    assert {"file", "line", "deck", "note", "rule", "severity", "message", "remedy"} == json.loads(out)[
        0
    ].keys()


def test_check_explains_a_rule_without_reading_a_deck(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.decks.library.read", lambda *_: pytest.fail("decks were read"))
    status, out, _ = run(capsys, "check", "--explain", "open-list")
    assert (status, out.count("\n")) == (Exit.DONE, 1)
    assert out.startswith("open-list (warning): A question for practices")
    assert json.loads(run(capsys, "check", "--explain", "bad-id", "--json")[1])[0]["severity"] == "error"
    assert run(capsys, "check", "--explain", "all")[1].count("\n") > 50
    status, _, err = run(capsys, "check", "--explain", "open-lists")
    assert (status, "did you mean open-list" in err) == (Exit.USAGE, True)


def test_check_takes_paths_and_reports_one_that_is_not_there(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", str(world / "decks" / "git.yaml"))[0] == Exit.DONE
    status, out, _ = run(capsys, "check", str(world / "nowhere"))
    assert status == Exit.PROBLEMS
    assert "nowhere" in out


def test_a_broken_deck_does_not_hide_the_good_one_and_is_mentioned(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "decks" / "broken.yaml").write_text(BROKEN)
    status, out, err = run(capsys, "due")
    assert status == Exit.DONE
    assert "Tools::Git" in out
    assert "trainer check" in err


def test_export_writes_a_package_where_it_is_told(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out_dir = world / "out" / "deep"
    status, out, _ = run(capsys, "export", "git", "--out", str(out_dir), "--json")
    assert status == Exit.DONE
    assert json.loads(out) == {"file": str(out_dir / "git.apkg"), "notes": 2, "cards": 2}
    assert (out_dir / "git.apkg").read_bytes()[:2] == b"PK"


def test_export_writes_a_package_of_each_deck(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = GIT.replace("deck: git", "deck: hg").replace("Tools::Git", "Tools::Mercurial")
    (world / "decks" / "hg.yaml").write_text(other)
    (world / "decks" / "svn.yaml").write_text(other.replace("deck: hg", "deck: svn"))
    words = ("export", "tag:vcs", "--per-deck", "--out", str(world))
    assert run(capsys, *words)[:2] == (
        Exit.DONE,
        "".join(f"{world / name}.apkg\n" for name in ("git", "hg", "svn")),
    )
    (world / "decks" / "hg.yaml").write_text(
        other.replace("The changes not yet committed.", '"![a](gone.png)"')
    )
    for path in world.glob("*.apkg"):
        path.unlink()
    status, out, err = run(capsys, *words, "--json")
    assert (status, "gone.png" in err) == (Exit.PROBLEMS, True)
    assert [Path(one["file"]).name for one in json.loads(out)["packages"]] == ["git.apkg", "svn.apkg"]
    assert [path.name for path in sorted(world.glob("*.apkg"))] == ["git.apkg", "svn.apkg"]


def test_an_export_says_that_decks_with_errors_are_missing_from_it_as_check_does(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "decks" / "z.yaml").write_text(GIT)
    status, _, err = run(capsys, "export", "--out", str(world))
    assert (status, "1 error in deck files" in err) == (Exit.DONE, True)
    assert "(doubled-deck)" in run(capsys, "check")[1]


def test_export_of_everything_is_named_after_the_program(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world)
    assert run(capsys, "export")[1] == f"{world / 'trainer-exports' / 'trainer.apkg'}\n"


def test_an_export_that_cannot_be_written_is_a_file_error(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "taken").write_text("a file")
    status, _, err = run(capsys, "export", "--out", str(world / "taken"))
    assert status == Exit.FILE
    assert "taken" in err


def test_a_history_that_cannot_be_made_is_a_file_error_with_a_remedy(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "taken").write_text("a file")
    status, _, err = run(capsys, "undo", "--db", str(world / "taken" / "x.db"))
    assert status == Exit.FILE
    assert "--db" in err
    assert "Traceback" not in err


def test_a_newer_history_is_refused_and_a_busy_one_is_said_to_be(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = world / "newer.db"
    schema.connect(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    status, _, err = run(capsys, "due", "--db", str(newer))
    assert status == Exit.BUSY_OR_NEWER
    assert "newer" in err
    main(["undo"])
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    (world / "decks" / "git.yaml").write_text(GIT + "  - {id: new, ask: A?, answer: B}\n")
    holder = sqlite3.connect(world / "data" / "trainer.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    capsys.readouterr()
    status, _, err = run(capsys, "due")
    holder.close()
    assert status == Exit.BUSY_OR_NEWER
    assert "another program" in err


def test_a_bad_settings_file_is_named_with_its_key(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = world / "config.toml"
    settings.write_text("new_per_dya = 5\n")
    status, _, err = run(capsys, "due", "--config", str(settings))
    assert status == Exit.FILE
    assert "new_per_day" in err


def test_settings_are_obeyed(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = world / "config.toml"
    settings.write_text("new_per_day = 1\n")
    assert run(capsys, "--config", str(settings), "due", "--short")[1] == "1\n"


def test_doctor_finds_and_rebuilds_a_wrong_schedule(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\nq\n"))
    main(["review"])
    capsys.readouterr()
    assert run(capsys, "doctor")[0] == Exit.DONE
    connection = sqlite3.connect(world / "data" / "trainer.db")
    connection.execute("UPDATE memory SET due = due + 99")
    connection.commit()
    connection.close()
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "git/reset" in out
    assert run(capsys, "doctor", "--rebuild", "--json")[0] == Exit.DONE
    assert run(capsys, "doctor")[0] == Exit.DONE


def test_why_says_where_a_card_stands_and_unsuspend_brings_it_back(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "New" in run(capsys, "why", "git/stash")[1]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n3\n!\nq\n"))
    main(["review"])
    capsys.readouterr()
    assert "due on" in run(capsys, "why", "git/reset")[1]
    assert "Suspended" in run(capsys, "why", "git/stash")[1]
    assert json.loads(run(capsys, "why", "git/stash", "--json")[1])["suspended"] is True
    assert run(capsys, "unsuspend")[1] == "git/stash\n"
    assert run(capsys, "unsuspend", "git/reset")[0] == Exit.USAGE
    assert run(capsys, "unsuspend", "--all")[1] == "git/stash\n"
    assert "New" in run(capsys, "why", "git/stash")[1]
    assert run(capsys, "why", "git/nothing")[0] == Exit.USAGE


def test_config_shows_files_and_settings_and_creates_nothing(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "config")
    assert status == Exit.DONE
    assert "trainer.db" in out
    assert "new_per_day = 20" in out
    assert json.loads(run(capsys, "config", "--json")[1])["settings"]["keys"] == "four"
    run(capsys, "check")
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert sorted(path.name for path in world.iterdir()) == ["data", "decks"]
    assert list((world / "data").iterdir()) == []


def test_coverage_counts_facts_of_a_syllabus(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    syllabus = world / "syllabus.yaml"
    syllabus.write_text("sections:\n  - {id: tools.git, title: Git, facts: 2}\n")
    status, out, _ = run(capsys, "coverage", "--syllabus", str(syllabus), "--json")
    assert status == Exit.DONE
    assert json.loads(out)["sections"][0]["missing"] == ["tools.git.1", "tools.git.2"]


def test_text_from_a_hostile_deck_reaches_no_output_raw(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    note = '  - {id: a, ask: "\\e[2J?\\u202e", answer: "\\x9b2J[/]"}\n'
    hostile = 'deck: evil\ntitle: "Evil \\e]0;x\\a"\nnotes:\n' + note
    (world / "decks" / "evil.yaml").write_text(hostile)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\no\nw\n3\nq\n"))
    for words in (["due"], ["check"], ["review", "evil"]):
        _, out, err = run(capsys, *words)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out + err), words


def test_output_cut_short_is_no_error(world: Path) -> None:
    main(["due", "--short"])
    command = f"{sys.executable} -m trainer check --json | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""


def test_the_readme_lists_exactly_the_verbs_there_are() -> None:
    table = re.findall(r"^\| `trainer (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE)
    help_text = parser().format_help()
    verbs = re.findall(r"^    (\w+) ", help_text, re.MULTILINE)
    assert sorted(set(table)) == sorted(verbs)


@pytest.mark.parametrize(
    "words",
    [
        ("config", "set", "--config", "{}", "new_per_day", "7"),
        ("config", "--config", "{}", "set", "new_per_day", "7"),
        ("config", "set", "new_per_day", "--config", "{}", "7"),
        ("--config", "{}", "config", "new_per_day", "7"),
    ],
)
def test_options_may_stand_between_the_words_of_a_verb(world: Path, words: tuple[str, ...]) -> None:
    file = world / "settings.toml"
    assert main([word.format(file) for word in words]) == Exit.DONE
    assert "new_per_day = 7" in file.read_text()


def test_options_between_the_words_of_a_query(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for words in (["git", "--json", "-level:core"], ["git", "-level:core", "--json"]):
        assert main(["browse", *words]) == Exit.DONE
        found.append(json.loads(capsys.readouterr().out))
    assert found[0] == found[1]
    assert [card["card"] for card in found[0]] == ["git/stash"]
    with pytest.raises(SystemExit):
        main(["history", "--json"])
    assert "the following arguments are required: CARD" in capsys.readouterr().err
