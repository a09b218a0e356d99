"""Where files are (issue point 1): flag, then environment, then settings, then the platform's folders."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer import paths
from trainer.core.errors import UsageError

HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME")


@pytest.fixture(autouse=True)
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("place", "variable"), [(paths.database, "TRAINER_DB"), (paths.settings_file, "TRAINER_CONFIG")]
)
def test_a_flag_goes_before_the_environment_and_that_before_the_platforms_folder(
    place: Callable[..., Path], variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = place()
    assert own.is_absolute()
    assert "trainer" in own.parts
    named, by_flag = tmp_path / "named", tmp_path / "by-flag"
    named.touch()
    by_flag.touch()
    monkeypatch.setenv(variable, str(named))
    assert place() == named
    assert place(str(by_flag)) == by_flag
    monkeypatch.setenv(variable, "")
    assert place() == own


def test_a_tilde_is_the_home_folder_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path(os.environ["HOME"])
    home.mkdir(parents=True)
    assert paths.database("~/x.db") == home / "x.db"
    assert paths.settings_file("~/x.toml", made=True) == home / "x.toml"
    assert paths.deck_roots(["~/decks"], []) == [home / "decks"]
    assert paths.exports("~/out") == home / "out"
    monkeypatch.setenv("TRAINER_DB", "~/env.db")
    assert paths.database() == home / "env.db"


def test_decks_are_those_of_the_flag_or_the_environment_or_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert paths.deck_roots(None, ["/from/settings"]) == [Path("/from/settings")]
    monkeypatch.setenv("TRAINER_DECKS", os.pathsep.join(["/one", "", "/two"]))
    assert paths.deck_roots(None, ["/from/settings"]) == [Path("/one"), Path("/two")]
    assert paths.deck_roots([], ["/from/settings"]) == [Path("/one"), Path("/two")]
    assert paths.deck_roots(["/a", "/b"], ["/from/settings"]) == [Path("/a"), Path("/b")]


def test_shipped_and_mine_are_words_for_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped, mine = paths.shipped_decks(), paths.database().parent / "decks"
    mine.mkdir(parents=True)
    assert paths.deck_roots(None, ["shipped", "mine"]) == [shipped, mine]
    monkeypatch.setenv("TRAINER_DECKS", os.pathsep.join(["/own", "shipped"]))
    assert paths.deck_roots(None, ["mine"]) == [Path("/own"), shipped]
    assert paths.deck_roots(["mine"], []) == [mine]


def test_ones_own_folder_of_decks_is_left_out_until_it_is_there() -> None:
    assert paths.deck_roots(None, ["shipped", "mine"]) == [paths.shipped_decks()]
    assert paths.deck_roots(None, ["/no/such/folder"]) == [Path("/no/such/folder")], "a mistake is not hidden"


def test_the_shipped_decks_are_there() -> None:
    assert (paths.shipped_decks() / "syllabus.yaml").is_file()


def test_in_a_wheel_the_shipped_decks_are_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shipped").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert paths.shipped_decks() == tmp_path / "shipped"


def test_exports_land_in_the_flags_folder_or_in_exports_where_that_exists(tmp_path: Path) -> None:
    assert paths.exports("/out") == Path("/out")
    assert paths.exports() == tmp_path / "trainer-exports"
    (tmp_path / "exports").mkdir()
    assert paths.exports() == tmp_path / "exports"


def test_asking_where_things_are_creates_nothing(tmp_path: Path) -> None:
    paths.database()
    paths.settings_file()
    paths.deck_roots(None, ["shipped", "mine"])
    paths.exports()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "file::memory:?cache=shared"])
def test_a_history_that_would_be_gone_with_the_program_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="name a file"):
        paths.database(name)
    monkeypatch.setenv("TRAINER_DB", name)
    with pytest.raises(UsageError, match="name a file"):
        paths.database()
    assert list(tmp_path.iterdir()) == []
