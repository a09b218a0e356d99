"""Numbers with units: reading them in many spellings, and telling whether two are the same quantity."""

import re
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from trainer.grading.typed.abroad import DEGREES, MINUS, PER
from trainer.grading.typed.languages import ENGLISH, Language
from trainer.grading.typed.letters import MARKS
from trainer.grading.typed.number_words import (
    BEFORE,
    LARGE,
    Said,
    following,
    numerals,
    one_of,
    times_of,
    words_of,
)
from trainer.grading.typed.units import ALL, CASES, COUNT, PREFIXED, PROSE, Unit

__all__ = ["Quantity", "Unit", "converted", "equal", "numerals", "quantities", "read", "unit_at"]

_GROUPED = (
    r"\d{1,3}(?:(?P<sep>[ ,.'_])\d{3}(?:(?P=sep)\d{3})*)(?:[.,]\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
)
_DECIMAL = r"\d+[.,]\d+|\d+|\.\d+"
_FRACTION = r"\d+ \d+/\d+|\d+\s?/\s?\d+"
_POWER = r"(?:\^|\*\*)\s?(?P<power>[+-]?\d{1,3})"
_TEN = r"(?:e(?P<e>[+-]?\d{1,3})(?!\w)|\s?[x×*·]\s?10\s?(?:\^|\*\*)\s?(?P<ten>[+-]?\d{1,3}))"
_SIGN = rf"(?P<sign>(?<!\w)[-+]\s?|{BEFORE}(?:{MINUS}|plus)\s?)"
_LETTERS = rf"(?:[^\W\d_]|[{MARKS}]|[\"'](?=[א-ת]))*"
_ATOM = rf"(?:[%‰٪°€$£¥₹₽₩₺₪฿₫]|[^\W\d_]){_LETTERS}(?:\^-?[1-4])?"
_DEGREES, _PER = "|".join(("degrees?", *DEGREES.split())), "|".join(PER.split())
_UNIT = re.compile(rf"\s?-?\s?(?:(?:{_DEGREES})\s)?(?P<unit>{_ATOM})")
_FURTHER = re.compile(
    rf"(?:\s?(?P<below>/|\b(?:{_PER})\b)\s?(?P<opened>\()?|\s?[·*⋅]\s?|\s(?P<blank>))(?P<unit>{_ATOM})"
)


class Quantity(NamedTuple):
    """A number read from a text at ``start``..``end``.

    Attributes:
        unit: what the unit most likely is; None if none of the known follows. ``units``: all that it may be.
        decimal: has it decimals? ``step``: what the last of its digits counts, 0 of an exact one.
        digits: how many digits say something.
        also: its value if its mark is read the other way (1.500 as one and a half).
    """

    value: float
    unit: Unit | None
    start: int
    end: int
    decimal: bool = False
    units: tuple[Unit, ...] = ()
    step: float = 0.0
    digits: int = 0
    also: float | None = None

    def values(self) -> tuple[float, ...]:
        """Return the value in each way to read it."""
        return (self.value,) if self.also is None else (self.value, self.also)


