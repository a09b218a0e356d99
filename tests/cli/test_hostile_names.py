"""Whatever the name of a file, folder or device, no verb says anything that steers a terminal, begins a line
of its own, or is no text."""

import argparse
import io
import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.test_verbs import GIT
from trainer.cli.main import main
from trainer.cli.verbs import parser
from trainer.core.text import unsafe
from trainer.replicate.lines import written

NAME = os.fsdecode(b"x\x1b]0;pwn\x07\x1b[31m\xe2\x80\xae\x9b\xff\r\nfake line")
UNTRIED = {"serve"}
"""It goes on until it is ended, and says one address."""


def verbs() -> dict[str, argparse.ArgumentParser]:
    return next(
        action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of that name in which all there is has it too."""
    home = tmp_path / NAME
    try:
        home.mkdir()
    except OSError:
        pytest.skip("this file system takes no such name")
    (home / "decks").mkdir()
    (home / "decks" / f"{NAME}.yaml").write_text(GIT)
    (home / "decks" / f"broken {NAME}.yaml").write_text("deck: [")
    (home / f"{NAME}.toml").write_text("")
    (home / f"no {NAME}.toml").write_text("= [")
    (home / f"wrong {NAME}.toml").write_text('none = 1\n[queries]\n"a\\nfake" = "is:nothing"\n')
    (home / "sync").mkdir()
    (home / "sync" / f"{NAME}.jsonl").write_text("".join(written((), "b" * 16, "other")))
    (home / "sync" / f"cut {NAME}.jsonl").write_text("".join(written((), "c" * 16)) + '{"id":\n')
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TRAINER_DB", str(home / f"{NAME}.db"))
    monkeypatch.setenv("TRAINER_DECKS", str(home / "decks"))
    monkeypatch.setenv("TRAINER_CONFIG", str(home / f"{NAME}.toml"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(home)
    return home


MORE = {
    "backup": [["now"], ["list"], ["text", NAME + ".jsonl"], ["text", NAME + "/no.jsonl"]],
    "config": [["path"], ["set", "decks", NAME], ["get", NAME]],
    "sync": [["sync"], ["sync", "--join"], [NAME], ["nowhere/" + NAME], [NAME + ".toml"]],
    "import": [[NAME + ".toml"], [NAME + ".db"], [NAME + ".jsonl"], [NAME + ".jsonl", "--undo"]],
    "restore": [[NAME], [NAME + ".toml"]],
    "export": [["--out", NAME], ["--out", NAME + ".toml"]],
    "stats": [["--html", "--out", NAME], ["--html", "--out", NAME + ".toml"]],
    "doctor": [["--repair"]],
    "edit": [["git/branch", "--original"]],
    "add": [["--ask", "Q?", "--answer", "A", "--into", "mine"]],
}
ALWAYS = [
    ["--db", f"{NAME}/no.db"],
    ["--config", f"{NAME}/no"],
    ["--config", f"no {NAME}.toml"],
    ["--config", f"wrong {NAME}.toml"],
    ["--decks", f"{NAME}/no"],
    [NAME],
    [f"--{NAME}"],
]


@pytest.mark.parametrize("verb", sorted(set(verbs()) - UNTRIED))
def test_no_name_of_a_file_steers_a_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    has_json = "--json" in verbs()[verb]._option_string_actions
    for words in ([], *MORE.get(verb, []), *ALWAYS):
        for more in ([], ["--json"]) if has_json else ([],):
            monkeypatch.setattr("sys.stdin", io.StringIO())
            with suppress(SystemExit):  # the words mean nothing
                main([verb, *words, *more])
            out, err = capsys.readouterr()
            assert [*unsafe(out), *unsafe(err)] == [], (words, more)
            (out + err).encode()
            assert not [line for line in (out + err).splitlines() if line.startswith("fake")], (words, more)
            if more and out.startswith(("{", "[")):
                json.dumps(json.loads(out), ensure_ascii=False).encode()
