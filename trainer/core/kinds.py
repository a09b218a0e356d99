"""The seven kinds of note: their fields, the cards each yields, and what a card of it shows.

A kind is a frozen dataclass with a ``kind`` name, ``suffixes()`` (one per card, appended to the note key) and
``face(suffix, seed)``. To add one: write it here, list it in `Body` and `KINDS`.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core import cloze


class Option(NamedTuple):
    """One option of a choice card; ``because`` explains a wrong one."""

    text: str
    right: bool
    because: str = ""


class Table(NamedTuple):
    """A table with one cell hidden until the answer is shown; the first column heads the rows.

    ``hidden`` is (row, column) into ``rows``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[int, int]

    def masked(self, mask: str = "?") -> "Table":
        """Return the table with ``mask`` in the hidden cell."""
        row, column = self.hidden
        cells = [list(cells) for cells in self.rows]
        cells[row][column] = mask
        return self._replace(rows=tuple(tuple(row) for row in cells))


class Face(NamedTuple):
    """What a card shows: Markdown texts, and for some kinds a table, options, or steps to be put in order."""

    prompt: str
    answer: str
    table: Table | None = None
    options: tuple[Option, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Does the card have more than one right option?"""
        return sum(option.right for option in self.options) > 1


@dataclass(frozen=True, slots=True)
class Basic:
    """A question and its answer; with ``reverse`` a second card asks the other way round."""

    kind: ClassVar[str] = "basic"
    ask: str
    answer: str
    reverse: bool = False

    def suffixes(self) -> tuple[str, ...]:
        return ("", "#reverse") if self.reverse else ("",)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        return Face(self.answer, self.ask) if suffix else Face(self.ask, self.answer)


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with numbered gaps; one card per number."""

    kind: ClassVar[str] = "cloze"
    text: str

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#c{number}" for number in cloze.numbers(self.text))

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        number = int(suffix.removeprefix("#c"))
        return Face(cloze.question(self.text, number), cloze.answer(self.text, number))


class Wrong(NamedTuple):
    """A distractor of a choice and why it is wrong ("" = not said)."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options, shuffled at each showing; one or several are right."""

    kind: ClassVar[str] = "choice"
    ask: str
    right: tuple[str, ...]
    wrong: tuple[Wrong, ...]

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        options = [Option(text, right=True) for text in self.right]
        options += [Option(wrong.text, right=False, because=wrong.because) for wrong in self.wrong]
        random.Random(seed).shuffle(options)
        return Face(self.ask, bullets(self.right), options=tuple(options))


@dataclass(frozen=True, slots=True)
class Typed:
    """A question answered by typing; ``match`` says how it is compared: text, command or number."""

    kind: ClassVar[str] = "typed"
    ask: str
    answer: str
    accept: tuple[str, ...] = ()
    match: str = "text"

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        also = f"\n\nAlso right:\n\n{bullets(map(_code, self.accept))}" if self.accept else ""
        return Face(self.ask, _code(self.answer) + also)


@dataclass(frozen=True, slots=True)
class Order:
    """Steps to be put in order."""

    kind: ClassVar[str] = "order"
    ask: str
    steps: tuple[str, ...]

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        shuffled = list(self.steps)
        rng = random.Random(seed)
        while len(set(shuffled)) > 1 and tuple(shuffled) == self.steps:
            rng.shuffle(shuffled)
        return Face(self.ask, _numbered(self.steps), steps=tuple(shuffled))


class Aspect(NamedTuple):
    """One row of a comparison; ``cells`` maps subject keys to texts, in the order of the subjects."""

    key: str
    ask: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A table of subjects against aspects; one card per cell, which is hidden. ``subjects``: (key, name)."""

    kind: ClassVar[str] = "compare"
    subjects: tuple[tuple[str, str], ...]
    aspects: tuple[Aspect, ...]

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#{aspect.key}.{subject}" for aspect in self.aspects for subject, _ in self.subjects)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        aspect_key, _, subject_key = suffix.removeprefix("#").partition(".")
        row = [aspect.key for aspect in self.aspects].index(aspect_key)
        column = [key for key, _ in self.subjects].index(subject_key)
        rows = tuple(
            (aspect.ask, *(dict(aspect.cells)[key] for key, _ in self.subjects)) for aspect in self.aspects
        )
        table = Table(("", *(name for _, name in self.subjects)), rows, (row, column + 1))
        return Face(f"**{self.subjects[column][1]}**: {self.aspects[row].ask}", rows[row][column + 1], table)


class Point(NamedTuple):
    """One key point of an open question.

    ``terms`` are alternatives: any one makes the point; an alternative of several members needs them all.
    """

    say: str
    terms: tuple[tuple[str, ...], ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """An open question, graded by the key points said. ``seconds`` a good answer takes (0 = unsaid)."""

    kind: ClassVar[str] = "points"
    ask: str
    points: tuple[Point, ...]
    seconds: int = 0
    follow_up: tuple[str, ...] = ()

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def face(self, suffix: str, seed: str) -> Face:  # noqa: ARG002
        return Face(
            self.ask,
            bullets(f"{point.say} **(must)**" if point.must else point.say for point in self.points),
        )


Body = Basic | Cloze | Choice | Typed | Order | Compare | Points
KINDS: dict[str, type[Body]] = {
    kind.kind: kind for kind in (Basic, Cloze, Choice, Typed, Order, Compare, Points)
}


def _indent(text: str, by: str) -> str:
    """Keep a text of several lines inside its list item."""
    return text.replace("\n", "\n" + by)


def bullets(texts: Iterable[str]) -> str:
    """Return texts as a Markdown list."""
    return "\n".join(f"- {_indent(text, '  ')}" for text in texts)


def _numbered(texts: Iterable[str]) -> str:
    heads = ((f"{number}. ", text) for number, text in enumerate(texts, 1))
    return "\n".join(head + _indent(text, " " * len(head)) for head, text in heads)


def _code(text: str) -> str:
    """Show ``text`` letter for letter, as what is typed is compared letter for letter."""
    inside = max(map(len, re.findall("`+", text)), default=0)
    if "\n" in text:
        fence = "`" * max(3, inside + 1)
        return f"{fence}\n{text}\n{fence}"
    fence, pad = "`" * (inside + 1), " " if inside else ""
    return f"{fence}{pad}{text}{pad}{fence}"
