"""Which key points of an open question an answer makes, and why: said, missed, or perhaps (unsure)."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from trainer.core.kinds import Compare, Points
from trainer.core.text import one_line
from trainer.grading.points.aligned import aligned
from trainer.grading.points.around import around
from trainer.grading.points.claims import topic
from trainer.grading.points.enumerated import Named, enumerated
from trainer.grading.points.features import Place
from trainer.grading.points.held import Answer
from trainer.grading.points.language import language, spoken
from trainer.grading.points.likely import likely, times
from trainer.grading.points.nowhere import nowhere, rest
from trainer.grading.points.places import places
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.weights import (
    MISSED_BELOW,
    MISSED_ELSEWHERE,
    NOWHERE,
    NOWHERE_ELSEWHERE,
    PLACE,
    PLACE_ELSEWHERE,
    SAID_ELSEWHERE,
    SAID_FROM,
    TOPICAL,
    TOPICAL_ELSEWHERE,
    WHOLE,
    WHOLE_ELSEWHERE,
)
from trainer.grading.points.whole import MOST, whole

SHOWN = 56  # characters of that which are in sight on a narrow screen
WIDTH = 100  # characters of an answer that are shown as the reason of a verdict
LITERAL = 0.8  # how likely a point is whose term stands in a text that cannot be read
NAMED = 0.6  # how likely one is that is named where the question asks for names, and for more
LIKELIER = 0.5  # from how likely on one that was perhaps said counts, unless the person says otherwise
UNREAD = 0.3  # how likely one is that may be said in what cannot be read, or was not
HEARD = 2_000  # characters of an answer by which its language is told
ON_TOPIC = 0.9  # from how likely on an answer that has to do with the question loses nothing by that
RATHER = 0.5  # and from which on what is said for certain does not
OFF_TOPIC, OFF_TOPIC_ELSEWHERE = 0.03, 0.04  # and below which it says no point
OWN = 0.3  # share of an answer's words that the note knows, from which on it can be read in any case
DECK = 0.6  # and share of those that the questions beside it know

Result = Literal["said", "missed", "unsure"]
Why = Literal["", "language", "length"]


class Mark(NamedTuple):
    """The verdict on one point.

    Attributes:
        result: ``unsure`` is perhaps said, perhaps not.
        because: the words of the answer that led to it ("" = none).
        likely: how likely the point is said, 0..1; from 0.5 on it is likelier said than not.
        why: why an unsure point could not be judged: the answer is in a ``language`` that is not read, or the
            rest of it, for its ``length``, was not. "" for any other reason.
    """

    result: Result
    because: str
    likely: float = 0.5
    why: Why = ""

    @property
    def counts(self) -> bool:
        """Does the point count as said? What is in doubt does if that is likelier."""
        return self.result == "said" or (self.result == "unsure" and self.likely >= LIKELIER)


def mark(
    answer: str, body: Points, tag: str = "en", others: Sequence[Points | Compare] = ()
) -> tuple[Mark, ...]:
    """Return one mark per point of ``body``, in order.

    A point is said if one of its terms, or most of its own words, stand in a statement of the same subject
    that affirms what the point affirms, with the same numbers. What is denied, said of whom another point
    speaks or in doubt is not, nor what is only named where the question does not ask for names (`Named`);
    nor is an answer to one of ``others``, the open questions beside it in the deck, whose comparisons tell
    what is the opposite of what. Where much of an answer is right, the rest of it likelier is. ``tag`` is the
    language of the note. Whoever answers in a language that is not read loses nothing by it: no point is
    missed then.
    """
    found, certain = _read(answer, body, tag, others)
    reading, note = found.reading, found.note
    if not reading.words or (
        not _small_term(found) and all(word.small or word.stem in note.asked for word in reading.words)
    ):
        return (Mark("missed", "", 0.0),) * len(note.claims)
    named = enumerated(found, body)
    if not certain and not _known(found) and not named:
        return tuple(_unreadable(found, number) for number in range(len(note.claims)))
    marks = [
        _named(found, named[number], one) if number in named else one
        for number, one in enumerate(_marks(found))
    ]
    why: Why = "length" if reading.cut else "language" if reading.speech is not note.speech else ""
    if why:
        marks = [
            one
            if one.result == "said"
            or (why == "length" and (one.likely >= UNREAD or (one.result == "missed" and one.because)))
            else Mark("unsure", one.because if one.likely > UNREAD else "", max(UNREAD, one.likely), why)
            for one in marks
        ]
    return tuple(marks)


def answer_read(
    answer: str, body: Points, tag: str = "en", others: Sequence[Points | Compare] = ()
) -> Answer:
    """Return an answer read and held against the points of ``body``, not judged yet."""
    return _read(answer, body, tag, others)[0]


def _read(text: str, body: Points, tag: str, others: Sequence[Points | Compare]) -> tuple[Answer, bool]:
    """Return the answer as read, and if its language is certain."""
    expected = language(tag)
    own, sure = spoken(" ".join((body.ask, *(point.say for point in body.points))), tag)
    speech = own if sure else expected
    heard, certain = spoken(text[:HEARD], speech.tag)
    note = topic(body, speech)
    reading = read(text, heard, note.asked)
    return Answer(reading, note, around(tuple(others), speech) if others else None), certain


def _small_term(answer: Answer) -> bool:
    """Does a term stand there that is made of small words alone ("at least once"), and not as the question
    is repeated?"""
    words = answer.reading.words
    if answer.note.question <= {word.stem for word in words}:
        return False
    return any(all(words[at].small for at in hit) for hits in answer.hits for _, hit in hits)


def _known(answer: Answer) -> bool:
    """Does the note, or its deck, know enough of the words, so that it is no matter of language?"""
    words, note = answer.reading.words, answer.note
    beside = answer.around.notes if answer.around else {}
    own = sum(word.stem in note.vocabulary or word.small for word in words)
    deck = sum(word.stem in note.vocabulary or word.stem in beside or word.small for word in words)
    return answer.reading.speech.known and (own >= OWN * len(words) or deck >= DECK * len(words))


def _marks(answer: Answer) -> list[Mark]:
    claims = range(len(answer.note.claims))
    english = answer.reading.speech.tag == "en"
    here, lost, beside = (
        (PLACE, NOWHERE, WHOLE) if english else (PLACE_ELSEWHERE, NOWHERE_ELSEWHERE, WHOLE_ELSEWHERE)
    )
    found = [places(answer, number) for number in claims]
    left = rest(answer, found)
    odds: list[float] = []
    chosen: list[Place | None] = []
    quotes: list[str] = []
    sure: list[bool] = []  # may it be said for certain?
    full: list[bool] = []  # is all of it said?
    for number in claims:
        if found[number]:
            one, best = max(
                ((_odds(place, here), place) for place in found[number]), key=lambda pair: pair[0]
            )
            chosen.append(best)
            quotes.append(_quote(answer.reading, best))
            sure.append(not best.open)
            full.append(any(place.full for place in found[number]))
        else:
            there, sentence = nowhere(answer, number, left)
            one = times((lost.get(name, 0.0) for name in there), there.values())
            inside = answer.sentences[sentence].words if sentence >= 0 else ()
            chosen.append(None)
            quotes.append(answer.reading.quote(inside[0], inside[-1]) if inside else "")
            sure.append(False)
            full.append(False)
        odds.append(one)
    bounds = (MISSED_BELOW, SAID_FROM) if english else (MISSED_ELSEWHERE, SAID_ELSEWHERE)
    chances = [likely(one) for one in odds]
    if len(odds) > 1:
        words, topical = aligned(answer.reading, answer.note.claims, answer.note.asked)
        on = likely(times((TOPICAL if english else TOPICAL_ELSEWHERE).values(), topical))
        off = OFF_TOPIC if english else OFF_TOPIC_ELSEWHERE
        chances = [likely(times(beside.values(), row)) for row in whole(found, chosen, odds, words)]
        chances = [_beside(chance, on, off, bounds[1]) for chance in chances]
    if answer.reading.speech is not answer.note.speech:  # whose other words tell nothing of a point
        chances = [one if some else min(one, UNREAD) for one, some in zip(chances, found, strict=True)]
    return [
        _mark(
            _whole(one, chance, bounds, full=every) if some else chance,
            bounds,
            quote,
            found=bool(some),
            certain=certain,
        )
        for one, chance, quote, some, certain, every in zip(
            odds, chances, quotes, found, sure, full, strict=True
        )
    ]


def _quote(reading: Reading, place: Place) -> str:
    """Return the clause of a place; of a long one from so far on that the words that count are in sight."""
    first, start = place.first, reading.words[place.first].start
    while first < place.hit and reading.words[place.end].end - start > SHOWN:
        first += 1
        start = reading.words[first].start
    return ("… " if first > place.first else "") + reading.quote(first, place.last)


def _whole(odds: float, chance: float, bounds: tuple[float, float], *, full: bool) -> float:
    """Return how likely a point is said for which something speaks. What says it word for word is certain;
    what says all of it, or by itself likelier than not, loses nothing by what the rest of an answer lacks."""
    least, most = bounds
    return 1.0 if odds >= MOST else max(chance, most if full else least if odds >= 0 else 0.0)


def _beside(chance: float, on: float, off: float, most: float) -> float:
    """Return how likely a point is said in an answer that has to do with the question as likely as ``on``;
    it is missed if that is below ``off``, and else no less than in doubt for it."""
    if chance >= most and on >= RATHER:
        return chance
    less = chance * min(1.0, on / ON_TOPIC)
    return less if on < off else max(less, min(chance, UNREAD))


def _odds(place: Place, weights: Mapping[str, float]) -> float:
    """Return how likely a place says its point, as the logarithm of odds."""
    if place.verbatim:
        return MOST
    return times((weights.get(name, 0.0) for name in place.features), place.features.values())


def _mark(chance: float, bounds: tuple[float, float], quote: str, *, found: bool, certain: bool) -> Mark:
    least, most = bounds
    result: Result = "said" if chance >= most else "missed" if chance < least else "unsure"
    if not certain and result == "said":  # however right the rest of the answer is
        result = "unsure"
    return Mark(result, one_line(quote, WIDTH) if found or result == "unsure" else "", chance)


def _named(answer: Answer, named: Named, mark: Mark) -> Mark:
    """Return what is to be made of a point that is one of a row of names."""
    if mark.result == "said":
        return mark
    quote = one_line(answer.reading.quote(named.item[0], named.item[1] - 1), WIDTH)
    if named.sure:
        return Mark("said", quote, max(SAID_FROM, mark.likely))
    return Mark("unsure", quote, max(NAMED if named.asked else UNREAD, mark.likely))


def _unreadable(answer: Answer, number: int) -> Mark:
    """Return what is to be made of a point where the answer cannot be read but for its terms."""
    if hits := answer.hits[number]:
        hit = hits[0][1]
        return Mark("unsure", one_line(answer.reading.quote(hit[0], hit[-1]), WIDTH), LITERAL, "language")
    return Mark("unsure", "", UNREAD, "language")
