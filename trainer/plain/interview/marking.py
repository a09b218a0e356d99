"""The marking of a mock interview: what was said beside the reference; digits change a point."""

from collections.abc import Iterator
from functools import partial

from trainer.core.reads import as_shown
from trainer.grading.wording import new_terms
from trainer.interview import wording
from trainer.interview.interview import Interview
from trainer.interview.marking import MarkedAnswer, Marking
from trainer.plain.card import ticked
from trainer.plain.talk import Talk

_RATINGS = "1 right, 2 half, 3 wrong"
_RATES = ("1", "2", "3")
_MARKS = "0123456789an"


def mark(talk: Talk, interview: Interview) -> None:
    """Go through the answers until all are marked.

    Raises:
        Left: the input ended, or the user left.
    """
    marking = Marking(interview)
    if marking.current is not None:
        talk.say("\nMarking. Each answer beside its reference; digits tick a point, Enter goes on, u back.")
    shown: MarkedAnswer | None = None
    while (answer := marking.current) is not None:
        if answer is not shown:
            talk.say(*_answer(answer, marking.place))
        shown = answer
        talk.say(*_points(answer))
        told = ("digits tick a point or rate, a all, n the rest no, Enter goes on, u or b goes back",)
        known = partial(_known, answer)
        word = talk.inquire(_keys(answer), told=told, words=("b",), known=known).strip()
        _obey(talk, marking, answer, word)


def _known(answer: MarkedAnswer, word: str) -> bool:
    return word == "u" or (bool(answer.key_points) and all(map(_MARKS.__contains__, word))) or word in _RATES


def _obey(talk: Talk, marking: Marking, answer: MarkedAnswer, word: str) -> None:
    if word in ("u", "b"):
        done: list[bool] = []
        talk.attempt(lambda: done.append(marking.back()))
        if done == [False]:
            talk.say("this is the first answer")
    elif word == "":
        if talk.attempt(marking.confirm) and (said := new_terms(len(answer.terms))):
            talk.say(said)
    elif answer.key_points and all(map(_MARKS.__contains__, word)):
        for key in word:
            marking.press(key)
    elif word in _RATES:
        talk.attempt(lambda: marking.rate(int(word)))
    else:
        talk.unknown(word)


def _answer(answer: MarkedAnswer, place: tuple[int, int]) -> Iterator[str]:
    asked = answer.asked
    yield f"\nAnswer {place[0]} of {place[1]}: {as_shown(asked.ask)}"
    yield f"You said: {wording.given(asked)}"
    if not answer.key_points:
        reference = answer.sides.answer if answer.sides is not None else "(no deck has this card any more)"
        yield f"Reference: {as_shown(reference)}"
    if answer.card is not None and answer.card.note.why:
        yield f"why: {as_shown(answer.card.note.why)}"


def _points(answer: MarkedAnswer) -> Iterator[str]:
    """Yield the points with what was made of each, and how the answer is judged so far."""
    if answer.key_points:
        yield from (ticked(answer.marking, index) for index in range(len(answer.key_points)))
    facts = ", ".join(f"{label} {value}" for label, value in wording.ratings(answer.preview))
    warning = wording.warning(answer.preview) if answer.settled else ""
    yield f"{facts}{f', ⚠ {warning}' if warning else ''}"


def _keys(answer: MarkedAnswer) -> str:
    if answer.asked.skipped:
        return "[Enter: next, u: back]"
    if answer.key_points:
        return "[digits: tick, a: all, n: the rest no, Enter: next, u: back]"
    return f"[{_RATINGS}, Enter: {wording.percent(answer.score)}, u: back]"
