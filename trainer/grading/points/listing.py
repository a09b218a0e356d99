"""Answers that claim nothing: empty ones, the question repeated, bare lists of keywords."""

import re
from typing import Literal

from trainer.grading.points.clauses import has_verb
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.wordlist import words

Listing = Literal["list", "terse", ""]

FEW = 0.12  # share of small words that a list may have
SHORT = 3  # words of a part of it
RUN = 0.15  # the same, of words without any separator
MANY = 4  # words without any small one that are no statement

_SEGMENT = re.compile(r"[,;:/\n|•·]|\.\s|\.$|\s[-–—]\s|->|=>|→|>|\+")
_SAYS = re.compile(r"=|:\s|->|→")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MEANS = words(
    """
    a an the is are of to in on at by with without for from per as than into over not no that which
    its it
    """
)


def says_nothing(reading: Reading, ask: str) -> bool:
    """Is it empty, a give-up, or little else than the words of the question?"""
    asked = {token.stem for token in read(ask).tokens}
    own = [token for token in reading.tokens if token.content]
    return not own or all(token.stem in asked for token in own)


def listing(reading: Reading) -> Listing:
    """Is it only a list of keywords (``list``), or terse enough to be one (``terse``), or prose (``""``)?

    A list has short parts without verbs and hardly any small words. A part that holds ``=`` or ``:``, or
    leads to another by an arrow, says something.
    """
    text = reading.text.casefold()
    said = [token.text for token in reading.tokens]
    parts = [part for part in (_WORD.findall(part) for part in _SEGMENT.split(text)) if part]
    small = sum(word in _MEANS for word in said)
    empty = sum(not token.content for token in reading.tokens)
    run = len(parts) == 1 and len(said) > MANY and not small and empty <= len(said) * RUN
    if any(has_verb(part) for part in parts if len(part) > 2):
        return "list" if run else ""
    short = max(map(len, parts), default=0) <= SHORT
    if (short and len(parts) > SHORT) or run:
        return "terse" if _SAYS.search(text) else "list"
    if small <= len(said) * FEW and (short or len(parts) == 1):
        return "terse"
    return ""
