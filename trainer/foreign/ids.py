"""Ids of notes and decks, made of words."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LENGTH = 40
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9]+")
_MARKUP = re.compile(r"\{\{c\d+(?:,\d+)*::|!\[[^\]]*\]\([^)]*\)")


class Ids(set[str]):
    """Ids that are taken. They become only more, so that counting goes on where it was: of a hundred thousand
    questions that begin alike, each is looked up once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        super().__init__(taken)
        self._last: dict[str, int] = {}

    def take(self, id: str) -> str:
        """Take ``id``, or with a number behind it the first that is not taken, and return it."""
        name, number = id, self._last.get(id, 1)
        while name in self:
            number += 1
            name = f"{id}-{number}"
        if number > 1:
            self._last[id] = number
        self.add(name)
        return name


def slug(text: str, name: str) -> str:
    """Return an id made of the first words of a text; of a hash of ``name`` where it has no Latin letters."""
    plain = text[:400]
    if "{{c" in plain or "![" in plain:
        plain = _MARKUP.sub(" ", plain)
    plain = plain.casefold()
    if not plain.isascii():
        plain = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    slug = ""
    for word in _WORD.findall(plain)[:7]:
        if len(slug) + len(word) >= _LENGTH:
            break
        slug += f"-{word}" if slug else word
    return slug or f"n-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def free(id: str, taken: Iterable[str]) -> str:
    """Return ``id``, or with a number behind it the first that is not taken."""
    return Ids(taken).take(id)
