"""Typed answers: right, close or wrong, and a readable difference to the nearest accepted answer."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from trainer.core.kinds import Typed
from trainer.grading.typed import command, number, text
from trainer.grading.typed.difference import Piece, difference

__all__ = ["Comparison", "Piece", "Result", "compare", "compare_text"]

Result = Literal["right", "close", "wrong"]
_RANK: dict[Result, int] = {"right": 2, "close": 1, "wrong": 0}


class Comparison(NamedTuple):
    """How a typed answer compares. ``close`` (a slip of one letter, a plural) never counts as right.

    ``expected`` is the accepted answer nearest to what was typed. ``pieces`` leads from one to the other:
    what is the same, missing and extra; of a right answer it is only the expected text.
    """

    result: Result
    expected: str
    pieces: tuple[Piece, ...]


def compare(given: str, body: Typed) -> Comparison:
    """Compare ``given`` with the answers that ``body`` accepts, by its ``match``.

    text: case, blanks, quotes, accents, articles and final punctuation do not matter. command: blanks, the
    kind of quotes, a final semicolon, ``=`` or blank before an option's value, the order of options and the
    case of SQL keywords do not matter; the case of anything else does. number: value, unit converted.
    """

    def same_number(typed: str, accepted: str) -> Result:
        return number.number_result(typed, accepted, body.ask)

    def same_text(typed: str, accepted: str) -> Result:
        return text.text_result(typed, accepted, body.ask)

    ways: dict[str, Callable[[str, str], Result]] = {
        "command": command.command_result,
        "number": same_number,
    }
    return _nearest(given, (body.answer, *body.accept), ways.get(body.match, same_text))


def compare_text(given: str, answers: Sequence[str]) -> Comparison:
    """Compare ``given`` as text with several accepted ``answers`` (at least one), for the gap of a cloze."""
    return _nearest(given, answers, text.text_result)


def _nearest(given: str, answers: Sequence[str], same: Callable[[str, str], Result]) -> Comparison:
    from rapidfuzz.distance import OSA  # here: importing it would slow the start of the program

    def nearness(found: tuple[Result, str]) -> tuple[int, float]:
        result, answer = found
        return _RANK[result], OSA.normalized_similarity(given.casefold(), answer.casefold())

    def result_of(answer: str) -> Result:
        return "right" if answer.strip() and given.strip() == answer.strip() else same(given, answer)

    result, expected = max(((result_of(answer), answer) for answer in answers), key=nearness)
    pieces = (Piece("same", expected),) if result == "right" else difference(given, expected)
    return Comparison(result, expected, pieces)
