"""Anki's own notetypes, and which cards a note of any notetype has, for files that hold only the fields."""

from collections.abc import Sequence

from trainer.anki.incoming.values import TheirCard, TheirNote, TheirNotetype, TheirTemplate
from trainer.foreign import gaps
from trainer.foreign.html.reading import text_of
from trainer.foreign.templates import render

_ANSWER = "{{FrontSide}}<hr id=answer>"
_FORWARD = TheirTemplate("Card 1", "{{Front}}", f"{_ANSWER}{{{{Back}}}}")
_BACKWARD = TheirTemplate("Card 2", "{{Back}}", f"{_ANSWER}{{{{Front}}}}")

BASIC = TheirNotetype("Basic", ("Front", "Back"), (_FORWARD,))
REVERSED = TheirNotetype("Basic (and reversed card)", ("Front", "Back"), (_FORWARD, _BACKWARD))
OPTIONAL = TheirNotetype(
    "Basic (optional reversed card)",
    ("Front", "Back", "Add Reverse"),
    (_FORWARD, _BACKWARD._replace(front="{{#Add Reverse}}{{Back}}{{/Add Reverse}}")),
)
TYPED = TheirNotetype(
    "Basic (type in the answer)",
    ("Front", "Back"),
    (TheirTemplate("Card 1", "{{Front}}{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}"),),
)
CLOZE = TheirNotetype(
    "Cloze",
    ("Text", "Back Extra"),
    (TheirTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>{{Back Extra}}"),),
    is_cloze=True,
)
STOCK = {one.name.casefold(): one for one in (BASIC, REVERSED, OPTIONAL, TYPED, CLOZE)}


def is_stock(name: str) -> bool:
    """Is it the name of one of Anki's own notetypes?"""
    return name.strip().casefold() in STOCK


def notetype_of(name: str, fields: Sequence[str]) -> TheirNotetype:
    """Return the notetype that a name stands for, or one that fits the fields: gaps, or a question with all
    the rest as its answer."""
    if known := STOCK.get(name.strip().casefold()):
        return known
    if any(gaps.numbers(gaps.aside(field)) for field in fields[:1]):
        names = ("Text", *(f"Field {place}" for place in range(2, len(fields) + 1)))
        rest = "<br>".join(f"{{{{{name}}}}}" for name in names[1:])
        back = f"{{{{cloze:Text}}}}<br>{rest}"
        return TheirNotetype(name, names, (TheirTemplate("Cloze", "{{cloze:Text}}", back),), is_cloze=True)
    names = tuple(f"Field {place}" for place in range(1, max(2, len(fields)) + 1))
    several = "".join(f"{{{{#{name}}}}}<div>{{{{{name}}}}}</div>{{{{/{name}}}}}" for name in names[1:])
    rest = several if len(names) > 2 else f"{{{{{names[1]}}}}}"
    return TheirNotetype(name, names, (TheirTemplate("Card 1", "{{Field 1}}", f"{_ANSWER}{rest}"),))


def note_of(
    guid: str, notetype: TheirNotetype, fields: Sequence[str], deck: str, tags: Sequence[str] = ()
) -> TheirNote:
    """Return a note with the cards that Anki makes of its fields."""
    values = dict(zip(notetype.fields, fields, strict=False))
    if notetype.is_cloze:
        marked = "".join(gaps.aside(field) for field in fields)
        ords = [number - 1 for number in gaps.numbers(marked)] or [0]
    else:
        ords = [ord for ord, one in enumerate(notetype.templates) if _asks(one.front, values)] or [0]
    cards = tuple(TheirCard(ord, deck, 0, 0, 0, 0, 0, 0, 0, 0, 0) for ord in ords)
    return TheirNote(guid, notetype, tuple(fields), tuple(tags), 0, cards)


def _asks(front: str, values: dict[str, str]) -> bool:
    """Does a front show something of the fields?"""
    filled, bare = render(front, values), render(front, dict.fromkeys(values, ""))
    media = "<img" in filled.html or "[sound:" in filled.html
    return media or filled.typed not in (None, "") or text_of(filled.html) != text_of(bare.html)
