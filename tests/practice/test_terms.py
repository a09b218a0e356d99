"""What the user ticked although the grader had not found it is proposed as a term, and changes no deck."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interview.interviewing import give
from tests.interview.interviews import GOOD, held, opener
from tests.practice.context import Clock, session
from tests.store.build import Shelf
from trainer.cli.main import main
from trainer.core.kinds import Point, Points
from trainer.core.scope import EVERYTHING
from trainer.grading.answer import Judged
from trainer.grading.marking import Ticks
from trainer.grading.points.points import Mark
from trainer.interview.interview import begin
from trainer.interview.marking import Marking
from trainer.practice.terms import proposals
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

ANSWER = "Repeats are thrown away by numbering them."
MORE = f"{GOOD} I forgot the third."
READERS = "Readers use read_committed"


def marked(*marks: Mark) -> Ticks:
    return Ticks([Point(str(number)) for number in range(len(marks))], Judged(marks=marks))


def test_only_what_the_user_ticked_himself_and_was_not_found_is_a_term() -> None:
    ticks = marked(Mark("said", "a"), Mark("unsure", "b", 0.3), Mark("missed", ""), Mark("unsure", "c", 0.9))
    assert ticks.terms("a. b. c. d.") == []
    for key in "123":
        ticks.press(key)
    assert ticks.terms("a. b.") == [("1", "b"), ("2", "b.")]
    ticks.press("3")
    assert ticks.terms("a. b.") == [("1", "b")]


@pytest.mark.parametrize(
    ("because", "answer", "terms"),
    [
        ("few words", "", ["few words"]),
        ("one two three four five six seven eight nine", "", []),
        ("cut words of a qu…", "", []),
        ("", "Few words.", ["Few words."]),
        ("", "Few words. And others.", []),  # which of them?
        ("", "one two three four five six seven eight nine", []),
    ],
)
def test_a_term_is_few_and_whole_words(because: str, answer: str, terms: list[str]) -> None:
    ticks = marked(Mark("unsure" if because else "missed", because, 0.3))
    ticks.press("1")
    assert ticks.terms(answer) == [("0", one) for one in terms]


def test_what_was_only_spoken_has_no_words() -> None:
    ticks = Ticks([Point("one")])
    ticks.press("1")
    assert ticks.terms("") == []


def test_practice_and_mock_interview_propose_alike_and_undo_takes_it_back(store: Store) -> None:
    interview = held(store, opener("a"))
    give(interview, MORE)
    marking = Marking(interview)
    marking.press("3")
    marking.confirm()
    practice = session(store)
    attempt = practice.attempt
    assert attempt is not None
    attempt.write(MORE)
    practice.reveal()
    attempt.mark("3")
    assert len(attempt.terms) == 1
    practice.grade(4)
    (found,) = proposals(store)
    assert (found.note, found.point, found.times) == ("deck/a", READERS, 2)
    assert found.words == "I forgot the third."
    practice.undo()
    assert [one.times for one in proposals(store)] == [1]


def test_a_point_that_reads_otherwise_now_proposes_nothing(store: Store) -> None:
    shelf = Shelf(store, opener("a"))
    interview = begin(store, Clock(), Plan(), EVERYTHING, 20)
    give(interview, MORE)
    marking = Marking(interview)
    marking.press("3")
    marking.confirm()
    assert len(proposals(store)) == 1
    note = opener("a")
    assert isinstance(note.body, Points)
    shelf.put("deck.yaml", replace(note, body=replace(note.body, points=note.body.points[:2])))
    shelf.sync()
    assert proposals(store) == []


DECK = """\
deck: mine
title: Mine
notes:
  - id: why
    kind: points
    ask: Why is it safe?
    points: [{say: Repeats are dropped, terms: [dropped]}, {say: Offsets are kept, terms: [offsets]}]
"""


def test_the_verb_tells_file_line_point_and_what_to_paste(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").write_text(DECK)
    at = ["--db", str(tmp_path / "t.db"), "--decks", str(tmp_path)]
    assert main(["terms", *at]) == 0
    assert "No new terms" in capsys.readouterr().err
    lines = iter([f"{ANSWER}\n", "\n", "n\n", "2\n", "\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda _=-1: next(lines, ""), raising=False)
    assert main(["--plain", "review", *at]) == 0
    assert "1 new term noted: `trainer terms`" in capsys.readouterr().out
    before = (tmp_path / "mine.yaml").read_bytes()
    assert main(["terms", *at]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{tmp_path}/mine.yaml:4: [mine/why] Offsets are kept\n")
    assert 'add to its terms: "Repeats are thrown away' in out
    assert main(["terms", "--json", *at]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["note"], found["line"], found["point"], found["times"]) == (
        "mine/why",
        4,
        "Offsets are kept",
        1,
    )
    assert (tmp_path / "mine.yaml").read_bytes() == before
