"""Which cards a quiz asks: weak ones, not asked lately, spread over decks; or what was mixed up before."""

import heapq
import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from trainer.core.card import Note, note_of
from trainer.core.log import Event
from trainer.core.state import NEW, CardState
from trainer.quiz.question import Question, Source
from trainer.scheduling.scheduler import Scheduler


class LastAnswer(NamedTuple):
    """The latest answer in a quiz: its study day, and whether it was right."""

    day: int
    right: bool


def latest(events: Iterable[Event]) -> dict[str, LastAnswer]:
    """Return the latest quiz answer to each card, from ``quiz`` events in log order."""
    return {event.card: LastAnswer(event.day, (event.grade or 0) >= 4) for event in events}


def draw(
    source: Source,
    notes: Iterable[Note],
    states: Mapping[str, CardState],
    asked: Mapping[str, LastAnswer],
    count: int,
    *,
    scheduler: Scheduler,
    topics: Mapping[str, str],
    day: int,
    seed: str,
) -> list[Question]:
    """Return at most ``count`` questions about cards of ``notes``, in the order they are to be asked.

    Suspended cards are left out. Topics take turns, and so do the decks of a topic; no note is asked twice.
    Inside a deck chance decides, and what is weak and was not asked lately has the better chance (`weight`).
    The same arguments give the same round. ``topics`` has the topic of each deck.
    """
    rng = random.Random(seed)
    decks: dict[str, list[tuple[float, str]]] = {}
    for note in notes:
        cards = [card for card in note.card_keys() if not states.get(card, NEW).suspended]
        for card in cards:
            chance = weight(states.get(card, NEW), asked.get(card), day, scheduler) / len(cards)
            # Exponential waiting times: the first to arrive is each one with odds as its chance.
            decks.setdefault(note.deck, []).append((rng.expovariate(chance), card))
    for waiting in decks.values():
        heapq.heapify(waiting)
    turns: Counter[str] = Counter()
    met: set[str] = set()
    chosen: list[Question] = []

    def turn(deck: str) -> tuple[int, int, float]:
        return turns[f"topic {topics.get(deck, deck)}"], turns[f"deck {deck}"], decks[deck][0][0]

    while decks and len(chosen) < count:
        deck = min(decks, key=turn)
        question = _next(source, decks[deck], met, seed)
        if question is not None:
            chosen.append(question)
            turns.update([f"topic {topics.get(deck, deck)}", f"deck {deck}"])
        if not decks[deck]:
            del decks[deck]
    return chosen


def _next(source: Source, waiting: list[tuple[float, str]], met: set[str], seed: str) -> Question | None:
    """Take cards from a heap until one makes a question about a note not yet met."""
    while waiting:
        _, card = heapq.heappop(waiting)
        note = note_of(card)
        question = None if note in met else source.question(card, seed)
        if question is not None:
            met.add(note)
            return question
    return None


def weight(state: CardState, asked: LastAnswer | None, day: int, scheduler: Scheduler) -> float:
    """Return how much a card should be asked: 4 when it is weak, 2 when new, 1 when it is known; a fifth of
    that when a quiz asked it in the last week, and next to nothing when it was today."""
    memory = state.memory
    shaky = memory is not None and (memory.lapses > 0 or scheduler.is_hard(memory))
    weak = shaky or (asked is not None and not asked.right)
    chance = 4.0 if weak else 2.0 if memory is None else 1.0
    if asked is None or day - asked.day >= 7:
        return chance
    return chance / (5 if asked.day < day else 100)


def both_sides(
    source: Source, pairs: Iterable[tuple[str, str]], cards: Collection[str], count: int, *, seed: str
) -> list[Question]:
    """Return at most ``count`` questions that put what was mixed up side by side.

    Args:
        pairs: (card asked, card or text taken instead), the most frequent first. Where both are cards, each
            is asked with the other one's answer among its options; all pairs from one side, then from the
            other, so that one question does not give the next away.
        cards: the cards that may be asked.
    """
    sides: tuple[list[Question], list[Question]] = ([], [])
    met: set[str] = set()
    for pair in pairs:
        for side, asked, against in zip(sides, pair, reversed(pair), strict=True):
            if len(met) == count or asked in met or asked not in cards:
                continue
            question = source.question(asked, seed, against=against)
            if question is not None and any(option.name == against for option in question.options):
                met.add(asked)
                side.append(question)
    return [*sides[0], *sides[1]]
