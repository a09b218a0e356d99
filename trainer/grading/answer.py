"""The one judge of an answer, in practice, quiz and mock interview alike."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from trainer.core.card import Note
from trainer.core.kinds import Body, Compare, Order, Point, Points, Sides
from trainer.core.text import bare
from trainer.grading.suggest import PASS_FROM

if TYPE_CHECKING:
    from trainer.grading.points.points import Mark
    from trainer.grading.typed.typed import Comparison

MUST_WEIGHT = 2
SCORES = {"right": 1.0, "close": 0.8, "unsure": 0.0, "wrong": 0.0}
"""What a typed answer is worth, by how it compares."""

_NUMBERS = re.compile(r"[\d\s,;.+&()]+|(?:\d+\s*(?:,|and)?\s*)+")


class Given(NamedTuple):
    """What the user did: options picked, or steps placed in this order (indexes as shown), or a text."""

    picked: frozenset[int] = frozenset()
    placed: tuple[int, ...] = ()
    text: str = ""


class Asked(NamedTuple):
    """What was asked: the body of the note, the suffix of the card, what was shown, the answer's language,
    what other notes of the deck want typed, and its other open questions."""

    body: Any
    suffix: str
    sides: Sides
    language: str
    others: frozenset[str]
    beside: tuple[Body, ...]


class Judged(NamedTuple):
    """What was made of an answer.

    Attributes:
        score: how right it is, 0..1; None where only the user can tell. Points count as they are ticked.
        must_missed: does an indispensable point not count?
        marks: one for each key point, if something was said.
        comparison: of a typed text with the right one. ``cells``: of what was typed of each subject of a
            comparison with its cell.
        places: where each step placed belongs, counted from 0.
        text: what was given, in words, as kept in the log.
    """

    score: float | None = None
    must_missed: bool = False
    marks: "tuple[Mark, ...]" = ()
    comparison: "Comparison | None" = None
    cells: "tuple[Comparison, ...]" = ()
    places: tuple[int, ...] = ()
    text: str = ""

    @property
    def ticks(self) -> tuple[bool, ...]:
        """Does each key point, or each subject, count as said? What is in doubt does if that is likelier."""
        if self.cells:
            return tuple(cell.result in ("right", "close") for cell in self.cells)
        return tuple(mark.counts for mark in self.marks)

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The points or subjects perhaps said, counted from 0."""
        found: Sequence[str] = [cell.result for cell in self.cells] or [mark.result for mark in self.marks]
        return tuple(index for index, result in enumerate(found) if result in ("close", "unsure"))

    @property
    def passed(self) -> bool | None:
        """Is it good enough to go on from? None where only the user can tell."""
        return None if self.score is None else self.score >= PASS_FROM and not self.must_missed


def judge(
    note: Note,
    card: str,
    sides: Sides,
    given: Given,
    others: frozenset[str] = frozenset(),
    beside: tuple[Body, ...] = (),
) -> Judged:
    """Judge what was given to the card with key ``card``, of which ``sides`` were shown.

    Where options were shown, what counts is which were picked, or which ones a text names, and nothing picked
    is wrong. A text of which nothing can be told, or none, is left to the user. ``others``: what other notes
    of the deck want typed, so that it is no slip. ``beside``: its other open questions, since what answers
    one of them does not answer this one, and its comparisons, which tell what is the opposite of what.
    """
    given = given._replace(text=given.text.strip())
    if sides.options:
        found = Judged(_options_score(sides, given))
    else:
        by_kind = JUDGES.get(note.kind)
        asked = Asked(note.body, card.removeprefix(note.key), sides, note.language, others, beside)
        found = by_kind(asked, given) if by_kind else Judged()
    return found._replace(text=_in_words(sides, given))


def points_score(said: Sequence[bool], points: Sequence[Point]) -> float:
    """Return the share of the key ``points`` that were ``said``; indispensable ones weigh double."""
    weights = [MUST_WEIGHT if point.must else 1 for point in points]
    got = sum(weight for weight, one in zip(weights, said, strict=True) if one)
    return got / sum(weights) if weights else 0.0


