"""The letters of a text as they count in a language, and what is left of them without their marks."""

import re
import unicodedata
from typing import NamedTuple

from trainer.grading.typed.hanzi import SIMPLIFIED
from trainer.grading.typed.languages import LIKE, Language

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c2\u05c4-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0971-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece"
    "\u0f71-\u0fbc\u102b-\u103e\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
"""Ranges of what stands over, under or beside a letter, for a class in a pattern: ``\\w`` has few of it."""

WORD = rf"[\w{MARKS}]"

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffd\U000e0000-\U000e01ef\u0640]"
)
"""What nobody sees or means to type: joiners, directions, control signs, bytes that were no text."""

_SAME_SIGN = str.maketrans(
    {
        **dict.fromkeys("’ʼ′‵ʹ´‘‛＇ʻʽ‚‹›\u05f3\u02bb\ua78c", "'"),
        **dict.fromkeys("“”„‟«»″＂\u05f4", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－\u05be", "-"),
        **dict.fromkeys("⁄∕", "/"),
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "≠": "!=",
    }
)
_RAISED = re.compile(r"(?<=[\w)])[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_VOWEL_POINTS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670]"
)
_ON_LATIN = re.compile("(?<=[a-zıłøđ])[\u0300-\u036f]+")
_SIGNS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0653-\u0655\u093c\u09bc\u0a3c\u0900-\u0903\u0e47-\u0e4e\u3099\u309a]"
)
_THAI_AM = re.compile(
    "\u0e4d([\u0e48-\u0e4b])"
)  # the ring of AM before the tone mark, as some keyboards write
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}  # to hiragana
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_LATIN_LIKE = {letter: like for letter, like in LIKE.items() if chr(letter) in "łøđðħŧıŋəþĸ"}


class Letters(NamedTuple):
    """A text in small letters: as its letters count, and without their marks and apostrophes."""

    counted: str
    bare: str


def plain(text: str) -> str:
    """Return ``text`` in compatibility form with one kind of apostrophe, quotes, dashes and blanks, Western
    digits and nothing invisible; capitals stay."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text.translate(_SAME_SIGN))).translate(_SAME_SIGN)
    if not text.isascii():
        text = re.sub(r"\d", lambda digit: str(unicodedata.digit(digit[0], digit[0])), text)
    return re.sub(r"\s+", " ", text).strip()


def raised(text: str) -> str:
    """Return a text with ``^2`` for each raised digit behind a letter or bracket."""
    return _RAISED.sub(lambda found: "^" + unicodedata.normalize("NFKC", found[0]), text)


def same_kana(typed: str, wanted: str) -> bool:
    """Is what was typed the word in katakana for hiragana? The reverse misspells words from abroad."""
    return len(wanted) > 1 and typed.translate(_KATAKANA) == wanted


def spelt_out(words: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the words with all that is run together (don't, geht's) in full."""
    text = " ".join(words)
    for pattern, full in language.shortened:
        text = re.sub(pattern, full, text)
    return tuple(text.split())


def pointed(text: str) -> bool:
    """Has a text vowel points?"""
    return bool(_VOWEL_POINTS.search(text))


def without_vowels(text: str, language: Language) -> str:
    """Return a text without the letters for vowels inside its words, which one with vowel points may lack."""
    return re.sub(f"(?<={WORD})[{language.mute}](?={WORD})", "", text)


def letters(text: str, language: Language) -> Letters:
    """Return the letters of a text that is already `plain`."""
    for capital, small in language.case:
        text = text.replace(capital, small)
    if text.isascii():
        small = _respelt(text.casefold(), language)
        return Letters(small, _without_apostrophes(small))
    text = unicodedata.normalize("NFD", text.casefold().translate(_LIGATURES))
    text = _THAI_AM.sub("\\1\u0e4d", _VOWEL_POINTS.sub("", text))
    if language.free:
        text = re.sub(f"[{language.free}]", "", text)
    if language.loans:
        text = _ON_LATIN.sub("", text).translate(_LATIN_LIKE)
    bare = _without_apostrophes(_SIGNS.sub("", text).translate(LIKE).translate(_KATAKANA))
    bare = _respelt(bare.translate(SIMPLIFIED) if language.simplified else bare, language)
    return Letters(_respelt(text, language), bare)


def _respelt(text: str, language: Language) -> str:
    for pattern, spelling in language.same:
        text = re.sub(pattern, spelling, text)
    return text


def _without_apostrophes(text: str) -> str:
    return re.sub(rf"(?<={WORD})['\"](?={WORD})", "", text)
