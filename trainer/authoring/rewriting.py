"""What was written into deck files of the user's, noted in the history: taken back and done again as answers
are."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

from trainer.core.errors import FileError, LibraryError
from trainer.core.log import Event, NewEvent, details
from trainer.core.moment import Moment
from trainer.core.text import one_line
from trainer.files import reading, repeated, save

What = Literal["added", "edited", "tagged"]

_AROUND = 120
"""Characters before and behind a change that say where it is."""

_MOST = 20_000
"""Characters of a change that are kept; a larger one is noted, and cannot be taken back."""

_STAYS = "{} was changed there since and stays as it is"
_TOO_MUCH = "it was too much to be kept, so the deck file stays as it is"

Texts = Mapping[Path, tuple[str | None, str | None]]
"""Of each file the text before and after; None: it was not there."""


class Log(Protocol):
    """What is asked of the library; see `trainer.core.library.Library`."""

    def record(self, event: NewEvent) -> Event: ...


class _Change(NamedTuple):
    """The text of a file around a change, before (``old``) and after; None: there is no file."""

    path: Path
    old: str | None
    new: str | None


@contextmanager
def after_writing() -> Iterator[None]:
    """Say of what fails within that the deck files are written nevertheless."""
    try:
        yield
    except LibraryError as error:
        raise type(error)(f"What was written is in the deck file and stays there. {error}") from error


def note_down(log: Log, when: Moment, what: What, said: str, texts: Texts, tags: str = "") -> None:
    """Note that something was written; ``said``: what the note asks, or how many they are; ``tags``: those
    given and taken, as a line. Where nothing differs, nothing is noted."""
    changes = [
        _cut(path, before or "", after or "") | {"made": before is None, "gone": after is None}
        for path, (before, after) in texts.items()
        if before != after
    ]
    if not changes:
        return
    told: dict[str, Any] = {"what": what, "said": one_line(said, 100)}
    if tags:
        told["tags"] = one_line(tags, 100)
    if sum(len(change["before"]) + len(change["after"]) for change in changes) <= _MOST:
        told["changes"] = changes
    with after_writing():
        log.record(NewEvent(when, "", "written", detail=json.dumps(told, ensure_ascii=False)))


def _cut(path: Path, was: str, now: str) -> dict[str, Any]:
    """Return what differs between two texts of a file, with what stands around it."""
    most = min(len(was), len(now))
    start = next((at for at in range(most) if was[at] != now[at]), most)
    left = most - start
    end = next((at for at in range(left) if was[-1 - at] != now[-1 - at]), left)
    return {
        "file": str(path),
        "head": now[max(0, start - _AROUND) : start],
        "before": was[start : len(was) - end],
        "after": now[start : len(now) - end],
        "tail": now[len(now) - end :][:_AROUND],
    }


@repeated
def rewrite(event: Event, *, back: bool) -> str:
    """Take back what an event says was written, or write it again, in all its files or in none; return why
    they stay as they are, "" where they do not.

    Raises:
        FileError: a file cannot be read or written.
    """
    told = details(event.detail).get("changes")
    changes = [_change(one) for one in told] if isinstance(told, list) else []
    texts: dict[Path, str | None] = {}
    before: dict[Path, str | None] = {}
    for one in changes:
        if one is None:
            return _TOO_MUCH
        old, new = (one.new, one.old) if back else (one.old, one.new)
        text = before[one.path] = text_of(one.path)
        if old is None or new is None:  # a file that comes or goes as a whole
            if text != old:
                return _STAYS.format(one.path.name)
            texts[one.path] = new
        elif text is None or not old or text.count(old) != 1:
            return _STAYS.format(one.path.name)
        else:
            texts[one.path] = text.replace(old, new)
    for path, content in texts.items():
        if content is None:
            path.unlink()
        else:
            save(path, content.encode(), was=before[path])
    return "" if texts else _TOO_MUCH


def files(event: Event) -> list[Path]:
    """Return the files that the detail of an event tells changes of."""
    told = details(event.detail).get("changes")
    changes = map(_change, told) if isinstance(told, list) else ()
    return [one.path for one in changes if one is not None]


def _change(told: object) -> _Change | None:
    """Return a change that the detail of an event tells of; None where it tells of none."""
    named = ("file", "head", "before", "after", "tail")
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in named):
        return None
    file, head, before, after, tail = (told[name] for name in named)
    old = None if told.get("made") is True else f"{head}{before}{tail}"
    new = None if told.get("gone") is True else f"{head}{after}{tail}"
    return _Change(Path(file), old, new)


def text_of(path: Path) -> str | None:
    """Return the text of a deck file as it is, None where there is none.

    Raises:
        FileError: it cannot be read.
    """
    try:
        with reading(path):
            return path.read_bytes().decode() if path.exists() else None
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not UTF-8; write it anew with your editor") from error
