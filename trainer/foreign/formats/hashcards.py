"""Markdown of hashcards: ``Q:`` and ``A:``, ``C:`` with gaps in square brackets, a name in the front matter.

https://github.com/eudoxia0/hashcards
"""

import re
from collections.abc import Iterator
from pathlib import Path

from trainer.core.text import counted, is_seen
from trainer.foreign import gaps
from trainer.foreign.draft import Draft
from trainer.foreign.formats.markdown import code_spans, front_matter, media_of, outside_code, placed, within
from trainer.foreign.known import text_guid
from trainer.foreign.media import MediaFiles
from trainer.foreign.source import Bundle, Watch, text, title_of, unwatched

_NAME = re.compile(r"^\s*name\s*=\s*(\"[^\"\n]*\"|'[^'\n]*')\s*$", re.MULTILINE)
_START = re.compile(r"(?P<what>[QAC]):(?:[ \t]|$)")
_GAP = re.compile(
    r"\\[\[\]]|(?P<image>!\[[^\]\[\n]{0,300}\](?:\([^)\n]{0,300}\))?)"
    r"|\[(?P<gap>(?:[^\[\]\\]|\\.){1,2000})\](?P<link>\([^)\n]{0,300}\))?",
    re.DOTALL,
)
_COMMENT = re.compile(
    r"^[ \t]*<!--(?:(?!<!--).)*?-->[ \t]*(?:\n|\Z)|<!--(?:(?!<!--).)*?-->", re.DOTALL | re.MULTILINE
)
_HALF = "left out: a card without a question or an answer"


def is_one(content: str) -> bool:
    """Is the text one of hashcards?"""
    return re.search(r"^(?:Q|C):(?:[ \t]|$)", content, re.MULTILINE) is not None


def read(path: Path, watch: Watch = unwatched, home: Path | None = None) -> Bundle:
    """Read a file of hashcards; ``home``: the folder of all. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    head, body = front_matter(text(path, bundle.oddities))
    found = _NAME.search(head)
    title = found[1][1:-1] if found else title_of(path)
    media = media_of(path, body, home)
    question: str | None = None
    for what, written in (*watch(list(_parts(body, path.name, bundle.oddities))), ("", "")):
        if what == "A":
            bundle.drafts.append(_basic(title, question or "", written, media))
            question = None
            continue
        if question is not None:
            bundle.drafts.append(_basic(title, question, "", media))
        question = written if what == "Q" else None
        if what == "C":
            bundle.drafts.append(_cloze(title, written, media))
    bundle.media = media.copies
    return bundle


def _parts(body: str, name: str, oddities: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each part of the text with the letter that begins it."""
    what, lines, fenced = "", list[str](), False
    stray = 0
    for line in (*body.split("\n"), "---"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        found = None if fenced else _START.match(line)
        if found or (line.strip() == "---" and not fenced):
            if what:
                yield what, "\n".join(lines).strip("\n").rstrip()
            what, lines = (found["what"], [line[2:].lstrip()]) if found else ("", [])
        elif what:
            lines.append(line)
        else:
            stray += bool(line.strip())
    if stray:
        oddities.append(f"{name}: {counted(stray, 'line')} outside of every card")


def _shown(part: str) -> str:
    """Return what is to be seen of a part: without comments that are no code."""
    return outside_code(part, lambda words: _COMMENT.sub("", words)).strip("\n").rstrip()


def _basic(title: str, question: str, answer: str, media: MediaFiles) -> Draft:
    used, lost = list[str](), list[str]()
    fields = {
        name: placed(_shown(side), media, used, lost)
        for name, side in (("ask", question), ("answer", answer))
    }
    if not all(map(is_seen, fields.values())):
        return Draft(text_guid(question, answer), title, "", {"ask": question or answer}, lost=(_HALF,))
    guid = text_guid(question, answer)
    return Draft(guid, title, "basic", fields, media=tuple(dict.fromkeys(used)), lost=tuple(lost))


def _cloze(title: str, written: str, media: MediaFiles) -> Draft:
    used, lost = list[str](), list[str]()
    shown = _shown(written)
    in_code = within(code_spans(shown))
    number = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal number
        if match["gap"] is None or match["link"] or in_code(match.start()):
            return match[0]
        number += 1
        return gaps.gap(number, match["gap"])

    marked = _GAP.sub(gap, shown)
    try:
        fields, kind = {"text": gaps.back(placed(marked, media, used, lost))}, "cloze"
    except gaps.GapError as error:
        fields, kind = {"ask": written}, ""
        lost.append(f"left out: {error}")
    guid = text_guid(re.sub(r"[\[\]]", "", written), "")
    return Draft(guid, title, kind, fields, media=tuple(dict.fromkeys(used)), lost=tuple(lost))
