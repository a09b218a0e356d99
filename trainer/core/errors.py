"""Failures that a user can cause and mend. Their messages are complete sentences for the user."""


class LibraryError(Exception):
    """The store could not read or write. The message says what, where, and what to do."""


class LibraryBusyError(LibraryError):
    """Another program holds the history file."""


class LibraryNewerError(LibraryError):
    """The history file was written by a newer version of the program."""
