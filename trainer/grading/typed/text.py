"""Is a typed text the expected one? Case, blanks, quotes, sentence marks and articles aside.

Marks on letters count where the language counts them as letters: a text that lacks them is nearly right.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.core.text import without_marks
from trainer.grading.typed.around import Words, articles, without_what_surrounds
from trainer.grading.typed.clock import same_time
from trainer.grading.typed.dates import dates
from trainer.grading.typed.languages import Language, language_of
from trainer.grading.typed.letters import (
    MARKS,
    WORD,
    letters,
    plain,
    pointed,
    raised,
    same_kana,
    spelt_out,
    without_vowels,
)
from trainer.grading.typed.names import name_result, same_numbered
from trainer.grading.typed.pinyin import with_marks
from trainer.grading.typed.slips import PHRASE, mixed_up, slip, slip_in_phrase

Result = Literal["right", "close", "wrong"]

ACRONYM = 5
"""So many capitals at most are no word, so that none of them may lack."""

_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_KIND = re.compile(r"\b(?:which|what)((?: [a-z-]+){1,6})")
_ENDS = (
    ".!?,;:\u3002\u0964\u0965\u060c\u061b\u061f\u06d4\u05c3\u0589\u1362\u104a\u104b\u17d4\u17d5\u0387"
    "\u037e\u0e2f"
)
_ANYWHERE = re.compile(r"[¿¡。、・「」『』《》〈〉【】〔〕\u3002\u0964\u0965]")
_QUOTES = re.compile(rf"`|(?<!{WORD})['\"]|['\"](?!{WORD})")
_LEAD = re.compile(r"^(?:\.\.\.|[-•*·]\s(?!\s*\d))\s*")
_COMMA = re.compile(r"(?<!\d)\s*[,;]\s*|\s*[,;]\s*(?!\d|\s)")
_HYPHEN = re.compile(
    rf"(?<={_LETTER})-(?={_LETTER})|(?<={_LETTER}{_LETTER})-(?=\d)|(?<=\d)-(?={_LETTER}{_LETTER})"
)
_INITIALS = re.compile(rf"(?<!{WORD})(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!{WORD}))")
_SLASH = re.compile(rf"(?<={WORD})/(?=\s|$)")
_REMARK = re.compile(r"(?<=\S)(?: \([^()]*\))+ ?$")


class _Read(NamedTuple):
    """The words of a text, as they count and without their marks."""

    words: tuple[str, ...]
    bare: tuple[str, ...]


def text_result(
    given: str, expected: str, ask: str = "", language: str = "en", others: frozenset[str] = frozenset()
) -> Result:
    """Compare two texts; a plural, one wrong letter in one word or other marks on letters are ``close``.

    What the question asks for may be named too: "the ZSTD codec" where ``ask`` is "Which codec …". A remark
    in brackets behind the answer need not be typed. Neither a word of the texts ``others`` nor one of them
    is a slip of another.
    """
    known = language_of(language)
    typed, wanted = _read(given, known), _read(expected, known)
    if known.loans and ask:
        typed = _without_kind(typed, wanted, ask)
    if not typed.words:
        return "right" if not wanted.words and given.strip() == expected.strip() else "wrong"
    found = _compared(given, expected, typed, wanted, known)
    if found == "wrong" and (
        dates(expected, language) & dates(given, language) or same_time(given, expected)
    ):
        return "right"
    if found == "wrong":
        acronym = expected.isupper() and len(expected) <= ACRONYM
        found = "close" if _near(typed, wanted, known, others, short=acronym) else "wrong"
    powers = raised(given), raised(expected)
    if found == "wrong" and powers != (given, expected):
        return text_result(*powers, ask, language, others)
    bare = _REMARK.sub("", plain(expected)) if found == "wrong" and expected.rstrip().endswith(")") else ""
    if bare and bare != plain(expected):
        return text_result(given, bare, ask, language, others)
    return "wrong" if found == "close" and _joined(typed.words) in _joined_of(others, known) else found


def _compared(given: str, expected: str, typed: "_Read", wanted: "_Read", language: Language) -> Result:
    """Compare two texts but for slips of one letter."""
    if _joined(typed.words) == _joined(wanted.words):
        return "right"
    counted = without_what_surrounds(typed.words, wanted.words, language)
    one, other = _joined(counted.typed), _joined(counted.wanted)
    numbered = same_numbered(counted.typed, counted.wanted, language)
    if one == other or numbered or same_kana(one, other):
        return counted.best
    if spelt_out(counted.typed, language) == spelt_out(counted.wanted, language):
        return counted.best
    half_pointed = language.mute and pointed(given) != pointed(expected)
    if half_pointed and without_vowels(one, language) == without_vowels(other, language):
        return counted.best
    bare = without_what_surrounds(typed.bare, wanted.bare, language)
    if _joined(bare.typed) == _joined(bare.wanted):
        if len(counted.typed) == len(counted.wanted) and any(
            mixed_up(*pair, language) for pair in zip(counted.typed, counted.wanted, strict=True)
        ):
            return "wrong"
        return bare.best if language.bare_capitals and given.isupper() else "close"
    named = name_result(given, expected, counted.typed, counted.wanted)
    return counted.best if named == "right" else named


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, in compatibility form."""
    return without_marks(text.casefold())


