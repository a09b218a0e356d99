"""Is a typed number the expected one? Value and unit, in any spelling; how near it must be, the note says."""

import re
from itertools import pairwise
from math import isfinite
from typing import Literal

from trainer.grading.typed.dates import dates
from trainer.grading.typed.languages import ENGLISH, Language, language_of
from trainer.grading.typed.letters import MARKS, WORD, letters, plain
from trainer.grading.typed.quantity import Quantity, converted, equal, numerals, read, unit_at
from trainer.grading.typed.text import text_result
from trainer.grading.typed.units import ALL, COUNT, SHARE, Unit

ENOUGH_DIGITS = 3
"""So many digits of a number that says more are as good as all; fewer are nearly right."""

YEARS = (100, 3000)
"""What may be a year."""

_OUTSIDE = re.compile(rf"[^\s\w{MARKS}.,;:!?=()'\"`~≈¿¡、。،؟।-]")
_BOUND = re.compile(r"[<>]=?|!=")
_TOGETHER = re.compile(rf"(?:[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]|[{MARKS}])+")
_WITHIN = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*")

_PREFIX = re.compile(r"(?<=\d)\s?([kmgtpKMGTP])$")
_BITS = re.compile(r"(?<![^\W\d_])[KMGTP]b(?!\w)")
"""A megabit, where bytes are meant."""

_Result = Literal["right", "close", "wrong"]


def number_result(
    given: str, expected: str, ask: str = "", language: str = "en", within: str = ""
) -> _Result:
    """Compare two numbers; ``ask`` may name the unit that a bare number has.

    Exactly one number may be given, or a date of the year expected; words beside it must come from the
    question or say nothing. ``within`` says how far off it may be, ``5%`` or ``2`` (in the unit expected).
    Without it a whole number is exact, and one with decimals right if it says the same up to rounding:
    ``3.14`` for ``3.14159``. What rounds it to fewer digits than `ENOUGH_DIGITS`, or lacks its unit, is
    close. What is the same text in another spacing is right, whatever its unit is.
    """
    found = _as_numbers(given, expected, ask, language, within)
    return "right" if found != "right" and _same_text(given, expected, ask, language) else found


def _same_text(given: str, expected: str, ask: str, language: str) -> bool:
    """Are two texts the same, their numbers too, and the capitals that tell mW from MW?"""
    known = language_of(language)
    typed, wanted = (numerals(text, known) for text in (given, expected))
    values = [[found.value for found in read(text, known)] for text in (typed, wanted)]
    capitals = [[letter for letter in text if letter.isupper()] for text in (typed, wanted)]
    return (
        values[0] == values[1]
        and capitals[0] == capitals[1]
        and text_result(given, expected, ask, language) == "right"
    )


def _as_numbers(given: str, expected: str, ask: str, language: str, within: str) -> _Result:
    known = language_of(language)
    given_plain, expected_plain = numerals(given, known), numerals(expected, known)
    wanted, typed = read(expected_plain, known), read(given_plain, known)
    if len(wanted) == 1 and wanted[0].unit is None and len(expected_plain.strip()) == 4:
        years = {float(date.year) for date in dates(given, language)}
        if wanted[0].value in years:
            return "right"
    if len(typed) > 1:
        typed = _summed(given_plain, typed, known) or _share_of(given_plain, typed, ask, known)
    if len(wanted) > 1:
        wanted = _summed(expected_plain, wanted, known)
    if len(wanted) == 1 and wanted[0].unit is None:
        typed = [_without_year(given_plain, one, known) for one in typed]
    typed = [_in_bytes(given_plain, one, wanted, ask, known) for one in typed]
    if len(wanted) != 1 or len(typed) != 1:
        return text_result(given, expected, ask, language) if typed or not wanted else "wrong"
    rest = f"{given_plain[: typed[0].start]} {given_plain[typed[0].end :]}"
    around = f"{expected_plain[: wanted[0].start]} {expected_plain[wanted[0].end :]}"
    bounds, bounds_typed = _BOUND.findall(around), _BOUND.findall(rest)
    if bounds == bounds_typed:  # at least 5, as the answer has it
        rest = _BOUND.sub(" ", rest)
    if _OUTSIDE.search(rest) or not _all_known(rest, f"{ask} {expected}", known):
        return "wrong"
    results = [
        _one_result(*values, typed[0], wanted[0], within)
        for values in _pairs(typed[0], wanted[0], ask, known)
    ]
    found: _Result = "right" if "right" in results else "close" if "close" in results else "wrong"
    lacks_unit = (
        wanted[0].unit is not None
        and typed[0].unit is None
        and not _is_asked(wanted[0], typed[0], ask, known)
    )
    bits = _BITS.search(given_plain[typed[0].start : typed[0].end]) and not _BITS.search(expected_plain)
    lacks = lacks_unit or bits or bounds != bounds_typed
    return "close" if found == "right" and lacks else found


