"""What is asked of the cards of a goal, and which new ones are worth their time most."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import NamedTuple


class Question(NamedTuple):
    """One thing that interviewers ask. ``weight``: how often, in any unit; ``cards``: all that must be known
    to answer it."""

    weight: float
    cards: tuple[str, ...]


class Offer(NamedTuple):
    """New cards that are worth meeting together, what each needs before it, and what a second for them is
    worth. ``ahead``: do they come before all others, as the user's own?"""

    worth: float
    cards: tuple[str, ...]
    ahead: bool = False


class Turns(NamedTuple):
    """What the user wishes of the order of new cards, besides what they are worth.

    Attributes:
        own: cards of the user's own decks, which come before the others; ``mixed``: in turn with them.
        sooner: how many times as much each own card counts, by the weight of its deck.
    """

    own: frozenset[str] = frozenset()
    mixed: bool = False
    sooner: Mapping[str, float] = MappingProxyType({})


NO_TURNS = Turns()


class Demand:
    """Questions, and the way to an answer to each: its cards, each behind those that it needs.

    Attributes:
        questions: those that can be answered with these cards.
        weight: of all of them, and of ``others`` that are not planned for.
        asks: for each card the places of the questions it is part of.
        weights: for each card that of all its questions.
        needs: for each card those to be met before it.
        turns: whose new cards come first.
    """

    def __init__(
        self,
        questions: Sequence[Question] = (),
        needs: Mapping[str, Sequence[str]] | None = None,
        others: float = 0.0,
        turns: Turns = NO_TURNS,
    ) -> None:
        self.questions = questions
        self.turns = turns
        self.needs = needs = needs or {}
        self.weight = sum(question.weight for question in questions) + others
        self.asks: dict[str, list[int]] = {}
        self.weights: dict[str, float] = {}
        self._on_way: dict[str, list[int]] = {}
        self._ways: list[list[str]] = []
        self._alone = [(q.cards[0], q.weight) for q in questions if len(q.cards) == 1]
        self._several = [place for place, q in enumerate(questions) if len(q.cards) != 1]
        for place, question in enumerate(questions):
            way = list(_with_needs(question.cards, needs) if needs else dict.fromkeys(question.cards))
            self._ways.append(way)
            for card in question.cards:
                self.asks.setdefault(card, []).append(place)
                self.weights[card] = self.weights.get(card, 0.0) + question.weight
            for card in way:
                self._on_way.setdefault(card, []).append(place)

    def value(self, known: Mapping[str, float]) -> float:
        """Return the share of what is asked that can be answered, 0 to 1: a question can if all its cards are
        recalled. ``known``: how likely each is; one that is not there is not known."""
        if not self.weight:
            return 0.0
        alone = sum(weight * known[card] for card, weight in self._alone if card in known)
        return (alone + self._sum(self._several, known)) / self.weight

    def behind(self, card: str, known: Mapping[str, float]) -> float:
        """Return what knowing one card better is worth: the weight of its questions, as far as all their
        other cards are known."""
        found = 0.0
        for place in self.asks.get(card, ()):
            weight, cards = self.questions[place]
            for other in cards:
                if other != card:
                    weight *= known.get(other, 0.0)
            found += weight
        return found

    def offers(
        self, known: Mapping[str, float], fresh: float, seconds: Mapping[str, float]
    ) -> Iterator[Offer]:
        """Yield all new cards, those of the questions first whose answer is worth most for the time it takes
        to meet its cards; but own ones before the others, or in turn with them, as the user wishes. An own
        one counts as much as the best of the others at least: beside due cards it has the place of that one.

        Args:
            known: how likely each card already met is recalled on the date.
            fresh: how likely a card met now is. ``seconds``: what a first look at each new card takes; only
                these can be met.
        """
        known, left = dict(known), {card: time for card, time in seconds.items() if card not in known}
        version = [0] * len(self.questions)

        def offered(place: int) -> tuple[float, int, int, list[str]] | None:
            missing = [card for card in self._ways[place] if card in left]
            if not missing:
                return None
            touched, time = set[int](), 0.0
            for card in missing:
                touched.update(asks.get(card, ()))
                time += left[card]
            gain = self._sum(touched, known, missing, fresh) * sooner[place]
            return -gain / time, place, version[place], missing

        asks, (own, mixed, weights) = self.asks, self.turns
        sooner = [1.0] * len(self.questions)
        if weights:
            sooner = [max((weights.get(card, 1.0) for card in q.cards), default=1.0) for q in self.questions]
        whose = [own.isdisjoint(question.cards) for question in self.questions]
        heaps: tuple[list[tuple[float, int, int, list[str]]], ...] = [], []
        for place in range(len(self.questions)):
            if (offer := offered(place)) is not None:
                heaps[whose[place]].append(offer)
        mine, theirs = heaps
        for heap in heaps:
            heapify(heap)
        ahead = 0  # so many more own ones than others were offered
        while mine or theirs:
            for heap in heaps:
                while heap and heap[0][2] != version[heap[0][1]]:
                    heappop(heap)
            first = bool(mine) and not (mixed and theirs and ahead > 0)
            if not (heap := mine if first else theirs):
                continue
            worth, _, _, cards = heappop(heap)
            ahead += 1 if first else -1
            if first and theirs:
                worth = min(worth, theirs[0][0])
            yield Offer(-worth, tuple(cards), first and not mixed)
            for card in cards:
                known[card] = fresh
                del left[card]
            for other in {other for card in cards for other in self._on_way[card]}:
                version[other] += 1
                if (offer := offered(other)) is not None:
                    heappush(heaps[whose[other]], offer)

    def _sum(
        self,
        places: Iterable[int],
        known: Mapping[str, float],
        met: Collection[str] = (),
        fresh: float = 0.0,
    ) -> float:
        """Return what can be answered of the questions at these places, where the cards ``met`` are known as
        well as ``fresh`` ones are."""
        found = 0.0
        for place in places:
            weight, cards = self.questions[place]
            for card in cards:
                weight *= fresh if card in met else known.get(card, 0.0)
                if not weight:
                    break
            found += weight
        return found


def _with_needs(cards: Sequence[str], needs: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield these cards and all that they need, each behind its own needs; a circle is entered once."""
    begun: set[str] = set()
    for card in cards:
        stack = [(card, iter(needs.get(card, ())))] if card not in begun else []
        begun.add(card)
        while stack:
            current, left = stack[-1]
            needed = next(left, None)
            if needed is None:
                stack.pop()
                yield current
            elif needed not in begun:
                begun.add(needed)
                stack.append((needed, iter(needs.get(needed, ()))))
