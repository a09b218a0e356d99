"""Fit the weights by which key points are judged, from the labelled answers and from answers made by
machine.

    python -m tools.fit_points [--by-author] [--write] [--decks FOLDER]

The weights are those of logistic regressions. The first ones are of a point by itself, with their signs
held: what speaks against a point never counts for it, and what plainly denies one counts as much as `HELD`
says. An answer may say a point in several places; the likeliest counts, so fitting and choosing take turns.
The last one weighs a point beside the other points of the answer. What is printed first is of a five-fold
cross-validation: each question is judged by weights that were fitted to the others, or with ``--by-author``
each author's answers by weights that were fitted to those of the other authors. With ``--write`` the table in
``trainer/grading/points/weights.py`` is written anew.
"""

import argparse
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.grading import FIRST, SIDES, Labelled, Tally, in_other_languages, labelled
from tests.benchmarks.machine_made import SHIPPED, cases
from tests.benchmarks.off_topic import IN_LANGUAGES, NEW, off_topic
from tools.linear import solve
from trainer.core.kinds import Points
from trainer.grading.points import nowhere, weights
from trainer.grading.points.aligned import TOPICAL, aligned
from trainer.grading.points.features import Place
from trainer.grading.points.held import Answer
from trainer.grading.points.likely import likely, times
from trainer.grading.points.places import places
from trainer.grading.points.points import Result, answer_read
from trainer.grading.points.signs import PLACE
from trainer.grading.points.whole import MOST, WHOLE, whole

TABLE = Path(weights.__file__)
FOR = {
    *("term", "long_term", "rare", "cover", "term_cover", "share", "kin", "own", "own_subject", "does"),
    *("terms_kin", "unread_share", "room", "spare", "part", "sides", "side", "manner", "nearer", "beyond"),
}
EITHER = {"denied_absent", "place", "nowhere", "in_say", "unnamed", "termless", "asked_there", "near"}
SAID_FROM, SAID_ELSEWHERE = 0.87, 0.90
MISSED_BELOW, MISSED_ELSEWHERE = 0.26, 0.26
"""Chosen by what the cross-validation by author prints: as few perhaps as the limits of the rest allow."""
RIDGE = 1.0
WEIGHTS = {FIRST: 0.2, SIDES: 0.2}
"""How much an answer of these authors counts: of the first there are many, all in one style."""
INDEPENDENT = 2.0  # and one whose author knew neither rules nor other answers
MADE = {"subjects exchanged": 0.3, "another subject": 0.02, "another question's answer": 0.12}
"""How much a made answer counts beside a labelled one, by its kind, of which all are used: so little that
they only teach what no author wrote."""
ON_TOPIC = 0.5  # how much a labelled answer counts for what tells if one has to do with the question
OTHERWISE = 0.1  # the same of the others
TERMLESS = 0.12  # the same of a labelled answer to a question whose points list no terms
BORROWED = 0.05  # the same of one in English where the weights for other languages are fitted
BORROWED_PLACE = 0.3  # and where those of a place are
ELSEWHERE = {"sides", "side", "manner", "swapped"}
"""What is weighed in other languages only: English has no lists for it, or it tells next to nothing there."""
LATEST = {"seventh", "eighth"}
"""Authors who wrote in other languages only, and of whom the weights for English know nothing."""
HELD = {
    "denied": -3.0,
    "denied_other": -2.5,
    "denied_if": -2.8,
    "denied_beside": -3.5,
    "list": -3.0,
    "hedged": -1.9,
    "question": -1.4,
}
"""Weights of a place that are not fitted: in long answers these are often found where nothing is denied, so
that the labels tell less; what is plainly denied, or doubted, is not to be outweighed for that."""
EVERY = 5  # of so many of the others one is used
FOLDS = 5
ROUNDS = 4


class Case(NamedTuple):
    """One point of one answer: its places (or none) in numbers, what stands where it is nowhere.

    ``group``: under which name its figures are printed, "" for none. ``answer``: the number of the answer.
    ``author``: who wrote it, "" for a machine. ``english``: is the answer in English? ``words``: how those of
    the point are met.
    """

    note: str
    answer: int
    group: str
    places: tuple[Place, ...]
    nowhere: tuple[float, ...]
    said: bool | None
    weight: float
    author: str = ""
    english: bool = True
    words: tuple[float, ...] = ()

    @property
    def verbatim(self) -> bool:
        return any(place.verbatim for place in self.places)

    @property
    def rows(self) -> list[tuple[float, ...]]:
        return [tuple(place.features.values()) for place in self.places]


