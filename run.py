#!/usr/bin/env python3
"""Set up and start, with nothing but Python >= 3.11: makes ``.venv`` beside this file at the first run.

python3 run.py [trainer's own words]     practise
python3 run.py tests [pytest's words]    run the tests
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKED = HERE / "locked"
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
"""The first Python that this runs on."""


def main(words: list[str]) -> int:
    if sys.version_info < OLDEST:
        return _fail(
            f"trainer needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}."
        )
    tests = words[:1] == ["tests"]
    problem = _install("dev" if tests else "")
    if problem:
        return _fail(problem)
    module = ["pytest", *words[1:]] if tests else ["trainer", *words]
    command = [str(PYTHON), "-m", *module]
    if os.name == "nt" or tests:
        return subprocess.run(command, check=False, cwd=HERE if tests else None).returncode
    return os.execv(PYTHON, command)  # noqa: S606


def _install(extra: str) -> str:
    """Make the environment, or bring it up to date; return what went wrong, in words."""
    wanted = _wanted()
    stamp = VENV / f"installed-{extra or 'trainer'}"
    enough = [stamp, VENV / "installed-dev"]  # what the tests need includes what practice needs
    if PYTHON.exists() and any(done.exists() and done.read_text() == wanted for done in enough):
        return ""
    print("Setting up .venv (once; needs the network) …", file=sys.stderr)
    if not PYTHON.exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, stdout=sys.stderr)
        if made.returncode:
            return (
                "Python could not make an environment here. Is the folder writable, and is the venv module "
                "installed (on Debian and Ubuntu: apt install python3-venv)?"
            )
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    # Only what was built already: a source archive would be built by whatever its build asks for.
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--only-binary",
        ":all:",
    ]
    locked = ["--no-deps", "--require-hashes", "-r", str(LOCKED / ("tests.txt" if extra else "run.txt"))]
    # Second the program itself, built by what was locked, and what only other systems need: the lists are
    # made on Linux.
    rest = ["--no-build-isolation", "-c", str(HERE / "constraints.txt"), "-e", target]
    if any(
        subprocess.run([*pip, *each], check=False, stdout=sys.stderr).returncode for each in (locked, rest)
    ):
        return "The packages could not be installed (see above). With the network back, run the same again."
    for old in VENV.glob("installed-*"):
        if old.read_text() != wanted:
            old.unlink()
    stamp.write_text(wanted)
    return ""


def _wanted() -> str:
    """Return what the environment depends on, as a hash: the packages wanted, and where this folder is."""
    files = [HERE / "pyproject.toml", HERE / "constraints.txt", *sorted(LOCKED.glob("*.txt"))]
    parts = [str(HERE), *(file.read_text() for file in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _fail(message: str) -> int:
    print(f"trainer: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
