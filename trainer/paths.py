"""Where things are: flag > environment > settings file > default. Nothing is created here."""

import os
from collections.abc import Sequence
from pathlib import Path

from trainer.core.errors import FileError, UsageError
from trainer.files import what_is
from trainer.settings.model import SHIPPED

TUTORIAL = "tutorial"
"""The word that stands for the deck that teaches the program, and that deck's id."""

_PACKAGE = Path(__file__).parent


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("trainer", appauthor=False)


def named_path(text: str) -> Path:
    """Return the path that a user named, with ``~`` and ``~name`` as the home folders that they stand for.

    Raises:
        UsageError: nobody here has that name, or no path can be written so.
    """
    if not text.strip():
        raise UsageError("a name of a file or folder is empty")
    if "\0" in text:
        raise UsageError("a name of a file or folder has no NUL in it")
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        home = Path(text).parts[0]
        raise UsageError(f"{home} stands for no home folder here; write {text!r} in full") from error


def settings_file(flag: str | None = None) -> Path:
    """Return the settings file: ``flag``, ``TRAINER_CONFIG``, or the one in the configuration folder."""
    named = flag or os.environ.get("TRAINER_CONFIG")
    if named:
        return named_path(named)
    from platformdirs import user_config_path

    return user_config_path("trainer", appauthor=False) / "config.toml"


def database(flag: str | None = None) -> Path:
    """Return the history file: ``flag``, ``TRAINER_DB``, or ``trainer.db`` in the data folder.

    Raises:
        UsageError: it is named as SQLite names what is no file.
        FileError: something is there that is none.
    """
    named = flag or os.environ.get("TRAINER_DB")
    if named and (named == ":memory:" or (named.startswith("file:") and "?" in named)):
        raise UsageError(f"{named} would be gone with the program; name a file for the history")
    path = named_path(named) if named else _data_folder() / "trainer.db"
    if what := what_is(path, to_write=True):
        raise FileError(f"{path} is {what}; name a file for the history (--db, TRAINER_DB)")
    return path


def shipped_decks() -> Path:
    """Return the folder of the decks that come with the program, in a wheel or in a checkout."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent / "decks"


def tutorial() -> Path:
    """Return the deck that teaches the program; it is in use only where somebody asks for it."""
    return _PACKAGE / f"{TUTORIAL}.yaml"


def deck_roots(flag: Sequence[str] | None, setting: Sequence[str]) -> list[Path]:
    """Return the folders and files to look for decks in: ``flag``, ``TRAINER_DECKS``, or the settings' list.

    The words ``shipped`` and ``mine`` stand for the program's own decks and for ``decks`` in the data folder,
    ``tutorial`` for the deck that teaches the program.
    """
    named = list(flag or [])
    if not named:
        named = [part for part in os.environ.get("TRAINER_DECKS", "").split(os.pathsep) if part]
    mine = own_decks()
    places = {SHIPPED: shipped_decks(), "mine": mine, TUTORIAL: tutorial()}
    roots = [places.get(name) or named_path(name) for name in named or setting]
    return [root for root in roots if root != mine or mine.is_dir()]  # one's own folder may not be there yet


def own_decks() -> Path:
    """Return the folder of the user's own decks; it need not be there yet."""
    return _data_folder() / "decks"


def exports(flag: str | None = None) -> Path:
    """Return where exports land: ``flag``, or in the working folder ``exports`` if that exists, else
    ``trainer-exports``."""
    if flag:
        return named_path(flag)
    checkout = Path.cwd() / "exports"
    return checkout if checkout.is_dir() else Path.cwd() / "trainer-exports"
