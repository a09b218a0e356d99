"""What a card rule finds."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A rule that a note does not keep, how, and what to do about it."""

    rule: str
    message: str
    remedy: str
