"""Work on things of which there are very many."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_bulk() -> Iterator[None]:
    """Let Python look for cycles less often during the block: what is made by the hundred thousand has few,
    and looking through it over and over takes a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_AT_ONCE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


_AT_ONCE = 50_000
