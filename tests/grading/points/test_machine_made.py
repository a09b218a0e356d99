"""Answers made by machine from all shipped notes: nobody labelled them, and what is true of them is known."""

from collections.abc import Callable
from zlib import crc32

import pytest

from tests.benchmarks.grading import made_tally
from tests.benchmarks.machine_made import SAID, Case, open_questions, subject
from trainer.grading.points.points import mark

MOST = {
    "subjects exchanged": 5.0,
    "another subject": 10.0,
    "terms, blanks between": 1.0,
    "terms, commas between": 1.0,
    "first terms, blanks": 1.0,
    "denied: It is not true that …": 1.0,
    "denied: It is wrong to say that …": 1.0,
    "denied: I don't think that …": 1.0,
    "denied: That … is wrong": 1.0,
    "denied: Some teach …, which is not true": 1.0,
    "denied: People wrongly believe that …": 1.0,
    "denied: It never happens that …": 1.0,
    "another question's answer": 1.0,
}
"""In percent of its points, how many of an answer that says none may be marked said."""
PERHAPS = 20.0
"""In percent, how many points of an answer to another question may be left to the person."""


FEW = ("subjects exchanged", "another subject")
"""Of these answers there are hardly more than a verdict needs."""


@pytest.fixture
def all_of_them(pytestconfig: pytest.Config) -> bool:
    """Is each answer looked at, as in CI, or a third of them, other ones with each question?"""
    return bool(pytestconfig.getoption("--every-fault"))


def test_what_is_not_said_is_hardly_ever_marked_said_and_a_reference_always_is(all_of_them: bool) -> None:
    def wanted(case: Case) -> bool:
        told = case.said or case.kind in FEW or all_of_them
        return told or crc32(f"{case.kind} {case.question.key}".encode()) % 3 == 0

    tallies = made_tally(wanted=wanted)
    assert set(tallies) == {*MOST, *SAID}
    assert all(tally.labels > 100 for tally in tallies.values())
    assert {kind: one for kind, one in tallies.items() if one.false_accepts > MOST.get(kind, 0)} == {}
    assert tallies["another question's answer"].doubtful <= PERHAPS
    for kind in SAID:
        assert tallies[kind].rejects == tallies[kind].unsure == 0


JOINED: dict[str, Callable[[list[str]], str]] = {
    "lines": "\n".join,
    "bullets": lambda says: "\n".join(f"- {say}" for say in says),
    "numbers": lambda says: "\n".join(f"{at}. {say}." for at, say in enumerate(says, 1)),
    "sentences in other order": lambda says: ". ".join(reversed(says)),
    "commas": ", ".join,
    "semicolons": "; ".join,
    "and": " and ".join,
    "one sentence": lambda says: f"{', '.join(says[:-1])} and {says[-1]}.",
    "dashes": " – ".join,
    "brackets": lambda says: f"{says[0]} ({'; '.join(says[1:])})",
    "first, then": lambda says: f"First, {', then '.join(says)}",
}
"""Ways of joining what the points say to one answer."""


def test_a_reference_answer_joined_in_any_way_says_every_point(all_of_them: bool) -> None:
    unsaid = []
    for number, question in enumerate(open_questions()):
        says = [point.say for point in question.body.points]
        ways = list(JOINED.items())
        # one after another, as what stands beside a question is read once
        for way, joined in ways if all_of_them else ways[number % 3 :: 3]:
            found = mark(joined(says), question.body, others=question.others)
            if {one.result for one in found} != {"said"}:
                unsaid.append((question.key, way))
    assert unsaid == []


@pytest.mark.parametrize(
    ("say", "named"),
    [
        ("Batch layer: recomputes exact views", "Batch layer"),
        ("The broker gives each producer an id", "The broker"),
        ("Batches carry a sequence number", "Batches"),
        ("It drops what it has", ""),
        ("Merging the edit log into a new image", ""),
    ],
)
def test_the_subject_of_a_point_is_told_by_its_form(say: str, named: str) -> None:
    assert subject(say) == named
