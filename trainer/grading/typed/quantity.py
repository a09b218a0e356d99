"""Numbers with units: reading them in many spellings, and telling whether two are the same quantity."""

import re
from typing import NamedTuple

from trainer.grading.typed.text import fold

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(_ONES.split())}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_TIMES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9}

_BYTES = ("", "kilo", "mega", "giga", "tera", "peta")
_TIME = {
    "ms": "ms msec msecs millis millisecond milliseconds millisec",
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
    "week": "week weeks",
}
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "week": 604800.0}


class Unit(NamedTuple):
    """A unit: what it measures, its size in the base unit; ``power`` and ``binary`` for bytes only."""

    measure: str
    size: float = 1.0
    power: int = 0
    binary: bool = False


def _units() -> dict[str, Unit]:
    units = {"%": Unit("share", 0.01), "percent": Unit("share", 0.01), "pct": Unit("share", 0.01)}
    for name, spellings in _TIME.items():
        units |= dict.fromkeys(spellings.split(), Unit("time", _SECONDS[name]))
    for power, prefix in enumerate(_BYTES):
        decimal, letter = Unit("bytes", 1000.0**power, power), prefix[:1]
        units |= dict.fromkeys((f"{prefix}byte", f"{prefix}bytes"), decimal)
        if letter:
            units |= dict.fromkeys((f"{letter}b", f"{letter}bs"), decimal)
            binary = Unit("bytes", 1024.0**power, power, binary=True)
            units |= dict.fromkeys((f"{letter}ib", f"{prefix[:2]}bibyte", f"{prefix[:2]}bibytes"), binary)
    return units


UNITS = _units()

_GROUPED = r"\d{1,3}(?:[ ,_'’\u00a0\u202f]\d{3})+(?:\.\d+)?"
_MINUS = r"\b(?:minus|negative)\s"
_NAMES = "|".join(sorted((*_WORDS, *_TIMES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[-−–]\s?|{_MINUS})?(?P<digits>{_GROUPED}|\d+(?:[.,]\d+)?|\.\d+)(?!\d)"
    rf"|(?P<minus>{_MINUS})?\b(?P<word>{_NAMES})\b"
)


class Quantity(NamedTuple):
    """A number read from a text at ``start``..``end``; ``unit`` is None if none of the known follows."""

    value: float
    unit: Unit | None
    start: int
    end: int
    decimal: bool = False


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of ``text`` with their units: digits, number words, both (``2 million``)."""
    folded = fold(text)
    found: list[Quantity] = []
    for match in _NUMBER.finditer(folded):
        value, decimal = _value(match)
        word = match["word"]
        if (
            found
            and found[-1].unit is None
            and not folded[found[-1].end : match.start()].strip(" -")
            and word
        ):
            last = found[-1]
            if word in _TIMES:
                found[-1] = _with_unit(
                    folded, last.value * _TIMES[word], last.start, match.end(), last.decimal
                )
                continue
            if last.value >= 20 and value < 10:
                found[-1] = _with_unit(folded, last.value + value, last.start, match.end(), last.decimal)
                continue
        found.append(_with_unit(folded, value, match.start(), match.end(), decimal))
    return found


def equal(one: float, other: float, *, share: float = 1e-9) -> bool:
    """Are two values equal up to ``share`` of the larger?"""
    return abs(one - other) <= share * max(abs(one), abs(other))


def converted(value: float, unit: Unit, into: Unit) -> tuple[float, ...]:
    """Return ``value`` in the other unit, in all ways one may count; none if they measure different things.

    Between byte units with decimal names both 1000 and 1024 are in use; a binary name (MiB) means 1024.
    """
    if unit.measure != into.measure:
        return ()
    if unit.measure != "bytes":
        return (value * unit.size / into.size,)
    steps = unit.power - into.power
    bases = (1024.0,) if unit.binary or into.binary else (1000.0, 1024.0)
    return tuple(value * base**steps for base in bases)


def _value(match: re.Match[str]) -> tuple[float, bool]:
    if word := match["word"]:
        sign = -1 if match["minus"] else 1
        return sign * float(_WORDS[word] if word in _WORDS else _TIMES[word]), False
    digits = match["digits"]
    if re.fullmatch(_GROUPED, digits):
        digits = re.sub(r"[^\d.]", "", digits)
    digits = digits.replace(",", ".")
    return (-1 if match["sign"] else 1) * float(digits), "." in digits


def _with_unit(text: str, value: float, start: int, end: int, decimal: bool) -> Quantity:
    if half := re.compile(r"\s+and\s+a\s+half\b").match(text, end):
        value, end, decimal = value + 0.5, half.end(), True
    after = re.compile(r"\s?-?\s?(%|[a-zµ]+)(?!\w)").match(text, end)
    unit = UNITS.get(after.group(1)) if after else None
    return Quantity(value, unit, start, after.end() if after and unit else end, decimal)
