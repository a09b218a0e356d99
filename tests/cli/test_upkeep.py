"""Settings changed from the command line, and the scripts for shell completion."""

import json
from pathlib import Path

import pytest

from trainer.cli.main import main
from trainer.cli.verbs import parser
from trainer.core.errors import Exit
from trainer.settings.file import read
from trainer.settings.model import Settings
from trainer.tui.all_keys import clashes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    return tmp_path / "conf" / "trainer" / "config.toml"


def test_a_setting_is_shown_changed_and_taken_back(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "new_per_day"]) == Exit.DONE
    assert capsys.readouterr().out == "new_per_day = 20\n"
    assert not file.exists()
    assert main(["config", "new_per_day", "30"]) == Exit.DONE
    assert capsys.readouterr().out == "new_per_day = 30\n"
    assert read(file) == Settings(new_per_day=30)
    assert main(["config", "new_per_day", "--unset", "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == {"new_per_day": 20}
    assert read(file) == Settings()


def test_who_sets_the_scheduler_hears_where_to_see_what_it_does(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "scheduler", "fsrs"]) == Exit.DONE
    out, err = capsys.readouterr()
    assert out == 'scheduler = "fsrs"\n'
    assert "trainer schedulers" in err


def test_words_and_lists_can_be_said_as_one_would(file: Path) -> None:
    assert main(["config", "keys", "six"]) == Exit.DONE
    assert main(["config", "theme", "textual-light"]) == Exit.DONE
    assert main(["config", "decks", '["mine", "~/cards"]']) == Exit.DONE
    assert main(["config", "editor", "vim -p"]) == Exit.DONE
    assert main(["config", "fuzz", "true"]) == Exit.DONE
    assert read(file) == Settings(
        decks=("mine", "~/cards"), keys="six", theme="textual-light", editor="vim -p", fuzz=True
    )


def test_what_is_listed_is_a_settings_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.mkdir(parents=True)
    file.write_text('[keys_map]\nx = "a\\"b\\u007f"\n')
    main(["config", "set", "queries.two words", "is:due -tag:x"])
    main(["config", "set", "easy_days", '["sat"]'])
    wanted = read(file)
    capsys.readouterr()
    for words in ([], ["list"]):
        assert main(["config", *words]) == Exit.DONE
        again = file.with_name("again.toml")
        again.write_text(capsys.readouterr().out)
        assert read(again) == wanted
    assert main(["config", "get", "queries.two words"]) == Exit.DONE
    assert capsys.readouterr().out == 'queries."two words" = "is:due -tag:x"\n'
    assert main(["config", "unset", "queries.two words"]) == Exit.DONE
    assert not read(file).queries


def test_comments_and_order_of_the_file_stay(file: Path) -> None:
    file.parent.mkdir(parents=True)
    before = '# my settings\nkeys = "six"   # all of them\n\n# mornings\nrollover_hour = 5\n'
    file.write_text(before)
    main(["config", "keys", "four"])
    assert (
        file.read_text() == '# my settings\nkeys = "four"   # all of them\n\n# mornings\nrollover_hour = 5\n'
    )


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["new_per_dya", "3"], Exit.USAGE, "did you mean 'new_per_day'?"),
        (["new_per_dya"], Exit.USAGE, "did you mean 'new_per_day'?"),
        (["rollover_hour", "24"], Exit.USAGE, "whole number from 0 to 23"),
        (["decks", "shipped"], Exit.USAGE, "a list of folders"),
        (["keys", "six", "--unset"], Exit.USAGE, "leave the value out"),
        (["set", "theme", "nosuch"], Exit.USAGE, 'theme = "nosuch" should be one of "dark"'),
        (["get", "queries.nosuch"], Exit.USAGE, "there is no queries.nosuch"),
        (["get", "theme.x"], Exit.USAGE, "there is no theme.x"),
        (["set", "theme"], Exit.USAGE, "`trainer config set KEY VALUE`"),
        (["list", "theme"], Exit.USAGE, "`trainer config list`"),
    ],
)
def test_what_cannot_be_set_is_said_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str], words: list[str], status: Exit, says: str
) -> None:
    assert main(["config", *words]) == status
    assert says in capsys.readouterr().err
    assert not file.exists()


def test_a_wrong_setting_can_be_mended_and_another_one_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("# oops\nnew_per_day = -1\n")
    assert main(["config", "keys", "six"]) == Exit.FILE
    assert f"{file}:2: new_per_day = -1 should be" in capsys.readouterr().err
    assert file.read_text() == "# oops\nnew_per_day = -1\n"
    assert main(["config", "new_per_day", "9"]) == Exit.DONE
    assert file.read_text() == "# oops\nnew_per_day = 9\n"
    file.write_text("fuzz = 3\n")
    assert main(["config", "fuzz", "--unset"]) == Exit.DONE
    assert read(file) == Settings()


@pytest.mark.parametrize("words", [["--unset"], ["", "5"]])
def test_what_names_no_setting_is_wrong_usage(file: Path, words: list[str]) -> None:
    assert main(["config", *words]) == Exit.USAGE
    assert not file.exists()


def verbs() -> list[str]:
    listed = next(action for action in parser()._actions if action.metavar == "" and action.choices)
    return list(listed.choices or ())


def test_what_is_wrong_with_the_keys_in_the_file_is_told_wherever_settings_are_looked_at(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "trainer.db"))
    file.parent.mkdir(parents=True)
    file.write_text('[keys_map]\nesc = "q"\nb = "u"\n')
    said = clashes("ours", {"esc": "q", "b": "u"})
    assert len(said) > 1
    for words in (["config"], ["config", "get", "keys_map"]):
        assert main(words) == Exit.DONE
        told = capsys.readouterr().err
        assert all(one in " ".join(told.split()) for one in said), words
    assert main(["config", "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["keys"] == said
    assert main(["doctor", "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["message"] for one in found if one["what"] == "keys"] == said
    file.write_text("")
    for words in (["config"], ["doctor"]):
        main(words)
        assert "keys" not in capsys.readouterr().err