@lru_cache(maxsize=64)
def _listed(language: Language, names: str) -> frozenset[str]:
    """Return listed words as they read in the language."""
    listed = names.split()
    read = (letters(name, language) for name in listed)
    return frozenset(form for one in read for form in one)


@lru_cache(maxsize=256)
def _read(text: str, language: Language) -> _Read:
    text = plain(text)
    counted, bare = letters(with_marks(text) if language.tones else text, language)
    return _Read(_words(counted, language), _words(bare, language))


def _words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of a text in small letters, without quotes, sentence marks and what says nothing."""
    text = _QUOTES.sub(" ", text)
    text = _INITIALS.sub(
        lambda found: found[0].replace(".", ""), _ANYWHERE.sub(" ", _LEAD.sub("", text.strip()))
    )
    text = _COMMA.sub(" ", " ".join(text.split()))
    text = " ".join(map(_without_end, text.split()))
    if text.count("/") > 1:
        text = _SLASH.sub("", text)
    for article in language.articles.split():
        if article.endswith("'"):
            text = re.sub(rf"(?<!{WORD}){article}(?={WORD})", f"{article} ", text)
    words = _HYPHEN.sub(" ", text).split()
    skipped = _listed(language, language.skipped)
    return tuple(word for word in words if word not in skipped) or tuple(words)


def _without_end(word: str) -> str:
    """Return a word without the sentence marks behind it; 5! and n! are no exclamations."""
    bare = word.rstrip(_ENDS)
    factor = bare and word[len(bare)] == "!" if word != bare else False
    return f"{bare}!" if factor and (bare[-1].isdigit() or (len(bare) == 1 and bare.isascii())) else bare


@lru_cache(maxsize=8)
def _words_of(texts: frozenset[str], language: Language) -> frozenset[str]:
    read = (_read(text, language) for text in texts)
    return frozenset(word for one in read for words in one for word in words)


def _joined(words: tuple[str, ...]) -> str:
    """Return the words without blanks, but for one between two digits."""
    return re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words))


def _without_kind(typed: _Read, wanted: _Read, ask: str) -> _Read:
    kind = _KIND.search(fold(ask))
    names = set(kind[1].split()) - set(wanted.words) if kind and wanted.words else set()
    start, end = 0, len(typed.words)
    if len(typed.bare) != end:
        return typed
    while end - start > len(wanted.words) and typed.words[end - 1] in names:
        end -= 1
    while end - start > len(wanted.words) and typed.words[start] in names:
        start += 1
    return _Read(typed.words[start:end], typed.bare[start:end])


@lru_cache(maxsize=8)
def _joined_of(texts: frozenset[str], language: Language) -> frozenset[str]:
    return frozenset(_joined(_read(text, language).words) for text in texts)


def _near(typed: _Read, wanted: _Read, language: Language, others: frozenset[str], *, short: bool) -> bool:
    """Do two texts differ in one word, and there by a slip that is no word of the ``others``?"""
    for one, other, bare in zip(typed, wanted, (False, True), strict=True):
        for pair in ((one, other), without_what_surrounds(one, other, language)[:2]):
            if _one_slip(*pair, language, others, shorter=not (short or bare)):
                return True
    return False


def _one_slip(
    typed: Words, wanted: Words, language: Language, others: frozenset[str], *, shorter: bool
) -> bool:
    known = articles(language)
    if known:
        one, other = ([word for word in words if word not in known] for words in (typed, wanted))
        if one and len(typed) != len(wanted) and _joined(tuple(one)) == _joined(tuple(other)):
            return True
    if len(typed) != len(wanted):
        return False
    differing = [pair for pair in zip(typed, wanted, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or differing[0][0] in known or differing[0][0] in _words_of(others, language):
        return False
    in_phrase = len(wanted) >= PHRASE and slip_in_phrase(*differing[0])
    return in_phrase or slip(*differing[0], language=language, shorter=shorter)
