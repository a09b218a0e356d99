"""Numbers in a text answer: is what was typed another spelling of the same number and unit?"""

import re
from typing import Literal

from trainer.grading.typed.languages import Language, language_of
from trainer.grading.typed.letters import plain
from trainer.grading.typed.number import number_result
from trainer.grading.typed.quantity import Quantity, numerals, read
from trainer.grading.typed.text import text_result
from trainer.grading.typed.units import COUNT

Result = Literal["right", "close", "wrong"]

_LONGEST = 60
"""So many letters a number with its unit has at most."""

_CODE = re.compile(r"0\d.*|.*\d[A-Z]")
"""What begins or ends as a code or a name does (007, +49, 3D, 5G): its digits say no amount."""


def text_or_number_result(
    given: str, expected: str, ask: str = "", language: str = "en", others: frozenset[str] = frozenset()
) -> Result:
    """Compare two texts as `text_result` does, and numbers in them by what they say.

    An answer that is a number, maybe with a unit, is right in other marks for thousands and decimals and
    with the unit written out, and close in any other spelling of the same (``1e3``, ``five``, ``1 day`` for
    ``24 h``). Not what may be a code: ``007`` is not 7, nor the version ``1.10`` the version 1.1.
    """
    found = text_result(given, expected, ask, language, others)
    if found == "close" or given == expected or not any(sign.isdigit() for sign in expected):
        return found
    known = language_of(language)
    wanted, typed = _whole(expected, known), _whole(given, known)
    if found == "right":
        other_unit = (
            wanted and typed and wanted.units and typed.units and not {*wanted.units} & {*typed.units}
        )
        return "close" if other_unit else found  # MW for mW
    if expected.lstrip().startswith("+"):
        return found
    if wanted and typed:
        return _as_numbers((given, typed), (expected, wanted), ask, language)
    ungrouped = _ungrouped(given, known), _ungrouped(expected, known)
    if ungrouped != (given, expected):
        return text_result(*ungrouped, ask, language, others)
    return found


def _whole(text: str, language: Language) -> Quantity | None:
    """Return the number with its unit that a text is; None if there is more in it, or it may be a code."""
    if len(text) > _LONGEST or _CODE.fullmatch(plain(text)):
        return None
    numbers = numerals(text, language).strip()
    found = read(numbers, language)
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(numbers)) else None


def _as_numbers(given: tuple[str, Quantity], wanted: tuple[str, Quantity], ask: str, language: str) -> Result:
    (text, typed), (expected, target) = given, wanted
    same_digits = (typed.value, typed.step, typed.digits) == (target.value, target.step, target.digits)
    version = typed.unit is None and target.unit is None and (typed.decimal or target.decimal)
    if version and typed.step and target.step and typed.step != target.step:
        return "wrong"  # 1.10 for 1.1, 2.0 for 2
    if (
        same_digits
        and target.step
        and _same_unit(typed, target)
        and _plainly(text, expected, typed, language)
    ):
        return "right"
    return "close" if number_result(text, expected, ask, language, within="0") == "right" else "wrong"


def _same_unit(one: Quantity, other: Quantity) -> bool:
    """Do two units mean the same: metres and m too, but neither minutes nor a million and m?"""
    both = {*one.units} & {*other.units}
    written_out = both in ({*one.units}, {*other.units}) and not {unit.measure for unit in both} & {
        COUNT,
        "time",
    }
    return one.units == other.units or (bool(both) and written_out)


def _plainly(given: str, expected: str, typed: Quantity, language: str) -> bool:
    """Is it the same number in digits alone: no sign or ordinal, no decimal comma that the language lacks?"""
    if plain(given).startswith("+") or (
        typed.unit is None and any(sign.isalpha() for sign in plain(given) + plain(expected))
    ):
        return False
    foreign = "," in given and "," not in expected and typed.decimal
    return not foreign or language_of(language).spoken.comma


def _ungrouped(text: str, language: Language) -> str:
    mark = r"\." if language.spoken.comma else ","
    return re.sub(
        rf"(?<![\w.,])[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?![.,]?\d)",
        lambda found: re.sub(mark, "", found[0]),
        plain(text),
    )
