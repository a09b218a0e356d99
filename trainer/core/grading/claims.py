"""A key point made ready for comparison: its content words with their weight and sign, and its terms."""

from functools import lru_cache
from typing import NamedTuple

from trainer.core.grading import lexicon
from trainer.core.grading.reading import Reading, read
from trainer.core.grading.stems import stem
from trainer.core.grading.terms import words_of
from trainer.core.kinds import Point, Points

ASKED = 0.25  # weight of a word that the question has too
SHARED = 0.6  # of one that other points of the note have too
TELLING = 0.5  # of a small word that still tells


class Item(NamedTuple):
    """A content word of a point. ``sign`` is -1 where the point itself denies it."""

    text: str
    stem: str
    weight: float
    sign: int
    place: int


class Term(NamedTuple):
    """One alternative of a point's terms; ``asked`` if the question has all its words, so that it proves little."""

    members: tuple[str, ...]
    asked: bool


class Claim(NamedTuple):
    """A point ready for comparison."""

    say: Reading
    items: tuple[Item, ...]
    terms: tuple[Term, ...]
    topic: frozenset[str]  # stems of the question
    contrast: frozenset[str]  # of them, those of the other side: "in contrast to …", "than …", "instead of …"

    @property
    def denies(self) -> bool:
        """Does the point itself deny something?"""
        return bool(self.say.negators)


@lru_cache(maxsize=256)
def claims(body: Points) -> tuple[Claim, ...]:
    """Return the points of ``body`` made ready, in order."""
    ask = read(body.ask)
    asked = {token.stem for token in ask.tokens if token.text not in lexicon.FUNCTION}
    contrast = _contrast(ask)
    stems = [{token.stem for token in read(point.say).tokens} for point in body.points]
    return tuple(
        _claim(point, asked, contrast, set().union(*stems[:number], *stems[number + 1 :]))
        for number, point in enumerate(body.points)
    )


def _contrast(ask: Reading) -> frozenset[str]:
    """Return the stems of the side that the question sets its subject against."""
    for index, token in enumerate(ask.tokens):
        if token.text in {"than", "instead", "contrast", "unlike", "versus", "vs", "against", "compared"}:
            after = [other for other in ask.tokens[index + 1 : index + 9] if other.clause <= token.clause + 1]
            side = [other.stem for other in after if other.text not in lexicon.FUNCTION][:3]
            before = {other.stem for other in ask.tokens[:index]}
            return frozenset(side) - before
    return frozenset()


def _claim(point: Point, asked: set[str], contrast: frozenset[str], others: set[str]) -> Claim:
    say = read(point.say)
    items = []
    for place, token in enumerate(say.tokens):
        telling = token.text in lexicon.TELLING
        if (token.text in lexicon.FUNCTION and not telling) or any(item.stem == token.stem for item in items):
            continue
        weight = TELLING if telling else 1.0
        weight *= ASKED if token.stem in asked else SHARED if token.stem in others else 1.0
        items.append(Item(token.text, token.stem, weight, say.sign(place), place))
    alternatives = tuple(_term(members, asked) for members in point.terms)
    return Claim(say, tuple(items), alternatives, frozenset(asked), contrast)


def _term(members: tuple[str, ...], asked: set[str]) -> Term:
    words = [word for member in members for word in words_of(member)]
    content = [word for word in words if word not in lexicon.FUNCTION] or words
    known = all(stem(word) in asked or any(one.startswith(word) for one in asked) for word in content)
    return Term(members, known)
