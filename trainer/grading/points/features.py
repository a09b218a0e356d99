"""What in an answer speaks for a point and what against it, in numbers that can be weighed."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.grading.points.around import Around
from trainer.grading.points.claims import Claim, Item, Topic, scales
from trainer.grading.points.language import Language
from trainer.grading.points.numbers import Number, agreement, numbers_of
from trainer.grading.points.reading import Reading, read
from trainer.grading.points.subjects import Subjects, tail
from trainer.grading.points.terms import Hit, Index
from trainer.grading.points.verbatim import verbatim
from trainer.grading.points.words import spaceless

HINT = 0.34  # share of a point's own words from which on a sentence without a term is looked at
HALF = 0.5  # share of what another point says that makes it a rival
MOST = 24  # places of one point that are looked at
SAYS = 0.4  # share of what a point says of its subject that makes a clause say it
SHORT = 7  # words from which on a row of words without commas is one in other languages than English
CHANCE = 0.25  # share of a sentence's words that some other note of a deck has by chance

PLACE = {
    "place": "some of the point's words stand here",
    "term": "a listed term stands here",
    "long_term": "how many words the term has, of three",
    "cover": "share of the point's own words that stand in the clause",
    "term_cover": "the same, beside a listed term",
    "termless": "the note lists no terms for the point",
    "own": "share of the own words of such a point that stand in the sentence",
    "asked": "the question has all words of the term",
    "head_only": "the term only names of whom the point speaks",
    "rival": "it says rather what another point says",
    "own_subject": "it speaks of whom the point speaks",
    "crossed": "it speaks of whom another point speaks, and what that says is said of whom this one speaks",
    "foreign": "it speaks of whom another point speaks",
    "unnamed": "it does not name of whom it speaks",
    "apart": "the words of the term stand in several clauses, and the point is one sentence",
    "opposed": "the opposite of a word of the point stands there instead of it",
    "differ": "a number differs",
    "more": "a number that the point has not",
    "hedged": "the sentence doubts",
    "question": "the sentence asks",
    "denied": "the term is denied and the point affirms it, or the other way round",
    "denied_if": "the same in a condition",
    "denied_beside": "the same of words beside the term",
    "denied_main": "the same in the rest of the sentence",
    "list": "how much of a row of words the answer is",
    "bare_list": "the same, and the clause is nothing but terms",
    "gate": "how much better the sentence fits another note of the deck",
}
"""What is weighed at a place, each from 0 to 1."""


class Place(NamedTuple):
    """A clause of the answer that may say a point: what speaks for and against it, and its words."""

    features: dict[str, float]
    first: int
    last: int
    verbatim: bool = False


class Answer:
    """An answer held against the points of one question."""

    def __init__(self, reading: Reading, note: Topic, others: Around | None) -> None:
        self.reading, self.note, self.around = reading, note, others
        self.index = Index(reading)
        self.numbers = numbers_of(reading)
        self.number_places = [number.at for number in self.numbers]
        words = reading.words
        self.items = [
            {item.stem: self.index.places(item.text) for item in claim.items} for claim in note.claims
        ]
        self.hits = [
            [(one, hit) for one in claim.terms for hit in self.index.hits(one)] for claim in note.claims
        ]
        self.listed = {at for hits in self.hits for _, hit in hits for at in hit}
        self.small = sum(word.small for word in words) / max(1, len(words))
        self.by_clause: list[dict[int, set[str]]] = []
        for found in self.items:
            clauses: dict[int, set[str]] = {}
            for base, places in found.items():
                for at in places:
                    clauses.setdefault(words[at].clause, set()).add(base)
            self.by_clause.append(clauses)
        self.subjects = Subjects(
            reading, note, self.index, [self._says(number) for number in range(len(note.claims))]
        )
        self.gates = {}
        self.sentences: dict[int, list[int]] = {}
        for at, word in enumerate(words):
            self.sentences.setdefault(word.sentence, []).append(at)
        for number, inside in self.sentences.items():
            stems = {words[at].stem for at in inside if not words[at].small}
            own = len(stems & note.vocabulary) / max(1, len(stems))
            other = others.best(stems) if others and stems else 0.0
            self.gates[number] = max(0.0, other - own - CHANCE) / (1 - CHANCE)
        self.is_list = self._list_like()
        self.exact = verbatim(reading, note, self.index)
        self.others_own = {
            at for run in self.exact for at in run or ()
        }  # what says other points word for word

    def _says(self, number: int) -> dict[int, list[int]]:
        """Return the clauses that say what a point says, by a term or by its words, with these."""
        claim, words = self.note.claims[number], self.reading.words
        found: dict[int, list[int]] = {}
        for _, hit in self.hits[number]:
            for at in hit:
                if spaceless(words[at].text) or words[at].stem not in claim.head:
                    found.setdefault(words[at].clause, []).append(at)
        for item in claim.items:
            for at in () if item.head or spaceless(item.text) else self.items[number][item.stem]:
                clause = words[at].clause
                if clause in found or tail(claim, self.by_clause[number][clause]) >= SAYS:
                    found.setdefault(clause, []).append(at)
        return found

    def _list_like(self) -> float:
        """Return how much the answer is a mere row of words, by how few it has that make statements."""
        words = self.reading.words
        if not words or (self.reading.speech.tag != "en" and len(words) < SHORT and not self.reading.breaks):
            return 0.0  # languages without articles say a lot without small words
        glue = (
            sum(word.small and at not in self.listed for at, word in enumerate(words)) + self.reading.labels
        )
        loose = sum(
            at not in self.listed and word.stem not in self.note.vocabulary for at, word in enumerate(words)
        )
        return max(0.0, 1 - (4 * glue + 2 * loose) / len(words)) if len(words) > 2 else 0.0

    def places(self, number: int) -> list[Place]:
        """Return the places that may say the point ``number``."""
        claim = self.note.claims[number]
        words = self.reading.words
        if hit := self.exact[number]:
            return [Place({}, hit[0], hit[-1], verbatim=True)]
        grouped: dict[tuple[int, ...], list[tuple[tuple[tuple[str, ...], ...], Hit]]] = {}
        for one, hit in self.hits[number]:
            if self.others_own.issuperset(hit):
                continue
            key = tuple(sorted({words[at].clause for at in hit}))
            grouped.setdefault(key, []).append((one, hit))
        result = [self._weigh(number, claim, hits, key) for key, hits in list(grouped.items())[:MOST]]
        for sentence, inside in self.sentences.items():
            if self.others_own.issuperset(inside):
                continue
            clauses = range(words[inside[0]].clause, words[inside[-1]].clause + 1)
            met = self._met_in_sentence(number, sentence)
            if cover(claim, met) < HINT:
                continue
            best = max(clauses, key=lambda clause: cover(claim, self.by_clause[number].get(clause, set())))
            if not any(best in key for key in grouped):
                hit = tuple(
                    sorted(
                        places[bisect_left(places, inside[0])]
                        for base, places in self.items[number].items()
                        if base in met
                        and any(
                            words[at].sentence == sentence
                            for at in places[bisect_left(places, inside[0]) :][:1]
                        )
                    )
                )
                if hit:
                    result.append(self._weigh(number, claim, [((), hit)], (best,)))
        return result

    def _weigh(
        self,
        number: int,
        claim: Claim,
        hits: Sequence[tuple[tuple[tuple[str, ...], ...], Hit]],
        key: tuple[int, ...],
    ) -> Place:
        reading, words = self.reading, self.reading.words
        listed = [hit for one, hit in hits if one]
        marked = sorted({at for _, hit in hits for at in hit})
        clauses = [reading.clauses[clause] for clause in key]
        met = set().union(*(self.by_clause[number].get(clause, set()) for clause in key))
        inside = [at for clause in clauses for at in range(clause.first, clause.last)]
        content = [at for at in inside if not words[at].small]
        share = cover(claim, met)
        f = dict.fromkeys(PLACE, 0.0)
        f["place"], f["cover"] = 1.0, share
        f["term"] = float(bool(listed))
        if not listed:
            around = cover(claim, self._met_in_sentence(number, clauses[0].sentence))
            if not claim.terms:
                f["termless"], f["own"] = 1.0, around
        if listed:
            f["term_cover"] = share
            f["long_term"] = min(3, max(len({at for at in hit if not words[at].small}) for hit in listed)) / 3
            f["head_only"] = float(all(words[at].stem in claim.head for hit in listed for at in hit))
            f["asked"] = float(
                all(words[at].stem in self.note.asked for hit in listed for at in hit if not words[at].small)
            )
        condition = all(clause.condition for clause in clauses)
        denied = sum(self._denied(claim, one, hit) for one, hit in hits) / len(hits)
        f["denied_if" if condition else "denied"] = denied
        beside = [
            item
            for item in claim.items
            if item.stem in met and not self._signed(item, number, key, set(marked))
        ]
        f["denied_beside"] = cover(claim, {item.stem for item in beside})
        f["denied_main"] = self._denied_rest(claim, number, key)
        self._subject(f, number, claim, key, met, marked)
        f["opposed"] = float(self._opposed(claim, inside, met))
        if agreed := self._numbers(claim, inside[0], inside[-1]):
            f[agreed] = 1.0
        doubts = reading.open.get(clauses[0].sentence, frozenset()) - frozenset().union(
            *claim.say.open.values()
        )
        f["question"] = float("?" in doubts)
        f["hedged"] = float(bool(doubts - {"?"}))
        loose = [at for at in content if at not in self.listed]
        f["list"] = self.is_list
        if not loose and not any(words[at].small for at in inside):
            f["bare_list"] = self.is_list
        f["gate"] = self.gates[clauses[0].sentence]
        first, last = clauses[0].first, clauses[-1].last - 1
        return Place(f, min(first, marked[0]), max(last, marked[-1]))

    def _denied_rest(self, claim: Claim, number: int, key: tuple[int, ...]) -> float:
        """Return how much of the point is denied in the clauses of the sentence where it is not weighed."""
        words = self.reading.words
        inside = self.sentences[self.reading.clauses[key[0]].sentence]
        denied = set()
        for item in claim.items:
            places = self.items[number][item.stem]
            for at in places[bisect_left(places, inside[0]) : bisect_left(places, inside[-1] + 1)]:
                if words[at].clause not in key and words[at].denied != item.denied:
                    denied.add(item.stem)
        return cover(claim, denied)

    def _signed(self, item: Item, number: int, key: tuple[int, ...], hit: set[int]) -> bool:
        words = self.reading.words
        places = [at for at in self.items[number][item.stem] if words[at].clause in key and at not in hit]
        return not places or any(words[at].denied == item.denied for at in places)

    def _denied(self, claim: Claim, one: tuple[tuple[str, ...], ...], hit: Hit) -> float:
        """Return the share of the words of a hit of the term ``one`` that are denied where the point affirms,
        or affirmed."""
        words, speech = self.reading.words, self.reading.speech
        affirms = not any(speech.negative(word) for member in one for word in member)
        if any(words[at].denies and not (affirms and speech.negative(words[at].text)) for at in hit):
            return float(any(words[at].far for at in hit))
        wrong = judged = 0
        for at in hit:
            item = next((item for item in claim.items if item.stem == words[at].stem), None)
            if item is None and claim.denies:
                continue
            judged += 1
            wrong += words[at].denied != (item.denied if item else False)
        return wrong / judged if judged else 0.0

    def _subject(
        self,
        f: dict[str, float],
        number: int,
        claim: Claim,
        key: tuple[int, ...],
        met: set[str],
        marked: Sequence[int],
    ) -> None:
        speaking = [self.reading.clauses[clause] for clause in key]
        f["apart"] = float(len(key) > 1 and not claim.say.words[-1].sentence)
        f["unnamed"] = float(not any(clause.subject for clause in speaking))
        self._roles(f, number, claim, key, met, marked)
        wider = self._with_relative(key)
        mine = tail(claim, met.union(*(self.by_clause[number].get(clause, set()) for clause in wider)))
        for other_number, other in enumerate(self.note.claims):
            if not other.head - claim.head or not claim.head - other.head:
                continue
            theirs = set().union(*(self.by_clause[other_number].get(clause, set()) for clause in wider))
            fits = tail(other, theirs)
            if fits >= HALF:
                f["rival"] = max(f["rival"], fits - mine)

    def _roles(
        self,
        f: dict[str, float],
        number: int,
        claim: Claim,
        key: tuple[int, ...],
        met: set[str],
        marked: Sequence[int],
    ) -> None:
        subjects = self.subjects
        inside = range(self.reading.clauses[key[0]].first, self.reading.clauses[key[-1]].last)
        places = {
            base: places[at]
            for base, places in self.items[number].items()
            if base in met
            and (at := bisect_left(places, inside[0])) < len(places)
            and places[at] <= inside[-1]
        }
        heads = {item.stem for item in claim.items if item.head}
        f["own_subject"] = subjects.own(number, key) * (1 - max(f["denied"], f["denied_if"]))
        told = [at for base, at in places.items() if base not in heads and not spaceless(base)]
        told = told or [at for at in marked if spaceless(self.reading.words[at].text)]
        f["foreign"] = subjects.foreign(number, key, told)
        f["crossed"] = subjects.crossed(number, key, told)

    def _met_in_sentence(self, number: int, sentence: int) -> set[str]:
        """Return the stems of a point that stand in a sentence."""
        inside, words = self.sentences[sentence], self.reading.words
        clauses = range(words[inside[0]].clause, words[inside[-1]].clause + 1)
        return set().union(*(self.by_clause[number].get(clause, set()) for clause in clauses))

    def _with_relative(self, key: tuple[int, ...]) -> list[int]:
        """Return the clauses with those that follow and say more of the same subject ("decides which …")."""
        wider, clauses = list(key), self.reading.clauses
        after = key[-1] + 1
        last = clauses[key[-1]]
        while after < len(clauses) and clauses[after].sentence == last.sentence:
            if not clauses[after].condition and (
                clauses[after].named and clauses[after].subject != last.subject
            ):
                break
            wider.append(after)
            after += 1
        return wider

    def _opposed(self, claim: Claim, inside: Sequence[int], met: set[str]) -> bool:
        """Does the opposite of a word of the point stand in the clause, and that word not?"""
        table = scales(self.reading.speech)
        named = {side for item in claim.items for side in table.get(item.stem, ())}
        for item in claim.items:
            if item.stem in met:
                continue
            ends = {(scale, -end) for scale, end in table.get(item.stem, ()) if (scale, -end) not in named}
            if ends and any(
                ends & set(table.get(self.reading.words[at].stem, ()))
                and self.reading.words[at].denied == item.denied
                for at in inside
            ):
                return True
        return False

    def _numbers(self, claim: Claim, first: int, last: int) -> str:
        given = self.numbers[
            bisect_left(self.number_places, first) : bisect_left(self.number_places, last + 1)
        ]
        result = agreement(_said_numbers(claim), given) if given else "none"
        return result if result in ("differ", "more") else ""


def cover(claim: Claim, met: set[str]) -> float:
    """Return how much of a point's own words is met."""
    total = sum(item.weight for item in claim.items)
    return sum(item.weight for item in claim.items if item.stem in met) / total if total else 0.0


def _said_numbers(claim: Claim) -> Sequence[Number]:
    return _numbers_of_say(claim.say.text, claim.say.speech)


@lru_cache(maxsize=2_000)
def _numbers_of_say(text: str, speech: Language) -> Sequence[Number]:
    return numbers_of(read(text, speech))
