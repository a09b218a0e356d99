"""The settings file: read, and changed with its comments kept by tomlkit, which is not loaded before."""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from trainer.core.dates import WEEKDAYS, read_weekdays
from trainer.core.errors import UsageError
from trainer.core.text import one_line
from trainer.files import OddFileError, content, repeated, save
from trainer.settings.check import SettingsError, checked, known_key
from trainer.settings.model import FORMER, HINTS, TABLES, Settings, Weekday

_HEAD = "# Settings of trainer; `trainer config` lists all of them.\n"

_LARGEST = 2**20


def read(path: Path) -> Settings:
    """Return the settings in the TOML file ``path``; the defaults when there is no such file.

    Raises:
        SettingsError: the file is not readable, not TOML, or has an unknown key or a value of the wrong kind.
    """
    text = _text(path)
    return Settings() if text is None else _parsed(text, path)


Wrong = Callable[[Settings], Iterable[str]]


@repeated
def change(path: Path, key: str, value: str | None, wrong: Wrong = lambda _: ()) -> Settings:
    """Set ``key`` in the settings file to ``value``, or take it out (None), a table whole or one part of it;
    return what holds now.

    ``value`` is TOML (``7``, ``["mine"]``) or a bare word or text. Comments and layout of the file stay.

    Raises:
        UsageError: no such setting, or not with that value, or more is ``wrong`` than before; as it was.
        SettingsError: the file cannot be read, or is not right as it is: it stays so, but if ``key`` was one
            of its faults and is none now.
        FileError: the file cannot be written.
    """
    text = _text(path)
    before = _values(text or "", path)  # no TOML: said of the file, not of the change
    if value is not None or key not in before:
        known_key(key)
    whole = key
    key, _, name = key.partition(".")
    if name and key not in TABLES and value is not None:
        raise UsageError(f"{key} has no parts")
    changed = _changed(_HEAD if text is None else text, key, name, value)
    try:
        found = _parsed(changed, path)
    except SettingsError as error:
        here = [fault for fault in error.faults if fault in (whole, key) or fault.startswith(f"{whole}.")]
        if here:
            raise UsageError(error.faults[here[0]]) from error
        if {whole, key} & _faults(text, path).keys():  # one fault less
            save(path, changed.encode(), was=text)
            mended = f"{whole} is mended; what is still wrong:"
            raise SettingsError(mended, *error.lines, faults=error.faults) from error
        raise
    for one in wrong(found):
        if text is None or one not in wrong(_parsed(text, path)):
            raise UsageError(f"{one}; nothing was changed. What belongs together can be written into {path}")
    save(path, changed.encode(), was=text)
    return found


def _changed(text: str, key: str, name: str, value: str | None) -> str:
    """Return the text of a settings file with ``key``, or its part ``name``, set to ``value`` or taken out.

    Raises:
        UsageError: ``key`` is a table, and ``value`` is none.
    """
    import tomlkit

    document = tomlkit.parse(text)
    for former, now in FORMER.items():
        if now == key:
            document.pop(former, None)
    if key in TABLES:
        _set_table(document, key, name, value)
    elif value is None:
        document.pop(key, None)
    elif key in document:
        document[key] = _toml(key, value)
    else:
        return _with_line(tomlkit.dumps(document), tomlkit.dumps({key: _toml(key, value)}))
    found = tomlkit.dumps(document)
    return _NEWLINE.sub("\r\n", found) if "\r\n" in text else found


def _set_table(document: MutableMapping[str, Any], key: str, name: str, value: str | None) -> None:
    """Set the table ``key`` or one part of it, or take that out."""
    import tomlkit
    from tomlkit.items import InlineTable

    present = document.get(key)
    parts = dict(present) if isinstance(present, Mapping) else {}
    if name:
        wanted = {part: said for part, said in parts.items() if part != name}
        wanted |= {name: value} if value is not None else {}
    else:
        wanted = {} if value is None else _toml(key, value)
    if not isinstance(wanted, Mapping):
        raise UsageError(TABLES[key][0])
    if not wanted:
        document.pop(key, None)
    elif not isinstance(present, MutableMapping):
        document[key] = dict(wanted)
    elif isinstance(present, InlineTable):  # written anew, as what is added to one has no blank before it
        document[key] = tomlkit.inline_table()
        document[key].update(wanted)
    else:
        for part in parts.keys() - wanted.keys():
            del present[part]
        present.update({part: said for part, said in wanted.items() if parts.get(part) != said})


def _with_line(text: str, line: str) -> str:
    """Return the text of a settings file with a line more, which stands before its first table and what is
    said of that."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    table = next((at for at, one in enumerate(lines) if _TABLE.match(one)), len(lines))
    at = table
    while at and table < len(lines) and lines[at - 1].startswith("#"):
        at -= 1
    while at and not lines[at - 1].strip():
        at -= 1
    beside = [""] if at < len(lines) and lines[at].strip() else []
    return end.join([*lines[:at], line.strip(), *beside, *lines[at:], ""])


_TABLE = re.compile(r"\s*\[.*\]\s*(?:#.*)?\Z")
_NEWLINE = re.compile("\r?\n")


def _faults(text: str | None, path: Path) -> Mapping[str, str]:
    try:
        _parsed(text or "", path)
    except SettingsError as error:
        return error.faults
    return {}


def _toml(key: str, value: str) -> Any:
    """Return what a value stands for: TOML, weekdays as for a goal (``sat,sun``), or the text.

    Raises:
        UsageError: a word is no weekday.
    """
    import tomllib

    with suppress(ValueError, RecursionError, KeyError):
        return tomllib.loads(f"value = {value}")["value"]
    if HINTS[key] == tuple[Weekday, ...]:
        return [WEEKDAYS[day] for day in sorted(read_weekdays(value))]
    return value


def _text(path: Path) -> str | None:
    try:
        return content(path, _LARGEST).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OddFileError as error:
        raise SettingsError(
            f"{path}: cannot be read: it {error.reason}. Name another with --config."
        ) from error
    except OSError as error:
        raise SettingsError(
            f"{path}: cannot be read ({error.strerror}). Check its rights, or name another with --config."
        ) from error
    except UnicodeDecodeError as error:
        said = f"is not UTF-8 text (byte {error.start}). Save it as UTF-8, or name another with --config."
        raise SettingsError(f"{path}: {said}") from error


def _parsed(text: str, path: Path) -> Settings:
    return checked(_values(text, path), path, text)


def _values(text: str, path: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise SettingsError(f"{path}: is nested deeper than any settings are") from error
    except ValueError as error:  # no TOML, or a number of thousands of digits
        raise SettingsError(f"{path}: is not TOML: {one_line(str(error))}") from error
