"""What a dialog offers to do."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple


class Offer(NamedTuple):
    """Something that can be done from a dialog: the key (one of `keys.OFFERED`), what it does, and doing it,
    once the dialog is closed."""

    key: str
    label: str
    act: Callable[[], Awaitable[None]]
