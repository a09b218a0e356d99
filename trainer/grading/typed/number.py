"""Is a typed number the expected one? Value, unit and spelling; exact for whole numbers."""

import re
from itertools import pairwise
from typing import Literal

from trainer.grading.points.wordlist import words
from trainer.grading.typed.quantity import UNITS, Quantity, Unit, converted, equal, quantities
from trainer.grading.typed.text import fold

TOLERANCE = 0.01  # of an expected decimal number
_FILLER = words(
    """
    a an the it is its that s are of be and exactly just only default by answer value about
    approximately roughly around circa ca at from
    """
)


def number_result(given: str, expected: str, ask: str = "") -> Literal["right", "wrong"]:
    """Compare two numbers; ``ask`` may name the unit that a bare number has.

    An expected whole number is exact, a decimal one allows 1 %. Exactly one number may be given; words beside
    it must come from the question or say nothing.
    """
    wanted, typed = quantities(expected), quantities(given)
    if len(typed) > 1:
        typed = _summed(given, typed) or _share_of(given, typed, ask)
    if len(wanted) != 1 or len(typed) != 1:
        plain = [re.sub(r"\W+", " ", fold(text)).split() for text in (given, expected)]
        return "right" if plain[0] == plain[1] and plain[0] else "wrong"
    rest = fold(given[: typed[0].start] + " " + given[typed[0].end :])
    known = set(re.findall(r"[a-z]+", fold(f"{ask} {expected}"))) | _FILLER
    if re.search(r"[^\s\w.,;:!?=()'\"`~≈-]", rest) or not all(
        _known(word, known) for word in re.findall(r"\w+", rest)
    ):
        return "wrong"
    share = TOLERANCE if wanted[0].decimal else 1e-9
    values = _in_unit_of(typed[0], wanted[0], ask)
    return "right" if any(equal(value, wanted[0].value, share=share) for value in values) else "wrong"


def _summed(text: str, parts: list[Quantity]) -> list[Quantity]:
    """Return ``10 minutes 30 seconds`` as one quantity in the first unit; nothing if that makes no sense."""
    first = parts[0]
    total, size = first.value, first.unit.size if first.unit else 0.0
    for before, part in pairwise(parts):
        between = text[before.end : part.start].strip(" ,").casefold()
        if first.unit is None or part.unit is None or between not in ("", "and") or part.unit.size >= size:
            return []
        if part.unit.measure != first.unit.measure or part.unit.measure == "share":
            return []
        size = part.unit.size
        total += converted(part.value, part.unit, first.unit)[0]
    return [first._replace(value=total, end=parts[-1].end)]


def _share_of(text: str, parts: list[Quantity], ask: str) -> list[Quantity]:
    """Return the first number of ``2 of the 3``, if the question has the second."""
    first, second = parts[0], parts[1]
    between = re.fullmatch(r"\s*(?:out )?of(?: the)?\s*", text[first.end : second.start])
    asked = any(equal(second.value, other.value) for other in quantities(ask))
    return [first._replace(end=second.end)] if len(parts) == 2 and between and asked else []


def _known(word: str, known: set[str]) -> bool:
    """Is it a word of the question, perhaps in another form (``mappers`` where it says "map")?"""
    forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("es")}
    doer = re.fullmatch(r"(.{3,}?)(.?)\2?ers?", word)
    return bool(forms & known) or bool(doer and (doer[1] in known or doer[1] + doer[2] in known))


def _asked(ask: str) -> list[Unit]:
    """Return the units that a question asks for: "in MB", "how many hours", else all it names."""
    folded = fold(ask)
    names = re.findall(r"(?:\bin|\bhow many|\bhow much|\bwhich)\s+`?(%|[a-z]+)", folded)
    units = [UNITS[name] for name in names if name in UNITS and len(name) > 1]
    return units or [found.unit for found in quantities(ask) if found.unit]


def _in_unit_of(typed: Quantity, wanted: Quantity, ask: str) -> tuple[float, ...]:
    """Return the typed value in the unit of the expected one, in all readings that make sense."""
    asked = _asked(ask)
    if wanted.unit is not None and typed.unit is not None:
        return converted(typed.value, typed.unit, wanted.unit)
    if typed.unit is not None:
        into = [unit for unit in asked if unit.measure == typed.unit.measure]
        if not asked and not re.search(r"\bhow (?:many|much)\b", fold(ask)):
            return (typed.value,)  # the question leaves the unit open
        return converted(typed.value, typed.unit, into[0]) if into else ()
    if wanted.unit is None:
        return (typed.value,)
    if wanted.unit.measure == "share":
        return (typed.value, typed.value / wanted.unit.size)
    return (typed.value,) if wanted.unit in asked else ()
