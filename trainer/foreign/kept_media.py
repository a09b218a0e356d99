"""Media of notes that are here already: a file that lies beside a deck stays as it is, and a note goes on
showing its own, whatever another package has under the same name."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from trainer import leavings
from trainer.core.errors import FileError
from trainer.foreign.draft import Copy, Draft, Fields
from trainer.foreign.html.marks import ABSENT, LACKING, destination, of_file
from trainer.foreign.media import safe

_SHOWN = re.compile(r"!\[[^\[\]]*\]\((?:<([^<>\n]*)>|([^()\s]*))\)")


def found_again(draft: Draft, old: str) -> Draft:
    """Return a draft whose absent files (`absent`) are those that its note shows, whose lines in a deck file
    are ``old``; "" for a new note. Those that were never there are said to be missing."""
    if not _lacks(draft.fields):
        return draft
    here = _shown(old)
    lost: list[str] = []
    media: list[str] = []

    def found(match: re.Match[str]) -> str:
        what, name, where = match.groups()
        if (path := _called(safe(name), here)) is None:
            lost.append(f"{what} {name!r}, which is not {where}")
            return f"({what} missing)"
        media.append(path)
        return f"![{what}]({destination(of_file(path))})"

    made = _changed(draft, partial(ABSENT.sub, found))
    files = tuple(dict.fromkeys((*made.media, *media)))
    return made._replace(media=files, lost=(*made.lost, *dict.fromkeys(lost)))


def as_here(draft: Draft, old: str) -> Draft:
    """Return a draft that shows its files under the names that they have in the lines ``old`` of its note."""
    if not draft.media:
        return draft
    here = _shown(old)
    others = {path: other for path in draft.media if (other := _called(Path(path).name, here)) is not None}
    return elsewhere(draft, others)


def hidden_by(old: str, new: str, instead: Mapping[str, str]) -> list[str]:
    """Return the files that a note showed (its lines ``old``) and shows no more (``new``), as others come
    under their names; ``instead``: by the path of such another one that which it was to have."""
    was, now = _shown(old).values(), _shown(new).values()
    return [instead[path] for path in now if path in instead and instead[path] in was]


def elsewhere(draft: Draft, others: Mapping[str, str]) -> Draft:
    """Return a draft that shows other files, by the paths of its own."""
    if not others:
        return draft
    links = {_target(path): _target(other) for path, other in others.items()}
    one = re.compile("|".join(map(re.escape, links)))
    made = _changed(draft, lambda text: one.sub(lambda match: links[match[0]], text))
    return made._replace(media=tuple(others.get(path, path) for path in draft.media))


def _target(path: str) -> str:
    return f"]({destination(of_file(path))})"


def other_name(path: Path, copy: Copy) -> str | None:
    """Return the name that a file gets for which ``path`` is taken by one of another content, made of its
    own; None where it is not taken, or by the same.

    Raises:
        FileError: the file cannot be read.
    """
    if not path.exists():
        return None
    try:
        with leavings.scratch() as folder:
            part = folder / "medium"
            copy(part)
            content = part.read_bytes()
            if path.is_file() and path.read_bytes() == content:
                return None
    except OSError as error:
        raise FileError(f"{path} cannot be compared with another of its name ({error.strerror}).") from error
    stem, dot, ending = path.name.rpartition(".")
    mark = sha256(content).hexdigest()[:8]
    return f"{stem}-{mark}{dot}{ending}" if dot else f"{path.name}-{mark}"


def _called(name: str, here: Mapping[str, str]) -> str | None:
    """Return the path of the file of this name, or of the one that `other_name` made of it."""
    if (path := here.get(name.casefold())) is not None:
        return path
    stem, dot, ending = name.casefold().rpartition(".")
    like = re.compile(re.escape(stem) + "-[0-9a-f]{8}" + re.escape(dot + ending))
    found = [path for other, path in here.items() if like.fullmatch(other)]
    return found[0] if len(found) == 1 else None


def _shown(lines: str) -> dict[str, str]:
    """Return the paths of what a note shows by the names of the files, from its lines in a deck file."""
    found = (unquote(match[1] or match[2] or "") for match in _SHOWN.finditer(lines.replace("''", "'")))
    return {Path(path).name.casefold(): path for path in found}


def _lacks(fields: Fields) -> bool:
    """Does any text show an absent file?"""
    for value in fields.values():  # noqa: SIM110  a generator takes longer than all it does here
        if LACKING in (value if isinstance(value, str) else "".join(value)):
            return True
    return False


def _changed(draft: Draft, change: Callable[[str], str]) -> Draft:
    return draft._replace(
        fields={
            name: change(value) if isinstance(value, str) else tuple(map(change, value))
            for name, value in draft.fields.items()
        }
    )
