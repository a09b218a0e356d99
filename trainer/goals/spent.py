"""Whose minutes an answer takes: a card may be in several goals, and its time counts for one of them only."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from trainer.core.library import Today


class Room(NamedTuple):
    """A goal by its id, the cards it is about, and the seconds of its day."""

    goal: str
    cards: Collection[str]
    seconds: float


def spent(today: Today, rooms: Sequence[Room]) -> dict[str, float]:
    """Return the seconds that count for each goal, by its id, of those spent today.

    A card counts for the goal that it was asked for. One asked for none, as in a session of chosen cards,
    counts for the first goal in the order of ``rooms`` that is about it and has time left.
    """
    used = {room.goal: 0.0 for room in rooms}
    about = {room.goal: room.cards for room in rooms}
    others: list[tuple[str, float]] = []
    for card, took in today.took.items():
        if card in about.get(goal := today.goals.get(card, ""), ()):
            used[goal] += took / 1000
        else:
            others.append((card, took / 1000))
    for card, seconds in others:
        if goal := for_goal(card, rooms, used):
            used[goal] += seconds
    return used


def for_goal(card: str, rooms: Sequence[Room], used: Mapping[str, float]) -> str:
    """Return the first goal that is about a card and has time left; "" where there is none."""
    return next((room.goal for room in rooms if card in room.cards and used[room.goal] < room.seconds), "")
