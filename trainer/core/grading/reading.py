"""Reading an answer: words with their sentence and clause, and which words are denied."""

import re
from functools import lru_cache
from typing import NamedTuple

from trainer.core.grading import lexicon
from trainer.core.grading.plain import fold
from trainer.core.grading.stems import stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'(?:t|s|re|ve|ll|d|m)\b)?|%")
_DOTTED = re.compile(r"\b(e\.g\.|i\.e\.|etc\.|vs\.|approx\.|incl\.|resp\.)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?=\s|$|[\"')\]])|\n|;|\.\.\.|…")
_SOFT = re.compile(r"[,:()\[\]]|\s[-–—]+\s|->|=>|→|\s/\s")
_SPLITS = frozenset(
    ["but", "whereas", "while", "although", "though", "because", "since", "so", "when", "if", "once", "unless", "until", "till", "which", "who", "where", "hence", "therefore", "thus", "otherwise", "however"]
)
_AND = frozenset(["and", "or", "then", "plus"])
_OPENS = frozenset(["not", "never", "no", "without", "only", "instead", "rather", "unlike", "just", "neither", "nor", "except"])
_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "you", "i", "this", "that", "these", "those", "there", "nobody", "everyone", "someone"])
_AUXILIARY = lexicon.FINITE - frozenset(["be", "been", "being", "done", "made", "got"])
_NO_SUBJECT = frozenset("to not and or a an the of in on by for with from per no without its their into as".split())
_BEFORE_THAT = frozenset("true case so say says said mean means think believe know sure is not false wrong".split())
_IDLE = {
    "not": ("only", "just", "merely", "simply", "until"),
    "no": ("matter", "doubt", "wonder", "problem", "sooner"),
    "nothing": ("but",),
    "none": ("other",),
}
_REACH = 7  # words that "no X" or "avoids X" reaches


class Token(NamedTuple):
    """A word of a text: in lower case, its stem, where it stands, the numbers of its sentence and clause."""

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int


class Negator(NamedTuple):
    """A denial: the token indices it is made of and the range of those it reaches."""

    at: frozenset[int]
    first: int
    last: int


