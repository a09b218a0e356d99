"""Failures that a user can cause and mend. Their messages are complete sentences: what, where, what to do.

Each knows the status with which the program ends when nobody handles it.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What the program's exit status means."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    FILE = 3
    BUSY_OR_NEWER = 4
    INTERRUPTED = 130


class TrainerError(Exception):
    """The root of all errors that are told to the user instead of shown as a traceback."""

    status = Exit.PROBLEMS

    @property
    def lines(self) -> list[str]:
        """The lines of the message; nearly all have one, whatever the names in it."""
        return [str(self)]


class UsageError(TrainerError):
    """What the user named does not exist, or cannot be meant."""

    status = Exit.USAGE


class FileError(TrainerError):
    """A file or folder cannot be read or written."""

    status = Exit.FILE


class EditorError(TrainerError):
    """No editor is set, or it cannot be started."""

    status = Exit.FILE


class ClockError(TrainerError):
    """The computer's clock is one under which nothing can be kept."""

    status = Exit.FILE


class DeclinedError(TrainerError):
    """The user was asked and said no."""

    status = Exit.DONE


class NotUndoneError(TrainerError):
    """Something that was done cannot be taken back."""


class NothingToAskError(TrainerError):
    """There is no card or question for what was wished."""


class LibraryError(FileError):
    """The store could not read or write."""


class LibraryGoneError(LibraryError):
    """The file of the history is not there any more: nothing is saved until the program is started again."""


class LibraryBusyError(LibraryError):
    """Another program holds the history file."""

    status = Exit.BUSY_OR_NEWER


class LibraryDiskError(LibraryError):
    """The disk of the history file is full, or failing."""


class LibraryDamagedError(LibraryError):
    """The history file is damaged, or none."""


class LibraryNewerError(LibraryError):
    """The history file was written by a newer version of the program."""

    status = Exit.BUSY_OR_NEWER
