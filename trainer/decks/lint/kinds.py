"""Card rules that concern one kind of note: cloze, choice, points."""

import re
from collections.abc import Iterator

from trainer.core import cloze
from trainer.core.kinds import Body, Choice, Cloze, Points
from trainer.decks.lint.prose import normal, with_code, words
from trainer.grading.points.selftest import self_test

MAX_GAP_WORDS = 3
MIN_LEAK_LETTERS = 3
MIN_OPTIONS, MAX_OPTIONS = 3, 5
LONGEST_RATIO = 1.6  # the right option against the longest wrong one, in characters
LONGEST_EXTRA = 20
MAX_POINTS = 5
MAX_POINT_WORDS = 12

Finding = tuple[str, str, str]  # rule, message, remedy

_CATCH_ALL = re.compile(
    r"(?:all|none|both|neither|any) (?:of (?:these|those|them|the (?:above|options))|(?:the )?above)[.!]?",
    re.IGNORECASE,
)


def check(body: Body) -> Iterator[Finding]:
    """Yield what the rules for the note's kind find."""
    if isinstance(body, Cloze):
        yield from _cloze(body)
    elif isinstance(body, Choice):
        yield from _choice(body)
    elif isinstance(body, Points):
        yield from _points(body)


def _cloze(body: Cloze) -> Iterator[Finding]:
    for number in cloze.numbers(body.text):
        visible = f" {normal(cloze.question(body.text, number))} "
        for hidden in cloze.hidden(body.text, number):
            if (count := len(words(hidden))) > MAX_GAP_WORDS:
                remedy = "hide only the telling word, or make it a question"
                yield "cloze-hides-much", f"gap {number} hides {count} words", remedy
            text = normal(hidden)
            if re.search(rf"[^\W\d_]{{{MIN_LEAK_LETTERS}}}", text) and f" {text} " in visible:
                message = f"`{text}` of gap {number} is visible beside it"
                yield "cloze-leak", message, "hide it there too, or reword"


def _choice(body: Choice) -> Iterator[Finding]:
    count = len(body.right) + len(body.wrong)
    if not MIN_OPTIONS <= count <= MAX_OPTIONS:
        yield "choice-size", f"{count} options", f"offer {MIN_OPTIONS} to {MAX_OPTIONS}"
    for option in (*body.right, *(wrong.text for wrong in body.wrong)):
        if _CATCH_ALL.fullmatch(option.strip()):
            remedy = "give `right` a list when several are right"
            yield "choice-catch-all", f"an option says `{option.strip()}`", remedy
    right = max(len(with_code(option)) for option in body.right)
    wrong = max(len(with_code(option.text)) for option in body.wrong)
    if right > wrong * LONGEST_RATIO and right > wrong + LONGEST_EXTRA:
        message = f"the right option has {right} characters, the longest wrong one {wrong}"
        yield "choice-longest", message, "make the options alike in length"


def _points(body: Points) -> Iterator[Finding]:
    if len(body.points) > MAX_POINTS:
        yield "points-many", f"{len(body.points)} points", f"keep {MAX_POINTS}, or split the question"
    if not any(point.must for point in body.points):
        remedy = "mark what no good answer lacks with `must: true`"
        yield "points-no-must", "no point is indispensable", remedy
    for at, point in enumerate(body.points, 1):
        if (count := len(words(point.say))) > MAX_POINT_WORDS:
            yield "point-long", f"point {at} has {count} words", f"one idea, at most {MAX_POINT_WORDS} words"
        if not point.terms:
            yield "point-no-terms", f"point {at} has no `terms`", "list words that show it was said"
    if all(point.terms for point in body.points):
        for message in self_test(body):
            yield "points-self-test", message, "mend the point's `terms`, or its wording"
