"""A key point made ready for comparison: its content words with their weight and sign, and its terms."""

from functools import lru_cache
from typing import NamedTuple

from trainer.core.kinds import Points
from trainer.grading.points import lexicon
from trainer.grading.points.reading import Reading, read, subject
from trainer.grading.points.stems import stem
from trainer.grading.points.terms import words_of
from trainer.grading.points.wordlist import words

ASKED = 0.25  # weight of a word that the question has too
SHARED = 0.6  # of one that other points of the note have too
TELLING = 0.5  # of a small word that still tells

_AGAINST = words("than instead contrast unlike versus vs against compared")
_CHOOSE = words("choose prefer pick favour favor")


class Item(NamedTuple):
    """A content word of a point. ``sign`` is -1 where the point itself denies it."""

    text: str
    stem: str
    weight: float
    sign: int
    place: int


class Term(NamedTuple):
    """One alternative of a point's terms; ``asked``: the question has all its words, so it proves little."""

    members: tuple[str, ...]
    asked: bool


class Claim(NamedTuple):
    """A point ready for comparison."""

    say: Reading
    items: tuple[Item, ...]
    terms: tuple[Term, ...]
    topic: frozenset[str]  # stems of the question
    contrast: frozenset[str]  # of them, those of the other side: "in contrast to …", "than …", "instead of …"
    subject: frozenset[str]  # stems of what the point is said of
    rivals: frozenset[str]  # stems of what other points are said of, and this one does not name

    @property
    def doubts(self) -> frozenset[str]:
        """The hedges that the point itself has: "may be null"."""
        return frozenset().union(*self.say.open.values())


@lru_cache(maxsize=256)
def claims(body: Points) -> tuple[Claim, ...]:
    """Return the points of ``body`` made ready, in order."""
    ask = read(body.ask)
    asked = frozenset(token.stem for token in ask.tokens if token.content)
    contrast = _contrast(ask)
    says = [read(point.say) for point in body.points]
    stems = [frozenset(token.stem for token in say.tokens) for say in says]
    subjects = [frozenset(say.tokens[index].stem for index in subject(say, say.clause_of(0))) for say in says]
    result = []
    for number, (point, say) in enumerate(zip(body.points, says, strict=True)):
        others = [other for other in range(len(says)) if other != number]
        items = _items(say, asked, frozenset().union(*(stems[other] for other in others)))
        alternatives = tuple(_term(members, asked) for members in point.terms)
        rivals = frozenset().union(*(subjects[other] for other in others)) - stems[number]
        result.append(Claim(say, items, alternatives, asked, contrast, subjects[number], rivals))
    return tuple(result)


def _contrast(ask: Reading) -> frozenset[str]:
    """Return the stems of the side that the question sets its subject against."""
    chosen = [index for index, token in enumerate(ask.tokens) if token.text in _CHOOSE]
    for index, token in enumerate(ask.tokens):
        if token.text in _AGAINST or (chosen and index > chosen[0] and token.text in {"over", "to"}):
            after = [other for other in ask.tokens[index + 1 : index + 9] if other.clause <= token.clause + 1]
            side = [other.stem for other in after if other.content][:3]
            before = {other.stem for other in ask.tokens[:index]}
            return frozenset(side) - before
    return frozenset()


def _items(say: Reading, asked: frozenset[str], others: frozenset[str]) -> tuple[Item, ...]:
    items: list[Item] = []
    for place, token in enumerate(say.tokens):
        telling = token.text in lexicon.TELLING
        if (not token.content and not telling) or any(item.stem == token.stem for item in items):
            continue
        weight = TELLING if telling else 1.0
        weight *= ASKED if token.stem in asked else SHARED if token.stem in others else 1.0
        items.append(Item(token.text, token.stem, weight, say.sign(place), place))
    return tuple(items)


def _term(members: tuple[str, ...], asked: frozenset[str]) -> Term:
    every = [word for member in members for word in words_of(member)]
    content = [word for word in every if word not in lexicon.FUNCTION] or every
    known = all(stem(word) in asked or any(one.startswith(word) for one in asked) for word in content)
    return Term(members, known)
