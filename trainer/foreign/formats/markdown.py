"""What hashcards and Obsidian have in common: texts that are Markdown already, with pictures beside them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from trainer.core.media import is_medium, sort_of
from trainer.foreign.html.converter import UNSHOWN
from trainer.foreign.html.marks import absent, link_to, picture
from trainer.foreign.media import MediaFiles, beside_names

_IMAGE = re.compile(
    r"!\[([^\]\[]{0,300})\]\(\s{0,9}(?:<([^<>\n]{0,300})>|([^()\s]{0,300}(?:\([^()\s]{0,99}\)[^()\s]{0,99}){0,3}))"
    r"(?:\s{1,9}\"[^\"\n]{0,300}\")?\s{0,9}\)"
    r"|!\[\[([^\]\[|\n]{1,300})(?:\|[^\]\[\n]{0,300})?\]\]"
)
_LINK = re.compile(r"(?<!!)\[\[([^\]\[|\n]{0,300})(?:\|([^\]\[\n]{1,300}))?\]\]")
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`{1,9})(?!`).{1,500}?(?<!`)\1(?!`)", re.DOTALL)
_FOOTNOTE = re.compile(r"^\[\^([^\]\s]{1,99})\]:[ \t]+\S.*(?:\n(?:[ ]{2,}|\t)[ \t]*\S.*)*", re.MULTILINE)
_FOOTNOTE_SIGN = re.compile(r"\[\^([^\]\s]{1,99})\](?!:)")


def front_matter(text: str) -> tuple[str, str]:
    """Return what stands between `---` at the beginning of a text, and the rest."""
    found = re.match(r"---[ ]*\n(.*?)\n---[ ]*(?:\n|$)", text, re.DOTALL)
    return (found[1], text[found.end() :]) if found else ("", text)


def media_of(path: Path, text: str, home: Path | None = None) -> MediaFiles:
    """Return the files that a text names and that lie beside it, or are named from its ``home``."""
    names = {unquote(name) for match in _IMAGE.finditer(text) if (name := _name(match))}
    return beside_names(path, (name for name in names if not _remote(name)), "media", home)


def placed(text: str, media: MediaFiles, used: list[str], lost: list[str]) -> str:
    """Return a text with its pictures where they will be, and links between notes as their words."""

    def image(match: re.Match[str]) -> str:
        name = unquote(_name(match))
        what = sort_of(name)
        found = media.paths.get(name)
        if found is None and name.startswith(("http://", "https://")):
            lost.append(f"{what} {name!r}, which is in the web: a link leads there")
            return link_to(what, name)
        if found is None:
            return absent(what, name, "beside the file")
        if not is_medium(found):
            lost.append(f"{what} {name!r}, {UNSHOWN}")
            return f"({what})"
        used.append(found)
        return picture(what, found)

    def link(match: re.Match[str]) -> str:
        return match[2] or match[1].rpartition("#")[2] or match[1]

    return outside_code(text, lambda part: _LINK.sub(link, _IMAGE.sub(image, part)))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text changed where it is no code."""
    parts: list[str] = []
    at = 0
    for start, end in code_spans(text):
        parts += (change(text[at:start]), text[start:end])
        at = end
    return "".join((*parts, change(text[at:])))


def fenced(lines: Sequence[str]) -> list[bool]:
    """Tell of each line whether it is of fenced code, its fences among it."""
    found, fence = list[bool](), ""
    for line in lines:
        sign = _FENCE.match(line.lstrip())
        found.append(bool(fence or sign))
        if sign and not fence:
            fence = sign[1]
        elif sign and sign[1].startswith(fence):
            fence = ""
    return found


def footnotes(text: str) -> Mapping[str, str]:
    """Return the definitions of a text's footnotes by their names."""
    lines = text.split("\n")
    plain = "\n".join("" if code else line for line, code in zip(lines, fenced(lines), strict=True))
    return {found[1]: found[0].rstrip() for found in _FOOTNOTE.finditer(plain)}


def with_footnotes(text: str, known: Mapping[str, str]) -> str:
    """Return a part of a text with the footnotes below it that it refers to, and that are not in it."""
    names = dict.fromkeys(_FOOTNOTE_SIGN.findall(text)) if known else ()
    return "\n\n".join((text, *(known[name] for name in names if name in known and known[name] not in text)))


def code_spans(text: str) -> Iterable[tuple[int, int]]:
    """Yield where code begins and ends, fenced or within a line."""
    at, fence, start = 0, "", 0
    plain_from = 0
    for line in text.splitlines(keepends=True):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence):
                yield start, at + len(line)
                fence, plain_from = "", at + len(line)
        elif found:
            yield from (
                (plain_from + m.start(), plain_from + m.end()) for m in _CODE.finditer(text[plain_from:at])
            )
            fence, start = found[1], at
        at += len(line)
    if fence:
        yield start, len(text)
    else:
        yield from ((plain_from + m.start(), plain_from + m.end()) for m in _CODE.finditer(text[plain_from:]))


def within(spans: Iterable[tuple[int, int]]) -> Callable[[int], bool]:
    """Return what tells whether a place is within one of the ``spans``, which are in order."""
    starts, ends = zip(*spans, strict=True) if (spans := list(spans)) else ((), ())

    def inside(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < ends[place]

    return inside


def _name(match: re.Match[str]) -> str:
    return (match[2] or match[3] or match[4] or "").strip().removeprefix("file:")


def _remote(name: str) -> bool:
    return re.match(r"[a-z]+:|//", name, re.IGNORECASE) is not None
