"""Org files with cards of org-drill: headings tagged ``:drill:``, gaps in brackets, schedules in drawers.

https://orgmode.org/worg/org-contrib/org-drill.html
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import dedent

from trainer.core.state import Outside
from trainer.core.text import is_seen
from trainer.foreign import gaps, literal
from trainer.foreign.draft import Draft, Schedule
from trainer.foreign.formats.markdown import media_of, placed
from trainer.foreign.known import text_guid
from trainer.foreign.media import MediaFiles
from trainer.foreign.package import tags
from trainer.foreign.source import Bundle, Watch, text, title_of, unwatched

_HEADING = re.compile(r"^(\*+)[ \t]+(.*?)(?:[ \t]+:([\w@#%:]+):)?[ \t]*$")
_PROPERTY = re.compile(r"^[ \t]*:([\w-]+):[ \t]*(.*?)[ \t]*$")
_REVIEWED = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[^\d\]>]*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?", re.ASCII
)
_PLANNED = re.compile(r"^[ \t]*(?:SCHEDULED|DEADLINE|CLOSED):")
_DAY = re.compile(r"SCHEDULED:[ \t]*<(\d{4}-\d{2}-\d{2})")
_TITLE = re.compile(r"^#\+TITLE:[ \t]*(.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FILE_TAGS = re.compile(r"^[ \t]*#\+FILETAGS:(.*)$", re.IGNORECASE)
_GAP = re.compile(r"(?<!\[)\[(?=[^\[\]|]*[^\s\[\]|])([^\[\]]+?)\](?!\])")
_KEYWORD = re.compile(r"^(?:(?:TODO|DONE|NEXT|WAITING|HOLD|CANCELL?ED)[ \t]+)?(?:\[#[A-Z0-9]\][ \t]*)?")
_ASIDE = re.compile(
    r"^[ \t]*\#\+BEGIN_(SRC|EXAMPLE)\b(?:(?!^[ \t]*\#\+BEGIN_\1\b).)*?^[ \t]*\#\+END_\1[^\n]*$"
    r"|\\\((?:(?!\\\().)*?\\\)|\\\[(?:(?!\\\[).)*?\\\]|\bsrc_\w+(?:\[[^\[\]\n]*\])?\{[^{}\n]*\}"
    r"|^[ \t]*(?:[-+]|\d+[.)])[ \t]+\[[ X-]\]",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""What holds no gaps, whatever brackets are in it: code, mathematics and boxes to tick."""
_COMMENT = re.compile(
    r"(?P<code>^[ \t]*\#\+BEGIN_(?P<sort>SRC|EXAMPLE)\b(?:(?!^[ \t]*\#\+BEGIN_(?P=sort)\b).)*?"
    r"^[ \t]*\#\+END_(?P=sort)[^\n]*$)"
    r"|^[ \t]*\#\+BEGIN_COMMENT\b(?:(?!^[ \t]*\#\+BEGIN_COMMENT\b).)*?^[ \t]*\#\+END_COMMENT[^\n]*(?:\n|\Z)"
    r"|^[ \t]*\#(?:[ \t][^\n]*|\+(?:BEGIN|END)_COMMENT[^\n]*)?(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""What org exports nowhere, with its lines; in code it is none."""
_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$")
_RULE = re.compile(r"[-+:|]+")
_SPAN = re.compile(
    r"(?P<math>\\\((?:(?!\\\().)+?\\\)|\\\[(?:(?!\\\[).)+?\\\]|\$[^$\s](?:[^$\n]*[^$\s])?\$(?!\d))"
    r"|(?<!\w)src_\w+(?:\[[^\[\]\n]*\])?\{(?P<source>[^{}\n]+)\}"
    r"|\\(?P<entity>[A-Za-z]+)(?:\{\}|(?![A-Za-z]))"
    r"|(?<![\w_])_(?P<under>\S(?:[^_\n]*?\S)?)_(?![\w_])"
    r"|\[\[(?P<address>[^\[\]]+)\](?:\[(?P<words>[^\[\]]+)\])?\]"
    r"|(?<![\w*])\*(?P<bold>\S(?:[^*\n]*?\S)?)\*(?![\w*])"
    r"|(?<![\w/:])/(?P<italic>\S(?:[^/\n]*?\S)?)/(?![\w/])"
    r"|(?<![\w=])=(?P<verbatim>\S(?:[^=\n]*?\S)?)=(?![\w=])|(?<![\w~])~(?P<code>\S(?:[^~\n]*?\S)?)~(?![\w~])"
    r"|(?<![\w+])\+(?P<struck>\S(?:[^+\n]*?\S)?)\+(?![\w+])"
)
_BLOCK = re.compile(r"^[ \t]*#\+BEGIN_(?:SRC|EXAMPLE)[ \t]*(\S*).*$", re.IGNORECASE)
_END = re.compile(r"^[ \t]*#\+END_(?:SRC|EXAMPLE)", re.IGNORECASE)
_KEPT = re.compile(r"^[ \t]*#\+(?:BEGIN|END)_(?:SRC|EXAMPLE|COMMENT)", re.IGNORECASE)
"""Of lines with a keyword, those that say what the lines between them are."""
_ITEM = re.compile(r"^([ \t]*)([-+]|\d+[.)])[ \t]+(?:\[([ X-])\](?=[ \t]|$))?[ \t]*", re.IGNORECASE)
_BOXES = {None: "", " ": "[ ] ", "-": "[ ] ", "X": "[x] ", "x": "[x] "}
"""Boxes to tick, as Markdown has them; one that is half done is open."""
_SIGNS = """\
to=→ rarr=→ rightarrow=→ larr=← leftarrow=← Rightarrow=⇒ rArr=⇒ harr=↔ leftrightarrow=↔ times=× div=÷ pm=±
cdot=⋅ deg=° le=≤ leq=≤ ge=≥ geq=≥ ne=≠ neq=≠ approx=≈ equiv=≡ infty=∞ infin=∞ sum=∑ prod=∏ int=∫ partial=∂
nabla=∇ in=∈ notin=∉ forall=∀ exists=∃ cup=∪ cap=∩ subset=⊂ dots=… ldots=… hellip=… ndash=– mdash=— euro=€
copy=© lt=< gt=> amp=& quot=" lambda=λ Lambda=Λ"""
_ENTITIES = dict(pair.split("=") for pair in _SIGNS.split())
"""Signs by their names in org, besides Greek letters: https://orgmode.org/worg/org-symbols.html"""
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|mp3|ogg|wav)$", re.IGNORECASE)
_CARD = frozenset(("drill", "leitner"))
"""Tags of headings that are cards."""
_SIDES = ("twosided", "multisided", "conjugate", "decline_noun", "translate_number", "spanish_verb")
"""Types of cards that hide whole sides, not gaps."""
_MANY = ("multisided", "conjugate", "decline_noun", "translate_number", "spanish_verb")


