"""What the grader must get right on any note before a user meets it: the reference answer, and no answer."""

from trainer.core.kinds import Points
from trainer.grading.points.points import mark


def self_test(body: Points) -> list[str]:
    """Return what is wrong with the points and terms of ``body``, one sentence each; empty if nothing is.

    The reference answer (every ``say`` as a sentence) must make every point; an empty answer and the question
    repeated must make none.
    """
    reference = "\n".join(point.say for point in body.points)
    problems = [
        f"The point “{point.say}” said word for word is {found.result}, not said."
        for point, found in zip(body.points, mark(reference, body), strict=True)
        if found.result != "said"
    ]
    for name, answer in (("An empty answer", ""), ("The question repeated", body.ask)):
        made = [
            point.say
            for point, found in zip(body.points, mark(answer, body), strict=True)
            if found.result != "missed"
        ]
        problems += [f"{name} is not counted as missing the point “{say}”." for say in made]
    return problems
