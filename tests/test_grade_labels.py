"""Each grade key says the same in both front ends, and what it says is what is saved."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.plain.talk import answers
from tests.practice.context import Clock
from tests.scheduling.doubling import Doubling
from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.day import span
from trainer.core.scope import EVERYTHING
from trainer.plain.review import Review
from trainer.plain.talk import Talk
from trainer.practice.grades import Keys, grade_word, grades
from trainer.practice.session import Session
from trainer.scheduling.fsrs import DEFAULT, FSRS, Fsrs
from trainer.scheduling.preferences import Plan
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Sm2
from trainer.store.store import Store
from trainer.tui.lines.review_lines import grade_line

HINTS = tuple(f"hint {number}" for number in range(6))
HISTORIES: dict[str, Sequence[tuple[int, int]]] = {
    "new": (),
    "due": ((4, -9), (5, -8)),
    "drill": ((2, 0),),
    "failed before": ((4, -20), (1, -14), (2, -13)),
    "drill closed": ((2, 0), (4, 0)),
    "before its day": ((4, -9), (5, -3)),
}
SPREAD: dict[str, Any] = {"fuzz": True, "easy_days": (5, 6), "balance": True, "max_interval": 400}
OPTIONS: Sequence[Scheduler] = (
    FSRS,
    Fsrs(retention=80, easy_days=(0, 1, 2)),
    Fsrs(retention=95, **SPREAD),
    Fsrs(parameters=(0.3, 2.0, 6.0, 30.0, *DEFAULT[4:]), max_interval=20),
    Sm2("sm2-delphi", "anki", fuzz=True),
    Sm2("sm2", "anki", **SPREAD),
    Doubling(),
)
LABEL = re.compile(r"\[?\b([0-5]) ([a-z]+) +(today|[\d.]+ (?:days?|months|years))")


def labels(line: str) -> dict[str, tuple[str, str]]:
    """What a line of grade keys says: word and interval for each digit."""
    return {digit: (word, when) for digit, word, when in LABEL.findall(line)}


@pytest.mark.parametrize("keys", ["four", "six"])
@pytest.mark.parametrize("history", HISTORIES)
def test_plain_and_screen_label_a_key_with_what_is_saved(store: Store, history: str, keys: Keys) -> None:
    labelled_as_saved(store, Plan(), history, 0, keys)


@pytest.mark.parametrize("keys", ["four", "six"])
@pytest.mark.parametrize("hints", range(1, 7))
def test_however_many_hints_were_asked_for(store: Store, hints: int, keys: Keys) -> None:
    labelled_as_saved(store, Plan(), "due", hints, keys)


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: options.name)
def test_whatever_the_scheduler_and_its_options(tmp_path: Path, options: Scheduler, history: str) -> None:
    """With six keys: four have the grades of some of them."""
    with Store(tmp_path / "trainer.db", options) as store:
        labelled_as_saved(store, Plan(options), history, 1, "six")
        assert store.mismatches() == []


def labelled_as_saved(store: Store, plan: Plan, history: str, hints: int, keys: Keys) -> None:
    """Look at each key in both front ends, press it in plain mode, and look at what was stored."""
    notes = {str(digit): basic(f"n{digit}", hints=HINTS) for digit in grades(keys)}
    Shelf(store, *notes.values())
    for note in notes.values():
        for grade, day in HISTORIES[history]:
            store.record(answer(note.key, grade, DAY + day, scheduler=plan.scheduler))
    for digit, note in notes.items():
        looked_at = Session(store, Clock(), plan, cards=(note.key,))
        assert looked_at.attempt is not None
        for _ in range(hints):
            looked_at.attempt.hint()
        looked_at.reveal()
        on_screen = labels(grade_line(looked_at.attempt, keys, 300).plain)

        out, lines = io.StringIO(), io.StringIO("h\n" * hints + f"\n{digit}\nq\n")
        session = Session(store, Clock(), plan, cards=(note.key,))
        Review(Talk(lines, out), session, keys).run()
        said = next(
            labels(line) for line in out.getvalue().splitlines() if line.startswith("[") and "u: undo" in line
        )
        assert said == on_screen
        assert list(said) == list(notes)

        stored = answers(store)[-1]
        memory = store.state(stored.card).memory
        assert memory is not None
        assert stored.grade == min(grades(keys)[int(digit)], max(0, 5 - hints))
        again_today = session.attempt is not None
        assert again_today == (note.key in store.drills(DAY, EVERYTHING)), "in a later session too"
        when = span(0 if again_today else memory.due - DAY)
        assert said[digit] == (grade_word(stored.grade, keys), when)
        assert f"{said[digit][0]}: saved" in out.getvalue()
