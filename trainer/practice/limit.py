"""A session of some minutes: what is likely to fit into them, and when they are over."""

from dataclasses import dataclass, field
from itertools import accumulate

from trainer.core.library import LONGEST, Library
from trainer.core.log import Event
from trainer.practice.pace import seconds, seconds_each
from trainer.scheduling.queue import Queue


@dataclass(slots=True)
class Limit:
    """So many ``seconds`` for a session, 0 for no limit, of which some are ``spent``; ``rest``: cards that
    are asked if it goes faster than foreseen."""

    seconds: float = 0.0
    spent: float = 0.0
    rest: Queue = field(default_factory=Queue)

    def begin(self, library: Library, queue: Queue) -> Queue:
        """Return as much of a queue as is likely to fit into what is left, one card at least."""
        if not self.seconds:
            return queue
        left = self.seconds - self.spent
        found = queue.first(max(1, sum(time <= left for time in accumulate(seconds_each(library, queue)))))
        self.rest = queue.without_cards(set(found.cards()))
        return found

    def after(self, library: Library, answer: Event, queue: Queue) -> Queue:
        """Return what is still asked after an answer: where the time is up, only what is to be repeated."""
        self.spent += min(answer.took or 0, LONGEST) / 1000
        self.rest = self.rest.without_card(answer.card)  # should the day have been planned anew meanwhile
        if self.seconds and self.spent + seconds(library, Queue(drills=queue.drills)) >= self.seconds:
            self.rest = Queue()
            return Queue(drills=queue.drills)
        return queue if queue.current is not None else self.begin(library, self.rest)
