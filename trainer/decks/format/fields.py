"""The values that fields of a deck file hold. Each arrives as text and is converted or refused."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

ID = r"^[a-z0-9][a-z0-9_-]*$"
NOTE = r"^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)?$"
TEXT = r"\S"
TAG = r"^[^\s,]+$"
LANGUAGE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
WITHIN = r"^[0-9]+([.,][0-9]+)? ?%?$"
URL = r"^https?://\S+$"

# What is text to us may be a number or true/false to an editor, which reads YAML with types.
_SCALAR = ["string", "number", "boolean"]


class RefusalError(ValueError):
    """A value that a field does not take; the message says what it is, ``remedy`` what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def _scalar(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": _SCALAR, "pattern": pattern})


def _yes_no(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise RefusalError("is neither true nor false", "write `true` or `false`, in lower case")


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,5}", value):
        return int(value)
    raise RefusalError("is no whole number", "write digits only, such as 90")


def _instant(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,11}", value):
        return int(value)
    raise RefusalError("is no time in seconds", "leave it as `trainer import` wrote it, or take it out")


def _digit(value: object) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]", value):
        return int(value)
    raise RefusalError("is not one of 0 to 9", "write one digit")


def _title(value: str) -> str:
    parts = [" ".join(part.split()) for part in value.split("::")]
    if not all(parts):
        raise RefusalError("has an empty part", "write a name on each side of `::`")
    return "::".join(parts)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def said(value: object) -> object:
    """Take a bare text for an option without a reason."""
    return {"text": value} if isinstance(value, str) else value


Text = Annotated[str, Field(pattern=TEXT), _scalar(TEXT)]
Id = Annotated[str, Field(pattern=ID, max_length=80), _scalar(ID)]
NoteId = Annotated[str, Field(pattern=NOTE, max_length=161), _scalar(NOTE)]
Tag = Annotated[str, Field(pattern=TAG), _scalar(TAG)]
Month = Annotated[str, Field(pattern=MONTH), _scalar(MONTH)]
Language = Annotated[str, Field(pattern=LANGUAGE), _scalar(LANGUAGE)]
Within = Annotated[str, Field(pattern=WITHIN), _scalar(WITHIN)]
Url = Annotated[str, Field(pattern=URL), _scalar(URL)]
Title = Annotated[str, AfterValidator(_title), _scalar(TEXT)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Some = Annotated[list[Text], Field(min_length=1)]
Texts = Annotated[Some, BeforeValidator(_listed, json_schema_input_type=Text | Some)]
Whole = Annotated[
    int,
    BeforeValidator(_whole),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 0, "maximum": 99999, "pattern": "^[0-9]{1,5}$"}
    ),
]
Instant = Annotated[
    int,
    BeforeValidator(_instant),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 0, "maximum": 99_999_999_999, "pattern": "^[0-9]{1,11}$"}
    ),
]

Digit = Annotated[
    int,
    BeforeValidator(_digit),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "maximum": 9, "pattern": "^[0-9]$"}),
]


class Strict(BaseModel):
    """A mapping with fixed keys; any other key is an error."""

    model_config = ConfigDict(extra="forbid")


def text(value: str) -> str:
    """Return a text without the blank lines around it and the blanks at its end."""
    return value.strip("\n").rstrip()


def texts(values: list[str]) -> tuple[str, ...]:
    return tuple(map(text, values)) if values else ()


def note_keys(deck: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Return full keys (``deck/note``) for note ids of the deck and of others."""
    return tuple([name if "/" in name else f"{deck}/{name}" for name in ids]) if ids else ()
