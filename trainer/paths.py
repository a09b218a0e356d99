"""Where things are: flag > environment > settings file > default. Nothing is created here.

What a flag or the environment names has to be there; of a history or a settings file the folder: a name that
was mistyped would else be passed over, and something begun anew in its place.
"""

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from trainer.core.defaults import TUTORIAL
from trainer.core.errors import FileError, UsageError
from trainer.files import real, what_is
from trainer.settings.model import SHIPPED

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
        path = Path(text).expanduser()
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UsageError(f"{text!r} is longer than a name of a file or folder can be") from error
        return path
    except RuntimeError as error:
        home = Path(text).parts[0]
        raise UsageError(f"{home} stands for no home folder here; write {text!r} in full") from error
    return path


def is_missing(path: Path) -> bool:
    """Is there nothing at a path? What cannot be looked at, may be there."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def named_settings(flag: str | None = None) -> Path | None:
    """Return the settings file that is named by ``flag`` or ``TRAINER_CONFIG``, if one is."""
    named = flag or os.environ.get("TRAINER_CONFIG")
    return named_path(named) if named else None


def settings_file(flag: str | None = None, *, made: bool = False) -> Path:
    """Return the settings file: the one that is named, or the one in the configuration folder. It need not be
    there yet, as on a new computer: settings that are changed are written there.

    Raises:
        FileError: the folder of one that is named is not there; but if it is to be ``made``.
    """
    if (path := named_settings(flag)) is not None:
        if not made and is_missing(folder := path.parent):
            raise FileError(
                f"the folder {folder} of the settings file {path} (--config, TRAINER_CONFIG) is not there. "
                "Check its name; `trainer config set KEY VALUE` makes it"
            )
        return path
    from platformdirs import user_config_path

    return user_config_path("trainer", appauthor=False) / "config.toml"


def database(flag: str | None = None) -> Path:
    """Return the history file: ``flag``, ``TRAINER_DB``, or ``trainer.db`` in the data folder.

    Raises:
        UsageError: it is named as SQLite names what is no file.
        FileError: something is there that is none, or its folder is named and is not there.
    """
    named = flag or os.environ.get("TRAINER_DB")
    if named and (named == ":memory:" or (named.startswith("file:") and "?" in named)):
        raise UsageError(f"{named} would be gone with the program; name a file for the history")
    path = named_path(named) if named else _data_folder() / "trainer.db"
    if what := what_is(path, to_write=True):
        raise FileError(f"{path} is {what}; name a file for the history (--db, TRAINER_DB)")
    if named and is_missing(folder := real(path).parent):
        raise FileError(
            f"the folder {folder} of the history (--db, TRAINER_DB) is not there. Check its name, or make it"
        )
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
    mine = own_decks()
    places = {SHIPPED: shipped_decks(), "mine": mine, TUTORIAL: tutorial()}
    roots = [places.get(name) or named_path(name) for name in named_decks(flag) or setting]
    return [root for root in roots if root != mine or mine.is_dir()]  # one's own folder may not be there yet


def named_decks(flag: Sequence[str] | None) -> list[str]:
    """Return where to look for decks, as ``flag`` or ``TRAINER_DECKS`` says."""
    return list(flag or [part for part in os.environ.get("TRAINER_DECKS", "").split(os.pathsep) if part])


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
