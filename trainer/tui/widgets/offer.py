"""What a dialog offers to do."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

Act = Callable[[], Awaitable[None]]


class Writing(NamedTuple):
    """A line to be written before something is done: what stands in it first, and what reads it and returns
    what to do. That may raise `UsageError`; then the line stays, to be mended."""

    asks: str
    read: Callable[[str], Act]


class Offer(NamedTuple):
    """Something that can be done from a dialog: the key (one of `keys.OFFERED`), what it does, and doing it,
    once the dialog is closed, or having a line written for it."""

    key: str
    label: str
    does: Act | Writing
