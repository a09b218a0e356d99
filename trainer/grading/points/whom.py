"""Of whom each clause of an answer speaks: whose name is its subject, or goes on from the clause before."""

from collections.abc import Sequence

from trainer.grading.points.claims import Topic
from trainer.grading.points.contrast import set_against
from trainer.grading.points.reading import Clause, Reading
from trainer.grading.points.terms import Index
from trainer.grading.points.words import spaceless

FIRST = 3  # content words at most that stand first in a clause and may name of whom it speaks
PERSON = 2  # words from the subject on among which "I" or "you" stands
LETTERS = 8  # and letters of a script without blanks
LINKED = 3  # words from "and" on among which the name of another stands
SIDE = 5  # words that "unlike" and "than" reach, and that a doer after "by" may have before its name
AGAINST, ASKED = -1, -2
"""Who is no point's subject but named by the question: what it sets its subject against, and that subject."""

Owners = frozenset[int]


class Whom:
    """Who is spoken of, word by word and clause by clause, as the numbers of the points that speak of it.

    ``nearest``: for each word who was named last before it in its sentence, or does it ("by"). ``clauses``:
    of whom each clause speaks. ``mixed``: the clauses that name several, each for what follows it.
    """

    def __init__(self, reading: Reading, note: Topic, index: Index) -> None:
        self._reading = reading
        self._said = [word.text for word in reading.words]
        self._beside = set_against(reading)
        self._owners: dict[int, Owners] = {}
        self.mixed: set[int] = set()
        for owner, names in (
            *((number, claim.names) for number, claim in enumerate(note.claims)),
            (AGAINST, note.against),
            (ASKED, note.favoured),
        ):
            for name in names:
                for at in {at for hit in index.hits((name,)) for at in hit}:
                    self._owners[at] = self._owners.get(at, frozenset()) | {owner}
        self._resolve()
        self._linked()
        self._doers = [self._doer(clause) for clause in reading.clauses]
        self.clauses = self._by_clause()
        self.nearest = self._by_word()

    def _resolve(self) -> None:
        """Let "the former" and "the latter" name the first and the second of the two named last."""
        speech, named = self._reading.speech, list[Owners]()
        for i in range(len(self._said)):
            lengths = speech.former.at(self._said, i), speech.latter.at(self._said, i)
            if any(lengths) and len(named) > 1:
                at = i + max(lengths) - 1
                self._owners[at] = named[-1 if lengths[1] else -2]
                self.mixed.add(self._reading.words[at].clause)
            elif i in self._owners:
                if self._owners[i] in named:
                    named.remove(self._owners[i])
                named.append(self._owners[i])

    def _linked(self) -> None:
        """Find the clauses that go on with another name after "and" ("A does this and B does that")."""
        words, speech = self._reading.words, self._reading.speech
        named: dict[int, Owners] = {}
        for at in sorted(self._owners):
            clause = words[at].clause
            start = self._reading.clauses[clause].first
            back = at
            while back > start and words[back - 1].small and self._said[back] not in speech.links:
                back -= 1
            opens = self._said[back] in speech.links or back in self._reading.breaks
            before = named.get(clause, frozenset())
            other = before - self._owners[at] and self._owners[at] - before
            near = at - back <= LINKED and at not in self._beside
            if opens and other and near and self._says_more(at, clause):
                self.mixed.add(clause)
            named[clause] = before | self._owners[at]

    def _says_more(self, at: int, clause: int) -> bool:
        """Is more said after a name in a clause, so that the name is no end of a row?"""
        after = range(at + 1, self._reading.clauses[clause].last)
        return any(not self._reading.words[i].small and i not in self._owners for i in after)

    def _doer(self, clause: Clause) -> Owners:
        """Return who is named after "by" as the one that does it."""
        for i in range(clause.first + 1, clause.last):
            if length := self._reading.speech.agents.at(self._said, i):
                for at in range(i + length, min(i + length + SIDE, clause.last)):
                    if at in self._owners:
                        return self._owners[at]
                    if at in self._reading.breaks:
                        break
        return frozenset()

    def _by_clause(self) -> list[Owners]:
        found: list[Owners] = []
        clauses, speech = self._reading.clauses, self._reading.speech
        last: Owners = frozenset()  # of whom the clause before speaks, whoever does it
        for number, clause in enumerate(clauses):
            before = last if number and self._goes_on(clause, clauses[number - 1]) else frozenset()
            mine = self._mine(number, clause)
            if self._opens(clause, speech.possessives | speech.inside):
                mine |= before
            last = mine or (before if not self._doers[number] else self._doers[number])
            found.append(last | self._doers[number])
        for number in reversed(range(len(clauses) - 1)):
            one, after = clauses[number], clauses[number + 1]
            if one.condition and not found[number] and one.sentence == after.sentence:
                found[number] = found[number + 1]
        return found

    def _goes_on(self, clause: Clause, before: Clause) -> bool:
        speech = self._reading.speech
        return (
            clause.sentence == before.sentence
            or self._opens(clause, speech.pronouns - speech.persons)
            or self._opens(clause, speech.possessives)
        )

    def _opens(self, clause: Clause, words: frozenset[str]) -> bool:
        """Is the first word of a clause, but for one that links it, among these?"""
        at, speech = clause.first, self._reading.speech
        if at + 1 < clause.last and self._said[at] in speech.links | speech.connectives:
            at += 1
        return self._said[at] in words

    def _mine(self, number: int, clause: Clause) -> Owners:
        """Return whom a clause names as its subject; where a person speaks of himself or to another, whom it
        names at all."""
        speech = self._reading.speech
        last = max((*clause.subject, clause.first) if clause.named else (clause.first,)) + PERSON
        if any(word in speech.persons for word in self._said[clause.first : min(last, clause.last)]):
            self.mixed.add(number)
            return self._all(range(clause.first, clause.last))
        if clause.named:
            return self._all(clause.subject)
        if self._said[clause.first] in speech.relatives and clause.first - 1 in self._owners:
            return self._owners[clause.first - 1]
        if self._opens(clause, speech.pronouns - speech.persons) or (
            clause.subject and self._said[clause.first] in speech.links
        ):
            return frozenset()
        return self._all(self._first(clause))

    def _all(self, places: Sequence[int]) -> Owners:
        """Return whom these words name; of what a question sets against each other, the one named first."""
        own = [self._owners[at] for at in places if at in self._owners and at not in self._beside]
        sides = next((one & {AGAINST, ASKED} for one in own if one & {AGAINST, ASKED}), frozenset[int]())
        return frozenset[int]().union(*own) - ({AGAINST, ASKED} - sides)

    def _first(self, clause: Clause) -> list[int]:
        """Return the content words that stand first in a clause."""
        found: list[int] = []
        for at in range(clause.first, clause.last):
            if not self._reading.words[at].small:
                found.append(at)
            elif found:
                break
        return found[: FIRST if not spaceless(self._said[clause.first]) else LETTERS]

    def _by_word(self) -> list[Owners]:
        latest: Owners = frozenset()
        sentence, found = -1, list[Owners]()
        for at, word in enumerate(self._reading.words):
            if word.sentence != sentence:
                latest, sentence = frozenset(), word.sentence
            if at in self._owners and at not in self._beside:
                latest = self._owners[at] - {AGAINST, ASKED} or latest
            found.append(self._doers[word.clause] or latest)
        return found
