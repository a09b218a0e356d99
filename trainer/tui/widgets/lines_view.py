"""A widget that shows lines made for its width, and scrolls them. One widget however long the text."""

from collections.abc import Callable, Sequence
from typing import overload

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from trainer.tui.themed import looking

LinesFor = Callable[[int], Sequence[Content]]
"""Returns the lines to show in a given width."""


class Rows(Sequence[Content]):
    """So many lines, each made when it is asked for."""

    def __init__(self, count: int, make: Callable[[int], Content]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Content: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Content]: ...
    def __getitem__(self, index: int | slice) -> Content | Sequence[Content]:
        if isinstance(index, slice):
            return [self._make(row) for row in range(*index.indices(self._count))]
        return self._make(index)


class LinesView(ScrollView, can_focus=False):
    """Shows what its function returns for the present width; asked again only when width or text change."""

    def __init__(self, lines_for: LinesFor | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines_for = lines_for
        self._lines: Sequence[Content] = ()
        self._width = -1
        self._snug = False
        self._early: list[Callable[[], None]] = []

    @property
    def lines(self) -> Sequence[Content]:
        """The lines as laid out last."""
        return self._lines

    def set_lines(self, lines_for: LinesFor, *, top: bool = True) -> None:
        """Show other lines, from their top or from where the view stands."""
        self._lines_for = lines_for
        self._lay_out()
        if top:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    @property
    def snug(self) -> bool:
        """Is the view no higher than its lines, so that what stands below follows them?"""
        return self._snug

    @snug.setter
    def snug(self, snug: bool) -> None:
        self._snug = snug
        self._fit()

    def _fit(self) -> None:
        self.styles.max_height = len(self._lines) + self.gutter.height if self._snug else None

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._lay_out()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        if self._lines_for is not None and self._width > 0:
            self._lines = self._lines_for(self._width)
            self.virtual_size = Size(self._width, len(self._lines))
            self._fit()
            while self._early:
                self.call_after_refresh(self._early.pop(0))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if width != self._width:
            self._lay_out()  # the first frame is drawn before the size is told: it is not to be empty
        row = y + self.scroll_offset.y
        base = self.visual_style
        if not 0 <= row < len(self._lines):
            return Strip.blank(width, base.rich_style)
        return self.strip(self._lines[row], width, base)

    def strip(self, line: Content, width: int, base: Style) -> Strip:
        """Render one line."""
        from rich.segment import Segment

        segments = [
            Segment(text, style.rich_style) for text, style in looking(self, line).render(base, end="")
        ]
        return Strip(segments).crop_extend(0, width, base.rich_style)

    class Chosen(Message):
        """Something in the lines was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def on_click(self, event: Click) -> None:
        if "does" in event.style.meta:
            return  # the page does it
        place = event.get_content_offset(self)
        chosen = self.chosen_at(place.y + self.scroll_offset.y) if place is not None else None
        if chosen is not None:
            self.post_message(self.Chosen(chosen))

    def chosen_at(self, row: int) -> int | None:
        """Return the index of what a click on a line chooses (`layout.choosable`), if anything."""
        spans = self._lines[row].spans if 0 <= row < len(self._lines) else ()
        metas = (span.style.meta for span in spans if isinstance(span.style, Style))
        return next((meta["chosen"] for meta in metas if "chosen" in meta), None)

    def show_chosen(self, index: int) -> None:
        """Scroll as little as needed to have in sight what a click would choose, above all its begin."""
        rows = [row for row in range(len(self._lines)) if self.chosen_at(row) == index]
        if rows:
            height = self.scrollable_content_region.height
            top = min(max(self.scroll_offset.y, rows[-1] - height + 1), rows[0])
            self.scroll_to(y=top, animate=False, force=True)

    def below(self, index: int) -> bool:
        """Does what a click would choose end below what is in sight?"""
        rows = [row for row in range(len(self._lines)) if self.chosen_at(row) == index]
        return bool(rows) and rows[-1] >= self.scroll_offset.y + self.scrollable_content_region.height

    @property
    def at_end(self) -> bool:
        """Is the last line in sight?"""
        return self.scroll_offset.y >= self.max_scroll_y

    def page(self, pages: int) -> None:
        """Scroll by whole pages, two lines less than the height, so that the eye finds its place."""
        self._scroll(lambda: pages * max(1, self.scrollable_content_region.height - 2))

    def line(self, lines: int) -> None:
        """Scroll by single lines."""
        self._scroll(lambda: lines)

    def _scroll(self, lines: Callable[[], int]) -> None:
        """Scroll by so many lines; by a key that comes before the first frame, when that is there."""

        def scroll() -> None:
            self.scroll_to(y=self.scroll_offset.y + lines(), animate=False)

        if self._width < 0 and self.display:
            self._early.append(scroll)
        else:
            scroll()

    def show_line(self, first: int) -> None:
        """Scroll down as little as needed to have line ``first`` and much of what follows it in sight."""
        height = self.scrollable_content_region.height
        if first >= self.scroll_offset.y + height - 1:
            # By force, as the text may just have become longer than the view.
            self.scroll_to(y=min(first - 1, len(self._lines) - height), animate=False, force=True)
