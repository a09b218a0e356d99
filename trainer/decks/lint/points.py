"""Card rules for open questions and their key points."""

import re
from collections.abc import Iterator

from trainer.core.kinds import Points
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import normal, without_code, words
from trainer.grading.points.points import mark
from trainer.grading.points.selftest import self_test

MAX_POINTS = 5
MAX_POINT_WORDS = 12

_MANY = (
    r"ways?|methods?|means|causes?|reasons?|steps?|measures?|options?|techniques?|strategies|advantages"
    r"|drawbacks|problems?|pitfalls|remedies|uses"
)
_OPEN_LIST = re.compile(
    r"\b((?:best|good|common) practi[cs]es?|(?:an? |some )?examples?|typical(?:ly)?"
    r"|(?<!the )tips(?! (?:the|over|off|into|of)\b)"
    rf"|(?:some|a few|several|different|possible|various) (?:{_MANY})"
    r"(?= (?:to|of|for|in|why|that|with)\b|[?.,]|$)"
    r"|what (?:else )?would you add|which checks would you|what makes (?!up\b)[^?]*\b(?:good|fit|ready)\b"
    r"|what (?:else )?should (?:one|you|we) (?:consider|check|watch|think of))\b",
    re.IGNORECASE,
)


def check(body: Points) -> Iterator[Finding]:
    """Yield what is wrong with the points in any language."""
    if len(body.points) > MAX_POINTS:
        remedy = f"keep {MAX_POINTS}, or split the question"
        yield Finding("points-many", f"{len(body.points)} points", remedy)
    if not any(point.must for point in body.points):
        remedy = "mark what no good answer lacks with `must: true`"
        yield Finding("points-no-must", "no point is indispensable", remedy)
    for at, point in enumerate(body.points, 1):
        if (count := len(words(point.say))) > MAX_POINT_WORDS:
            remedy = f"one idea, at most {MAX_POINT_WORDS} words"
            yield Finding("point-long", f"point {at} has {count} words", remedy)
        if not point.terms:
            remedy = "list words that show it was said"
            yield Finding("point-no-terms", f"point {at} has no `terms`", remedy)


def _general(body: Points) -> Iterator[Finding]:
    """Find points that are made by what the others say, but for the last word of each: what says a point word
    for word is known to say no other. And terms that make two points."""
    made: dict[frozenset[str], int] = {}
    for at, point in enumerate(body.points, 1):
        for term in {frozenset(map(normal, alternative)) for alternative in point.terms}:
            if (other := made.setdefault(term, at)) != at:
                message = f"`{' '.join(sorted(term))}` makes point {other} and point {at}"
                yield Finding("point-general", message, "let each point have terms of its own")
    for at, point in enumerate(body.points):
        others = "\n".join(" ".join(other.say.split()[:-1]) for other in body.points if other is not point)
        if len(body.points) > 1 and mark(others, body)[at].result == "said":
            message = f"what the other points say makes point {at + 1} too"
            yield Finding("point-general", message, "take out `terms` that stand in other points")


def check_english(body: Points) -> Iterator[Finding]:
    """Yield what the grader, which reads English, cannot find in the reference answer, and open lists."""
    if found := _OPEN_LIST.search(without_code(body.ask)):
        message = f"`{found.group(1)}` asks for a list that has more members than the points"
        yield Finding("open-list", message, "ask for what exactly these points answer")
    if all(point.terms for point in body.points):
        for message in self_test(body):
            yield Finding("points-self-test", message, "mend the point's `terms`, or its wording")
        yield from _general(body)
