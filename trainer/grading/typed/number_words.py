"""Number words: finding them in a text, and what several of them come to."""

import re
from collections.abc import Mapping
from functools import lru_cache

from trainer.grading.typed.abroad import SPELT
from trainer.grading.typed.languages import Language
from trainer.grading.typed.letters import MARKS, WORD, plain

LARGE = float("inf")
THOUSAND = 1000
"""From this multiplier on, "half" behind it is a half of it: một triệu rưỡi."""

TOGETHER = "\u0590-\u06ff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
BEFORE = rf"(?<![^\W{TOGETHER}])"
INSIDE = rf"[^\W{TOGETHER}]"
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0e7f\u3400-\u9fff]")
_HAN_DIGITS = re.compile("(?<![十百千万萬亿億])[〇零一二三四五六七八九]{2,}(?![十百千万萬亿億])")
_HAN = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SUPERSCRIPT = re.compile("(?<=[\\w)])[⁺⁻]?[⁰¹²³⁴-⁹]+")
_VULGAR = re.compile("(?<=\\d)(?=[¼-¾⅐-⅞])")
_SQUARED = re.compile(r"(?<![^\W\d_])([dcmk]?m|ft|in|mi|[км]?м|см|мм)([23])(?!\w)")
_BELOW = re.compile(r"(?<=/)(s|h|min|с|ч|мин)([23])(?!\w)")
_INVERSE = re.compile(r"(?<=[^\W\d_][ ·*])([^\W\d_]{1,3})-([1-4])(?![\w.,])")
_PER_SECOND = re.compile(r"(?<=[\d\s])([KkMGT]?)(?:(b)(?:ps|/s)|Bps)(?!\w)")
_SIGNS = str.maketrans({"٫": ".", "٬": ",", "’": "'", "\u00b5": "µ", "\u03bc": "µ"})
_MYRIADS = "十百千万萬亿億천만억백십"


class Said:
    """What number words come to, word by word: ``terms`` are added up, and multiplied by what follows.

    A word adds if it is smaller than what was said last makes room for: twenty | one, two hundred | seven.
    ``follows``: below it a word may follow the last one.
    """

    def __init__(self, terms: list[float], follows: float) -> None:
        self.terms = terms
        self.follows = follows
        self.fraction = False

    def add(self, word: str, language: Language, *, joined: bool = False, prose: bool = False) -> bool:
        """Add one more word, or digits before a Han multiplier; False if it belongs to another number."""
        word = word.casefold()
        times = times_of(language, prose=prose).get(word)
        if times is None:
            value = float(word) if word.isdigit() else words_of(language)[word]
            return self._add(value, joined=joined, always=word.isdigit())
        if joined and 0 < times < 1:
            return self._add(times, joined=True)
        self._multiply(times)
        return True

    def _add(self, value: float, *, joined: bool, always: bool = False) -> bool:
        if 0 < value < 1 and self.terms:
            if not joined and self.terms[-1] % 1:
                return False
            self.terms[-1] += value if joined or self.follows < THOUSAND else value * self.follows
            self.fraction = True
            return True
        if value >= self.follows and not always:
            return False
        self.terms.append(value)
        self.follows = _room(value)
        return True

    def _multiply(self, times: float) -> None:
        """Multiply what was said since the last larger number: 1 億 2 千 万 is 1 億 and 2 千 times 万."""
        parts = []
        while self.terms and (self.terms[-1] < times or times < 1):
            parts.append(self.terms.pop())
        self.terms.append((sum(parts) if parts else 1.0) * times)
        self.follows = times


def _room(value: float) -> float:
    """Return below what a word may follow one: a ten by a unit, a hundred by what is less than that."""
    if value == 0:  # 一百零五
        return 10.0
    if value < 20 or value % 10:
        return 0.0
    return 10.0 if value % 100 else 100.0


def numerals(text: str, language: Language) -> str:
    """Return a text as `read` takes it: Western digits, powers behind a ``^``, fractions with ``/``, number
    words apart, ordinals without their endings."""
    text = _VULGAR.sub(" ", _SUPERSCRIPT.sub(lambda found: f"^{plain(found[0])}", text.translate(_SIGNS)))
    text = _SQUARED.sub(r"\1^\2", plain(text).translate(_SIGNS)).replace("./", "/")
    text = _INVERSE.sub(r"\1^-\2", _BELOW.sub(r"\1^\2", text))
    text = _PER_SECOND.sub(lambda found: f"{found[1]}{'bit' if found[2] else 'B'}/s", text)
    for pattern, same in SPELT:
        text = re.sub(rf"{BEFORE}(?i:{pattern})(?!{INSIDE})", same, text)
    if language.spoken.ordinals:
        endings = "|".join(map(re.escape, plain(language.spoken.ordinals).split()))
        text = re.sub(rf"(?<=\d)(?:{endings})(?!{WORD})", "", text, flags=re.IGNORECASE)
    text = _HAN_DIGITS.sub(lambda found: found[0].translate(_HAN), text)
    return _apart(language).sub(lambda found: _each(language).sub(r"\g<0> ", found[0]).strip(), text)


@lru_cache(maxsize=64)
def _each(language: Language) -> re.Pattern[str]:
    """Return the pattern of the words that are written together in numbers of the language."""
    words = [*words_of(language), *times_of(language, prose=False), *language.spoken.joins.split()]
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)


@lru_cache(maxsize=64)
def _apart(language: Language) -> re.Pattern[str]:
    """Return the pattern of several number words written together; of nothing where that is not done."""
    each = _each(language).pattern if language.spoken.glued else "(?!)"
    return re.compile(rf"(?<![^\W\d_])(?:{each}){{2,}}(?!{WORD})", re.IGNORECASE)


@lru_cache(maxsize=64)
def words_of(language: Language) -> Mapping[str, float]:
    ones = {word: float(value) for value, word in enumerate(plain(language.spoken.ones).split())}
    return ones | {plain(word): value for word, value in language.spoken.numbers}


@lru_cache(maxsize=64)
def times_of(language: Language, *, prose: bool) -> Mapping[str, float]:
    return {plain(word): value for word, value in language.spoken.times if value >= 100 or not prose}


def one_of(words: tuple[str, ...]) -> str:
    """Return a pattern for one of the words, a whole one where its script has blanks between them."""
    listed = sorted(words, key=len, reverse=True)
    apart = "|".join(re.escape(word) for word in listed if not _WITHOUT_BLANKS.search(word)) or "(?!)"
    together = "|".join(re.escape(word) for word in listed if _WITHOUT_BLANKS.search(word)) or "(?!)"
    return rf"(?P<word>(?<![^\W\d_])(?<![{MARKS}])(?:{apart})(?!{WORD})|{together})"


@lru_cache(maxsize=64)
def following(language: Language, *, prose: bool) -> re.Pattern[str]:
    """Return the pattern of a number word behind another number, maybe with "and" and "a" between."""
    joins = "|".join(language.spoken.joins.split()) or "(?!)"
    articles = "|".join(language.skipped.split()) or "(?!)"
    word = one_of((*words_of(language), *times_of(language, prose=prose)))
    han = r"(?P<digits>(?!))" if prose else rf"(?P<digits>\d+)(?=[{_MYRIADS}])"
    return re.compile(
        rf"{han}|(?:\s|-)*(?:(?P<join>\b(?:{joins})\b)\s+(?:(?:{articles})\s+)?)?{word}",
        re.IGNORECASE if not prose else 0,
    )
