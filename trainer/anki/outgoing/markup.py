"""Deck Markdown to HTML that Anki shows letter for letter.

Nothing in a deck text is taken for HTML, a template, a cloze, a sound or LaTeX: besides what HTML needs,
every brace, opening bracket and backslash becomes an entity. Only mathematics goes to MathJax, and only gaps
of a cloze text become markers.
Nothing loads or runs but pictures and sounds beside the deck; links lead to the web, to mail, or to a file
beside the deck.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

from markdown_it.token import Token

from trainer.anki.outgoing.usual import CLOSE, OPEN, SAFE, escaped, of_usual
from trainer.core import cloze
from trainer.core.media import SOUNDS, is_local
from trainer.core.text import clean, is_plain
from trainer.markdown import MATH, reader

_HARMLESS = re.compile(rf"(?:[^\W\d_]{SAFE}*(?<!\s))?")
"""What means nothing to HTML, Markdown or Anki."""
_UNSAFE = bytes(code for code in range(128) if not re.fullmatch(SAFE, chr(code)))

_COLON = re.compile(r"(?<!\[sound):")

# A gap goes through the Markdown parser as one word: its index between two noncharacters.
_SLOT = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_NONCHARACTERS = str.maketrans({OPEN: "\ufffd", CLOSE: "\ufffd"})


class _Marker(NamedTuple):
    """Anki's marker for one gap, as it stands in running text and in code; has it lists or the like?"""

    text: str
    code: str
    has_blocks: bool = False


def to_html(markdown: str) -> str:
    """Return the HTML of a Markdown text. A single paragraph comes without its tags."""
    if _is_harmless(markdown):  # most texts are, and the parser takes its time
        return markdown
    markdown = markdown.translate(_NONCHARACTERS)
    return plain_html(markdown) if is_plain(markdown) else _shown(markdown, [])


def _is_harmless(text: str) -> bool:
    """Is a text `_HARMLESS`? Of one in ASCII that is seen in a third of the time."""
    if not text.isascii():
        return _HARMLESS.fullmatch(text) is not None
    is_safe = len(text.encode().translate(None, _UNSAFE)) == len(text)
    return not text or (is_safe and text[0].isalpha() and text[-1] != " ")


def _shown(markdown: str, markers: list[_Marker]) -> str:
    """Return the HTML of a text with slots for ``markers``."""
    has_blocks = any(marker.has_blocks for marker in markers)
    if not has_blocks and (usual := of_usual(markdown, _image)) is not None:
        return _SLOT.sub(lambda slot: markers[int(slot[1])].text, usual)
    return rendered(markdown, markers)


def cloze_html(text: str) -> str:
    """Return the HTML of a cloze text with Anki's markers, which keep their numbers.

    Raises:
        ClozeError: the text has no usable marker, or one that nothing shows, as in a link's address.
    """
    html = _shown(*_slotted(cloze.parse(text.translate(_NONCHARACTERS))))
    marked = re.findall(r"\{\{c([0-9,]+)::", html)
    shown = {int(number) for numbers in marked for number in numbers.split(",")}
    for number in cloze.numbers(text):
        if number not in shown:
            raise cloze.ClozeError(f"cloze {number} stands where Markdown shows no text")
    return html


def plain_html(text: str) -> str:
    """Return the HTML of a text that is no Markdown."""
    return text if _is_harmless(text) else escaped(clean(text))


def link_tag(url: str) -> str:
    """Return the opening tag of a link to ``url``, which leads nowhere unless to the web or to mail."""
    if _is_web(url):
        return f'<a href="{plain_html(url)}">'
    return "<a>"


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://", "mailto:"))


def _slotted(parts: Iterable[str | cloze.Gap]) -> tuple[str, list[_Marker]]:
    """Return a text with a slot for each gap, and their markers."""
    markdown: list[str] = []
    markers: list[_Marker] = []
    for part in parts:
        if isinstance(part, str):
            markdown.append(part)
        else:
            markdown.append(f"{OPEN}{len(markers)}{CLOSE}")
            markers.append(_marker(part))
    return "".join(markdown), markers


