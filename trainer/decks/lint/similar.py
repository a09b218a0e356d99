"""Prompts that ask nearly the same thing, found among all decks without comparing each with each."""

import re
from collections import Counter, deque
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from trainer.core.card import Note
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import normal, telling

ALIKE = Fraction(4, 5)  # shared words of all words of two prompts
MIN_WORDS = 2  # of so few all must be the same: four of five are no less
COMPARED = 50
"""With how many of the prompts that share a rare word, or an id, one is compared: the last ones before it.
Where thousands share even their rarest words, comparing all would take hours."""
SAME_ID = Fraction(1, 4)  # shared words of all words of two prompts with one id in two decks
_ASKING = re.compile(r"\b(?:what|which|who|whose|why|how|when|where)\b")
_REMEDY = "ask it once, or say what tells them apart; if both are meant, name one `confusable` in the other"


class Prompt(NamedTuple):
    """What a note asks: its telling words, and the word it asks with ("" = none)."""

    note: Note
    words: set[str]
    asking: str


class Told(NamedTuple):
    """The prompt of a note as `normal` text, and what it asks; None if that are too few words to compare."""

    note: Note
    text: str
    prompt: Prompt | None


def told(notes: Iterable[Note]) -> list[Told]:
    """Return what these notes ask; a text with gaps asks nothing."""
    texts = ((note, normal(note.body.prompt())) for note in notes if not note.body.in_place)
    return [Told(note, text, asked(note, text)) for note, text in texts]


def prompts(every: Iterable[Told]) -> dict[str, Finding]:
    """Return by key the notes that ask nearly what an earlier note asks.

    One set of telling words must lie in the other, or long prompts differ by a single word; short ones that
    differ by a word on both sides ask about two things, and so do those that ask when and why. The same
    words in the same order are left to the rule `same-prompt`; notes that name each other as easily mixed
    up are meant to be near.
    """
    first: dict[str, Prompt | None] = {}
    for one in every:
        first.setdefault(one.text, one.prompt)
    compared = [prompt for prompt in first.values() if prompt is not None]
    common = Counter(word for prompt in compared for word in prompt.words)
    index: dict[str, deque[Prompt]] = {}
    doubles: dict[str, Finding] = {}
    for prompt in compared:
        # Of the words of two prompts that are alike, the rarest of one and of the other have one in common.
        rarest = sorted(prompt.words, key=lambda word: (common[word], word))
        rarest = rarest[: len(rarest) + 1 + -len(rarest) * ALIKE.numerator // ALIKE.denominator]
        for word in rarest:
            if other := next((near for near in index.get(word, ()) if alike(prompt, near)), None):
                message = f"nearly the same prompt as {other.note.key}"
                doubles[prompt.note.key] = Finding("near-prompt", message, _REMEDY)
                break
        for word in rarest:
            index.setdefault(word, deque(maxlen=COMPARED)).append(prompt)
    return doubles


def alike(one: Prompt, other: Prompt) -> bool:
    """Do two prompts ask nearly the same, without saying that this is meant?"""
    return (
        (one.words <= other.words or other.words <= one.words or _one_word_apart(one, other))
        and _share(len(one.words & other.words), len(one.words | other.words), ALIKE)
        and (one.asking == other.asking or not one.asking or not other.asking)
        and not _meant(one, other)
    )


def _share(shared: int, of: int, least: Fraction) -> bool:
    """Are ``shared`` at least this part ``of`` all? Told in whole numbers: fractions take long to make."""
    return shared * least.denominator >= least.numerator * of


def _one_word_apart(one: Prompt, other: Prompt) -> bool:
    """Has each a word that the other lacks? With four of five words shared, that takes nine words each."""
    return len(one.words - other.words) == len(other.words - one.words) == 1


def namesakes(every: Iterable[Told]) -> dict[str, Finding]:
    """Return by key the notes that ask much the same as a note of another deck with the same id.

    Two authors had one idea, often one about a language or a file system that both systems share.
    """
    by_id: dict[str, deque[Prompt]] = {}
    found: dict[str, Finding] = {}
    for note, _, prompt in every:
        if prompt is not None:
            others = by_id.setdefault(note.id, deque(maxlen=COMPARED))
            if other := next((one for one in others if _much_alike(prompt, one)), None):
                message = f"the same id and much the same words as {other.note.key}"
                found[note.key] = Finding("near-prompt", message, _REMEDY)
            others.append(prompt)
    return found


def _much_alike(one: Prompt, other: Prompt) -> bool:
    shared = len(one.words & other.words)
    enough = shared >= MIN_WORDS and _share(shared, len(one.words | other.words), SAME_ID)
    return one.note.deck != other.note.deck and enough and not _meant(one, other)


def _meant(one: Prompt, other: Prompt) -> bool:
    return one.note.key in other.note.confusable or other.note.key in one.note.confusable


def asked(note: Note, text: str) -> Prompt | None:
    """Return what the note asks, whose prompt is ``text``, as `normal` gives it; None if that are too few
    words to compare."""
    words = telling(text)
    if len(words) < MIN_WORDS:
        return None
    found = _ASKING.search(text)
    return Prompt(note, words, found.group().replace("which", "what") if found else "")
