"""HTML of other programs to the Markdown of decks, each text in the shortest way that leads there.

Whether all letters arrived is checked by reading the Markdown again: if not, the look is given up rather than
a letter.
"""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from trainer.core.mathematics import flat
from trainer.core.text import clean, is_plain, one_line
from trainer.foreign import gaps, literal
from trainer.foreign.html import directions, gapped, kept_blanks, styles
from trainer.foreign.html.converter import (
    ASIDE,
    EMPTY_LINE,
    INLINE,
    LINED,
    NO_MEDIA,
    Converter,
    Media,
)
from trainer.foreign.html.lines import LONGEST, SPACE, indented, indented_by_entities
from trainer.foreign.html.lists import nested
from trainer.foreign.html.names import strange
from trainer.foreign.html.tables import squared
from trainer.foreign.html.tree import tree
from trainer.foreign.html.usual import FORMULA, of_usual

_BRACKETS = 300
_TAG = re.compile(r"<[A-Za-z/!?]")
_SOUND = re.compile(r"\[sound:([^\]]+)\]")
_SPOKEN = re.compile(r" ?\[anki:tts\b[^\]]*\]((?:(?!\[anki:tts\b).)*?)\[/anki:tts\]", re.DOTALL)
_NO_TEXT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:!(?!--)|\?|/(?=[^A-Za-z]))[^>]*(?:>|\Z)"
    r"|<(?P<name>script|style|rp)\b.*?(?:</(?P=name)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, what browsers take for such, scripts and styles."""
