"""What is wrong between the notes of several files, found from their digests alone."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from trainer.core.card import Problem
from trainer.decks.digest import Digest, Ties
from trainer.decks.rules import problem

Homes = Mapping[str, Digest]
"""Each deck's file by its path, in the order of the files."""

MAX_CIRCLE = 6  # notes of a circle that are named


def check(homes: Homes) -> Iterator[Problem]:
    """Yield what is wrong between notes."""
    living = {key for digest in homes.values() for key in digest.keys()}  # noqa: SIM118
    notes = [
        _Placed(path, digest.deck, note)
        for path, digest in homes.items()
        if digest.usable
        for note in digest.notes
    ]
    yield from _dead_links(notes, living)
    yield from _older_ids(notes, living)
    yield from _same_prompts(notes)
    yield from _circles(notes)


class _Placed:
    """A note's ties and where they stand."""

    __slots__ = ("deck", "note", "path")

    def __init__(self, path: str, deck: str, note: Ties) -> None:
        self.path, self.deck, self.note = path, deck, note

    @property
    def key(self) -> str:
        return f"{self.deck}/{self.note.id}"

    def problem(self, rule: str, message: str, remedy: str) -> Problem:
        place = {"file": self.note.path or self.path, "deck": self.deck, "note": self.note.id}
        return problem(rule, message, remedy, line=self.note.line, **place)


def _dead_links(notes: Sequence[_Placed], living: set[str]) -> Iterator[Problem]:
    for placed in notes:
        for key in placed.note.names:
            if key not in living:
                message = f"`{key}` is named here, but is not among the decks that were read"
                yield placed.problem("unknown-note-elsewhere", message, "check both ids")


def _older_ids(notes: Sequence[_Placed], living: set[str]) -> Iterator[Problem]:
    """Find older ids that belong to a note of another deck, or that one claims. A note with one of its own
    deck is not among ``notes``: it was refused when its deck was read."""
    claimed: dict[str, _Placed] = {}
    for placed in notes:
        for key in placed.note.formerly:
            first = claimed.setdefault(key, placed)
            if key in living:
                message = f"`formerly` names `{key}`, which is a note of another deck"
                remedy = "remove it: a living note keeps its own history"
                yield placed.problem("doubled-id", message, remedy)
            elif first is not placed:
                message = f"`formerly` names `{key}`, as note `{first.key}` does"
                yield placed.problem("doubled-id", message, "let one note follow it")


def _same_prompts(notes: Sequence[_Placed]) -> Iterator[Problem]:
    first: dict[str, _Placed] = {}
    for placed in notes:
        other = first.setdefault(placed.note.prompt, placed)
        if placed.note.prompt and other is not placed:
            message = f"the same prompt as {other.key}"
            yield placed.problem("same-prompt", message, "say what tells them apart, or remove one")


def _circles(notes: Sequence[_Placed]) -> Iterator[Problem]:
    """Find needs that lead back to their note: a walk over all needs, each of which is followed once."""
    by_key = {placed.key: placed for placed in notes}
    done: set[str] = set()
    for start in by_key:
        if start in done:
            continue
        way = {
            start: iter(by_key[start].note.needs)
        }  # the notes from the start to here, with needs to follow
        while way:
            here = next(reversed(way))
            need = next(way[here], None)
            if need is None:
                del way[here]
                done.add(here)
            elif need in way and need != here:  # one that needs itself was reported when it was read
                circle = [*islice((key for key in reversed(way)), MAX_CIRCLE)]
                yield by_key[here].problem(*_circle(circle, here, need))
            elif need in by_key and need not in done and need != here:
                way[need] = iter(by_key[need].note.needs)


def _circle(back: Sequence[str], here: str, need: str) -> tuple[str, str, str]:
    """Say how ``need`` leads back to ``here``; ``back`` is the way from ``here`` back towards it."""
    known = need in back
    between = back[1 : back.index(need)] if known else back[1:]
    way = [need, *([] if known else ["…"]), *reversed(between), here]
    message = f"`needs` leads in a circle: {' → '.join(way)} → {need}"
    return "needs-circle", message, "remove one of these needs"
