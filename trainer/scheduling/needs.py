"""What is met before what: the notes that a note needs, and the questions that it follows up."""

from collections.abc import Iterator, Mapping, Sequence

from trainer.scheduling.candidate import COMPARED, Candidate
from trainer.scheduling.demand import demand

FOLLOW_UP = 1.0
"""A follow-up comes along with an open question or a comparison, and soon, unless it is asked by more than so
many steps of ``asked`` less."""

LATE = 3.0
"""With a question that is asked no more than this all its follow-ups come along: nothing waits for them that
is asked much."""

DEPTH = 50
"""So many notes that a note needs, directly or not, are looked at to say what it brings for its cards."""


class Needs:
    """What comes before each note, and what comes along with it.

    Attributes:
        notes: those that have cards, by key. Of one without cards others need what it needs.
        demand: how often each is asked, with the weight of its deck.
        before: what each needs, and the questions that it follows up.
        leader: the question that a follow-up comes along with. ``ladders``: those that come along with each.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        every = {note.key: note for note in candidates}
        self.notes = {
            note.key: note._replace(needs=tuple(_needs(note, every))) if note.needs else note
            for note in candidates
            if note.cards
        }
        self.demand = {
            key: demand(note.asked, note.level) + note.weight - 1 for key, note in self.notes.items()
        }
        self.before = {key: note.needs for key, note in self.notes.items()}
        self.leader: dict[str, str] = {}
        self.ladders: dict[str, list[str]] = {}
        self._lead_follow_ups()

    def package(self, key: str) -> dict[str, None]:
        """Return what comes along with a note while nothing is met, itself included."""
        if not self.before[key] and key not in self.ladders:
            return {key: None}
        parts: dict[str, None] = {}
        for part in (key, *self.ladders.get(key, ())):
            parts.update(dict.fromkeys((part, *self._all_before(part))))
        return parts

    def missing(self, key: str, met: Mapping[str, int]) -> Iterator[str]:
        """Yield the notes not yet met that must come before ``key``, each behind what comes before it."""
        if met[key]:
            return
        seen = {key}
        ways = [iter(self.before[key])]
        above: list[str] = []
        while ways:
            needed = next(ways[-1], None)
            if needed is None:
                ways.pop()
                if above:
                    yield above.pop()
            elif needed not in seen and not met[needed]:
                seen.add(needed)
                above.append(needed)
                ways.append(iter(self.before[needed]))

    def _all_before(self, key: str) -> list[str]:
        """Return what must come before ``key``, directly or not, up to `DEPTH`."""
        found = {key: None}
        for part in (waiting := [key]):
            new = [other for other in self.before[part] if other not in found]
            found.update(dict.fromkeys(new))
            waiting += new
            if len(found) > DEPTH:
                break
        return [other for other in found if other != key]

    def _lead_follow_ups(self) -> None:
        """Let each follow-up come after its questions, unless one needs it, and along with the most asked."""
        questions: dict[str, list[str]] = {}
        for key, note in self.notes.items():
            for after in note.follow_up:
                if after in self.notes:
                    questions.setdefault(after, []).append(key)
        for after, asking in questions.items():
            for key in sorted(asking, key=lambda key: -self.demand[key]):
                before = self._all_before(key)
                if after in (key, *before) or len(before) >= DEPTH:  # it comes first, or nobody knows
                    continue
                self.before[after] = (*self.before[after], key)
                if after not in self.leader and self._comes_along(after, key):
                    self.leader[after] = key
                    self.ladders.setdefault(key, []).append(after)

    def _comes_along(self, after: str, question: str) -> bool:
        asked = self.demand[question]
        told = self.notes[question].stage >= COMPARED
        return asked <= LATE or (told and self.demand[after] >= asked - FOLLOW_UP)


def _needs(note: Candidate, notes: Mapping[str, Candidate]) -> Iterator[str]:
    """Yield the notes with cards that ``note`` needs; of one without cards, those that it needs instead."""
    pending, seen = list(reversed(note.needs)), {note.key}
    while pending:
        key = pending.pop()
        if key in seen or key not in notes:
            continue
        seen.add(key)
        if notes[key].cards:
            yield key
        else:
            pending += reversed(notes[key].needs)
