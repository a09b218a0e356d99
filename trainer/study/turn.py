"""One card being asked: what is shown of it, what the user did so far, what each grade would do."""

from datetime import datetime

from trainer.core.events import Event
from trainer.core.queue import Entry
from trainer.core.sm2 import Options, Outcome, outcomes
from trainer.study.library import StudyCard


class Turn:
    """The state between a card's question and its grade.

    Attributes:
        card: the card; ``entry``: why it is asked; ``face``: its texts, options in the order shown.
        revealed: is the answer shown? ``picked``: options chosen, counted from 0.
        day: the study day on which the answer was shown, or 0. The grade counts for it, so that what the keys
            said is what is saved, even when the day rolled over meanwhile.
        hints: the hints shown so far.
    """

    def __init__(self, card: StudyCard, entry: Entry, shown_at: datetime) -> None:
        self.card = card
        self.entry = entry
        self.face = card.note.face(card.key, str(card.answered))
        self.shown_at = shown_at
        self.revealed = False
        self.day = 0
        self.picked: frozenset[int] = frozenset()
        self.hints: tuple[str, ...] = ()
        self._outcomes: tuple[Outcome, ...] = ()

    @property
    def best_grade(self) -> int:
        """The best grade that can still be given: each hint used lowers it by one."""
        return max(0, 5 - len(self.hints))

    @property
    def choices(self) -> tuple[Outcome, ...]:
        """What each grade 0-5 would do, hints taken into account; empty before the answer is shown."""
        return tuple(self._outcomes[min(grade, self.best_grade)] for grade in range(len(self._outcomes)))

    @property
    def suggested(self) -> int | None:
        """The grade that the picked options speak for: 4 when right, 2 when not; None for other kinds."""
        if not self.face.options or not self.revealed:
            return None
        right = {index for index, option in enumerate(self.face.options) if option.right}
        return min(4, self.best_grade) if self.picked == right else 2

    def hint(self) -> str | None:
        """Show one more hint; return it, or None when there is none left or the answer is shown."""
        if self.revealed or len(self.hints) == len(self.card.note.hints):
            return None
        self.hints = self.card.note.hints[: len(self.hints) + 1]
        return self.hints[-1]

    def pick(self, index: int) -> None:
        """Pick or unpick an option of a choice card; where one is right, only the last pick counts."""
        if not self.revealed and 0 <= index < len(self.face.options):
            self.picked = self.picked ^ {index} if self.face.several else frozenset({index})

    def reveal(self, day: int, options: Options) -> None:
        """Show the answer on study day ``day``."""
        if not self.revealed:
            self.revealed = True
            self.day = day
            self._outcomes = outcomes(self.card.state.memory, day, options, self.card.key)

    def answer(self, blank: Event, grade: int, options: Options) -> Event:
        """Return ``blank`` filled in as the answer ``grade`` (0-5) to this card."""
        return blank._replace(
            day=self.day,
            grade=min(grade, self.best_grade),
            suggested=self.suggested,
            took=max(0, blank.at - milliseconds(self.shown_at)),
            hints=len(self.hints),
            answer=" | ".join(self.face.options[index].text for index in sorted(self.picked)),
            fingerprint=self.card.fingerprint,
            scheduler=options.scheduler,
        )


def milliseconds(instant: datetime) -> int:
    """Return an aware time as the UTC instant kept in events, in milliseconds since 1970."""
    return round(instant.timestamp() * 1000)
