"""What docs/daily.md gives to shells is run by them: prompts of bash, zsh and fish, and reminders."""

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terminal import PATIENCE

PAGE = (Path(__file__).parents[1] / "docs" / "daily.md").read_text(encoding="utf-8")

STUB = """#!/bin/sh
[ "$*" = "due --short" ] || { echo "trainer $* was not expected" >&2; exit 2; }
[ -z "$WAITING" ] || echo "$WAITING"
"""


def below(heading: str) -> str:
    """Return the first block that is set in below a line with these words."""
    _, _, rest = PAGE.partition(heading)
    found = re.search(r"\n\n((?:    .*\n|\n(?=    ))+)", rest)
    assert found is not None, heading
    return re.sub(r"^    ", "", found[1], flags=re.MULTILINE)


PROMPTS = {
    "bash": (below("bash, in"), '%s\nprintf %%s "${PS1@P}"', ["--norc", "-c"]),
    "zsh": (below("zsh, in"), '%s\nprint -rnP -- "$RPROMPT"', ["-f", "-c"]),
    "fish": (below("fish, in"), "%s\nfish_right_prompt", ["--no-config", "-c"]),
}

_, _, UNIT = below("trainer.service").partition("ExecStart=/bin/sh -c ")
PLIST = below("LaunchAgents")
REMINDERS = {
    "systemd": UNIT.strip().removeprefix("'").removesuffix("'").replace("%h", "$HOME"),
    "launchd": html.unescape(re.findall(r"<string>(n=.*)</string>", PLIST)[0]),
    "cron": below("by cron").partition("*  ")[2],
}


def said(folder: Path, words: list[str], waiting: str) -> str:
    """Run words where `trainer due --short` says that so much waits; what shows a message prints it."""
    for name, text in (("trainer", STUB), ("notify-send", 'echo "$*"'), ("osascript", 'echo "$*"')):
        program = folder / ".local" / "bin" / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text if text.startswith("#!") else f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    path = f"{folder / '.local' / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    world = {"PATH": path, "HOME": str(folder), "WAITING": waiting, "TERM": "xterm-256color"}
    done = subprocess.run(words, env=world, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.stderr == ""
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout).strip()


@pytest.mark.parametrize("shell", PROMPTS)
def test_a_prompt_shows_the_number_and_nothing_where_nothing_waits(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    lines, show, how = PROMPTS[shell]
    words = [shell, *how, show % lines]
    assert said(tmp_path, words, "12+9").strip("[]") == "cards: 12+9"
    assert said(tmp_path, words, "") == ""


@pytest.mark.parametrize("by", REMINDERS)
def test_a_reminder_tells_the_number_and_keeps_still_where_nothing_waits(by: str, tmp_path: Path) -> None:
    words = ["/bin/sh", "-c", REMINDERS[by]]
    assert "cards today: 12+9" in said(tmp_path, words, "12+9")
    assert said(tmp_path, words, "") == ""
