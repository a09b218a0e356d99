"""What may stand around an answer without being part of it: articles, titles, "it is", a final courtesy."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.grading.typed.languages import Language
from trainer.grading.typed.letters import letters, plain
from trainer.grading.typed.slips import is_plural, mixed_up

Words = tuple[str, ...]

_TOGETHER = re.compile("[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that write words without blanks between, or endings without one before."""

_LEAST = 2
"""So many letters are left at least of a word that loses its beginning or its end."""


class Bare(NamedTuple):
    """Two texts without what stands around them. ``best``: what they can be if the rest is the same."""

    typed: Words
    wanted: Words
    best: Literal["right", "close"] = "right"


def without_what_surrounds(typed: Words, wanted: Words, language: Language) -> Bare:
    """Return the words of two texts without what stands around one of them only.

    What both have stays, so that it is compared. What is typed too much says nothing; what is left out of
    the answer makes a slip where it tells something.
    """
    for particle in language.particles.split():
        typed, wanted = _from(typed, (particle,)), _from(wanted, (particle,))
    typed = _one_sided(typed, wanted, _listed(language.leads, language), before=True)
    typed = _one_sided(typed, wanted, _listed(language.trails, language), before=False)
    bare = Bare(typed, wanted)
    said = _taken(bare, _pronouns(language), before=True, lack="close")
    bare = said._replace(best="close") if said.typed != bare.typed else said
    for names, before, lack in (
        (language.places, True, "close"),
        (tuple(language.placed.split()), False, "close"),
        (tuple(language.titles.split()), True, "right"),
        (tuple(language.titled.split()), False, "right"),
    ):
        bare = _taken(bare, _listed(names, language), before=before, lack=lack)
    polite = _listed(language.polite, language)
    if polite:
        taken = _taken(bare, polite, before=False, lack="close")
        bare = taken._replace(best="close") if taken.typed != bare.typed else taken
    return _without_the(_without_articles(bare, language), language)


def wrong_article(given: str, answers: Iterable[str], language: Language) -> bool:
    """Has a text an article of another gender than one of the answers, which is the same but for that?"""
    words = _split(given, language)
    if len(words) < 2 or words[0] not in articles(language):
        return False
    return any(
        len(other) == len(words)
        and other[1:] == words[1:]
        and other[0] in articles(language)
        and not any({words[0], other[0]} <= gender for gender in _genders(language))
        for other in (_split(answer, language) for answer in answers)
    )


def articles(language: Language) -> frozenset[str]:
    """Return all articles of a language, as they read."""
    return frozenset(word for gender in _genders(language) for word in gender)


def _taken(bare: Bare, names: tuple[Words, ...], *, before: bool, lack: str) -> Bare:
    typed = _one_sided(bare.typed, bare.wanted, names, before=before)
    wanted = _one_sided(bare.wanted, bare.typed, names, before=before)
    best = "close" if wanted != bare.wanted and lack == "close" else bare.best
    return Bare(typed, wanted, "close" if best == "close" else "right")


def _one_sided(words: Words, other: Words, names: Iterable[Words], *, before: bool) -> Words:
    """Take the longest of the names from words that have it, if the other text has none of them."""
    cut = _from if before else _to
    if any(cut(other, name) != other for name in names):
        return words
    return min((cut(words, name) for name in names), key=lambda left: len("".join(left)), default=words)


def _from(words: Words, name: Words) -> Words:
    """Return the words without the name at their beginning; all of them if nothing would be left."""
    if len(words) > len(name) and words[: len(name)] == name:
        return words[len(name) :]
    if len(name) == 1 and _TOGETHER.search(name[0]) and words and words[0].startswith(name[0]):
        rest = words[0][len(name[0]) :]
        return (rest, *words[1:]) if _length(rest) >= _LEAST else words
    return words


def _to(words: Words, name: Words) -> Words:
    """Return the words without the name at their end; all of them if nothing would be left."""
    if len(words) > len(name) and words[-len(name) :] == name:
        return words[: -len(name)]
    if len(name) == 1 and _TOGETHER.search(name[0]) and words and words[-1].endswith(name[0]):
        rest = words[-1][: -len(name[0])]
        return (*words[:-1], rest) if _length(rest) >= _LEAST else words
    return words


def _length(word: str) -> int:
    return len(unicodedata.normalize("NFC", word))


def _without_articles(bare: Bare, language: Language) -> Bare:
    known = articles(language)
    typed, wanted, best = bare
    mine = typed[0] if len(typed) > 1 and typed[0] in known else ""
    theirs = wanted[0] if len(wanted) > 1 and wanted[0] in known else ""
    if mine == theirs:
        return bare
    if not theirs:
        return Bare(typed[1:], wanted, best)
    if not mine:
        return Bare(typed, wanted[1:], "close" if language.gender else best)
    same_gender = any(mine in gender and theirs in gender for gender in _genders(language))
    plural = len(typed) == len(wanted) == 2 and is_plural(typed[1], wanted[1], language)
    return Bare(typed[1:], wanted[1:], "close") if same_gender or plural else bare


def _without_the(bare: Bare, language: Language) -> Bare:
    """Take what makes words definite from all of them, if only one of the texts begins with it."""
    the = language.the
    typed, wanted, best = bare
    if not the or not typed or not wanted or typed[0].startswith(the) == wanted[0].startswith(the):
        return bare
    if mixed_up(typed[0], wanted[0], language):
        return bare
    lacking = wanted[0].startswith(the)
    cut = [tuple(_indefinite(word, the) for word in words) for words in (typed, wanted)]
    return Bare(cut[0], cut[1], "close" if lacking else best)


def _indefinite(word: str, the: str) -> str:
    return word[len(the) :] if word.startswith(the) and len(word) >= len(the) + _LEAST else word


def _split(text: str, language: Language) -> Words:
    return tuple(letters(plain(text), language).counted.strip(" .!").split())


@lru_cache(maxsize=64)
def _genders(language: Language) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(form for article in gender.split() for form in letters(article, language))
        for gender in language.articles.split("|")
        if gender
    )


@lru_cache(maxsize=64)
def _pronouns(language: Language) -> tuple[Words, ...]:
    """Return the pronouns as their letters count: without its mark él is an article."""
    return tuple((letters(word, language).counted,) for word in language.pronouns.split())


@lru_cache(maxsize=512)
def _listed(names: tuple[str, ...], language: Language) -> tuple[Words, ...]:
    """Return listed phrases as words that read as they do in a text."""
    read = (form for name in names for form in letters(name, language))
    return tuple(dict.fromkeys(tuple(phrase.replace(".", "").split()) for phrase in read))
