"""How often typed answers that were kept aside are judged wrongly: ``python -m tests.benchmarks.aside``.

They were written before the rules. A false accept is an answer labelled ``close`` or ``wrong`` that is taken
as right, a false reject one labelled ``right`` that is not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from trainer.core.kinds import Typed
from trainer.grading.typed.typed import Result, compare

ASIDE = Path(__file__).parent.parent / "data" / "answers" / "aside-typed.yaml"


class Judged(NamedTuple):
    """One answer: the note's, the typed one, the label, and what was made of it."""

    answer: str
    typed: str
    label: Result
    result: Result


def judged() -> Iterator[Judged]:
    """Yield every answer with its label and result."""
    questions: list[dict[str, Any]] = yaml.load(ASIDE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    labels: tuple[Result, ...] = ("right", "close", "wrong")
    for question in questions:
        body = Typed(
            question["ask"],
            question["answer"],
            tuple(question.get("accept", ())),
            question.get("match", "text"),
            question.get("within", ""),
        )
        for label in labels:
            for typed in question.get(label, ()):
                result = compare(typed, body, question.get("language", "en")).result
                yield Judged(body.answer, typed, label, result)


def main() -> None:
    found = list(judged())
    right = [one for one in found if one.label == "right"]
    other = [one for one in found if one.label != "right"]
    rejects = [one for one in right if one.result != "right"]
    accepts = [one for one in other if one.result == "right"]
    print(f"{len(found)} answers: {len(right)} right, {len(other)} not")
    print(f"false accepts {len(accepts)} ({100 * len(accepts) / len(other):.1f} %)")
    print(f"false rejects {len(rejects)} ({100 * len(rejects) / len(right):.1f} %)")
    unlike = [one for one in other if one.result != "right" and one.result != one.label]
    print(f"close for wrong, or wrong for close: {len(unlike)} ({100 * len(unlike) / len(other):.1f} %)")
    for one in (*accepts, *rejects, *unlike):
        print(f"  {one.typed!r} for {one.answer!r}: {one.result}, labelled {one.label}")


if __name__ == "__main__":
    main()
