"""Values on the command line: days and other numbers, and what words stand for."""

import argparse

from trainer.core.text import spelt

FILE, FOLDER = "file", "folder"
DECK, OWN, TAG, CARD, QUERY, COPY = "deck", "own", "tag", "card", "query", "copy"
KEY, VALUE, RULE = "key", "value", "rule"
"""What a word stands for, so that a shell can complete it; all but the first two are asked of the program."""


ASKING = frozenset({DECK, CARD, QUERY})
"""Words that may be a query."""

NAMES = frozenset({DECK, OWN, TAG, CARD, QUERY, KEY, VALUE, RULE})
"""Words that stand for what no file system has a say in."""


def text(word: str) -> str:
    """Read a word that is compared with texts, or kept as one; files alone have names in any bytes.

    Raises:
        argparse.ArgumentTypeError: it is not UTF-8.
    """
    if not word.isascii() and any("\ud800" <= letter <= "\udfff" for letter in word):
        raise argparse.ArgumentTypeError(f"'{spelt(word)}' is not UTF-8; say it in other letters")
    return word


def named(word: str) -> str:
    """Read a name of a file or folder; an empty one would stand for the usual place, as that of a variable of
    the shell that is not set.

    Raises:
        argparse.ArgumentTypeError: it is empty.
    """
    if not word:
        raise argparse.ArgumentTypeError("the name of the file or folder is empty")
    return word


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
