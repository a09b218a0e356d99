"""Settings changed from within, on a screen, line by line and by words: validated, with the file's comments
kept; nothing is written before something is changed."""

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.tui.answering import keys, paste
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library
from trainer.cli.environment import changed
from trainer.cli.main import main
from trainer.context import Context
from trainer.core.errors import Exit, UsageError
from trainer.plain.app import run as plain
from trainer.settings.file import read
from trainer.settings.model import ABOUT, HINTS, TABLES, Settings
from trainer.settings.wording import listed, toml

BEFORE = "# mine\nnew_per_day = 7  # a week of seven\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def at(file: Path, **changes: Any) -> Context:
    def change_(key: str, value: str | None) -> Mapping[str, Any]:
        found = changed(file, key, value)
        return {"keys": found.keys, "theme": found.theme, "plan": found.plan}

    return context(library(), change=change_, settings=lambda: listed(read(file)), **changes)


def test_every_setting_is_explained_with_its_default() -> None:
    assert ABOUT.keys() == HINTS.keys()
    for setting in listed(Settings()):
        assert setting.value == setting.default
        assert setting.means.endswith(".")
        assert setting.wanted


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
def test_a_setting_is_changed_on_the_screen_and_comments_stay(file: Path, size: tuple[int, int]) -> None:
    file.write_text(BEFORE)

    async def script(driver: Driver) -> None:
        await driver.press("comma")
        assert "Settings" in driver.text
        await driver.press("j")
        assert "How many new cards a day" in driver.text
        await driver.press("enter", "backspace", "3", "0", "enter")
        assert "new_per_day = 30" in driver.text
        await driver.press("escape")
        assert "All decks" in driver.text

    run(at(file, start="home"), script, size)
    assert file.read_text() == "# mine\nnew_per_day = 30  # a week of seven\n"


def test_what_a_setting_does_not_take_is_said_and_the_file_stays(file: Path) -> None:
    file.write_text(BEFORE)

    async def script(driver: Driver) -> None:
        await driver.press("j", "enter", *"x", "enter")
        assert "should be a whole number from 0 to 9999" in driver.text
        assert "enter set" in driver.lines[-1], "it can be mended"
        await driver.press("escape", "d")
        assert "new_per_day = 20" in driver.text

    run(at(file, start="settings"), script, (120, 40))
    assert file.read_text() == "# mine\n"


def test_a_choice_goes_on_to_the_next_and_holds_at_once(file: Path) -> None:
    names = [setting.name for setting in listed(Settings())]

    async def script(driver: Driver) -> None:
        await driver.press(*["j"] * names.index("keys"), "enter")
        assert "keys = six" in driver.text
        assert driver.app.context.keys == "six"  # type: ignore[attr-defined]
        await driver.press(*["j"] * (names.index("theme") - names.index("keys")), "enter")
        assert driver.app.theme == "light"

    run(at(file, start="settings"), script, (100, 40))
    assert read(file).keys == "six"


