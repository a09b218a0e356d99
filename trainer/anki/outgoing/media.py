"""Media files of decks on their way into a package: found beside the deck file, named by their content."""

import re
from dataclasses import dataclass, field
from hashlib import file_digest
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from trainer.anki.outgoing.markup import address_shown
from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.media import Unfit, fit, is_local

_IN_HTML = re.compile(r'(?<=<img src=")[^"]*(?=")|(?<=\[sound:)[^\]]*(?=\])')
_LINK = re.compile(r'<a href="([^"]*)"([^<>]*)>(.*?)</a>', re.DOTALL)
_MARK = 24  # letters of the hash in a name: no two files share them by chance


@dataclass(frozen=True, slots=True)
class Media:
    """What the notes of a package show besides text: ``files`` by the name that they have in Anki. The same
    content has the same name, whatever deck it is in, and another content another one. Each is read once."""

    files: dict[str, Path] = field(default_factory=dict)
    _known: dict[tuple[Path, bool], str | Unfit] = field(default_factory=dict)

    def placed(self, note: AnkiNote, deck_file: str) -> tuple[AnkiNote, list[tuple[str, str]]]:
        """Return a note that names its media as the package does, and each that cannot go into a package,
        with why; it stays a name without file."""
        wrong: list[tuple[str, str]] = []
        shown = "\n".join(note.fields)
        if not ("<" in shown and ("<img" in shown or "<a href" in shown)) and "[sound:" not in shown:
            return note, wrong

        def name(match: re.Match[str]) -> str:
            found = self._name(source(match[0]), deck_file, note.note.path)
            if isinstance(found, Unfit):
                wrong.append((source(match[0]), found.why))
                return match[0]
            return found

        def link(match: re.Match[str]) -> str:
            address, said, words = match.groups()
            if not is_local(source(address)):
                return match[0]
            found = self._name(source(address), deck_file, note.note.path, linked=True)
            if isinstance(found, Unfit):
                return f"<a{said}>{words}</a>{address_shown(source(address))}"
            return f'<a href="{found}"{said}>{words}</a>'

        fields = (_LINK.sub(link, _IN_HTML.sub(name, html)) for html in note.fields)
        return note._replace(fields=tuple(fields)), wrong

    def _name(self, path: str, deck_file: str, version: str, *, linked: bool = False) -> str | Unfit:
        """Return the name that a file has in Anki. One that is only linked to begins with a line: Anki takes
        others for unused and left over."""
        file = fit(path, Path(deck_file), version, linked=linked)
        if isinstance(file, Unfit):
            return file
        if (file, linked) not in self._known:
            try:
                with file.open("rb") as content:
                    mark = file_digest(content, "sha256").hexdigest()[:_MARK]
            except OSError as error:
                self._known[file, linked] = Unfit(f"cannot be read ({error.strerror})")
            else:
                name = f"{'_' * linked}trainer-{mark}{Path(path).suffix.casefold()}"
                self._known[file, linked] = name
                self.files[name] = file
        return self._known[file, linked]


def source(address: str) -> str:
    """Return the path that stands in HTML as an address."""
    return unquote(unescape(address))
