"""Makes ``locked/``: what `run.py` installs, with the hashes that the package index tells of it.

    python -m tools.hashes INDEX

INDEX is the address of a simple index (PEP 503). Versions are those of ``constraints.txt``; what is needed to
build the program, to practise besides, and for the tests, is read from the packages that are installed here.
Hashes are of what may be installed on the systems that are supported: source archives, and wheels for CPython
3.11 to 3.14 on Linux, macOS and Windows.
"""

import re
import sys
import tomllib
import urllib.request
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import (
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

ROOT = Path(__file__).resolve().parents[1]
HEAD = "# Made by tools/hashes.py from constraints.txt; `run.py` installs these files and no others.\n"
EDITABLE = "editables"
"""What hatchling asks for besides, where the program stays in its folder (PEP 660)."""
EXTRAS = ("optimize", "serve", "sync")

_PYTHONS = re.compile(r"py3|cp31[1-4]")
_PLATFORMS = re.compile(r"any|(many|musl)linux.*_(x86_64|aarch64)|macosx_.*|win_(amd64|arm64)")
_FILE = re.compile(r'<a[^>]*href="[^"]*#sha256=([0-9a-f]{64})"[^>]*>\s*([^<\s]+)\s*</a>')


BEGINS = {"build": (), "run": ("build",), **dict.fromkeys(EXTRAS, ("run",)), "tests": EXTRAS}
"""The lists, each with those that it begins with; an extra is a list of its own."""


def main(index: str) -> None:
    versions = pinned()
    folder = ROOT / "locked"
    folder.mkdir(exist_ok=True)
    for name, packages in own().items():
        first = "".join(f"-r {before}.txt\n" for before in BEGINS[name])
        entries = [entry(package, versions[package], index) for package in sorted(packages)]
        (folder / f"{name}.txt").write_text(HEAD + first + "".join(entries), encoding="utf-8")


def own() -> dict[str, set[str]]:
    """Return by the name of each list the packages that are in it and in none that it begins with."""
    wanted = lists()

    def there(name: str) -> set[str]:
        return wanted[name].union(*map(there, BEGINS[name]))

    return {name: wanted[name].difference(*map(there, begins)) for name, begins in BEGINS.items()}


def pinned() -> dict[str, str]:
    """Return the version of each package in ``constraints.txt``, by its canonical name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version.strip() for name, version in pairs}


def lists() -> dict[str, set[str]]:
    """Return by the name of each list what has to be there then, but for what it begins with."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = read["project"], [*read["build-system"]["requires"], EDITABLE]
    extras = project["optional-dependencies"]
    more = {**{extra: extras[extra] for extra in EXTRAS}, "tests": extras["dev"]}
    wanted = {"build": build, "run": project["dependencies"], **more}
    return {name: needed(lines) for name, lines in wanted.items()}


def needed(lines: Iterable[str]) -> set[str]:
    """Return all packages that these requirements need here, directly or not."""
    pending = list(lines)
    seen: set[str] = set()
    while pending:
        line = pending.pop()
        if line in seen:
            continue
        seen.add(line)
        wanted = Requirement(line)
        for further in metadata.requires(wanted.name) or ():
            marker = Requirement(further).marker
            if marker is None or any(marker.evaluate({"extra": each}) for each in ("", *wanted.extras)):
                pending.append(further)
    return {canonicalize_name(Requirement(line).name) for line in seen}


def entry(package: str, version: str, index: str) -> str:
    """Return the lines of a package: its version, and the hash of each file that may be installed."""
    with urllib.request.urlopen(f"{index.rstrip('/')}/{package}/") as answer:  # noqa: S310
        page = answer.read().decode()
    hashes = sorted({digest for digest, file in _FILE.findall(page) if _is_of(file, version)})
    if not hashes:
        raise SystemExit(f"{package} {version}: the index has no file of it with a hash")
    return " \\\n    ".join([f"{package}=={version}", *(f"--hash=sha256:{each}" for each in hashes)]) + "\n"


def _is_of(file: str, version: str) -> bool:
    if file.endswith(".tar.gz"):
        return str(parse_sdist_filename(file)[1]) == version
    if not file.endswith(".whl"):
        return False
    try:
        _, its, _, tags = parse_wheel_filename(file)
    except InvalidWheelFilename:
        return False
    return str(its) == version and any(_is_supported(tag.interpreter, tag.abi, tag.platform) for tag in tags)


def _is_supported(interpreter: str, abi: str, platform: str) -> bool:
    ours = bool(_PYTHONS.fullmatch(interpreter)) or (abi == "abi3" and interpreter.startswith("cp3"))
    return ours and not abi.endswith("t") and bool(_PLATFORMS.fullmatch(platform))


def entries(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, version and hashes of each package in the text of a list."""
    for found in re.finditer(r"^([a-z0-9-]+)==(\S+)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", text, re.M):
        name, version, hashes = found.groups()
        yield name, version, re.findall(r"[0-9a-f]{64}", hashes)


if __name__ == "__main__":
    main(sys.argv[1])