def _marker(gap: cloze.Gap) -> _Marker:
    markdown, markers = _slotted(gap.inner or (gap.answer,))
    blocks = _blocks_html(markdown, markers) if "\n\n" in markdown else ""
    answer = blocks or _written_in(markdown, markers)
    code = _code_html(markdown, markers)
    numbers, hint = ",".join(map(str, gap.numbers)), ""
    if gap.hint.strip():
        hint = f"::{_written_in(gap.hint, [])}"
        code += f"::{_code_html(gap.hint, [])}"
    return _Marker(f"{{{{c{numbers}::{answer}{hint}}}}}", f"{{{{c{numbers}::{code}}}}}", bool(blocks))


def _written_in(text: str, markers: list[_Marker]) -> str:
    """Return the HTML of words in a marker, which begin no block."""
    if _is_harmless(text):
        return text
    inside = text.strip()
    before, _, after = text.partition(inside) if inside else (text, "", "")
    return before + _within(lambda slots: _html(_MARKDOWN.parseInline(inside), slots), markers) + after


def _blocks_html(markdown: str, markers: list[_Marker]) -> str:
    """Return the HTML of a gap with lists, tables or the like; "" of one that has only paragraphs."""
    tokens = _MARKDOWN.parse(markdown)
    if {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}:
        return ""
    return _within(lambda slots: _html(tokens, slots).strip(), markers)


def _code_html(text: str, markers: list[_Marker]) -> str:
    """Return the HTML of what stands in a marker within code, where nothing is Markdown."""
    return _within(lambda slots: _filled(clean(text), [slot.code for slot in slots]), markers)


def _within(html: Callable[[list[_Marker]], str], markers: list[_Marker]) -> str:
    """Return the HTML of a text in a marker. Colons would end the answer or the hint, so they become entities
    as well; but Anki plays no sound whose marker has one, and the single colon there ends nothing."""
    most = len(markers)
    slots = [
        _Marker(f"{OPEN}{at}{CLOSE}", f"{OPEN}{most + at}{CLOSE}", marker.has_blocks)
        for at, marker in enumerate(markers)
    ]
    written = [*(marker.text for marker in markers), *(marker.code for marker in markers)]
    return _SLOT.sub(lambda slot: written[int(slot[1])], _COLON.sub("&#58;", html(slots)))


def rendered(markdown: str, markers: list[_Marker]) -> str:
    """Return the HTML of any text with slots for ``markers``, as the parser reads it: the long way."""
    tokens = _MARKDOWN.parse(markdown)
    if [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]:
        tokens = tokens[1:2]
    return _html(tokens, markers).strip()


def _html(tokens: Iterable[Token], markers: list[_Marker]) -> str:
    written = [_written(token, markers) for token in _apart(list(tokens), markers)]
    # Cleaned at the end, since Markdown's own entities can stand for any character.
    return clean(str(_MARKDOWN.renderer.render(written, _MARKDOWN.options, {})))


def _apart(tokens: list[Token], markers: list[_Marker]) -> list[Token]:
    """Make a paragraph whose gap has blocks a part that may hold them."""
    if any(marker.has_blocks for marker in markers):
        for at, token in enumerate(tokens):
            slots = _SLOT.findall(token.content) if token.type == "inline" else ()
            if any(markers[int(slot)].has_blocks for slot in slots) and tokens[at - 1].tag == "p":
                tokens[at - 1 : at + 2] = [
                    tokens[at - 1].copy(tag="div"),
                    token,
                    tokens[at + 1].copy(tag="div"),
                ]
    return tokens


