"""The syllabus: which sections a source has and how many facts each, so that decks can cite them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from trainer.core.card import Problem
from trainer.decks.format.fields import Strict, Text, Whole, text
from trainer.decks.format.messages import fault
from trainer.decks.rules import problem
from trainer.decks.yaml.source import load
from trainer.decks.yaml.tree import Fault, Node, parse

_NUMBERED = re.compile(r"(.*?\.\d+)-")


class SectionModel(Strict):
    """A section as it stands in the file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$")]
    title: Text
    facts: Whole
    left_out: dict[Whole, Text] = {}


class SyllabusModel(Strict):
    """The file."""

    sections: list[SectionModel]


@dataclass(frozen=True, slots=True)
class Section:
    """A section with facts 1 to ``facts``; ``left_out`` has fact numbers and why no card covers them."""

    id: str
    title: str
    facts: int
    left_out: tuple[tuple[int, str], ...] = ()

    def fact(self, number: int) -> str:
        """Return the id under which a fact is cited: ``hive.06.3`` for fact 3 of ``hive.06-partitions``."""
        numbered = _NUMBERED.match(self.id)
        return f"{numbered.group(1) if numbered else self.id}.{number}"


@dataclass(frozen=True, slots=True)
class Syllabus:
    """All sections, in the order of the file; none if the file has problems."""

    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def facts(self) -> frozenset[str]:
        """Every fact id that may be cited."""
        return frozenset(section.fact(n) for section in self.sections for n in range(1, section.facts + 1))

    @property
    def titles(self) -> dict[str, str]:
        """The title of its section for every fact id."""
        return {
            section.fact(n): section.title for section in self.sections for n in range(1, section.facts + 1)
        }


def read_syllabus(path: Path) -> Syllabus:
    """Read a syllabus file. Never raises; with problems there are no sections."""
    if path.is_dir():
        wanted = "name the file of a syllabus, such as syllabus.yaml"
        return _refused(path, [Fault((), 0, "file-unreadable", "this is a folder", wanted)])
    source, faults = load(path)
    if faults:
        return _refused(path, faults)
    document = parse(source)
    if document.root is None or document.faults:
        empty = Fault((), 0, "empty-file", "the syllabus is empty", "start with `sections:`")
        return _refused(path, document.faults or [empty])
    try:
        model = SyllabusModel.model_validate(document.root.plain())
    except ValidationError as error:
        return _refused(path, [fault(detail, SyllabusModel, document.root) for detail in error.errors()])
    sections = tuple(
        Section(section.id, text(section.title), section.facts, tuple(section.left_out.items()))
        for section in model.sections
    )
    doubts = list(_doubts(sections, document.root))
    return _refused(path, doubts) if doubts else Syllabus(sections)


def _doubts(sections: Iterable[Section], root: Node) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, section in enumerate(sections):
        line = root.at(("sections", at)).line
        if section.fact(1) in seen:
            message = f"`{section.fact(1)}` belongs to an earlier section already"
            yield Fault((), line, "bad-syllabus", message, "give each section an id of its own")
        seen.add(section.fact(1))
        if outside := [str(number) for number, _ in section.left_out if not 0 < number <= section.facts]:
            message = f"left_out names fact {', '.join(outside)} of {section.facts}"
            yield Fault((), line, "bad-syllabus", message, "name facts of the section")


def _refused(path: Path, faults: Iterable[Fault]) -> Syllabus:
    problems = (
        problem(fault.rule, fault.message, fault.remedy, file=str(path), line=fault.line) for fault in faults
    )
    return Syllabus((), tuple(problems))