def tolerance(within: str, value: float) -> float | None:
    """Return how far from ``value`` one may be, by ``5%`` or ``2``; None if it says nothing of the kind."""
    found = _WITHIN.fullmatch(within)
    if not found:
        return None
    amount = float(found[1].replace(",", "."))
    return abs(value) * amount / 100 if found[2] else amount


def _one_result(
    value: float, step: float, target: float, typed: Quantity, wanted: Quantity, within: str
) -> _Result:
    """Compare a value in the expected unit, whose last digit counts ``step``, with the ``target``."""
    off, allowed = abs(value - target), tolerance(within, target)
    if equal(value, target) or (allowed is not None and off <= allowed * (1 + 1e-9)):
        return "right"
    if allowed is not None:
        return "wrong"
    finer = 0 < wanted.step < 1 and step < wanted.step and off < wanted.step / 2
    whole = float(target).is_integer() and wanted.unit == typed.unit
    coarser = not whole and off < step / 2
    if finer or (coarser and typed.digits >= ENOUGH_DIGITS):
        return "right"
    return "close" if coarser and typed.digits > 1 else "wrong"


def _pairs(
    typed: Quantity, wanted: Quantity, ask: str, language: Language
) -> list[tuple[float, float, float]]:
    """Return in all readings that make sense the value typed in the unit expected, what its last digit counts
    there, and the value expected."""
    pairs = []
    for target in wanted.values():
        for value in typed.values():
            for there, beside in zip(
                _in_unit_of(value, typed, wanted, ask, language),
                _in_unit_of(value + typed.step, typed, wanted, ask, language),
                strict=True,
            ):
                if isfinite(beside):
                    pairs.append((there, abs(beside - there), target))
    return pairs


def _in_unit_of(
    value: float, typed: Quantity, wanted: Quantity, ask: str, language: Language
) -> tuple[float, ...]:
    found: list[float] = []
    asked = _asked(ask, language)
    plain = {COUNT, SHARE} - {unit.measure for unit in asked if unit.measure == SHARE}
    for unit in typed.units:
        if wanted.unit is None and unit.measure in plain:
            found.append(value * unit.size)
        else:
            for into in wanted.units or asked:
                found += converted(value, unit, into)
    if not typed.units:
        found.append(value)
        if wanted.unit is None:  # "68 million" where the question asks for millions
            found += [value / unit.size for unit in asked if unit.measure == COUNT]
        elif wanted.unit.measure == SHARE and abs(value) <= 1:
            found.append(value / wanted.unit.size)
    return tuple(found)


def _is_asked(wanted: Quantity, typed: Quantity, ask: str, language: Language) -> bool:
    """Does the question, or a share below one, say the unit that a bare number lacks?"""
    asked = {(unit.measure, unit.size) for unit in _asked(ask, language)}
    counts = {SHARE, COUNT} & {unit.measure for unit in wanted.units}
    share = typed.decimal or not typed.value.is_integer()  # 0.5, 1/2, half
    return bool(counts and (share or COUNT in counts)) or any(
        (unit.measure, unit.size) in asked for unit in wanted.units
    )


