"""Do the numbers of a statement agree with those of a point?"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.grading.points.language import Language
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.words import flat
from trainer.grading.typed.quantity import Quantity, converted, equal, quantities

Agreement = Literal["agree", "differ", "none", "more"]


class Number(NamedTuple):
    """A number of a text: is it in digits, the stem of the word after it, and the index of its first word."""

    quantity: Quantity
    digits: bool
    noun: str
    at: int


def numbers_of(reading: Reading) -> list[Number]:
    """Return the numbers of a text in their order."""
    starts = [word.start for word in reading.words]
    result = []
    for quantity in quantities(flat(reading.text)):
        text = reading.text[quantity.start : quantity.end]
        after = bisect_left(starts, quantity.end)
        noun = reading.words[after].stem if after < len(starts) else ""
        digits = any(letter.isdigit() for letter in text)
        result.append(Number(quantity, digits, noun, bisect_left(starts, quantity.start)))
    return result


@lru_cache(maxsize=2_000)
def numbers_of_say(text: str, speech: Language) -> Sequence[Number]:
    """Return the numbers of a point."""
    return numbers_of(read(text, speech))


def same_value(one: Number, other: Number) -> bool:
    """Are two numbers the same, and no unit tells them apart?"""
    return _same_kind(one, other) and _equal(one.quantity, other.quantity)


def agreement(wanted: Sequence[Number], given: Sequence[Number]) -> Agreement:
    """Compare the numbers of a point with those of a statement.

    ``differ``: the statement has a number of the same unit (or before the same noun) and none that is equal,
    or where no number agrees, one in digits for one in digits.
    ``more``: it has a number in digits of a kind that the point does not have.
    """
    result: Agreement = "none"
    unlike = False
    free = list(given)
    for number in wanted:
        same_kind = [other for other in free if _same_kind(number, other)]
        alike = [other for other in same_kind if _equal(number.quantity, other.quantity)]
        same_noun = [other for other in same_kind if _same_noun(number, other)]
        if same_noun and alike and not any(other in alike for other in same_noun):
            return "differ"  # what is said with that number is said of something else
        if alike:
            result = "agree"
            free.remove(alike[0])
        elif same_noun:
            return "differ"
        elif same_kind:
            unlike = True
    if unlike and result == "none":
        return "differ"
    if result == "none" and any(number.digits and number.quantity.value != 1 for number in given):
        return "more"
    return result


def _same_noun(one: Number, other: Number) -> bool:
    return bool(one.quantity.unit and other.quantity.unit) or (one.noun != "" and one.noun == other.noun)


def _same_kind(one: Number, other: Number) -> bool:
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
