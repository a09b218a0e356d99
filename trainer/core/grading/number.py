"""Is a typed number the expected one? Value, unit and spelling; exact for whole numbers."""

import re
from typing import Literal

from trainer.core.grading.plain import fold
from trainer.core.grading.quantity import UNITS, Quantity, Unit, converted, equal, quantities

TOLERANCE = 0.01  # of an expected decimal number
_FILLER = set(["a", "an", "the", "it", "is", "its", "that", "s", "are", "of", "be", "and", "exactly", "just", "only", "default", "by", "answer", "value"])


def same(given: str, expected: str, ask: str = "") -> Literal["right", "wrong"]:
    """Compare two numbers; ``ask`` may name the unit that a bare number has.

    An expected whole number is exact, a decimal one allows 1 %. Exactly one number may be given; words beside
    it must come from the question or say nothing.
    """
    wanted, typed = quantities(expected), quantities(given)
    if len(wanted) != 1 or len(typed) != 1:
        plain = [re.sub(r"\W+", " ", fold(text)).split() for text in (given, expected)]
        return "right" if plain[0] == plain[1] and plain[0] else "wrong"
    rest = fold(given[: typed[0].start] + " " + given[typed[0].end :])
    known = set(re.findall(r"[a-z]+", fold(f"{ask} {expected}"))) | _FILLER
    if re.search(r"[^\s\w.,;:!?=()'\"`~≈-]", rest) or any(
        not _known(word, known) for word in re.findall(r"\w+", rest)
    ):
        return "wrong"
    share = TOLERANCE if wanted[0].decimal else 1e-9
    values = _in_unit_of(typed[0], wanted[0], _asked(ask))
    return "right" if any(equal(value, wanted[0].value, share=share) for value in values) else "wrong"


def _known(word: str, known: set[str]) -> bool:
    return (
        word in known
        or f"{word}s" in known
        or word.removesuffix("s") in known
        or word.removesuffix("es") in known
    )


def _asked(ask: str) -> list[Unit]:
    """Return the units that a question asks for: "in MB", "how many hours", else all it names."""
    folded = fold(ask)
    names = re.findall(r"(?:\bin|\bhow many|\bhow much|\bwhich)\s+`?(%|[a-z]+)", folded)
    units = [UNITS[name] for name in names if name in UNITS and len(name) > 1]
    return units or [found.unit for found in quantities(ask) if found.unit]


def _in_unit_of(typed: Quantity, wanted: Quantity, asked: list[Unit]) -> tuple[float, ...]:
    """Return the typed value in the unit of the expected one, in all readings that make sense."""
    if wanted.unit is None and typed.unit is None:
        return (typed.value,)
    if wanted.unit is not None and typed.unit is not None:
        return converted(typed.value, typed.unit, wanted.unit)
    if wanted.unit is None:
        assert typed.unit is not None
        into = [unit for unit in asked if unit.measure == typed.unit.measure]
        return converted(typed.value, typed.unit, into[0]) if into else ()
    if wanted.unit.measure == "share":
        return (typed.value, typed.value / wanted.unit.size)
    return (typed.value,) if wanted.unit in asked else ()