def _summed(text: str, parts: list[Quantity], language: Language) -> list[Quantity]:
    """Return ``10 minutes 30 seconds`` as one quantity in the first unit; nothing if that makes no sense."""
    joins = ("", *language.spoken.joins.split())
    for unit in parts[0].units:
        total, size = parts[0].value, unit.size
        for before, part in pairwise(parts):
            said = text[before.end : part.start].replace(",", " ").casefold().split()
            between = " ".join(word for word in said if word not in language.skipped.split())
            if between in joins and not part.units and 0 < part.value < 1:  # dos litros y medio
                total += part.value
                continue
            smaller = [one for one in part.units if one.measure == unit.measure and one.size < size]
            if between not in joins or unit.measure == SHARE or not smaller:
                break
            size = smaller[0].size
            total += converted(part.value, smaller[0], unit)[0]
        else:
            return [parts[0]._replace(value=total, end=parts[-1].end, unit=unit, units=(unit,), step=0.0)]
    return []


def _share_of(text: str, parts: list[Quantity], ask: str, language: Language) -> list[Quantity]:
    """Return the first number of ``2 of the 3``, if the question has the second."""
    first, second = parts[0], parts[1]
    between = re.fullmatch(r"\s*(?:out )?of(?: the)?\s*", text[first.end : second.start])
    asked = any(equal(second.value, other.value) for other in read(numerals(ask, language), language))
    return [first._replace(end=second.end)] if len(parts) == 2 and between and asked else []


def _in_bytes(text: str, typed: Quantity, wanted: list[Quantity], ask: str, language: Language) -> Quantity:
    """Read the letter behind a number as so many bytes (128 M) where bytes are what is wanted."""
    letter = _PREFIX.search(text[typed.start : typed.end] + text[typed.end : typed.end + 2].rstrip())
    units = [unit for one in wanted for unit in one.units] or _asked(ask, language)
    if letter and any(unit.measure == "bytes" for unit in units):
        unit = ALL[f"{letter[1].casefold()}b"]
        return typed._replace(unit=unit[0], units=unit, end=max(typed.end, typed.start + letter.end()))
    return typed


def _without_year(text: str, typed: Quantity, language: Language) -> Quantity:
    """Drop the unit of a number that may be a year where that is what it says."""
    said = text[typed.start : typed.end]
    for word in plain(language.spoken.year).split():
        if typed.units and said.endswith(word) and YEARS[0] <= typed.value < YEARS[1]:
            return typed._replace(unit=None, units=(), end=typed.end - len(word))
    return typed


def _all_known(rest: str, asked: str, language: Language) -> bool:
    known = set(_bare_words(asked, language)) | set(_bare_words(language.spoken.filler, language))
    together = [word for word in known if _TOGETHER.fullmatch(word)]
    run = re.compile("|".join(map(re.escape, sorted(together, key=len, reverse=True))) or "(?!)")
    return all(
        _known(word, known) or (_TOGETHER.fullmatch(word) and not run.sub("", word))
        for word in _bare_words(rest, language)
    )


def _bare_words(text: str, language: Language) -> list[str]:
    return re.findall(rf"{WORD}+", letters(plain(text), language).bare)


def _known(word: str, known: set[str]) -> bool:
    """Is it a word of the question, perhaps in another form (``mappers`` where it says "map")?"""
    forms = {word, f"{word}s", word.removesuffix("s"), word.removesuffix("es")}
    doer = re.fullmatch(r"(.{3,}?)(.?)\2?ers?", word)
    if forms & known or (doer and (doer[1] in known or doer[1] + doer[2] in known)):
        return True
    return len(word) > 5 and any(
        word[: max(5, len(word) - 4)] == other[: max(5, len(word) - 4)] for other in known
    )


def _asked(ask: str, language: Language) -> list[Unit]:
    """Return the units that a question asks for: "in MB", "how many hours", else all with a number."""
    text = numerals(ask, language)
    phrase = "|".join(language.spoken.asking or ENGLISH.spoken.asking)
    ends = (found.end() for found in re.finditer(rf"\b(?:{phrase})\s+`?", text, re.IGNORECASE))
    named = [unit for end in ends for unit in unit_at(text, end, language)]
    return named or [unit for found in read(text, language) for unit in found.units]
