"""Subjects against aspects, asked row by row."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.body import Body, Cell, Members, Point
from trainer.core.kinds.points import Points
from trainer.core.kinds.sides import Sides, Table, bullets, listed
from trainer.core.text import same

SECONDS_A_ROW = 30
SECONDS = range(45, 121)
"""How long telling the whole comparison may take."""

LEAST_POINTS, MOST_POINTS = 3, 10
"""So many points are a question of an interview, and no more of them have a digit."""

_OPEN = re.compile(
    r"\b(?:examples?|typical(?:ly)?|suits?|suited|use cases?|which \w+ fits)\b|\bfit(?: in\b[^?]*)?\?",
    re.IGNORECASE,
)
"""What in the question of a row says that much is right; English."""

_BEHIND_NAME = re.compile(r"\s*(?::|=|->|→|\s[-–—]\s)\s*")
"""What stands between a subject and what is said of it."""

_LONGEST_NAME = 120
_ASIDE = 2
"""Words around a name that are no part of it."""

_WORD = re.compile(r"[^\W_][\w.-]*[^\W_]")
_LEAST_LETTERS = 4
_WORDS_OF_A_CELL = {2: 3, 3: 2}
"""How many words of a cell show that it was said, by the number of cells; of more cells one each."""


class Aspect(NamedTuple):
    """One row of a comparison; ``cells`` maps subject keys to texts, in the order of the subjects.

    A row with ``show`` is only shown with the answers, never asked.
    """

    key: str
    ask: str
    cells: tuple[tuple[str, str], ...]
    show: bool = False

    @property
    def open(self) -> bool:
        """Does it ask for an example, or for what something suits, to which much else would be right?"""
        return _OPEN.search(self.ask) is not None


@dataclass(frozen=True, slots=True)
class Compare(Body):
    """A table of subjects against aspects; one card per aspect that is asked, which hides the whole row.

    ``subjects``: (key, name). ``ask`` is the whole question as an interviewer puts it, "" if nobody wrote it.
    """

    kind: ClassVar[str] = "compare"
    helps_to_judge: ClassVar[bool] = True
    stage: ClassVar[int] = 2
    typable: ClassVar[bool] = True
    members: ClassVar[Members] = {"aspects": Aspect}
    subjects: tuple[tuple[str, str], ...]
    aspects: tuple[Aspect, ...]
    ask: str = ""

    @property
    def rows(self) -> tuple[Aspect, ...]:
        """The aspects that are asked."""
        return tuple(aspect for aspect in self.aspects if not aspect.show)

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#{aspect.key}" for aspect in self.rows)

    def prompt(self) -> str:
        return self.ask

    def asks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(aspect.ask for aspect in self.rows))

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        names = tuple(name for _, name in self.subjects)
        rows = tuple((aspect.ask, self._texts(aspect)) for aspect in self.aspects)
        asked = [f"#{aspect.key}" for aspect in self.aspects].index(suffix)
        table = Table(names, rows, asked)
        prompt = f"**{listed(names)}**\n\n{self.aspects[asked].ask}"
        return Sides(prompt, bullets(f"**{name}**: {text}" for name, text in _pairs(table)), table)

    def parts(self, suffix: str) -> tuple[Point, ...]:
        return tuple(Point(f"{name}: {text}") for name, text in _pairs(self.sides(suffix, "").table))

    def cells(self, suffix: str) -> tuple[str, ...]:
        return tuple(f"{suffix}.{subject}" for subject, _ in self.subjects)

    def cell(self, suffix: str) -> Cell | None:
        row, _, subject = suffix.partition(".")
        for aspect in self.rows:
            if f"#{aspect.key}" == row and subject in dict(aspect.cells):
                return Cell(dict(self.subjects)[subject], aspect.ask, dict(aspect.cells)[subject])
        return None

    def told(self, text: str) -> tuple[str, ...]:
        """Return what ``text`` says of each subject, "" for nothing.

        A line that begins with the name or key of one, or with words of a name that fit no other, and a sign
        such as a colon is about it; the other lines are about the others in their order.
        """
        found: dict[str, str] = {}
        rest = []
        for line in filter(None, map(str.strip, text.splitlines())):
            key, said = self._led(line)
            if key and key not in found:
                found[key] = said
            else:
                rest.append(line)
        silent = [key for key, _ in self.subjects if key not in found]
        found |= dict(zip(silent, rest, strict=False))
        return tuple(found.get(key, "") for key, _ in self.subjects)

    def _led(self, line: str) -> tuple[str, str]:
        """Return the key of the subject by which a line begins, "" for none, and what it says of it."""
        for behind in _BEHIND_NAME.finditer(line[:_LONGEST_NAME]):
            if key := self._named(line[: behind.start()]):
                return key, line[behind.end() :].strip()
        return "", line

    def _named(self, head: str) -> str:
        """Return the key of the subject that ``head`` names, in full or so that no other fits, or ""."""
        for key, name in self.subjects:
            if same(head, name) or same(head, key):
                return key
        names = [set(_words(name)) for _, name in self.subjects]
        shared = set.intersection(*names)
        told = [word for word in _words(head) if word not in shared]
        fit = [
            key
            for (key, _), name in zip(self.subjects, names, strict=True)
            if _cover(told, name) or (len(told) <= len(name) + _ASIDE and _cover(name - shared, told))
        ]
        return fit[0] if len(fit) == 1 else ""

    def whole(self) -> Body | None:
        """The question with the cells of its rows as points: each is found in an answer by itself."""
        if not self.ask or not self.rows:
            return None
        rows = self._told()
        points = tuple(point for row in rows for point in self._cell_points(row))
        return Points(self.ask, points, min(max(SECONDS_A_ROW * len(rows), SECONDS[0]), SECONDS[-1]))

    def opens(self) -> bool:
        whole = self.whole()
        return whole is not None and len(whole.parts("")) >= LEAST_POINTS

    def behind(self, points: int) -> tuple[str, ...]:
        found = tuple("" if row.show else f"#{row.key}" for row in self._told() for _ in self.subjects)
        return found if len(found) == points else ()

    def _told(self) -> list[Aspect]:
        """Return the rows told in an answer to the whole question: those that are asked, and of the others as
        many as make points enough, but no open ones, to which much else would be right."""
        shown = [aspect for aspect in self.aspects if aspect.show and not aspect.open]
        least = max(len(self.rows), -(-LEAST_POINTS // len(self.subjects)))
        return [*self.rows, *shown][: min(least, max(1, MOST_POINTS // len(self.subjects)))]

    def _cell_points(self, aspect: Aspect) -> Iterator[Point]:
        """Yield the cells of a row as points."""
        texts, telling = self._texts(aspect), self._telling(aspect)
        for (_, name), text, words in zip(self.subjects, texts, telling, strict=True):
            # A short word tells little by itself; without terms a point is judged by all its words.
            yield Point(
                f"{name}: {text}",
                tuple((word,) for word in words if len(word) > _LEAST_LETTERS),
                about=aspect.ask,
            )

    def _telling(self, aspect: Aspect) -> list[list[str]]:
        """Return for each cell of a row the words that no other of its cells has, nor the question."""
        texts = self._texts(aspect)
        names = [name for _, name in self.subjects]
        most = _WORDS_OF_A_CELL.get(len(texts), 1)
        telling = []
        for at, text in enumerate(texts):
            others = _words(" ".join((*names, aspect.ask, *texts[:at], *texts[at + 1 :])))
            words = [word for word in _words(text) if word not in others and len(word) >= _LEAST_LETTERS]
            telling.append(sorted(words, key=len, reverse=True)[:most])
        return telling

    def _texts(self, aspect: Aspect) -> tuple[str, ...]:
        return tuple(dict(aspect.cells)[key] for key, _ in self.subjects)


def _pairs(table: Table | None) -> list[tuple[str, str]]:
    """Return each subject with its cell of the row asked."""
    return list(zip(table.subjects, table.answers, strict=True)) if table is not None else []


def _cover(some: Collection[str], others: Collection[str]) -> bool:
    """Does each of ``some`` words, at least one, stand among ``others``, if only as the beginning of one?"""
    alike = (any(one.startswith(word) or word.startswith(one) for one in others) for word in some)
    return bool(some) and all(alike)


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(text.casefold())))
