"""What is a tag of HTML, and what only looks like one: ``List<String>``, ``a<b and c>d``.

https://html.spec.whatwg.org/multipage/indices.html
"""

import re
from collections.abc import Iterable, Iterator

from bs4.element import Tag

_VOID_NAMES = """
    area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_NAMES.split())
_ALONE_NAMES = """
    script style title head html body textarea select template iframe object svg
"""
_ALONE = frozenset(_ALONE_NAMES.split())
"""What nobody leaves open."""
_OTHERS_NAMES = """
    a abbr acronym address applet article aside audio b basefont bdi bdo bgsound big blink blockquote
    button canvas caption center cite code colgroup data datalist dd del details dfn dialog dir div dl
    dt em fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup i
    ins kbd keygen label latex legend li listing main map mark marquee math menu menuitem meter
    multicol nav nobr noembed noframes noscript ol optgroup option output p picture plaintext pre
    progress q rb rp rt rtc ruby s samp search section slot small sound spacer span strike strong sub
    summary sup table tbody td tfoot th thead time tr tt u ul var video xmp
"""
_OTHERS = frozenset(_OTHERS_NAMES.split())
_TAGS = _VOID | _ALONE | _OTHERS
_WITHIN = frozenset({"svg", "math"})
"""In these there are other tags."""
_EMPTY_NAMES = """
    alt class style id title href src name value width height hidden open controls checked disabled
    loop muted autoplay reversed compact nowrap noshade ismap contenteditable draggable download
    translate default selected required readonly multiple async defer allowfullscreen border color
    face size align valign rel target lang dir type colspan rowspan span scope headers summary
    cellpadding cellspacing bgcolor background start step min max pattern placeholder for action
    method accept label role tabindex itemprop itemscope itemtype clear shape coords usemap frameborder
"""
_EMPTY = frozenset(_EMPTY_NAMES.split())
"""Attributes that may be empty."""
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/]*)(?P<more>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>|<(?P<no>(?!!))"
)
_ATTRIBUTES = re.compile(
    r"\s*(?:(?P<alone>[^\s=/>\"']+)(?=[\s/]|\Z)|[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|\S+)|/)"
)
_BEFORE, _AFTER = frozenset(" \n\t\r(\"'“«„`"), frozenset(" \n\t\r.,;:?!)\"'”»`")


def meant(html: str) -> str:
    """Return HTML of which nobody said that it is that, with all that cannot be a tag as the text it is."""
    if "<" not in html:
        return html
    first, last = dict[str, int](), dict[str, int]()
    tags = [*_TAG.finditer(html)]
    for tag in tags:
        if tag["name"]:
            name = tag["name"].lower()
            if tag["end"]:
                last[name] = tag.start()
            else:
                first.setdefault(name, tag.start())
    parts, at = list[str](), 0
    for tag in tags:
        if not _is_meant(tag, html, first, last):
            parts += html[at : tag.start()], "&lt;"
            at = tag.start() + 1
    return "".join((*parts, html[at:]))


def _is_meant(tag: re.Match[str], html: str, first: dict[str, int], last: dict[str, int]) -> bool:
    name = (tag["name"] or "").lower()
    if not _is_name(name) or (not tag["end"] and any(_strange(tag["more"]))):
        return False
    if tag["end"]:
        return first.get(name, len(html)) < tag.start()
    if name in _VOID or last.get(name, -1) > tag.start():
        return True
    before, after = html[: tag.start()][-1:], html[tag.end() :][:1]
    return name not in _ALONE and not ((not before or before in _BEFORE) and (not after or after in _AFTER))


def _is_name(name: str) -> bool:
    """Is it that of an element, one of somebody's own (``o:p``, ``mjx-math``) too?"""
    return name in _TAGS or re.fullmatch(r"[a-z]+(?:-[a-z0-9-]+|:[a-z0-9]+)", name) is not None


def _strange(attributes: str) -> Iterator[str]:
    """Yield what stands in a tag as an attribute without a value, and is none."""
    at = 0
    while at < len(attributes) and (found := _ATTRIBUTES.match(attributes, at)) and found.end() > at:
        at = found.end()
        if found["alone"] and not _may_be_empty(found["alone"].lower()):
            yield found["alone"]
    if attributes[at:].strip():
        yield attributes[at:]


def _may_be_empty(name: str) -> bool:
    return name in _EMPTY or "-" in name or ":" in name or name == ODD


def are_strange(attributes: str) -> bool:
    """Does what stands in a tag behind its name look like words of a text?"""
    return any(_strange(attributes))


ODD = "\ufddc"
"""An attribute, which no HTML can hold, with the name of an element that can have none such."""


def strange(tags: Iterable[Tag]) -> list[str]:
    """Return what is to be said of tags that look like text between angle brackets: a browser shows none."""
    found: dict[str, None] = {}
    for tag in tags:
        name = str(tag.get(ODD, tag.name))
        words = [word for word, value in tag.attrs.items() if not value and not _may_be_empty(word)]
        if (words or not _is_name(name)) and _WITHIN.isdisjoint(parent.name for parent in tag.parents):
            found[" ".join((name, *words))] = None
    return [f"{f'<{words}>'!r}, which is no tag: neither a browser nor Anki shows it" for words in found]
