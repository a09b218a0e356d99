"""The one seam for schedulers: when a card comes again is decided behind it, and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from trainer.core.state import Memory, Outcome, Outside

GRADES = range(6)
PASS = 3
"""The least grade of an answer that was right."""

RECENT = 5
"""So many of the latest reviews say how well a card is known."""

Load = Callable[[int, int], Mapping[int, int]]
"""Says how many cards are due on each study day from one to another, both included."""


class Scheduler(Protocol):
    """Turns the answers to a card, one after the other, into its memory.

    A scheduler is a value: a family, such as SM-2, with its options. What it does follows from its arguments
    alone, so that folding the log again gives what was there before.
    """

    @property
    def name(self) -> str:
        """Family and options, as stored with each answer."""

    def called(self, name: str) -> "Scheduler":
        """Return this scheduler with the options in force when an answer was given, as the name stored with
        it says them. Options that only another scheduler has count for nothing here, and those that its name
        cannot say are the usual ones: what is set now acts from the next answer on. Where the name says none
        at all, all are as they are now."""

    @property
    def model(self) -> str:
        """The name of a model whose parameters can be found from a log, such as ``fsrs-6``; "" without."""

    def fitted(self, parameters: Sequence[float]) -> "Scheduler":
        """Return this scheduler with other parameters of its model; itself where they are none of it."""

    def outcomes(
        self, memory: Memory | None, day: int, card: str, load: Load | None = None
    ) -> Sequence[Outcome]:
        """Return what each grade 0-5 would do to a card on study day ``day``, so that a key's label and what
        is saved cannot differ. ``memory`` None is a new card; ``load`` is there for balancing."""

    def answer(self, memory: Memory | None, grade: int, day: int, card: str) -> Outcome:
        """Return what one grade does, the same as `outcomes` says.

        Raises:
            ValueError: the grade is not in 0..5.
        """

    def placed(self, memory: Memory | None, due: int, day: int) -> Memory:
        """Return the memory of a card for which the study day ``due`` was set from outside on ``day``.

        What is known of the card stays, only its day moves. A card never answered (None) goes on as one that
        passed so far, with the days from ``day`` to ``due`` as its interval.
        """

    def adopted(self, state: Outside) -> Memory:
        """Return the memory of a card that comes from another program with this schedule: due on its day
        there, and going on from what is known of it, whichever numbers that program kept; whatever the
        options, as those of then are not known of it."""

    def retrievability(self, memory: Memory, day: int) -> float:
        """Return how likely the card is recalled on study day ``day``, 0 to 1, if nothing is answered until
        then; 1 on the day of its last answer. It follows from the day of that and the ``data`` alone."""

    def known(self, memory: Memory) -> float:
        """Return how well the card is known, 0 to 1, as far as its latest answers tell."""

    def is_hard(self, memory: Memory) -> bool:
        """Was the last scheduled answer wrong, or is the card found harder than a new one?"""

    def facts(self, memory: Memory) -> Mapping[str, float]:
        """Return by their names the numbers that the scheduler keeps of a card, which follow from its
        ``data`` alone."""

    def explain(self, memory: Memory) -> Sequence[str]:
        """Say in sentences what these numbers mean."""


def passed_lately(reviews: int, passes: int) -> float:
    """Return the share of the latest reviews (`RECENT` at most) that were passed in a row at their end, 0 to
    1; 0 without any."""
    recent = min(reviews, RECENT)
    return min(passes, recent) / recent if recent else 0.0
