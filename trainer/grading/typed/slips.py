"""Is a word another one but for a slip? Digits and signs never are, nor what makes another word."""

import re
from functools import lru_cache

from trainer.grading.typed.languages import CONTRAST, SLIP_ELSEWHERE, SLIP_FROM, Language
from trainer.grading.typed.letters import WORD
from trainer.grading.typed.roman import roman

PHRASE = 3
"""From so many words on, a word of so many letters may hold a slip that makes it shorter or longer."""

ALIKE, ALIKE_HANGUL = 3, 5
"""How many letters a word has at least for letters that sound alike to be slips."""

UNSPEAKABLE, REPEATED = 3, 4
"""How many letters a word has at least for what makes no word of it to be a slip."""

_VOWELS = re.compile("[aeiouyæœøıəαεηιουωаеёиоуыэюяіїєў]|[^a-zα-ωа-яё]")
_SYLLABIC = re.compile("[lrwлр]")
_CLUSTER = re.compile("(?:[bdgpt][bcdfgkmnptv]|[ck][bcdfgkmptv]|[lmnrw][bcdfgjklmnpqtv])")
_SEMITIC = re.compile("[\u0590-\u06ff\u0750-\u077f]")
_HANGUL_OR_HAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MATRES = "אהויעاأإآوؤيئىیءة"

_PARTS = re.compile(rf"{WORD}+")
_SCRIPTS = [(re.compile(f"[{letters}]"), least) for letters, least in SLIP_FROM]
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_HAN_LEAST = 4
_CONTRAST = frozenset("".join(CONTRAST.split()))


def slip(
    one: str, other: str, *, least: int = 0, language: Language | None = None, shorter: bool = False
) -> bool:
    """Is ``one`` the word ``other`` but for one letter (left out, added, changed, or two exchanged)?

    In a word of five letters or fewer the first one is no slip; a digit or sign never is, nor what makes
    another word that the ``language`` mixes up with it, or the contrary. Its plurals are slips too.
    ``least``: letters that a word must have at least, if not what its script asks for; ``shorter``: may
    ``one`` have one less, or fewer where it can be no word (``cst``, ``dgo``)?
    """
    ones, theirs = _PARTS.findall(one), _PARTS.findall(other)
    if len(ones) != len(theirs) or _PARTS.sub("", one) != _PARTS.sub("", other):
        return False
    differing = [pair for pair in zip(ones, theirs, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    if roman(one) and roman(other):
        return False
    if language and (mixed_up(one, other, language) or _contrary(one, other, language)):
        return False
    if language and (is_plural(one, other, language) or _sounds_alike(one, other, language)):
        return True
    from rapidfuzz.distance import OSA  # here: importing it would slow the start of the program

    if OSA.distance(one, other, score_cutoff=1) > 1 or (_HAN.search(one + other) and not _han(one, other)):
        return False
    fewest = least or slip_from(other)
    lacking = shorter and (fewest == SLIP_ELSEWHERE or _lacks_one(one, other))
    unlike_words = shorter and language and (_unspeakable(one, other, language) or _repeated(one, other))
    if min(len(one) + lacking, len(other)) < fewest and not (
        unlike_words or (language and _doubled(one, other))
    ):
        return False
    return max(len(one), len(other)) > 5 or one[0] == other[0]


def _unspeakable(one: str, other: str, language: Language) -> bool:
    """Has a short word lost its only vowel, or begins, in English, with two letters as no word does?"""
    if min(len(one), len(other)) < UNSPEAKABLE or not _VOWELS.search(other):
        return False
    if language.loans:
        return not _VOWELS.search(one) or bool(_CLUSTER.match(one) and not _CLUSTER.match(other))
    return not _VOWELS.search(one) and not _SYLLABIC.search(one)  # smrt, vlk, cwm


def _repeated(one: str, other: str) -> bool:
    """Stands in a Hebrew or Arabic word its neighbour for a letter, as no other word has it?"""
    if len(one) != len(other) or len(one) < REPEATED or not _SEMITIC.match(other):
        return False
    at = next(at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
    return 0 < at < len(one) - 1 and one[at] in (one[at - 1], one[at + 1]) and one != _exchanged(other, at)


def _exchanged(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _lacks_one(one: str, other: str) -> bool:
    """Lacks a word one letter inside, in Hebrew and Arabic none for a vowel, which makes other words?"""
    places = range(1, len(other) - 1) if len(one) + 1 == len(other) else ()
    return not _HANGUL_OR_HAN.match(other) and any(
        other[:at] + other[at + 1 :] == one and other[at] not in _MATRES for at in places
    )


def slip_in_phrase(one: str, other: str) -> bool:
    """Has the short word ``other`` of a phrase lost a letter, or two of its letters changed places?"""
    from rapidfuzz.distance import OSA

    changed = len(one) == len(other) and sorted(one) != sorted(other)
    long = len(other) >= PHRASE and one.isalpha() and one[:1] == other[:1]
    return long and not changed and len(one) <= len(other) and OSA.distance(one, other, score_cutoff=1) == 1


def slip_from(word: str) -> int:
    """Return how many letters a word of this script has at least for one of them to be a slip."""
    return next((least for script, least in _SCRIPTS if script.search(word)), SLIP_ELSEWHERE)


def is_plural(one: str, other: str, language: Language) -> bool:
    """Is one of two words the other with an ending that makes a plural?"""
    return min(len(one), len(other)) >= 3 and any(
        one + end == other or other + end == one for end in language.plurals
    )


def _contrary(one: str, other: str, language: Language) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) + 1 != len(long):
        return False
    places = range(len(long) - 1 if language.within else 1)
    return any(long[at] in language.denies and long[:at] + long[at + 1 :] == short for at in places)


def _sounds_alike(one: str, other: str, language: Language) -> bool:
    """Do two words that are not too short differ in one letter that sounds the same, or is mute?"""
    if min(len(one), len(other)) < (ALIKE_HANGUL if "\u1100" <= one[:1] <= "\u11ff" else ALIKE):
        return False
    if len(one) == len(other):
        pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(pairs) == 1 and any(set(pairs[0]) <= set(group) for group in language.alike.split())
    short, long = sorted((one, other), key=len)
    return any(
        long[at] in language.mute and long[:at] + long[at + 1 :] == short for at in range(1, len(long) - 1)
    )


def _doubled(one: str, other: str) -> bool:
    """Do two words of three letters or more differ in that one has a letter twice?"""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and any(
        long[at] == long[at + 1] and long[:at] + long[at + 1 :] == short for at in range(len(long) - 1)
    )


def _han(one: str, other: str) -> bool:
    """May words with Han signs be slips of each other: long enough, and no contrast between two signs?"""
    if len(one) != len(other) or min(len(one), len(other)) < _HAN_LEAST:
        return False
    pair = {sign for two in zip(one, other, strict=True) if two[0] != two[1] for sign in two}
    han = [bool(_HAN.match(sign)) for sign in pair]
    return not any(han) or (all(han) and not pair & _CONTRAST)


def mixed_up(one: str, other: str, language: Language) -> bool:
    """Are both words of the language, and known for being taken for each other?"""
    return one != other and {one, other} <= _mixed_up(language)


@lru_cache(maxsize=64)
def _mixed_up(language: Language) -> frozenset[str]:
    return frozenset(language.mixed_up.split())
