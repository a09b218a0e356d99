"""How long cards take this user: estimates of today's minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.core.library import LONGEST, Library
from trainer.core.log import Event
from trainer.scheduling.queue import Queue

SECONDS_A_CARD = 20
"""What a card takes where nothing is known of its kind."""

PRIOR = 3
"""Answers that this supposition weighs as much as."""


def seconds(library: Library, cards: Sequence[str]) -> float:
    """Return how many seconds these cards will take, by the user's median for each kind of note."""
    if not cards:
        return 0.0
    kinds, times = library.kinds(cards), library.times()
    usual = {kind: median_of(times.get(kind, ())) for kind in set(kinds)}
    return sum(usual[kind] for kind in kinds)


def median_of(times: Iterable[int]) -> float:
    """Return the median of times in milliseconds, in seconds; few of them count little."""
    from statistics import median  # here: the first card need not wait for it

    return median([*(time / 1000 for time in times), *[SECONDS_A_CARD] * PRIOR])


REPEAT = 12
"""Seconds kept for each card that is to be repeated at the end, so that this fits into the minutes too."""


@dataclass(slots=True)
class Limit:
    """So many ``seconds`` for a session, 0 for no limit, of which some are ``spent``."""

    seconds: float = 0.0
    spent: float = 0.0

    def begin(self, library: Library, queue: Queue) -> Queue:
        """Return as much of a queue as is likely to fit, one card at least."""
        if not self.seconds:
            return queue
        needs = 0.0
        for count, card in enumerate(queue.cards()):
            needs += seconds(library, [card])
            if count and needs > self.seconds:
                return queue.first(count)
        return queue

    def after(self, answer: Event, queue: Queue) -> Queue:
        """Return what is still asked after an answer: where the time is up, only what is to be repeated."""
        self.spent += min(answer.took or 0, LONGEST) / 1000
        over = self.seconds and self.spent + REPEAT * queue.counts().again >= self.seconds
        return Queue(drills=queue.drills) if over else queue
