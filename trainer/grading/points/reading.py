"""Reading an answer: its words, their sentences and clauses, and which of them are denied or left open."""

import re
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.points import lexicon
from trainer.grading.points.clauses import AUXILIARY, NO_SUBJECT, PRONOUNS, clauses_of, is_plain, sentences_of
from trainer.grading.points.denial import Negator, Token, hedges, negators
from trainer.grading.points.stems import stem
from trainer.grading.typed.text import fold

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'(?:t|s|re|ve|ll|d|m)\b)?|%")
_DOTTED = re.compile(r"\b(e\.g\.|i\.e\.|etc\.|vs\.|approx\.|incl\.|resp\.)", re.IGNORECASE)
_QUOTES = str.maketrans("’‘`´", "''''")
_LINKS = frozenset({"and", "or", "but", "that", "which", "who", "then", "also"})
_HEAD = 3  # words that may stand before a colon as what is spoken of


class Reading(NamedTuple):
    """A text as read; ``open`` has the sentences that leave their claim open, and by which words."""

    text: str
    tokens: tuple[Token, ...]
    negators: tuple[Negator, ...]
    open: dict[int, frozenset[str]]

    def sign(self, index: int, without: frozenset[int] = frozenset()) -> int:
        """Return -1 if the word is denied (an odd number of times), else 1; ``without``: denials left out."""
        reaching = [one.at for one in self.negators if one.first <= index <= one.last]
        return 1 if sum(at != index and at not in without for at in reaching) % 2 == 0 else -1

    def clause_of(self, index: int) -> list[int]:
        """Return the indices of the words in the same clause."""
        return self.clause(self.tokens[index].clause)

    def clause(self, number: int) -> list[int]:
        """Return the indices of the words of a clause."""
        return [index for index, token in enumerate(self.tokens) if token.clause == number]

    def stems(self, indices: list[int]) -> set[str]:
        """Return the stems of these words."""
        return {self.tokens[index].stem for index in indices}


@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Read ``text``: English prose or notes, code words among it."""
    flat = _flat(text)
    found = list(_TOKEN.finditer(flat))
    said = [match.group() for match in found]
    gaps = [flat[found[i - 1].end() if i else 0 : match.start()] for i, match in enumerate(found)]
    sentences = sentences_of(gaps)
    clauses = clauses_of(said, gaps, sentences)
    tokens = tuple(
        Token(word, stem(word.removesuffix("'s")), *match.span(), sentence, clause, _content(text, match))
        for word, match, sentence, clause in zip(said, found, sentences, clauses, strict=True)
    )
    return Reading(text, tokens, negators(tokens, gaps), hedges(flat, tokens))


def is_verb(reading: Reading, index: int) -> bool:
    """Is the word a verb that a subject stands before, as far as its form tells?"""
    word, base = reading.tokens[index].text, reading.tokens[index].stem
    if word in AUXILIARY or word.endswith("n't"):
        return True
    if base not in lexicon.VERBS or index + 1 == len(reading.tokens) or not index:
        return False
    before, after = reading.tokens[index - 1].text, reading.tokens[index + 1].text
    if word.endswith("s"):
        return after not in AUXILIARY and before not in NO_SUBJECT
    return is_plain(word) and (before in PRONOUNS or (before.endswith("s") and len(before) > 3))


def subject(reading: Reading, clause: list[int]) -> list[int]:
    """Return the content words before the verb of a clause, or before the colon at its side ("Map: …").

    A clause that begins with its verb, or "and", "which" … and its verb, has the subject of the one before.
    """
    tokens = reading.tokens
    if not clause:
        return []
    first, after = clause[0], clause[-1] + 1
    head: list[int] = []
    if first and ":" in reading.text[tokens[first - 1].end : tokens[first].start]:
        head = [index for index in reading.clause_of(first - 1) if tokens[index].content]
    elif after < len(tokens) and ":" in reading.text[tokens[after - 1].end : tokens[after].start]:
        head = [index for index in clause if tokens[index].content]
    if 0 < len(head) <= _HEAD:
        return head
    for number, index in enumerate(clause):
        if (number or first) and is_verb(reading, index):
            own = [place for place in clause[:number] if tokens[place].content]
            elided = all(tokens[place].text in _LINKS for place in clause[:number])
            same = first and tokens[first - 1].sentence == tokens[first].sentence
            return subject(reading, reading.clause_of(first - 1)) if elided and same else own
    return []


def _flat(text: str) -> str:
    """Fold ``text`` letter by letter, so that places stay what they were."""
    letters = (folded if len(folded := fold(letter)) == 1 else letter for letter in text)
    return _DOTTED.sub(lambda match: match.group().replace(".", " "), "".join(letters).translate(_QUOTES))


def _content(text: str, match: re.Match[str]) -> bool:
    word = text[match.start() : match.end()]
    return word.casefold() not in lexicon.FUNCTION or (len(word) > 1 and word.isupper())
