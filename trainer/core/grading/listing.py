"""Answers that claim nothing: empty ones, the question repeated, bare lists of keywords."""

import re

from trainer.core.grading import lexicon
from trainer.core.grading.claims import Claim
from trainer.core.grading.reading import Reading, has_verb, read

FEW = 0.12  # share of small words that a list may have
SHORT = 3  # words of a part of it
MANY = 4  # words without any small one that are no statement

_SEGMENT = re.compile(r"[,;:/\n|•·]|\.\s|\.$|\s[-–—]\s|->|=>|→|>|\+")
_WORD = re.compile(r"[^\W_]+(?:'t)?")
_MEANS = frozenset(["a", "an", "the", "is", "are", "of", "to", "in", "on", "at", "by", "with", "without", "for", "from", "per", "as", "than", "into", "over", "not", "no", "that", "which", "its", "it"])


def says_nothing(reading: Reading, ask: str) -> bool:
    """Is it empty, a give-up, or little else than the words of the question?"""
    asked = {token.stem for token in read(ask).tokens}
    own = [token for token in reading.tokens if token.text not in lexicon.FUNCTION]
    return not own or all(token.stem in asked for token in own)


def is_listing(reading: Reading, points: tuple[Claim, ...]) -> bool:
    """Is it only a list of keywords, without anything said of them?

    Few of its words are small words or verbs, and its parts are short. A part that is a point word for word
    is a statement.
    """
    words = [token.text for token in reading.tokens]
    parts = [part for part in (_WORD.findall(part) for part in _SEGMENT.split(reading.text.casefold())) if part]
    if any(has_verb(part) for part in parts if len(part) > 2):
        return len(parts) == 1 and len(words) > MANY and not any(word in _MEANS for word in words)
    small = sum(word in _MEANS for word in words)
    longest = max((len(part) for part in parts), default=0)
    return small <= len(words) * FEW and (longest <= SHORT or len(parts) == 1)
