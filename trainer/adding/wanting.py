"""What a note that somebody writes still wants, in the words of the form and not in those of deck files."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from trainer.core.notebook import NewNote, Refusal, Value
from trainer.core.text import counted

_NAMES = {
    "ask": "question",
    "text": "text",
    "answer": "answer",
    "right": "right option",
    "wrong": "wrong option",
    "steps": "step",
    "points": "point",
    "subjects": "subject",
    "aspects": "row",
}
_LEAST: Mapping[str, Mapping[str, int]] = {
    "basic": {"ask": 1, "answer": 1},
    "typed": {"ask": 1, "answer": 1},
    "cloze": {"text": 1},
    "choice": {"ask": 1, "right": 1, "wrong": 1},
    "order": {"ask": 1, "steps": 2},
    "points": {"ask": 1, "points": 1},
    "compare": {"subjects": 2, "aspects": 1},
}
"""How many of each field a kind of note has at least."""

_NO_GAP = re.compile(r"\{\{(?:c\d+(?:,\d+)*::)?\s*(?:::[^}]*)?\}\}")


def wanting(note: NewNote) -> Refusal | None:
    """Return the first thing that a note wants, at its field and the number of its line there, from 0; None
    where the rules of decks are all that is left to ask."""
    return next(_wants(note), None)


def _wants(note: NewNote) -> Iterator[Refusal]:
    for field, least in _LEAST[note.kind].items():
        texts = _texts(note.fields.get(field, ()))
        name = _NAMES[field]
        if least == 1 and not any(texts):
            yield Refusal(field, f"the {name} is missing")
        elif len(texts) < least:
            yield Refusal(field, f"wanted: at least {counted(least, name)}, a line each", len(texts))
        for number, what in _ROWS.get(field, _nothing)(note):
            yield Refusal(field, what, number)


def _texts(value: Value) -> list[str]:
    """Return what is said first in each line of a field."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [str(value.get("say", value.get("text", "")))]
    return [said for member in value for said in (_texts(member)[:1] or [""])]


Found = Iterator[tuple[int, str]]
"""Numbers of lines, each with what is wrong there."""


def _nothing(_: NewNote) -> Found:
    return iter(())


def _members(note: NewNote, field: str) -> Sequence[Value]:
    value = note.fields.get(field, ())
    return [value] if isinstance(value, str) else list(value)


def _gaps(note: NewNote) -> Found:
    text = "".join(_texts(note.fields.get("text", "")))
    if text.strip() and "{{" not in text:
        yield 0, "nothing is hidden yet: put what is to be hidden between {{ and }}"
    elif _NO_GAP.search(text):
        yield 0, "there is nothing between {{ and }} to be hidden"
    elif text.count("{{") > text.count("}}"):
        yield 0, "a {{ has no }} after it: what is hidden stands between the two"


def _right(note: NewNote) -> Found:
    said = [one.strip() for one in _texts(note.fields.get("right", ()))]
    for number, one in enumerate(said):
        if one and one in said[:number]:
            yield number, f"the option “{one}” is there already"


def _options(note: NewNote) -> Found:
    before = [one.strip() for one in _texts(note.fields.get("right", ()))]
    for number, wrong in enumerate(_members(note, "wrong")):
        said = "".join(_texts(wrong))
        if isinstance(wrong, Mapping) and not (said.strip() and str(wrong.get("because", "")).strip()):
            yield number, "before | stands the wrong option, behind it why it is wrong; one of them is empty"
        if said.strip() and said.strip() in before:
            yield number, f"the option “{said}” is there already"
        before.append(said.strip())


def _points(note: NewNote) -> Found:
    for number, said in enumerate(_texts(note.fields.get("points", ()))):
        if not said.strip():
            yield number, "before the first | stands what is to be said; it is empty"


def _rows(note: NewNote) -> Found:
    subjects = _texts(note.fields.get("subjects", ()))
    for number, row in enumerate(_members(note, "aspects")):
        cells = [str(cell) for cell in row] if isinstance(row, Sequence) and not isinstance(row, str) else []
        if len(cells) != len(subjects) + 1 or not all(cell.strip() for cell in cells):
            form = " | ".join(["question", *(f"of {subject}" for subject in subjects)])
            yield number, f"a row is a question and an answer for each subject: {form}"


_ROWS: Mapping[str, Callable[[NewNote], Found]] = {
    "text": _gaps,
    "right": _right,
    "wrong": _options,
    "points": _points,
    "aspects": _rows,
}
