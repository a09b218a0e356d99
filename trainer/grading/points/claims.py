"""A note's key points made ready for comparison: their words and terms, of whom each speaks."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.core.kinds import Points
from trainer.grading.points.advice import Advice, advice
from trainer.grading.points.akin import akin
from trainer.grading.points.alike import meaning
from trainer.grading.points.contrast import set_against
from trainer.grading.points.doers import Name, Names, doers
from trainer.grading.points.forms import matches, stem
from trainer.grading.points.language import Language, Phrases
from trainer.grading.points.meaning import Meaning
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.roles import Roles, names, roles
from trainer.grading.points.words import KANA, THAI, flat, spaceless, split

ASKED = 0.25  # weight of a word that the question has too
SHARED = 0.6  # of one that other points of the note have too
TELLING = 0.5  # of a small word that still tells
SOUND = 0.4  # of a letter that is a sound
PART = 2  # letters of a script without blanks from which on they name something
NAME = 2  # words that a name after "over" may have
HEAD = 2  # words that name of whom a point speaks, where no verb or label shows it

WHOLE = {"en", "zh", "ja", "th"}  # languages whose first two words or letters name it

SET, TOLD = 2, 1
"""The question or a label names of whom a point speaks; it has a subject and a verb."""

Side = tuple[int, int]  # a scale, and 1 or -1 for its end


class Item(NamedTuple):
    """A content word of a point; ``denied``: the point denies it; ``head``: it names of whom that speaks."""

    text: str
    stem: str
    weight: float
    denied: bool
    head: bool


class Claim(NamedTuple):
    """A point made ready. ``terms``: its alternatives, each with the words of its members.

    ``head``: the stems of whom it speaks; ``names``: what tells that from whom the other points speak;
    ``denies``: it has a denial; ``absent``: the stems by which it says that something is no more.
    ``listed``: the stems of its terms; ``others``: what is known to any other point; ``elsewhere``: what the
    others say of whom they speak. ``advice``: what it says to do under a condition. ``roles``: who does what
    to whom in it. ``akin``: on which lines of the list of words that are akin its words and those
    of its terms stand, by stem; ``phrases``: the same of words without blanks, by letters.
    ``kind``: how sure it is that it speaks of somebody: `SET`, `TOLD` or 0. ``meaning``: what it means.
    """

    say: Reading
    items: tuple[Item, ...]
    terms: tuple[tuple[tuple[str, ...], ...], ...]
    head: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    stems: frozenset[str]
    denies: bool
    absent: frozenset[str]
    listed: frozenset[str]
    kind: int
    advice: Advice
    roles: Roles
    akin: dict[str, frozenset[int]]
    phrases: tuple[tuple[frozenset[str], frozenset[int]], ...]
    meaning: Meaning
    doers: tuple[Name, ...]
    others: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        return self.stems | self.listed


class Topic(NamedTuple):
    """A question with its points; ``vocabulary`` are the stems of all its texts and terms, ``question`` those
    of the question, its small words too.

    ``against``: the names of what the question sets its subject against ("rather than X"), where no point has
    them; ``favoured``: those of its subject. ``meaning``: what the question means. ``names``: those who do
    something by its points. ``names_only``: it asks for names and nothing else.
    """

    speech: Language
    claims: tuple[Claim, ...]
    asked: frozenset[str]
    vocabulary: frozenset[str]
    against: tuple[tuple[str, ...], ...] = ()
    favoured: tuple[tuple[str, ...], ...] = ()
    meaning: Meaning = ()
    names: Names = Names(frozenset(), (), {})
    names_only: bool = False
    question: frozenset[str] = frozenset()


@lru_cache(maxsize=256)
def topic(body: Points, speech: Language) -> Topic:
    """Return the question ``body``, which is in the language ``speech``, made ready."""
    ask = read(body.ask, speech)
    asked = frozenset(word.stem for word in ask.words if not word.small) - _choice(ask)
    says = [read(point.say, speech, asked) for point in body.points]
    stems = [frozenset(word.stem for word in say.words) for say in says]
    heads = [_head(say) for say in says]
    known = names((ask, *says))
    asked_of = _asked_of(ask, says)
    who, told = doers(ask, says, known)
    result, table = [], akin(speech)
    for number, (point, say) in enumerate(zip(body.points, says, strict=True)):
        others = [other for other in range(len(says)) if other != number]
        shared = frozenset().union(*(stems[other] for other in others))
        terms = tuple(tuple(words for member in one if (words := split(member))) for one in point.terms)
        named = {text for name in asked_of[number] for text in name}
        head = heads[number] | {
            word.stem for word in say.words if any(matches(word.text, text, speech) for text in named)
        }
        own = heads[number].difference(*(heads[other] for other in others)) or heads[number]
        own_names = asked_of[number]
        if not own_names or (say.clauses and say.clauses[0].subject):
            own_names += tuple((word.text,) for word in say.words if word.stem in own)
        items = _items(say, head, asked, shared)
        denies = any(word.denies for word in say.words)
        absent = frozenset(word.stem for word in say.words if word.text in speech.absent)
        listed = frozenset(stem(word, speech) for one in terms for member in one for word in member)
        text = flat("\n".join((point.say, *(member for one in point.terms for member in one))))
        result.append(
            Claim(
                say,
                items,
                tuple(filter(None, terms)),
                head,
                own_names,
                stems[number],
                denies,
                absent,
                listed,
                SET if asked_of[number] or say.labelled else TOLD if _tells(say) else 0,
                advice(say, ask, asked),
                roles(say, known, head),
                {stem(word, speech): table.lines(word) for word in split(text)},
                tuple((frozenset(split(text[start:end])), lines) for start, end, lines in table.inside(text)),
                meaning(say.words, speech.tag),
                told[number],
            )
        )
    vocabulary = asked.union(*(claim.known for claim in result))
    against, favoured = _sides(ask, frozenset().union(*stems))
    about = meaning(ask.words, speech.tag)
    return Topic(
        speech,
        _beside_each_other(result),
        asked,
        vocabulary,
        against,
        favoured,
        about,
        who,
        asks_names(ask) and not _has(ask, speech.asks_more),
        frozenset(word.stem for word in ask.words),
    )


def asks_names(ask: Reading) -> bool:
    """Does a question ask for names?"""
    return _has(ask, ask.speech.asks_names)


def _has(ask: Reading, phrases: Phrases) -> bool:
    texts = [word.text for word in ask.words]
    return any(phrases.at(texts, at) for at in range(len(texts)))


def _choice(ask: Reading) -> frozenset[str]:
    """Return what a question leaves to choose between ("Is it push or pull?"): to name one is an answer."""
    words, speech = ask.words, ask.speech
    return frozenset(
        words[side].stem
        for at in range(1, len(words) - 1)
        if words[at].text in speech.either[1:] and words[_opening(ask, at)].text in speech.finite
        for side in (at - 1, at + 1)
        if not words[side].small
    )


def _opening(ask: Reading, at: int) -> int:
    """Return the first word of the sentence of the word ``at``."""
    return next(i for i, word in enumerate(ask.words) if word.sentence == ask.words[at].sentence)


def _sides(ask: Reading, said: frozenset[str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Return what a question sets its subject against, where no point says it, and what it names before."""
    texts = [word.text for word in ask.words]
    for i in range(1, len(texts)):
        length = ask.speech.against.at(texts, i) or (ask.speech.over.at(texts, i) and _closes(ask, i))
        length = length or _lacks(ask, i)
        if length:
            end = next((j for j in range(i + length, len(texts)) if j in ask.breaks), len(texts))
            names = [word for word in ask.words[i + length : end] if not word.small and word.stem not in said]
            own = {word.stem for word in names}
            before = (word for word in ask.words[:i] if not word.small and word.stem not in own)
            return tuple((word.text,) for word in names), tuple((word.text,) for word in before)
    return (), ()


