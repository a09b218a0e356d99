"""The stem of a word, and when two words are forms of one."""

import unicodedata
from functools import lru_cache

from trainer.grading.points.language import Language

FUZZY_FROM = 5  # letters from which on a word may hold one slip
FUZZY_TWO = 9  # and two
OTHER = 9  # from which on a wrong letter is a slip where no list of words tells it from another word
BARE = 3  # letters of a word that must be left without what is written to its beginning
HANGUL = "\uac00", "\ud7a3"
FINALS = 28  # consonants, and none, that a Korean syllable may end with, in the order of the letters
AFTER_CONSONANT = {
    *("은", "이", "을", "과", "이나", "이란", "이라"),
    *("으로", "으로써", "으로는", "으면", "으며", "으니까"),
}
AFTER_VOWEL = {"가", "를", "와"}
"""Particles and endings that stand after a consonant only, or after a vowel."""
PARTICIPLE = 7  # letters from which on a word with "ge" is a participle by its ending
PARTICLE = 3  # letters that a Korean particle may have
SYLLABLE = 1  # letters of a Korean word that are always left
SHARED = 0.7  # of two words of a language without lists of endings, how much must be common


@lru_cache(maxsize=20_000)
def stem(word: str, speech: Language) -> str:
    """Return the stem of a word, its own form for short words and those with digits."""
    word = word.removesuffix("'s")
    word = _without_beginning(participle(speech.irregular.get(word, word), speech), speech)
    korean = hangul(word)
    if len(word) <= (SYLLABLE if korean else 3) or not _letters(word) or not speech.suffixes:
        return word
    if korean:
        while (shorter := _without_suffix(word, speech)) != word:
            word = shorter
        return word
    if not speech.endings:
        return _alternated(_without_suffix(word, speech), speech)
    if word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    shorter = _without_suffix(word, speech)
    while shorter != word:
        word, shorter = shorter, _without_suffix(shorter, speech)
    if len(word) > 3 and word[-1] in "ea":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


def _alternated(base: str, speech: Language) -> str:
    """Return a stem with the letters that change from form to form as one of the forms has them."""
    for some, other in speech.alternations:
        end = some.removesuffix("$")
        if end == some:
            base = base.replace(some, other)
        elif base.endswith(end):
            base = base.removesuffix(end) + other
    return base


def participle(word: str, speech: Language) -> str:
    """Return a participle with "ge" in it without that ("abgelegt", "ablegt"), any other word as it is."""
    if not speech.participles or not word.endswith(("t", "en", "d")):
        return word
    for before in ("", *speech.participles):
        if word.startswith(before + "ge") and len(word) >= PARTICIPLE:
            return before + word[len(before) + 2 :]
    return word


def hangul(word: str) -> bool:
    """Is a word in the Korean script, in which particles and endings are written to it?"""
    return HANGUL[0] <= word[:1] <= HANGUL[1]


def _letters(word: str) -> bool:
    """Is a word made of letters, and of the vowel signs written to them?"""
    return all(letter.isalpha() or unicodedata.category(letter).startswith("M") for letter in word)


def _without_beginning(word: str, speech: Language) -> str:
    """Return a word without the article or preposition that is written to it."""
    for beginning in sorted(speech.beginnings, key=len, reverse=True):
        if word.startswith(beginning) and len(word) - len(beginning) >= BARE:
            return word[len(beginning) :]
    return word


def _without_suffix(word: str, speech: Language) -> str:
    for suffix, least in speech.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            rest = word[: -len(suffix)]
            if not hangul(word) or _fits(rest[-1], suffix):
                return rest
    return word


def _fits(before: str, particle: str) -> bool:
    """May a Korean particle stand after a syllable? Some only do after a consonant, or a vowel."""
    closed = hangul(before) and (ord(before) - ord(HANGUL[0])) % FINALS != 0
    return particle not in (AFTER_VOWEL if closed else AFTER_CONSONANT)


@lru_cache(maxsize=100_000)
def matches(text: str, word: str, speech: Language) -> bool:
    """Is a word of the answer a form of ``word``, which may be cut short (``idempoten``), or a slip of it?"""
    if text == word:
        return True
    if text[:1] != word[:1]:
        return False
    if hangul(word):  # particles are written to the word
        if stem(text, speech) == stem(word, speech):
            return True
        return text.startswith(word) and len(text) <= len(word) + PARTICLE
    if len(word) <= 2 or len(text) <= 2:
        return False
    base, root = stem(text, speech), stem(word, speech)
    if base == root:
        return True
    if not speech.endings:
        return _akin(text, word)
    if text.startswith(word):
        ending = text[len(word) :]
        doubled = ending[:1] == word[-1] and ending[1:] in {"ed", "ing", "er", "ers", "able"}
        if doubled or (ending in speech.endings and len(word) > 3) or ending in {"s", "es", "ed", "ing"}:
            return True
    return text not in speech.small and (_slip(text, word) or _slip(base, root))


def _akin(text: str, word: str) -> bool:
    """Do two words of a language without lists of endings share their beginning?"""
    if text.startswith(word) and not word.isascii() and len(word) >= 2:
        return True
    shorter = min(len(text), len(word))
    common = next((i for i in range(shorter) if text[i] != word[i]), shorter)
    if common >= 4 and common >= SHARED * max(len(text), len(word)) - 1:
        return True
    alike = len(text) == len(word) and sorted(text) != sorted(word)  # another letter: mostly another word
    return not (alike and shorter < OTHER) and _slip(text, word)


def _slip(text: str, word: str) -> bool:
    """Is ``text`` most likely a slip of ``word``?"""
    shorter = min(len(text), len(word))
    if shorter < FUZZY_FROM or (abs(len(text) - len(word)) > 2 and len(text) <= len(word)):
        return False
    if not text.isalpha() or not word.isalpha():
        return False
    from rapidfuzz.distance import OSA

    allowed = 2 if shorter >= FUZZY_TWO else 1
    if OSA.distance(text, word, score_cutoff=allowed) <= allowed:
        return not any(
            text == one + word or word == one + text for one in ("un", "in", "non", "dis", "de", "im", "re")
        )
    if len(text) > len(word) >= 7:  # a word that is cut short, with a slip in it
        return OSA.distance(text[: len(word)], word, score_cutoff=1) <= 1 and text[-1] != word[-1]
    return False