@dataclass(slots=True)
class Heading:
    """A heading with what stands below it, before the next one of its level or above; that of level 0 is the
    file. ``tags``: its own ones."""

    level: int
    title: str
    tags: tuple[str, ...]
    properties: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    below: list["Heading"] = field(default_factory=list)
    above: "Heading | None" = None
    due: int = 0

    @property
    def body(self) -> str:
        shown = _COMMENT.sub(lambda found: found["code"] or "", "\n".join(self.lines))
        return dedent(shown).strip("\n").rstrip()

    @property
    def every_tag(self) -> list[str]:
        """Its tags and those that it inherits, of the file first."""
        lines, heading = list[tuple[str, ...]](), self
        while heading.above is not None:
            lines.append(heading.tags)
            heading = heading.above
        return [tag for tags in (heading.tags, *reversed(lines)) for tag in tags]


def read(path: Path, watch: Watch = unwatched, home: Path | None = None) -> Bundle:
    """Read an org file; ``home``: the folder of all. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    content = text(path, bundle.oddities)
    found = _TITLE.search(content)
    links = re.sub(r"\[\[(?:file:)?([^\[\]]+)\](?:\[[^\[\]]*\])?\]", r"![](<\1>)", content)
    media = media_of(path, links, home)
    for heading in watch(list(_walk(_tree(content)))):
        if not _CARD.isdisjoint(heading.tags):
            bundle.drafts.append(_draft(heading, found[1] if found else title_of(path), media))
    bundle.media = media.copies
    return bundle


def _tree(content: str) -> list[Heading]:
    top = Heading(0, "", ())
    stack = [top]
    drawer = code = False
    for line in content.split("\n"):
        code = (code or bool(_BLOCK.match(line))) and not _END.match(line)
        found = None if code else _HEADING.match(line)
        if found:
            while stack[-1].level >= len(found[1]):
                stack.pop()
            words = tuple(filter(None, (found[3] or "").split(":")))
            heading = Heading(len(found[1]), _KEYWORD.sub("", found[2]), words, above=stack[-1])
            stack[-1].below.append(heading)
            stack.append(heading)
            drawer = False
        elif (said := _PROPERTY.match(line)) and (drawer or said[1].upper() in ("PROPERTIES", "LOGBOOK")):
            drawer = said[1].upper() != "END"
            stack[-1].properties[said[1].upper()] = said[2]
        elif drawer:
            continue
        elif _PLANNED.match(line):
            stack[-1].due = _day(_DAY.search(line))
        elif not code and (given := _FILE_TAGS.match(line)):
            top.tags += tuple(filter(None, re.split(r"[:\s]", given[1])))
        elif code or not line.lstrip().startswith("#+") or _KEPT.match(line):
            stack[-1].lines.append(line)
    return top.below


def _walk(headings: list[Heading]) -> Iterator[Heading]:
    rest = list(reversed(headings))
    while rest:
        heading = rest.pop()
        yield heading
        rest += reversed(heading.below)


def _draft(heading: Heading, title: str, media: MediaFiles) -> Draft:
    used, lost = list[str](), list[str]()
    sort = heading.properties.get("DRILL_CARD_TYPE", "").strip('"').casefold()
    if sort in _MANY:
        lost.append(f"the order in which a {sort} card asks its sides")
    below = [one for one in heading.below if _CARD.isdisjoint(one.tags)]
    sides = [one.body or one.title for one in below]
    question = "\n\n".join(filter(None, (heading.title, heading.body)))
    answer, why = "", ""
    kind = "basic"
    hidden: Sequence[str] | None = None
    both = sort == "twosided" and len(sides) > 1
    marked = _gaps(heading.body) if sort not in _SIDES else ""
    if gaps.numbers(marked):
        kind, why = "cloze", "\n\n".join(sides)
        hidden = _GAP.findall(heading.body)
    elif both:
        question, answer, why = sides[0], sides[1], "\n\n".join(filter(None, (heading.body, *sides[2:])))
        hidden = sides
    elif sort in ("multisided", "spanish_verb") and len(sides) > 1:
        question, answer = "\n\n".join(filter(None, (heading.body, sides[0]))), "\n\n".join(sides[1:])
        hidden = sides[1:]
    elif below:
        question, answer = heading.body or heading.title, "\n\n".join(sides)
        hidden = sides if heading.body else None
    elif heading.body:
        question, answer = _asked(heading), heading.body
    if hidden is not None and heading.title:
        if both or _tells(heading.title, hidden):
            why = "\n\n".join(filter(None, (heading.title, why)))
        else:
            question, marked = (f"{heading.title}\n\n{part}" for part in (question, marked))
    fields: dict[str, str | tuple[str, ...]] = {"ask": _markdown(question, media, used, lost)}
    if kind == "basic":
        fields["answer"] = _markdown(answer, media, used, lost)
    else:
        try:
            fields = {"text": gaps.back(_markdown(marked, media, used, lost))}
        except gaps.GapError as error:
            kind, fields = "", {"ask": question}
            lost.append(f"left out: {error}")
    if why.strip():
        fields["why"] = _markdown(why, media, used, lost)
    if both:
        fields["reverse"] = "true"
    if kind == "basic" and not all(is_seen(str(fields.get(name, ""))) for name in ("ask", "answer")):
        kind, fields = "", {"ask": heading.title}
        lost.append("left out: a card without a question or an answer")
    own = heading.properties.get("ID", "")
    return Draft(
        own or _called(heading, sort, below),
        title,
        kind,
        fields,
        tags([word for word in heading.every_tag if word not in _CARD]),
        media=tuple(dict.fromkeys(used)),
        schedules=_schedules(heading, marked),
        lost=tuple(lost),
    )


def _tells(title: str, hidden: Sequence[str]) -> bool:
    """Does the heading above a card hold one of the texts to be found, or is it part of one?"""
    above = title.casefold()
    words = (text.partition("|")[0].strip().casefold() for text in hidden)
    return any(text in above or above in text for text in words if text)


def _called(heading: Heading, sort: str, below: Sequence[Heading]) -> str:
    """Return what a card without an id is called: by its words, as they were taken from the beginning on."""
    whole = "\n\n".join(filter(None, (heading.title, heading.body)))
    if len(below) > 1:
        sides = [one.body or one.title for one in below]
        first = sides.pop(0) if sort == "twosided" or not heading.body else heading.body
        return text_guid(first, "\n\n".join(sides[:1] if sort == "twosided" else sides))
    if below:
        return text_guid(whole, below[0].body)
    marked = _gaps(heading.body)
    if gaps.numbers(marked):
        return text_guid(gaps.filled(marked), "")
    return text_guid(whole if sort in _SIDES else _asked(heading), heading.body)


def _asked(heading: Heading) -> str:
    """Return the title of a heading; of a card that conjugates a verb with the verb, which stands above."""
    found, above = dict[str, str](), heading.above
    while above is not None:
        found = {name: value.strip('"') for name, value in above.properties.items()} | found
        above = above.above
    verb, meaning = found.get("VERB_INFINITIVE"), found.get("VERB_TRANSLATION")
    if not verb or "VERB_TENSE" not in heading.properties:
        return heading.title
    return f"{heading.title}: {verb}" + (f" ({meaning})" if meaning else "")


def _gaps(body: str) -> str:
    number = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        answer, _, hint = match[1].partition("||") if "||" in match[1] else match[1].partition("|")
        return gaps.gap(number, answer, hint)

    parts, at = list[str](), 0
    for aside in _ASIDE.finditer(body):
        parts += (_GAP.sub(gap, body[at : aside.start()]), aside[0])
        at = aside.end()
    return "".join((*parts, _GAP.sub(gap, body[at:])))


def _schedules(heading: Heading, marked: str) -> Mapping[str, Schedule]:
    told = heading.properties
    days = int(_number(told.get("DRILL_LAST_INTERVAL", "")))
    total = int(_number(told.get("DRILL_TOTAL_REPEATS", "")))
    reviewed = _REVIEWED.search(told.get("DRILL_LAST_REVIEWED", ""))
    last = _day(reviewed)
    if not heading.due or not (days or total or last):
        return {}
    outside = Outside(
        heading.due,
        last or max(1, heading.due - max(1, days)),
        max(0, days),
        round(100 * _number(told.get("DRILL_EASE", ""))),
        max(1, total),
        int(_number(told.get("DRILL_FAILURE_COUNT", ""))),
    )
    suffixes = [f"#c{number}" for number in gaps.numbers(marked)] or ["", "#reverse"]
    minute = int(reviewed["hour"]) * 60 + int(reviewed["minute"]) if reviewed and reviewed["hour"] else None
    return dict.fromkeys(suffixes, Schedule(outside, minute, is_dated=last > 0))


def _number(word: str) -> float:
    return min(float(word), 36500) if re.fullmatch(r"\d{1,9}(?:\.\d*)?", word.strip()) else 0


def _day(found: re.Match[str] | None) -> int:
    try:
        return date.fromisoformat(found[1]).toordinal() if found else 0
    except ValueError:
        return 0


def _markdown(body: str, media: MediaFiles, used: list[str], lost: list[str]) -> str:
    """Return org text as Markdown."""
    out, fence = list[str](), False
    for line in body.split("\n"):
        if _END.match(line):
            out.append("```")
            fence = False
        elif found := _BLOCK.match(line):
            out.append(f"```{found[1]}")
            fence = True
        elif fence:
            out.append(line)
        elif row := _ROW.match(line):
            cells = [_inline(cell.strip(), media, used, lost) for cell in row[1].split("|")]
            if not (out and out[-1].startswith("|")):
                out += ("", f"| {' | '.join(cells)} |", "|" + " --- |" * len(cells))
            elif not _RULE.fullmatch(row[1]):
                out.append(f"| {' | '.join(cells)} |")
        else:
            if out and out[-1].startswith("|"):
                out.append("")
            item = _ITEM.match(line)
            start = f"{item[1]}{item[2].replace('+', '-')} {_BOXES[item[3]]}" if item else ""
            out.append(start + _inline(line[item.end() :] if item else line.strip(), media, used, lost))
    return "\n".join(out).strip("\n")


def _inline(line: str, media: MediaFiles, used: list[str], lost: list[str]) -> str:
    parts: list[str] = []
    at = 0
    for span in _SPAN.finditer(line):
        parts.append(literal.part(line[at : span.start()]))
        at = span.end()
        parts.append(_span(span, media, used, lost))
    return "".join((*parts, literal.part(line[at:])))


def _span(span: re.Match[str], media: MediaFiles, used: list[str], lost: list[str]) -> str:
    if span["math"]:
        return span[0]
    if address := span["address"]:
        if _PICTURE.search(address):
            return placed(f"![](<{address.removeprefix('file:')}>)", media, used, lost)
        words = literal.literal(span["words"] or address)
        return f"[{words}](<{address}>)" if address.startswith(("http://", "https://")) else words
    if name := span["entity"]:
        return literal.part(_entity(name) or span[0])
    if inside := span["under"]:
        lost.append("underlining")
        return literal.literal(inside)
    if code := span["verbatim"] or span["code"] or span["source"]:
        return f"`{code}`" if "`" not in code else literal.every(code)
    for mark, sign in (("bold", "**"), ("italic", "*"), ("struck", "~~")):
        if inside := span[mark]:
            return f"{sign}{literal.literal(inside)}{sign}"
    return literal.part(span[0])


def _entity(name: str) -> str:
    """Return the sign that org writes for a name such as ``\\alpha``, "" for any other word."""
    if name in _ENTITIES:
        return _ENTITIES[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    spelt = name if name in (name.lower(), name.capitalize()) else ""
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {spelt.upper()}")
    except KeyError:
        return ""
