"""Numbers with units: reading them in many spellings, and telling whether two are the same quantity."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.typed.abroad import DEGREES, PER, SPELT
from trainer.grading.typed.languages import ENGLISH, Language
from trainer.grading.typed.letters import MARKS, WORD, plain
from trainer.grading.typed.text import fold
from trainer.grading.typed.units import ALL, CASES, PREFIXED, PROSE, Unit

__all__ = ["Quantity", "Unit", "converted", "equal", "numerals", "quantities", "read", "unit_at"]

_GROUPED = (
    r"\d{1,3}(?:(?P<sep>[ ,.'_])\d{3}(?:(?P=sep)\d{3})*)(?:[.,]\d+)?(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
)
_DECIMAL = r"\d+[.,]\d+|\d+|\.\d+"
_FRACTION = r"\d+ \d+/\d+|\d+\s?/\s?\d+"
_POWER = r"(?:\^|\*\*)\s?(?P<power>[+-]?\d{1,3})"
_TEN = r"(?:e(?P<e>[+-]?\d{1,3})(?!\w)|\s?[x×*·]\s?10\s?(?:\^|\*\*)\s?(?P<ten>[+-]?\d{1,3}))"
_SIGN = r"(?P<sign>(?<!\w)[-+]\s?|\b(?:minus|negative|plus)\s)"
_LETTERS = rf"(?:[^\W\d_]|[{MARKS}]|[\"'](?=[א-ת]))*"
_ATOM = rf"(?:[%‰٪°€$£¥₹₽₩]|[^\W\d_]){_LETTERS}(?:\^[23])?"
_DEGREES, _PER = "|".join(("degrees?", *DEGREES.split())), "|".join(PER.split())
_UNIT = re.compile(
    rf"\s?-?\s?(?:(?:{_DEGREES})\s)?(?P<unit>{_ATOM})(?:\s?(?:/|\b(?:{_PER})\b)\s?(?P<per>{_ATOM}))?"
)
_TOGETHER = "\u0590-\u06ff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_BEFORE = rf"(?<![^\W{_TOGETHER}])"
_INSIDE = rf"[^\W{_TOGETHER}]"
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0e7f\u3400-\u9fff]")
_HAN_DIGITS = re.compile("(?<![十百千万萬亿億])[〇零一二三四五六七八九]{2,}(?![十百千万萬亿億])")
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SUPERSCRIPT = re.compile("(?<=[\\w)])[⁺⁻]?[⁰¹²³⁴-⁹]+")
_VULGAR = re.compile("(?<=\\d)(?=[¼-¾⅐-⅞])")
_SQUARED = re.compile(r"(?<![^\W\d_])([dcmk]?m|ft|in|mi|[км]?м|см|мм)([23])(?!\w)")
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "’": "'", "\u00b5": "µ", "\u03bc": "µ"})


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
    """Return the numbers of English prose with their units: digits, number words, both (``2 million``)."""
    return read(fold(text), ENGLISH, prose=True)


def numerals(text: str, language: Language) -> str:
    """Return a text as `read` takes it: Western digits, powers behind a ``^``, fractions with ``/``, number
    words apart, ordinals without their endings."""
    text = _VULGAR.sub(" ", _SUPERSCRIPT.sub(lambda found: f"^{plain(found[0])}", text.translate(_SIGNS)))
    text = _SQUARED.sub(r"\1^\2", plain(text).translate(_SIGNS)).replace("./", "/")
    for pattern, same in SPELT:
        text = re.sub(rf"{_BEFORE}(?:{pattern})(?!{_INSIDE})", same, text, flags=re.IGNORECASE)
    if language.spoken.ordinals:
        endings = "|".join(map(re.escape, plain(language.spoken.ordinals).split()))
        text = re.sub(rf"(?<=\d)(?:{endings})(?!{WORD})", "", text, flags=re.IGNORECASE)
    text = _HAN_DIGITS.sub(lambda found: found[0].translate(_HAN), text)
    return _apart(language).sub(lambda found: _each(language).sub(r"\g<0> ", found[0]).strip(), text)


@lru_cache(maxsize=64)
def _each(language: Language) -> re.Pattern[str]:
    """Return the pattern of the words that are written together in numbers of the language."""
    words = [*_words(language), *_times(language, prose=False), *language.spoken.joins.split()]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


@lru_cache(maxsize=64)
def _apart(language: Language) -> re.Pattern[str]:
    """Return the pattern of several number words written together; of nothing where that is not done."""
    each = _each(language).pattern if language.spoken.glued else "(?!)"
    return re.compile(rf"(?<!{WORD})(?:{each}){{2,}}(?!{WORD})", re.IGNORECASE)


def read(text: str, language: Language, *, prose: bool = False) -> list[Quantity]:
    """Return the numbers of a text with their units. ``prose``: without what may be something else there,
    such as 1/2, 1e3, "half" or the unit "in"."""
    found: list[Quantity] = []
    start, units = 0, PROSE if prose else ALL
    pattern = _pattern(language, prose=prose)
    while match := pattern.search(text, start):
        quantity = _read_on(text, match, language, units, prose=prose)
        found.append(quantity)
        start = max(quantity.end, match.end())
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
    before = r"(?<![\w.])" if prose else rf"{_BEFORE}(?<![\d.])(?<!\d[:/,])"
    word = (
        rf"(?P<minus>\b(?:minus|negative)\s)?{_one_of((*_words(language), *_times(language, prose=prose)))}"
    )
    return re.compile(
        rf"{before}{money}{_SIGN}?(?P<digits>{digits}){raised}{behind}|{word}",
        re.IGNORECASE if not prose else 0,
    )


@lru_cache(maxsize=64)
def _words(language: Language) -> Mapping[str, float]:
    ones = {word: float(value) for value, word in enumerate(plain(language.spoken.ones).split())}
    return ones | {plain(word): value for word, value in language.spoken.numbers}


@lru_cache(maxsize=64)
def _times(language: Language, *, prose: bool) -> Mapping[str, float]:
    return {plain(word): value for word, value in language.spoken.times if value >= 100 or not prose}


def _one_of(words: tuple[str, ...]) -> str:
    """Return a pattern for one of the words, a whole one where its script has blanks between them."""
    listed = sorted(words, key=len, reverse=True)
    apart = "|".join(re.escape(word) for word in listed if not _WITHOUT_BLANKS.search(word)) or "(?!)"
    together = "|".join(re.escape(word) for word in listed if _WITHOUT_BLANKS.search(word)) or "(?!)"
    return rf"(?P<word>(?<![^\W\d_])(?<![{MARKS}])(?:{apart})(?!{WORD})|{together})"


@lru_cache(maxsize=64)
def _next(language: Language, *, prose: bool) -> re.Pattern[str]:
    """Return the pattern of a number word behind another number, maybe with "and" and "a" between."""
    joins = "|".join(language.spoken.joins.split()) or "(?!)"
    articles = "|".join(language.skipped.split()) or "(?!)"
    word = _one_of((*_words(language), *_times(language, prose=prose)))
    return re.compile(
        rf"(?:\s|-)*(?:(?P<join>\b(?:{joins})\b)\s+(?:(?:{articles})\s+)?)?{word}",
        re.IGNORECASE if not prose else 0,
    )


def _read_on(
    text: str, match: re.Match[str], language: Language, units: Mapping[str, tuple[Unit, ...]], *, prose: bool
) -> Quantity:
    """Read the number that begins with ``match``: its further words, and its unit."""
    digits = _in_digits(match, language, prose=prose) if match["digits"] else None
    words, times = _words(language), _times(language, prose=prose)
    total, last, end = 0.0, digits.value if digits else None, match.end()
    word, biggest, decimal = (match["word"] or "").casefold(), 0.0, bool(digits and 0 < digits.step < 1)
    spoken = 0
    if word in words:
        last = words[word]
    elif word:
        total, last, biggest, spoken = (*_multiplied(0.0, None, times[word], 0.0), 1)
    while more := _next(language, prose=prose).match(text, end):
        word = more["word"].casefold()
        part = words.get(word, times.get(word, 1.0))
        if more["join"] and 0 < part < 1:
            last, decimal = (last or 0.0) + part, True
        elif word in times:
            total, last, biggest = _multiplied(total, last, times[word], biggest)
            spoken += 1
        elif digits or (last is not None and not spoken and not _completes(last, words[word])):
            break
        else:
            last = (last or 0.0) + words[word]
            spoken = 0
        end = more.end()
    value = total + (last or 0.0)
    if match["minus"] or (match["digits"] and (match["sign"] or "").strip() in ("-", "minus", "negative")):
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


def _completes(last: float, more: float) -> bool:
    """May a number word follow the one before it: twenty | one, doscientos | cincuenta?"""
    return last >= 20 and more < 100 and last % (10 if more < 10 else 100) == 0


def _multiplied(
    total: float, last: float | None, times: float, biggest: float
) -> tuple[float, float | None, float]:
    """Return total, pending number and the biggest factor so far after one more: "two hundred thousand"."""
    if times < 100 and total == 0.0:
        return 0.0, (1.0 if last is None else last) * times, biggest
    if times > biggest and total:
        return (total + (last or 0.0)) * times, None, times
    return total + (1.0 if last is None else last) * times, None, max(biggest, times)


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
    try:
        return float(base**exponent)
    except (OverflowError, ZeroDivisionError):
        return float("inf")


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
    if article := re.compile(rf"\s+(?:{articles})(?=\s)", re.IGNORECASE).match(text, end):
        end = article.end()
    after = _UNIT.match(text, end)
    known, below = _both(after)
    if not after or not known:
        return found
    stop = after.end() if below or not after["per"] else after.end("unit")
    return found._replace(unit=known[0], units=known, end=stop)


def unit_at(text: str, start: int, language: Language) -> tuple[Unit, ...]:
    """Return what a unit that stands at ``start`` may mean; nothing if there is none, or an article."""
    found = _UNIT.match(text, start)
    return _both(found)[0] if found and found["unit"].casefold() not in language.skipped.split() else ()


def _both(found: re.Match[str] | None) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return what a unit may mean, and what the unit below its stroke may."""
    known = _unit(found["unit"]) if found else ()
    below = _unit(found["per"]) if found and found["per"] else ()
    if below:
        known = tuple(
            one._replace(measure=f"{one.measure}/{other.measure}", size=one.size / other.size)
            for one in known
            for other in below
        )
    return known, below


def _unit(name: str) -> tuple[Unit, ...]:
    return CASES.get(name) or ALL.get(name.casefold(), ())
