"""Which lines there are to fill in for each kind of note, and what may stand there. Pure."""

from typing import NamedTuple


class Blank(NamedTuple):
    """A line to fill in.

    ``label`` and ``hint`` say what belongs there; ``many``: there may be several of it, a line each;
    ``options`` are all that may stand there, if nothing else may.
    """

    field: str
    label: str
    hint: str = ""
    many: bool = False
    options: tuple[str, ...] = ()


KINDS = ("basic", "typed", "cloze", "choice", "order", "points", "compare")
NO, YES = "no", "yes"

KIND = Blank("kind", "kind", options=KINDS)
DECK = Blank("deck", "deck", "one of yours, or the title of a new one; :: nests")
_ASK = Blank("ask", "question")
_ANSWER = Blank("answer", "answer")

OF_KIND: dict[str, tuple[Blank, ...]] = {
    "basic": (_ASK, _ANSWER, Blank("reverse", "both ways", options=(NO, YES))),
    "typed": (
        _ASK,
        Blank("answer", "answer", "as it is to be typed"),
        Blank("accept", "also right", "what typing accepts besides", many=True),
        Blank("match", "compared as", options=("text", "exact", "command", "number")),
    ),
    "cloze": (Blank("text", "text", "{{what is hidden}}, or {{c1::hidden::hint}}"),),
    "choice": (
        _ASK,
        Blank("right", "right", "what is right; several: all are to be picked", many=True),
        Blank("wrong", "wrong", "what somebody believes | why it is wrong", many=True),
    ),
    "order": (Blank("ask", "question", "what is to be put in order"), Blank("steps", "step", many=True)),
    "points": (
        Blank("ask", "question", "as an interviewer asks it"),
        Blank(
            "points",
            "point",
            "what to say | words for it | …; ! before what must be said; \\| is a bar",
            many=True,
        ),
    ),
    "compare": (
        Blank("ask", "question", "Compare … and …"),
        Blank("subjects", "subject", "the name of what is compared", many=True),
        Blank("aspects", "row", "question | answer for each subject; \\| is a bar", many=True),
    ),
}
ABOUT = (
    Blank("why", "why", "why it is so, shown after the answer"),
    Blank("hints", "hint", "shown one at a time", many=True),
    Blank("tags", "tags", "with blanks between"),
    Blank("level", "level", options=("", "core", "solid", "deep")),
)


def blanks(kind: str) -> tuple[Blank, ...]:
    """Return the lines for a kind of note, in order."""
    return (KIND, DECK, *OF_KIND[kind], *ABOUT)
