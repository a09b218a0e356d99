"""What every kind of note can be asked. The defaults suit a kind that is answered in one's head."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, NamedTuple

from trainer.core.kinds.sides import Sides

Way = Literal["self", "choice", "typed", "order", "points"]
"""How a card is answered: in one's head, by picking, typing, ordering, or saying key points."""

Members = Mapping[str, Callable[..., Any]]


class Point(NamedTuple):
    """One key point of an open question.

    ``terms`` are alternatives: any one makes the point; an alternative of several members needs them all.
    ``about`` is the question that it answers, where it makes no sense without.
    """

    say: str
    terms: tuple[tuple[str, ...], ...] = ()
    must: bool = False
    about: str = ""

    @property
    def told(self) -> str:
        """The point as it is shown."""
        return f"{self.about} {self.say}".strip()


class Cell(NamedTuple):
    """One of several things that a card asks the same of: whom it is about, what is asked, and the answer."""

    subject: str
    ask: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """The part of a note that depends on its kind. Texts are Markdown, as written in the deck.

    Attributes:
        kind: the name in deck files. ``way``: how a card is answered in practice.
        typable: is it answered in one's head unless the user wants to type?
        in_place: does the answer stand where the question was, with its gaps filled?
        helps_to_judge: do answers to the open questions of its deck depend on it?
        fills: may it fill up the time of a mock interview if its answer is short?
        stage: how early it comes among new cards met together, from 0 (can be learnt by reading it) to 3
            (must be told freely).
        members: for fields that hold tuples of named tuples, what makes one of them.
    """

    kind: ClassVar[str]
    way: ClassVar[Way] = "self"
    typable: ClassVar[bool] = False
    in_place: ClassVar[bool] = False
    fills: ClassVar[bool] = False
    helps_to_judge: ClassVar[bool] = False
    stage: ClassVar[int] = 0
    members: ClassVar[Members] = {}

    def suffixes(self) -> tuple[str, ...]:
        """What each card's key has after the note's key, in the order the cards should be learnt."""
        return ("",)

    def sides(self, suffix: str, seed: str) -> Sides:
        """What a card shows. ``seed`` decides the order of shuffled parts and nothing else."""
        raise NotImplementedError

    def shown(self, suffix: str, seed: str) -> Sides:
        """`sides` for a screen: gaps stand in places of their own (see `gapped`)."""
        return self.sides(suffix, seed)

    def prompt(self) -> str:
        """What the note asks; "" where each card asks something of its own."""
        return ""

    def asks(self) -> tuple[str, ...]:
        """What its cards ask in words, each once; () where a text with gaps asks."""
        asked = "" if self.in_place else self.prompt()
        return (asked,) if asked else ()

    def right_answers(self) -> tuple[str, ...]:
        """The right answers to the prompt, each whole in itself or all together; () where there is no such
        text."""
        return ()

    def answer_text(self) -> str:
        """The right answers as one text, "" where there are none."""
        return ", ".join(self.right_answers())

    def accepted(self) -> tuple[str, ...]:
        """What is right as well, when it is typed."""
        return ()

    def wrong_options(self) -> tuple[str, ...]:
        """The distractors written for the question."""
        return ()

    def gaps(self, suffix: str) -> tuple[str, ...]:  # noqa: ARG002
        """What a card hides in its text, in reading order."""
        return ()

    def right_order(self) -> tuple[str, ...]:
        """The steps to be put in order, as they belong."""
        return ()

    def parts(self, suffix: str) -> tuple[Point, ...]:  # noqa: ARG002
        """What is ticked one by one once the answer of a card is shown, if it is."""
        return ()

    def secrets(self, suffix: str) -> tuple[str, ...]:
        """What nothing beside the question of a card may say: its answers, in all spellings that are right,
        and what shows that a point of it was made."""
        sides = self.sides(suffix, "")
        if found := self.gaps(suffix):
            return found
        if sides.table is not None:
            return tuple(sides.table.answers)
        points = self.parts(suffix)
        terms = (" ".join(term) for point in points for term in point.terms)
        answers = (sides.answer,) if suffix else self.right_answers()
        return (*answers, *self.accepted(), *(point.say for point in points), *terms)

    def spoken(self) -> bool:
        """Can its question be put aloud, and answered by who hears nothing else?"""
        return True

    def whole(self) -> "Body | None":
        """The note as one open question, whose parts are what a good answer says; None where it is not put
        like that."""
        return None

    def opens(self) -> bool:
        """Is there enough to say to it, put as a whole, to open a round of questions in an interview?"""
        return self.whole() is not None

    def behind(self, points: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return for each of the ``points`` of the note put as a whole the suffix of the card that asks it;
        () where all its cards ask all of them."""
        return ()

    def seconds_allowed(self) -> int:
        """How long a good answer takes; 0 where that is not said."""
        return 0

    def cells(self, suffix: str) -> tuple[str, ...]:  # noqa: ARG002
        """The single things that a card asks at once, each as a suffix. They name what was mixed up, and were
        cards themselves before."""
        return ()

    def cell(self, suffix: str) -> Cell | None:  # noqa: ARG002
        """Return what stands behind one of `cells`, None for anything else."""
        return None
