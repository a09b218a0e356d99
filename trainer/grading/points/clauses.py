"""Sentences and clauses of a text, told by punctuation, connectives and the forms of verbs."""

import re

from trainer.grading.points import lexicon
from trainer.grading.points.stems import stem
from trainer.grading.points.wordlist import words

SOFT = re.compile(r"[,:()\[\]]|\s[-–—]+\s|->|=>|→|\s/\s")
PRONOUNS = words("it they he she we you i this that these those there nobody everyone someone")
AUXILIARY = lexicon.FINITE - words("be been being done made got")
NO_SUBJECT = words("to not and or a an the of in on by for with from per no without its their into as")
_SENTENCE = re.compile(r"[.!?](?=\s|$|[\"')\]])|\n|;|\.\.\.|…")
_COLON = re.compile(r":\s")
_SPLITS = words(
    """
    but whereas while although though because since so when if once unless until till which who where
    hence therefore thus otherwise however
    """
)
_AND = words("and or then plus")
_OPENS = words("not never no without only instead rather unlike just neither nor except")
_BEFORE_THAT = words("true case so say says said mean means think believe know sure is not false wrong")


def sentences_of(gaps: list[str]) -> list[int]:
    """Return the number of the sentence of each word; ``gaps``: what stands before each word."""
    number, numbers = 0, []
    for index, gap in enumerate(gaps):
        if index and _SENTENCE.search(gap):
            number += 1
        numbers.append(number)
    return numbers


def clauses_of(said: list[str], gaps: list[str], sentences: list[int]) -> list[int]:
    """Return the number of the clause of each word.

    A clause ends with the sentence, at a colon or connective, and at a comma or "and" if a verb follows.
    """
    hard, soft = set(), set()
    for i in range(1, len(said)):
        connects = said[i] in _SPLITS and not _clings(said, i)
        if sentences[i] != sentences[i - 1] or connects or _COLON.search(gaps[i]) or _relative(said, i):
            hard.add(i)
        elif SOFT.search(gaps[i]) or (said[i] in _AND and said[i - 1] not in _AND):
            soft.add(i)
    starts = sorted({0} | hard | soft)
    number, numbers = 0, []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(said)
        if start and (start in hard or _stands_alone(said[start:end])):
            number += 1
        numbers += [number] * (end - start)
    return numbers


def has_verb(said: list[str]) -> bool:
    """Does a list of words hold a finite verb, as far as its form tells?"""
    for index, word in enumerate(said):
        if word in AUXILIARY or word.endswith(("n't", "'re", "'ll", "'ve", "'m")):
            return True
        if stem(word) not in lexicon.VERBS:
            continue
        before = said[index - 1] if index else ""
        if word.endswith("s") and not word.endswith("ss") and index + 1 < len(said):
            return True
        plural = any(other.endswith("s") and len(other) > 3 for other in said[:index])
        if plural and is_plain(word) and before not in NO_SUBJECT:
            return True
        if before in PRONOUNS:
            return True
    return False


def is_plain(word: str) -> bool:
    """Has the word no ending, so that it may be the plain form of a verb?"""
    return not word.endswith(("s", "ed", "ing", "ion"))


def _clings(said: list[str], index: int) -> bool:
    """Does the connective belong to the word before or after it ("not when", "the WHERE", "because of")?"""
    before = said[index - 1]
    after = said[index + 1] if index + 1 < len(said) else ""
    return (
        before in {"not", "only", "even", "just", "never"}
        or (said[index] == "where" and before in {"no", "a", "the", "as", "in"})
        or (said[index], after) == ("because", "of")
    )


def _relative(said: list[str], index: int) -> bool:
    """Is this the "that" of a relative clause ("columns that are not read")?"""
    after = said[index + 1] if index + 1 < len(said) else ""
    verb = after in AUXILIARY or after.endswith("n't")
    return said[index] == "that" and verb and said[index - 1] not in _BEFORE_THAT


def _stands_alone(segment: list[str]) -> bool:
    inside = segment[1:] if segment[0] in _AND else segment
    denies = any(word.endswith("n't") or word in {"not", "never"} for word in inside)
    return bool(inside) and (inside[0] in _OPENS or denies or has_verb(inside))
