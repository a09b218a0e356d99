"""How the words of each point are met in an answer, one by one: by the same, by others that mean the same, or
by such as are written alike."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from math import log

from trainer.grading.points.claims import Claim
from trainer.grading.points.meaning import Meanings, direction, meanings, near
from trainer.grading.points.reading import Reading, Word
from trainer.grading.points.words import spaceless

ALIGNED = {
    "met": "share of the point's words that its nearest part of the answer has, also in other words",
    "met_anywhere": "the same of the whole answer",
    "least": "how near that one of them is which is met least",
    "known": "how near the words of that part are to those of the point, its terms or the question",
    "told": "the same without the question",
    "strange": "how many words of that part are near none of these",
    "theirs": "share of them that are nearer another point",
    "length": "how long the answer is",
    "listed": "how many words the terms of the point have",
}
"""What is weighed of the words of a point beside the other points, each from 0 to 1."""
TOPICAL = {
    "answer": "there is one",
    "field": "share of its words, the rarer the more, that have to do with the question or its points",
    "near": "how many these are",
    "touches": "the greatest share of its words that any point has met",
    "about": "how near it is as a whole to all points by what it means",
    "aside": "how long it is, as far as it has nothing to do with the question",
}
"""What tells if an answer has to do with the question at all, each from 0 to 1."""
SAME = 0.6  # how near two words are that mean the same
STRANGE = 0.45  # and below which they have little to do with each other
NEARER = 0.2  # how much nearer to another point a word is that is rather that one's
WRITTEN = 0.5  # share of the letters, by three, that words have in common which are written alike
ASKED = 0.3  # how much a word of the point counts that the question has
USUAL = 0.3  # and the most usual one there is
SHORTER = 0.01  # what of two parts that are as near tells for the shorter one
MANY_STRANGE, MANY_WORDS, MANY_LISTED = 6, 80, 10  # from which on more tell nothing more
FIELD, MANY_NEAR = 0.3, 6  # and what share, and how many, of an answer's words have to do with the question

Near = Callable[[Word, Word], float]


def aligned(
    reading: Reading, claims: Sequence[Claim], asked: frozenset[str]
) -> tuple[list[tuple[float, ...]], tuple[float, ...]]:
    """Return for each point what is weighed of its words, in the order of `ALIGNED`; and what tells if the
    answer has to do with them, in that of `TOPICAL`."""
    table = meanings() if reading.speech.tag == "en" else None
    content = [word for word in reading.words if not word.small]
    distinct = list({word.text: word for word in content}.values())
    number = {word.text: i for i, word in enumerate(distinct)}
    parts = [[number[word.text] for word in part] for part in _parts(content)]
    says = [[word for word in claim.say.words if not word.small] for claim in claims]
    nearness = [[[_near(one, word, table) for word in distinct] for one in say] for say in says]
    told = [
        [
            max((row[i] for row in rows), default=0.0) if word.stem not in claim.listed else 1.0
            for i, word in enumerate(distinct)
        ]
        for rows, claim in zip(nearness, claims, strict=True)
    ]
    question = [float(word.stem in asked) for word in distinct]
    length = min(1.0, len(content) / MANY_WORDS)
    result = []
    for at, (claim, say, rows) in enumerate(zip(claims, says, nearness, strict=True)):
        listed = min(1.0, len(claim.listed) / MANY_LISTED)
        if not parts or not say:
            result.append((*(0.0,) * (len(ALIGNED) - 2), length, listed))
            continue
        weights = [_rarity(word, table) * (ASKED if word.stem in asked else 1.0) for word in say]
        total = sum(weights)
        _, part, here = max((_score(rows, part, weights) for part in parts), key=lambda one: one[0])
        known = [max(told[at][i], question[i]) for i in part]
        others = [max((row[i] for other, row in enumerate(told) if other != at), default=0.0) for i in part]
        result.append(
            (
                sum(weight for weight, one in zip(weights, here, strict=True) if one > SAME) / total,
                sum(weight for weight, row in zip(weights, rows, strict=True) if max(row) > SAME) / total,
                min(here),
                sum(known) / len(part),
                sum(told[at][i] for i in part) / len(part),
                min(1.0, sum(one < STRANGE for one in known) / MANY_STRANGE),
                sum(other > own + NEARER for own, other in zip(known, others, strict=True)) / len(part),
                length,
                listed,
            )
        )
    touches = max((row[0] for row in result), default=0.0)
    both = [max(one, *(row[i] for row in told)) for i, one in enumerate(question)]
    return result, _topical(content, distinct, both, says, touches, table)


def _topical(
    content: Sequence[Word],
    distinct: Sequence[Word],
    known: Sequence[float],
    says: Sequence[Sequence[Word]],
    touches: float,
    table: Meanings | None,
) -> tuple[float, ...]:
    """Return what tells if an answer has to do with the question; ``known``: how near each word is to one of
    the question or its points."""
    rare = [_rarity(word, table) for word in distinct]
    some = sum(weight for weight, one in zip(rare, known, strict=True) if one > SAME)
    field = min(1.0, some / sum(rare) / FIELD) if rare else 0.0
    length = min(1.0, len(content) / MANY_WORDS)
    return 1.0, field, min(1.0, some / MANY_NEAR), touches, _about(content, says, table), length * (1 - field)


def _about(content: Sequence[Word], says: Sequence[Sequence[Word]], table: Meanings | None) -> float:
    """Return how near the answer as a whole is to all points by what it means; 0 where that is not known."""
    if table is None:
        return 0.0
    answer, points = (
        direction([row for word in words if (row := table.word(word.text))])
        for words in (content, list(chain.from_iterable(says)))
    )
    return max(0.0, near(answer, points))


def _score(
    rows: Sequence[Sequence[float]], part: list[int], weights: Sequence[float]
) -> tuple[float, list[int], list[float]]:
    """Return how near a part is to a point, the part, and how near it comes to each word of the point."""
    here = [max(row[i] for i in part) for row in rows]
    near = sum(weight * one for weight, one in zip(weights, here, strict=True)) / sum(weights)
    return near - SHORTER * log(1 + len(part)), part, here


def _parts(content: Sequence[Word]) -> list[list[Word]]:
    """Return the words of each sentence, of each clause, and of each two clauses one after the other."""
    sentences: dict[int, list[Word]] = {}
    clauses: dict[int, list[Word]] = {}
    for word in content:
        sentences.setdefault(word.sentence, []).append(word)
        clauses.setdefault(word.clause, []).append(word)
    two = [one + other for one, other in pairwise(clauses.values())]
    return [*sentences.values(), *clauses.values(), *two]


def _rarity(word: Word, table: Meanings | None) -> float:
    return USUAL + (1 - USUAL) * table.rarity(word.text) if table else 1.0


def _near(one: Word, other: Word, table: Meanings | None) -> float:
    return 1.0 if one.stem == other.stem else _alike(one.text, other.text, table)


@lru_cache(maxsize=20_000)
def _alike(one: str, other: str, table: Meanings | None) -> float:
    """Return how near two words are, by what they mean or how they are written."""
    meant = max(0.0, near(table.word(one), table.word(other))) if table else 0.0
    if one[:2] != other[:2]:
        return meant
    mine, theirs = _letters(one), _letters(other)
    share = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    return max(meant, share) if share > WRITTEN else meant


@lru_cache(maxsize=5_000)
def _letters(word: str) -> frozenset[str]:
    """Return each three letters of a word one after the other, or each two where three are a text."""
    size, padded = (2 if spaceless(word) else 3), f"^{word}$"
    return frozenset(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
