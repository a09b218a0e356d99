"""What pydantic finds wrong, in the rules and words of this project."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from trainer.core.near import near
from trainer.core.text import one_line
from trainer.decks.format import fields, models
from trainer.decks.yaml.tree import Fault, Loc, Node

_PATTERNS = {
    fields.ID: ("bad-id", "is no id", "use lower-case letters, digits, - and _"),
    fields.NOTE: ("bad-id", "is no note id", "write `note` or `deck/note`"),
    fields.TAG: ("bad-value", "is no tag", "a tag has no blanks and no commas"),
    fields.WITHIN: (
        "bad-value",
        "is no distance of two numbers",
        "write 5% (of the answer) or 2 (in its unit)",
    ),
    fields.LANGUAGE: ("bad-value", "is no language tag", "write one such as en, de or pt-BR"),
    fields.MONTH: ("bad-value", "is no month", "write YYYY-MM, such as 2026-11"),
    fields.URL: ("bad-value", "is no web address", "write https://…"),
}
_MALFORMED = ("bad-value", "is malformed", "compare it with its neighbours")
_EMPTY = "fill it in, or remove it; a text that starts with # needs quotes"
_COMMA = "put a text that holds `, ` in quotes inside { } and [ ]"
_SHAPES = {
    "string_type": "a text",
    "list_type": "a list",
    "dict_type": "a mapping (`key: value`)",
    "model_type": "a mapping (`key: value`)",
}
_SHAPE_REMEDIES = {
    "string_type": "write one text; put it in quotes if it starts with a bracket or holds `: `",
    "list_type": "write [a, b], or one line `- a` for each member",
    "dict_type": "write {key: value, …}, or one line `key: value` for each",
    "model_type": "write {key: value, …}, or one line `key: value` for each",
}


def fault(error: Mapping[str, Any], model: type[BaseModel], root: Node) -> Fault:
    """Say what ``error``, raised by ``model`` for the tree ``root``, means for the deck's author."""
    loc = tuple(step for step in error["loc"] if step != "[key]")
    return Fault(loc, root.at(loc).line, *_explain(error, loc, model))


def _explain(error: Mapping[str, Any], loc: Loc, model: type[BaseModel]) -> tuple[str, str, str]:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = f"`{path(loc)}`"
    if kind == "extra_forbidden":
        return _unknown_key(loc, model, given)
    if kind == "missing":
        return "missing-field", f"{name} is missing", f"add `{loc[-1]}: …`{_meaning(loc, model)}"
    if isinstance(given, str) and not given.strip():
        return "empty-field", f"{name} is empty", _EMPTY
    if kind in _SHAPES:
        return "wrong-shape", f"{name} must be {_SHAPES[kind]}", _SHAPE_REMEDIES[kind]
    if kind == "too_short":
        count = context["min_length"]
        if not given:
            return "empty-field", f"{name} is empty", f"write at least {count}, or remove it"
        return "too-few", f"{name} has {len(given)} of at least {count} members", f"write at least {count}"
    shown = f"`{one_line(str(given), 60)}`"
    if kind == "string_pattern_mismatch":
        rule, what, remedy = _PATTERNS.get(context["pattern"], _MALFORMED)
        is_cut = error["loc"][-1] == "[key]" and " " in given
        return rule, f"{name}: {shown} {what}", _COMMA if is_cut else remedy
    if kind == "string_too_long":
        return "bad-id", f"{name}: {shown} is too long", f"use at most {context['max_length']} characters"
    if kind == "literal_error":
        expected = context["expected"].replace("'", "")
        return "bad-value", f"{name}: {shown} is not known", f"write one of: {expected}"
    refusal = context.get("error")
    return "bad-value", f"{name} {refusal or 'is malformed'}", getattr(refusal, "remedy", "")


def _unknown_key(loc: Loc, model: type[BaseModel], value: Any) -> tuple[str, str, str]:
    key = str(loc[-1])
    known = _keys(loc[:-1], model)
    message = f"`{path(loc)}` is not a key of {_owner(loc[:-1], model)}"
    if value == "" and " " in key:
        return "unknown-key", message, _COMMA
    if len(loc) == 1:
        kinds = [name for name, other in models.MODELS.items() if key in other.model_fields]
        if issubclass(model, models.NoteModel) and kinds:
            remedy = f"it belongs to kind {' or '.join(kinds)}: set `kind`, or remove the key"
            return "unknown-key", message, remedy
    return "unknown-key", message, nearest(key, known) or f"the keys are: {', '.join(known)}"


def _owner(loc: Loc, model: type[BaseModel]) -> str:
    if loc:
        return f"`{path(loc)}`"
    if issubclass(model, models.NoteModel):
        return f"kind {model.model_fields['kind'].annotation.__args__[0]}"  # type: ignore[union-attr]
    return "a deck"


def _keys(loc: Loc, model: type[BaseModel]) -> list[str]:
    """Return the keys that may stand at ``loc``, found by following the annotations of the models."""
    found = _model_at(loc, model)
    return list(found.model_fields) if found else []


def _model_at(loc: Loc, model: type[BaseModel]) -> type[BaseModel] | None:
    annotation: Any = model
    for step in loc:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            annotation = annotation.model_fields[str(step)].annotation
        else:
            annotation = annotation.__args__[-1]
        while hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _meaning(loc: Loc, model: type[BaseModel]) -> str:
    owner = _model_at(loc[:-1], model)
    described = owner.model_fields[str(loc[-1])].description if owner else None
    return f" ({described})" if described else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a suggestion such as ``did you mean `answer`?``, or "" when nothing is near."""
    close = near(word, known)
    return f"did you mean `{close[0]}`?" if close else ""


def path(loc: Loc) -> str:
    """Return a place in a note as its author would say it; list members count from 1."""
    return one_line(".".join(str(step + 1 if isinstance(step, int) else step) for step in loc), 60)
