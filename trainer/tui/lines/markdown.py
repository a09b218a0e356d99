"""Markdown (see `trainer.markdown`) to blocks. Inline HTML is text, images are their alternative text, links
are their text and address, mathematics is a line of text: nothing here can be clicked or opened.

Most texts are paragraphs with a few code spans; those are read here, so that the Markdown parser need not be
imported before the first card is on screen. Everything else goes to markdown-it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual.content import Content, Span

from trainer.core.gapped import SLOT, Place, filled, places
from trainer.core.media import said
from trainer.core.text import clean
from trainer.tui.lines.blocks import Block, Code, Gap, Grid, Items, Para, Quote, Rule, Side

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

LIMIT = 20_000
"""Characters read as Markdown; what a text has beyond them is shown as it is written."""

# What `simple` takes: text without a character that may mean something, code spans between single backticks,
# and bold text that stands free, so that no rule of emphasis can read it in another way.
_CODE = r"(?<!`)`(?! )[^`\n]*[^`\n ]`(?!`)"
_PLAIN = r"[^\\`*_<&|~$]"
_INLINE = re.compile(
    rf"(?P<code>{_CODE})"
    rf"|(?<![^\s(])\*\*(?=\S)(?P<bold>(?:{_CODE}|{_PLAIN})+)(?<=\S)\*\*(?=[\s.,;:!?)]|$)"
    rf"|(?P<text>{_PLAIN}+)"
)
_LINK = re.compile(r"\][(:]|\[\^")
_LOOKS = {"asked": (".strong",), "found": (".strong", ".answer"), "told": ()}
"""The styles of a gap."""
_OTHER = re.compile(r"^(?:[^\S\n]|[-+#>=:]|\d{1,9}[.)](?:\s|$))|[^\S\n]$|\][(:]|\[\^", re.MULTILINE)


@lru_cache(maxsize=64)
def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text. Never fails: all text is Markdown."""
    text, gaps = places(clean(text))
    blocks = simple(text, gaps)
    if blocks is not None:
        return blocks
    if len(text) <= LIMIT:
        return full(text, gaps)
    cut = text.rfind("\n", 0, LIMIT) + 1 or LIMIT
    return (*full(text[:cut], gaps), Para(Content(filled(text[cut:], gaps))))


def inline(text: str) -> Content:
    """Return a text meant for one paragraph or cell, such as an option, as styled text."""
    blocks = parse(text)
    if all(isinstance(block, Para) for block in blocks):
        return Content("\n").join(block.text for block in blocks if isinstance(block, Para))
    return Content(clean(text))


def simple(text: str, gaps: Sequence[Place] = ()) -> tuple[Block, ...] | None:
    """Read a text of paragraphs, code spans and bold text only; None for everything else."""
    if _OTHER.search(text):
        return None
    blocks: list[Block] = []
    for chunk in re.split(r"\n\n+", text.strip("\n")) if text.strip("\n") else ():
        spans = _Spans(gaps, parted=True)
        if not _simple_inline(chunk, spans):
            return None
        blocks += spans.blocks()
    return tuple(blocks)


def _simple_inline(text: str, spans: "_Spans", *styles: str) -> bool:
    at = 0
    while at < len(text):
        match = _INLINE.match(text, at)
        if match is None or (match["bold"] and styles):
            return False
        if match["code"]:
            spans.code(match["code"][1:-1], "`", *styles)
        elif match["bold"]:
            if not _simple_inline(match["bold"], spans, ".strong"):
                return False
        else:
            spans.words(match["text"], *styles)
        at = match.end()
    return True


def full(text: str, gaps: Sequence[Place] = ()) -> tuple[Block, ...]:
    """Read any Markdown text with markdown-it."""
    from markdown_it.tree import SyntaxTreeNode

    return _Reading(gaps).blocks(SyntaxTreeNode(_reader().parse(text)).children)


def _in_gap(gap: Place) -> Content:
    """Return the words of a gap, which begin no block whatever they begin with."""
    text, gaps = places(gap.text)
    spans = _Spans(gaps)
    if _LINK.search(text) or not _simple_inline(text, spans):
        from markdown_it.tree import SyntaxTreeNode

        spans = _Spans(gaps)
        for node in SyntaxTreeNode(_reader().parseInline(text)).children:
            _walk(node, spans, ())
    return spans.content()


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from trainer.markdown import reader

    return reader()


