"""Of whom an answer speaks where it says what a point says, held against all points of the question."""

from collections.abc import Sequence

from trainer.grading.points.claims import SET, Claim, Topic
from trainer.grading.points.reading import Reading
from trainer.grading.points.terms import Index
from trainer.grading.points.whom import AGAINST, ASKED, Whom

NONE = {AGAINST, ASKED}


class Subjects:
    """Who is spoken of where an answer says what a point says."""

    def __init__(
        self, reading: Reading, note: Topic, index: Index, said: Sequence[dict[int, list[int]]]
    ) -> None:
        """``said``: for each point the clauses that say what it says, with the words that do."""
        self._note = note
        self._whom = Whom(reading, note, index)
        self._owned = {
            (number, owner)
            for number in range(len(note.claims))
            for clause, told in said[number].items()
            for owners in self._of([clause], told)
            for owner in owners
            if number == owner or number not in owners
        }

    def _of(self, key: Sequence[int], told: Sequence[int]) -> list[frozenset[int]]:
        """Return the points of whose subjects clauses say the words ``told``: by the name that stands last
        before them, and by the subjects of the clauses."""
        near = frozenset[int]().union(*(self._whom.nearest[at] for at in told)) - NONE
        mixed = near and not self._whom.mixed.isdisjoint(key)
        return [near, near if mixed else self._by_clauses(key) - NONE]

    def _by_clauses(self, key: Sequence[int]) -> frozenset[int]:
        return frozenset[int]().union(*(self._whom.clauses[clause] for clause in key))

    def own(self, number: int, key: Sequence[int], told: Sequence[int]) -> float:
        """Is the subject of the point that of the clauses?"""
        return float(number in self._of(key, told)[1])

    def against(self, number: int, key: Sequence[int]) -> float:
        """Do the clauses speak of what the question sets its subject against, and the point does not?"""
        owners = self._by_clauses(key)
        own = number in owners and self._whom.mixed.isdisjoint(key)
        return float(AGAINST in owners and ASKED not in owners and not own)

    def foreign(self, number: int, key: Sequence[int], told: Sequence[int]) -> tuple[float, float]:
        """Is it another point's subject of which the clauses speak, or that is named last before the words,
        and not this one's? Return that, and the same where the question or a label sets the two apart."""
        found = [0.0, 0.0]
        for owners in self._of(key, told):
            if number not in owners:
                others = [owner for owner in owners if self._apart(number, owner)]
                found[0] += bool(others) / 2
                found[1] += any(self._set(number) and self._set(owner) for owner in others) / 2
        return found[0], found[1]

    def _set(self, number: int) -> bool:
        return self._note.claims[number].kind == SET

    def crossed(self, number: int, key: Sequence[int], told: Sequence[int]) -> float:
        """Is of such a subject said what this point says, and that one's said of this one's elsewhere?"""
        ways = [
            any((owner, number) in self._owned and self._apart(number, owner) for owner in owners)
            for owners in self._of(key, told)
            if number not in owners
        ]
        return sum(ways) / 2

    def _apart(self, number: int, other: int) -> bool:
        one, two = self._note.claims[number], self._note.claims[other]
        return bool(one.kind and two.kind and one.head - two.head and two.head - one.head)


def tail(claim: Claim, met: set[str]) -> float:
    """Return how much of what a point says of its subject is met."""
    total = sum(item.weight for item in claim.items if not item.head)
    return (
        sum(item.weight for item in claim.items if item.stem in met and not item.head) / total
        if total
        else 0.0
    )
