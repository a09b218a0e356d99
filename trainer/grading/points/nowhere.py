"""What there is to weigh where nothing speaks for a point: what an answer says that no point knows."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from trainer.grading.points.features import Answer, Place

UNREAD = 3  # content words from which on a sentence says something

NOWHERE = {
    "nowhere": "nothing speaks for the point",
    "unread": "a sentence says something, but no point knows what",
    "unread_share": "the share of such sentences",
    "gate": "how much better that sentence fits another note of the deck",
    "room": "how many such sentences there are for each point that stands nowhere",
    "part": "share of the words of a listed term that stand in one of them",
    "asked_there": "share of its words that the question has",
    "found": "the share of sentences that are known to say a point",
}
"""What is weighed where nothing speaks for a point."""


class Rest(NamedTuple):
    """What is left of an answer: its sentences of which no point knows what they say, with their stems.

    ``known``: how many some point knows; ``lost``: how many points stand nowhere.
    """

    unread: dict[int, set[str]]
    known: int
    lost: int


def rest(answer: Answer, found: Sequence[Sequence[Place]]) -> Rest:
    """Return what is left of an answer beside the places of each point."""
    words = answer.reading.words
    known = {
        words[place.first].sentence
        for places in found
        for place in places
        if place.verbatim or place.features["term"]
    }
    unread = {}
    for number, inside in answer.sentences.items():
        stems = {words[at].stem for at in inside if not words[at].small}
        says = len(stems - answer.note.asked) >= UNREAD and len(stems) < len(inside)
        if says and number not in answer.reading.open and number not in known:
            unread[number] = stems
    return Rest(unread, len(known), sum(not places for places in found))


def nowhere(answer: Answer, number: int, left: Rest) -> tuple[dict[str, float], int]:
    """Return what is to be weighed where nothing speaks for a point, and the sentence that may (or -1)."""
    f = dict.fromkeys(NOWHERE, 0.0)
    f["nowhere"] = 1.0
    f["found"] = left.known / max(1, len(answer.sentences))
    unread = left.unread
    if not unread:
        return f, -1
    best = max(unread, key=lambda sentence: len(unread[sentence]))
    terms = answer.note.claims[number].terms
    f["unread"] = 1.0
    f["unread_share"] = len(unread) / (len(unread) + left.known)
    f["room"] = min(1.0, len(unread) / max(1, left.lost))
    f["part"] = max((_part(answer, term, unread) for term in terms), default=0.0)
    f["gate"] = answer.gates[best]
    f["asked_there"] = len(unread[best] & answer.note.asked) / len(unread[best])
    return f, best


def _part(answer: Answer, term: tuple[tuple[str, ...], ...], unread: dict[int, set[str]]) -> float:
    """Return the share of the words of a term that stand in one of the sentences ``unread``."""
    found = Counter(
        sentence
        for member in term
        for word in member
        for sentence in {answer.reading.words[at].sentence for at in answer.index.places(word)}
        if sentence in unread
    )
    return max(found.values(), default=0) / sum(map(len, term))
