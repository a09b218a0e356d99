"""Finding the terms of a point in an answer: whole words and their forms, with slips of the pen."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from trainer.grading.points import lexicon, scales
from trainer.grading.points.denial import Token
from trainer.grading.points.reading import Reading
from trainer.grading.points.stems import stem
from trainer.grading.points.wordlist import words
from trainer.grading.typed.text import fold

NEAR = 14  # words between which all members of an alternative must lie
FUZZY_FROM = 5  # letters from which on a word may hold one slip
FUZZY_TWO = 9  # and two
_ENDINGS = words(
    """
    s es d ed r er ers rs e y ies ied ing ings ion ions ation ations al als ally ity ility ize ise ized
    ised izes ises izing ising ization isation izations isations ate ates ated ating ator ators ce cy
    cies t ts tly ty ties ncy ive or ors ment ments ness ful ory n ns ned ning ne nes ur ure ures ces
    sion sions ting tion tions tive ted ding nt nts ic ical iveness ability abilities ably ibility ibly
    iser izer isers izers able ial ially ous ously an ant ent ence ance um ly nd ng ge ged ges
    """
)
_SKIP = words("a an the its their his her this that your own of")

Hit = tuple[int, ...]  # the indices of the words that make it


@lru_cache(maxsize=5_000)
def words_of(term: str) -> tuple[str, ...]:
    """Return the words of a term; a code name falls apart at dots, underscores and the like."""
    return tuple(re.findall(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'t)?|%", fold(term).replace("’", "'")))


def hits(reading: Reading, alternative: tuple[str, ...]) -> Iterator[Hit]:
    """Yield where an alternative stands: a single term, or all members of a list near each other.

    Near means in one sentence and within `NEAR` words, or within half of that over the end of a sentence.
    """
    places = [list(_places(reading.tokens, words_of(member))) for member in alternative]
    if len(places) == 1:
        yield from places[0]
        return
    for combination in product(*(place[:6] for place in places)):
        hit = tuple(sorted({index for one in combination for index in one}))
        if len(hit) >= len(alternative) and _near(reading, hit):
            yield hit


def _near(reading: Reading, hit: Hit) -> bool:
    sentences = {reading.tokens[index].sentence for index in hit}
    return hit[-1] - hit[0] <= (NEAR + len(hit) if len(sentences) == 1 else NEAR // 2)


def _places(tokens: tuple[Token, ...], words: tuple[str, ...]) -> Iterator[Hit]:
    if not words:
        return
    joined = "".join(words)
    for start in range(len(tokens)):
        hit = _phrase(tokens, start, words) or _joined(tokens, start, joined, len(words))
        if hit:
            yield hit


def _phrase(tokens: tuple[Token, ...], start: int, words: tuple[str, ...]) -> Hit | None:
    """Match word by word from ``start``; articles and the like between the words are passed over."""
    found, place = [], start
    for number, word in enumerate(words):
        while number and place < len(tokens) and tokens[place].text in _SKIP and tokens[place].text != word:
            place += 1
        if place >= len(tokens) or not matches(tokens[place].text, word):
            return None
        if number and tokens[place].sentence != tokens[start].sentence:
            return None
        found.append(place)
        place += 1
    return tuple(found)


def _joined(tokens: tuple[Token, ...], start: int, joined: str, count: int) -> Hit | None:
    """Match where blanks differ: ``page cache`` and ``pagecache``, or ``initTransactions`` spelt apart."""
    if len(joined) < 6:
        return None
    written = ""
    for end in range(start, min(start + max(count, 5), len(tokens))):
        written += tokens[end].text
        if end - start + 1 != count and (written == joined or (stem(written) == stem(joined))):
            return tuple(range(start, end + 1))
        if len(written) > len(joined) + 3 or not joined.startswith(written[: len(joined) - 3]):
            return None
    return None


@lru_cache(maxsize=50_000)
def matches(text: str, word: str) -> bool:
    """Is a word of the answer a form of ``word``, which may be cut short (``idempoten``), or a slip of it?"""
    base = stem(text.removesuffix("'s"))
    if text == word or (len(word) > 2 and base == stem(word)):
        return True
    if len(word) > 2 and text.startswith(word):
        ending = text[len(word) :]
        doubled = ending[:1] == word[-1] and ending[1:] in {"ed", "ing", "er", "ers", "able"}
        if doubled or (ending in _ENDINGS and len(word) > 3) or ending in {"s", "es", "ed", "ing"}:
            return True
    return similar(text, word) or similar(base, stem(word))


def similar(text: str, word: str) -> bool:
    """Is ``text`` most likely a slip of ``word``? Words that oppose each other are none."""
    from rapidfuzz.distance import OSA

    if (
        min(len(text), len(word)) < FUZZY_FROM
        or not text.isalpha()
        or not word.isalpha()
        or text[0] != word[0]
    ):
        return False
    if _known(text):
        return False
    allowed = 2 if min(len(text), len(word)) >= FUZZY_TWO else 1
    if OSA.distance(text, word, score_cutoff=allowed) <= allowed:
        return not _opposed(text, word)
    if len(text) > len(word) >= 7:  # a term that is cut short, with a slip in it
        return OSA.distance(text[: len(word)], word, score_cutoff=1) <= 1 and text[-1] != word[-1]
    return False


def _known(word: str) -> bool:
    """Is it a word of the lists, so that it is no slip of another word?"""
    base = stem(word)
    return (
        base in lexicon.VERBS
        or base in scales.OPPOSITES
        or base in scales.SYNONYMS
        or word in lexicon.FUNCTION
    )


def _opposed(one: str, other: str) -> bool:
    prefixes = ("un", "in", "non", "dis", "de", "im", "re", "en", "ex", "pre")
    return any(one == prefix + other or other == prefix + one for prefix in prefixes)
