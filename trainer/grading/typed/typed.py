"""Typed answers: right, close or wrong, and a readable difference to the nearest accepted answer."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from trainer.core.kinds import Typed
from trainer.grading.typed import command, number
from trainer.grading.typed.around import wrong_article
from trainer.grading.typed.difference import Piece, difference
from trainer.grading.typed.figures import text_or_number_result
from trainer.grading.typed.languages import language_of

__all__ = ["Comparison", "Piece", "Result", "compare", "compare_text"]

Result = Literal["right", "close", "unsure", "wrong"]
_RANK: dict[Result, int] = {"right": 2, "close": 1, "unsure": 0, "wrong": 0}


class Comparison(NamedTuple):
    """How a typed answer compares. ``close`` (a slip of one letter, a plural) never counts as right; only a
    cell of a comparison, which is judged by its meaning too, may be ``unsure``.

    ``expected`` is the accepted answer nearest to what was typed. ``pieces`` leads from one to the other:
    what is the same, missing and extra; of a right answer it is only the expected text.
    """

    result: Result
    expected: str
    pieces: tuple[Piece, ...]


def compare(
    given: str, body: Typed, language: str = "en", others: frozenset[str] = frozenset()
) -> Comparison:
    """Compare ``given`` with the answers that ``body`` accepts, by its ``match``.

    text: case, blanks, quotes, sentence marks, articles and, in English, accents do not matter. exact: each
    letter and sign does. command: see `command.command_result`. number: value, unit converted, as near as
    ``body.within`` says. ``language`` is the tag of the answer's language. ``others``: answers of other
    notes, whose words are no slip of this one.
    """

    def same_number(typed: str, accepted: str) -> Result:
        return number.number_result(typed, accepted, body.ask, language, body.within)

    def same_text(typed: str, accepted: str) -> Result:
        found = text_or_number_result(typed, accepted, body.ask, language, others)
        answers = (body.answer, *body.accept)
        return "close" if found == "right" and wrong_article(typed, answers, language_of(language)) else found

    ways: dict[str, Callable[[str, str], Result]] = {
        "command": command.command_result,
        "number": same_number,
        "exact": _same_letters,
    }
    return _nearest(given, (body.answer, *body.accept), ways.get(body.match, same_text))


def compare_text(
    given: str, answers: Sequence[str], language: str = "en", others: frozenset[str] = frozenset()
) -> Comparison:
    """Compare ``given`` as text with several accepted ``answers`` (at least one), for the gap of a cloze."""
    return _nearest(
        given, answers, lambda typed, wanted: text_or_number_result(typed, wanted, "", language, others)
    )


def _same_letters(given: str, expected: str) -> Result:
    one, other = (unicodedata.normalize("NFC", text.strip()) for text in (given, expected))
    return "right" if one == other else "wrong"


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
