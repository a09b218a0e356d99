"""Notes of Obsidian with cards of its spaced repetition plugin: ``::``, ``:::``, ``?``, ``??``, ``==gap==``,
and comments that hold the schedule.

https://stephenmwangi.com/obsidian-spaced-repetition/flashcards/basic-flashcards/
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from trainer.core.state import Outside
from trainer.core.text import is_seen
from trainer.foreign import gaps
from trainer.foreign.draft import NO_SCHEDULES, Draft, Schedule
from trainer.foreign.formats.markdown import (
    code_spans,
    fenced,
    footnotes,
    front_matter,
    media_of,
    placed,
    with_footnotes,
    within,
)
from trainer.foreign.known import text_guid
from trainer.foreign.media import MediaFiles
from trainer.foreign.source import Bundle, Watch, text, title_of, unwatched

_SCHEDULE = re.compile(r"<!--SR:((?:(?!<!--SR:).)*?)-->", re.DOTALL)
_ENTRY = re.compile(r"!(\d{4}-\d{2}-\d{2}),(\d{1,6})(?:\.\d+)?,(\d{1,5})")
_DECK_TAG = re.compile(r"(?:^|[\s\[,\"'#])flashcards((?:/[\w-]+)*)", re.MULTILINE)
_DECK_SIGN = re.compile(r"(?:^|\s)#flashcards((?:/[\w-]+)*)(?![\w/-])")
_OWN_DECK = re.compile(r"[ \t]*#flashcards(?:/[\w-]+)*(?:\s+#[\w/-]+)*\s+")
"""At the start of a card: the decks of that card alone, and its other tags."""
_TAG_LINE = re.compile(r"#[\w/-]+(?:\s+#[\w/-]+)*")
_HIDDEN = r"(?:%%.*?%%|<!--(?!SR:)(?:(?!<!--).)*?-->)"
_COMMENT = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ \t]*(?P=fence)[^\n]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))"
    rf"|^[ \t]*{_HIDDEN}[ \t]*\n|{_HIDDEN}",
    re.DOTALL | re.MULTILINE,
)
"""What nobody sees, with its line where it fills one; a comment within code is none."""
_GAP = re.compile(r"==(?=\S)((?:(?!==).)+)(?<=\S)==")
_CURLY = re.compile(r"\{\{(?=[^\s{])((?:(?!\{\{).)+?)(?<=\S)\}\}(?!\})", re.DOTALL)
_BOLD = re.compile(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
_PARTS = re.compile(r"(?:(?P<number>\d{1,3});;)?(?P<answer>.*?)(?:;;(?P<hint>[^;]+))?", re.DOTALL)
"""A gap with its number and its hint, as the plugin has had them since version 1.13."""
_NO_CARD = "left out: a schedule stands here without a card (gaps are sought in ==…==, {{…}} and **…**)"
_BESIDE = "left out: a card of one line stands directly above or below, without a blank line between"
_BLOCK_NAME = re.compile(r"(?<=\S)\s+\^[A-Za-z0-9][A-Za-z0-9-]*\Z")
"""https://help.obsidian.md/links: at the end of a block, behind a blank."""
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=[^\n]+$)")
_ASIDE = re.compile(r"#{1,6}[ \t]|\[\^[^\]\s]+\]:")
_NO_ANSWER = "left out: a card without an answer"
_NEVER = date(2000, 1, 1).toordinal()
"""The day that the plugin writes for cards which were not asked yet."""


def is_one(content: str) -> bool:
    """Does a Markdown text hold cards of the plugin?"""
    return bool(re.search(r"(?m)^\?{1,2}[ ]*$|\S ?::|==\S|<!--SR:", content))