class Model(NamedTuple):
    """The weights of a place, of nowhere of a point beside the others and of what has to do
    with a question, in English and elsewhere."""

    place: dict[bool, list[float]]
    nowhere: dict[bool, list[float]]
    whole: dict[bool, list[float]]
    topical: dict[bool, list[float]]

    def alone(self, case: Case, *, english: bool) -> tuple[float, Place | None]:
        """Return the odds of a point by itself, as a logarithm, and the place that likeliest says it."""
        if case.verbatim:
            return MOST, case.places[0]
        if case.places:
            odds = [times(self.place[english], row) for row in case.rows]
            return max(odds), case.places[odds.index(max(odds))]
        return times(self.nowhere[english], case.nowhere), None

    def beside(self, answer: Sequence[Case], *, english: bool) -> list[tuple[float, ...]]:
        """Return what is to be weighed of each point of an answer beside the others."""
        alone = [self.alone(case, english=english) for case in answer]
        return whole(
            [case.places for case in answer],
            [place for _, place in alone],
            [odds for odds, _ in alone],
            [case.words for case in answer],
        )

    def likely(self, answer: Sequence[Case]) -> list[float]:
        """Return how likely each point of an answer is said."""
        english = answer[0].english
        if len(answer) == 1:
            return [likely(self.alone(answer[0], english=english)[0])]
        rows = self.beside(answer, english=english)
        chances = [likely(times(self.whole[english], row)) for row in rows]
        return [1.0 if case.verbatim else one for case, one in zip(answer, chances, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--by-author", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--decks", type=Path, default=SHIPPED)
    given = parser.parse_args()
    known = list(_cases(given.decks))
    judged: list[tuple[Case, float]] = []
    part = [case.author if given.by_author else str(_fold(case.note)) for case in known]
    for left in sorted(set(part) - {""}):
        model = fit([case for case, fold in zip(known, part, strict=True) if fold != left])
        for answer in _answers(case for case, fold in zip(known, part, strict=True) if fold == left):
            judged += zip(answer, model.likely(answer), strict=True)
    _print(judged)
    found = fit(known)
    found.topical.update({english: topical(given.decks, english=english) for english in (True, False)})
    table = _table(found)
    print(table)
    if given.write:
        TABLE.write_text(table, encoding="utf-8")


def fit(known: Sequence[Case]) -> Model:
    """Return the weights that explain these cases best."""
    names, other = list(PLACE), list(nowhere.NOWHERE)
    used = [case for case in known if case.weight and not case.verbatim]
    model = Model({}, {}, {}, {})
    for english in (True, False):
        placed = [_counted(case, BORROWED_PLACE, english=english) for case in used if case.places]
        placed = [case for case in placed if case.weight]
        place = [(weights.PLACE if english else weights.PLACE_ELSEWHERE).get(name, 0.0) for name in names]
        for _ in range(ROUNDS):
            chosen = [max(case.rows, key=lambda row: times(place, row)) for case in placed]
            place = _signed(names, chosen, placed)
        model.place[english] = place
        empty = [_counted(case, BORROWED, english=english) for case in used if not case.places]
        numbers = [_read_in(other, case.nowhere, english=english) for case in empty]
        model.nowhere[english] = _signed(other, numbers, empty)
        rows, cases = [], []
        for answer in _answers(known):
            found = model.beside(answer, english=english)
            for case, row in zip(answer, found, strict=True):
                if case.weight and not case.verbatim and len(answer) > 1:
                    rows.append(_read_in(WHOLE, row, english=english))
                    cases.append(_counted(case, BORROWED, english=english))
        model.whole[english] = _newton(rows, cases)
    return model


def topical(decks: Path, *, english: bool) -> list[float]:
    """Return the weights that tell the answers which have to do with their questions from those which do not:
    the labelled ones that say some point, and those made by machine to be off topic."""
    rows, counted = [], []

    def add(text: str, body: Points, tag: str, weight: float, *, said: bool) -> None:
        read = answer_read(text, body, tag)
        if (read.reading.speech.tag == "en") == english and read.reading.speech is read.note.speech:
            rows.append(aligned(read.reading, read.note.claims, read.note.asked)[1])
            counted.append(Case("", 0, "", (), (), said, weight))

    for one in labelled() if english else in_other_languages():
        if any(one.said):
            weight = ON_TOPIC * WEIGHTS.get(one.author, INDEPENDENT)
            add(one.text, one.body, one.language, weight, said=True)
    for made in off_topic(decks):
        if made.kind not in (NEW, NEW + IN_LANGUAGES):
            add(made.text, made.question.body, made.language, 1.0, said=False)
    return _newton(rows, counted)


def _counted(case: Case, borrowed: float, *, english: bool) -> Case:
    """Return a case with the weight that it has for the weights of English or of other languages, for which
    one in English is ``borrowed`` with so much of it."""
    part = (0.0 if case.author in LATEST else 1.0) if english else borrowed if case.english else 1.0
    return case._replace(weight=case.weight * part)


def _read_in(names: Iterable[str], row: Sequence[float], *, english: bool) -> tuple[float, ...]:
    """Return what is weighed in English, or all of it."""
    pairs = zip(names, row, strict=True)
    return tuple(0.0 if english and name in ELSEWHERE else value for name, value in pairs)


def _answers(known: Iterable[Case]) -> Iterator[list[Case]]:
    for _, answer in groupby(known, key=lambda case: case.answer):
        yield list(answer)


def _cases(decks: Path) -> Iterator[Case]:
    number = 0
    for one in (*labelled(), *in_other_languages()):
        read = answer_read(one.text, one.body, one.language, one.others)
        weight = WEIGHTS.get(one.author, INDEPENDENT)
        yield from _of(one.note, number, _group(one), read, enumerate(one.said), weight, one.author)
        number += 1
        if one.language == "en" and one.author == FIRST:
            bare = replace(one.body, points=tuple(point._replace(terms=()) for point in one.body.points))
            read = answer_read(one.text, bare, "en", one.others)
            yield from _of(one.note, number, "", read, enumerate(one.said), TERMLESS, one.author)
            number += 1
    for at, made in enumerate(cases(decks)):
        if made.kind in MADE or at % EVERY == 0:
            question = made.question
            read = answer_read(made.text, question.body, "en", question.others)
            labels = ((point, made.said) for point in made.points)
            weight = MADE.get(made.kind, OTHERWISE)
            yield from _of(question.key, number, made.kind, read, labels, weight)
            number += 1


def _group(one: Labelled) -> str:
    where = "in English" if one.language == "en" else "in other languages"
    return f"{where}, author {one.author}"


def _of(
    note: str,
    number: int,
    group: str,
    answer: Answer,
    labels: Iterable[tuple[int, bool]],
    weight: float,
    author: str = "",
) -> Iterator[Case]:
    claims = range(len(answer.note.claims))
    found = [places(answer, at) for at in claims]
    left = nowhere.rest(answer, found)
    met, _ = aligned(answer.reading, answer.note.claims, answer.note.asked)
    known = dict(labels)
    for at in claims:
        there = tuple(nowhere.nowhere(answer, at, left)[0].values())
        said = known.get(at)
        counts = 0.0 if said is None else weight
        english = answer.reading.speech.tag == "en"
        yield Case(note, number, group, tuple(found[at]), there, said, counts, author, english, met[at])


def _signed(names: Sequence[str], rows: Sequence[tuple[float, ...]], known: Sequence[Case]) -> list[float]:
    """Fit what is not held, and leave out what got the wrong sign, until none has."""
    fixed = [HELD.get(name, 0.0) for name in names]
    given = [times(fixed, row) for row in rows]
    used = [i for i, value in enumerate(fixed) if not value]
    while True:
        result = [*fixed]
        values = _newton([[row[i] for i in used] for row in rows], known, given)
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


def _newton(
    rows: Sequence[Sequence[float]], known: Sequence[Case], given: Sequence[float] = ()
) -> list[float]:
    """Return the weights of a logistic regression with a ridge on all but the first; ``given``: what is to be
    added to the odds of each row."""
    same: dict[tuple[float, ...], list[float]] = {}
    for row, more, case in zip(rows, given or [0.0] * len(rows), known, strict=True):
        counts = same.setdefault((*row, more), [0.0, 0.0])
        counts[0] += case.weight
        counts[1] += case.weight * bool(case.said)
    size = len(rows[0])
    sparse: list[tuple[list[tuple[int, float]], float, float, float]] = [
        ([(i, value) for i, value in enumerate(row) if value], more, counts[0], counts[1])
        for (*row, more), counts in same.items()
    ]
    result = [0.0] * size
    for _ in range(8):
        gradient = [RIDGE * value if i else 0.0 for i, value in enumerate(result)]
        curve = [[RIDGE * (i == j and i > 0) + 1e-6 * (i == j) for j in range(size)] for i in range(size)]
        for values, more, weight, said in sparse:
            chance = likely(more + sum(result[i] * value for i, value in values))
            slope = weight * chance * (1 - chance)
            for i, value in values:
                gradient[i] += (weight * chance - said) * value
                line = curve[i]
                for j, other in values:
                    line[j] += slope * value * other
        step = solve(curve, gradient)
        result = [value - one for value, one in zip(result, step, strict=True)]
    return result


def _print(judged: Sequence[tuple[Case, float]]) -> None:
    """Print the figures of each group, and what thresholds of its own would make of the labelled ones."""
    groups: dict[str, list[tuple[Case, float]]] = {}
    for case, chance in judged:
        if case.group and case.said is not None:
            groups.setdefault(case.group, []).append((case, chance))
    print(
        f"cross-validated, said from {SAID_FROM}, missed below {MISSED_BELOW}, "
        f"elsewhere {SAID_ELSEWHERE} and {MISSED_ELSEWHERE}"
    )
    for group, some in groups.items():
        tally = Tally()
        elsewhere = group.startswith("in other languages")
        least = MISSED_ELSEWHERE if elsewhere else MISSED_BELOW
        most = SAID_ELSEWHERE if elsewhere else SAID_FROM
        for case, chance in some:
            said = chance >= most and case.places
            result: Result = "said" if said else "missed" if chance < least else "unsure"
            tally.add(made=bool(case.said), result=result)
        print(
            f"{group:45}{tally.labels:6} points: false accepts {tally.false_accepts:.1f} %, "
            f"false rejects {tally.false_rejects:.1f} %, perhaps {tally.doubtful:.1f} %"
        )
    print()


def _table(model: Model) -> str:
    def lines(names: Iterable[str], values: Sequence[float]) -> str:
        return "".join(
            f'    "{name}": {value:.2f},\n' for name, value in zip(names, values, strict=True) if value
        )

    def all_lines(values: Sequence[float], names: Iterable[str] = WHOLE) -> str:
        return "".join(f'    "{name}": {value:.2f},\n' for name, value in zip(names, values, strict=True))

    return (
        '"""How much each feature counts: written by `tools.fit_points`, not by hand."""\n\n'
        f"PLACE = {{\n{lines(PLACE, model.place[True])}}}\n"
        f"PLACE_ELSEWHERE = {{\n{lines(PLACE, model.place[False])}}}\n"
        f"NOWHERE = {{\n{lines(nowhere.NOWHERE, model.nowhere[True])}}}\n"
        f"NOWHERE_ELSEWHERE = {{\n{lines(nowhere.NOWHERE, model.nowhere[False])}}}\n"
        f"WHOLE = {{\n{all_lines(model.whole[True])}}}\n"
        f"WHOLE_ELSEWHERE = {{\n{all_lines(model.whole[False])}}}\n"
        f"TOPICAL = {{\n{all_lines(model.topical[True], TOPICAL)}}}\n"
        f"TOPICAL_ELSEWHERE = {{\n{all_lines(model.topical[False], TOPICAL)}}}\n"
        f"SAID_FROM, SAID_ELSEWHERE = {SAID_FROM}, {SAID_ELSEWHERE}\n"
        f"MISSED_BELOW, MISSED_ELSEWHERE = {MISSED_BELOW}, {MISSED_ELSEWHERE}\n"
        '"""From how likely on a point is said, and below which it is missed, in English and in the other '
        'languages, of\nwhich fewer words are known; perhaps in between."""\n'
    )


def _fold(note: str) -> int:
    return int(hashlib.sha256(f"fold {note}".encode()).hexdigest(), 16) % FOLDS


if __name__ == "__main__":
    main()
