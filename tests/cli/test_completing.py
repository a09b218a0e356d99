"""What shells complete, asked of the program and in the shells themselves where they are there."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_docs import ROOT
from trainer.cli.completing import SHELLS
from trainer.cli.main import main, parser
from trainer.core.errors import Exit

DECK = """\
deck: gitty
title: Tools::Git
tags: [vcs]
notes:
  - {id: stash, ask: What?, answer: That., tags: [exam]}
  - {id: reset, ask: When?, answer: Then.}
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A deck, a query with a name, a copy of the history; returns the environment of a shell there."""
    (tmp_path / "git.yaml").write_text(DECK)
    (tmp_path / "config.toml").write_text('[queries]\nweakest = "is:leech"\n')
    (tmp_path / "trainer").write_text(f'#!/bin/sh\nexec {sys.executable} -m trainer "$@"\n')
    (tmp_path / "trainer").chmod(0o755)
    places = {
        "TRAINER_DECKS": str(tmp_path / "git.yaml"),
        "TRAINER_DB": str(tmp_path / "t.db"),
        "TRAINER_CONFIG": str(tmp_path / "config.toml"),
        "HOME": str(tmp_path),
    }
    for name, value in places.items():
        monkeypatch.setenv(name, value)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), **places}


def verbs() -> list[str]:
    listed = next(action for action in parser()._actions if action.metavar == "" and action.choices)
    return list(listed.choices or ())


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_knows_all_verbs_and_asks_for_the_rest(
    capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    assert main(["completion", shell]) == Exit.DONE
    script = capsys.readouterr().out
    assert [verb for verb in verbs() if verb not in script] == []
    for what in ("deck", "own", "tag", "card", "query", "copy", "key", "value"):
        assert f"--of {what}" in script
    assert main(["completion"]) == Exit.USAGE


@pytest.mark.parametrize(
    ("what", "line", "some", "none"),
    [
        ("deck", "trainer review ", {"gitty", "weakest", "tag:exam", "Tools", "Tools::Git"}, {"get"}),
        ("own", "trainer add ", {"gitty"}, {"weakest", "tag:exam"}),
        ("tag", "trainer tag x --add ", {"exam", "vcs"}, {"gitty"}),
        ("card", "trainer why gi", {"gitty/"}, {"gitty/stash"}),
        ("card", "trainer why gitty/s", {"gitty/stash", "gitty/reset"}, {"gitty/"}),
        ("query", "trainer browse ", {"weakest", "is:due", "kind:cloze", "tag:exam", "deck:gitty"}, set()),
        ("key", "trainer config ", {"get", "set", "theme", "queries.weakest"}, {"dark"}),
        ("value", "trainer config theme ", {"dark", "light", "colour-blind"}, {"theme"}),
        ("value", "trainer config set ", {"theme", "queries.weakest"}, {"dark", "get"}),
        ("value", "trainer config set keymap ", {"ours", "anki", "vim"}, {"theme"}),
        ("value", "trainer config fuzz ", {"true", "false"}, set()),
        ("nonsense", "", set(), {"gitty"}),
    ],
)
def test_what_may_stand_at_the_end_of_a_line(
    world: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    what: str,
    line: str,
    some: set[str],
    none: set[str],
) -> None:
    assert main(["completion", "--of", what, "--line", line]) == Exit.DONE
    found = set(capsys.readouterr().out.split())
    assert some <= found
    assert not none & found


def test_copies_are_named_for_restore(
    world: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("flag all\n"))
    main(["browse", "--plain"])
    main(["backup", "now"])
    capsys.readouterr()
    assert main(["completion", "--of", "copy", "--line", "trainer restore "]) == Exit.DONE
    name = capsys.readouterr().out.split()[0]
    assert main(["restore", name]) == Exit.DONE


def test_a_trouble_proposes_nothing(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(world["TRAINER_CONFIG"]).write_text("theme = [")
    assert main(["completion", "--of", "deck", "--line", "trainer review "]) == Exit.DONE
    assert capsys.readouterr().out == ""


LINES = {
    ("trainer", "con"): "config",
    ("trainer", "quiz", "--confu"): "--confusions",
    ("trainer", "review", "gi"): "gitty",
    ("trainer", "review", "Tools::G"): "Tools::Git",
    ("trainer", "review", "tag:ex"): "tag:exam",
    ("trainer", "config", "set", "keymap", "vi"): "vim",
    ("trainer", "add", "gi"): "gitty",
    ("trainer", "tag", "gitty/stash", "--add", "vc"): "vcs",
    ("trainer", "why", "gitty/st"): "gitty/stash",
}


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a bash to complete in")
def test_bash_completes(world: dict[str, str]) -> None:
    ask = """
        eval "$(trainer completion bash)"
        try() {
            COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
            _shtab_trainer; echo "${COMPREPLY[*]}"
        }
    """
    for line in LINES:  # bash parts words at colons
        words = [word for one in line for word in re.sub("(:+)", r" \1 ", one).split()]
        ask += f"\ntry {' '.join(words)}"
    proposed = [line.split() for line in run(["bash", "--norc", "-c", ask], world)]
    wanted = [re.sub("^.*:", "", word) for word in LINES.values()]
    assert [word for word, found in zip(wanted, proposed, strict=True) if word not in found] == []


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs a fish to complete in")
def test_fish_completes(world: dict[str, str]) -> None:
    ask = "trainer completion fish | source\n"
    ask += "\n".join(f"complete -C '{' '.join(line)}'; echo ==" for line in LINES)
    proposed = " ".join(line.partition("\t")[0] for line in run(["fish", "--no-config", "-c", ask], world))
    found = [line.split() for line in proposed.removesuffix(" ==").split(" == ")]
    assert [word for word, line in zip(LINES.values(), found, strict=True) if word not in line] == []


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs a zsh to complete in")
def test_zsh_asks_for_words(world: dict[str, str]) -> None:
    ask = """
        compdef() { : } ; compadd() { shift; print -r -- "$*" }
        eval "$(trainer completion zsh)"
        words=(trainer review tag:ex); _trainer_words_deck
        words=(trainer config keymap vi); _trainer_words_value
    """
    decks, values = run(["zsh", "-f", "-c", ask], world)
    assert "tag:exam" in decks.split()
    assert values.split() == ["ours", "anki", "vim"]


def run(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        command, env={**environment, "TERM": "dumb"}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout, done.stderr
    return done.stdout.rstrip("\n").split("\n")
