"""Do the numbers of a statement agree with those of a point?"""

from typing import Literal, NamedTuple

from trainer.grading.points.reading import Reading
from trainer.grading.typed.quantity import Quantity, converted, equal, quantities

Numbers = Literal["agree", "differ", "none", "more"]


class _Number(NamedTuple):
    quantity: Quantity
    digits: bool
    noun: str  # stem of the word after it


def agreement(say: Reading, answer: Reading, first: int, last: int) -> Numbers:
    """Compare the numbers of a point with those among the words ``first``..``last`` of an answer.

    ``differ``: the answer has a number of the same unit (or before the same noun) and none that is equal.
    ``more``: it has a number in digits of a kind that the point does not have.
    """
    wanted = _numbers(say, 0, len(say.tokens) - 1)
    given = _numbers(answer, first, last)
    result: Numbers = "none"
    for number in wanted:
        same_kind = [other for other in given if _same_kind(number, other)]
        if any(_equal(number.quantity, other.quantity) for other in same_kind):
            result = "agree" if result == "none" else result
        elif same_kind:
            return "differ"
    if result == "none" and any(number.digits for number in given):
        return "more"
    return result


def _numbers(reading: Reading, first: int, last: int) -> list[_Number]:
    if not reading.tokens:
        return []
    start, end = reading.tokens[first].start, reading.tokens[last].end
    result = []
    for quantity in quantities(reading.text):
        if not start <= quantity.start < end:
            continue
        after = next((token for token in reading.tokens if token.start >= quantity.end), None)
        text = reading.text[quantity.start : quantity.end]
        result.append(_Number(quantity, any(c.isdigit() for c in text), after.stem if after else ""))
    return result


def _same_kind(one: _Number, other: _Number) -> bool:
    units = one.quantity.unit, other.quantity.unit
    if units[0] and units[1]:
        return units[0].measure == units[1].measure
    if units[0] or units[1]:
        share = {unit.measure for unit in units if unit}
        return share == {"share"} and equal(one.quantity.value, other.quantity.value * 100)
    return (
        one.noun == other.noun or one.quantity.value == other.quantity.value or (one.digits and other.digits)
    )


def _equal(one: Quantity, other: Quantity) -> bool:
    if one.unit and other.unit:
        return any(
            equal(value, one.value, share=0.001) for value in converted(other.value, other.unit, one.unit)
        )
    return equal(one.value, other.value) or equal(one.value, other.value * 100)