def must_missed(said: Sequence[bool], points: Sequence[Point]) -> bool:
    """Is an indispensable point not said?"""
    return any(point.must and not one for point, one in zip(points, said, strict=True))


def _in_words(sides: Sides, given: Given) -> str:
    if given.picked:
        return " | ".join(sides.options[index].text for index in sorted(given.picked))
    if given.placed:
        return " | ".join(sides.steps[index] for index in given.placed)
    return given.text


def _options_score(sides: Sides, given: Given) -> float | None:
    """Return 1 for exactly the right options; each right one counts, each wrong one counts against it."""
    right = {index for index, option in enumerate(sides.options) if option.right}
    picked = given.picked or _named(sides, given.text)
    if not picked and given.text:
        return None
    return max(0, len(right & picked) - len(picked - right)) / len(right)


def _named(sides: Sides, text: str) -> frozenset[int]:
    """Return the options that a text names: by their numbers, or one by its words."""
    if _NUMBERS.fullmatch(text):
        return frozenset(int(number) - 1 for number in re.findall(r"\d+", text))
    if not text:
        return frozenset()
    from trainer.grading.typed.typed import compare_text

    named = (compare_text(text, [option.text]).result == "right" for option in sides.options)
    return frozenset(index for index, one in enumerate(named) if one)


def _typed(asked: Asked, given: Given) -> Judged:
    if not given.text:
        return Judged()
    from trainer.grading.typed.typed import compare

    return _compared(compare(given.text, asked.body, asked.language, asked.others))


def _cloze(asked: Asked, given: Given) -> Judged:
    """Take all gaps, with or without commas; of gaps that hide the same it is enough to say that once."""
    if not given.text:
        return Judged()
    from trainer.grading.typed.typed import compare_text

    gaps = [bare(gap) for gap in asked.body.gaps(asked.suffix)]
    once = gaps[:1] if len(set(gaps)) == 1 else []
    answers = [", ".join(gaps), " ".join(gaps), *once]
    return _compared(compare_text(given.text, answers, asked.language, asked.others))


def _compared(comparison: "Comparison") -> Judged:
    return Judged(SCORES[comparison.result], comparison=comparison)


def _order(asked: Asked, given: Given) -> Judged:
    if not given.placed:
        return Judged()
    from trainer.grading.order import belongs, score

    body: Order = asked.body
    steps = [asked.sides.steps[index] for index in given.placed]
    return Judged(score(steps, body.steps), places=belongs(steps, body.steps))


def _points(asked: Asked, given: Given) -> Judged:
    if not given.text:
        return Judged()
    from trainer.grading.points.points import mark

    body: Points = asked.body
    beside = tuple(other for other in asked.beside if isinstance(other, (Points, Compare)))
    found = Judged(marks=mark(given.text, body, asked.language, beside))
    if any(one.why and not tick for one, tick in zip(found.marks, found.ticks, strict=True)):
        return found  # what could not be read is not decided against the user: he judges
    return found._replace(
        score=points_score(found.ticks, body.points), must_missed=must_missed(found.ticks, body.points)
    )


def _compare(asked: Asked, given: Given) -> Judged:
    table = asked.sides.table
    if not given.text or table is None:
        return Judged()
    from trainer.grading.cells import compared

    body: Compare = asked.body
    ask, answers = table.rows[table.asked]
    cells = compared(ask, body.told(given.text), answers, asked.language)
    return Judged(sum(SCORES[cell.result] for cell in cells) / len(cells), cells=cells)


JUDGES: Mapping[str, Callable[[Asked, Given], Judged]] = {
    "typed": _typed,
    "cloze": _cloze,
    "order": _order,
    "compare": _compare,
    "points": _points,
}
"""How a card without options is judged, by its kind. Cards of other kinds are left to the user."""
