"""How well decks and sections are known: the share of what is asked of them that would be recalled today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.core.standing import Alike, Standing
from trainer.core.title import shown
from trainer.scheduling.demand import worth


class Mastery(NamedTuple):
    """How well a deck or section is known.

    Attributes:
        title: of the deck or section; ``topic``: the first part of the deck's title.
        notes, met: notes there are, and those with an answer.
        known: share of what is asked of it that would be recalled today, 0 to 1; notes weigh by how often
            interviewers ask them, or by level where none of it is asked; a card never answered counts 0.
        asked: what it weighs among all that is asked, 0 to 1; None where it is no part of that.
    """

    title: str
    topic: str
    notes: int
    met: int
    known: float
    asked: float | None

    @property
    def weight(self) -> float:
        """What it weighs, 0 where it is no part of what is asked."""
        return self.asked or 0.0


class _Rows(NamedTuple):
    """Notes with the part that each of them has of all that is asked."""

    of: Sequence[tuple[Alike, float]]

    @property
    def asked(self) -> "_Rows":
        """Those of them that are asked; all where none is."""
        return _Rows([row for row in self.of if is_asked(row[0])] or self.of)

    @property
    def worth(self) -> float:
        return sum(one.notes * worth for one, worth in self.of)


def is_asked(one: Alike) -> bool:
    """May notes be among what is asked? Of the user's own those that say how often; of what comes with the
    program it is counted."""
    return one.asked is not None or not one.own


def mastery(stand: Standing, sections: Mapping[str, str]) -> tuple[tuple[Mastery, ...], tuple[Mastery, ...]]:
    """Return how well decks are known, in their order, and sections, the most asked first; ``sections`` has
    for each fact that a note may cite the title of its section."""
    counted = {one.deck for one in stand.alike if one.asked is not None}

    def weighed(one: Alike) -> tuple[Alike, float]:
        return one, worth(one.asked, one.level, counted=one.deck in counted)

    every = _Rows([*map(weighed, stand.alike)])
    by_deck = defaultdict[str, list[tuple[Alike, float]]](list)
    for row in every.of:
        by_deck[row[0].deck].append(row)
    by_section = defaultdict[str, list[tuple[Alike, float]]](list)
    for one, facts in stand.citing:
        for section in dict.fromkeys(sections[fact] for fact in facts if fact in sections):
            by_section[section].append(weighed(one))
    whole = every.asked.worth or 1.0
    none = not any(is_asked(one) for one in stand.alike)
    decks = [_mastered(rows[0][0].title, _Rows(rows), whole, none) for rows in by_deck.values()]
    mapped = [_mastered(section, _Rows(rows), whole, none) for section, rows in by_section.items()]
    return tuple(decks), tuple(sorted(mapped, key=lambda one: (-one.weight, one.title)))


def _mastered(title: str, rows: _Rows, whole: float, none: bool) -> Mastery:
    """Return how well notes are known, of ``whole``; is ``none`` of all notes asked?"""
    those = rows.asked
    weight = those.worth
    known = sum(one.known * worth for one, worth in those.of) / weight if weight else 0.0
    part = weight / whole if none or is_asked(those.of[0][0]) else None
    first = rows.of[0][0]
    topic = shown(first.title).partition(" › ")[0]
    notes, met = (sum(counts) for counts in zip(*((one.notes, one.met) for one, _ in rows.of), strict=True))
    return Mastery(shown(title), topic, notes, met, known, part)
