"""Whether an interview waits to be gone on with, found out cheaply enough for a first screen."""

from trainer.core.library import Library

RECENT = 14
"""Study days after which an interview that was left is no longer spoken of."""


def left_open(library: Library, day: int) -> bool:
    """Was an interview of the last days left unfinished?"""
    found = library.log({"mock"}, since=day - RECENT)
    if not found:
        return False
    from trainer.interview.transcript import read_all, unfinished  # here: few days have one

    return unfinished(read_all(found)) is not None