_LINE_TAG = re.compile(rf"<br\s*/?>|</?(?:li|tr|table|hr|{'|'.join(LINED)})\b[^<>]*>", re.IGNORECASE)
_MATH = re.compile(
    r"\\\((?P<inline>.{0,2000}?)\\\)|\\\[(?P<block>.{0,2000}?)\\\]"
    r"|\[\$\](?P<old>.{0,2000}?)\[/\$\]|\[\$\$\](?P<oldblock>.{0,2000}?)\[/\$\$\]",
    re.DOTALL,
)
_ANNOTATION = re.compile(
    r"<annotation\b[^<>]*encoding\s*=\s*[\"']?application/x-tex\b[^<>]*>([^<]*)</annotation>", re.IGNORECASE
)
_LATEX = re.compile(r"\[latex\](.{0,5000}?)\[/latex\]", re.DOTALL)
_BLANK_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_LINE_END = re.compile(r"[ \t]+\n")
_CODE_LINE = re.compile(f"[ \\t]*{EMPTY_LINE}")
_UNKNOWN = ("iframe", "object", "embed", "svg", "canvas", "input", "button", "select", "form", "math")
_INSTEAD = ("iframe", "object", "canvas", "audio", "video")
"""What stands in these is shown where they cannot be."""
_BLOCKS = (
    *("ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "sub", "sup"),
    *INLINE,
)
_CELL_END, _RUBY, _RUBY_END = (
    re.compile(tag, re.IGNORECASE) for tag in (r"</t[dh]>", r"<rt\b[^<>]*>", "</rt>")
)
_FILES = ("img", "audio", "video")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_COLOURED = re.compile(r"(?:^|[;\s])(?:background(?:-color)?|color)\s*:", re.IGNORECASE)


UNSEEN = "text that nobody sees there"


class Text(NamedTuple):
    """Markdown, the paths of the media files it shows, and what could not be carried."""

    markdown: str
    media: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def to_markdown(html: str, media: Media = NO_MEDIA, css: str = "") -> Text:
    """Return HTML as Markdown. ``css``: the rules for it; what they hide is not there, and said."""
    words = plain_words(html)
    return of_any(html, media, css) if words is None else Text(words)


def plain_words(html: str) -> str | None:
    """Return what HTML shows that is nothing but plain words, as Markdown; None of any other."""
    words = html.strip()
    if is_plain(words) and words.isprintable() and (words == html or "  " not in words):
        return words
    return None


def of_any(html: str, media: Media = NO_MEDIA, css: str = "") -> Text:
    """Return HTML as Markdown: the long way, on which plain words come to the same as on the short one."""
    html, said = _without_spoken(clean(html))
    found = _of_clean(html, media, css)
    return found._replace(lost=(*dict.fromkeys((*said, *found.lost)),)) if said else found


def _of_clean(html: str, media: Media, css: str) -> Text:
    if "\n" in html and css and styles.may_say(html, css):
        pass
    elif is_plain(html):
        return Text(html)
    elif "[" not in html and "\\" not in html and not _TAG.search(html):
        return Text(_literally(SPACE.sub(" ", clean(unescape(html))).strip()))
    html = indented(html)
    return _of_html(html, media, css) if _readable(html) else _of_long(html, media, css)


def _without_spoken(html: str) -> tuple[str, list[str]]:
    """Take out what Anki reads aloud and does not show, and return what is to be said of it."""
    said: list[str] = []

    def spoken(match: re.Match[str]) -> str:
        said.append(f"text read aloud (tts: {one_line(text_of(match[1]), 40)!r})")
        return ""

    return (_SPOKEN.sub(spoken, html) if "[anki:tts" in html else html), said


def _of_html(html: str, media: Media, css: str) -> Text:
    formulas: list[str] = []
    marked = _marked(html, formulas)
    is_usual = not (
        styles.may_say(html, css)
        or directions.may_say(html)
        or gapped.may_cross(html)
        or "katex-html" in html
    )
    found = (is_usual and shortly(marked, media)) or converted(marked, media, css)
    markdown = indented_by_entities(found.markdown)
    if formulas:
        markdown = FORMULA.sub(lambda m: formulas[int(m[1])], markdown)
    return found if markdown is found.markdown else found._replace(markdown=markdown)


def _of_long(html: str, media: Media, css: str) -> Text:
    """Return the Markdown of HTML that is short without what is never shown; of any other its text alone."""
    lost: list[str] = []
    if (page := _page(html, css)) is not None:
        soup, seen = page
        lost = [*_said_of_scripts(html), *_without_hidden(seen)]
        kept_blanks.keep(soup, seen.kept, seen.texts)
        html = soup.body.decode_contents() if soup.body else ""
        if _readable(html):
            found = _of_html(html, media, "")
            return found._replace(lost=(*dict.fromkeys((*lost, *found.lost)),))
    lost.append("formatting of a very long text")
    return Text(indented_by_entities(_literally(text_of(html))), lost=tuple(lost))


def _said_of_scripts(html: str) -> list[str]:
    return ["a script"] if _SCRIPT.search(html) else []


def unfolded(html: str, css: str = "") -> tuple[str, tuple[str, ...]]:
    """Return HTML without the parts that only a click or the like opens, and the HTML of these."""
    if not styles.may_say(html, css) or (page := _page(html, css)) is None:
        return html, ()
    soup, seen = page
    parts: list[str] = []
    for part in seen.folded:
        parts.append(_opened(part))
        part.extract()
    return (soup.body.decode_contents() if parts and soup.body else html), tuple(filter(text_of, parts))


def _opened(part: Tag | NavigableString) -> str:
    """Return the HTML of a part as it is when it is open."""
    if not isinstance(part, Tag):
        return escape(str(part))
    within = part.parent is not None and part.parent.name == "details"
    return part.decode() if within else part.decode_contents()


def _page(html: str, css: str) -> tuple[BeautifulSoup, styles.Seen] | None:
    """Return HTML as it is to be seen, which is not all that is in the tree; None of what is too large."""
    if (found := tree(html)) is None:
        return None
    soup, own = found
    css = f"{css}\n{own}" if own else css
    return soup, styles.look(soup, css) if styles.may_say(html, css) else styles.Seen()


def text_of(html: str) -> str:
    """Return the text of HTML, its line ends as line ends."""
    html = _LINE_TAG.sub("\ufdd8", SPACE.sub(" ", _NO_TEXT.sub("", html)))
    for tag, sign in ((_CELL_END, " "), (_RUBY, "("), (_RUBY_END, ")")):
        html = tag.sub(sign, html)
    text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", html)).replace("\xa0", " ")
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

    if "<math" in html:
        html = _of_annotations(html, formulas)
    if "[" not in html and "\\" not in html:
        return html
    html = _LATEX.sub(lambda m: f"<latex>{m[1]}</latex>", html)
    html = _MATH.sub(formula, html)
    return _SOUND.sub(lambda m: f'<audio src="{escape(unescape(m[1]))}"></audio>', html)


def _of_annotations(html: str, formulas: list[str]) -> str:
    """Put the formulas aside that MathML has as LaTeX beside it, as RemNote and KaTeX write them."""
    parts, at = list[str](), 0
    while (start := html.find("<math", at)) >= 0 and (end := html.find("</math>", start)) >= 0:
        end += len("</math>")
        told = _ANNOTATION.search(html, start, end)
        parts.append(html[at:start])
        if told is None:
            parts.append(html[start:end])
        else:
            block = 'display="block"' in html[start : told.start()]
            latex = unescape(told[1]).strip()
            parts.append(f"\ufdd6{len(formulas)}\ufdd7")
            formulas.append(f"\\[{latex}\\]" if block else f"\\({latex}\\)")
        at = end
    return "".join((*parts, html[at:]))


def _without_pictures_of_formulas(soup: BeautifulSoup) -> None:
    """Take out what KaTeX draws of a formula beside the one that is read."""
    for drawn in soup.select(".katex-mathml + .katex-html"):
        drawn.extract()


_CONVERTER, _BARE = Converter(), Converter(strip=INLINE)


def shortly(html: str, media: Media) -> Text | None:
    """Return what `converted` does, sooner, of HTML that is nothing but usual tags and marks."""
    converter = _CONVERTER.begun(media)
    found = of_usual(html, converter.medium, _COLOURED)
    if found is None:
        return None
    markdown = _tidied(found.markdown)
    if found.letters is not None and not _same(markdown, found.letters):
        return None
    lost = ("colour or underlining",) if found.plainer else ()
    return Text(markdown.replace(ASIDE, ""), tuple(dict.fromkeys(converter.media)), (*converter.lost, *lost))


def converted(html: str, media: Media, css: str = "") -> Text:
    """Return any HTML that is no plain text as Markdown."""
    if (page := _page(html, css)) is None:
        return Text(_literally(text_of(html)), lost=("formatting and media of a text of too many parts",))
    soup, seen = page
    lost = [*_said_of_scripts(html), *_without_hidden(seen)]
    kept_blanks.keep(soup, seen.kept, seen.texts)
    tags = [part for part in soup.descendants if isinstance(part, Tag)]
    names = {tag.name for tag in tags}
    lost += strange(tags)
    if not names.isdisjoint(_INSTEAD):
        _without_what_stands_in(tags)
    if not names.isdisjoint(_UNKNOWN):
        parts = (tag.name for tag in tags if tag.name in _UNKNOWN and tag.get("type") != "hidden")
        lost += [f"a part that is no text ({name})" for name in parts]
    coloured = (_COLOURED.search(str(tag.get("style", ""))) for tag in tags if tag.name in ("span", "mark"))
    if names & {"u", "font"} or seen.is_underlined or any(coloured):
        lost.append("colour or underlining")
    if not names.isdisjoint(INLINE):
        _mark_once(tags)
    nested(soup)
    if "katex-html" in html:
        _without_pictures_of_formulas(soup)
    if gapped.may_cross(html):
        lost += gapped.put(soup)
    if "pre" in names:
        kept_blanks.flatten(soup)
    if directions.may_say(html):
        lost += directions.marked(soup, (*LINED, "li", "td", "th"))
    if "table" in names:
        lost += squared(soup)
    wanted = _wanted(soup)
    converter = _CONVERTER.begun(media)
    try:
        markdown = _tidied(converter.convert_soup(soup))
        if not _same(markdown, wanted):
            converter = _BARE.begun(media)
            markdown = _tidied(converter.convert_soup(soup))
            if not names.isdisjoint(INLINE):
                lost.append("bold, italic or code, where Markdown cannot say it")
        is_same = _same(markdown, wanted)
    except RecursionError:
        is_same = False
        lost.append("formatting that is nested too deeply")
    if not is_same:
        pictures = "".join(f"\n\n{shown}" for shown in converter.shown)
        markdown = literal.every(text_of(soup.decode())) + pictures
        lost += ["formatting that Markdown cannot say"] if not names.isdisjoint(_BLOCKS) else []
    markdown = markdown.replace(ASIDE, "")
    return Text(markdown, tuple(dict.fromkeys(converter.media)), (*converter.lost, *dict.fromkeys(lost)))


def _without_hidden(seen: styles.Seen) -> list[str]:
    """Take out what nobody sees, and return what is to be said of it."""
    said: list[str] = []
    for part in seen.hidden:
        words = _NONCHARACTERS.sub("", gaps.filled(part.get_text())).strip()
        files = part.find_all(_FILES) if isinstance(part, Tag) else []
        part.extract()
        if words:
            said.append(f"{UNSEEN} ({one_line(words, 40)!r})")
        elif files:
            said.append("a picture or sound that nobody sees there")
    return said


def _without_what_stands_in(tags: Iterable[Tag]) -> None:
    """Take out what is shown where a part that is no text cannot be."""
    for tag in tags:
        for part in [*tag.children] if tag.name in _INSTEAD else ():
            if not isinstance(part, Tag) or part.name != "source":
                part.extract()


def _mark_once(tags: Iterable[Tag]) -> None:
    """Take out each mark that stands in one like it: twice italic would become bold."""
    for tag in tags:
        for names in (styles.BOLD, styles.ITALIC, styles.STRUCK):
            if tag.name in names and any(parent.name in names for parent in tag.parents):
                tag.unwrap()
                break


def _wanted(soup: BeautifulSoup) -> str:
    """Return the letters that must be shown."""
    parts = (part for part in soup.descendants if isinstance(part, NavigableString))
    text = "".join(map(str, parts))
    return literal.squeezed(text.replace(literal.INDENT, ""))


_ADDED = re.compile(r"[\^_()]")


def _same(markdown: str, wanted: str) -> bool:
    """Are the letters all there? Signs that stand for a raised or lowered text do not count."""
    found = re.sub(f"{ASIDE}.*?{ASIDE}", "", literal.shown(markdown)).replace(literal.INDENT, "")
    return found == wanted or _ADDED.sub("", flat(found)) == _ADDED.sub("", flat(wanted))


def _tidied(markdown: str) -> str:
    tidied = _BLANK_LINES.sub("\n\n", _LINE_END.sub("\n", markdown)).strip("\n").rstrip()
    return _CODE_LINE.sub("", tidied) if EMPTY_LINE in tidied else tidied
