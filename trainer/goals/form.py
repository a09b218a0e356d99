"""Setting a goal by filling in a few lines: the same in both front ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.core.library import Library
from trainer.core.moment import Moment
from trainer.goals.goal import Goal
from trainer.goals.log import goals, id_of
from trainer.goals.standing import Standing, make, preview
from trainer.goals.wish import FOCUS, NAME, Field, WishError, usual_name, wished, words_of
from trainer.goals.wording import changed
from trainer.scheduling.preferences import Plan


class Blank(NamedTuple):
    """A line to fill in: its label, and what may stand there."""

    field: Field
    label: str
    hint: str


BLANKS = (
    Blank("name", "name", f"what it is called; empty: {NAME}, or {FOCUS} without a date"),
    Blank("by", "date", "10 Dec, 2026-12-10, +14d, friday; empty: no date"),
    Blank("minutes", "minutes", "of study a day"),
    Blank("off", "days off", "weekdays without study: sat, sun"),
    Blank("holiday", "holiday", "days without study: 24 Dec..2 Jan; no 26 Dec takes one back"),
    Blank("what", "decks", "titles, ids, tag:NAME or a query, with commas or ; between; empty: all"),
)


@dataclass
class Form:
    """What was filled in so far.

    Attributes:
        goal: the one that is changed; None for a new one. ``saved``: the user's queries by their names.
        texts: what stands in each line.
    """

    library: Library
    plan: Plan
    when: Moment
    goal: Goal | None = None
    saved: Mapping[str, str] = field(default_factory=dict)
    texts: dict[Field, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.goal is not None:
            self.texts = words_of(self.goal, self.when.day)
        else:
            self.texts = {
                "name": "",
                "by": "",
                "minutes": "20",
                "off": "",
                "holiday": "",
                "what": "",
            }

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """The lines to fill in; a goal keeps its name."""
        return BLANKS if self.goal is None else BLANKS[1:]

    def tidy(self, field: Field) -> None:
        """Say what stands in a line as it was understood, if it was: ``+14d`` is ``Thu 10 Dec``."""
        try:
            goal = self._wished()
        except WishError:
            return
        if field in ("by", "off", "minutes"):
            self.texts[field] = words_of(goal, self.when.day)[field]

    def preview(self) -> Standing:
        """Return what would come of the goal.

        Raises:
            WishError: something filled in cannot be meant.
        """
        return preview(self.library, self.plan, self.when.day, self._wished())

    def problem(self) -> tuple[Field, str] | None:
        """Return what cannot be meant, and where it stands; None where all is well."""
        try:
            self._wished()
        except WishError as error:
            return error.field, self.told(error)
        return None

    def told(self, error: WishError) -> str:
        """Say what cannot be meant, with the name of its line."""
        label = next((blank.label for blank in self.blanks if blank.field == error.field), "")
        return f"{label}: {error}" if label else str(error)

    def save(self) -> tuple[Goal, str]:
        """Set the goal; return it, and what to say of that: of one that is changed, what stood there before.

        Raises:
            WishError: something filled in cannot be meant.
        """
        goal = make(self.library, self.plan, self.when, self._said(), self.saved)
        told = changed(self.goal, goal, self.when.day) if self.goal is not None else ""
        return goal, f"set{f': {told}' if told else ''} (u takes it back)"

    def _wished(self) -> Goal:
        return wished(self.library, goals(self.library), self.when.day, self._said(), self.saved)[0]

    def _said(self) -> Mapping[Field, str]:
        if self.goal is None and not self.texts["name"].strip():
            usual = usual_name(self.texts["by"])
            if goals(self.library).named(usual) is not None:
                raise WishError("name", "another goal needs a name of its own")
            return self.texts | {"name": usual}
        live = [goal for goal in goals(self.library).active if not goal.over(self.when.day)]
        if self.goal is None and id_of(self.texts["name"]) in [goal.id for goal in live]:
            raise WishError(
                "name", "there is a goal of that name: change that one, or name this one otherwise"
            )
        return self.texts
