"""How often the grader is wrong, and how often it asks, on the labelled answers in tests/data/answers.

    python -m tests.benchmarks.grading [--naive]

One half of the questions is there to tune on, the other only to report on; each label is one point of one
answer. A false accept is a point labelled "no" and marked said, a false reject one labelled "yes" and marked
missed; both are given as share of all labels and, in brackets, of those decided (not unsure). Typed answers
are right or not; "close" counts as not right. With ``--naive`` the same for a matcher that ticks a point if
one of its terms is a substring of the answer, and for typed answers one that compares lower case.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from trainer.core.kinds import Point, Points, Typed
from trainer.grading.points.points import Result, mark
from trainer.grading.typed.typed import compare

ANSWERS = Path(__file__).parent.parent / "data" / "answers"
HALVES = ("report", "tune")

Marker = Callable[[str, Points], list[Result]]
Comparer = Callable[[str, Typed], bool]


@dataclass
class Tally:
    """Counts of labels: all, those of points that were made, and what the grader did with them."""

    labels: int = 0
    made: int = 0
    accepts: int = 0  # false ones
    rejects: int = 0  # false ones
    unsure: int = 0

    def share(self, count: int, *, decided: bool = False) -> float:
        """Return ``count`` in percent of all labels, or of those decided."""
        return 100 * count / max(1, self.labels - (self.unsure if decided else 0))

    def add(self, *, made: bool, result: Result) -> None:
        self.labels += 1
        self.made += made
        self.accepts += result == "said" and not made
        self.rejects += result == "missed" and made
        self.unsure += result == "unsure"


class Labelled(NamedTuple):
    """One labelled answer to an open question."""

    body: Points
    kind: str
    text: str
    said: list[bool]


class LabelledTyped(NamedTuple):
    """One labelled typed answer."""

    body: Typed
    kind: str
    text: str
    right: bool


def by_grader(answer: str, body: Points) -> list[Result]:
    return [found.result for found in mark(answer, body)]


def by_substring(answer: str, body: Points) -> list[Result]:
    low = answer.casefold()
    found = [any(all(term.casefold() in low for term in one) for one in point.terms) for point in body.points]
    return ["said" if one else "missed" for one in found]


def by_comparison(answer: str, body: Typed) -> bool:
    return compare(answer, body).result == "right"


def by_lower_case(answer: str, body: Typed) -> bool:
    return answer.strip().casefold() in {other.strip().casefold() for other in (body.answer, *body.accept)}


def points_tally(half: str, marker: Marker = by_grader) -> dict[str, Tally]:
    """Return the counts per type of answer, and over all as "all", of one half."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for one in open_answers(half):
        for made, result in zip(one.said, marker(one.text, one.body), strict=True):
            for kind in ("all", one.kind):
                tallies.setdefault(kind, Tally()).add(made=made, result=result)
    return tallies


def typed_tally(half: str, comparer: Comparer = by_comparison) -> dict[str, Tally]:
    """Return the counts per type of answer, per way of matching, and over all as "all", of one half."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for one in typed_answers(half):
        result: Result = "said" if comparer(one.text, one.body) else "missed"
        for kind in ("all", f"match {one.body.match}", one.kind):
            tallies.setdefault(kind, Tally()).add(made=one.right, result=result)
    return tallies


def open_answers(half: str) -> Iterator[Labelled]:
    for question in _questions("points"):
        if question["split"] == half:
            body = Points(question["ask"], tuple(map(_point, question["points"])))
            for answer in question["answers"]:
                said = [label == "yes" for label in answer["said"]]
                yield Labelled(body, answer["type"], answer["text"], said)


def typed_answers(half: str) -> Iterator[LabelledTyped]:
    for question in _questions("typed"):
        if question["split"] == half:
            accept = tuple(question.get("accept", ()))
            body = Typed(question["ask"], question["answer"], accept, question["match"])
            for answer in question["answers"]:
                yield LabelledTyped(body, answer["type"], answer["text"], answer["right"] == "yes")


@cache
def _questions(name: str) -> list[dict[str, Any]]:
    files = sorted(ANSWERS.glob(f"{name}*.yaml"))
    loaded = [yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) for path in files]
    return [question for document in loaded for question in document["questions"]]


def _point(raw: dict[str, Any]) -> Point:
    terms = tuple((term,) if isinstance(term, str) else tuple(term) for term in raw.get("terms", ()))
    return Point(raw["say"], terms, raw.get("must") == "true")


def _print(title: str, tallies: dict[str, Tally]) -> None:
    print(f"\n{title}\n{'type':16}{'labels':>7}{'made':>6}  {'false accepts':18}{'false rejects':18}unsure")
    for kind, tally in sorted(tallies.items()):
        wrong = (
            f"{count:4} {tally.share(count):5.1f} % ({tally.share(count, decided=True):.1f})".ljust(20)
            for count in (tally.accepts, tally.rejects)
        )
        print(f"{kind:16}{tally.labels:7}{tally.made:6}{''.join(wrong)}{tally.share(tally.unsure):5.1f} %")


def main(*, naive: bool) -> None:
    for half in HALVES:
        _print(f"points, {half} half", points_tally(half, by_substring if naive else by_grader))
    for half in HALVES:
        _print(f"typed, {half} half", typed_tally(half, by_lower_case if naive else by_comparison))
    if not naive:
        answers = [one for half in HALVES for one in open_answers(half)]
        start = time.perf_counter()
        for one in answers:
            mark(f"{one.text} ", one.body)  # a text not yet read, so that no cache helps
        spent = time.perf_counter() - start
        print(f"\nmarking one answer: {1000 * spent / len(answers):.2f} ms")


if __name__ == "__main__":
    main(naive="--naive" in sys.argv[1:])
