"""Of whom an answer speaks where it says what a point says, held against all points of the question."""

from collections.abc import Sequence

from trainer.grading.points.claims import Claim, Topic
from trainer.grading.points.reading import Clause, Reading
from trainer.grading.points.terms import Index
from trainer.grading.points.words import spaceless

FIRST = 3  # content words at most that stand first in a clause and may name of whom it speaks
LETTERS = 8  # and letters of a script without blanks


class Subjects:
    """Who is spoken of, clause by clause and word by word."""

    def __init__(
        self, reading: Reading, note: Topic, index: Index, said: Sequence[dict[int, list[int]]]
    ) -> None:
        """``said``: for each point the clauses that say what it says, with the words that do."""
        self._note = note
        claims = range(len(note.claims))
        owners: dict[int, set[int]] = {}
        for number, claim in enumerate(note.claims):
            for name in claim.names:
                for at in {at for hit in index.hits((name,)) for at in hit}:
                    owners.setdefault(at, set()).add(number)
        self._nearest = self._latest(reading, owners)
        self._owners = [
            frozenset(number for at in self._named(reading, clause) for number in owners.get(at, ()))
            for clause in reading.clauses
        ]
        self._owned = {
            (number, owner)
            for number in claims
            for clause, told in said[number].items()
            for owners in self._of([clause], told)
            for owner in owners
            if number == owner or number not in owners
        }

    def _named(self, reading: Reading, clause: Clause) -> Sequence[int]:
        """Return the words that name of whom a clause speaks: its subject, or the content words that stand
        first in it."""
        if clause.subject:
            return clause.subject
        found: list[int] = []
        for at in range(clause.first, clause.last):
            if not reading.words[at].small:
                found.append(at)
            elif found:
                break
        return found[: FIRST if not spaceless(reading.words[clause.first].text) else LETTERS]

    def _latest(self, reading: Reading, owners: dict[int, set[int]]) -> list[frozenset[int]]:
        """Return for each word the points whose subject was named last before it in its sentence."""
        latest: frozenset[int] = frozenset()
        sentence, found = -1, []
        for at, word in enumerate(reading.words):
            if word.sentence != sentence:
                latest, sentence = frozenset(), word.sentence
            if at in owners:
                latest = frozenset(owners[at])
            found.append(latest)
        return found

    def _of(self, key: Sequence[int], told: Sequence[int]) -> list[frozenset[int]]:
        """Return the points of whose subjects clauses say the words ``told``: by the name that stands last
        before them, and by the subjects of the clauses."""
        near = (self._nearest[at] for at in told)
        return [frozenset().union(*near), frozenset().union(*(self._owners[clause] for clause in key))]

    def own(self, number: int, key: Sequence[int]) -> float:
        """Is the subject of the point that of the clauses?"""
        return float(any(number in self._owners[clause] for clause in key))

    def foreign(self, number: int, key: Sequence[int], told: Sequence[int]) -> float:
        """Is it another point's subject that the clauses speak of, and not this one's?"""
        ways = [
            number not in owners and any(self._apart(number, owner) for owner in owners)
            for owners in self._of(key, told)
        ]
        return sum(ways) / 2

    def crossed(self, number: int, key: Sequence[int], told: Sequence[int]) -> float:
        """Do the clauses say of another point's subject what this point says, and is that one's said of this
        one's subject elsewhere?"""
        ways = [
            any((owner, number) in self._owned and self._apart(number, owner) for owner in owners)
            for owners in self._of(key, told)
            if number not in owners
        ]
        return sum(ways) / 2

    def _apart(self, number: int, other: int) -> bool:
        one, two = self._note.claims[number].head, self._note.claims[other].head
        return bool(one - two and two - one)


def tail(claim: Claim, met: set[str]) -> float:
    """Return how much of what a point says of its subject is met."""
    total = sum(item.weight for item in claim.items if not item.head)
    return (
        sum(item.weight for item in claim.items if item.stem in met and not item.head) / total
        if total
        else 0.0
    )
