"""Fit the weights by which key points are judged, from the labelled answers and from answers made by
machine.

    python -m tools.fit_points [--write] [--decks FOLDER]

The weights are those of a logistic regression with its signs held: what speaks against a point never
counts for it. An answer may say a point in several places; the likeliest counts, so fitting and choosing
take turns. Only answers that are not held out are used (`tests.benchmarks.grading.held_out`); the
thresholds are those which keep false accepts and false rejects of a five-fold cross-validation over
questions within the limits below. With ``--write`` the table in ``trainer/grading/points/weights.py`` is
written anew.
"""

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil, exp, floor
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.grading import labelled
from tests.benchmarks.machine_made import SHIPPED, cases
from trainer.grading.points import features, nowhere, weights
from trainer.grading.points.points import answer_read

TABLE = Path(features.__file__).parent / "weights.py"
FOR = {
    "term",
    "long_term",
    "cover",
    "term_cover",
    "own",
    "own_subject",
    "unread",
    "unread_share",
    "room",
    "part",
}
EITHER = {"place", "nowhere", "found", "asked_there", "unnamed", "termless"}
FALSE_ACCEPTS, FALSE_REJECTS = 0.009, 0.068  # of the points not said, and of those said
RIDGE = 1.0
MADE = {"subjects exchanged": 0.3, "another subject": 0.1, "another question's answer": 0.6}
"""How much a made answer counts beside a labelled one, by its kind, of which all are used."""
OTHERWISE = 0.5  # the same of the others
TERMLESS = 0.3  # the same of a labelled answer to a question whose points list no terms
EVERY = 5  # of so many of the others one is used
FOLDS = 5
ROUNDS = 4


class Case(NamedTuple):
    """One point of one answer: its places (or none) in numbers, what stands where it is nowhere."""

    note: str
    places: tuple[tuple[float, ...], ...]
    nowhere: tuple[float, ...]
    said: bool
    weight: float
    labelled: bool


class Model(NamedTuple):
    """The weights of a place, and those of nowhere."""

    place: list[float]
    nowhere: list[float]

    def likely(self, case: Case) -> float:
        if case.places:
            return max(_logistic(_times(self.place, place)) for place in case.places)
        return _logistic(_times(self.nowhere, case.nowhere))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--decks", type=Path, default=SHIPPED)
    given = parser.parse_args()
    known = list(_cases(given.decks))
    judged: list[tuple[Case, float]] = []
    for fold in range(FOLDS):
        model = fit([case for case in known if _fold(case.note) != fold])
        judged += [(case, model.likely(case)) for case in known if _fold(case.note) == fold and case.labelled]
    said_from = _least(judged, FALSE_ACCEPTS)
    missed_below = _most(judged, FALSE_REJECTS)
    doubtful = sum(missed_below <= likely < said_from for _, likely in judged) / len(judged)
    print(
        f"cross-validated: said from {said_from}, missed below {missed_below}, perhaps {100 * doubtful:.1f} %"
    )
    table = _table(fit(known), said_from, missed_below)
    print(table)
    if given.write:
        TABLE.write_text(table, encoding="utf-8")


def fit(known: Sequence[Case]) -> Model:
    """Return the weights that explain these cases best."""
    names, other = list(features.PLACE), list(nowhere.NOWHERE)
    placed = [case for case in known if case.places]
    place = [weights.PLACE.get(name, 0.0) for name in names]
    for _ in range(ROUNDS):
        chosen = [max(case.places, key=lambda one: _times(place, one)) for case in placed]
        place = _signed(names, chosen, placed)
    empty = [case for case in known if not case.places]
    return Model(place, _signed(other, [case.nowhere for case in empty], empty))


def _cases(decks: Path) -> list[Case]:
    found = []
    for one in labelled(held=False):
        found += _of(one.note, answer_read(one.text, one.body, "en", one.others), enumerate(one.said), 1.0)
        bare = replace(one.body, points=tuple(point._replace(terms=()) for point in one.body.points))
        found += _of(one.note, answer_read(one.text, bare, "en", one.others), enumerate(one.said), TERMLESS)
    for number, made in enumerate(cases(decks)):
        if made.kind in MADE or number % EVERY == 0:
            question = made.question
            labels = ((point, made.said) for point in made.points)
            weight = MADE.get(made.kind, OTHERWISE)
            found += _of(
                question.key, answer_read(made.text, question.body, "en", question.others), labels, weight
            )
    return found


