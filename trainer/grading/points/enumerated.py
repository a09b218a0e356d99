"""Answers that only name things, as "HDFS, YARN, MapReduce" or lines of nouns do: which points they name."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from trainer.core.kinds import Points
from trainer.grading.points.claims import asks_names
from trainer.grading.points.held import Answer, cover
from trainer.grading.points.reading import Reading, is_verb, read

LONGEST = 5  # words of an item, which is a name and no statement
SHORT = 3  # the same where verbs are not known
MORE = 1  # items beyond as many as there are points; who lists more of them guesses
HALF = 0.5  # share of a point's own words that name it where it lists no terms

Item = tuple[int, int]  # the words of an item: from the first up to before the last


class Named(NamedTuple):
    """What a row of names makes of a point. ``sure``: the question asks for nothing but names, and this is
    one of them; ``asked``: it asks for names; ``item``: the words that name the point."""

    sure: bool
    asked: bool
    item: Item


def enumerated(answer: Answer, body: Points) -> dict[int, Named]:
    """Return the points that an answer names, by number; none where it is more than a row of names.

    An item names one point for sure, whose term has those of all others in it. In other languages than
    English, where a row cannot be told from short statements by its verbs, no point is named for sure.
    """
    reading = answer.reading
    row = items(reading)
    ask = read(body.ask, answer.note.speech)
    asked = asks_names(ask)
    if not row or (len(row) == 1 and not asked):
        return {}
    plain = answer.note.names_only and reading.speech.tag == "en"
    fits = len(row) <= len(body.points) + MORE and not reading.labels and not reading.open
    found: dict[int, Named] = {}
    for item in row:
        naming = {
            number: words for number in range(len(body.points)) if (words := _words(answer, number, item))
        }
        for number, words in naming.items():
            alone = all(others < words for other, others in naming.items() if other != number)
            one = Named(plain and fits and alone, asked and fits, item)
            if number not in found or one.sure > found[number].sure:
                found[number] = one
    return found


def items(reading: Reading) -> list[Item]:
    """Return the items of a row of names, one behind the other; none where the text makes statements."""
    words = reading.words
    said = [word.text for word in words]
    foreign = reading.speech.tag != "en"
    longest = SHORT if foreign else LONGEST
    edges = [
        at for at in range(len(words)) if not at or at in reading.breaks or said[at] in reading.speech.links
    ]
    found = []
    for first, end in zip(edges, [*edges[1:], len(words)], strict=True):
        start = first + (said[first] in reading.speech.links)
        if start == end or all(text.isdigit() for text in said[start:end]):  # the number of an item
            continue
        verbs = any(is_verb(said, at, start, end, reading.speech) for at in range(start, end))
        inside = words[start:end]
        if verbs or len(inside) > longest or any(word.denies or (word.small and foreign) for word in inside):
            return []
        found.append((start, end))
    return found


def _words(answer: Answer, number: int, item: Item) -> frozenset[int]:
    """Return the words of an item that are terms of a point, or else enough of the point's own."""
    inside = range(*item)
    hits = [hit for _, hit in answer.hits[number] if hit[0] in inside and hit[-1] in inside]
    if hits:
        return frozenset(at for hit in hits for at in hit)
    met = {
        base: here
        for base, places in answer.items[number].items()
        if (here := [at for at in _within(places, inside) if not answer.reading.words[at].small])
    }
    enough = cover(answer.note.claims[number], set(met)) >= HALF
    return frozenset(at for here in met.values() for at in here) if enough else frozenset()


def _within(places: Sequence[int], inside: range) -> Sequence[int]:
    return places[bisect_left(places, inside.start) : bisect_left(places, inside.stop)]