def _written(token: Token, markers: list[_Marker], *, linked: bool = False) -> Token:
    """Return ``token``, part of a link or not, with its text written out as safe HTML, so that the renderer
    only puts tags around."""
    kind, content = token.type, token.content
    if token.children and kind == "inline":
        return token.copy(children=list(_children(token.children, markers)))
    if kind == "text":
        html = _filled(content, [marker.text for marker in markers])
    elif kind == "code_inline":
        html = f"<code>{_filled(content, [marker.code for marker in markers])}</code>"
    elif kind in ("fence", "code_block"):
        html = f"<pre><code>{_filled(content, [marker.code for marker in markers])}</code></pre>\n"
    elif kind in MATH:
        html = _math(content, [marker.code for marker in markers], inline=kind == "math_inline")
    elif kind == "footnote_ref":
        html = f"<sup>&#91;{token.meta['id'] + 1}]</sup>"
    elif kind in _FOOTNOTES:
        html = _FOOTNOTES[kind]
    elif kind == "image":
        described = _html(token.children or [], markers)
        caption = "".join(child.content for child in token.children or ())
        address = str(token.attrs["src"])
        html = (
            described
            if OPEN in caption
            else _image(address, caption) or _elsewhere(address, described, linked)
        )
    elif kind == "link_open":
        html = _link_tag(str(token.attrs["href"]), str(token.attrs.get("title") or ""))
    else:
        return token
    return token.copy(type="html_inline", content=html, children=None)


def _children(tokens: Iterable[Token], markers: list[_Marker]) -> Iterator[Token]:
    """Yield the parts of a line. Where a link cannot lead, its address stands behind it."""
    address, linked = "", False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            linked = token.type == "link_open"
            address = str(token.attrs["href"]) if linked else address
        if token.type == "link_close" and not (_is_web(address) or is_local(address)):
            yield token.copy(type="html_inline", content=f"</a>{address_shown(address)}")
        else:
            yield _written(token, markers, linked=linked)


def _link_tag(address: str, title: str) -> str:
    """Return the opening tag of a link; that of a file beside the deck names it (see `media`)."""
    said = f' title="{plain_html(title)}"' if title else ""
    if is_local(address):
        return f'<a href="{plain_html(quote(unquote(address)))}"{said}>'
    return f"{link_tag(address)[:-1]}{said}>"


def address_shown(address: str) -> str:
    """Return what stands behind the words of a link that leads nowhere."""
    return f" ({plain_html(unquote(address))})" if address else ""


def _image(address: str, caption: str) -> str:
    """Return a picture, sound or video beside the deck, whose name the package changes (`media`, which
    refuses any other file); "" for what is in the web."""
    path = unquote(address)
    if not is_local(address):
        return ""
    if Path(path).suffix.casefold() in SOUNDS:
        return f"[sound:{plain_html(quote(path))}]"
    return f'<img src="{plain_html(quote(path))}" alt="{plain_html(caption)}">'


def _elsewhere(address: str, described: str, linked: bool) -> str:
    """Return what stands for a picture that no package has: a link, where that can lead."""
    if address.startswith("data:"):
        return described or "picture"
    shown = described or plain_html(address)
    return f"{link_tag(address)}{shown}</a>" if _is_web(address) and not linked else shown


_FORMULA = '<span class="mathjax_process tex2jax_process">'
"""Lets MathJax look for mathematics here, which the templates forbid in all other texts."""

_FOOTNOTES = {
    "footnote_block_open": "<hr>\n<ol>\n",
    "footnote_block_close": "</ol>\n",
    "footnote_open": "<li>",
    "footnote_close": "</li>\n",
    "footnote_anchor": "",
}
"""What stands for the parts of footnotes; they need no way back on a card."""


def _math(latex: str, markers: list[str], *, inline: bool) -> str:
    """Return mathematics as Anki's MathJax finds it, gaps in it too."""
    begin, end = ("\\(", "\\)") if inline else ("\\[", "\\]")
    return f"{_FORMULA}{begin}{_filled(latex.strip(), markers)}{end}</span>"


def _filled(text: str, markers: list[str]) -> str:
    """Escape ``text`` and put ``markers`` into its slots."""
    return "".join(
        markers[int(part)] if place % 2 else escaped(part) for place, part in enumerate(_SLOT.split(text))
    )


_MARKDOWN = reader()
