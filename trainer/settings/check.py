"""What the values of a file stand for, and clear words for those that stand for nothing.

pydantic's core checks them: the whole of pydantic would cost the first card more than it is worth.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from trainer.core.errors import FileError, UsageError
from trainer.core.near import near
from trainer.core.query import QueryError, parse
from trainer.core.text import one_line
from trainer.settings.model import FORMER, FORMERLY, HINTS, QUERIES, Settings, Whole
from trainer.settings.wording import toml, wanted

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class SettingsError(FileError):
    """The settings file cannot be used; the message names file, line, key and remedy. ``key``: which one is
    wrong, "" if it is the whole file."""

    key = ""


def known_key(key: str) -> None:
    """Raise `UsageError`, with the nearest names, when there is no setting ``key``."""
    if key.partition(".")[0] not in HINTS:
        raise UsageError(f"there is no setting {key!r}; {_near(key)}")


def checked(values: Mapping[str, Any], path: Path, text: str = "") -> Settings:
    """Return the settings that the values of a file stand for; ``text`` of the file tells the lines.

    Raises:
        SettingsError: an unknown key, or a value that a key does not take.
    """
    from pydantic_core import SchemaValidator, ValidationError
    from pydantic_core.core_schema import typed_dict_field, typed_dict_schema

    for key in values:
        if key not in HINTS and key not in FORMER:
            raise _wrong(path, key, text, f"unknown key {key!r}; {_near(key)}")
    values = {FORMER[key]: values[key] for key in FORMER if key in values} | {
        key: FORMERLY.get((key, value), value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in FORMER
    }
    fields = {key: typed_dict_field(_schema(hint), required=False) for key, hint in HINTS.items()}
    try:
        found = SchemaValidator(typed_dict_schema(fields)).validate_python(dict(values))
    except ValidationError as error:
        key = str(error.errors()[0]["loc"][0])
        message = f"{key} = {one_line(toml(values[key]))} should be {wanted(key)}"
        raise _wrong(path, key, text, message) from error
    for name, query in found.get(QUERIES, {}).items():
        try:
            parse(query)
        except QueryError as error:
            wrong = _wrong(path, name, text, f"{QUERIES}.{name}: {error}")
            wrong.key = QUERIES
            raise wrong from error
    changes: dict[str, Any] = {k: tuple(one) if isinstance(one, list) else one for k, one in found.items()}
    return Settings(**changes)


def _schema(hint: Any) -> "CoreSchema":
    from pydantic_core import core_schema as schema

    if get_origin(hint) is Literal:
        return schema.literal_schema(list(get_args(hint)))
    for limit in get_args(hint):
        if isinstance(limit, Whole):
            return schema.int_schema(ge=limit.least, le=limit.most, strict=True)
    text = schema.str_schema(strict=True)
    if get_origin(hint) is Mapping:
        return schema.dict_schema(text, text, strict=True)
    simple = {bool: schema.bool_schema(strict=True), str: text}
    if hint in simple:
        return simple[hint]
    of = get_args(hint)[0]
    return schema.list_schema(_schema(of), min_length=int(of is str), strict=True)


def _wrong(path: Path, key: str, text: str, message: str) -> SettingsError:
    error = SettingsError(f"{_place(path, key, text)}: {message}")
    error.key = key
    return error


def _place(path: Path, key: str, text: str) -> str:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""", line):
            return f"{path}:{number}"
    return str(path)


def _near(key: str) -> str:
    if key in FORMER:
        return f"it is called {FORMER[key]!r} now"
    close = near(key, HINTS)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(HINTS)}"