def read(path: Path, watch: Watch = unwatched, home: Path | None = None) -> Bundle:
    """Read a note; ``home``: the folder of all. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    content = text(path, bundle.oddities)
    head, body = front_matter(content)
    decks = _Decks(title_of(path))
    body = _COMMENT.sub(lambda found: found["code"] or "", body)
    media = media_of(path, body, home)
    words = tuple(_tags(head, body))
    decks.begin(head, _plain(body.split("\n")))
    blocks = list(_blocks(body))
    signs = _gap_signs(blocks)
    notes = footnotes(body)
    for block in watch(blocks):
        drafts = _cards(block, decks, media, signs)
        noted = (_noted(draft, notes) for draft in drafts)
        bundle.drafts += (draft._replace(tags=tuple(dict.fromkeys((*words, *draft.tags)))) for draft in noted)
    bundle.media = media.copies
    return bundle


class _Place(NamedTuple):
    """Where a card is: the title of its deck, those of others in which it is as well, and tags of its own."""

    title: str
    others: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def of(self, draft: Draft) -> Draft:
        """Return a draft that is there; a note is in one deck here, and the names of others are tags."""
        lost = (f"that it is in deck {one!r} as well, of which it has the tag" for one in self.others)
        return draft._replace(tags=(*self.others, *self.tags), lost=(*draft.lost, *lost))


@dataclass(slots=True)
class _Decks:
    """Which decks a card is in: a line of tags holds for what comes after it until the next one, at the start
    of a card for that card alone. ``whole``: the deck of a tag that names none. ``place``: that of the next
    card."""

    whole: str
    place: _Place = field(init=False)

    def begin(self, front: str, lines: Iterable[str]) -> None:
        """Begin with the tags of the front matter; without any the first ones hold above them, too."""
        found = _DECK_TAG.findall(front) or next(filter(None, map(_DECK_SIGN.findall, lines)), [""])
        self.place = self.named(found)

    def named(self, decks: Sequence[str], tags: Sequence[str] = ()) -> _Place:
        """Return the place that tags name."""
        named = dict.fromkeys(deck.strip("/").replace("/", "::") or self.whole for deck in decks)
        title, *others = named
        return _Place(title, (*others,), (*tags,))

    def taken(self, card: str) -> tuple[_Place, str]:
        """Return the place of a card, and the card without the tags at its start."""
        if (found := _OWN_DECK.match(card)) is None:
            return self.place, card
        words = found[0].replace("#", "").split()
        own = [word.replace("/", "::") for word in words if not _DECK_SIGN.fullmatch(f"#{word}")]
        return self.named(_DECK_SIGN.findall(found[0]), own), card[found.end() :]

    def go_past(self, line: str) -> None:
        """Take the tags of a line that is of no card, if it has any."""
        if found := _DECK_SIGN.findall(line):
            self.place = self.named(found)


def _noted(draft: Draft, notes: Mapping[str, str]) -> Draft:
    """Return a draft with the footnotes that its texts refer to."""
    texts = {
        name: with_footnotes(value, notes) if name != "reverse" and isinstance(value, str) else value
        for name, value in draft.fields.items()
    }
    return draft._replace(fields=texts)


def _tags(head: str, body: str) -> Iterator[str]:
    """Yield the tags of a note, without those that only name a deck of cards."""
    listed = re.search(r"(?m)^tags:[ ]*(.*(?:\n[ ]*-[ ].*)*)", head)
    words = re.split(r"[\s,\[\]\"']+", listed[1]) if listed else []
    lines = (line.strip() for line in _plain(body.split("\n")))
    words += [word for line in lines if _TAG_LINE.fullmatch(line) for word in line.split()]
    plain = dict.fromkeys(word.lstrip("#-") for word in words)
    yield from (word.replace("/", "::") for word in plain if word and not word.startswith("flashcards"))


def _plain(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that are no fenced code."""
    yield from (line for line, code in zip(lines, fenced(lines), strict=True) if not code)


def _blocks(body: str) -> Iterator[str]:
    """Yield what stands between blank lines; fenced code does not end at one."""
    lines = list[str]()
    every = [*body.split("\n"), ""]
    for line, code in zip(every, fenced(every), strict=True):
        if line.strip() or code:
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


def _schedules(written: str) -> tuple[Schedule, ...]:
    entries = [entry for comment in _SCHEDULE.findall(written) for entry in _ENTRY.findall(comment)]
    return tuple(map(_schedule, entries))


def _schedule(entry: tuple[str, str, str]) -> Schedule:
    try:
        due, days, ease = date.fromisoformat(entry[0]).toordinal(), int(entry[1]), int(entry[2])
    except ValueError:
        return Schedule()
    if due <= _NEVER or due - days < 1:
        return Schedule()
    outside = Outside(due, due - max(1, days), max(1, days), ease, reviews=1)
    return Schedule(outside, is_dated=False)


def _gap_signs(blocks: Sequence[str]) -> Sequence[re.Pattern[str]]:
    """Return what marks gaps: the plugin can be set to take braces or bold for some, too. Where a schedule
    belongs to such a text and to nothing else, it was."""
    found = [_GAP]
    for sign in (_CURLY, _BOLD):
        if any(_is_gapped(block, sign) for block in blocks):
            found.append(sign)
    return found


def _is_gapped(block: str, sign: re.Pattern[str]) -> bool:
    written = _SCHEDULE.sub("", block)
    lines = list(_plain(written.split("\n")))
    cards = any(line.strip() in ("?", "??") or _sign(line) for line in lines) or _GAP.search(written)
    return not cards and len(_schedules(block)) > 0 and sign.search(written) is not None


