"""The decks of the home screen: a tree with columns of numbers. Only the rows in sight are ever made."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.style import Style

from trainer.core.text import percent
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.deck_tree import Node, Place, foldable, rows
from trainer.tui.widgets.lines_view import LinesView, Rows

_MANY = 40
"""With more rows than this the tree starts folded."""


class DeckTable(LinesView):
    """Shows the tree and keeps the mark on one of its rows; ``without`` cards, what is said instead."""

    def __init__(self, root: Node, day: int, place: Place | None, without: str) -> None:
        super().__init__(self._rows_for, id="decks")
        self._without = without
        self._read(root, day, place)

    def show(self, root: Node, day: int, without: str) -> None:
        """Show other numbers; what is marked and folded stays."""
        self._without = without
        self._read(root, day, self.place)
        self.set_lines(self._rows_for, top=False)

    def _read(self, root: Node, day: int, place: Place | None) -> None:
        self._root = root
        self._day = day
        every = rows(root, frozenset())
        self._idle = any(node.today == 0 and node.comes for node in every)
        if place is not None:
            self._folded = place.folded
        else:
            self._folded = foldable(every) if len(every) > _MANY else frozenset()
        self._rows = rows(root, self._folded)
        titles = [node.title for node in self._rows]
        self._at = titles.index(place.title) if place is not None and place.title in titles else 0

    @property
    def place(self) -> Place:
        """What brings a later table to where this one stands."""
        return Place(self.selected.title, self._folded)

    def on_resize(self) -> None:
        # Later, as Textual calls this before the handler of the class above, which lays out.
        self.call_later(self._keep_in_sight)

    @property
    def selected(self) -> Node:
        """The node that is marked; the root stands for all decks."""
        return self._rows[self._at]

    def move(self, by: int) -> None:
        """Move the mark by some rows, as far as there are any."""
        self._at = max(0, min(len(self._rows) - 1, self._at + by))
        self._keep_in_sight()

    def chosen_at(self, row: int) -> int | None:
        return row if self._root.cards and row < len(self._rows) else None

    def choose(self, row: int) -> bool:
        """Mark a row; return whether it was marked already."""
        before, self._at = self._at, row
        self._keep_in_sight()
        return before == row

    def turn(self, row: int) -> None:
        """Hide what is below a row, or show it; the mark stays where it is as long as that is in sight."""
        node, marked = self._rows[row], self.selected.title
        self._folded = self._folded ^ {node.title}
        self._rows = rows(self._root, self._folded)
        titles = [row.title for row in self._rows]
        self._at = titles.index(marked if marked in titles else node.title)
        self.set_lines(self._rows_for, top=False)
        self._keep_in_sight()

    def fold(self, *, fold: bool) -> None:
        """Hide or show what is below the marked row; where nothing is, go to the row above it or below."""
        node = self.selected
        if node.title and node.children and (node.title in self._folded) != fold:
            self.turn(self._at)
        elif fold and node.title:
            titles = [row.title for row in self._rows]
            self._at = titles.index(node.title[:-1])
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if self._at < top:
            self.scroll_to(y=self._at, animate=False, force=True)
        elif self._at >= top + height > 0:
            self.scroll_to(y=self._at - height + 1, animate=False, force=True)
        self.refresh()

    def heads(self, width: int) -> Content:
        """Return the heads of the columns, to stand above the table."""
        if not self._root.cards:
            return Content()
        columns = _columns(width, idle=self._idle)
        learnt = f"   {'learnt':{columns.bar + 6}}" if columns.bar else ""
        coming = "  next" if columns.next else ""
        numbers = " today" if columns.sums else " today   due unseen"
        return Content.styled(f"{'':{columns.name}}{numbers}{learnt}{coming}", ".dim").truncate(width)

    def _rows_for(self, width: int) -> Sequence[Content]:
        if not self._root.cards:
            return [line for part in self._without.split("\n") for line in wrap(Content(part), width)]
        return Rows(len(self._rows), lambda index: self.row(index, width))

    def row(self, index: int, width: int) -> Content:
        """Return one row of the table."""
        node = self._rows[index]
        columns = _columns(width, idle=self._idle)
        marked = index == self._at
        sign = " " if not node.children or not node.title else "▸" if node.title in self._folded else "▾"
        depth = len(node.title)
        everything = "All decks, by the plan" if node.by_plan else "All decks"
        name = card_view.short(node.title[-1], 200) if node.title else Content(everything)
        sign_cell = Content(f"{sign} ")
        if sign != " ":
            sign_cell = sign_cell.stylize(Style.from_meta({"does": f"turn({index})"}))
        lead = Content.styled("› ", ".key") if marked else Content("  ")
        left = lead + Content("  " * max(0, depth - 1)) + sign_cell + name
        left = left.truncate(columns.name, ellipsis=True)
        if marked:
            left = left.stylize(".strong")
        line = left.pad_right(max(0, columns.name - left.cell_length)) + _numbers(node, sums=columns.sums)
        if columns.bar:
            share = node.learnt / node.cards if node.cards else 0.0
            bar = chrome.bar(node.learnt, node.cards, columns.bar)
            line = Content.assemble(line, "   ", bar, f"{percent(share):>6}")
        if columns.next and node.today == 0 and node.comes:
            line += Content.styled(f"  {phrases.when(node.comes, self._day)}", ".dim")
        return line


def _numbers(node: Node, *, sums: bool) -> Content:
    """Return what is asked today, then all that is due, and all that was never answered; zeros are quiet
    dots, and what is no part of the day's number stands in brackets. With ``sums`` only what is asked
    today."""
    today = Content.styled(f"{'…':>6}", ".dim") if node.today is None else _number("accent", node.today, 6)
    if node.beside and node.today:
        today = Content.styled(f"{f'({node.today})':>6}", ".dim")
    return today if sums else today + _number("due", node.due, 6) + _number("new", node.new, 7)


def _number(role: str, number: int, size: int) -> Content:
    return Content.styled(f"{number or '·':>{size}}", f".{role}" if number else ".dim")


class _Columns(NamedTuple):
    """Widths of the columns (name, bar, next day); with ``sums`` there is only what is asked today."""

    name: int
    bar: int
    next: int
    sums: bool


def _columns(width: int, *, idle: bool) -> _Columns:
    """Share out ``width``; ``idle``: there are rows with nothing to do, which say when they have."""
    bar = 0 if width < 60 else 10 if width < 96 else 20
    coming = 12 if width >= 70 and idle else 0
    sums = width < 30
    rest = (6 if sums else 19) + (bar + 9 if bar else 0) + coming
    return _Columns(max(4, min(width - rest, 48)), bar, coming, sums)