def _lacks(ask: Reading, i: int) -> bool:
    """Does from the word ``i`` on a last clause say who does not ("What does A do that B cannot?")?"""
    words, speech = ask.words, ask.speech
    if words[i].text not in speech.relatives or words[i - 1].text in speech.links:
        return False
    rest = [word for word in words[i + 1 :] if word.sentence == words[i].sentence]
    denial = next((at for at, word in enumerate(rest) if word.denies), 0)
    return (
        words[_opening(ask, i)].text in speech.inside
        and any(not word.small for word in rest[:denial])
        and all(word.clause == words[i].clause and (word.small or word.denies) for word in rest[denial:])
    )


def _closes(ask: Reading, i: int) -> int:
    """Return 1 if what follows the word ``i`` is no more than a name that ends the sentence."""
    sentence = ask.words[i].sentence
    after = range(i + 1, len(ask.words))
    end = next((j for j in after if ask.words[j].sentence != sentence), len(ask.words))
    return int(end - i - 1 <= NAME)


def _beside_each_other(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the points, each with what the others know and say."""
    told = [frozenset(item.stem for item in claim.items if not item.head) for claim in claims]
    result = []
    for number, claim in enumerate(claims):
        rest = [other for other in range(len(claims)) if other != number]
        others = frozenset().union(*(claims[other].known for other in rest))
        elsewhere = frozenset().union(*(told[other] for other in rest))
        result.append(claim._replace(others=others, elsewhere=elsewhere))
    return tuple(result)


def _asked_of(ask: Reading, says: Sequence[Reading]) -> list[tuple[tuple[str, ...], ...]]:
    """Return for each point what the question names that it speaks of, and another point does not, which
    speaks of something else that the question names."""
    found = [_common(ask, say) for say in says]
    return [
        tuple(name for name in mine if any(theirs and name not in theirs for theirs in found))
        for mine in found
    ]


def _common(ask: Reading, say: Reading) -> tuple[tuple[str, ...], ...]:
    """Return the content words of a question that a point has in some form; of a script without blanks, the
    longest parts that stand in both."""
    found: dict[tuple[str, ...], None] = {}
    beside = set_against(say)
    asked = [word.text for word in ask.words]
    said = [word.text if at not in beside and not word.small else "" for at, word in enumerate(say.words)]
    at = 0
    while at < len(asked):
        length = 0
        if spaceless(asked[at]):
            starts = [i for i, text in enumerate(said) if text == asked[at]]
            length = max((_run(asked[at:], said[i:]) for i in starts), default=0)
            if length >= PART:
                found[tuple(asked[at : at + length])] = None
        elif not ask.words[at].small and any(
            matches(text, asked[at], say.speech) for text, word in zip(said, say.words, strict=True) if text
        ):
            found[asked[at],] = None
        at += max(1, length)
    return tuple(found)


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length] and spaceless(one[length]):
        length += 1
    return length


def _head(say: Reading) -> frozenset[str]:
    """Return the stems of whom a point speaks: its subject or label, or else its first content words."""
    if not say.clauses or say.words[0].text in say.speech.pronouns:
        return frozenset()
    subject = say.clauses[0].subject
    if not subject or len(subject) > HEAD + 1:
        subject = _first(say, HEAD if say.speech.tag in WHOLE else 1)
    return frozenset(say.words[i].stem for i in subject)


def _tells(say: Reading) -> bool:
    """Has a point a subject and a verb, or a name set off by a comma? Verbs are only known in English."""
    apart = any(at in say.breaks for at in range(1, HEAD + 2))
    return say.speech.tag != "en" or apart or bool(say.clauses and say.clauses[0].subject)


def _first(say: Reading, most: int) -> tuple[int, ...]:
    """Return the content words that stand first in a point, up to a small word or a comma."""
    found: list[int] = []
    for i in range(say.clauses[0].first, say.clauses[0].last):
        if found and (len(found) == most or say.words[i].small or i in say.breaks):
            break
        if not say.words[i].small:
            found.append(i)
    return tuple(found)


def _items(
    say: Reading, head: frozenset[str], asked: frozenset[str], shared: frozenset[str]
) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    little = all(word.small for word in say.words)  # "At least once"
    for word in say.words:
        telling = little or word.text in say.speech.telling
        if (word.small and not telling) or word.stem in items or word.denies:
            continue
        weight = TELLING if telling and word.small else _letter(word.text)
        weight *= ASKED if word.stem in asked else SHARED if word.stem in shared else 1.0
        items[word.stem] = Item(word.text, word.stem, weight, word.denied, word.stem in head)
    return tuple(items.values())


def _letter(word: str) -> float:
    """Return the weight of a word: a letter that is a sound tells little by itself."""
    return SOUND if any(first <= word[0] <= last for first, last in (KANA, THAI)) else 1.0


@lru_cache(maxsize=32)
def scales(speech: Language) -> dict[str, tuple[Side, ...]]:
    """Return for each stem on which ends of which scales it stands."""
    found: dict[str, tuple[Side, ...]] = {}
    for scale, halves in enumerate(speech.opposites):
        for end, half in zip((1, -1), halves, strict=True):
            for base in dict.fromkeys(stem(word, speech) for word in half):
                found[base] = (*found.get(base, ()), (scale, end))
    return found
