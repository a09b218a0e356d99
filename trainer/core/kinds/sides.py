"""What a card of any kind shows: Markdown texts, and for some kinds a table, options or steps."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Option(NamedTuple):
    """One option of a choice card; ``because`` explains a wrong one."""

    text: str
    right: bool
    because: str = ""


class Table(NamedTuple):
    """A comparison of which one row is asked. Before the answer nothing of it is shown but the subjects.

    ``rows`` are (question, cells), with a cell for each of ``subjects``; ``asked`` is the index of the row.
    """

    subjects: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    asked: int

    @property
    def answers(self) -> tuple[str, ...]:
        """The cells of the row that is asked, one for each subject."""
        return self.rows[self.asked][1]


class Sides(NamedTuple):
    """What a card shows: Markdown texts, and for some kinds a table, options, or steps to be put in order."""

    prompt: str
    answer: str
    table: Table | None = None
    options: tuple[Option, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def pictured(self) -> bool:
        """Does the question show a picture or play a sound?"""
        return "![" in self.prompt

    @property
    def several(self) -> bool:
        """Does the card have more than one right option?"""
        return sum(option.right for option in self.options) > 1


def _indent(text: str, by: str) -> str:
    """Keep a text of several lines inside its list item."""
    return text.replace("\n", "\n" + by)


def listed(names: Sequence[str]) -> str:
    """Return names as ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def bullets(texts: Iterable[str]) -> str:
    """Return texts as a Markdown list."""
    return "\n".join(f"- {_indent(text, '  ')}" for text in texts)


def numbered(texts: Iterable[str]) -> str:
    heads = ((f"{number}. ", text) for number, text in enumerate(texts, 1))
    return "\n".join(head + _indent(text, " " * len(head)) for head, text in heads)


def code(text: str) -> str:
    """Show ``text`` letter for letter, as what is typed is compared letter for letter."""
    inside = max(map(len, re.findall("`+", text)), default=0)
    if "\n" in text:
        fence = "`" * max(3, inside + 1)
        return f"{fence}\n{text}\n{fence}"
    fence, pad = "`" * (inside + 1), " " if inside else ""
    return f"{fence}{pad}{text}{pad}{fence}"
