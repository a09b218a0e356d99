"""The settings file: what it may say, and clear words for what it may not."""

from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.errors import UsageError
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.preferences import Plan
from trainer.scheduling.registry import Name
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.settings.check import SettingsError, checked
from trainer.settings.file import change, read
from trainer.settings.model import Settings

ALL = """
decks = ["shipped", "~/my-decks"]
new_per_day = 7
due_per_day = 90
mix = "new-first"
first = "mixed"
rollover_hour = 0
enter_grades = false
keys = "six"
scheduler = "sm2-delphi"
max_interval = 60
fuzz = true
easy_days = ["sun", "sat"]
balance = true
lateness = "anki"
desired_retention = 85
theme = "textual-light"
keymap = "vim"
mouse = false
keys_map = {x = "b"}
editor = "nvim -p"
[queries]
weak = "prop:r<0.8"
"two words" = 'is:due "a b"'
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def error_of(file: Path, text: str) -> str:
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        read(file)
    assert str(file) in str(error.value)
    return str(error.value)


def test_without_a_file_the_defaults_hold_and_no_file_is_made(file: Path) -> None:
    assert read(file) == Settings()
    assert read(file / "below" / "a-file") == Settings()
    assert not file.exists()


def test_the_defaults_are_neutral() -> None:
    plan = Settings().plan
    assert plan == Plan()
    assert plan.scheduler == SM2
    assert (plan.rollover_hour, plan.new_per_day, plan.due_per_day) == (4, 20, 200)
    assert Settings().keys == "four"
    assert Settings().decks == ("shipped", "mine")


def test_every_setting_can_be_set(file: Path) -> None:
    file.write_text(ALL)
    found = read(file)
    assert asdict(found) == {
        "decks": ("shipped", "~/my-decks"),
        "new_per_day": 7,
        "due_per_day": 90,
        "mix": "new-first",
        "first": "mixed",
        "rollover_hour": 0,
        "enter_grades": False,
        "keys": "six",
        "scheduler": "sm2-delphi",
        "max_interval": 60,
        "fuzz": True,
        "easy_days": ("sun", "sat"),
        "balance": True,
        "lateness": "anki",
        "desired_retention": 85,
        "theme": "textual-light",
        "keymap": "vim",
        "keys_map": {"x": "b"},
        "mouse": False,
        "editor": "nvim -p",
        "queries": {"weak": "prop:r<0.8", "two words": 'is:due "a b"'},
    }
    assert all(getattr(found, field.name) != field.default for field in fields(Settings))
    options: dict[str, Any] = {"max_interval": 60, "fuzz": True, "easy_days": (5, 6), "balance": True}
    assert found.plan == Plan(
        Sm2("sm2-delphi", "anki", **options), 0, 7, 90, "new-first", "mixed", enter_grades=False
    )
    fsrs = replace(found, scheduler="fsrs").plan.scheduler
    assert fsrs == Fsrs(retention=85, **options)


def test_a_theme_that_is_empty_as_older_files_have_it_is_the_dark_one(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('theme = ""\n')
    assert read(file).theme == "dark"


def test_a_setting_that_had_another_name_still_counts_and_the_new_name_wins(file: Path) -> None:
    file.write_text('variant = "sm2-delphi"\n')
    assert read(file).scheduler == "sm2-delphi"
    file.write_text('scheduler = "fsrs"\nvariant = "sm2-delphi"\n')
    assert read(file).scheduler == "fsrs"
    file.write_text('# mine\nvariant = "sm2-delphi"\n')
    assert change(file, "scheduler", None).scheduler == "sm2"
    assert file.read_text() == "# mine\n"
    with pytest.raises(UsageError, match="it is called 'scheduler' now"):
        change(file, "variant", "sm2")


def test_settings_not_named_keep_their_defaults(file: Path) -> None:
    file.write_text("# only this\nrollover_hour = 5\n")
    assert read(file) == replace(Settings(), rollover_hour=5)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rollover = 5", "unknown key 'rollover'; did you mean 'rollover_hour'?"),
        ("qqqqqq = 5", "unknown key 'qqqqqq'; known keys: decks, new_per_day"),
        ("[review]\nnew_per_day = 5", "unknown key 'review'"),
        ("rollover_hour = 24", "rollover_hour = 24 should be a whole number from 0 to 23"),
        ("rollover_hour = -1", "whole number from 0 to 23"),
        ("rollover_hour = 4.0", "whole number from 0 to 23"),
        ("rollover_hour = true", "whole number from 0 to 23"),
        ('rollover_hour = "4"', "whole number from 0 to 23"),
        ("new_per_day = -1", "whole number from 0 to 9999"),
        ("due_per_day = 100000", "whole number from 0 to 99999"),
        ("max_interval = 0", "whole number from 1 to 36500"),
        ("max_interval = 36501", "whole number from 1 to 36500"),
        ("fuzz = 1", "fuzz = 1 should be true or false"),
        ("keys = 4", 'keys = 4 should be one of "four", "six"'),
        ('keys = "Four"', 'one of "four", "six"'),
        ('mix = ["mixed"]', 'one of "mixed", "due-first", "new-first"'),
        ('scheduler = "sm3"', 'one of "sm2", "sm2-delphi", "fsrs"'),
        ('variant = "sm3"', 'one of "sm2", "sm2-delphi", "fsrs"'),
        ("desired_retention = 69", "whole number from 70 to 99"),
        ("desired_retention = 100", "whole number from 70 to 99"),
        ('easy_days = "sun"', 'a list such as ["sat", "sun"]'),
        ('easy_days = ["sunday"]', 'a list such as ["sat", "sun"]'),
        ("balance = 1", "balance = 1 should be true or false"),
        ("lateness = false", 'one of "none", "anki"'),
        ("theme = 3", 'should be one of "dark", "light"'),
        ('theme = "nosuch"', 'theme = "nosuch" should be one of "dark", "light"'),
        ("editor = 3", "editor = 3 should be a text"),
        ('decks = "shipped"', "a list of folders"),
        ("decks = []", "a list of folders"),
        ('decks = ["a", 1]', "a list of folders"),
        ('queries = "is:due"', "a table of queries by their names"),
        ("[queries]\nweak = 3", "a table of queries by their names"),
        (
            '[queries]\nweak = "is:late"',
            "queries.weak: The query cannot be read at character 1: a card cannot",
        ),
        ('[queries]\nloop = "loop"', "queries.loop: The saved query 'loop' is made of itself: loop > loop."),
        (
            '[queries]\na = "b is:due"\nb = "a"',
            "queries.a: The saved query 'a' is made of itself: a > b > a.",
        ),
        ("decks = [", "is not TOML"),
        ("keys = four", "is not TOML"),
        ('keys = "six"\nkeys = "four"', "is not TOML"),
    ],
)
def test_what_cannot_be_meant_is_an_error_that_names_file_key_and_remedy(
    file: Path, text: str, says: str
) -> None:
    assert says in error_of(file, text)


def test_all_faults_are_told_at_once_each_with_its_line(file: Path) -> None:
    said = error_of(file, 'nonsense = 1\nkeys = "five"\nfuzz = 3\n[queries]\nweak = "is:late"\n')
    for line, part in enumerate(("unknown key 'nonsense'", "keys = ", "fuzz = 3", "", "queries.weak"), 1):
        assert not part or f"{file}:{line}: {part}" in said
    assert "trainer config unset KEY" in said


def test_faults_are_mended_one_by_one_and_a_file_with_others_stays_as_it_is_for_the_rest(file: Path) -> None:
    text = 'nonsense = 1\nkeys = "five"  # mine\n[queries]\nweak = "is:late"\n'
    file.write_text(text)
    with pytest.raises(SettingsError, match="nonsense"):
        change(file, "new_per_day", "7")
    assert file.read_text() == text
    with pytest.raises(UsageError, match="should be one of"):
        change(file, "keys", "seven")
    assert file.read_text() == text
    for key, value in (("keys", "six"), ("queries.weak", "is:due")):
        with pytest.raises(SettingsError, match=rf"{key} is mended; what is still wrong:\n.*nonsense"):
            change(file, key, value)
    assert change(file, "nonsense", None).keys == "six"
    assert file.read_text() == 'keys = "six"  # mine\n[queries]\nweak = "is:due"\n'
    with pytest.raises(UsageError, match="there is no setting 'nonsense'"):
        change(file, "nonsense", None)


def test_a_file_that_is_no_text_or_no_file_is_an_error_with_its_path(file: Path) -> None:
    file.write_bytes(b"keys = '\xff'")
    with pytest.raises(SettingsError, match="is not UTF-8 text") as error:
        read(file)
    assert str(file) in str(error.value)
    with pytest.raises(SettingsError, match="cannot be read") as error:
        read(file.parent)
    assert str(file.parent) in str(error.value)


VALUES = st.one_of(st.integers(), st.booleans(), st.floats(), st.text(), st.lists(st.text() | st.integers()))


@given(
    values=st.dictionaries(st.sampled_from([field.name for field in fields(Settings)]) | st.text(), VALUES)
)
def test_whatever_a_file_holds_gives_settings_in_range_or_a_settings_error(values: dict[str, Any]) -> None:
    try:
        found = checked(values, Path("config.toml"))
    except SettingsError:
        return
    assert 0 <= found.rollover_hour <= 23
    assert 1 <= found.max_interval <= 36500
    assert found.new_per_day >= 0
    assert found.keys in ("four", "six")
    assert found.decks


def test_the_page_about_scheduling_names_each_scheduler_and_each_option() -> None:
    page = (Path(__file__).parent.parent / "docs" / "scheduling.md").read_text(encoding="utf-8")
    options = {"max_interval", "fuzz", "easy_days", "balance", "lateness", "desired_retention"}
    assert options <= {field.name for field in fields(Settings)}
    assert [name for name in (*get_args(Name), *options) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("sat,sun", ("sat", "sun")),
        ("Sun, Saturday", ("sat", "sun")),
        ("fri", ("fri",)),
        ('["mon"]', ("mon",)),
        ("none", ()),
    ],
)
def test_weekdays_are_said_as_for_a_goal(tmp_path: Path, value: str, days: tuple[str, ...]) -> None:
    file = tmp_path / "config.toml"
    assert change(file, "easy_days", value).easy_days == days
    with pytest.raises(UsageError, match="is no weekday"):
        change(file, "easy_days", "someday")
