"""Where an answer has the points of a question word for word."""

from trainer.grading.points.claims import Claim, Topic
from trainer.grading.points.reading import Reading
from trainer.grading.points.terms import Hit, Index


def verbatim(reading: Reading, note: Topic, index: Index) -> list[Hit | None]:
    """Return where an answer has each point word for word, and neither denies nor doubts it.

    What stands in the points themselves is no denial or doubt of the answer's, however they are joined.
    """
    words, claims = reading.words, note.claims
    runs = [_runs(reading, claim, index) for claim in claims]
    own = {at for found in runs for run in found for at in run}
    strange = {word.sentence for at, word in enumerate(words) if word.denies and at not in own}
    doubts = frozenset().union(*(some for claim in claims for some in claim.say.open.values()))
    doubted = {number for number, some in reading.open.items() if some - doubts}

    def holds(claim: Claim, run: Hit) -> bool:
        sentences = {words[at].sentence for at in run}
        pairs = [(words[at], word) for at, word in zip(run, claim.say.words, strict=True)]
        alike = all(one.denied == word.denied for one, word in pairs)
        far = any(one.far and not word.far for one, word in pairs)
        return not far and not sentences & doubted and (alike or not sentences & strange)

    return [
        next((run for run in found if holds(claim, run)), None)
        for claim, found in zip(claims, runs, strict=True)
    ]


def _runs(reading: Reading, claim: Claim, index: Index) -> list[Hit]:
    """Return where the words of a point stand one after the other."""
    words, say = reading.words, [word.text for word in claim.say.words]
    return [
        tuple(range(start, start + len(say)))
        for start in (index.exactly(say[0]) if say else ())
        if start + len(say) <= len(words) and all(words[start + i].text == text for i, text in enumerate(say))
    ]
