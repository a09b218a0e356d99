"""What there is to weigh where nothing speaks for a point: what an answer says that no point knows."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from trainer.grading.points.features import Place
from trainer.grading.points.forms import hangul, stem
from trainer.grading.points.held import Answer, cover
from trainer.grading.points.words import LABEL

SPARE, SPARE_NOTE = 8, 4  # words that a point takes to say in other words, and in a note
UNREAD, UNREAD_NOTE = 3, 2  # content words from which on a sentence, or a note, says something
BOTH = 2  # times that an answer says "the one" or "the other" where it speaks of two
MANNER = 3  # times that it speaks to the person, likens or gives reasons, which is as good as all
BRIEF = 4  # words up to which the parts between commas are brief notes

NOWHERE = {
    "nowhere": "nothing speaks for the point",
    "kin": "share of the point's words that stand in some sentence, also in other words",
    "terms_kin": "the same of the words of its terms, in the whole answer",
    "unread_share": "the share of parts that say something, but no point knows what",
    "gate": "how much better that sentence fits another note of the deck",
    "room": "how many such sentences there are for each point that stands nowhere",
    "spare": "how many words there are for each such point that stand in no clause which says one",
    "foreign": "all such parts only name of whom other points speak",
    "part": "share of the words of a listed term that stand in one of them",
    "asked_there": "share of the words there that the question has",
    "sides": "the answer speaks of the one and the other, without their names",
    "side": "it speaks of one of them so",
    "manner": "how often it likens, gives reasons or speaks to the person",
    "near": "how near, beyond what is usual, some part of the answer is to the point by what it means",
    "nearer": "how much nearer one is than to any other point",
}
"""What is weighed where nothing speaks for a point."""


class Part(NamedTuple):
    """Words of an answer that say something together: their indices, and the stems of those with content."""

    inside: tuple[int, ...]
    stems: frozenset[str]


class Rest(NamedTuple):
    """What is left of an answer: its parts of which no point knows what they say.

    ``parts``: all; ``lost``: how many points stand nowhere.
    ``spare``: how many words with content of their own stand in clauses that say no point; ``brief``: the
    answer is made of notes. ``sides``: how often it says "the one" or "the other"; ``manner``: how often it
    likens, gives reasons or speaks to the person.
    """

    parts: tuple[Part, ...]
    unread: tuple[Part, ...]
    lost: int
    spare: float
    brief: bool
    sides: int
    manner: int


def rest(answer: Answer, found: Sequence[Sequence[Place]]) -> Rest:
    """Return what is left of an answer beside the places of each point."""
    words, size = answer.reading.words, answer.reading.speech.size
    said = [place for places in found for place in places if place.verbatim or place.features["term"]]
    brief, parts = _parts(answer)
    if brief:
        taken = {at for place in said for at in range(place.hit, place.end + 1)}
        known = [part for part in parts if not taken.isdisjoint(part.inside)]
    else:
        sentences = {words[place.first].sentence for place in said}
        known = [part for part in parts if words[part.inside[0]].sentence in sentences]
    least = UNREAD_NOTE if brief else UNREAD
    unread = tuple(
        part
        for part in parts
        if part not in known
        and sum(map(size, part.stems - answer.note.asked)) >= least
        and (brief or len(part.stems) < len(part.inside) or any(hangul(words[at].text) for at in part.inside))
        and words[part.inside[0]].sentence not in answer.reading.open
    )
    clauses = {
        clause for place in said for clause in range(words[place.first].clause, words[place.last].clause + 1)
    }
    spare = sum(size(word.text) for word in words if not word.small and word.clause not in clauses)
    lost = sum(not places for places in found)
    texts, speech = [word.text for word in words], answer.reading.speech
    sides, manner = (
        sum(bool(phrases.at(texts, at)) for at in range(len(texts)))
        for phrases in (speech.sides, speech.manner)
    )
    return Rest(parts, unread, lost, spare, brief, sides, manner)


def _parts(answer: Answer) -> tuple[bool, tuple[Part, ...]]:
    """Return if an answer is made of brief notes, and these, or else its sentences."""
    words, text = answer.reading.words, answer.reading.text
    edges = [
        at
        for at in sorted(answer.reading.breaks)
        if not LABEL.search(text[words[at - 1].end : words[at].start])
    ]
    rows = [tuple(range(first, last)) for first, last in pairwise([0, *edges, len(words)])]
    if sum(answer.reading.speech.size(word.text) for word in words) / len(rows) > BRIEF:
        return False, tuple(Part(inside, stems) for inside, stems, _ in answer.sentences.values())
    return True, tuple(
        Part(row, frozenset(words[at].stem for at in row if not words[at].small)) for row in rows if row
    )


def nowhere(answer: Answer, number: int, left: Rest) -> tuple[dict[str, float], int]:
    """Return what is to be weighed where nothing speaks for a point, and the sentence that may (or -1)."""
    f = dict.fromkeys(NOWHERE, 0.0)
    f["nowhere"] = 1.0
    f["near"], f["nearer"] = answer.alike.anywhere(number)
    claim = answer.note.claims[number]
    akin = {part: cover(claim, answer.in_other_words(number, part.inside)) for part in left.parts}
    nearest = max(akin, key=lambda part: akin[part], default=None)
    f["kin"] = akin[nearest] if nearest else 0.0
    met = answer.in_other_words(number, range(len(answer.reading.words)))
    f["terms_kin"] = len(met & claim.listed) / max(1, len(claim.listed))
    f["spare"] = min(1.0, left.spare / ((SPARE_NOTE if left.brief else SPARE) * max(1, left.lost)))
    f["sides"], f["side"] = float(left.sides >= BOTH), float(left.sides == 1)
    f["manner"] = min(1.0, left.manner / MANNER)
    near = _sentence(answer, nearest) if nearest and f["kin"] else -1
    if not left.unread:
        stems = {word.stem for word in answer.reading.words if not word.small}
        f["asked_there"] = len(stems & answer.note.question) / max(1, len(stems))
        return f, near
    best = max(left.unread, key=lambda part: len(part.stems))
    f["unread_share"] = len(left.unread) / len(left.parts)
    f["room"] = min(1.0, len(left.unread) / max(1, left.lost))
    f["part"] = max((_share(answer, term, left.unread) for term in claim.terms), default=0.0)
    f["gate"] = answer.sentences[_sentence(answer, best)].gate
    f["asked_there"] = len(best.stems & answer.note.asked) / len(best.stems)
    own = {stem(word, answer.note.speech) for name in claim.names for word in name}
    others = {
        stem(word, answer.note.speech)
        for other in answer.note.claims
        for name in other.names
        for word in name
    }
    f["foreign"] = float(
        all(own.isdisjoint(part.stems) and not others.isdisjoint(part.stems) for part in left.unread)
    )
    return f, near if near >= 0 else _sentence(answer, best)


def _sentence(answer: Answer, part: Part) -> int:
    return answer.reading.words[part.inside[0]].sentence


def _share(answer: Answer, term: tuple[tuple[str, ...], ...], unread: Sequence[Part]) -> float:
    """Return the share of the words of a term that stand in one of the parts ``unread``."""
    places = [set(answer.index.places(word)) for member in term for word in member]
    met = (sum(not here.isdisjoint(part.inside) for here in places) for part in unread)
    return max(met, default=0) / len(places)
