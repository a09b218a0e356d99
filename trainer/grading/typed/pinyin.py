"""Mandarin spelt with numbers for the tones (ni3 hao3), as the same with marks (nǐ hǎo)."""

import re
import unicodedata

_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
_NUMBERED = re.compile(
    r"(?=.*[0-5])[a-zü:]{1,8}(?:[0-5]|(?=[\s'-]))(?:[\s'-]?[a-zü:]{1,8}[0-5]?)*", re.IGNORECASE
)
_SYLLABLE = re.compile(r"([a-zü]+)([0-5])", re.IGNORECASE)


def with_marks(text: str) -> str:
    """Return a text that is all syllables with numbers with marks for them; any other text as it is."""
    if not _NUMBERED.fullmatch(text.strip()):
        return text
    text = text.replace("u:", "ü").replace("v", "ü")
    return _SYLLABLE.sub(lambda found: _marked(found[1], found[2]), text)


def _marked(syllable: str, tone: str) -> str:
    """Put the mark where it belongs: on a or e, on the o of ou, else on the last vowel."""
    if tone not in _MARKS:
        return syllable
    small = syllable.casefold()
    at = next((small.find(vowel) for vowel in ("a", "e", "ou") if vowel in small), -1)
    if at < 0:
        at = max((small.rfind(vowel) for vowel in "iouü"), default=-1)
    if at < 0:
        return syllable
    return unicodedata.normalize("NFC", syllable[: at + 1] + _MARKS[tone] + syllable[at + 1 :])
