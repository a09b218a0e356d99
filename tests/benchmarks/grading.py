"""How often the grader is wrong, and how often it asks, on the labelled answers in tests/data/answers.

    python -m tests.benchmarks.grading [--naive]

The weights were fitted to these answers, so that those of an author not among them fare worse:
`tools.fit_points` prints the same of questions that were left out of fitting, in turn. Each label is one
point of one answer. A false accept is a point labelled "no" and marked said, in percent of those labelled
"no"; a false reject one labelled "yes" and marked missed, in percent of those labelled "yes". Typed answers
are right or not; "close" counts as not right. With ``--naive`` the same for a matcher that ticks a point if
one of its terms is a substring of the answer, and for typed answers one that compares lower case. Then come
the answers made by machine from the decks in ``--decks``.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.benchmarks.machine_made import SHIPPED, Case, cases, open_questions, point_of
from trainer.core.kinds import Compare, Points, Typed
from trainer.grading.points.points import Result, mark
from trainer.grading.typed.typed import compare

ANSWERS = Path(__file__).parent.parent / "data" / "answers"
HALVES = ("report", "tune")
FIRST, SIDES = "first", "sides"
"""The authors of the first answers, and the one of pairs with exchanged sides."""


@dataclass
class Tally:
    """Counts of labels: all, those of points that were made, and what the grader did with them."""

    labels: int = 0
    made: int = 0
    accepts: int = 0  # false ones
    rejects: int = 0  # false ones
    unsure: int = 0

    @property
    def false_accepts(self) -> float:
        """Points marked said, in percent of those labelled not said."""
        return 100 * self.accepts / max(1, self.labels - self.made)

    @property
    def false_rejects(self) -> float:
        """Points marked missed, in percent of those labelled said."""
        return 100 * self.rejects / max(1, self.made)

    @property
    def doubtful(self) -> float:
        """Points marked perhaps, in percent of all."""
        return 100 * self.unsure / max(1, self.labels)

    def add(self, *, made: bool, result: Result) -> None:
        self.labels += 1
        self.made += made
        self.accepts += result == "said" and not made
        self.rejects += result == "missed" and made
        self.unsure += result == "unsure"


class Labelled(NamedTuple):
    """One labelled answer to an open question; ``others`` are the notes beside it in its deck."""

    note: str
    body: Points
    others: tuple[Points | Compare, ...]
    kind: str
    text: str
    said: list[bool]
    language: str
    author: str


class LabelledTyped(NamedTuple):
    """One labelled typed answer."""

    body: Typed
    kind: str
    text: str
    right: bool


Marker = Callable[[Labelled], list[Result]]
Comparer = Callable[[str, Typed], bool]


def by_grader(one: Labelled) -> list[Result]:
    return [found.result for found in mark(one.text, one.body, one.language, one.others)]


def by_substring(one: Labelled) -> list[Result]:
    low = one.text.casefold()
    found = [
        any(all(term.casefold() in low for term in each) for each in point.terms) for point in one.body.points
    ]
    return ["said" if one else "missed" for one in found]


def by_comparison(answer: str, body: Typed) -> bool:
    return compare(answer, body).result == "right"


def by_lower_case(answer: str, body: Typed) -> bool:
    return answer.strip().casefold() in {other.strip().casefold() for other in (body.answer, *body.accept)}


def points_tally(whose: str, marker: Marker = by_grader) -> dict[str, Tally]:
    """Return the counts per type of answer, and of all, for answers in English by one author."""
    return tally_of((one for one in labelled() if one.author == whose), marker)


def languages_tally(whose: str, marker: Marker = by_grader) -> dict[str, Tally]:
    """Return the same for the answers in other languages."""
    return tally_of((one for one in in_other_languages() if one.author == whose), marker)


def tally_of(answers: Iterator[Labelled], marker: Marker = by_grader) -> dict[str, Tally]:
    """Return the counts per type of answer, and of all."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for one in answers:
        for made, result in zip(one.said, marker(one), strict=True):
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


def labelled() -> Iterator[Labelled]:
    """Yield the labelled answers to open questions in English."""
    decks: dict[str, dict[str, Points | Compare]] = {}
    for question in open_questions():
        notes = decks.setdefault(question.key.partition("/")[0], {})
        notes |= {body.ask: body for body in (question.body, *question.others)}
    for raw in _questions("points"):
        body, note = _body(raw), raw.get("note", "")
        deck = decks.get(note.partition("/")[0], {}).values()
        others = tuple(other for other in deck if not _same_question(body, other))
        yield from _answers(raw, note or body.ask, body, others)


