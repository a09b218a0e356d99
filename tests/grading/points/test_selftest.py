"""What the grader must get right on every note, shipped or not."""

from pathlib import Path

import yaml

from tests.grading.bodies import TABLES, point
from trainer.core.kinds import Points
from trainer.grading.points.selftest import self_test

DECKS = Path(__file__).parents[3] / "decks"


def shipped() -> list[tuple[str, Points]]:
    found = []
    for path in sorted(DECKS.glob("*/*.yaml")):
        deck = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for note in deck["notes"]:
            if note.get("kind") == "points":
                raw = [
                    point(
                        one["say"],
                        *(term if isinstance(term, str) else tuple(term) for term in one.get("terms", ())),
                    )
                    for one in note["points"]
                ]
                found.append((f"{deck['deck']}/{note['id']}", Points(note["ask"], tuple(raw))))
    return found


def test_every_shipped_note_passes() -> None:
    notes = dict(shipped())
    assert len(notes) > 100
    assert {name: found for name, note in notes.items() if (found := self_test(note))} == {}


def test_a_sound_note_has_no_problems() -> None:
    assert self_test(TABLES) == []


def test_a_point_that_only_repeats_the_question_is_reported() -> None:
    body = Points("Why is the broker fast?", (point("The broker is fast", "fast"),))
    assert any("The broker is fast" in problem for problem in self_test(body))
