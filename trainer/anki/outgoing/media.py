"""Media files of decks on their way into a package: found beside the deck file, named by their content."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.media import SOUNDS, Unfit, fit

_IN_HTML = re.compile(r'(?<=<img src=")[^"]*(?=")|(?<=\[sound:)[^\]]*(?=\])')
_MARK = 24  # letters of the hash in a name: no two files share them by chance


@dataclass(frozen=True, slots=True)
class Media:
    """What the notes of a package show besides text: ``files`` by the name that they have in Anki. The same
    content has the same name, whatever deck it is in, and another content another one."""

    files: dict[str, bytes] = field(default_factory=dict)

    def placed(self, note: AnkiNote, deck_file: str) -> AnkiNote:
        """Return a note that names its media as the package does; what is not there stays a name without file
        (see `missing`)."""
        return replace(note, fields=tuple(self._placed(text, deck_file) for text in note.fields))

    def _placed(self, html: str, deck_file: str) -> str:
        def name(match: re.Match[str]) -> str:
            content = _content(source(match[0]), deck_file)
            if isinstance(content, Unfit):
                return match[0]
            ending = Path(source(match[0])).suffix.casefold()
            found = f"trainer-{sha256(content).hexdigest()[:_MARK]}{ending}"
            self.files[found] = content
            return found

        return _IN_HTML.sub(name, html) if "<img" in html or "[sound:" in html else html


def missing(note: AnkiNote, deck_file: str) -> Iterator[tuple[str, str]]:
    """Yield each medium that a note names and that cannot go into a package, with why."""
    for html in note.fields:
        for match in _IN_HTML.finditer(html):
            content = _content(source(match[0]), deck_file)
            if isinstance(content, Unfit):
                yield source(match[0]), content.why


def source(address: str) -> str:
    """Return the path that stands in HTML as an address."""
    return unquote(unescape(address))


def is_sound(path: str) -> bool:
    """Is it a sound, by the end of its name?"""
    return Path(path).suffix.casefold() in SOUNDS


def _content(path: str, deck_file: str) -> bytes | Unfit:
    found = fit(path, Path(deck_file))
    if isinstance(found, Unfit):
        return found
    try:
        return found.read_bytes()
    except OSError as error:
        return Unfit(f"cannot be read ({error.strerror})")
