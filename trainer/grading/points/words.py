"""The words of a text in any script."""

import re
from functools import lru_cache
from unicodedata import normalize

from trainer.grading.typed.text import fold

# Scripts that set no blanks between words are read letter by letter, Thai with the signs of each letter.
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
KANA = "\u3040", "\u30ff"
"""The syllables of Japanese, of which marks make others: ず is no す."""
HIRAGANA = "\u3041", "\u309f"
"""Those of them in which Japanese writes endings and particles."""
THAI = "\u0e01", "\u0e4e"
_THAI = "[\u0e40-\u0e44]?[\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[\u0e30\u0e32\u0e33\u0e45]?"
"""A Thai consonant with the vowels and tone that are written before, above, below and after it."""
_MARKS = (  # accents, points and joiners, and the vowel signs of India
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
TOKEN = re.compile(
    rf"\d+(?:[.,]\d+)+|{_THAI}|[{SPACELESS}]|(?:(?![{SPACELESS}])[^\W_]|[{_MARKS}])+(?:'(?:t|s|re|ve|ll|d|m)\b)?"
    r"|%|w/o|\bc\+\+|(?<!\w)[+&](?!\w)"
)

LABEL = re.compile(r":(?=\s)|：|\s=\s|->|=>|→|\s[-–—]\s")
"""What sets off a label ("X: …")."""

_SPACELESS = re.compile(f"[{SPACELESS}]")
_ALONE = re.compile(r"(?<!\w)[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff](?!\w)")
"""A word of one letter with an accent."""


class _Letters(dict[int, str]):
    """Each letter folded, where that is one letter too, so that places in a text stay what they were."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = "'" if letter in "’‘`´" else letter if KANA[0] <= letter <= KANA[1] else fold(letter)
        self[code] = folded if len(folded) == 1 else letter
        return self[code]


_LETTERS = _Letters()


def flat(text: str) -> str:
    """Return ``text`` in lower case and without accents, letter by letter.

    A word of one letter keeps its accent, by which alone "è" (is) differs from "e" (and).
    """
    low = text.translate(_LETTERS)
    for match in _ALONE.finditer(text):
        letter = match.group().lower()
        low = low[: match.start()] + letter + low[match.end() :] if len(letter) == 1 else low
    return low


def word_of(match: re.Match[str]) -> str:
    """Return the word that was found, in its plain form; syllables of Korean and Thai stay whole."""
    found = match.group()
    return (
        found
        if found.isascii() or _ALONE.fullmatch(found) or any(a <= found[0] <= z for a, z in (KANA, THAI))
        else normalize("NFC", fold(found)).replace("\u200c", "").replace("\u200d", "") or found
    )


@lru_cache(maxsize=5_000)
def split(text: str) -> tuple[str, ...]:
    """Return the words of a short text; a code name falls apart at dots, underscores and the like."""
    return tuple(word_of(match) for match in TOKEN.finditer(flat(text)))


def spaceless(word: str) -> bool:
    """Is it a letter of a script that sets no blanks between words?"""
    return _SPACELESS.match(word) is not None
