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

from trainer.core.text import clean
from trainer.tui.lines.blocks import Block, Code, Grid, Items, Para, Quote, Rule, Side

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
_OTHER = re.compile(r"^(?:[^\S\n]|[-+#>=:]|\d{1,9}[.)](?:\s|$))|[^\S\n]$|\][(:]|\[\^", re.MULTILINE)


@lru_cache(maxsize=64)
def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text. Never fails: all text is Markdown."""
    text = clean(text)
    blocks = simple(text)
    if blocks is not None:
        return blocks
    if len(text) <= LIMIT:
        return full(text)
    cut = text.rfind("\n", 0, LIMIT) + 1 or LIMIT
    return (*full(text[:cut]), Para(Content(text[cut:])))


def inline(text: str) -> Content:
    """Return a text meant for one paragraph or cell, such as an option, as styled text."""
    blocks = parse(text)
    if all(isinstance(block, Para) for block in blocks):
        return Content("\n").join(block.text for block in blocks if isinstance(block, Para))
    return Content(clean(text))


def simple(text: str) -> tuple[Block, ...] | None:
    """Read a text of paragraphs, code spans and bold text only; None for everything else."""
    if _OTHER.search(text):
        return None
    paragraphs = []
    for chunk in re.split(r"\n\n+", text.strip("\n")) if text.strip("\n") else ():
        spans = _Spans()
        if not _simple_inline(chunk, spans):
            return None
        paragraphs.append(Para(spans.content()))
    return tuple(paragraphs)


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
            spans.add(match["text"], *styles)
        at = match.end()
    return True


def full(text: str) -> tuple[Block, ...]:
    """Read any Markdown text with markdown-it."""
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(_reader().parse(text)).children)


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    from trainer.markdown import reader

    return reader()


class _Spans:
    """Collects text and the styles of its parts."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._spans: list[Span] = []
        self._length = 0

    def add(self, text: str, *styles: str) -> None:
        text = clean(text)  # an entity such as &#x202E; becomes its character only in the parser
        start, self._length = self._length, self._length + len(text)
        self._text.append(text)
        self._spans += [Span(start, self._length, style) for style in styles]

    def code(self, text: str, fence: str, *styles: str) -> None:
        pad = " " if "`" in text[:1] + text[-1:] else ""
        self.add(fence + pad, ".tick", *styles)
        self.add(text, ".code", *styles)
        self.add(pad + fence, ".tick", *styles)

    def content(self) -> Content:
        return Content("".join(self._text), spans=self._spans)


def _blocks(nodes: "Sequence[SyntaxTreeNode]") -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in _block(node))


def _block(node: "SyntaxTreeNode") -> tuple[Block, ...]:
    match node.type:
        case "paragraph":
            return (Para(_inline(node)),)
        case "heading":
            return (Para(_inline(node, ".heading")),)
        case "fence" | "code_block":
            language = node.info.split()[0] if node.type == "fence" and node.info.split() else ""
            return (Code(clean(node.content.rstrip("\n")), language),)
        case "bullet_list" | "ordered_list":
            return (_items(node),)
        case "blockquote":
            return (Quote(_blocks(node.children)),)
        case "table":
            return (_grid(node),)
        case "hr":
            return (Rule(),)
        case "math_block":
            return (Para(Content.styled(clean(_math(node.content)), ".math")),)
        case "footnote_block":
            notes = ((f"[{number}]", _blocks(one.children)) for number, one in enumerate(node.children, 1))
            return (Rule(), Items(tuple(notes), tight=True))
    return _blocks(node.children)


def _items(node: "SyntaxTreeNode") -> Items:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    tight = all(
        child.hidden for item in node.children for child in item.children if child.type == "paragraph"
    )
    return Items(
        tuple(
            ("•" if start is None else f"{start + index}.", _blocks(item.children))
            for index, item in enumerate(node.children)
        ),
        tight,
    )


def _grid(node: "SyntaxTreeNode") -> Grid:
    rows = [tuple(_inline(cell) for cell in row.children) for part in node.children for row in part.children]
    return Grid(rows[0], tuple(rows[1:]), tuple(map(_side, node.children[0].children[0].children)))


def _side(cell: "SyntaxTreeNode") -> Side:
    """Return the side on which the cells of a column stand."""
    side = str(_attribute(cell, "style")).rpartition(":")[2]
    return "right" if side == "right" else "center" if side == "center" else "left"


def _math(latex: str) -> str:
    from trainer.core.mathematics import readable

    return readable(latex)


def _inline(node: "SyntaxTreeNode", *styles: str) -> Content:
    spans = _Spans()
    for child in node.children:
        _walk(child, spans, styles)
    return spans.content()


def _walk(node: "SyntaxTreeNode", spans: _Spans, styles: tuple[str, ...]) -> None:
    match node.type:
        case "text":
            spans.add(node.content, *styles)
        case "softbreak" | "hardbreak":
            spans.add("\n")
        case "footnote_ref":
            spans.add(f"[{node.meta['id'] + 1}]", ".dim", *styles)
        case "footnote_anchor":
            pass
        case "math_inline" | "math_inline_double":
            spans.add(_math(node.content), ".math", *styles)
        case "code_inline":
            spans.code(node.content, node.markup, *styles)
        case "image":
            spans.add(f"[image: {_words(node) or 'no description'}]", ".dim", *styles)
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
