"""What a language says about reading its statements: small words, denials, doubts, connectives, opposites.

One file of word lists for each language lies in ``languages``; it is read when a note or answer needs it.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.grading.points.words import flat, spaceless, split

FOLDER = Path(__file__).parent / "languages"
READABLE = 0.12  # share of small words from which on a text is in a language
CLEAR = 0.24  # from which on it is in no other
NAME = 3  # words that one of a row of names has at most, and how many make one
SHORTEST = 2  # letters of the words that every language has
REACH = 7  # words that "no X" or "avoids X" denies
SYLLABLE = 0.5  # of a word that a letter of a script without blanks is, or a syllable that stands alone
ENOUGH = 6  # words from which on a text shows its language
_ITEM = re.compile(r"[,;/|\n]|\s[-+&]\s")
_STOP = re.compile(r"[.!?]\s*$")


class Phrases:
    """Words and groups of words to be found in a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            if words := split(entry):
                self._by_first.setdefault(words[0], []).append(words)

    @property
    def single(self) -> frozenset[str]:
        """The entries of one word."""
        return frozenset(word for word, entries in self._by_first.items() if (word,) in entries)

    def at(self, words: Sequence[str], index: int) -> int:
        """Return how many words from ``index`` on are the longest entry that stands there, or 0."""
        found = 0
        for entry in self._by_first.get(words[index], ()):
            if len(entry) > found and tuple(words[index : index + len(entry)]) == entry:
                found = len(entry)
        return found


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """The word lists of a language; ``known`` is False where there are none.

    ``syllables``: it writes them apart, as words. ``reach``: words that "no X" or "without X" denies.
    ``alternations``: letters that change from form to form, with what they are read as, "$" for the end of a
    stem. ``participles``: what may stand before "ge" in a participle, which a word with its ending is.
    """

    tag: str
    known: bool
    syllables: bool
    small: frozenset[str]
    telling: frozenset[str]
    finite: frozenset[str]
    letters: frozenset[str]
    pronouns: frozenset[str]
    links: frozenset[str]
    connectives: frozenset[str]
    conditions: frozenset[str]
    until: frozenset[str]
    relatives: frozenset[str]
    clause_endings: tuple[str, ...]
    either: tuple[str, ...]
    clings: Phrases
    deny_clause: Phrases
    deny_after: Phrases
    deny_back: Phrases
    deny_rest: Phrases
    deny_not: Phrases
    deny_opening: Phrases
    deny_before: Phrases
    deny_aside: Phrases
    reach: int
    against: Phrases
    over: Phrases
    contrast: Phrases
    contrast_after: Phrases
    agents: Phrases
    agents_after: Phrases
    passive: frozenset[str]
    oblique: frozenset[str]
    oblique_after: Phrases
    oblique_endings: tuple[str, ...]
    subject_after: frozenset[str]
    subject_endings: tuple[str, ...]
    of: frozenset[str]
    joins: frozenset[str]
    former: Phrases
    latter: Phrases
    sides: Phrases
    manner: Phrases
    persons: frozenset[str]
    possessives: frozenset[str]
    inside: frozenset[str]
    hedges: Phrases
    asks_names: Phrases
    asks_more: Phrases
    asks_when: Phrases
    if_before: Phrases
    if_after: Phrases
    if_not: Phrases
    if_then: Phrases
    if_endings: tuple[str, ...]
    favour: Phrases
    adverse: Phrases
    negative_endings: tuple[str, ...]
    negative_beginnings: tuple[str, ...]
    beginnings: tuple[str, ...]
    participles: tuple[str, ...]
    irregular: dict[str, str]
    suffixes: tuple[tuple[str, int], ...]
    endings: frozenset[str]
    alternations: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    akin: tuple[tuple[str, ...], ...]
    absolute: frozenset[str]
    absent: frozenset[str]

    def size(self, word: str) -> float:
        """Return how much of a word one of a text is."""
        return SYLLABLE if self.syllables or spaceless(word) else 1.0

    def negative(self, word: str) -> bool:
        """Has the word a denial in its beginning or ending ("isn't")?"""
        ends, begins = self.negative_endings, self.negative_beginnings
        return bool(ends and word.endswith(ends)) or bool(begins and word.startswith(begins))


