"""What a text denies, and what it leaves open."""

import re
from typing import NamedTuple

from trainer.grading.points import lexicon
from trainer.grading.points.clauses import AUXILIARY, SOFT
from trainer.grading.points.wordlist import words

_IDLE = {
    "not": ("only", "just", "merely", "simply", "until"),
    "no": ("matter", "doubt", "wonder", "problem", "sooner"),
    "nothing": ("but",),
    "none": ("other",),
}
_PAIRS = {("instead", "of"), ("rather", "than"), ("free", "of"), ("other", "than")}
_PASSIVE = words("is are be was were been being gets")
_REACH = 7  # words that "no X" or "avoids X" reaches


class Token(NamedTuple):
    """A word: in lower case, its stem, where it stands, its sentence and clause, and if it carries content.

    A small word in capitals (``LIKE``) is a keyword and carries content.
    """

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    content: bool


class Negator(NamedTuple):
    """A denial: the index of its word and the range of words that it reaches."""

    at: int
    first: int
    last: int


def negators(tokens: tuple[Token, ...], gaps: list[str]) -> tuple[Negator, ...]:
    """Return the denials among ``tokens``; ``gaps``: what stands before each of them."""
    spans = ((index, _reach(tokens, gaps, index)) for index in range(len(tokens)))
    return tuple(Negator(index, *span) for index, span in spans if span)


def _reach(tokens: tuple[Token, ...], gaps: list[str], index: int) -> tuple[int, int] | None:
    """Return the range of words that a word denies, or None if it denies nothing."""
    word = tokens[index].text
    following = [
        token.text for token in tokens[index + 1 : index + 3] if token.sentence == tokens[index].sentence
    ]
    after, later = [*following, "", ""][:2]
    before = tokens[index - 1].text if index else ""
    if _idle(word, after, later):
        return None
    first, last = _clause(tokens, index)
    if word.endswith("n't") or word in lexicon.VERB_NEGATORS:
        if last + 1 < len(tokens) and tokens[last + 1].text in {"until", "till", "unless"}:
            return None  # not doing it until then is doing it then
        auxiliary = any(token.text in AUXILIARY for token in tokens[max(first, index - 2) : index])
        aside = word == "not" and gaps[index].strip() and not auxiliary
        subject = word in {"nothing", "nobody", "none"} and (after in AUXILIARY or after.endswith("s"))
        return (index if aside or subject else first), last
    if word == "no":
        if index + 1 < len(gaps) and "," in gaps[index + 1]:  # a remark of its own: "No, …"
            return None
        return (first, last) if after == "longer" else (index, _noun_end(gaps, index, last))
    if (word, after) in _PAIRS or word in lexicon.NOUN_NEGATORS:
        return index, _noun_end(gaps, index, last)
    if tokens[index].stem in lexicon.IMPLICIT:
        return (first, last) if before in _PASSIVE else (index, _noun_end(gaps, index, last))
    if word in lexicon.FALSE and after in {"that", "to"}:
        return index, max(i for i, other in enumerate(tokens) if other.sentence == tokens[index].sentence)
    return None


def _idle(word: str, after: str, later: str) -> bool:
    """Is this "not" or "no" no denial: not only, not until, no matter, no more than, nothing but?"""
    if word in {"no", "not"} and (after, later) in {("more", "than"), ("later", "than"), ("less", "than")}:
        return True
    return after in _IDLE.get(word, ())


def _noun_end(gaps: list[str], index: int, last: int) -> int:
    """Return the last word that "no", "without" and the like reach: to the next comma, not far."""
    for place in range(index + 2, min(last, index + _REACH) + 1):
        if SOFT.search(gaps[place]):
            return place - 1
    return min(last, index + _REACH)


def _clause(tokens: tuple[Token, ...], index: int) -> tuple[int, int]:
    first = last = index
    while first and tokens[first - 1].clause == tokens[index].clause:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].clause == tokens[index].clause:
        last += 1
    return first, last


def hedges(text: str, tokens: tuple[Token, ...]) -> dict[int, frozenset[str]]:
    """Return for each sentence of ``text`` (lower case) what leaves its claim open: doubts, "either", "?"."""
    spans: dict[int, tuple[int, int]] = {}
    for token in tokens:
        spans[token.sentence] = (spans.get(token.sentence, (token.start, 0))[0], token.end)
    result = {}
    for number, (start, end) in spans.items():
        said = " " + re.sub(r"[,;:()\s]+", " ", text[start:end]) + " "
        found = {hedge for hedge in lexicon.HEDGES if f" {hedge} " in said}
        if re.match(r"[\s\"')]*\?", text[end : end + 4]):
            found.add("?")
        if " either " in said and " or " in said:
            found.add("either")
        if found:
            result[number] = frozenset(found)
    return result
