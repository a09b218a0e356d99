"""No byte from outside ends the program: of the terminal, of a pipe, of an argument, of a file's name."""

import io
import os
import subprocess
import sys
from codecs import getincrementaldecoder
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers import linux_driver

from tests.begun import Begun
from tests.terminal import PATIENCE
from tests.test_real_terminal import TYPED, answers, env
from trainer.cli.main import main
from trainer.plain.talk import Talk
from trainer.tui.driver import Parser, forgiving

__all__ = ["env"]

FAMILY = "👩\u200d👩\u200d👧"
JUNK = b"\xff\xc3(\xf0\x28\x8c\x28"
NO_KEY = b"\x1b[9999999999u\x1b[55296u"


@pytest.fixture
def typed(env: dict[str, str]) -> dict[str, str]:
    Path(env["TRAINER_DECKS"], "small.yaml").write_text(TYPED)
    return env


def test_junk_on_any_screen_ends_nothing(typed: dict[str, str]) -> None:
    with Begun([], typed) as terminal:
        terminal.wait_for("enter practise")
        terminal.send(JUNK + NO_KEY)
        terminal.type("?")
        terminal.wait_for("Keys")
        terminal.send(JUNK + NO_KEY)
        terminal.type("\x1b")
        terminal.wait_for("Keys", gone=True)
        terminal.type("\r")
        terminal.wait_for("The first?")
        terminal.type("i\x7f")  # begins to write, however long the card was there: then it is a letter less
        terminal.send(b"a" + JUNK + NO_KEY + FAMILY.encode() + "\u200c\u3000e\u0301\r".encode())
        terminal.wait_for("wrong")
        terminal.send(JUNK)
        terminal.type("3")
        terminal.wait_for("The second?")
    assert answers(typed) == [f"a{JUNK.decode(errors='replace')}{FAMILY}\u200c\u3000e\u0301"]


def test_junk_in_plain_mode_is_part_of_the_answer_and_arrows_move_in_it(typed: dict[str, str]) -> None:
    with Begun(["--plain", "review"], typed) as terminal:
        terminal.wait_for("type the answer")
        terminal.send(b"a\x1b[D\xffb\x1bOA" + FAMILY.encode() + b"\n")
        terminal.wait_for("wrong")
        terminal.type("3\n")
        terminal.wait_for("The second?")
    assert answers(typed) == [f"�b{FAMILY}a"]


@given(st.binary(max_size=200))
def test_whatever_a_terminal_sends_is_read(data: bytes) -> None:
    parser, decode = Parser(), vars(linux_driver)["getincrementaldecoder"]("utf-8")().decode
    for start in range(0, len(data), 7):
        list(parser.feed(decode(data[start : start + 7]) or " "))


@pytest.fixture(autouse=True)
def _forgiving() -> None:
    forgiving(linux_driver.LinuxDriver)


def test_the_driver_is_the_one_that_forgives() -> None:
    assert vars(linux_driver)["XTermParser"] is Parser
    assert vars(linux_driver)["getincrementaldecoder"]("utf-8")().decode(b"\xff") == "�"
    with pytest.raises(UnicodeDecodeError):
        getincrementaldecoder("utf-8")().decode(b"\xff")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\n\r")))
def test_a_line_of_plain_mode_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    said = Talk(io.StringIO(f"{text}\n"), io.StringIO()).ask()
    assert not any(
        (ord(letter) < 32 and letter != "\t") or ord(letter) == 127 for letter in said.replace("\n", "")
    )


