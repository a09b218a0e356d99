"""What the words of a text deny, and which words of it deny something."""

from collections.abc import Sequence

from trainer.grading.points.language import Language
from trainer.grading.points.words import LABEL, spaceless

ENDING = 20  # words, or letters without blanks, that a sentence may end with to deny what it said
AFTER = 7  # words back to which "X is absent" reaches
LETTERS = 16  # and letters without blanks
TOLD = 4  # words of what is denied that stand before a label may end it


def denials(
    said: Sequence[str],
    gaps: Sequence[str],
    sentences: Sequence[int],
    clause_of: Sequence[int],
    breaks: frozenset[int],
    bounds: Sequence[int],
    speech: Language,
    asked: frozenset[int],
) -> tuple[list[bool], list[bool], list[bool]]:
    """Return for each word if it is denied, if it is part of a denial itself, and if it is denied from afar;
    the words ``asked`` deny nothing.

    Denials of one sort do not undo each other ("neither … nor"); those of different sorts do ("it is false
    that it does not").
    """
    count = len(said)
    by_clause, by_word, by_rest = [False] * count, [False] * count, [False] * count
    denying = [False] * count
    idle = 0
    reach = 0  # up to where a "no" of what follows reaches
    rest, told = (
        -1,
        0,
    )  # the sentence of which all that follows is denied, and from where on that says something
    before = _denials_before(said, gaps, sentences, breaks, speech)
    for i, word in enumerate(said):
        by_word[i] = i < reach
        if i and sentences[i] != sentences[i - 1] and sentences[i - 1] == rest and ";" in gaps[i]:
            rest = sentences[i]
        if rest == sentences[i] and i > told and LABEL.search(gaps[i]):
            rest = -1  # "it is false that A: B" says B
        by_rest[i] = sentences[i] == rest
        idle = max(idle, i + speech.deny_not.at(said, i))
        if length := speech.deny_rest.at(said, i):
            rest, told = sentences[i], i + length + TOLD
            idle = max(idle, i + length)
            denying[i : i + length] = [True] * length
        if i in before:
            first, last = before[i]
            by_rest[first:i] = [not one for one in by_rest[first:i]]
            denying[i:last] = [True] * (last - i)
            idle = max(idle, last)
        if length := speech.deny_back.at(said, i):
            start = i
            while start and i - start < AFTER and clause_of[start - 1] == clause_of[i]:
                start -= 1
                if start in breaks:
                    break
            by_word[start:i] = [True] * (i - start)
            denying[i : i + length] = [True] * length
            idle = max(idle, i + length)
        if i < idle or i in asked:
            continue
        if (length := speech.deny_clause.at(said, i)) or speech.negative(word):
            length = length or 1
            denying[i : i + length] = [True] * length
            first, last = bounds[clause_of[i]], bounds[clause_of[i] + 1]
            if last < count and said[last] in speech.until:
                continue
            if i in breaks and not any(said[j] in speech.finite for j in range(i, last)):
                first = i  # what is set off by commas denies no more than itself ("…, not in X, as Y")
                last = next((j for j in range(i + 1, last) if j in breaks), last)
            by_clause[first:last] = [True] * (last - first)
        elif length := speech.deny_after.at(said, i):
            denying[i : i + length] = [True] * length
            idle = i + length
            end = bounds[clause_of[i] + 1]
            most = min(i + 1 + (LETTERS if spaceless(word) else speech.reach), end)
            last = next((j for j in range(i + length + 1, min(most, end)) if j in breaks), most)
            if not (i + length in breaks and word in {"no"}):
                reach = max(reach, last)
    denied = [(one != other) != third for one, other, third in zip(by_clause, by_word, by_rest, strict=True)]
    return denied, denying, by_rest


def _denials_before(
    said: Sequence[str],
    gaps: Sequence[str],
    sentences: Sequence[int],
    breaks: frozenset[int],
    speech: Language,
) -> dict[int, tuple[int, int]]:
    """Return where sentences end by denying what they said ("that X is wrong", "X, which is not true"), each
    with where its sentence begins and ends; a semicolon ends none."""
    found = {}
    first = 0
    for last in range(1, len(said) + 1):
        if last < len(said) and (sentences[last] == sentences[last - 1] or ";" in gaps[last]):
            continue
        for i in range(max(first + 1, last - ENDING), last):
            aside = i in breaks or said[i - 1] in speech.connectives
            opened = any(speech.deny_opening.at(said, at) for at in range(first, min(first + 2, i)))
            if (aside and i + speech.deny_aside.at(said, i) == last) or (
                opened and i + speech.deny_before.at(said, i) == last
            ):
                found[i] = (first, last)
                break
        first = last
    return found
