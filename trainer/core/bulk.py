"""Work on things of which there are very many."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def in_bulk(*, cycles: bool = True) -> Iterator[None]:
    """Let Python look for cycles less often during the block: what is made by the hundred thousand has few,
    and looking through it over and over takes a fifth of the time. Where no ``cycles`` are made, as by what
    reads and writes decks, it need not look at all."""
    before, looks = gc.get_threshold(), gc.isenabled()
    gc.set_threshold(_AT_ONCE, *before[1:])
    if not cycles:
        gc.disable()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if looks:
            gc.enable()


_AT_ONCE = 50_000
