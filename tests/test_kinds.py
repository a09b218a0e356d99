"""A kind of note is one file and a row in the tables of the layers that treat it in their own way."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from tests.interview.interviews import again, held, note, opener
from tests.plain.talk import grades, talk
from tests.practice.context import Clock, session
from tests.store.build import Shelf, of
from tests.tui.samples import CHOICE
from trainer.core import kinds
from trainer.core.card import Note
from trainer.core.kinds import KINDS, Body, Sides, Way
from trainer.grading import answer
from trainer.grading.answer import SCORES, Asked, Given, Judged
from trainer.grading.typed.typed import compare_text
from trainer.interview.marking import Marking
from trainer.quiz.round import Round
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store
from trainer.tui.lines.card_lines import draw

ROOT = Path(__file__).parent.parent
CLASSES = {kind.__name__ for kind in KINDS.values()}
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def named_places() -> set[str]:
    """The files and folders below ``trainer/`` that the guide names for a new kind."""
    [paragraph] = [part for part in GUIDE.split("\n\n") if part.startswith("A new kind of note:")]
    return set(re.findall(r"`([\w/]+(?:/|\.py))`", paragraph))


def place_of(path: Path) -> str | None:
    inside = path.relative_to(ROOT / "trainer").as_posix()
    return next((place for place in named_places() if inside == place or inside.startswith(place)), None)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "trainer").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def kinds_known(tree: ast.Module) -> set[str]:
    """The kinds that a module knows one by one: by importing their classes, or by their names."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("trainer.core.kinds"):
            found |= {alias.name for alias in node.names} & CLASSES
        if isinstance(node, ast.Compare) and any(
            isinstance(side, ast.Attribute) and side.attr == "kind" for side in (node.left, *node.comparators)
        ):
            texts = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}
            found |= {str(text) for text in texts if text in KINDS}
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            found |= {str(key) for key in keys if key in KINDS} if len(keys & KINDS.keys()) > 1 else set()
    return found


def test_only_the_places_that_the_guide_names_know_single_kinds() -> None:
    knowing = {path: found for path, tree in sources() if (found := kinds_known(tree))}
    assert {path: found for path, found in knowing.items() if place_of(path) is None} == {}
    assert {place_of(path) for path in knowing} == named_places()


@dataclass(frozen=True, slots=True)
class Spell(Body):
    """A toy: a word to be spelt."""

    kind: ClassVar[str] = "spell"
    way: ClassVar[Way] = "typed"
    clue: str
    letters: str

    def sides(self, suffix: str, seed: str) -> Sides:
        return Sides(f"Spell: {self.clue}", self.letters)

    def prompt(self) -> str:
        return self.clue


def spelt(asked: Asked, what: Given) -> Judged:
    comparison = compare_text(what.text, [asked.body.letters])
    return Judged(SCORES[comparison.result], comparison=comparison)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Note:
    """A note of an eighth kind: one class, and one row in the table of judges."""
    monkeypatch.setitem(kinds.KINDS, "spell", Spell)
    monkeypatch.setattr(answer, "JUDGES", {**answer.JUDGES, "spell": spelt})
    return note("toy", Spell("a file format of columns", "Parquet"))


class TestAnEighthKind:
    def test_is_practised_line_by_line(self, store: Store, toy: Note) -> None:
        Shelf(store, toy)
        said = talk(store, "parquet", "")
        assert "Spell: a file format of columns" in said
        assert "\nright\nParquet" in said
        assert "good: saved" in said
        assert grades(store)[-1] == 4

    def test_is_drawn(self, store: Store, toy: Note) -> None:
        Shelf(store, toy)
        practice = session(store)
        attempt = practice.attempt
        assert attempt is not None
        assert "Spell" in draw(attempt, 60).lines[0].plain
        attempt.write("Parqet")
        practice.reveal()
        shown = "\n".join(line.plain for line in draw(attempt, 60).lines)
        assert "≈ close" in shown
        assert attempt.suggested == 3

    def test_is_passed_over_by_a_quiz(self, store: Store, toy: Note) -> None:
        Shelf(store, toy, of(CHOICE))
        assert [question.card for question in Round(store, Clock(), Plan()).questions] == ["deck/note"]

    def test_follows_up_in_a_mock_interview_and_is_judged_there(self, store: Store, toy: Note) -> None:
        interview = held(store, opener("a", follow_up=["toy"]), toy)
        interview.say("The idempotent producer drops repeats, transactions commit offsets and output.")
        interview.confide(1)
        assert interview.question is not None
        assert interview.question.card.key == "deck/toy"
        interview.say("parquet")
        interview.confide(1)
        marking = Marking(again(store, interview))
        marking.confirm()
        assert marking.current is not None
        assert marking.current.score == 1
        assert marking.confirm()
