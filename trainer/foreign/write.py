"""Putting what was planned on disk: first everything beside its place, then each file into it, so that
nothing is half there if something fails."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from trainer import leavings
from trainer.core.errors import FileError
from trainer.files import explained, real, sync_folder
from trainer.foreign.plan import Plan

Copy = Callable[[Path], None]
"""Writes a media file to a new path; raises `FileError` if it cannot be read."""


def write(plan: Plan, folder: Path, media: Mapping[str, Copy]) -> list[str]:
    """Write the decks that changed, and the media that they show, into ``folder``.

    ``media``: by path seen from a deck, what writes the file. Returns what could not be had, a sentence each.

    Raises:
        FileError: a file cannot be written. Then none was.
    """
    missing: list[str] = []
    targets: list[tuple[Path, Path]] = []
    try:
        with leavings.stage(folder) as stage:
            leavings.sweep([folder], stage.stat().st_mtime - leavings.DAY)
            for number, deck in enumerate(plan.changed):
                part = stage / f"{number}.yaml"
                with part.open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(deck.parts())
                targets.append((part, deck.path))
            wanted = sorted((home, name) for home, name in plan.media if name in media)
            for number, (home, name) in enumerate(wanted):
                part = stage / f"{number}.medium"
                try:
                    media[name](part)
                except FileError as error:
                    missing.append(str(error))
                    continue
                if not _same(part, home / name):
                    targets.append((part, home / name))
            for part, target in targets:
                target.parent.mkdir(parents=True, exist_ok=True)
                _sync(part)
            for part, target in targets:
                part.replace(real(target))
            for home in {real(target).parent for _, target in targets}:
                sync_folder(home)
    except OSError as error:
        raise FileError(explained(folder, error)) from error
    return missing


def _same(one: Path, other: Path) -> bool:
    if not other.is_file() or other.stat().st_size != one.stat().st_size:
        return False
    return one.read_bytes() == other.read_bytes()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
