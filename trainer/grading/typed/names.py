"""Names written another way: initials for first names, the family name first, numbers of kings and wars."""

import re
from functools import lru_cache
from itertools import count
from typing import Literal

from trainer.grading.typed.languages import Language
from trainer.grading.typed.letters import MARKS, letters, plain
from trainer.grading.typed.roman import roman

Words = tuple[str, ...]

_INITIAL = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.|[A-ZÀ-ÞΑ-ΩА-Я]{1,3}(?![\w.]))")
_NAME = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}'’.-])*")
_NUMBERED = re.compile(r"(\d+)(?:\.|st|nd|rd|th|er|e|º|ª)?")
_MIDDLE = re.compile(r"(?<=[\w.]\s)(?:[^\W\d_]\.\s?)+(?=[^\W\d_])")
"""First names in the middle, by their initials with points."""

LONGEST = 8
"""So many words at most has a name."""

PARTICLE = 3
"""So many letters at most has a small word within a name (von, de, bin)."""

_INITIALS = 3
"""So many initials at most are written as one word (JRR)."""


def name_result(given: str, expected: str, typed: Words, wanted: Words) -> Literal["right", "close", "wrong"]:
    """Compare two names whose words are ``typed`` and ``wanted`` in small letters.

    Initials, given with a point or as capitals, stand for first names; one in the middle may be left out. The
    family name is first with a comma behind it, or without one, which is close. A roman number and the same
    one in digits are the same.
    """
    if not 2 <= len(wanted) <= LONGEST or len(typed) > LONGEST or not is_name(expected):
        return "wrong"
    short = _INITIAL.search(given) or _INITIAL.search(expected)
    first = (typed[:-1], wanted[:-1])
    if short and typed[-1:] == wanted[-1:] and (_short(*first) or _short(*reversed(first))):
        return "right"
    bare = [_without_middle(given, typed), _without_middle(expected, wanted)]
    if (bare[0] == wanted and not _has_middle(expected)) or (bare[1] == typed and not _has_middle(given)):
        return "right"
    if sorted(typed) == sorted(wanted):
        commas = [plain(text).count(",") for text in (given, expected)]
        if all(commas):  # two things that are listed, not one name
            return "wrong"
        if 1 in commas:
            return "right"
        return "close" if len(wanted) == 2 or typed[1:] + typed[:1] == wanted else "wrong"
    return "wrong"


def _without_middle(text: str, words: Words) -> Words:
    """Return the words of a text without the initials between its first word and its last."""
    found = " ".join(_MIDDLE.findall(plain(text).casefold())).replace(".", "").split()
    initials = {*found, "".join(found)}
    return tuple(word for at, word in enumerate(words) if not (0 < at < len(words) - 1 and word in initials))


def _has_middle(text: str) -> bool:
    """Has a text initials between its first word and its last, maybe one that reads as an article?"""
    return any(len(word.replace(".", "")) == 1 or "." in word for word in plain(text).split()[1:-1])


def is_name(text: str) -> bool:
    """May a text be a name: has it no word in small letters but for ones like "von" between the others?"""
    words = plain(text).replace(",", " ").split()
    small = [word for word in words if word[0].islower()]
    return (
        all(_NAME.fullmatch(word) for word in words)
        and not any(word in small for word in (words[0], words[-1]))
        and all(len(word) <= PARTICLE for word in small)
    )


def same_numbered(typed: Words, wanted: Words, language: Language) -> bool:
    """Are two texts the same but that one has a number in roman letters, or a word for the other's digits?"""
    if len(typed) != len(wanted) or len(wanted) < 2:
        return False
    pairs = [pair for pair in zip(typed, wanted, strict=True) if pair[0] != pair[1]]
    said = _said(language)
    return bool(pairs) and all(said.get(one, _value(one)) == _value(other) != 0 for one, other in pairs)


@lru_cache(maxsize=64)
def _said(language: Language) -> dict[str, int]:
    """Return the numbers that are one word, from one on."""
    words = dict(zip(language.spoken.ones.split()[1:], count(1)))
    return {letters(plain(word), language).counted: value for word, value in words.items()}


def _value(word: str) -> int:
    """Return the number that a word is, in digits or roman letters; 0 if it is none."""
    if found := _NUMBERED.fullmatch(word):
        return int(found[1][:9])
    return roman(word)


def _short(short: Words, long: Words) -> bool:
    """Are the words those of ``long``, some of them only by their first letters?"""
    if not short:
        return not long
    if not long:
        return False
    first, rest = short[0], short[1:]
    if first == long[0] and _short(rest, long[1:]):
        return True
    count = len(first)
    initials = "".join(word[0] for word in long[:count])
    return 1 <= count <= _INITIALS and initials == first and _short(rest, long[count:])
