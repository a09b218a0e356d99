"""What shells complete, asked of the program and in the shells themselves where they are there."""

import io
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from trainer.cli.completing import SHELLS
from trainer.cli.main import main
from trainer.cli.verbs import parser
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
    places = {
        "TRAINER_DECKS": str(tmp_path / "git.yaml"),
        "TRAINER_DB": str(tmp_path / "t.db"),
        "TRAINER_CONFIG": str(tmp_path / "config.toml"),
        "HOME": str(tmp_path),
    }
    for name, value in places.items():
        monkeypatch.setenv(name, value)
    return {"PATH": f"{tmp_path}:/usr/bin:/bin", **places}


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
    assert "what it should be from now on" not in script  # a setting may be proposed there, too
    assert main(["completion"]) == Exit.USAGE


@pytest.mark.parametrize(
    ("what", "line", "some", "none"),
    [
        ("deck", "trainer review ", {"gitty", "weakest", "tag:exam", "Tools", "Tools::Git"}, {"get"}),
        ("deck", "trainer review is:d", {"is:due", "kind:cloze", "gitty"}, set()),
        ("deck", "trainer review ", set(), {"is:due"}),
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
        ("query", "trainer browse deck:T", {"deck:Tools", "deck:Tools::Git", "deck:gitty"}, set()),
        ("rule", "trainer check --explain ", {"all", "duplicate-key"}, {"gitty"}),
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
    capsys.readouterr()
    assert main(["completion", "--of", "copy", "--line", "trainer restore "]) == Exit.DONE
    (aside,) = [word for word in capsys.readouterr().out.split() if word.endswith("-set-aside")]
    assert main(["restore", aside]) == Exit.DONE


def test_a_trouble_proposes_nothing(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(world["TRAINER_CONFIG"]).write_text("theme = [")
    assert main(["completion", "--of", "deck", "--line", "trainer review "]) == Exit.DONE
    assert capsys.readouterr().out == ""


LINES = {
    ("trainer", "quiz", "--confu"): ("", "--confusions"),
    ("trainer", "review", "gi"): ("deck", "gitty"),
    ("trainer", "review", "Tools::G"): ("deck", "Tools::Git"),
    ("trainer", "review", "gitty", "tag:ex"): ("deck", "tag:exam"),
    ("trainer", "review", "is:du"): ("deck", "is:due"),
    ("trainer", "unsuspend", "is:susp"): ("deck", "is:suspended"),
    ("trainer", "config", "set", "keymap", "vi"): ("value", "vim"),
    ("trainer", "add", "gi"): ("own", "gitty"),
    ("trainer", "tag", "gitty/stash", "--add", "vc"): ("tag", "vcs"),
    ("trainer", "why", "gitty/st"): ("card", "gitty/stash"),
    ("trainer", "browse", "deck:Tools::G"): ("query", "deck:Tools::Git"),
    ("trainer", "check", "--explain", "dupl"): ("rule", "duplicate-key"),
}
WORDS = [word for _, word in LINES.values()]


class Stub:
    """A `trainer` that says at once what the program would, and notes what it was asked."""

    def __init__(self, environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = Path(environment["HOME"]), capsys
        for line, (what, _) in LINES.items():
            with (self.folder / f"words-{what}").open("a") as said:
                print(*self.says("--of", what, "--line", " ".join(line)) if what else (), sep="\n", file=said)
        (self.folder / "trainer").write_text(
            f'#!/bin/sh\necho "$3 $5" >> {self.folder}/asked\ncat {self.folder}/words-$3\n'
        )
        (self.folder / "trainer").chmod(0o755)

    def says(self, *words: str) -> list[str]:
        """Return what the program prints for ``completion`` and these words."""
        self._capsys.readouterr()
        assert main(["completion", *words]) == Exit.DONE
        return self._capsys.readouterr().out.rstrip("\n").split("\n")

    def script(self, shell: str) -> str:
        """Return where the script for a shell lies."""
        (self.folder / "script").write_text("\n".join(self.says(shell)) + "\n")
        return str(self.folder / "script")

    def not_asked(self) -> list[str]:
        """Return the words that the program would not have said to what it was asked."""
        asked = [line.partition(" ") for line in (self.folder / "asked").read_text().splitlines()]
        said = {
            (line.split()[-1], word)
            for what, _, line in asked
            for word in self.says("--of", what, "--line", line)
        }
        return [word for line, (what, word) in LINES.items() if what and (line[-1], word) not in said]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a bash to complete in")
def test_bash_completes(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    stub = Stub(world, capsys)
    ask = f"""
        . {stub.script("bash")}
        try() {{
            COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
            _shtab_trainer; echo "${{COMPREPLY[*]}}"
        }}
    """
    for line in LINES:  # bash parts words at colons
        words = [word for one in line for word in re.sub("(:+)", r" \1 ", one).split()]
        ask += f"\ntry {' '.join(words)}"
    proposed = [line.split() for line in run(["bash", "--norc", "-c", ask], world)]
    wanted = [re.sub("^.*:", "", word) for word in WORDS]
    assert [word for word, found in zip(wanted, proposed, strict=True) if word not in found] == []
    assert stub.not_asked() == []


@pytest.fixture
def with_file(world: dict[str, str]) -> dict[str, str]:
    (Path(world["HOME"]) / "second.db").touch()
    return world


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a bash to complete in")
def test_bash_completes_the_value_behind_the_sign_of_an_option(
    with_file: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    stub = Stub(with_file, capsys)
    lines = (
        ("--db", "=", f"{stub.folder}/sec", f"{stub.folder}/second.db"),
        ("--db", "=", "", ""),
        ("--db", "=", f"{stub.folder}/second.db", "revi", "review"),
        ("review", "--db", "=", "x", "gi", "gitty"),
    )
    ask = f"""
        . {stub.script("bash")}
        try() {{
            COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMPREPLY=()
            _trainer; echo "[${{COMPREPLY[*]}}]"
        }}
        cd {stub.folder}
    """
    ask += "\n".join(f"try trainer {shlex.join(line[:-1])}" for line in lines)
    ask += "\ntry trainer --db =\ncomplete -p trainer"
    *found, behind, by = run(["bash", "--norc", "-c", ask], with_file)
    assert [line[-1] in one for line, one in zip(lines, found, strict=True)] == [True] * 4
    assert "second.db" in behind
    assert by.split() == ["complete", "-o", "bashdefault", "-F", "_trainer", "trainer"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs a fish to complete in")
def test_fish_completes_the_value_behind_the_sign_of_an_option(
    with_file: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    stub = Stub(with_file, capsys)
    lines = f"trainer --db={stub.folder}/sec", f"trainer review --db {stub.folder}/sec", "trainer --db=x revi"
    ask = f"source {stub.script('fish')}\n" + "\n".join(f"complete -C '{line}'" for line in lines)
    first, second, third = run(["fish", "--no-config", "-c", ask], with_file)
    assert first.partition("\t")[0] == f"--db={stub.folder}/second.db"
    assert second.partition("\t")[0] == f"{stub.folder}/second.db"
    assert third.partition("\t")[0] == "review"


@pytest.mark.parametrize("option", ["--decks {}", "--decks={}", "--decks '{}'"])
def test_decks_that_the_line_names_are_those_that_are_proposed(
    world: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(DECK.replace("gitty", "other"))
    line = f"trainer {option.format(other)} review "
    assert main(["completion", "--of", "deck", "--line", line]) == Exit.DONE
    found = capsys.readouterr().out.split()
    assert ("other" in found, "gitty" in found) == (True, False)


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs a fish to complete in")
def test_fish_completes(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    stub = Stub(world, capsys)
    ask = f"source {stub.script('fish')}\n"
    ask += "\n".join(f"complete -C '{' '.join(line)}'; echo ==" for line in LINES)
    proposed = " ".join(line.partition("\t")[0] for line in run(["fish", "--no-config", "-c", ask], world))
    found = [line.split() for line in proposed.removesuffix(" ==").split(" == ")]
    assert [word for word, line in zip(WORDS, found, strict=True) if word not in line] == []
    assert stub.not_asked() == []


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs a zsh to complete in")
def test_zsh_completes(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    stub = Stub(world, capsys)
    start = f"""
        autoload -Uz compinit; compinit -D -u; eval "$(cat {stub.script("zsh")})"
        shown() {{ print -r -- "[$BUFFER]" }}; zle -N shown; bindkey '^Xp' shown; print rea''dy
    """
    (stub.folder / "start").write_text(start)
    with Terminal(["zsh", "-f", "-i"], {**world, "TERM": "vt100", "PS1": "$ "}) as zsh:
        zsh.type(f"source {stub.folder}/start\n")
        zsh.wait_for("ready")
        assert not (stub.folder / "asked").exists(), "who starts a shell waits for nothing"
        for line, (_, word) in LINES.items():
            zsh.type(f"{' '.join(line)}\t\x18p")
            zsh.wait_for(f"[{' '.join(line[:-1])} {word} ]")
            zsh.type("\x15")
    assert stub.not_asked() == []


BLANKS = {"My\\ De": "My Deck", '"My De': "My Deck", "Tools::With\\ a": "Tools::With a blank", "gi": "gitty"}
"""Words as they are begun, and what they are to be."""


@pytest.fixture
def blanks(world: dict[str, str]) -> dict[str, str]:
    """A world where `trainer` proposes names with blanks, and says what it is called with."""
    trainer = Path(world["HOME"]) / "trainer"
    names = "\n".join(dict.fromkeys(BLANKS.values()))
    says = f"""[ "$1" != completion ] && printf 'got <%s>\\n' "$2" && exit\ncat <<'E'\n{names}\nE\n"""
    trainer.write_text(f"#!/bin/sh\n{says}")
    trainer.chmod(0o755)
    return world


STARTS = {
    "bash": (["bash", "--norc", "-i"], "bind 'set bell-style none'; source {}; echo rea''dy\n"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -Uz compinit; compinit -D -u; eval \"$(cat {})\"; print rea''dy\n",
    ),
}


@pytest.mark.parametrize("shell", STARTS)
def test_a_name_with_a_blank_is_completed_as_one_word(
    blanks: dict[str, str], capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    command, start = STARTS[shell]
    if shutil.which(shell) is None:
        pytest.skip(f"needs a {shell} to complete in")
    assert main(["completion", shell]) == Exit.DONE
    script = Path(blanks["HOME"]) / "script"
    script.write_text(capsys.readouterr().out)
    with Terminal(command, {**blanks, "TERM": "vt100", "PS1": "$ ", "LC_ALL": "C.UTF-8"}) as terminal:
        terminal.type(start.format(script))
        terminal.wait_for("ready")
        for begun, whole in BLANKS.items():
            terminal.type(f"clear; trainer review {begun}\t\n")
            terminal.wait_for(f"got <{whole}>")


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs a fish to complete in")
def test_fish_completes_a_name_with_a_blank(
    blanks: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "fish"]) == Exit.DONE
    script = Path(blanks["HOME"]) / "script"
    script.write_text(capsys.readouterr().out)
    ask = f"source {script}\n" + "\n".join(f"complete -C 'trainer review {begun}'" for begun in BLANKS)
    found = [line.partition("\t")[0] for line in run(["fish", "--no-config", "-c", ask], blanks)]
    assert [line.replace("\\ ", " ").strip('"') for line in found] == [*BLANKS.values()]


def test_names_with_blanks_are_proposed(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    deck = Path(world["TRAINER_DECKS"])
    deck.write_text(deck.read_text().replace("Tools::Git", "My Tools::Git and more"))
    Path(world["TRAINER_CONFIG"]).write_text('[queries]\n"my own" = "is:leech"\n')
    for what, some in (("deck", {"My Tools", "My Tools::Git and more", "my own"}), ("query", {"my own"})):
        assert main(["completion", "--of", what, "--line", "trainer review My"]) == Exit.DONE
        assert some <= set(capsys.readouterr().out.split("\n"))


def run(command: list[str], environment: dict[str, str]) -> list[str]:
    done = subprocess.run(
        command, env={**environment, "TERM": "dumb"}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout, done.stderr
    return done.stdout.rstrip("\n").split("\n")
