"""The notetypes of exported notes, frozen: Anki refuses or doubles notes whose notetype changed its shape.

Ids, field names, field order and template names never change and are never reused. A new field takes a spare
one's place. When a template or the stylesheet changes, `CHANGED` is raised: Anki takes over the newer look.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from trainer.anki.outgoing.style import CSS

# The UTC second of the last change to a template or the stylesheet: 2026-11-28 04:00. Not the time of an
# export, so the look that a user gave these notetypes in Anki stays until there is really a new one.
CHANGED = 1_795_838_400


class Field(NamedTuple):
    """A field of a notetype: its id in Anki and its name."""

    id: int
    name: str


class Template(NamedTuple):
    """A card template: its id in Anki, its name, and the HTML of both sides."""

    id: int
    name: str
    front: str
    back: str


@dataclass(frozen=True)
class Notetype:
    """A notetype: its id in Anki, its name, fields and templates.

    ``needed`` names the fields that must show something.
    """

    id: int
    name: str
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    needed: tuple[str, ...]
    is_cloze: bool = False
    css: str = CSS

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in their order."""
        return tuple(field.name for field in self.fields)


_COMMON = ("Hints", "Extra", "Source", "Id", "Spare1", "Spare2", "Spare3")
_END = (
    '{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}'
    '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
    '<div class="id">{{Id}}</div>'
)


def _fields(*own: str) -> tuple[Field, ...]:
    """Own fields have ids from 101, the common ones from 901."""
    return tuple(
        Field(first + place, name)
        for first, names in ((101, own), (901, _COMMON))
        for place, name in enumerate(names)
    )


def _template(number: int, name: str, question: str, with_it: str = "", answer: str = "") -> Template:
    """The question stays where it was; ``with_it`` and the hints give way to ``answer`` and explanations.

    The class names keep MathJax from taking plain text for mathematics; what is some is marked as such in the
    fields. A card is written from the side from which its first letters are, each paragraph from its own.
    """
    classes = "trainer tex2jax_ignore mathjax_ignore"
    start = f'<div class="{classes}" dir="auto"><div class="question">{question}</div>'
    front = f"{start}{with_it}{{{{#Hints}}}}{{{{Hints}}}}{{{{/Hints}}}}</div>"
    return Template(number, name, front, f'{start}<hr id="answer">{answer}{_END}</div>')


def _if(field: str, html: str) -> str:
    return f"{{{{#{field}}}}}{html}{{{{/{field}}}}}"


_REVERSE = _template(202, "Reverse", "{{Back}}", '<div class="note">{{Reverse}}</div>', "{{Front}}")

BASIC = Notetype(
    1812102095,
    "Trainer Basic",
    _fields("Front", "Back", "Reverse"),
    (
        _template(201, "Forward", "{{Front}}", answer="{{Back}}"),
        _REVERSE._replace(front=_if("Reverse", _REVERSE.front)),
    ),
    needed=("Front", "Back"),
)
CLOZE = Notetype(
    1937576592,
    "Trainer Cloze",
    _fields("Text"),
    (_template(201, "Cloze", "{{cloze:Text}}"),),
    needed=("Text",),
    is_cloze=True,
)
CHOICE = Notetype(
    1510680135,
    "Trainer Choice",
    _fields("Question", "Options", "Answer"),
    (_template(201, "Choice", "{{Question}}", "{{Options}}", "{{Answer}}"),),
    needed=("Question", "Options", "Answer"),
)
TYPED = Notetype(
    1741411072,
    "Trainer Typed",
    _fields("Question", "Answer", "Accepted"),
    (
        _template(
            201,
            "Typed",
            "{{Question}}",
            "{{type:Answer}}",
            "{{type:Answer}}" + _if("Accepted", '<div class="note">Also right:</div>{{Accepted}}'),
        ),
    ),
    needed=("Question", "Answer"),
)
ORDER = Notetype(
    2068689221,
    "Trainer Order",
    _fields("Question", "Steps", "Answer"),
    (_template(201, "Order", "{{Question}}", "{{Steps}}", "{{Answer}}"),),
    needed=("Question", "Steps", "Answer"),
)
COMPARE = Notetype(
    1488919952,
    "Trainer Compare",
    _fields("Question", "Table", "Answer", "Full"),
    (_template(201, "Cell", "{{Question}}", "{{Table}}", "{{Answer}}{{Full}}"),),
    needed=("Question", "Table", "Answer"),
)
POINTS = Notetype(
    1758547130,
    "Trainer Points",
    _fields("Question", "Points", "Time"),
    (
        _template(
            201, "Points", "{{Question}}", _if("Time", '<div class="note">{{Time}}</div>'), "{{Points}}"
        ),
    ),
    needed=("Question", "Points"),
)
MOST_CARDS = 12
"""So many cards of one note that came from Anki, each a note here, go back as one note."""


def _card(place: int) -> Template:
    typed = _if(f"Typed{place}", f"{{{{type:Typed{place}}}}}")
    made = _template(
        200 + place, f"Card {place}", f"{{{{Question{place}}}}}", typed, f"{typed}{{{{Answer{place}}}}}"
    )
    return made._replace(front=_if(f"Question{place}", made.front))


_PLACES = range(1, MOST_CARDS + 1)
SEVERAL = Notetype(
    1650248371,
    "Trainer Several",
    _fields(*(f"{name}{place}" for place in _PLACES for name in ("Question", "Answer", "Typed"))),
    tuple(map(_card, _PLACES)),
    needed=(),
)
NOTETYPES = (BASIC, CLOZE, CHOICE, TYPED, ORDER, COMPARE, POINTS, SEVERAL)
