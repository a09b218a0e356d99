"""Cards that were found: their numbers, in order. However many they are, only those looked at are read."""

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

_PAGE = 128
"""Keys that are read together where one of them is wanted."""
_MANY = 4096
"""Keys that are read together where all are."""


class Found(Sequence[str]):
    """Keys of cards, in the order in which they were found; that stays, whatever is written later."""

    def __init__(
        self,
        count: int,
        numbers: str,
        keys: Callable[[Sequence[int]], list[str]],
        number: Callable[[str], int],
    ) -> None:
        """Hold ``count`` numbers of cards, in a text with commas, as SQLite gives many of them fastest;
        ``keys`` returns the keys of some, ``number`` the number of the card with a key, 0 for none."""
        self._count = count
        self._text = numbers
        self._keys = keys
        self._number = number
        self._page: tuple[int, list[str]] = (0, [])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            return self._keys(self._some(start, stop)) if step == 1 else [*self][index]
        at = range(self._count)[index]
        start, keys = self._page
        if not 0 <= at - start < len(keys):
            start = at - at % _PAGE
            keys = self[start : start + _PAGE]
            self._page = start, keys
        return keys[at - start]

    def __iter__(self) -> Iterator[str]:
        for start in range(0, self._count, _MANY):
            yield from self[start : start + _MANY]

    def __reversed__(self) -> Iterator[str]:
        for stop in range(self._count, 0, -_MANY):
            yield from reversed(self[max(0, stop - _MANY) : stop])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._number(key) in self._all

    def index(self, key: str, start: int = 0, stop: int | None = None) -> int:
        """Return where the card with this key stands."""
        return self._all.index(self._number(key), start, self._count if stop is None else stop)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(other) == self._count and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr([*self])

    def _some(self, start: int, stop: int) -> Sequence[int]:
        """Return numbers; of the first of all no more is made of the text than they need."""
        if stop <= _PAGE and "_all" not in self.__dict__:
            return [int(number) for number in self._text.split(",", stop)[start:stop] if number]
        return self._all[start:stop]

    @cached_property
    def _all(self) -> "array[int]":
        found = array("q", json.loads(f"[{self._text}]"))
        self._text = ""
        return found
