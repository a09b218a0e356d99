"""HTML of other programs to the Markdown of decks.

markdownify walks the tree; text, line ends, pictures and what decks do not know are treated here. Whether all
letters arrived is checked by reading the Markdown again: if not, the look is given up rather than a letter.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.builder import ParserRejectedMarkup
from bs4.element import Comment, NavigableString
from markdownify import MarkdownConverter

from trainer.core.media import is_medium
from trainer.core.text import clean, is_plain
from trainer.foreign import literal
from trainer.foreign.lines import LONGEST, SPACE, indented, indented_by_entities, part
from trainer.foreign.links import link_to, picture
from trainer.foreign.lists import is_second, nested
from trainer.foreign.usual import FORMULA, of_usual
from trainer.markdown import flat, script

_BRACKETS = 300
_TAG = re.compile(r"<[A-Za-z/!?]")
_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_SCRIPT, _STYLE = (
    (re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\s*>", re.IGNORECASE))
    for name in ("script", "style")
)
_MATH = re.compile(
    r"\\\((?P<inline>.{0,2000}?)\\\)|\\\[(?P<block>.{0,2000}?)\\\]"
    r"|\[\$\](?P<old>.{0,2000}?)\[/\$\]|\[\$\$\](?P<oldblock>.{0,2000}?)\[/\$\$\]",
    re.DOTALL,
)
_LATEX = re.compile(r"\[latex\](.{0,5000}?)\[/latex\]", re.DOTALL)
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_PIPE = re.compile(r"(?<!\\)\|")
_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_LINE_END = re.compile(r"[ \t]+\n")
_ASIDE = "\ufdd9"
"""Around words that stand for a file that is not there."""
_GONE = ("script", "style", "head", "title", "template", "rp", "noscript")
_UNKNOWN = ("iframe", "object", "embed", "svg", "canvas", "input", "button", "select", "form", "math")
_INLINE = ["b", "strong", "i", "em", "s", "del", "strike", "code", "kbd", "samp", "a"]
_BLOCKS = (
    *("ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup"),
    *_INLINE,
)
_LIKE_DIV = (
    *("section", "article", "center", "summary", "details", "dl", "dt", "dd", "address", "aside", "header"),
    *("footer", "main", "nav", "figure", "figcaption", "fieldset", "legend", "hgroup"),
)
_LINED = ("div", "p", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", *_LIKE_DIV)
"""What begins and ends a line, even where nothing is in it."""
_COLOURED = re.compile(r"(?:^|[;\s])(?:background(?:-color)?|color)\s*:", re.IGNORECASE)


UNSHOWN = "of a format that neither Anki plays nor a card here shows"

Media = Mapping[str, str]
"""The names that media files have in texts, each with its path seen from the deck."""
NO_MEDIA: Media = MappingProxyType({})


class Text(NamedTuple):
    """Markdown, the paths of the media files it shows, and what could not be carried."""

    markdown: str
    media: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def to_markdown(html: str, media: Media = NO_MEDIA) -> Text:
    """Return HTML as Markdown."""
    words = html.strip()
    if words.isprintable() and is_plain(words) and (words == html or "  " not in words):
        return Text(words)
    return of_any(html, media)


def of_any(html: str, media: Media = NO_MEDIA) -> Text:
    """Return HTML as Markdown: the long way, on which plain words come to the same as on the short one."""
    html = clean(html)
    if is_plain(html):
        return Text(html.strip())
    if "[" not in html and "\\" not in html and not _TAG.search(html):
        return Text(_literally(SPACE.sub(" ", unescape(html)).strip()))
    html = indented(html)
    if not _readable(html):
        long = indented_by_entities(_literally(text_of(html)))
        return Text(long, lost=("formatting of a very long text",))
    formulas: list[str] = []
    marked = _marked(html, formulas)
    try:
        found = shortly(marked, media) or converted(marked, media)
    except RecursionError:
        found = Text(_literally(text_of(marked)), lost=("formatting that is nested too deeply",))
    except ParserRejectedMarkup:
        found = Text(_literally(text_of(marked)), lost=("formatting and media of what is no HTML",))
    markdown = indented_by_entities(found.markdown)
    return Text(FORMULA.sub(lambda m: formulas[int(m[1])], markdown), found.media, found.lost)


def text_of(html: str) -> str:
    """Return the text of HTML, its line ends as line ends."""
    for start, end in (_SCRIPT, _STYLE, (literal.COMMENT, literal.COMMENT_END)):
        html = literal.without(html, start, end)
    html = re.sub(
        rf"(?i)<br\s*/?>|</?(?:li|tr|table|hr|{'|'.join(_LINED)})\b[^<>]*>",
        "\ufdd8",
        SPACE.sub(" ", html),
    )
    html = re.sub(r"(?i)</t[dh]>", " ", html)
    text = unescape(re.sub(r"<[A-Za-z/!?][^<>]*>", "", html)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in text.split("\ufdd8"))
    return clean("\n".join(filter(None, lines)))


def _readable(text: str) -> bool:
    """Can the parser read it in short time? What brackets mean, it looks for over and over."""
    return len(text) <= LONGEST and text.count("[") <= _BRACKETS


def _literally(text: str) -> str:
    found = literal.literal(text)
    if is_plain(text) or (_readable(text) and literal.shown(found) == literal.squeezed(text)):
        return found
    return literal.every(text)


def _marked(html: str, formulas: list[str]) -> str:
    """Put sounds into tags and formulas aside, before the tree is made."""

    def formula(match: re.Match[str]) -> str:
        block = match["block"] is not None or match["oldblock"] is not None
        inside = next(part for part in match.groups() if part is not None)
        inside = unescape(re.sub(r"<[^<>]*>", " ", inside)).replace("\xa0", " ")
        inside = inside.replace(literal.INDENT, " ").strip()
        formulas.append(f"\\[{inside}\\]" if block else f"\\({inside}\\)")
        return f"\ufdd6{len(formulas) - 1}\ufdd7"

    html = _LATEX.sub(lambda m: f"<latex>{m[1]}</latex>", html)
    html = _MATH.sub(formula, html)
    return _SOUND.sub(lambda m: f'<audio src="{escape(unescape(m[1]))}"></audio>', html)


def shortly(html: str, media: Media) -> Text | None:
    """Return what `converted` does, sooner, of HTML that is nothing but usual tags and marks."""
    converter = _CONVERTER.begun(media)
    found = of_usual(html, converter.medium, _COLOURED)
    if found is None:
        return None
    markdown = _tidied(found.markdown)
    if not found.sure and not _same(markdown, found.letters):
        return None
    lost = ("colour or underlining",) if found.plainer else ()
    return Text(markdown.replace(_ASIDE, ""), tuple(dict.fromkeys(converter.media)), (*converter.lost, *lost))


def converted(html: str, media: Media) -> Text:
    """Return any HTML that is no plain text as Markdown."""
    soup = BeautifulSoup(f"<body>{html}</body>", "html.parser")
    lost: list[str] = []
    names = {tag.name for tag in soup.find_all(True)}
    if not names.isdisjoint(_GONE):
        for tag in soup.find_all(_GONE):
            if tag.name == "script":
                lost.append("a script")
            tag.decompose()
        names = {tag.name for tag in soup.find_all(True)}
    if not names.isdisjoint(_UNKNOWN):
        lost += [f"a part that is no text ({tag.name})" for tag in soup.find_all(_UNKNOWN)]
    styled = names.intersection(("span", "mark"))
    if names & {"u", "font"} or (styled and soup.find(list(styled), attrs={"style": _COLOURED})):
        lost.append("colour or underlining")
    if names & {"ul", "ol"}:
        nested(soup)
    wanted = _wanted(soup)
    converter = _CONVERTER.begun(media)
    markdown = _tidied(converter.convert_soup(soup))
    if not _same(markdown, wanted):
        converter = _BARE.begun(media)
        markdown = _tidied(converter.convert_soup(soup))
        lost += ["bold, italic or code, where Markdown cannot say it"] if names.intersection(_INLINE) else []
    if not _same(markdown, wanted):
        pictures = "".join(f"\n\n{shown}" for shown in converter.shown)
        markdown = literal.every(text_of(html)) + pictures
        lost += ["formatting that Markdown cannot say"] if names.intersection(_BLOCKS) else []
    markdown = markdown.replace(_ASIDE, "")
    return Text(markdown, tuple(dict.fromkeys(converter.media)), (*converter.lost, *dict.fromkeys(lost)))


def _wanted(soup: BeautifulSoup) -> str:
    """Return the letters that must be shown."""
    parts = (part for part in soup.descendants if isinstance(part, NavigableString))
    text = "".join(str(part) for part in parts if not isinstance(part, Comment))
    return literal.squeezed(text.replace(literal.INDENT, ""))


_ADDED = re.compile(r"[\^_()]")


def _same(markdown: str, wanted: str) -> bool:
    """Are the letters all there? Signs that stand for a raised or lowered text do not count."""
    found = re.sub(f"{_ASIDE}.*?{_ASIDE}", "", literal.shown(markdown)).replace(literal.INDENT, "")
    return found == wanted or _ADDED.sub("", flat(found)) == _ADDED.sub("", flat(wanted))


def _tidied(markdown: str) -> str:
    return _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", markdown)).strip("\n").rstrip()


class _Converter(MarkdownConverter):
    """Writes the elements that decks know; gathers what it came across."""

    def __init__(self, strip: list[str] | None = None) -> None:
        super().__init__(
            bullets="-", heading_style="atx", table_infer_header=True, autolinks=False, strip=strip
        )
        self.begun(NO_MEDIA)

    def begun(self, media: Media) -> "_Converter":
        """Begin with another text, with these ``media``; making a converter takes longer than most texts."""
        self.known = media
        self.media: list[str] = []
        self.shown: list[str] = []
        self.lost: list[str] = []
        return self

    def process_text(self, el: NavigableString, parent_tags: Any = None) -> str:
        tags = parent_tags or ()
        text = str(el) if "pre" in tags else str(el).replace("\xa0", " ")
        el = _Same(text.replace(literal.INDENT, " ") if "_noformat" in tags else text, el)
        return str(super().process_text(el, parent_tags))  # type: ignore[misc]

    def escape(self, text: str, parent_tags: Any) -> str:
        found = part(text)
        return _PIPE.sub(r"\|", found) if {"td", "th"} & set(parent_tags) else found

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        return " " if "_inline" in parent_tags and not _is_layout(el) else "\n"

    def convert_table(self, el: Any, text: str, parent_tags: Any) -> str:
        if _is_layout(el):
            return f"\n\n{text.strip()}\n\n" if text.strip() else ""
        return str(super().convert_table(el, text, parent_tags))  # type: ignore[misc]

    def convert_tr(self, el: Any, text: str, parent_tags: Any) -> str:
        return text if _is_layout(el) else str(super().convert_tr(el, text, parent_tags))  # type: ignore[misc]

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        if _is_layout(el):
            return f"{text.strip()}\n\n"
        return str(super().convert_td(el, text, parent_tags))  # type: ignore[misc]

    def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        return f"\n{text.strip()}\n" if text.strip() else ""

    convert_strike = MarkdownConverter.convert_del  # type: ignore[attr-defined]

    def get_conv_fn(self, tag_name: str) -> Any:
        return self.convert_div if tag_name in _LIKE_DIV else super().get_conv_fn(tag_name)  # type: ignore[misc]

    def process_tag(self, node: Any, parent_tags: Any = None) -> str:
        text = str(super().process_tag(node, parent_tags))  # type: ignore[misc]
        if text.strip() or node.name not in _LINED or {"_inline", "pre"} & set(parent_tags or ()):
            return text
        return "\n\n" if node.contents else "\n"

    def convert_ol(self, el: Any, text: str, parent_tags: Any) -> str:
        """Only a list from 1 on may stand right below a line."""
        made = str(super().convert_list(el, text, parent_tags))  # type: ignore[misc]
        return f"\n{made}" if "li" in parent_tags and el.get("start", "1") != "1" else made

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:
        made = str(super().convert_li(el, text, parent_tags))  # type: ignore[misc]
        return re.sub(r"\A([0-9]+)\.", r"\1)", made) if is_second(el.parent) else made

    def convert_sub(self, el: Any, text: str, parent_tags: Any) -> str:
        return self._script(el, text, "_")

    def convert_sup(self, el: Any, text: str, parent_tags: Any) -> str:
        return self._script(el, text, "^")

    def _script(self, el: Any, text: str, sign: str) -> str:
        """Write in raised or lowered letters where there are, else in brackets. What stands behind nothing is
        small print."""
        inside = text.strip()
        if not inside:
            return text
        bare = el.get_text().strip()
        if inside.replace("\\", "") == bare and (found := script(sign, bare)):
            return found
        if not _before(el)[-1:].strip():
            self.lost.append("that a text is lowered" if sign == "_" else "that a text is raised")
            return text
        return f"{sign}({inside})"

    def convert_rt(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"({text})" if text.strip() else ""

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        inside = text.strip("\n")
        runs = [len(run) for run in re.findall("`+", inside)]
        fence = "`" * max(3, *(run + 1 for run in runs), 3)
        return f"\n\n{fence}\n{inside}\n{fence}\n\n" if inside.strip() else ""

    def convert_latex(self, el: Any, text: str, parent_tags: Any) -> str:
        self.lost.append("LaTeX that is not math, which stays as its source")
        return f"\n\n```latex\n{el.get_text().replace(literal.INDENT, ' ')}\n```\n\n"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        address = str(el.get("href") or "")
        if not text.strip() or address.startswith("#") or not address:
            return text
        if not address.lower().startswith(("http://", "https://", "mailto:")):
            self.lost.append(f"a link to {address!r}, which is no address in the web")
            return text
        return link_to(text.strip(), address)

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "picture")

    def convert_audio(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "sound")

    convert_sound = convert_audio  # of Mnemosyne 1

    def convert_video(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "video")

    def convert_source(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), str(el.parent.name or "sound"))

    def medium(self, source: Any, what: str) -> str:
        """The caption says nothing of what is shown: names of files give answers away."""
        name = str(source or "")
        if name.startswith(("http://", "https://")):
            self.lost.append(f"{what} {name!r}, which is in the web: a link leads there")
            return f"{_ASIDE}{link_to(what, name)}{_ASIDE}"
        if not name or re.match(r"[a-z]+:|//", name, re.IGNORECASE):
            self.lost.append(f"a {what} that is not in the file")
            return f"{_ASIDE}({what}){_ASIDE}" if name else ""
        path = self.known.get(name) or self.known.get(unquote(name))
        if path is None:
            self.lost.append(f"{what} {name!r}, which is not in the file")
            return f"{_ASIDE}({what} missing){_ASIDE}"
        if not is_medium(path):
            self.lost.append(f"{what} {name!r}, {UNSHOWN}")
            return f"{_ASIDE}({what}){_ASIDE}"
        self.media.append(path)
        self.shown.append(picture(what, path))
        return self.shown[-1]


_CONVERTER, _BARE = _Converter(), _Converter(strip=_INLINE)


class _Same(NavigableString):
    """A text in the place of another one of the tree."""

    def __new__(cls, text: str, _: NavigableString) -> "_Same":
        return super().__new__(cls, text)

    def __init__(self, _: str, place: NavigableString) -> None:
        super().__init__()
        self.parent, self.previous_sibling, self.next_sibling = (
            place.parent,
            place.previous_sibling,
            place.next_sibling,
        )


def _is_layout(el: Any) -> bool:
    """Is the table around an element, or that it is, only there to place things: one row without a header?"""
    table = el if el.name == "table" else el.find_parent("table")
    if table is None:
        return False
    own = [part for part in table.find_all(["tr", "th"], limit=9) if part.find_parent("table") is table]
    return [part.name for part in own[:2]] in ([], ["tr"])


def _before(el: Any) -> str:
    before = el.previous_sibling
    return str(before) if isinstance(before, NavigableString) else before.get_text() if before else ""
