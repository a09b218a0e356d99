"""What a Markdown text consists of, before it is laid out for a width.

Inline text is Textual ``Content``; the styles of its spans are names of component classes (``.code``), so a
theme change needs no new parse.
"""

from typing import Literal, NamedTuple

from textual.content import Content

Side = Literal["left", "center", "right"]
"""Where the cells of a column stand."""


class Para(NamedTuple):
    """A paragraph; a heading is one in the style of headings."""

    text: Content


class Code(NamedTuple):
    """A block of code, shown letter for letter. ``language`` is "" where unknown."""

    text: str
    language: str = ""


class Items(NamedTuple):
    """A list: a marker (``•``, ``3.``) and blocks for each item. Tight lists have no blank lines between."""

    items: "tuple[tuple[str, tuple[Block, ...]], ...]"
    tight: bool = True


class Quote(NamedTuple):
    """A quotation."""

    blocks: "tuple[Block, ...]"


class Grid(NamedTuple):
    """A table: column heads and rows of cells, all rows as long as the head; ``sides``: where the cells of
    each column stand, all at the left without."""

    columns: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]
    sides: "tuple[Side, ...]" = ()


class Rule(NamedTuple):
    """A line across."""


class Gap(NamedTuple):
    """Blocks that a gap holds, in styles of their own."""

    blocks: "tuple[Block, ...]"
    styles: tuple[str, ...]


Block = Para | Code | Items | Quote | Grid | Rule | Gap