class _Digits(NamedTuple):
    value: float
    step: float = 0.0
    digits: int = 0
    also: float | None = None


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of English prose in lower case with their units: digits, number words, both
    (``2 million``), and where in ``text`` they stand."""
    return read(text, ENGLISH, prose=True)


def read(text: str, language: Language, *, prose: bool = False) -> list[Quantity]:
    """Return the numbers of a text with their units. ``prose``: without what may be something else there,
    such as 1/2, 1e3, "half" or the unit "in". What is no number (1/0), or too large or small for one, is
    none."""
    found: list[Quantity] = []
    start, units = 0, PROSE if prose else ALL
    pattern = _pattern(language, prose=prose)
    while match := pattern.search(text, start):
        quantity = _read_on(text, match, language, units, prose=prose)
        if isfinite(quantity.value):
            found.append(quantity)
        start = max(quantity.end, match.end())
    return found


def equal(one: float, other: float, *, share: float = 1e-9) -> bool:
    """Are two values equal up to ``share`` of the larger? What is not finite equals nothing."""
    return isfinite(one - other) and abs(one - other) <= share * max(abs(one), abs(other))


def converted(value: float, unit: Unit, into: Unit) -> tuple[float, ...]:
    """Return ``value`` in the other unit, in all ways one may count; none if they measure different things.

    Between byte units with decimal names both 1000 and 1024 are in use; a binary name (MiB) means 1024.
    """
    if unit.measure != into.measure:
        return ()
    if not unit.measure.startswith("bytes"):
        return ((value * unit.size + unit.zero - into.zero) / into.size,)
    steps = unit.power - into.power
    rest = (unit.size / _base(unit) ** unit.power) / (into.size / _base(into) ** into.power)
    bases = (1024.0,) if unit.binary or into.binary else (1000.0, 1024.0)
    return tuple(value * rest * base**steps for base in bases)


def _base(unit: Unit) -> float:
    return 1024.0 if unit.binary else 1000.0


@lru_cache(maxsize=64)
def _pattern(language: Language, *, prose: bool) -> re.Pattern[str]:
    digits = rf"{_GROUPED}|{_DECIMAL}" if prose else rf"{_FRACTION}|{_GROUPED}|{_DECIMAL}"
    money = "" if prose else rf"(?P<money>[{PREFIXED}]\s?)?"
    raised = "" if prose else rf"(?:{_POWER}|{_TEN})?"
    behind = r"(?!\d)" if prose else r"(?![.,:/]?\d)"
    before = r"(?<![\w.])" if prose else rf"{BEFORE}(?<![\d.])(?<!\d[:/,])"
    minus = r"\b(?:minus|negative)\s" if prose else rf"{BEFORE}(?:{MINUS})\s?"
    word = rf"(?P<minus>{minus})?{one_of((*words_of(language), *times_of(language, prose=prose)))}"
    return re.compile(
        rf"{before}{money}{_SIGN}?(?P<digits>{digits}){raised}{behind}|{word}",
        re.IGNORECASE if not prose else 0,
    )


def _read_on(
    text: str, match: re.Match[str], language: Language, units: Mapping[str, tuple[Unit, ...]], *, prose: bool
) -> Quantity:
    """Read the number that begins with ``match``: its further words, and its unit."""
    digits = _in_digits(match, language, prose=prose) if match["digits"] else None
    terms, end, decimal = [digits.value] if digits else [], match.end(), bool(digits and 0 < digits.step < 1)
    said = Said(terms, follows=0.0 if digits else LARGE)
    if match["word"]:
        said.add(match["word"], language, prose=prose)
    while more := following(language, prose=prose).match(text, end):
        if not said.add(more["word"] or more["digits"], language, joined=bool(more["join"]), prose=prose):
            break
        end = more.end()
    decimal, value = decimal or said.fraction, sum(said.terms)
    if match["minus"] or (match["digits"] and (match["sign"] or "+").strip() not in ("+", "plus")):
        value = -value
    scaled = value / digits.value if digits and digits.value else 1.0
    found = Quantity(
        value,
        None,
        match.start(),
        end,
        decimal,
        step=abs(digits.step * scaled) if digits else 0.0,
        digits=digits.digits if digits else 0,
        also=digits.also * scaled if digits and digits.also is not None else None,
    )
    if not prose and match["money"]:
        unit = ALL[match["money"].strip()]
        return found._replace(unit=unit[0], units=unit)
    return _with_unit(text, found, language, units, prose=prose)


def _in_digits(match: re.Match[str], language: Language, *, prose: bool) -> _Digits:
    found = _value(match["digits"], language)
    if prose:
        return found
    if match["power"]:
        return _Digits(_power(found.value, int(match["power"])))
    exponent = match["e"] or match["ten"]
    scale = _power(10.0, int(exponent)) if exponent else 1.0
    return found._replace(value=found.value * scale, step=found.step * scale)


def _power(base: float, exponent: int) -> float:
    """Return a power; infinity where it is too large for a number, or so small that nothing would be left."""
    try:
        power = float(base**exponent)
    except (OverflowError, ZeroDivisionError):
        return float("inf")
    return power if power or not base else float("inf")


def _value(digits: str, language: Language) -> _Digits:
    """Read digits with their marks; one comma or point before three digits is read as the language does."""
    if "/" in digits:
        whole, _, fraction = (
            digits.rpartition(" ") if re.fullmatch(r"\d+ \d+/\d+", digits) else ("0", "", digits)
        )
        over, under = (float(part) for part in fraction.split("/"))
        return _Digits(float(whole) + over / under if under else float("inf"))
    digits = re.sub("[ '_]", "", digits)
    marks = re.sub(r"\d", "", digits)
    single = len(marks) == 1 and bool(re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits))
    if len(marks) == 1 and not (
        single and (marks == "," or language.spoken.comma) and not (marks == "," and language.spoken.comma)
    ):
        return _plain(digits.replace(",", "."))
    if len(set(marks)) == 1:
        also = float(digits.replace(",", ".")) if single and marks == "." else None
        return _plain(re.sub("[.,]", "", digits))._replace(also=also)
    if marks:
        digits = re.sub(f"[{re.escape(marks[0])}]", "", digits)
    return _plain(digits.replace(",", "."))


def _plain(digits: str) -> _Digits:
    decimals = len(digits.partition(".")[2])
    return _Digits(float(digits), 10.0**-decimals, len(digits.replace(".", "").lstrip("0")))


def _with_unit(
    text: str, found: Quantity, language: Language, units: Mapping[str, tuple[Unit, ...]], *, prose: bool
) -> Quantity:
    end = found.end
    if prose:
        after = re.compile(r"\s?-?\s?(%|[a-zµ]+)(?!\w)").match(text, end)
        known = units.get(after[1], ()) if after else ()
        return found._replace(unit=known[0], units=known, end=after.end()) if after and known else found
    articles = "|".join(language.skipped.split()) or "(?!)"
    if article := re.compile(rf"\s+(?:of\s+)?(?:{articles})(?=\s)", re.IGNORECASE).match(text, end):
        end = article.end()
    known, stop = _compound(text, end)
    if not known:
        return found
    return found._replace(unit=known[0], units=known, end=stop)


def unit_at(text: str, start: int, language: Language) -> tuple[Unit, ...]:
    """Return what a unit that stands at ``start`` may mean; nothing if there is none, or an article."""
    found = _UNIT.match(text, start)
    return (
        _compound(text, start)[0]
        if found and found["unit"].casefold() not in language.skipped.split()
        else ()
    )


def _compound(text: str, start: int) -> tuple[tuple[Unit, ...], int]:
    """Return what the unit at ``start`` may mean and where it ends, with all that it is multiplied with or
    divided by: m/s^2, N·m, J/(g·K), m s^-2."""
    found = _UNIT.match(text, start)
    known, end = (_unit(found["unit"]), found.end()) if found else ((), start)
    opened = False
    while known and (more := _FURTHER.match(text, end)):
        opened = opened or bool(more["opened"])
        factors = _unit(more["unit"])
        last = found and not found["unit"].islower() and not text[more.end() :].strip()  # 5 N m
        apart = more["blank"] is not None and not opened and "^-" not in more["unit"]
        if not factors or (apart and not last):
            break
        power = -1 if more["below"] or opened else 1
        known = tuple(one.times(other.raised(power)) for one in known for other in factors)
        end = more.end()
        if opened and text[end : end + 1] == ")":
            opened, end = False, end + 1
    return known, end


def _unit(name: str) -> tuple[Unit, ...]:
    name, _, power = name.partition("^")
    known = CASES.get(name) or ALL.get(name.casefold(), ())
    return tuple(unit.raised(int(power)) for unit in known if unit.measure != COUNT) if power else known