def in_other_languages() -> Iterator[Labelled]:
    """Yield the labelled answers in other languages than English."""
    for raw in _questions("languages"):
        yield from _answers(raw, raw["ask"], _body(raw), ())


def sealed() -> Iterator[Labelled]:
    """Yield the answers in other languages that no rule was written by and no weight fitted to."""
    for raw in _questions("sealed"):
        yield from _answers(raw, raw["ask"], _body(raw), ())


def _body(raw: dict[str, Any]) -> Points:
    return Points(raw["ask"], tuple(map(point_of, raw["points"])))


def _answers(
    raw: dict[str, Any], note: str, body: Points, others: tuple[Points | Compare, ...]
) -> Iterator[Labelled]:
    language, author = raw.get("language", "en"), raw.get("author", FIRST)
    for answer in raw["answers"]:
        said = [label == "yes" for label in answer["said"]]
        yield Labelled(note, body, others, answer["type"], answer["text"], said, language, author)


def _same_question(one: Points, other: Points | Compare) -> bool:
    """Is it the same question, perhaps in a newer wording?"""
    if isinstance(other, Compare):
        return False
    return one.ask == other.ask or bool(
        {point.say for point in one.points} & {point.say for point in other.points}
    )


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


def made_tally(decks: Path = SHIPPED, wanted: Callable[[Case], bool] = lambda _: True) -> dict[str, Tally]:
    """Return the counts per kind of answer made by machine from the decks in a folder, as far as they are
    ``wanted``."""
    tallies: dict[str, Tally] = {}
    for case in filter(wanted, cases(decks)):
        found = mark(case.text, case.question.body, others=case.question.others)
        for point in case.points:
            tallies.setdefault(case.kind, Tally()).add(made=case.said, result=found[point].result)
    return tallies


LONG_TEXTS = {
    "prose, 300 words": 0,
    "prose, 4,000 characters": 4_000,
    "prose, 8,000 characters": 8_000,
    "prose, 50,000 characters": 50_000,
}


def _print_times() -> None:
    """Print how long odd and long answers to the question with the most terms take, the best of three."""
    question = max(open_questions(), key=lambda one: sum(len(point.terms) for point in one.body.points))
    prose = " ".join(f"{point.say}." for one in open_questions() for point in one.body.points)
    terms = " ".join(" ".join(term) for point in question.body.points for term in point.terms)
    texts = {
        name: (prose * 9)[:size] if size else " ".join(prose.split()[:300])
        for name, size in LONG_TEXTS.items()
    }
    odd = {
        "terms": f"{terms} ",
        "digits": "1 22 3.5 ",
        "one letter": "a ",
        "denials": "not never no ",
        "Han": "数据",
    }
    texts |= {f"{name}, 8,000 characters": (unit * 8_000)[:8_000] for name, unit in odd.items()}
    print(f"\n{len(question.body.points)} points")
    for name, text in texts.items():
        spent = []
        for again in range(3):
            start = time.perf_counter()
            mark(" " * again + text, question.body, others=question.others)
            spent.append(time.perf_counter() - start)
        print(f"{name:30}{1000 * min(spent):8.1f} ms")


def _print(title: str, tallies: dict[str, Tally]) -> None:
    width = max(map(len, tallies))
    print(
        f"\n{title}\n{'':{width}}{'points':>8}{'said':>7}"
        f"{'false accepts':>16}{'false rejects':>16}{'perhaps':>10}"
    )
    for kind, tally in sorted(tallies.items()):
        wrong = f"{tally.false_accepts:14.1f} %{tally.false_rejects:14.1f} %{tally.doubtful:8.1f} %"
        print(f"{kind:{width}}{tally.labels:8}{tally.made:7}{wrong}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--decks", type=Path, default=SHIPPED)
    given = parser.parse_args()
    marker = by_substring if given.naive else by_grader
    for whose in dict.fromkeys(one.author for one in labelled()):
        _print(f"points, by the author {whose}", points_tally(whose, marker))
    for whose in dict.fromkeys(one.author for one in in_other_languages()):
        _print(f"points in other languages, by the author {whose}", languages_tally(whose, marker))
    _print("points in other languages, sealed", tally_of(sealed(), marker))
    for half in HALVES:
        _print(f"typed, {half} half", typed_tally(half, by_lower_case if given.naive else by_comparison))
    if not given.naive:
        _print("made by machine", made_tally(given.decks))
        _print_times()
        answers = list(labelled())
        start = time.perf_counter()
        for one in answers:
            mark(f"{one.text} ", one.body)  # a text not yet read, so that no cache helps
        spent = time.perf_counter() - start
        print(f"\nmarking one answer: {1000 * spent / len(answers):.2f} ms")


if __name__ == "__main__":
    main()
