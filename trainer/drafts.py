"""What was written for a card and not graded when the program ended, kept beside the history file."""

import json
from collections.abc import Mapping
from pathlib import Path

from trainer.core.errors import FileError
from trainer.core.text import clean
from trainer.files import content, ours, real
from trainer.files import save as save_file

_LARGEST = 16 * 2**20


def path_of(database: Path) -> Path:
    """Return where this account's drafts of the history in ``database`` are kept."""
    file = real(database)
    return ours(file.with_name(f"{file.name}-drafts.json"), database)


def read(path: Path) -> dict[str, str]:
    """Return the texts by the keys of their cards; none where there is no file, or one that is not right."""
    try:
        found = json.loads(content(path, _LARGEST))
    except (OSError, ValueError, RecursionError, FileError):
        return {}
    texts = found.items() if isinstance(found, dict) else ()
    return {key: clean(text) for key, text in texts if isinstance(text, str)}


def save(path: Path, drafts: Mapping[str, str], was: Mapping[str, str] | None = None) -> None:
    """Keep the texts for the next time; without any there is no file. ``was``: those that were read before;
    what another program did with its own meanwhile stays.

    Raises:
        FileError: the file cannot be written or removed.
    """
    if was is not None and ((there := read(path)) or not path.exists()):
        changed = {card: text for card, text in drafts.items() if was.get(card) != text}
        drafts = {card: text for card, text in there.items() if card in drafts or card not in was} | changed
    if drafts:
        try:
            save_file(path, json.dumps(dict(drafts), ensure_ascii=False, indent=1).encode())
        except FileError as error:
            raise FileError(f"what you wrote and did not grade is not kept: {error}") from error
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(
            f"{path} cannot be removed ({error.strerror}). What it keeps was graded or taken back since; "
            "remove it by hand."
        ) from error
