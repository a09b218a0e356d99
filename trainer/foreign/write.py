"""Putting what was planned on disk: first everything beside its place, then each file into it, media before
the decks that show them, so that nothing is half there if something fails. What was killed in between is
ended by planning and writing it once more."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from trainer import files, leavings
from trainer.core.errors import FileError
from trainer.files import explained, real, sync_folder
from trainer.foreign.draft import Copy
from trainer.foreign.planned import Plan, mark


@contextmanager
def staged(plan: Plan, folder: Path, media: Mapping[str, Copy]) -> Iterator[list[str]]:
    """Write the decks that changed, and the media that notes show and that lack, beside ``folder``'s files;
    they are put in their places after the block, unless it fails. What a block does is thus done before a
    deck is there.

    ``media``: by path seen from a deck, what writes the file. Yields what could not be had, a sentence each.

    Raises:
        ChangedError: another program changed a deck since it was read, such as a second import. Then none was
            written, though what the block does may be done.
        FileError: a file cannot be written. Then none was.
    """
    media = {**media, **{name: media[of] for name, of in plan.instead.items()}}
    wanted = sorted(at for at in plan.media if at[1] in media and not (at[0] / at[1]).exists())
    if not plan.changed and not wanted:
        yield []
        return
    with ExitStack() as held:
        with _told(folder):
            stage = held.enter_context(leavings.stage(folder))
            leavings.sweep([folder], stage.stat().st_mtime - leavings.DAY)
            targets, missing = _filled(stage, plan, wanted, media)
            _as_read(plan)
        yield missing
        with _told(folder), ExitStack() as waited:
            homes = sorted({real(target).parent for _, target in targets})
            for home in homes:
                waited.enter_context(files.alone(home))
            _as_read(plan)
            for part, target in targets:
                part.replace(real(target))
            for home in homes:
                sync_folder(home)


def _as_read(plan: Plan) -> None:
    """Raise `ChangedError` if a deck is another one by now than the one that is to be replaced."""
    for deck in plan.changed:
        text = files.text_now(real(deck.path))
        if (None if text is None else mark(text)) != deck.was:
            raise files.ChangedError(deck.path)


def _filled(
    stage: Path, plan: Plan, wanted: Sequence[tuple[Path, str]], media: Mapping[str, Copy]
) -> tuple[list[tuple[Path, Path]], list[str]]:
    """Return the files written, each with its place, and what could not be had; ``wanted``: of each media
    file the folder, and the path in it."""
    missing: list[str] = []
    targets: list[tuple[Path, Path]] = []
    for number, (home, name) in enumerate(wanted):
        part = stage / f"{number}.medium"
        try:
            media[name](part)
        except FileError as error:
            missing.append(str(error))
            continue
        if not _same(part, home / name):
            targets.append((part, home / name))
    for number, deck in enumerate(plan.changed):
        part = stage / f"{number}.yaml"
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(deck.parts())
        with part.open("rb") as written:
            deck.now = hashlib.file_digest(written, "sha256").hexdigest()  # as `mark` has it
        deck.let_go()
        targets.append((part, deck.path))
    for part, target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sync(part)
    return targets, missing


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(explained(folder, error)) from error


def _same(one: Path, other: Path) -> bool:
    if not other.is_file() or other.stat().st_size != one.stat().st_size:
        return False
    return one.read_bytes() == other.read_bytes()


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
