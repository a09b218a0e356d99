"""Who does what to whom within a statement, told by the order of the names in it.

"The leader sends to the follower" and "the follower sends to the leader" have the same words. The names are
the words that come back in the question and its points; where a point sets two of them on either side of what
it says of them, an answer that has them the other way round says something else, unless it is turned round as
a whole ("is sent by").
"""

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.grading.points.contrast import set_against
from trainer.grading.points.reading import Reading


class Pair(NamedTuple):
    """Two names of a point, by their stems: ``first``, of which it speaks, stands before ``last``, with
    ``between`` them what is said; ``verbs`` are the finite ones there. ``compared``: the last one only is
    what the first is set against."""

    first: str
    last: str
    between: frozenset[str]
    verbs: frozenset[str]
    compared: bool = False


class Bond(NamedTuple):
    """A name of a point and what is said of it in a clause of its own; ``others``: named elsewhere in it."""

    name: str
    said: frozenset[str]
    others: frozenset[str]


class Roles(NamedTuple):
    """What a point says of the names in it."""

    pairs: tuple[Pair, ...] = ()
    bonds: tuple[Bond, ...] = ()


def names(texts: Sequence[Reading]) -> frozenset[str]:
    """Return the stems that come back in several of these texts."""
    found = Counter(base for text in texts for base in {word.stem for word in text.words if not word.small})
    return frozenset(base for base, count in found.items() if count > 1)


def roles(say: Reading, known: frozenset[str], head: frozenset[str]) -> Roles:
    """Return the names of a point that speaks of ``head``, with what is between them and said of each."""
    words, beside = say.words, set_against(say)
    named = [at for at, word in enumerate(words) if word.stem in known and not word.small]
    pairs = []
    for first, last in itertools.pairwise(named):
        ends = words[first].stem, words[last].stem
        if ends[0] == ends[1] or ends[0] not in head or words[first].clause != words[last].clause:
            continue
        inside = [word for word in words[first + 1 : last] if not word.small]
        between = frozenset(word.stem for word in inside)
        verbs = frozenset(word.text for word in words[first + 1 : last]) & say.speech.finite
        texts = [word.text for word in words[:last]]
        if any(say.speech.agents.at(texts, at) for at in range(first + 1, last)):
            continue
        if first not in beside and (last in beside or between or verbs):
            pairs.append(Pair(*ends, between, verbs, compared=last in beside))
    clauses: dict[int, list[int]] = {}
    for at in named:
        clauses.setdefault(words[at].clause, []).append(at)
    alone = {
        words[some[0]].stem: clause
        for clause, some in clauses.items()
        if len(some) == 1 and some[0] in _opens(say, clause)
    }
    bonds = [
        Bond(
            name,
            frozenset(
                word.stem for word in words if word.clause == clause and not word.small and word.stem != name
            ),
            frozenset(alone) - {name},
        )
        for name, clause in alone.items()
    ]
    return Roles(tuple(pairs), tuple(bond for bond in bonds if bond.said and bond.others))


def _opens(say: Reading, number: int) -> tuple[int, ...]:
    """Return the words that name of whom a clause speaks: its subject, or its first content word."""
    clause = say.clauses[number]
    first = (at for at in range(clause.first, clause.last) if not say.words[at].small)
    return clause.subject if clause.named else tuple(first)[:1]


def exchanged(
    reading: Reading,
    said: Roles,
    places: Mapping[str, Sequence[int]],
    clauses: Sequence[int],
    beside: set[int],
) -> float:
    """Return how far these clauses of an answer have the names of a point the other way round, 0..1.

    ``places``: where the words of the point stand; ``beside``: what the answer sets something against.
    """
    found = 0.0
    for clause in clauses:
        inside = range(reading.clauses[clause].first, reading.clauses[clause].last)
        here = {
            base: some[bisect_left(some, inside.start) : bisect_left(some, inside.stop)]
            for base, some in places.items()
        }
        for pair in said.pairs:
            found = max(found, _turned(reading, pair, here, inside, beside))
        for bond in said.bonds:
            met = [
                base for base in bond.said if any(not reading.words[at].denied for at in here.get(base, ()))
            ]
            others = {at for base in bond.others for at in here.get(base, ())}
            if met and not here.get(bond.name) and not others.isdisjoint(_opens(reading, clause)):
                found = max(found, len(met) / len(bond.said))
    return found


def _turned(
    reading: Reading, pair: Pair, here: Mapping[str, Sequence[int]], inside: range, beside: set[int]
) -> float:
    first, last = here.get(pair.first), here.get(pair.last)
    if not first or not last:
        return 0.0
    if pair.compared:
        return float(beside.issuperset(first) and beside.isdisjoint(last))
    if not beside.isdisjoint((*first, *last)) or min(first) < max(last):
        return 0.0
    said = [word.text for word in reading.words[inside.start : inside.stop]]
    if any(reading.speech.agents.at(said, at) for at in range(1, len(said))):
        return 0.0
    middle = range(max(last) + 1, min(first))
    verbs = frozenset(reading.words[at].text for at in middle) & reading.speech.finite
    if not verbs <= pair.verbs:  # "is sent to": turned round as a whole
        return 0.0
    met = not pair.between or any(at in middle for base in pair.between for at in here.get(base, ()))
    return float(met)
