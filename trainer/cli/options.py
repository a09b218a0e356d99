"""Values on the command line: dates, days and other numbers."""

import argparse
from datetime import date


def day(word: str) -> int:
    """Read a date as a study day."""
    try:
        return date.fromisoformat(word).toordinal()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is not a date such as 2027-01-31") from error


def days(word: str) -> int:
    """Read a number of days from today."""
    if not (word.isascii() and word.isdecimal() and int(word) <= 36500):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 0 to 36500")
    return int(word)


def port(word: str) -> int:
    """Read a port that a user may open."""
    if not (word.isascii() and word.isdecimal() and 1024 <= int(word) <= 65535):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1024 to 65535")
    return int(word)


def per_cent(word: str) -> int:
    """Read a desired retention."""
    if not (word.isascii() and word.isdecimal() and 70 <= int(word) <= 99):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 70 to 99")
    return int(word)


def count(word: str) -> int:
    """Read a number of questions or minutes."""
    if not (word.isascii() and word.isdecimal() and 1 <= int(word) <= 999):
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1 to 999")
    return int(word)
