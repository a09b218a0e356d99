"""Where listed terms stand in an answer: whole words and their forms, with slips of the pen."""

from bisect import bisect_left
from collections.abc import Iterator

from trainer.grading.points.forms import matches, participle
from trainer.grading.points.reading import Reading

NEAR = 14  # words between which all members of an alternative must lie
MOST = 12  # places of one term that are looked at
LEFT = 3  # letters that are left of a word without what is written to its beginning
BETWEEN = 2  # small words that may stand between those of a term

Hit = tuple[int, ...]  # the indices of the words that make it


class Index:
    """The words of an answer, ready to be looked up."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places: dict[str, list[int]] = {}
        self._joined: dict[str, list[int]] = {}
        for at, word in enumerate(reading.words):
            self._places.setdefault(word.text, []).append(at)
            if at and len(word.text) < 20:
                self._joined.setdefault(reading.words[at - 1].text + word.text, []).append(at - 1)
        self._by_letter: dict[str, list[tuple[str, str]]] = {}
        for text in self._places:
            for form in self._forms(text):
                self._by_letter.setdefault(form[:1], []).append((form, text))
        self._found: dict[str, list[int]] = {}

    def _forms(self, word: str) -> Iterator[str]:
        """Yield a word, and what it is without the article, preposition or "ge" written to it."""
        yield word
        if (plain := participle(word, self._reading.speech)) != word:
            yield plain
        for beginning in self._reading.speech.beginnings:
            if word.startswith(beginning) and len(word) - len(beginning) >= LEFT:
                yield word[len(beginning) :]

    def exactly(self, word: str) -> list[int]:
        """Return where this very word stands, in order."""
        return self._places.get(word, [])

    def places(self, word: str) -> list[int]:
        """Return where forms of a word stand, in order."""
        if word not in self._found:
            speech = self._reading.speech
            alike = {
                text
                for wanted in self._forms(word)
                for form, text in self._by_letter.get(wanted[:1], ())
                if matches(form, wanted, speech)
            }
            self._found[word] = sorted(at for text in alike for at in self._places[text])
        return self._found[word]

    def hits(self, alternative: tuple[tuple[str, ...], ...]) -> list[Hit]:
        """Return where an alternative stands: a single term, or all members of a list near each other.

        Near means in one sentence and within `NEAR` words, or within half of that over its end.
        """
        members = [list(self._phrase(words)) for words in alternative]
        if len(members) == 1:
            return members[0]
        if not all(members):
            return []
        found = []
        for hit in members[0]:
            near = [min(others, key=lambda other: abs(other[0] - hit[0])) for others in members[1:]]
            whole = tuple(sorted({*hit, *(at for other in near for at in other)}))
            if len(whole) >= len(alternative) and self._near(whole):
                found.append(whole)
        return found

    def _near(self, hit: Hit) -> bool:
        words = self._reading.words
        together = words[hit[0]].sentence == words[hit[-1]].sentence
        return hit[-1] - hit[0] <= (NEAR + len(hit) if together else NEAR // 2)

    def _phrase(self, words: tuple[str, ...]) -> Iterator[Hit]:
        found = 0
        joined = "".join(words)
        starts: dict[int, Hit] = {}
        if len(joined) > 5:
            starts |= {at: (at, at + 1) for at in self._joined.get(joined, ())}
        if len(words) > 1 and len(joined) > 5:
            starts |= {at: (at,) for at in self._places.get(joined, ())}
        for start in sorted({*self.places(words[0]), *starts}):
            hit = self._from(start, words) or starts.get(start)
            if hit:
                yield hit
                found += 1
                if found == MOST:
                    return

    def _from(self, start: int, words: tuple[str, ...]) -> Hit | None:
        """Match word by word from ``start``; a small word or two between them is passed over."""
        said = self._reading.words
        hit = [start]
        places = self.places(words[0])
        if (at := bisect_left(places, start)) == len(places) or places[at] != start:
            return None
        for word in words[1:]:
            places = self.places(word)
            at = bisect_left(places, hit[-1] + 1)
            if at == len(places):
                return None
            between = range(hit[-1] + 1, places[at])
            if len(between) > BETWEEN or not all(said[i].small and not said[i].denies for i in between):
                return None
            if said[places[at]].sentence != said[start].sentence:
                return None
            hit.append(places[at])
        return tuple(hit)
