"""Quick questions out of notes: options made of what is really mixed up, and never a second true one."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.core.card import Note
from trainer.core.kinds import Basic, Choice, Compare, Typed

MOST_OPTIONS = 4
LEAST_OPTIONS = 3
MOST_WORDS = 14
"""Longer answers make poor options: they are read, not recognised."""

_MARKUP = re.compile(r"[`*_\s]+")
_WORD = re.compile(r"\w+")


class Answer(NamedTuple):
    """One option. ``card`` is the card whose right answer it is, "" for a written distractor."""

    text: str
    right: bool
    because: str = ""
    card: str = ""


class Question(NamedTuple):
    """One question: the card it is about, its text, its options in the order shown, and the reason."""

    card: str
    ask: str
    options: tuple[Answer, ...]
    why: str = ""

    @property
    def several(self) -> bool:
        """Is more than one option right?"""
        return sum(option.right for option in self.options) > 1


def question(note: Note, card: str, others: Mapping[str, Note], seed: str = "") -> Question | None:
    """Return a question about ``card`` of ``note``, or None when no honest one can be made.

    Args:
        others: notes by key, for those that ``note.confusable`` names.
        seed: decides which distractors are taken and the order of the options.
    """
    rng = random.Random(f"{card}\n{seed}")
    body = note.body
    if isinstance(body, Choice):
        options = [Answer(text, right=True, card=card) for text in body.right]
        options += [Answer(wrong.text, right=False, because=wrong.because) for wrong in body.wrong]
        rng.shuffle(options)
        return Question(card, body.ask, tuple(options), note.why)
    if isinstance(body, Compare):
        return _from_cell(note, body, card, rng)
    if isinstance(body, Basic | Typed) and card == note.key:
        return _from_confusable(note, body.ask, body.answer, others, rng)
    return None


def pick(questions: Iterable[Question], count: int, seed: str = "") -> list[Question]:
    """Return at most ``count`` questions, no two of one note, in a mixed order."""
    pool = sorted(questions)
    random.Random(seed).shuffle(pool)
    taken: dict[str, Question] = {}
    for candidate in pool:
        if len(taken) == count:
            break
        taken.setdefault(candidate.card.partition("#")[0], candidate)
    return list(taken.values())


def _from_cell(note: Note, body: Compare, card: str, rng: random.Random) -> Question | None:
    aspect_key, _, subject_key = card.removeprefix(note.key + "#").partition(".")
    aspect = next(aspect for aspect in body.aspects if aspect.key == aspect_key)
    cells = dict(aspect.cells)
    right = cells.pop(subject_key)
    wrong = [
        Answer(
            text,
            right=False,
            because=f"that is {dict(body.subjects)[key]}",
            card=f"{note.key}#{aspect_key}.{key}",
        )
        for key, text in cells.items()
    ]
    ask = f"**{dict(body.subjects)[subject_key]}**: {aspect.ask}"
    return _assemble(card, ask, right, wrong, note.why, rng, least=2)


def _from_confusable(
    note: Note, ask: str, right: str, others: Mapping[str, Note], rng: random.Random
) -> Question | None:
    wrong = []
    for key in note.confusable:
        other = others.get(key)
        if other is not None and isinstance(other.body, Basic | Typed):
            wrong.append(
                Answer(other.body.answer, right=False, because=f"that answers: {other.body.ask}", card=key)
            )
    return _assemble(note.key, ask, right, wrong, note.why, rng, least=LEAST_OPTIONS)


def _assemble(
    card: str, ask: str, right: str, wrong: Sequence[Answer], why: str, rng: random.Random, *, least: int
) -> Question | None:
    """Join the right answer with distractors that are short, different from it, and from each other."""
    if len(right.split()) > MOST_WORDS:
        return None
    options = [Answer(right, right=True, card=card)]
    for candidate in rng.sample(list(wrong), len(wrong)):
        fits = len(candidate.text.split()) <= MOST_WORDS
        if fits and not any(alike(candidate.text, option.text) for option in options):
            options.append(candidate)
        if len(options) == MOST_OPTIONS:
            break
    if len(options) < least:
        return None
    rng.shuffle(options)
    return Question(card, ask, tuple(options), why)


def alike(one: str, other: str) -> bool:
    """Could the two texts mean the same: equal but for markup, or one with all words of the other?"""
    if _MARKUP.sub(" ", one).strip().casefold() == _MARKUP.sub(" ", other).strip().casefold():
        return True
    words, more = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return bool(words and more) and (words <= more or more <= words)


class Confusion(NamedTuple):
    """How often one thing was taken for another: the card asked, and the card or text given instead."""

    card: str
    instead: str
    times: int


def confusions(wrong_answers: Iterable[tuple[str, str]]) -> list[Confusion]:
    """Count (card asked, what was given instead), the most frequent first; a pair counts in both directions.

    What was given instead is a card key where the option was another card's answer, else the option's text.
    """
    counts: dict[tuple[str, str], int] = {}
    for card, instead in wrong_answers:
        pair = (card, instead) if (instead, card) not in counts else (instead, card)
        counts[pair] = counts.get(pair, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Confusion(card, instead, times) for (card, instead), times in ordered]
