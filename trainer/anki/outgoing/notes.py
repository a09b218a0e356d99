"""Notes of a deck as Anki notes: the notetype, the fields as HTML, guid, tags and time of change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, NamedTuple

from trainer.anki import notetypes
from trainer.anki.identity import card_key, note_guid
from trainer.anki.notetypes import Notetype
from trainer.anki.outgoing.markup import cloze_html, link_tag, plain_html, to_html
from trainer.core.card import Deck, Note, Reference
from trainer.core.cloze import numbers
from trainer.core.kinds import (
    Basic,
    Body,
    Choice,
    Cloze,
    Compare,
    Option,
    Order,
    Points,
    Sides,
    Table,
    Typed,
    bullets,
)
from trainer.core.media import discreet, hidden
from trainer.core.text import counted


class AnkiNote(NamedTuple):
    """One note as Anki stores it.

    Attributes:
        note: the deck's note that it was made from; a comparison makes one for each row that is asked.
        fields: HTML of the notetype's fields, in their order.
        cards: the position of the template of each card, or its cloze number less one; ``keys`` are ours.
        id: our key of the note, or of the row that it is, as the card shows it.
        changed: the UTC second of the last change of content.
    """

    notetype: Notetype
    note: Note
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    changed: int
    keys: tuple[str, ...]
    id: str


ShownFirst = Callable[[], Sides]
"""Returns what the first card of a note shows."""


class Part(NamedTuple):
    """An Anki note to be made: the fields of its kind, what its key has after the note's, its cards."""

    notetype: Notetype
    own: Mapping[str, str]
    suffix: str = ""
    cards: tuple[int, ...] = (0,)


def anki_notes(deck: Deck, note: Note, changed: int) -> tuple[AnkiNote, ...]:
    """Return the Anki notes of a note: one, or for a comparison one for each row that is asked.

    Raises:
        ClozeError: the text of a cloze note has no usable markers.
    """
    common = common_fields(deck, note)
    tags = note_tags(deck, note)
    made, key = [], note.key
    for notetype, own, suffix, cards in MAKERS[note.kind](note.body, lambda: note.sides(note.card_keys()[0])):
        id = key + suffix
        values = {**common, **own, "Id": plain_html(id)}
        fields = filled(notetype, values)
        has_gaps = notetype.is_cloze
        keys = tuple([card_key(key, place, suffix, has_gaps=has_gaps) for place in cards])
        made.append(AnkiNote(notetype, note, note_guid(note, suffix), fields, tags, cards, changed, keys, id))
    return tuple(made)


