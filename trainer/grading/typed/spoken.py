"""How a language says its numbers, and how lists of number words are written."""

from typing import NamedTuple

Named = tuple[tuple[str, float], ...]


class Spoken(NamedTuple):
    """How numbers are said in a language.

    Attributes:
        comma: is the decimal mark a comma?
        ones: number words from 0 on. ``numbers``: other ones. ``times``: words that multiply.
        glued: are number words written together?
        joins: words between number words. ``asking``: what stands before the unit that a question asks for.
        filler: words around a number that say nothing. ``year``: those of them that say it is a year, which
            are units elsewhere.
        ordinals: what stands behind the digits of "3rd".
    """

    comma: bool = True
    ones: str = ""
    numbers: Named = ()
    times: Named = ()
    glued: bool = False
    joins: str = ""
    asking: tuple[str, ...] = ()
    filler: str = ""
    year: str = ""
    ordinals: str = ""


def row(words: str, start: int = 20, step: int = 10) -> Named:
    """Return number words that follow each other by ``step``; ``a/b`` are two for the same."""
    return tuple(
        (word, float(start + step * at)) for at, both in enumerate(words.split()) for word in both.split("/")
    )


def units_first(ones: str, tens: str, join: str) -> Named:
    """Return the numbers from 21 to 99 of languages that say the ones before the tens."""
    return tuple((f"{one}{join}{ten}", t + o) for ten, t in row(tens) for one, o in row(ones, 1, 1))


def teens(ones: str, tens: str) -> Named:
    """Return the numbers from 11 to 19 of languages that say them in two words, the ones first."""
    return tuple((f"{one} {ten}", 10.0 + o) for ten in tens.split() for one, o in row(ones, 1, 1))
