"""Prompts that ask nearly the same thing, found among all decks without comparing each with each."""

import re
from collections import Counter
from collections.abc import Iterable
from math import ceil

from trainer.core.card import Note
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import content_words, normal

ALIKE = 0.8  # shared words of all words of two prompts
MIN_WORDS = 4
_ASKING = re.compile(r"\b(?:what|which|who|whose|why|how|when|where)\b")


def prompts(notes: Iterable[Note]) -> dict[str, Finding]:
    """Return by key the notes that ask nearly what an earlier note asks.

    One set of telling words must lie in the other: prompts that differ by a word on both sides ask about two
    things, and so do those that ask when and why. The same words in the same order are left to the rule
    `same-prompt`; notes that name each other as easily mixed up are meant to be near.
    """
    told = {note.key: note for note in notes}
    sets = {key: content_words(note.body.prompt()) for key, note in told.items() if not note.body.in_place}
    common = Counter(word for words in sets.values() for word in words)
    index: dict[str, list[str]] = {}  # the rarest words of each prompt: one of them is shared by any double
    found: dict[str, Finding] = {}
    for key, words in sets.items():
        if len(words) < MIN_WORDS:
            continue
        rarest = sorted(words, key=lambda word: (common[word], word))
        rarest = rarest[: len(words) - ceil(ALIKE * len(words)) + 1]
        for other in dict.fromkeys(near for word in rarest for near in index.get(word, ())):
            if _alike(words, sets[other]) and _doubles(told[key], told[other]):
                remedy = "ask it once, or say what tells them apart; name both `confusable` if both are meant"
                found[key] = Finding("near-prompt", f"nearly the same prompt as {other}", remedy)
                break
        for word in rarest:
            index.setdefault(word, []).append(key)
    return found


def _alike(one: set[str], other: set[str]) -> bool:
    return (one <= other or other <= one) and len(one & other) >= ALIKE * len(one | other)


def _doubles(one: Note, other: Note) -> bool:
    meant = one.key in other.confusable or other.key in one.confusable
    prompts = normal(one.body.prompt()), normal(other.body.prompt())
    asking = {_asking(text) for text in prompts} - {""}
    return not meant and prompts[0] != prompts[1] and len(asking) < 2


def _asking(prompt: str) -> str:
    found = _ASKING.search(prompt)
    return found.group().replace("which", "what") if found else ""
