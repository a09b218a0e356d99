"""Media files of decks on their way into a package: found beside the deck file, named by their content."""

import re
from dataclasses import dataclass, field
from hashlib import file_digest
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.media import Unfit, fit

_IN_HTML = re.compile(r'(?<=<img src=")[^"]*(?=")|(?<=\[sound:)[^\]]*(?=\])')
_MARK = 24  # letters of the hash in a name: no two files share them by chance


@dataclass(frozen=True, slots=True)
class Media:
    """What the notes of a package show besides text: ``files`` by the name that they have in Anki. The same
    content has the same name, whatever deck it is in, and another content another one. Each is read once."""

    files: dict[str, Path] = field(default_factory=dict)
    _known: dict[Path, str | Unfit] = field(default_factory=dict)

    def placed(self, note: AnkiNote, deck_file: str) -> tuple[AnkiNote, list[tuple[str, str]]]:
        """Return a note that names its media as the package does, and each that cannot go into a package,
        with why; it stays a name without file."""
        wrong: list[tuple[str, str]] = []
        shown = "\n".join(note.fields)
        if "<img" not in shown and "[sound:" not in shown:
            return note, wrong

        def name(match: re.Match[str]) -> str:
            found = self._name(source(match[0]), deck_file, note.note.path)
            if isinstance(found, Unfit):
                wrong.append((source(match[0]), found.why))
                return match[0]
            return found

        return note._replace(fields=tuple(_IN_HTML.sub(name, html) for html in note.fields)), wrong

    def _name(self, path: str, deck_file: str, version: str) -> str | Unfit:
        file = fit(path, Path(deck_file), version)
        if isinstance(file, Unfit):
            return file
        if file not in self._known:
            try:
                with file.open("rb") as content:
                    mark = file_digest(content, "sha256").hexdigest()[:_MARK]
            except OSError as error:
                self._known[file] = Unfit(f"cannot be read ({error.strerror})")
            else:
                name = f"trainer-{mark}{Path(path).suffix.casefold()}"
                self._known[file] = name
                self.files[name] = file
        return self._known[file]


def source(address: str) -> str:
    """Return the path that stands in HTML as an address."""
    return unquote(unescape(address))