def _of(note: str, answer: features.Answer, labels: Iterable[tuple[int, bool]], weight: float) -> list[Case]:
    claims = range(len(answer.note.claims))
    places = [answer.places(number) for number in claims]
    left = nowhere.rest(answer, places)
    return [
        Case(
            note,
            tuple(tuple(place.features.values()) for place in places[number]),
            tuple(nowhere.nowhere(answer, number, left)[0].values()),
            said,
            weight,
            weight == 1,
        )
        for number, said in labels
        if not any(place.verbatim for place in places[number])
    ]


def _signed(names: Sequence[str], rows: Sequence[tuple[float, ...]], known: Sequence[Case]) -> list[float]:
    """Fit, and leave out what got the wrong sign, until none has."""
    used = list(range(len(names)))
    while True:
        result = [0.0] * len(names)
        values = _newton([[row[i] for i in used] for row in rows], known)
        for i, value in zip(used, values, strict=True):
            result[i] = value
        wrong = {
            i
            for i in used
            if names[i] not in EITHER and ((result[i] < 0) if names[i] in FOR else (result[i] > 0))
        }
        if not wrong:
            return result
        used = [i for i in used if i not in wrong]


def _newton(rows: list[list[float]], known: Sequence[Case]) -> list[float]:
    """Return the weights of a logistic regression with a ridge on all but the first."""
    same: dict[tuple[float, ...], list[float]] = {}
    for row, case in zip(rows, known, strict=True):
        counts = same.setdefault(tuple(row), [0.0, 0.0])
        counts[0] += case.weight
        counts[1] += case.weight * case.said
    size = len(rows[0])
    sparse: list[tuple[list[tuple[int, float]], float, float]] = [
        ([(i, value) for i, value in enumerate(row) if value], counts[0], counts[1])
        for row, counts in same.items()
    ]
    result = [0.0] * size
    for _ in range(8):
        gradient = [RIDGE * value if i else 0.0 for i, value in enumerate(result)]
        curve = [[RIDGE * (i == j and i > 0) + 1e-6 * (i == j) for j in range(size)] for i in range(size)]
        for values, weight, said in sparse:
            likely = _logistic(sum(result[i] * value for i, value in values))
            slope = weight * likely * (1 - likely)
            for i, value in values:
                gradient[i] += (weight * likely - said) * value
                line = curve[i]
                for j, other in values:
                    line[j] += slope * value * other
        step = _solve(curve, gradient)
        result = [value - one for value, one in zip(result, step, strict=True)]
    return result


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a system of linear equations (Gauss with pivots)."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda j: abs(rows[j][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(i + 1, size):
            if factor := rows[j][i] / rows[i][i]:
                rows[j] = [one - factor * other for one, other in zip(rows[j], rows[i], strict=True)]
    result = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(rows[i][j] * result[j] for j in range(i + 1, size))
        result[i] = (rows[i][size] - rest) / rows[i][i]
    return result


def _least(judged: list[tuple[Case, float]], share: float) -> float:
    """Return the lowest threshold from which on no more than a share of the false points lie."""
    false = sorted((likely for case, likely in judged if not case.said), reverse=True)
    return max(0.5, ceil(200 * false[int(share * len(false))] + 1e-9) / 200)


def _most(judged: list[tuple[Case, float]], share: float) -> float:
    """Return the highest threshold below which no more than a share of the true points lie."""
    true = sorted(likely for case, likely in judged if case.said)
    return min(0.5, floor(200 * true[int(share * len(true))]) / 200)


def _table(model: Model, said_from: float, missed_below: float) -> str:
    def lines(names: Sequence[str], values: Sequence[float]) -> str:
        return "".join(
            f'    "{name}": {value:.2f},\n' for name, value in zip(names, values, strict=True) if value
        )

    return (
        '"""How much each feature counts: written by `tools.fit_points`, not by hand."""\n\n'
        f"PLACE = {{\n{lines(list(features.PLACE), model.place)}}}\n"
        f"NOWHERE = {{\n{lines(list(nowhere.NOWHERE), model.nowhere)}}}\n"
        f"SAID_FROM, MISSED_BELOW = {said_from}, {missed_below}\n"
        '"""From how likely on a point is said, and below which it is missed; perhaps in between."""\n'
    )


def _times(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def _fold(note: str) -> int:
    return int(hashlib.sha256(f"fold {note}".encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
