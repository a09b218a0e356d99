"""What there is to weigh where nothing speaks for a point: what an answer says that no point knows."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from trainer.grading.points.claims import kin
from trainer.grading.points.features import Place
from trainer.grading.points.held import Answer

SPARE = 8  # words that a point takes to say in other words
UNREAD = 3  # content words from which on a sentence says something

NOWHERE = {
    "nowhere": "nothing speaks for the point",
    "kin": "share of the point's words that stand in some sentence, also in other words",
    "terms_kin": "the same of the words of its terms, in the whole answer",
    "unread_share": "the share of sentences that say something, but no point knows what",
    "unread_plain": "such a sentence stands there, and the language has no lists of words that are akin",
    "gate": "how much better that sentence fits another note of the deck",
    "room": "how many such sentences there are for each point that stands nowhere",
    "spare": "how many words there are for each such point that stand in no clause which says one",
    "part": "share of the words of a listed term that stand in one of them",
    "asked_there": "share of its words that the question has",
}
"""What is weighed where nothing speaks for a point."""


class Rest(NamedTuple):
    """What is left of an answer: its sentences of which no point knows what they say.

    ``known``: how many some point knows; ``lost``: how many points stand nowhere; ``stems``: all of the
    answer. ``spare``: how many words with content of their own stand in clauses that say no point.
    """

    unread: tuple[int, ...]
    known: int
    lost: int
    stems: frozenset[str]
    spare: int


def rest(answer: Answer, found: Sequence[Sequence[Place]]) -> Rest:
    """Return what is left of an answer beside the places of each point."""
    words = answer.reading.words
    known = {
        words[place.first].sentence
        for places in found
        for place in places
        if place.verbatim or place.features["term"]
    }
    unread = tuple(
        number
        for number, (inside, stems, _) in answer.sentences.items()
        if len(stems - answer.note.asked) >= UNREAD
        and len(stems) < len(inside)
        and number not in answer.reading.open
        and number not in known
    )
    stems = frozenset().union(*(sentence.stems for sentence in answer.sentences.values()))
    taken = {
        clause
        for places in found
        for place in places
        if place.verbatim or place.features["term"]
        for clause in range(words[place.first].clause, words[place.last].clause + 1)
    }
    spare = sum(not word.small and word.clause not in taken for word in words)
    return Rest(unread, len(known), sum(not places for places in found), stems, spare)


def nowhere(answer: Answer, number: int, left: Rest) -> tuple[dict[str, float], int]:
    """Return what is to be weighed where nothing speaks for a point, and the sentence that may (or -1)."""
    f = dict.fromkeys(NOWHERE, 0.0)
    f["nowhere"] = 1.0
    akin = {
        sentence: answer.in_other_words(number, stems, set())
        for sentence, (_, stems, _) in answer.sentences.items()
    }
    nearest = max(akin, key=lambda sentence: akin[sentence], default=-1)
    f["kin"] = akin.get(nearest, 0.0)
    claim, table = answer.note.claims[number], kin(answer.reading.speech)
    f["terms_kin"] = sum(
        base in left.stems or not left.stems.isdisjoint(table.get(base, frozenset())) for base in claim.listed
    ) / max(1, len(claim.listed))
    f["spare"] = min(1.0, left.spare / (SPARE * max(1, left.lost)))
    if not left.unread:
        return f, nearest if f["kin"] else -1
    best = max(left.unread, key=lambda sentence: len(answer.sentences[sentence].stems))
    stems = answer.sentences[best].stems
    f["unread_plain"] = float(not answer.reading.speech.akin)
    f["unread_share"] = len(left.unread) / (len(left.unread) + left.known)
    f["room"] = min(1.0, len(left.unread) / max(1, left.lost))
    f["part"] = max((_part(answer, term, left.unread) for term in claim.terms), default=0.0)
    f["gate"] = answer.sentences[best].gate
    f["asked_there"] = len(stems & answer.note.asked) / len(stems)
    return f, nearest if f["kin"] else best


def _part(answer: Answer, term: tuple[tuple[str, ...], ...], unread: Sequence[int]) -> float:
    """Return the share of the words of a term that stand in one of the sentences ``unread``."""
    found = Counter(
        sentence
        for member in term
        for word in member
        for sentence in {answer.reading.words[at].sentence for at in answer.index.places(word)}
        if sentence in unread
    )
    return max(found.values(), default=0) / sum(map(len, term))
