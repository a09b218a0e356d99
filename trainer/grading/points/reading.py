"""Reading a text: its clauses, of whom each speaks, what is denied, what is only a condition or left open."""

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.points.denials import denials
from trainer.grading.points.forms import stem
from trainer.grading.points.language import Language
from trainer.grading.points.words import HIRAGANA, LABEL, TOKEN, flat, spaceless, word_of

LIMIT = 8_000
"""Characters of a text that are read."""
LONG = 4  # words from which on a part between commas is a clause of its own
HEAD = 4  # words that may stand before a colon, "=" or an arrow as what is spoken of
NEAR = 4  # words between "either" and "or" where they leave it open which holds

EITHER = "either"
"""What leaves open which of two holds."""

_DOTTED = re.compile(
    r"\(\.\.\.\)|\b(e\.g\.|i\.e\.|etc\.|vs\.|approx\.|incl\.|resp\.|z\.b\.|d\.h\.|p\. ?ex\.)", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?](?=\s|[\"')\]])|\n|;|(?:\.\.\.|…)(?=\s|$)|[。！？।؟؛]")
_CODE = re.compile(r"`[^`\n]+`")
_SAYS = re.compile(r":\s|=|->|→|\w\s*\(\w+\s")
_COMMA = re.compile("[,،、，]")
_SLASH = re.compile(r"\s/\s")
_SOFT = re.compile(r"[,()\[\]،、，]|\s[-–—]\s|\s/\s")


_ADVERBS = frozenset(["only", "also", "always", "then", "still", "never", "just", "first", "simply"])


class Word(NamedTuple):
    """A word of a text.

    ``clause`` and ``sentence`` are counted from 0; ``denied``: what it says is denied; ``small``: it carries
    no content of its own (a small word in capitals, as ``LIKE``, or in code is a keyword and does);
    ``denies``: it is part of a denial; ``far``: "it is not true that" and the like before it deny it.
    """

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int
    small: bool
    denied: bool
    denies: bool
    far: bool


class Clause(NamedTuple):
    """A clause: its words from ``first`` up to ``last``, the words that name of whom it speaks, and how.

    ``named``: it names its subject itself, which is not that of the clause before.
    """

    first: int
    last: int
    sentence: int
    subject: tuple[int, ...]
    named: bool
    condition: bool


class Reading(NamedTuple):
    """A text as read; ``open``: the sentences that are in doubt, and by which words; ``cut``: it went on."""

    text: str
    speech: Language
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    open: dict[int, frozenset[str]]
    breaks: frozenset[int]
    labels: int
    cut: bool = False

    @property
    def labelled(self) -> bool:
        """Does it begin with a label ("X: …")?"""
        start = self.words[self.clauses[0].last].start if len(self.clauses) > 1 else 0
        first = self.text[self.words[self.clauses[0].last - 1].end : start] if start else ""
        return bool(LABEL.search(first))

    def quote(self, first: int, last: int) -> str:
        """Return the text from one word to another."""
        return self.text[self.words[first].start : self.words[last].end]


@lru_cache(maxsize=256)
def read(text: str, speech: Language, asked: frozenset[str] = frozenset()) -> Reading:
    """Read prose or notes in a language, code words among it, as far as `LIMIT`.

    What denies by what it means ("refuses", "lacks") does not where a question is about that: with its stem
    among those ``asked``.
    """
    cut = len(text) > LIMIT
    text = text[:LIMIT]
    low = _DOTTED.sub(lambda match: match.group().replace(".", " "), flat(text))
    found = list(TOKEN.finditer(low))
    said = [word_of(match) for match in found]
    gaps = [low[found[i - 1].end() if i else 0 : match.start()] for i, match in enumerate(found)]
    for i in range(1, len(said)):  # where no blanks stand between words, one is a comma
        if gaps[i].isspace() and spaceless(said[i]) and spaceless(said[i - 1]):
            gaps[i] += ","
    tail = low[found[-1].end() :] if found else ""
    sentences = _sentences(gaps)
    code = [span for match in _CODE.finditer(text) for span in range(*match.span())]
    names = _names(text, found, frozenset(code))
    plain = ["x" if name else word for word, name in zip(said, names, strict=True)]
    starts = _clause_starts(plain, gaps, sentences, speech)
    bounds = [*starts, len(said)]
    clause_of = [number for number, start in enumerate(starts) for _ in range(start, bounds[number + 1])]
    breaks = frozenset(
        i
        for i, gap in enumerate(gaps)
        if i and (_SOFT.search(gap) or _SENTENCE.search(gap) or LABEL.search(gap))
    )
    small = [word in speech.small and not name for word, name in zip(said, names, strict=True)]
    idle = frozenset(
        at
        for at, (word, little) in enumerate(zip(said, small, strict=True))
        if not little and speech.deny_after.at(said, at) and stem(word, speech) in asked
    )
    denied, denying, far = denials(said, gaps, sentences, clause_of, breaks, bounds, speech, idle)
    words = tuple(
        Word(word, stem(word, speech), match.start(), match.end(), *rest)
        for word, match, *rest in zip(
            said, found, sentences, clause_of, small, denied, denying, far, strict=True
        )
    )
    clauses = _clauses(words, plain, gaps, bounds, speech)
    return Reading(
        text,
        speech,
        words,
        clauses,
        _open(said, sentences, gaps, tail, breaks, speech),
        breaks,
        len(_SAYS.findall(low)),
        cut,
    )


def _names(text: str, found: Sequence[re.Match[str]], code: frozenset[int]) -> list[bool]:
    """Return for each word if it is a name by how it is written: in capitals, or in code."""
    return [
        match.start() in code
        or (match.end() - match.start() > 1 and text[match.start() : match.end()].isupper())
        for match in found
    ]


def _sentences(gaps: Sequence[str]) -> list[int]:
    """Return in which sentence each word stands; a slash ends one where a label follows."""
    number, numbers = 0, []
    for index, gap in enumerate(gaps):
        labelled = _SLASH.search(gap) and any(map(LABEL.search, gaps[index + 1 : index + 1 + HEAD]))
        number += bool(index and (labelled or _SENTENCE.search(gap)))
        numbers.append(number)
    return numbers


def _clause_starts(
    said: Sequence[str], gaps: Sequence[str], sentences: Sequence[int], speech: Language
) -> list[int]:
    """Return where clauses begin: at sentences, labels, connectives, a comma or "and" before a verb."""
    hard, soft = [False] * len(said), [False] * len(said)
    clinging = first = 0  # up to where a word is no connective, and the first word of the sentence
    row = False  # does it stand behind a label?
    for i, word in enumerate(said):
        if i and sentences[i] != sentences[i - 1]:
            first, row = i, False
        if length := speech.clings.at(said, i):
            clinging = max(clinging, i + length)
        if not i:
            continue
        if (
            sentences[i] != sentences[i - 1]
            or LABEL.search(gaps[i])
            or (word in speech.connectives and i >= clinging and not _particle(said, i))
        ) or _relative(said, i, speech):
            hard[i] = True
            row = row or bool(LABEL.search(gaps[i]) and i - first <= HEAD)
        elif speech.tag != "en" and row and _COMMA.search(gaps[i]):  # "X: this, that"
            hard[i] = True
        elif (
            _SOFT.search(gaps[i])
            or (word in speech.links and said[i - 1] not in speech.links)
            or (speech.clause_endings and said[i - 1].endswith(speech.clause_endings))
        ):
            soft[i] = True
    starts = [0] if said else []
    edges = [i for i in range(len(said)) if hard[i] or soft[i]]
    for place, i in enumerate(edges):
        end = edges[place + 1] if place + 1 < len(edges) else len(said)
        verbs = (
            [j for j in range(i, end) if is_verb(said, j, i, end, speech)]
            if _relative(said, i, speech)
            else []
        )
        if len(verbs) > 1 and verbs[1] > verbs[0] + 1:
            starts += [i, verbs[1]]
        elif (
            hard[i]
            or _stands_alone(said, i, end, speech, comma=bool(_SOFT.search(gaps[i])))
            or (said[starts[-1]] in speech.conditions and i > starts[-1] + 2 and "," in gaps[i])
        ):
            starts.append(i)
    return starts


def _particle(said: Sequence[str], i: int) -> bool:
    """Is a Japanese syllable that may link clauses written to a noun, and not to a verb?"""
    return HIRAGANA[0] <= said[i] <= HIRAGANA[1] and not HIRAGANA[0] <= said[i - 1][-1] <= HIRAGANA[1]


def _relative(said: Sequence[str], i: int, speech: Language) -> bool:
    """Does a relative clause begin here ("fields that are missing")?"""
    verb = i + 1 < len(said) and (said[i + 1] in speech.finite or speech.negative(said[i + 1]))
    return i > 0 and said[i] in speech.relatives and verb and said[i - 1] not in speech.finite


def _stands_alone(said: Sequence[str], first: int, end: int, speech: Language, *, comma: bool) -> bool:
    """Is a part after a comma or "and" a clause of its own?"""
    inside = first + (said[first] in speech.links)
    if inside >= end:
        return False
    if comma and end - inside >= LONG:
        return True
    if speech.deny_after.at(said, inside) or any(speech.deny_clause.at(said, i) for i in range(inside, end)):
        return True
    return any(is_verb(said, i, inside, end, speech) for i in range(inside, end))


def is_verb(said: Sequence[str], i: int, first: int, end: int, speech: Language) -> bool:
    """Is a word the finite verb of the clause ``first``..``end``, as far as its form and place tell?"""
    word = said[i]
    if word in speech.finite or speech.negative(word):
        return True
    if speech.tag != "en" or i + 1 >= end or not word.isalpha() or len(word) < 2 or word in speech.small:
        return False
    back = i - 1
    while back > first and said[back] in _ADVERBS:
        back -= 1
    before = said[back] if back >= 0 else ""
    noun = i > first and before not in speech.small and before.isalpha()
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        linked = i == first and before in speech.links
        singular = (noun and (not before.endswith("s") or before.endswith("ss"))) or before in speech.pronouns
        return (
            (singular or linked)
            and said[i + 1] not in speech.finite
            and said[i + 1] not in {"of", "and", "or"}
        )
    plain = not word.endswith(("s", "ed", "ing", "ion", "ly", "al", "ic", "ive"))
    return plain and (
        (noun and before.endswith("s") and not before.endswith("ss"))
        or before in speech.pronouns - {"that", "this", "one"}
    )


def _clauses(
    words: tuple[Word, ...], said: Sequence[str], gaps: Sequence[str], bounds: Sequence[int], speech: Language
) -> tuple[Clause, ...]:
    result: list[Clause] = []
    label: tuple[int, ...] = ()
    for first, last in itertools.pairwise(bounds):
        sentence = words[first].sentence
        new_line = not first or "\n" in gaps[first] or words[first - 1].sentence != sentence
        if new_line:
            label = ()
        if (
            last < len(words)
            and last - first <= HEAD
            and words[last].sentence == sentence
            and LABEL.search(gaps[last])
        ):
            label = tuple(i for i in range(first, last) if not words[i].small) or tuple(range(first, last))
        own = label or _subject(words, said, first, last, speech)
        named = bool(own)
        opens = said[first] in speech.conditions
        if not own and result and (result[-1].sentence == sentence or said[first] in speech.pronouns):
            own = result[-1].subject
        result.append(Clause(first, last, sentence, own, named, opens))
    return tuple(result)


def _subject(
    words: tuple[Word, ...], said: Sequence[str], first: int, last: int, speech: Language
) -> tuple[int, ...]:
    """Return the content words before the verb of a clause; where few verbs are known, the first of them that
    stand side by side, and the first alone before a verb that ends the clause."""
    for i in range(first, last):
        if is_verb(said, i, first, last, speech):
            before = [j for j in range(first, i) if not words[j].small]
            if speech.tag != "en":
                before = [
                    j for at, j in enumerate(before) if j == before[0] + at and (not at or i + 1 < last)
                ]
            return tuple(before)
    return ()


def _open(
    said: Sequence[str],
    sentences: Sequence[int],
    gaps: Sequence[str],
    tail: str,
    breaks: frozenset[int],
    speech: Language,
) -> dict[int, frozenset[str]]:
    """Return for each sentence that leaves its claim open what does: doubts, "either", "?"."""
    found: dict[int, set[str]] = {}
    either, opened = speech.either, -1
    for i, word in enumerate(said):
        if either and word == either[0]:
            opened = i
        elif i in breaks:
            opened = -1  # "either do this, or that" names two ways
        elif either and word == either[1] and 0 <= opened >= i - NEAR:
            found.setdefault(sentences[i], set()).add(EITHER)
        undone = i and gaps[i].isspace() and speech.negative(said[i - 1])  # "doesn't have to guess"
        if (length := speech.hedges.at(said, i)) and not undone:
            found.setdefault(sentences[i], set()).add(" ".join(said[i : i + length]))
        after = gaps[i + 1] if i + 1 < len(said) else tail
        if re.match(r"[\s\"')]*[?？؟]", after):
            found.setdefault(sentences[i], set()).add("?")
    return {number: frozenset(some) for number, some in found.items()}
