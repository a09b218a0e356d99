"""What a language says about reading its statements: small words, denials, doubts, connectives, opposites.

One file of word lists for each language lies in ``languages``; it is read when a note or answer needs it.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.grading.points.words import split

FOLDER = Path(__file__).parent / "languages"
READABLE = 0.12  # share of small words from which on a text is in a language
ENOUGH = 6  # words from which on a text shows its language


class Phrases:
    """Words and groups of words to be found in a text."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            if words := split(entry):
                self._by_first.setdefault(words[0], []).append(words)

    def at(self, words: Sequence[str], index: int) -> int:
        """Return how many words from ``index`` on are the longest entry that stands there, or 0."""
        found = 0
        for entry in self._by_first.get(words[index], ()):
            if len(entry) > found and tuple(words[index : index + len(entry)]) == entry:
                found = len(entry)
        return found


@dataclass(frozen=True, eq=False, slots=True)
class Language:
    """The word lists of a language; ``known`` is False where there are none."""

    tag: str
    known: bool
    small: frozenset[str]
    telling: frozenset[str]
    finite: frozenset[str]
    pronouns: frozenset[str]
    links: frozenset[str]
    connectives: frozenset[str]
    conditions: frozenset[str]
    until: frozenset[str]
    relatives: frozenset[str]
    clings: Phrases
    deny_clause: Phrases
    deny_after: Phrases
    deny_rest: Phrases
    deny_not: Phrases
    hedges: Phrases
    negative_ending: str
    irregular: dict[str, str]
    suffixes: tuple[tuple[str, int], ...]
    endings: frozenset[str]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@lru_cache(maxsize=32)
def language(tag: str) -> Language:
    """Return the lists for a BCP 47 tag, those of its main language; empty ones where nobody wrote any."""
    main = tag.partition("-")[0].lower()
    path = FOLDER / f"{main}.toml"
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def words(name: str) -> frozenset[str]:
        return frozenset(word for entry in raw.get(name, "").split() for word in split(entry))

    def phrases(name: str) -> Phrases:
        return Phrases(raw.get(name, ()))

    suffixes = [(one, int(least)) for least, some in raw.get("suffixes", {}).items() for one in some.split()]
    lines = [line.partition("|") for line in raw.get("opposites", "").strip().splitlines()]
    forms = (entry.split(":") for line in raw.get("irregular", "").splitlines() for entry in line.split("|"))
    names = [field.name for field in fields(Language)]
    return Language(
        main,
        bool(raw),
        *(words(name) for name in names[2:11]),
        *(phrases(name) for name in names[11:17]),
        raw.get("negative_ending", ""),
        {form: pair[0].strip() for pair in forms if len(pair) == 2 for form in pair[1].split()},
        tuple(sorted(suffixes, key=lambda pair: (-len(pair[0]), pair))),
        frozenset(raw.get("endings", "").split()),
        tuple((split(left), split(right)) for left, _, right in lines),
    )


def spoken(text: str, tag: str) -> tuple[Language, bool]:
    """Return the language of a text that should be in ``tag``: that one, or the one whose small words it has;
    and if that is certain. It is not where nobody wrote lists for the language, or the text has none of the
    small words that are in any."""
    expected = language(tag)
    words = split(text)
    if len(words) < ENOUGH or _share(words, expected) >= READABLE:
        return expected, expected.known
    others = (language(path.stem) for path in sorted(FOLDER.glob("*.toml")))
    best = max(others, key=lambda one: _share(words, one))
    return (best, True) if _share(words, best) >= READABLE else (expected, False)


def _share(words: Sequence[str], one: Language) -> float:
    return sum(word in one.small for word in words) / len(words)
