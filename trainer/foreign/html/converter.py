"""The tree of HTML to Markdown: markdownify walks it; text, line ends, pictures, links and what decks do not
know are treated here."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from bs4.element import NavigableString
from markdownify import MarkdownConverter

from trainer.core.mathematics import script
from trainer.core.media import is_medium
from trainer.foreign import literal
from trainer.foreign.html.lists import is_second
from trainer.foreign.html.marks import absent, around_words, link_to, of_file, picture
from trainer.foreign.html.tables import is_layout

Media = Mapping[str, str]
"""The names that media files have in texts, each with its path seen from the deck."""
NO_MEDIA: Media = MappingProxyType({})

UNSHOWN = "of a format that neither Anki plays nor a card here shows"

ASIDE = "\ufdd9"
"""Around words that stand for a file that is not there."""
EMPTY_LINE = "\ufde7"
"""Stands in each empty line of code: of others, several come to one."""
_EMPTY = re.compile(r"^[ \t\xa0]*$", re.MULTILINE)
LIKE_DIV = (
    *("section", "article", "center", "summary", "details", "dl", "dt", "dd", "address", "aside", "header"),
    *("footer", "main", "nav", "figure", "figcaption", "fieldset", "legend", "hgroup"),
)
LINED = ("div", "p", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", *LIKE_DIV)
"""What begins and ends a line, even where nothing is in it."""
INLINE = ["b", "strong", "i", "em", "s", "del", "strike", "code", "kbd", "samp", "a"]

_PIPE = re.compile(r"(?<!\\)\|")


_RULE = re.compile(r"^\|(?: --- \|)+$", re.MULTILINE)
_ALIGN = re.compile(r"(?:^|[;\s])text-align\s*:\s*(left|center|right)", re.IGNORECASE)
_RULES = {"left": ":---", "center": ":---:", "right": "---:"}
"""What says in Markdown how a column is aligned."""


class Converter(MarkdownConverter):
    """Writes the elements that decks know; gathers what it came across."""

    def __init__(self, strip: list[str] | None = None) -> None:
        super().__init__(
            bullets="-", heading_style="atx", table_infer_header=True, autolinks=False, strip=strip
        )
        self.begun(NO_MEDIA)

    def begun(self, media: Media) -> "Converter":
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
        found = literal.part(text)
        return _PIPE.sub(r"\|", found) if {"td", "th"} & set(parent_tags) else found

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_inline" not in parent_tags or is_layout(el):
            return "\n"
        if {"td", "th"} & set(parent_tags) and _before(el).strip() and el.next_sibling:
            self.lost.append("line ends in cells of a table")
        return " "

    def convert_table(self, el: Any, text: str, parent_tags: Any) -> str:
        if is_layout(el):
            return f"\n\n{text.strip()}\n\n" if text.strip() else ""
        return str(super().convert_table(el, text, parent_tags))  # type: ignore[misc]

    def convert_tr(self, el: Any, text: str, parent_tags: Any) -> str:
        if is_layout(el):
            return text
        made = str(super().convert_tr(el, text, parent_tags))  # type: ignore[misc]
        return _RULE.sub(lambda rule: _aligned(rule[0], el), made, count=1)

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        if is_layout(el):
            return f"{text.strip()}\n\n"
        return str(super().convert_td(el, text, parent_tags))  # type: ignore[misc]

    def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        return f"\n{text.strip()}\n" if text.strip() else ""

    convert_strike = MarkdownConverter.convert_del  # type: ignore[attr-defined]

    def get_conv_fn(self, tag_name: str) -> Any:
        if tag_name in LIKE_DIV:
            return self.convert_div
        found = super().get_conv_fn(tag_name)  # type: ignore[misc]
        return partial(_around_words, found) if found and tag_name in INLINE else found

    def process_tag(self, node: Any, parent_tags: Any = None) -> str:
        text = str(super().process_tag(node, parent_tags))  # type: ignore[misc]
        if text.strip() or node.name not in LINED or {"_inline", "pre"} & set(parent_tags or ()):
            return text
        return "\n\n" if node.contents else "\n"

    def convert_ol(self, el: Any, text: str, parent_tags: Any) -> str:
        """Only a list from 1 on may stand right below a line."""
        if str(el.get("type") or "1") != "1":
            self.lost.append("that a list is numbered by letters")
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
        inside = _EMPTY.sub(EMPTY_LINE, inside)
        return f"\n\n{fence}\n{inside}\n{fence}\n\n" if inside.strip() else ""

    def convert_latex(self, el: Any, text: str, parent_tags: Any) -> str:
        self.lost.append("LaTeX that is not math, which stays as its source")
        return f"\n\n```latex\n{el.get_text().replace(literal.INDENT, ' ')}\n```\n\n"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        address = str(el.get("href") or "").strip()
        if not text.strip() or address.startswith("#") or not address:
            return text
        if address.lower().startswith(("http://", "https://", "mailto:")):
            return link_to(text.strip(), address)
        if (path := self.known.get(address) or self.known.get(unquote(address))) is not None:
            self.media.append(path)
            return link_to(text.strip(), of_file(path))
        scheme = re.match(r"[a-z][a-z0-9+.-]+:", address, re.IGNORECASE)
        to = f"what {scheme[0]!r} means" if scheme else repr(address)
        self.lost.append(f"a link to {to}, which is no address in the web and not in the file")
        return text

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "picture")

    def convert_audio(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "sound")

    convert_sound = convert_audio  # of Mnemosyne 1

    def convert_video(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.medium(el.get("src"), "video")

    def convert_source(self, el: Any, text: str, parent_tags: Any) -> str:
        if el.parent.name == "picture":
            return ""  # another form of the picture that stands there, too
        return self.medium(el.get("src"), str(el.parent.name or "sound"))

    def medium(self, source: Any, what: str) -> str:
        """The caption says nothing of what is shown: names of files give answers away."""
        name = str(source or "")
        if name.startswith(("http://", "https://")):
            self.lost.append(f"{what} {name!r}, which is in the web: a link leads there")
            return f"{ASIDE}{link_to(what, name)}{ASIDE}"
        if not name or re.match(r"[a-z]+:|//", name, re.IGNORECASE):
            self.lost.append(f"a {what} that is not in the file")
            return f"{ASIDE}({what}){ASIDE}" if name else ""
        path = self.known.get(name) or self.known.get(unquote(name))
        if path is None:
            return f"{ASIDE}{absent(what, name, 'in the file')}{ASIDE}"
        if not is_medium(path):
            self.lost.append(f"{what} {name!r}, {UNSHOWN}")
            return f"{ASIDE}({what}){ASIDE}"
        self.media.append(path)
        self.shown.append(picture(what, path))
        return self.shown[-1]


def _around_words(convert: Callable[[Any, str, Any], str], el: Any, text: str, parent_tags: Any) -> str:
    return around_words(text, lambda words: convert(el, words, parent_tags))


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


def _aligned(rule: str, row: Any) -> str:
    """Return the line below the header ``row`` of a table with how its columns are aligned: as the header is,
    or else as the first row below it."""
    table = row.find_parent("table")
    rows = table.find_all("tr", limit=2) if table else [row]
    ways = [[_way(cell) for cell in one.find_all(["td", "th"])] for one in rows]
    columns = range(rule.count("---"))
    found = (next((way[at] for way in ways if at < len(way) and way[at]), "---") for at in columns)
    return f"| {' | '.join(found)} |"


def _way(cell: Any) -> str:
    styled = _ALIGN.search(str(cell.get("style", "")))
    return _RULES.get((styled[1] if styled else str(cell.get("align", ""))).casefold(), "")


def _before(el: Any) -> str:
    before = el.previous_sibling
    return str(before) if isinstance(before, NavigableString) else before.get_text() if before else ""
