"""Who does what a clause says: which of the names of a note stands in it as its subject.

"The server asks the client" and "the client asks the server" have the same words. Names are the words of the
question and those of whom the points speak. Which of them is the subject is told by what stands beside it
(prepositions, particles, articles), by its ending, and else by its place: the first is.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from trainer.grading.points.contrast import set_against
from trainer.grading.points.forms import hangul
from trainer.grading.points.language import Language
from trainer.grading.points.reading import Clause, Reading
from trainer.grading.points.words import spaceless

NAME = 2  # letters of a script without blanks from which on they name something
BACK = 3  # small words before a name among which a preposition may stand
SIDE = 5  # words from "by" on among which the one stands that does it

Name = frozenset[str]
"""The stems of the words of a name, or the letters of one without blanks in one."""
Group = tuple[int, int]  # the words of a name, from the first up to before the last


class Names(NamedTuple):
    """What the names of a note are: their stems; ``texts``: those without blanks; ``forms``: in which forms
    the points speak of each."""

    stems: frozenset[str]
    texts: tuple[str, ...]
    forms: Mapping[str, frozenset[str]]


def doers(
    ask: Reading, says: Sequence[Reading], known: frozenset[str]
) -> tuple[Names, list[tuple[Name, ...]]]:
    """Return the names of those who do something by the points of a question, with what the question sets
    beside them; and for each point who does it, by the names in it that the question has or are ``known``."""
    asked = frozenset(word.stem for word in ask.words if not word.small and not spaceless(word.text))
    known |= {word.stem for say in says for word in say.words if _proper(say.text[word.start : word.end])}
    letters = "".join(word.text if spaceless(word.text) else " " for word in ask.words)
    first = Names(asked | {base for base in known if not spaceless(base)}, (letters,), {})
    found = [Doers(say, first).opening() if say.clauses else () for say in says]
    named = frozenset[str]().union(*(name for names in found for name in names))
    forms: dict[str, set[str]] = {}
    for at, word in enumerate(ask.words):
        if not _oblique_before(ask, at, 0):
            forms.setdefault(word.stem, set()).add(word.text)
    for say in says:
        for word in say.words[: say.clauses[0].last] if say.clauses else ():
            if word.stem in named:
                forms.setdefault(word.stem, set()).add(word.text)
                break
    beside = frozenset(_beside(ask, named))
    every = sorted(named | beside)
    texts = tuple(base for base in every if spaceless(base))
    return Names(
        frozenset(every).difference(texts), texts, {base: frozenset(some) for base, some in forms.items()}
    ), found


def _proper(written: str) -> bool:
    """Is a word a name by how it is written ("NameNode", "TCP")?"""
    return any(letter.isupper() for letter in written[1:])


def _beside(ask: Reading, named: frozenset[str]) -> Iterator[str]:
    """Yield the words of a question that it links to a name, or sets it against."""
    speech, words = ask.speech, ask.words
    said = [word.text for word in words]
    joins = tuple(speech.joins)
    for at in range(1, len(words)):
        against = max(speech.contrast.at(said, at), speech.against.at(said, at))
        word = said[at] in speech.links | speech.joins
        written = hangul(said[at - 1]) and said[at - 1].endswith(joins)
        if not (against or word or written or at in ask.breaks):
            continue
        before = _content(ask, at - 1, -1, named)
        after = _content(ask, at + (against or int(word)), 1, named)
        if against or before & named or after & named:
            yield from after if against else before | after


def _content(ask: Reading, at: int, step: int, named: frozenset[str]) -> Name:
    """Return the word with content of its own that stands first from ``at`` on, with those beside it as long
    as they are ``named``; letters without blanks in one."""
    words = ask.words
    while 0 <= at < len(words) and words[at].small:
        at += step
    if not 0 <= at < len(words):
        return frozenset()
    if not spaceless(words[at].text):
        found = {words[at].stem}
        while words[at].stem in named and 0 <= at + step < len(words) and not words[at + step].small:
            at += step
            found.add(words[at].stem)
        return frozenset(found)
    end = at
    while 0 <= end < len(words) and spaceless(words[end].text) and not words[end].small:
        end += step
    low, high = (at, end) if step > 0 else (end + 1, at + 1)
    return frozenset(["".join(word.text for word in words[low:high])])


def same(one: Name, other: Name) -> bool:
    """Are these names of the same, one of them perhaps a longer one?"""
    if any(map(spaceless, one)):
        return any(mine in theirs or theirs in mine for mine in one for theirs in other)
    return one <= other or other <= one


class Doers:
    """Who is the subject of each clause of a text, by the names of a note."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading, self._names = reading, names
        self._said = [word.text for word in reading.words]
        self._beside = set_against(reading)
        self._found: dict[int, tuple[Name, ...]] = {}

    def of(self, number: int) -> tuple[Name, ...]:
        """Return the names that are the subject of a clause, () where none is known to be."""
        if number not in self._found:
            self._found[number] = self._of(self._reading.clauses[number])
        return self._found[number]

    def right(self, wanted: Sequence[Name], clauses: Sequence[int]) -> bool | None:
        """Is one of those who are ``wanted`` the subject of some of the clauses? None if nobody is known."""
        found = [name for clause in clauses for name in self.of(clause)]
        if not wanted or not found:
            return None
        return any(same(one, other) for one in wanted for other in found)

    def named(self, say: Reading, clauses: Sequence[int]) -> bool:
        """Are the subjects of the clauses named in a point?"""
        stems = {word.stem for word in say.words}
        found = {base for clause in clauses for name in self.of(clause) for base in name}
        return all(base in (say.text if spaceless(base) else stems) for base in found)

    def clear(self, others: Collection[str], clauses: Sequence[int]) -> bool:
        """Do ``others`` who stand before the subject of the clauses show that they are none?"""
        words = self._reading.words
        for clause in (self._reading.clauses[number] for number in clauses):
            groups = list(self._groups(clause))
            plain = [first for first, end in groups if not self._oblique((first, end), clause)]
            oblique = {at for first, end in groups if first not in plain for at in range(first, end)}
            before = range(clause.first, plain[0] if plain else clause.first)
            if any(words[at].stem in others and at not in oblique for at in before):
                return False
        return True

    def opening(self) -> tuple[Name, ...]:
        """Return the subject of the first clause, if no other word with content stands before it."""
        words, clause = self._reading.words, self._reading.clauses[0]
        start = next((at for at in range(clause.first, clause.last) if not words[at].small), clause.last)
        first = next(self._groups(clause), (-1, -1))
        return self.of(0) if 0 <= first[0] <= start and not self._oblique(first, clause) else ()

    def _of(self, clause: Clause) -> tuple[Name, ...]:
        speech = self._reading.speech
        groups = list(self._groups(clause))
        for group in groups:
            if group[1] < clause.last and speech.agents_after.at(self._said, group[1]):
                return (self._name(group),)
        if doer := self._agent(clause, groups):
            return (self._name(doer),)
        plain = [group for group in groups if not self._oblique(group, clause)]
        marked = [group for group in plain if self._marked(group, clause)]
        if not plain:
            subject = [] if groups else [at for at in clause.subject if self._is_name(at)]
            return (frozenset(self._reading.words[at].stem for at in subject),) if subject else ()
        row = [(marked or plain)[0]]
        for group in plain[plain.index(row[0]) + 1 :]:
            between = range(row[-1][1], group[0])
            if not all(self._said[at] in speech.links or at in self._beside for at in between):
                break
            row.append(group)
        return tuple(map(self._name, row))

    def _agent(self, clause: Clause, groups: Sequence[Group]) -> Group | None:
        """Return who is named after "by" in a clause that is turned round as a whole."""
        speech = self._reading.speech
        said = self._said[clause.first : clause.last]
        if speech.passive and speech.passive.isdisjoint(said):
            return None
        starts = [first for first, _ in groups]
        for at in range(clause.first, clause.last):
            if length := speech.agents.at(self._said, at):
                after = bisect_left(starts, at + length)
                near = after < len(groups) and starts[after] < at + length + SIDE
                return groups[after] if near else None
        return None

    def _groups(self, clause: Clause) -> Iterator[Group]:
        at = clause.first
        while at < clause.last:
            end = self._end(at, clause.last)
            if end > at and at not in self._beside:
                yield at, end
            at = max(end, at + 1)

    def _end(self, at: int, last: int) -> int:
        """Return up to where the words from ``at`` on are a name; ``at`` where they are none."""
        if spaceless(self._said[at]):
            return self._run(at, last)
        if not self._is_name(at):
            return at
        end, speech = at + 1, self._reading.speech
        while end < last and end not in self._reading.breaks:
            word = self._reading.words[end - 1]
            if speech.oblique_after.single or (speech.oblique_endings and word.text != word.stem):
                break  # each name has a particle or an ending of its own
            after = end
            if self._said[after] in speech.of & speech.oblique:
                after += 1
                while after < last and self._said[after] in speech.of:
                    after += 1
            if after == last or not self._is_name(after):
                break
            end = after + 1
        return end

    def _run(self, at: int, last: int) -> int:
        """Return up to where the letters from ``at`` on are a name, and what hangs on it."""
        end = self._letters(at, last)
        while at < end < last - 1 and self._said[end] in self._reading.speech.of:
            after = self._letters(end + 1, last)
            if after == end + 1:
                break
            end = after
        return end

    def _letters(self, at: int, last: int) -> int:
        links, end = self._reading.speech.links, at
        while end < last and spaceless(self._said[end]) and self._said[end] not in links:
            run = "".join(self._said[at : end + 1])
            broken = end > at and end in self._reading.breaks
            if broken or not any(run in text for text in self._names.texts):
                break
            end += 1
        while end > at and self._reading.words[end - 1].small:
            end -= 1
        return end if end - at >= NAME else at

    def _is_name(self, at: int) -> bool:
        word = self._reading.words[at]
        return not word.small and not word.denies and word.stem in self._names.stems

    def _name(self, group: Group) -> Name:
        inside = self._reading.words[group[0] : group[1]]
        if spaceless(inside[0].text):
            return frozenset(["".join(word.text for word in inside)])
        return frozenset(word.stem for word in inside if not word.small)

    def _oblique(self, group: Group, clause: Clause) -> bool:
        """Does what stands beside a name, or its ending, show that it is no subject?"""
        speech, (first, end) = self._reading.speech, group
        if end < clause.last and end not in self._reading.breaks and speech.oblique_after.at(self._said, end):
            return True
        if _oblique_before(self._reading, first, clause.first):
            return True
        word = self._reading.words[end - 1]
        if not speech.oblique_endings or not word.text.endswith(speech.oblique_endings):
            return False
        forms = self._names.forms.get(word.stem, frozenset())
        return word.text != word.stem if hangul(word.text) else bool(forms) and word.text not in forms

    def _marked(self, group: Group, clause: Clause) -> bool:
        """Is a name marked as the subject?"""
        speech, end = self._reading.speech, group[1]
        if speech.subject_after and end < clause.last and self._said[end] in speech.subject_after:
            return True
        word = self._reading.words[end - 1]
        ending = bool(speech.subject_endings) and word.text.endswith(speech.subject_endings)
        return ending and word.text != word.stem


def _oblique_before(reading: Reading, at: int, first: int) -> bool:
    """Does a preposition stand before a name, perhaps with articles between them?"""
    speech: Language = reading.speech
    for back in range(at - 1, max(first, at - BACK) - 1, -1):
        word = reading.words[back]
        if word.text in speech.oblique:
            return True
        if (
            not word.small
            or back + 1 in reading.breaks
            or word.text in speech.links | speech.connectives | speech.finite
        ):
            return False
    return False