@lru_cache(maxsize=32)
def language(tag: str) -> Language:
    """Return the lists for a BCP 47 tag, those of its main language; empty ones where nobody wrote any."""
    main = tag.partition("-")[0].lower()
    path = FOLDER / f"{main}.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def words(name: str) -> frozenset[str]:
        return frozenset(word for entry in raw.get(name, "").split() for word in split(entry))

    def flatly(name: str) -> list[str]:
        return [flat(word) for word in raw.get(name, "").split()]

    def phrases(name: str) -> Phrases:
        return Phrases(raw.get(name, ()))

    suffixes = [
        (flat(one), int(least)) for least, some in raw.get("suffixes", {}).items() for one in some.split()
    ]
    changes = (entry.partition(":") for entry in raw.get("alternations", "").split())
    lines = [line.partition("|") for line in raw.get("opposites", "").strip().splitlines()]
    forms = (entry.split(":") for line in raw.get("irregular", "").splitlines() for entry in line.split("|"))
    return Language(
        tag=main,
        known=bool(raw),
        syllables=raw.get("syllables", False),
        small=words("small"),
        telling=words("telling"),
        finite=words("finite"),
        letters=frozenset(raw.get("letters", "")),
        pronouns=words("pronouns"),
        links=words("links"),
        connectives=words("connectives"),
        conditions=words("conditions"),
        until=words("until"),
        relatives=words("relatives"),
        clause_endings=tuple(flatly("clause_endings")),
        either=tuple(flatly("either")),
        clings=phrases("clings"),
        deny_clause=phrases("deny_clause"),
        deny_after=phrases("deny_after"),
        deny_back=phrases("deny_back"),
        deny_rest=phrases("deny_rest"),
        deny_not=phrases("deny_not"),
        deny_opening=phrases("deny_opening"),
        deny_before=phrases("deny_before"),
        deny_aside=phrases("deny_aside"),
        reach=raw.get("reach", REACH),
        against=phrases("against"),
        over=phrases("over"),
        contrast=phrases("contrast"),
        contrast_after=phrases("contrast_after"),
        agents=phrases("agents"),
        agents_after=phrases("agents_after"),
        passive=words("passive"),
        oblique=words("oblique"),
        oblique_after=phrases("oblique_after"),
        oblique_endings=tuple(flatly("oblique_endings")),
        subject_after=words("subject_after"),
        subject_endings=tuple(flatly("subject_endings")),
        of=words("of"),
        joins=words("joins"),
        former=phrases("former"),
        latter=phrases("latter"),
        sides=phrases("sides"),
        manner=phrases("manner"),
        persons=words("persons"),
        possessives=words("possessives"),
        inside=words("inside"),
        hedges=phrases("hedges"),
        asks_names=phrases("asks_names"),
        asks_more=phrases("asks_more"),
        asks_when=phrases("asks_when"),
        if_before=phrases("if_before"),
        if_after=phrases("if_after"),
        if_not=phrases("if_not"),
        if_then=phrases("if_then"),
        if_endings=tuple(flatly("if_endings")),
        favour=phrases("favour"),
        adverse=phrases("adverse"),
        negative_endings=tuple(flatly("negative_endings")),
        negative_beginnings=tuple(flatly("negative_beginnings")),
        beginnings=tuple(flatly("beginnings")),
        participles=tuple(flatly("participles")),
        irregular={
            flat(form): flat(pair[0].strip()) for pair in forms if len(pair) == 2 for form in pair[1].split()
        },
        suffixes=tuple(sorted(suffixes, key=lambda pair: (-len(pair[0]), pair))),
        endings=frozenset(raw.get("endings", "").split()),
        alternations=tuple((some, other) for some, _, other in changes),
        opposites=tuple((split(left), split(right)) for left, _, right in lines),
        absolute=words("absolute"),
        absent=words("absent"),
        akin=tuple(tuple(flat(line).split()) for line in raw.get("akin", "").strip().splitlines()),
    )


def spoken(text: str, tag: str) -> tuple[Language, bool]:
    """Return the language of a text that should be in ``tag``: that one, or the one whose small words it has;
    and if that is certain. It is not where nobody wrote lists for the language, or the text has none of the
    small words that are in any."""
    expected = language(tag)
    words = split(text)
    share = _share(words, expected)
    if len(words) < ENOUGH or share >= CLEAR or _own_script(words, expected) or _own_letters(text, expected):
        return expected, expected.known
    others = (language(path.stem) for path in sorted(FOLDER.glob("*.toml")))
    best = max(others, key=lambda one: (_own_script(words, one), _share(words, one)))
    if share >= READABLE and _share(words, best) <= share:
        return expected, expected.known
    if _share(words, best) >= READABLE + 2 * share:
        return best, True
    return expected, expected.known and _script(expected) == "LATIN" and _names(text, words)


def _names(text: str, words: Sequence[str]) -> bool:
    """Is a text a mere row of names, in which no language shows? Who writes sentences in another one uses its
    letters, its shortest words or a full stop."""
    if not text.isascii():
        return False
    items = [item for item in _ITEM.split(text) if item.strip()]
    short = any(len(word) <= SHORTEST and word.isalpha() for word in words)
    row = len(items) > NAME and all(len(split(item)) <= NAME for item in items)
    return row or not (short or _STOP.search(text))


def _own_letters(text: str, one: Language) -> bool:
    """Are there enough words with letters that hardly any other language has?"""
    words = text.lower().split()
    return sum(not one.letters.isdisjoint(word) for word in words) > READABLE * len(words)


def _own_script(words: Sequence[str], one: Language) -> bool:
    """Are most of the words in the script of the language, and is that not the one which many share?"""
    script = _script(one)
    return script not in ("", "LATIN") and 2 * sum(script_of(word) == script for word in words) > len(words)


@lru_cache(maxsize=32)
def _script(one: Language) -> str:
    found = Counter(map(script_of, one.small))
    return found.most_common(1)[0][0] if found else ""


def script_of(word: str) -> str:
    """Return the script of the first letter of a word, as Unicode calls it."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _share(words: Sequence[str], one: Language) -> float:
    return sum(word in one.small for word in words) / len(words) if words else 0.0
