"""The clauses of an answer that may say a point."""

from bisect import bisect_left

from trainer.grading.points.features import Hits, Place, weigh
from trainer.grading.points.held import Answer, cover

HINT = 0.34  # share of a point's own words from which on a sentence without a term is looked at
MOST = 24  # places of one point that are looked at


def places(answer: Answer, number: int) -> list[Place]:
    """Return the places that may say the point ``number``."""
    claim, words = answer.note.claims[number], answer.reading.words
    if hit := answer.exact[number]:
        return [Place({}, hit[0], hit[-1], hit[0], hit[-1], verbatim=True)]
    grouped: dict[tuple[int, ...], Hits] = {}
    for one, hit in answer.hits[number]:
        if not answer.verbatim.issuperset(hit):
            key = tuple(sorted({words[at].clause for at in hit}))
            grouped.setdefault(key, []).append((one, hit))
    result = [weigh(answer, number, hits, key) for key, hits in list(grouped.items())[:MOST]]
    for sentence, (inside, _, _) in answer.sentences.items():
        met = answer.met_in(number, sentence)
        if len(result) == 2 * MOST:
            break
        if answer.verbatim.issuperset(inside) or cover(claim, met) < HINT:
            continue
        clauses = range(words[inside[0]].clause, words[inside[-1]].clause + 1)
        best = max(clauses, key=lambda clause: cover(claim, answer.by_clause[number].get(clause, set())))
        if not any(best in key for key in grouped):
            result.append(weigh(answer, number, [((), _first(answer, number, met, inside))], (best,)))
    return result


def _first(answer: Answer, number: int, met: set[str], inside: tuple[int, ...]) -> tuple[int, ...]:
    """Return where the words ``met`` of a point first stand in a sentence."""
    found = (answer.items[number][base] for base in met)
    return tuple(sorted(places[bisect_left(places, inside[0])] for places in found))
