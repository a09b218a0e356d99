"""Cards that were found: their numbers, in order. However many they are, only those looked at are read."""

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

_PAGE = 128
"""Keys that are read together where one of them is wanted."""
_MANY = 8192
"""Keys that are read together where all are."""


class Found(Sequence[str]):
    """Keys of cards, in the order in which they were found; that stays, whatever is written later."""

    def __init__(
        self, numbers: str, keys: Callable[[Iterable[int | str]], list[str]], number: Callable[[str], int]
    ) -> None:
        """Hold the ``numbers`` of cards as a text with commas between: in that form SQLite gives many of them
        fastest. ``keys`` returns the keys of some, ``number`` the number of the card with a key, 0 for none.
        """
        self._text = f",{numbers}," if numbers else ""
        self._length = numbers.count(",") + 1 if numbers else 0
        self._keys = keys
        self._number = number
        self._page: tuple[int, list[str]] = (0, [])

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if stop <= _PAGE and step > 0:  # the text need not be read to its end
                return self._keys(self._text.split(",", _PAGE + 1)[1 : stop + 1][start::step])
            return self._keys(self._all[index])
        at = range(self._length)[index]
        start, keys = self._page
        if not 0 <= at - start < len(keys):
            start = at - at % _PAGE
            keys = self[start : start + _PAGE]
            self._page = start, keys
        return keys[at - start]

    def __iter__(self) -> Iterator[str]:
        for start in range(0, self._length, _MANY):
            yield from self[start : start + _MANY]

    def __reversed__(self) -> Iterator[str]:
        for stop in range(self._length, 0, -_MANY):
            yield from reversed(self[max(0, stop - _MANY) : stop])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._place(key) >= 0

    def index(self, key: str, start: int = 0, stop: int | None = None) -> int:
        """Return where the card with this key stands."""
        at = self._place(key)
        if not start <= at < (self._length if stop is None else stop):
            raise ValueError(f"{key} is not among these cards")
        return at

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Found) and other._keys == self._keys:  # by the same store
            return other._text == self._text
        return isinstance(other, Sequence) and len(other) == self._length and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr([*self])

    def _place(self, key: str) -> int:
        """Return where the card with this key stands, -1 where it does not."""
        at = self._text.find(f",{self._number(key)},")
        return self._text.count(",", 0, at) if at >= 0 else -1

    @cached_property
    def _all(self) -> "array[int]":
        return array("q", json.loads(f"[{self._text[1:-1]}]"))