class Reading(NamedTuple):
    """A text as read: ``open`` are the sentences that leave their claim open (hedged, or a question)."""

    text: str
    tokens: tuple[Token, ...]
    negators: tuple[Negator, ...]
    open: frozenset[int]

    def sign(self, index: int, without: frozenset[int] = frozenset()) -> int:
        """Return -1 if the word is denied, an odd number of times, else 1; ``without``: words of denials not counted."""
        sign = 1
        for negator in self.negators:
            if (
                negator.first <= index <= negator.last
                and index not in negator.at
                and not negator.at & without
            ):
                sign = -sign
        return sign

    def clause_of(self, index: int) -> list[int]:
        """Return the indices of the words in the same clause."""
        clause = self.tokens[index].clause
        return [other for other, token in enumerate(self.tokens) if token.clause == clause]


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Read ``text``: English prose or notes, code words among it."""
    flat = _flat(text)
    words = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(flat)]
    gaps = [flat[words[i - 1][2] if i else 0 : words[i][1]] for i in range(len(words))]
    sentences = _sentences(words, gaps)
    clauses = _clauses([word for word, _, _ in words], gaps, sentences)
    tokens = tuple(
        Token(word, stem(word.removesuffix("'s")), start, end, sentences[i], clauses[i])
        for i, (word, start, end) in enumerate(words)
    )
    return Reading(text, tokens, tuple(_negators(tokens, gaps)), frozenset(_open(flat, tokens)))


def _flat(text: str) -> str:
    """Fold ``text`` letter by letter, so that places stay what they were."""
    letters = (folded if len(folded := fold(letter)) == 1 else letter for letter in text)
    flat = "".join(letters).translate(str.maketrans("’‘`´", "''''"))
    return _DOTTED.sub(lambda match: match.group().replace(".", " "), flat)


def _sentences(words: list[tuple[str, int, int]], gaps: list[str]) -> list[int]:
    number, numbers = 0, []
    for index in range(len(words)):
        if index and _SENTENCE.search(gaps[index] + ("" if gaps[index].endswith(" ") else "")):
            number += 1
        numbers.append(number)
    return numbers


def _clauses(words: list[str], gaps: list[str], sentences: list[int]) -> list[int]:
    """Number the clauses: they end with the sentence, at a connective, and at a comma or "and" before a new verb."""
    hard, soft = set(), set()
    for i in range(1, len(words)):
        if sentences[i] != sentences[i - 1] or (words[i] in _SPLITS and not _clings(words, i)):
            hard.add(i)
        elif _SOFT.search(gaps[i]) or (words[i] in _AND and words[i - 1] not in _AND):
            soft.add(i)
    starts = sorted({0} | hard | soft)
    number, numbers = 0, []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(words)
        segment = words[start:end]
        if start and (start in hard or _stands_alone(segment)):
            number += 1
        numbers += [number] * (end - start)
    return numbers


def _clings(words: list[str], index: int) -> bool:
    """Does the connective belong to a denial before it ("not when", "not because", "so that", "because of")?"""
    after = words[index + 1] if index + 1 < len(words) else ""
    before = words[index - 1]
    return (
        before in {"not", "only", "even", "just", "never"}
        or (words[index] == "where" and before in {"no", "a", "the", "as", "in"})
        or (words[index], after) == ("because", "of")
    )


def _relative(words: list[str], index: int) -> bool:
    """Is this the "that" of a relative clause ("columns that are not read")?"""
    after = words[index + 1] if index + 1 < len(words) else ""
    verb = after in _AUXILIARY or after.endswith("n't")
    return words[index] == "that" and verb and words[index - 1] not in _BEFORE_THAT


def _stands_alone(segment: list[str]) -> bool:
    words = segment[1:] if segment and segment[0] in _AND else segment
    if not words:
        return False
    if words[0] in _OPENS or any(word.endswith("n't") or word in {"not", "never"} for word in words):
        return True
    return has_verb(words)


def has_verb(words: list[str]) -> bool:
    """Does a list of words hold a finite verb, as far as its form tells?"""
    for index, word in enumerate(words):
        if word in _AUXILIARY or word.endswith(("n't", "'re", "'ll", "'ve", "'m")):
            return True
        if (
            word.endswith("s")
            and not word.endswith("ss")
            and stem(word) in lexicon.VERBS
            and index + 1 < len(words)
        ):
            return True
        plural = any(other.endswith("s") and len(other) > 3 for other in words[:index])
        plain = stem(word) in lexicon.VERBS and not word.endswith(("s", "ed", "ing", "ion"))
        if plain and plural and words[index - 1] not in _NO_SUBJECT:
            return True
        if word in _PRONOUNS and index + 1 < len(words) and stem(words[index + 1]) in lexicon.VERBS:
            return True
    return False


def is_verb(reading: Reading, index: int) -> bool:
    """Is the word a verb that a subject stands before, as far as its form tells?"""
    token = reading.tokens[index]
    if token.text in _AUXILIARY or token.text.endswith("n't"):
        return True
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    return token.stem in lexicon.VERBS and bool(after) and (token.text.endswith("s") or token.text == token.stem)


def _negators(tokens: tuple[Token, ...], gaps: list[str]) -> list[Negator]:
    found = []
    for index, token in enumerate(tokens):
        if span := _reach(tokens, gaps, index):
            found.append(Negator(frozenset({index}), *span))
    return found


def _reach(tokens: tuple[Token, ...], gaps: list[str], index: int) -> tuple[int, int] | None:
    """Return the range of words that the word denies, or None if it denies nothing."""
    word = tokens[index].text
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    later = tokens[index + 2].text if index + 2 < len(tokens) else ""
    first, last = _range(tokens, index)
    if _idle(word, after, later):
        return None
    if word.endswith("n't") or word in lexicon.VERB_NEGATORS:
        if last + 1 < len(tokens) and tokens[last + 1].text in {"until", "till", "unless"}:
            return None  # not doing it until then is doing it then
        aside = word == "not" and gaps[index].strip() and not _has_auxiliary(tokens[max(first, index - 2) : index])
        subject = word in {"nothing", "nobody", "none"} and (after in _AUXILIARY or after.endswith("s"))
        return (index if aside or subject else first), last
    if word == "no":
        if index + 1 < len(gaps) and "," in gaps[index + 1]:  # a remark of its own: "No, …"
            return None
        return (first, last) if after == "longer" else (index, _noun_end(gaps, index, last))
    pair = (word, after) in {("instead", "of"), ("rather", "than"), ("free", "of"), ("other", "than")}
    if pair or word in lexicon.NOUN_NEGATORS:
        return index, _noun_end(gaps, index, last)
    if tokens[index].stem in lexicon.IMPLICIT:
        passive = index and tokens[index - 1].text in {"is", "are", "be", "was", "were", "been", "being", "gets"}
        return (first, last) if passive else (index, _noun_end(gaps, index, last))
    if word in lexicon.FALSE and after in {"that", "to"}:
        return index, max(i for i, other in enumerate(tokens) if other.sentence == tokens[index].sentence)
    return None


def _noun_end(gaps: list[str], index: int, last: int) -> int:
    """Return the last word that "no", "without" and the like reach: to the next comma, not far."""
    for place in range(index + 1, min(last, index + _REACH) + 1):
        if place > index + 1 and _SOFT.search(gaps[place]):
            return place - 1
    return min(last, index + _REACH)


def _has_auxiliary(tokens: tuple[Token, ...]) -> bool:
    return any(token.text in _AUXILIARY for token in tokens)


def _range(tokens: tuple[Token, ...], index: int) -> tuple[int, int]:
    first = last = index
    while first and tokens[first - 1].clause == tokens[index].clause:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].clause == tokens[index].clause:
        last += 1
    return first, last


def _idle(word: str, after: str, later: str) -> bool:
    """Is this "not" or "no" no denial: not only, not until, no matter, no more than, nothing but?"""
    if word in {"no", "not"} and (after, later) in {("more", "than"), ("later", "than"), ("less", "than")}:
        return True
    return after in _IDLE.get(word, ())


def _open(flat: str, tokens: tuple[Token, ...]) -> set[int]:
    """Return the sentences that hedge or ask, so that they claim nothing."""
    result = set()
    spans: dict[int, tuple[int, int]] = {}
    for token in tokens:
        spans[token.sentence] = (spans.get(token.sentence, (token.start, 0))[0], token.end)
    for number, (start, end) in spans.items():
        said = f" {re.sub(r'[^a-z0-9]+(?<!.)', ' ', flat[start:end])} "
        said = re.sub(r"[,;:()\s]+", " ", said)
        asks = re.match(r"[\s\"')]*\?", flat[end : end + 4])
        either = " either " in said and " or " in said
        if asks or either or any(f" {hedge} " in said for hedge in lexicon.HEDGES):
            result.add(number)
    return result
