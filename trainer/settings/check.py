"""What the values of a file stand for, and clear words for those that stand for nothing.

pydantic's core checks them: the whole of pydantic would cost the first card more than it is worth.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from trainer.core.errors import FileError, UsageError
from trainer.core.kept import parse_kept
from trainer.core.near import near
from trainer.core.query import QueryError
from trainer.core.text import one_line
from trainer.settings.model import FORMER, FORMERLY, HINTS, QUERIES, Settings, Whole
from trainer.settings.wording import toml, wanted

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


MEND = "`trainer config set KEY VALUE` mends one, `trainer config unset KEY` takes it out."


class SettingsError(FileError):
    """The settings file cannot be used; the lines ``said`` name file, line, key and remedy of each fault.
    ``faults``: what is wrong with each key that is; none if it is the whole file."""

    def __init__(self, *said: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__("\n".join(said))
        self._said = said
        self.faults = faults or {}

    @property
    def lines(self) -> list[str]:
        return list(self._said)  # names in them may have ends of lines


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

    wrong = {
        key: f"unknown key {key!r}; {_near(key)}" for key in values if key not in HINTS and key not in FORMER
    }
    values = {FORMER[key]: values[key] for key in FORMER if key in values} | {
        key: FORMERLY.get((key, value), value) if isinstance(value, str) else value
        for key, value in values.items()
        if key not in FORMER and key not in wrong
    }
    fields = {key: typed_dict_field(_schema(hint), required=False) for key, hint in HINTS.items()}
    found: dict[str, Any] = {}
    try:
        found = SchemaValidator(typed_dict_schema(fields)).validate_python(dict(values))
    except ValidationError as error:
        for key in (str(each["loc"][0]) for each in error.errors()):
            wrong[key] = f"{key} = {one_line(toml(values[key]))} should be {wanted(key)}"
    queries = values.get(QUERIES, {}) if QUERIES not in wrong else {}
    for name, query in queries.items():
        try:
            parse_kept(query, queries, name)
        except QueryError as error:
            wrong[f"{QUERIES}.{name}"] = f"{QUERIES}.{name}: {error}"
    if wrong:
        places = (f"{_place(path, key, text)}: {said}" for key, said in wrong.items())
        raise SettingsError(*places, MEND, faults=wrong)
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


def _place(path: Path, key: str, text: str) -> str:
    key = key.removeprefix(f"{QUERIES}.")
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""", line):
            return f"{path}:{number}"
    return str(path)


def _near(key: str) -> str:
    if key in FORMER:
        return f"it is called {FORMER[key]!r} now"
    close = near(key, HINTS)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(HINTS)}"