def test_looking_writes_nothing(file: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("j", "j", "enter", "escape", "k")
        names = list(HINTS)
        await driver.press("G")
        assert any(line.lstrip().startswith(f"› {names[-1]}") for line in driver.lines)
        await driver.press("g")
        assert any(line.lstrip().startswith(f"› {names[0]}") for line in driver.lines)
        await driver.press("q")

    run(at(file, start="settings"), script)
    assert not file.exists()


def test_line_by_line(file: Path) -> None:
    file.write_text(BEFORE)
    words = ["new_per_day", "many", "new_per_day", "12", "keys_map", "Z b", "nothing", ""]
    out = io.StringIO()
    plain(at(file, start="settings"), io.StringIO("\n".join(words) + "\n"), out)
    said = out.getvalue()
    assert "should be a whole number" in said
    assert "there is no setting 'nothing'" in said
    assert (read(file).new_per_day, dict(read(file).keys_map)) == (12, {"Z": "b"})
    assert file.read_text().startswith("# mine\nnew_per_day = 12  # a week of seven\n")


def test_home_and_review_line_by_line_lead_there_and_back_to_the_card_under_the_new_ones(file: Path) -> None:
    out = io.StringIO()
    words = ["settings", "keys", "six", "", "", "settings", "new_per_day", "0", "", "settings", "q", "", "5"]
    plain(at(file, start="home"), io.StringIO("\n".join(words) + "\n"), out)
    assert "[0 blank " in out.getvalue()
    assert "Nothing to practise now." in out.getvalue()
    assert read(file) == Settings(keys="six", new_per_day=0)


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def trainer(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str) -> tuple[int, str]:
        status = main(["config", *words, "--config", str(file)])
        return status, capsys.readouterr().out

    return go


def test_get_set_and_path_beside_the_short_forms(trainer: Run, file: Path) -> None:
    assert trainer("path") == (Exit.DONE, f"{file}\n")
    assert not file.exists()
    assert trainer("set", "new_per_day", "5") == (Exit.DONE, "new_per_day = 5\n")
    assert trainer("get", "new_per_day") == trainer("new_per_day") == (Exit.DONE, "new_per_day = 5\n")
    assert trainer("set", "keys_map.ctrl+z", "u")[0] == Exit.DONE
    assert json.loads(trainer("get", "keys_map", "--json")[1]) == {"keys_map": {"ctrl+z": "u"}}


@pytest.mark.parametrize("key", sorted(HINTS))
def test_any_setting_is_taken_out_as_the_words_about_it_say(trainer: Run, file: Path, key: str) -> None:
    table = f'[{key}]\nx = "is:due"\n' if key in TABLES else f"{key} = {toml(getattr(Settings(), key))}\n"
    file.write_text(f"new_per_day = 3\n{table}" if key != "new_per_day" else table)
    for words in (("unset", key), (key, "--unset")):
        assert trainer(*words)[0] == Exit.DONE
        assert getattr(read(file), key) == getattr(Settings(), key)
        assert not re.search(rf"^\[?{key}\b", file.read_text(), re.MULTILINE)
    assert read(file).new_per_day == (3 if key != "new_per_day" else Settings().new_per_day)


def test_what_is_no_setting_is_taken_out_of_a_file_that_has_it(trainer: Run, file: Path) -> None:
    file.write_text("nonsense = 1\nfuzz = true\n")
    assert trainer("get", "fuzz")[0] == Exit.FILE
    assert trainer("unset", "nonsense") == (Exit.DONE, "")
    assert trainer("get", "fuzz") == (Exit.DONE, "fuzz = true\n")
    assert trainer("unset", "nonsense")[0] == Exit.USAGE


@pytest.mark.parametrize(
    "words",
    [("get",), ("set", "mix"), ("get", "mix", "x"), ("mix", "a", "b"), ("path", "x"), ("set", "x", "1")],
)
def test_wrong_words_are_told_and_change_nothing(trainer: Run, file: Path, words: tuple[str, ...]) -> None:
    assert trainer(*words)[0] == Exit.USAGE
    assert not file.exists()


@pytest.mark.parametrize(
    ("key", "stands_for", "words"),
    [("ctrl+c", "!", "ctrl+c leaves the program"), ("Z", "nonsense", "is no key of the program")],
)
def test_keys_that_can_never_work_are_not_taken(
    trainer: Run, file: Path, capsys: pytest.CaptureFixture[str], key: str, stands_for: str, words: str
) -> None:
    file.write_text('[keys_map]\nt = "!"  # wrong already\n')
    before = file.read_text()
    assert main(["config", "set", f"keys_map.{key}", stands_for, "--config", str(file)]) == Exit.USAGE
    assert words in capsys.readouterr().err
    assert file.read_text() == before
    assert trainer("set", "keys_map.Q", "!")[0] == Exit.DONE, "what was wrong before hinders nothing"
    out = io.StringIO()
    plain(at(file, start="settings"), io.StringIO(f"keys_map\n{key} {stands_for}\n\n"), out)
    assert words in out.getvalue()
    assert dict(read(file).keys_map) == {"t": "!", "Q": "!"}


def test_a_key_that_takes_the_place_of_another_is_taken_and_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "set", "keys_map.b", "u", "--config", str(file)]) == Exit.DONE
    assert "b: “undo” instead of" in capsys.readouterr().err