class _Spans:
    """Collects text and the styles of its parts, and what a text ``parted`` by the blocks of ``gaps`` has
    before."""

    def __init__(self, gaps: Sequence[Place] = (), *, parted: bool = False) -> None:
        self.gaps = gaps
        self._parted = parted
        self._before: list[Block] = []
        self._begin()

    def _begin(self) -> None:
        self._text: list[str] = []
        self._spans: list[Span] = []
        self._length = 0

    def words(self, text: str, *styles: str) -> None:
        """Add text with its gaps."""
        for place, part in enumerate(SLOT.split(text) if self.gaps else (text,)):
            if place % 2 and int(part) < len(self.gaps):
                self._gap(self.gaps[int(part)], styles)
            else:
                self.add(part, *styles)

    def _gap(self, gap: Place, styles: Sequence[str]) -> None:
        styles = (*styles, *_LOOKS[gap.look])
        if gap.is_blocks and self._parted:
            self._part()
            self._before.append(Gap(parse(gap.text), styles))
            return
        inside = gap.text.strip()
        before, _, after = gap.text.partition(inside)
        self.add(before, *styles)
        shown, start = _in_gap(gap._replace(text=inside)), self._length
        self.add(shown.plain, *styles)
        self._spans += [Span(start + span.start, start + span.end, span.style) for span in shown.spans]
        self.add(after, *styles)

    def _part(self) -> None:
        content = self.content().rstrip()
        if content.plain.strip():
            self._before.append(Para(content[len(content) - len(content.plain.lstrip()) :]))
        self._begin()

    def blocks(self) -> tuple[Block, ...]:
        """Return the paragraph, or the blocks that it comes to."""
        if not self._before:
            return (Para(self.content()),)
        self._part()
        return tuple(self._before)

    def add(self, text: str, *styles: str) -> None:
        text = clean(text)  # an entity such as &#x202E; becomes its character only in the parser
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._text.append(text)
        self._spans += [Span(start, self._length, style) for style in styles]

    def code(self, text: str, fence: str, *styles: str) -> None:
        pad = " " if "`" in text[:1] + text[-1:] else ""
        self.add(fence + pad, ".tick", *styles)
        self.add(filled(text, self.gaps), ".code", *styles)
        self.add(pad + fence, ".tick", *styles)

    def content(self) -> Content:
        return Content("".join(self._text), spans=self._spans)


class _Reading:
    """Makes blocks of what the parser read of a text with ``gaps``."""

    def __init__(self, gaps: Sequence[Place]) -> None:
        self._gaps = gaps

    def blocks(self, nodes: "Sequence[SyntaxTreeNode]") -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._block(node))

    def _block(self, node: "SyntaxTreeNode") -> tuple[Block, ...]:
        match node.type:
            case "paragraph":
                return self._spans(node, parted=True).blocks()
            case "heading":
                return (Para(self._inline(node, ".heading")),)
            case "fence" | "code_block":
                language = node.info.split()[0] if node.type == "fence" and node.info.split() else ""
                return (Code(clean(filled(node.content.rstrip("\n"), self._gaps)), language),)
            case "bullet_list" | "ordered_list":
                return (self._items(node),)
            case "blockquote":
                return (Quote(self.blocks(node.children)),)
            case "table":
                return (self._grid(node),)
            case "hr":
                return (Rule(),)
            case "math_block":
                return (Para(Content.styled(clean(_math(filled(node.content, self._gaps))), ".math")),)
            case "footnote_block":
                notes = enumerate(node.children, 1)
                listed = ((f"[{number}]", self.blocks(one.children)) for number, one in notes)
                return (Rule(), Items(tuple(listed), tight=True))
        return self.blocks(node.children)

    def _items(self, node: "SyntaxTreeNode") -> Items:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        tight = all(
            child.hidden for item in node.children for child in item.children if child.type == "paragraph"
        )
        return Items(
            tuple(
                ("•" if start is None else f"{start + index}.", self.blocks(item.children))
                for index, item in enumerate(node.children)
            ),
            tight,
        )

    def _grid(self, node: "SyntaxTreeNode") -> Grid:
        rows = [
            tuple(self._inline(cell) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Grid(rows[0], tuple(rows[1:]), tuple(map(_side, node.children[0].children[0].children)))

    def _inline(self, node: "SyntaxTreeNode", *styles: str) -> Content:
        return self._spans(node, *styles).content()

    def _spans(self, node: "SyntaxTreeNode", *styles: str, parted: bool = False) -> _Spans:
        spans = _Spans(self._gaps, parted=parted)
        for child in node.children:
            _walk(child, spans, styles)
        return spans


def _side(cell: "SyntaxTreeNode") -> Side:
    """Return the side on which the cells of a column stand."""
    side = str(_attribute(cell, "style")).rpartition(":")[2]
    return "right" if side == "right" else "center" if side == "center" else "left"


def _math(latex: str) -> str:
    from trainer.core.mathematics import readable

    return readable(latex)


def _walk(node: "SyntaxTreeNode", spans: _Spans, styles: tuple[str, ...]) -> None:
    match node.type:
        case "text":
            spans.words(node.content, *styles)
        case "softbreak" | "hardbreak":
            spans.add("\n")
        case "footnote_ref":
            spans.add(f"[{node.meta['id'] + 1}]", ".dim", *styles)
        case "footnote_anchor":
            pass
        case "math_inline" | "math_inline_double":
            spans.add(_math(filled(node.content, spans.gaps)), ".math", *styles)
        case "code_inline":
            spans.code(node.content, node.markup, *styles)
        case "image":
            caption = filled(_words(node), spans.gaps)
            spans.add(said(caption, str(_attribute(node, "src"))), ".dim", *styles)
        case "link":
            for child in node.children:
                _walk(child, spans, (*styles, ".link"))
            address = str(_attribute(node, "href"))
            if address != _words(node):
                spans.add(f" ({address})", ".dim", *styles)
        case _:
            style = {"strong": ".strong", "em": ".em", "s": ".struck"}.get(node.type)
            for child in node.children:
                _walk(child, spans, (*styles, style) if style else styles)


def _words(node: "SyntaxTreeNode") -> str:
    return "".join(child.content if not child.children else _words(child) for child in node.children)


def _attribute(node: "SyntaxTreeNode", name: str) -> Any:
    return node.attrs.get(name, "")
