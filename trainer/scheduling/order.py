"""Learning order: which new card comes next. Pure; computed when decks change, not when a card is asked.

What brings most for its cards comes first: how often interviewers ask it, shared among the cards that it
takes to answer, with what must be met before it and the follow-ups that come along. So a question that one
card answers comes before one as often asked that takes three. Cards come in short runs of one topic, so that
a day stays with few topics and meets each of them in connection. A run goes from definitions to comparisons
to open questions, and from a question to its follow-ups: those come after all their questions, and along with
the most asked of them where they are asked about as often.
"""

from collections import deque
from collections.abc import Sequence, Set
from heapq import heappop, heappush

from trainer.scheduling.candidate import Candidate
from trainer.scheduling.runs import Runs

LATELY, MOST_LATELY = 4, 2
"""Of so many runs in a row a topic has at most so many, while there are others: two weeks meet many."""

DAY, TOPICS = 20, 5
"""So many new cards in a row are of so many topics at most. So is each day, whichever card it begins with,
but for one more where a sibling had to wait. There are more only where topics have no card left."""


def learning_order(candidates: Sequence[Candidate]) -> list[str]:
    """Return the keys of all cards in the order in which they should be met.

    Among equals the order of ``candidates`` counts, that is of decks and of notes within them.
    """
    if candidates and _are_alike(candidates):
        return [note.cards[0] for note in candidates]
    return in_runs(candidates)


def _are_alike(candidates: Sequence[Candidate]) -> bool:
    """Do notes differ by nothing that the order looks at, as those of a deck that was brought in? Then they
    come as they are."""
    first = candidates[0]
    one = first.topic, first.stage, first.level, first.asked, first.weight
    return all(
        (note.topic, note.stage, note.level, note.asked, note.weight) == one
        and len(note.cards) == 1
        and not (note.needs or note.follow_up)
        for note in candidates
    )


def in_runs(candidates: Sequence[Candidate]) -> list[str]:
    """Return what `learning_order` does, the long way, on which those that are alike come to the same."""
    runs = Runs(candidates)
    offers = _Offers(runs)
    out: list[str] = []
    lately: deque[str] = deque(maxlen=LATELY)
    day: deque[str] = deque(maxlen=DAY - 1)
    while (topic := offers.best(set(day), lately)) is not None:
        run, changed = runs.take_run(topic)
        for key, card in run:
            out.append(card)
            day.append(runs.topic(key))
        lately.append(topic)
        for other in {topic: None, **changed}:
            offers.renew(other, len(out) if other == topic else 0)
    return out


class _Offers:
    """What each topic's next run brings, the best first."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._places = {topic: place for place, topic in enumerate(runs.topics)}
        self._current: dict[str, tuple[float, int, str]] = {}
        self._heap: list[tuple[float, int, str]] = []
        for topic in runs.topics:
            self.renew(topic)

    def renew(self, topic: str, later: int = 0) -> None:
        """Say anew what a topic's next run brings; among equals it comes ``later`` than topics not taken."""
        self._current.pop(topic, None)
        if self._runs.is_left(topic):
            place = len(self._places) + later if later else self._places[topic]
            self._current[topic] = offer = (-self._runs.next_value(topic), place, topic)
            heappush(self._heap, offer)

    def best(self, day: Set[str], lately: Sequence[str]) -> str | None:
        """Return the topic of the best run that keeps a day's topics few and was not met too often lately.

        Where no run does both, the best that keeps the topics few; where none does, the best. None when
        nothing is left.
        """
        full = len(day) >= TOPICS
        few = [offer for offer in map(self._current.get, day) if offer and self._keeps_few(offer, day)]
        rested = [offer for offer in few if lately.count(offer[2]) < MOST_LATELY]
        if not full and (other := self._first(day, lately)) is not None:
            rested.append(other)
        chosen = min(rested or few, default=None) or self._first(None, ())
        return chosen and chosen[2]

    def _keeps_few(self, offer: tuple[float, int, str], day: Set[str]) -> bool:
        return len(day | self._runs.next_topics(offer[2])) <= max(TOPICS, len(day))

    def _first(self, day: Set[str] | None, lately: Sequence[str]) -> tuple[float, int, str] | None:
        """Return the best offer: of all (no ``day``), or of those that keep the topics few and are rested."""
        aside: list[tuple[float, int, str]] = []
        found = None
        while self._heap and found is None:
            offer = heappop(self._heap)
            if self._current.get(offer[2]) is not offer:
                continue
            aside.append(offer)
            if day is None or (lately.count(offer[2]) < MOST_LATELY and self._keeps_few(offer, day)):
                found = offer
        for offer in aside:
            heappush(self._heap, offer)
        return found