def _cards(
    block: str, decks: _Decks, media: MediaFiles, gap_signs: Sequence[re.Pattern[str]]
) -> Iterator[Draft]:
    before = decks.place
    place, whole = decks.taken(block)
    lines = [line for line, code in _told(whole) if code or not _TAG_LINE.fullmatch(line.strip())]
    in_fence = fenced(lines)
    for at, line in enumerate(lines):
        if line.strip() in ("?", "??") and at and not in_fence[at]:
            front, back = (_SCHEDULE.sub("", "\n".join(part)) for part in (lines[:at], lines[at + 1 :]))
            both = line.strip() == "??"
            yield place.of(_basic(place.title, front, back, media, _schedules(block), both=both))
            return
    rows, signs, places = list[str](), dict[int, tuple[int, int]](), dict[int, _Place]()
    for line, code in _told(block):
        if not code and _sign(_SCHEDULE.sub("", line)):
            places[len(rows)], card = decks.taken(line)
            if sign := _sign(_SCHEDULE.sub("", card)):
                signs[len(rows)] = sign
            rows.append(card)
            continue
        if not code:
            decks.go_past(line)
        if code or not _TAG_LINE.fullmatch(line.strip()):
            rows.append(line)
    for row, end in zip(signs, (*list(signs)[1:], len(rows)), strict=False):
        at, size = signs[row]
        line = _SCHEDULE.sub("", rows[row])
        mine = _schedules("\n".join(rows[row:end]))
        front, back = line[:at].lstrip("-*+> \t"), line[at + size :]
        yield places[row].of(_basic(places[row].title, front, back, media, mine, both=size == 3))
    if signs:
        yield from _beside(before.title, rows, signs)
        return
    written, schedules = _SCHEDULE.sub("", "\n".join(lines)).rstrip(), _schedules(block)
    in_code = within(code_spans(written))
    gapped = next(
        (one for one in gap_signs if any(not in_code(m.start()) for m in one.finditer(written))), None
    )
    if gapped is not None:
        decks.place = before
        yield place.of(_cloze(place.title, written, media, schedules, gapped))
    elif schedules and written.strip():
        yield Draft(text_guid(written, ""), before.title, "", {"ask": written}, lost=(_NO_CARD,))


def _told(block: str) -> Iterator[tuple[str, bool]]:
    """Yield each line, and whether it is of fenced code."""
    lines = block.split("\n")
    yield from zip(lines, fenced(lines), strict=True)


def _beside(title: str, lines: Sequence[str], cards: Collection[int]) -> Iterator[Draft]:
    """Yield what stands in the lines around ``cards`` of one line each and is of none, as left out. Headings
    and footnotes are no part of the text."""
    for is_card, places in groupby(range(len(lines)), lambda place: place in cards):
        rest = (_SCHEDULE.sub("", lines[place]) for place in places)
        written = "\n".join(line for line in rest if line.strip() and not _ASIDE.match(line))
        if written and not is_card:
            yield Draft(text_guid(written, ""), title, "", {"ask": written}, lost=(_BESIDE,))


def _sign(line: str) -> tuple[int, int] | None:
    """Return where ``::`` or ``:::`` parts a line, and which of them it is; not within code."""
    if "::" not in line:
        return None
    in_code = within(code_spans(line))
    for found in re.finditer(r":{2,3}", line):
        if not in_code(found.start()) and line[: found.start()].strip() and line[found.end() :].strip():
            return found.start(), len(found[0])
    return None


def _basic(
    title: str, front: str, back: str, media: MediaFiles, schedules: Sequence[Schedule], *, both: bool
) -> Draft:
    used, lost = list[str](), list[str]()
    if not is_seen(back):
        return Draft(text_guid(front.strip(), ""), title, "", {"ask": front}, lost=(_NO_ANSWER,))
    fields: dict[str, str | tuple[str, ...]] = {
        "ask": placed(_HEADING.sub("", _unnamed(front.strip(), lost)), media, used, lost),
        "answer": placed(_unnamed(back.strip(), lost), media, used, lost),
    }
    if both:
        fields["reverse"] = "true"
    return Draft(
        text_guid(front.strip(), back.strip()),
        title,
        "basic",
        fields,
        media=tuple(dict.fromkeys(used)),
        schedules=dict(zip(("", "#reverse"), schedules, strict=False)) or NO_SCHEDULES,
        lost=tuple(lost),
    )


def _unnamed(text: str, lost: list[str]) -> str:
    """Return a text without the name of its block, which Obsidian shows nowhere."""
    found = _BLOCK_NAME.search(text)
    if found is None:
        return text
    lost.append("the name of a block (`^…`), which links lead to")
    return text[: found.start()]


def _cloze(
    title: str, written: str, media: MediaFiles, schedules: Sequence[Schedule], sign: re.Pattern[str]
) -> Draft:
    used, lost = list[str](), list[str]()
    in_code = within(code_spans(written))
    number = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal number
        if in_code(match.start()):
            return match[0]
        number += 1
        parts = _PARTS.fullmatch(match[1])
        if parts is None:
            return gaps.gap(number, match[1])
        return gaps.gap(int(parts["number"] or number), parts["answer"], parts["hint"] or "")

    marked = sign.sub(gap, written)
    try:
        fields, kind = {"text": gaps.back(placed(_unnamed(marked, lost), media, used, lost))}, "cloze"
    except gaps.GapError as error:
        fields, kind = {"ask": written}, ""
        lost.append(f"left out: {error}")
    return Draft(
        text_guid(written.replace("==", ""), ""),
        title,
        kind,
        fields,
        media=tuple(dict.fromkeys(used)),
        schedules={f"#c{place}": one for place, one in enumerate(schedules, 1)},
        lost=tuple(lost),
    )
