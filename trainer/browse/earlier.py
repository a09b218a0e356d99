"""Queries asked before and those that were given names, to be gone through while one is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST = 50


@dataclass(slots=True)
class Earlier:
    """Goes back, the latest first and the named ones last, and forward again to what was being written.

    Attributes:
        names: the user's queries by their names.
    """

    names: Mapping[str, str]
    _asked: list[str] = field(default_factory=list)
    _at: int = -1
    _writing: str = ""

    def begin(self, query: str) -> None:
        """Note the query in force, as another one is about to be written."""
        self._at = -1
        if query.strip():
            self._asked = [query, *(one for one in self._asked if one != query)][:_MOST]

    def step(self, back: int, text: str) -> str | None:
        """Return what stands one further ``back`` (1), or forward (-1), than the ``text`` that is there now;
        None where nothing does."""
        every = [*self._asked, *(name for name in self.names if name not in self._asked)]
        to = self._at + back
        if not -1 <= to < len(every):
            return None
        if self._at == -1:
            self._writing = text
        self._at = to
        return self._writing if to == -1 else every[to]