def test_keys_in_the_readme_and_in_hints_are_taken(file: Path, trainer: Run) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text()
    shown = re.findall(r"^keys_map = .*?\{(\S+) = \"(.+?)\"\}$", readme, re.MULTILINE)
    shown += re.findall(r"\{(\S+) = \"(.+?)\"\}", TABLES["keys_map"][1])
    assert len(shown) == 2
    for key, stands_for in shown:
        assert trainer("set", f"keys_map.{key}", stands_for)[0] == Exit.DONE
    assert trainer("set", "keymap", "vim")[0] == Exit.DONE


@pytest.mark.parametrize(
    ("key", "typed", "parts"),
    [
        ("keys_map", TABLES["keys_map"][1].partition("such as ")[2], {"Z": "b"}),
        ("queries", TABLES["queries"][1].partition("such as ")[2], {"weak": "prop:r<0.8"}),
        ("keys_map", '{Z = "b", b = "u"}', {"Z": "b", "b": "u"}),
        ("queries", 'weak = "is:due tag:x=y"', {"weak": "is:due tag:x=y"}),
        ("queries", "weak = prop:r<0.8", {"weak": "prop:r<0.8"}),
        ("queries", "weak='is:due'", {"weak": "is:due"}),
        ("queries", "weak prop:lapses=3", {"weak": "prop:lapses=3"}),
        ("keys_map", "Z b", {"Z": "b"}),
        ("keys_map", "= b", {"=": "b"}),
    ],
)
def test_a_table_is_taken_as_it_is_shown_whole_or_by_a_part(
    file: Path, key: str, typed: str, parts: dict[str, str]
) -> None:
    file.write_text(BEFORE)

    async def script(driver: Driver) -> None:
        await driver.press(*["j"] * list(HINTS).index(key), "enter")
        await paste(driver, typed)
        await driver.press("enter")

    run(at(file, start="settings"), script, (80, 24))
    assert getattr(read(file), key) == parts
    file.write_text(BEFORE)
    plain(at(file, start="settings"), io.StringIO(f"{key}\n{typed}\n\n"), io.StringIO())
    assert getattr(read(file), key) == parts


def test_a_table_is_gone_on_with_as_it_stands(file: Path) -> None:
    file.write_text('keys_map = {Z = "b"}  # mine\n')

    async def script(driver: Driver) -> None:
        await driver.press(*["j"] * list(HINTS).index("keys_map"), "enter")
        assert '{Z = "b"}' in driver.lines[driver.line_of("› {")]
        await driver.press("backspace", *keys(', X = "u"}'), "enter")
        assert "› {" not in driver.text, "nothing is left of it"

    run(at(file, start="settings"), script, (120, 40))
    assert file.read_text() == 'keys_map = {Z = "b", X = "u"}  # mine\n'


def test_a_query_of_a_table_that_cannot_be_read_is_said_and_changes_nothing(file: Path) -> None:
    with pytest.raises(UsageError, match=r"queries\.weak: The query cannot be read"):
        changed(file, "queries", '{weak = "prop:"}')
    with pytest.raises(UsageError, match="a query is set by its name"):
        changed(file, "queries", "7")
    assert not file.exists()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_setting_stands_before_the_tables_and_what_is_said_of_them(file: Path, end: str) -> None:
    lines = ["new_per_day = 30", "", "# about queries", "[queries]", 'weak = "is:due"', ""]
    file.write_bytes(end.join(lines).encode())
    changed(file, "first", "own-only")
    changed(file, "queries.new", "is:new")
    lines[1:1] = ['first = "own-only"']
    lines[-1:] = ['new = "is:new"', ""]
    assert file.read_bytes() == end.join(lines).encode()


def test_a_table_set_whole_keeps_the_comments_of_what_stays(file: Path) -> None:
    file.write_text('# about queries\n[queries]\nweak = "is:due"  # daily\nold = "is:new"\n')
    changed(file, "queries", '{weak = "is:due", more = "tag:x"}')
    assert file.read_text() == '# about queries\n[queries]\nweak = "is:due"  # daily\nmore = "tag:x"\n'