def filled(notetype: Notetype, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields of a notetype in their order, of which those without a value are empty. Where one is
    written from right to left, each list and table of the note begins on the side of its own letters."""
    fields = tuple(map(values.get, notetype.names, _EMPTY))
    shown = "".join(fields)
    if shown.isascii() or not _FROM_RIGHT.search(shown):
        return fields
    return tuple(_BLOCK.sub(r'\g<0> dir="auto"', html) for html in fields)


_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and other scripts that are written so."""
_BLOCK = re.compile(r"<(?:ul|ol|table|blockquote)\b")


_EMPTY = repeat("")


def common_fields(deck: Deck, note: Note) -> dict[str, str]:
    """Return the HTML of what a note of any kind may have, by the names of fields."""
    if not (note.hints or note.cite or note.why or note.corrects or note.as_of):
        return {}
    return {
        "Hints": _hints(note.hints) if note.hints else "",
        "Extra": _extra(note),
        "Source": _sources(deck.references, note.cite) if note.cite else "",
    }


def note_tags(deck: Deck, note: Note) -> tuple[str, ...]:
    """Return the tags that a note has in Anki."""
    return anki_tags((*deck.tags, *note.tags, *((f"level::{note.level}",) if note.level else ())))


@lru_cache(maxsize=4096)
def anki_tags(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``tags`` made legal for Anki, each once: no space, control or quote, no empty level."""
    legal: dict[str, str] = {}
    for tag in tags:
        levels = ("_".join(level.replace('"', "").split()) for level in tag.split("::"))
        name = "::".join("".join(filter(str.isprintable, level)) for level in levels if level)
        if name:
            legal.setdefault(name.casefold(), name)
    return tuple(legal.values())


def asked(body: Body) -> str:
    """Return the HTML of what a note asks, without captions that tell the answer."""
    return to_html(hidden(body.prompt(), body))


def _without_told(body: Cloze) -> str:
    """Return a text with gaps without captions that tell what one of them hides."""
    text = body.text
    return discreet(text, [gap for suffix in body.suffixes() for gap in body.gaps(suffix)])


def _basic(body: Basic, shown: ShownFirst) -> Sequence[Part]:  # noqa: ARG001
    back = hidden(body.answer, body, body.suffixes()[1]) if body.reverse else body.answer
    own = {"Front": asked(body), "Back": to_html(back), "Reverse": "⇄" if body.reverse else ""}
    return (Part(notetypes.BASIC, own, "", (0, 1) if body.reverse else (0,)),)


def _cloze(body: Cloze, shown: ShownFirst) -> Sequence[Part]:  # noqa: ARG001
    gaps = tuple(number - 1 for number in numbers(body.text))
    return (Part(notetypes.CLOZE, {"Text": cloze_html(_without_told(body))}, cards=gaps),)


def _choice(body: Choice, shown: ShownFirst) -> Sequence[Part]:
    sides = shown()
    several = '<div class="note">Several are right.</div>' if sides.several else ""
    items = "".join(f"<li>{to_html(option.text)}</li>" for option in sides.options)
    marked = "".join(map(_marked, sides.options))
    own = {
        "Question": asked(body),
        "Options": f'<ol class="options">{items}</ol>{several}',
        "Answer": f'<ol class="options">{marked}</ol>',
    }
    return (Part(notetypes.CHOICE, own),)


def _marked(option: Option) -> str:
    because = f'<div class="because">{to_html(option.because)}</div>' if option.because.strip() else ""
    kind, mark = ("right", "✓") if option.right else ("wrong", "✗")
    return f'<li class="{kind}"><div class="option">{mark} {to_html(option.text)}</div>{because}</li>'


def _typed(body: Typed, shown: ShownFirst) -> Sequence[Part]:  # noqa: ARG001
    """The answer is plain text, as Anki compares it letter for letter with what is typed."""
    own = {
        "Question": asked(body),
        "Answer": plain_html(body.answer),
        "Accepted": accepted(body),
    }
    return (Part(notetypes.TYPED, own),)


def accepted(body: Typed) -> str:
    """Return the list of what is right as well, "" without any."""
    found = "".join(f"<li><code>{plain_html(text)}</code></li>" for text in body.accept)
    return f"<ul>{found}</ul>" if found else ""


def _order(body: Order, shown: ShownFirst) -> Sequence[Part]:
    sides = shown()
    own = {
        "Question": asked(body),
        "Steps": to_html(bullets(sides.steps)),
        "Answer": to_html(sides.answer),
    }
    return (Part(notetypes.ORDER, own),)


def _compare(body: Compare, shown: ShownFirst) -> Iterator[Part]:  # noqa: ARG001
    """Each row is a note: its question, the subjects with their cells hidden and then shown, and the whole
    table. The fields have the names that they got when each cell was one."""
    for suffix in body.suffixes():
        row = body.sides(suffix, "")
        assert row.table is not None  # noqa: S101
        own = {
            "Question": to_html(hidden(row.prompt, body, suffix)),
            "Table": _cells(row.table.subjects, ["?"] * len(row.table.subjects), "hidden"),
            "Answer": _cells(row.table.subjects, row.table.answers, "shown"),
            "Full": _table(row.table),
        }
        yield Part(notetypes.COMPARE, own, suffix)


def _cells(subjects: Sequence[str], cells: Sequence[str], mark: str) -> str:
    """Return subjects below each other, each with its cell, which has the class ``mark``."""
    rows = (
        f'<tr><th>{to_html(subject)}</th><td class="{mark}">{to_html(cell)}</td></tr>'
        for subject, cell in zip(subjects, cells, strict=True)
    )
    return f"<table>{''.join(rows)}</table>"


def _table(table: Table) -> str:
    """Return the whole table, with the row marked that is asked for; "" where it has no other."""
    if len(table.rows) == 1:
        return ""
    head = "".join(f"<th>{to_html(name)}</th>" for name in ("", *table.subjects))
    rows = []
    for place, (ask, cells) in enumerate(table.rows):
        sign, attribute = ("▸ ", ' class="shown"') if place == table.asked else ("", "")
        row = "".join(f"<td{attribute}>{to_html(cell)}</td>" for cell in cells)
        rows.append(f"<tr><th>{sign}{to_html(ask)}</th>{row}</tr>")
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _points(body: Points, shown: ShownFirst) -> Sequence[Part]:
    time = f"Aim for {counted(body.seconds, 'second')}." if body.seconds else ""
    own = {"Question": asked(body), "Points": to_html(shown().answer), "Time": time}
    return (Part(notetypes.POINTS, own),)


MAKERS: Mapping[str, Callable[[Any, ShownFirst], Iterable[Part]]] = {
    "basic": _basic,
    "cloze": _cloze,
    "choice": _choice,
    "typed": _typed,
    "order": _order,
    "compare": _compare,
    "points": _points,
}
"""What makes the Anki notes of a note, by its kind: (body, what its first card shows)."""


def _hints(hints: Sequence[str]) -> str:
    """Each hint is folded away until it is opened."""
    return "".join(
        f'<details class="hint"><summary>Hint {number}</summary>{to_html(hint)}</details>'
        for number, hint in enumerate(hints, 1)
    )


def _extra(note: Note) -> str:
    parts = (
        ("why", to_html(note.why)),
        ("corrects", f"⚠ {to_html(note.corrects)}" if note.corrects else ""),
        ("asof", plain_html(f"As of {note.as_of}") if note.as_of else ""),
    )
    return "".join(f'<div class="{name}">{html}</div>' for name, html in parts if html)


def _sources(references: Sequence[Reference], cites: Sequence[str]) -> str:
    """What ``cites`` name: titles of references, linked; other ids, those of the syllabus, as they are."""
    known = {reference.key: reference for reference in references}
    return " · ".join(_source(known[cite]) if cite in known else plain_html(cite) for cite in cites)


def _source(reference: Reference) -> str:
    seen = plain_html(f" ({reference.seen})") if reference.seen else ""
    return f"{link_tag(reference.url)}{plain_html(reference.title)}</a>{seen}"