@pytest.mark.parametrize(
    "words",
    [
        ["import", "\udcff.apkg"],
        ["check", "\udcff.yaml"],
        ["restore", "\udcff"],
        ["export", "--out", "/proc/\udcff"],
    ],
    ids=" ".join,
)
def test_an_argument_that_is_no_text_is_named_and_nothing_breaks(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "decks").mkdir()
    verb, *rest = words
    status = main([verb, "--db", str(tmp_path / "t.db"), "--decks", str(tmp_path / "decks"), *rest])
    assert status in (1, 2, 3)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        *(
            f"{verb} caf\udce9"
            for verb in ("due", "review", "browse", "why", "reset", "add", "edit", "unsuspend")
        ),
        "config caf\udce9",
        "config editor caf\udce9",
        "config set queries.x caf\udce9",
        "ready --name caf\udce9",
        "ready --end caf\udce9",
        "tag git --yes --add caf\udce9",
        "add git --ask a --answer b --tag caf\udce9",
        "sync --init postgresql://a@b/c --person caf\udce9",
    ],
)
def test_a_name_that_is_no_text_is_refused_in_its_own_words_before_anything_is_done(
    words: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    verb, *rest = words.split()
    with pytest.raises(SystemExit) as ended:
        main([verb, "--db", str(tmp_path / "t.db"), "--config", str(tmp_path / "c.toml"), *rest])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "'caf\\xe9' is not UTF-8; say it in other letters;" in said.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


def test_a_deck_whose_name_is_no_text_is_told_and_hides_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "deck: {}\ntitle: Small\nnotes:\n  - {{id: one, ask: A?, answer: B.}}\n"
    (tmp_path / "good.yaml").write_text(text.format("good"))
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/s\xff.yaml")).write_text(text.format("other"))
    except OSError:
        pytest.skip("this file system takes no such name")
    at = ["--db", str(tmp_path / "t.db"), "--decks", str(tmp_path)]
    assert main(["due", *at]) == 0
    assert "1 new" in capsys.readouterr().out
    assert main(["check", *at]) == 1
    assert "s\\xff.yaml: error" in capsys.readouterr().out


NAMED = ["check {}.yaml", "coverage --syllabus {}.yaml", "import {}.csv", "import {}.apkg", "import {}.jsonl",
         "restore {}.db", "backup text {}/x.jsonl", "sync {}/folder", "due --db {}.db", "doctor --db {}.db",
         "due --config {}.toml"]  # fmt: skip
EACH = """
import sys
from trainer.cli.main import main
from trainer.terminal import open_streams
open_streams()
for words in sys.argv[2:]:
    main([word.format(sys.argv[1]) for word in words.split()])
    print(file=sys.stderr, flush=True)
    print("==", words, file=sys.stderr, flush=True)
"""


def test_a_name_of_a_file_in_any_bytes_is_written_so_that_one_finds_the_file(tmp_path: Path) -> None:
    """The name of a file of Latin-1 days, in every message: neither ? nor � nor missing."""
    home = os.fsencode(tmp_path) + b"/caf\xe9"
    try:
        Path(os.fsdecode(home)).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes no such name")
    (tmp_path / "no").mkdir()
    for end in (b".yaml", b".csv", b".apkg", b".jsonl", b".db", b".toml"):
        Path(os.fsdecode(home + end)).write_bytes(bytes(range(255)))
    env = {"HOME": str(tmp_path), "TRAINER_DB": str(tmp_path / "t.db"), "TRAINER_DECKS": str(tmp_path / "no")}
    done = subprocess.run(
        [sys.executable, "-c", EACH, os.fsdecode(home), *NAMED],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        timeout=PATIENCE,
    )
    *every, _ = done.stdout.decode().split("== ")
    assert [words for words, told in zip(NAMED, every, strict=True) if "/caf\\xe9" not in told] == []


def test_what_no_output_has_bytes_for_is_a_mark_and_ends_nothing() -> None:
    command = "from trainer.terminal import open_streams; open_streams(); print('é \\udce9 \\ud800')"
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", command], env=env, capture_output=True, check=True, timeout=PATIENCE
    )
    assert done.stdout == b"? \\xe9 \\ud800\n"


def test_places_named_by_the_environment_may_have_any_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decks").mkdir()
    monkeypatch.setenv("TRAINER_DB", f"{tmp_path}/\udcff.db")
    monkeypatch.setenv("TRAINER_CONFIG", f"{tmp_path}/\udcff.toml")
    monkeypatch.setenv("TRAINER_DECKS", f"{tmp_path}/de\udcff")
    assert main(["due"]) == 3, "it is not there"
    Path(os.environ["TRAINER_CONFIG"]).touch()
    assert main(["due"]) == 3
    monkeypatch.setenv("TRAINER_DECKS", str(tmp_path / "decks"))
    assert main(["due"]) == 0
    assert main(["config", "new_per_day", "3"]) == 0
