"""Is a typed text the expected one? Case, blanks, quotes, sentence marks and articles aside.

Marks on letters count where the language counts them as letters: a text that lacks them is nearly right.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.grading.typed.languages import SLIP_ELSEWHERE, SLIP_FROM, Language, language_of
from trainer.grading.typed.letters import MARKS, WORD, letters, plain

_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_KIND = re.compile(r"\b(?:which|what)((?: [a-z-]+){1,6})")
_ENDS = (
    ".!?,;:\u3002\u0964\u0965\u060c\u061b\u061f\u06d4\u05c3\u0589\u1362\u104a\u104b\u17d4\u17d5\u0387\u037e"
)
_ANYWHERE = re.compile(r"[¿¡。、・「」『』《》〈〉【】〔〕\u3002\u0964\u0965]")
_QUOTES = re.compile(rf"`|(?<!{WORD})['\"]|['\"](?!{WORD})")
_LEAD = re.compile(r"^(?:\.\.\.|[-•*·]\s)\s*")
_COMMA = re.compile(r"(?<!\d)\s*[,;]\s*|\s*[,;]\s*(?!\d|\s)")
_HYPHEN = re.compile(
    rf"(?<={_LETTER})-(?={_LETTER})|(?<={_LETTER}{_LETTER})-(?=\d)|(?<=\d)-(?={_LETTER}{_LETTER})"
)
_INITIALS = re.compile(rf"(?<!{WORD})(?:[^\W\d_]\.)+[^\W\d_](?:\.|(?!{WORD}))")
_SLASH = re.compile(rf"(?<={WORD})/(?=\s|$)")
_PARTS = re.compile(rf"{WORD}+")


class _Read(NamedTuple):
    """The words of a text, as they count and without their marks."""

    words: tuple[str, ...]
    bare: tuple[str, ...]


def text_result(
    given: str, expected: str, ask: str = "", language: str = "en", others: frozenset[str] = frozenset()
) -> Literal["right", "close", "wrong"]:
    """Compare two texts; a plural, one wrong letter in one word or other marks on letters are ``close``.

    What the question asks for may be named too: "the ZSTD codec" where ``ask`` is "Which codec …". A word
    of the texts ``others`` is no slip of another.
    """
    known = language_of(language)
    typed, wanted = _read(given, known), _read(expected, known)
    if known.loans and ask:
        typed = _without_kind(typed, wanted, ask)
    if not typed.words:
        return "right" if not wanted.words and given.strip() == expected.strip() else "wrong"
    if _joined(typed.words) == _joined(wanted.words):
        return "right"
    if _joined(typed.bare) == _joined(wanted.bare):
        return "right" if known.bare_capitals and given.isupper() else "close"
    if _near(typed.words, wanted.words, known, others) or _near(typed.bare, wanted.bare, known, others):
        return "close"
    return "wrong"


def slip(one: str, other: str, *, least: int = 0, language: Language | None = None) -> bool:
    """Is ``one`` the word ``other`` but for one letter (left out, added, changed, or two exchanged)?

    In a word of five letters or fewer the first one is no slip; a digit or sign never is, nor what makes
    another word that the ``language`` mixes up with it. Its plurals are slips too.
    ``least``: letters that a word must have at least, if not what its script asks for.
    """
    from rapidfuzz.distance import OSA

    ones, theirs = _PARTS.findall(one), _PARTS.findall(other)
    if len(ones) != len(theirs) or _PARTS.sub("", one) != _PARTS.sub("", other):
        return False
    differing = [pair for pair in zip(ones, theirs, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    one, other = differing[0]
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    if language and {one, other} <= _mixed_up(language):
        return False
    if (
        language
        and min(len(one), len(other)) >= 3
        and any(one + end == other or other + end == one for end in language.plurals)
    ):
        return True
    if (
        min(len(one), len(other)) < (least or slip_from(other))
        or OSA.distance(one, other, score_cutoff=1) > 1
    ):
        return False
    return max(len(one), len(other)) > 5 or one[0] == other[0]


def slip_from(word: str) -> int:
    """Return how many letters a word of this script has at least for one of them to be a slip."""
    return next((least for script, least in _SCRIPTS if script.search(word)), SLIP_ELSEWHERE)


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, in compatibility form."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


_SCRIPTS = [(re.compile(f"[{letters}]"), least) for letters, least in SLIP_FROM]


@lru_cache(maxsize=64)
def _mixed_up(language: Language) -> frozenset[str]:
    return frozenset(language.mixed_up.split())


@lru_cache(maxsize=64)
def _listed(language: Language, names: str) -> frozenset[str]:
    """Return listed words as they read in the language."""
    listed = names.split()
    read = (letters(name, language) for name in listed)
    return frozenset(form for one in read for form in one)


@lru_cache(maxsize=256)
def _read(text: str, language: Language) -> _Read:
    counted, bare = letters(plain(text), language)
    return _Read(_words(counted, language), _words(bare, language))


def _words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of a text in small letters, without quotes, sentence marks and what says nothing."""
    text = _QUOTES.sub(" ", text)
    for lead in language.leads:
        if text.startswith(f"{lead} ") and text[len(lead) :].strip():
            text = text[len(lead) :].strip()
            break
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


def _near(
    typed: tuple[str, ...], wanted: tuple[str, ...], language: Language, others: frozenset[str]
) -> bool:
    articles = _listed(language, language.articles)
    if articles:
        one, other = ([word for word in words if word not in articles] for words in (typed, wanted))
        if one and len(typed) != len(wanted) and _joined(tuple(one)) == _joined(tuple(other)):
            return True
    if len(typed) != len(wanted):
        return False
    differing = [pair for pair in zip(typed, wanted, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or differing[0][0] in articles:
        return False
    return slip(*differing[0], language=language) and differing[0][0] not in _words_of(others, language)
