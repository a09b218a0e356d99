"""Reading an open history file, and what was found in it kept until something is written."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.core.query import QueryError
from trainer.store import codec
from trainer.store.errors import library_error
from trainer.store.place import Place

if TYPE_CHECKING:
    from trainer.core.expression import Expression

Found = TypeVar("Found")

MOST = 32
"""How much is kept at once, each as long as it is among the latest."""


class Kept:
    """The part of `trainer.store.hot.Hot` that all others read by."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._place = Place(path, connection)
        self._written: tuple[int, int] | None = None
        self._elsewhere = self._place.written_by_others()
        self._kept: dict[Hashable, Any] = {}
        self._expressions: dict[str, Expression] = {}
        self._refused = ""
        connection.create_function("matched", 2, self._matched)
        connection.create_function("sided", 3, codec.side, deterministic=True)

    def kept(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """See `trainer.core.library.Library.kept`."""
        ((others,),) = self._rows("PRAGMA data_version")  # changes with what others write, not with our own
        written = others, self._connection.total_changes
        if written != self._written:
            self._kept.clear()
            self._written = written
        if what in self._kept:
            found: Found = self._kept.pop(what)
        else:
            found = find()
        self._kept[what] = found
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        return found

    def written_elsewhere(self) -> bool:
        """See `trainer.core.library.Library.written_elsewhere`."""
        before, self._elsewhere = self._elsewhere, self._place.written_by_others()
        return self._elsewhere != before

    def _rows(self, sql: str, **values: Any) -> list[Any]:
        with self._explained():
            return self._connection.execute(sql, values).fetchall()

    def _column(self, sql: str, **values: Any) -> list[Any]:
        """Return the first column of all rows."""
        with self._explained():
            return list(chain.from_iterable(self._connection.execute(sql, values)))

    def _stream(self, sql: str, **values: Any) -> Iterator[Any]:
        """Yield rows one after the other, where all at once would take much room."""
        with self._explained():
            yield from self._connection.execute(sql, values)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn database errors inside the block into `LibraryError`; that the file is another one now comes
        before whatever is wrong with it. An expression of a query has its patience anew in each."""
        self._expressions.clear()
        self._refused = ""
        try:
            yield
        except sqlite3.Error as error:
            if self._refused:
                raise QueryError(self._refused) from error
            self._place.check()
            raise library_error(error, self.path) from error

    def _matched(self, text: str, expression: str) -> bool:
        """Is an expression found in a text?"""
        try:
            return (self._expressions.get(expression) or self._expression(expression))(text)
        except ValueError as error:  # an `ExpressionError`
            self._refused = f"The query takes too long: of re:{expression} {error}."
            raise

    def _expression(self, text: str) -> "Expression":
        from trainer.core.expression import Expression  # only where there is one

        found = self._expressions[text] = Expression(text)
        return found
